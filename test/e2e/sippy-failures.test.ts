import { isDeepStrictEqual } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { SippyCheckSignInDocument, type WrittenFragment } from '../generated/graphql.ts';
import { freshKey, useGraph, type Answer } from './harness.ts';
import { ACME, logIn, SIPPY, sippyId, switchOf } from './sippy-inputs.ts';
import { allWritesOf, mutationsOf } from './sippy-mutations.ts';

const READ_TIMEOUT_MS = 250;
const WRITE_TIMEOUT_MS = 300;
const account = { readTimeoutMs: READ_TIMEOUT_MS, writeTimeoutMs: WRITE_TIMEOUT_MS };
const limits = { maxFailuresInARow: 10_000 };

const unavailable = { code: 'UPSTREAM_UNAVAILABLE', account: SIPPY, retryable: true };
const limited = { code: 'RATE_LIMITED', account: SIPPY, retryable: true };

/** What a read answers after each kind of fault. */
const readKinds: Readonly<Record<string, { readonly code: string }>> = {
  delay: unavailable,
  apply_late: unavailable,
  refuse: unavailable,
  drop_before_apply: unavailable,
  apply_then_drop: unavailable,
  http_500_html: unavailable,
  http_503_html: unavailable,
  empty_body: unavailable,
  truncated: unavailable,
  garbage: unavailable,
  rate_limited: limited,
};

/** Every reading function of the switch; the documented client and a generated one. */
const EVERYTHING = `{
  accounts { name }
  clients(first: 2) {
    totalCount
    nodes {
      displayName
      email
      sippy { webLogin }
      balance { current { amount } }
      threshold { amount { amount } }
      charges { totalCount }
      deposits { totalCount }
    }
  }
}`;

/** Which fields of a client are served by which function. */
const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  getCustomerInfo: ['email', 'sippy', 'balance'],
  getLowBalance: ['threshold'],
  getPaymentsList: ['charges', 'deposits'],
};

interface Page {
  readonly clients: { readonly totalCount: number; readonly nodes: readonly Readonly<Record<string, object | null>>[] };
}

const table = (names: readonly string[], kinds: object) =>
  names.flatMap((name) => Object.keys(kinds).map((kind) => [name, kind] as const));

describe('a read that fails', () => {
  const graph = useGraph({ providers: ['sippy'], clients: 2, account, limits });
  beforeEach(() => logIn(graph));

  it('is not what happens when nothing is wrong', async () => {
    const { data, errors } = await graph.ask(EVERYTHING);
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).not.toContain('null');
    const calls = { listCustomers: 1, getCustomerInfo: 2, getLowBalance: 2, getPaymentsList: 4 };
    expect(await graph.calls('sippy')).toEqual(calls);
  });

  it.each(table(Object.keys(fieldsOf), readKinds))('leaves the rest whole: %s, %s', async (name, kind) => {
    const { data: healthy } = (await graph.ask(EVERYTHING)) as unknown as Answer<Page>;
    const healthyCalls = await graph.calls('sippy');
    await graph.forgetCalls();
    await graph.fault(name, kind, { provider: 'sippy', delayMs: READ_TIMEOUT_MS * 8, count: -1 });
    const { data, errors } = (await graph.ask(EVERYTHING)) as unknown as Answer<Page>;
    const fields = fieldsOf[name]!;
    const lost = Object.fromEntries(fields.map((field) => [field, null]));
    const nodes = healthy.clients.nodes.map((node) => ({ ...node, ...lost }));
    expect(data).toEqual({ ...healthy, clients: { ...healthy.clients, nodes } });
    const expected = nodes.flatMap((_node, index) => fields.map((field) => `clients.nodes.${index}.${field}`));
    expect(errors?.map(({ path }) => path?.join('.')).toSorted()).toEqual(expected.toSorted());
    for (const { extensions, message } of errors ?? []) {
      expect(extensions).toMatchObject(readKinds[kind]!);
      expect(message).toMatch(/Sippy/);
    }
    // Nothing is asked twice.
    expect(await graph.calls('sippy')).toEqual(healthyCalls);
  });

  it.each(Object.keys(readKinds))('names the account that a list lacks: listCustomers, %s', async (kind) => {
    await graph.fault('listCustomers', kind, { provider: 'sippy', delayMs: READ_TIMEOUT_MS * 8 });
    const { data, errors } = await graph.ask(
      '{ accounts { name } clients { totalCount nodes { id } completeness { complete accounts { account { name } state code retryable } } } }',
    );
    const { code } = readKinds[kind]!;
    const accounts = [{ account: { name: SIPPY }, state: 'FAILED', code, retryable: true }];
    const completeness = { complete: false, accounts };
    expect(data).toEqual({ accounts: [{ name: SIPPY }], clients: { totalCount: null, nodes: [], completeness } });
    expect(errors).toMatchObject([{ path: ['clients'], extensions: readKinds[kind]! }]);
    expect(await graph.calls('sippy')).toEqual({ listCustomers: 1 });
  });

  it.each(Object.keys(readKinds))('makes a client unknown, not absent: getCustomerInfo, %s', async (kind) => {
    await graph.fault('getCustomerInfo', kind, { provider: 'sippy', delayMs: READ_TIMEOUT_MS * 8 });
    const { data, errors } = await graph.ask(`{ client(account: "${SIPPY}", upstreamId: "${ACME}") { id } }`);
    expect(data).toEqual({ client: null });
    expect(errors).toMatchObject([{ path: ['client'], extensions: readKinds[kind]! }]);
  });

  it.each(Object.keys(readKinds))('leaves open whether a login is right: authCustomer, %s', async (kind) => {
    await graph.fault('authCustomer', kind, { provider: 'sippy', delayMs: READ_TIMEOUT_MS * 8 });
    const input = { account: SIPPY, username: 'acme', password: 'acme-self-care' };
    const { checkSignIn } = await graph.get(SippyCheckSignInDocument, { input });
    expect(checkSignIn).toMatchObject({ outcome: null, client: null, message: null });
    const { code } = readKinds[kind]!;
    expect(checkSignIn.userErrors).toMatchObject([{ code, path: null, retryable: true }]);
    expect(await graph.calls('sippy')).toEqual({ authCustomer: 1 });
  });

  it('fails a balance that neither list nor client tells, and keeps the others', async () => {
    await graph.fault('getCustomerInfo', 'garbage', { provider: 'sippy' });
    const { data, errors } = await graph.ask('{ clients { nodes { balance { current { amount } } } } }');
    const { nodes } = data['clients'] as { nodes: { balance: object | null }[] };
    expect(nodes.filter(({ balance }) => balance === null)).toHaveLength(1);
    const index = nodes.findIndex(({ balance }) => balance === null);
    expect(errors).toMatchObject([{ path: ['clients', 'nodes', index, 'balance'], extensions: unavailable }]);
  });
});

