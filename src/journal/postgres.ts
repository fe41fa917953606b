/**
 * The journal in a PostgreSQL database, for several gateways. The database is the journal's alone. What is acknowledged
 * is as durable as the server is set up to be; a session that is set to acknowledge before it writes is not obeyed.
 */
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Pool, types } from 'pg';
import type { StoreDialect } from './dialect.ts';
import type { FaultKind } from './faults.ts';
import { openStore } from './opening.ts';
import type { JournalSecret } from './secret.ts';
import type { ChainHead, JournalStore } from './store.ts';
import type { Tables } from './tables.ts';

/** Where a journal is. */
export interface PostgresOptions {
  /** "postgresql://user:password@host:port/database"; is never part of an error. */
  readonly url: string;
  readonly secret: JournalSecret;
}

/** Changes come one after the other anyway; the others are for reading. */
const MAX_CONNECTIONS = 8;
const CONNECT_TIMEOUT_MS = 5000;
/** Longest statement, as the server counts; waiting for another gateway's change is part of it. */
const STATEMENT_TIMEOUT_MS = 10_000;
/** The same as this process counts, for a network that swallows everything. */
const QUERY_TIMEOUT_MS = 15_000;
/** A gateway that is cut off in the middle of a change must not hold the others up. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 10_000;
const IDLE_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_DELAY_MS = 10_000;

/** Kinds of SQLSTATE codes, or of their class (two characters): PostgreSQL's manual, appendix A. */
const kinds: Readonly<Record<string, FaultKind>> = {
  // Changes come one after the other and look first, so that only an edit can be in their way.
  23: 'edited',
  25006: 'readOnly',
  53100: 'full',
  '55P03': 'locked',
  57014: 'locked',
  XX001: 'damaged',
  XX002: 'damaged',
  '08': 'unreachable',
  28: 'unreachable',
  '3D': 'unreachable',
  53: 'unreachable',
  57: 'unreachable',
};

/**
 * Opens the journal of a database and brings it up to date. Throws JournalVersionError, JournalSecretError, and
 * JOURNAL_UNAVAILABLE for everything else.
 */
export async function openPostgres({ url, secret }: PostgresOptions): Promise<JournalStore> {
  const pool = openPool(url);
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return openStore(database, dialectOf(pool), secret);
}

function openPool(url: string): Pool {
  const pool = new Pool({
    connectionString: url,
    application_name: 'reseller-graph journal',
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_DELAY_MS,
    // Moments and sequences are far below the numbers that JavaScript cannot count.
    types: {
      getTypeParser: (type, format) => (type === types.builtins.INT8 ? Number : types.getTypeParser(type, format)),
    },
  });
  // A connection that is lost says so to whoever uses it; without listeners the event would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

function dialectOf(pool: Pool): StoreDialect {
  return {
    isExclusive: false,
    // Sorting by the rules of a language would order ids otherwise than SQLite does.
    text: sql`text collate "C"`,
    nowMs: sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`,
    async lockHead(transaction) {
      // "off" acknowledges a commit before it is on the disk.
      const { rows } = await sql<ChainHead>`
        select sequence, hash, set_config(
          'synchronous_commit', replace(current_setting('synchronous_commit'), 'off', 'on'), true
        ) from head where id = 1 for update`.execute(transaction);
      return rows[0];
    },
    kindOf,
    close: async () => pool.end().catch(() => {}),
  };
}

function kindOf(error: unknown): FaultKind {
  const { code, severity } = error as { readonly code?: unknown; readonly severity?: unknown };
  // Only what the server says has a severity; all other errors are about the connection to it.
  if (severity === undefined || typeof code !== 'string') return 'unreachable';
  return kinds[code] ?? kinds[code.slice(0, 2)] ?? 'other';
}
