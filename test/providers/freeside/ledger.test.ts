import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDecimals, decimal, negateDecimal, type Decimal } from '../../../src/money.ts';
import type { LedgerRow } from '../../../src/providers/records.ts';
import { GatewayError } from '../../../src/errors.ts';
import { toLedger } from '../../../src/providers/freeside/ledger.ts';
import { spokenDay } from '../../../src/providers/freeside/map.ts';
import { Calendar } from '../../../src/providers/freeside/values.ts';
import { decodeAnswer } from '../../../src/wire/xmlrpc.ts';
import { isStruct } from '../../../src/wire/xmlrpc-values.ts';
import { scopeOf } from '../scope.ts';
import { answer, drop, fixture, providerAt, refusal, useProvider, type Printable } from './upstream.ts';

const its = useProvider();

const infoOf = (custnum: string): string => answer({ error: '', custnum, last: 'X', balance: '0.00' });
const historyOf = (...history: readonly Printable[]): string => answer({ balance: '0.00', history });
const row = (type: string, description: string, amount: string, date: string) => ({ type, description, amount, date });
const ledger = () => its.provider.capabilities.ledger!;
const both = async (ids: readonly string[], scope = scopeOf()) =>
  Promise.all([ledger().chargesByClientIds(ids, scope), ledger().depositsByClientIds(ids, scope)]);

const shown = (rows: unknown) => (rows as LedgerRow[]).map(({ type, amount }) => `${type} ${amount}`);

