/**
 * A journal's store that need not be there yet, or any more: it is opened when it is used, and opened anew after it broke.
 * So a gateway whose journal fails starts, goes on reading, and heals by itself.
 */
import type { MoneyLimits } from '../access/caller.ts';
import type { Decimal } from '../money.ts';
import type { Trace } from '../providers/provider.ts';
import type { ApiKey, StoredApiKey } from './api-key.ts';
import { JournalFault, JournalSecretError, JournalVersionError, type FaultKind } from './faults.ts';
import type { Operation } from './operation.ts';
import type {
  AuditEntry,
  AuditFilter,
  AuditNote,
  AuditSlice,
  ChainHead,
  ChangeNote,
  JournalStore,
  OperationFilter,
  OperationSlice,
  Verification,
} from './store.ts';

/** What a reopening store is made of. */
export interface ReopeningOptions {
  /** `again`: the store was open before in this process. Throws as `openSqlite` and `openPostgres` do. */
  open(again: boolean): Promise<JournalStore>;
  /** Told of the first fault after all went well, and (null) when all goes well again. */
  readonly onFault: (fault: Error | null) => void;
  /**
   * Least time between two tries to open, after a first failure. Doubles with each further one that does not pass by itself, up
   * to one minute: a look whether a damaged file is whole takes long, and nothing else is done meanwhile. Default: 1000.
   */
  readonly retryAfterMs?: number;
}

/** Faults after which an open store is of no more use; of the others it recovers by itself. */
const LASTING: ReadonlySet<FaultKind> = new Set(['damaged', 'moved', 'readOnly', 'other']);

const RETRY_AFTER_MS = 1000;
const MAX_RETRY_AFTER_MS = 60_000;

/** A store can fail to write, on a full disk, and still be read: then only a write shows that all is well again. */
type Use = 'read' | 'write';

/** A store that opens itself. All methods throw JOURNAL_UNAVAILABLE while it is not open. */
export class ReopeningStore implements JournalStore {
  readonly #options: ReopeningOptions;
  #store: JournalStore | null = null;
  #opening: Promise<JournalStore> | null = null;
  /** Ends when a store that broke has freed its files. */
  #dropping: Promise<void> = Promise.resolve();
  #wasOpen = false;
  #closed = false;
  /** Why it is not open, since `#failedAtMs` on the clock of `performance.now()`. */
  #fault: Error | null = null;
  #failedAtMs = -Infinity;
  /** How long after that it is tried again; 0 when it has worked since. */
  #retryAfterMs = 0;
  /** What has failed last and not worked since; null when all is well. */
  #failing: Use | null = null;

  constructor(options: ReopeningOptions) {
    this.#options = options;
  }

  /**
   * Opens the store at the start of a program. Throws what does not pass by itself: JournalVersionError, JournalSecretError,
   * and JournalFault `missing` where a command finds no journal. Tells `onFault` of everything else.
   */
  async open(): Promise<void> {
    try {
      await this.#ready();
    } catch (error) {
      if (error instanceof JournalVersionError || error instanceof JournalSecretError) throw error;
      if (error instanceof JournalFault && error.kind === 'missing') throw error;
      this.#failed(error, 'read', null);
    }
  }

  /** False while it is not open: nobody knows then. */
  get isExclusive(): boolean {
    return this.#store?.isExclusive ?? false;
  }

  add(
    operation: Operation,
    trace: Trace | null,
    note: ChangeNote,
  ): Promise<{ readonly operation: Operation; readonly added: boolean }> {
    return this.#use('write', (store) => store.add(operation, trace, note));
  }

  replace(
    operation: Operation,
    note: ChangeNote,
    trace?: Trace | null,
    limits?: MoneyLimits | null,
  ): Promise<Operation | null> {
    return this.#use('write', (store) => store.replace(operation, note, trace, limits));
  }

  spent(spender: string, day: string, currency: string): Promise<Decimal> {
    return this.#use('read', (store) => store.spent(spender, day, currency));
  }

  note(...notes: readonly AuditNote[]): Promise<void> {
    return this.#use('write', (store) => store.note(...notes));
  }

  entries(filter: AuditFilter, slice: AuditSlice): Promise<readonly AuditEntry[]> {
    return this.#use('read', (store) => store.entries(filter, slice));
  }

  byId(id: string): Promise<Operation | null> {
    return this.#use('read', (store) => store.byId(id));
  }

  byKey(caller: string, idempotencyKey: string): Promise<Operation | null> {
    return this.#use('read', (store) => store.byKey(caller, idempotencyKey));
  }

  byMark(account: string, mark: string): Promise<Operation | null> {
    return this.#use('read', (store) => store.byMark(account, mark));
  }

  traceOf(id: string): Promise<Trace | null> {
    return this.#use('read', (store) => store.traceOf(id));
  }

