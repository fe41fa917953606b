/** Every switch of the Sippy stand-in that no other file tests, changed while it runs. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decoded, driveSippy, typed } from './client.ts';
import type { Members, Sippy } from './client.ts';

let sippy: Sippy;
beforeEach(async () => {
  sippy = await driveSippy();
});
afterEach(() => sippy.driven.sandbox.close());

type Row = Record<string, unknown>;
const acme = { i_customer: 3 };
const charge: Members = { ...acme, amount: '4.5', currency: 'USD', payment_notes: 'a😀cd' };

async function typedOf(method: string, members: Members = acme): Promise<Row> {
  const answer = decoded(await sippy.send(method, members));
  return 'fault' in answer ? { fault: answer.fault } : (typed(answer.value) as Row);
}
const balance = async () => ((await typedOf('getCustomerInfo'))['customer'] as Row)['balance'];
const payments = async (members: Members = acme) => (await typedOf('getPaymentsList', members))['payments'] as Row[];

describe('switches', () => {
  it('listBalance, customerOrder, listLimit', async () => {
    await sippy.set({ listBalance: 'inverted' });
    expect(await typedOf('listCustomers', { limit: 1 })).toMatchObject({ customers: [{ balance: 'double -49.88' }] });
    await sippy.set({ customerOrder: 'descending', listLimit: 2 });
    expect(await typedOf('listCustomers', {})).toMatchObject({
      customers: [{ i_customer: 'int 103' }, { i_customer: 'int 102' }],
    });
    expect((await typedOf('listCustomers', { limit: 3 }))['customers']).toHaveLength(3);
    for (let sent = 0; sent < 3; sent += 1) await sippy.call('customerDebit', charge);
    expect(await payments()).toHaveLength(2);
  });

  it('debitAmount, paymentOrder, notesCutAt, dayOfMonth, manualPayments', async () => {
    await sippy.set({ debitAmount: 'positive', paymentOrder: 'oldest_first', notesCutAt: 3, dayOfMonth: 'unpadded' });
    await sippy.driven.control('clock', { now: '2026-03-05T07:08:09Z' });
    await sippy.call('customerDebit', charge);
    const [first, second] = await payments();
    expect(first).toMatchObject({ i_payment: 'int 1', amount: 'double 50.12' });
    expect(second).toMatchObject({
      amount: 'double 4.5',
      notes: 'a😀c',
      payment_time: '07:08:09.000 GMT Thu Mar 5 2026',
    });
    expect(await typedOf('getPaymentInfo', { ...acme, i_payment: 1 })).toMatchObject({ amount: 'double 50.12' });
    await sippy.call('customerCredit', charge);
    await sippy.call('customerAddFunds', charge);
    expect((await payments()).map((row) => row['notes'])).toEqual(['Support call', 'a😀c', 'a😀c', 'a😀c']);
    await sippy.set({ manualPayments: 'hidden' });
    expect(await payments()).toEqual([]);
    expect(await sippy.fault('getPaymentInfo', { ...acme, i_payment: 1 })).toBe('404 Payment not found');
    expect(await balance()).toBe('double -54.38');
  });

  it('updateBalance', async () => {
    await sippy.call('updateCustomer', { ...acme, balance: '12.5' });
    expect(await balance()).toBe('double -12.5');
    await sippy.set({ updateBalance: 'inverted' });
    await sippy.call('updateCustomer', { ...acme, balance: 7 });
    expect(await balance()).toBe('double 7.0');
    await sippy.set({ updateBalance: 'refuse' });
    expect(await sippy.fault('updateCustomer', { ...acme, balance: 7 })).toBe('403 Permission denied');
  });

  it('debitBeyondLimit', async () => {
    await sippy.set({ debitBeyondLimit: 'refuse' });
    const debit = (amount: string) => ({ ...acme, amount, currency: 'USD' });
    expect(await sippy.fault('customerDebit', debit('49.89'))).toBe('403 Insufficient funds');
    await sippy.call('updateCustomer', { ...acme, credit_limit: 10 });
    await sippy.call('customerDebit', debit('59.88'));
    expect(await balance()).toBe('double 10.0');
    expect(await sippy.fault('customerDebit', debit('0.01'))).toBe('403 Insufficient funds');
  });

  it('blockedShown', async () => {
    expect((await typedOf('getCustomerInfo'))['customer']).not.toHaveProperty('blocked');
    await sippy.set({ blockedShown: 'member' });
    for (const [method, blocked] of [
      ['blockCustomer', true],
      ['blockCustomer', true],
      ['unblockCustomer', false],
    ] as const) {
      expect(await sippy.call(method, acme)).toEqual({ result: 'OK' });
      expect(await typedOf('getCustomerInfo')).toMatchObject({ customer: { blocked } });
      expect(await typedOf('listCustomers', { limit: 1 })).toMatchObject({ customers: [{ blocked }] });
    }
  });

  it('the codes of faults', async () => {
    await sippy.set({
      notFoundCode: -1,
      duplicateCode: 2,
      permissionCode: 3,
      parameterCode: 4,
      authenticationCode: 5,
      updateBalance: 'refuse',
    });
    const duplicate = { name: 'Acme', web_password: 'x', i_tariff: 1 };
    expect(await sippy.fault('getCustomerInfo', { i_customer: 9 })).toBe('-1 Customer not found');
    expect(await sippy.fault('createCustomer', duplicate)).toBe('2 Customer with this name already exists');
    expect(await sippy.fault('updateCustomer', { ...acme, balance: 7 })).toBe('3 Permission denied');
    expect(await sippy.fault('getCustomerInfo', {})).toBe('4 Missing mandatory parameter: i_customer');
    expect(await sippy.fault('authCustomer', { username: 'a', password: 'b' })).toBe('5 Authentication failed');
    await sippy.set({ duplicateFault: 'postgres' });
    expect(await sippy.fault('createCustomer', duplicate)).toBe(
      '490 ERROR:  duplicate key value violates unique constraint "customers_name_key"\n',
    );
  });

  it('doubles and wholeDoubles', async () => {
    await sippy.set({ doubles: 'binary' });
    expect(await balance()).toBe('double -49.880000000000003');
    await sippy.call('updateCustomer', { ...acme, balance: '0.000000001' });
    expect(await balance()).toBe('double -0.000000001');
    await sippy.set({ doubles: 'decimal', wholeDoubles: 'int' });
    await sippy.call('updateCustomer', { ...acme, balance: '100.00', credit_limit: '3000000000' });
    expect(await typedOf('getCustomerInfo')).toMatchObject({
      customer: { balance: 'int -100', credit_limit: 'double 3000000000.0', min_payment_amount: 'int 0' },
    });
    await sippy.call('updateCustomer', { ...acme, balance: '1200' });
    expect(await balance()).toBe('int -1200');
  });

  it('forcedErrors', async () => {
    await sippy.set({ forcedErrors: { customerDebit: { code: 500, text: 'Internal <error>' } } });
    expect(await sippy.fault('customerDebit', charge)).toBe('500 Internal <error>');
    expect(await sippy.call('customerCredit', charge)).toEqual({ result: 'OK' });
    await sippy.set({ forcedErrors: { '*': { code: 1, text: "<type 'exceptions.IOError'>:x" } } });
    expect(await sippy.fault('listCustomers')).toBe("1 <type 'exceptions.IOError'>:x");
    expect(await sippy.fault('nothing')).toContain('not supported');
  });

  it.each([
    ['drop', 'apply_then_drop'],
    ['late', 'apply_late'],
    ['empty', 'empty_body'],
  ])(
    'lostAnswer %s applies a write and loses its answer; reads and challenges are answered',
    async (lostAnswer, kind) => {
      await sippy.set({ lostAnswer, lostAnswerDelayMs: 1 });
      const lost = await sippy.send('customerDebit', charge).then(
        ({ body }) => body,
        () => 'no answer',
      );
      expect(lost).toBe(lostAnswer === 'empty' ? '' : 'no answer');
      expect(await payments()).toHaveLength(2);
      const { requests } = (await sippy.driven.control('requests')).body as { requests: { fault: string | null }[] };
      expect(requests.map((request) => request.fault)).toEqual([null, kind, null]);
    },
  );

  it('name the bad field and what is allowed, and change nothing then', async () => {
    const before = await sippy.driven.control('switches');
    const answer = await sippy.driven.control('switches', {
      provider: 'sippy',
      listBalance: 'natural?',
      nonceSeconds: 0,
      notFoundCode: 3_000_000_000,
      unauthenticated500: ['getCustomers'],
      forcedErrors: { addCharge: { code: 1, text: '' } },
      realm: 'ä',
      nothing: 1,
    });
    expect(answer.status).toBe(400);
    const problems = (answer.body['problems'] as string[]).join('\n');
    expect(problems).toContain('listBalance: Invalid option: expected one of "natural"|"inverted"');
    expect(problems).toMatch(/^nonceSeconds: /m);
    expect(problems).toMatch(/^notFoundCode: /m);
    expect(problems).toMatch(/^unauthenticated500.0: expected functions out of \*, authCustomer/m);
    expect(problems).toMatch(/^forcedErrors: expected functions out of \*, authCustomer/m);
    expect(problems).toMatch(/^realm: expected 1 to 100/m);
    expect(problems).toMatch(/^nothing: unknown field/m);
    expect(await sippy.driven.control('switches')).toEqual(before);
  });
});
