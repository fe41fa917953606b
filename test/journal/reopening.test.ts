/** A store that need not be there: it opens itself, and opens itself anew after it broke. */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { JournalFault, JournalSecretError, JournalVersionError } from '../../src/journal/faults.ts';
import { ReopeningStore } from '../../src/journal/reopening.ts';
import { JournalSecret } from '../../src/journal/secret.ts';
import { openSqlite } from '../../src/journal/sqlite.ts';
import type { JournalStore } from '../../src/journal/store.ts';
import { next, note, operation, trace } from './operations.ts';
import { SECRET } from './places.ts';
import { addSome, fault, SqliteJournal } from './sqlite-journal.ts';

// Processes start, and files are flushed, on machines that have much else to do.
vi.setConfig({ testTimeout: 120_000 });

const journal = new SqliteJournal();
const inUse = fault('inUse', /DATA_DIR of its own/);
const readOnly = fault('readOnly', /may write to/);

/** A gateway's store with what it tells the log: the message of each fault, and "well". */
function reopening(retryAfterMs = 50, secret = SECRET) {
  const told: string[] = [];
  const opened: boolean[] = [];
  const { dataDir } = journal;
  const store = new ReopeningStore({
    retryAfterMs,
    onFault: (error) => void told.push(error?.message ?? 'well'),
    open(again) {
      opened.push(again);
      const ifAbsent = again ? 'moved' : null;
      return openSqlite({ dataDir, secret: new JournalSecret(secret, dataDir), isGateway: true, ifAbsent });
    },
  });
  onTestFinished(() => store.close());
  return { store, told, opened };
}

/** Adds operations as soon as the store takes them. */
async function addWhenWell(store: JournalStore): Promise<void> {
  await expect
    .poll(
      () =>
        addSome(store, 1).then(
          () => 'well',
          (error: Error) => error.message,
        ),
      { timeout: 20_000 },
    )
    .toBe('well');
}

describe('a store that can be opened', () => {
  it('is opened once, by whoever comes first', async () => {
    const { store, opened, told } = reopening();
    expect(store.isExclusive).toBe(false);
    await Promise.all([store.head(), store.add(operation(), null, note), store.open(), store.count({})]);
    expect(store.isExclusive).toBe(true);
    expect(opened).toEqual([false]);
    expect(told).toEqual([]);
  });

  it('does all that the store does', async () => {
    const { store } = reopening();
    const one = operation({ nextLookAt: new Date(0), sendUntil: new Date(0) });
    const two = next(one, { state: 'SENT' });
    expect(await store.add(one, trace, note)).toEqual({ operation: one, added: true });
    expect(await store.traceOf(one.id)).toEqual(trace);
    expect(await store.replace(two, note)).toEqual(two);
    expect(await store.traceOf(one.id)).toEqual(trace);
    expect(await store.byId(one.id)).toEqual(two);
    expect(await store.byKey(one.caller, one.idempotencyKey)).toEqual(two);
    expect(await store.byMark(one.account, one.mark)).toEqual(two);
    expect(await store.list({}, { limit: 5 })).toEqual([two]);
    expect(await store.count({ states: ['SENT'] })).toBe(1);
    expect(await store.due(new Date(), 5, [two.account])).toEqual([two]);
    expect(await store.due(new Date(), 5, ['other'])).toEqual([]);
    expect(await store.abandoned(null, 5)).toEqual([two]);
    expect(await store.changesAfter(1, 5)).toEqual({ operationIds: [one.id], sequence: 2 });
    const head = await store.head();
    expect(head.sequence).toBe(2);
    expect(await store.verify({ ...head, hash: 'x' })).toMatchObject({ head, problems: [expect.any(String)] });
    expect(await store.lease('a', 'one', 60_000)).toBe(true);
    expect(await store.lease('a', 'two', 60_000)).toBe(false);
    await store.release('a', 'one');
    expect(await store.lease('a', 'two', 60_000)).toBe(true);
    await store.replace(next(two, { state: 'UNKNOWN' }), note, null);
    expect(await store.traceOf(one.id)).toBeNull();
  });

  it('passes a change on that is not allowed, which is no fault of the store', async () => {
    const { store, told } = reopening();
    const one = operation();
    await store.add(one, null, note);
    await expect(store.replace(next(one, { state: 'RESOLVED' }), note)).rejects.toThrow('cannot go from PREPARED');
    expect(told).toEqual([]);
  });
});

