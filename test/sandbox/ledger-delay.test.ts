/** The switch `ledgerDelayMs`: new rows are shown late, while the balance moves at once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { double } from '../../src/wire/xmlrpc-values.ts';
import { drive, signup } from './drive.ts';
import type { Driven } from './drive.ts';
import { JANE, apiOf, debit, fund } from './logicboxes/client.ts';
import { LOGIN, sippyOf } from './sippy/client.ts';

const FOREVER_MS = 600_000;
const PATIENT = { timeout: 20_000, interval: 20 };

let driven: Driven;
beforeEach(async () => {
  driven = await drive();
});
afterEach(() => driven.sandbox.close());

/** A ledger of one client, and how it is written and read. */
interface Ledger {
  readonly provider: string;
  /** One charge of 1 and one payment of 3. */
  book(of: Driven): Promise<void>;
  /** How many rows each reading call shows. */
  rows(of: Driven): Promise<readonly number[]>;
  balance(of: Driven): Promise<string>;
  /** Rows before any booking, and after one. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** Balance before any booking, and after one. */
  readonly balances: readonly [before: string, after: string];
}

const client = '561115';

const voipms: Ledger = {
  provider: 'voipms',
  book: async (of) => {
    expect(await of.status('addCharge', { client, charge: '1' })).toBe('success');
    expect(await of.status('addPayment', { client, payment: '3' })).toBe('success');
  },
  rows: async (of) => {
    const { charges } = (await of.call('getCharges', { client })) as { charges: unknown[] };
    const { deposits } = (await of.call('getDeposits', { client })) as { deposits: unknown[] };
    return [charges.length, deposits.length];
  },
  balance: async (of) => {
    const { balance } = (await of.call('getResellerBalance', { client })) as { balance: { current_balance: string } };
    return balance.current_balance;
  },
  before: [3, 2],
  after: [4, 3],
  balances: ['8.0588', '10.0588'],
};

const acme = { i_customer: 3 };

const sippy: Ledger = {
  provider: 'sippy',
  book: async (of) => {
    await sippyOf(of, LOGIN).call('customerDebit', { ...acme, amount: double('1'), currency: 'USD' });
    await sippyOf(of, LOGIN).call('customerAddFunds', { ...acme, amount: double('2'), currency: 'USD' });
    await sippyOf(of, LOGIN).call('customerCredit', { ...acme, amount: double('1'), currency: 'USD' });
  },
  rows: async (of) => {
    const lists = [{}, acme, { ...acme, type: 'debit' }, { ...acme, type: 'credit' }].map(async (members) => {
      const { payments } = await sippyOf(of, LOGIN).call('getPaymentsList', members);
      return (payments as { i_customer: string }[]).filter((row) => row.i_customer === '3').length;
    });
    return Promise.all(lists);
  },
  balance: async (of) => {
    const { customer } = await sippyOf(of, LOGIN).call('getCustomerInfo', acme);
    return (customer as { balance: string }).balance;
  },
  before: [1, 1, 1, 0],
  after: [4, 4, 2, 2],
  balances: ['-49.88', '-51.88'],
};

const SEARCH = 'billing/customer-transactions/search';
let keys = 0;

const logicboxes: Ledger = {
  provider: 'logicboxes',
  book: async (of) => {
    keys += 1;
    const note = debit({ 'selling-amount': '1', 'transaction-key': `debit-${keys}` });
    await apiOf(of).write('billing/add-customer-debit-note', note);
    await apiOf(of).write('billing/add-customer-fund', fund({ amount: '3', 'transaction-key': `fund-${keys}` }));
  },
  rows: async (of) => {
    const ofJane = { 'customer-id': JANE };
    const searches = [ofJane, { ...ofJane, 'transaction-type': 'debit' }, { 'transaction-type': 'debit' }];
    const pages = await Promise.all(searches.map((parameters) => apiOf(of).rows(SEARCH, parameters)));
    return pages.map(({ length }) => length);
  },
  balance: async (of) => {
    const balance = await apiOf(of).read('billing/customer-balance', { 'customer-id': JANE });
    return String(balance['totalsellingbalance']);
  },
  before: [2, 0, 0],
  after: [4, 1, 1],
  balances: ['12.09', '14.09'],
};

const ledgers = [voipms, sippy, logicboxes];

