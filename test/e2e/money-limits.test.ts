/** Money limits over the wire: what a caller is told, and that neither haste, a second process nor a restart passes them. */
import { afterAll, describe, expect, it } from 'vitest';
import type { MoneyLimits } from '../../src/access/caller.ts';
import { loopbackAccess, tenantNamed, type AccessConfig } from '../../src/accessConfig.ts';
import { allScopes } from '../../src/access/scopes.ts';
import { decimal } from '../../src/money.ts';
import { PostgresServer } from '../journal/postgres-server.ts';
import { documentOf, moneyWrite, rowsOf } from './crash/books.ts';
import { Deployment, type Gateway } from './crash/deployment.ts';
import { clientId, freshKey, useGraph } from './harness.ts';
import { sippyId, sippySignup, switchOf } from './sippy-inputs.ts';

const TIMEOUT_MS = 180_000;

const limited = (moneyLimits: MoneyLimits): AccessConfig => ({
  ...loopbackAccess('demo'),
  tenants: [{ ...tenantNamed('demo'), moneyLimits }],
});

interface Payload {
  readonly operation: { readonly id: string; readonly state: string } | null;
  readonly plan: { readonly requests: readonly unknown[] } | null;
  readonly userErrors: readonly { readonly code: string; readonly message: string; readonly path: readonly string[] }[];
}

const FIELDS = 'operation { id state } plan { requests { __typename } } userErrors { code message path }';
const CHARGE = `mutation ($input: AddChargeInput!) { addCharge(input: $input) { ${FIELDS} } }`;
const PAY = `mutation ($input: AddPaymentInput!) { addPayment(input: $input) { ${FIELDS} } }`;

type World = ReturnType<typeof useGraph>;

async function move(graph: World, amount: string, more: object = {}, document = CHARGE): Promise<Payload> {
  const input = { clientId: clientId(), amount, idempotencyKey: freshKey(), ...more };
  const { data, errors } = await graph.ask(document, { input });
  expect(errors).toBeUndefined();
  return Object.values(data)[0] as Payload;
}

const refusedWith = (message: RegExp) => ({
  operation: null,
  userErrors: [
    { code: 'LIMIT_EXCEEDED', path: ['input', 'amount'], message: expect.stringMatching(message) as unknown },
  ],
});

