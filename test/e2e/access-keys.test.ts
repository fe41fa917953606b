/** API keys from the command line to the request, with the real program and both stores. */
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresServer } from '../journal/postgres-server.ts';
import { Deployment, type Gateway } from './crash/deployment.ts';

const TIMEOUT_MS = 120_000;

/** One answer to `{ accounts { name } }`, in short. */
async function names(url: string, headers: Readonly<Record<string, string>>): Promise<readonly string[] | string> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: '{"query":"{ accounts { name } }"}',
  });
  const { data, errors } = (await answer.json()) as {
    readonly data?: { readonly accounts: readonly { readonly name: string }[] } | null;
    readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
  };
  return data?.accounts.map(({ name }) => name) ?? `${answer.status} ${errors?.[0]?.extensions.code}`;
}
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const REFUSED = '401 UNAUTHENTICATED';

/** Tests over a deployment that needs a key to start. */
function keysOf(deployment: () => Deployment, edit: (sql: string) => Promise<void>): void {
  const keys = (...args: readonly string[]) => deployment().command(['keys', ...args]);
  async function create(...args: readonly string[]): Promise<{ readonly key: string; readonly id: string }> {
    const { code, stdout, stderr } = await keys('create', '--json', ...args);
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as { readonly key: string; readonly id: string };
  }

  it('are made before the first start, work at once, and end within 5 seconds', { timeout: TIMEOUT_MS }, async () => {
    expect((await deployment().failingGateway()).stderr).toMatch(/Nobody could use this gateway/);
    const first = await keys('create', '--name', 'first', '--tenant', 'east');
    expect(first).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/"first" of the tenant east.*shown this once/),
    });
    expect(first.stdout).toMatch(/^rgk_[a-z0-9]{12}_[\w-]{43}\n$/);
    const firstKey = first.stdout.trim();
    const gateway: Gateway = await deployment().gateway();
    expect(await names(gateway.url, {})).toBe(REFUSED);
    expect(await names(gateway.url, bearer(firstKey))).toEqual(['voipms-demo']);

    // Beside the running gateway.
    const second = await create('--name', 'second', '--tenant', 'west', '--scopes', 'all', '--expires', 'none');
    expect(await names(gateway.url, { 'x-api-key': second.key })).toHaveLength(4);
    const narrow = await create('--name', 'narrow', '--tenant', 'west', '--accounts', 'sippy-demo');
    expect(await names(gateway.url, bearer(narrow.key))).toEqual(['sippy-demo']);

    const listed = await keys('list');
    expect(listed.stdout).toMatch(/^ID +STATE +NAME +TENANT/);
    expect(listed.stdout.trimEnd().split('\n')).toHaveLength(4);
    for (const { key } of [second, narrow]) expect(listed.stdout).not.toContain(key.slice(17));

    const revoked = await keys('revoke', second.id, '--reason', 'tests');
    const revokedAt = performance.now();
    expect(revoked).toMatchObject({ code: 0, stdout: expect.stringMatching(/is revoked since/) });
    while ((await names(gateway.url, bearer(second.key))) !== REFUSED) {
      expect(performance.now() - revokedAt).toBeLessThan(5000);
      await delay(100);
    }
    expect(await names(gateway.url, bearer(narrow.key))).toEqual(['sippy-demo']);
    expect(gateway.program.stderr).toContain(`"keyId":"${second.id}","reason":"it is revoked"`);
    expect(gateway.program.stderr).not.toContain(second.key.slice(17));

    // Somebody with the database alone makes nothing of it.
    await edit(`update api_keys set body = replace(body, 'sippy-demo', 'voipms-demo')`);
    await delay(4100);
    expect(await names(gateway.url, bearer(narrow.key))).toBe(REFUSED);
    expect(gateway.program.stderr).toContain('was edited in the database');
    expect((await keys('list')).stdout).toMatch(new RegExp(`^${narrow.id} +EDITED`, 'm'));
    const verified = await deployment().command(['journal', 'verify']);
    expect(verified).toMatchObject({ code: 1, stdout: expect.stringMatching(/EDITED: API key .* is not what/) });
    await edit(`update api_keys set body = replace(body, 'voipms-demo', 'sippy-demo')`);
    expect(await deployment().command(['journal', 'verify'])).toMatchObject({ code: 0 });
    const used = (await keys('list', '--json')).stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(used).toContainEqual(
      expect.objectContaining({ name: 'first', lastUsedAt: expect.any(String), state: 'valid' }),
    );
    expect(JSON.stringify(used)).not.toContain('secretHash');
    await gateway.kill();
  });
}

const access = { tenants: { east: { accounts: ['voipms-demo'] }, west: {} } };

describe('API keys in SQLite', () => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await Deployment.start({ access });
  }, TIMEOUT_MS);
  afterAll(() => deployment.close());
  keysOf(
    () => deployment,
    async (sql) => {
      const database = new DatabaseSync(join(deployment.dataDir, 'journal', 'journal.sqlite'), { timeout: 5000 });
      database.exec(sql);
      database.close();
    },
  );

  it.each([
    [['create'], /--name: say.*\n--tenant: write one of east, west/],
    [['create', 'twice', '--name', 'x'], /Use: keys create/],
    [['revoke'], /keys revoke: name the key by its id/],
    [['revoke', 'aaaabbbbcccc'], /There is no API key aaaabbbbcccc/],
    [['make'], /Use: keys create/],
  ])(
    'refuse %j',
    async (args, message) => {
      const { code, stdout, stderr } = await deployment.command(['keys', ...args]);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(message);
    },
    TIMEOUT_MS,
  );
});

describe('API keys in PostgreSQL', () => {
  let server: PostgresServer;
  let deployment: Deployment;
  let client: Client;
  beforeAll(async () => {
    server = await PostgresServer.start();
    const databaseUrl = await server.newDatabase();
    client = new Client({ connectionString: databaseUrl });
    await client.connect();
    client.on('error', () => {});
    deployment = await Deployment.start({ access, databaseUrl });
  }, TIMEOUT_MS);
  afterAll(async () => {
    await deployment.close();
    await client.end();
    await server.remove();
  });
  keysOf(
    () => deployment,
    async (sql) => void (await client.query(sql)),
  );

  it('stay known while the database is away', { timeout: TIMEOUT_MS }, async () => {
    const { stdout } = await deployment.command(['keys', 'create', '--name', 'known', '--tenant', 'east']);
    const other = await deployment.command(['keys', 'create', '--name', 'other', '--tenant', 'east']);
    const gateway = await deployment.gateway();
    expect(await names(gateway.url, bearer(stdout.trim()))).toEqual(['voipms-demo']);
    await server.stop();
    await delay(4100);
    for (let index = 0; index < 3; index += 1)
      expect(await names(gateway.url, bearer(stdout.trim()))).toEqual(['voipms-demo']);
    expect(await names(gateway.url, bearer(other.stdout.trim()))).toBe('503 JOURNAL_UNAVAILABLE');
    // Nobody can tell whether somebody could get in, so that a start is not refused.
    const started = await deployment.gateway();
    expect(await names(started.url, bearer(stdout.trim()))).toBe('503 JOURNAL_UNAVAILABLE');
    await server.start();
    await expect
      .poll(() => names(started.url, bearer(other.stdout.trim())), { timeout: 30_000 })
      .toEqual(['voipms-demo']);
  });
});
