/** Reading the ledger: the searches for current and for archived transactions, and details by id. */
import * as check from './checks.ts';
import type { ApiFunction, Context } from './context.ts';
import { nowSeconds } from './context.ts';
import { comparison, rowFilters, rowOrders, wholeNumbers } from './filters.ts';
import type { RowFilter, Sortable } from './filters.ts';
import { ACCOUNTING_CURRENCY, SELLING_CURRENCY } from './money.ts';
import { pageMap, pageOf } from './paging.ts';
import { signedAs } from './printing.ts';
import type { Transaction } from './types.ts';
import { hash } from './values.ts';
import type { Hash } from './values.ts';

const DAY_SECONDS = 86_400;

/** Transactions that are open, or settled and not old enough to be archived. */
export const search: ApiFunction = (context) => searchIn(context, 'current');

/** Settled transactions that are older than the archive age. There is no balance-type: all are settled. */
export const searchArchived: ApiFunction = (context) => searchIn(context, 'archived');

type Part = 'current' | 'archived';

/** What the matches depend on, beside the state. */
const CRITERIA = [
  'transaction-type',
  'transaction-key',
  'transaction-description',
  'balance-type',
  'amt-range-start',
  'amt-range-end',
  'transaction-date-start',
  'transaction-date-end',
  'order-by',
];

function searchIn(context: Context, part: Part): Hash {
  const { store, clock, switches } = context;
  const page = pageOf(context, 1);
  const parameters = new Map(context.parameters);
  if (part === 'archived') parameters.delete('balance-type');
  const today = Math.floor(nowSeconds(clock) / DAY_SECONDS) * DAY_SECONDS;
  const isShown = (row: Transaction) => store.booked.isShown(row, switches.ledgerDelayMs);
  const filters = [partFilter(switches, part, today), ...rowFilters(parameters), isShown];
  const orders = rowOrders(parameters);
  const books = rowsOfCustomers({ ...context, parameters });
  const find = (): Float64Array => {
    const found: Sortable[] = [];
    for (const row of books ?? rowsOfAll(context)) {
      if (filters.every((fits) => fits(row)))
        found.push({ id: Number(row.transid), keys: orders.map(({ keyOf }) => keyOf(row)) });
    }
    return Float64Array.from(found.toSorted(comparison(orders)), ({ id }) => id);
  };
  const { archiveAgeDays, archiveOverlapDays } = switches;
  const state = [part, store.revision, today, archiveAgeDays, archiveOverlapDays];
  const question = JSON.stringify([state, CRITERIA.map((name) => parameters.get(name) ?? [])]);
  // What waits to be shown changes by itself.
  const canKeep = books === null && switches.ledgerDelayMs === 0;
  const ids = canKeep ? store.found.of(question, find) : find();
  return pageMap(context, page, ids, (id) => rowHash(context, store.transaction(String(id))));
}

/** The rows move at midnight UTC, so that a search has the same pages for a day. */
function partFilter(switches: Context['switches'], part: Part, today: number): RowFilter {
  const archivedBefore = today - switches.archiveAgeDays * DAY_SECONDS;
  const goneBefore = archivedBefore - switches.archiveOverlapDays * DAY_SECONDS;
  return part === 'archived' ? (row) => isOlder(row, archivedBefore) : (row) => !isOlder(row, goneBefore);
}

function isOlder(row: Transaction, moment: number): boolean {
  return row.settled !== '' && Number(row.date) < moment;
}

/** The rows of the transactions or customers that are named; null when none is, and all have to be gone through. */
function rowsOfCustomers({ store, parameters }: Context): readonly Transaction[] | null {
  const ids = new Set(wholeNumbers(parameters, 'customer-id'));
  const names = check.listOf(parameters, 'username');
  const named = new Set(names.map((name) => store.customerByUsername(name)?.customerid ?? ''));
  const isMeant = (id: string) => (ids.size === 0 || ids.has(id)) && (names.length === 0 || named.has(id));
  const transactions = wholeNumbers(parameters, 'transaction-id');
  if (transactions.length > 0) {
    const known = [...new Set(transactions)].map((id) => store.transaction(id)).filter((row) => row !== null);
    return known.filter((row) => isMeant(row.customerid));
  }
  if (ids.size === 0 && names.length === 0) return null;
  return [...new Set([...ids, ...named])].filter(isMeant).flatMap((id) => store.book(id).rows);
}

function* rowsOfAll({ store }: Context): Generator<Transaction> {
  for (const id of store.customerIds()) yield* store.book(id).rows;
}

function rowHash({ switches }: Context, row: Transaction | null): Hash {
  if (row === null) return hash({});
  const amount = signedAs(switches.ledgerSign);
  return hash({
    'customer_transaction.transid': row.transid,
    'customer_transaction.transactiondate': row.date,
    'customer_transaction.orderid': row.orderid,
    'customer_transaction.key': row.key,
    'customer_transaction.type': row.type,
    'customer_transaction.description': row.description,
    greedy: String(row.greedy),
    'customer_transaction.customerid': row.customerid,
    'customer_transaction.sellingcurrencysymbol': SELLING_CURRENCY,
    'customer_transaction.sellingamount': amount(row.selling),
    'customer_transaction.unutilisedsellingamount': amount(row.openSelling),
    'customer_transaction.accountingcurrencysymbol': ACCOUNTING_CURRENCY,
    'customer_transaction.accountingamount': amount(row.accounting),
    'customer_transaction.unutilisedaccountingamount': amount(row.openAccounting),
    forexdiff: '0.000',
  });
}
