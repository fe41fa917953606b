/** Reading an upstream's JSON without losing a digit. */

/** A JSON value whose numbers are text: their digits as written, an exponent expanded. */
export type Json = string | boolean | null | readonly Json[] | JsonObject;
/** An object of such values. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** The text cannot be read as JSON, or a number in it is absurd. The message repeats nothing of the text. */
export class UnreadableJson extends Error {
  override readonly name = 'UnreadableJson';
}

/** Largest exponent that is expanded; JSON allows any, and 1e999999999 would be a gigabyte of zeros. */
const MAX_EXPONENT = 1000;

/** A number of JSON, with what may stand behind one: it is no name of a member. */
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?=\s*(?:[,\]}]|$))/y;

/** Where a number begins in the compact form of PHP and most others. May match inside a string, which costs time only. */
const COMPACT_NUMBER = /":-?\d/;

const QUOTE = 0x22;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const BACKSLASH = 0x5c;

/**
 * Parses JSON text; numbers become text with their digits as written, since a binary float would change them
 * (voipms.md section 5, logicboxes.md section 5). One bare number is its digits. Throws UnreadableJson.
 */
export function parseJson(text: string): Json {
  const bare = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  try {
    // Most answers have no number, and looking at what was parsed is faster than looking at each character.
    const value = COMPACT_NUMBER.test(bare) ? undefined : (JSON.parse(bare) as unknown);
    return value !== undefined && isExact(value) ? value : (JSON.parse(quoteNumbers(bare)) as Json);
  } catch (error) {
    if (error instanceof UnreadableJson) throw error;
    // The parser's own message quotes the text, which may hold clients' passwords.
    throw new UnreadableJson('The text is not JSON.');
  }
}

/**
 * True when there is no number in it, at any depth. Nearly all values are text and need no second look. Nesting without
 * end overflows the stack, which is an error like any other text that cannot be read.
 */
function isExact(value: unknown): value is Json {
  if (typeof value !== 'object' || value === null) return typeof value !== 'number';
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const item: unknown = value[index];
      if (typeof item !== 'string' && !isExact(item)) return false;
    }
    return true;
  }
  for (const key in value) {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    if (typeof member !== 'string' && !isExact(member)) return false;
  }
  return true;
}

/**
 * The text with every number in quotes. A loop over the characters: a reviver that is told the digits, or patterns, take
 * several times as long on the small answers that a page is made of (docs/decisions/speed.md).
 */
function quoteNumbers(text: string): string {
  let quoted = '';
  let copied = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) inString = !inString;
    else if (code === BACKSLASH) at += 1;
    else if (!inString && ((code >= ZERO && code <= NINE) || code === MINUS)) {
      const end = endOfNumber(text, at);
      quoted += `${text.slice(copied, at)}"${expandNumber(text.slice(at, end))}"`;
      copied = end;
      at = end - 1;
    }
  }
  return copied === 0 ? text : quoted + text.slice(copied);
}

function endOfNumber(text: string, at: number): number {
  NUMBER.lastIndex = at;
  if (!NUMBER.test(text)) throw new UnreadableJson('The text is not JSON.');
  return NUMBER.lastIndex;
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
