/** Generated clients: always the same, unlike each other, and their balances follow from their ledgers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDecimals, compareDecimals, decimal, negateDecimal } from '../../../src/money.ts';
import { drive } from '../drive.ts';
import type { Driven } from '../drive.ts';

interface Row {
  readonly id: string;
  readonly date: string;
  readonly amount: string;
}
interface Seen {
  readonly profile: Record<string, string>;
  readonly charges: Row[];
  readonly deposits: Row[];
  readonly balance: string;
  readonly spent: string;
  readonly threshold: string;
}

async function seen(driven: Driven, profile: Record<string, string>): Promise<Seen> {
  const of = { client: profile['client'] ?? '' };
  const { balance } = (await driven.call('getResellerBalance', of)) as { balance: Record<string, string> };
  const { threshold_information: threshold } = (await driven.call('getClientThreshold', of)) as {
    threshold_information: Record<string, string>;
  };
  return {
    profile,
    charges: (await driven.call('getCharges', of))['charges'] as Row[],
    deposits: (await driven.call('getDeposits', of))['deposits'] as Row[],
    balance: balance['current_balance'] ?? '',
    spent: balance['spent_total'] ?? '',
    threshold: threshold['threshold'] ?? '',
  };
}

let driven: Driven;
let all: Seen[] = [];
beforeAll(async () => {
  driven = await drive({ clients: 200 });
  await driven.set({ statisticsTypes: 'strings' });
  const { clients } = (await driven.call('getClients')) as { clients: Record<string, string>[] };
  all = await Promise.all(clients.slice(1).map((profile) => seen(driven, profile)));
});
afterAll(() => driven.sandbox.close());

const sum = (rows: readonly Row[]) =>
  rows.reduce((total, row) => addDecimals(total, decimal(row.amount)), decimal('0'));

describe('generated clients', () => {
  it('are the same for the same seed, and others for another one', async () => {
    const [same, other] = [await drive({ clients: 200 }), await drive({ clients: 200, seed: 8 })];
    for (const [method, client] of [
      ['getClients', ''],
      ['getCharges', '561200'],
      ['getDeposits', '561200'],
      ['getResellerBalance', '561200'],
      ['getClientThreshold', '561200'],
    ] as const) {
      await driven.set({ statisticsTypes: 'mixed' });
      const text = await driven.text(method, { client });
      expect(await same.text(method, { client })).toBe(text);
      expect(await other.text(method, { client })).not.toBe(text);
    }
    await Promise.all([same.sandbox.close(), other.sandbox.close()]);
  });

  it('have balances that follow from their ledgers', () => {
    for (const { charges, deposits, spent, balance, profile } of all) {
      const due = addDecimals(sum(charges), decimal(spent));
      const expected = addDecimals(sum(deposits), negateDecimal(due));
      expect([profile['client'], compareDecimals(decimal(balance), expected)]).toEqual([profile['client'], 0]);
    }
  });

  it('have rows with unique ids, newest first', () => {
    for (const name of ['charges', 'deposits'] as const) {
      const ids = all.flatMap((client) => client[name].map((row) => row.id));
      expect(new Set(ids).size).toBe(ids.length);
      for (const client of all) {
        const own = client[name];
        expect(own).toEqual(own.toSorted((left, right) => Number(right.id) - Number(left.id)));
        expect(own.map((row) => row.date)).toEqual(
          own
            .map((row) => row.date)
            .toSorted()
            .toReversed(),
        );
      }
    }
  });

  it('have unique e-mails and passwords of the demo domains', () => {
    expect(new Set(all.map(({ profile }) => profile['email'])).size).toBe(200);
    expect(new Set(all.map(({ profile }) => profile['password'])).size).toBe(200);
    for (const { profile } of all)
      expect(profile['email']).toMatch(/^[a-z]+\.[a-z]+\.\d+@(mail\.)?example\.(com|org|net)$/);
  });

  it('are of every sort', () => {
    const zero = decimal('0');
    const owing = all.filter(({ balance }) => compareDecimals(decimal(balance), zero) < 0);
    expect(owing.length).toBeGreaterThan(5);
    expect(new Set(owing.map(({ profile }) => profile['balance_management']))).toEqual(new Set(['0']));
    const low = all.filter((one) => compareDecimals(decimal(one.balance), decimal(one.threshold)) < 0);
    expect(low.length).toBeGreaterThan(owing.length + 10);
    expect(all.filter(({ charges, deposits }) => charges.length + deposits.length === 0).length).toBeGreaterThan(3);
    expect(new Set(all.map(({ profile }) => profile['country']))).toEqual(new Set(['UNITED STATES', 'CANADA']));
    const names = all.map(({ profile }) => `${profile['firstname']} ${profile['lastname']}`).join();
    expect(names).toContain("'");
    expect(names).toMatch(/[À-ž]/);
  });

  it('can be sent back whole through setClient', async () => {
    for (const { profile } of all.slice(0, 60)) {
      const country = profile['country'] === 'CANADA' ? 'CA' : 'US';
      expect(await driven.status('setClient', { ...profile, country })).toBe('success');
      const { clients } = (await driven.call('getClients', { client: profile['client'] ?? '' })) as {
        clients: unknown[];
      };
      expect(clients).toEqual([profile]);
    }
  });

  it('10,000 of them are served', async () => {
    const many = await drive({ clients: 10_000 });
    expect((await many.call('getClients'))['clients']).toHaveLength(10_001);
    expect((await many.call('getCharges', { client: '571115' }))['status']).toBe('success');
    await many.sandbox.close();
  });
});
