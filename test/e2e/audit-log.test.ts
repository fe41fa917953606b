/** The audit log over the wire: who has seen what, and that nothing is forgotten. */
import { describe, expect, it } from 'vitest';
import { loopbackAccess, type AccessConfig } from '../../src/accessConfig.ts';
import { allScopes, type Scope } from '../../src/access/scopes.ts';
import { MAX_NAMED_CLIENTS } from '../../src/audit/disclosures.ts';
import { logIn } from './sippy-inputs.ts';
import { clientId, codesOf, freshKey, useGraph, type Answer } from './harness.ts';

interface Entry {
  readonly sequence: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly reason: string | null;
  readonly fields: readonly string[];
  readonly operationName: string | null;
  readonly detail: string | null;
  readonly hash: string;
  readonly operation: { readonly state: string; readonly idempotencyKey: string } | null;
  readonly clients: readonly {
    readonly account: { readonly name: string } | null;
    readonly clientIds: readonly string[];
    readonly clientCount: number;
  }[];
}

interface Page {
  readonly nodes: readonly Entry[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const LOG = `query Log($first: Int, $after: String, $last: Int, $before: String, $where: AuditWhere) {
  auditLog(first: $first, after: $after, last: $last, before: $before, where: $where) {
    nodes { sequence at actor action reason fields operationName detail hash
      operation { state idempotencyKey } clients { account { name } clientIds clientCount } }
    pageInfo { hasNextPage endCursor } } }`;

const EMAIL = 'query OneEmail($id: ID!) { node(id: $id) { id ... on Client { email } } }';

const without = (...missing: readonly Scope[]): AccessConfig => ({
  ...loopbackAccess('demo'),
  loopback: { tenant: 'demo', scopes: allScopes.filter((scope) => !missing.includes(scope)) },
});

const at = (account: string) => [expect.objectContaining({ account: { name: account } }) as unknown];

type World = ReturnType<typeof useGraph>;

async function ask(graph: World, query: string, variables: object = {}, reason?: string) {
  const answer = await fetch(`${graph.gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(reason !== undefined && { 'x-access-reason': reason }) },
    body: JSON.stringify({ query, variables }),
  });
  return { status: answer.status, ...((await answer.json()) as Answer<Record<string, unknown>>) };
}

async function page(graph: World, where: object = {}, args: object = {}): Promise<Page> {
  const { data, errors } = await ask(graph, LOG, { where, ...args });
  expect(errors).toBeUndefined();
  return data['auditLog'] as Page;
}

async function newest(graph: World, action: string): Promise<Entry> {
  return (await page(graph, { action }, { first: 1 })).nodes[0]!;
}

describe('an access to personal data', () => {
  const graph = useGraph({ providers: ['voipms', 'sippy', 'freeside', 'logicboxes'], clients: 3 });

  it('is recorded: who, what, of whom and why', async () => {
    const id = clientId();
    const { data } = await ask(graph, EMAIL, { id }, 'Ticket%207:%20M%C3%BCller');
    expect(data['node']).toMatchObject({ email: expect.stringContaining('@') as unknown });
    expect(await newest(graph, 'READ')).toMatchObject({
      actor: 'demo/loopback',
      reason: 'Ticket 7: Müller',
      fields: ['Client.email'],
      operationName: 'OneEmail',
      operation: null,
      clients: [{ account: { name: 'voipms-demo' }, clientIds: [id], clientCount: 1 }],
      hash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
    });
  });

  it('is none when nothing personal is asked for, or when there is none', async () => {
    const before = (await newest(graph, 'READ')).sequence;
    await ask(
      graph,
      'query ($id: ID!) { node(id: $id) { id ... on Client { upstreamId balance { current { amount } } } } }',
      {
        id: clientId(),
      },
    );
    await ask(graph, EMAIL, { id: clientId('999999') });
    await ask(graph, '{ node(id: "nonsense") { ... on Client { email } } }');
    expect((await newest(graph, 'READ')).sequence).toBe(before);
  });

  it('names only whose data was handed out, not who was looked through', async () => {
    const { data } = await ask(
      graph,
      `{ clients(first: 2, where: { accounts: ["voipms-demo"] }) { nodes { id email } }
         one: client(account: "voipms-demo", upstreamId: "561115") { upstreamId } }`,
    );
    const { nodes } = data['clients'] as { readonly nodes: readonly { readonly id: string }[] };
    const [clients] = (await newest(graph, 'READ')).clients;
    expect([...clients!.clientIds].toSorted()).toEqual(nodes.map(({ id }) => id).toSorted());
    expect(clients!.clientCount).toBe(2);
  });

  it('is recorded for what belongs to a client without telling whose it is', async () => {
    const sippy = clientId('2501', 'sippy-demo');
    const { data } = await ask(
      graph,
      `{ clients(first: 1, where: { accounts: ["sippy-demo"] }) { nodes { id address { city } sippy { __typename } threshold { email } } }
         more: clients(first: 1, where: { accounts: ["freeside-demo"] }) { nodes { id freeside { nightPhoneNumber mobilePhoneNumber invoiceEmails } } }
         last: clients(first: 1, where: { accounts: ["logicboxes-demo"] }) { nodes { id logicboxes { __typename } phoneNumber charges(first: 1) { nodes { description } } } } }`,
    );
    expect(sippy).not.toBe('');
    const entry = await newest(graph, 'READ');
    const ids = ['clients', 'more', 'last'].map(
      (name) => (data[name] as { readonly nodes: readonly { readonly id: string }[] }).nodes[0]!.id,
    );
    const found = entry.clients.flatMap(({ clientIds }) => clientIds);
    expect([...found].toSorted()).toEqual(ids.toSorted());
    expect(entry.fields).toEqual(expect.arrayContaining(['FreesideClient.invoiceEmails', 'PostalAddress.city']));
  });

  it('is recorded for compiled operations as for others', async () => {
    const counts = new Set<number>();
    for (let round = 0; round < 4; round += 1) {
      await ask(graph, EMAIL, { id: clientId() });
      counts.add((await newest(graph, 'READ')).sequence);
    }
    expect(counts.size).toBe(4);
  });

  it('needs a reason that is text', async () => {
    for (const bad of ['%E0%A4%A', '%00', 'x'.repeat(501), '%0Aforged']) {
      const { status, errors } = await ask(graph, EMAIL, { id: clientId() }, bad);
      expect([bad, status, codesOf({ data: null, errors: errors! })]).toEqual([bad, 400, ['INVALID_INPUT']]);
    }
    await ask(graph, EMAIL, { id: clientId() }, '  ');
    expect((await newest(graph, 'READ')).reason).toBeNull();
  });

  it('is recorded for each of many at once', async () => {
    const before = await newest(graph, 'READ');
    const reasons = Array.from({ length: 40 }, (_, index) => `reason-${index}`);
    await Promise.all(reasons.map((reason) => ask(graph, EMAIL, { id: clientId() }, reason)));
    const { nodes } = await page(graph, { action: 'READ' }, { first: 40 });
    expect(new Set(nodes.map(({ reason }) => reason))).toEqual(new Set(reasons));
    expect(nodes.at(-1)!.sequence).toBeGreaterThan(before.sequence);
  });

  it('shows with the write that it came with', async () => {
    const input = { clientId: clientId(), amount: '1.25', idempotencyKey: freshKey(), reason: 'Because.' };
    await ask(
      graph,
      'mutation Charge($input: AddChargeInput!) { addCharge(input: $input) { client { email } operation { id } } }',
      { input },
    );
    const { nodes } = await page(graph, { client: clientId() }, { first: 5 });
    const [readLog, ...others] = nodes.map(({ action, reason }) => [action, reason]);
    expect([readLog, ...others].slice(0, 4)).toEqual([
      ['READ', null],
      ['SUCCEEDED', null],
      ['SENT', 'Because.'],
      ['PREPARED', 'Because.'],
    ]);
    expect(nodes[1]!.operation).toEqual({ state: 'SUCCEEDED', idempotencyKey: input.idempotencyKey });
    expect(nodes[2]!.operation).toEqual({ state: 'SENT', idempotencyKey: input.idempotencyKey });
    const mutation = 'query ($key: String!) { operation(idempotencyKey: $key) { id } }';
    const { data } = await ask(graph, mutation, { key: input.idempotencyKey });
    const { id } = data['operation'] as { readonly id: string };
    expect((await page(graph, { operation: id })).nodes.map(({ action }) => action)).toEqual([
      'SUCCEEDED',
      'SENT',
      'PREPARED',
    ]);
  });
});

describe('what mutations do besides operations', () => {
  const graph = useGraph({ providers: ['sippy', 'freeside'], clients: 1 });
  const check = (password: string) =>
    ask(graph, 'mutation ($input: CheckSignInInput!) { checkSignIn(input: $input) { outcome } }', {
      input: { account: 'sippy-demo', username: 'acme', password },
    });

  it('is recorded: a check of a login, a new session, and who has read a one-time password', async () => {
    await logIn(graph);
    await check('wrong-one');
    expect(await newest(graph, 'SIGN_IN_CHECKED')).toMatchObject({ clients: at('sippy-demo') });
    await check('acme-self-care');
    const { detail, clients } = await newest(graph, 'SIGN_IN_CHECKED');
    expect([JSON.parse(detail!), clients]).toMatchObject([{ outcome: 'SIGNED_IN' }, [{ clientCount: 1 }]]);
    await ask(graph, 'mutation { renewSession(input: { account: "freeside-demo" }) { userErrors { code } } }');
    expect(await newest(graph, 'SESSION_RENEWED')).toMatchObject({ clients: at('freeside-demo') });

    const input = { account: 'sippy-demo', webLogin: 'acme', idempotencyKey: freshKey() };
    const { data } = await ask(
      graph,
      'mutation ($input: ResetOneTimePasswordInput!) { resetOneTimePassword(input: $input) { passwordPath } }',
      { input },
    );
    const { passwordPath } = data['resetOneTimePassword'] as { readonly passwordPath: string };
    expect((await page(graph, { action: 'PASSWORD_TAKEN' })).nodes).toEqual([]);
    const taken = await fetch(`${graph.gateway.url}${passwordPath}`, { method: 'POST' });
    const password = await taken.text();
    expect(await newest(graph, 'PASSWORD_TAKEN')).toMatchObject({ actor: 'demo/loopback', clients: at('sippy-demo') });
    await fetch(`${graph.gateway.url}${passwordPath}`, { method: 'POST' });
    expect((await page(graph, { action: 'PASSWORD_TAKEN' })).nodes).toHaveLength(1);
    const all = JSON.stringify((await page(graph, {}, { first: 50 })).nodes);
    for (const secret of [password, 'wrong-one', 'acme-self-care']) expect(all).not.toContain(secret);
  });
});

describe('the audit log', () => {
  const graph = useGraph({ clients: 3 });

  it('tells that it was read, once a request', async () => {
    await ask(graph, '{ a: auditLog { nodes { at } } b: auditLog(where: { action: "READ" }) { nodes { at } } }');
    const { nodes } = await page(graph, { action: 'AUDIT_READ' });
    // One by the request above, and one by this.
    expect(nodes).toHaveLength(2);
    expect(nodes[0]!.detail).toContain('AUDIT_READ');
  });

  it('is read page by page in both directions, with filters', async () => {
    for (let count = 0; count < 7; count += 1) await ask(graph, EMAIL, { id: clientId() }, `visit ${count}`);
    const where = { action: 'READ', actor: 'demo/loopback', account: 'voipms-demo', client: clientId() };
    const found: (string | null)[] = [];
    for (let after: string | null = null; ;) {
      const { nodes, pageInfo }: Page = await page(graph, where, { first: 3, after });
      found.push(...nodes.map(({ reason }) => reason));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(found).toEqual([6, 5, 4, 3, 2, 1, 0].map((count) => `visit ${count}`));
    const last = await page(graph, where, { last: 2 });
    expect(last.nodes.map(({ reason }) => reason)).toEqual(['visit 1', 'visit 0']);
    const future = { ...where, from: new Date(Date.now() + 60_000).toISOString() };
    expect((await page(graph, future)).nodes).toEqual([]);
    expect((await page(graph, { ...where, client: clientId('561116') })).nodes).toEqual([]);
    expect((await page(graph, { account: 'other' })).nodes).toEqual([]);
    expect((await page(graph, { client: clientId(), account: 'other' })).nodes).toEqual([]);
    const wrong = await ask(graph, LOG, { where: { client: 'nonsense' } });
    expect(codesOf(wrong)).toEqual(['INVALID_INPUT']);
    expect(codesOf(await ask(graph, LOG, { after: 'nonsense' }))).toEqual(['INVALID_INPUT']);
  });
});

describe('a caller without a scope', () => {
  const graph = useGraph({ access: without('payments:write'), clients: 0 });
  const PAY = 'mutation Pay($input: AddPaymentInput!) { addPayment(input: $input) { operation { id } } }';

  it('is refused, which is recorded a few times a minute', async () => {
    const input = { clientId: clientId(), amount: '1', idempotencyKey: freshKey() };
    for (let count = 0; count < 30; count += 1) {
      expect(codesOf(await ask(graph, PAY, { input }))).toContain('FORBIDDEN');
    }
    await expect.poll(async () => (await page(graph, { action: 'DENIED' }, { first: 50 })).nodes.length).toBe(20);
    const entry = await newest(graph, 'DENIED');
    expect(entry).toMatchObject({ operationName: 'Pay', fields: ['Mutation.addPayment'], actor: 'demo/loopback' });
    expect(entry.detail).toContain('FORBIDDEN');
  });
});

describe('a caller without clients:pii', () => {
  const graph = useGraph({ access: without('clients:pii'), clients: 0 });

  it('has nothing recorded, since it sees nothing personal, and cannot read the log', async () => {
    await ask(graph, EMAIL, { id: clientId() });
    expect(codesOf(await ask(graph, LOG))).toContain('FORBIDDEN');
  });
});

describe('where reads are not recorded', () => {
  const graph = useGraph({ access: { ...loopbackAccess('demo'), auditReads: 'off' }, clients: 0 });

  it('there is no entry of them', async () => {
    await ask(graph, EMAIL, { id: clientId() });
    expect((await page(graph, { action: 'READ' })).nodes).toEqual([]);
  });
});

describe('a read of very many', () => {
  const graph = useGraph({ clients: MAX_NAMED_CLIENTS + 20, limits: { maxPageSize: 1000 } });

  it('names the first ones, tells how many there were, and is found for the others', async () => {
    const { errors } = await ask(graph, '{ clients(first: 1000) { nodes { email } } }');
    expect(errors).toBeUndefined();
    const { clients } = await newest(graph, 'READ');
    expect(clients).toMatchObject([{ clientCount: MAX_NAMED_CLIENTS + 21 }]);
    expect(clients[0]!.clientIds).toHaveLength(MAX_NAMED_CLIENTS);
    expect((await page(graph, { action: 'READ', client: clientId('nobody') })).nodes).toHaveLength(1);
  });
});
