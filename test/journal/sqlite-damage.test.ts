/** A journal whose file is torn, damaged, moved or put back from a copy. */
import { cpSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { next, note, operation } from './operations.ts';
import { addSome, fault, SqliteJournal } from './sqlite-journal.ts';

// Processes start, and files are flushed, on machines that have much else to do.
vi.setConfig({ testTimeout: 120_000 });

const journal = new SqliteJournal();
const damaged = fault('damaged', /put the last good copy in their place/);

const PAGE_BYTES = 4096;
/** First byte of a page that is a leaf of an index, or of a table: https://www.sqlite.org/fileformat2.html */
const INDEX_LEAF = 0x0a;
const TABLE_LEAF = 0x0d;

describe('the end of the log', () => {
  it.each<[string, (log: Buffer) => Buffer]>([
    ['cut off', (log) => log.subarray(0, log.length - 100)],
    ['overwritten', (log) => Buffer.concat([log.subarray(0, log.length - 2000), Buffer.alloc(2000, 0x5a)])],
    ['followed by what is none', (log) => Buffer.concat([log, Buffer.alloc(5000, 0x5a)])],
  ])('costs no more than the last change when it is %s', async (_, tear) => {
    const writer = journal.child('write');
    expect(await writer.said()).toBe('open');
    const ids: unknown[] = [];
    for (let count = 0; count < 30; count += 1) ids.push(await writer.said());
    await writer.kill();
    const whole = `${journal.folder}-whole`;
    cpSync(journal.folder, whole, { recursive: true });
    let store = await journal.open();
    const head = await store.head();
    await store.close();
    rmSync(journal.folder, { recursive: true });
    renameSync(whole, journal.folder);
    const log = `${journal.file}-wal`;
    writeFileSync(log, tear(readFileSync(log)));
    store = await journal.open();
    for (const id of ids.slice(0, -1)) expect(await store.byId(String(id))).not.toBeNull();
    const { problems, entries } = await store.verify();
    expect(problems).toEqual([]);
    expect(entries).toBeGreaterThanOrEqual(head.sequence - 1);
    const noted = await store.verify(head);
    expect(noted.problems).toHaveLength(entries === head.sequence ? 0 : 1);
    await addSome(store, 3);
  });
});

/** The pages of a kind that hold a text. */
function pagesWith(file: Buffer, kind: number, text: string): readonly Buffer[] {
  const pages = Array.from({ length: file.length / PAGE_BYTES }, (_, page) =>
    file.subarray(page * PAGE_BYTES, (page + 1) * PAGE_BYTES),
  );
  return pages.filter((page) => page[0] === kind && page.includes(text));
}

/** Changes a byte of a key, in the index of keys and nowhere else. */
function spoilIndex(file: Buffer): Buffer {
  const [page] = pagesWith(file, INDEX_LEAF, 'key-of-the-index');
  page![page!.indexOf('key-of-the-index')] = 0x4b;
  return file;
}

describe('a file', () => {
  it.each<[string, (file: Buffer) => Buffer]>([
    ['lacks its last bytes', (file) => file.subarray(0, file.length - 100)],
    ['lacks its last page', (file) => file.subarray(0, file.length - PAGE_BYTES)],
    ['ends with something else', (file) => file.fill(0xff, file.length - PAGE_BYTES)],
    ['ends with zeros', (file) => file.fill(0, file.length - PAGE_BYTES)],
    ['ends with half a page of something else', (file) => file.fill(0x42, file.length - PAGE_BYTES / 2)],
    ['begins with something else', (file) => file.fill(0x41, 0, 100)],
    ['has an index that lacks a key', spoilIndex],
  ])('that %s is refused and left as it is, and a copy works again', async (_, spoil) => {
    const one = operation({ idempotencyKey: 'key-of-the-index' });
    let store = await journal.open();
    await addSome(store, 40);
    await store.add(one, null, note);
    await store.close();
    const good = readFileSync(journal.file);
    const bad = Buffer.from(spoil(Buffer.from(good)));
    expect(bad).not.toEqual(good);
    writeFileSync(journal.file, bad);
    await expect(journal.open()).rejects.toThrow(damaged);
    await expect(journal.open(false)).rejects.toThrow(damaged);
    expect(readFileSync(journal.file)).toEqual(bad);
    writeFileSync(journal.file, good);
    store = await journal.open();
    expect(await store.byKey('alice', 'key-of-the-index')).toEqual(one);
    expect(await store.verify()).toMatchObject({ operations: 41, problems: [] });
  });

  it('that is damaged is left as it is with a log beside it that a killed process has left', async () => {
    const first = operation();
    const store = await journal.open();
    await store.add(first, null, note);
    await addSome(store, 30);
    await store.close();
    const writer = journal.child('write');
    for (let count = 0; count < 4; count += 1) await writer.said();
    await writer.kill();
    const bytes = readFileSync(journal.file);
    // The log has nothing of the page with the oldest operation.
    pagesWith(bytes, TABLE_LEAF, first.id)[0]!.fill(0xff);
    writeFileSync(journal.file, bytes);
    const log = readFileSync(`${journal.file}-wal`);
    await expect(journal.open()).rejects.toThrow(damaged);
    expect(readFileSync(journal.file)).toEqual(bytes);
    expect(readFileSync(`${journal.file}-wal`)).toEqual(log);
  });

  it('that was moved away takes no more changes, and is not made anew', async () => {
    const moved = fault('moved', /Put them back/);
    const one = operation();
    let store = await journal.open();
    await store.add(one, null, note);
    for (const end of ['', '-wal', '-shm']) renameSync(journal.file + end, `${journal.file}.away${end}`);
    await expect(store.add(operation(), null, note)).rejects.toThrow(moved);
    await expect(store.replace(next(one, { state: 'SENT' }), note)).rejects.toThrow(moved);
    await store.close();
    await expect(journal.open(true, 'moved')).rejects.toThrow(moved);
    for (const end of ['', '-wal', '-shm'])
      if (statSync(`${journal.file}.away${end}`, { throwIfNoEntry: false }))
        renameSync(`${journal.file}.away${end}`, journal.file + end);
    store = await journal.open(true, 'moved');
    expect(await store.byId(one.id)).toEqual(one);
    await addSome(store, 1);
  });

  it('that another one has taken the place of takes no more changes', async () => {
    const store = await journal.open();
    await addSome(store, 1);
    cpSync(journal.file, `${journal.file}.copy`);
    renameSync(`${journal.file}.copy`, journal.file);
    await expect(store.add(operation(), null, note)).rejects.toThrow(fault('moved', /Put them back/));
  });

  it('that is empty is a new journal', async () => {
    await (await journal.open()).close();
    truncateSync(journal.file);
    await expect(journal.open(true, 'moved')).rejects.toThrow(fault('moved', /Put them back/));
    const store = await journal.open();
    expect(await store.count({})).toBe(0);
  });
});