describe.each(ledgers)('ledgerDelayMs of $provider', (ledger) => {
  const { provider, before, after, balances } = ledger;
  const delay = (ledgerDelayMs: number, of = driven) => of.set({ provider, ledgerDelayMs });

  it('is off at first: a row is shown at once', async () => {
    expect([await ledger.rows(driven), await ledger.balance(driven)]).toEqual([before, balances[0]]);
    await ledger.book(driven);
    expect([await ledger.rows(driven), await ledger.balance(driven)]).toEqual([after, balances[1]]);
  });

  it('hides new rows and none of the old ones; the balance moves at once', async () => {
    await delay(FOREVER_MS);
    await ledger.book(driven);
    expect([await ledger.rows(driven), await ledger.balance(driven)]).toEqual([before, balances[1]]);
    await delay(0);
    expect(await ledger.rows(driven)).toEqual(after);
    await delay(FOREVER_MS);
    expect(await ledger.rows(driven)).toEqual(before);
  });

  it('shows a row after so much real time, while the clock stands still', async () => {
    await driven.control('clock', { now: '2026-11-24T12:00:00Z' });
    await delay(400);
    const startedMs = performance.now();
    await ledger.book(driven);
    await expect.poll(() => ledger.rows(driven), PATIENT).toEqual(after);
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(400);
  });

  it('does not end sooner when the clock is set forward', async () => {
    await driven.control('clock', { now: '2026-11-24T12:00:00Z' });
    await delay(FOREVER_MS);
    await ledger.book(driven);
    await driven.control('clock', { now: '2026-11-25T12:00:00Z' });
    expect(await ledger.rows(driven)).toEqual(before);
  });

  it('is about rows of this process: those of an earlier one are shown', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
    const first = await drive({ dataDir });
    await delay(FOREVER_MS, first);
    await ledger.book(first);
    await first.sandbox.close();
    const second = await drive({ dataDir });
    expect(await ledger.rows(second)).toEqual(after);
    await delay(FOREVER_MS, second);
    await ledger.book(second);
    expect(await ledger.rows(second)).toEqual(after);
    await second.sandbox.close();
    rmSync(dataDir, { recursive: true });
  });

  it.each([-1, 600_001, 1.5, '5', null])('refuses %j', async (ledgerDelayMs) => {
    const answer = await driven.control('switches', { provider, ledgerDelayMs });
    expect(answer).toMatchObject({ status: 400, body: { error: expect.stringMatching(/^ledgerDelayMs: /) } });
  });
});

describe('a row that is not shown yet', () => {
  it('leaves the ledger of VoIP.ms as empty as if there were none', async () => {
    await driven.set({ ledgerDelayMs: FOREVER_MS, emptyLedger: 'code' });
    const id = String((await driven.call('signupClient', signup()))['client']);
    await driven.call('addCharge', { client: id, charge: '1' });
    expect(await driven.status('getCharges', { client: id })).toBe('no_charges');
  });

  it('is not found by its id at Sippy', async () => {
    const api = sippyOf(driven, LOGIN);
    await sippy.book(driven);
    const { payments } = (await api.call('getPaymentsList', acme)) as { payments: { i_payment: string }[] };
    const i_payment = Number(payments[0]?.i_payment);
    expect(await api.call('getPaymentInfo', { ...acme, i_payment })).toMatchObject({ result: 'OK' });
    await api.set({ ledgerDelayMs: FOREVER_MS });
    expect(await api.fault('getPaymentInfo', { ...acme, i_payment })).toBe('404 Payment not found');
    expect(await api.call('getPaymentInfo', { ...acme, i_payment: 1 })).toMatchObject({ result: 'OK' });
  });

  it('is not found by its id at LogicBoxes, while its key is taken', async () => {
    const api = apiOf(driven);
    await api.set({ ledgerDelayMs: FOREVER_MS });
    const id = String(await api.write('billing/add-customer-fund', fund()));
    const ids = { 'transaction-ids': [id, '88000001'] };
    expect(Object.keys(await api.read('billing/customer-transactions', ids))).toEqual(['88000001']);
    expect(await api.rows(SEARCH, { 'transaction-id': id })).toEqual([]);
    expect((await api.post('billing/add-customer-fund', fund())).text).toContain('Transaction key already used');
    await api.set({ ledgerDelayMs: 0 });
    expect(Object.keys(await api.read('billing/customer-transactions', ids)).toSorted()).toEqual(['88000001', id]);
    expect(await api.rows(SEARCH, { 'transaction-id': id })).toHaveLength(1);
  });
});
