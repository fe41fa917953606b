/**
 * The check of a whole journal: that the chain is as it was written, and that every operation is what its last entry
 * says. It reads in steps, so that its memory is bounded and the journal can be written meanwhile. Leases are no history
 * and are not checked.
 */
import { setImmediate } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import { ApiKeyCheck } from './api-key-rows.ts';
import { parseOperation } from './canonical.ts';
import { ChainCheck, EMPTY_HEAD, secretCheck, traceHash } from './chain.ts';
import type { ChainHead, Verification } from './store.ts';
import { subjectsOf } from './subjects.ts';
import { rowOf, type EntryRow, type OperationRow, type SubjectRow, type Tables } from './tables.ts';

/** The keys that a check takes. */
export interface VerifyKeys {
  readonly chain: Buffer;
  readonly check: Buffer;
}

/** Name of the row of `meta` that holds the check of the secret. */
export const SECRET_CHECK = 'secret_check';

const STEP = 200;
const MAX_PROBLEMS = 20;

/** Collects the first problems. */
class Problems {
  readonly list: string[] = [];

  add(sentences: readonly string[]): void {
    this.list.push(...sentences.slice(0, MAX_PROBLEMS - this.list.length));
  }
}

/** Checks a journal; see `JournalStore.verify`. Throws the database's errors. */
export async function verifyJournal(
  database: Kysely<Tables>,
  keys: VerifyKeys,
  since: ChainHead | null,
): Promise<Verification> {
  const problems = new Problems();
  const head =
    (await database.selectFrom('head').select(['sequence', 'hash']).where('id', '=', 1).executeTakeFirst()) ?? null;
  problems.add(await problemsOfSmallTables(database, keys, head));
  const check = new ChainCheck(keys.chain);
  const keyCheck = new ApiKeyCheck(keys.chain);
  for await (const entries of entriesUpTo(database, head?.sequence ?? null)) {
    for (const entry of entries) {
      problems.add(check.next(entry));
      keyCheck.next(entry);
    }
    problems.add(await problemsOfSubjects(database, entries));
  }
  if (head !== null) problems.add(check.end(head));
  problems.add(await entriesBehindHead(database));
  if (since !== null) problems.add(await problemsOfNotedHead(database, since));
  let operations = 0;
  for await (const rows of operationsWithEntries(database)) {
    operations += rows.length;
    for (const row of rows) problems.add(problemsOfOperation(row, keys.chain));
  }
  problems.add(await missingOperations(database));
  problems.add(await subjectsWithoutEntry(database));
  problems.add(await keyCheck.end(database));
  return { entries: check.count, operations, head: head ?? EMPTY_HEAD, problems: problems.list };
}

async function problemsOfSmallTables(
  database: Kysely<Tables>,
  keys: VerifyKeys,
  head: ChainHead | null,
): Promise<readonly string[]> {
  const heads = await database.selectFrom('head').select('id').limit(2).execute();
  const meta = await database.selectFrom('meta').selectAll().limit(2).execute();
  const isOurs = meta.length === 1 && meta[0]!.name === SECRET_CHECK && meta[0]!.value === secretCheck(keys.check);
  return [
    ...(head === null ? ['The head of the chain is missing.'] : []),
    ...(heads.some(({ id }) => id !== 1) ? ["A head was added that is not the chain's."] : []),
    ...(isOurs ? [] : ['The check of the secret (table "meta") is not what was written.']),
  ];
}

/** All entries up to a sequence, or all for null, in their order. */
async function* entriesUpTo(database: Kysely<Tables>, last: number | null): AsyncGenerator<readonly EntryRow[]> {
  let after: number | null = null;
  for (;;) {
    let query = database.selectFrom('entries').selectAll().orderBy('sequence').limit(STEP);
    if (last !== null) query = query.where('sequence', '<=', last);
    if (after !== null) query = query.where('sequence', '>', after);
    const rows = await query.execute();
    yield rows;
    if (rows.length < STEP) return;
    after = rows.at(-1)!.sequence;
    // SQLite answers at once: without a pause nothing else would get its turn.
    await setImmediate();
  }
}

