import { describe, expect, it } from 'vitest';
import {
  FreesideJustResumeDocument,
  FreesideJustSignupDocument,
  FreesideJustSuspendDocument,
  FreesidePageDocument,
  FreesideResumeDocument,
  FreesideRowsDocument,
  FreesideSuspendDocument,
  FreesideSuspensionDocument,
  OperationByKeyDocument,
} from '../generated/graphql.ts';
import { freesideSignup, idOf, JANE, loginAs, setClock, stateOf, useFreeside } from './freeside-world.ts';
import { freshKey } from './harness.ts';
import { problemsOf } from './inputs.ts';
import { functionsIn, inputIn, parametersIn, planOf } from './plans.ts';

const graph = useFreeside({ clients: 60 });

const suspend = async (more: object = {}) =>
  (await graph.get(FreesideSuspendDocument, { input: { clientId: idOf(), ...more } })).suspendClient;
const resume = async (more: object = {}) =>
  (await graph.get(FreesideResumeDocument, { input: { clientId: idOf(), ...more } })).resumeClient;
const seen = async (upstreamId = JANE) => (await graph.get(FreesideSuspensionDocument, { upstreamId })).client;

const ordered = { upstreamId: '7001', status: 'active', suspendedOn: null };
const active = { status: 'ACTIVE', freeside: { packages: [ordered] } };

describe('suspend_username and unsuspend_username', () => {
  it('suspend_username shuts a client out by its only account, unsuspend_username lets it in again', async () => {
    await setClock(graph, new Date('2026-11-24T12:00:00Z'));
    const shut = await suspend({ reason: 'does not pay' });
    expect(shut).toMatchObject({
      userErrors: [],
      plan: null,
      operation: { kind: 'SUSPEND_CLIENT', state: 'SUCCEEDED', delivery: 'REPEATABLE', reason: 'does not pay' },
      client: { status: 'SUSPENDED' },
    });
    expect(shut.operation?.idempotencyKey).toMatch(/^auto-/);
    expect(await graph.calls('freeside')).toEqual({ customer_info: 2, list_pkgs: 1, suspend_username: 1 });
    expect(await seen()).toEqual({
      status: 'SUSPENDED',
      freeside: { packages: [{ ...ordered, status: 'suspended', suspendedOn: '2026-11-24' }] },
    });
    const { clients } = await graph.get(FreesideRowsDocument, { first: 100, where: { status: 'SUSPENDED' } });
    expect(clients.nodes.map((client) => client?.upstreamId)).toContain(JANE);
    await graph.forgetCalls();
    expect(await resume()).toMatchObject({
      userErrors: [],
      operation: { kind: 'RESUME_CLIENT', state: 'SUCCEEDED', delivery: 'REPEATABLE' },
      client: { status: 'ACTIVE' },
    });
    expect(await graph.calls('freeside')).toEqual({ customer_info: 2, list_pkgs: 1, unsuspend_username: 1 });
    expect(await seen()).toEqual(active);
  });

  it.each(['jane@example.com', ' JANE@Example.com '])('do so by the account that is named: %j', async (service) => {
    expect(await suspend({ service })).toMatchObject({ userErrors: [], client: { status: 'SUSPENDED' } });
    expect(await resume({ service })).toMatchObject({ userErrors: [], client: { status: 'ACTIVE' } });
  });

  it('change nothing when it is so already, and are a success', async () => {
    const before = await stateOf(graph);
    expect(await resume()).toMatchObject({ userErrors: [], operation: { state: 'SUCCEEDED' } });
    expect(await stateOf(graph)).toEqual(before);
    await suspend();
    const suspended = await stateOf(graph);
    await setClock(graph, new Date(Date.now() + 600_000));
    expect(await suspend()).toMatchObject({ userErrors: [], client: { status: 'SUSPENDED' } });
    expect(await stateOf(graph)).toEqual(suspended);
  });

  it('are sent once for one key, and again without one', async () => {
    const idempotencyKey = freshKey();
    const first = await suspend({ idempotencyKey });
    expect(await suspend({ idempotencyKey })).toEqual(first);
    expect(await graph.calls('freeside')).toMatchObject({ suspend_username: 1 });
    expect(problemsOf(await resume({ idempotencyKey }))).toEqual(['IDEMPOTENCY_CONFLICT input.idempotencyKey']);
    await suspend();
    expect(await graph.calls('freeside')).toMatchObject({ suspend_username: 2 });
    const { operation } = await graph.get(OperationByKeyDocument, { idempotencyKey });
    expect(operation).toMatchObject({ kind: 'SUSPEND_CLIENT', state: 'SUCCEEDED', client: { upstreamId: JANE } });
  });

  it('only plan in a dry run', async () => {
    const before = await stateOf(graph);
    await graph.forgetCalls();
    const input = { clientId: idOf(), dryRun: true };
    const plans = {
      suspend_username: await planOf(
        graph,
        async () => (await graph.get(FreesideJustSuspendDocument, { input })).suspendClient,
      ),
      unsuspend_username: await planOf(
        graph,
        async () => (await graph.get(FreesideJustResumeDocument, { input })).resumeClient,
      ),
    };
    for (const [name, plan] of Object.entries(plans)) {
      expect(plan).toMatchObject({ delivery: 'REPEATABLE', rehearsed: false, predictedBalance: null });
      expect([functionsIn(plan), inputIn(plan)]).toEqual([[name], { clientId: JANE }]);
      expect(parametersIn(plan)).toEqual({ session_id: '[redacted]', username: 'jane', domain: 'example.com' });
    }
    expect(await graph.calls('freeside')).toEqual({ customer_info: 2, list_pkgs: 2 });
    expect(await stateOf(graph)).toEqual(before);
  });
});

