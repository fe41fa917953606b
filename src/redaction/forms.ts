/** The forms in which an upstream or a library may echo a secret. Imports nothing of ours. */

/** Control and format characters become one space, so that they can neither split a secret nor forge a log line. */
export function oneLine(value: string): string {
  return value
    .toWellFormed()
    .replace(/\p{Cf}+/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

/** One blank of a text on one line, which may have been several and of any kind. */
const SPACES = '(?: |\\+|%(?:25)*(?:09|0a|0d|20)|&(?:amp;)*#0*32;|&(?:amp;)*nbsp;)+';

/** As many as a few layers of JSON make of one; without a bound a text of nothing else would take forever. */
const BACKSLASHES = '\\\\{1,15}';

const htmlNames: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

/**
 * A pattern for one character as it stands in plain text, in a query string, in HTML or in JSON, encoded once or more:
 * which characters get encoded differs from one implementation to the next, so each character may be in any form.
 */
export function formsOf(character: string): string {
  if (character === ' ') return SPACES;
  const code = character.codePointAt(0)!;
  const bytes = Array.from(Buffer.from(character), (byte) => `%(?:25)*${byte.toString(16).padStart(2, '0')}`);
  const named = htmlNames[character];
  const forms = [
    bytes.join(''),
    `&(?:amp;)*#0*${code};`,
    `&(?:amp;)*#x0*${code.toString(16)};`,
    ...(named === undefined ? [] : [`&(?:amp;)*${named};`]),
    Array.from(
      character.split(''),
      (unit) => `${BACKSLASHES}u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ).join(''),
    `(?:${BACKSLASHES})?${RegExp.escape(character)}`,
  ];
  return `(?:${forms.join('|')})`;
}

/** Shortest secret that is looked for in base64: of a shorter one too little is left that does not depend on its neighbours. */
const MIN_ENCODED = 8;

/**
 * Patterns for a secret inside of something that was encoded in base64, such as "user:password": how it looks depends on
 * how many bytes stand before it, and its first and last characters on what these are. Empty for a short secret.
 */
export function base64FormsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  if (bytes.length < MIN_ENCODED) return [];
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    // The characters that share bits with a neighbour are left out.
    const first = before === 0 ? 0 : before + 1;
    const whole = Math.floor(((before + bytes.length) * 8) / 6);
    const core = encoded.slice(first, whole);
    return Array.from(core, (character) =>
      character === '+' ? '[+-]' : character === '/' ? '(?:\\\\?/|_)' : character,
    ).join('');
  });
}
