/** Each writing function of Sippy with each kind of fault: what is certain is said, and no money moves twice. */
import { isDeepStrictEqual } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import type { WrittenFragment } from '../generated/graphql.ts';
import { expectAgain, looksWhenAsked, repeatable, unproven, type Lost } from './again.ts';
import { freshKey, useGraph } from './harness.ts';
import { logIn, sippyId, switchOf } from './sippy-inputs.ts';
import { allWritesOf, mutationsOf } from './sippy-mutations.ts';

/** Long enough for the answers that are not late, on a machine with other work too. */
const WRITE_TIMEOUT_MS = 500;

const graph = useGraph({
  providers: ['sippy'],
  clients: 2,
  account: { writeTimeoutMs: WRITE_TIMEOUT_MS },
  limits: { maxFailuresInARow: 10_000 },
  journal: looksWhenAsked,
});

/** Each write under the given key. Only client 101 is blocked, so that an end of it changes something. */
const writes: Readonly<Record<string, (idempotencyKey: string) => Promise<WrittenFragment>>> = Object.fromEntries(
  Object.entries(allWritesOf(graph)).map(([name, write]) => {
    const whom = name === 'unblockCustomer' ? { clientId: sippyId('101') } : {};
    return [name, (idempotencyKey) => write({ ...whom, idempotencyKey })];
  }),
);

const RESET = 'resetCustomerOneTimePassword';

// A list is read to its empty end: the client has a charge from before, and no deposit. Where none of its entries has a
// mark, the list over all clients is to show that marks are shown at all.
const debit: Lost = {
  delivery: 'PROBED',
  looks: { found: { getPaymentsList: 2 }, missed: { getPaymentsList: 3, listCustomers: 2 } },
};
const credit: Lost = {
  delivery: 'PROBED',
  looks: { found: { getPaymentsList: 2 }, missed: { getPaymentsList: 2, listCustomers: 2 } },
};

/** What becomes of each write whose answer was lost. */
const lost: Readonly<Record<string, Lost>> = {
  createCustomer: {
    delivery: 'PROBED',
    looks: { found: { getCustomerInfo: 2 }, missed: { getCustomerInfo: 1, listCustomers: 2 } },
  },
  customerDebit: debit,
  customerAddFunds: credit,
  customerCredit: credit,
  [RESET]: unproven,
};
const lostOf = (name: string): Lost => lost[name] ?? repeatable({ [name]: 1 });

