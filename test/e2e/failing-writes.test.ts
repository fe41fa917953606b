import { isDeepStrictEqual } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  DeleteDocument,
  JustChargeDocument,
  JustPayDocument,
  SignupDocument,
  ThresholdDocument,
  UpdateDocument,
  type WrittenFragment,
} from '../generated/graphql.ts';
import { expectAgain, looksWhenAsked, repeatable, type Lost } from './again.ts';
import { clientId, freshKey, Graph, useGraph } from './harness.ts';
import { signupInput } from './inputs.ts';

/** Long enough for the answers that are not late, on a machine with other work too. */
const WRITE_TIMEOUT_MS = 500;
const graph = useGraph({
  clients: 2,
  account: { writeTimeoutMs: WRITE_TIMEOUT_MS },
  limits: { maxFailuresInARow: 10_000 },
  journal: looksWhenAsked,
});

/** A client without phone numbers, so that it can be deleted; made before each test. */
const FREE = '561118';

interface WriteCase extends Lost {
  /** The write as an operation of the graph, under the given key. */
  readonly send: (on: Graph, idempotencyKey: string) => Promise<WrittenFragment>;
}

/** What a payload reads to show a whole client. */
const shown = { getClients: 1, getCountries: 1, getBalanceManagement: 1 };

const writes: Readonly<Record<string, WriteCase>> = {
  addCharge: {
    send: async (on, idempotencyKey) =>
      (await on.get(JustChargeDocument, { input: { clientId: clientId(FREE), amount: '1.5', idempotencyKey } }))
        .addCharge,
    delivery: 'PROBED',
    // Books without any entry may be those of nobody.
    looks: { found: { getCharges: 1 }, missed: { getCharges: 1, getClients: 1 } },
  },
  addPayment: {
    send: async (on, idempotencyKey) =>
      (await on.get(JustPayDocument, { input: { clientId: clientId(FREE), amount: '1.5', idempotencyKey } }))
        .addPayment,
    delivery: 'PROBED',
    looks: { found: { getDeposits: 1 }, missed: { getDeposits: 1, getClients: 1 } },
  },
  setClientThreshold: {
    // The payload shows client and threshold.
    send: async (on, idempotencyKey) =>
      (await on.get(ThresholdDocument, { input: { clientId: clientId(FREE), amount: '77', idempotencyKey } }))
        .setClientThreshold,
    ...repeatable({ setClientThreshold: 1, getClients: 1, getClientThreshold: 1 }),
  },
  setClient: {
    send: async (on, idempotencyKey) =>
      (await on.get(UpdateDocument, { input: { clientId: clientId(FREE), company: 'Changed', idempotencyKey } }))
        .updateClient,
    // It is read to be checked, and again in its turn to be sent.
    ...repeatable({ ...shown, setClient: 1, getClients: 3 }),
  },
  signupClient: {
    send: async (on, idempotencyKey) =>
      (await on.get(SignupDocument, { input: signupInput({ idempotencyKey }) })).signupVoipmsClient,
    delivery: 'PROBED',
    // By the address and, when that finds nobody, in the list.
    looks: { found: { ...shown, getClients: 2 }, missed: { getClients: 2 } },
  },
  delClient: {
    send: async (on, idempotencyKey) =>
      (await on.get(DeleteDocument, { input: { clientId: clientId(FREE), idempotencyKey } })).deleteClient,
    ...repeatable({ delClient: 1 }),
  },
};

