/** Where journals can be kept, as the tests that run over both need it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import type { IfAbsent } from '../../src/journal/opening.ts';
import { openPostgres } from '../../src/journal/postgres.ts';
import { JournalSecret } from '../../src/journal/secret.ts';
import { openSqlite } from '../../src/journal/sqlite.ts';
import type { JournalStore } from '../../src/journal/store.ts';
import { PostgresServer } from './postgres-server.ts';

/** The secret of the journals of tests. */
export const SECRET = 'a secret of at least 32 characters';

/** One journal. */
export interface Place {
  /** Opens it once more, as another process would. */
  open(secret?: string, ifAbsent?: IfAbsent): Promise<JournalStore>;
  /** Asks in SQL, behind the journal's back. */
  sql(text: string): Promise<readonly Record<string, unknown>[]>;
  /** Runs statements of SQL in one transaction, behind the journal's back. */
  edit(...statements: readonly string[]): Promise<void>;
  remove(): Promise<void>;
}

/** A kind of store. */
export interface Kind {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** To be called before the first journal is made. */
  begin(): Promise<void>;
  /** A journal that nobody has opened yet. */
  place(): Promise<Place>;
  end(): Promise<void>;
}

/** Journals in files. */
export const sqlite: Kind = {
  name: 'SQLite',
  begin: async () => {},
  end: async () => {},
  async place() {
    const dataDir = mkdtempSync(join(tmpdir(), 'journal-'));
    const withFile = <T>(action: (database: DatabaseSync) => T): T => {
      const database = new DatabaseSync(join(dataDir, 'journal', 'journal.sqlite'), { timeout: 5000 });
      try {
        return action(database);
      } finally {
        database.close();
      }
    };
    return {
      open: (secret = SECRET, ifAbsent = null) =>
        openSqlite({ dataDir, secret: new JournalSecret(secret, dataDir), isGateway: false, ifAbsent }),
      sql: async (text) => withFile((database) => database.prepare(text).all()),
      edit: async (...statements) =>
        withFile((database) => database.exec(['begin immediate', ...statements, 'commit'].join(';'))),
      remove: async () => rmSync(dataDir, { recursive: true, force: true }),
    };
  },
};

/** Journals in databases of one server, which `begin` starts and `end` removes. */
export function postgres(): Kind {
  let server: PostgresServer | null = null;
  return {
    name: 'PostgreSQL',
    async begin() {
      server = await PostgresServer.start();
    },
    async end() {
      await server?.remove();
    },
    async place() {
      const url = await server!.newDatabase();
      const client = new Client({ connectionString: url });
      await client.connect();
      return {
        open: (secret = SECRET, ifAbsent = null) =>
          openPostgres({ url, secret: new JournalSecret(secret, ''), ifAbsent }),
        sql: async (text) => (await client.query<Record<string, unknown>>(text)).rows,
        // Statements that are sent together are one transaction.
        edit: async (...statements) => void (await client.query(statements.join(';'))),
        remove: () => client.end(),
      };
    },
  };
}
