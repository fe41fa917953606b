/**
 * What follows from a ledger. The balance is the sum of all rows, open ones too: 20.000 - 7.910 = 12.09 is what the documents
 * show. A new fund or debit note is a row that is open as a whole; nothing is settled by itself (logicboxes.md, customer-pay).
 */
import { addDecimals } from '../../money.ts';
import type { Decimal } from '../../money.ts';
import { NOTHING, ZERO, addAmounts } from './money.ts';
import type { Amounts, Book } from './types.ts';

/** The total balance, locked funds among it: positive = funds, negative = the customer owes. */
export function balanceOf({ rows }: Book): Amounts {
  return rows.reduce<Amounts>(addAmounts, NOTHING);
}

/**
 * Pounds of the rows that count for the total receipts. A debit note that asks for it lowers the total; what the real one
 * does with such a note is not documented.
 */
export function totalReceiptsOf({ rows }: Book): Decimal {
  return rows.reduce((sum, row) => (row.updatesTotalReceipts ? addDecimals(sum, row.selling) : sum), ZERO);
}
