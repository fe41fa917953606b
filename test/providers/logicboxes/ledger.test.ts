import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../../src/errors.ts';
import { jane, mark, money, suspension } from './inputs.ts';
import { scopeOf } from '../scope.ts';
import { drop, fixture, page, paged, providerAt, refusal, row, useProvider } from './upstream.ts';

const its = useProvider();

const CURRENT = 'billing/customer-transactions/search';
const ARCHIVED = 'billing/customer-archived-transactions/search';
const none = page([]);

const charges = (ids: readonly string[], scope = scopeOf()) => its.can.ledger.chargesByClientIds(ids, scope);
const deposits = (ids: readonly string[], scope = scopeOf()) => its.can.ledger.depositsByClientIds(ids, scope);
const idsIn = (rows: unknown) => (rows as readonly { upstreamId: string }[]).map(({ upstreamId }) => upstreamId);

const day = (second: number) => ({ transactiondate: String(second) });

/** Answers with these rows, of the clients and the page that are asked for. */
function serve(current: readonly Record<string, string>[], archived: readonly Record<string, string>[] = []): void {
  for (const [name, rows] of [
    [CURRENT, current],
    [ARCHIVED, archived],
  ] as const) {
    its.upstream.on(name, (call) => {
      const wanted = call.all('customer-id');
      const own = rows.filter((one) => wanted.includes(one['customer_transaction.customerid'] ?? ''));
      return paged(call, own);
    });
  }
}

