/** The provider against the sandbox, which was written from the same document by other hands. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GatewayError } from '../../../src/errors.ts';
import { decimal } from '../../../src/money.ts';
import type { Provider } from '../../../src/providers/provider.ts';
import { startSandbox, type RunningSandbox } from '../../../src/sandbox/server.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { mark, providerAt } from './upstream.ts';

let sandbox: RunningSandbox;
let provider: Provider;

beforeEach(async () => {
  sandbox = await startSandbox({ host: '127.0.0.1', port: 0, clients: 20, seed: 1, dataDir: null });
  provider = providerAt(`${sandbox.url}/api/v1/rest.php`, {
    username: 'demo@example.com',
    password: 'demo-voipms',
    readTimeoutMs: 2000,
    writeTimeoutMs: 2000,
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

const john = '561115';
const money = { clientId: john, amount: decimal('4.99'), currency: null, description: 'Support call' };
const chargesOf = async (id: string) => {
  const rows = (await provider.capabilities.ledger!.chargesByClientIds([id], scopeOf())).get(id);
  return rows instanceof GatewayError ? rows : (rows ?? null);
};
const balanceOf = async (id: string) => (await provider.capabilities.balances.byClientIds([id], scopeOf())).get(id);

const readEverybody = async () => {
  const clients = await provider.capabilities.clients.list(scopeOf());
  const ids = clients.map(({ upstreamId }) => upstreamId);
  const { ledger, balances } = provider.capabilities;
  return {
    clients: clients.map((client) => ({ ...client, observedAt: null })),
    charges: await ledger!.chargesByClientIds(ids, scopeOf()),
    balances: [...(await balances.byClientIds(ids, scopeOf())).values()].map((balance) =>
      balance instanceof GatewayError ? balance : { ...balance, observedAt: null },
    ),
  };
};

describe('the provider and the sandbox', () => {
  it('agree on the documented client', async () => {
    const { capabilities } = provider;
    expect(await chargesOf(john)).toMatchObject([
      { upstreamId: '475568', date: '2010-10-29', amount: '2.00', phoneNumber: '5551234567' },
      { upstreamId: '475567', amount: '1.00', phoneNumber: '5551234567' },
      { upstreamId: '467988', date: '2010-09-15', amount: '3.00', packageId: '8378' },
    ]);
    const deposits = await capabilities.ledger!.depositsByClientIds([john], scopeOf());
    expect(deposits.get(john)).toMatchObject([{ amount: '4.00' }, { amount: '10.00' }]);
    expect(await balanceOf(john)).toMatchObject({ current: '8.0588', talkTimeTotalSeconds: 3095 });
    const thresholds = await capabilities.thresholds!.byClientIds([john], scopeOf());
    expect(thresholds.get(john)).toEqual({ amount: '130', measure: 'BALANCE', email: 'john.doe@my-domain.com' });
    const packages = await capabilities.packages!.byClientIds([john], scopeOf());
    expect(packages.get(john)).toEqual([{ upstreamId: '8378', name: 'VoIP' }]);
    const client = await capabilities.clients.byEmail('john.doe@my-domain.com', scopeOf());
    expect(client).toMatchObject({ upstreamId: john, address: { country: 'UNITED STATES' } });
    expect((await capabilities.clients.byIds([john], scopeOf())).get(john)).toMatchObject({ lastName: 'Doe' });
  });

  it('agree on everybody, whichever encoding lists and figures have', async () => {
    const first = await readEverybody();
    expect(first.clients).toHaveLength(21);
    expect([...first.charges.values(), ...first.balances].filter((value) => value instanceof GatewayError)).toEqual([]);
    const switches = (await (await fetch(`${sandbox.url}/_sandbox/switches`)).json()) as Record<string, object>;
    expect(Object.keys(switches['voipms'] ?? {})).toContain('listEncoding');
    for (const patch of [{ listEncoding: 'indexed' }, { statisticsTypes: 'strings' }, { statisticsTypes: 'numbers' }]) {
      await control('switches', { provider: 'voipms', ...patch });
      expect(await readEverybody()).toEqual(first);
    }
  });

  it('agree on charges and payments, and that a dry run changes nothing', async () => {
    const { addCharge, addPayment } = provider.capabilities;
    await addCharge!.rehearse!(money, scopeOf());
    expect(await balanceOf(john)).toMatchObject({ current: '8.0588' });
    await addCharge!.send(money, scopeOf(), mark);
    expect(await balanceOf(john)).toMatchObject({ current: '3.0688' });
    expect((await chargesOf(john)) as unknown[]).toHaveLength(4);
    await addPayment!.send(money, scopeOf(), mark);
    expect(await balanceOf(john)).toMatchObject({ current: '8.0588' });
    expect(await errorFrom(addCharge!.send({ ...money, clientId: '1' }, scopeOf(), mark))).toMatchObject({
      code: 'NOT_FOUND',
      details: { field: ['clientId'] },
    });
  });

  it('agree that a dry run judges a text that is as long as the real one', async () => {
    const { addCharge } = provider.capabilities;
    const description = 'Support call';
    await control('switches', { provider: 'voipms', descriptionLimit: `${mark} ${description}`.length });
    await addCharge!.rehearse!({ ...money, description }, scopeOf());
    await addCharge!.send({ ...money, description }, scopeOf(), mark);
    const longer = { ...money, description: `${description}s` };
    const refusal = { code: 'INVALID_INPUT', details: { field: ['description'] } };
    expect(await errorFrom(addCharge!.rehearse!(longer, scopeOf()))).toMatchObject(refusal);
    expect(await errorFrom(addCharge!.send(longer, scopeOf(), mark))).toMatchObject(refusal);
  });

  it('agree on a change that keeps all fields, on a threshold and on a deletion', async () => {
    const { updateClient, setClientThreshold, deleteClient, clients, thresholds } = provider.capabilities;
    // The sandbox may hold stored passwords to today's rules, which the document's own one does not meet.
    const change = { clientId: john, city: 'Miami', password: 'Abcdefg1' };
    expect(await updateClient!.check(change, scopeOf())).toEqual([]);
    await updateClient!.send(change, scopeOf(), mark);
    const after = (await clients.byIds([john], scopeOf())).get(john);
    expect(after).toMatchObject({
      company: 'Consulting',
      firstName: 'John',
      lastName: 'Doe',
      email: 'john.doe@my-domain.com',
      phoneNumber: '5551112222',
      balanceManagement: '1',
      address: { street: '5491 190TH', city: 'Miami', state: 'FLORIDA', postalCode: '33055' },
    });
    await setClientThreshold!.send({ clientId: john, amount: decimal('250'), email: 'a@b.example' }, scopeOf(), mark);
    expect((await thresholds!.byClientIds([john], scopeOf())).get(john)).toEqual({
      amount: '250',
      measure: 'BALANCE',
      email: 'a@b.example',
    });
    expect(await errorFrom(deleteClient!.send({ clientId: john }, scopeOf(), mark))).toMatchObject({
      details: { upstreamCode: 'account_with_dids' },
    });
    await control('switches', { provider: 'voipms', deleteWithDids: 'delete' });
    await deleteClient!.send({ clientId: john }, scopeOf(), mark);
    expect((await clients.byIds([john], scopeOf())).size).toBe(0);
    expect(await chargesOf(john)).toBeNull();
  });

  it('agree on a sign-up that can be charged', async () => {
    const { signupVoipmsClient, addCharge, clients } = provider.capabilities;
    const input = {
      firstName: 'Ana',
      lastName: "O'Neil",
      company: null,
      street: '1 Main St',
      city: 'Montréal',
      state: 'QC',
      country: 'CA',
      postalCode: 'H2X 1Y4',
      phoneNumber: '5145550100',
      email: 'ana@example.com',
      emailConfirmation: 'ana@example.com',
      password: 'Abcdefg1',
      passwordConfirmation: 'Abcdefg1',
      activate: true,
      balanceManagement: '1',
    };
    expect(await signupVoipmsClient!.check(input, scopeOf())).toEqual([]);
    const { clientId } = await signupVoipmsClient!.send(input, scopeOf(), mark);
    expect((await clients.byIds([clientId!], scopeOf())).get(clientId!)).toMatchObject({
      lastName: "O'Neil",
      address: { city: 'Montréal' },
    });
    await addCharge!.send({ ...money, clientId: clientId! }, scopeOf(), mark);
    expect(await chargesOf(clientId!)).toMatchObject([{ amount: '4.99', description: 'Support call' }]);
    expect(await errorFrom(signupVoipmsClient!.send(input, scopeOf(), mark))).toMatchObject({
      details: { field: ['email'] },
    });
  });

  it.each([
    ['apply_then_drop', 'OUTCOME_UNKNOWN', 4],
    ['empty_body', 'OUTCOME_UNKNOWN', 4],
    ['truncated', 'OUTCOME_UNKNOWN', 4],
    ['garbage', 'OUTCOME_UNKNOWN', 4],
    ['drop_before_apply', 'OUTCOME_UNKNOWN', 3],
    ['refuse', 'OUTCOME_UNKNOWN', 3],
    ['http_500_html', 'OUTCOME_UNKNOWN', 3],
    ['http_503_html', 'OUTCOME_UNKNOWN', 3],
    ['rate_limited', 'RATE_LIMITED', 3],
  ])('agree that after %s a charge is %s and not repeated', async (kind, code, rows) => {
    await control('faults', { provider: 'voipms', function: 'addCharge', kind, count: 1 });
    expect(await errorFrom(provider.capabilities.addCharge!.send(money, scopeOf(), mark))).toMatchObject({ code });
    expect((await chargesOf(john)) as unknown[]).toHaveLength(rows);
  });

  it('agree on a refused login', async () => {
    const stranger = providerAt(`${sandbox.url}/api/v1/rest.php`);
    expect(await errorFrom(stranger.capabilities.clients.list(scopeOf()))).toMatchObject({ code: 'ACCOUNT_REFUSED' });
    await stranger.close();
  });
});