describe('a caller with money limits', () => {
  const graph = useGraph({
    clients: 0,
    access: limited({ USD: { perOperation: decimal('60'), perDay: decimal('100') } }),
  });
  const begin = () => graph.forgetJournal();

  it('is told what it may move at once, and today', async () => {
    await begin();
    expect(await move(graph, '60.01')).toMatchObject(refusedWith(/at most 60 USD at once\. Nothing was sent\.$/));
    expect((await move(graph, '60')).operation?.state).toBe('SUCCEEDED');
    expect((await move(graph, '39.5', {}, PAY)).operation?.state).toBe('SUCCEEDED');
    const told = refusedWith(/at most 100 USD on one day \(UTC\), and 0\.5 USD of it are left today/);
    expect(await move(graph, '0.51')).toMatchObject(told);
    expect(await move(graph, '0.51', { dryRun: true })).toMatchObject({ ...told, plan: null });
    expect((await move(graph, '0.5', { dryRun: true })).plan?.requests).toHaveLength(1);
    // The second one is the dry run of the upstream itself.
    expect(await graph.calls()).toMatchObject({ addCharge: 2, addPayment: 1 });
  });

  it('may use the key again that was refused, and gets the first outcome for one that was used', async () => {
    await begin();
    const first = { idempotencyKey: freshKey() };
    const [left, refusedKey] = [freshKey(), freshKey()];
    expect((await move(graph, '60', first)).operation?.state).toBe('SUCCEEDED');
    expect(await move(graph, '41', { idempotencyKey: refusedKey })).toMatchObject(refusedWith(/40 USD of it are left/));
    expect((await move(graph, '40', { idempotencyKey: left })).operation?.state).toBe('SUCCEEDED');
    // The limit is used up, and still every key that was used gives its outcome.
    expect((await move(graph, '60', first)).operation?.state).toBe('SUCCEEDED');
    expect((await move(graph, '40', { idempotencyKey: left })).operation?.state).toBe('SUCCEEDED');
    expect(await move(graph, '1', { idempotencyKey: refusedKey })).toMatchObject(refusedWith(/0 USD of it are left/));
    expect((await graph.calls())['addCharge']).toBe(2);
  });

  it('has back what was refused or is known not to be applied, and not what is unknown', async () => {
    await begin();
    await graph.fault('addCharge', 'rate_limited');
    expect((await move(graph, '60')).operation?.state).toBe('REJECTED');
    await graph.fault('addCharge', 'drop_before_apply');
    const lost = (await move(graph, '60')).operation!;
    expect(lost.state).toBe('UNKNOWN');
    expect(await move(graph, '41')).toMatchObject(refusedWith(/40 USD of it are left/));
    const resolve =
      'mutation ($input: ResolveOperationInput!) { resolveOperation(input: $input) { operation { state } } }';
    const input = { id: lost.id, applied: false, reason: 'Not in the books.' };
    expect((await graph.ask(resolve, { input })).data['resolveOperation']).toEqual({
      operation: { state: 'RESOLVED' },
    });
    expect((await move(graph, '60')).operation?.state).toBe('SUCCEEDED');
    expect((await move(graph, '40')).operation?.state).toBe('SUCCEEDED');
  });

  it('leaves its refusals in the audit log', async () => {
    await begin();
    await move(graph, '61');
    const query = '{ auditLog(where: { action: "DENIED" }) { nodes { actor detail clients { clientIds } } } }';
    await expect
      .poll(async () => (await graph.ask(query)).data['auditLog'])
      .toMatchObject({ nodes: [{ actor: 'demo/loopback', clients: [{ clientIds: [clientId()] }] }] });
    expect(JSON.stringify((await graph.ask(query)).data)).toContain('LIMIT_EXCEEDED');
  });

  it('is not passed by 50 requests at once', async () => {
    await begin();
    const all = await Promise.all(Array.from({ length: 50 }, () => move(graph, '9')));
    expect(all.filter(({ operation }) => operation?.state === 'SUCCEEDED')).toHaveLength(11);
    const refused = all.filter(({ operation }) => operation === null);
    expect(new Set(refused.flatMap(({ userErrors }) => userErrors.map(({ code }) => code)))).toEqual(
      new Set(['LIMIT_EXCEEDED']),
    );
    expect(refused).toHaveLength(39);
    expect((await graph.calls())['addCharge']).toBe(11);
  });
});

describe('a caller with a limit in another currency', () => {
  const graph = useGraph({ clients: 0, access: limited({ EUR: { perOperation: null, perDay: null } }) });

  it('may not move any other', async () => {
    expect(await move(graph, '1')).toMatchObject(refusedWith(/may not move USD\. It may move EUR\./));
    expect(await move(graph, '1', { dryRun: true })).toMatchObject(refusedWith(/may not move USD/));
    expect((await graph.calls())['addCharge']).toBeUndefined();
  });
});

const SIGN_UP = `mutation ($input: SignupSippyClientInput!) { signupSippyClient(input: $input) { ${FIELDS} } }`;
const UPDATE = `mutation ($input: UpdateSippyClientInput!) { updateSippyClient(input: $input) { ${FIELDS} } }`;

async function change(graph: World, document: string, input: object): Promise<Payload> {
  const { data, errors } = await graph.ask(document, { input });
  expect(errors).toBeUndefined();
  return Object.values(data)[0] as Payload;
}

const refusal = (field: string) => ({
  operation: null,
  plan: null,
  userErrors: [{ code: 'LIMIT_EXCEEDED', path: ['input', field] }],
});

