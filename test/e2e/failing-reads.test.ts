import { describe, expect, it } from 'vitest';
import { ACCOUNT, SEED, useGraph, type Answer } from './harness.ts';

/** Long enough for the answers that are not late, on a machine with other work too. */
const READ_TIMEOUT_MS = 500;
const graph = useGraph({ clients: 2 });
const impatient = useGraph({ clients: 2, account: { readTimeoutMs: READ_TIMEOUT_MS } });

/** Every reading function of the upstream once. */
const EVERYTHING = `{
  client(account: "${ACCOUNT}", upstreamId: "${SEED}") {
    displayName
    balance { current { amount } }
    charges { totalCount }
    deposits { totalCount }
    packages { name }
    threshold { amount { amount } }
  }
  account(name: "${ACCOUNT}") {
    packages { totalCount }
    balanceManagementOptions { value }
    countries { code }
    balance { current { amount } }
    transactions(from: "2026-10-01", to: "2026-10-31") { type }
  }
}`;

/** Which field is served by which function. */
const fieldOf: Readonly<Record<string, readonly [string, ...string[]]>> = {
  getClients: ['client'],
  getResellerBalance: ['client', 'balance'],
  getCharges: ['client', 'charges'],
  getDeposits: ['client', 'deposits'],
  getClientPackages: ['client', 'packages'],
  getClientThreshold: ['client', 'threshold'],
  getPackages: ['account', 'packages'],
  getBalanceManagement: ['account', 'balanceManagementOptions'],
  getCountries: ['account', 'countries'],
  getBalance: ['account', 'balance'],
  getTransactionHistory: ['account', 'transactions'],
};

const unavailable = { code: 'UPSTREAM_UNAVAILABLE', account: ACCOUNT, retryable: true };
const limited = {
  code: 'RATE_LIMITED',
  account: ACCOUNT,
  retryable: true,
  upstreamCode: 'api_limit_exceeded',
  retryAfterMs: 60_000,
};
const extensionsOf: Readonly<Record<string, object>> = {
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

/** Kinds of fault that make the gateway wait in vain. */
const slow = ['delay', 'apply_late', 'apply_then_delay', 'split_reply'];

type Tree = { [name: string]: Tree | null };

/** The same data with the field at `path` gone. */
function without(data: Tree, [name, ...rest]: readonly [string, ...string[]]): Tree {
  const [next, ...others] = rest;
  return { ...data, [name]: next === undefined ? null : without(data[name]!, [next, ...others]) };
}

const cases = Object.keys(fieldOf).flatMap((name) => Object.keys(extensionsOf).map((kind) => [name, kind] as const));

describe('a read that fails', () => {
  it('is not what happens when nothing is wrong', async () => {
    const { data, errors } = await graph.ask(EVERYTHING);
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).not.toContain('null');
    expect(await graph.calls()).toEqual(Object.fromEntries(Object.keys(fieldOf).map((name) => [name, 1])));
  });

  it.each(cases)('leaves the rest whole: %s, %s', async (name, kind) => {
    const path = fieldOf[name]!;
    const on = slow.includes(kind) ? impatient : graph;
    const { data: healthy } = (await graph.ask(EVERYTHING)) as Answer<Tree>;
    await on.forgetCalls();
    await on.fault(name, kind, { delayMs: READ_TIMEOUT_MS * 4, count: -1 });
    const { data, errors } = await on.ask(EVERYTHING);
    expect(data).toEqual(without(healthy, path));
    expect(errors).toHaveLength(1);
    expect(errors).toMatchObject([{ path, extensions: extensionsOf[kind] }]);
    expect(errors?.[0]?.message).toMatch(/VoIP\.ms/);
    expect((await on.calls())[name]).toBe(1);
  });

  it.each(['http_503_html', 'rate_limited', 'empty_body'])('names the account that a list lacks: %s', async (kind) => {
    await graph.fault('getClients', kind);
    const { data, errors } = await graph.ask(
      '{ clients { totalCount nodes { id } completeness { complete accounts { account { name } state code retryable } } } }',
    );
    const { code } = extensionsOf[kind] as { code: string };
    const accounts = [{ account: { name: ACCOUNT }, state: 'FAILED', code, retryable: true }];
    const completeness = { complete: false, accounts };
    expect(data).toEqual({ clients: { totalCount: null, nodes: [], completeness } });
    expect(errors).toMatchObject([{ path: ['clients'], extensions: extensionsOf[kind]! }]);
  });

  it('fails one client of a page and no other', async () => {
    await graph.fault('getResellerBalance', 'truncated');
    const { data, errors } = await graph.ask('{ clients { nodes { balance { current { amount } } } } }');
    const { nodes } = data['clients'] as { nodes: { balance: object | null }[] };
    expect(nodes.filter(({ balance }) => balance === null)).toHaveLength(1);
    const index = nodes.findIndex(({ balance }) => balance === null);
    expect(errors).toMatchObject([{ path: ['clients', 'nodes', index, 'balance'], extensions: unavailable }]);
    expect(errors).toHaveLength(1);
  });

  it.each([
    ['ip_not_enabled', 'ACCOUNT_REFUSED', false],
    ['invalid_credentials', 'ACCOUNT_REFUSED', false],
    ['method_maintenance', 'UPSTREAM_UNAVAILABLE', true],
    ['something_new', 'UPSTREAM_REJECTED', false],
  ])('says what the upstream says: %s', async (upstreamCode, code, retryable) => {
    await graph.set({ forcedErrors: { getCharges: upstreamCode } });
    const { data, errors } = await graph.ask(EVERYTHING);
    expect(data['client']).toMatchObject({ charges: null, deposits: { totalCount: 2 } });
    expect(errors).toMatchObject([{ extensions: { code, upstreamCode, retryable, account: ACCOUNT } }]);
  });
});
