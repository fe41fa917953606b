import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/ids.ts';
import { loopbackAccess } from '../../src/accessConfig.ts';
import { demoAccounts } from '../../src/accountConfig.ts';
import { defaultLimits } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { Redactor } from '../../src/redactor.ts';
import { startGateway, type RunningGateway } from '../../src/server.ts';
import { openSurface } from '../../src/surfaceConfig.ts';
import { startUpstream, type TestUpstream } from '../providers/voipms/upstream.ts';
import { ClientBalancesDocument, NodesDocument } from '../generated/graphql.ts';
import { ACCOUNT, clientId, codesOf, freshKey, postTo, SEED, useGraph } from './harness.ts';
import { journalInFolder } from './journal.ts';

const ids = (count: number) => Array.from({ length: count }, (_, index) => String(561_115 + index));

/** A charge as a field of a mutation. */
const addCharge = (amount: string): string =>
  `addCharge(input: { clientId: "${clientId()}", amount: ${amount}, idempotencyKey: "${freshKey()}" }) {
    client { balance { current { amount } } }
  }`;

describe('upstream calls of one operation', () => {
  const graph = useGraph({ clients: 120 });

  it.each([
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 1],
    [50, 1],
  ])('%i clients by id cost %i calls', async (count, calls) => {
    const { nodes } = await graph.get(NodesDocument, { ids: ids(count).map((id) => clientId(id)) });
    expect(nodes.map((node) => node?.id)).toEqual(ids(count).map((id) => clientId(id)));
    expect(await graph.calls()).toEqual({ getClients: calls });
    await graph.forgetCalls();
    const fields = ids(count).map((id) => `c${id}: client(account: "${ACCOUNT}", upstreamId: "${id}") { email }`);
    // At most 30 root fields fit into one operation.
    const { errors } = await graph.ask(`{ ${fields.slice(0, 30).join('\n')} }`);
    expect(errors).toBeUndefined();
    expect(await graph.calls()).toEqual({ getClients: calls });
  });

  it('the same id often is one call', async () => {
    await graph.get(NodesDocument, { ids: Array.from({ length: 20 }, () => clientId()) });
    expect(await graph.calls()).toEqual({ getClients: 1 });
  });

  it('the same balance twice is one call', async () => {
    const client = `client(account: "${ACCOUNT}", upstreamId: "${SEED}") { balance { current { amount } } }`;
    const again = `node(id: "${clientId()}") { ... on Client { x: balance { callsTotal } y: balance { callsToday } } }`;
    expect((await graph.ask(`{ a: ${client} b: ${client} ${again} }`)).errors).toBeUndefined();
    expect(await graph.calls()).toEqual({ getClients: 1, getResellerBalance: 1 });
  });

  it('a page of 100 clients with balance is 1 + 100 calls', async () => {
    const query = '{ clients(first: 100) { nodes { balance { current { amount } } } } }';
    const { data, errors } = await graph.ask(query);
    expect(errors).toBeUndefined();
    const { nodes } = data['clients'] as { nodes: { balance: object | null }[] };
    expect(nodes.filter(({ balance }) => balance !== null)).toHaveLength(100);
    expect(await graph.calls()).toEqual({ getClients: 1, getResellerBalance: 100 });
  });

  it('an order and a condition share their calls with the fields', async () => {
    const { errors } = await graph.ask(
      `{ clients(first: 100, where: { belowThreshold: true }, orderBy: { field: BALANCE }) {
        nodes { balance { current { amount } } threshold { email } }
      } }`,
    );
    expect(errors).toBeUndefined();
    expect(await graph.calls()).toEqual({ getClients: 1, getResellerBalance: 121, getClientThreshold: 121 });
  });

  it('the packages of all charges of a page are one call', async () => {
    const { data } = await graph.ask(
      '{ clients(first: 30) { nodes { charges(first: 500) { nodes { package { name monthlyFee { amount } } } } } } }',
    );
    expect(JSON.stringify(data).match(/"name":/g)?.length).toBeGreaterThan(10);
    expect(await graph.calls()).toEqual({ getClients: 1, getCharges: 30, getPackages: 1 });
  });

  it('countries and options of a page are one call each', async () => {
    const { data } = await graph.ask(
      '{ clients(first: 50) { nodes { address { countryCode } balanceManagement { description } } } }',
    );
    expect(JSON.stringify(data)).not.toContain('null');
    expect(await graph.calls()).toEqual({ getClients: 1, getCountries: 1, getBalanceManagement: 1 });
  });

  it('what is not asked for is not called', async () => {
    const charge = encodeGlobalId('Charge', ACCOUNT, SEED, '475568');
    await graph.ask(`{ accounts { name capabilities { capability } health { state } } operations { totalCount } }`);
    expect(await graph.calls()).toEqual({});
    await graph.ask(`{ node(id: "${charge}") { ... on Charge { amount { amount } client { displayName } } } }`);
    expect(await graph.calls()).toEqual({ getClients: 1, getCharges: 1 });
  });

  it('a mutation shows what is true after it, not what was read before', async () => {
    const { data } = await graph.ask(`mutation { one: ${addCharge('1')} two: ${addCharge('2')} }`);
    expect(data).toEqual({
      one: { client: { balance: { current: { amount: '7.0588' } } } },
      two: { client: { balance: { current: { amount: '5.0588' } } } },
    });
  });

  it('nothing is remembered between operations', async () => {
    await graph.get(ClientBalancesDocument, { first: 2 });
    await graph.get(ClientBalancesDocument, { first: 2 });
    expect(await graph.calls()).toEqual({ getClients: 2, getResellerBalance: 4, getClientThreshold: 4 });
  });
});

