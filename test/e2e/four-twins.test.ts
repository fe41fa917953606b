/** Two accounts of each provider, at two sandboxes whose clients have the same numbers. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loopbackAccess } from '../../src/accessConfig.ts';
import { demoAccounts, type AccountConfig } from '../../src/accountConfig.ts';
import { defaultLimits } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { Redactor } from '../../src/redactor.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/server.ts';
import { startGateway } from '../../src/server.ts';
import { openSurface } from '../../src/surfaceConfig.ts';
import {
  FourAddChargeDocument,
  FourDeleteClientDocument,
  FourNodesDocument,
  FourPageDocument,
  FourSuspendClientDocument,
  FourTwinsDocument,
  FourUpdateClientDocument,
  OperationByKeyDocument,
  OperationListDocument,
} from '../generated/graphql.ts';
import { clientId, freshKey, Graph, type ProviderName } from './harness.ts';
import { documented, globalIdOf, present, providers } from './four-world.ts';
import { journalInFolder } from './journal.ts';

const CLIENTS = 6;

/** The second sandbox; the first is the graph's own. */
let east: RunningSandbox;
let graph: Graph;

const westOf = (provider: ProviderName): string => `${provider}-west`;
const eastOf = (provider: ProviderName): string => `${provider}-east`;

/** The demo accounts of a sandbox under other names. */
function accountsAt(sandbox: RunningSandbox, nameOf: (provider: ProviderName) => string): readonly AccountConfig[] {
  return demoAccounts(sandbox.url).map((demo) => ({ ...demo, name: nameOf(demo.name.split('-')[0] as ProviderName) }));
}

beforeAll(async () => {
  const options = { host: '127.0.0.1', port: 0, clients: CLIENTS, dataDir: null };
  const west = await startSandbox({ ...options, seed: 7 });
  east = await startSandbox({ ...options, seed: 8 });
  const gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    access: loopbackAccess('demo'),
    accounts: [...accountsAt(west, westOf), ...accountsAt(east, eastOf)],
    limits: defaultLimits(),
    surface: openSurface(),
    ...journalInFolder(),
    log: createLog('silent', new Redactor()),
  });
  graph = new Graph(west, gateway);
});

beforeEach(async () => {
  await graph.reset();
  await fetch(`${east.url}/_sandbox/reset`, { method: 'POST' });
});

afterAll(async () => {
  await graph.close();
  await east.close();
});

/** Calls of one provider at the second sandbox. */
async function eastCalls(provider: ProviderName): Promise<Readonly<Record<string, number>>> {
  const counts = (await (await fetch(`${east.url}/_sandbox/calls`)).json()) as Record<string, Record<string, number>>;
  return counts[provider] ?? {};
}

/** Numbers of an account's clients. */
async function idsAt(account: string): Promise<readonly string[]> {
  const { clients } = await graph.get(FourPageDocument, { first: 100, where: { accounts: [account] } });
  return present(clients.nodes).map(({ upstreamId }) => upstreamId);
}

/** Numbers of the clients that both accounts of a provider have. */
async function sharedIds(provider: ProviderName): Promise<readonly string[]> {
  const [west, other] = [await idsAt(westOf(provider)), await idsAt(eastOf(provider))];
  return west.filter((id) => other.includes(id));
}

async function twinsOf(provider: ProviderName, upstreamId: string) {
  const { one, other } = await graph.get(FourTwinsDocument, {
    one: westOf(provider),
    other: eastOf(provider),
    upstreamId,
  });
  return { west: one!, east: other! };
}

/** Charges a client. */
async function charge(id: string, more: object = {}): Promise<void> {
  const input = { clientId: id, amount: '1', description: 'West only', idempotencyKey: freshKey(), ...more };
  const { addCharge } = await graph.get(FourAddChargeDocument, { input });
  expect(addCharge).toMatchObject({ userErrors: [], operation: { state: 'SUCCEEDED' } });
}

/** A write of each provider that the graph shows afterwards. */
const write: Readonly<Record<ProviderName, (id: string) => Promise<void>>> = {
  voipms: charge,
  sippy: charge,
  freeside: async (id) => {
    const { suspendClient } = await graph.get(FourSuspendClientDocument, { input: { clientId: id } });
    expect(suspendClient).toMatchObject({ userErrors: [], operation: { state: 'SUCCEEDED' } });
  },
  logicboxes: (id) => charge(id, { accounting: { amount: '2', conversionRate: '2' } }),
};

