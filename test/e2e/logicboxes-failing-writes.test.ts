/** Each writing function of LogicBoxes with each kind of fault: what is certain is said, and nothing is sent twice. */
import { isDeepStrictEqual } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  JustChargeDocument,
  JustPayDocument,
  LogicboxesDeleteDocument,
  LogicboxesMailAccountDocument,
  LogicboxesMailForwardDocument,
  LogicboxesJustResumeDocument,
  LogicboxesJustSignupDocument,
  LogicboxesJustSuspendDocument,
  LogicboxesJustUpdateDocument,
  type WrittenFragment,
} from '../generated/graphql.ts';
import { expectAgain, looksWhenAsked, repeatable, unproven, type Lost } from './again.ts';
import { freshKey, Graph, useGraph } from './harness.ts';
import {
  chargeInput,
  forwardInput,
  idOf,
  JANE,
  mailboxInput,
  ORDER,
  paymentInput,
  recordOf,
  rowsOf,
  signupInput,
  stateOf,
  upstream,
} from './logicboxes.ts';

/** Long enough for the answers that are not late, on a machine with other work too. */
const WRITE_TIMEOUT_MS = 500;
const options = {
  providers: ['logicboxes'],
  clients: 2,
  limits: { maxFailuresInARow: 10_000 },
  journal: looksWhenAsked,
} as const;
const graph = useGraph(options);
const impatient = useGraph({ ...options, account: { writeTimeoutMs: WRITE_TIMEOUT_MS } });

interface WriteCase extends Lost {
  readonly send: (on: Graph, idempotencyKey: string) => Promise<WrittenFragment>;
  /** Whether the sandbox has done it; asking may undo it. */
  readonly isApplied: (on: Graph) => Promise<boolean>;
  /** What half an answer proves: half a number is one, half a word is none. */
  readonly truncated: 'SUCCEEDED' | 'UNKNOWN';
}

const TEXT = 'What this write is for';
const hasRow = async (on: Graph): Promise<boolean> => {
  const rows = await rowsOf(on, 'current', [JANE]);
  return rows.some(({ description }) => /^RG-[0-9A-Z]{12} /.test(description!) && description!.endsWith(TEXT));
};
const hasMember = (name: string, value: string, upstreamId?: string) => async (on: Graph) =>
  (await recordOf(on, upstreamId))[name] === value;
const hasMail = (email: string) => async (on: Graph) => {
  const answer = await upstream(on, 'mail/user/delete', { 'order-id': ORDER, email });
  return (answer as { response: { status: string } }).response.status === 'Success';
};

const searches = { 'billing/customer-transactions/search': 1, 'billing/customer-archived-transactions/search': 1 };
/** Where transaction-keys are shown. */
const keys = { 'billing/customer-transactions': 1 };
// A search does not tell an unknown client from one without entries.
const missed = { ...searches, 'customers/details-by-id': 1 };
const charge: Lost = { delivery: 'PROBED', looks: { found: { ...searches, ...keys }, missed } };
/** The client has a receipt from before, without a mark, whose key has to be seen. */
const payment: Lost = {
  delivery: 'PROBED',
  looks: { found: { ...searches, ...keys }, missed: { ...missed, ...keys } },
};

/** A client who is suspended before each test. */
const SUSPENDED = '31000003';

