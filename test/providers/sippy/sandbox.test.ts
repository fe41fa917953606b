/** The provider against the sandbox, which was written from the same documents by other hands. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GatewayError } from '../../../src/errors.ts';
import { decimal } from '../../../src/money.ts';
import type { Provider } from '../../../src/providers/provider.ts';
import { startSandbox, type RunningSandbox } from '../../../src/sandbox/server.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { mark, providerAt } from './upstream.ts';

let sandbox: RunningSandbox;
let provider: Provider;

const demo = { username: 'demo', password: 'demo-sippy', readTimeoutMs: 2000, writeTimeoutMs: 2000 } as const;

beforeEach(async () => {
  sandbox = await startSandbox({ host: '127.0.0.1', port: 0, clients: 20, seed: 1, dataDir: null });
  provider = providerAt(`${sandbox.url}/xmlapi/xmlapi`, demo);
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

const turn = (switches: Record<string, unknown>) => control('switches', { provider: 'sippy', ...switches });

async function counts(): Promise<Record<string, number>> {
  const all = (await (await fetch(`${sandbox.url}/_sandbox/calls`)).json()) as Record<string, Record<string, number>>;
  return all['sippy'] ?? {};
}

const acme = '3';
const money = { clientId: acme, amount: decimal('4.99'), currency: null, description: 'Support call' };
const chargesOf = async (id: string) =>
  (await provider.capabilities.ledger!.chargesByClientIds([id], scopeOf())).get(id);
const depositsOf = async (id: string) =>
  (await provider.capabilities.ledger!.depositsByClientIds([id], scopeOf())).get(id);
const balanceOf = async (id: string) => {
  const balance = (await provider.capabilities.balances.byClientIds([id], scopeOf())).get(id);
  return balance instanceof GatewayError ? balance : balance?.current;
};

const readEverybody = async () => {
  const clients = await provider.capabilities.clients.list(scopeOf());
  const ids = clients.map(({ upstreamId }) => upstreamId);
  const { ledger, balances } = provider.capabilities;
  const single = new Map<string, unknown>();
  for (const id of ids) single.set(id, await balanceOf(id));
  return {
    clients: clients.map((client) => ({ ...client, observedAt: null })),
    charges: await ledger!.chargesByClientIds(ids, scopeOf()),
    deposits: await ledger!.depositsByClientIds(ids, scopeOf()),
    balances: new Map(
      [...(await balances.byClientIds(ids, scopeOf()))].map(([id, value]) => [
        id,
        'current' in value ? value.current : value,
      ]),
    ),
    single,
  };
};

describe('the provider and the sandbox', () => {
  it('agree on the documented client', async () => {
    const { capabilities } = provider;
    expect(await chargesOf(acme)).toMatchObject([
      { upstreamId: '1', date: '2009-11-18', amount: '50.12', description: 'Support call', currency: 'USD' },
    ]);
    expect(await balanceOf(acme)).toBe('49.88');
    const thresholds = await capabilities.thresholds!.byClientIds([acme], scopeOf());
    expect(thresholds.get(acme)).toMatchObject({ amount: '10.0', email: null });
    const client = await capabilities.clients.byEmail('Jane.Doe@example.com', scopeOf());
    expect(client).toMatchObject({
      upstreamId: acme,
      displayName: 'Acme',
      currency: 'USD',
      address: { city: 'Boston' },
    });
    const profile = (await capabilities.sippyProfiles!.byClientIds([acme], scopeOf())).get(acme);
    expect(profile).toMatchObject({ webLogin: 'acme', tariffId: null, apiAccess: false, maxSessions: null });
    expect((await capabilities.clients.byIds(['999999'], scopeOf())).size).toBe(0);
  });

  it('agree on everybody, whatever the switch of the day is', async () => {
    const first = await readEverybody();
    expect(first.clients).toHaveLength(21);
    expect(
      [...first.charges.values(), ...first.deposits.values()].some((rows) => 'length' in rows && rows.length > 0),
    ).toBe(true);
    expect(
      [...first.charges.values(), ...first.balances.values()].filter((value) => value instanceof GatewayError),
    ).toEqual([]);
    expect(first.balances).toEqual(first.single);
    for (const patch of [
      { listBalance: 'inverted' },
      { debitAmount: 'positive' },
      { paymentOrder: 'oldest_first' },
      { layout: 'compact' },
      { dayOfMonth: 'unpadded' },
      { digestOpaque: 'present' },
      { version: 'before_5.2' },
    ]) {
      await turn(patch);
      await provider.close();
      provider = providerAt(`${sandbox.url}/xmlapi/xmlapi`, demo);
      expect(await readEverybody()).toEqual(first);
    }
  });

  it('agree on what a call costs: one challenge, then one request each', async () => {
    await readEverybody();
    const first = await counts();
    await provider.capabilities.clients.list(scopeOf());
    const second = await counts();
    expect(second['listCustomers']! - first['listCustomers']!).toBe(1);
    await provider.capabilities.addCharge!.send({ ...money, currency: 'USD' }, scopeOf(), mark);
    expect((await counts())['customerDebit']).toBe(1);
  });

  it('agree on expired nonces, also before a write', async () => {
    await turn({ nonceRequests: 1 });
    expect(await balanceOf(acme)).toBe('49.88');
    await provider.capabilities.addCharge!.send({ ...money, currency: 'USD' }, scopeOf(), mark);
    expect(await chargesOf(acme)).toHaveLength(2);
    await turn({ nonceRequests: null, nonceSeconds: 1 });
    await control('clock', { now: '2030-01-01T00:00:00Z' });
    await provider.capabilities.addCharge!.send({ ...money, currency: 'USD' }, scopeOf(), mark);
    expect(await chargesOf(acme)).toMatchObject([{ date: '2030-01-01', amount: '4.99' }, {}, {}]);
  });

  it('agree on a switch that answers writes without a login with 500', async () => {
    await turn({ unauthenticated500: ['customerDebit', 'listCustomers'] });
    await provider.capabilities.addCharge!.send({ ...money, currency: 'USD' }, scopeOf(), mark);
    expect(await chargesOf(acme)).toHaveLength(2);
  });

  it('agree on charges, payments and credits', async () => {
    const { addCharge, addPayment } = provider.capabilities;
    expect(await addCharge!.check(money, scopeOf())).toEqual([]);
    await addCharge!.send(money, scopeOf(), mark);
    expect(await balanceOf(acme)).toBe('44.89');
    expect(await chargesOf(acme)).toMatchObject([{ amount: '4.99', type: 'debit' }, { amount: '50.12' }]);
    const before = (await depositsOf(acme)) as unknown[];
    await addPayment!.send(money, scopeOf(), mark);
    await addPayment!.send(
      { ...money, paymentKind: 'CREDIT', amount: decimal('0.01'), description: null },
      scopeOf(),
      mark,
    );
    expect(await balanceOf(acme)).toBe('49.89');
    expect(await depositsOf(acme)).toMatchObject([
      { amount: '0.01', description: '', type: 'credit' },
      { amount: '4.99', description: 'Support call' },
      ...before.map(() => ({})),
    ]);
    expect(
      await errorFrom(addCharge!.send({ ...money, clientId: '999999', currency: 'USD' }, scopeOf(), mark)),
    ).toMatchObject({
      code: 'NOT_FOUND',
      details: { field: ['clientId'] },
    });
    expect(await addCharge!.check({ ...money, clientId: '999999' }, scopeOf())).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(await addCharge!.check({ ...money, currency: 'EUR' }, scopeOf())).toMatchObject([{ field: ['currency'] }]);
  });

  it('agree on a change, a threshold, a suspension and a deletion', async () => {
    const { updateClient, updateSippyClient, setClientThreshold, clients, thresholds } = provider.capabilities;
    const { suspendClient, resumeClient, deleteClient, sippyProfiles } = provider.capabilities;
    await updateClient!.send({ clientId: acme, city: 'Zürich & <b>', company: null }, scopeOf(), mark);
    expect((await clients.byIds([acme], scopeOf())).get(acme)).toMatchObject({
      company: null,
      firstName: 'Jane',
      address: { city: 'Zürich & <b>', street: '12 Main St' },
    });
    const changes = {
      accountsRights: ['ADD', 'DELETE'],
      maxSessions: 5,
      creditLimit: decimal('12.5'),
      dnclEnabled: true,
    };
    await updateSippyClient!.send({ clientId: acme, attributes: changes as object }, scopeOf(), mark);
    expect((await sippyProfiles!.byClientIds([acme], scopeOf())).get(acme)).toMatchObject({
      ...changes,
      city: 'Zürich & <b>',
    });
    await updateSippyClient!.send(
      { clientId: acme, attributes: { maxSessions: null, accountsRights: [] } },
      scopeOf(),
      mark,
    );
    expect((await sippyProfiles!.byClientIds([acme], scopeOf())).get(acme)).toMatchObject({
      maxSessions: null,
      accountsRights: [],
    });
    await setClientThreshold!.send({ clientId: acme, amount: decimal('25'), email: null }, scopeOf(), mark);
    expect((await thresholds!.byClientIds([acme], scopeOf())).get(acme)).toMatchObject({
      amount: expect.stringMatching(/^25/) as string,
    });
    const whole = { clientId: acme, service: null, reason: null };
    await suspendClient!.send(whole, scopeOf(), mark);
    await resumeClient!.send(whole, scopeOf(), mark);
    await turn({ version: 'before_5.2' });
    expect(await errorFrom(suspendClient!.send(whole, scopeOf(), mark))).toMatchObject({ code: 'NOT_SUPPORTED' });
    await deleteClient!.send({ clientId: acme }, scopeOf(), mark);
    expect((await clients.byIds([acme], scopeOf())).size).toBe(0);
    expect(await balanceOf(acme)).toBeUndefined();
  });

  it('agree on a sign-up that can sign in, with a password and with a one-time password', async () => {
    const { signupSippyClient, addCharge, signIn, resetOneTimePassword } = provider.capabilities;
    const attributes = { name: 'New & Co', webPassword: 'pw <1>', webLogin: 'newco', tariffId: null, language: 'en' };
    const input = { attributes, initialBalance: decimal('100') };
    expect(await signupSippyClient!.check(input, scopeOf())).toEqual([]);
    const clientId = (await signupSippyClient!.send(input, scopeOf(), mark)).clientId!;
    expect(await balanceOf(clientId)).toMatch(/^100/);
    await addCharge!.send({ ...money, clientId, amount: decimal('50.12') }, scopeOf(), mark);
    expect(await balanceOf(clientId)).toBe('49.88');
    expect(await errorFrom(signupSippyClient!.send(input, scopeOf(), mark))).toMatchObject({
      code: 'ALREADY_EXISTS',
      details: { field: ['name'] },
    });
    expect(await signIn!.check('newco', 'pw <1>', scopeOf())).toMatchObject({ outcome: 'SIGNED_IN', clientId });
    expect(await signIn!.check('newco', 'wrong', scopeOf())).toMatchObject({ outcome: 'REFUSED', clientId: null });
    const { password } = await resetOneTimePassword!.send({ webLogin: 'newco' }, scopeOf(), mark);
    expect(await signIn!.check('newco', password, scopeOf())).toMatchObject({ outcome: 'ONE_TIME', clientId: null });
    expect(await signIn!.check('newco', password, scopeOf())).toMatchObject({ outcome: 'REFUSED' });
    expect(await errorFrom(resetOneTimePassword!.send({ webLogin: 'nobody' }, scopeOf(), mark))).toMatchObject({
      code: 'NOT_FOUND',
      details: { field: ['webLogin'] },
    });
    const long = {
      attributes: { ...attributes, name: 'x', webLogin: 'y', firstName: 'x'.repeat(33) },
      initialBalance: null,
    };
    expect(await errorFrom(signupSippyClient!.send(long, scopeOf(), mark))).toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: ['firstName'], upstreamCode: '490' },
    });
  });

  it.each([
    ['apply_then_drop', 'OUTCOME_UNKNOWN', 2],
    ['empty_body', 'OUTCOME_UNKNOWN', 2],
    ['truncated', 'OUTCOME_UNKNOWN', 2],
    ['garbage', 'OUTCOME_UNKNOWN', 2],
    ['drop_before_apply', 'OUTCOME_UNKNOWN', 1],
    ['refuse', 'OUTCOME_UNKNOWN', 1],
    ['http_500_html', 'OUTCOME_UNKNOWN', 1],
    ['http_503_html', 'OUTCOME_UNKNOWN', 1],
    ['rate_limited', 'RATE_LIMITED', 1],
  ])('agree that after %s a charge is %s and not repeated', async (kind, code, rows) => {
    await control('faults', { provider: 'sippy', function: 'customerDebit', kind, count: 1 });
    expect(await errorFrom(provider.capabilities.addCharge!.send(money, scopeOf(), mark))).toMatchObject({ code });
    expect(await chargesOf(acme)).toHaveLength(rows);
    expect((await counts())['customerDebit']).toBe(1);
  });

  it('agree on a refused login', async () => {
    const stranger = providerAt(`${sandbox.url}/xmlapi/xmlapi`, { ...demo, password: 'wrong' });
    expect(await errorFrom(stranger.capabilities.clients.list(scopeOf()))).toMatchObject({ code: 'ACCOUNT_REFUSED' });
    await stranger.close();
  });

  it('agree on trusted mode', async () => {
    await turn({ trustedHosts: ['127.0.0.0/8'] });
    const trusted = providerAt(`${sandbox.url}/xmlapi/xmlapi`, { username: '', password: '', wholesalerId: 2 });
    const { clients, addCharge, thresholds } = trusted.capabilities;
    expect(await clients.list(scopeOf())).toHaveLength(21);
    await addCharge!.send(money, scopeOf(), mark);
    expect((await thresholds!.byClientIds([acme], scopeOf())).get(acme)).toMatchObject({ amount: '10.0' });
    await turn({ trustedHosts: null });
    expect(await errorFrom(clients.list(scopeOf()))).toMatchObject({ code: 'ACCOUNT_REFUSED' });
    await trusted.close();
    expect(await chargesOf(acme)).toHaveLength(2);
  });
});
