import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  FreesideAccountDocument,
  FreesideClientDocument,
  FreesideJustSignupDocument,
  FreesideJustSuspendDocument,
  FreesideNameDocument,
  FreesidePageDocument,
  FreesideRenewDocument,
  FreesideRowsDocument,
} from '../generated/graphql.ts';
import { Graph, type GraphOptions } from './harness.ts';
import {
  callFreeside,
  FREESIDE,
  freesideSignup,
  idOf,
  JANE,
  loginAs,
  setClock,
  useFreeside,
} from './freeside-world.ts';

const HOUR_MS = 3_600_000;
const everything = { first: 100, profile: true, ledger: true, packages: true };
const name = (on: Graph) => on.get(FreesideNameDocument, { upstreamId: JANE });

describe('a session', () => {
  const graph = useFreeside({ clients: 10 });

  /** The sandbox's clock an hour after the login. */
  const expire = () => setClock(graph, new Date(Date.now() + HOUR_MS + 1000));

  it('that has run out costs one new login, and the answer is right', async () => {
    const fresh = await graph.get(FreesideClientDocument, { upstreamId: JANE });
    await graph.forgetCalls();
    await expire();
    expect(await graph.get(FreesideClientDocument, { upstreamId: JANE })).toEqual(fresh);
    const { agent_login: logins, ...calls } = await graph.calls('freeside');
    expect(logins).toBe(1);
    // The first call was refused and made again; the others have the new session.
    expect(calls).toEqual({ customer_info: 2, billing_history: 1, list_pkgs: 1 });
  });

  it('is not prolonged by use, and is good until its hour is over', async () => {
    await setClock(graph, new Date(Date.now() + HOUR_MS - 60_000));
    await name(graph);
    expect(await graph.calls('freeside')).toEqual({ customer_info: 1 });
    await expire();
    await name(graph);
    expect(await graph.calls('freeside')).toEqual({ customer_info: 3, agent_login: 1 });
  });

  it('that runs out under fifty requests costs one new login', async () => {
    await expire();
    const answers = await Promise.all(Array.from({ length: 50 }, () => name(graph)));
    expect(answers).toEqual(Array.from({ length: 50 }, () => ({ client: { displayName: 'Acme Ltd' } })));
    const calls = await graph.calls('freeside');
    expect(calls['agent_login']).toBe(1);
    expect(calls['customer_info']).toBeGreaterThan(50);
    expect(calls['customer_info']).toBeLessThanOrEqual(100);
  });

  it('is renewed when that is asked for: one logout, one login', async () => {
    const { renewSession } = await graph.get(FreesideRenewDocument, {});
    expect(renewSession).toEqual({ account: { name: FREESIDE }, userErrors: [] });
    await name(graph);
    expect(await graph.calls('freeside')).toEqual({ agent_logout: 1, agent_login: 1, customer_info: 1 });
  });

  it('is not there for an account that is not configured', async () => {
    const { data } = await graph.ask('mutation { renewSession(input: { account: "x" }) { userErrors { code path } } }');
    expect(data['renewSession']).toEqual({ userErrors: [{ code: 'NOT_FOUND', path: ['input', 'account'] }] });
  });
});

describe('fifty requests at once', () => {
  it('cause one login, one logout follows at the end, and another end changes nothing', async () => {
    const graph = await Graph.start({ providers: ['freeside'] });
    try {
      const answers = await Promise.all(Array.from({ length: 50 }, () => name(graph)));
      expect(answers).toHaveLength(50);
      expect(await graph.calls('freeside')).toEqual({ agent_login: 1, customer_info: 50 });
      await graph.gateway.close();
      await graph.gateway.close();
      expect(await graph.calls('freeside')).toEqual({ agent_login: 1, customer_info: 50, agent_logout: 1 });
    } finally {
      await graph.close();
    }
  });

  it('are not needed: without a call there is no login and no logout', async () => {
    const graph = await Graph.start({ providers: ['freeside'] });
    await graph.ask('{ accounts { name provider currency capabilities { capability } health { state } } }');
    await graph.gateway.close();
    expect(await graph.calls('freeside')).toEqual({});
    await graph.close();
  });

  it.each(['http_503_html', 'refuse', 'garbage', 'delay'])(
    'end in good time when the logout fails: %s',
    async (kind) => {
      const graph = await Graph.start({ providers: ['freeside'] });
      await name(graph);
      await graph.fault('agent_logout', kind, { provider: 'freeside', delayMs: 60_000 });
      const startedMs = performance.now();
      await graph.gateway.close();
      expect(performance.now() - startedMs).toBeLessThan(5000);
      expect((await graph.calls('freeside'))['agent_logout']).toBe(1);
      await graph.close();
    },
  );
});

