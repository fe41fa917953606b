/** Money limits: which operations count against whom, and whether one more is within the bounds. Pure; sums are exact. */
import { GatewayError } from '../errors.ts';
import {
  addDecimals,
  compareDecimals,
  decimal,
  multiplyDecimal,
  negateDecimal,
  type Decimal,
  type Money,
} from '../money.ts';
import type { MoneyLimits } from '../access/caller.ts';
import { standingOf, type Operation, type Spending } from './operation.ts';

/** What an operation counts with: whose, on which day, how much. */
export interface Spent extends Spending, Money {}

/** How often an amount was moved. */
export interface AmountCount {
  readonly amount: Decimal;
  readonly count: number;
}

const NOTHING = decimal('0');

/**
 * What the operation counts with; null for what does not count: nothing was sent, it was refused, or it is known not to
 * have been applied. What may still have been applied counts.
 */
export function spendingOf(operation: Operation): Spent | null {
  const { spending, amount } = operation;
  if (spending === undefined || amount === null || standingOf(operation) === 'NOT_APPLIED') return null;
  return { spender: spending.spender, day: spending.day, amount: amount.amount, currency: amount.currency };
}

/** What the operation counts with once it is sent now by this caller: what counts already stays with whom and when it was. */
export function spendingBy(operation: Operation, spender: string, now: Date): Spending | undefined {
  if (operation.amount === null) return undefined;
  return spendingOf(operation) === null ? { spender, day: dayOf(now) } : operation.spending;
}

/** The day in UTC of a moment, such as "2026-11-25". */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** The exact sum. */
export function sumOf(counts: readonly AmountCount[]): Decimal {
  return counts.reduce((sum, { amount, count }) => addDecimals(sum, multiplyDecimal(amount, count)), NOTHING);
}

/**
 * Why the caller may not move the amount: LIMIT_EXCEEDED, with the limit and what is left of it; null when it may.
 * `spentToday` is what counts already, in the amount's currency.
 */
export function refusalOf(limits: MoneyLimits, { amount, currency }: Money, spentToday: Decimal): GatewayError | null {
  const limit = Object.hasOwn(limits, currency) ? limits[currency] : undefined;
  if (limit === undefined) {
    const known = Object.keys(limits).toSorted().join(', ');
    const instead = known === '' ? 'It may move no money at all.' : `It may move ${known}.`;
    const what = currency === 'XXX' ? 'money whose currency the gateway does not know (XXX)' : currency;
    return exceeded(`This caller may not move ${what}. ${instead}`);
  }
  const { perOperation, perDay } = limit;
  if (perOperation !== null && compareDecimals(amount, perOperation) > 0)
    return exceeded(`This caller may move at most ${perOperation} ${currency} at once.`);
  if (perDay === null || compareDecimals(addDecimals(spentToday, amount), perDay) <= 0) return null;
  const left = leftOf(perDay, spentToday);
  return exceeded(
    `This caller may move at most ${perDay} ${currency} on one day (UTC), and ${left} ${currency} of it are left today.`,
  );
}

/** What is left of a day's limit; "0" when more than that was moved. */
function leftOf(perDay: Decimal, spentToday: Decimal): Decimal {
  const left = addDecimals(perDay, negateDecimal(spentToday));
  return left.startsWith('-') ? NOTHING : left;
}

function exceeded(message: string): GatewayError {
  return new GatewayError('LIMIT_EXCEEDED', `${message} Nothing was sent.`, { field: ['amount'] });
}
