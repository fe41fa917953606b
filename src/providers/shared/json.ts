/** Reading an upstream's JSON without losing a digit. */

/** A JSON value whose numbers are text: their digits as written, an exponent expanded. */
export type Json = string | boolean | null | readonly Json[] | JsonObject;
/** An object of such values. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** What JSON.parse returns. */
type RawJson = string | number | boolean | null | readonly RawJson[] | { readonly [key: string]: RawJson };

/** The text cannot be read as JSON, or a number in it is absurd. The message repeats nothing of the text. */
export class UnreadableJson extends Error {
  override readonly name = 'UnreadableJson';
}

/** Largest exponent that is expanded; JSON allows any, and 1e999999999 would be a gigabyte of zeros. */
const MAX_EXPONENT = 1000;

/** Finds out cheaply whether there is a number in the compact form; may match inside a string, which costs time only. */
const COMPACT_NUMBER = /":-?\d/;

/**
 * A number behind a key. Where the text has no backslash, a quote that follows a word character always ends a string,
 * so a match is never inside one.
 */
const KEYED_NUMBER = /(\w":)(-?\d+(?:\.\d+)?)(?=[,}])/g;

/**
 * Parses JSON text; numbers become text with their digits as written, since a binary float would change them
 * (voipms.md section 5, logicboxes.md section 5). Numbers in the compact form, without blanks behind the colon, are
 * quoted before parsing; if there is another one, the text is parsed again with the slow reviver. One bare number is
 * its digits. Throws UnreadableJson.
 */
export function parseJson(text: string): Json {
  const bare = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  try {
    const quotable = COMPACT_NUMBER.test(bare) && !bare.includes('\\');
    const value = JSON.parse(quotable ? bare.replace(KEYED_NUMBER, '$1"$2"') : bare) as RawJson;
    return isExact(value) ? value : (JSON.parse(bare, keepDigits) as Json);
  } catch (error) {
    if (error instanceof UnreadableJson) throw error;
    // The parser's own message quotes the text, which may hold clients' passwords.
    throw new UnreadableJson('The text is not JSON.');
  }
}

/** True when there is no number in it. It looks at every answer whole, and nearly all values are text: these come first. */
function isExact(value: RawJson): value is Json {
  if (typeof value !== 'object' || value === null) return typeof value !== 'number';
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const item = value[index] as RawJson;
      if (typeof item !== 'string' && !isExact(item)) return false;
    }
    return true;
  }
  const object = value as { readonly [key: string]: RawJson };
  for (const key in object) {
    const member = object[key]!;
    if (typeof member !== 'string' && !isExact(member)) return false;
  }
  return true;
}

function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' ? expandNumber(context?.source ?? '') : value;
}

/** The exact plain decimal of a JSON number: "1e-7" -> "0.0000001", "-2.50E1" -> "-25.0". Throws UnreadableJson. */
export function expandNumber(source: string): string {
  const mark = source.search(/[eE]/);
  if (mark === -1) return source;
  const exponent = Number(source.slice(mark + 1));
  if (Math.abs(exponent) > MAX_EXPONENT) throw new UnreadableJson('A number is too long.');
  const mantissa = source.slice(0, mark);
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.slice(sign.length).split('.');
  const point = whole.length + exponent;
  const digits = '0'.repeat(Math.max(0, 1 - point)) + whole + fraction;
  const at = Math.max(1, point);
  const padded = digits.padEnd(at, '0');
  const integer = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const rest = padded.slice(at);
  return `${sign}${integer}${rest === '' ? '' : `.${rest}`}`;
}

/** The value as an object, or null. */
export function asObject(value: Json | undefined): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

/** The value as text: '' when absent, null or false, which say "not there", "1" for true; null for a list or object. */
export function asText(value: Json | undefined): string | null {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null || value === false) return '';
  return value === true ? '1' : null;
}
