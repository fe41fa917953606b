import { afterAll, beforeAll, expect, it } from 'vitest';
import { PostgresServer } from '../journal/postgres-server.ts';
import { countRows } from './crash/books.ts';
import { charge, isRefused, operationsFail, post, works } from './crash/degraded.ts';
import { Deployment, type Gateway } from './crash/deployment.ts';

/** How long the database is away. */
const OUTAGE_MS = 30_000;

let server: PostgresServer;
let deployment: Deployment;
let gateway: Gateway;
beforeAll(async () => {
  server = await PostgresServer.start();
  const databaseUrl = await server.newDatabase();
  deployment = await Deployment.start({ databaseUrl, journal: { firstLookMs: 100, settleAfterMs: 1000 } });
  gateway = await deployment.gateway();
});
afterAll(async () => {
  await deployment.close();
  await server.remove();
});

const REASON = /database cannot be reached, or refuses the login\. Look at it and at DATABASE_URL/;

async function shownState(key: string): Promise<string> {
  const { stdout } = await deployment.command(['operations', 'show', key, '--json']);
  return (JSON.parse(stdout) as { readonly state: string }).state;
}

it('a database that is away for half a minute', { timeout: 180_000 }, async () => {
  const before = await works(deployment, gateway);
  await server.stop();
  const stoppedAt = performance.now();
  let started: Gateway | null = null;
  while (performance.now() - stoppedAt < OUTAGE_MS) {
    for (const one of started === null ? [gateway] : [gateway, started]) {
      await isRefused(deployment, one, REASON);
      await operationsFail(one, REASON);
    }
    // One that starts meanwhile serves reads as well.
    started ??= await deployment.gateway();
  }
  await server.start();
  await works(deployment, gateway);
  await works(deployment, started!);
  expect(await post(gateway, before)).toMatchObject({ data: { addCharge: { operation: { state: 'SUCCEEDED' } } } });
  expect(await deployment.command(['journal', 'verify'])).toMatchObject({ code: 0 });
});

it.each([
  ['delay', 'SUCCEEDED', 'SUCCEEDED'],
  ['apply_late', 'UNKNOWN', 'RECONCILED_SUCCEEDED'],
])(
  'a database that stops between send and %s: %s is told, and recorded later',
  async (kind, told, later) => {
    const calls = await deployment.callsOf('addCharge');
    await deployment.fault('addCharge', kind, { delayMs: 4000 });
    const write = charge();
    const answer = post(gateway, write);
    await expect.poll(() => deployment.callsOf('addCharge'), { timeout: 10_000, interval: 10 }).toBe(calls + 1);
    await server.stop();
    expect(await answer).toMatchObject({ data: { addCharge: { operation: { state: told } } } });
    await isRefused(deployment, gateway, REASON);
    await server.start();
    await expect.poll(() => shownState(write.input.idempotencyKey), { timeout: 60_000 }).toBe(later);
    expect(await deployment.callsOf('addCharge')).toBe(calls + 1);
    expect(await countRows(deployment.driven, write, write.input.idempotencyKey)).toBe(1);
    expect(await post(gateway, write)).toMatchObject({ data: { addCharge: { operation: { state: later } } } });
  },
  120_000,
);
