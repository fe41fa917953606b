/** Generated customers: always the same, unlike each other, and their balances follow from their ledgers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDecimals, compareDecimals, decimal, negateDecimal } from '../../../src/money.ts';
import type { Decimal } from '../../../src/money.ts';
import { apiOf, start } from './client.ts';
import type { Api, Row } from './client.ts';
import { drive } from '../drive.ts';

interface Seen {
  readonly details: Record<string, string>;
  readonly rows: readonly Row[];
  readonly balance: Record<string, string>;
}

const CURRENT = 'billing/customer-transactions/search';
const ARCHIVED = 'billing/customer-archived-transactions/search';

async function seen(api: Api, id: string): Promise<Seen> {
  const of = { 'customer-id': id };
  return {
    details: (await api.read('customers/details-by-id', of)) as Record<string, string>,
    rows: [...(await api.rows(ARCHIVED, of)), ...(await api.rows(CURRENT, of))],
    balance: (await api.read('billing/customer-balance', of)) as Record<string, string>,
  };
}

let api: Api;
let all: Seen[] = [];
beforeAll(async () => {
  api = await start({ clients: 200 });
  await api.set({ balanceTypes: 'strings', recordsRange: 'ignored' });
  const page = await api.rows('customers/search');
  const ids = page.slice(1).map((row) => row['customer.customerid'] ?? '');
  for (const id of ids) all.push(await seen(api, id));
});
afterAll(() => api.close());

const amount = (row: Row, name: string) => decimal(row[`customer_transaction.${name}`] ?? '');
const sum = (rows: readonly Row[], name: string): Decimal =>
  rows.reduce((total, row) => addDecimals(total, amount(row, name)), decimal('0.000'));
const isSame = (left: Decimal, right: Decimal) => compareDecimals(left, right) === 0;

const totalOf = ({ balance }: Seen) => decimal(balance['totalsellingbalance'] ?? '');

describe('generated customers', () => {
  it('are the same for the same seed, and others for another one', async () => {
    const [same, other] = [apiOf(await drive({ clients: 200 })), apiOf(await drive({ clients: 200, seed: 8 }))];
    await api.set({ balanceTypes: 'numbers' });
    for (const [name, parameters] of [
      ['customers/details-by-id', { 'customer-id': '31000100' }],
      ['customers/search', { 'no-of-records': '500', 'page-no': '1' }],
      ['billing/customer-transactions', { 'transaction-ids': ['89000000', '89000200'] }],
    ] as const) {
      const { text } = await api.get(name, parameters);
      expect((await same.get(name, parameters)).text).toBe(text);
      expect((await other.get(name, parameters)).text).not.toBe(text);
    }
    await Promise.all([same.close(), other.close()]);
  });

  it('have balances that follow from all of their rows, in both currencies', () => {
    for (const { rows, balance, details } of all.slice(1)) {
      const locked = decimal(balance['sellingcurrencylockedbalance'] ?? '');
      const total = decimal(balance['totalsellingbalance'] ?? '');
      const available = decimal(balance['sellingcurrencybalance'] ?? '');
      const accounting = addDecimals(
        decimal(balance['accountingcurrencybalance'] ?? ''),
        decimal(balance['accountingcurrencylockedbalance'] ?? ''),
      );
      const facts = [
        isSame(total, sum(rows, 'sellingamount')),
        isSame(available, addDecimals(total, negateDecimal(locked))),
        isSame(accounting, sum(rows, 'accountingamount')),
        isSame(sum(rows, 'unutilisedsellingamount'), total),
      ];
      expect([details['customerid'], ...facts]).toEqual([details['customerid'], true, true, true, true]);
    }
  });

  it('have total receipts that are those of their ledgers', () => {
    for (const { rows, details } of all.slice(1)) {
      const receipts = rows.filter((row) => row['customer_transaction.type'] === 'receipt');
      expect(isSame(decimal(details['totalreceipts'] ?? ''), sum(receipts, 'sellingamount'))).toBe(true);
    }
  });

  it('have signed rows with unique ids that rise with the date', () => {
    const ids = all.flatMap(({ rows }) => rows.map((row) => row['customer_transaction.transid']));
    expect(new Set(ids).size).toBe(ids.length);
    for (const { rows } of all) {
      const byId = rows.toSorted(
        (left, right) => Number(left['customer_transaction.transid']) - Number(right['customer_transaction.transid']),
      );
      const dates = byId.map((row) => Number(row['customer_transaction.transactiondate']));
      expect(dates).toEqual(dates.toSorted((left, right) => left - right));
      for (const row of rows) {
        const isOutgoing = ['invoice', 'debit'].includes(row['customer_transaction.type'] ?? '');
        expect(row['customer_transaction.sellingamount']).toMatch(isOutgoing ? /^-\d+\.\d{3}$/ : /^\d+\.\d{3}$/);
      }
    }
  });

  it('are of every sort', () => {
    const zero = decimal('0.000');
    const owing = all.filter((one) => compareDecimals(totalOf(one), zero) < 0);
    expect(owing.length).toBeGreaterThan(8);
    expect(all.filter((one) => compareDecimals(totalOf(one), zero) > 0).length).toBeGreaterThan(50);
    expect(all.filter(({ rows }) => rows.length === 0).length).toBeGreaterThan(4);
    expect(all.filter(({ details }) => details['customerstatus'] === 'Suspended').length).toBeGreaterThan(5);
    expect(all.filter(({ balance }) => balance['sellingcurrencylockedbalance'] !== '0.0').length).toBeGreaterThan(1);
    expect(new Set(all.flatMap(({ rows }) => rows.map((row) => row['customer_transaction.type'])))).toEqual(
      new Set(['credit', 'debit', 'invoice', 'receipt']),
    );
    const names = all.map(({ details }) => details['name']).join();
    expect(names).toContain("'");
    expect(names).toMatch(/[À-ž]/);
    expect(new Set(all.map(({ details }) => details['username'])).size).toBe(200);
    expect(all.some(({ details }) => details['state'] === 'Not Applicable')).toBe(true);
  });

  it('can be sent back whole through customers/modify', async () => {
    for (const { details } of all.slice(0, 60)) {
      const text = (name: string) => details[name] ?? '';
      const form = {
        'customer-id': text('customerid'),
        username: text('username'),
        name: text('name'),
        company: text('company'),
        'address-line-1': text('address1'),
        'address-line-2': text('address2'),
        city: text('city'),
        state: text('state'),
        'other-state': text('other_state'),
        country: text('country'),
        zipcode: text('zip'),
        'phone-cc': text('telnocc'),
        phone: text('telno'),
        'mobile-cc': text('mobilenocc'),
        mobile: text('mobileno'),
        'lang-pref': text('langpref'),
      };
      expect(await api.write('customers/modify', form)).toBe(true);
      expect(await api.read('customers/details-by-id', { 'customer-id': text('customerid') })).toEqual(details);
    }
  });

  it('10,000 of them are served', async () => {
    const many = await start({ clients: 10_000 });
    const page = await many.read('customers/search', { 'no-of-records': '500', 'page-no': '20' });
    expect([page['recsonpage'], page['recsindb']]).toEqual(['500', '10001']);
    expect(await many.rows(CURRENT, { 'customer-id': '31010001' })).toBeInstanceOf(Array);
    await many.close();
  });
});