/** What the wire proves after a fault, and whether the sandbox has applied the write. */
const kinds: Readonly<Record<string, { readonly state: string; readonly code: string; readonly applied: boolean }>> = {
  delay: { state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', applied: true },
  apply_then_delay: { state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', applied: true },
  split_reply: { state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', applied: true },
  refuse: { state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', applied: false },
  drop_before_apply: { state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', applied: false },
  apply_then_drop: { state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', applied: true },
  apply_late: { state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', applied: true },
  http_500_html: { state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', applied: false },
  http_503_html: { state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', applied: false },
  empty_body: { state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', applied: true },
  truncated: { state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', applied: true },
  garbage: { state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', applied: true },
  rate_limited: { state: 'REJECTED', code: 'RATE_LIMITED', applied: false },
};

const cases = Object.keys(writes).flatMap((name) => Object.keys(kinds).map((kind) => [name, kind] as const));

describe('a write that fails', () => {
  let before: object;
  beforeEach(async () => {
    const address = { address: '1 MAIN ST', city: 'BOSTON', state: 'MA', country: 'US', zip: '02134' };
    const names = { firstname: 'Free', lastname: 'Client', phone_number: '6175550101', activate: '1' };
    const login = { email: 'f@example.org', confirm_email: 'f@example.org' };
    const password = { password: 'Free-Client-1', confirm_password: 'Free-Client-1' };
    await graph.upstream('signupClient', { ...address, ...names, ...login, ...password });
    before = await graph.state(FREE);
    await graph.forgetCalls();
  });

  it.each(Object.keys(writes))('is not what happens when nothing is wrong: %s', async (name) => {
    const { operation, userErrors } = await writes[name]!.send(graph, freshKey());
    expect(userErrors).toEqual([]);
    expect(operation?.state).toBe('SUCCEEDED');
    expect((await graph.calls())[name]).toBe(1);
    expect(await graph.state(FREE)).not.toEqual(before);
  });

  it.each(cases)('says what is certain, and is sent once: %s, %s', async (name, kind) => {
    const { state, code, applied } = kinds[kind]!;
    const { send } = writes[name]!;
    if (name === 'signupClient') await graph.forgetJournal();
    const key = freshKey();
    await graph.fault(name, kind, { delayMs: WRITE_TIMEOUT_MS * 2 });
    const first = await send(graph, key);
    expect(first.operation).toMatchObject({ state, attempts: [{ outcome: state, error: { code } }], upstreamId: null });
    expect(first.userErrors).toMatchObject([{ __typename: 'UpstreamError', code, retryable: code === 'RATE_LIMITED' }]);
    expect((await graph.calls())[name]).toBe(1);
    await expect.poll(async () => isDeepStrictEqual(await graph.state(FREE), before), { timeout: 5000 }).toBe(!applied);

    // Asking again looks, or sends what changes nothing then, or what was refused for a cause that passes.
    const later = await graph.state(FREE);
    await graph.forgetCalls();
    const again = await send(graph, key);
    const calls = await graph.calls();
    const isChanged = !isDeepStrictEqual(await graph.state(FREE), later);
    expectAgain({ name, first, applied, again, calls, isChanged }, writes[name]!);
  });

  it.each(Object.keys(writes))('has an unknown outcome when no answer comes in time: %s', async (name) => {
    await graph.fault(name, 'delay', { delayMs: WRITE_TIMEOUT_MS * 20 });
    const { operation, userErrors } = await writes[name]!.send(graph, freshKey());
    expect(operation?.state).toBe('UNKNOWN');
    expect(userErrors).toMatchObject([{ code: 'OUTCOME_UNKNOWN', retryable: false }]);
    expect((await graph.calls())[name]).toBe(1);
  });

  it('is certain when the connection cannot be made at all', async () => {
    const alone = await Graph.start({ clients: 0 });
    try {
      await alone.sandbox.close();
      const { operation, userErrors } = await writes['addCharge']!.send(alone, freshKey());
      expect(operation?.state).toBe('REJECTED');
      expect(userErrors).toMatchObject([{ code: 'UPSTREAM_UNAVAILABLE', retryable: true }]);
      expect(userErrors[0]?.message).toMatch(/nothing was sent/);
    } finally {
      await alone.gateway.close();
    }
  });

  it('is not even sent when what must be read before cannot be', async () => {
    await graph.fault('getClients', 'http_503_html');
    const { operation, userErrors } = await writes['setClient']!.send(graph, freshKey());
    expect(operation).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'UPSTREAM_UNAVAILABLE' }]);
    expect(await graph.calls()).not.toHaveProperty('setClient');
  });

  it.each([
    ['addCharge', 'invalid_charge', 'INVALID_INPUT', ['input', 'amount']],
    ['addPayment', 'invalid_payment', 'INVALID_INPUT', ['input', 'amount']],
    ['setClientThreshold', 'Invalid_threshold', 'INVALID_INPUT', ['input', 'amount']],
    ['setClient', 'invalid_zip', 'INVALID_INPUT', ['input', 'address', 'postalCode']],
    ['signupClient', 'used_email', 'ALREADY_EXISTS', ['input', 'email']],
    ['delClient', 'invalid_client', 'NOT_FOUND', ['input', 'clientId']],
    ['addCharge', 'ip_not_enabled', 'ACCOUNT_REFUSED', null],
    ['addCharge', 'never_seen_before', 'UPSTREAM_REJECTED', null],
  ])('carries the refusal of %s: %s', async (name, upstreamCode, code, path) => {
    await graph.set({ forcedErrors: { [name]: upstreamCode } });
    const { operation, userErrors } = await writes[name]!.send(graph, freshKey());
    expect(operation?.state).toBe('REJECTED');
    expect(userErrors).toMatchObject([{ code, path, upstreamCode, retryable: false }]);
    expect(await graph.state(FREE)).toEqual(before);
  });
});
