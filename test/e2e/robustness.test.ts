import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/server.ts';
import { encodeGlobalId } from '../../src/ids.ts';
import { splitMark } from '../../src/mark.ts';
import { codesOf, postTo, SEED, type Answer } from './harness.ts';
import { accountAt, Program } from './process.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const part of open.splice(0).toReversed()) await part.close();
});

async function sandboxOf(clients: number): Promise<RunningSandbox> {
  const sandbox = await startSandbox({ host: '127.0.0.1', port: 0, clients, seed: 7, dataDir: null });
  open.push(sandbox);
  return sandbox;
}

function gateway(sandbox: RunningSandbox, env: Readonly<Record<string, string>> = {}): Program {
  const program = new Program(['serve'], { ...accountAt(sandbox.url), ...env });
  open.push(program);
  return program;
}

async function control(sandbox: RunningSandbox, path: string, body?: object): Promise<unknown> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  return (await fetch(`${sandbox.url}/_sandbox/${path}`, init)).json();
}

async function noFaults(sandbox: RunningSandbox): Promise<void> {
  await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
}

async function countOf(sandbox: RunningSandbox, name: string): Promise<number> {
  const calls = (await control(sandbox, 'calls')) as { voipms?: Readonly<Record<string, number>> };
  return calls.voipms?.[name] ?? 0;
}

async function upstream(sandbox: RunningSandbox, method: string): Promise<Record<string, unknown>> {
  const login = 'api_username=demo@example.com&api_password=demo-voipms';
  const answer = await fetch(`${sandbox.url}/api/v1/rest.php?${login}&method=${method}&client=${SEED}`);
  return (await answer.json()) as Record<string, unknown>;
}

const charge = (description: string) => ({
  query: 'mutation ($input: AddChargeInput!) { addCharge(input: $input) { operation { state } } }',
  variables: {
    input: {
      clientId: encodeGlobalId('Client', 'voipms', SEED),
      amount: '0.01',
      description,
      idempotencyKey: description,
    },
  },
});

describe('the end of the process', () => {
  it('by kill -9 amid 50 requests charges nobody twice, and a new one works', async () => {
    const sandbox = await sandboxOf(0);
    await control(sandbox, 'faults', {
      provider: 'voipms',
      function: 'addCharge',
      kind: 'delay',
      delayMs: 30,
      count: -1,
    });
    const first = gateway(sandbox);
    const url = await first.gatewayUrl();
    const names = Array.from({ length: 50 }, (_, index) => `charge-${index}`);
    const sent = Promise.allSettled(names.map((name) => postTo<{ addCharge: object }>(url, charge(name))));
    await expect.poll(() => countOf(sandbox, 'addCharge'), { interval: 5, timeout: 10_000 }).toBeGreaterThan(10);
    first.signal('SIGKILL');
    const settled = await sent;
    const answered = names.filter((_name, index) => settled[index]?.status === 'fulfilled');
    expect(answered.length).toBeLessThan(50);
    await noFaults(sandbox);

    const second = gateway(sandbox);
    const again = await postTo(await second.gatewayUrl(), charge('after'));
    expect(again.data).toEqual({ addCharge: { operation: { state: 'SUCCEEDED' } } });
    const { charges } = (await upstream(sandbox, 'getCharges')) as { charges: { description: string }[] };
    const texts = charges.map(({ description }) => splitMark(description).text);
    const made = texts.filter((text) => text.startsWith('charge-'));
    expect(new Set(made).size).toBe(made.length);
    // Whatever was confirmed has happened.
    expect(made).toEqual(expect.arrayContaining(answered));
    expect(made.length).toBeLessThan(50);
    const { balance } = (await upstream(sandbox, 'getResellerBalance')) as { balance: { current_balance: string } };
    const cents = 80_588n - 100n * BigInt(made.length + 1);
    expect(BigInt(balance.current_balance.replace('.', ''))).toBe(cents);
  });

  it('by SIGTERM lets a running request finish, and takes no new one', async () => {
    const sandbox = await sandboxOf(0);
    await control(sandbox, 'faults', {
      provider: 'voipms',
      function: 'addCharge',
      kind: 'delay',
      delayMs: 1500,
    });
    const program = gateway(sandbox);
    const url = await program.gatewayUrl();
    const running = postTo(url, charge('last'));
    await expect.poll(() => countOf(sandbox, 'addCharge'), { interval: 5, timeout: 10_000 }).toBe(1);
    program.signal('SIGTERM');
    await expect.poll(() => fetch(`${url}/healthz`).catch(() => 'refused'), { timeout: 1400 }).toBe('refused');
    expect((await running).data).toEqual({ addCharge: { operation: { state: 'SUCCEEDED' } } });
    const answered = performance.now();
    expect(await program.exited).toEqual({ code: 0, signal: null });
    // Once the last answer is out there is nothing to wait for, whatever connection the caller keeps open.
    expect(performance.now() - answered).toBeLessThan(6000);
    // The log tells of the write, and of nothing worse.
    expect(program.stderr).not.toMatch(/"level":[456]0/);
  });
});