  list(filter: OperationFilter, slice: OperationSlice): Promise<readonly Operation[]> {
    return this.#use('read', (store) => store.list(filter, slice));
  }

  count(filter: OperationFilter): Promise<number> {
    return this.#use('read', (store) => store.count(filter));
  }

  due(now: Date, limit: number, accounts: readonly string[]): Promise<readonly Operation[]> {
    return this.#use('read', (store) => store.due(now, limit, accounts));
  }

  abandoned(now: Date | null, limit: number): Promise<readonly Operation[]> {
    return this.#use('read', (store) => store.abandoned(now, limit));
  }

  changesAfter(
    sequence: number,
    limit: number,
  ): Promise<{ readonly operationIds: readonly string[]; readonly sequence: number }> {
    return this.#use('read', (store) => store.changesAfter(sequence, limit));
  }

  addKey(key: ApiKey, note: ChangeNote): Promise<boolean> {
    return this.#use('write', (store) => store.addKey(key, note));
  }

  revokeKey(id: string, at: Date, note: ChangeNote): Promise<ApiKey | null> {
    return this.#use('write', (store) => store.revokeKey(id, at, note));
  }

  keyById(id: string): Promise<StoredApiKey | null> {
    return this.#use('read', (store) => store.keyById(id));
  }

  keys(): Promise<readonly StoredApiKey[]> {
    return this.#use('read', (store) => store.keys());
  }

  noteKeyUse(id: string, at: Date): Promise<void> {
    return this.#use('write', (store) => store.noteKeyUse(id, at));
  }

  head(): Promise<ChainHead> {
    return this.#use('read', (store) => store.head());
  }

  lease(name: string, holder: string, forMs: number): Promise<boolean> {
    return this.#use('write', (store) => store.lease(name, holder, forMs));
  }

  release(name: string, holder: string): Promise<void> {
    return this.#use('write', (store) => store.release(name, holder));
  }

  verify(since?: ChainHead): Promise<Verification> {
    return this.#use('read', (store) => store.verify(since));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#opening?.catch(() => {});
    await this.#dropping;
    await this.#store?.close();
    this.#store = null;
  }

  async #use<T>(use: Use, action: (store: JournalStore) => Promise<T>): Promise<T> {
    let store: JournalStore | null = null;
    try {
      store = await this.#ready();
      const result = await action(store);
      this.#worked(use);
      return result;
    } catch (error) {
      throw this.#failed(error, use, store);
    }
  }

  #ready(): Promise<JournalStore> {
    if (this.#closed) return Promise.reject(new JournalFault('other', undefined, 'The journal is closed.'));
    if (this.#store !== null) return Promise.resolve(this.#store);
    this.#opening ??= this.#open().finally(() => (this.#opening = null));
    return this.#opening;
  }

  async #open(): Promise<JournalStore> {
    await this.#dropping;
    if (this.#fault !== null && performance.now() - this.#failedAtMs < this.#retryAfterMs) throw this.#fault;
    try {
      this.#store = await this.#options.open(this.#wasOpen);
      this.#wasOpen = true;
      return this.#store;
    } catch (error) {
      this.#close(error as Error);
      throw error;
    }
  }

  /** It is not open from now on, for a while. */
  #close(fault: Error): void {
    this.#store = null;
    this.#fault = fault;
    this.#failedAtMs = performance.now();
    const { retryAfterMs = RETRY_AFTER_MS } = this.#options;
    const isLasting = !(fault instanceof JournalFault) || LASTING.has(fault.kind);
    const grown = isLasting ? 2 * this.#retryAfterMs : 0;
    this.#retryAfterMs = Math.max(retryAfterMs, Math.min(grown, MAX_RETRY_AFTER_MS));
  }

  #worked(use: Use): void {
    this.#retryAfterMs = 0;
    if (this.#failing === null || (this.#failing === 'write' && use === 'read')) return;
    this.#failing = null;
    this.#options.onFault(null);
  }

  /** The error for the caller. `store` is the one that has failed, null for none. */
  #failed(error: unknown, use: Use, store: JournalStore | null): Error {
    const fault = unavailable(error);
    if (!(fault instanceof JournalFault)) return fault;
    if (store !== null && store === this.#store && LASTING.has(fault.kind)) {
      this.#close(fault);
      this.#dropping = store.close();
    }
    const wasWell = this.#failing === null;
    if (wasWell || use === 'write') this.#failing = use;
    if (wasWell) this.#options.onFault(fault);
    return fault;
  }
}

/** Errors of opening as callers get them once the program runs; any other error as it is. */
function unavailable(error: unknown): Error {
  if (error instanceof JournalVersionError || error instanceof JournalSecretError)
    return new JournalFault('refused', error, error.message);
  return error as Error;
}
