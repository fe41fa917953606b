import { afterEach, beforeEach, expect, it } from 'vitest';
import { documentOf, moneyWrite } from './crash/books.ts';
import { Deployment, type Gateway } from './crash/deployment.ts';
import { subscribe, type Events } from './crash/events.ts';
import { freshKey } from './harness.ts';

const TIMEOUT_MS = 120_000;

let deployment: Deployment;
let gateway: Gateway;
beforeEach(async () => {
  deployment = await Deployment.start({ limits: { maxSubscriptions: 2 }, journal: { firstLookMs: 3_600_000 } });
  gateway = await deployment.gateway();
}, TIMEOUT_MS);
afterEach(() => deployment.close());

const CHANGES = `subscription ($account: String, $id: ID) {
  operationChanged(account: $account, id: $id) { id state client { upstreamId balance { current { amount } } } } }`;

interface Change {
  readonly id: string;
  readonly state: string;
  readonly client: { readonly upstreamId: string } | null;
}

function changesOf({ answers }: Events): readonly Change[] {
  return answers.map(({ data, errors }) => {
    expect(errors).toBeUndefined();
    return (data as { readonly operationChanged: Change }).operationChanged;
  });
}

async function chargeOf(client: string): Promise<{ readonly id: string; readonly state: string }> {
  const write = moneyWrite('voipms', client, 'addCharge', freshKey());
  const { data } = await gateway.ask<{ addCharge: { operation: { id: string; state: string } } }>(
    documentOf(write, 'operation { id state }'),
    { input: write.input },
  );
  return data.addCharge.operation;
}

it('tells changes of this process and of others, to whom they concern', { timeout: TIMEOUT_MS }, async () => {
  await deployment.fault('addCharge', 'apply_then_drop');
  const { id, state } = await chargeOf('561116');
  expect(state).toBe('UNKNOWN');
  const all = await subscribe(gateway.url, CHANGES);
  const one = await subscribe(gateway.url, CHANGES, { id });
  expect([all.status, one.status]).toEqual([200, 200]);

  const other = await chargeOf('561117');
  await expect
    .poll(() => changesOf(all).at(-1), { timeout: 20_000 })
    .toMatchObject({ id: other.id, state: 'SUCCEEDED' });
  const { code } = await deployment.command(['operations', 'settle']);
  expect(code).toBe(0);
  await expect
    .poll(() => changesOf(one), { timeout: 20_000 })
    .toMatchObject([{ id, state: 'RECONCILED_SUCCEEDED', client: { upstreamId: '561116' } }]);
  await expect.poll(() => changesOf(all).at(-1), { timeout: 20_000 }).toEqual(changesOf(one)[0]);
  expect(changesOf(all).every((change) => [id, other.id].includes(change.id))).toBe(true);
  // Each event says what it has cost: the client and its balance.
  expect(all.answers.at(-1)).toMatchObject({ extensions: { upstream: { calls: 2 } } });
});

it('takes no more than it is set to, and frees a place when somebody leaves', { timeout: TIMEOUT_MS }, async () => {
  const first = await subscribe(gateway.url, CHANGES, { account: 'voipms-demo' });
  const second = await subscribe(gateway.url, CHANGES, { account: 'sippy-demo' });
  const third = await subscribe(gateway.url, CHANGES);
  await third.ended;
  expect(JSON.stringify(third.answers)).toMatch(/Too many subscriptions are open/);
  expect(JSON.stringify(third.answers)).toMatch(/BUDGET_EXCEEDED/);
  second.leave();
  await second.ended;
  const again = async () => {
    const next = await subscribe(gateway.url, CHANGES);
    const isOpen = await Promise.race([next.ended.then(() => false), chargeOf('561116').then(() => true)]);
    return isOpen && changesOf(next);
  };
  await expect.poll(again, { timeout: 20_000 }).not.toBe(false);
  await expect.poll(() => changesOf(first).at(-1), { timeout: 20_000 }).toMatchObject({ state: 'SUCCEEDED' });
});

it('refuses an id of something else', { timeout: TIMEOUT_MS }, async () => {
  const wrong = await subscribe(gateway.url, CHANGES, { id: 'nothing' });
  await wrong.ended;
  expect(JSON.stringify(wrong.answers)).toMatch(/INVALID_INPUT/);
});

it('ends with the gateway, which does not wait for it', { timeout: TIMEOUT_MS }, async () => {
  const streams = [await subscribe(gateway.url, CHANGES), await subscribe(gateway.url, CHANGES)];
  const startedAt = performance.now();
  gateway.program.signal('SIGTERM');
  await Promise.all(streams.map(({ ended }) => ended));
  expect(await gateway.program.exited).toEqual({ code: 0, signal: null });
  // The gateway waits 10 s for requests that do not end.
  expect(performance.now() - startedAt).toBeLessThan(8000);
});
