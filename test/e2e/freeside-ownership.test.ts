import { beforeEach, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/ids.ts';
import {
  FreesideAccountDocument,
  FreesideClientDocument,
  FreesideJustResumeDocument,
  FreesideJustSignupDocument,
  FreesideJustSuspendDocument,
  FreesidePageDocument,
  FreesidePortfolioDocument,
  FreesideRowsDocument,
  FreesideSignupDocument,
  FreesideUsernameDocument,
  NodesDocument,
  OneNodeDocument,
} from '../generated/graphql.ts';
import { agents, FREESIDE, freesideSignup, idOf, JANE, loginAs, useFreeside } from './freeside-world.ts';
import { codesOf, freshKey } from './harness.ts';
import { problemsOf } from './inputs.ts';

const graph = useFreeside({ clients: 10 });

/** Clients of the other agent: their number, their account, and the invoice that each of them has. */
const foreign = [
  ['4001', 'rob@example.com', '2001'],
  ['4002', 'mia@example.com', '2002'],
] as const;

/** What the other agent sees of its own two clients. */
async function theirs(): Promise<object> {
  const call = await loginAs(graph, agents.others);
  const all = { prospect: '1', active: '1', susp: '1', cancel: '1' };
  const packages = await Promise.all(foreign.map(([custnum]) => call('list_pkgs', { custnum })));
  return { customers: await call('agent_list_customers', all), packages };
}

describe.each(['off', 'on'])('a client of another agent, with foreign rows in searches %s', (foreignRows) => {
  let before: object;
  beforeEach(async () => {
    await graph.set({ foreignRows }, 'freeside');
    before = await theirs();
    await graph.forgetCalls();
  });

  it.each(foreign)('is not there, by number and by e-mail address: %s', async (upstreamId, email) => {
    expect(await graph.get(FreesideClientDocument, { upstreamId })).toEqual({ client: null });
    expect(await graph.get(FreesideClientDocument, { email })).toEqual({ client: null });
    // Neither history nor packages were asked for, which the real upstream might show (freeside.md section 3.3).
    expect(await graph.calls('freeside')).toEqual({ customer_info: 1, agent_info: 1, agent_list_customers: 1 });
  });

  it.each(foreign)('is no node, and neither is anything of it: %s', async (custnum, _email, invoice) => {
    const ids = [
      idOf(custnum),
      encodeGlobalId('Charge', FREESIDE, custnum, invoice),
      encodeGlobalId('Deposit', FREESIDE, custnum, invoice),
    ];
    for (const id of ids) expect(await graph.get(OneNodeDocument, { id })).toEqual({ node: null });
    const { nodes } = await graph.get(NodesDocument, { ids: [...ids, idOf()] });
    expect(nodes).toEqual([null, null, null, { __typename: 'Client', id: idOf() }]);
    expect(await graph.calls('freeside')).toEqual({ customer_info: 5 });
  });

  it('is in no list, no search, no portfolio and on no package', async () => {
    const { clients } = await graph.get(FreesideRowsDocument, { first: 100 });
    const ids = clients.nodes.map((client) => client!.upstreamId);
    expect(ids).toContain(JANE);
    expect(ids.filter((id) => id.startsWith('4'))).toEqual([]);
    // Rob Doe of Acme Rivals has the last name, nearly the company and the end of the card of Jane Doe of Acme Ltd.
    for (const text of ['Doe', 'Acme', 'rob', '4001', '617-555-0177', '4111111111111111']) {
      const found = (await graph.get(FreesideRowsDocument, { first: 100, where: { text } })).clients.nodes;
      expect(found.map((client) => client!.upstreamId).filter((id) => id.startsWith('4'))).toEqual([]);
    }
    for (const [, email] of foreign) {
      expect((await graph.get(FreesideRowsDocument, { where: { email } })).clients.totalCount).toBe(0);
    }
    const { portfolio } = await graph.get(FreesidePortfolioDocument, {});
    expect(portfolio.clientCount).toBe(clients.totalCount);
    const everything = { first: 100, profile: true, ledger: true, packages: true };
    expect((await graph.get(FreesidePageDocument, everything)).clients.totalCount).toBe(clients.totalCount);
    const { data } = await graph.ask(
      `{ account(name: "${FREESIDE}") { packages { nodes { clients(first: 100) { nodes { upstreamId } } } } } }`,
    );
    expect(JSON.stringify(data)).toContain(JANE);
    expect(JSON.stringify(data)).not.toMatch(/"upstreamId":"4/);
  });

  it('has packages that cannot be seen and not be sold', async () => {
    const { account } = await graph.get(FreesideAccountDocument, {});
    expect(account?.packages?.nodes.map((one) => one?.upstreamId)).not.toContain('7');
    const id = encodeGlobalId('Package', FREESIDE, '7');
    expect(await graph.get(OneNodeDocument, { id })).toEqual({ node: null });
    const { signupFreesideClient } = await graph.get(FreesideJustSignupDocument, {
      input: freesideSignup({ packageId: '7' }),
    });
    expect(problemsOf(signupFreesideClient)).toEqual(['NOT_FOUND input.packageId']);
  });

  it.each(foreign)('is neither suspended nor resumed: %s', async (custnum, service) => {
    for (const input of [{ clientId: idOf(custnum) }, { clientId: idOf(custnum), service }]) {
      for (const dryRun of [false, true]) {
        const { suspendClient } = await graph.get(FreesideJustSuspendDocument, { input: { ...input, dryRun } });
        const { resumeClient } = await graph.get(FreesideJustResumeDocument, { input: { ...input, dryRun } });
        for (const payload of [suspendClient, resumeClient]) {
          expect(problemsOf(payload)).toEqual(['NOT_FOUND input.clientId']);
          expect(payload).toMatchObject({ operation: null, plan: null });
        }
      }
    }
    const { suspendClient } = await graph.get(FreesideJustSuspendDocument, { input: { clientId: idOf(), service } });
    expect(problemsOf(suspendClient)).toEqual(['NOT_FOUND input.service']);
    // Nothing but whose client it is was asked, and the packages of our own one.
    expect(await graph.calls('freeside')).toEqual({ customer_info: 9, list_pkgs: 1 });
    expect(await theirs()).toEqual(before);
  });

  it('is found by no other mutation, and stays as it is', async () => {
    const common = `clientId: "${idOf('4001')}"`;
    const key = `idempotencyKey: "${freshKey()}"`;
    const mutations = {
      addCharge: `{ ${common}, amount: "1", ${key} }`,
      addPayment: `{ ${common}, amount: "1", ${key} }`,
      setClientThreshold: `{ ${common}, amount: "1" }`,
      updateClient: `{ ${common}, company: "X" }`,
      deleteClient: `{ ${common} }`,
    };
    for (const [name, input] of Object.entries(mutations)) {
      const answer = await graph.ask(`mutation { ${name}(input: ${input}) { operation { id } userErrors { code } } }`);
      expect(codesOf(answer)).toEqual([]);
      expect(answer.data[name]).toEqual({ operation: null, userErrors: [{ code: 'NOT_SUPPORTED' }] });
    }
    expect(await graph.calls('freeside')).toEqual({});
    expect(await theirs()).toEqual(before);
  });

  it('has a user name that is taken for us too', async () => {
    const variables = { username: 'rob', domain: 'example.com' };
    expect((await graph.get(FreesideUsernameDocument, variables)).account?.isUsernameAvailable).toBe(false);
    const { signupFreesideClient } = await graph.get(FreesideSignupDocument, {
      input: freesideSignup({ username: 'rob' }),
    });
    expect(problemsOf(signupFreesideClient)).toEqual(['ALREADY_EXISTS input.username']);
    expect(await theirs()).toEqual(before);
  });
});

describe('what the upstream keeps in secret of our own clients', () => {
  it('is in no answer: social security numbers, licences, cards, passwords', async () => {
    const password = 'C4nary-Pw';
    const input = freesideSignup({ password });
    const answers: unknown[] = [];
    for (const branch of ['master', '2.3']) {
      await graph.set({ branch }, 'freeside');
      answers.push(await graph.get(FreesideClientDocument, { upstreamId: JANE }));
      answers.push(await graph.get(FreesideRowsDocument, { first: 100 }));
    }
    answers.push(await graph.get(FreesideSignupDocument, { input }));
    const text = JSON.stringify(answers);
    // The upstream has them, and shows them where it is asked by others.
    const call = await loginAs(graph);
    const shown = JSON.stringify(await call('agent_list_customers', { search: JANE }));
    for (const secret of ['000-12-3456', 'S1234567', 'xxxxxxxxxxxx1111', '2028-12-1']) {
      expect(shown).toContain(secret);
      expect(text).not.toContain(secret);
    }
    expect(JSON.stringify(await call('customer_info', { custnum: JANE }))).toContain('xxx-xx-3456');
    expect(text).not.toContain('xxx-xx-3456');
    expect(text).not.toContain(password);
    expect(text).not.toMatch(/<div|small_custview|_password|session_id/i);
  });

  it('has no field in the graph', async () => {
    const { data } = await graph.ask('{ __schema { types { name fields { name } } } }');
    const { types } = data['__schema'] as { types: { name: string; fields: { name: string }[] | null }[] };
    const fields = types
      .filter(({ name }) => name.startsWith('Freeside') || name === 'Client')
      .flatMap((type) => (type.fields ?? []).map(({ name }) => name));
    expect(fields.length).toBeGreaterThan(40);
    expect(fields.filter((name) => /^ss$|social|license|stateid|password|card|session/i.test(name))).toEqual([]);
  });
});
