/** Against the sandbox, which was built from the documents without this provider. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GatewayError } from '../../../src/errors.ts';
import { newMark } from '../../../src/mark.ts';
import { decimal } from '../../../src/money.ts';
import type { Capabilities, Provider } from '../../../src/providers/provider.ts';
import type { ClientRecord } from '../../../src/providers/records.ts';
import type { LogicboxesTransactionQuery } from '../../../src/providers/records-logicboxes.ts';
import { startSandbox, type RunningSandbox } from '../../../src/sandbox/server.ts';
import { accounting, change, forward, jane, mailbox, mark, money, query, signup, suspension } from './inputs.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { fieldsOf, providerAt } from './upstream.ts';

let sandbox: RunningSandbox;
let provider: Provider;
let can: Required<Capabilities>;

beforeEach(async () => {
  sandbox = await startSandbox({ host: '127.0.0.1', port: 0, clients: 20, seed: 1, dataDir: null });
  provider = providerAt(`${sandbox.url}/api/`, {
    username: '100001',
    password: 'demo-logicboxes',
    readTimeoutMs: 2000,
    writeTimeoutMs: 2000,
  });
  can = provider.capabilities as Required<Capabilities>;
});

afterEach(async () => {
  await provider.close();
  await sandbox.close();
});

async function control(path: string, body: object): Promise<void> {
  const response = await fetch(`${sandbox.url}/_sandbox/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ provider: 'logicboxes', ...body }),
  });
  expect([response.ok, await response.text()]).toEqual([true, expect.any(String)]);
}

const charge = () => money({ accounting });
const rowsOf = async (side: 'charges' | 'deposits', id = jane) => {
  const scope = scopeOf();
  const found = await (side === 'charges'
    ? can.ledger.chargesByClientIds([id], scope)
    : can.ledger.depositsByClientIds([id], scope));
  const rows = found.get(id);
  if (rows === undefined || rows instanceof GatewayError) throw new Error(`No rows: ${String(rows)}`);
  return rows;
};
const balanceOf = async (id: string) => (await can.balances.byClientIds([id], scopeOf())).get(id);
const clientOf = async (id: string) => (await can.clients.byIds([id], scopeOf())).get(id);

/** All that there is to know of a client, without the moment of reading. */
const recordOf = async (id: string) => {
  const client = (await clientOf(id)) as ClientRecord;
  const profile = (await can.logicboxesProfiles.byClientIds([id], scopeOf())).get(id);
  return { client: { ...client, observedAt: null }, profile };
};

const search = (changes: Partial<LogicboxesTransactionQuery>) =>
  can.logicboxesTransactions.search(query({ pageSize: 500, ...changes }), scopeOf());

/** All clients with balances and ledgers, without the moments of reading. */
async function readEverybody() {
  const clients = await can.clients.list(scopeOf());
  const ids = clients.map(({ upstreamId }) => upstreamId);
  const balances = await can.balances.byClientIds(ids, scopeOf());
  const scope = scopeOf();
  return {
    clients: clients.map((client) => ({ ...client, observedAt: null })),
    balances: ids.map((id) => {
      const balance = balances.get(id);
      return balance instanceof GatewayError ? balance : [balance?.current, balance?.currency];
    }),
    charges: await can.ledger.chargesByClientIds(ids, scope),
    deposits: await can.ledger.depositsByClientIds(ids, scope),
  };
}

