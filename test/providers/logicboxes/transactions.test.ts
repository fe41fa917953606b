import { describe, expect, it } from 'vitest';
import type { LogicboxesTransactionQuery } from '../../../src/providers/records-logicboxes.ts';
import { jane, query } from './inputs.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { drop, fixture, page, providerAt, refusal, row, useProvider } from './upstream.ts';

const its = useProvider();

const CURRENT = 'billing/customer-transactions/search';
const ARCHIVED = 'billing/customer-archived-transactions/search';

const search = (changes: Partial<LogicboxesTransactionQuery> = {}) =>
  its.can.logicboxesTransactions.search(query(changes), scopeOf());

describe('logicboxesTransactions.search', () => {
  it('reads the documented rows with their signs', async () => {
    its.upstream.on(CURRENT, fixture('billing-customer-transactions-search.documented'));
    const { rows, totalCount } = await search();
    expect(totalCount).toBe(2);
    expect(rows[0]).toEqual({
      upstreamId: '88000001',
      clientId: jane,
      createdAt: new Date('2025-04-23T00:57:02Z'),
      type: 'INVOICE',
      description: 'Renewal of example.com for 1 year',
      orderId: '85000001',
      productKey: 'domcno',
      greedy: false,
      selling: { amount: '-7.910', currency: 'GBP' },
      openSelling: '-7.910',
      accounting: { amount: '-10.000', currency: 'USD' },
      openAccounting: '-10.000',
      forexDifference: '0.000',
    });
    expect(rows[1]).toMatchObject({ upstreamId: '88000013', type: 'RECEIPT', selling: { amount: '20.000' } });
  });

  it('sends every filter, the order and the page under the documented names', async () => {
    its.upstream.on(CURRENT, page([], 61));
    const all = {
      page: 3,
      pageSize: 500,
      clientIds: [jane, '7'],
      usernames: ['a&b@example.com', 'c@example.com'],
      types: ['INVOICE', 'DEBIT', 'RECEIPT', 'CREDIT'],
      origin: 'MANUAL',
      transactionIds: ['1', '2'],
      description: '50% off & more',
      settled: true,
      amountFrom: -5,
      amountTo: 100,
      createdAfter: new Date('2025-04-23T00:57:02.999Z'),
      createdBefore: new Date('2025-04-24T00:00:00.001Z'),
      orderBy: ['customer-id', 'transaction-id desc'],
    } as const;
    expect(await search(all)).toEqual({ rows: [], totalCount: 61 });
    expect(its.upstream.calls[0]).toMatchObject({ verb: 'GET', name: CURRENT });
    expect(its.upstream.calls[0]?.parameters).toEqual([
      ['no-of-records', '500'],
      ['page-no', '3'],
      ['customer-id', jane],
      ['customer-id', '7'],
      ['username', 'a&b@example.com'],
      ['username', 'c@example.com'],
      ['transaction-type', 'invoice'],
      ['transaction-type', 'debit'],
      ['transaction-type', 'receipt'],
      ['transaction-type', 'credit'],
      ['transaction-id', '1'],
      ['transaction-id', '2'],
      ['transaction-key', 'manually'],
      ['transaction-description', '50% off & more'],
      ['balance-type', 'onlybalanced'],
      ['amt-range-start', '-5'],
      ['amt-range-end', '100'],
      ['transaction-date-start', '1745369822'],
      ['transaction-date-end', '1745452801'],
      ['order-by', 'customer-id'],
      ['order-by', 'transaction-id desc'],
    ]);
  });

  it('searches the archive, and sends nothing that was not asked for', async () => {
    its.upstream.on(ARCHIVED, fixture('billing-customer-archived-transactions-search.none'));
    its.upstream.on(CURRENT, page([]));
    expect(await search({ archived: true, orderBy: [] })).toEqual({ rows: [], totalCount: 0 });
    await search({ origin: 'SYSTEM', settled: false });
    const common = [
      ['no-of-records', '30'],
      ['page-no', '1'],
    ];
    expect(its.upstream.calls.map(({ parameters }) => parameters)).toEqual([
      common,
      [...common, ['transaction-key', 'systemgenerated'], ['balance-type', 'onlyunbalanced']],
    ]);
  });

  it('reads rows with absent, odd and number values', async () => {
    const odd = { ...row('1', { type: 'reversal', orderid: '0', sellingcurrencysymbol: '' }), greedy: 'true' };
    its.upstream.on(CURRENT, page([odd]).replace('"-1.000"', '-1.500'));
    expect((await search()).rows).toMatchObject([
      {
        type: null,
        orderId: null,
        productKey: null,
        greedy: true,
        selling: { amount: '-1.500', currency: 'XXX' },
        accounting: null,
        openSelling: null,
        forexDifference: null,
      },
    ]);
    const provider = providerAt(its.upstream.baseUrl, { currency: 'EUR' });
    const { rows } = await provider.capabilities.logicboxesTransactions!.search(query(), scopeOf());
    expect(rows).toMatchObject([{ selling: { currency: 'EUR' } }]);
    await provider.close();
  });

  it.each([[{ clientIds: [] }], [{ usernames: [] }], [{ types: [] }], [{ transactionIds: [] }]] as const)(
    'finds nothing for %j, without a call',
    async (changes) => {
      expect(await search(changes)).toEqual({ rows: [], totalCount: 0 });
      expect(its.upstream.calls).toHaveLength(0);
    },
  );

  it.each([
    ['page', { page: 0 }],
    ['page', { page: 1.5 }],
    ['pageSize', { pageSize: 0 }],
    ['pageSize', { pageSize: 501 }],
    ['where.clientIds', { clientIds: ['jane@example.com'] }],
    ['where.transactionIds', { transactionIds: [''] }],
    ['where.usernames', { usernames: [' '] }],
    ['where.description', { description: '' }],
    ['where.description', { description: 'a\nb' }],
    ['where.amountFrom', { amountFrom: 1.5 }],
    ['where.amountTo', { amountTo: Number.NaN }],
    ['where.settled', { archived: true, settled: true }],
    ['orderBy', { orderBy: ['customer-id; drop'] }],
    ['orderBy', { orderBy: [''] }],
    ['', { usernames: Array.from({ length: 400 }, (_, index) => `client.number.${index}@example.com`) }],
  ])('refuses a bad %s, without a call', async (field, changes) => {
    const error = await errorFrom(search(changes));
    expect([error.code, error.details.field?.join('.')]).toEqual(['INVALID_INPUT', field]);
    expect(its.upstream.calls).toHaveLength(0);
  });

  it('finds nothing for an unknown client, and fails with the upstream', async () => {
    its.upstream.on(CURRENT, refusal('Invalid customer-id'));
    expect(await search({ clientIds: ['99'] })).toEqual({ rows: [], totalCount: 0 });
    its.upstream.on(CURRENT, drop);
    expect(await errorFrom(search())).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    for (const bad of [{ transid: 'x' }, { transactiondate: '' }, { sellingamount: '' }, { customerid: '' }]) {
      its.upstream.on(CURRENT, page([row('1', bad)]));
      expect(await errorFrom(search())).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    }
  });
});
