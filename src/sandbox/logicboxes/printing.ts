/** Amounts as the switches say that they are printed. */
import type { Decimal } from '../../money.ts';
import { shortest } from './money.ts';
import type { LogicboxesSwitches } from './switchboard.ts';
import { Digits } from './values.ts';
import type { Value } from './values.ts';

/** Prints the amounts of a ledger row, always with three decimals; `positive` takes the minus of invoices and debits away. */
export function signedAs(sign: LogicboxesSwitches['ledgerSign']): (amount: Decimal) => string {
  return (amount) => (sign === 'positive' && amount.startsWith('-') ? amount.slice(1) : amount);
}

/** Prints a figure of a balance: a number, or a string of the same digits. */
export function figureAs(types: LogicboxesSwitches['balanceTypes']): (amount: Decimal) => Value {
  return (amount) => (types === 'numbers' ? new Digits(shortest(amount)) : shortest(amount));
}
