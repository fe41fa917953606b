import { isDeepStrictEqual } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  FreesideJustResumeDocument,
  FreesideJustSignupDocument,
  FreesideJustSuspendDocument,
  FreesideRowsDocument,
  FreesideUsernameDocument,
  type WrittenFragment,
} from '../generated/graphql.ts';
import { expectAgain, looksWhenAsked, repeatable, type Lost } from './again.ts';
import { freesideSignup, idOf, loginAs, renew, stateOf, useFreeside } from './freeside-world.ts';
import { freshKey, Graph } from './harness.ts';
import { problemsOf } from './inputs.ts';

/** Long enough for a machine with other work, and waited for in full by two of the faults. */
const WRITE_TIMEOUT_MS = 1000;
const graph = useFreeside({
  clients: 2,
  account: { writeTimeoutMs: WRITE_TIMEOUT_MS },
  limits: { maxFailuresInARow: 10_000 },
  journal: looksWhenAsked,
});

interface WriteCase extends Lost {
  /** The write as an operation of the graph, under the given key. */
  readonly send: (idempotencyKey: string, on?: Graph) => Promise<WrittenFragment>;
}

/** With what the account of a client is found. */
const account = { customer_info: 1, list_pkgs: 1 };

const writes: Readonly<Record<string, WriteCase>> = {
  new_customer: {
    send: async (idempotencyKey, on = graph) =>
      (await on.get(FreesideJustSignupDocument, { input: freesideSignup({ idempotencyKey }) })).signupFreesideClient,
    delivery: 'PROBED',
    // A search, and the whole list when that finds nobody. Once a session, the agent is asked for.
    looks: {
      found: { agent_info: 1, agent_list_customers: 1 },
      missed: { agent_info: 1, agent_list_customers: 2 },
    },
  },
  suspend_username: {
    send: async (idempotencyKey, on = graph) =>
      (await on.get(FreesideJustSuspendDocument, { input: { clientId: idOf(), idempotencyKey } })).suspendClient,
    ...repeatable({ ...account, suspend_username: 1 }),
  },
  unsuspend_username: {
    send: async (idempotencyKey, on = graph) =>
      (await on.get(FreesideJustResumeDocument, { input: { clientId: idOf(), idempotencyKey } })).resumeClient,
    ...repeatable({ ...account, unsuspend_username: 1 }),
  },
};
const names = Object.keys(writes);

