/** Records outcomes, and keeps those that the store does not take yet: an answer that has come must not be lost again. */
import { GatewayError } from '../errors.ts';
import type { Trace } from '../providers/provider.ts';
import type { Operation } from './operation.ts';
import { rebased } from './steps.ts';
import type { ChangeNote, JournalStore } from './store.ts';

/** First wait before an outcome is offered to the store again; each further wait is twice as long. */
const FIRST_RETRY_MS = 100;
/** Longest such wait. */
const MAX_RETRY_MS = 10_000;

/** An outcome that the store has not taken yet. */
interface Unrecorded {
  readonly operation: Operation;
  readonly note: ChangeNote;
  readonly trace: Trace | null | undefined;
  /** True when the stored version is known to be the one before; false: it is read first. */
  readonly isNext: boolean;
}

/** What became of an operation: kept by the store, or by this process until the store takes it. */
export class Recorder {
  readonly #store: JournalStore;
  readonly #onFault: (error: unknown) => void;
  readonly #unrecorded = new Map<string, Unrecorded>();
  #retrying: Promise<void> | null = null;
  #waiting: { readonly timer: NodeJS.Timeout; readonly wake: () => void } | null = null;
  #closed = false;

  /** `onFault` is told of errors that are no GatewayError. */
  constructor(store: JournalStore, onFault: (error: unknown) => void) {
    this.#store = store;
    this.#onFault = onFault;
  }

  /**
   * Records the next version of an operation whose outcome this process knows; resolves to it, or to the outcome that
   * stands already. Never throws: when the store takes nothing, the outcome is kept here and offered again.
   */
  async record(operation: Operation, note: ChangeNote, trace?: Trace | null): Promise<Operation> {
    const unrecorded = { operation, note, trace, isNext: true };
    try {
      return await this.#replace(unrecorded);
    } catch (error) {
      // Whatever the reason: the upstream has answered, and the caller is told the truth.
      if (!(error instanceof GatewayError)) this.#onFault(error);
      this.#keep(unrecorded);
      return operation;
    }
  }

  /**
   * Records as soon as the store can be used that a send which it may have recorded was never begun. Does nothing where
   * it has not recorded it, or has recorded one of another process instead.
   */
  retract(operation: Operation, note: ChangeNote): void {
    this.#keep({ operation, note, trace: null, isNext: false });
  }

  /** True when this process knows an outcome that the store has not taken yet. */
  knows(id: string): boolean {
    return this.#unrecorded.has(id);
  }

  /** The operation as it is, given what the store says: with what this process knows better. */
  latest(stored: Operation): Operation {
    const known = this.#unrecorded.get(stored.id);
    return known === undefined ? stored : (rebased(stored, known.operation) ?? stored);
  }

  /**
   * What `read` gets from the store, with what this process knows better of it. While the store cannot be read, what this
   * process knows alone of the operation that `isIt` is true for; throws the store's error when that is nothing.
   */
  async read(
    read: () => Promise<Operation | null>,
    isIt: (operation: Operation) => boolean,
  ): Promise<Operation | null> {
    try {
      const stored = await read();
      return stored && this.latest(stored);
    } catch (error) {
      for (const { operation } of this.#unrecorded.values()) if (isIt(operation)) return operation;
      throw error;
    }
  }

  /** Offers what is left once more, and gives it up: the store then says that it is under way, and it is looked for. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#waiting?.wake();
    await this.#retrying;
    await this.#offerAll();
  }

  #keep(unrecorded: Unrecorded): void {
    this.#unrecorded.set(unrecorded.operation.id, unrecorded);
    this.#retrying ??= this.#retry();
  }

  async #replace({ operation, note, trace, isNext }: Unrecorded): Promise<Operation> {
    for (let next: Operation | null = isNext ? operation : null; ;) {
      const stored = next && (await this.#store.replace(next, note, trace));
      if (stored !== null) return stored;
      const current = await this.#store.byId(operation.id);
      if (current === null) throw new GatewayError('JOURNAL_UNAVAILABLE', 'The journal has lost an operation.');
      next = rebased(current, operation);
      if (next === null) return current;
    }
  }

  async #retry(): Promise<void> {
    for (let waitMs = FIRST_RETRY_MS; this.#unrecorded.size > 0 && !this.#closed;) {
      await this.#pause(waitMs);
      waitMs = Math.min(waitMs * 2, MAX_RETRY_MS);
      await this.#offerAll();
    }
    this.#retrying = null;
  }

  /** Each by itself: one that the store refuses for good must not keep back the others. */
  async #offerAll(): Promise<void> {
    await Promise.allSettled([...this.#unrecorded.values()].map((unrecorded) => this.#offer(unrecorded)));
  }

  async #offer(unrecorded: Unrecorded): Promise<void> {
    await this.#replace(unrecorded);
    const { id } = unrecorded.operation;
    // A later outcome of the same operation may have taken its place meanwhile.
    if (this.#unrecorded.get(id) === unrecorded) this.#unrecorded.delete(id);
  }

  #pause(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#waiting = null;
        resolve();
      };
      const timer = setTimeout(wake, waitMs);
      this.#waiting = { timer, wake };
    });
  }
}
