import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PostgresServer } from '../journal/postgres-server.ts';
import { countRows, documentOf, moneyWrite, type MoneyWrite } from './crash/books.ts';
import { Deployment, type Gateway } from './crash/deployment.ts';
import { freshKey } from './harness.ts';

let server: PostgresServer;
let databaseUrl: string;
let deployment: Deployment;
let gateways: readonly [Gateway, Gateway];
beforeAll(async () => {
  server = await PostgresServer.start();
  databaseUrl = await server.newDatabase();
  deployment = await Deployment.start({
    databaseUrl,
    account: { writeTimeoutMs: 2000, readTimeoutMs: 1900 },
    limits: { operationTimeoutMs: 2000 },
    journal: { settleAfterMs: 500, firstLookMs: 100, maxLookMs: 1000 },
  });
  gateways = await Promise.all([deployment.gateway(), deployment.gateway()]);
});
afterAll(async () => {
  await deployment.close();
  await server.remove();
});

interface Listed {
  readonly idempotencyKey: string;
  readonly looks: number;
}

async function listed(state: string): Promise<readonly Listed[]> {
  const { stdout } = await deployment.command(['operations', 'list', '--state', state, '--json']);
  return stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Listed]));
}

async function stateOf(gateway: Gateway, write: MoneyWrite): Promise<string | undefined> {
  type Payloads = Readonly<Record<string, { readonly operation: { readonly state: string } | null }>>;
  const { data } = await gateway.ask<Payloads>(documentOf(write), { input: write.input });
  return data[write.mutation]?.operation?.state;
}

it('one process at a time settles what two have lost', async () => {
  const reads = await deployment.callsOf('getDeposits');
  const clients = ['561115', '561116', '561117', '561118', '561119', '561120'];
  const writes = clients.map((client) => moneyWrite('voipms', client, 'addPayment', freshKey()));
  // Applied by nobody: each is looked for until its absence counts.
  await deployment.fault('addPayment', 'drop_before_apply', { count: writes.length });
  const lost = await Promise.all(writes.map((write, index) => stateOf(gateways[index % 2]!, write)));
  expect(new Set(lost)).toEqual(new Set(['UNKNOWN']));
  const holders = new Set<unknown>();
  const unknown = async () => {
    for (const { holder } of await server.query(databaseUrl, 'select holder from leases')) holders.add(holder);
    return listed('UNKNOWN');
  };
  await expect.poll(unknown, { timeout: 60_000, interval: 300 }).toEqual([]);
  expect(holders.size).toBe(1);
  const settled = await listed('RECONCILED_ABSENT');
  expect(settled.map(({ idempotencyKey }) => idempotencyKey).toSorted()).toEqual(
    writes.map(({ input }) => input.idempotencyKey).toSorted(),
  );
  const looks = settled.reduce((sum, operation) => sum + operation.looks, 0);
  expect(looks).toBeGreaterThan(writes.length);
  // Each look is one call. A look of a second worker would have been a call whose result was thrown away.
  expect(await deployment.callsOf('getDeposits')).toBe(reads + looks);
}, 90_000);

it('a send whose process is killed is told as such by the other process, and settled', async () => {
  const [one, other] = gateways;
  const write = moneyWrite('voipms', '561115', 'addCharge', freshKey());
  await deployment.fault('addCharge', 'apply_then_delay', { delayMs: 60_000 });
  const lost = stateOf(one, write).catch(() => 'killed');
  await expect.poll(() => deployment.callsOf('addCharge'), { timeout: 10_000, interval: 20 }).toBe(1);
  const waiting = Array.from({ length: 25 }, () => stateOf(other, write));
  await one.kill();
  expect(await lost).toBe('killed');
  // The time of these requests is over before that of the send.
  expect(new Set(await Promise.all(waiting))).toEqual(new Set(['SENT']));
  const states = new Set<string | undefined>();
  const state = async () => {
    const now = await stateOf(other, write);
    states.add(now);
    return now;
  };
  await expect.poll(state, { timeout: 30_000 }).toBe('RECONCILED_SUCCEEDED');
  expect(states.isSubsetOf(new Set(['SENT', 'UNKNOWN', 'RECONCILED_SUCCEEDED']))).toBe(true);
  expect(await deployment.callsOf('addCharge')).toBe(1);
  expect(await countRows(deployment.driven, write, write.input.idempotencyKey)).toBe(1);
}, 60_000);

/** Every lease as a process left it that was killed. */
async function leaseTo(untilSql: string): Promise<void> {
  await server.query(databaseUrl, `update leases set holder = 'a process that was killed', until = ${untilSql}`);
}

it('another process settles on schedule once the lease of one that has ended is over', async () => {
  const [, other] = gateways;
  await leaseTo('(extract(epoch from now()) * 1000)::bigint + 60000');
  const write = moneyWrite('voipms', '561116', 'addPayment', freshKey());
  await deployment.fault('addPayment', 'apply_then_drop');
  expect(await stateOf(other, write)).toBe('UNKNOWN');
  // Several rounds, in which it is due.
  await delay(3500);
  expect(await listed('UNKNOWN')).toMatchObject([{ idempotencyKey: write.input.idempotencyKey, looks: 0 }]);
  await leaseTo('0');
  await expect.poll(() => listed('UNKNOWN'), { timeout: 30_000 }).toEqual([]);
  const found = await listed('RECONCILED_SUCCEEDED');
  expect(found.map(({ idempotencyKey }) => idempotencyKey)).toContain(write.input.idempotencyKey);
}, 90_000);
