/** What a journal is kept in: one interface, kept by SQLite and by PostgreSQL. */
import type { MoneyLimits } from '../access/caller.ts';
import type { Decimal } from '../money.ts';
import type { Trace, WriteName } from '../providers/provider.ts';
import type { ApiKey, StoredApiKey } from './api-key.ts';
import type { Operation, OperationState } from './operation.ts';

/** Who has done something, what, and why: what the chain keeps of a change besides the operation as it is after it. */
export interface ChangeNote {
  /** A caller, or "gateway" for what it does by itself. */
  readonly actor: string;
  /** Such as "SENT" or "look". */
  readonly action: string;
  readonly reason: string | null;
}

/** Something that has happened besides operations: an access to personal data, a refusal, a change of who may do what. */
export interface AuditNote extends ChangeNote {
  /** Whose it is; null for the gateway's own. */
  readonly tenant: string | null;
  /** What else is to be kept, as JSON has it; null for nothing. Never a secret. */
  readonly detail: unknown;
}

/** One entry of the chain, with a tenant. */
export interface AuditEntry {
  readonly sequence: number;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly reason: string | null;
  /** Null for the gateway's own, and for what is from before there were tenants. */
  readonly tenant: string | null;
  readonly operationId: string | null;
  /** The operation as it was after the change; null for what is about none. */
  readonly operation: Operation | null;
  /** As it was noted; null for nothing. */
  readonly detail: unknown;
  /** Keyed hash over the entry and the hash of the one before, as 64 hexadecimal digits. */
  readonly hash: string;
}

/** Which entries; conditions are combined with AND. */
export interface AuditFilter {
  readonly tenant?: string;
  readonly actor?: string;
  readonly action?: string;
  readonly operationId?: string;
  /** Only those about the account, or with `clientId` about this client of it. */
  readonly account?: string;
  /** Upstream id. Entries that do not name all of their clients at the account are found as well. */
  readonly clientId?: string;
  /** Only those about one of these accounts. */
  readonly accounts?: readonly string[];
  /** At this moment or later. */
  readonly from?: Date;
  /** Before this moment. */
  readonly to?: Date;
}

/** A place in the list of entries: that of the entry with these two. */
export interface AuditPlace {
  readonly at: Date;
  readonly sequence: number;
}

/** A part of the list of entries, which runs from the newest to the oldest, equal moments from the last to the first. */
export interface AuditSlice {
  /** Only those behind (older than) this place. */
  readonly after?: AuditPlace | undefined;
  /** Only those in front of (newer than) this place. */
  readonly before?: AuditPlace | undefined;
  /** Take the last ones of these instead of the first. */
  readonly fromEnd?: boolean;
  readonly limit: number;
}

/** Which operations; conditions are combined with AND. */
export interface OperationFilter {
  readonly caller?: string;
  readonly idempotencyKey?: string;
  readonly states?: readonly OperationState[];
  readonly kinds?: readonly WriteName[];
  readonly account?: string;
  /** Only those at one of these accounts. */
  readonly accounts?: readonly string[];
  readonly clientId?: string;
  /** Created at this moment or later. */
  readonly from?: Date;
  /** Created before this moment. */
  readonly to?: Date;
}

/** A place in the list of operations: that of the operation with these two. */
export interface OperationPlace {
  readonly createdAt: Date;
  readonly id: string;
}

/** A part of the list of operations, which runs from the newest to the oldest, equal moments by id. */
export interface OperationSlice {
  /** Only those behind (older than) this place. */
  readonly after?: OperationPlace | undefined;
  /** Only those in front of (newer than) this place. */
  readonly before?: OperationPlace | undefined;
  /** Take the last ones of these instead of the first. */
  readonly fromEnd?: boolean;
  readonly limit: number;
}

/** Where the chain ends. */
export interface ChainHead {
  /** 0 for an empty chain. */
  readonly sequence: number;
  readonly hash: string;
}

/** What a check of the whole journal found. */
export interface Verification {
  readonly entries: number;
  readonly operations: number;
  readonly head: ChainHead;
  /** One sentence for each edit that was found, the first ones only; empty when all is as it was written. */
  readonly problems: readonly string[];
}

