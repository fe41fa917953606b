/** The provider against the sandbox, which was written from the same documents by other hands. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GatewayError } from '../../../src/errors.ts';
import { addDecimals, decimal, negateDecimal, type Decimal } from '../../../src/money.ts';
import type { Provider } from '../../../src/providers/provider.ts';
import type { BalanceRecord, ClientRecord, LedgerRow } from '../../../src/providers/records.ts';
import { startSandbox, type RunningSandbox } from '../../../src/sandbox/server.ts';
import { byCard, byCheque, mark, signupInput } from './signup-inputs.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { providerAt } from './upstream.ts';

let sandbox: RunningSandbox;
let provider: Provider;

beforeEach(async () => {
  sandbox = await startSandbox({ host: '127.0.0.1', port: 0, clients: 25, seed: 3, dataDir: null });
  provider = providerAt(`${sandbox.url}/selfservice/xmlrpc.cgi`, {
    username: 'demo',
    password: 'demo-freeside',
    readTimeoutMs: 3000,
    writeTimeoutMs: 3000,
    maxResponseBytes: 8 * 1024 * 1024,
  });
});

afterEach(async () => {
  await provider.close();
  await sandbox.close();
});

async function control(path: string, body: unknown): Promise<void> {
  const response = await fetch(`${sandbox.url}/_sandbox/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect([response.ok, await response.text()]).toEqual([true, expect.any(String)]);
}

const turn = (switches: Record<string, unknown>) => control('switches', { provider: 'freeside', ...switches });
const jane = '5001';
const only = async <T>(found: Promise<ReadonlyMap<string, T>>, id = jane) => (await found).get(id);

const add = (amounts: readonly string[]): Decimal => amounts.map(decimal).reduce(addDecimals, decimal('0.00'));

/** Everybody with everything, as far as no clock is in it. */
async function readEverybody() {
  const { clients, balances, ledger, freesidePackages, packages } = provider.capabilities;
  const scope = scopeOf();
  const listed = await clients.list(scope);
  const ids = listed.map(({ upstreamId }) => upstreamId);
  const [own, funds, charges, deposits, ordered, refs] = await Promise.all([
    clients.wholeByIds!(ids, scope),
    balances.byClientIds(ids, scope),
    ledger!.chargesByClientIds(ids, scope),
    ledger!.depositsByClientIds(ids, scope),
    freesidePackages!.byClientIds(ids, scope),
    packages!.byClientIds(ids, scope),
  ]);
  return { listed, ids, own, funds, charges, deposits, ordered, refs };
}

