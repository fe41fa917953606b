/** The journal in PostgreSQL: a server that goes away, several gateways, and what an error may tell. */
import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { JournalFault } from '../../src/journal/faults.ts';
import { openPostgres } from '../../src/journal/postgres.ts';
import { JournalSecret } from '../../src/journal/secret.ts';
import type { JournalStore } from '../../src/journal/store.ts';
import { Child } from './children.ts';
import { next, note, operation, trace } from './operations.ts';
import { SECRET } from './places.ts';
import { PostgresServer } from './postgres-server.ts';

// Processes start, and files are flushed, on machines that have much else to do.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
});
afterAll(() => server.remove());

async function open(url: string): Promise<JournalStore> {
  const store = await openPostgres({ url, secret: new JournalSecret(SECRET, '') });
  onTestFinished(() => store.close());
  return store;
}

function child(command: string, url: string, count = 0): Child {
  const process = new Child(command, [url, String(count)]);
  onTestFinished(() => process.kill());
  return process;
}

const failed = (action: Promise<unknown>): Promise<JournalFault> =>
  action.then(
    () => Promise.reject(new Error('It did not fail.')),
    (error: unknown) => error as JournalFault,
  );

/** Starts a server that was killed, whose memory the system may not have freed yet. */
async function startAgain(): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await server.start();
    } catch (error) {
      if (tries === 30) throw error;
      await delay(500);
    }
  }
}

/** Adds operations until told to stop; gives the ids of those that are acknowledged, and the errors of the others. */
function addAllTheTime(store: JournalStore) {
  const state = { ids: [] as string[], errors: [] as JournalFault[], isStopped: false };
  const done = (async () => {
    while (!state.isStopped) {
      const one = operation();
      await store.add(one, trace, note).then(
        () => state.ids.push(one.id),
        (error: JournalFault) => state.errors.push(error),
      );
      await delay(1);
    }
  })();
  return { ...state, stop: () => ((state.isStopped = true), done) };
}

/** Waits until each of them has written so many. */
async function haveWritten(writers: readonly { readonly ids: readonly string[] }[], count: number): Promise<void> {
  await expect.poll(() => writers.every(({ ids }) => ids.length >= count), { timeout: 60_000 }).toBe(true);
}

describe('a server that goes away', () => {
  it.each(['SIGINT', 'SIGKILL'] as const)(
    '(%s) refuses changes, comes back, and has all that was acknowledged',
    async (signal) => {
      const url = await server.newDatabase();
      const [store, idle] = [await open(url), await open(url)];
      const writers = Array.from({ length: 4 }, () => addAllTheTime(store));
      await haveWritten(writers, 10);
      await server.stop(signal);
      await expect.poll(() => writers.every(({ errors }) => errors.length > 2), { timeout: 60_000 }).toBe(true);
      await expect(store.head()).rejects.toMatchObject({ code: 'JOURNAL_UNAVAILABLE', kind: 'unreachable' });
      const before = writers.map(({ ids }) => ids.length);
      await startAgain();
      await haveWritten(writers, Math.max(...before) + 5);
      await Promise.all(writers.map(({ stop }) => stop()));
      for (const { message, kind, code } of writers.flatMap(({ errors }) => errors)) {
        expect({ kind, code }).toEqual({ kind: 'unreachable', code: 'JOURNAL_UNAVAILABLE' });
        expect(message).toMatch(/cannot be reached.*DATABASE_URL\. No write is sent\.$/);
      }
      expect(await idle.head()).toEqual(await store.head());
      for (const id of writers.flatMap(({ ids }) => ids)) expect(await store.byId(id)).not.toBeNull();
      expect((await store.verify()).problems).toEqual([]);
    },
    120_000,
  );

  it('while a change is committed leaves it whole or not at all, and says that it does not know', async () => {
    const url = await server.newDatabase();
    const store = await open(url);
    const one = operation();
    await server.query(
      url,
      `create function wait() returns trigger language plpgsql as $$ begin perform pg_sleep(60); return null; end $$;
       create constraint trigger waits after insert on entries deferrable initially deferred
         for each row execute function wait();`,
    );
    const adding = failed(store.add(one, trace, note));
    const waiting = `select pid from pg_stat_activity where wait_event = 'PgSleep' and query = 'commit'`;
    await expect.poll(() => server.query(url, waiting), { timeout: 20_000 }).toHaveLength(1);
    await server.query(url, `select pg_terminate_backend(pid) from (${waiting}) as those`);
    expect(await adding).toMatchObject({ code: 'JOURNAL_UNAVAILABLE', kind: 'unreachable' });
    await server.query(url, 'drop trigger waits on entries');
    expect((await store.verify()).problems).toEqual([]);
    const again = await store.add({ ...operation(), idempotencyKey: one.idempotencyKey }, trace, note);
    expect(await store.byKey(one.caller, one.idempotencyKey)).toEqual(again.operation);
  });
});

