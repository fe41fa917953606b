/** Answers that several fields of one operation need. */
import type { CallScope } from '../provider.ts';

/** Answers by operation and key. They live no longer than their operation; failures are not kept. */
export class Remembered<T> {
  readonly #byScope = new WeakMap<CallScope, Map<string, Promise<T>>>();

  /** The answer that the operation has, or is waiting for, under the key; otherwise what `read` gives. */
  get(scope: CallScope, key: string, read: () => Promise<T>): Promise<T> {
    const known = this.#byScope.get(scope) ?? new Map<string, Promise<T>>();
    this.#byScope.set(scope, known);
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    const fresh = read();
    known.set(key, fresh);
    fresh.catch(() => known.delete(key));
    return fresh;
  }

  /** To be called after a write: the operation's next reads see what it did. */
  forget(scope: CallScope): void {
    this.#byScope.delete(scope);
  }
}
