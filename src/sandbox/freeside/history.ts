/** billing_history: invoices or their lines, payments, credits and refunds, newest first. */
import { addDecimals, decimal } from '../../money.ts';
import type { Decimal } from '../../money.ts';
import { balanceOf, pretty, signedAmount } from './amounts.ts';
import { ownCustomer, textOf } from './context.ts';
import type { ApiFunction } from './context.ts';
import { dashed, epochText, slashed } from './dates.ts';
import { nextBill } from './info.ts';
import type { PerlHash } from './perl.ts';
import { refuse } from './refusal.ts';
import type { Entry, InvoiceLine } from './types.ts';

/** A row before its running balance is known. */
interface Row {
  readonly type: string;
  readonly description: string;
  /** Positive = raises the debt. */
  readonly amount: Decimal;
  readonly date: number;
  /** Name and value of the member that shows the amount without its sign. */
  readonly unsigned: readonly [name: string, value: string];
}

/** The ledger of a customer; no row has a number of its own, and there is no `error`. */
export const billingHistory: ApiFunction = (context) => {
  const customer = ownCustomer(context, { none: 'No customer', unknown: 'unknown custnum' });
  const book = context.store.book(customer);
  const pkgnum = textOf(context, 'pkgnum');
  if (pkgnum !== '' && !book.packages.some((ordered) => ordered.pkgnum === pkgnum)) refuse('No history for package');
  const { branch, lineItems } = context.switches;
  // A clock that was set back may have booked an older row last.
  const entries = book.entries.toSorted((left, right) => left.date - right.date);
  const rows = entries.flatMap((entry) => rowsOf(entry, lineItems === 'on'));
  const history = branch === '2.3' ? rows.map(plainRow) : withBalances(rows);
  const balance = balanceOf(book.entries);
  const decoration: PerlHash = branch === '2.3' ? {} : { balance_pretty: pretty(balance), money_char: '$' };
  return { balance, ...decoration, ...nextBill(book), history: history.toReversed() };
};

function rowsOf(entry: Entry, byLine: boolean): Row[] {
  const { date } = entry;
  if (entry.type !== 'Invoice') {
    const name = { Payment: 'paid', Credit: 'credit', Refund: 'refund' }[entry.type];
    const { type, amount } = entry;
    return [{ type, description: type, amount: signedAmount(entry), date, unsigned: [name, amount] }];
  }
  if (!byLine) {
    const amount = signedAmount(entry);
    return [{ type: 'Invoice', description: `Invoice #${entry.invnum}`, amount, date, unsigned: ['charged', amount] }];
  }
  return entry.lines.map((line) => ({
    type: 'Line item',
    description: describe(line),
    amount: decimal(line.amount),
    date,
    unsigned: ['charged', line.amount],
  }));
}

function describe({ text, from, to }: InvoiceLine): string {
  return from === null || to === null ? text : `${text} ${dashed(from)} To ${dashed(to)}`;
}

function withBalances(rows: readonly Row[]): PerlHash[] {
  let balance = decimal('0.00');
  return rows.map((row) => {
    balance = addDecimals(balance, row.amount);
    const [name, value] = row.unsigned;
    const prettyTexts = { amount_pretty: pretty(row.amount), balance_pretty: pretty(balance) };
    return { ...plainRow(row), [name]: value, balance, ...prettyTexts };
  });
}

function plainRow({ type, description, amount, date }: Row): PerlHash {
  return { type, description, amount, date: epochText(date), date_pretty: slashed(date) };
}
