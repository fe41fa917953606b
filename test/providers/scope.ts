/** What one operation grants, for tests of providers, and the errors that come of it. */
import { GatewayError } from '../../src/errors.ts';
import type { CallScope } from '../../src/providers/provider.ts';

/** A scope that counts. */
export interface CountingScope extends CallScope {
  /** Calls that were granted. */
  spent: number;
  /** How each call ended: the code of its failure, or null. */
  readonly endings: (string | null)[];
}

/** A scope that counts and, with a limit, refuses. */
export function scopeOf(limit = Infinity, signal = new AbortController().signal): CountingScope {
  return {
    signal,
    spent: 0,
    endings: [],
    goOn: () => {},
    lookAt: () => {},
    settled(failure) {
      this.endings.push(failure === null ? null : failure.code);
    },
    spend() {
      if (this.spent >= limit) throw new GatewayError('BUDGET_EXCEEDED', 'No more calls.');
      this.spent += 1;
    },
  };
}

/** The GatewayError that a promise rejects with. */
export async function errorFrom(promise: Promise<unknown>): Promise<GatewayError> {
  const value: unknown = await promise.then(
    (result) => `it resolved: ${JSON.stringify(result)}`,
    (reason: unknown) => reason,
  );
  if (value instanceof GatewayError) return value;
  throw new Error(`No GatewayError: ${String(value)}`);
}
