/** What a provider reads: clients, balances and ledgers must agree with themselves, whichever way they are asked for. */
import { expect, it } from 'vitest';
import { GatewayError } from '../../../src/errors.ts';
import { isPositive, parseDecimal } from '../../../src/money.ts';
import type { ByKey, Capabilities } from '../../../src/providers/provider.ts';
import { clientStatuses, type ClientRecord, type LedgerRow } from '../../../src/providers/records.ts';
import { scopeOf, type Bench } from './bench.ts';

/** The values of an answer by key. Fails when one of them is an error. */
export function valuesOf<T>(found: ByKey<T>): ReadonlyMap<string, T> {
  for (const [key, value] of found) if (value instanceof GatewayError) throw new Error(`${key}: ${value.message}`);
  return found as ReadonlyMap<string, T>;
}

/** A calendar day that exists. */
export function isDay(text: string): boolean {
  const moment = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(moment.valueOf()) && moment.toISOString().startsWith(text);
}

async function idsOf({ can }: Bench): Promise<readonly string[]> {
  return (await can.clients.list(scopeOf())).map(({ upstreamId }) => upstreamId);
}

function said(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

/** Members of a record that say something. */
function told(record: ClientRecord): object {
  const { observedAt: _, lacks: __, address, ...rest } = record;
  return { ...said(rest), address: said(address) };
}

function testClients(use: () => Bench): void {
  it('lists every client once, and in the same order each time', async () => {
    const ids = await idsOf(use());
    expect(ids).toContain(use().subject.client.id);
    expect(ids.length).toBeGreaterThan(5);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await idsOf(use())).toEqual(ids);
  });

  it('finds by id and by e-mail address what it lists', async () => {
    const { can, provider } = use();
    const list = await can.clients.list(scopeOf());
    const ids = list.map(({ upstreamId }) => upstreamId);
    const many = valuesOf(await can.clients.byIds(ids, scopeOf()));
    expect([...many.keys()].toSorted()).toEqual([...ids].toSorted());
    for (const listed of list) {
      const id = listed.upstreamId;
      const single = valuesOf(await can.clients.byIds([id], scopeOf())).get(id)!;
      expect(single).toMatchObject({
        ...told(listed),
        upstreamId: id,
        displayName: listed.displayName,
        lacks: [],
      });
      expect(single).toMatchObject({ ...told(many.get(id)!) });
      expect(listed.displayName.trim()).not.toBe('');
      expect([null, ...clientStatuses]).toContain(single.status);
      expect(single.observedAt).toBeInstanceOf(Date);
    }
    if (provider.capabilities.clients.wholeByIds === undefined) return;
    const whole = valuesOf(await can.clients.wholeByIds!(ids, scopeOf()));
    expect([...whole.values()].flatMap(({ lacks }) => lacks)).toEqual([]);
  });

  it('finds a client by its e-mail address, whatever its capitals', async () => {
    const { can, subject } = use();
    for (const email of [subject.client.email, subject.client.email.toUpperCase()]) {
      expect(await can.clients.byEmail(email, scopeOf())).toMatchObject({
        upstreamId: subject.client.id,
        lacks: [],
      });
    }
    expect(await can.clients.byEmail('nobody-at-all@example.net', scopeOf())).toBeNull();
  });

  it('leaves out what the upstream does not know', async () => {
    const { can, subject } = use();
    const ids = [subject.unknownId, subject.client.id];
    expect([...valuesOf(await can.clients.byIds(ids, scopeOf())).keys()]).toEqual([subject.client.id]);
    expect((await can.clients.byIds([subject.unknownId], scopeOf())).size).toBe(0);
    expect((await can.clients.byIds([], scopeOf())).size).toBe(0);
  });
}

function testBalances(use: () => Bench): void {
  it('tells the documented balance with its sign, alone and among others', async () => {
    const { can, subject } = use();
    const { id, balance } = subject.client;
    expect(valuesOf(await can.balances.byClientIds([id], scopeOf())).get(id)).toMatchObject({ current: balance });
    const ids = await idsOf(use());
    const many = valuesOf(await can.balances.byClientIds([...ids, subject.unknownId], scopeOf()));
    expect([...many.keys()].toSorted()).toEqual([...ids].toSorted());
    expect(many.get(id)).toMatchObject({ current: balance });
    for (const [key, { current, currency }] of many) {
      expect(parseDecimal(current), `of ${key}`).toBe(current);
      expect(currency ?? 'USD').toMatch(/^[A-Z]{3}$/);
      const alone = valuesOf(await can.balances.byClientIds([key], scopeOf())).get(key);
      expect([alone?.current, alone?.currency], `of ${key}`).toEqual([current, currency]);
    }
  });
}

function checkRows(rows: readonly LedgerRow[], where: string): void {
  expect(new Set(rows.map(({ upstreamId }) => upstreamId)).size, `of ${where}`).toBe(rows.length);
  for (const { amount, date, upstreamId, currency } of rows) {
    expect(isPositive(amount), `${where} ${upstreamId}: ${amount}`).toBe(true);
    expect(date === null || isDay(date), `${where} ${upstreamId}: ${date}`).toBe(true);
    expect(currency ?? 'USD').toMatch(/^[A-Z]{3}$/);
    expect(upstreamId).not.toBe('');
  }
}

function testLedger(use: () => Bench): void {
  it('tells charges and deposits with unique ids, positive amounts and days that exist, no row as both', async () => {
    const { can } = use();
    const ids = await idsOf(use());
    const scope = scopeOf();
    const [charges, deposits] = await Promise.all([
      can.ledger.chargesByClientIds(ids, scope).then(valuesOf),
      can.ledger.depositsByClientIds(ids, scope).then(valuesOf),
    ]);
    expect([...charges.keys()].toSorted()).toEqual([...ids].toSorted());
    expect([...deposits.keys()].toSorted()).toEqual([...ids].toSorted());
    for (const id of ids) {
      checkRows(charges.get(id)!, `charges of ${id}`);
      checkRows(deposits.get(id)!, `deposits of ${id}`);
      const both = new Set(charges.get(id)!.map((row) => JSON.stringify(row)));
      expect(deposits.get(id)!.filter((row) => both.has(JSON.stringify(row)))).toEqual([]);
    }
    const [some, others] = [charges, deposits].map((side) => [...side.values()].flat().length);
    expect([some! > 3, others! > 3]).toEqual([true, true]);
    // Asked for apart, one by one and in scopes of their own, they are the same.
    for (const id of ids.slice(0, 4)) {
      expect(valuesOf(await can.ledger.chargesByClientIds([id], scopeOf())).get(id)).toEqual(charges.get(id));
      expect(valuesOf(await can.ledger.depositsByClientIds([id], scopeOf())).get(id)).toEqual(deposits.get(id));
    }
  });
}

/** The tests of everything that every provider reads. */
export function testReads(capabilities: Capabilities, use: () => Bench): void {
  testClients(use);
  testBalances(use);
  if (capabilities.ledger !== undefined) testLedger(use);
}