/** What the wire proves after a fault, and whether the sandbox has applied the write. */
const kinds: Readonly<Record<string, { readonly state: string; readonly code: string; readonly applied: boolean }>> = {
  refuse: { state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', applied: false },
  drop_before_apply: { state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', applied: false },
  apply_then_drop: { state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', applied: true },
  apply_late: { state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', applied: true },
  apply_then_delay: { state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', applied: true },
  split_reply: { state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', applied: true },
  delay: { state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', applied: true },
  http_500_html: { state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', applied: false },
  http_503_html: { state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', applied: false },
  empty_body: { state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', applied: true },
  truncated: { state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', applied: true },
  garbage: { state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', applied: true },
  rate_limited: { state: 'REJECTED', code: 'RATE_LIMITED', applied: false },
};

/** The state before the write, which each of them changes. */
async function prepare(name: string): Promise<object> {
  if (name === 'new_customer') {
    await graph.forgetJournal();
    await renew(graph);
  }
  if (name === 'unsuspend_username') {
    await (
      await loginAs(graph)
    )('suspend_username', { username: 'jane', domain: 'example.com' });
  }
  const before = await stateOf(graph);
  await graph.forgetCalls();
  return before;
}

/** To be polled, since some faults apply the write later. */
async function hasChanged(before: object): Promise<boolean> {
  return !isDeepStrictEqual(await stateOf(graph), before);
}

const patience = { timeout: 10_000, interval: 100 };

describe.each(names)('a write that fails: %s', (name) => {
  let before: object;
  beforeEach(async () => {
    before = await prepare(name);
  });

  it('is not what happens when nothing is wrong', async () => {
    const { operation, userErrors } = await writes[name]!.send(freshKey());
    expect({ state: operation?.state, userErrors }).toEqual({ state: 'SUCCEEDED', userErrors: [] });
    expect((await graph.calls('freeside'))[name]).toBe(1);
    expect(await stateOf(graph)).not.toEqual(before);
  });

  it.each(Object.keys(kinds))('says what is certain, and is sent once: %s', async (kind) => {
    const { state, code, applied } = kinds[kind]!;
    const { send } = writes[name]!;
    const key = freshKey();
    await graph.fault(name, kind, { provider: 'freeside', delayMs: WRITE_TIMEOUT_MS * 2 });
    const first = await send(key);
    expect(first.operation).toMatchObject({ state, attempts: [{ outcome: state, error: { code } }], upstreamId: null });
    expect(first.userErrors).toMatchObject([{ __typename: 'UpstreamError', code, retryable: code === 'RATE_LIMITED' }]);
    expect((await graph.calls('freeside'))[name]).toBe(1);
    await expect.poll(() => hasChanged(before), patience).toBe(applied);

    // Asking again looks, or sends what changes nothing then, or what was refused for a cause that passes.
    const later = await stateOf(graph);
    await graph.forgetCalls();
    const again = await send(key);
    const calls = await graph.calls('freeside');
    const isChanged = await hasChanged(later);
    expectAgain({ name, first, applied, again, calls, isChanged }, writes[name]!);
  });

  it.each(['drop', 'empty', 'late'])(
    'has an unknown outcome where answers are lost for good: %s',
    async (lostAnswer) => {
      await graph.set({ lostAnswer, lostAnswerDelayMs: 50 }, 'freeside');
      const { operation, userErrors } = await writes[name]!.send(freshKey());
      expect(operation?.state).toBe('UNKNOWN');
      expect(userErrors).toMatchObject([{ code: 'OUTCOME_UNKNOWN', retryable: false, path: null }]);
      await expect.poll(() => hasChanged(before), patience).toBe(true);
      expect((await graph.calls('freeside'))[name]).toBe(1);
    },
  );

  it('has an unknown outcome when the upstream dies of it, since nobody knows where', async () => {
    await graph.set({ forcedFaults: { [name]: 'Out of memory' } }, 'freeside');
    const { operation, userErrors } = await writes[name]!.send(freshKey());
    expect(operation?.state).toBe('UNKNOWN');
    expect(userErrors).toMatchObject([{ code: 'OUTCOME_UNKNOWN', upstreamCode: 'Server' }]);
    expect((await graph.calls('freeside'))[name]).toBe(1);
  });

  it('is not even sent when what must be read before cannot be', async () => {
    const reads = name === 'new_customer' ? ['signup_info'] : ['customer_info', 'list_pkgs'];
    for (const read of reads) {
      for (const kind of ['http_503_html', 'empty_body', 'drop_before_apply', 'rate_limited']) {
        await graph.fault(read, kind, { provider: 'freeside' });
        const { operation, userErrors } = await writes[name]!.send(freshKey());
        const code = kind === 'rate_limited' ? 'RATE_LIMITED' : 'UPSTREAM_UNAVAILABLE';
        expect({ operation, codes: userErrors.map((error) => error.code) }).toEqual({ operation: null, codes: [code] });
      }
    }
    expect(await graph.calls('freeside')).not.toHaveProperty(name);
    expect(await stateOf(graph)).toEqual(before);
  });

  it('is not even sent when there is no upstream', async () => {
    const alone = await Graph.start({ providers: ['freeside'], clients: 0 });
    try {
      await renew(alone);
      await alone.sandbox.close();
      const { operation, userErrors } = await writes[name]!.send(freshKey(), alone);
      expect(operation).toBeNull();
      expect(userErrors).toMatchObject([{ code: 'UPSTREAM_UNAVAILABLE' }]);
    } finally {
      await alone.gateway.close();
    }
  });
});

describe('a sign-up whose answer was lost', () => {
  it('can be looked for through the graph, and is refused rather than applied when it is sent anew', async () => {
    const isFree = async () =>
      (await graph.get(FreesideUsernameDocument, { username: 'ada', domain: 'example.com' })).account
        ?.isUsernameAvailable;
    const found = async () =>
      (await graph.get(FreesideRowsDocument, { where: { text: 'neil-smith' } })).clients.totalCount;
    expect([await isFree(), await found()]).toEqual([true, 0]);
    await graph.fault('new_customer', 'apply_then_drop', { provider: 'freeside' });
    expect((await writes['new_customer']!.send(freshKey())).operation?.state).toBe('UNKNOWN');
    expect([await isFree(), await found()]).toEqual([false, 1]);
    // The prepaid card is used up, so that the new one pays otherwise.
    const input = freesideSignup({ billing: { method: 'PREPAY', prepaidCardNumber: 'PRE4712' } });
    const { signupFreesideClient } = await graph.get(FreesideJustSignupDocument, { input });
    expect(problemsOf(signupFreesideClient)).toEqual(['ALREADY_EXISTS input.username']);
    expect(signupFreesideClient.operation?.state).toBe('REJECTED');
    expect(await found()).toBe(1);
  });
});