/** Stands between gateway and sandbox, sees what passes, and can do something before a call is handed on. */
class Gate {
  readonly #server: Server;
  /** Base URL of the sandbox. */
  target = '';
  /** Session ids in the order of their first use. */
  readonly sessions = new Set<string>();
  /** Called once before the first call of this function. */
  before: { readonly method: string; readonly run: () => Promise<void> } | null = null;

  constructor() {
    this.#server = createServer((request, response) => {
      const pass = async (): Promise<void> => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        const body = Buffer.concat(chunks).toString();
        const [session] = /[0-9a-f]{32}/.exec(body) ?? [];
        if (session !== undefined) this.sessions.add(session);
        const { before } = this;
        if (before !== null && body.includes(`.${before.method}<`)) {
          this.before = null;
          await before.run();
        }
        const headers = { 'content-type': 'text/xml' };
        const answer = await fetch(`${this.target}${request.url}`, { method: 'POST', headers, body });
        response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(await answer.text());
      };
      pass().catch(() => response.destroy());
    });
  }

  /** Starts a graph with the gate in it. */
  async open(options: GraphOptions = {}): Promise<Graph> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const baseUrl = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/selfservice/xmlrpc.cgi`;
    const graph = await Graph.start({ ...options, providers: ['freeside'], account: { baseUrl } });
    this.target = graph.sandbox.url;
    return graph;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

describe('in the middle of an operation', () => {
  let gate: Gate;
  let graph: Graph;
  beforeEach(async () => {
    gate = new Gate();
    graph = await gate.open();
  });
  afterEach(async () => {
    await graph.close();
    await gate.close();
  });

  const expire = () => setClock(graph, new Date(Date.now() + HOUR_MS + 1000));

  it('a session that runs out leaves a page of clients right', async () => {
    const fresh = await graph.get(FreesidePageDocument, everything);
    await graph.forgetCalls();
    gate.before = { method: 'billing_history', run: expire };
    expect(await graph.get(FreesidePageDocument, everything)).toEqual(fresh);
    expect(await graph.calls('freeside')).toMatchObject({ agent_login: 1, agent_list_customers: 1 });
  });

  it('a write whose session has just run out is executed once, after one new login: new_customer', async () => {
    gate.before = { method: 'new_customer', run: expire };
    const { signupFreesideClient } = await graph.get(FreesideJustSignupDocument, { input: freesideSignup() });
    expect(signupFreesideClient).toMatchObject({
      userErrors: [],
      operation: { state: 'SUCCEEDED', attempts: [{ outcome: 'SUCCEEDED' }] },
    });
    // The one that was refused was not executed.
    expect(await graph.calls('freeside')).toEqual({ signup_info: 1, new_customer: 2, agent_login: 2 });
    const { clients } = await graph.get(FreesideRowsDocument, { where: { text: 'Neil-Smith' } });
    expect(clients.totalCount).toBe(1);
  });

  it('a write whose session has just run out is executed once, after one new login: suspend_username', async () => {
    gate.before = { method: 'suspend_username', run: expire };
    const { suspendClient } = await graph.get(FreesideJustSuspendDocument, { input: { clientId: idOf() } });
    expect(suspendClient).toMatchObject({ userErrors: [], operation: { state: 'SUCCEEDED' } });
    const calls = await graph.calls('freeside');
    expect(calls).toMatchObject({ suspend_username: 2, agent_login: 2 });
    const [ordered] = (await (await loginAs(graph))('list_pkgs', { custnum: JANE }))['cust_pkg'] as { susp: string }[];
    expect(ordered!.susp).toMatch(/^\d+$/);
  });

  it('a write is certainly not applied when no session is good enough for it', async () => {
    await graph.set({ forcedErrors: { new_customer: "Can't resume session" } }, 'freeside');
    const { signupFreesideClient } = await graph.get(FreesideJustSignupDocument, { input: freesideSignup() });
    expect(signupFreesideClient.operation?.state).toBe('REJECTED');
    expect(signupFreesideClient.userErrors).toMatchObject([{ code: 'UPSTREAM_UNAVAILABLE', retryable: true }]);
    expect(await graph.calls('freeside')).toMatchObject({ new_customer: 2, agent_login: 2 });
  });

  it('a write is certainly not applied when the new login is refused', async () => {
    const refuse = () => graph.set({ forcedErrors: { agent_login: 'Incorrect password.' } }, 'freeside');
    gate.before = { method: 'new_customer', run: () => expire().then(refuse) };
    const { signupFreesideClient } = await graph.get(FreesideJustSignupDocument, { input: freesideSignup() });
    expect(signupFreesideClient.operation?.state).toBe('REJECTED');
    expect(signupFreesideClient.userErrors).toMatchObject([{ code: 'ACCOUNT_REFUSED', retryable: false }]);
    expect(await graph.calls('freeside')).toMatchObject({ new_customer: 1, agent_login: 2 });
  });

  it('a renewal gives calls another session, and the old one is dead', async () => {
    await name(graph);
    await graph.get(FreesideRenewDocument, {});
    await name(graph);
    const [first, second, ...others] = [...gate.sessions];
    expect(others).toEqual([]);
    const asked = (session: string | undefined) => callFreeside(graph, 'agent_info', { session_id: session ?? '' });
    expect(await asked(first)).toEqual({ error: "Can't resume session" });
    expect(await asked(second)).toMatchObject({ error: '', agentnum: '1' });
    await graph.gateway.close();
    expect(await asked(second)).toEqual({ error: "Can't resume session" });
  });
});

describe('a wrong password', () => {
  const PASSWORD = 'wrong-canary-password';
  let graph: Graph;
  beforeEach(async () => {
    graph = await Graph.start({ providers: ['freeside'], account: { password: PASSWORD } });
  });
  afterEach(() => graph.close());

  it('is ACCOUNT_REFUSED in the answer, in the completeness of lists and in the health', async () => {
    const one = await graph.run(FreesideNameDocument, { upstreamId: JANE });
    expect(one.data).toEqual({ client: null });
    const extensions = { code: 'ACCOUNT_REFUSED', account: FREESIDE, retryable: false };
    expect(one.errors).toMatchObject([{ path: ['client'], extensions }]);
    const list = await graph.run(FreesideRowsDocument, {});
    const failed = { account: { name: FREESIDE }, state: 'FAILED', code: 'ACCOUNT_REFUSED', retryable: false };
    expect(list.data.clients).toEqual({
      totalCount: null,
      nodes: [],
      completeness: { complete: false, accounts: [failed] },
    });
    const { data } = await graph.run(FreesideAccountDocument, {});
    expect(data.account?.health).toEqual({ state: 'DOWN', lastFailureCode: 'ACCOUNT_REFUSED' });
    expect(JSON.stringify([one, list, data])).not.toContain(PASSWORD);
  });

  it('is tried once an operation, whatever that asks for, and nothing else is called', async () => {
    await graph.run(FreesideAccountDocument, {});
    expect(await graph.calls('freeside')).toEqual({ agent_login: 1 });
    await graph.run(FreesidePageDocument, everything);
    expect(await graph.calls('freeside')).toEqual({ agent_login: 2 });
  });

  it('is a user error of a mutation that was not journaled, and of a renewal', async () => {
    const { signupFreesideClient } = await graph.get(FreesideJustSignupDocument, { input: freesideSignup() });
    expect(signupFreesideClient).toMatchObject({ operation: null, userErrors: [{ code: 'ACCOUNT_REFUSED' }] });
    const { renewSession } = await graph.get(FreesideRenewDocument, {});
    expect(renewSession.userErrors).toMatchObject([
      { __typename: 'UpstreamError', code: 'ACCOUNT_REFUSED', path: null },
    ]);
    await graph.gateway.close();
    expect(await graph.calls('freeside')).toEqual({ agent_login: 2 });
  });
});
