/** Reading single values of the upstream, which are text, numbers or absent as it pleases (logicboxes.md section 5). */
import type { GatewayError } from '../../errors.ts';
import { parseDecimal, type Decimal } from '../../money.ts';
import { isNumberId } from '../shared/checks.ts';
import { unreadable } from '../shared/failures.ts';
import { asObject, asText, type Json, type JsonObject } from '../shared/json.ts';
import { WHO } from './functions.ts';

const CURRENCY = /^[A-Z]{3}$/;

/** An answer that is there and makes no sense: "a balance", "a date". */
export function fault(what: string): GatewayError {
  return unreadable(WHO, `${what} that cannot be read`);
}

/** The answer as a map. */
export function mapOf(answer: Json, what: string): JsonObject {
  const map = asObject(answer);
  if (map === null) throw fault(what);
  return map;
}

/** Text as it stands; null when it is empty, blank or absent. */
export function text(value: Json | undefined): string | null {
  const read = asText(value);
  if (read === null) throw fault('a value');
  return read.trim() === '' ? null : read;
}

/** A number that names something; null also for "0", which says "not set" (logicboxes.md section 5). */
export function idOrNull(value: Json | undefined): string | null {
  const read = text(value);
  return read === '0' ? null : read;
}

/** A number that names something and must be there. `what` is "a client" or the like. */
export function id(value: Json | undefined, what: string): string {
  const read = text(value);
  if (read === null || !/^\d{1,20}$/.test(read)) throw fault(`the number of ${what}`);
  return read;
}

/** The id that an answer is as a whole, as after a sign-up or a charge (logicboxes.md section 2.4); null for another answer. */
export function bareId(answer: Json): string | null {
  return typeof answer === 'string' && isNumberId(answer) ? answer : null;
}

/** Money that is there and cannot be read is a fault: a wrong figure is worse than none. */
export function money(value: Json | undefined): Decimal | null {
  const read = text(value);
  if (read === null) return null;
  const amount = parseDecimal(read.trim());
  if (amount === null) throw fault('an amount');
  return amount;
}

/** The same where there must be an amount. */
export function requiredMoney(value: Json | undefined): Decimal {
  const amount = money(value);
  if (amount === null) throw fault('an amount');
  return amount;
}

/** A code such as "GBP", which the upstream calls a symbol (logicboxes.md section 5); `fallback` for anything else. */
export function currency(value: Json | undefined, fallback: string | null): string | null {
  const read = asText(value) ?? '';
  return CURRENCY.test(read) ? read : fallback;
}

/** Seconds since 1970 as a moment; null when absent, zero or no such number. */
export function moment(value: Json | undefined): Date | null {
  const read = asText(value) ?? '';
  return /^[1-9]\d{0,10}$/.test(read) ? new Date(Number(read) * 1000) : null;
}

/** `true` and "true", `false` and "false"; null for anything else. */
export function flag(value: Json | undefined): boolean | null {
  if (typeof value === 'boolean') return value;
  return value === 'true' ? true : value === 'false' ? false : null;
}

/** A count; null when absent or absurd. */
export function count(value: Json | undefined): number | null {
  const read = asText(value) ?? '';
  return /^\d{1,9}$/.test(read) ? Number(read) : null;
}
