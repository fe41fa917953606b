/** Searching the current and the archived ledger with every filter of the upstream (logicboxes.md section 3). */
import { GatewayError } from '../../errors.ts';
import type { Money } from '../../money.ts';
import type { CallScope } from '../provider.ts';
import type {
  LogicboxesTransaction,
  LogicboxesTransactionPage,
  LogicboxesTransactionQuery,
  LogicboxesTransactionType,
} from '../records-logicboxes.ts';
import { checkText, isNumberId } from '../shared/checks.ts';
import { asText, type Json, type JsonObject } from '../shared/json.ts';
import type { LogicboxesApi } from './api.ts';
import { meansAbsent } from './errors.ts';
import { repeated, type Parameters } from './functions.ts';
import { clientOfRow, idOfRow } from './map.ts';
import { paged, PAGE_SIZE, toPage } from './paging.ts';
import { currency, fault, flag, idOrNull, moment, money, requiredMoney, text } from './values.ts';

/** Longest query in characters, so that a URL stays below the 8 KiB that servers take. */
const MAX_QUERY = 7000;

/** Names of the upstream, such as "customer-id" or "transaction-id desc" (logicboxes.md section 2.3). */
const ORDER = /^[A-Za-z][\w.-]{0,63}(?: (?:asc|desc))?$/;

/** ISO 4217's code for "no currency", where neither the row nor the settings name one. */
const NO_CURRENCY = 'XXX';

const types: ReadonlyMap<string, LogicboxesTransactionType> = new Map([
  ['invoice', 'INVOICE'],
  ['debit', 'DEBIT'],
  ['receipt', 'RECEIPT'],
  ['credit', 'CREDIT'],
]);

const NOTHING: LogicboxesTransactionPage = { rows: [], totalCount: 0 };

/** One page of a search. Throws INVALID_INPUT, naming the condition, for one that the upstream would misread. */
export async function searchTransactions(
  api: LogicboxesApi,
  query: LogicboxesTransactionQuery,
  fallback: string | null,
  scope: CallScope,
): Promise<LogicboxesTransactionPage> {
  check(query);
  const { clientIds, usernames, types: kinds, transactionIds } = query;
  // An empty list holds for no row, but an empty parameter counts as absent (logicboxes.md section 2.2).
  if ([clientIds, usernames, kinds, transactionIds].some((values) => values?.length === 0)) return NOTHING;
  const parameters = parametersOf(query);
  if (lengthOf(parameters) > MAX_QUERY) throw invalid([], 'These are too many conditions at once: name fewer values.');
  const list = query.archived ? 'customer-archived-transactions' : 'customer-transactions';
  try {
    const { rows, total } = toPage(await api.read(`billing/${list}/search`, parameters, scope));
    return { rows: rows.map((row) => toTransaction(row, fallback)), totalCount: total };
  } catch (error) {
    // Whether an unknown client finds nothing or is an error is not documented; of the only one it means the same.
    if (meansAbsent(error) && [...(clientIds ?? []), ...(usernames ?? [])].length === 1) return NOTHING;
    throw error;
  }
}

function invalid(field: readonly string[], message: string): GatewayError {
  return new GatewayError('INVALID_INPUT', message, { field });
}

function lengthOf(parameters: Parameters): number {
  return parameters.reduce((sum, [name, value]) => sum + name.length + encodeURIComponent(value).length + 2, 0);
}

function check(query: LogicboxesTransactionQuery): void {
  for (const field of ['clientIds', 'transactionIds'] as const) {
    if (!(query[field] ?? []).every(isNumberId))
      throw invalid(['where', field], 'Numbers of 1 to 20 digits are possible.');
  }
  for (const [field, values] of [
    ['usernames', query.usernames ?? []],
    ['description', query.description === null ? [] : [query.description]],
  ] as const) {
    if (values.some((value) => value.trim() === ''))
      throw invalid(['where', field], 'Blank text would find everything.');
    const [problem] = values.flatMap((value) => checkText(value, [field]));
    if (problem !== undefined) throw invalid(['where', field], problem.message);
  }
  for (const order of query.orderBy ?? []) {
    if (!ORDER.test(order))
      throw invalid(['orderBy'], 'Use a name such as "customer-id", with " desc" behind it or not.');
  }
  checkNumbers(query);
}

