/**
 * `ResellerAccount.logicboxesTransactions`: the search for current and the one for archived transactions, with each
 * documented parameter. Every condition is compared with the same condition over all rows.
 */
import { beforeEach, describe, expect, it } from 'vitest';
import { compareDecimals, decimal } from '../../src/money.ts';
import {
  LogicboxesTransactionsDocument,
  type LogicboxesTransactionsQuery,
  type LogicboxesTransactionsQueryVariables,
} from '../generated/graphql.ts';
import { codesOf, useGraph } from './harness.ts';
import { JANE, requestsTo, setClock } from './logicboxes.ts';

type Page = NonNullable<NonNullable<LogicboxesTransactionsQuery['account']>['logicboxesTransactions']>;
type Row = Page['rows'][number];
type Variables = LogicboxesTransactionsQueryVariables;

const graph = useGraph({ providers: ['logicboxes'], clients: 8 });
beforeEach(() => setClock(graph));

const ledgers = [
  ['current', false, 'billing/customer-transactions/search'],
  ['archived', true, 'billing/customer-archived-transactions/search'],
] as const;

async function pageOf(variables: Variables): Promise<Page> {
  const { account } = await graph.get(LogicboxesTransactionsDocument, variables);
  return account!.logicboxesTransactions!;
}

/** All rows that a search finds, page by page. */
async function all(variables: Variables): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let page = 1; ; page += 1) {
    const found = await pageOf({ ...variables, page, pageSize: 500 });
    rows.push(...found.rows);
    if (rows.length >= found.totalCount!) return rows;
  }
}

const byNumber = (left: string, right: string): number => Number(right) - Number(left);
const ids = (rows: readonly Row[]): readonly string[] => rows.map(({ upstreamId }) => upstreamId);
const amountOf = ({ selling }: Row) => decimal(selling.amount.replace(/^-/, ''));
const isSettled = ({ openSelling }: Row): boolean => compareDecimals(decimal(openSelling!.amount), decimal('0')) === 0;

/** A moment in the midst of each ledger, and clients who have rows in both. */
const MOMENTS = { current: '2026-05-10T00:00:00.000Z', archived: '2025-05-10T00:00:00.000Z' } as const;
const CLIENTS = ['31000003', '31000004'];

interface Condition {
  readonly where: NonNullable<Variables['where']>;
  /** What the upstream is sent. */
  readonly parameter: string;
  readonly value: string;
  readonly fits: (row: Row) => boolean;
}

/** A condition that needs to know the rows, or in which ledger it is. */
type Conditions = Readonly<Record<string, (rows: readonly Row[], ledger: 'current' | 'archived') => Condition>>;

/** Every documented condition that both searches have. */
const conditions: Conditions = {
  'customer-id': () => ({
    where: { clientIds: CLIENTS },
    parameter: 'customer-id',
    value: CLIENTS.join(','),
    fits: ({ client }) => CLIENTS.includes(client!.upstreamId),
  }),
  username: (rows) => {
    const username = rows.find(({ client }) => client?.upstreamId === CLIENTS[0])!.client!.email!;
    const fits = ({ client }: Row): boolean => client?.email === username;
    return { where: { usernames: [username] }, parameter: 'username', value: username, fits };
  },
  'transaction-type, one': () => ({
    where: { types: ['INVOICE'] },
    parameter: 'transaction-type',
    value: 'invoice',
    fits: ({ type }) => type === 'INVOICE',
  }),
  'transaction-type, several': () => ({
    where: { types: ['RECEIPT', 'CREDIT', 'DEBIT'] },
    parameter: 'transaction-type',
    value: 'receipt,credit,debit',
    fits: ({ type }) => type !== 'INVOICE',
  }),
  'transaction-key, manually': () => ({
    where: { origin: 'MANUAL' },
    parameter: 'transaction-key',
    value: 'manually',
    fits: ({ type }) => type !== 'INVOICE',
  }),
  'transaction-key, systemgenerated': () => ({
    where: { origin: 'SYSTEM' },
    parameter: 'transaction-key',
    value: 'systemgenerated',
    fits: ({ type }) => type === 'INVOICE',
  }),
  'transaction-id': (rows) => {
    const numbers = [rows[3]!.upstreamId, rows.at(-1)!.upstreamId];
    const fits = ({ upstreamId }: Row): boolean => numbers.includes(upstreamId);
    return { where: { transactionIds: numbers }, parameter: 'transaction-id', value: numbers.join(','), fits };
  },
  'transaction-description': () => ({
    where: { description: 'credit card' },
    parameter: 'transaction-description',
    value: 'credit card',
    fits: ({ description }) => description.includes('credit card'),
  }),
  'amt-range-start': () => ({
    where: { amountFrom: 9 },
    parameter: 'amt-range-start',
    value: '9',
    fits: (row) => compareDecimals(amountOf(row), decimal('9')) >= 0,
  }),
  'amt-range-end': () => ({
    where: { amountTo: 2 },
    parameter: 'amt-range-end',
    value: '2',
    fits: (row) => compareDecimals(amountOf(row), decimal('2')) <= 0,
  }),
  'transaction-date-start': (_rows, ledger) => {
    const moment = MOMENTS[ledger];
    const fits = ({ createdAt }: Row): boolean => createdAt > moment;
    return { where: { createdAfter: moment }, parameter: 'transaction-date-start', value: secondsOf(moment), fits };
  },
  'transaction-date-end': (_rows, ledger) => {
    const moment = MOMENTS[ledger];
    const fits = ({ createdAt }: Row): boolean => createdAt < moment;
    return { where: { createdBefore: moment }, parameter: 'transaction-date-end', value: secondsOf(moment), fits };
  },
};

