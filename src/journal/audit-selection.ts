/** The questions that are asked of the chain: what has happened, to whom, and by whom. */
import { sql, type Kysely, type RawBuilder } from 'kysely';
import { JournalFault } from './faults.ts';
import { operationOf, storable, type EntryRow, type Tables } from './tables.ts';
import type { AuditEntry, AuditFilter, AuditPlace, AuditSlice } from './store.ts';
import { ACCOUNT_ITSELF, UNNAMED_CLIENTS } from './subjects.ts';

type Condition = RawBuilder<unknown>;

/** Entries with an operation behind one sequence and up to another, in their order. */
export function changesBetween(
  database: Kysely<Tables>,
  after: number,
  upTo: number,
  limit: number,
): Promise<readonly Pick<EntryRow, 'sequence' | 'operation_id'>[]> {
  return database
    .selectFrom('entries')
    .select(['sequence', 'operation_id'])
    .where('sequence', '>', after)
    .where('sequence', '<=', upTo)
    .where('operation_id', 'is not', null)
    .orderBy('sequence')
    .limit(limit)
    .execute();
}

/** What the chain last said of an operation; undefined when it says nothing. */
export async function lastEntry(
  database: Kysely<Tables>,
  operationId: string,
): Promise<Pick<EntryRow, 'snapshot' | 'trace_hash'> | undefined> {
  return database
    .selectFrom('entries')
    .select(['snapshot', 'trace_hash'])
    .where('operation_id', '=', operationId)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Entries of a slice; with `fromEnd` from the oldest to the newest. */
export async function entriesOf(
  database: Kysely<Tables>,
  filter: AuditFilter,
  slice: AuditSlice,
): Promise<readonly EntryRow[]> {
  const order = slice.fromEnd === true ? sql`asc` : sql`desc`;
  // What is about an account or a client is read through the rows of these, which stand in the order of the list.
  const isAbout = filter.account !== undefined;
  const table = isAbout ? sql`entry_subjects` : sql`entries`;
  const from = isAbout
    ? sql`entry_subjects inner join entries on entries.sequence = entry_subjects.sequence`
    : sql`entries`;
  const conditions = [...subjectConditions(filter), ...entryConditions(filter), ...bounds(table, filter, slice)];
  const where = conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
  const { rows } = await sql<EntryRow>`
    select entries.* from ${from} ${where}
    order by ${table}.at ${order}, ${table}.sequence ${order}
    limit ${slice.limit}`.execute(database);
  return rows;
}

function subjectConditions({ tenant, account, clientId }: AuditFilter): readonly Condition[] {
  if (account === undefined) return [];
  return [
    ...(tenant === undefined ? [] : [sql`entry_subjects.tenant = ${storable(tenant)}`]),
    sql`entry_subjects.account = ${storable(account)}`,
    clientId === undefined ? sql`entry_subjects.client_id = ${ACCOUNT_ITSELF}` : isClient(storable(clientId)),
  ];
}

/** The row of the client, or where there is none, that of clients who are not named. */
function isClient(clientId: string): Condition {
  return sql`entry_subjects.client_id in (${clientId}, ${UNNAMED_CLIENTS})
    and (entry_subjects.client_id = ${clientId} or not exists (
      select 1 from entry_subjects as named where named.sequence = entry_subjects.sequence
        and named.account = entry_subjects.account and named.client_id = ${clientId}))`;
}

function entryConditions({ tenant, actor, action, operationId, account, accounts }: AuditFilter): readonly Condition[] {
  return [
    // Not for the rows of an account, whose own condition has the index.
    ...(tenant === undefined || account !== undefined ? [] : [sql`entries.tenant = ${storable(tenant)}`]),
    ...(actor === undefined ? [] : [sql`entries.actor = ${storable(actor)}`]),
    ...(action === undefined ? [] : [sql`entries.action = ${storable(action)}`]),
    ...(operationId === undefined ? [] : [sql`entries.operation_id = ${storable(operationId)}`]),
    ...(accounts === undefined ? [] : [isAtOneOf(accounts.map(storable))]),
  ];
}

/** About one of these accounts; of none, nothing is. */
function isAtOneOf(accounts: readonly string[]): Condition {
  if (accounts.length === 0) return sql`1 = 0`;
  return sql`exists (select 1 from entry_subjects as visible where visible.sequence = entries.sequence
    and visible.account in (${sql.join(accounts)}) and visible.client_id = ${ACCOUNT_ITSELF})`;
}

function bounds(table: Condition, { from, to }: AuditFilter, { after, before }: AuditSlice): readonly Condition[] {
  return [
    ...(from === undefined ? [] : [sql`${table}.at >= ${from.getTime()}`]),
    ...(to === undefined ? [] : [sql`${table}.at < ${to.getTime()}`]),
    ...(after === undefined ? [] : [beside(table, after, sql`<`)]),
    ...(before === undefined ? [] : [beside(table, before, sql`>`)]),
  ];
}

/** On one side of a place, in the order of the list. Databases look up pairs in the index. */
function beside(table: Condition, { at, sequence }: AuditPlace, direction: Condition): Condition {
  return sql`(${table}.at, ${table}.sequence) ${direction} (${at.getTime()}, ${sequence})`;
}

/** The entry of a row. Throws JOURNAL_UNAVAILABLE for one that the gateway cannot have written. */
export function auditEntryOf(row: EntryRow): AuditEntry {
  const { sequence, at, actor, action, reason, tenant, operation_id, snapshot, detail, hash } = row;
  return {
    sequence,
    at: new Date(at),
    actor,
    action,
    reason,
    tenant,
    operationId: operation_id,
    operation: operation_id === null || snapshot === null ? null : operationOf({ body: snapshot }),
    detail: detail === null ? null : parsed(detail),
    hash,
  };
}

function parsed(detail: string): unknown {
  try {
    return JSON.parse(detail);
  } catch (error) {
    throw new JournalFault('edited', new Error(`A detail is not readable: ${(error as Error).name}.`));
  }
}
