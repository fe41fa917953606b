/** Amounts with three decimals, in the two currencies of the demo reseller. */
import { addDecimals, decimal, scaleOf } from '../../money.ts';
import type { Decimal } from '../../money.ts';
import type { Amounts } from './types.ts';

/** What customers pay in. */
export const SELLING_CURRENCY = 'GBP';

/** What the reseller's books are in. */
export const ACCOUNTING_CURRENCY = 'USD';

/** Zero as the ledger writes it. */
export const ZERO = decimal('0.000');

/** No money in either currency. */
export const NOTHING: Amounts = { selling: ZERO, accounting: ZERO };

/** A thousandth of a dollar costs this many millionths of a pound: the documented 7.910 GBP are 10.000 USD. */
const RATE_MILLIONTHS = 791_000n;

/** Thousandths of an amount that has at most three decimals, for comparing and sorting. */
export function thousandths(amount: Decimal): bigint {
  return BigInt(withThreeDecimals(amount).replace('.', ''));
}

/** The same amount with three decimals; it must not have more. */
export function withThreeDecimals(amount: Decimal): Decimal {
  return scaleOf(amount) === 3 ? amount : addDecimals(amount, ZERO);
}

/** Pounds in dollars at the demo reseller's rate, rounded half away from zero. */
export function toAccounting(selling: Decimal): Decimal {
  const scaled = thousandths(selling) * 1_000_000n;
  const half = scaled < 0n ? -RATE_MILLIONTHS / 2n : RATE_MILLIONTHS / 2n;
  return fromThousandths((scaled + half) / RATE_MILLIONTHS);
}

/** The sum in each currency. */
export function addAmounts(left: Amounts, right: Amounts): Amounts {
  return {
    selling: addDecimals(left.selling, right.selling),
    accounting: addDecimals(left.accounting, right.accounting),
  };
}

/** As Java prints a double: at least one decimal, no further zeros at the end. `12.090` -> `12.09`, `0.000` -> `0.0`. */
export function shortest(amount: Decimal): string {
  return withThreeDecimals(amount).replace(/0{1,2}$/, '');
}

function fromThousandths(value: bigint): Decimal {
  const digits = (value < 0n ? -value : value).toString().padStart(4, '0');
  return decimal(`${value < 0n ? '-' : ''}${digits.slice(0, -3)}.${digits.slice(-3)}`);
}