const secondsOf = (moment: string): string => String(Date.parse(moment) / 1000);

describe.each(ledgers)('the search for %s transactions', (ledger, archived, name) => {
  it('shows every member of a row', async () => {
    const [row] = (await pageOf({ archived, pageSize: 1, where: { types: ['INVOICE'] } })).rows;
    expect(row).toMatchObject({
      upstreamId: expect.stringMatching(/^\d{8}$/) as string,
      createdAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT/) as string,
      type: 'INVOICE',
      description: expect.stringMatching(/^(?:Renewal|Addition|Registration) of /) as string,
      orderId: expect.stringMatching(/^850000\d\d$/) as string,
      productKey: expect.stringMatching(/^[a-z]+$/) as string,
      greedy: false,
      selling: { amount: expect.stringMatching(/^-\d+\.\d{3}$/) as string, currency: 'GBP' },
      openSelling: { amount: expect.stringMatching(/^-?\d+\.\d{3}$/) as string, currency: 'GBP' },
      accounting: { amount: expect.stringMatching(/^-\d+\.\d{3}$/) as string, currency: 'USD' },
      openAccounting: { amount: expect.stringMatching(/^-?\d+\.\d{3}$/) as string, currency: 'USD' },
      forexDifference: '0.000',
      client: { email: expect.stringContaining('@') as string },
    });
    // One search, and one call for the client of the row.
    expect(await graph.calls('logicboxes')).toEqual({ [name]: 1, 'customers/details-by-id': 1 });
  });

  it.each(Object.keys(conditions))('takes the condition %s', async (which) => {
    const whole = await all({ archived });
    const { where, parameter, value, fits } = conditions[which]!(whole, ledger);
    const expected = whole.filter(fits);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(whole.length);
    expect(ids(await all({ archived, where }))).toEqual(ids(expected));
    const last = (await requestsTo(graph, name)).at(-1);
    expect(last).toMatchObject({ httpMethod: 'GET', query: { [parameter]: value } });
  });

  it('takes several conditions at once', async () => {
    const whole = await all({ archived });
    const where = { types: ['INVOICE' as const], amountFrom: 5, amountTo: 7, clientIds: ['31000002', JANE] };
    const expected = whole.filter(
      (row) =>
        row.type === 'INVOICE' &&
        compareDecimals(amountOf(row), decimal('5')) >= 0 &&
        compareDecimals(amountOf(row), decimal('7')) <= 0 &&
        ['31000002', JANE].includes(row.client!.upstreamId),
    );
    expect(expected.length).toBeGreaterThan(10);
    expect(ids(await all({ archived, where }))).toEqual(ids(expected));
  });

  it.each<[string, (left: Row, right: Row) => number]>([
    ['customer-id', (left, right) => Number(left.client!.upstreamId) - Number(right.client!.upstreamId)],
    ['customer-id desc', (left, right) => Number(right.client!.upstreamId) - Number(left.client!.upstreamId)],
    ['customerid', (left, right) => Number(left.client!.upstreamId) - Number(right.client!.upstreamId)],
    ['transaction-id desc', (left, right) => Number(right.upstreamId) - Number(left.upstreamId)],
  ])('takes order-by %s', async (order, compare) => {
    const whole = await all({ archived });
    const expected = whole.toSorted(compare);
    expect(ids(expected)).not.toEqual(ids(whole));
    expect(ids(await all({ archived, orderBy: [order] }))).toEqual(ids(expected));
    expect((await requestsTo(graph, name)).at(-1)?.query['order-by']).toBe(order);
  });

  it('takes several orders, the first one first', async () => {
    const whole = await all({ archived });
    const expected = whole.toSorted(
      (left, right) =>
        byNumber(left.client!.upstreamId, right.client!.upstreamId) || byNumber(left.upstreamId, right.upstreamId),
    );
    const orderBy = ['customer-id desc', 'transaction-id desc'];
    expect(ids(await all({ archived, orderBy }))).toEqual(ids(expected));
  });

  it.each([1, 7, 500])('takes no-of-records and page-no: pages of %i', async (pageSize) => {
    const whole = ids(await all({ archived }));
    await graph.forgetCalls();
    const page = Math.floor(whole.length / pageSize);
    const found = await pageOf({ archived, page, pageSize });
    expect(found.totalCount).toBe(whole.length);
    expect(ids(found.rows)).toEqual(whole.slice((page - 1) * pageSize, page * pageSize));
    expect((await graph.calls('logicboxes'))[name]).toBe(1);
    const query = { 'no-of-records': String(pageSize), 'page-no': String(page) };
    expect((await requestsTo(graph, name)).at(-1)).toMatchObject({ query });
  });

  it('has an empty page behind the last one, and none for conditions that nothing fits', async () => {
    const { totalCount } = await pageOf({ archived, pageSize: 1 });
    expect(await pageOf({ archived, page: 2000, pageSize: 500 })).toEqual({ totalCount, rows: [] });
    for (const where of [
      { clientIds: ['99999999'] },
      { usernames: ['nobody@example.com'] },
      { transactionIds: [] },
      { types: [] },
    ]) {
      expect(await pageOf({ archived, where })).toEqual({ totalCount: 0, rows: [] });
    }
  });
});

