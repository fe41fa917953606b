/** Upstreams that want to do harm: every answer of theirs is an error in bounded time and memory, and nothing breaks. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FourLookupsDocument, FourPageDocument, FourWritesDocument } from '../generated/graphql.ts';
import type { FourLookupsQuery, FourPageQuery, FourWritesMutation } from '../generated/graphql.ts';
import { startRawServer, type RawServer } from '../wire/raw-server.ts';
import { afterLogin, attacks, type Attack } from './four-hostile-upstream.ts';
import { globalIdOf, providers } from './four-world.ts';
import { freshKey, postTo, type Answer } from './harness.ts';
import { Program } from './process.ts';

/** How long the gateway waits for an upstream. */
const PATIENCE_MS = 1500;

/** Whatever is asked, the answer must be there after all that is waited for one after the other, and a little more. */
const DEADLINE_MS = 4 * PATIENCE_MS + 6000;

/** A gateway alone takes about 150 MiB, and one answer at most 32 of each account. */
const MAX_MEGABYTES = 700;

let upstream: RawServer;
let program: Program;
let url: string;
let attack: Attack = attacks['no byte at all']!;

const paths = {
  voipms: '/api/v1/rest.php',
  sippy: '/xmlapi/xmlapi',
  freeside: '/selfservice/xmlrpc.cgi',
  logicboxes: '/api/',
};
const secret = 'Canary-Secret-1';

beforeAll(async () => {
  upstream = await startRawServer((socket, request) => attack(socket, request));
  const first = new Program(['help']);
  await first.exited;
  const accounts = providers.map((name) => ({
    provider: name.toUpperCase(),
    name,
    baseUrl: `${upstream.origin}${paths[name]}`,
    username: 'canary@example.com',
    password: secret,
    readTimeoutMs: PATIENCE_MS,
    writeTimeoutMs: PATIENCE_MS,
    ...(name === 'freeside' && { currency: 'USD' }),
  }));
  const config = join(first.folder, 'config.json');
  // What is held back would not be tried.
  writeFileSync(config, JSON.stringify({ access: { loopback: {} }, accounts, limits: { maxFailuresInARow: 10_000 } }));
  program = new Program(['serve'], { CONFIG_FILE: config, PORT: '0', LOG_LEVEL: 'info' });
  url = await program.gatewayUrl();
  return () => first.close();
});

afterAll(async () => {
  await program?.close();
  await upstream?.close();
});

async function timed<T>(document: { toString(): string }, variables: object): Promise<Answer<T>> {
  const started = performance.now();
  const answer = await postTo<T>(url, { query: document.toString(), variables });
  expect(performance.now() - started).toBeLessThan(DEADLINE_MS);
  return answer;
}

const clean = ['UPSTREAM_UNAVAILABLE', 'OUTCOME_UNKNOWN', 'ACCOUNT_REFUSED', 'BUDGET_EXCEEDED'];

/** Every code in an answer; fails for a message that quotes what the upstream has sent, or a secret. */
function codesIn(answer: Answer<unknown>): readonly string[] {
  const text = JSON.stringify(answer);
  for (const leak of [secret, 'polluted', 'root:', '<<<<', '{{{{', 'yyyy', '9999', 'INTERNAL'])
    expect(text).not.toContain(leak);
  expect(text.length).toBeLessThan(100_000);
  return (answer.errors ?? []).map(({ extensions }) => String(extensions?.['code']));
}

async function readLists(): Promise<void> {
  const answer = await timed<FourPageQuery>(FourPageDocument, { first: 100 });
  const outcomes = answer.data.clients.completeness?.accounts ?? [];
  expect(outcomes.map(({ account, state, code }) => [account.name, state, code])).toEqual(
    providers.map((name) => [name, 'FAILED', 'UPSTREAM_UNAVAILABLE']),
  );
  expect(answer.data.clients.nodes).toEqual([]);
  expect(codesIn(answer)).toEqual(providers.map(() => 'UPSTREAM_UNAVAILABLE'));
}

