/** Looking for a lost charge or payment in the switch's own list (sippy.md section 6, 11). */
import { GatewayError } from '../../errors.ts';
import { decimal, scaleOf, type Decimal } from '../../money.ts';
import { int, textOf, type XmlRpcStruct } from '../../wire/xmlrpc-values.ts';
import type { CallScope, Finding, Lost } from '../provider.ts';
import type { LedgerRow } from '../records.ts';
import { findRow, showsMarks, unclear } from '../shared/find-row.ts';
import { isCustomerId, MAX_DIGITS } from './checks.ts';
import { isAbsent, type Customers } from './customers.ts';
import { WHO } from './errors.ts';
import { readPayments, type PaymentType } from './ledger.ts';
import { hasMoved, rowsAt, toLedgerRow } from './map.ts';
import { PAGE_SIZE } from './paging.ts';

const NO_CLIENT = `${WHO} does not know the client any more, nor its entries.`;
const NO_PROOF = `${WHO} shows no entry with the mark, and no entry with any mark of this kind: it may hide them all.`;

/**
 * What the client's list of that kind tells. That AddFunds, Credit and Debit appear there with their notes is likely and
 * not proven (sippy.md section 3, getPaymentsList), so absence is claimed only where marks show: an entry of the same kind
 * with the whole mark of some write, in the client's list or that of another client of the account. A row does not tell
 * AddFunds from Credit, so an entry of either stands for both.
 */
export async function findPayment(
  customers: Customers,
  type: PaymentType,
  lost: Lost,
  scope: CallScope,
): Promise<Finding> {
  const id = lost.trace['clientId'] ?? '';
  const payments = isCustomerId(id) ? await paymentsOf(customers, id, type, scope) : null;
  if (payments === null) return unclear(NO_CLIENT);
  const toRow = (payment: XmlRpcStruct): LedgerRow => asSent(toLedgerRow(payment, type));
  const failed = payments.filter((payment) => !hasMoved(payment)).map(toRow);
  // Whether a failed entry can still succeed is not documented.
  if (failed.some(({ mark }) => mark === lost.mark)) {
    return unclear(`The entry with the mark ${lost.mark} says that it has failed.`);
  }
  const rows = payments.filter(hasMoved).map(toRow);
  const finding = findRow(rows, lost);
  if (finding.verdict !== 'absent' || showsMarks([...rows, ...failed])) return finding;
  return absentOrUnclear(customers, { id, type }, scope);
}

/** All rows, to the last one; null when the switch does not know the client. */
async function paymentsOf(
  customers: Customers,
  id: string,
  type: PaymentType,
  scope: CallScope,
): Promise<readonly XmlRpcStruct[] | null> {
  try {
    return await readPayments(customers, { id, type, end: 'empty' }, scope);
  } catch (error) {
    if (error instanceof GatewayError && isAbsent(error)) return null;
    throw error;
  }
}

/**
 * For a client whose own list shows no mark: absent when the list over all clients does. One page of it is enough for a
 * proof, and a switch that refuses it gives none. Entries that name no client of ours prove nothing, since the switch
 * books each write for the reseller too (sippy.md section 3, customerAddFunds).
 */
async function absentOrUnclear(
  customers: Customers,
  { id, type }: { readonly id: string; readonly type: PaymentType },
  scope: CallScope,
): Promise<Finding> {
  const clients = await customers.readList('empty', scope);
  if (!clients.has(id)) return unclear(NO_CLIENT);
  const reply = await customers.api.ask('getPaymentsList', { type, offset: int(0), limit: int(PAGE_SIZE) }, scope);
  if ('fault' in reply) return unclear(NO_PROOF);
  const ofClients = rowsAt(reply.members, 'payments').filter((row) => clients.has(textOf(row.get('i_customer')) ?? ''));
  const isShown = showsMarks(ofClients.map((row) => toLedgerRow(row, type)));
  return isShown ? { verdict: 'absent' } : unclear(NO_PROOF);
}

/**
 * The row with the amount as it was sent: a double may come with the digits of its binary form, "49.880000000000003"
 * (sippy.md section 5), and of these the first 15 are the number's own.
 */
function asSent(row: LedgerRow): LedgerRow {
  return { ...row, amount: toMaxDigits(row.amount) };
}

/** The number, not below zero, with at most 15 digits; as it is where they do not reach its point. */
function toMaxDigits(amount: Decimal): Decimal {
  const scale = scaleOf(amount);
  const digits = amount.replace('.', '').replace(/^0+/, '');
  const surplus = digits.length - MAX_DIGITS;
  if (surplus <= 0 || surplus >= scale) return amount;
  const unit = 10n ** BigInt(surplus);
  const rounded = String((BigInt(digits) + unit / 2n) / unit).padStart(scale - surplus + 1, '0');
  return decimal(`${rounded.slice(0, surplus - scale)}.${rounded.slice(surplus - scale)}`);
}