/** One statement, so that an entry and the head that moves with it are seen together. */
async function entriesBehindHead(database: Kysely<Tables>): Promise<readonly string[]> {
  const { count } = await database
    .selectFrom('entries')
    .innerJoin('head', (join) => join.on('head.id', '=', 1).onRef('entries.sequence', '>', 'head.sequence'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count === 0 ? [] : [`Behind the head of the chain ${count} more stand: added, or the head was changed.`];
}

async function problemsOfNotedHead(database: Kysely<Tables>, since: ChainHead): Promise<readonly string[]> {
  const entry = await database
    .selectFrom('entries')
    .select('hash')
    .where('sequence', '=', since.sequence)
    .executeTakeFirst();
  const hash = since.sequence === 0 ? EMPTY_HEAD.hash : entry?.hash;
  if (hash === since.hash) return [];
  return [
    `The noted head (entry ${since.sequence}) is not in the chain: it was cut off there, or is another journal's.`,
  ];
}

/** Checks that entries are found by what they say: rows are written with their entry and never changed. */
async function problemsOfSubjects(database: Kysely<Tables>, entries: readonly EntryRow[]): Promise<readonly string[]> {
  const [first, last] = [entries[0], entries.at(-1)];
  if (first === undefined || last === undefined) return [];
  const found = await database
    .selectFrom('entry_subjects')
    .selectAll()
    .where('sequence', '>=', first.sequence)
    .where('sequence', '<=', last.sequence)
    .execute();
  const expected = byText(entries.flatMap(subjectsOf));
  const actual = byText(found);
  const edited = [...expected, ...actual].filter(([key]) => !expected.has(key) || !actual.has(key));
  return [...new Set(edited.map(([, sequence]) => sequence))].map(
    (sequence) => `Entry ${sequence} is not found by what it says: a row of the table "entry_subjects" was changed.`,
  );
}

/** Rows by all that they say, with the sequence of their entry. */
function byText(rows: readonly SubjectRow[]): ReadonlyMap<string, number> {
  return new Map(
    rows.map((row) => [JSON.stringify([row.sequence, row.tenant, row.account, row.client_id, row.at]), row.sequence]),
  );
}

async function subjectsWithoutEntry(database: Kysely<Tables>): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('entry_subjects')
    .leftJoin('entries', 'entries.sequence', 'entry_subjects.sequence')
    .select('entry_subjects.sequence')
    .distinct()
    .where('entries.sequence', 'is', null)
    .limit(MAX_PROBLEMS)
    .execute();
  return rows.map(({ sequence }) => `A row of the table "entry_subjects" was added for entry ${sequence}.`);
}

type OperationWithEntry = OperationRow & {
  readonly sequence: number | null;
  readonly snapshot: string | null;
  readonly trace_hash: string | null;
};

/** All operations, each with its last entry as it is at the same moment. */
async function* operationsWithEntries(database: Kysely<Tables>): AsyncGenerator<readonly OperationWithEntry[]> {
  let after: string | null = null;
  for (;;) {
    let query = database
      .selectFrom('operations')
      .leftJoin('entries', (join) =>
        join.on('entries.sequence', '=', (eb) =>
          eb
            .selectFrom('entries as entry')
            .select(({ fn }) => fn.max('entry.sequence').as('last'))
            .whereRef('entry.operation_id', '=', 'operations.id'),
        ),
      )
      .selectAll('operations')
      .select(['entries.sequence', 'entries.snapshot', 'entries.trace_hash'])
      .orderBy('operations.id')
      .limit(STEP);
    if (after !== null) query = query.where('operations.id', '>', after);
    const rows = await query.execute();
    yield rows;
    if (rows.length < STEP) return;
    after = rows.at(-1)!.id;
    await setImmediate();
  }
}

function problemsOfOperation(row: OperationWithEntry, key: Buffer): readonly string[] {
  const { sequence, snapshot, trace_hash, id, trace } = row;
  if (sequence === null || snapshot === null) return [`Operation ${id} was added: the chain does not know it.`];
  const expected = expectedRow(snapshot);
  if (expected === null) return [`Operation ${id}: entry ${sequence} tells nothing of it that can be read.`];
  const names = Object.keys(expected) as (keyof typeof expected)[];
  const edited: string[] = names.filter((name) => row[name] !== expected[name]);
  if (traceHash(key, id, trace) !== trace_hash) edited.push('trace');
  return edited.length === 0
    ? []
    : [`Operation ${id} is not what entry ${sequence} says: its ${edited.join(', ')} was changed.`];
}

function expectedRow(snapshot: string): ReturnType<typeof rowOf> | null {
  try {
    return rowOf(parseOperation(snapshot));
  } catch {
    return null;
  }
}

async function missingOperations(database: Kysely<Tables>): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('entries')
    .leftJoin('operations', 'operations.id', 'entries.operation_id')
    .select(['entries.operation_id', sql<number>`min(entries.sequence)`.as('first')])
    .where('entries.operation_id', 'is not', null)
    .where('operations.id', 'is', null)
    .groupBy('entries.operation_id')
    .orderBy('first')
    .limit(MAX_PROBLEMS)
    .execute();
  return rows.map(({ operation_id, first }) => `Operation ${operation_id} is missing: entry ${first} is about it.`);
}
