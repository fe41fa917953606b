/** Appending to the chain: entries in their order, what they are found by, and the head behind them. */
import { sql, type Transaction } from 'kysely';
import { canonicalJson } from './canonical.ts';
import { link } from './chain.ts';
import type { StoreDialect } from './dialect.ts';
import type { AuditNote, ChainHead, ChangeNote } from './store.ts';
import { subjectsOf } from './subjects.ts';
import { storable, storableOrNull, type EntryRow, type OperationRow, type SubjectRow, type Tables } from './tables.ts';

/** What an entry says besides who has done what, and why. */
export type Subject = Pick<EntryRow, 'operation_id' | 'snapshot' | 'trace_hash' | 'tenant' | 'detail'>;

/** One entry that is to be appended. */
export interface NewEntry {
  readonly note: ChangeNote;
  readonly subject: Subject;
}

/** The entry of a change of an operation, whose row is as it is after it. */
export function entryOfChange(
  note: ChangeNote,
  { id, body, caller }: Pick<OperationRow, 'id' | 'body' | 'caller'>,
  trace_hash: string | null,
): NewEntry {
  return { note, subject: { operation_id: id, snapshot: body, trace_hash, tenant: caller, detail: null } };
}

/** The entry of something that has happened besides operations. */
export function entryOfNote(note: AuditNote): NewEntry {
  const tenant = storableOrNull(note.tenant);
  const detail = note.detail == null ? null : canonicalJson(note.detail);
  return { note, subject: { operation_id: null, snapshot: null, trace_hash: null, tenant, detail } };
}

/** Rows of one statement: SQLite takes at most 32,766 values in one. */
const MAX_ROWS = 500;

/** What entries are appended with. */
export interface Chain {
  readonly key: Buffer;
  readonly dialect: StoreDialect;
}

/** Appends entries behind the head, which the transaction must have locked; resolves to the new head. */
export async function appendTo(
  transaction: Transaction<Tables>,
  { key, dialect }: Chain,
  head: ChainHead,
  entries: readonly NewEntry[],
): Promise<ChainHead> {
  if (entries.length === 0) return head;
  const at = Date.now();
  const rows: EntryRow[] = [];
  for (const entry of entries) rows.push(link(key, rows.at(-1) ?? head, contentOf(entry, at)));
  for (const part of partsOf(rows)) await transaction.insertInto('entries').values(part).execute();
  await insertSubjects(transaction, dialect, rows.flatMap(subjectsOf));
  const { sequence, hash } = rows.at(-1)!;
  await transaction.updateTable('head').set({ sequence, hash }).where('id', '=', 1).execute();
  return { sequence, hash };
}

/** One statement with one value, however many rows there are: to write out each row costs more than to insert it. */
async function insertSubjects(
  transaction: Transaction<Tables>,
  dialect: StoreDialect,
  rows: readonly SubjectRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const json = JSON.stringify(
    rows.map(({ tenant, account, client_id, sequence, at }) => [tenant, account, client_id, sequence, at]),
  );
  await sql`insert into entry_subjects (tenant, account, client_id, sequence, at) ${dialect.rowsOf(json)}`.execute(
    transaction,
  );
}

function contentOf({ note, subject }: NewEntry, at: number): Omit<EntryRow, 'sequence' | 'hash'> {
  const { actor, action, reason } = note;
  return { at, actor: storable(actor), action: storable(action), reason: storableOrNull(reason), ...subject };
}

function* partsOf<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += MAX_ROWS) yield rows.slice(from, from + MAX_ROWS);
}