describe('bounds of upstream calls', () => {
  let upstream: TestUpstream;
  let gateway: RunningGateway;
  let running = 0;
  let most = 0;

  const start = async (account: object, limits: object): Promise<void> => {
    gateway = await startGateway({
      host: '127.0.0.1',
      port: 0,
      access: loopbackAccess('demo'),
      log: createLog('silent', new Redactor()),
      accounts: demoAccounts('http://127.0.0.1:1')
        .filter(({ provider }) => provider === 'VOIPMS')
        .map((demo) => ({ ...demo, baseUrl: upstream.baseUrl, ...account })),
      limits: { ...defaultLimits(), ...limits },
      surface: openSurface(),
      ...journalInFolder(),
    });
  };

  beforeEach(async () => {
    [running, most] = [0, 0];
    upstream = await startUpstream();
    const clients = Array.from({ length: 100 }, (_, index) => ({ client: String(1000 + index), email: 'a@b.cc' }));
    upstream.on('getClients', JSON.stringify({ status: 'success', clients }));
    upstream.on('getResellerBalance', async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      return '{"status":"success","balance":{"current_balance":"1.00"}}';
    });
  });

  afterEach(async () => {
    await gateway.close();
    await upstream.close();
  });

  const QUERY = { query: '{ clients(first: 100) { nodes { balance { current { amount } } } } }' };

  it('never runs more at once than the account allows, over all requests', async () => {
    await start({ maxConcurrentCalls: 7 }, {});
    const answers = await Promise.all([1, 2, 3].map(() => postTo(gateway.url, QUERY)));
    expect(answers.flatMap((answer) => answer.errors ?? [])).toEqual([]);
    expect(upstream.count('getResellerBalance')).toBe(300);
    expect(most).toBe(7);
  });

  it('refuses what could cost more calls than an operation may make, and calls nothing', async () => {
    await start({}, { maxUpstreamCalls: 100 });
    const answer = await postTo(gateway.url, { query: QUERY.query });
    expect(answer.data).toBeUndefined();
    expect(codesOf(answer)).toEqual(['BUDGET_EXCEEDED']);
    const [error] = answer.errors ?? [];
    expect(error?.message).toMatch(/could cost 101 upstream calls and may cost 100.*clients\.nodes\.balance \(100\)/);
    expect(error?.extensions?.['upstream']).toEqual({ estimatedCalls: 101, budget: 100 });
    expect(upstream.calls).toEqual([]);
  });

  it('takes what costs exactly as many', async () => {
    await start({}, { maxUpstreamCalls: 101 });
    const answer = await postTo(gateway.url, QUERY);
    expect(answer.errors).toBeUndefined();
    expect(answer.extensions?.upstream).toEqual({ estimatedCalls: 101, calls: 101 });
  });

  it('fails calls beyond the queue at once, and no other', async () => {
    await start({ maxConcurrentCalls: 2, maxQueuedCalls: 3 }, {});
    const { promise: opened, resolve: open } = Promise.withResolvers<void>();
    upstream.on('getClients', async () => {
      await opened;
      return '{"status":"success","clients":[]}';
    });
    const asked = Array.from({ length: 20 }, () => postTo(gateway.url, { query: '{ clients { totalCount } }' }));
    const first = await Promise.race(asked);
    expect(codesOf(first)).toEqual(['UPSTREAM_UNAVAILABLE']);
    expect(first.errors?.[0]?.message).toMatch(/Too many calls are waiting/);
    await expect.poll(() => upstream.count('getClients')).toBe(2);
    open();
    const answers = await Promise.all(asked);
    const whole = answers.filter(({ errors }) => errors === undefined);
    expect(whole.length).toBeGreaterThanOrEqual(5);
    expect(upstream.count('getClients')).toBe(whole.length);
  });
});