/**
 * Keeps operations and the chain of what happened to them. All methods throw GatewayError JOURNAL_UNAVAILABLE when the
 * store cannot be read or written; what a write of the store has done then is not known, except that it is whole or not at
 * all. Every change is durable when its promise resolves.
 */
export interface JournalStore {
  /**
   * True when no other process can be using this store, so that what is under way in it was left by a process that has
   * ended.
   */
  readonly isExclusive: boolean;
  /**
   * Adds an operation, or gives the one with the same caller and key. Of any number of processes that add the same key
   * exactly one adds it.
   */
  add(
    operation: Operation,
    trace: Trace | null,
    note: ChangeNote,
  ): Promise<{ readonly operation: Operation; readonly added: boolean }>;
  /**
   * Replaces the operation by its next version; null, and nothing is changed, when it is not the stored version plus one.
   * Throws an Error for a change that `transitions` does not allow. `trace`: undefined leaves the kept one as it is,
   * null deletes it, another one takes its place. With `limits`, throws LIMIT_EXCEEDED, and changes nothing, when the
   * operation is to count from now on and its spender may not move that much; whoever else spends meanwhile waits.
   */
  replace(
    operation: Operation,
    note: ChangeNote,
    trace?: Trace | null,
    limits?: MoneyLimits | null,
  ): Promise<Operation | null>;
  /** What counts against a spender's limits on a day (UTC, "2026-11-25") in a currency. */
  spent(spender: string, day: string, currency: string): Promise<Decimal>;
  /** Appends what has happened besides operations to the chain: all of it or nothing, in this order. */
  note(...notes: readonly AuditNote[]): Promise<void>;
  /** Entries of the slice, always from the newest to the oldest. */
  entries(filter: AuditFilter, slice: AuditSlice): Promise<readonly AuditEntry[]>;
  byId(id: string): Promise<Operation | null>;
  byKey(caller: string, idempotencyKey: string): Promise<Operation | null>;
  /** The operation with this mark; null when there is none. */
  byMark(account: string, mark: string): Promise<Operation | null>;
  /** What was kept to look for it; null when there is nothing (any more). */
  traceOf(id: string): Promise<Trace | null>;
  /** Operations of the slice, always from the newest to the oldest. */
  list(filter: OperationFilter, slice: OperationSlice): Promise<readonly Operation[]>;
  count(filter: OperationFilter): Promise<number>;
  /** Operations at these accounts that are to be looked for by now, those that wait longest first. */
  due(now: Date, limit: number, accounts: readonly string[]): Promise<readonly Operation[]>;
  /** Operations in SENT whose `sendUntil` is over, or all in SENT when `now` is null; oldest first. */
  abandoned(now: Date | null, limit: number): Promise<readonly Operation[]>;
  /** Ids of operations in the entries after this sequence, in the chain's order, and the sequence up to which they reach. */
  changesAfter(
    sequence: number,
    limit: number,
  ): Promise<{ readonly operationIds: readonly string[]; readonly sequence: number }>;
  /** Adds an API key; false, and nothing is changed, when its id is taken. The entry is signed with `note`. */
  addKey(key: ApiKey, note: ChangeNote): Promise<boolean>;
  /**
   * Revokes an API key, and gives it as it is then; one that was revoked before stays as it is. Null when there is none.
   * Throws JOURNAL_UNAVAILABLE for one that was edited.
   */
  revokeKey(id: string, at: Date, note: ChangeNote): Promise<ApiKey | null>;
  /** What is found under the id of an API key; null when there is nothing. */
  keyById(id: string): Promise<StoredApiKey | null>;
  /** All API keys, also those that are revoked or have expired, by id. */
  keys(): Promise<readonly StoredApiKey[]>;
  /** Notes when an API key was used. Leaves no entry. */
  noteKeyUse(id: string, at: Date): Promise<void>;
  head(): Promise<ChainHead>;
  /**
   * Takes or renews a lease that at most one holder has at a time; false when another holds it. Ends by itself after
   * `forMs`, by the clock of the store.
   */
  lease(name: string, holder: string, forMs: number): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
  /** Checks the chain and that every operation is what its last entry says. `since`: a head noted before must be in it. */
  verify(since?: ChainHead): Promise<Verification>;
  close(): Promise<void>;
}
