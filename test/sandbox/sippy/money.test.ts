/** Funds and balances: exact, with the signs of sippy.md section 5. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { double, XmlRpcDate } from '../../../src/wire/xmlrpc-values.ts';
import { driveSippy } from './client.ts';
import type { Members, Sippy } from './client.ts';

let sippy: Sippy;
beforeEach(async () => {
  sippy = await driveSippy();
});
afterEach(() => sippy.driven.sandbox.close());

type Row = Record<string, unknown>;
const acme = { i_customer: 3 };

async function shown(i_customer = 3): Promise<unknown> {
  return ((await sippy.call('getCustomerInfo', { i_customer }))['customer'] as Row)['balance'];
}

async function rows(members: Members = acme): Promise<Row[]> {
  return (await sippy.call('getPaymentsList', members))['payments'] as Row[];
}

async function create(changes: Members = {}): Promise<number> {
  const members = { name: 'New', web_password: 'x', i_tariff: 1, ...changes };
  return Number((await sippy.call('createCustomer', members))['i_customer']);
}

const usd = (amount: string, more: Members = {}): Members => ({ amount: double(amount), currency: 'USD', ...more });

describe('the sequence that was seen on a live switch', () => {
  it('create 100, debit 50.12, add 20.12, credit 22.12', async () => {
    const i_customer = await create({ balance: 100 });
    expect(await shown(i_customer)).toBe('-100.0');
    expect(await sippy.call('customerDebit', usd('50.12', { i_customer }))).toEqual({ result: 'OK' });
    expect(await shown(i_customer)).toBe('-49.88');
    expect(await sippy.call('customerAddFunds', usd('20.12', { i_customer }))).toEqual({ result: 'OK' });
    expect(await shown(i_customer)).toBe('-70.0');
    expect(await sippy.call('customerCredit', usd('22.12', { i_customer }))).toEqual({ result: 'OK' });
    expect(await shown(i_customer)).toBe('-92.12');
    const list = (await sippy.call('listCustomers', { offset: 4 }))['customers'] as Row[];
    expect(list).toMatchObject([{ i_customer: String(i_customer), balance: '92.12' }]);
    expect((await rows({ i_customer })).map((row) => row['amount'])).toEqual(['22.12', '20.12', '-50.12']);
  });
});

describe('AddFunds, Credit and Debit', () => {
  it('are exact: 0.1 + 0.2, and 30 digits', async () => {
    const i_customer = await create();
    await sippy.call('customerCredit', usd('0.1', { i_customer }));
    await sippy.call('customerCredit', usd('0.2', { i_customer }));
    expect(await shown(i_customer)).toBe('-0.3');
    const huge = '1234567890123456789012.12345678';
    await sippy.call('customerDebit', usd(huge, { i_customer }));
    expect((await rows({ i_customer }))[0]?.['amount']).toBe(`-${huge}`);
    expect(await shown(i_customer)).toBe('1234567890123456789011.82345678');
  });

  it('sent twice are two rows with rising ids, dated by the clock', async () => {
    await sippy.driven.control('clock', { now: '2026-03-05T07:08:09.750Z' });
    const members = usd('1', { ...acme, payment_notes: 'twice [rg-7f3a]' });
    await sippy.call('customerDebit', members);
    await sippy.call('customerDebit', members);
    const [second, first] = await rows();
    expect(first).toEqual({
      i_payment: first?.['i_payment'],
      payment_time: '07:08:09.000 GMT Thu Mar 05 2026',
      amount: '-1.0',
      currency: 'USD',
      tx_id: '',
      tx_error: '',
      tx_result: '1',
      i_account: null,
      i_customer: '3',
      by_credit_debit_card: false,
      by_voucher: false,
      notes: 'twice [rg-7f3a]',
    });
    expect(second).toEqual({ ...first, i_payment: String(Number(first?.['i_payment']) + 1) });
    const all = (await Promise.all([101, 102, 103].map((i_customer) => rows({ i_customer })))).flat();
    expect(Math.max(...all.map((row) => Number(row['i_payment'])))).toBeLessThan(Number(first?.['i_payment']));
    expect(await shown()).toBe('-47.88');
  });

  it.each<[Members['payment_time'] & (string | XmlRpcDate), string]>([
    ['09:57:29.000 GMT Wed Nov 18 2009', '09:57:29.000 GMT Wed Nov 18 2009'],
    ['09:57:29.000 GMT Sun Nov 8 2009', '09:57:29.000 GMT Sun Nov 08 2009'],
    ['09:57:29 GMT Sun Nov  8 2009', '09:57:29.000 GMT Sun Nov 08 2009'],
    [new XmlRpcDate('20240229T23:59:59'), '23:59:59.000 GMT Thu Feb 29 2024'],
  ])('take the payment_time %j', async (payment_time, expected) => {
    await sippy.call('customerCredit', usd('1', { ...acme, payment_time }));
    const found = await rows({ ...acme, type: 'credit' });
    expect(found.map((row) => row['payment_time'])).toEqual([expected]);
  });

  it.each(['Zoë & "Łukasz" <b>\n\t漢字 😀', '', 'x'.repeat(5000)])('keep the notes %#', async (payment_notes) => {
    await sippy.call('customerDebit', usd('1', { ...acme, payment_notes }));
    expect((await rows())[0]?.['notes']).toBe(payment_notes);
  });

  it.each<[Members, string]>([
    [usd('1'), '400 Missing mandatory parameter: i_customer'],
    [{ ...acme, currency: 'USD' }, '400 Missing mandatory parameter: amount'],
    [{ ...acme, amount: 1 }, '400 Missing mandatory parameter: currency'],
    [usd('1', { i_customer: 2 }), '404 Customer not found'],
    [usd('1', { i_customer: 999 }), '404 Customer not found'],
    [usd('0', acme), '400 Invalid value of parameter: amount'],
    [usd('-5', acme), '400 Invalid value of parameter: amount'],
    [usd('9'.repeat(42), acme), '400 Invalid value of parameter: amount'],
    [{ ...acme, currency: 'USD', amount: 'NaN' }, '400 Invalid value of parameter: amount'],
    [{ ...acme, currency: 'USD', amount: true }, '400 Invalid value of parameter: amount'],
    [{ ...acme, currency: 'XXX', amount: 1 }, '400 Invalid value of parameter: currency'],
    [{ ...acme, currency: 'usd', amount: 1 }, '400 Invalid value of parameter: currency'],
    [usd('1', { ...acme, payment_time: '2009-11-18' }), '400 Invalid value of parameter: payment_time'],
    [
      usd('1', { ...acme, payment_time: '09:57:29.000 GMT Mon Feb 30 2009' }),
      '400 Invalid value of parameter: payment_time',
    ],
    [
      usd('1', { ...acme, payment_time: '09:57:29.000 GMT Xyz Feb 3 2009' }),
      '400 Invalid value of parameter: payment_time',
    ],
    [usd('1', { ...acme, payment_notes: true }), '400 Invalid value of parameter: payment_notes'],
  ])('%j -> %s, and nothing moves', async (members, fault) => {
    for (const method of ['customerAddFunds', 'customerCredit', 'customerDebit']) {
      expect(await sippy.fault(method, members)).toBe(fault);
    }
    expect([await shown(), (await rows()).length]).toEqual(['-49.88', 1]);
  });

  it('in another currency are converted into the base currency', async () => {
    const i_customer = await create({ i_tariff: 2 });
    await sippy.call('customerCredit', usd('10', { i_customer }));
    expect(await rows({ i_customer })).toMatchObject([{ amount: '8.62069', currency: 'EUR' }]);
    await sippy.call('customerDebit', { i_customer, amount: '8.62069', currency: 'EUR' });
    expect(await shown(i_customer)).toBe('0.0');
    await sippy.call('customerDebit', { ...acme, amount: 100, currency: 'JPY' });
    expect(await rows()).toMatchObject([{ amount: '-0.65', currency: 'USD' }, {}]);
  });
});

/** The caller's balance as the root of the switch sees it, in trusted mode. */
async function own(): Promise<unknown> {
  await sippy.set({ trustedHosts: ['127.0.0.1'] });
  const { customer } = (await sippy.as({ username: '', password: '' }).call('getCustomerInfo', {
    i_customer: 2,
    i_wholesaler: 1,
  })) as { customer: Row };
  await sippy.set({ trustedHosts: null });
  return customer['balance'];
}

describe("the caller's own balance", () => {
  it.each([
    ['same', ['-2500.0', '-2510.5', '-2508.5']],
    ['opposite', ['-2500.0', '-2489.5', '-2491.5']],
    ['none', ['-2500.0', '-2500.0', '-2500.0']],
  ])('moves in the %s direction', async (ownBalance, expected) => {
    await sippy.set({ ownBalance });
    const seen = [await own()];
    await sippy.call('customerCredit', usd('10.5', acme));
    seen.push(await own());
    await sippy.call('customerDebit', usd('2', acme));
    seen.push(await own());
    expect(seen).toEqual(expected);
  });
});
