/** The attributes of a customer between graph and wire, by the table of sippy-attributes.ts. */
import type { Problem } from '../../errors.ts';
import type { Decimal } from '../../money.ts';
import { double, int, type XmlRpcStruct, type XmlRpcValue } from '../../wire/xmlrpc-values.ts';
import { checkEmail, checkText, problem } from '../shared/checks.ts';
import { sippyAttributes, sippyRights } from '../sippy-attributes.ts';
import type { SippyAttributeName, SippyAttributes, SippyKind, SippyRight } from '../sippy-attributes.ts';
import type { Members } from './api.ts';
import { checkLimit } from './checks.ts';
import { WHO, type Fields } from './errors.ts';
import { decimalOf, fault, text, wireNames } from './map.ts';

type Value = string | number | boolean | readonly SippyRight[];

const names = Object.keys(sippyAttributes) as readonly SippyAttributeName[];

/** Longest text by attribute where it is not the common one: sippy.md section 4, "Field lengths"; css is a whole file. */
const maxLengths: Readonly<Partial<Record<SippyAttributeName, number>>> = {
  name: 32,
  webLogin: 32,
  description: 128,
  css: 65_536,
};

/** Attributes that may have line breaks. */
const manyLines: ReadonlySet<SippyAttributeName> = new Set(['css', 'description']);

const forms: Readonly<Partial<Record<SippyAttributeName, readonly [RegExp, string]>>> = {
  paymentCurrency: [/^[A-Z]{3}$/, 'Use an ISO 4217 code such as USD.'],
  language: [/^[a-z]{2}$/, 'Use two small letters, such as "en".'],
};

function nilMeansSomething(name: SippyAttributeName): boolean {
  return 'nil' in sippyAttributes[name];
}

/** Fields of the graph's inputs by the upstream's members: an attribute stands there under its own name. */
export const attributeFields: Fields = Object.fromEntries(names.map((name) => [wireNames[name], [name]]));

/** Every attribute that getCustomerInfo tells; secrets never. Null: nil or the empty text. */
export function toAttributes(info: XmlRpcStruct): SippyAttributes {
  const attributes: Partial<Record<SippyAttributeName, Value | null>> = {};
  for (const name of names) {
    const value = info.get(wireNames[name]);
    const { kind } = sippyAttributes[name];
    if (value !== undefined && kind !== 'secret') attributes[name] = value === null ? null : readers[kind](value);
  }
  return attributes as SippyAttributes;
}

const readers: Readonly<Record<Exclude<SippyKind, 'secret'>, (value: XmlRpcValue) => Value | null>> = {
  text,
  int: whole,
  decimal: decimalOf,
  boolean: isSet,
  flag: isSet,
  rights: rightsOf,
};

/** A whole number, from int, double or text. */
function whole(value: XmlRpcValue): number | null {
  const read = text(value);
  if (read === null) return null;
  const number = Number(read);
  if (!/^[+-]?\d+(?:\.0+)?$/.test(read) || (number | 0) !== number) throw fault('a whole number');
  return number | 0;
}

/** Flags are of two kinds, Boolean and Integer (sippy.md section 2, "Types"); either may come as the other. */
function isSet(value: XmlRpcValue): boolean | null {
  const number = whole(value);
  return number === null ? null : number !== 0;
}

/** Bit 0 add, bit 1 edit, bit 2 delete (sippy.md section 3, createCustomer). */
function rightsOf(value: XmlRpcValue): readonly SippyRight[] | null {
  const mask = whole(value);
  return mask === null ? null : sippyRights.filter((_, bit) => (mask & (1 << bit)) !== 0);
}

function maskOf(rights: readonly SippyRight[]): number {
  return sippyRights.reduce((mask, right, bit) => (rights.includes(right) ? mask | (1 << bit) : mask), 0);
}

const writers: Readonly<Record<SippyKind, (value: Value) => XmlRpcValue>> = {
  text: (value) => value as string,
  secret: (value) => value as string,
  int: (value) => int(value as number),
  decimal: (value) => double(value as Decimal),
  boolean: (value) => value as boolean,
  flag: (value) => int(value === true ? 1 : 0),
  rights: (value) => int(maskOf(value as readonly SippyRight[])),
};

/**
 * The members that set the attributes, in the order of the table. Null is nil where that has a meaning; otherwise it is
 * the empty text in a change, and left out of a sign-up.
 */
export function attributeMembers(attributes: SippyAttributes, use: 'change' | 'signup'): Members {
  const members: Record<string, XmlRpcValue> = {};
  for (const name of names) {
    const value = attributes[name];
    if (value === undefined) continue;
    const { kind } = sippyAttributes[name];
    if (value !== null) members[wireNames[name]] = writers[kind](value);
    else if (nilMeansSomething(name)) members[wireNames[name]] = null;
    else if (use === 'change') members[wireNames[name]] = '';
  }
  return members;
}

/** What is wrong with the attributes that are given. */
export function checkAttributes(attributes: SippyAttributes, use: 'change' | 'signup'): readonly Problem[] {
  return names.flatMap((name) => {
    const value = attributes[name];
    if (value === undefined) return [];
    return value === null ? checkNull(name, use) : checkValue(name, value);
  });
}

function checkNull(name: SippyAttributeName, use: 'change' | 'signup'): readonly Problem[] {
  const canBeEmpty = sippyAttributes[name].kind === 'text' && name !== 'name';
  if (use === 'signup' || canBeEmpty || nilMeansSomething(name)) return [];
  return [problem([name], `${WHO} has no empty value here: give a value, or leave it out to keep the present one.`)];
}

function checkValue(name: SippyAttributeName, value: Value): readonly Problem[] {
  const { kind } = sippyAttributes[name];
  const field = [name];
  if (kind === 'decimal') return checkLimit(value as Decimal, field);
  if (kind === 'int')
    return ((value as number) | 0) === value ? [] : [problem(field, 'Use a whole number of 32 bits.')];
  return kind === 'text' || kind === 'secret' ? checkTextOf(name, value as string) : [];
}

function checkTextOf(name: SippyAttributeName, value: string): readonly Problem[] {
  const field = [name];
  const mustBeFilled = name === 'name' || sippyAttributes[name].kind === 'secret';
  if (mustBeFilled && value.trim() === '') return [problem(field, `${WHO} demands a value here.`)];
  if (name === 'email' && value !== '') return checkEmail(value, field);
  const [form, remedy] = forms[name] ?? [];
  if (form !== undefined && value !== '' && !form.test(value)) return [problem(field, remedy!)];
  const oneLine = manyLines.has(name) ? value.replace(/[\t\r\n]/g, ' ') : value;
  return checkText(oneLine, field, maxLengths[name]);
}
