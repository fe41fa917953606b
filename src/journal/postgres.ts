/**
 * The journal in a PostgreSQL database, for several gateways. The database is the journal's alone. What is acknowledged
 * is as durable as the server is set up to be; a session that is set to acknowledge before it writes is not obeyed.
 */
import { Kysely, PostgresDialect, sql, type PostgresPool } from 'kysely';
import type { StoreDialect } from './dialect.ts';
import type { FaultKind } from './faults.ts';
import { openStore, type IfAbsent } from './opening.ts';
import { openPool, serverCode } from './postgres-pool.ts';
import type { JournalSecret } from './secret.ts';
import type { ChainHead, JournalStore } from './store.ts';
import type { Tables } from './tables.ts';

/** Where a journal is. */
export interface PostgresOptions {
  /** "postgresql://user:password@host:port/database"; is never part of an error. */
  readonly url: string;
  readonly secret: JournalSecret;
  /** Default: null. */
  readonly ifAbsent?: IfAbsent;
}

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
 * Opens the journal of a database, or makes it, and brings it up to date. Throws JournalVersionError, JournalSecretError, and
 * JOURNAL_UNAVAILABLE for everything else.
 */
export async function openPostgres({ url, secret, ifAbsent = null }: PostgresOptions): Promise<JournalStore> {
  const pool = openPool(url);
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return openStore(database, dialectOf(pool), secret, ifAbsent);
}

function dialectOf(pool: PostgresPool): StoreDialect {
  return {
    isExclusive: false,
    // Sorting by the rules of a language would order ids otherwise than SQLite does.
    text: sql`text collate "C"`,
    rowsOf: (json) => sql`
      select value ->> 0, value ->> 1, value ->> 2, (value ->> 3)::bigint, (value ->> 4)::bigint
      from json_array_elements(${json}::json)`,
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
  const code = serverCode(error);
  return code === null ? 'unreachable' : (kinds[code] ?? kinds[code.slice(0, 2)] ?? 'other');
}
