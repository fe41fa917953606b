/**
 * Two tenants on one gateway, whose accounts have clients with the same numbers and who use the same idempotency keys:
 * nothing of the one may ever be in an answer to the other.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allScopes } from '../../src/access/scopes.ts';
import { demoAccounts } from '../../src/accountConfig.ts';
import { defaultLimits } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { Redactor } from '../../src/redactor.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/server.ts';
import { startGateway, type RunningGateway } from '../../src/server.ts';
import { openSurface } from '../../src/surfaceConfig.ts';
import type { ProviderName } from './harness.ts';
import { journalInFolder } from './journal.ts';
import { accountOf, Dice, laidOpen, nextAsk, otherOf, tenants, type Tenant } from './tenants-world.ts';
import { Tokens } from './tenants.ts';

/** Requests of both together. */
const REQUESTS = Number(process.env['TENANTS_REQUESTS'] ?? 10_000);
/** Requests of one tenant under way at once. */
const AT_ONCE = 12;
/** `TENANTS_SEED` repeats a run as far as its timing does. */
const SEED = Number(process.env['TENANTS_SEED'] ?? Math.floor(Math.random() * 1e9));

let tokens: Tokens;
let gateway: RunningGateway;
const sandboxes = new Map<Tenant, RunningSandbox>();

beforeAll(async () => {
  tokens = await Tokens.start();
  for (const [index, tenant] of tenants.entries()) {
    sandboxes.set(
      tenant,
      await startSandbox({ host: '127.0.0.1', port: 0, clients: 0, seed: 7 + index, dataDir: null }),
    );
  }
  const accounts = tenants.flatMap((tenant) =>
    demoAccounts(sandboxes.get(tenant)!.url).map((demo) => ({
      ...demo,
      name: accountOf(tenant, demo.name.split('-')[0] as ProviderName),
      readTimeoutMs: 1000,
      writeTimeoutMs: 1000,
    })),
  );
  const names = accounts.map(({ name }) => name);
  const bound = tenants.map((tenant) => [tenant, { accounts: names.filter((name) => name.startsWith(tenant)) }]);
  gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    accounts,
    access: tokens.access(Object.fromEntries(bound), names),
    limits: {
      ...defaultLimits(),
      maxRequestsPerMinute: 1_000_000,
      maxFailuresInARow: 10_000,
      operationTimeoutMs: 5000,
    },
    surface: openSurface(),
    ...journalInFolder({ settleAfterMs: 2000, firstLookMs: 100, maxLookMs: 1000 }),
    log: createLog('silent', new Redactor()),
  });
});

afterAll(async () => {
  await gateway?.close();
  for (const sandbox of sandboxes.values()) await sandbox.close();
  await tokens?.close();
});

const headersOf = (tenant: Tenant): Record<string, string> => ({
  authorization: `Bearer ${tokens.of(tenant, allScopes, `${tenant}-robot`)}`,
  'content-type': 'application/json',
});

/** What a tenant got, all of it. */
interface Seen {
  requests: number;
  changes: number;
  readonly codes: Map<string, number>;
}

function mustBeClean(tenant: Tenant, text: string, query: string): void {
  if (laidOpen(text).toLowerCase().includes(otherOf(tenant)))
    throw new Error(`${tenant} was shown something of the other (seed ${SEED}): ${query} ${text.slice(0, 2000)}`);
}

async function request(tenant: Tenant, dice: Dice, seen: Seen): Promise<void> {
  const { query, variables = {}, check } = nextAsk(tenant, dice);
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { ...headersOf(tenant), accept: 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  seen.requests += 1;
  mustBeClean(tenant, text, query);
  const { data, errors = [] } = JSON.parse(text) as {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  };
  for (const { extensions, message } of errors) {
    const code = extensions?.code ?? message;
    seen.codes.set(code, (seen.codes.get(code) ?? 0) + 1);
  }
  if (data && check && !check(data)) throw new Error(`${tenant} got what it must not: ${query} ${text.slice(0, 2000)}`);
}

/** Reads the changes of operations until it is told to stop. */
async function listen(tenant: Tenant, signal: AbortSignal, seen: Seen): Promise<void> {
  const query = 'subscription { operationChanged { id idempotencyKey state reason account { name } } }';
  const headers = { ...headersOf(tenant), accept: 'text/event-stream' };
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query }),
    signal,
  });
  try {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      mustBeClean(tenant, chunk, query);
      seen.changes += chunk.split('"operationChanged"').length - 1;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

const functions: readonly (readonly [provider: ProviderName, name: string])[] = [
  ['voipms', 'addCharge'],
  ['voipms', 'getClients'],
  ['voipms', 'setClient'],
  ['sippy', 'customerAddFunds'],
  ['sippy', 'getCustomerInfo'],
  ['logicboxes', 'customers/search'],
  ['freeside', 'customer_info'],
];
const kinds = [
  'delay',
  'drop_before_apply',
  'apply_then_drop',
  'http_500_html',
  'truncated',
  'garbage',
  'rate_limited',
];

/** Makes the upstreams fail now and then. */
async function disturb(signal: AbortSignal, dice: Dice): Promise<void> {
  while (!signal.aborted) {
    const [provider, name] = dice.of(functions);
    const fault = { provider, function: name, kind: dice.of(kinds), count: 1, delayMs: 50 };
    const { url } = sandboxes.get(dice.of(tenants))!;
    await fetch(`${url}/_sandbox/faults`, { method: 'POST', body: JSON.stringify(fault) });
    await delay(100);
  }
}

it('never shows one tenant anything of another, whatever both do', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const seen = new Map(tenants.map((tenant) => [tenant, { requests: 0, changes: 0, codes: new Map() }] as const));
  const background = [disturb(signal, new Dice(SEED)), ...tenants.map((one) => listen(one, signal, seen.get(one)!))];
  let left = REQUESTS;
  const work = async (tenant: Tenant, dice: Dice): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await request(tenant, dice, seen.get(tenant)!);
    }
  };
  const workers = tenants.flatMap((tenant, which) =>
    Array.from({ length: AT_ONCE }, (_, index) => work(tenant, new Dice(SEED + which * AT_ONCE + index))),
  );
  await Promise.race([Promise.all(workers), Promise.all(background)]);
  controller.abort();
  await Promise.all(background);
  const told = [...seen].map(([tenant, { requests, changes, codes }]) => ({
    tenant,
    requests,
    changes,
    ...Object.fromEntries(codes),
  }));
  console.log(`tenants, seed ${SEED}: ${JSON.stringify(told)}`);
  for (const { requests, changes } of seen.values()) {
    expect(requests).toBeGreaterThan(REQUESTS / 4);
    expect(changes).toBeGreaterThan(100);
  }
}, 900_000);
