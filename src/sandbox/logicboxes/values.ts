/**
 * The values that answers are built of, printed as JSON or as the XML of Java maps (logicboxes.md section 2.1). Maps keep the
 * order of their members, also of numbered ones; a plain object would put those first.
 */

/** A number, kept as the digits that will be printed; money never passes through a float. */
export class Digits {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A map of an answer. */
export type Hash = ReadonlyMap<string, Value>;

/** What an answer is built of. Nearly every scalar of LogicBoxes is a string (logicboxes.md section 2.4). */
export type Value = string | boolean | Digits | Hash;

/** A map in the order of the members; those that are undefined or an empty text are left out, as LogicBoxes does. */
export function hash(members: Readonly<Record<string, Value | undefined>>): Hash {
  const entries = Object.entries(members).filter((entry): entry is [string, Value] => isPresent(entry[1]));
  return new Map(entries);
}

function isPresent(value: Value | undefined): boolean {
  return value !== undefined && value !== '';
}

type Parsed = string | boolean | Digits | { readonly [key: string]: Parsed };

// The source of a number is part of the language since 2025, but not of TypeScript's library.
const { parse } = JSON as unknown as { readonly parse: (text: string, reviver: typeof keepDigits) => Parsed };

/** Reads a JSON object of objects, strings, booleans and numbers; numbers keep their digits. Throws a SyntaxError. */
export function fromJson(text: string): Hash {
  const value = hashed(parse(text, keepDigits));
  if (value instanceof Map) return value;
  throw new SyntaxError('Not a JSON object.');
}

function keepDigits(_: string, value: unknown, { source }: { readonly source: string }): unknown {
  return typeof value === 'number' ? new Digits(source) : value;
}

function hashed(value: Parsed): Value {
  if (typeof value !== 'object' || value instanceof Digits) return value;
  return new Map(Object.entries(value).map(([key, member]) => [key, hashed(member)]));
}

/** Prints a value as JSON, without blanks. */
export function toJson(value: Value): string {
  if (value instanceof Digits) return value.text;
  if (typeof value !== 'object') return JSON.stringify(value);
  return `{${[...value].map(([key, member]) => `${JSON.stringify(key)}:${toJson(member)}`).join(',')}}`;
}

/** Prints a value as XML: `<hashtable><entry><string>key</string>...`. The elements of scalars are Java's type names. */
export function toXml(value: Value): string {
  if (typeof value === 'string') return `<string>${escaped(value)}</string>`;
  if (typeof value === 'boolean') return `<boolean>${value}</boolean>`;
  if (value instanceof Digits) return value.text.includes('.') ? element('double', value) : element('int', value);
  const entries = [...value].map(([key, member]) => `<entry>${toXml(key)}${toXml(member)}</entry>`);
  return `<hashtable>${entries.join('')}</hashtable>`;
}

function element(name: string, { text }: Digits): string {
  return `<${name}>${text}</${name}>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

/** Characters that XML cannot hold become U+FFFD. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>\r]/g, (character) => ENTITIES[character] ?? character);
}
