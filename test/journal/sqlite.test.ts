/** The journal in a file: who may use it, and what becomes of it when processes and disks fail. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { next, note, operation } from './operations.ts';
import { addSome, fault, SqliteJournal } from './sqlite-journal.ts';

// Processes start, and files are flushed, on machines that have much else to do.
vi.setConfig({ testTimeout: 120_000 });

const journal = new SqliteJournal();
const readOnly = fault('readOnly', /Make DATA_DIR a folder that the gateway's user may write to/);

describe('the files', () => {
  it('are private to their owner', async () => {
    rmSync(journal.dataDir, { recursive: true });
    await addSome(await journal.open(), 1);
    const files = readdirSync(journal.folder);
    expect(files).toEqual(['gateway.lock', 'journal.sqlite', 'journal.sqlite-shm', 'journal.sqlite-wal']);
    const modes = files.map((name) => statSync(join(journal.folder, name)).mode & 0o777);
    expect(modes).toEqual(files.map(() => 0o600));
    expect(statSync(journal.folder).mode & 0o777).toBe(0o700);
  });

  it('are flushed with each change, and do not grow without end', async () => {
    const { store, connection } = await journal.openWithConnection();
    expect(Object.values(connection.prepare('pragma synchronous').get()!)).toEqual([2n]);
    expect(Object.values(connection.prepare('pragma journal_mode').get()!)).toEqual(['wal']);
    await addSome(store, 600);
    expect(statSync(`${journal.file}-wal`).size).toBeLessThan(6_000_000);
  });
});

describe('a trace that is deleted', () => {
  it.each([100, 20_000])('is not in the file any more when the log is copied back (%d bytes)', async (bytes) => {
    const store = await journal.open();
    const command = await journal.open(false);
    const isInFile = () => readFileSync(journal.file).includes('jo@example.com');
    const checkpoint = () => {
      const database = new DatabaseSync(journal.file);
      database.exec('pragma wal_checkpoint(truncate)');
      database.close();
    };
    const all = Array.from({ length: 20 }, () => operation());
    for (const one of all)
      await store.add(one, { email: 'jo@example.com'.repeat(Math.ceil(bytes / 14)), phone: null }, note);
    checkpoint();
    expect(isInFile()).toBe(true);
    for (const [index, one] of all.entries()) {
      const one2 = next(one, { state: 'SENT' });
      expect(await (index % 2 ? store : command).replace(one2, note, null)).toEqual(one2);
    }
    checkpoint();
    expect(isInFile()).toBe(false);
    expect((await store.verify()).problems).toEqual([]);
  });
});

describe('what is due', () => {
  it('is found by its time, however much was done at its account', async () => {
    const { store, connection } = await journal.openWithConnection();
    const prepare = vi.spyOn(DatabaseSync.prototype, 'prepare');
    await store.due(new Date(), 5, ['one', 'two']);
    const text = prepare.mock.calls.at(-1)![0];
    prepare.mockRestore();
    const plan = connection.prepare(`explain query plan ${text}`).all(0, 'one', 'two', 5);
    expect(plan.map(({ detail }) => detail)).toEqual([expect.stringContaining('INDEX operations_by_look')]);
  });
});

describe('a second process', () => {
  it('is no gateway beside a gateway, until that has ended, however it ended', async () => {
    const first = journal.child('hold');
    expect(await first.said()).toBe('open');
    const inUse = fault('inUse', /DATA_DIR of its own, or let both use PostgreSQL \(DATABASE_URL\)/);
    await expect(journal.open()).rejects.toThrow(inUse);
    await expect(journal.open()).rejects.toThrow(inUse);
    await first.kill('SIGKILL');
    const store = await journal.open();
    expect(store.isExclusive).toBe(true);
    await expect(journal.open()).rejects.toThrow(inUse);
    await store.close();
    await journal.open();
  });

  it('may be a command beside a gateway, and write', async () => {
    const gateway = await journal.open();
    const one = operation();
    await gateway.add(one, null, note);
    const command = await journal.open(false);
    expect(command.isExclusive).toBe(false);
    const two = next(one, { state: 'SENT' });
    expect(await command.replace(two, note)).toEqual(two);
    expect(await gateway.replace(two, note)).toBeNull();
    expect(await gateway.byId(one.id)).toEqual(two);
    const another = journal.child('add-one-key');
    expect(await another.said()).toBe('open');
    await command.close();
    await addSome(gateway, 3);
    expect((await gateway.verify()).problems).toEqual([]);
  });

  it('that is killed at any moment takes nothing away that was acknowledged', async () => {
    let acknowledged = 0;
    for (let round = 1; round <= 4; round += 1) {
      const writer = journal.child('write');
      expect(await writer.said()).toBe('open');
      const ids: unknown[] = [];
      for (let count = 0; count < 15 * round; count += 1) ids.push(await writer.said());
      await writer.kill('SIGKILL');
      ids.push(...writer.rest.filter((line) => /^".{36}"$/.test(line)).map((line) => JSON.parse(line) as string));
      acknowledged += ids.length;
      const store = await journal.open();
      for (const id of ids) expect(await store.byId(String(id))).not.toBeNull();
      // The last one of each round may have been written and not told.
      const count = await store.count({});
      expect(count - acknowledged).toBeGreaterThanOrEqual(0);
      expect(count - acknowledged).toBeLessThanOrEqual(1);
      acknowledged = count;
      expect(await store.verify()).toMatchObject({ entries: count, operations: count, problems: [] });
      await store.close();
    }
  });

  it('that holds the lock for a moment is waited for, without stopping this one', async () => {
    const store = await journal.open(false);
    const other = new DatabaseSync(journal.file);
    other.exec('begin immediate');
    const adding = store.add(operation(), null, note);
    const state = { isDone: false };
    void adding.then(() => (state.isDone = true));
    let turns = 0;
    for (const endMs = performance.now() + 300; performance.now() < endMs; turns += 1) await delay(1);
    expect(turns).toBeGreaterThan(2);
    expect(state.isDone).toBe(false);
    other.exec('commit');
    expect((await adding).added).toBe(true);
    other.close();
  });

  it('that holds the lock for long is told of', async () => {
    const store = await journal.open(false);
    const other = new DatabaseSync(journal.file);
    other.exec('begin immediate');
    await expect(store.add(operation(), null, note)).rejects.toThrow(fault('locked', /Try again/));
    expect(await store.count({})).toBe(0);
    other.exec('rollback');
    other.close();
    expect((await store.add(operation(), null, note)).added).toBe(true);
  });
});

describe('a disk that is full', () => {
  it('refuses writes and not reads, and is usable again when there is room', async () => {
    const { store, connection } = await journal.openWithConnection();
    await addSome(store, 10);
    const { head, entries } = await store.verify();
    connection.exec('pragma max_page_count = 1');
    const refused = operation();
    const full = fault('full', /Make room on it/);
    await expect(addSome(store, 100)).rejects.toThrow(full);
    await expect(store.add(refused, { email: 'x'.repeat(10_000) }, note)).rejects.toThrow(full);
    expect(await store.byId(refused.id)).toBeNull();
    expect((await store.verify(head)).problems).toEqual([]);
    connection.exec('pragma max_page_count = 1000000');
    expect((await store.add(refused, null, note)).added).toBe(true);
    await addSome(store, 100);
    expect((await store.verify(head)).entries).toBeGreaterThan(entries + 100);
  });

  it('is no different when the system refuses to let a file grow', async () => {
    const limited = journal.child('grow-to-the-limit', 2000);
    const said = await limited.said();
    expect(said).toMatchObject({
      code: 'JOURNAL_UNAVAILABLE',
      message: expect.stringContaining('No write is sent.'),
      isThere: true,
    });
    const { added, count } = said as { added: number; count: number };
    expect(added).toBeGreaterThan(5);
    expect(count).toBe(added);
    await limited.kill();
    const store = await journal.open();
    expect(await store.verify()).toMatchObject({ operations: added, problems: [] });
    await addSome(store, 1);
  });
});

describe('a folder that cannot be written', () => {
  it.each<[string, () => void]>([
    [
      'the data directory is a file',
      () => (rmSync(journal.dataDir, { recursive: true }), writeFileSync(journal.dataDir, '')),
    ],
    ['its journal is a file', () => writeFileSync(journal.folder, '')],
    ['the lock is a folder', () => mkdirSync(join(journal.folder, 'gateway.lock'), { recursive: true })],
  ])('is told of: %s', async (_, spoil) => {
    spoil();
    await expect(journal.open()).rejects.toThrow(readOnly);
  });

  it('is told of where the user may not write', async () => {
    await (await journal.open()).close();
    // Root is bound by no mode, and becomes somebody else.
    spawnSync('chmod', ['-R', 'a+rX,a-w', journal.dataDir]);
    const told = { code: 'JOURNAL_UNAVAILABLE', message: expect.stringContaining('may write to') as unknown };
    expect(await journal.child('open-as-another').said()).toMatchObject(told);
    spawnSync('chmod', ['-R', 'u+w', journal.dataDir]);
  });
});
