import { beforeEach, describe, expect, it } from 'vitest';
import { SippyCheckSignInDocument } from '../generated/graphql.ts';
import { useGraph, type Answer, type Graph } from './harness.ts';
import { ACME, logIn, SIPPY } from './sippy-inputs.ts';

/** Long enough for the answers that are not late, on a machine with other work too. */
const READ_TIMEOUT_MS = 500;

const unavailable = { code: 'UPSTREAM_UNAVAILABLE', account: SIPPY, retryable: true };
const limited = { code: 'RATE_LIMITED', account: SIPPY, retryable: true };

/** What a read answers after each kind of fault. */
const readKinds: Readonly<Record<string, { readonly code: string }>> = {
  delay: unavailable,
  apply_late: unavailable,
  apply_then_delay: unavailable,
  split_reply: unavailable,
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

const options = { providers: ['sippy'], clients: 2, limits: { maxFailuresInARow: 10_000 } } as const;

/** Kinds of fault that make the gateway wait in vain. */
const slow = ['delay', 'apply_late', 'apply_then_delay', 'split_reply'];

describe('a read that fails', () => {
  const graph = useGraph(options);
  const impatient = useGraph({ ...options, account: { readTimeoutMs: READ_TIMEOUT_MS } });
  beforeEach(() => Promise.all([logIn(graph), logIn(impatient)]));

  /** The gateway that is to meet the fault, with the fault. */
  const faulty = async (name: string, kind: string, count = 1): Promise<Graph> => {
    const on = slow.includes(kind) ? impatient : graph;
    await on.fault(name, kind, { provider: 'sippy', delayMs: READ_TIMEOUT_MS * 4, count });
    return on;
  };

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
    const on = await faulty(name, kind, -1);
    const { data, errors } = (await on.ask(EVERYTHING)) as unknown as Answer<Page>;
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
    expect(await on.calls('sippy')).toEqual(healthyCalls);
  });

  it.each(Object.keys(readKinds))('names the account that a list lacks: listCustomers, %s', async (kind) => {
    const on = await faulty('listCustomers', kind);
    const { data, errors } = await on.ask(
      '{ accounts { name } clients { totalCount nodes { id } completeness { complete accounts { account { name } state code retryable } } } }',
    );
    const { code } = readKinds[kind]!;
    const accounts = [{ account: { name: SIPPY }, state: 'FAILED', code, retryable: true }];
    const completeness = { complete: false, accounts };
    expect(data).toEqual({ accounts: [{ name: SIPPY }], clients: { totalCount: null, nodes: [], completeness } });
    expect(errors).toMatchObject([{ path: ['clients'], extensions: readKinds[kind]! }]);
    expect(await on.calls('sippy')).toEqual({ listCustomers: 1 });
  });

  it.each(Object.keys(readKinds))('makes a client unknown, not absent: getCustomerInfo, %s', async (kind) => {
    const on = await faulty('getCustomerInfo', kind);
    const { data, errors } = await on.ask(`{ client(account: "${SIPPY}", upstreamId: "${ACME}") { id } }`);
    expect(data).toEqual({ client: null });
    expect(errors).toMatchObject([{ path: ['client'], extensions: readKinds[kind]! }]);
  });

  it.each(Object.keys(readKinds))('leaves open whether a login is right: authCustomer, %s', async (kind) => {
    const on = await faulty('authCustomer', kind);
    const input = { account: SIPPY, username: 'acme', password: 'acme-self-care' };
    const { checkSignIn } = await on.get(SippyCheckSignInDocument, { input });
    expect(checkSignIn).toMatchObject({ outcome: null, client: null, message: null });
    const { code } = readKinds[kind]!;
    expect(checkSignIn.userErrors).toMatchObject([{ code, path: null, retryable: true }]);
    expect(await on.calls('sippy')).toEqual({ authCustomer: 1 });
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
