/**
 * Looking for a lost charge or payment. Its mark stands in two places: in front of the description, which the searches
 * show and the upstream may cut, and as the transaction-key, which only the details of a transaction show (logicboxes.md
 * section 3, Writes to the ledger).
 */
import { GatewayError } from '../../errors.ts';
import { compareDecimals, parseDecimal } from '../../money.ts';
import type { CallScope, Finding, Lost } from '../provider.ts';
import type { LedgerRow } from '../records.ts';
import { findRow, unclear } from '../shared/find-row.ts';
import { asObject, asText } from '../shared/json.ts';
import type { LogicboxesApi } from './api.ts';
import { readDetails } from './customers.ts';
import { repeated } from './functions.ts';
import type { LedgerReader } from './ledger.ts';
import { idOrNull, mapOf, text } from './values.ts';

/** Types of the rows that charges and payments make. */
export type MoneyType = 'debit' | 'receipt' | 'credit';

/** All types that the documents name (logicboxes.md section 3). */
const TYPES: readonly string[] = ['invoice', 'debit', 'receipt', 'credit'];

/** Rows whose keys are looked at when no description has the mark. */
const MAX_DETAILS = 50;

/**
 * What the client's ledger, current and archived, tells of a lost charge or payment. A row counts as marked when its
 * description begins with the mark or its transaction-key is the mark; where both are told, both must be. Rows of the
 * other documented types cannot be it.
 */
export async function findMoney(
  api: LogicboxesApi,
  ledger: LedgerReader,
  type: MoneyType,
  lost: Lost,
  scope: CallScope,
): Promise<Finding> {
  const clientId = lost.trace['clientId'] ?? '';
  const rows = await ledger.readAnew(clientId, scope);
  if (rows === null) return noClient;
  const marked = rows.filter(({ mark }) => mark === lost.mark);
  if (marked.some((row) => isOther(row, type))) return unclear(`The entry with the mark ${lost.mark} is no ${type}.`);
  const possible = rows.filter((row) => !isOther(row, type));
  if (marked.length > 0) return confirmed(api, findRow(possible, lost), lost, scope);
  const finding = findRow(await markedByKey(api, possible, lost, scope), lost);
  // A search does not tell an unknown client from one without rows.
  return finding.verdict === 'absent' && !(await isThere(api, clientId, scope)) ? noClient : finding;
}

const noClient = unclear('LogicBoxes does not know the client any more, so that its entries cannot be looked through.');

/** True for a row of a documented type other than this one. */
function isOther(row: LedgerRow, type: MoneyType): boolean {
  const found = row.type.toLowerCase();
  return found !== type && TYPES.includes(found);
}

/** A deleted client is not there: whether its entries are still shown is not documented. */
async function isThere(api: LogicboxesApi, clientId: string, scope: CallScope): Promise<boolean> {
  const details = await readDetails(api, clientId, scope);
  return details !== null && (asText(details['customerstatus']) ?? '').toLowerCase() !== 'deleted';
}

/** The finding, unless the details of its row tell another key. Without details the description is proof enough. */
async function confirmed(api: LogicboxesApi, finding: Finding, lost: Lost, scope: CallScope): Promise<Finding> {
  if (finding.verdict !== 'applied' || finding.upstreamId === null) return finding;
  const key = await readKey(api, finding.upstreamId, scope);
  if (key === null || key === lost.mark) return finding;
  return unclear(`The entry with the mark ${lost.mark} has another transaction-key, so that it may be a copy.`);
}

/** Null when the upstream does not tell it. */
async function readKey(api: LogicboxesApi, id: string, scope: CallScope): Promise<string | null> {
  try {
    return (await readKeys(api, [id], scope)).get(id) ?? null;
  } catch (error) {
    if (error instanceof GatewayError) return null;
    throw error;
  }
}

/**
 * The rows, with the mark at those whose key it is. Looks at rows without a mark alone: first those with the amount, then
 * the newest. Throws GatewayError when the keys cannot be read now; when they never can be, the rows stay as they are.
 */
async function markedByKey(
  api: LogicboxesApi,
  rows: readonly LedgerRow[],
  lost: Lost,
  scope: CallScope,
): Promise<readonly LedgerRow[]> {
  const amount = parseDecimal(lost.trace['amount'] ?? '');
  const hasAmount = (row: LedgerRow): boolean => amount !== null && compareDecimals(row.amount, amount) === 0;
  const unmarked = rows.filter(({ mark }) => mark === null);
  const candidates = [...unmarked.filter(hasAmount), ...unmarked.filter((row) => !hasAmount(row))];
  const ids = candidates.slice(0, MAX_DETAILS).map(({ upstreamId }) => upstreamId);
  try {
    const keys = await readKeys(api, ids, scope);
    return rows.map((row) => (keys.get(row.upstreamId) === lost.mark ? { ...row, mark: lost.mark } : row));
  } catch (error) {
    if (error instanceof GatewayError && !error.retryable && error.code !== 'BUDGET_EXCEEDED') return rows;
    throw error;
  }
}

/** The transaction-key of each of these transactions, as far as the upstream tells it, in one call. */
async function readKeys(
  api: LogicboxesApi,
  ids: readonly string[],
  scope: CallScope,
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const answer = await api.read('billing/customer-transactions', repeated('transaction-ids', ids), scope);
  const keys = new Map<string, string>();
  for (const [name, value] of Object.entries(mapOf(answer, 'a list of transactions'))) {
    const details = asObject(value);
    const key = text(details?.['transactionkey']);
    // By what the map is keyed is likely and not documented (logicboxes.md section 7), so the id inside comes first.
    if (key !== null) keys.set(idOrNull(details?.['transid']) ?? name, key);
  }
  return keys;
}
