import { beforeAll, describe, expect, it, vi } from 'vitest';
import { FreesideNameDocument, FreesideRenewDocument } from '../generated/graphql.ts';
import { FREESIDE, JANE, useFreeside } from './freeside-world.ts';
import type { Answer } from './harness.ts';

/** Long enough for a machine with other work, and waited for in full by two of the faults. */
const READ_TIMEOUT_MS = 800;
const graph = useFreeside({
  clients: 2,
  account: { readTimeoutMs: READ_TIMEOUT_MS },
  limits: { maxFailuresInARow: 10_000 },
});

/** Every reading function of the upstream. */
const EVERYTHING = `{
  client(account: "${FREESIDE}", upstreamId: "${JANE}") {
    displayName
    balance { current { amount } }
    charges { totalCount }
    deposits { totalCount }
    packages { name }
    freeside { displayNumber packages { upstreamId } }
  }
  account(name: "${FREESIDE}") {
    clients { totalCount nodes { upstreamId } completeness { complete accounts { account { name } state code retryable } } }
    packages { totalCount }
    isUsernameAvailable(username: "nobody", domain: "example.com")
    freeside { number }
  }
}`;

/** Which fields are served by which function, and how many calls of it that costs. */
const fieldsOf: Readonly<Record<string, { readonly paths: readonly string[]; readonly calls: number }>> = {
  customer_info: { paths: ['client'], calls: 1 },
  billing_history: { paths: ['client.charges', 'client.deposits'], calls: 1 },
  list_pkgs: { paths: ['client.packages', 'client.freeside.packages'], calls: 1 },
  agent_list_customers: { paths: ['account.clients'], calls: 1 },
  signup_info: { paths: ['account.packages'], calls: 1 },
  check_username: { paths: ['account.isUsernameAvailable'], calls: 1 },
  // Whose rows a list may show is asked once a session, besides.
  agent_info: { paths: ['account.clients', 'account.freeside'], calls: 2 },
};
const everyPath = ['client', 'account.clients', 'account.packages', 'account.isUsernameAvailable', 'account.freeside'];

const codeOf: Readonly<Record<string, string>> = {
  delay: 'UPSTREAM_UNAVAILABLE',
  apply_late: 'UPSTREAM_UNAVAILABLE',
  apply_then_delay: 'UPSTREAM_UNAVAILABLE',
  split_reply: 'UPSTREAM_UNAVAILABLE',
  refuse: 'UPSTREAM_UNAVAILABLE',
  drop_before_apply: 'UPSTREAM_UNAVAILABLE',
  apply_then_drop: 'UPSTREAM_UNAVAILABLE',
  http_500_html: 'UPSTREAM_UNAVAILABLE',
  http_503_html: 'UPSTREAM_UNAVAILABLE',
  empty_body: 'UPSTREAM_UNAVAILABLE',
  truncated: 'UPSTREAM_UNAVAILABLE',
  garbage: 'UPSTREAM_UNAVAILABLE',
  rate_limited: 'RATE_LIMITED',
};
const kinds = Object.keys(codeOf);
const fault = (name: string, kind: string, count = -1) =>
  graph.fault(name, kind, { provider: 'freeside', delayMs: READ_TIMEOUT_MS * 4, count });

type Tree = { [name: string]: unknown };

/** The same data with the fields at these paths gone. A list that is gone is empty, and says so. */
function without(data: Tree, paths: readonly string[], code: string): Tree {
  const failed = { account: { name: FREESIDE }, state: 'FAILED', code, retryable: true };
  const noList = { totalCount: null, nodes: [], completeness: { complete: false, accounts: [failed] } };
  const copy = structuredClone(data);
  for (const path of paths) {
    const names = path.split('.');
    const last = names.pop()!;
    const place = names.reduce<Tree>((tree, name) => tree[name] as Tree, copy);
    place[last] = path === 'account.clients' ? noList : null;
  }
  return copy;
}

/** All of it when nothing is wrong. The first calls of a process can take longer than they may here. */
let whole: Tree;
beforeAll(() =>
  vi.waitFor(
    async () => {
      const { data, errors } = await graph.ask(EVERYTHING);
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
      whole = data;
    },
    { timeout: 20_000 },
  ),
);

/** The fields at these paths are lost for that reason, and nothing else is. */
function expectLost({ data, errors }: Answer<Tree>, paths: readonly string[], code: string): void {
  expect(data).toEqual(without(whole, paths, code));
  expect(errors?.map(({ path }) => path?.join('.')).toSorted()).toEqual(paths.toSorted());
  for (const { message, extensions } of errors ?? []) {
    expect(message).toMatch(/^Freeside /);
    expect(extensions).toMatchObject({ code, account: FREESIDE, retryable: true });
  }
}

describe('a read that fails', () => {
  it('is not what happens when nothing is wrong', async () => {
    const { data, errors } = await graph.ask(EVERYTHING);
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data).replaceAll(/"(?:code|retryable)":null/g, '')).not.toContain('null');
    const calls = Object.fromEntries(Object.entries(fieldsOf).map(([name, field]) => [name, field.calls]));
    expect(await graph.calls('freeside')).toEqual(calls);
  });

  it.each(Object.keys(fieldsOf).flatMap((name) => kinds.map((kind) => [name, kind] as const)))(
    'leaves the rest whole: %s, %s',
    async (name, kind) => {
      await fault(name, kind);
      expectLost(await graph.ask(EVERYTHING), fieldsOf[name]!.paths, codeOf[kind]!);
      expect((await graph.calls('freeside'))[name]).toBe(fieldsOf[name]!.calls);
    },
  );

  it('fails one client of a page and no other', async () => {
    await fault('customer_info', 'truncated', 1);
    const { data, errors } = await graph.ask('{ clients { nodes { upstreamId balance { current { amount } } } } }');
    const { nodes } = data['clients'] as { nodes: { balance: object | null }[] };
    expect(nodes.filter(({ balance }) => balance === null)).toHaveLength(1);
    const index = nodes.findIndex(({ balance }) => balance === null);
    const extensions = { code: 'UPSTREAM_UNAVAILABLE', account: FREESIDE };
    expect(errors).toMatchObject([{ path: ['clients', 'nodes', index, 'balance'], extensions }]);
    expect(errors).toHaveLength(1);
  });
});

