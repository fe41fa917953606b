/** What one GraphQL operation may cost at the upstreams: calls and time. */
import { setMaxListeners } from 'node:events';
import type { Account } from './accounts.ts';
import { GatewayError } from './errors.ts';
import type { CallScope } from './providers/provider.ts';

/** How much one operation is granted. */
export interface Grant {
  /** Upstream calls. */
  readonly maxUpstreamCalls: number;
  /** Of these, calls that go on with a read: further pages, repetitions. */
  readonly maxFurtherCalls: number;
  /** Clients that a read may look at with a call of their own. */
  readonly maxScannedClients: number;
  readonly operationTimeoutMs: number;
}

/** For whom an operation runs. */
export interface Asker {
  /** Whose share of an account's calls it takes; null for what the gateway does by itself. */
  readonly tenant: string | null;
  /** Told of each call, with the name of its account. */
  onCall?(account: string): void;
}

/** Nobody has asked: the gateway looks for lost writes. */
const NOBODY: Asker = { tenant: null };

/** The grant of one operation. `close` must be called when the operation is over. */
export class OperationScope {
  /** Upstream calls so far. */
  calls = 0;
  readonly asker: Asker;
  /** Calls so far that went on with a read. */
  #furtherCalls = 0;
  readonly #grant: Grant;
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(grant: Grant, asker: Asker = NOBODY) {
    this.#grant = grant;
    this.asker = asker;
    setMaxListeners(0, this.#controller.signal);
    this.#timer = setTimeout(() => this.#controller.abort(tooLong(grant.operationTimeoutMs)), grant.operationTimeoutMs);
  }

  /** Aborted with a GatewayError as its reason. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Counts one upstream call. Throws BUDGET_EXCEEDED beyond the grant, and the reason once the time is over. */
  spend(): void {
    this.#controller.signal.throwIfAborted();
    const { maxUpstreamCalls } = this.#grant;
    if (this.calls >= maxUpstreamCalls) {
      throw new GatewayError(
        'BUDGET_EXCEEDED',
        `The operation needs more than ${maxUpstreamCalls} upstream calls: ask for fewer clients at once or for fewer fields that cost a call each.`,
      );
    }
    this.calls += 1;
  }

  /** Counts one call that goes on with a read, which `spend` counts as well. Throws BUDGET_EXCEEDED beyond the grant. */
  goOn(): void {
    const { maxFurtherCalls } = this.#grant;
    if (this.#furtherCalls >= maxFurtherCalls) {
      throw new GatewayError(
        'BUDGET_EXCEEDED',
        `The operation's reads need more than ${maxFurtherCalls} further pages or repetitions: ask for fewer clients at once, or raise limits.maxFurtherCalls.`,
      );
    }
    this.#furtherCalls += 1;
  }

  /** Throws BUDGET_EXCEEDED when so many clients are too many to be looked at with a call each. */
  lookAt(clients: number): void {
    const { maxScannedClients } = this.#grant;
    if (clients <= maxScannedClients) return;
    throw new GatewayError(
      'BUDGET_EXCEEDED',
      `${clients} clients would be looked at one by one and ${maxScannedClients} may be: name the client by its number, or raise limits.maxScannedClients.`,
    );
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
  readonly #account: Account;
  readonly #health: Account['health'];
  /** True while a call of this operation tries whether an account that kept failing answers again. */
  #isTrying = false;

  constructor(operation: OperationScope, account: Account) {
    this.signal = operation.signal;
    this.#operation = operation;
    this.#account = account;
    this.#health = account.health;
  }

  spend(): void {
    const isTrial = this.#health.admit();
    try {
      this.#account.rate?.take(this.#operation.asker.tenant);
      this.#operation.spend();
    } catch (error) {
      if (isTrial) this.#health.release();
      throw error;
    }
    this.#isTrying ||= isTrial;
    this.#operation.asker.onCall?.(this.#account.name);
  }

  goOn(): void {
    this.#operation.goOn();
  }

  lookAt(clients: number): void {
    this.#operation.lookAt(clients);
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
