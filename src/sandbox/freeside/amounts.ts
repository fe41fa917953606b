/** Sums and signs of a ledger. Amounts have two decimals; a positive balance is what the customer owes (freeside.md section 5). */
import { addDecimals, compareDecimals, decimal, isPositive, negateDecimal } from '../../money.ts';
import type { Decimal } from '../../money.ts';
import type { Entry, Invoice } from './types.ts';

const ZERO = decimal('0.00');

/** An invoice with what is still to be paid of it. */
export interface OpenInvoice {
  readonly invoice: Invoice;
  readonly owed: Decimal;
}

/** The exact sum, with two decimals at least. */
export function sum(amounts: readonly string[]): Decimal {
  return amounts.reduce<Decimal>((total, amount) => addDecimals(total, decimal(amount)), ZERO);
}

/** An amount so many times; `quantity` is digits. */
export function times(amount: string, quantity: string): Decimal {
  const cents = (BigInt(amount.replace('.', '')) * BigInt(quantity)).toString().padStart(3, '0');
  return decimal(`${cents.slice(0, -2)}.${cents.slice(-2)}`);
}

/** What a row adds to the debt: invoices and refunds are positive, payments and credits negative. */
export function signedAmount(entry: Entry): Decimal {
  if (entry.type === 'Invoice') return sum(entry.lines.map((line) => line.amount));
  return entry.type === 'Refund' ? decimal(entry.amount) : negateDecimal(decimal(entry.amount));
}

/** What the customer owes; negative = funds. */
export function balanceOf(entries: readonly Entry[]): Decimal {
  return sum(entries.map(signedAmount));
}

/** Invoices that are not covered, oldest first: money goes to the oldest one first. */
export function openInvoices(entries: readonly Entry[]): readonly OpenInvoice[] {
  const invoices = entries.filter((entry) => entry.type === 'Invoice');
  let left = negateDecimal(balanceOf(entries.filter((entry) => entry.type !== 'Invoice')));
  return invoices.flatMap((invoice) => {
    const charged = signedAmount(invoice);
    const rest = addDecimals(charged, negateDecimal(left));
    if (compareDecimals(rest, ZERO) > 0) {
      const owed = isPositive(left) ? rest : charged;
      left = ZERO;
      return [{ invoice, owed }];
    }
    left = negateDecimal(rest);
    return [];
  });
}

/** `$5.00`, `-$5.00`. */
export function pretty(amount: string): string {
  return amount.startsWith('-') ? `-$${amount.slice(1)}` : `$${amount}`;
}
