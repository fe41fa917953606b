/** Taking secrets out of the upstream's words before they are shown. */

/** What stands in the place of a secret. */
export const REDACTED = '[redacted]';

/** Longest text of the upstream that is shown, in characters. */
const MAX_TEXT = 200;

/** Longest text that is looked at; nothing longer is an error text, and looking costs time. */
const MAX_READ = 4000;

/** Shape of a status code that is safe to carry. */
const CODE = /^[A-Za-z0-9_.-]{1,64}$/;

/** Removes one request's secrets from text, in the encodings in which an upstream may echo them. */
export class Scrubber {
  readonly #pattern: RegExp | null;

  constructor(secrets: readonly string[]) {
    const patterns = secrets
      .map(oneLine)
      .filter((secret) => secret !== '')
      .toSorted((left, right) => right.length - left.length)
      .map((secret) => Array.from(secret, formsOf).join(''));
    this.#pattern = patterns.length === 0 ? null : new RegExp(patterns.join('|'), 'giu');
  }

  /** The text on one line, without control characters and secrets, cut at 200 characters; '' for absurdly long text. */
  text(value: string): string {
    if (value.length > MAX_READ) return '';
    return this.#without(oneLine(value)).slice(0, MAX_TEXT).toWellFormed();
  }

  /** The status code when it is safe to carry, otherwise "unreadable". */
  code(value: string): string {
    return CODE.test(value) && this.#without(value) === value ? value : 'unreadable';
  }

  #without(value: string): string {
    return this.#pattern === null ? value : value.replace(this.#pattern, REDACTED);
  }
}

/** Control and format characters become one space, so that they can neither split a secret nor forge a log line. */
function oneLine(value: string): string {
  return value
    .toWellFormed()
    .replace(/\p{Cf}+/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

/** One blank of a text on one line, which may have been several and of any kind. */
const SPACES = '(?: |\\+|%(?:25)*(?:09|0a|0d|20)|&(?:amp;)*#0*32;|&(?:amp;)*nbsp;)+';

const htmlNames: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

/**
 * A pattern for one character as it stands in plain text, in a query string, in HTML or in JSON, encoded once or more:
 * which characters get encoded differs from one implementation to the next, so each character may be in any form.
 */
function formsOf(character: string): string {
  if (character === ' ') return SPACES;
  const code = character.codePointAt(0)!;
  const bytes = Array.from(Buffer.from(character), (byte) => `%(?:25)*${byte.toString(16).padStart(2, '0')}`);
  const named = htmlNames[character];
  const forms = [
    bytes.join(''),
    `&(?:amp;)*#0*${code};`,
    `&(?:amp;)*#x0*${code.toString(16)};`,
    ...(named === undefined ? [] : [`&(?:amp;)*${named};`]),
    Array.from(character.split(''), (unit) => `\\\\+u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
    `\\\\*${RegExp.escape(character)}`,
  ];
  return `(?:${forms.join('|')})`;
}
