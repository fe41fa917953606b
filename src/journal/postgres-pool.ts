/**
 * Connections to PostgreSQL that are given up when their answers vanish: a firewall or a proxy that forgets them leaves
 * them open on this side, and pg goes on using them.
 */
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { Pool, types, type PoolClient } from 'pg';

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

/** The SQLSTATE code of what the server says; null for all other errors, which are about the connection to it. */
export function serverCode(error: unknown): string | null {
  const { code, severity } = error as { readonly code?: unknown; readonly severity?: unknown };
  return severity !== undefined && typeof code === 'string' ? code : null;
}

/**
 * The pool of a journal. When the answer of one connection does not come, that one and all that were opened before are
 * replaced, since what has swallowed the one has most likely swallowed them all. Parameters of the URL, such as
 * "query_timeout" in milliseconds, take the place of what is set here.
 */
export function openPool(url: string): PostgresPool {
  const pool = newPool(url);
  let trusted = new WeakSet<PoolClient>();
  pool.on('connect', (client) => void trusted.add(client));
  const connect = async (): Promise<PostgresPoolClient> => {
    const client = await pool.connect();
    if (trusted.has(client)) return guarded(client, () => (trusted = new WeakSet()));
    discard(client);
    return connect();
  };
  return { options: pool.options, connect, end: () => pool.end() };
}

function newPool(url: string): Pool {
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

/**
 * A connection that is used for nothing more after its first error that is not the server's. What was sent may still be
 * done, such as the beginning of a transaction that nobody would end, and a rollback would wait for its answer in vain.
 */
function guarded(client: PoolClient, onBroken: () => void): PostgresPoolClient {
  let failure: unknown = null;
  const query = async (text: string, values: readonly unknown[]): Promise<unknown> => {
    if (failure !== null) throw failure;
    try {
      return await client.query(text, [...values]);
    } catch (error) {
      if (serverCode(error) === null) {
        failure = error;
        onBroken();
      }
      throw error;
    }
  };
  return {
    // Cursors are not used.
    query: query as PostgresPoolClient['query'],
    release: (isUseless = false) => (isUseless || failure !== null ? discard(client) : client.release()),
  };
}

/** Takes a connection out of the pool, without the farewell that nobody would hear. */
function discard(client: PoolClient): void {
  client.connection.stream.destroy();
  client.release(true);
}