describe('a login that fails', () => {
  it.each(kinds)('fails all that wait for it, is tried once, and is forgotten: agent_login, %s', async (kind) => {
    // A renewal whose login fails leaves no session behind.
    await fault('agent_login', 'http_503_html', 1);
    await graph.get(FreesideRenewDocument, {});
    await graph.forgetCalls();
    await fault('agent_login', kind);
    expectLost(await graph.ask(EVERYTHING), everyPath, codeOf[kind]!);
    expect(await graph.calls('freeside')).toEqual({ agent_login: 1 });
    await graph.clearFaults();
    const { data, errors } = await graph.ask(EVERYTHING);
    expect({ data, errors }).toEqual({ data: whole, errors: undefined });
  });
});

describe('a renewal that fails', () => {
  it.each(['agent_logout', 'agent_login'].flatMap((name) => kinds.map((kind) => [name, kind] as const)))(
    'says so, and the next call logs in: %s, %s',
    async (name, kind) => {
      await fault(name, kind, 1);
      const { renewSession } = await graph.get(FreesideRenewDocument, {});
      const problem = { __typename: 'UpstreamError', code: codeOf[kind], path: null, retryable: true };
      expect(renewSession).toMatchObject({ account: { name: FREESIDE }, userErrors: [problem] });
      const logins = name === 'agent_login' ? 1 : 0;
      const { agent_logout: logouts, ...calls } = await graph.calls('freeside');
      expect([logouts, calls['agent_login'] ?? 0]).toEqual([1, logins]);
      expect(await graph.get(FreesideNameDocument, { upstreamId: JANE })).toEqual({
        client: { displayName: 'Acme Ltd' },
      });
      expect(await graph.calls('freeside')).toEqual({ agent_logout: 1, agent_login: logins + 1, customer_info: 1 });
    },
  );
});

describe('what the upstream says to a read', () => {
  const rejected = { code: 'UPSTREAM_REJECTED', retryable: false };
  it.each([
    ['billing_history', 'No customer', 'NOT_FOUND'],
    ['billing_history', `unknown custnum ${JANE}`, 'NOT_FOUND'],
    ['billing_history', 'No history for package', 'UPSTREAM_REJECTED'],
    ['list_pkgs', `unknown custnum ${JANE}`, 'NOT_FOUND'],
    ['customer_info', 'Expired session', 'UPSTREAM_REJECTED'],
    ['agent_info', 'unknown agentnum 1', 'ACCOUNT_REFUSED'],
    ['agent_list_customers', 'Something new', 'UPSTREAM_REJECTED'],
    ['check_username', 'Unknown domain', 'NOT_FOUND'],
    ['signup_info', 'Something new', 'UPSTREAM_REJECTED'],
  ])('is an error of the fields that need it: %s, %s', async (name, error, code) => {
    await graph.set({ forcedErrors: { [name]: error } }, 'freeside');
    const { errors } = await graph.ask(EVERYTHING);
    const { paths } = fieldsOf[name]!;
    expect(errors?.map(({ path }) => path?.join('.')).toSorted()).toEqual(paths.toSorted());
    for (const { extensions } of errors!)
      expect(extensions).toMatchObject({ code, account: FREESIDE, retryable: false });
  });

  it.each([`customer_info: unknown custnum ${JANE}`, `unknown custnum ${JANE}`])(
    'is nobody where it does not know the client: %s',
    async (error) => {
      await graph.set({ forcedErrors: { customer_info: error } }, 'freeside');
      expect(await graph.ask(EVERYTHING)).toMatchObject({ data: { client: null } });
      expect((await graph.ask(EVERYTHING)).errors).toBeUndefined();
    },
  );

  it.each(Object.keys(fieldsOf))('is a fault of its own program, without its files: %s', async (name) => {
    await graph.set({ forcedFaults: { [name]: 'DBD::Pg::st execute failed in /etc/freeside/secrets' } }, 'freeside');
    const { data, errors } = await graph.ask(EVERYTHING);
    const { paths } = fieldsOf[name]!;
    expect(errors?.map(({ path }) => path?.join('.')).toSorted()).toEqual(paths.toSorted());
    for (const { message, extensions } of errors!) {
      expect(extensions).toMatchObject({ ...rejected, upstreamCode: 'Server', account: FREESIDE });
      expect(extensions?.['upstreamText']).toContain('DBD::Pg::st execute failed');
      expect(`${message} ${JSON.stringify(extensions)}`).not.toMatch(/\/etc|\/usr|\.pm|line \d/);
    }
    // Asking again does not help, which a list that is gone says too.
    const gone = JSON.parse(
      JSON.stringify(without(whole, paths, rejected.code)).replace('"retryable":true', '"retryable":false'),
    );
    expect(data).toEqual(gone);
  });

  it('is a session that never holds, which is an error after one new login a call', async () => {
    await graph.set({ forcedErrors: { '*': "Can't resume session" } }, 'freeside');
    const { errors } = await graph.run(FreesideNameDocument, { upstreamId: JANE });
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE', account: FREESIDE } }]);
    expect(await graph.calls('freeside')).toEqual({ customer_info: 2, agent_login: 1 });
  });
});
