/**
 * The journal in a file of the data directory, for one gateway. What is acknowledged survives SIGKILL and loss of power:
 * SQLite flushes its write-ahead log with each transaction (synchronous=FULL). The log is copied back whenever it
 * has 1000 pages (4 MB) and then used again from its beginning, so that it does not grow. What is deleted, such as a trace,
 * is overwritten with zeros (secure_delete): in the file when the log is copied back, in the log when that place of it is
 * used again.
 *
 * No other code of this process may open these files: closing any descriptor of a file ends all POSIX locks that the
 * process holds on it, also those of SQLite.
 */
import { closeSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import type { StoreDialect } from './dialect.ts';
import { JournalFault, type FaultKind } from './faults.ts';
import { faultOfFiles } from './file-faults.ts';
import { journalFolder } from './folder.ts';
import { openStore, type IfAbsent } from './opening.ts';
import type { JournalSecret } from './secret.ts';
import { JournalSqliteDialect, primaryCode, sqliteCode, whileLocked } from './sqlite-dialect.ts';
import type { JournalStore } from './store.ts';
import type { Tables } from './tables.ts';

/** Where a journal is, and who opens it. */
export interface SqliteOptions {
  readonly dataDir: string;
  readonly secret: JournalSecret;
  /** True: no other gateway can use the data directory until this store is closed or its process has ended. */
  readonly isGateway: boolean;
  /** Default: null. */
  readonly ifAbsent?: IfAbsent;
}

/** How long SQLite itself waits for a lock, during which this whole process stands still. */
const BUSY_TIMEOUT_MS = 50;

const PRAGMAS = 'pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on';

/** Kinds of SQLite's result codes, primary ones and cases of them: https://www.sqlite.org/rescode.html. */
const kinds: Readonly<Record<number, FaultKind>> = {
  5: 'locked', // SQLITE_BUSY
  6: 'locked', // SQLITE_LOCKED
  8: 'readOnly', // SQLITE_READONLY
  11: 'damaged', // SQLITE_CORRUPT
  13: 'full', // SQLITE_FULL
  14: 'readOnly', // SQLITE_CANTOPEN
  // Changes come one after the other and look first, so that only an edit can be in their way.
  19: 'edited', // SQLITE_CONSTRAINT
  26: 'damaged', // SQLITE_NOTADB
  4874: 'full', // SQLITE_IOERR_SHMSIZE: no room for the index of the log
};

/**
 * Opens or creates the journal of a data directory, "journal/journal.sqlite" (0600). Throws JournalVersionError,
 * JournalSecretError, and JOURNAL_UNAVAILABLE for everything else; a damaged file is left as it is.
 */
export async function openSqlite({
  dataDir,
  secret,
  isGateway,
  ifAbsent = null,
}: SqliteOptions): Promise<JournalStore> {
  const opened: { close(): void }[] = [];
  const close = (): void => opened.splice(0).toReversed().forEach(closeQuietly);
  try {
    const folder = join(dataDir, 'journal');
    const path = join(folder, 'journal.sqlite');
    if (ifAbsent !== null && sizeOf(path) === 0) throw absent(ifAbsent, dataDir);
    journalFolder(dataDir);
    if (isGateway) opened.push(lockForGateway(folder));
    await whileLocked(() => mustBeWhole(path));
    const database = openFile(path, false);
    opened.push(database);
    await whileLocked(() => database.exec(PRAGMAS));
    const kysely = new Kysely<Tables>({ dialect: new JournalSqliteDialect(database, whileInPlace(path)) });
    return await openStore(kysely, dialectOf(isGateway, close), secret, ifAbsent);
  } catch (error) {
    close();
    throw faultOf(error);
  }
}

function absent(kind: 'missing' | 'moved', dataDir: string): JournalFault {
  if (kind === 'moved') return new JournalFault(kind);
  const message = `There is no journal in DATA_DIR (${dataDir}): start the gateway once, or name the right folder.`;
  return new JournalFault(kind, undefined, message);
}

function dialectOf(isExclusive: boolean, close: () => void): StoreDialect {
  return {
    isExclusive,
    text: sql`text`,
    rowsOf: (json) => sql`
      select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 from json_each(${json})`,
    nowMs: sql<number>`cast(unixepoch('subsec') * 1000 as integer)`,
    // The transaction has the lock for writing already.
    lockHead: (transaction) =>
      transaction.selectFrom('head').select(['sequence', 'hash']).where('id', '=', 1).executeTakeFirst(),
    kindOf,
    close: async () => close(),
  };
}

function kindOf(error: unknown): FaultKind {
  const code = sqliteCode(error) ?? 0;
  return kinds[code] ?? kinds[primaryCode(code)] ?? 'other';
}

function faultOf(error: unknown): Error {
  return sqliteCode(error) === null ? faultOfFiles(error) : new JournalFault(kindOf(error), error);
}

/**
 * A lock that the system frees when the process ends, however it ends: a transaction that is never finished. Throws
 * JOURNAL_UNAVAILABLE when another gateway has it.
 */
function lockForGateway(folder: string): DatabaseSync {
  const lock = openFile(join(folder, 'gateway.lock'), false);
  try {
    lock.exec('pragma journal_mode = memory; begin exclusive');
    return lock;
  } catch (error) {
    closeQuietly(lock);
    throw kindOf(error) === 'locked' ? new JournalFault('inUse', error) : error;
  }
}

function openFile(path: string, readOnly: boolean): DatabaseSync {
  makePrivate(path);
  return new DatabaseSync(path, { readOnly, timeout: BUSY_TIMEOUT_MS, readBigInts: true });
}

/** Makes an empty file with mode 0600, if there is none; SQLite gives its log the same mode. */
function makePrivate(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/**
 * Throws JOURNAL_UNAVAILABLE for a damaged file. Looks through a connection that cannot write, since closing one that can
 * changes files. 100,000 operations take about 2 seconds.
 */
function mustBeWhole(path: string): void {
  const database = openFile(path, true);
  try {
    mustAnswerOk(database, 'quick_check(1)');
    const isNew = database.prepare("select name from sqlite_master where name = 'operations'").get() === undefined;
    // Compares the indices of the operations with them: a key that is not found would be sent again.
    if (!isNew) mustAnswerOk(database, 'integrity_check(operations)');
    // SQLite reads what is missing from the last page as zeros. With a log, the page may still be in that.
    const [pages, pageBytes] = ['page_count', 'page_size'].map((name) => numberOf(database, name));
    const isCut = sizeOf(path) < pages! * pageBytes!;
    if (isCut && sizeOf(`${path}-wal`) === 0) throw new JournalFault('damaged', new Error('The file was cut off.'));
  } finally {
    closeQuietly(database);
  }
}

function mustAnswerOk(database: DatabaseSync, check: string): void {
  const [answer] = database.prepare(`pragma ${check}`).all().flatMap(Object.values);
  if (answer !== 'ok') throw new JournalFault('damaged', new Error(String(answer)));
}

function numberOf(database: DatabaseSync, pragma: string): number {
  return Number(database.prepare(`pragma ${pragma}`).get()?.[pragma]);
}

/** Bytes of a file; 0 when it is not there. */
function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** A check that the file is still the one at its path: what is written into a deleted file is lost with the process. */
function whileInPlace(path: string): () => void {
  const { ino: opened } = statSync(path);
  return () => {
    const { ino } = statSync(path, { throwIfNoEntry: false }) ?? { ino: null };
    if (ino !== opened) throw new JournalFault('moved');
  };
}

function closeQuietly(part: { close(): void }): void {
  try {
    part.close();
  } catch {
    // It was closed, or is so damaged that it cannot be closed in order.
  }
}