/** Each write as an operation of the graph, under the given key. */
const writes: Readonly<Record<string, WriteCase>> = {
  'billing/add-customer-debit-note': {
    send: async (on, idempotencyKey) =>
      (await on.get(JustChargeDocument, { input: chargeInput({ description: TEXT, idempotencyKey }) })).addCharge,
    isApplied: hasRow,
    ...charge,
    truncated: 'SUCCEEDED',
  },
  'billing/add-customer-fund': {
    send: async (on, idempotencyKey) =>
      (await on.get(JustPayDocument, { input: paymentInput({ description: TEXT, idempotencyKey }) })).addPayment,
    isApplied: hasRow,
    ...payment,
    truncated: 'SUCCEEDED',
  },
  'customers/v2/signup': {
    send: async (on, idempotencyKey) =>
      (await on.get(LogicboxesJustSignupDocument, { input: signupInput({ idempotencyKey }) })).signupLogicboxesClient,
    isApplied: hasMember('username', 'ana@example.org', '31000004'),
    delivery: 'PROBED',
    // By the address, and when that finds nobody, among all who were made since.
    looks: { found: { 'customers/details': 1 }, missed: { 'customers/details': 1, 'customers/search': 1 } },
    truncated: 'SUCCEEDED',
  },
  'customers/modify': {
    send: async (on, idempotencyKey) =>
      (await on.get(LogicboxesJustUpdateDocument, { input: { clientId: idOf(), company: TEXT, idempotencyKey } }))
        .updateClient,
    isApplied: hasMember('company', TEXT),
    // The whole client is read to be checked, and again in its turn to be sent.
    ...repeatable({ 'customers/details-by-id': 2, 'customers/modify': 1 }),
    truncated: 'UNKNOWN',
  },
  'customers/suspend': {
    send: async (on, idempotencyKey) =>
      (await on.get(LogicboxesJustSuspendDocument, { input: { clientId: idOf(), idempotencyKey } })).suspendClient,
    isApplied: hasMember('customerstatus', 'Suspended'),
    ...repeatable({ 'customers/suspend': 1 }),
    truncated: 'UNKNOWN',
  },
  'customers/unsuspend': {
    send: async (on, idempotencyKey) =>
      (await on.get(LogicboxesJustResumeDocument, { input: { clientId: idOf(SUSPENDED), idempotencyKey } }))
        .resumeClient,
    isApplied: hasMember('customerstatus', 'Active', SUSPENDED),
    ...repeatable({ 'customers/unsuspend': 1 }),
    truncated: 'UNKNOWN',
  },
  'customers/delete': {
    send: async (on, idempotencyKey) =>
      (await on.get(LogicboxesDeleteDocument, { input: { clientId: idOf(), idempotencyKey } })).deleteClient,
    isApplied: hasMember('customerstatus', 'Deleted'),
    ...repeatable({ 'customers/delete': 1 }),
    truncated: 'UNKNOWN',
  },
  'mail/user/add': {
    send: async (on, idempotencyKey) =>
      (await on.get(LogicboxesMailAccountDocument, { input: mailboxInput({ idempotencyKey }) })).addMailAccount,
    isApplied: hasMail('john.doe@example.com'),
    ...unproven,
    truncated: 'UNKNOWN',
  },
  'mail/user/add-forward-only-account': {
    send: async (on, idempotencyKey) =>
      (await on.get(LogicboxesMailForwardDocument, { input: forwardInput({ idempotencyKey }) })).addMailForward,
    isApplied: hasMail('sales@example.com'),
    ...unproven,
    truncated: 'UNKNOWN',
  },
};

/** What the wire proves after a fault, and whether the sandbox has applied the write. */
const kinds: Readonly<Record<string, { readonly state: string; readonly applied: boolean }>> = {
  delay: { state: 'UNKNOWN', applied: true },
  apply_then_delay: { state: 'UNKNOWN', applied: true },
  split_reply: { state: 'UNKNOWN', applied: true },
  apply_late: { state: 'UNKNOWN', applied: true },
  refuse: { state: 'UNKNOWN', applied: false },
  drop_before_apply: { state: 'UNKNOWN', applied: false },
  apply_then_drop: { state: 'UNKNOWN', applied: true },
  http_500_html: { state: 'UNKNOWN', applied: false },
  http_503_html: { state: 'UNKNOWN', applied: false },
  empty_body: { state: 'UNKNOWN', applied: true },
  truncated: { state: 'UNKNOWN', applied: true },
  garbage: { state: 'UNKNOWN', applied: true },
  rate_limited: { state: 'REJECTED', applied: false },
};
const codeOf: Readonly<Record<string, string>> = { UNKNOWN: 'OUTCOME_UNKNOWN', REJECTED: 'RATE_LIMITED' };

/** Kinds of fault that make the gateway wait in vain. */
const slow = ['delay', 'apply_late', 'apply_then_delay', 'split_reply'];
const cases = Object.keys(writes).flatMap((name) => Object.keys(kinds).map((kind) => [name, kind] as const));

/** All that the writes change, past the gateway; mail cannot be seen. */
const stateOfBoth = async (on: Graph) => [await stateOf(on), await recordOf(on, SUSPENDED)];

