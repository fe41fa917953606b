/** getPaymentsList and getPaymentInfo. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDecimals, compareDecimals, decimal } from '../../../src/money.ts';
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

async function rows(members: Members = acme): Promise<Row[]> {
  return (await sippy.call('getPaymentsList', members))['payments'] as Row[];
}

async function count(members: Members): Promise<number> {
  return (await rows({ ...acme, ...members })).length;
}

/** The ids, lowest first. */
function idsOf(list: readonly Row[]): number[] {
  return list.map((row) => Number(row['i_payment'])).toSorted((left, right) => left - right);
}

const usd = (amount: string, more: Members = {}): Members => ({ amount: double(amount), currency: 'USD', ...more });

describe('getPaymentsList', () => {
  it('takes credits and debits apart, and pages, newest first', async () => {
    for (const amount of ['1', '2', '3']) await sippy.call('customerCredit', usd(amount, acme));
    await sippy.call('customerDebit', usd('4', acme));
    const amounts = async (members: Members = {}) => (await rows({ ...acme, ...members })).map((row) => row['amount']);
    expect(await amounts()).toEqual(['-4.0', '3.0', '2.0', '1.0', '-50.12']);
    expect(await amounts({ type: 'credit' })).toEqual(['3.0', '2.0', '1.0']);
    expect(await amounts({ type: 'debit' })).toEqual(['-4.0', '-50.12']);
    expect(await amounts({ offset: 1, limit: 2 })).toEqual(['3.0', '2.0']);
    expect(await amounts({ offset: 4 })).toEqual(['-50.12']);
    expect(await amounts({ offset: 5 })).toEqual([]);
  });

  it('takes a period, both ends belonging to it', async () => {
    for (const second of ['00', '10', '20']) {
      const payment_time = `12:00:${second}.000 GMT Thu Jan 01 2026`;
      await sippy.call('customerCredit', usd('1', { ...acme, payment_time }));
    }
    expect(await count({ start_date: '12:00:10.000 GMT Thu Jan 1 2026' })).toBe(2);
    expect(await count({ end_date: '12:00:10.000 GMT Thu Jan 01 2026' })).toBe(3);
    const both = { start_date: new XmlRpcDate('20260101T12:00:10'), end_date: '12:00:19.000 GMT Thu Jan 01 2026' };
    expect(await count(both)).toBe(1);
    expect(await count({ start_date: '00:00:00.000 GMT Fri Jan 02 2026' })).toBe(0);
  });

  it('without a customer lists those of all sub-customers, newest first', async () => {
    const all = await rows({});
    const single = await Promise.all([3, 101, 102, 103].map((i_customer) => rows({ i_customer })));
    expect(idsOf(all)).toEqual(idsOf(single.flat()));
    await sippy.call('customerCredit', usd('7', { i_customer: 102 }));
    expect((await rows({ limit: 1 }))[0]).toMatchObject({ i_customer: '102' });
  });

  it('of very many sub-customers has the newest 10,000', async () => {
    await sippy.driven.sandbox.close();
    sippy = await driveSippy({ clients: 2500 });
    await sippy.set({ layout: 'compact' });
    expect(await rows({ offset: 9999 })).toHaveLength(1);
    await sippy.call('customerCredit', usd('7', { i_customer: 2600 }));
    expect(await rows({ limit: 1 })).toMatchObject([{ i_customer: '2600', amount: '7.0' }]);
  });

  it.each<[Members, string]>([
    [{ type: 'refund' }, '400 Invalid value of parameter: type'],
    [{ start_date: 'yesterday' }, '400 Invalid value of parameter: start_date'],
    [{ end_date: 5 }, '400 Invalid value of parameter: end_date'],
    [{ offset: -1 }, '400 Invalid value of parameter: offset'],
    [{ limit: -1 }, '400 Invalid value of parameter: limit'],
    [{ i_account: 5 }, '404 Account not found'],
    [{ i_customer: 2 }, '404 Customer not found'],
  ])('%j -> %s', async (members, fault) => {
    expect(await sippy.fault('getPaymentsList', members)).toBe(fault);
  });

  it('generated ledgers add up to more than their balances: calls cost the rest', async () => {
    await sippy.driven.sandbox.close();
    sippy = await driveSippy({ clients: 40 });
    const all = await rows({});
    expect(all.some((row) => row['by_credit_debit_card'] === true && row['tx_id'] !== '')).toBe(true);
    expect(all.some((row) => row['by_voucher'] === true)).toBe(true);
    expect(all.some((row) => row['tx_result'] === '2' && row['tx_error'] === 'Card declined')).toBe(true);
    expect(all.some((row) => row['currency'] === 'EUR')).toBe(true);
    expect(new Set(all.map((row) => row['i_payment'])).size).toBe(all.length);
    const customers = (await sippy.call('listCustomers'))['customers'] as Row[];
    expect(customers.some((row) => String(row['balance']).startsWith('-'))).toBe(true);
    for (const customer of customers.slice(1)) {
      const own = all.filter((row) => row['i_customer'] === customer['i_customer'] && row['tx_result'] === '1');
      const paid = own.reduce((sum, row) => addDecimals(sum, decimal(String(row['amount']))), decimal('0'));
      expect(compareDecimals(paid, decimal(String(customer['balance'])))).not.toBe(-1);
      expect(own.length > 0 || customer['balance'] === '0.0' || String(customer['balance']).startsWith('-')).toBe(true);
    }
  });
});

describe('getPaymentInfo', () => {
  it.each<[Members, string]>([
    [{ i_payment: 1 }, '400 Missing mandatory parameter: i_customer'],
    [acme, '400 Missing mandatory parameter: i_payment'],
    [{ ...acme, i_payment: 2 }, '404 Payment not found'],
    [{ i_customer: 101, i_payment: 1 }, '404 Payment not found'],
    [{ i_customer: 2, i_payment: 1 }, '404 Customer not found'],
    [{ i_account: 7, i_payment: 1 }, '404 Account not found'],
  ])('%j -> %s', async (members, fault) => {
    expect(await sippy.fault('getPaymentInfo', members)).toBe(fault);
  });
});