describe('the provider and the sandbox', () => {
  it('agree on the client of the documents', async () => {
    const { clients, balances, ledger, freesideProfiles, freesideAgent, usernames } = provider.capabilities;
    const scope = scopeOf();
    expect(await only(clients.byIds([jane], scope))).toMatchObject({
      displayName: 'Acme Ltd',
      email: 'jane@example.com',
      status: 'ACTIVE',
      address: { street: '123 Main St, Suite 4', postalCode: '02134' },
    });
    expect(await only(balances.byClientIds([jane], scope))).toMatchObject({ current: '-12.50' });
    expect(await only(ledger!.chargesByClientIds([jane], scope))).toMatchObject([
      { upstreamId: '3001', amount: '37.50' },
    ]);
    expect(await only(ledger!.depositsByClientIds([jane], scope))).toMatchObject([
      { type: 'Credit' },
      { amount: '20.00' },
    ]);
    expect(await only(freesideProfiles!.byClientIds([jane], scope))).toMatchObject({
      openInvoices: [{ number: '3001', owed: '12.50' }],
    });
    expect(await clients.byEmail('Bills@example.com', scope)).toMatchObject({ upstreamId: jane });
    expect(await freesideAgent!.read(scope)).toMatchObject({ number: '1', name: 'Demo Reseller' });
    expect(await usernames!.isAvailable('jane', 'example.com', scope)).toBe(false);
    expect(await usernames!.isAvailable('joan', 'example.com', scope)).toBe(true);
    expect(await usernames!.isAvailable('jane', 'nowhere.example', scope)).toBe(true);
  });

  it('agree on everybody, in both branches', async () => {
    const master = await readEverybody();
    expect(master.listed.length).toBeGreaterThan(10);
    for (const { upstreamId, displayName, status } of master.listed) {
      const own = master.own.get(upstreamId) as ClientRecord;
      expect([own.displayName, own.status, own.lacks]).toEqual([displayName, status, []]);
      const rows = (side: ReadonlyMap<string, readonly LedgerRow[] | GatewayError>) =>
        (side.get(upstreamId) as readonly LedgerRow[]).map(({ amount }) => amount);
      const net = addDecimals(add(rows(master.deposits)), negateDecimal(add(rows(master.charges))));
      expect((master.funds.get(upstreamId) as BalanceRecord).current).toBe(net);
      expect(master.ordered.get(upstreamId)).toEqual(expect.any(Array));
    }
    expect(new Set(master.listed.map(({ status }) => status))).toEqual(new Set(['ACTIVE', 'SUSPENDED', 'CLOSED']));
    await turn({ branch: '2.3' });
    const old = await readEverybody();
    expect(old.ids).toEqual(master.ids);
    expect([old.charges, old.deposits, old.ordered, old.refs]).toEqual([
      master.charges,
      master.deposits,
      master.ordered,
      master.refs,
    ]);
    for (const id of old.ids) {
      const [before, after] = [master.own.get(id), old.own.get(id)] as readonly ClientRecord[];
      expect({ ...after, observedAt: null }).toEqual({ ...before, observedAt: null });
    }
  });

  it('agree that lines of invoices are charges too', async () => {
    await turn({ lineItems: 'on' });
    const charges = await only(provider.capabilities.ledger!.chargesByClientIds([jane], scopeOf()));
    expect((charges as LedgerRow[]).map(({ type, amount }) => [type, amount])).toEqual([
      ['Line item', '25.00'],
      ['Line item', '12.50'],
    ]);
  });

  it('agree that clients of others are not there', async () => {
    const stranger = providerAt(`${sandbox.url}/selfservice/xmlrpc.cgi`, {
      username: 'other',
      password: 'other-freeside',
    });
    const theirs = await stranger.capabilities.clients.list(scopeOf());
    const ours = await provider.capabilities.clients.list(scopeOf());
    expect(theirs.length).toBeGreaterThan(0);
    expect(ours.map(({ upstreamId }) => upstreamId)).not.toContain(theirs[0]!.upstreamId);
    const id = theirs[0]!.upstreamId;
    const { clients, ledger, suspendClient } = provider.capabilities;
    expect((await clients.byIds([id], scopeOf())).size).toBe(0);
    expect((await ledger!.chargesByClientIds([id], scopeOf())).size).toBe(0);
    const problems = await suspendClient!.check({ clientId: id, service: null, reason: null }, scopeOf());
    expect(problems).toMatchObject([{ code: 'NOT_FOUND', field: ['clientId'] }]);
    await stranger.close();
  });

  it('agree on packages, and on a suspension and its end', async () => {
    const { packages, suspendClient, resumeClient, clients } = provider.capabilities;
    const all = await packages!.list(scopeOf());
    expect(all).toContainEqual(expect.objectContaining({ upstreamId: '2', monthlyFee: '25.00', setupFee: '12.50' }));
    expect(await only(packages!.byClientIds([jane], scopeOf()))).toEqual([{ upstreamId: '2', name: 'Business Line' }]);
    const input = { clientId: jane, service: null, reason: null };
    const statusOf = async () => ((await only(clients.byIds([jane], scopeOf()))) as ClientRecord).status;
    for (const [write, status] of [
      [suspendClient!, 'SUSPENDED'],
      [suspendClient!, 'SUSPENDED'],
      [resumeClient!, 'ACTIVE'],
      [resumeClient!, 'ACTIVE'],
    ] as const) {
      expect(await write.check(input, scopeOf())).toEqual([]);
      await write.send(input, scopeOf(), mark);
      expect(await statusOf()).toBe(status);
    }
  });

  it('agree on sign-ups by each way to pay', async () => {
    const { signupFreesideClient, clients, balances } = provider.capabilities;
    for (const [username, way] of [
      ['ada1', {}],
      ['ada2', byCard],
      ['ada3', byCheque],
    ] as const) {
      const input = signupInput({ ...way, username, dayPhoneNumber: '+1 617 555 0100 x12', postalInvoices: true });
      expect(await signupFreesideClient!.check(input, scopeOf())).toEqual([]);
      const { clientId } = await signupFreesideClient!.send(input, scopeOf(), mark);
      const scope = scopeOf();
      expect(await only(clients.byIds([clientId!], scope), clientId!)).toMatchObject({
        lastName: "O'Neil-Smith, Jr.",
        email: 'ada@example.com',
        phoneNumber: '617-555-0100 x12',
      });
      expect(await only(balances.byClientIds([clientId!], scope), clientId!)).not.toBeInstanceOf(GatewayError);
      const again = { ...input, prepaidCardNumber: input.prepaidCardNumber && 'XYZ789' };
      expect(await errorFrom(signupFreesideClient!.send(again, scopeOf(), mark))).toMatchObject({
        code: 'ALREADY_EXISTS',
      });
    }
  });

  it('agree on what is wrong with a sign-up', async () => {
    const { signupFreesideClient } = provider.capabilities;
    const fieldOf = async (changes: Parameters<typeof signupInput>[0]) => {
      const error = await errorFrom(signupFreesideClient!.send(signupInput(changes), scopeOf(), mark));
      return `${error.code} ${error.details.field?.join('.')}`;
    };
    expect(await fieldOf({ username: 'jane' })).toBe('ALREADY_EXISTS username');
    expect(await fieldOf({ password: 'short' })).toBe('INVALID_INPUT password');
    expect(await fieldOf({ password: 'xX1!ada-ada' })).toBe('INVALID_INPUT password');
    expect(await fieldOf({ packageId: '99' })).toBe('NOT_FOUND packageId');
    expect(await fieldOf({ paymentMethod: 'BILL' })).toBe('INVALID_INPUT billing.method');
    expect(await fieldOf({ lastName: 'X!' })).toBe('INVALID_INPUT lastName');
    expect(await fieldOf({ street: '' })).toBe('INVALID_INPUT address.street');
    expect(await fieldOf({ postalCode: '1' })).toBe('INVALID_INPUT address.postalCode');
    expect(await fieldOf({ state: 'XX' })).toBe('INVALID_INPUT address.state');
    expect(await fieldOf({ dayPhoneNumber: '1' })).toBe('INVALID_INPUT dayPhoneNumber');
    expect(await fieldOf({ registrationCode: 'NO' })).toBe('NOT_FOUND registrationCode');
    expect(await fieldOf({ ...byCard, cardNumber: '4111111111111112' })).toBe('INVALID_INPUT billing.cardNumber');
    await turn({ realtimeBilling: 'decline' });
    expect(await errorFrom(signupFreesideClient!.send(signupInput(byCard), scopeOf(), mark))).toMatchObject({
      details: { upstreamCode: '_decline' },
    });
    await turn({ realtimeBilling: 'collect' });
    const other = signupInput({ ...byCard, username: 'other2' });
    expect(await errorFrom(signupFreesideClient!.send(other, scopeOf(), mark))).toMatchObject({
      details: { upstreamCode: '_collect' },
    });
    await turn({ requireCvv: 'on', accessNumbers: 'on' });
    const problems = await signupFreesideClient!.check(signupInput({ ...byCard, cardVerification: null }), scopeOf());
    expect(problems.map(({ field }) => field.join('.'))).toEqual(['billing.cardVerification', 'accessNumberId']);
  });

  it('agree that a session that has run out is begun again, and is logged out', async () => {
    await turn({ sessionSeconds: 1 });
    await provider.capabilities.freesideAgent!.read(scopeOf());
    await control('clock', { now: '2030-01-01T00:00:00Z' });
    const scope = scopeOf();
    expect(await provider.capabilities.freesideAgent!.read(scope)).toMatchObject({ number: '1' });
    expect(scope.spent).toBe(3);
    await provider.capabilities.session!.renew(scopeOf());
    const calls = await (await fetch(`${sandbox.url}/_sandbox/calls`)).text();
    expect(calls).toContain('agent_logout');
  });

  it.each([
    ['apply_then_drop', 'OUTCOME_UNKNOWN', 'SUSPENDED'],
    ['empty_body', 'OUTCOME_UNKNOWN', 'SUSPENDED'],
    ['truncated', 'OUTCOME_UNKNOWN', 'SUSPENDED'],
    ['garbage', 'OUTCOME_UNKNOWN', 'SUSPENDED'],
    ['drop_before_apply', 'OUTCOME_UNKNOWN', 'ACTIVE'],
    ['http_500_html', 'OUTCOME_UNKNOWN', 'ACTIVE'],
    ['http_503_html', 'OUTCOME_UNKNOWN', 'ACTIVE'],
  ])('agree that after %s a suspension is %s and not repeated', async (kind, code, status) => {
    const { suspendClient, clients } = provider.capabilities;
    await control('faults', { provider: 'freeside', function: 'suspend_username', kind, count: 1 });
    const input = { clientId: jane, service: null, reason: null };
    expect(await errorFrom(suspendClient!.send(input, scopeOf(), mark))).toMatchObject({ code });
    expect(await only(clients.byIds([jane], scopeOf()))).toMatchObject({ status });
  });

  it.each(['drop_before_apply', 'http_500_html', 'empty_body', 'truncated', 'garbage'])(
    'agree that a read after %s is UPSTREAM_UNAVAILABLE',
    async (kind) => {
      await control('faults', { provider: 'freeside', function: 'agent_info', kind, count: 1 });
      expect(await errorFrom(provider.capabilities.freesideAgent!.read(scopeOf()))).toMatchObject({
        code: 'UPSTREAM_UNAVAILABLE',
      });
      expect(await provider.capabilities.freesideAgent!.read(scopeOf())).toMatchObject({ number: '1' });
    },
  );

  it('agree on a refused login and on the wrong door', async () => {
    const stranger = providerAt(`${sandbox.url}/selfservice/xmlrpc.cgi`);
    expect(await errorFrom(stranger.capabilities.clients.list(scopeOf()))).toMatchObject({ code: 'ACCOUNT_REFUSED' });
    await stranger.close();
  });
});
