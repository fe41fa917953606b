/**
 * Reading single values of answers. Freeside sends every scalar as text and does not tell empty from undef (freeside.md
 * sections 2.2 and 5). What is there and cannot be read is a fault: a wrong value is worse than none.
 */
import type { GatewayError } from '../../errors.ts';
import { parseDecimal, type Decimal } from '../../money.ts';
import { isStruct, textOf, XmlRpcDate, type XmlRpcStruct, type XmlRpcValue } from '../../wire/xmlrpc-values.ts';
import { unreadable } from '../shared/failures.ts';

/** The upstream's name for people. */
export const WHO = 'Freeside';

/** Largest count that is passed on: GraphQL's Int has 32 bits. */
const MAX_INT = 2_147_483_647;

/** Last second of the year 9999, the last that a day of four-digit years has. */
const MAX_EPOCH_SECONDS = 253_402_300_799;

/** The error of an answer with `what`, such as "an amount", that makes no sense. */
export function fault(what: string): GatewayError {
  return unreadable(WHO, `${what} that cannot be read`);
}

/**
 * Text as it stands, null for an empty or blank one. Text of the form 20240131T10:20:30 comes typed as a date (freeside.md
 * section 2.2). Throws for lists, structs and bytes.
 */
export function text(value: XmlRpcValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  const read = value instanceof XmlRpcDate ? value.text : textOf(value);
  if (read === null) throw fault('a value');
  return read.trim() === '' ? null : read;
}

/** Text that must be there. */
export function requiredText(value: XmlRpcValue | undefined, what: string): string {
  const read = text(value);
  if (read === null) throw fault(what);
  return read;
}

/** An amount; null when there is none. */
export function money(value: XmlRpcValue | undefined): Decimal | null {
  const read = text(value);
  if (read === null) return null;
  const amount = parseDecimal(read.trim());
  if (amount === null) throw fault('an amount');
  return amount;
}

/** An amount that must be there. */
export function requiredMoney(value: XmlRpcValue | undefined): Decimal {
  const amount = money(value);
  if (amount === null) throw fault('an amount');
  return amount;
}

/** A count; null when it is absent, no whole number or absurd, which hides nothing that moves money. */
export function count(value: XmlRpcValue | undefined): number | null {
  const read = value === undefined ? null : textOf(value);
  return read !== null && /^\d{1,10}$/.test(read) && Number(read) <= MAX_INT ? Number(read) : null;
}

/** A Perl boolean: empty and "0" are false. */
export function flag(value: XmlRpcValue | undefined): boolean {
  const read = text(value);
  return read !== null && read !== '0';
}

/** The list under a name; throws when it is absent, since an empty one is sent as such (freeside.md section 2.2). */
export function listAt(answer: XmlRpcStruct, name: string): readonly XmlRpcValue[] {
  const list = answer.get(name);
  if (!isList(list)) throw fault(`a list of ${name}`);
  return list;
}

/** The structs in the list under a name; throws when the list is absent or holds something else. */
export function rowsAt(answer: XmlRpcStruct, name: string): readonly XmlRpcStruct[] {
  return listAt(answer, name).map((row) => {
    if (!isStruct(row)) throw fault(`a list of ${name}`);
    return row;
  });
}

/** True for a list. */
export function isList(value: XmlRpcValue | undefined): value is readonly XmlRpcValue[] {
  return Array.isArray(value);
}

/** The moment of epoch seconds; null for none and for what is no such number. */
export function moment(value: XmlRpcValue | undefined): Date | null {
  const read = value === undefined ? null : textOf(value);
  if (read === null || !/^\d{1,12}$/.test(read) || Number(read) > MAX_EPOCH_SECONDS) return null;
  return new Date(Number(read) * 1000);
}

/** Turns moments into days of the books, which are in the zone that the account's settings name. */
export class Calendar {
  readonly #format: Intl.DateTimeFormat;

  /** `timeZone` is an IANA name. */
  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  }

  /** The day, YYYY-MM-DD, of epoch seconds; null for none and for what is no such number. */
  day(value: XmlRpcValue | undefined): string | null {
    const at = moment(value);
    if (at === null) return null;
    const parts = new Map(this.#format.formatToParts(at).map((part) => [part.type, part.value]));
    return `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
  }
}