/** The first generated client with so many accounts. */
const withAccounts = async (count: number) => {
  const variables = { first: 100, profile: false, ledger: false, packages: false };
  const { clients } = await graph.get(FreesidePageDocument, variables);
  for (const client of clients.nodes) {
    const { upstreamId } = client!;
    const call = await loginAs(graph);
    const rows = (await call('list_pkgs', { custnum: upstreamId }))['cust_pkg'] as readonly { cust_svc: object[] }[];
    if (rows.flatMap((row) => row.cust_svc).length === count) return upstreamId;
  }
  throw new Error(`No client has ${count} accounts.`);
};

describe('a suspension that cannot be', () => {
  it.each([
    ['no account of hers', { service: 'nobody@example.com' }, 'NOT_FOUND input.service'],
    ['the account of another client', { service: 'rob@example.com' }, 'NOT_FOUND input.service'],
    ['an account of nobody', { service: 'orphan@example.com' }, 'NOT_FOUND input.service'],
    ['no account at all', { service: 'jane' }, 'INVALID_INPUT input.service'],
    ['an unknown client', { clientId: idOf('999999') }, 'NOT_FOUND input.clientId'],
    ['a client that cannot be', { clientId: idOf('5001 or 1') }, 'NOT_FOUND input.clientId'],
    ['no id', { clientId: 'x' }, 'INVALID_INPUT input.clientId'],
  ])('names the field and sends nothing: %s', async (_what, more, problem) => {
    for (const run of [suspend, resume]) {
      const payload = await run(more);
      expect(problemsOf(payload)).toEqual([problem]);
      expect(payload).toMatchObject({ operation: null, plan: null });
    }
    const calls = await graph.calls('freeside');
    expect(calls).not.toHaveProperty('suspend_username');
    expect(calls).not.toHaveProperty('unsuspend_username');
  });

  it('tells all problems of the input at once', async () => {
    const more = { service: 'jane', idempotencyKey: 'a b', reason: 'x'.repeat(501), clientId: idOf('x') };
    const fields = [
      'NOT_FOUND input.clientId',
      ...['idempotencyKey', 'reason', 'service'].map((one) => `INVALID_INPUT input.${one}`),
    ];
    expect(problemsOf(await suspend(more))).toEqual(fields.toSorted());
    expect(await graph.calls('freeside')).toEqual({});
  });

  it('asks for the account where a client has several, and takes each of them', async () => {
    const upstreamId = await withAccounts(2);
    const clientId = idOf(upstreamId);
    const payload = await suspend({ clientId });
    expect(problemsOf(payload)).toEqual(['INVALID_INPUT input.service']);
    expect(payload.userErrors[0]?.message).toContain('2 accounts');
    const rows = (await (await loginAs(graph))('list_pkgs', { custnum: upstreamId }))['cust_pkg'] as readonly {
      readonly cust_svc: readonly { readonly label: readonly string[] }[];
    }[];
    for (const { label } of rows.flatMap((row) => row.cust_svc)) {
      const { operation, userErrors } = await suspend({ clientId, service: label[1] });
      expect({ state: operation?.state, userErrors }).toEqual({ state: 'SUCCEEDED', userErrors: [] });
    }
  });

  it('says that a client without an account has none', async () => {
    expect(problemsOf(await suspend({ clientId: idOf(await withAccounts(0)) }))).toEqual([
      'INVALID_INPUT input.clientId',
    ]);
  });

  it('works for a client that has just signed up', async () => {
    const { signupFreesideClient } = await graph.get(FreesideJustSignupDocument, { input: freesideSignup() });
    expect(signupFreesideClient.operation?.state).toBe('SUCCEEDED');
    const { clients } = await graph.get(FreesideRowsDocument, { where: { text: 'neil-smith' } });
    const { id } = clients.nodes[0]!;
    expect(await suspend({ clientId: id, service: 'ada@example.com' })).toMatchObject({
      client: { status: 'SUSPENDED' },
    });
  });
});