function checkNumbers(query: LogicboxesTransactionQuery): void {
  const { page, pageSize, amountFrom, amountTo, archived, settled } = query;
  if (!Number.isSafeInteger(page) || page < 1) throw invalid(['page'], 'Pages count from 1.');
  if (!Number.isSafeInteger(pageSize) || pageSize < 1 || pageSize > PAGE_SIZE) {
    throw invalid(['pageSize'], `A page has 1 to ${PAGE_SIZE} rows.`);
  }
  for (const [field, amount] of Object.entries({ amountFrom, amountTo })) {
    if (amount !== null && !Number.isSafeInteger(amount)) throw invalid(['where', field], 'The amount must be whole.');
  }
  if (archived && settled !== null) {
    throw invalid(['where', 'settled'], 'The archive has no such condition: everything in it is settled.');
  }
}

/** All conditions that are set, under the upstream's names. */
function parametersOf(query: LogicboxesTransactionQuery): Parameters {
  const { origin, description, settled, amountFrom, amountTo, createdAfter, createdBefore } = query;
  const single: readonly (readonly [string, string | number | null])[] = [
    ['transaction-key', origin && (origin === 'MANUAL' ? 'manually' : 'systemgenerated')],
    ['transaction-description', description],
    ['balance-type', settled === null ? null : settled ? 'onlybalanced' : 'onlyunbalanced'],
    ['amt-range-start', amountFrom],
    ['amt-range-end', amountTo],
    // Both ends are excluded and in whole seconds, so part of a second moves them outwards.
    ['transaction-date-start', createdAfter && Math.floor(createdAfter.getTime() / 1000)],
    ['transaction-date-end', createdBefore && Math.ceil(createdBefore.getTime() / 1000)],
  ];
  return [
    ...paged(query.page, query.pageSize),
    ...repeated('customer-id', query.clientIds ?? []),
    ...repeated('username', query.usernames ?? []),
    ...repeated(
      'transaction-type',
      (query.types ?? []).map((type) => type.toLowerCase()),
    ),
    ...repeated('transaction-id', query.transactionIds ?? []),
    ...single.flatMap(([name, value]) => (value === null ? [] : [[name, String(value)] as const])),
    ...repeated('order-by', query.orderBy ?? []),
  ];
}

/** A row of either search. Two of its members have no prefix (logicboxes.md section 3). */
function toTransaction(row: JsonObject, fallback: string | null): LogicboxesTransaction {
  const member = (name: string): Json | undefined => row[`customer_transaction.${name}`];
  const createdAt = moment(member('transactiondate'));
  if (createdAt === null) throw fault('a date');
  const accounting = money(member('accountingamount'));
  const moneyOf = (amount: Money['amount'], symbol: string): Money => ({
    amount,
    currency: currency(member(symbol), fallback) ?? NO_CURRENCY,
  });
  return {
    upstreamId: idOfRow(row),
    clientId: clientOfRow(row),
    createdAt,
    type: types.get((asText(member('type')) ?? '').toLowerCase()) ?? null,
    description: asText(member('description')) ?? '',
    orderId: idOrNull(member('orderid')),
    productKey: text(member('key')),
    greedy: flag(row['greedy']),
    selling: moneyOf(requiredMoney(member('sellingamount')), 'sellingcurrencysymbol'),
    openSelling: money(member('unutilisedsellingamount')),
    // The settings name the selling currency alone.
    accounting: accounting && {
      amount: accounting,
      currency: currency(member('accountingcurrencysymbol'), null) ?? NO_CURRENCY,
    },
    openAccounting: money(member('unutilisedaccountingamount')),
    forexDifference: money(row['forexdiff']),
  };
}
