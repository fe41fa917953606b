/** billing_history as charges and deposits. */
import { isPositive, negateDecimal } from '../../money.ts';
import type { XmlRpcStruct } from '../../wire/xmlrpc-values.ts';
import type { LedgerRow } from '../records.ts';
import { fault, moment, requiredMoney, requiredText, rowsAt, text, type Calendar } from './values.ts';

/** The two sides of a client's ledger, newest first. */
export interface ClientLedger {
  readonly charges: readonly LedgerRow[];
  readonly deposits: readonly LedgerRow[];
}

const INVOICE = /^Invoice #(\d+)$/;

/** Types that raise the debt, which decides for an amount of zero (freeside.md section 5). */
const RAISING: ReadonlySet<string> = new Set(['Invoice', 'Line item', 'Refund']);

/** A balance carried over, which is no movement of money. */
const CARRIED_OVER = 'Previous';

/**
 * The rows of billing_history. `amount` is positive where it raises the debt and negative where it lowers it (freeside.md
 * section 5), so its sign tells charges from deposits. No row has an id. An invoice names its number; any other row gets
 * one of its type, moment, amount, and how many like it are older, which stays when newer rows come.
 */
export function toLedger(answer: XmlRpcStruct, calendar: Calendar): ClientLedger {
  const charges: LedgerRow[] = [];
  const deposits: LedgerRow[] = [];
  const seen = new Map<string, number>();
  for (const row of rowsAt(answer, 'history').toReversed()) {
    const type = requiredText(row.get('type'), 'a type of a ledger row');
    if (type === CARRIED_OVER) continue;
    const signed = requiredMoney(row.get('amount'));
    const amount = signed.startsWith('-') ? negateDecimal(signed) : signed;
    const description = text(row.get('description')) ?? type;
    const invoice = type === 'Invoice' ? INVOICE.exec(description)?.[1] : undefined;
    const name = invoice ?? `${slug(type)}-${text(row.get('date')) ?? 'undated'}-${amount}`;
    const occurrence = (seen.get(name) ?? 0) + 1;
    seen.set(name, occurrence);
    const isCharge = isPositive(signed) || (amount === signed && RAISING.has(type));
    (isCharge ? charges : deposits).push({
      upstreamId: invoice !== undefined && occurrence === 1 ? invoice : `${name}-${occurrence}`,
      type,
      currency: null,
      date: dayOf(row, calendar),
      amount,
      description,
      // An agent can post nothing, so no row has a mark (freeside.md section 3.4).
      mark: null,
      bookedAt: moment(row.get('date')),
      packageId: null,
      phoneNumber: null,
    });
  }
  return { charges: charges.toReversed(), deposits: deposits.toReversed() };
}

/** Null where there is no date. One that cannot be read is a fault: the row would vanish from every range of days. */
function dayOf(row: XmlRpcStruct, calendar: Calendar): string | null {
  const date = row.get('date');
  const day = calendar.day(date);
  if (day === null && text(date) !== null) throw fault('a date');
  return day;
}

/** "Line item" as "line-item". */
function slug(type: string): string {
  return type.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}