describe('a write that fails', () => {
  beforeEach(async () => {
    for (const each of [graph, impatient]) {
      await upstream(each, 'customers/suspend', { 'customer-id': SUSPENDED });
      await each.forgetCalls();
    }
  });

  it.each(Object.keys(writes))('is not what happens when nothing is wrong: %s', async (name) => {
    const { send, isApplied } = writes[name]!;
    expect(await isApplied(graph)).toBe(false);
    const { operation, userErrors } = await send(graph, freshKey());
    expect(userErrors).toEqual([]);
    expect(operation?.state).toBe('SUCCEEDED');
    expect((await graph.calls('logicboxes'))[name]).toBe(1);
    expect(await isApplied(graph)).toBe(true);
  });

  it.each(cases)('says what is certain, and is sent once: %s, %s', async (name, kind) => {
    const { send, isApplied, truncated } = writes[name]!;
    const on = slow.includes(kind) ? impatient : graph;
    const { applied, state: usual } = kinds[kind]!;
    const state = kind === 'truncated' ? truncated : usual;
    if (name === 'customers/v2/signup') await on.forgetJournal();
    const key = freshKey();
    await on.fault(name, kind, { provider: 'logicboxes', delayMs: WRITE_TIMEOUT_MS * 2 });
    const first = await send(on, key);
    const code = codeOf[state];
    expect(first.operation).toMatchObject({ state, attempts: [{ outcome: state }] });
    const error = { __typename: 'UpstreamError', code, path: null, retryable: state === 'REJECTED' };
    expect(first.userErrors).toMatchObject(code === undefined ? [] : [error]);
    expect((await on.calls('logicboxes'))[name]).toBe(1);
    await expect.poll(() => isApplied(on), { timeout: 5000 }).toBe(applied);

    // Asking again looks, or sends what changes nothing then, or what was refused for a cause that passes.
    const later = await stateOfBoth(on);
    await on.forgetCalls();
    const again = await send(on, key);
    const calls = await on.calls('logicboxes');
    const isChanged = name.startsWith('mail/') ? await isApplied(on) : !isDeepStrictEqual(await stateOfBoth(on), later);
    expectAgain({ name, first, applied, again, calls, isChanged }, writes[name]!);
  });

  it.each(['drop', 'empty', 'late'])('is unknown when the switch loses its answer: %s', async (lostAnswer) => {
    await impatient.set({ lostAnswer, lostAnswerDelayMs: WRITE_TIMEOUT_MS * 2 }, 'logicboxes');
    const { send, isApplied } = writes['billing/add-customer-fund']!;
    const { operation, userErrors } = await send(impatient, freshKey());
    expect(operation?.state).toBe('UNKNOWN');
    expect(userErrors).toMatchObject([{ code: 'OUTCOME_UNKNOWN', retryable: false }]);
    await expect.poll(() => isApplied(impatient), { timeout: 5000 }).toBe(true);
  });

  it.each([
    ['customers/details-by-id', 'customers/modify'],
    ['customers/details', 'customers/v2/signup'],
    ['billing/customer-balance', 'billing/add-customer-debit-note'],
  ])('is not even sent when what must be read before cannot be: %s', async (read, name) => {
    await graph.fault(read, 'http_503_html', { provider: 'logicboxes' });
    const { operation, userErrors } = await writes[name]!.send(graph, freshKey());
    expect(operation).toBeNull();
    expect(userErrors).toMatchObject([{ __typename: 'InputError', code: 'UPSTREAM_UNAVAILABLE' }]);
    expect(await graph.calls('logicboxes')).not.toHaveProperty([name]);
  });

  it('is certain when the connection cannot be made at all', async () => {
    const alone = await Graph.start({ providers: ['logicboxes'], clients: 0 });
    try {
      await alone.sandbox.close();
      const { operation, userErrors } = await writes['mail/user/add']!.send(alone, freshKey());
      expect(operation?.state).toBe('REJECTED');
      expect(userErrors).toMatchObject([{ code: 'UPSTREAM_UNAVAILABLE', retryable: true }]);
      expect(userErrors[0]?.message).toMatch(/nothing was sent/);
    } finally {
      await alone.gateway.close();
    }
  });
});
