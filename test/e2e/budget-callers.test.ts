/** Budgets, rates and usage of callers and tenants, from the request to the upstream. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demoAccounts } from '../../src/accountConfig.ts';
import { defaultLimits } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { Redactor } from '../../src/redactor.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/server.ts';
import { startGateway, type RunningGateway } from '../../src/server.ts';
import { openSurface } from '../../src/surfaceConfig.ts';
import { clientId, freshKey, type Answer } from './harness.ts';
import { journalInFolder } from './journal.ts';
import { Tokens } from './tenants.ts';

const SCOPES = ['clients:read', 'ledger:read', 'charges:write', 'operations:read'];

let sandbox: RunningSandbox;
let tokens: Tokens;
let gateway: RunningGateway;

/** What the tests look at. */
interface Data {
  readonly usage?: { readonly requestsLeft: number };
  readonly accounts?: readonly object[];
  readonly addCharge?: { readonly operation: { readonly state: string } | null };
}

interface Reply {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly answer: Answer<Data | null>;
}

async function ask(tenant: string, query: string, subject = 'one'): Promise<Reply> {
  const reply = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      authorization: `Bearer ${tokens.of(tenant, SCOPES, subject)}`,
    },
    body: JSON.stringify({ query }),
  });
  return {
    status: reply.status,
    retryAfter: reply.headers.get('retry-after'),
    answer: (await reply.json()) as Reply['answer'],
  };
}

async function calls(): Promise<number> {
  const counts = (await (await fetch(`${sandbox.url}/_sandbox/calls`)).json()) as { voipms?: Record<string, number> };
  return Object.values(counts.voipms ?? {}).reduce((sum, count) => sum + count, 0);
}

async function start(limits: object, account: object): Promise<void> {
  const accounts = demoAccounts(sandbox.url)
    .filter(({ name }) => name === 'voipms-demo')
    .map((demo) => ({ ...demo, ...account }));
  gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    accounts,
    access: tokens.access({ east: {}, west: {} }, ['voipms-demo']),
    limits: { ...defaultLimits(), ...limits },
    surface: openSurface(),
    ...journalInFolder({}),
    log: createLog('silent', new Redactor()),
  });
}

beforeAll(async () => {
  sandbox = await startSandbox({ host: '127.0.0.1', port: 0, clients: 40, seed: 7, dataDir: null });
  tokens = await Tokens.start();
});

beforeEach(() => fetch(`${sandbox.url}/_sandbox/reset`, { method: 'POST', body: '{}' }));

afterAll(async () => {
  await tokens.close();
  await sandbox.close();
});

describe('the budget of an operation', () => {
  beforeAll(() => start({ maxUpstreamCalls: 25 }, {}));
  afterAll(() => gateway.close());

  it('refuses what could cost more, with the numbers and the dearest fields, and calls nothing', async () => {
    const { status, answer } = await ask('east', '{ clients(first: 30) { nodes { balance { current { amount } } } } }');
    expect(status).toBe(200);
    expect(answer.data ?? null).toBeNull();
    expect(answer.errors).toMatchObject([
      {
        message: expect.stringMatching(/could cost 31 upstream calls and may cost 25.*clients\.nodes\.balance \(30\)/),
        extensions: { code: 'BUDGET_EXCEEDED', upstream: { estimatedCalls: 31, budget: 25 } },
      },
    ]);
    expect(await calls()).toBe(0);
  });

  it('says in each answer what it could have cost and has cost', async () => {
    const { answer } = await ask('east', '{ clients(first: 9) { nodes { balance { current { amount } } } } }');
    expect(answer.errors).toBeUndefined();
    expect(answer.extensions).toEqual({ upstream: { estimatedCalls: 10, calls: 10 } });
    expect((await ask('east', '{ accounts { name } }')).answer.extensions).toEqual({
      upstream: { estimatedCalls: 0, calls: 0 },
    });
  });

  it('is told by `usage`, to each caller its own', async () => {
    await ask('west', 'query Nine { clients(first: 9) { nodes { balance { current { amount } } } } }', 'usage');
    const query =
      '{ usage { maxUpstreamCalls maxRequestsPerMinute requestsLeft accounts { account { name } callsLastMinute callsLastHour maxCallsPerMinute } operations { at operationName estimatedCalls calls } } }';
    const { answer } = await ask('west', query, 'usage');
    expect(answer.data?.usage).toMatchObject({
      maxUpstreamCalls: 25,
      maxRequestsPerMinute: 12_000,
      accounts: [{ account: { name: 'voipms-demo' }, callsLastMinute: 10, callsLastHour: 10, maxCallsPerMinute: null }],
      operations: [{ operationName: 'Nine', estimatedCalls: 10, calls: 10 }],
    });
    expect(answer.data?.usage?.requestsLeft).toBeLessThanOrEqual(3000);
    const other = (await ask('west', query, 'nobody else')).answer.data?.usage;
    expect(other).toMatchObject({ accounts: [{ callsLastHour: 0 }], operations: [] });
  });
});

