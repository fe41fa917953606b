/** order_pkg moves money; so do nothing else but sign-ups. Amounts are exact. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { driveFreeside } from './drive.ts';
import type { Freeside, Members, Result } from './drive.ts';

let freeside: Freeside;
beforeEach(async () => {
  freeside = await driveFreeside();
});
afterEach(() => freeside.sandbox.close());

const custnum = '5001';
const visit = { custnum, pkgpart: '4' };
const order = (members: Members) => freeside.call('order_pkg', members);
const balance = async () => (await freeside.call('customer_info', { custnum }))['balance'];
const packages = async () => (await freeside.call('list_pkgs', { custnum }))['cust_pkg'] as Result[];
const history = async () => (await freeside.call('billing_history', { custnum }))['history'] as Result[];

describe('order_pkg', () => {
  it('adds a package, an account and an invoice', async () => {
    const trunk = { custnum, pkgpart: '3', username: 'trunk', _password: 'Tr1cky-Pw', domain: 'example.net' };
    const { pkgnum, svcnum, error } = await order(trunk);
    expect(error).toBe('');
    expect(await packages()).toMatchObject([
      { pkgnum: '7001' },
      {
        pkgnum,
        pkgpart: '3',
        status: 'active',
        cust_svc: [{ svcnum, label: ['Account', 'trunk@example.net', 'svc_acct'] }],
      },
    ]);
    expect(await balance()).toBe('61.50');
    const [row] = await history();
    expect(row).toMatchObject({ type: 'Invoice', amount: '49.00', charged: '49.00', balance: '61.50' });
    expect(await freeside.call('customer_recurring', { custnum })).toEqual({
      error: '',
      display_recurring: [{ freq: '1', freq_pretty: 'monthly', amount: '145.00' }],
    });
    expect(await order(trunk)).toEqual({ error: 'Username in use' });
    expect(await freeside.error('suspend_username', { username: 'trunk', domain: 'example.net' })).toBe('');
    expect((await packages()).map((ordered) => ordered['status'])).toEqual(['active', 'suspended']);
  });

  it('counts by quantity, exactly', async () => {
    expect(await order({ ...visit, quantity: '1234' })).toMatchObject({ error: '', svcnum: '' });
    expect(await balance()).toBe('92562.50');
    const [, ordered] = await packages();
    expect(ordered).toMatchObject({ quantity: '1234', status: 'one-time charge', freq: '0', bill: '' });
  });

  it('without a service when svcpart says none, and twice is two packages', async () => {
    for (let times = 0; times < 2; times += 1) {
      expect(await order({ custnum, pkgpart: '2', svcpart: 'none' })).toMatchObject({ error: '', svcnum: '' });
    }
    expect(await packages()).toMatchObject([
      { pkgnum: '7001' },
      { cust_svc: [] },
      { cust_svc: [], part_svc: [{ svcpart: '1' }] },
    ]);
    expect(await balance()).toBe('37.50');
  });

  it('of another period is not billed yet', async () => {
    await order({ custnum, pkgpart: '5', svcpart: '1', username: 'hosting', _password: 'Tr1cky-Pw' });
    expect(await balance()).toBe('12.50');
    expect((await freeside.call('customer_recurring', { custnum }))['display_recurring']).toEqual([
      { freq: '1', freq_pretty: 'monthly', amount: '25.00' },
      { freq: '12', freq_pretty: 'yearly', amount: '60.00' },
    ]);
  });

  it.each([
    [{ pkgpart: '99' }, 'unknown pkgpart 99'],
    [{ pkgpart: '' }, 'unknown pkgpart '],
    [{ pkgpart: '7' }, 'unknown pkgpart 7'],
    [{ pkgpart: '4', svcpart: '1' }, 'Unknown svcpart 1'],
    [{ pkgpart: '2', svcpart: '77' }, 'Unknown svcpart 77'],
    [{ pkgpart: '2' }, 'Illegal username (2-64): '],
    [{ pkgpart: '2', username: 'jane' }, 'Username in use'],
    [{ pkgpart: '2', username: 'jill' }, 'Empty password'],
    [
      { pkgpart: '2', username: 'jill', _password: 'short' },
      'Invalid password - should be between 8 and 12 characters',
    ],
    [{ pkgpart: '2', username: 'jill', _password: 'A1-jill-xy' }, "Password contains account information 'jill'"],
    [{ pkgpart: '2', username: 'jill', domain: 'unknown.example' }, 'Unknown domain'],
    [{ pkgpart: '4', quantity: '0' }, 'Illegal (numeric) quantity: 0'],
    [{ pkgpart: '4', quantity: '1.5' }, 'Illegal (numeric) quantity: 1.5'],
  ])('%j: %s', async (members, error) => {
    expect(await order({ custnum, ...members })).toEqual({ error });
    expect(await balance()).toBe('12.50');
    expect(await packages()).toHaveLength(1);
  });

  it('declined: the package is cancelled again and nothing is owed for it', async () => {
    await freeside.turn({ realtimeBilling: 'decline' });
    expect(await order(visit)).toEqual({ error: '_decline', bill_error: 'Card declined' });
    expect(await packages()).toHaveLength(1);
    expect(await balance()).toBe('12.50');
    expect(await freeside.call('customer_info', { custnum })).toMatchObject({ status: 'Active' });
  });

  it('paid at once', async () => {
    await freeside.turn({ realtimeBilling: 'paid' });
    expect(await order(visit)).toMatchObject({ error: '' });
    expect(await balance()).toBe('12.50');
    expect((await history()).slice(0, 2).map((row) => [row['type'], row['amount'], row['balance']])).toEqual([
      ['Payment', '-75.00', '12.50'],
      ['Invoice', '75.00', '87.50'],
    ]);
  });

  it('booked while the clock is set back stands in its place', async () => {
    await freeside.control('clock', { now: '2026-11-12T12:00:00Z' });
    await order(visit);
    const rows = (await history()).map((row) => [
      row['type'],
      row['date_pretty'],
      row['balance'],
      row['balance_pretty'],
    ]);
    expect(rows).toEqual([
      ['Credit', '11/15/2026', '87.50', '$87.50'],
      ['Invoice', '11/12/2026', '92.50', '$92.50'],
      ['Payment', '11/10/2026', '17.50', '$17.50'],
      ['Invoice', '11/05/2026', '37.50', '$37.50'],
    ]);
  });
});
