/** The ledger: getPaymentsList and getPaymentInfo. */
import { negateDecimal } from '../../money.ts';
import { int, struct } from '../../wire/xmlrpc-values.ts';
import type { XmlRpcValue } from '../../wire/xmlrpc-values.ts';
import { payerOf } from './context.ts';
import type { ApiFunction, Context } from './context.ts';
import { formatTime } from './dates.ts';
import { optionalCount, optionalText, optionalTime, optionalWhole, requiredWhole } from './members.ts';
import { doubleOf } from './numbers.ts';
import { invalid, refuse } from './refusal.ts';
import type { Payment } from './types.ts';

/** Most rows that a list over all sub-customers is taken from. */
const MAX_ROWS_OF_ALL = 10_000;

/** Payments of a sub-customer; of all sub-customers when none is named. Both dates belong to the period. */
export const getPaymentsList: ApiFunction = (context) => {
  const { switches, members } = context;
  const offset = optionalCount(members, 'offset') ?? 0;
  const limit = optionalCount(members, 'limit') ?? switches.listLimit ?? Infinity;
  const rows = ordered(context, wantedRows(context, filterOf(context)));
  return { payments: rows.slice(offset, offset + limit).map((row) => rowOf(context, row)) };
};

/** One payment of a sub-customer, its members flat beside `result`. */
export const getPaymentInfo: ApiFunction = (context) => {
  const { i_customer } = payerOf(context);
  const id = requiredWhole(context.members, 'i_payment');
  const row = visible(context, i_customer).find(({ i_payment }) => i_payment === id);
  return fieldsOf(context, row ?? refuse('notFound', 'Payment not found'));
};

function rowOf(context: Context, row: Payment): XmlRpcValue {
  const { by_credit_debit_card, by_voucher, notes, ...first } = fieldsOf(context, row);
  const payer = { i_account: null, i_customer: int(row.i_customer) };
  return struct({ i_payment: int(row.i_payment), ...first, ...payer, by_credit_debit_card, by_voucher, notes });
}

function fieldsOf({ switches }: Context, row: Payment) {
  const negative = row.type === 'debit' && switches.debitAmount === 'negative';
  return {
    payment_time: formatTime(row.payment_time, switches.dayOfMonth === 'padded'),
    amount: doubleOf(switches, negative ? negateDecimal(row.amount) : row.amount),
    currency: row.currency,
    tx_id: row.tx_id,
    tx_error: row.tx_error,
    tx_result: int(row.tx_result),
    by_credit_debit_card: row.by_credit_debit_card,
    by_voucher: row.by_voucher,
    notes: row.notes,
  };
}

type Filter = (row: Payment) => boolean;

function filterOf({ members }: Context): Filter {
  const type = optionalText(members, 'type');
  if (!['', 'credit', 'debit'].includes(type)) invalid('type');
  const start = optionalTime(members, 'start_date') ?? '';
  const end = optionalTime(members, 'end_date') ?? '~';
  return (row) => (type === '' || row.type === type) && row.payment_time >= start && row.payment_time <= end;
}

function wantedRows(context: Context, filter: Filter): Payment[] {
  const { store, caller, members } = context;
  const named = ['i_customer', 'i_account'].some((name) => optionalWhole(members, name) !== null);
  if (named) return visible(context, payerOf(context).i_customer).filter(filter);
  let rows: Payment[] = [];
  for (const id of store.directory.childrenOf(caller.i_customer)) {
    rows.push(...visible(context, id).filter(filter));
    if (rows.length > 2 * MAX_ROWS_OF_ALL) rows = ordered(context, rows).slice(0, MAX_ROWS_OF_ALL);
  }
  return ordered(context, rows).slice(0, MAX_ROWS_OF_ALL);
}

function visible({ store, switches }: Context, id: number): readonly Payment[] {
  const rows = store.payments(id).filter((row) => store.booked.isShown(row, switches.ledgerDelayMs));
  return switches.manualPayments === 'listed' ? rows : rows.filter(({ manual }) => !manual);
}

/** By time, and by id within a second. */
function ordered({ switches }: Context, rows: readonly Payment[]): Payment[] {
  const oldestFirst = rows.toSorted((left, right) => {
    if (left.payment_time === right.payment_time) return left.i_payment - right.i_payment;
    return left.payment_time < right.payment_time ? -1 : 1;
  });
  return switches.paymentOrder === 'oldest_first' ? oldestFirst : oldestFirst.toReversed();
}