describe('an upstream that takes 30 s for everything', () => {
  it('does not hold requests nor memory', async () => {
    const sandbox = await sandboxOf(100);
    const delay = { provider: 'voipms', function: '*', kind: 'delay', delayMs: 30_000, count: -1 };
    const folder = mkdtempSync(join(tmpdir(), 'slow-'));
    open.push({ close: async () => rmSync(folder, { recursive: true }) });
    const config = join(folder, 'config.json');
    const { VOIPMS_USERNAME: username, VOIPMS_PASSWORD: password, VOIPMS_BASE_URL: baseUrl } = accountAt(sandbox.url);
    const account = { provider: 'VOIPMS', name: 'slow', username, password, baseUrl, writeTimeoutMs: 700 };
    writeFileSync(
      config,
      JSON.stringify({
        access: { loopback: {} },
        accounts: [account],
        limits: { operationTimeoutMs: 500, maxConcurrentOperations: 300 },
      }),
    );
    const slow = new Program(['serve'], { CONFIG_FILE: config, PORT: '0' });
    open.push(slow);
    const url = await slow.gatewayUrl();
    await control(sandbox, 'faults', delay);

    const ask = () =>
      postTo(url, { query: '{ account(name: "slow") { countries { code } packages { totalCount } } }' });
    const started = performance.now();
    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.all(Array.from({ length: 200 }, ask));
      for (const answer of answers) {
        expect(answer.data).toEqual({ account: { countries: null, packages: null } });
        expect(codesOf(answer)).toEqual(['BUDGET_EXCEEDED', 'BUDGET_EXCEEDED']);
        expect(answer.errors?.[0]?.message).toMatch(/took longer than 500 ms/);
      }
    }
    // A tenth of what the upstream would take for one round.
    expect(performance.now() - started).toBeLessThan(30_000);
    expect(slow.residentMegabytes()).toBeLessThan(400);
    const write = charge('slow');
    write.variables.input.clientId = encodeGlobalId('Client', 'slow', SEED);
    const unknown = await postTo(url, write);
    expect(unknown.data).toEqual({ addCharge: { operation: { state: 'UNKNOWN' } } });
    await noFaults(sandbox);
    expect((await ask()).data).toMatchObject({ account: { packages: { totalCount: 5 } } });
  });
});

describe('10,000 clients', () => {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ host: '127.0.0.1', port: 0, clients: 10_000, seed: 7, dataDir: null });
    return () => sandbox.close();
  });

  it('are paged, searched and ordered in bounded memory; what costs too much says so', async () => {
    const program = gateway(sandbox);
    const url = await program.gatewayUrl();
    const ask = (
      query: string,
    ): Promise<Answer<{ clients: { totalCount: number; nodes: { displayName: string }[] } }>> => postTo(url, { query });
    const page = await ask('{ clients(first: 100) { totalCount pageInfo { hasNextPage } nodes { displayName } } }');
    expect(page.data.clients.totalCount).toBe(10_001);
    expect(page.data.clients.nodes).toHaveLength(100);
    const found = await ask('{ clients(where: { text: "lefèvre montreal" }) { totalCount nodes { displayName } } }');
    expect(found.data.clients.totalCount).toBe(0);
    const named = await ask('{ clients(first: 500, where: { text: "LEFEVRE" }) { totalCount nodes { displayName } } }');
    expect(named.data.clients.totalCount).toBeGreaterThan(50);
    const ordered = await ask('{ clients(last: 300, orderBy: { field: NAME }) { totalCount nodes { displayName } } }');
    expect(ordered.data.clients.nodes).toHaveLength(300);
    await Promise.all(Array.from({ length: 20 }, () => ask('{ clients(orderBy: { field: NAME }) { totalCount } }')));
    expect(program.residentMegabytes()).toBeLessThan(600);

    for (const query of [
      '{ clients(where: { balanceBelow: "0" }) { totalCount } }',
      '{ clients(where: { belowThreshold: true }) { totalCount } }',
      '{ clients(orderBy: { field: BALANCE }) { totalCount } }',
      '{ portfolio { clientCount } }',
    ]) {
      const answer = await ask(query);
      expect(codesOf(answer)).toEqual(['BUDGET_EXCEEDED']);
      expect(answer.errors?.[0]?.message).toMatch(/10001 clients .* narrow `where`/);
    }
    expect(await countOf(sandbox, 'getResellerBalance')).toBe(0);
    const narrowed = await ask(
      '{ clients(first: 500, where: { text: "LEFEVRE", balanceBelow: "5" }) { totalCount nodes { displayName } } }',
    );
    expect(narrowed.errors).toBeUndefined();
    expect(narrowed.data.clients.totalCount).toBeLessThan(named.data.clients.totalCount);
    expect(narrowed.data.clients.totalCount).toBeGreaterThan(0);
  });
});
