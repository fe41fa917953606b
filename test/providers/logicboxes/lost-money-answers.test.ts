/** Lost charges and payments, looked for in answers that the sandbox does not give. */
import { beforeEach, describe, expect, it } from 'vitest';
import { newMark } from '../../../src/mark.ts';
import type { Finding } from '../../../src/providers/provider.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { probed } from '../shared/lost-writes.ts';
import { accounting, jane, mark, money } from './inputs.ts';
import { lostNow } from './lost-writes.ts';
import { fixture, page, refusal, row, useProvider, type Reply, type SeenCall } from './upstream.ts';

const its = useProvider();

const CURRENT = 'billing/customer-transactions/search';
const ARCHIVED = 'billing/customer-archived-transactions/search';
const DETAILS = 'billing/customer-transactions';

const now = (): string => String(Math.floor(Date.now() / 1000));
const debit = (id: string, changes: Readonly<Record<string, string>> = {}) =>
  row(id, { type: 'debit', sellingamount: '-4.990', transactiondate: now(), ...changes });
const details = (keys: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.fromEntries(Object.entries(keys).map(([id, transactionkey]) => [id, { transactionkey }])));

beforeEach(() => {
  its.upstream.on(CURRENT, page([]));
  its.upstream.on(ARCHIVED, page([]));
  its.upstream.on(DETAILS, '{}');
  its.upstream.on('customers/details-by-id', fixture('customers-details-by-id.documented'));
});

const find = (): Promise<Finding> => {
  const write = probed(its.can.addCharge);
  return write.find(lostNow(write.trace(money({ accounting }))), scopeOf());
};
const applied = (upstreamId: string) => ({ verdict: 'applied', upstreamId });
const unclear = (reason: RegExp) => ({ verdict: 'unclear', reason: expect.stringMatching(reason) as string });

