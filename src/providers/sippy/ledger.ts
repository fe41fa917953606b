/** Charges and deposits: one list a client and kind, since a row does not tell which it is (sippy.md section 3). */
import { int, textOf, type XmlRpcStruct } from '../../wire/xmlrpc-values.ts';
import type { ByKey, CallScope, Ledger } from '../provider.ts';
import type { LedgerRow } from '../records.ts';
import type { Members } from './api.ts';
import type { Customers } from './customers.ts';
import { hasMoved, paymentIdOf, paymentTime, rowsAt, toLedgerRow } from './map.ts';
import { readPages, type PageEnd } from './paging.ts';

/** What is asked for: charges are debits, deposits are credits. */
export type PaymentType = 'credit' | 'debit';

/** The ledger. Payments that failed moved no money and are left out. */
export function ledgerOf(customers: Customers): Ledger {
  const read =
    (type: PaymentType) =>
    (ids: readonly string[], scope: CallScope): Promise<ByKey<readonly LedgerRow[]>> =>
      customers.each(
        ids,
        (id) => readPayments(customers, { id, type, end: 'short' }, scope),
        (rows) =>
          rows
            .filter(hasMoved)
            .toSorted(newestFirst)
            .map((row) => toLedgerRow(row, type)),
      );
  return { chargesByClientIds: read('debit'), depositsByClientIds: read('credit') };
}

/** The rows of getPaymentsList about one customer, failed ones among them. Throws NOT_FOUND when it is not known. */
export async function readPayments(
  { api }: Customers,
  { id, type, end }: { readonly id: string; readonly type: PaymentType; readonly end: PageEnd },
  scope: CallScope,
): Promise<readonly XmlRpcStruct[]> {
  const read = async (page: Members) =>
    rowsAt(await api.read('getPaymentsList', { i_customer: int(id), type, ...page }, scope), 'payments');
  const rows = await readPages(read, paymentIdOf, end, scope);
  return [...rows.values()].filter((row) => isOf(row, id));
}

/** Guards against a switch that does not mind the filter; a row need not name its customer. */
function isOf(row: XmlRpcStruct, id: string): boolean {
  return (textOf(row.get('i_customer')) ?? id) === id;
}

/** The switch's own order is unknown (sippy.md section 7). Of one second, the higher number is newer. */
function newestFirst(left: XmlRpcStruct, right: XmlRpcStruct): number {
  const [leftTime, rightTime] = [paymentTime(left) ?? '', paymentTime(right) ?? ''];
  if (leftTime !== rightTime) return leftTime < rightTime ? 1 : -1;
  return Number(paymentIdOf(right)) - Number(paymentIdOf(left));
}
