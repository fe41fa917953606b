/** What some providers read besides: one test for each capability, registered where the provider has it. */
import { expect, it } from 'vitest';
import { parseDecimal } from '../../../src/money.ts';
import type { Capabilities, OfClients } from '../../../src/providers/provider.ts';
import { scopeOf, type Bench } from './bench.ts';
import { sampleOf } from './read-calls.ts';
import { isDay, valuesOf } from './reads.ts';
import type { ReadName } from './subject.ts';

type OtherRead = Exclude<ReadName, 'clients' | 'balances' | 'ledger'>;

/** The documented client has it, one that nobody knows has not. */
const ofClients =
  (pick: (can: Required<Capabilities>) => OfClients<unknown>) =>
  async ({ can, subject }: Bench): Promise<void> => {
    const found = valuesOf(await pick(can).byClientIds([subject.unknownId, subject.client.id], scopeOf()));
    expect([...found.keys()]).toEqual([subject.client.id]);
    expect(found.get(subject.client.id)).toEqual(expect.any(Object));
  };

const tests: Readonly<Record<OtherRead, (bench: Bench) => Promise<void>>> = {
  packages: async ({ can, subject }) => {
    const all = await can.packages.list(scopeOf());
    const ids = all.map(({ upstreamId }) => upstreamId);
    expect(new Set(ids).size).toBe(ids.length);
    const found = valuesOf(await can.packages.byIds([...ids, '99999', 'x'], scopeOf()));
    expect([...found.keys()].toSorted()).toEqual([...ids].toSorted());
    for (const one of all) expect(found.get(one.upstreamId)).toEqual(one);
    const who = [subject.client.id, subject.unknownId];
    const held = valuesOf(await can.packages.byClientIds(who, scopeOf())).get(subject.client.id)!;
    expect(held.length).toBeGreaterThan(0);
    for (const { upstreamId, name } of held) expect(found.get(upstreamId)).toMatchObject({ name });
  },
  thresholds: async ({ can, subject }) => {
    const found = valuesOf(await can.thresholds.byClientIds([subject.client.id, subject.unknownId], scopeOf()));
    expect([...found.keys()]).toEqual([subject.client.id]);
    const { amount, email } = found.get(subject.client.id)!;
    expect(parseDecimal(amount)).toBe(amount);
    expect(email ?? 'a@b').toContain('@');
  },
  balanceManagement: async ({ can }) => {
    const options = await can.balanceManagement.list(scopeOf());
    expect(options.length).toBeGreaterThan(0);
    for (const option of options) expect(await can.balanceManagement.byValue(option.value, scopeOf())).toEqual(option);
    expect(await can.balanceManagement.byValue('nothing', scopeOf())).toBeNull();
  },
  countries: async ({ can }) => {
    const codes = (await can.countries.list(scopeOf())).map(({ value }) => value);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).toContain('CA');
    expect(codes.filter((code) => !/^[A-Z]{2}$/.test(code))).toEqual([]);
  },
  ownBalance: async ({ can }) => {
    const { current } = await can.ownBalance.read(scopeOf());
    expect(parseDecimal(current)).toBe(current);
  },
  transactions: async (bench) => {
    const { from, to } = sampleOf(bench, 'transactions');
    const rows = await bench.can.transactions.list(from, to, scopeOf());
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect([isDay(row.from), isDay(row.to), row.from <= row.to]).toEqual([true, true, true]);
      expect(row.from >= from && row.to <= to).toBe(true);
      expect(parseDecimal(row.amount)).toBe(row.amount);
    }
  },
  usernames: async (bench) => {
    const { taken, free, domain } = sampleOf(bench, 'usernames');
    expect(await bench.can.usernames.isAvailable(taken, domain, scopeOf())).toBe(false);
    expect(await bench.can.usernames.isAvailable(free, domain, scopeOf())).toBe(true);
  },
  signIn: async (bench) => {
    const { username, password } = sampleOf(bench, 'signIn');
    const { signIn } = bench.can;
    expect(await signIn.check(username, password, scopeOf())).toMatchObject({ outcome: 'SIGNED_IN', message: null });
    for (const [name, wrong] of [
      [username, 'wrong'],
      ['nobody', password],
      ['', ''],
      ['\0', '\ud800'],
    ] as const) {
      expect(await signIn.check(name, wrong, scopeOf())).toMatchObject({ outcome: 'REFUSED', clientId: null });
    }
  },
  session: async ({ can, subject }) => {
    await can.session.renew(scopeOf());
    await can.session.renew(scopeOf());
    expect((await can.clients.byIds([subject.client.id], scopeOf())).size).toBe(1);
  },
  sippyProfiles: ofClients((can) => can.sippyProfiles),
  freesideProfiles: ofClients((can) => can.freesideProfiles),
  freesidePackages: ofClients((can) => can.freesidePackages),
  freesideAgent: async ({ can }) => {
    expect(await can.freesideAgent.read(scopeOf())).toMatchObject({ number: '1', name: 'Demo Reseller' });
  },
  logicboxesProfiles: ofClients((can) => can.logicboxesProfiles),
  logicboxesTransactions: async (bench) => {
    const query = sampleOf(bench, 'logicboxesTransactions');
    const whole = await bench.can.logicboxesTransactions.search(query, scopeOf());
    expect(whole.rows.length).toBeGreaterThan(1);
    expect(new Set(whole.rows.map(({ upstreamId }) => upstreamId)).size).toBe(whole.rows.length);
    const page = await bench.can.logicboxesTransactions.search({ ...query, page: 2, pageSize: 1 }, scopeOf());
    expect(page.rows).toEqual([whole.rows[1]]);
    expect(page.totalCount).toBe(whole.totalCount);
  },
  priceBands: async ({ can }) => {
    const plans = await can.priceBands.list(scopeOf());
    expect(plans.flatMap(({ bands }) => bands.flatMap(({ prices }) => prices)).length).toBeGreaterThan(0);
  },
};

/** Names of the capabilities that this file has a test for. */
export const otherReads = Object.keys(tests) as readonly OtherRead[];

/** The tests of those that the provider has. */
export function testOtherReads(capabilities: Capabilities, use: () => Bench): void {
  for (const name of otherReads.filter((one) => capabilities[one] !== undefined)) {
    it(`reads ${name} as the interface says`, async () => {
      expect.hasAssertions();
      await tests[name](use());
    });
  }
}
