/** What one GraphQL operation may cost at the upstreams: calls and time. */
import { setMaxListeners } from 'node:events';
import type { Account } from './accounts.ts';
import { GatewayError } from './errors.ts';
import type { CallScope } from './providers/provider.ts';

/** The grant of one operation. `close` must be called when the operation is over. */
export class OperationScope {
  /** Upstream calls so far. */
  calls = 0;
  readonly #maxCalls: number;
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(bounds: { readonly maxUpstreamCalls: number; readonly operationTimeoutMs: number }) {
    this.#maxCalls = bounds.maxUpstreamCalls;
    setMaxListeners(0, this.#controller.signal);
    this.#timer = setTimeout(
      () => this.#controller.abort(tooLong(bounds.operationTimeoutMs)),
      bounds.operationTimeoutMs,
    );
  }

  /** Aborted with a GatewayError as its reason. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Counts one upstream call. Throws BUDGET_EXCEEDED beyond the grant, and the reason once the time is over. */
  spend(): void {
    this.#controller.signal.throwIfAborted();
    if (this.calls >= this.#maxCalls) {
      throw new GatewayError(
        'BUDGET_EXCEEDED',
        `The operation needs more than ${this.#maxCalls} upstream calls: ask for fewer clients at once or for fewer fields that cost a call each.`,
      );
    }
    this.calls += 1;
  }

  /** Gives up reads that are under way, because nobody waits for the answer any more. */
  abandon(): void {
    this.#controller.abort(new GatewayError('BUDGET_EXCEEDED', 'The caller has gone.', { retryable: true }));
  }

  /** Frees the timer. */
  close(): void {
    clearTimeout(this.#timer);
  }
}

/** The same grant for the calls to one account, whose health admits them and is told how they ended. */
export class AccountScope implements CallScope {
  readonly signal: AbortSignal;
  readonly #operation: OperationScope;
  readonly #health: Account['health'];
  /** True while a call of this operation tries whether an account that kept failing answers again. */
  #isTrying = false;

  constructor(operation: OperationScope, account: Account) {
    this.signal = operation.signal;
    this.#operation = operation;
    this.#health = account.health;
  }

  spend(): void {
    const isTrial = this.#health.admit();
    try {
      this.#operation.spend();
    } catch (error) {
      if (isTrial) this.#health.release();
      throw error;
    }
    this.#isTrying ||= isTrial;
  }

  settled(failure: GatewayError | null): void {
    const wasTrial = this.#isTrying;
    this.#isTrying = false;
    this.#health.settled(failure, wasTrial);
  }
}

function tooLong(timeoutMs: number): GatewayError {
  const message = `The operation took longer than ${timeoutMs} ms and its reads were given up: ask for less at once.`;
  return new GatewayError('BUDGET_EXCEEDED', message, { retryable: true });
}