describe('balance-type', () => {
  it.each([
    [true, 'onlybalanced'],
    [false, 'onlyunbalanced'],
  ])('settled: %s is %s, of the current ones', async (settled, value) => {
    const whole = await all({});
    const expected = whole.filter((row) => isSettled(row) === settled);
    expect([expected.length > 0, expected.length < whole.length]).toEqual([true, true]);
    expect(ids(await all({ where: { settled } }))).toEqual(ids(expected));
    expect((await requestsTo(graph, ledgers[0][2])).at(-1)?.query['balance-type']).toBe(value);
  });

  it('is no parameter of the archive', async () => {
    const { errors } = await graph.run(LogicboxesTransactionsDocument, { archived: true, where: { settled: true } });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', field: ['where', 'settled'] } }]);
    expect(await graph.calls('logicboxes')).toEqual({});
  });
});

describe('a search that the upstream would misread', () => {
  it.each<[string, Variables]>([
    ['page', { page: 0 }],
    ['pageSize', { pageSize: 0 }],
    ['pageSize', { pageSize: 501 }],
    ['orderBy', { orderBy: ['customer-id; drop'] }],
    ['where.clientIds', { where: { clientIds: ['31000001', 'x'] } }],
    ['where.transactionIds', { where: { transactionIds: [''] } }],
    ['where.usernames', { where: { usernames: [' '] } }],
    ['where.description', { where: { description: '' } }],
    ['where.clientIds', { where: { clientIds: Array.from({ length: 101 }, (_, index) => String(index)) } }],
  ])('is refused, naming %s, before it is sent', async (field, variables) => {
    const { errors } = await graph.run(LogicboxesTransactionsDocument, variables);
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', field: field.split('.') } }]);
    expect(await graph.calls('logicboxes')).toEqual({});
  });

  it('carries what the upstream says of an order that it does not have', async () => {
    const answer = await graph.run(LogicboxesTransactionsDocument, { orderBy: ['colour'] });
    expect(codesOf(answer)).toEqual(['INVALID_INPUT']);
    expect(answer.errors?.[0]?.extensions?.['upstreamText']).toContain('order-by');
  });
});
