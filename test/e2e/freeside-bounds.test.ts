import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoAccounts } from '../../src/accountConfig.ts';
import { FreesidePageDocument, FreesideRowsDocument, type FreesideRowsQuery } from '../generated/graphql.ts';
import { FREESIDE } from './freeside-world.ts';
import { postTo, type Answer } from './harness.ts';
import { Program } from './process.ts';

const CLIENTS = 5000;

/** Longest time that a list of them may take, which is some 14 MB of XML, on a machine with other work. */
const LIST_TIMEOUT_MS = 25_000;

/** Longest wait of another request meanwhile. */
const MAX_WAIT_MS = 1000;

/** Most memory that the gateway may have then. */
const MAX_MEGABYTES = 600;

let sandbox: Program;
let gateway: Program;
let sandboxUrl: string;
let url: string;

beforeAll(async () => {
  // Processes of their own, so that the work of one is no wait for the others.
  sandbox = new Program(['sandbox', '--port', '0', '--clients', String(CLIENTS)]);
  sandboxUrl = (await sandbox.printed(/Sandbox: +(http:\S+)/))[1]!;
  const { baseUrl, username, password } = demoAccounts(sandboxUrl).find(({ name }) => name === FREESIDE)!;
  const account = { provider: 'FREESIDE', baseUrl, username, password, currency: 'USD', readTimeoutMs: 60_000 };
  const accounts = [
    { ...account, name: FREESIDE },
    { ...account, name: 'small', maxResponseBytes: 1024 * 1024 },
  ];
  const config = join(sandbox.folder, 'config.json');
  writeFileSync(config, JSON.stringify({ access: { loopback: {} }, accounts }));
  gateway = new Program(['serve'], { CONFIG_FILE: config, PORT: '0' });
  url = await gateway.gatewayUrl();
});

afterAll(async () => {
  await gateway?.close();
  await sandbox?.close();
});

const calls = async (): Promise<Record<string, number>> => {
  const answer = await fetch(`${sandboxUrl}/_sandbox/calls`);
  return ((await answer.json()) as { freeside: Record<string, number> }).freeside;
};

const rows = (account: string): Promise<Answer<FreesideRowsQuery>> =>
  postTo(url, { query: FreesideRowsDocument.toString(), variables: { first: 3, where: { accounts: [account] } } });

/** What was seen while something ran. */
interface Seen<T> {
  readonly outcome: T;
  readonly elapsedMs: number;
  readonly megabytes: number;
  readonly longestWaitMs: number;
}

/** Runs something, and looks all the time how much memory the gateway has and how long another request waits. */
async function watched<T>(run: () => Promise<T>): Promise<Seen<T>> {
  const startedMs = performance.now();
  const state = { done: false };
  let [megabytes, longestWaitMs] = [0, 0];
  const watch = async (): Promise<void> => {
    while (!state.done) {
      const askedMs = performance.now();
      await (await fetch(`${url}/healthz`)).text();
      longestWaitMs = Math.max(longestWaitMs, performance.now() - askedMs);
      megabytes = Math.max(megabytes, gateway.residentMegabytes());
      await sleep(20);
    }
  };
  const watching = watch();
  const outcome = await run().finally(() => (state.done = true));
  const elapsedMs = performance.now() - startedMs;
  await watching;
  return { outcome, elapsedMs, megabytes, longestWaitMs };
}

function expectBounded({ elapsedMs, megabytes, longestWaitMs }: Seen<unknown>): void {
  expect(elapsedMs).toBeLessThan(LIST_TIMEOUT_MS);
  expect(megabytes).toBeLessThan(MAX_MEGABYTES);
  expect(longestWaitMs).toBeLessThan(MAX_WAIT_MS);
}

describe(`an agent with ${CLIENTS} clients`, { timeout: 3 * LIST_TIMEOUT_MS }, () => {
  it('has a list of all of them in one call, while others are served', async () => {
    for (const round of [1, 2]) {
      const seen = await watched(() => rows(FREESIDE));
      expect(seen.outcome.errors).toBeUndefined();
      expect(seen.outcome.data.clients.totalCount).toBeGreaterThan(CLIENTS * 0.9);
      expect(seen.outcome.data.clients.nodes).toHaveLength(3);
      expect(await calls()).toEqual({ agent_login: 1, agent_info: 1, agent_list_customers: round });
      expectBounded(seen);
    }
  });

  it('costs a call for each client of a page and no more', async () => {
    const before = await calls();
    const where = { accounts: [FREESIDE] };
    const variables = { first: 100, where, profile: true, ledger: true, packages: false };
    const query = FreesidePageDocument.toString();
    const seen = await watched(() =>
      postTo<{ readonly clients: { readonly nodes: readonly object[] } }>(url, { query, variables }),
    );
    expect(seen.outcome.errors).toBeUndefined();
    expect(seen.outcome.data.clients.nodes).toHaveLength(100);
    const lists = before['agent_list_customers']! + 1;
    const each = { customer_info: 100, billing_history: 100 };
    expect(await calls()).toEqual({ ...before, agent_list_customers: lists, ...each });
    expectBounded(seen);
  });

  it('has no list, but an error, where the answer is longer than the account allows', async () => {
    const seen = await watched(() => rows('small'));
    const { data, errors } = seen.outcome;
    expect(data.clients).toMatchObject({
      totalCount: null,
      nodes: [],
      completeness: { complete: false, accounts: [{ state: 'FAILED', code: 'UPSTREAM_UNAVAILABLE' }] },
    });
    expect(errors).toMatchObject([{ path: ['clients'], extensions: { account: 'small' } }]);
    expect(errors?.[0]?.message).toContain('longer than allowed');
    expectBounded(seen);
  });
});
