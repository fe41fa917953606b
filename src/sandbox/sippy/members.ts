/**
 * The checks of a call's members. Types are read leniently, as clients send them: an int for a double, digits in a string,
 * numbers for text (xml-rpc.md section 2.1). All of them throw a `Refusal`.
 */
import { isPositive, parseDecimal } from '../../money.ts';
import type { Decimal } from '../../money.ts';
import { XmlRpcDate, XmlRpcNumber, textOf } from '../../wire/xmlrpc-values.ts';
import type { XmlRpcStruct, XmlRpcValue } from '../../wire/xmlrpc-values.ts';
import type { Attribute } from './attributes.ts';
import { parseTime } from './dates.ts';
import { invalid, missing, refuse } from './refusal.ts';
import type { AttributeValue } from './types.ts';

/** Longest exponent that is written out; no balance of this world needs more. */
const MAX_EXPONENT = 40;

/** Longest amount of a payment, in characters: 40 digits and the point. */
const MAX_AMOUNT_LENGTH = 41;

/** The member unless it is absent, nil or the empty text. */
function filled(members: XmlRpcStruct, name: string): XmlRpcValue | null {
  const value = members.get(name);
  return value === undefined || value === '' ? null : value;
}

/** A text that must be there. */
export function requiredText(members: XmlRpcStruct, name: string): string {
  return asText(filled(members, name) ?? missing(name), name);
}

/** A text; empty when it is absent or nil. */
export function optionalText(members: XmlRpcStruct, name: string): string {
  return asText(members.get(name) ?? '', name);
}

/** A whole number of 32 bits that must be there. */
export function requiredWhole(members: XmlRpcStruct, name: string): number {
  return asWhole(filled(members, name) ?? missing(name), name);
}

/** A whole number of 32 bits; null when it is absent or nil. */
export function optionalWhole(members: XmlRpcStruct, name: string): number | null {
  const value = members.get(name) ?? null;
  return value === null ? null : asWhole(value, name);
}

/** An offset or a limit: a whole number from 0; null when it is absent or nil. */
export function optionalCount(members: XmlRpcStruct, name: string): number | null {
  const count = optionalWhole(members, name);
  return count !== null && count < 0 ? invalid(name) : count;
}

/** An amount above zero that must be there, of at most 40 digits. */
export function requiredAmount(members: XmlRpcStruct, name: string): Decimal {
  const amount = asDecimal(filled(members, name) ?? missing(name), name);
  return isPositive(amount) && amount.length <= MAX_AMOUNT_LENGTH ? amount : invalid(name);
}

/** A moment as `YYYY-MM-DDTHH:MM:SSZ`, from either of the two formats (sippy.md section 5); null when absent or nil. */
export function optionalTime(members: XmlRpcStruct, name: string): string | null {
  const value = filled(members, name);
  if (value === null) return null;
  return parseTime(value instanceof XmlRpcDate ? value : asText(value, name)) ?? invalid(name);
}

/** A value for an attribute. Nil stands for the value that an attribute has when it is never given. */
export function asAttribute(attribute: Attribute, value: XmlRpcValue): AttributeValue {
  const { name, type, initial, highest } = attribute;
  if (value === null) return initial;
  if (type === 'boolean') return asBoolean(value, name);
  if (type === 'double') return asDecimal(value, name);
  if (type === 'string') return checkedText(attribute, asText(value, name));
  const number = asWhole(value, name);
  return highest !== undefined && (number < 0 || number > highest) ? invalid(name) : number;
}

/** True or false, also as the int 1 or 0. */
export function asBoolean(value: XmlRpcValue, name: string): boolean {
  if (typeof value === 'boolean') return value;
  const text = textOf(value);
  return text === '1' || text === '0' ? text === '1' : invalid(name);
}

/** A whole number of 32 bits. */
export function asWhole(value: XmlRpcValue, name: string): number {
  return asWholeOrNull(textOf(value) ?? '') ?? invalid(name);
}

/** The text as a whole number of 32 bits; null when it is none. */
export function asWholeOrNull(text: string): number | null {
  const number = /^[+-]?\d{1,20}$/.test(text) ? Number(text) : Number.NaN;
  return (number | 0) === number ? number | 0 : null;
}

/** A decimal number with the digits that were sent; an exponent is written out. */
export function asDecimal(value: XmlRpcValue, name: string): Decimal {
  const text = typeof value === 'string' || value instanceof XmlRpcNumber ? textOf(value) : null;
  return (text === null ? null : parseDecimal(withoutExponent(text))) ?? invalid(name);
}

function asText(value: XmlRpcValue, name: string): string {
  return (typeof value === 'boolean' ? null : textOf(value)) ?? invalid(name);
}

function checkedText({ name, maxLength, form }: Attribute, text: string): string {
  if (maxLength !== undefined && Array.from(text).length > maxLength) {
    refuse(490, `ERROR:  value too long for type character varying(${maxLength})\n`);
  }
  return form === undefined || text === '' || form.test(text) ? text : invalid(name);
}

/** `1e5` as `100000`, `5.` as `5`; anything else as it is. */
function withoutExponent(text: string): string {
  const match = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,3}))?$/.exec(text);
  const [, sign = '', front = '', back = '', exponent = '0'] = match ?? [];
  const shift = Number(exponent);
  if (match === null || text.length > 64 || Math.abs(shift) > MAX_EXPONENT || front + back === '') return text;
  const digits = front + back;
  const point = front.length + shift;
  const whole = digits.slice(0, Math.max(point, 0)).padEnd(point, '0');
  const fraction = '0'.repeat(Math.max(-point, 0)) + digits.slice(Math.max(point, 0));
  return `${sign}${whole === '' ? '0' : whole}${fraction === '' ? '' : `.${fraction}`}`;
}