describe('several gateways', () => {
  it('that add one key 50 times each at once add it once', async () => {
    const url = await server.newDatabase();
    const children = Array.from({ length: 2 }, () => child('add-one-key', url, 50));
    for (const one of children) expect(await one.said()).toBe('open');
    const said = (await Promise.all(children.map((one) => one.said()))) as { added: number; ids: string[] }[];
    expect(said.reduce((sum, { added }) => sum + added, 0)).toBe(1);
    expect(new Set(said.flatMap(({ ids }) => ids)).size).toBe(1);
    expect(await (await open(url)).verify()).toMatchObject({ entries: 1, operations: 1, problems: [] });
  });

  it('do not hinder each other when one is killed', async () => {
    const url = await server.newDatabase();
    const store = await open(url);
    const ids: unknown[] = [];
    for (let round = 1; round <= 3; round += 1) {
      const writers = [child('write', url), child('write', url)];
      for (const writer of writers) expect(await writer.said()).toBe('open');
      for (let count = 0; count < 10 * round; count += 1) ids.push(await writers[0]!.said());
      await writers[0]!.kill();
      ids.push(await writers[1]!.said());
      await store.add(operation(), null, note);
      await writers[1]!.kill();
    }
    for (const id of ids) expect(await store.byId(String(id))).not.toBeNull();
    expect((await store.verify()).problems).toEqual([]);
  });

  it('wait for a change of another one, not for ever', async () => {
    const url = await server.newDatabase();
    const store = await open(url);
    const blocker = server.query(url, 'begin; select * from head for update; select pg_sleep(14); commit');
    await expect
      .poll(() => server.query(url, `select pid from pg_stat_activity where wait_event = 'PgSleep'`))
      .toHaveLength(1);
    const adding = failed(store.add(operation(), null, note));
    expect(await store.count({})).toBe(0);
    expect(await adding).toMatchObject({ code: 'JOURNAL_UNAVAILABLE', kind: 'locked' });
    await blocker;
    expect((await store.add(operation(), null, note)).added).toBe(true);
  });
});

describe('a database', () => {
  it('that acknowledges before it writes is not obeyed, and changes are bounded in time', async () => {
    const url = await server.newDatabase();
    await server.query(url, `alter database ${url.split('/').at(-1)!} set synchronous_commit = off`);
    const store = await open(url);
    await server.query(
      url,
      `create table seen as select name, setting from pg_settings where false;
       create function see() returns trigger language plpgsql as
         $$ begin insert into seen select name, setting from pg_settings; return null; end $$;
       create trigger sees after insert on entries for each row execute function see();`,
    );
    await store.add(operation(), null, note);
    const seen = await server.query(url, 'select * from seen');
    expect(Object.fromEntries(seen.map(({ name, setting }) => [name, setting]))).toMatchObject({
      application_name: 'reseller-graph journal',
      synchronous_commit: 'on',
      statement_timeout: '10000',
      idle_in_transaction_session_timeout: '10000',
      transaction_isolation: 'read committed',
    });
  });

  it('that isolates transactions strictly by default gives the same answers', async () => {
    const url = await server.newDatabase();
    await server.query(
      url,
      `alter database ${url.split('/').at(-1)!} set default_transaction_isolation = serializable`,
    );
    const [one, two] = [await open(url), await open(url)];
    const stores = Array.from({ length: 20 }, (_, index) => (index % 2 ? one : two));
    const answers = await Promise.all(stores.map((store) => store.add(operation({ idempotencyKey: 'k' }), null, note)));
    expect(answers.filter(({ added }) => added)).toHaveLength(1);
    await Promise.all(stores.map((store) => store.add(operation(), null, note)));
    expect(await one.verify()).toMatchObject({ operations: 21, problems: [] });
  });

  it('that takes no changes, such as a standby, is told of', async () => {
    const url = await server.newDatabase();
    const first = operation();
    const before = await open(url);
    await before.add(first, null, note);
    await before.close();
    await server.query(url, `alter database ${url.split('/').at(-1)!} set default_transaction_read_only = on`);
    const store = await open(url);
    const readOnly = {
      code: 'JOURNAL_UNAVAILABLE',
      kind: 'readOnly',
      message: expect.stringContaining('the primary one') as unknown,
    };
    expect(await failed(store.add(operation(), null, note))).toMatchObject(readOnly);
    expect(await failed(store.replace(next(first, { state: 'SENT' }), note))).toMatchObject(readOnly);
    expect(await store.byId(first.id)).toEqual(first);
  });
});

describe('an error of opening', () => {
  const password = 'a wrong password';
  const secretUrl = (host: string, database = 'postgres') =>
    `postgresql://postgres:${encodeURIComponent(password)}@${host}/${database}`;
  it.each<[string, () => string]>([
    ['a wrong password', () => secretUrl(new URL(server.url()).host)],
    ['a database that is not there', () => server.url('none')],
    ['a port that nobody listens at', () => secretUrl('127.0.0.1:1')],
    ['a host that is not there', () => secretUrl('none.invalid')],
    ['an address that is none', () => `postgresql://postgres:${encodeURIComponent(password)}@[/x`],
  ])('tells of %s and not of the password', async (_, url) => {
    const error = await failed(open(url()));
    expect(error).toMatchObject({ code: 'JOURNAL_UNAVAILABLE', kind: 'unreachable', retryable: true });
    const shown = inspect(error, { depth: 20, showHidden: true, getters: true });
    for (const secret of [password, encodeURIComponent(password), decodeURIComponent(new URL(server.url()).password)])
      expect(shown).not.toContain(secret);
  });
});
