/** What one GraphQL operation has read already, so that it is asked for once. */
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

  /** Begins anew, after a write. */
  forget(scope: CallScope): void {
    this.#byScope.delete(scope);
  }
}