describe('the provider and the sandbox', () => {
  it('agree on the documented client', async () => {
    expect(await clientOf(jane)).toMatchObject({
      displayName: 'Example Ltd',
      firstName: 'Jane',
      email: 'jane@example.com',
      phoneNumber: '+1 1234567890',
      status: 'ACTIVE',
      address: { street: '1 Main St', postalCode: '12345', country: 'US' },
    });
    expect(await can.clients.byEmail('jane@example.com', scopeOf())).toMatchObject({ upstreamId: jane });
    expect(await can.clients.byEmail('nobody@example.com', scopeOf())).toBeNull();
    expect(await balanceOf(jane)).toMatchObject({ current: '12.09', currency: 'GBP' });
    expect(await rowsOf('charges')).toMatchObject([{ upstreamId: '88000001', amount: '7.910', currency: 'GBP' }]);
    expect(await rowsOf('deposits')).toMatchObject([{ upstreamId: '88000013', amount: '20.000' }]);
    const profiles = await can.logicboxesProfiles.byClientIds([jane], scopeOf());
    expect(profiles.get(jane)).toMatchObject({ language: 'en', phone: { countryCode: '1' } });
    expect(await can.ownBalance.read(scopeOf())).toMatchObject({ current: '1250.75', currency: 'GBP' });
    expect(await can.priceBands.list(scopeOf())).toHaveLength(4);
  });

  it('agree that an unknown client is none', async () => {
    expect((await can.clients.byIds(['99999999', '1', '2', '3'], scopeOf())).size).toBe(0);
    expect((await can.clients.byIds(['99999999'], scopeOf())).size).toBe(0);
    expect((await can.balances.byClientIds(['99999999'], scopeOf())).size).toBe(0);
  });

  it('agree on everybody, whatever the switches say', async () => {
    const first = await readEverybody();
    expect(first.clients).toHaveLength(21);
    const values = [...first.charges.values(), ...first.deposits.values()];
    expect([...first.balances, ...values].filter((value) => value instanceof GatewayError)).toEqual([]);
    const rows = values.flat();
    expect(rows.length).toBeGreaterThan(1200);
    for (const patch of [
      { ledgerSign: 'positive' },
      { balanceTypes: 'strings' },
      { pageKeys: 'run_on' },
      { archiveOverlapDays: 4000 },
      { archiveAgeDays: 30 },
      { envelope: 'A', errorStatus: 200 },
    ]) {
      await control('switches', patch);
      expect(await readEverybody()).toEqual(first);
    }
  });

  it('agree on names and numbers of a client in the list and alone', async () => {
    const clients = await can.clients.list(scopeOf());
    for (const listed of clients) {
      const { displayName, company, firstName, lastName, email, phoneNumber, status } = listed;
      const same = { displayName, company, firstName, lastName, email, phoneNumber, status };
      expect(await clientOf(listed.upstreamId)).toMatchObject({ ...same, lacks: [] });
    }
  });

  it('agree on what the search filters', async () => {
    const { totalCount, rows } = await search({ clientIds: ['31000002'], pageSize: 7, page: 2 });
    expect(rows).toHaveLength(7);
    expect(totalCount).toBeGreaterThan(500);
    expect((await search({ transactionIds: ['88000001'] })).rows).toMatchObject([{ clientId: jane, type: 'INVOICE' }]);
    expect((await search({ usernames: ['jane@example.com'], types: ['RECEIPT'] })).rows).toMatchObject([
      { upstreamId: '88000013', selling: { amount: '20.000', currency: 'GBP' }, accounting: { currency: 'USD' } },
    ]);
    expect((await search({ clientIds: [jane], createdAfter: new Date(1745369822_000) })).totalCount).toBe(1);
    expect((await search({ clientIds: [jane], createdBefore: new Date(1745369822_001) })).totalCount).toBe(1);
    expect((await search({ archived: true, clientIds: [jane] })).totalCount).toBe(0);
    expect((await search({ archived: true })).totalCount).toBeGreaterThan(0);
    expect((await search({ orderBy: ['customer-id'], pageSize: 3 })).rows).toHaveLength(3);
  });

  it('agree on charges, payments and credits', async () => {
    expect(fieldsOf(await can.addCharge.check(money(), scopeOf()))).toEqual(['accounting']);
    expect(await can.addCharge.check(money({ accounting, currency: 'GBP' }), scopeOf())).toEqual([]);
    const { rowId } = await can.addCharge.send(charge(), scopeOf(), mark);
    expect(await balanceOf(jane)).toMatchObject({ current: '7.1' });
    expect(await rowsOf('charges')).toContainEqual(
      expect.objectContaining({ upstreamId: rowId, type: 'debit', description: 'Support call', mark }),
    );
    await can.addPayment.send(money({ amount: decimal('0.001') }), scopeOf(), newMark());
    await can.addPayment.send(money({ paymentKind: 'CREDIT' }), scopeOf(), newMark());
    expect(await balanceOf(jane)).toMatchObject({ current: expect.stringMatching(/^12\.0910*$/) as string });
    expect((await rowsOf('deposits')).map(({ type }) => type).toSorted()).toEqual(['credit', 'receipt', 'receipt']);
    for (const write of [can.addCharge, can.addPayment]) {
      const error = await errorFrom(write.send({ ...charge(), clientId: '99999999' }, scopeOf(), mark));
      expect(error).toMatchObject({ code: 'NOT_FOUND', details: { field: ['clientId'] } });
    }
  });

  it('agree that a debit note lacks what the check asks for', async () => {
    const error = await errorFrom(can.addCharge.send(money(), scopeOf(), mark));
    expect(error).toMatchObject({ code: 'INVALID_INPUT', details: { field: ['accounting', 'amount'] } });
  });

  it('agree on a change that keeps all other fields', async () => {
    const [, other] = await can.clients.list(scopeOf());
    const clientId = other!.upstreamId;
    const before = await recordOf(clientId);
    const input = { ...change({ city: 'Leeds', firstName: 'Zoë' }), clientId };
    expect(await can.updateClient.check(input, scopeOf())).toEqual([]);
    await can.updateClient.send(input, scopeOf(), mark);
    expect(await clientOf(clientId)).toMatchObject({ firstName: 'Zoë', address: { city: 'Leeds' } });
    const { firstName, address } = before.client;
    await can.updateClient.send({ clientId, firstName, city: address.city }, scopeOf(), mark);
    expect(await recordOf(clientId)).toEqual(before);
    expect(await errorFrom(can.updateClient.send({ clientId: jane, email: 'x' }, scopeOf(), mark))).toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: ['email'] },
    });
  });

  it('agree on suspension, its end, and deletion', async () => {
    await can.suspendClient.send(suspension({ reason: 'Overdue' }), scopeOf(), mark);
    expect(await clientOf(jane)).toMatchObject({ status: 'SUSPENDED' });
    await can.resumeClient.send(suspension(), scopeOf(), mark);
    expect(await clientOf(jane)).toMatchObject({ status: 'ACTIVE' });
    await can.deleteClient.send({ clientId: jane }, scopeOf(), mark);
    expect(await clientOf(jane)).toMatchObject({ status: 'CLOSED' });
  });

  it('agree on a sign-up that can be charged, once for an address', async () => {
    expect(await can.signupLogicboxesClient.check(signup(), scopeOf())).toEqual([]);
    const { clientId } = await can.signupLogicboxesClient.send(signup(), scopeOf(), mark);
    expect(await clientOf(clientId!)).toMatchObject({
      lastName: "O'Neil",
      phoneNumber: '+1 5145550100',
      address: { street: '1 Main St, Floor 2', city: 'Montréal', country: 'CA' },
    });
    await can.addCharge.send({ ...charge(), clientId: clientId! }, scopeOf(), mark);
    expect(await rowsOf('charges', clientId!)).toMatchObject([{ amount: '4.990', description: 'Support call' }]);
    expect(fieldsOf(await can.signupLogicboxesClient.check(signup(), scopeOf()))).toEqual(['email']);
    const again = await errorFrom(can.signupLogicboxesClient.send(signup(), scopeOf(), mark));
    expect(again).toMatchObject({ code: 'ALREADY_EXISTS', details: { field: ['email'] } });
  });

  it('agree on mailboxes and forwards', async () => {
    const input = mailbox({ email: 'new@example.com' });
    expect(await can.addMailAccount.send(input, scopeOf(), mark)).toMatchObject({
      email: 'new@example.com',
      domain: 'example.com',
      createdAt: expect.any(Date) as Date,
    });
    expect(await errorFrom(can.addMailAccount.send(input, scopeOf(), mark))).toMatchObject({
      code: 'ALREADY_EXISTS',
      details: { field: ['email'], upstreamCode: 'emailaddress_unique_key_voilation' },
    });
    await can.addMailForward.send(forward(), scopeOf(), mark);
    expect(await errorFrom(can.addMailForward.send(forward({ orderId: '5' }), scopeOf(), mark))).toMatchObject({
      code: 'NOT_FOUND',
      details: { field: ['orderId'] },
    });
    await control('switches', { mailMethods: 'deprecated' });
    expect(await errorFrom(can.addMailAccount.send(input, scopeOf(), mark))).toMatchObject({ code: 'NOT_SUPPORTED' });
  });

  it.each([
    ['apply_then_drop', 'OUTCOME_UNKNOWN', 2],
    ['empty_body', 'OUTCOME_UNKNOWN', 2],
    ['garbage', 'OUTCOME_UNKNOWN', 2],
    ['drop_before_apply', 'OUTCOME_UNKNOWN', 1],
    ['refuse', 'OUTCOME_UNKNOWN', 1],
    ['http_500_html', 'OUTCOME_UNKNOWN', 1],
    ['http_503_html', 'OUTCOME_UNKNOWN', 1],
    ['rate_limited', 'RATE_LIMITED', 1],
  ])('agree that after %s a charge is %s and not repeated', async (kind, code, rows) => {
    await control('faults', { function: 'billing/add-customer-debit-note', kind, count: 1 });
    expect(await errorFrom(can.addCharge.send(charge(), scopeOf(), mark))).toMatchObject({ code });
    expect(await rowsOf('charges')).toHaveLength(rows);
  });

  it('agree that half an id says that a charge was done, and half a word does not', async () => {
    await control('faults', { function: '*', kind: 'truncated', count: -1 });
    await can.addCharge.send(charge(), scopeOf(), mark);
    expect(await errorFrom(can.suspendClient.send(suspension(), scopeOf(), mark))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    expect(await errorFrom(can.addMailForward.send(forward(), scopeOf(), mark))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    expect(await errorFrom(can.clients.list(scopeOf()))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
    expect(await rowsOf('charges')).toHaveLength(2);
    await control('faults', { function: 'customers/v2/signup', kind: 'truncated', count: 1 });
    const { clientId } = await can.signupLogicboxesClient.send(signup(), scopeOf(), mark);
    expect(await clientOf(clientId!)).toMatchObject({ email: 'ana@example.com' });
  });

  it.each<object>([
    { errorStatus: 200 },
    { errorStatus: 500 },
    ...['A', 'B', 'C', 'D', 'E', 'F'].map((envelope) => ({ envelope })),
  ])('agree on errors with %j', async (patch) => {
    await control('switches', patch);
    expect((await can.clients.byIds(['99999999'], scopeOf())).size).toBe(0);
    const error = await errorFrom(can.suspendClient.send(suspension({ clientId: '99999999' }), scopeOf(), mark));
    expect(error).toMatchObject({ code: 'NOT_FOUND', details: { field: ['clientId'] } });
  });

  it('agree on a refused login and a refused address', async () => {
    const stranger = providerAt(`${sandbox.url}/api/`);
    expect(await errorFrom(stranger.capabilities.clients.list(scopeOf()))).toMatchObject({ code: 'ACCOUNT_REFUSED' });
    await stranger.close();
    // A page can come from something behind the function: a write is in doubt after one.
    for (const [addressNotAllowed, code] of [
      ['error_500', 'ACCOUNT_REFUSED'],
      ['html_403', 'OUTCOME_UNKNOWN'],
    ]) {
      await control('switches', { addressNotAllowed });
      expect(await errorFrom(can.clients.list(scopeOf()))).toMatchObject({ code: 'ACCOUNT_REFUSED' });
      expect(await errorFrom(can.addPayment.send(money(), scopeOf(), mark))).toMatchObject({ code });
    }
  });
});
