import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresServer } from '../journal/postgres-server.ts';
import { countRows, documentOf, moneyWrite, type MoneyProvider, type MoneyWrite } from './crash/books.ts';
import { Deployment, type Gateway } from './crash/deployment.ts';
import { freshKey, type Answer } from './harness.ts';

/** Everything that a caller can see of a charge or payment. */
const WHOLE = `operation { id state mark upstreamId createdAt updatedAt nextLookAt attempts { startedAt endedAt outcome error { code } }
  evidence { statement } } ROW { id upstreamId amount { amount currency } description operation { id } }
  client { id balance { current { amount } } } warnings { code }`;

/** Long enough for fifty requests to meet, also on a slow machine. */
const DELAY_MS = 700;

const functions: Readonly<Record<MoneyProvider, string>> = {
  voipms: 'addCharge',
  sippy: 'customerDebit',
  logicboxes: 'billing/add-customer-debit-note',
};

const client: Readonly<Record<MoneyProvider, string>> = { voipms: '561115', sippy: '3', logicboxes: '31000001' };

const providers = ['voipms', 'sippy', 'logicboxes'] as const;

const charge = (provider: MoneyProvider = 'voipms') => moneyWrite(provider, client[provider], 'addCharge', freshKey());

type Payloads = Readonly<Record<string, { readonly operation: { readonly state: string } | null }>>;

function post(gateway: Gateway, write: MoneyWrite, fields = WHOLE): Promise<Answer<Payloads>> {
  return gateway.ask<Payloads>(documentOf(write, fields), { input: write.input });
}

/** Fifty requests at once, dealt out to the gateways; returns the different answers. */
async function fifty(gateways: readonly Gateway[], write: MoneyWrite): Promise<readonly unknown[]> {
  const asked = Array.from({ length: 50 }, (_, index) => post(gateways[index % gateways.length]!, write));
  // What the answers have cost differs: one has sent, the others have looked.
  const texts = (await Promise.all(asked)).map((answer) => JSON.stringify({ ...answer, extensions: undefined }));
  return [...new Set(texts)].map((text) => JSON.parse(text) as unknown);
}

async function stateOf(gateway: Gateway, write: MoneyWrite): Promise<string> {
  const { data } = await post(gateway, write, 'operation { state }');
  return data[write.mutation]!.operation!.state;
}

function itSendsOnce(deployment: () => Deployment, gateways: () => readonly Gateway[]): void {
  it.each(providers)('sends fifty requests with one key once, and gives fifty equal answers: %s', async (provider) => {
    const name = functions[provider];
    await deployment().driven.fault({ provider, function: name, kind: 'delay', delayMs: DELAY_MS });
    const before = await deployment().callsOf(name, provider);
    const write = charge(provider);
    const answers = await fifty(gateways(), write);
    expect(answers).toEqual([answers[0]]);
    expect(answers[0]).toMatchObject({
      data: { addCharge: { operation: { state: 'SUCCEEDED' }, charge: { description: write.input['description'] } } },
    });
    expect(answers[0]).not.toHaveProperty('errors');
    expect(await deployment().callsOf(name, provider)).toBe(before + 1);
    expect(await countRows(deployment().driven, write, write.input.idempotencyKey)).toBe(1);
    expect(await fifty(gateways(), write)).toEqual(answers);
  });

  it('sends once when the answer is lost, and then finds the entry', async () => {
    const before = await deployment().callsOf('addCharge');
    await deployment().fault('addCharge', 'apply_then_drop');
    const write = charge();
    const answers = (await fifty(gateways(), write)) as Answer<Payloads>[];
    for (const { data } of answers) expect(data['addCharge']!.operation!.state).toMatch(/UNKNOWN|RECONCILED_SUCCEEDED/);
    await expect.poll(() => stateOf(gateways()[0]!, write), { timeout: 20_000 }).toBe('RECONCILED_SUCCEEDED');
    expect(await fifty(gateways(), write)).toHaveLength(1);
    expect(await deployment().callsOf('addCharge')).toBe(before + 1);
    expect(await countRows(deployment().driven, write, write.input.idempotencyKey)).toBe(1);
  });
}

describe('one gateway', () => {
  let deployment: Deployment;
  const gateways: Gateway[] = [];
  beforeAll(async () => {
    deployment = await Deployment.start();
    gateways.push(await deployment.gateway());
  });
  afterAll(() => deployment.close());

  itSendsOnce(
    () => deployment,
    () => gateways,
  );
});

describe('two gateways over one PostgreSQL', () => {
  let server: PostgresServer;
  let deployment: Deployment;
  let gateways: readonly Gateway[];
  beforeAll(async () => {
    server = await PostgresServer.start();
    deployment = await Deployment.start({ databaseUrl: await server.newDatabase() });
    gateways = await Promise.all([deployment.gateway(), deployment.gateway()]);
  });
  afterAll(async () => {
    await deployment.close();
    await server.remove();
  });

  itSendsOnce(
    () => deployment,
    () => gateways,
  );

  it('keep what was acknowledged when the database is killed and started again, and go on', async () => {
    const [first, second] = [charge(), charge()];
    expect(await stateOf(gateways[0]!, first)).toBe('SUCCEEDED');
    await server.stop('SIGKILL');
    await server.start();
    const before = await deployment.callsOf('addCharge');
    await expect
      .poll(() => post(gateways[1]!, first, 'operation { state }'), { timeout: 20_000 })
      .toMatchObject({
        data: { addCharge: { operation: { state: 'SUCCEEDED' }, userErrors: [] } },
      });
    expect(await fifty(gateways, first)).toHaveLength(1);
    expect(await deployment.callsOf('addCharge')).toBe(before);
    expect(await fifty(gateways, second)).toHaveLength(1);
    expect(await deployment.callsOf('addCharge')).toBe(before + 1);
  });
});
