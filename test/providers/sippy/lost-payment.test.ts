import { beforeEach, describe, expect, it } from 'vitest';
import { newMark } from '../../../src/mark.ts';
import type { Lost } from '../../../src/providers/provider.ts';
import { double, int, struct, type XmlRpcValue } from '../../../src/wire/xmlrpc-values.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { probed, verdict } from '../shared/lost-writes.ts';
import { drop, faulty, fixture, mark, ok, useProvider, type Reply, type SeenCall } from './upstream.ts';

const payment = (id: number, members: Record<string, XmlRpcValue> = {}) =>
  struct({
    i_payment: int(id),
    i_customer: int(3),
    payment_time: '09:57:29.000 GMT Wed Nov 18 2009',
    amount: double('-4.99'),
    currency: 'USD',
    tx_result: int(1),
    notes: '',
    ...members,
  });
const offsetOf = ({ members }: SeenCall): number => Number((members['offset'] as string).slice(4));
const isOfAll = ({ members }: SeenCall): boolean => !('i_customer' in members);

describe('the look into the list of payments', () => {
  const its = useProvider();
  const lost: Lost = {
    trace: { clientId: '3', amount: '4.99', currency: 'USD', paymentKind: null },
    mark,
    sentAt: new Date('2009-11-18T10:00:00Z'),
  };
  const ours = payment(7, { notes: `${mark} x` });
  const shown = (id: number, members: Record<string, XmlRpcValue> = {}) =>
    payment(id, { notes: newMark(), amount: double('1'), ...members });
  const long = '09:57:29.000 GMT Wed Nov 18 2008';
  const charge = () => probed(its.provider.capabilities.addCharge);

  /** A switch that shows so many rows a page, whatever is asked for. */
  const listing = (rows: readonly XmlRpcValue[], pageSize = 1000, ofAll: Reply | null = null) =>
    its.upstream.on('getPaymentsList', (call) => {
      if (isOfAll(call) && ofAll !== null) return ofAll;
      const offset = offsetOf(call);
      return ok({ payments: rows.slice(offset, offset + pageSize) });
    });

  beforeEach(() => {
    its.upstream.on('listCustomers', (call) =>
      offsetOf(call) === 0 ? fixture('listCustomers.documented') : fixture('listCustomers.empty'),
    );
  });

  it('reads to the last row, so that a smaller page than ours hides nothing', async () => {
    listing([...Array.from({ length: 45 }, (_, index) => shown(100 + index)), ours], 20);
    expect(await charge().find(lost, scopeOf())).toEqual({ verdict: 'applied', upstreamId: '7' });
    expect(its.upstream.calls.map(({ members }) => members['offset'])).toEqual(['int:0', 'int:20', 'int:40', 'int:46']);
    expect(its.upstream.calls[0]?.members).toMatchObject({ i_customer: 'int:3', type: 'debit' });
  });

  it('is no look when the pages never end', async () => {
    its.upstream.on('getPaymentsList', ok({ payments: [shown(1)] }));
    expect(await errorFrom(charge().find(lost, scopeOf()))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it.each<[string, Record<string, XmlRpcValue>]>([
    ['has failed', { tx_result: int(2) }],
    ['has failed as a text', { tx_result: '2' }],
    ['is in another currency', { currency: 'EUR' }],
    ['is of another amount', { amount: double('-4.98') }],
    ['is older than the send', { payment_time: '09:57:29.000 GMT Mon Nov 16 2009' }],
    ['is from the future', { payment_time: '09:57:29.000 GMT Wed Nov 18 2099' }],
  ])('is doubtful when the entry with the mark %s', async (_, members) => {
    listing([shown(1), payment(7, { notes: `${mark} x`, ...members })]);
    expect(await verdict(charge(), lost)).toBe('unclear');
  });

  it('finds an entry without a time, and one that does not name the client', async () => {
    listing([payment(7, { notes: mark, payment_time: '', i_customer: null })]);
    expect(await verdict(charge(), lost)).toBe('applied');
  });

  it('does not find an entry that names another client', async () => {
    listing([shown(1), payment(7, { notes: mark, i_customer: int(4) })]);
    expect(await verdict(charge(), lost)).toBe('absent');
  });

  it.each<[string, readonly XmlRpcValue[], string]>([
    ['an entry with some mark', [shown(1)], 'absent'],
    ['a failed entry with some mark', [shown(1, { tx_result: int(2) })], 'absent'],
    ['an equal entry that failed', [shown(1), payment(2, { tx_result: int(2) })], 'absent'],
    ['an equal entry', [shown(1), payment(2)], 'unclear'],
    ['an equal entry without a time', [shown(1), payment(2, { payment_time: '' })], 'unclear'],
    ['an older equal entry beside a mark', [shown(1), payment(2, { payment_time: long })], 'absent'],
    ['an older equal entry', [payment(2, { payment_time: long })], 'unclear'],
  ])('with %s alone needs no further proof', async (_, rows, expected) => {
    listing(rows, 1000, ok({ payments: [] }));
    expect(await verdict(charge(), lost)).toBe(expected);
    // Only where there is no mark at all, and nothing that could be it, the list of all is asked for.
    expect(its.upstream.calls.some(isOfAll)).toBe(false);
  });

  it.each<[string, Reply, string]>([
    ['an entry of a client', ok({ payments: [shown(1, { i_customer: int(3) })] }), 'absent'],
    ['entries of nobody', ok({ payments: [shown(1, { i_customer: null })] }), 'unclear'],
    ['entries of the reseller', ok({ payments: [shown(1, { i_customer: int(2) })] }), 'unclear'],
    ['entries without a mark', ok({ payments: [payment(1, { amount: double('1') })] }), 'unclear'],
    ['what only looks like a mark', ok({ payments: [shown(1, { notes: 'RG-000000000000' })] }), 'unclear'],
    ['nothing', fixture('getPaymentsList.empty'), 'unclear'],
    ['a fault', faulty(400, 'Missing mandatory parameter: i_customer'), 'unclear'],
  ])('of a client without marks takes %s in the list of all for what it is', async (_, reply, expected) => {
    listing([], 1000, reply);
    expect(await verdict(charge(), lost)).toBe(expected);
    const last = its.upstream.calls.at(-1);
    expect(last?.members).toEqual({ type: 'debit', offset: 'int:0', limit: 'int:1000' });
  });

  it('is no look when the list of all gives no answer', async () => {
    listing([], 1000, drop);
    expect(await errorFrom(charge().find(lost, scopeOf()))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it('knows a client that is gone by the fault, and by the list of clients', async () => {
    listing([], 1000, ok({ payments: [shown(1)] }));
    its.upstream.on('listCustomers', fixture('listCustomers.empty'));
    expect(await verdict(charge(), lost)).toBe('unclear');
    its.upstream.on('getPaymentsList', fixture('getCustomerInfo.not-found.fault'));
    expect(await verdict(charge(), lost)).toBe('unclear');
    expect(await verdict(charge(), { ...lost, trace: { ...lost.trace, clientId: 'x' } })).toBe('unclear');
  });

  it('knows a client that is gone while entries of others show', async () => {
    listing([], 1000, ok({ payments: [shown(1, { i_customer: int(5) })] }));
    const other = struct({ i_customer: int(5), name: 'Other' });
    its.upstream.on('listCustomers', (call) => ok({ customers: offsetOf(call) === 0 ? [other] : [] }));
    expect(await verdict(charge(), lost)).toBe('unclear');
    expect(await verdict(charge(), { ...lost, trace: { ...lost.trace, clientId: '5' } })).toBe('absent');
  });

  it.each([
    ['4.9900000000000002', '4.99', 'applied'],
    ['0.29999999999999999', '0.3', 'applied'],
    ['99.999999999999997', '100', 'applied'],
    ['0.00010000000000000000', '0.0001', 'applied'],
    ['1234567890123456.5', '1234567890123456.5', 'applied'],
    ['4.99000000000001', '4.99', 'unclear'],
    ['4.9949999999999999', '4.99', 'unclear'],
  ])('takes %s for %s: %s', async (amount, sent, expected) => {
    listing([payment(7, { notes: mark, amount: double(`-${amount}`) })]);
    expect(await verdict(charge(), { ...lost, trace: { ...lost.trace, amount: sent } })).toBe(expected);
  });

  it('does not trust what the operation has read before', async () => {
    listing([], 1000, ok({ payments: [shown(1)] }));
    const scope = scopeOf();
    await its.provider.capabilities.clients.list(scope);
    its.upstream.on('listCustomers', fixture('listCustomers.empty'));
    expect(await charge().find(lost, scope)).toMatchObject({ verdict: 'unclear' });
  });
});
