/** SQLite for Kysely, over the database that Node.js brings. */
import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type SqliteDatabase,
} from 'kysely';

/** Longest wait for another process that writes; it writes for milliseconds only. */
const LOCK_WAIT_MS = 5000;
/** Pause between two tries. SQLite's own wait stops this whole process, so that it is kept short (`open` in sqlite.ts). */
const LOCK_RETRY_MS = 20;

/** Another process holds a lock. */
const SQLITE_BUSY = 5;

/** SQLite's extended result code; null for an error of something else. */
export function sqliteCode(error: unknown): number | null {
  const { errcode } = error as { readonly errcode?: unknown };
  return typeof errcode === 'number' ? errcode : null;
}

/** The primary result code, which an extended one is a case of. */
export function primaryCode(extended: number): number {
  return extended & 0xff;
}

/** Repeats an action for as long as another process holds a lock, at most 5 seconds. */
export async function whileLocked<T>(action: () => T | Promise<T>): Promise<T> {
  const endMs = performance.now() + LOCK_WAIT_MS;
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (primaryCode(sqliteCode(error) ?? 0) !== SQLITE_BUSY || performance.now() > endMs) throw error;
    }
    await delay(LOCK_RETRY_MS);
  }
}

/** The database as Kysely wants it. Whole numbers are read as BigInt, so that none is refused, and become numbers. */
function adapted(database: DatabaseSync): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare(text) {
      const statement = database.prepare(text);
      const all = (values: readonly unknown[]) => statement.all(...(values as SQLInputValue[])).map(plain);
      return {
        reader: statement.columns().length > 0,
        all,
        run: (values) => statement.run(...(values as SQLInputValue[])),
        iterate: (values) => all(values).values(),
      };
    },
  };
}

function plain(row: Readonly<Record<string, SQLOutputValue>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
  );
}

/** Transactions that take the lock for writing at once, and tables that are made in one. */
export class JournalSqliteDialect extends SqliteDialect {
  readonly #database: DatabaseSync;
  readonly #beforeChange: () => void;

  /** `database` must read whole numbers as BigInt. `beforeChange` may refuse a transaction by throwing. */
  constructor(database: DatabaseSync, beforeChange: () => void) {
    super({ database: adapted(database) });
    this.#database = database;
    this.#beforeChange = beforeChange;
  }

  override createDriver(): SqliteDriver {
    return new JournalSqliteDriver(this.#database, this.#beforeChange);
  }

  override createAdapter(): SqliteAdapter {
    return new JournalSqliteAdapter();
  }
}

class JournalSqliteDriver extends SqliteDriver {
  readonly #database: DatabaseSync;
  readonly #beforeChange: () => void;

  constructor(database: DatabaseSync, beforeChange: () => void) {
    super({ database: adapted(database) });
    this.#database = database;
    this.#beforeChange = beforeChange;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    this.#beforeChange();
    await whileLocked(() => connection.executeQuery(CompiledQuery.raw('begin immediate')));
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // A full disk ends the transaction by itself, and to end it again would hide why.
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }
}

class JournalSqliteAdapter extends SqliteAdapter {
  /** Lets migrations run in a transaction, whose lock keeps other processes away. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
