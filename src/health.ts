/**
 * What the calls to one account have shown lately, and the circuit breaker over it: after some failures in a row its
 * calls are held back for a while, then one is let through to try.
 */
import { GatewayError, type ErrorCode } from './errors.ts';

/** When calls are held back, and for how long. */
export interface HealthBounds {
  /** Failures in a row after which calls are held back. */
  readonly maxFailuresInARow: number;
  /** First wait before one call is let through; it doubles with each that fails. */
  readonly holdBackMs: number;
  /** Longest wait. */
  readonly maxHoldBackMs: number;
}

/** The health of one account, in memory of this process. */
export class AccountHealth {
  /** A number, since it is noted with every call. */
  #lastSuccessMs: number | null = null;
  /** When a call last found the upstream away, refusing the login or limiting the rate. */
  lastFailureAt: Date | null = null;
  /** Code of that failure. */
  lastFailureCode: ErrorCode | null = null;
  /** Failures since the last valid answer. */
  consecutiveFailures = 0;
  readonly #account: string;
  readonly #bounds: HealthBounds;
  readonly #onChange: (failure: GatewayError | null) => void;
  /** Length of the present wait; 0 while calls pass. */
  #waitMs = 0;
  /** End of the wait, on the clock of `performance.now()`. */
  #openAtMs = 0;
  /** Since when a call that was let through is under way, on the same clock; null for none. */
  #triedAtMs: number | null = null;

  /** `onChange` is told of the first failure after valid answers, and (null) of the first valid answer after failures. */
  constructor(account: string, bounds: HealthBounds, onChange: (failure: GatewayError | null) => void) {
    this.#account = account;
    this.#bounds = bounds;
    this.#onChange = onChange;
  }

  /** When a call last got a valid answer; null before the first. */
  get lastSuccessAt(): Date | null {
    return this.#lastSuccessMs === null ? null : new Date(this.#lastSuccessMs);
  }

  /** When held-back calls will be tried again; null while calls pass. */
  get heldBackUntil(): Date | null {
    if (this.#waitMs === 0) return null;
    return new Date(Date.now() + this.#restMs(performance.now()));
  }

  /**
   * To be asked before each call. True when it is the one call that is let through to try. Throws UPSTREAM_UNAVAILABLE,
   * with the time to wait, while calls are held back.
   */
  admit(): boolean {
    if (this.#waitMs === 0) return false;
    const nowMs = performance.now();
    if (nowMs < this.#openAtMs || this.#isTrying(nowMs)) throw this.#heldBack(nowMs);
    this.#triedAtMs = nowMs;
    return true;
  }

  /** The call that was let through was not made after all, or its end says nothing: another may try. */
  release(): void {
    this.#triedAtMs = null;
  }

  /**
   * To be told how a call ended: null for a valid answer. A refusal of one request is one, and no sign of bad health.
   * `wasTrial` is false for a call that was admitted before the door was shut.
   */
  settled(failure: GatewayError | null, wasTrial = true): void {
    if (failure === null || REFUSALS.has(failure.code)) return this.#succeeded();
    if (SICK.has(failure.code)) this.#failed(failure, wasTrial);
    // Whatever else ended it (the caller has gone, the time was over) says nothing.
    else if (wasTrial) this.release();
  }

  /** A call that was let through and never came back must not keep the door shut for good. */
  #isTrying(nowMs: number): boolean {
    return this.#triedAtMs !== null && nowMs - this.#triedAtMs < this.#bounds.maxHoldBackMs;
  }

  #succeeded(): void {
    this.#lastSuccessMs = Date.now();
    if (this.consecutiveFailures === 0) return;
    this.consecutiveFailures = 0;
    this.#waitMs = 0;
    this.#triedAtMs = null;
    this.#onChange(null);
  }

  #failed(failure: GatewayError, wasTrial: boolean): void {
    this.lastFailureAt = new Date();
    this.lastFailureCode = failure.code;
    this.consecutiveFailures += 1;
    if (this.consecutiveFailures === 1) this.#onChange(failure);
    const { maxFailuresInARow, holdBackMs, maxHoldBackMs } = this.#bounds;
    if (this.consecutiveFailures < maxFailuresInARow) return;
    // Of calls that were under way together the first closes the door; only a try that fails makes the wait longer.
    if (this.#waitMs !== 0 && (this.#triedAtMs === null || !wasTrial)) return;
    const waitMs = this.#waitMs === 0 ? holdBackMs : 2 * this.#waitMs;
    this.#waitMs = Math.min(Math.max(waitMs, failure.details.retryAfterMs ?? 0), maxHoldBackMs);
    this.#openAtMs = performance.now() + this.#waitMs;
    this.#triedAtMs = null;
  }

  /** Milliseconds until a call may be let through; the whole wait while one is under way to try. */
  #restMs(nowMs: number): number {
    return this.#isTrying(nowMs) ? this.#waitMs : Math.max(0, Math.ceil(this.#openAtMs - nowMs));
  }

  #heldBack(nowMs: number): GatewayError {
    const retryAfterMs = Math.max(1, this.#restMs(nowMs));
    const message = `Account "${this.#account}" has failed ${this.consecutiveFailures} times in a row (${this.lastFailureCode}); its calls are held back for now.`;
    return new GatewayError('UPSTREAM_UNAVAILABLE', message, { retryAfterMs, retryable: true });
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
  'FORBIDDEN',
  'NOT_SUPPORTED',
]);