describe('requests a minute', () => {
  beforeAll(() => start({ maxRequestsPerMinute: 8 }, {}));
  afterAll(() => gateway.close());

  it('are bounded for each caller, with 429 and the time to wait', async () => {
    expect((await ask('east', '{ accounts { name } }')).status).toBe(200);
    expect((await ask('east', '{ accounts { name } }')).status).toBe(200);
    const { status, retryAfter, answer } = await ask('east', '{ accounts { name } }');
    expect(status).toBe(429);
    expect(Number(retryAfter)).toBeGreaterThanOrEqual(1);
    expect(Number(retryAfter)).toBeLessThanOrEqual(8);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryable: true } }]);
    expect(answer.errors?.[0]?.extensions?.['retryAfterMs']).toBeGreaterThan(0);
    expect(answer.errors?.[0]?.extensions).not.toHaveProperty('http');
    // Neither another tenant nor another caller of the same one is in its way.
    expect((await ask('west', '{ accounts { name } }')).status).toBe(200);
    expect((await ask('east', '{ accounts { name } }', 'two')).status).toBe(200);
  });
});

describe('calls a minute to an account', () => {
  beforeAll(() => start({}, { maxCallsPerMinute: 120 }));
  afterAll(() => gateway.close());

  it('are shared: what is beyond is not sent, and the other tenant has its part', async () => {
    const greedy = await ask('east', '{ clients(first: 35) { nodes { balance { current { amount } } } } }');
    expect(await calls()).toBe(30);
    expect(new Set(greedy.answer.errors?.map(({ extensions }) => extensions?.['code']))).toEqual(
      new Set(['RATE_LIMITED']),
    );
    expect(greedy.answer.errors?.[0]?.extensions).toMatchObject({ account: 'voipms-demo', retryable: true });
    // The health of the account has nothing to do with it.
    const { answer } = await ask('east', '{ accounts { health { state } } }');
    expect(answer.data?.accounts).toEqual([{ health: { state: 'UP' } }]);

    // Two a second flow in, one of them for each.
    const input = `{ clientId: "${clientId()}", amount: "1", idempotencyKey: "${freshKey()}" }`;
    const write = `mutation { addCharge(input: ${input}) { operation { state } userErrors { code ... on UpstreamError { retryable } } } }`;
    const refused = await ask('west', write);
    expect(refused.answer.data?.addCharge).toMatchObject({
      operation: { state: 'REJECTED' },
      userErrors: [{ code: 'RATE_LIMITED', retryable: true }],
    });
    const before = await calls();
    const asking = setInterval(() => void ask('east', '{ clients { totalCount } }'), 50);
    try {
      await expect
        .poll(async () => (await ask('west', write)).answer.data?.addCharge?.operation?.state, { timeout: 10_000 })
        .toBe('SUCCEEDED');
    } finally {
      clearInterval(asking);
    }
    expect(before).toBe(30);
  }, 20_000);
});