const graph = useGraph({ providers: ['sippy'], clients: 2, account, limits });

/** Each write under the given key. Only client 101 is blocked, so that an end of it changes something. */
const writes: Readonly<Record<string, (idempotencyKey: string) => Promise<WrittenFragment>>> = Object.fromEntries(
  Object.entries(allWritesOf(graph)).map(([name, write]) => {
    const whom = name === 'unblockCustomer' ? { clientId: sippyId('101') } : {};
    return [name, (idempotencyKey) => write({ ...whom, idempotencyKey })];
  }),
);

const unknown = (applied: boolean) => ({ state: 'UNKNOWN', code: 'OUTCOME_UNKNOWN', applied });

/** What the wire proves after a fault, and whether the sandbox has applied the write. */
const writeKinds: Readonly<
  Record<string, { readonly state: string; readonly code: string; readonly applied: boolean }>
> = {
  delay: unknown(true),
  apply_late: unknown(true),
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

  const hasChanged = async (name: string) =>
    name === 'resetCustomerOneTimePassword' ? isReset() : !isDeepStrictEqual(await state(), before);

  it.each(Object.keys(writes))('is not what happens when nothing is wrong: %s', async (name) => {
    const { operation, userErrors } = await writes[name]!(freshKey());
    expect(userErrors).toEqual([]);
    expect(operation?.state).toBe('SUCCEEDED');
    expect((await graph.calls('sippy'))[name]).toBe(1);
    expect(await hasChanged(name)).toBe(true);
  });

  it.each(table(Object.keys(writes), writeKinds))(
    'says what is certain, and is sent once: %s, %s',
    async (name, kind) => {
      const { state: outcome, code, applied } = writeKinds[kind]!;
      const key = freshKey();
      const delayMs = WRITE_TIMEOUT_MS * 2;
      await graph.fault(name, kind, { provider: 'sippy', delayMs });
      const first = await writes[name]!(key);
      expect(first.operation).toMatchObject({ state: outcome, attempts: [{ outcome, error: { code } }] });
      const retryable = code === 'RATE_LIMITED';
      expect(first.userErrors).toMatchObject([{ __typename: 'UpstreamError', code, path: null, retryable }]);
      expect(first).not.toMatchObject({ passwordPath: expect.any(String) });
      expect((await graph.calls('sippy'))[name]).toBe(1);
      // An old password can be tried once only, so not before the late one must have replaced it.
      if (kind === 'delay' || kind === 'apply_late') await sleep(delayMs);
      await expect.poll(() => hasChanged(name), { timeout: 5000 }).toBe(applied);
      // Asking again sends nothing, unless it was refused for a cause that passes.
      const again = await writes[name]!(key);
      const isOpen = outcome === 'UNKNOWN';
      expect(again).toMatchObject(isOpen ? first : { operation: { state: 'SUCCEEDED' }, userErrors: [] });
      expect((await graph.calls('sippy'))[name]).toBe(isOpen ? 1 : 2);
    },
  );

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
