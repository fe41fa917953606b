/** What one GraphQL operation has read already, so that several of its fields share a call. */
import type { CallScope } from '../provider.ts';

/** Values by key for each operation; they go when the operation does. */
export class PerScope<Value> {
  readonly #byScope = new WeakMap<CallScope, Map<string, Value>>();

  /** The values of an operation. */
  of(scope: CallScope): Map<string, Value> {
    const known = this.#byScope.get(scope);
    if (known !== undefined) return known;
    const fresh = new Map<string, Value>();
    this.#byScope.set(scope, fresh);
    return fresh;
  }

  /** Begins anew, after a write: the operation's next reads see what it did. */
  forget(scope: CallScope): void {
    this.#byScope.delete(scope);
  }
}

/** The answer that is there, or awaited, under the key; otherwise what `read` gives, a failure too. */
export function remember<T>(known: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> {
  const kept = known.get(key);
  if (kept !== undefined) return kept;
  const fresh = read();
  known.set(key, fresh);
  return fresh;
}