describe('ledger', () => {
  it('reads the documented rows, one on each side, without their signs', async () => {
    its.upstream.on(CURRENT, fixture('billing-customer-transactions-search.documented'));
    its.upstream.on(ARCHIVED, fixture('billing-customer-archived-transactions-search.none'));
    const scope = scopeOf();
    expect((await charges([jane], scope)).get(jane)).toEqual([
      {
        upstreamId: '88000001',
        type: 'invoice',
        currency: 'GBP',
        date: '2025-04-23',
        amount: '7.910',
        description: 'Renewal of example.com for 1 year',
        mark: null,
        bookedAt: new Date(1745369822_000),
        packageId: null,
        phoneNumber: null,
      },
    ]);
    expect((await deposits([jane], scope)).get(jane)).toMatchObject([
      { upstreamId: '88000013', type: 'receipt', amount: '20.000', currency: 'GBP' },
    ]);
    const parameters = [
      ['no-of-records', '500'],
      ['page-no', '1'],
      ['customer-id', jane],
    ];
    expect(its.upstream.calls.map((call) => [call.name, call.parameters])).toEqual([
      [CURRENT, parameters],
      [ARCHIVED, parameters],
    ]);
    expect(scope.spent).toBe(2);
  });

  it.each([
    ['invoice', '-5.000', 'charges', '5.000'],
    ['invoice', '5.000', 'charges', '5.000'],
    ['Debit', '-0.5', 'charges', '0.5'],
    ['receipt', '20', 'deposits', '20'],
    ['credit', '-20.00', 'deposits', '20.00'],
    ['reversal', '-1.00', 'charges', '1.00'],
    ['reversal', '1.00', 'deposits', '1.00'],
    ['debit', '-0.000', 'charges', '0.000'],
    ['receipt', '12345678901234567890.123', 'deposits', '12345678901234567890.123'],
  ])('puts a %s of %s under %s as %s', async (type, sellingamount, side, amount) => {
    serve([row('1', { type, sellingamount })]);
    const scope = scopeOf();
    const both = { charges: await charges([jane], scope), deposits: await deposits([jane], scope) };
    expect(both[side as 'charges' | 'deposits'].get(jane)).toMatchObject([{ type, amount }]);
    expect(both[side === 'charges' ? 'deposits' : 'charges'].get(jane)).toEqual([]);
  });

  it('reads marks off the descriptions, and moments', async () => {
    for (const [description, expected] of [
      [`${mark} Support call`, { mark, description: 'Support call' }],
      [mark, { mark, description: '' }],
      [`Debit: ${mark} Support call`, { mark: null, description: `Debit: ${mark} Support call` }],
      [mark.slice(0, -1), { mark: null, description: mark.slice(0, -1) }],
    ] as const) {
      serve([row('1', { description, ...day(1_745_369_999) })]);
      const rows = (await charges([jane])).get(jane);
      expect(rows).toMatchObject([{ ...expected, date: '2025-04-23', bookedAt: new Date(1745369999_000) }]);
    }
    serve([row('1', day(0))]);
    expect((await charges([jane])).get(jane)).toMatchObject([{ date: null, bookedAt: null }]);
  });

  it('reads amounts that are JSON numbers by their digits', async () => {
    its.upstream.on(CURRENT, JSON.stringify({ 1: row('1'), recsindb: 1 }).replace('"-1.000"', '-1.230e1'));
    its.upstream.on(ARCHIVED, none);
    expect((await charges([jane])).get(jane)).toMatchObject([{ amount: '12.30' }]);
  });

  it('joins current and archived rows, each once, newest first', async () => {
    serve(
      [row('9', day(1_700_000_000)), row('10', day(1_700_000_000)), row('2', day(1_750_000_000)), row('5', day(0))],
      [row('9', day(1_700_000_000)), row('1', day(1_600_000_000))],
    );
    const rows = (await charges([jane])).get(jane);
    expect(idsIn(rows)).toEqual(['2', '10', '9', '1', '5']);
    expect(rows).toMatchObject([{}, {}, {}, { date: '2020-09-13' }, { date: null }]);
  });

  it('reads a row that moves to the archive meanwhile', async () => {
    const moving = row('77');
    let current = [moving, row('78')];
    its.upstream.on(CURRENT, (call) => {
      const answer = paged(call, current);
      current = [row('78')];
      return answer;
    });
    its.upstream.on(ARCHIVED, (call) => paged(call, current.length === 1 ? [moving] : []));
    expect(idsIn((await charges([jane])).get(jane))).toEqual(['78', '77']);
  });

  it('pages until every row is there, also when rows come meanwhile', async () => {
    const rows = Array.from({ length: 1201 }, (_, index) => row(String(90_000 - index)));
    its.upstream.on(CURRENT, (call) => {
      if (call.get('page-no') === '2' && rows.length === 1201) rows.unshift(row('99999'));
      return paged(call, rows);
    });
    its.upstream.on(ARCHIVED, none);
    const found = idsIn((await charges([jane])).get(jane));
    expect(found).toHaveLength(1202);
    expect(found[0]).toBe('99999');
    // Three pages and one that is empty, since a row was seen twice; then all three again.
    expect(its.upstream.count(CURRENT)).toBe(7);
  });

  it('asks for many clients in one search each, and keeps their rows apart', async () => {
    const ids = Array.from({ length: 120 }, (_, index) => String(index + 1));
    serve(ids.map((customerid) => row(`9${customerid}`, { customerid })));
    const scope = scopeOf();
    const [left, right] = await Promise.all([charges(ids, scope), deposits(ids, scope)]);
    expect([left.size, right.size]).toEqual([120, 120]);
    expect(left.get('7')).toMatchObject([{ upstreamId: '97' }]);
    expect(scope.spent).toBe(4);
  });

  it('ignores rows of clients that were not asked for, and ids that are none', async () => {
    its.upstream.on(CURRENT, page([row('1'), row('2', { customerid: '555' })]));
    its.upstream.on(ARCHIVED, none);
    const found = await charges([jane, 'jane@example.com', '']);
    expect([...found.keys()]).toEqual([jane]);
    expect(idsIn(found.get(jane))).toEqual(['1']);
    expect((await charges(['x'])).size).toBe(0);
    expect(its.upstream.calls).toHaveLength(2);
  });

  it('leaves out a client that the search says is unknown, and keeps the others', async () => {
    its.upstream.on(CURRENT, (call) =>
      call.all('customer-id').includes('99') ? refusal('Invalid customer-id') : page([row('1')]),
    );
    its.upstream.on(ARCHIVED, none);
    const found = await charges([jane, '99', '5']);
    expect([...found.keys()].toSorted()).toEqual([jane, '5']);
    expect(found.get('5')).toEqual([]);
  });

  it('fails only the client with a row that cannot be read', async () => {
    serve([row('1'), row('2', { customerid: '5', sellingamount: 'much' })]);
    const found = await charges([jane, '5']);
    expect(idsIn(found.get(jane))).toEqual(['1']);
    expect(found.get('5')).toBeInstanceOf(GatewayError);
    expect(found.get('5')).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it('fails both sides when either search fails, and asks again in the next operation', async () => {
    its.upstream.on(CURRENT, page([row('1')]));
    its.upstream.on(ARCHIVED, drop);
    const scope = scopeOf();
    expect((await charges([jane], scope)).get(jane)).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect((await deposits([jane], scope)).get(jane)).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(its.upstream.calls).toHaveLength(2);
    its.upstream.on(ARCHIVED, none);
    expect(idsIn((await charges([jane])).get(jane))).toEqual(['1']);
  });

  it('reads only new clients within an operation, and all again after a write, even a failed one', async () => {
    serve([row('1')]);
    its.upstream.on('billing/add-customer-fund', '88');
    its.upstream.on('customers/suspend', drop);
    const scope = scopeOf();
    await charges([jane], scope);
    await deposits(['5', jane], scope);
    expect(its.upstream.calls.map((call) => call.all('customer-id'))).toEqual([[jane], [jane], ['5'], ['5']]);
    await its.can.addPayment.send(money(), scope, mark);
    await charges([jane], scope);
    expect(its.upstream.count(CURRENT)).toBe(3);
    await its.can.suspendClient.send(suspension(), scope, mark).catch(() => undefined);
    await charges([jane], scope);
    expect(its.upstream.count(CURRENT)).toBe(4);
  });

  it('does not mix with the same client of another account', async () => {
    its.upstream.on(CURRENT, (call) => page([row('1', { description: call.credentials[0] ?? '' })]));
    its.upstream.on(ARCHIVED, none);
    const other = providerAt(its.upstream.baseUrl, { username: '55', currency: 'EUR' });
    const scope = scopeOf();
    await charges([jane], scope);
    const theirs = await other.capabilities.ledger!.chargesByClientIds([jane], scope);
    expect(theirs.get(jane)).toMatchObject([{ description: '55' }]);
    await other.close();
  });

  it('takes the configured currency where a row has no code', async () => {
    its.upstream.on(CURRENT, page([row('1', { sellingcurrencysymbol: '£' })]));
    its.upstream.on(ARCHIVED, none);
    const other = providerAt(its.upstream.baseUrl, { currency: 'EUR' });
    const theirs = await other.capabilities.ledger!.chargesByClientIds([jane], scopeOf());
    expect(theirs.get(jane)).toMatchObject([{ currency: 'EUR' }]);
    expect((await charges([jane])).get(jane)).toMatchObject([{ currency: null }]);
    await other.close();
  });
});
