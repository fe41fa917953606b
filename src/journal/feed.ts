/** Changes of operations as they happen, in whichever process: the chain is asked for what is new while somebody listens. */
import type { Operation } from './operation.ts';
import type { JournalStore } from './store.ts';

/** Pause between two looks into the chain. */
const POLL_MS = 250;
/** Changes that are read at once. */
const MAX_CHANGES = 200;
/** Reads after which changes that cannot be read are given up: half a minute. */
const MAX_FAILURES = 120;
/** Changes that a slow listener may have waiting; the oldest are dropped then, since later ones say more. */
const MAX_WAITING = 1000;

/** Somebody who listens: the changes as an iterator that ends at once when it is told to, also while it waits. */
class Listener implements AsyncIterableIterator<Operation, undefined> {
  readonly #onEnd: (listener: Listener) => void;
  readonly #waiting: Operation[] = [];
  #wake: (() => void) | null = null;
  #ended = false;

  constructor(onEnd: (listener: Listener) => void) {
    this.#onEnd = onEnd;
  }

  push(operation: Operation): void {
    if (this.#waiting.length >= MAX_WAITING) this.#waiting.shift();
    this.#waiting.push(operation);
    this.#wake?.();
  }

  async next(): Promise<IteratorResult<Operation, undefined>> {
    while (this.#waiting.length === 0 && !this.#ended) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = null;
    }
    const value = this.#ended ? undefined : this.#waiting.shift();
    return value === undefined ? { done: true, value } : { done: false, value };
  }

  async return(): Promise<IteratorResult<Operation, undefined>> {
    this.#ended = true;
    this.#onEnd(this);
    this.#wake?.();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

/** The feed of one gateway process. */
export class Feed {
  readonly #store: JournalStore;
  readonly #listeners = new Set<Listener>();
  #sequence: number | null = null;
  #timer: NodeJS.Timeout | null = null;
  /** Reads in a row in which an operation could not be read. */
  #failures = 0;

  constructor(store: JournalStore) {
    this.#store = store;
  }

  /**
   * Each change from now on, as the operation is when the change is read: two changes in quick succession may come as the
   * same state twice. Listening has begun when the promise resolves. Throws GatewayError when the store cannot be read.
   */
  async listen(): Promise<AsyncIterableIterator<Operation, undefined>> {
    const listener = new Listener(() => this.#listeners.delete(listener));
    const { sequence } = await this.#store.head();
    // Others may have begun to listen meanwhile, and are not to miss anything.
    this.#sequence ??= sequence;
    this.#listeners.add(listener);
    this.#schedule();
    return listener;
  }

  /** Number of those who listen. */
  get size(): number {
    return this.#listeners.size;
  }

  /** Ends every listening. */
  close(): void {
    for (const listener of this.#listeners) void listener.return();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #schedule(): void {
    if (this.#timer !== null) return;
    this.#timer = setTimeout(() => void this.#poll(), POLL_MS);
    this.#timer.unref();
  }

  async #poll(): Promise<void> {
    try {
      await this.#read();
    } catch {
      // The store is away for now; the changes are still in the chain when it is back.
    }
    this.#timer = null;
    if (this.#listeners.size > 0) this.#schedule();
    else this.#sequence = null;
  }

  async #read(): Promise<void> {
    if (this.#sequence === null) return;
    const { operationIds, sequence } = await this.#store.changesAfter(this.#sequence, MAX_CHANGES);
    const operations = await Promise.allSettled([...new Set(operationIds)].map((id) => this.#store.byId(id)));
    const isBroken = operations.some(({ status }) => status === 'rejected');
    this.#failures = isBroken ? this.#failures + 1 : 0;
    // The store may be away for a while. One that is never read again must not keep back the others for good.
    if (isBroken && this.#failures < MAX_FAILURES) return;
    this.#sequence = sequence;
    for (const operation of operations) {
      if (operation.status === 'rejected' || operation.value === null) continue;
      for (const listener of this.#listeners) listener.push(operation.value);
    }
  }
}
