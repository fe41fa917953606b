/**
 * Migrations of the journal's database: forward only, each in one transaction, under a lock, so that of several
 * processes that start at once one migrates and the others wait. A migration that has been released is never changed.
 */
import { sql, type Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { EMPTY_HEAD } from './chain.ts';
import type { StoreDialect } from './dialect.ts';
import { JournalVersionError } from './faults.ts';
import type { Tables } from './tables.ts';

const MIGRATION_TABLE = 'journal_migrations';

/**
 * Brings the database to what this program needs. Throws JournalVersionError when a newer program has migrated it, else
 * the database's error.
 */
export async function migrate(database: Kysely<Tables>, dialect: StoreDialect): Promise<void> {
  const migrations = migrationsOf(dialect);
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(migrations) },
    migrationTableName: MIGRATION_TABLE,
    migrationLockTableName: `${MIGRATION_TABLE}_lock`,
  });
  if (await hasOthers(database, migrations)) throw new JournalVersionError();
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  // A newer program may have been faster.
  if (await hasOthers(database, migrations)) throw new JournalVersionError();
  throw error;
}

/** True when migrations were made that this program does not know. */
async function hasOthers(database: Kysely<Tables>, known: Readonly<Record<string, Migration>>): Promise<boolean> {
  const tables = await database.introspection.getTables();
  if (!tables.some(({ name }) => name === MIGRATION_TABLE)) return false;
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(MIGRATION_TABLE)}`.execute(database);
  return rows.some(({ name }) => !Object.hasOwn(known, name));
}

function migrationsOf(dialect: StoreDialect): Record<string, Migration> {
  return {
    '0001-journal': {
      async up(database) {
        await createOperations(database, dialect);
        await createChain(database, dialect);
        await createLeases(database, dialect);
      },
    },
    '0002-api-keys': { up: (database) => createApiKeys(database, dialect) },
    '0003-audit': {
      async up(database) {
        await addAudit(database, dialect);
        await addSpending(database, dialect);
      },
    },
  };
}

async function createOperations(database: Kysely<unknown>, { text }: StoreDialect): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('operations')
    .addColumn('id', text, (column) => column.notNull().primaryKey())
    .addColumn('caller', text, (column) => column.notNull())
    .addColumn('idempotency_key', text, (column) => column.notNull())
    .addColumn('account', text, (column) => column.notNull())
    .addColumn('client_id', text)
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('send_until', 'bigint')
    .addColumn('next_look_at', 'bigint')
    .addColumn('mark', text, (column) => column.notNull())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addColumn('body', text, (column) => column.notNull())
    .addColumn('trace', text)
    .addUniqueConstraint('operations_by_key', ['caller', 'idempotency_key'])
    .execute();
  const index = (name: string) => schema.createIndex(`operations_by_${name}`).on('operations');
  await index('mark').columns(['account', 'mark']).execute();
  await index('age').columns(['created_at desc', 'id']).execute();
  await index('client').columns(['account', 'client_id', 'created_at desc', 'id']).execute();
  await index('account').columns(['account', 'created_at desc', 'id']).execute();
  await index('state').columns(['state', 'created_at desc', 'id']).execute();
  // Nearly all operations are done with, and then in none of these two.
  await index('look').columns(['next_look_at', 'id']).where(sql.ref('next_look_at'), 'is not', null).execute();
  await index('end').columns(['created_at', 'id']).where(sql.ref('state'), '=', sql.lit('SENT')).execute();
}

async function createChain(database: Kysely<unknown>, { text }: StoreDialect): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('entries')
    .addColumn('sequence', 'bigint', (column) => column.notNull().primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('actor', text, (column) => column.notNull())
    .addColumn('action', text, (column) => column.notNull())
    .addColumn('reason', text)
    .addColumn('operation_id', text)
    .addColumn('snapshot', text)
    .addColumn('trace_hash', text)
    .addColumn('hash', text, (column) => column.notNull())
    .execute();
  await schema.createIndex('entries_by_operation').on('entries').columns(['operation_id', 'sequence']).execute();
  await schema
    .createTable('head')
    .addColumn('id', 'bigint', (column) => column.notNull().primaryKey())
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('hash', text, (column) => column.notNull())
    .execute();
  await sql`insert into head (id, sequence, hash) values (1, ${EMPTY_HEAD.sequence}, ${EMPTY_HEAD.hash})`.execute(
    database,
  );
}

async function createApiKeys(database: Kysely<unknown>, { text }: StoreDialect): Promise<void> {
  await database.schema
    .createTable('api_keys')
    .addColumn('id', text, (column) => column.notNull().primaryKey())
    .addColumn('body', text, (column) => column.notNull())
    .addColumn('entry', 'bigint', (column) => column.notNull())
    .addColumn('mac', text, (column) => column.notNull())
    .addColumn('last_used_at', 'bigint')
    .execute();
}

async function createLeases(database: Kysely<unknown>, { text }: StoreDialect): Promise<void> {
  await database.schema
    .createTable('leases')
    .addColumn('name', text, (column) => column.notNull().primaryKey())
    .addColumn('holder', text, (column) => column.notNull())
    .addColumn('until', 'bigint', (column) => column.notNull())
    .execute();
  await database.schema
    .createTable('meta')
    .addColumn('name', text, (column) => column.notNull().primaryKey())
    .addColumn('value', text, (column) => column.notNull())
    .execute();
}

async function addAudit(database: Kysely<unknown>, { text }: StoreDialect): Promise<void> {
  const { schema } = database;
  await schema.alterTable('entries').addColumn('tenant', text).execute();
  await schema.alterTable('entries').addColumn('detail', text).execute();
  const index = (name: string) =>
    schema.createIndex(`entries_by_${name}`).on('entries').where(sql.ref('tenant'), 'is not', null);
  await index('tenant').columns(['tenant', 'at desc', 'sequence desc']).execute();
  await index('actor').columns(['tenant', 'actor', 'at desc', 'sequence desc']).execute();
  await index('action').columns(['tenant', 'action', 'at desc', 'sequence desc']).execute();
  await schema
    .createTable('entry_subjects')
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('tenant', text, (column) => column.notNull())
    .addColumn('account', text, (column) => column.notNull())
    .addColumn('client_id', text, (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('entry_subjects_key', ['sequence', 'account', 'client_id'])
    .execute();
  const columns = ['tenant', 'account', 'client_id', 'at desc', 'sequence desc'];
  await schema.createIndex('entry_subjects_by_client').on('entry_subjects').columns(columns).execute();
}

async function addSpending(database: Kysely<unknown>, { text }: StoreDialect): Promise<void> {
  const { schema } = database;
  const columns = ['spender', 'spent_on', 'spent_currency', 'spent_amount'];
  for (const column of columns) await schema.alterTable('operations').addColumn(column, text).execute();
  const index = schema.createIndex('operations_by_spending').on('operations').columns(columns);
  await index.where(sql.ref('spender'), 'is not', null).execute();
}
