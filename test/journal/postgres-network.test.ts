/** The journal in PostgreSQL behind a network that forgets connections without a word. */
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openPostgres } from '../../src/journal/postgres.ts';
import { JournalSecret } from '../../src/journal/secret.ts';
import type { JournalStore } from '../../src/journal/store.ts';
import { BlackHole } from './black-hole.ts';
import { note, operation } from './operations.ts';
import { SECRET } from './places.ts';
import { PostgresServer } from './postgres-server.ts';

// Processes start, and files are flushed, on machines that have much else to do.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** Instead of 15 seconds, and long enough for an answer of a slow machine. */
const QUERY_TIMEOUT_MS = 3000;
const CONNECTIONS = 8;

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
});
afterAll(() => server.remove());

async function open(): Promise<{ readonly store: JournalStore; readonly hole: BlackHole; readonly url: string }> {
  const url = await server.newDatabase();
  const hole = await BlackHole.start(url);
  onTestFinished(() => hole.close());
  const store = await openPostgres({
    url: hole.through(url, QUERY_TIMEOUT_MS),
    secret: new JournalSecret(SECRET, ''),
  });
  onTestFinished(() => store.close());
  return { store, hole, url };
}

const unreachable = { code: 'JOURNAL_UNAVAILABLE', kind: 'unreachable' };

describe('connections that are swallowed', () => {
  it('are all replaced when the answer of one does not come', async () => {
    const { store, hole } = await open();
    await expect
      .poll(async () => (await Promise.all(Array.from({ length: 20 }, () => store.head())), hole.size))
      .toBe(CONNECTIONS);
    hole.swallow();
    await expect(store.head()).rejects.toMatchObject(unreachable);
    const sinceMs = performance.now();
    expect((await store.add(operation(), null, note)).added).toBe(true);
    expect(await Promise.all(Array.from({ length: 20 }, () => store.count({})))).toEqual(Array(20).fill(1));
    // None of them was tried once more.
    expect(performance.now() - sinceMs).toBeLessThan(QUERY_TIMEOUT_MS);
  });

  it('in the middle of a change fail it without a wait for its rollback', async () => {
    const { store, hole, url } = await open();
    await store.add(operation(), null, note);
    const blocker = server.query(url, 'begin; select * from head for update; select pg_sleep(5); commit');
    const waits = async (event: string) => {
      const those = `select 1 from pg_stat_activity where wait_event = '${event}'`;
      await expect.poll(() => server.query(url, those), { timeout: 20_000 }).toHaveLength(1);
    };
    await waits('PgSleep');
    const adding = store.add(operation(), null, note).catch((error: unknown) => error);
    await waits('transactionid');
    const sinceMs = performance.now();
    hole.swallow();
    expect(await adding).toMatchObject(unreachable);
    expect(performance.now() - sinceMs).toBeLessThan(1.6 * QUERY_TIMEOUT_MS);
    expect(await store.count({})).toBe(1);
    await blocker;
  });

  it('do not keep what closes the store waiting', async () => {
    const { store, hole } = await open();
    await store.head();
    hole.swallow();
    await store.close();
    await expect(store.head()).rejects.toMatchObject({ code: 'JOURNAL_UNAVAILABLE' });
  });
});

describe('a connection whose transaction has begun unseen', () => {
  it('is not used again, and the server ends the transaction', async () => {
    const { store, hole, url } = await open();
    await store.add(operation(), null, note);
    hole.keepAnswers();
    await expect(store.add(operation(), null, note)).rejects.toMatchObject(unreachable);
    const begun = `select state from pg_stat_activity where datname = current_database() and state like 'idle in%'`;
    // The server itself would end it after 10 seconds.
    await expect.poll(() => server.query(url, begun), { timeout: 5000 }).toEqual([]);
    expect(hole.size).toBe(0);
    const one = operation();
    await store.add(one, null, note);
    expect(await store.lease('a', 'one', 60_000)).toBe(true);
    const ids = await server.query(url, 'select count(*)::int as count from operations');
    expect(ids).toEqual([{ count: 2 }]);
  });
});
