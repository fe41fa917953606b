/** What a journal is kept in: one interface, kept by SQLite and by PostgreSQL. */
import type { Trace, WriteName } from '../providers/provider.ts';
import type { Operation, OperationState } from './operation.ts';

/** Who has done something, what, and why: what the chain keeps of a change besides the operation as it is after it. */
export interface ChangeNote {
  /** A caller, or "gateway" for what it does by itself. */
  readonly actor: string;
  /** Such as "SENT" or "look". */
  readonly action: string;
  readonly reason: string | null;
}

/** Which operations; conditions are combined with AND. */
export interface OperationFilter {
  readonly caller?: string;
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
   * null deletes it, another one takes its place.
   */
  replace(operation: Operation, note: ChangeNote, trace?: Trace | null): Promise<Operation | null>;
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
