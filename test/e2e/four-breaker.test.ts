import { describe, expect, it } from 'vitest';
import {
  FourAccountsDocument,
  FourPageDocument,
  FourSuspendClientDocument,
  JustChargeDocument,
  type FourAccountsQuery,
} from '../generated/graphql.ts';
import { freshKey, useGraph, type ProviderName } from './harness.ts';
import { accountOf, globalIdOf, providers } from './four-world.ts';

const BOUNDS = { maxFailuresInARow: 4, holdBackMs: 1500, maxHoldBackMs: 6000 };

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe.each(providers)('calls to %s, when it keeps failing', (failing) => {
  const graph = useGraph({ clients: 2, providers, limits: BOUNDS });
  const others = providers.filter((provider) => provider !== failing);

  type Health = FourAccountsQuery['accounts'][number]['health'];

  async function healthOf(provider: ProviderName): Promise<Health> {
    const { accounts } = await graph.get(FourAccountsDocument, {});
    return accounts.find(({ name }) => name === accountOf(provider))!.health;
  }

  async function total(provider: ProviderName): Promise<number> {
    return Object.values(await graph.calls(provider)).reduce((sum, count) => sum + count, 0);
  }

  const ask = () => graph.run(FourPageDocument, { first: 100 });

  async function failUntilHeldBack(): Promise<void> {
    // The first answers are good: whoever works must not be cut off by a single failure.
    await ask();
    await graph.fault('*', 'http_503_html', { provider: failing, count: -1 });
    for (let count = 0; count < BOUNDS.maxFailuresInARow; count += 1) {
      expect((await healthOf(failing)).state).toBe(count === 0 ? 'UP' : 'DOWN');
      await ask();
    }
  }

  it('are not made for a while, then by one try after longer and longer waits, until one succeeds', async () => {
    await failUntilHeldBack();
    const heldAt = Date.now();
    const held = await healthOf(failing);
    expect(held).toMatchObject({
      state: 'HELD_BACK',
      consecutiveFailures: BOUNDS.maxFailuresInARow,
      lastFailureCode: 'UPSTREAM_UNAVAILABLE',
    });
    const untilMs = new Date(held.heldBackUntil!).valueOf() - heldAt;
    expect(untilMs).toBeGreaterThan(0);
    expect(untilMs).toBeLessThanOrEqual(BOUNDS.holdBackMs);

    // Held back: nothing is sent, the answer says when to come again, the others answer as ever.
    const before = await total(failing);
    const othersBefore = await Promise.all(others.map(total));
    const { data, errors } = await ask();
    expect(errors).toMatchObject([
      {
        path: ['clients'],
        message: expect.stringMatching(/held back/) as string,
        extensions: { code: 'UPSTREAM_UNAVAILABLE', account: accountOf(failing), retryable: true },
      },
    ]);
    const retryAfterMs = errors![0]!.extensions!['retryAfterMs'] as number;
    expect(Number.isInteger(retryAfterMs) && retryAfterMs > 0 && retryAfterMs <= BOUNDS.holdBackMs).toBe(true);
    expect(data.clients.completeness?.accounts.filter(({ state }) => state === 'COMPLETE')).toHaveLength(3);
    expect(await total(failing)).toBe(before);
    const othersAfter = await Promise.all(others.map(total));
    for (const [index, count] of othersAfter.entries()) expect(count).toBeGreaterThan(othersBefore[index]!);
    for (const provider of others) {
      expect(await healthOf(provider)).toMatchObject({ state: 'UP', consecutiveFailures: 0, heldBackUntil: null });
    }

    // After the wait one call is let through, whoever many ask.
    await wait(retryAfterMs + 20);
    await Promise.all(Array.from({ length: 8 }, ask));
    expect(await total(failing)).toBe(before + 1);
    expect(await healthOf(failing)).toMatchObject({
      state: 'HELD_BACK',
      consecutiveFailures: BOUNDS.maxFailuresInARow + 1,
    });

    // The next wait is twice as long.
    await wait(BOUNDS.holdBackMs + 20);
    await ask();
    expect(await total(failing)).toBe(before + 1);

    // It has recovered: the next try opens the door to all.
    await graph.clearFaults();
    await wait(BOUNDS.holdBackMs + 20);
    const recovered = await ask();
    expect([recovered.errors, recovered.data.clients.completeness?.complete]).toEqual([undefined, true]);
    expect(await healthOf(failing)).toMatchObject({ state: 'UP', consecutiveFailures: 0, heldBackUntil: null });
    const all = await Promise.all(Array.from({ length: 8 }, ask));
    expect(all.filter(({ errors: some }) => some !== undefined)).toEqual([]);
  });

  /** A write that the provider has: its state, and the codes of what went wrong. */
  async function write(idempotencyKey: string): Promise<readonly (string | undefined)[]> {
    const common = { clientId: globalIdOf(failing), idempotencyKey };
    const { operation, userErrors } =
      failing === 'voipms'
        ? (await graph.get(JustChargeDocument, { input: { ...common, amount: '1' } })).addCharge
        : (await graph.get(FourSuspendClientDocument, { input: common })).suspendClient;
    return [operation?.state, ...userErrors.map(({ code }) => code)];
  }

  it('hold writes back too: nothing is sent, and the same key sends it later', async () => {
    await failUntilHeldBack();
    const before = await total(failing);
    const key = freshKey();
    const [state = 'REJECTED', ...codes] = await write(key);
    expect([state, ...codes, await total(failing)]).toEqual(['REJECTED', 'UPSTREAM_UNAVAILABLE', before]);
    await graph.clearFaults();
    await wait(BOUNDS.holdBackMs + 20);
    await ask();
    expect(await write(key)).toEqual(['SUCCEEDED']);
  });
});
