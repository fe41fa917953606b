/** What the calls to one account have shown lately. It observes; it decides nothing. */
import { GatewayError, type ErrorCode } from './errors.ts';

/** The health of one account, in memory of this process. */
export class AccountHealth {
  /** When a call last got a valid answer; null before the first. */
  lastSuccessAt: Date | null = null;
  /** When a call last found the upstream away, refusing the login or limiting the rate. */
  lastFailureAt: Date | null = null;
  /** Code of that failure. */
  lastFailureCode: ErrorCode | null = null;
  /** Failures since the last valid answer. */
  consecutiveFailures = 0;
  readonly #onChange: (failure: GatewayError | null) => void;

  /** `onChange` is told of the first failure after valid answers, and (null) of the first valid answer after failures. */
  constructor(onChange: (failure: GatewayError | null) => void) {
    this.#onChange = onChange;
  }

  /** Notes a valid answer. */
  succeeded(): void {
    this.lastSuccessAt = new Date();
    if (this.consecutiveFailures > 0) this.#onChange(null);
    this.consecutiveFailures = 0;
  }

  /** Notes a failure. A refusal of one request ("no such client") is a valid answer and no sign of bad health. */
  failed(error: unknown): void {
    const code = error instanceof GatewayError ? error.code : 'INTERNAL';
    if (!SICK.has(code)) {
      if (REFUSALS.has(code)) this.succeeded();
      return;
    }
    this.lastFailureAt = new Date();
    this.lastFailureCode = code;
    if (this.consecutiveFailures === 0 && error instanceof GatewayError) this.#onChange(error);
    this.consecutiveFailures += 1;
  }
}

const SICK: ReadonlySet<ErrorCode> = new Set([
  'UPSTREAM_UNAVAILABLE',
  'ACCOUNT_REFUSED',
  'RATE_LIMITED',
  'OUTCOME_UNKNOWN',
]);
const REFUSALS: ReadonlySet<ErrorCode> = new Set([
  'INVALID_INPUT',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'INSUFFICIENT_FUNDS',
  'UPSTREAM_REJECTED',
]);
