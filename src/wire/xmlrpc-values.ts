/**
 * Values of XML-RPC. A number stays the text that stood on the wire, so that money never passes through a JavaScript
 * number; a struct is a Map, so that a member named "__proto__" is only a member.
 */

/** What is wrong with a document or a value. The message names the place and never quotes what stands there. */
export class XmlRpcError extends Error {
  override readonly name: string = 'XmlRpcError';
}

/** A value has a type element that XML-RPC does not have, or one that the reader was told to refuse. */
export class UnsupportedElement extends XmlRpcError {
  override readonly name = 'UnsupportedElement';
  /** As written, a prefix replaced by its name space: "i8", "{http://ws.apache.org/xmlrpc/namespaces/extensions}nil". */
  readonly element: string;

  constructor(element: string, place = '') {
    super(`${place}Wrong element '${element}'.`);
    this.element = element;
  }
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,9})?$/;
const WHOLE_NUMBER = /^([+-]?)0*(\d{1,19})$/;
const FIXED_NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

/**
 * A number as the text that stands on the wire: "007", "+5", "12.50", "1e5". An `int` has 32 bits and an `i8` 64. A
 * `double` may have an exponent when it was read; it cannot be written then.
 */
export class XmlRpcNumber {
  readonly type: 'int' | 'i8' | 'double';
  readonly text: string;

  /** Throws an XmlRpcError when the text is not of the type: "12abc", "0x10", " 1", "NaN", "". */
  constructor(type: 'int' | 'i8' | 'double', text: string) {
    if (type === 'double' ? !NUMBER.test(text) : !isWholeNumber(text, type === 'int' ? 32 : 64)) {
      throw new XmlRpcError(`The value is not ${numberNames[type]}.`);
    }
    this.type = type;
    this.text = text;
  }
}

const numberNames = {
  int: 'a whole number of 32 bits in decimal digits',
  i8: 'a whole number of 64 bits in decimal digits',
  double: 'a decimal number',
} as const;

function isWholeNumber(text: string, bits: number): boolean {
  const match = WHOLE_NUMBER.exec(text);
  if (match === null) return false;
  const size = BigInt(match[2]!);
  const value = match[1] === '-' ? -size : size;
  return BigInt.asIntN(bits, value) === value;
}

const DATE = /^(\d{4})(-?)(\d{2})\2(\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d{1,9})?Z?$/;

/**
 * A dateTime.iso8601 as "20240131T23:59:59". It has no zone: what it is relative to is the upstream's convention. Dashes,
 * fractions of a second and a final Z are accepted and dropped. Whether such a day exists is not checked, since upstreams
 * write "00000000T00:00:00" for "never".
 */
export class XmlRpcDate {
  readonly text: string;

  /** Throws an XmlRpcError for text of another form. */
  constructor(text: string) {
    const match = DATE.exec(text);
    if (match === null) throw new XmlRpcError('The value is not a date of the form YYYYMMDDTHH:MM:SS.');
    this.text = `${match[1]}${match[3]}${match[4]}T${match[5]}`;
  }
}

/** Bytes that travel as base64. */
export class XmlRpcBase64 {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

/** Members by name, in the order of the document. */
export type XmlRpcStruct = ReadonlyMap<string, XmlRpcValue>;

/** Any value; null is nil. */
export type XmlRpcValue =
  string | boolean | null | XmlRpcNumber | XmlRpcDate | XmlRpcBase64 | readonly XmlRpcValue[] | XmlRpcStruct;

/** An int, from a number or from its digits. Throws an XmlRpcError when it is not a whole number of 32 bits. */
export function int(value: number | string): XmlRpcNumber {
  return new XmlRpcNumber('int', String(value));
}

/** A double from decimal text in fixed notation ("4.99"). Throws an XmlRpcError otherwise, such as for "1e5" or ".5". */
export function double(text: string): XmlRpcNumber {
  if (!isFixed(text)) throw new XmlRpcError('The value is not a decimal number in fixed notation.');
  return new XmlRpcNumber('double', text);
}

/** True for decimal text that may stand in a double on the wire: digits, and a point only between digits. */
export function isFixed(text: string): boolean {
  return FIXED_NUMBER.test(text);
}

/** A struct from an object, in its order; members that are undefined are left out. */
export function struct(entries: Readonly<Record<string, XmlRpcValue | undefined>>): XmlRpcStruct {
  const members = new Map<string, XmlRpcValue>();
  for (const [name, value] of Object.entries(entries)) {
    if (value !== undefined) members.set(name, value);
  }
  return members;
}

/** True for a struct. */
export function isStruct(value: XmlRpcValue | undefined): value is XmlRpcStruct {
  return value instanceof Map;
}

/** The text of a string or number ("12.50", "007"); "1" or "0" for a boolean; null for anything else. */
export function textOf(value: XmlRpcValue | undefined): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '1' : '0';
  return value instanceof XmlRpcNumber ? value.text : null;
}
