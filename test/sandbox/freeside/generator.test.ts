/** Generated customers: always the same, unlike each other, and their books add up. */
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDecimals, decimal } from '../../../src/money.ts';
import { encodeCall } from '../../../src/wire/xmlrpc.ts';
import { struct } from '../../../src/wire/xmlrpc-values.ts';
import { ALL, PUBLIC, asText, driveFreeside, readResult, rowsOf } from './drive.ts';
import type { Freeside, Result } from './drive.ts';

interface Seen {
  readonly row: Record<string, string>;
  readonly info: Result;
  readonly ledger: Result;
  readonly packages: Result[];
}

const sum = (amounts: readonly unknown[]) =>
  amounts.reduce<string>((total, amount) => addDecimals(decimal(total), decimal(String(amount))), '0.00');

let freeside: Freeside;
let all: Seen[] = [];
beforeAll(async () => {
  freeside = await driveFreeside({ clients: 200 });
  const rows = await rowsOf(freeside, ALL);
  all = await Promise.all(
    rows.map(async (row): Promise<Seen> => {
      const of = { custnum: row['custnum'] ?? '' };
      return {
        row,
        info: await freeside.call('customer_info', of),
        ledger: await freeside.call('billing_history', of),
        packages: (await freeside.call('list_pkgs', of))['cust_pkg'] as Result[],
      };
    }),
  );
});
afterAll(() => freeside.sandbox.close());

describe('generated customers', () => {
  it('have balances that follow from their ledgers, and running ones that end in them', () => {
    expect(all.length).toBeGreaterThan(180);
    for (const { info, ledger } of all) {
      const history = ledger['history'] as Result[];
      expect(info['balance']).toBe(sum(history.map((entry) => entry['amount'])));
      expect(ledger['balance']).toBe(info['balance']);
      expect(history[0]?.['balance'] ?? '0.00').toBe(info['balance']);
      const owed = sum((info['open_invoices'] as Result[]).map((invoice) => invoice['owed']));
      expect(owed).toBe(asText(info['balance']).startsWith('-') ? '0.00' : info['balance']);
      const dates = history.map((entry) => Number(entry['date']));
      expect(dates).toEqual(dates.toSorted((left, right) => right - left));
    }
  });

  it('differ: some owe, some have funds, some neither', () => {
    const balances = all.map(({ info }) => asText(info['balance']));
    expect(balances.filter((balance) => balance.startsWith('-')).length).toBeGreaterThan(5);
    expect(balances.filter((balance) => balance === '0.00').length).toBeGreaterThan(20);
    expect(balances.filter((balance) => /^[1-9]/.test(balance)).length).toBeGreaterThan(20);
    const types = all.flatMap(({ ledger }) => (ledger['history'] as Result[]).map((entry) => entry['type']));
    expect(new Set(types)).toEqual(new Set(['Invoice', 'Payment', 'Credit', 'Refund']));
  });

  it('have numbers of packages, services and invoices that nobody else has', () => {
    const packages = all.flatMap(({ packages: rows }) => rows);
    const services = packages.flatMap((row) => row['cust_svc'] as Result[]);
    const invoices = all.flatMap(({ ledger }) =>
      (ledger['history'] as Result[]).map((entry) => asText(entry['description'])).filter((text) => text.includes('#')),
    );
    for (const numbers of [packages.map((row) => row['pkgnum']), services.map((row) => row['svcnum']), invoices]) {
      expect(numbers.length).toBeGreaterThan(150);
      expect(new Set(numbers).size).toBe(numbers.length);
    }
  });

  it('have an account of their own that check_username finds', async () => {
    const services = all.flatMap(({ packages }) => packages.flatMap((row) => row['cust_svc'] as Result[]));
    for (const service of services.slice(0, 30)) {
      const [username = '', domain = ''] = String((service['label'] as string[])[1]).split('@');
      expect(await freeside.call('check_username', { username, domain })).toEqual({ error: '', available: '0' });
    }
  });

  it('show their status in list, info and packages alike', () => {
    for (const { row, info, packages } of all) {
      expect(info['status']).toBe(row['status_label']);
      const states = new Set(packages.map((ordered) => ordered['status']));
      const expected: Record<string, unknown> = {
        suspended: new Set(['suspended']),
        active: new Set(['active']),
        cancelled: new Set(),
        prospect: new Set(),
      };
      expect(states).toEqual(expected[row['status'] ?? '']);
    }
  });

  it('are the same for the same seed, and others for another one', async () => {
    const [same, other] = [await driveFreeside({ clients: 200 }), await driveFreeside({ clients: 200, seed: 8 })];
    for (const method of ['customer_info', 'billing_history', 'list_pkgs']) {
      const text = await freeside.call(method, { custnum: '5100' });
      expect(await same.call(method, { custnum: '5100' })).toEqual(text);
      expect(await other.call(method, { custnum: '5100' })).not.toEqual(text);
    }
    await Promise.all([same.sandbox.close(), other.sandbox.close()]);
  });

  it('cost nothing until they are looked at: 100,000 of them', async () => {
    const many = await driveFreeside({ clients: 100_000 });
    const started = performance.now();
    expect(await many.call('customer_info', { custnum: '105001' })).toMatchObject({ error: '', custnum: '105001' });
    expect(performance.now() - started).toBeLessThan(3000);
    await many.sandbox.close();
  });
});

describe('any input', () => {
  const names = [
    'username',
    'domain',
    'custnum',
    'search',
    'pkgpart',
    'first',
    'zip',
    '_password',
    'payby',
    'quantity',
    '__proto__',
  ];
  const text = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom('5001', 'jane', 'example.com', '1', '-0', '1e9', "'", '4111111111111111', 'CARD', '%', '😀'),
  );
  const methods = [
    'agent_list_customers',
    'check_username',
    'customer_info',
    'order_pkg',
    'new_customer',
    'suspend_username',
  ];

  it('is answered with a result or a fault', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...methods),
        fc.dictionary(fc.oneof(fc.constantFrom(...names), text), text, { maxKeys: 6 }),
        async (method, given) => {
          // Control characters cannot stand in XML; the codec's tests are about them.
          const clean = Object.entries(given).filter(
            ([name, value]) => !/[^\t\n\u0020-\uD7FF\u{10000}-\u{10FFFF}]/u.test(name + value),
          );
          const session = 'custnum' in given ? 'agent_session_id' : 'session_id';
          const members = struct(Object.fromEntries([...clean, [session, freeside.session]]));
          const answer = readResult(await freeside.post(encodeCall(PUBLIC + method, [members])));
          expect(Object.keys(answer).length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('as bytes is answered with a fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(readResult(await freeside.post(bytes))).toMatchObject({ faultCode: 'Client' });
      }),
      { numRuns: 100 },
    );
  });
});