describe('a store that cannot be opened', () => {
  it('lets the program start, is tried again now and then, and heals', async () => {
    const { store, told, opened } = reopening(500);
    writeFileSync(journal.folder, 'a file where a folder is to be');
    await store.open();
    for (let tries = 0; tries < 20; tries += 1) await expect(store.head()).rejects.toThrow(readOnly);
    await expect(store.add(operation(), null, note)).rejects.toThrow(readOnly);
    expect(opened).toHaveLength(1);
    expect(told).toEqual([expect.stringContaining('may write to')]);
    rmSync(journal.folder);
    await addWhenWell(store);
    expect(opened.every((again) => !again)).toBe(true);
    expect(opened.length).toBeLessThan(5);
    expect(told).toEqual([expect.stringContaining('may write to'), 'well']);
  });

  it('is tried less and less often while it does not pass by itself, until it works', async () => {
    const { store, opened } = reopening(1000);
    let nowMs = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
    onTestFinished(() => clock.mockRestore());
    /** Seconds until the next try to open. */
    const wait = async (): Promise<number> => {
      const [before, sinceMs] = [opened.length, nowMs];
      while (opened.length === before && nowMs - sinceMs < 200_000) {
        nowMs += 250;
        await store.head().catch(() => {});
      }
      return (nowMs - sinceMs) / 1000;
    };
    const spoil = () => writeFileSync(journal.folder, 'a file where a folder is to be');
    spoil();
    await store.open();
    for (const seconds of [1, 2, 4, 8, 16, 32, 60, 60]) expect(await wait()).toBe(seconds);
    rmSync(journal.folder);
    expect(await wait()).toBe(60);
    await addSome(store, 1);
    renameSync(journal.folder, `${journal.folder}.away`);
    await expect(addSome(store, 1)).rejects.toThrow(fault('moved', /Put them back/));
    for (const seconds of [1, 2, 4]) expect(await wait()).toBe(seconds);
  });

  it('is tried every second while what is in its way passes by itself', async () => {
    const store = new ReopeningStore({
      onFault: () => {},
      open: () => ((tries += 1), Promise.reject(new JournalFault('unreachable'))),
    });
    let [nowMs, tries] = [0, 0];
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
    onTestFinished(() => clock.mockRestore());
    for (; nowMs < 20_000; nowMs += 500) await store.head().catch(() => {});
    expect(tries).toBe(20);
  });

  it('is the second gateway, until the first one ends', async () => {
    const first = await journal.open();
    const { store, told } = reopening();
    await store.open();
    await expect(store.byId('any')).rejects.toThrow(inUse);
    await first.close();
    await addWhenWell(store);
    expect(told).toHaveLength(2);
  });

  it('stops the program at its start with the wrong secret', async () => {
    await (await journal.open()).close();
    const { store, told } = reopening(0, 'another secret of 32 characters!!');
    await expect(store.open()).rejects.toThrow(JournalSecretError);
    expect(told).toEqual([]);
    const refused = fault('refused', /JOURNAL_SECRET/);
    await expect(store.head()).rejects.toThrow(refused);
    expect(told).toHaveLength(1);
  });

  it('stops the program at its start when a newer one has changed it', async () => {
    const { store } = reopening(0);
    await store.open();
    await store.close();
    const { DatabaseSync } = await import('node:sqlite');
    const database = new DatabaseSync(journal.file);
    database.exec(`insert into journal_migrations values ('9999-later', '2026-11-24T00:00:00.000Z')`);
    database.close();
    const again = reopening(0);
    await expect(again.store.open()).rejects.toThrow(JournalVersionError);
    await expect(again.store.head()).rejects.toThrow(fault('refused', /update this program/));
  });
});

describe('a store that breaks', () => {
  it('is opened anew when its files are there again', async () => {
    const { store, told, opened } = reopening();
    const one = operation();
    await store.add(one, null, note);
    const ends = ['', '-wal', '-shm'].filter((end) => existsSync(journal.file + end));
    const away = `${journal.file}.away`;
    for (const end of ends) renameSync(journal.file + end, away + end);
    for (let tries = 0; tries < 5; tries += 1)
      await expect(store.add(operation(), null, note)).rejects.toThrow(fault('moved', /Put them back/));
    await expect.poll(() => store.head().catch(() => opened.length), { timeout: 20_000 }).toBeGreaterThan(1);
    expect(existsSync(journal.file)).toBe(false);
    for (const end of ends) if (existsSync(away + end)) renameSync(away + end, journal.file + end);
    await addWhenWell(store);
    expect(opened.slice(1).every(Boolean)).toBe(true);
    expect(await store.byId(one.id)).toEqual(one);
    expect(told).toEqual([expect.stringContaining('moved or deleted'), 'well']);
  });

  it('is opened anew when it was damaged and a copy was put back', async () => {
    const { store, told } = reopening();
    await addSome(store, 20);
    await store.close();
    const copy = readFileSync(journal.file);
    const again = reopening();
    writeFileSync(journal.file, Buffer.from(copy).fill(0xff, 4096));
    await again.store.open();
    await expect(again.store.head()).rejects.toThrow(fault('damaged', /put the last good copy/));
    writeFileSync(journal.file, copy);
    await addWhenWell(again.store);
    expect(await again.store.verify()).toMatchObject({ operations: 21, problems: [] });
    expect([told.length, again.told.length]).toEqual([0, 2]);
  });

  it('is told of once, and is well again only when a change works', async () => {
    const connected = await journal.openWithConnection();
    const told: string[] = [];
    let count = 0;
    const store = new ReopeningStore({
      onFault: (error) => void told.push(error?.message ?? 'well'),
      open: () => ((count += 1), Promise.resolve(connected.store)),
    });
    await addSome(store, 1);
    connected.connection.exec('pragma max_page_count = 1');
    const long = () => store.add(operation(), { email: 'x'.repeat(20_000) }, note);
    for (let tries = 0; tries < 5; tries += 1) {
      await expect(long()).rejects.toThrow(fault('full', /Make room/));
      expect(await store.count({})).toBe(1);
    }
    expect(told).toEqual([expect.stringContaining('is full')]);
    connected.connection.exec('pragma max_page_count = 1000000');
    expect(await store.count({})).toBe(1);
    expect(told).toHaveLength(1);
    await long();
    expect(told).toEqual([expect.stringContaining('is full'), 'well']);
    expect(count).toBe(1);
  });
});

describe('a store that is closed', () => {
  it('frees the journal, and is not opened again', async () => {
    const { store, opened } = reopening();
    await addSome(store, 1);
    await store.close();
    await store.close();
    await expect(store.head()).rejects.toThrow(fault('other', /The journal is closed/));
    expect(opened).toHaveLength(1);
    const later = await journal.open();
    expect(await later.count({})).toBe(1);
  });

  it('while it is being opened frees it too', async () => {
    const { store } = reopening();
    const opening = store.open();
    await store.close();
    await opening;
    expect((await journal.open()).isExclusive).toBe(true);
  });
});