describe('ledger', () => {
  it.each(['documented', 'branch-2.3'])('reads billing_history.%s once for both sides', async (name) => {
    its.upstream.on('customer_info', fixture('customer_info.documented'));
    its.upstream.on('billing_history', fixture(`billing_history.${name}`));
    const [charges, deposits] = await both(['5001']);
    const common = { currency: null, mark: null, packageId: null, phoneNumber: null };
    expect(charges.get('5001')).toEqual([
      {
        upstreamId: '3001',
        type: 'Invoice',
        date: '2026-11-05',
        bookedAt: new Date(1793872800_000),
        amount: '37.50',
        description: 'Invoice #3001',
        ...common,
      },
    ]);
    expect(deposits.get('5001')).toEqual([
      {
        upstreamId: 'credit-1794736800-5.00-1',
        type: 'Credit',
        date: '2026-11-15',
        bookedAt: new Date(1794736800_000),
        amount: '5.00',
        description: 'Credit',
        ...common,
      },
      {
        upstreamId: 'payment-1794304800-20.00-1',
        type: 'Payment',
        date: '2026-11-10',
        bookedAt: new Date(1794304800_000),
        amount: '20.00',
        description: 'Payment',
        ...common,
      },
    ]);
    expect(its.upstream.methods()).toEqual(['customer_info', 'billing_history']);
    expect(its.upstream.calls.at(-1)?.members).toEqual({ agent_session_id: 's1', custnum: '5001' });
  });

  it('reads lines of invoices as charges', async () => {
    its.upstream.on('customer_info', fixture('customer_info.documented'));
    its.upstream.on('billing_history', fixture('billing_history.line-items'));
    const [charges] = await both(['5001']);
    expect(
      (charges.get('5001') as LedgerRow[]).map(({ upstreamId, type, amount }) => [upstreamId, type, amount]),
    ).toEqual([
      ['line-item-1793872800-25.00-1', 'Line item', '25.00'],
      ['line-item-1793872800-12.50-1', 'Line item', '12.50'],
    ]);
  });

  it('tells no moment where there is none', async () => {
    its.upstream.on('customer_info', infoOf('1'));
    its.upstream.on('billing_history', historyOf(row('Payment', 'Payment', '-5.00', '')));
    const [, deposits] = await both(['1']);
    expect(deposits.get('1')).toMatchObject([{ date: null, bookedAt: null }]);
  });

  it('tells the sides by the sign, and an amount of zero by its type', async () => {
    its.upstream.on('customer_info', infoOf('1'));
    its.upstream.on(
      'billing_history',
      historyOf(
        row('Refund', 'Refund', '4.00', '1700000400'),
        row('Payment', 'Payment reversed', '3.00', '1700000300'),
        row('Invoice', 'Invoice #9', '-2.00', '1700000200'),
        row('Invoice', 'Invoice #8', '0.00', '1700000100'),
        row('Credit', 'Credit', '0.00', '1700000100'),
        row('Previous', 'Previous balance', '99.00', '1700000000'),
      ),
    );
    const [charges, deposits] = await both(['1']);
    expect(shown(charges.get('1'))).toEqual(['Refund 4.00', 'Payment 3.00', 'Invoice 0.00']);
    expect(shown(deposits.get('1'))).toEqual(['Invoice 2.00', 'Credit 0.00']);
  });

  it.each([
    ['no list', answer({ balance: '0.00' })],
    ['an amount that is none', historyOf(row('Payment', 'Payment', '$5.00', '1700000000'))],
    ['no amount', historyOf(row('Payment', 'Payment', '', '1700000000'))],
    ['no type', historyOf(row('', 'Payment', '5.00', '1700000000'))],
    ['a date that is none', historyOf(row('Payment', 'Payment', '5.00', '01/31/2024'))],
  ])('does not take %s for an answer', async (_, reply) => {
    its.upstream.on('customer_info', infoOf('1'));
    its.upstream.on('billing_history', reply);
    const [charges, deposits] = await both(['1']);
    expect(charges.get('1')).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(deposits.get('1')).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it("puts a moment on the day of the account's time zone", async () => {
    const west = providerAt(its.upstream.baseUrl, { timeZone: 'America/Los_Angeles' });
    const east = providerAt(its.upstream.baseUrl, { timeZone: 'Asia/Tokyo' });
    its.upstream.on('customer_info', infoOf('1'));
    // 2024-01-01T04:00:00Z
    its.upstream.on('billing_history', historyOf(row('Payment', 'Payment', '-1.00', '1704081600')));
    const dayAt = async (provider: typeof west) => {
      const found = await provider.capabilities.ledger!.depositsByClientIds(['1'], scopeOf());
      return (found.get('1') as LedgerRow[])[0];
    };
    expect(await dayAt(west)).toMatchObject({ date: '2023-12-31', upstreamId: 'payment-1704081600-1.00-1' });
    expect(await dayAt(east)).toMatchObject({ date: '2024-01-01', upstreamId: 'payment-1704081600-1.00-1' });
    await Promise.all([west.close(), east.close()]);
  });
});

const listed = (...numbers: readonly string[]) =>
  answer({ customers: numbers.map((custnum) => ({ custnum, agentnum: custnum === '9' ? '2' : '1', last: 'X' })) });
const askedOf = (method: string) =>
  its.upstream.calls
    .filter((call) => call.method === method)
    .map(({ members }) => members['custnum'] ?? '')
    .toSorted((left, right) => left.localeCompare(right));

describe('ownership', () => {
  const ids = ['1', '2', '3', '4', '5'];
  it('is seen before the history of anybody is asked for', async () => {
    its.upstream.on('customer_info', fixture('customer_info.unknown'));
    its.upstream.on('billing_history', fixture('billing_history.documented'));
    its.upstream.on('list_pkgs', fixture('list_pkgs.documented'));
    const [charges] = await both(['7']);
    const packages = await its.provider.capabilities.freesidePackages!.byClientIds(['7'], scopeOf());
    expect([charges.size, packages.size]).toEqual([0, 0]);
    expect(new Set(its.upstream.methods())).toEqual(new Set(['customer_info']));
    its.upstream.on('customer_info', drop);
    const [failed] = await both(['7']);
    expect(failed.get('7')).toBeInstanceOf(GatewayError);
    expect(its.upstream.count('billing_history')).toBe(0);
  });

  it('of more than three is seen by one list, and of those that it lacks one by one', async () => {
    its.upstream.on('agent_list_customers', listed('1', '2', '3', '4', '9'));
    its.upstream.on('customer_info', ({ members: { custnum } }) =>
      custnum === '9' ? refusal('customer_info: unknown custnum 9') : infoOf(custnum!),
    );
    its.upstream.on('billing_history', historyOf());
    const scope = scopeOf();
    const [charges, deposits] = await both([...ids, '9'], scope);
    expect([...charges.keys()].toSorted()).toEqual(ids);
    expect([...deposits.keys()].toSorted()).toEqual(ids);
    expect(its.upstream.count('agent_list_customers')).toBe(1);
    expect(askedOf('customer_info')).toEqual(['5', '9']);
    expect(askedOf('billing_history')).toEqual(ids);
  });

  it('that was seen before in the operation costs nothing', async () => {
    its.upstream.on('agent_list_customers', listed(...ids));
    its.upstream.on('billing_history', historyOf());
    const scope = scopeOf();
    await its.provider.capabilities.clients.list(scope);
    await both(ids, scope);
    expect([its.upstream.count('agent_list_customers'), its.upstream.count('customer_info')]).toEqual([1, 0]);
    await both(['1'], scopeOf());
    expect(its.upstream.count('customer_info')).toBe(1);
  });

  it('is seen one by one when there is no list', async () => {
    its.upstream.on('agent_list_customers', { status: 504, body: '<html>' });
    its.upstream.on('customer_info', ({ members }) => infoOf(members['custnum']!));
    its.upstream.on('billing_history', historyOf());
    const [charges] = await both(ids);
    expect([...charges.values()]).toEqual(ids.map(() => []));
  });
});

const sum = (amounts: readonly string[]): Decimal => amounts.map(decimal).reduce(addDecimals, decimal('0.00'));

describe('ids of ledger rows', () => {
  const types = fc.constantFrom('Invoice', 'Line item', 'Payment', 'Credit', 'Refund');
  const amounts = fc.constantFrom('1.00', '-1.00', '2.50', '-2.50', '0.00');
  const rows = fc.array(
    fc
      .tuple(types, amounts, fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 40 }))
      .map(([type, amount, day, number]) =>
        row(type, type === 'Invoice' ? `Invoice #${number}` : type, amount, String(1_700_000_000 + day * 86_400)),
      ),
    { maxLength: 30 },
  );
  const calendar = new Calendar('UTC');
  const read = (history: readonly Printable[]) => {
    const decoded = decodeAnswer(Buffer.from(historyOf(...history)));
    if (!('value' in decoded) || !isStruct(decoded.value)) throw new Error('No struct.');
    return toLedger(decoded.value, calendar);
  };

  it('are unique, and stay when newer rows come', () => {
    fc.assert(
      fc.property(rows, rows, (older, newer) => {
        const before = read(older);
        const after = read([...newer, ...older]);
        for (const side of ['charges', 'deposits'] as const) {
          const ids = after[side].map(({ upstreamId }) => upstreamId);
          expect(new Set(ids).size).toBe(ids.length);
          expect(after[side].slice(after[side].length - before[side].length)).toEqual(before[side]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('lose no money: charges less deposits are the sum of the amounts', () => {
    fc.assert(
      fc.property(rows, (history) => {
        const { charges, deposits } = read(history);
        const net = addDecimals(
          sum(charges.map(({ amount }) => amount)),
          negateDecimal(sum(deposits.map(({ amount }) => amount))),
        );
        expect(net).toBe(sum(history.map(({ amount }) => amount)));
      }),
      { numRuns: 60 },
    );
  });
});

describe('days', () => {
  const calendar = new Calendar('UTC');

  it('of moments are those of the clock', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 253_402_300_799 }), (seconds) => {
        expect(calendar.day(String(seconds))).toBe(new Date(seconds * 1000).toISOString().slice(0, 10));
      }),
    );
  });

  it.each(['', '(none)', '-5', '1e9', '253402300800', '9'.repeat(40), '12/31/2024'])('of %j are none', (text) => {
    expect(calendar.day(text)).toBeNull();
  });

  it.each([
    ['Jan 5th, 2024', '2024-01-05'],
    ['Dec 31st, 2026', '2026-12-31'],
    ['Feb 22nd, 2024', '2024-02-22'],
    ['Mar 3rd, 2024', '2024-03-03'],
    ['5 Jan 2024', null],
    ['Foo 5th, 2024', null],
    ['', null],
  ])('of %j are %j', (words, day) => {
    expect(spokenDay(words)).toBe(day);
  });
});