async function lookUp(): Promise<void> {
  const answer = await timed<FourLookupsQuery>(FourLookupsDocument, {});
  expect(answer.data).toEqual({ voipms: null, sippy: null, freeside: null, logicboxes: null });
  expect(codesIn(answer)).toEqual(providers.map(() => 'UPSTREAM_UNAVAILABLE'));
}

const charge = (name: 'voipms' | 'sippy' | 'logicboxes') => ({
  clientId: globalIdOf(name, name),
  amount: '1',
  currency: name === 'sippy' ? 'USD' : null,
  description: 'x',
  idempotencyKey: freshKey(),
  accounting: name === 'logicboxes' ? { amount: '1', conversionRate: '1' } : null,
});

async function write(): Promise<void> {
  const freeside = { clientId: globalIdOf('freeside', 'freeside'), idempotencyKey: freshKey() };
  const variables = { voipms: charge('voipms'), sippy: charge('sippy'), freeside, logicboxes: charge('logicboxes') };
  const answer = await timed<FourWritesMutation>(FourWritesDocument, variables);
  codesIn(answer);
  for (const name of providers) {
    const { operation, userErrors } = answer.data[name];
    expect(userErrors).toHaveLength(1);
    expect(clean).toContain(userErrors[0]?.code);
    // Whatever has left may have been applied: nobody can say that it was not.
    expect([null, userErrors[0]?.code === 'OUTCOME_UNKNOWN' ? 'UNKNOWN' : 'REJECTED']).toContain(
      operation?.state ?? null,
    );
  }
}

describe('an upstream that answers with', () => {
  it.each(Object.keys(attacks))('%s harms nobody', async (name) => {
    attack = afterLogin(attacks[name]!);
    await readLists();
    await lookUp();
    await write();
    expect(program.residentMegabytes()).toBeLessThan(MAX_MEGABYTES);
  });

  it.each(['nesting 100,000 deep', 'a body without end', 'members called __proto__', 'a bomb of entities'])(
    '%s also to a login harms nobody',
    async (name) => {
      attack = (socket) => socket.end();
      const { data } = await postTo<{ renewSession: object }>(url, {
        query: 'mutation { renewSession(input: { account: "freeside" }) { userErrors { code } } }',
      });
      expect(data.renewSession).toEqual({ userErrors: [{ code: 'UPSTREAM_UNAVAILABLE' }] });
      attack = attacks[name]!;
      await readLists();
      await lookUp();
      expect(program.residentMegabytes()).toBeLessThan(MAX_MEGABYTES);
    },
  );

  it('all of that at once, many times, keeps memory and time in bounds', async () => {
    const all = Object.values(attacks);
    let next = 0;
    attack = afterLogin((socket, request) => all[next++ % all.length]!(socket, request));
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(Array.from({ length: 10 }, () => timed(FourLookupsDocument, {}).then(codesIn)));
      expect(program.residentMegabytes()).toBeLessThan(2 * MAX_MEGABYTES);
    }
  });

  it('leaves a gateway that works, whose log holds neither secrets nor what was sent', async () => {
    const health = await fetch(`${url}/readyz`);
    expect(health.status).toBe(200);
    const { data } = await postTo(url, { query: '{ accounts { name health { state } } }' });
    expect(JSON.stringify(data)).toContain('DOWN');
    expect(program.stderr).not.toMatch(/"level":[56]0/);
    for (const leak of [secret, 'polluted', '<<<<', 'yyyy']) expect(program.stderr).not.toContain(leak);
    // No redirect was followed, and no request went out of its way.
    const strangers = upstream.requests.filter(
      ({ head }) => !Object.values(paths).some((path) => head.split(' ')[1]!.startsWith(path)),
    );
    expect(strangers).toEqual([]);
  });
});
