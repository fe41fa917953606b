/** Opening a journal's database: migrations, and the check that the secret is the journal's. */
import type { Kysely } from 'kysely';
import { secretCheck } from './chain.ts';
import type { StoreDialect } from './dialect.ts';
import { JournalFault, JournalSecretError, JournalVersionError } from './faults.ts';
import { KyselyStore } from './kysely-store.ts';
import { migrate } from './migrations.ts';
import type { JournalSecret } from './secret.ts';
import type { JournalStore } from './store.ts';
import type { Tables } from './tables.ts';
import { SECRET_CHECK } from './verify.ts';

/**
 * The fault when no journal is there, and nothing is made then: `missing` for a command, `moved` for a process that has used
 * the journal before. Null: a journal is made.
 */
export type IfAbsent = 'missing' | 'moved' | null;

/** Tables of which at least one is there wherever a journal is, whatever was done to it. */
const TABLES: ReadonlySet<string> = new Set(['operations', 'entries'] satisfies (keyof Tables)[]);

/**
 * The store over a database, which is closed when it cannot be opened. Throws JournalVersionError, JournalSecretError,
 * and JOURNAL_UNAVAILABLE for everything else.
 */
export async function openStore(
  database: Kysely<Tables>,
  dialect: StoreDialect,
  secret: JournalSecret,
  ifAbsent: IfAbsent,
): Promise<JournalStore> {
  try {
    if (ifAbsent !== null && !(await hasJournal(database))) throw new JournalFault(ifAbsent);
    const mayMake = ifAbsent === null;
    const keys = { chain: secret.key('chain', mayMake), check: secret.key('check', mayMake) };
    await migrate(database, dialect);
    await checkSecret(database, secretCheck(keys.check), mayMake);
    return new KyselyStore(database, dialect, keys);
  } catch (error) {
    await dialect.close();
    if (error instanceof JournalVersionError || error instanceof JournalSecretError || error instanceof JournalFault)
      throw error;
    throw new JournalFault(dialect.kindOf(error), error);
  }
}

async function hasJournal(database: Kysely<Tables>): Promise<boolean> {
  return (await database.introspection.getTables()).some(({ name }) => TABLES.has(name));
}

/** The first one that may make a journal notes its secret; all others must have the same. */
async function checkSecret(database: Kysely<Tables>, value: string, mayNote: boolean): Promise<void> {
  const noted = await notedCheck(database);
  // When entries are there and the check is gone, the journal was edited: `verify` tells, and noting it anew would hide it.
  if (mayNote && noted === undefined && !(await hasEntries(database)))
    await database.transaction().execute((transaction) =>
      transaction
        .insertInto('meta')
        .values({ name: SECRET_CHECK, value })
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
  const stands = noted ?? (await notedCheck(database));
  if (stands !== undefined && stands !== value)
    throw new JournalSecretError(
      'The journal was written with another secret: start with its JOURNAL_SECRET, or with the file journal/secret of the data directory that it was written with.',
    );
}

async function notedCheck(database: Kysely<Tables>): Promise<string | undefined> {
  const row = await database.selectFrom('meta').select('value').where('name', '=', SECRET_CHECK).executeTakeFirst();
  return row?.value;
}

async function hasEntries(database: Kysely<Tables>): Promise<boolean> {
  return (await database.selectFrom('entries').select('sequence').limit(1).executeTakeFirst()) !== undefined;
}