describe.each(providers)('two accounts of %s with the same numbers', (provider) => {
  it('are told apart in one operation: names, balances, ledgers and links back', async () => {
    const ids = await sharedIds(provider);
    expect(ids.length).toBeGreaterThan(3);
    let differences = 0;
    for (const id of ids) {
      const { west, east: other } = await twinsOf(provider, id);
      for (const [client, account] of [
        [west, westOf(provider)],
        [other, eastOf(provider)],
      ] as const) {
        expect(client.id).toBe(clientId(id, account));
        const rows = [...present(client.charges!.nodes), ...present(client.deposits!.nodes)];
        expect(new Set([client.balance!.client.id, ...rows.map((row) => row.client.id)])).toEqual(new Set([client.id]));
      }
      // Asked for alone, each is the same as beside its twin.
      const [alone, otherAlone] = [
        await graph.get(FourTwinsDocument, { one: westOf(provider), other: westOf(provider), upstreamId: id }),
        await graph.get(FourTwinsDocument, { one: eastOf(provider), other: eastOf(provider), upstreamId: id }),
      ];
      expect([alone.one, otherAlone.one]).toEqual([west, other]);
      if (west.displayName !== other.displayName) differences += 1;
    }
    expect(differences).toBeGreaterThan(1);
  });

  it('are told apart by their global ids, clients and rows alike, in any order', async () => {
    const { west, east: other } = await twinsOf(provider, documented[provider]);
    const rows = (client: typeof west) => [...present(client.charges!.nodes), ...present(client.deposits!.nodes)];
    const idsOf = (client: typeof west) => [client.id, ...rows(client).map(({ id }) => id)];
    expect(idsOf(west).length).toBeGreaterThan(1);
    // The documented client is the same at both, and only the account in the ids tells one from the other.
    expect(rows(west).map(({ description }) => description)).toEqual(rows(other).map(({ description }) => description));
    const ids = idsOf(west).flatMap((id, index) => [idsOf(other)[index]!, id]);
    expect(new Set(ids).size).toBe(ids.length);
    const { nodes } = await graph.get(FourNodesDocument, { ids });
    expect(nodes.map((node) => node?.id)).toEqual(ids);
    const owners = nodes.map((node) => (node !== null && 'client' in node ? node.client.id : node?.id));
    expect(owners).toEqual(ids.map((_, index) => (index % 2 === 0 ? other.id : west.id)));
  });

  it('change one by one: what is written at the one leaves the other alone', async () => {
    const id = documented[provider];
    const before = await twinsOf(provider, id);
    const counted = await eastCalls(provider);
    await write[provider](globalIdOf(provider, westOf(provider)));
    expect(await eastCalls(provider)).toEqual(counted);
    const after = await twinsOf(provider, id);
    expect(after.east).toEqual(before.east);
    expect(after.west).not.toEqual(before.west);
  });

  it('never answer for one another by an idempotency key', async () => {
    const idempotencyKey = freshKey();
    const send = async (account: string) => {
      const input = { clientId: globalIdOf(provider, account), idempotencyKey };
      return provider === 'voipms'
        ? (await graph.get(FourUpdateClientDocument, { input: { ...input, company: 'Twin', password: 'Engine-1843' } }))
            .updateClient
        : (await graph.get(FourSuspendClientDocument, { input })).suspendClient;
    };
    const first = await send(westOf(provider));
    expect(first).toMatchObject({
      userErrors: [],
      operation: { state: 'SUCCEEDED', account: { name: westOf(provider) } },
    });
    await graph.forgetCalls();
    const counted = await eastCalls(provider);
    expect(await send(eastOf(provider))).toMatchObject({
      operation: null,
      userErrors: [{ code: 'IDEMPOTENCY_CONFLICT', path: ['input', 'idempotencyKey'] }],
    });
    expect([await eastCalls(provider), await graph.calls(provider)]).toEqual([counted, {}]);
    expect((await send(westOf(provider))).operation?.id).toBe(first.operation?.id);
    expect(await graph.calls(provider)).toEqual({});
  });
});

describe('operations at twins', () => {
  it('are listed by account and by client', async () => {
    const keys = providers.flatMap((provider) =>
      [westOf(provider), eastOf(provider)].map((account) => ({ provider, account, key: freshKey() })),
    );
    for (const { provider, account, key } of keys.filter((one) => one.provider !== 'freeside')) {
      await graph.get(FourDeleteClientDocument, {
        input: { clientId: globalIdOf(provider, account), idempotencyKey: key },
      });
      const where = { clientId: globalIdOf(provider, account) };
      const { operations } = await graph.get(OperationListDocument, { where: { ...where, account } });
      expect(present(operations.nodes).map(({ idempotencyKey }) => idempotencyKey)).toContain(key);
      const wrong = account === westOf(provider) ? eastOf(provider) : westOf(provider);
      const none = await graph.get(OperationListDocument, { where: { ...where, account: wrong } });
      expect(none.operations.nodes).toEqual([]);
      const { operation } = await graph.get(OperationByKeyDocument, { idempotencyKey: key });
      expect(operation?.kind).toBe('DELETE_CLIENT');
    }
  });
});
