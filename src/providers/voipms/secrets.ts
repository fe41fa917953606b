/** Taking secrets out of the upstream's words before they are shown. */

/** What stands in the place of a secret. */
export const REDACTED = '[redacted]';

/** Longest text of the upstream that is shown, in characters. */
const MAX_TEXT = 200;

/** Shape of a status code that is safe to carry. */
const CODE = /^[A-Za-z0-9_.-]{1,64}$/;

/** Removes one request's secrets from text, in the encodings in which an upstream may echo them. */
export class Scrubber {
  readonly #pattern: RegExp | null;

  constructor(secrets: readonly string[]) {
    const forms = new Set(secrets.filter((secret) => secret !== '').flatMap(formsOf));
    const longestFirst = [...forms].toSorted((left, right) => right.length - left.length);
    this.#pattern =
      longestFirst.length === 0 ? null : new RegExp(longestFirst.map((form) => RegExp.escape(form)).join('|'), 'giu');
  }

  /** The text on one line, without control characters and secrets, cut at 200 characters. */
  text(value: string): string {
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

/** The secret as it stands in plain text, a query string (once or twice encoded), HTML and JSON. */
function formsOf(secret: string): readonly string[] {
  const plain = oneLine(secret);
  const encoded = encodeURIComponent(secret.toWellFormed());
  const strict = encoded.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  const form = strict.replaceAll('%20', '+');
  const html = plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const quoted = html.replaceAll('"', '&quot;');
  const json = JSON.stringify(plain).slice(1, -1);
  const all = [secret, plain, encoded, strict, form, encodeURIComponent(form), html, quoted];
  const apostrophes = [quoted.replaceAll("'", '&#039;'), quoted.replaceAll("'", '&#39;')];
  return [...all, ...apostrophes, json, json.replaceAll('/', '\\/')];
}
