/** The tables of a journal, as rows in SQLite and PostgreSQL alike. Moments are whole milliseconds since 1970. */
import type { Decimal } from '../money.ts';
import type { Trace } from '../providers/provider.ts';
import { canonicalJson, parseOperation } from './canonical.ts';
import { JournalFault } from './faults.ts';
import { spendingOf } from './spending.ts';
import type { Operation, OperationState } from './operation.ts';

/** An operation. All columns but `trace` are taken from `body`, for conditions and indices. */
export interface OperationRow {
  readonly id: string;
  readonly caller: string;
  readonly idempotency_key: string;
  readonly account: string;
  readonly client_id: string | null;
  readonly state: OperationState;
  readonly kind: string;
  readonly created_at: number;
  readonly send_until: number | null;
  readonly next_look_at: number | null;
  readonly mark: string;
  readonly version: number;
  /** Whose money limits it counts against, on which day (UTC, "2026-11-25") and with what; null for what does not count. */
  readonly spender: string | null;
  readonly spent_on: string | null;
  readonly spent_currency: string | null;
  readonly spent_amount: Decimal | null;
  /** The whole operation as canonical JSON. */
  readonly body: string;
  /** What is kept to look for it, as canonical JSON. Not in `body`: it may hold personal data and is deleted early. */
  readonly trace: string | null;
}

/** One link of the chain: who has changed what, when and why. */
export interface EntryRow {
  /** From 1, without gaps. */
  readonly sequence: number;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly reason: string | null;
  readonly operation_id: string | null;
  /** The operation after the change, as its `body`. */
  readonly snapshot: string | null;
  /** Keyed hash of the operation's trace as it is after the change: an edit of the trace shows, and the trace can still go. */
  readonly trace_hash: string | null;
  /** Keyed hash over everything else in the row and the hash of the entry before. */
  readonly hash: string;
  /** Whose entry it is; null for the gateway's own and for those from before there were tenants. */
  readonly tenant: string | null;
  /** What else is known, as canonical JSON; null for nothing. */
  readonly detail: string | null;
}

/** That an entry of a tenant is about an account or one of its clients. Taken from the entry, to find it by. */
export interface SubjectRow {
  readonly sequence: number;
  readonly tenant: string;
  readonly account: string;
  /** Upstream id; '' for the account as such, ' ' where the entry does not name all of its clients. */
  readonly client_id: string;
  /** As the entry's. */
  readonly at: number;
}

/** Where the chain ends. There is one row, with the id 1. */
export interface HeadRow {
  readonly id: number;
  readonly sequence: number;
  readonly hash: string;
}

/** Who holds a lease until when, by the clock of the database. Not in the chain: it is no history. */
export interface LeaseRow {
  readonly name: string;
  readonly holder: string;
  readonly until: number;
}

/** What is noted of the journal itself. */
export interface MetaRow {
  readonly name: string;
  readonly value: string;
}

/** An API key. */
export interface ApiKeyRow {
  readonly id: string;
  /** The whole key, but for its secret, as canonical JSON. */
  readonly body: string;
  /** Sequence of the last chain entry about it. */
  readonly entry: number;
  /** Keyed hash over all of the above: a row of another hand is not taken. */
  readonly mac: string;
  /** Written now and then, and covered by nothing. */
  readonly last_used_at: number | null;
}

/** All tables by name. */
export interface Tables {
  readonly api_keys: ApiKeyRow;
  readonly operations: OperationRow;
  readonly entries: EntryRow;
  readonly entry_subjects: SubjectRow;
  readonly head: HeadRow;
  readonly leases: LeaseRow;
  readonly meta: MetaRow;
}

/**
 * Text that both databases give back as it was: PostgreSQL takes no NUL, and halves of characters have no UTF-8. What
 * is written and what is searched for go through this alike.
 */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/** The same for text that may be missing. */
export function storableOrNull(text: string | null): string | null {
  return text === null ? null : storable(text);
}

/** The row of an operation, without its trace. */
export function rowOf(operation: Operation): Omit<OperationRow, 'trace'> {
  const spending = spendingOf(operation);
  return {
    id: operation.id,
    caller: storable(operation.caller),
    idempotency_key: operation.idempotencyKey,
    account: storable(operation.account),
    client_id: storableOrNull(operation.clientId),
    state: operation.state,
    kind: operation.kind,
    created_at: operation.createdAt.getTime(),
    send_until: operation.sendUntil?.getTime() ?? null,
    next_look_at: operation.nextLookAt?.getTime() ?? null,
    mark: storable(operation.mark),
    version: operation.version,
    spender: storableOrNull(spending?.spender ?? null),
    spent_on: spending?.day ?? null,
    spent_currency: storableOrNull(spending?.currency ?? null),
    spent_amount: spending?.amount ?? null,
    body: canonicalJson(operation),
  };
}

/** The operation of a row. Throws JOURNAL_UNAVAILABLE for a body that the gateway cannot have written. */
export function operationOf({ body }: Pick<OperationRow, 'body'>): Operation {
  try {
    return parseOperation(body);
  } catch (error) {
    // The parser's own message quotes the text.
    throw new JournalFault('edited', new Error(`A body is not readable: ${(error as Error).name}.`));
  }
}

/** The trace of a row; null for none. Throws as `operationOf` does. */
export function traceOf({ trace }: Pick<OperationRow, 'trace'>): Trace | null {
  try {
    return trace === null ? null : (JSON.parse(trace) as Trace);
  } catch (error) {
    throw new JournalFault('edited', new Error(`A trace is not readable: ${(error as Error).name}.`));
  }
}