describe('a lost charge', () => {
  it('is found in the archive, whole or cut', async () => {
    its.upstream.on(ARCHIVED, page([debit('7', { description: `${mark} Support call` })]));
    expect(await find()).toEqual(applied('7'));
    its.upstream.on(ARCHIVED, page([debit('7', { description: mark.slice(0, 9) })]));
    its.upstream.on(DETAILS, details({ 7: mark }));
    expect(await find()).toEqual(applied('7'));
  });

  it.each([
    ['keyed by id', details({ 7: mark })],
    ['keyed by a count', JSON.stringify({ 1: { transid: '7', transactionkey: mark } })],
    ['with numbers', `{"1":{"transid":7,"transactionkey":"${mark}"},"recsonpage":1}`],
  ])('is found by details %s', async (_, answer) => {
    its.upstream.on(CURRENT, page([debit('7', { description: 'Support call' }), debit('8')]));
    its.upstream.on(DETAILS, answer);
    expect(await find()).toEqual(applied('7'));
    expect(its.upstream.calls.find(({ name }) => name === DETAILS)?.parameters).toEqual([
      ['transaction-ids', '8'],
      ['transaction-ids', '7'],
    ]);
  });

  it.each<readonly [string, Reply]>([
    ['none', '{}'],
    ['those of others', details({ 8: mark })],
    ['without a key', '{"7":{"transid":"7"}}'],
    ['an empty key', details({ 7: ' ' })],
    ['one map of texts', JSON.stringify({ transid: '7', transactionkey: `${mark}X` })],
    ['something else', 'true'],
    ['a refusal', refusal('Invalid transaction-ids')],
  ])('with its whole mark is found when the details are %s', async (_, answer) => {
    its.upstream.on(CURRENT, page([debit('7', { description: `${mark} Support call` })]));
    its.upstream.on(DETAILS, answer);
    expect(await find()).toEqual(applied('7'));
  });

  it.each([mark.slice(0, -1), mark.toLowerCase(), 'sys-7'])('is unclear with the key %s', async (key) => {
    its.upstream.on(CURRENT, page([debit('7', { description: `${mark} Support call` })]));
    its.upstream.on(DETAILS, details({ 7: key }));
    expect(await find()).toEqual(unclear(/another transaction-key/));
  });

  it('is found by its key behind words of the upstream, and unclear without it', async () => {
    its.upstream.on(CURRENT, page([debit('7', { description: `Debit Note: ${mark} Support call` })]));
    expect(await find()).toEqual(unclear(/could be it/));
    its.upstream.on(DETAILS, details({ 7: mark }));
    expect(await find()).toEqual(applied('7'));
  });

  it('is unclear with its key at another amount, or at two entries', async () => {
    its.upstream.on(CURRENT, page([debit('7', { sellingamount: '-5.990' })]));
    expect(await find()).toEqual({ verdict: 'absent' });
    its.upstream.on(DETAILS, details({ 7: mark }));
    expect(await find()).toEqual(unclear(/another amount/));
    its.upstream.on(CURRENT, page([debit('7'), debit('8')]));
    its.upstream.on(DETAILS, details({ 7: mark, 8: mark }));
    expect(await find()).toEqual(unclear(/2 entries/));
  });

  it.each([
    ['DEBIT', '-4.990'],
    ['debit note', '-4.990'],
    ['debit note', '4.990'],
  ])('may be an entry of the type %s with %s', async (type, sellingamount) => {
    its.upstream.on(CURRENT, page([debit('7', { type, sellingamount, description: `${mark} Support call` })]));
    expect(await find()).toEqual(applied('7'));
    its.upstream.on(CURRENT, page([debit('7', { type, sellingamount })]));
    expect(await find()).toEqual(unclear(/could be it/));
  });

  it.each(['invoice', 'Receipt', 'credit'])('is no entry of the type %s', async (type) => {
    its.upstream.on(CURRENT, page([debit('7', { type })]));
    expect(await find()).toEqual({ verdict: 'absent' });
    expect(its.upstream.count(DETAILS)).toBe(0);
    its.upstream.on(CURRENT, page([debit('7', { type, description: `${mark} Support call` })]));
    expect(await find()).toEqual(unclear(/is no debit/));
  });

  it('is looked for in the details of entries with its amount first, and of so many alone', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => debit(String(900 + index), { sellingamount: '-1.000' }));
    const old = debit('7', { transactiondate: '1745369822' });
    its.upstream.on(CURRENT, page([...rows, old, debit('8', { description: `${mark.slice(0, 3)} x` })]));
    const asked: string[] = [];
    its.upstream.on(DETAILS, (call: SeenCall) => {
      asked.push(...call.all('transaction-ids'));
      return '{}';
    });
    await find();
    expect(asked).toHaveLength(50);
    expect(asked.slice(0, 3)).toEqual(['8', '7', '959']);
  });

  it('is not looked for again among entries with other marks', async () => {
    its.upstream.on(CURRENT, page([debit('7', { description: 'RG-0000000000XX' })]));
    await find();
    expect(its.upstream.count(DETAILS)).toBe(1);
    its.upstream.on(CURRENT, page([debit('7', { description: newMark() })]));
    expect(await find()).toEqual({ verdict: 'absent' });
    expect(its.upstream.count(DETAILS)).toBe(1);
  });

  it('fails when an entry of the client cannot be read, or the answers are none', async () => {
    its.upstream.on(CURRENT, page([debit('7', { sellingamount: 'much' })]));
    expect(await errorFrom(find())).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    its.upstream.on(CURRENT, page([debit('7')]));
    its.upstream.on(DETAILS, '["7"]');
    expect(await errorFrom(find())).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    its.upstream.on(CURRENT, refusal('Invalid customer-id'));
    expect(await find()).toEqual(unclear(/does not know the client/));
  });

  it('claims no absence on a limit of ours', async () => {
    its.upstream.on(CURRENT, page([debit('7')]));
    const write = probed(its.can.addCharge);
    const lost = lostNow(write.trace(money({ accounting })));
    for (const granted of [0, 1, 2]) {
      expect(await errorFrom(write.find(lost, scopeOf(granted)))).toMatchObject({ code: 'BUDGET_EXCEEDED' });
    }
    expect(await write.find(lost, scopeOf(3))).toEqual(unclear(/could be it/));
  });

  it('keeps of a write what the look needs', () => {
    const write = probed(its.can.addPayment);
    const trace = write.trace(money({ paymentKind: 'CREDIT', currency: 'GBP', description: 'Secret of Jane' }));
    expect(trace).toEqual({ clientId: jane, amount: '4.99', currency: 'GBP', paymentKind: 'CREDIT' });
  });
});