const unknown = (applied: boolean) => ({ state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', applied }) as const;

/** What the wire proves after a fault, and whether the sandbox has applied the write. */
const writeKinds: Readonly<
  Record<string, { readonly state: string; readonly code: string; readonly applied: boolean }>
> = {
  delay: unknown(true),
  apply_late: unknown(true),
  apply_then_delay: unknown(true),
  split_reply: unknown(true),
  refuse: unknown(false),
  drop_before_apply: unknown(false),
  apply_then_drop: unknown(true),
  http_500_html: unknown(false),
  http_503_html: unknown(false),
  empty_body: unknown(true),
  truncated: unknown(true),
  garbage: unknown(true),
  rate_limited: { state: 'REJECTED', code: 'RATE_LIMITED', applied: false },
};

const cases = Object.keys(writes).flatMap((name) => Object.keys(writeKinds).map((kind) => [name, kind] as const));

/** All that the writes change, past the gateway; the one-time password cannot be seen. */
async function state(): Promise<readonly object[]> {
  const direct = switchOf(graph);
  const customers = await direct.call('listCustomers');
  const ids = (customers['customers'] as { i_customer: string }[]).map(({ i_customer }) => Number(i_customer));
  const details = ids.flatMap((i_customer) =>
    ['getCustomerInfo', 'getPaymentsList', 'getLowBalance'].map((method) => direct.call(method, { i_customer })),
  );
  return [customers, ...(await Promise.all(details))];
}

describe('a write that fails', () => {
  let before: readonly object[];
  /** A one-time password of Acme's from before. */
  let password: string;
  beforeEach(async () => {
    await graph.set({ blockedShown: 'member' }, 'sippy');
    const direct = switchOf(graph);
    await direct.call('blockCustomer', { i_customer: 101 });
    password = String((await direct.call('resetCustomerOneTimePassword', { web_login: 'acme' }))['password']);
    before = await state();
    await logIn(graph);
  });

  /** Whether the one-time password from before is gone; asking uses it up. */
  const isReset = async () => {
    const fault = await switchOf(graph).fault('authCustomer', { username: 'acme', password });
    expect(fault).toMatch(/^(?:410|403) /);
    return fault.startsWith('403 ');
  };

  const hasChanged = async (name: string) => (name === RESET ? isReset() : !isDeepStrictEqual(await state(), before));

  it.each(Object.keys(writes))('is not what happens when nothing is wrong: %s', async (name) => {
    const { operation, userErrors } = await writes[name]!(freshKey());
    expect(userErrors).toEqual([]);
    expect(operation?.state).toBe('SUCCEEDED');
    expect((await graph.calls('sippy'))[name]).toBe(1);
    expect(await hasChanged(name)).toBe(true);
  });

  it.each(cases)('says what is certain, and is sent once: %s, %s', async (name, kind) => {
    const { state: outcome, code, applied } = writeKinds[kind]!;
    if (name === 'createCustomer') {
      await graph.forgetJournal();
      await logIn(graph);
    }
    const key = freshKey();
    const delayMs = WRITE_TIMEOUT_MS * 2;
    await graph.fault(name, kind, { provider: 'sippy', delayMs });
    const first = await writes[name]!(key);
    expect(first.operation).toMatchObject({
      state: outcome,
      attempts: [{ outcome, error: { code } }],
      upstreamId: null,
    });
    const retryable = code === 'RATE_LIMITED';
    expect(first.userErrors).toMatchObject([{ __typename: 'UpstreamError', code, path: null, retryable }]);
    expect(first).not.toMatchObject({ passwordPath: expect.any(String) });
    expect((await graph.calls('sippy'))[name]).toBe(1);
    // An old password can be tried once only, so not before the late one must have replaced it.
    if (kind === 'delay' || kind === 'apply_late') await sleep(delayMs);
    await expect.poll(() => hasChanged(name), { timeout: 5000 }).toBe(applied);

    // Asking again looks, or sends what changes nothing then, or what was refused for a cause that passes.
    const later = await state();
    await graph.forgetCalls();
    const again = await writes[name]!(key);
    const calls = await graph.calls('sippy');
    // A new password cannot be seen: each reset that is applied makes one.
    const isChanged = name === RESET ? name in calls : !isDeepStrictEqual(await state(), later);
    expectAgain({ name, first, applied, again, calls, isChanged }, lostOf(name));
  });

  it('says the same of a change of what is common to all providers', async () => {
    await graph.fault('updateCustomer', 'apply_then_drop', { provider: 'sippy' });
    const payload = await mutationsOf(graph).change({ company: 'Changed' });
    expect(payload).toMatchObject({ operation: { state: 'UNKNOWN' }, userErrors: [{ code: 'OUTCOME_UNKNOWN' }] });
    expect((await graph.calls('sippy'))['updateCustomer']).toBe(1);
  });

  it.each(['customerDebit', 'customerAddFunds'])(
    'is not even sent when what must be read before cannot be: %s',
    async (name) => {
      await graph.fault('getCustomerInfo', 'http_503_html', { provider: 'sippy' });
      const { operation, userErrors } = await writes[name]!(freshKey());
      expect(operation).toBeNull();
      expect(userErrors).toMatchObject([{ __typename: 'InputError', code: 'UPSTREAM_UNAVAILABLE', path: null }]);
      expect(await graph.calls('sippy')).toEqual({ getCustomerInfo: 1 });
    },
  );
});