describe('money that no limit counts, at Sippy', () => {
  const graph = useGraph({
    providers: ['sippy'],
    clients: 0,
    access: limited({ USD: { perOperation: null, perDay: null } }),
  });

  it.each([{ initialBalance: '5' }, { initialBalance: '-5' }, { creditLimit: '1' }])(
    'is refused to a caller with limits when a client is signed up: %j',
    async (given) => {
      const name = Object.keys(given)[0]!;
      for (const dryRun of [true, false])
        expect(await change(graph, SIGN_UP, sippySignup({ ...given, dryRun }))).toMatchObject(refusal(name));
      expect((await graph.calls('sippy'))['createCustomer']).toBeUndefined();
    },
  );

  it('is no matter where there is none', async () => {
    const input = sippySignup({ initialBalance: '0.00', creditLimit: '0' });
    expect((await change(graph, SIGN_UP, input)).operation?.state).toBe('SUCCEEDED');
  });

  it('is refused as credit that is raised, and not as credit that is lowered', async () => {
    const client = sippyId();
    for (const dryRun of [true, false])
      expect(await change(graph, UPDATE, { clientId: client, creditLimit: '0.01', dryRun })).toMatchObject(
        refusal('creditLimit'),
      );
    expect((await graph.calls('sippy'))['updateCustomer']).toBeUndefined();
    await switchOf(graph).call('updateCustomer', { i_customer: 3, credit_limit: 100 });
    expect(await change(graph, UPDATE, { clientId: client, creditLimit: '100.01' })).toMatchObject(
      refusal('creditLimit'),
    );
    expect((await change(graph, UPDATE, { clientId: client, creditLimit: '80' })).operation?.state).toBe('SUCCEEDED');
    expect(await change(graph, UPDATE, { clientId: client, creditLimit: '100' })).toMatchObject(refusal('creditLimit'));
    const log = '{ auditLog(where: { action: "DENIED" }) { nodes { detail } } }';
    await expect.poll(async () => JSON.stringify((await graph.ask(log)).data)).toContain('updateSippyClient');
  });
});

describe('a caller without payments:write', () => {
  const scopes = allScopes.filter((scope) => scope !== 'payments:write');
  const graph = useGraph({
    providers: ['sippy'],
    clients: 0,
    access: { ...loopbackAccess('demo'), loopback: { tenant: 'demo', scopes } },
  });

  it('signs clients up without a balance to begin with', async () => {
    for (const dryRun of [true, false])
      expect(await change(graph, SIGN_UP, sippySignup({ initialBalance: '5', dryRun }))).toMatchObject({
        operation: null,
        plan: null,
        userErrors: [{ code: 'FORBIDDEN', path: ['input', 'initialBalance'] }],
      });
    const input = sippySignup({ initialBalance: '0', creditLimit: '10' });
    expect((await change(graph, SIGN_UP, input)).operation?.state).toBe('SUCCEEDED');
  });
});

const access = { loopback: {}, tenants: { local: { moneyLimits: { USD: { perDay: '30.00' } } } } };
const charge = async (gateway: Gateway) => {
  const write = moneyWrite('voipms', '561116', 'addCharge', freshKey(), '3.00');
  const { data } = await gateway.ask<{ addCharge: Payload }>(documentOf(write, 'operation { state }'), {
    input: write.input,
  });
  return data.addCharge;
};

describe.each(['SQLite', 'PostgreSQL'] as const)('with processes over %s', (kind) => {
  let server: PostgresServer | undefined;
  let deployment: Deployment | undefined;
  afterAll(async () => {
    await deployment?.close();
    await server?.remove();
  });
  it('the limit of a day holds for all of them, and after they were killed', { timeout: TIMEOUT_MS }, async () => {
    if (kind === 'PostgreSQL') server = await PostgresServer.start();
    const databaseUrl = server === undefined ? null : await server.newDatabase();
    deployment = await Deployment.start({ databaseUrl, access });
    const before = (await rowsOf(deployment.driven, 'voipms', '561116')).length;
    const gateways = [await deployment.gateway()];
    if (kind === 'PostgreSQL') gateways.push(await deployment.gateway());
    // One is killed while its charges are under way: what it has sent counts, whatever became of it.
    await deployment.fault('addCharge', 'delay', { delayMs: 3000, count: 1 });
    const running = charge(gateways[0]!).catch(() => null);
    await expect.poll(() => deployment!.callsOf('addCharge'), { timeout: 20_000 }).toBe(1);
    await gateways[0]!.kill();
    await running;
    gateways[0] = await deployment.gateway();
    const all = await Promise.all(Array.from({ length: 50 }, (_, index) => charge(gateways[index % gateways.length]!)));
    expect(all.filter(({ operation }) => operation?.state === 'SUCCEEDED')).toHaveLength(9);
    await gateways[0].kill();
    gateways[0] = await deployment.gateway();
    expect((await charge(gateways[0])).userErrors).toMatchObject([{ code: 'LIMIT_EXCEEDED' }]);
    const rows = (await rowsOf(deployment.driven, 'voipms', '561116')).length - before;
    expect([9, 10]).toContain(rows);
    const { code, stdout } = await deployment.command(['journal', 'verify']);
    expect([code, stdout]).toEqual([0, expect.stringContaining('as it was written')]);
  });
});
