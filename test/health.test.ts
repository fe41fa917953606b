import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { errorCodes, GatewayError, type ErrorCode } from '../src/errors.ts';
import { AccountHealth } from '../src/health.ts';

const BOUNDS = { maxFailuresInARow: 3, holdBackMs: 1000, maxHoldBackMs: 5000 };

/** What the listener was told: a code, or null for "answers again". */
let told: (ErrorCode | null)[];
let health: AccountHealth;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'Date'], now: new Date('2026-11-24T12:00:00Z') });
  told = [];
  health = new AccountHealth('demo', BOUNDS, (failure) => told.push(failure?.code ?? null));
});

afterEach(() => {
  vi.useRealTimers();
});

const failure = (code: ErrorCode = 'UPSTREAM_UNAVAILABLE') => new GatewayError(code, 'No answer.');

/** One call that is let through and ends so. */
function call(end: GatewayError | null): void {
  health.admit();
  health.settled(end);
}

function fail(times: number, code: ErrorCode = 'UPSTREAM_UNAVAILABLE'): void {
  for (let count = 0; count < times; count += 1) call(failure(code));
}

/** The error with which a call is held back; null when it is let through. */
function heldBack(): GatewayError | null {
  try {
    health.admit();
    return null;
  } catch (error) {
    return error as GatewayError;
  }
}

describe('an account that answers', () => {
  it('has no failure, and tells when it last answered', () => {
    expect([health.lastSuccessAt, health.lastFailureAt, health.lastFailureCode]).toEqual([null, null, null]);
    call(null);
    expect(health.lastSuccessAt).toEqual(new Date('2026-11-24T12:00:00Z'));
    vi.advanceTimersByTime(1500);
    call(null);
    expect(health.lastSuccessAt).toEqual(new Date('2026-11-24T12:00:01.500Z'));
    expect([health.consecutiveFailures, health.heldBackUntil, told]).toEqual([0, null, []]);
  });

  const sick = ['UPSTREAM_UNAVAILABLE', 'ACCOUNT_REFUSED', 'RATE_LIMITED', 'OUTCOME_UNKNOWN'];
  const refusals = [
    'INVALID_INPUT',
    'NOT_FOUND',
    'ALREADY_EXISTS',
    'INSUFFICIENT_FUNDS',
    'UPSTREAM_REJECTED',
    'FORBIDDEN',
    'NOT_SUPPORTED',
  ];

  it.each(Object.keys(errorCodes) as ErrorCode[])(
    'counts what says that the upstream is away, and only that: %s',
    (code) => {
      fail(1);
      call(failure(code));
      const expected = sick.includes(code) ? 2 : refusals.includes(code) ? 0 : 1;
      expect(health.consecutiveFailures).toBe(expected);
    },
  );

  it('is never held back by failures that are not in a row', () => {
    for (let round = 0; round < 10; round += 1) {
      fail(BOUNDS.maxFailuresInARow - 1);
      call(null);
    }
    expect([heldBack(), health.heldBackUntil]).toEqual([null, null]);
  });

  it('tells the first failure and the recovery, however many calls fail between', () => {
    fail(2);
    fail(1, 'RATE_LIMITED');
    vi.advanceTimersByTime(BOUNDS.holdBackMs);
    call(null);
    call(null);
    expect(told).toEqual(['UPSTREAM_UNAVAILABLE', null]);
  });
});

describe('an account that keeps failing', () => {
  beforeEach(() => fail(BOUNDS.maxFailuresInARow));

  it('is held back, and each refusal tells the account, the reason and the time to wait', () => {
    expect(health.heldBackUntil).toEqual(new Date('2026-11-24T12:00:01Z'));
    vi.advanceTimersByTime(400);
    const error = heldBack();
    expect(error).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true, details: { retryAfterMs: 600 } });
    expect(error?.message).toBe(
      'Account "demo" has failed 3 times in a row (UPSTREAM_UNAVAILABLE); its calls are held back for now.',
    );
    expect(health.heldBackUntil).toEqual(new Date('2026-11-24T12:00:01Z'));
    // What is held back is no failure of the upstream.
    expect(health.consecutiveFailures).toBe(3);
  });

  it('lets another call try when the one that might has not been made', () => {
    vi.advanceTimersByTime(BOUNDS.holdBackMs);
    expect(heldBack()).toBeNull();
    health.release();
    expect(heldBack()).toBeNull();
  });

  it('waits no longer for calls that were under way before, whatever their end', () => {
    vi.advanceTimersByTime(BOUNDS.holdBackMs);
    expect(heldBack()).toBeNull();
    health.settled(failure(), false);
    health.settled(failure('BUDGET_EXCEEDED'), false);
    // The trial is still under way, and its own failure doubles the wait once.
    expect(heldBack()).not.toBeNull();
    health.settled(failure());
    expect(heldBack()?.details.retryAfterMs).toBe(2 * BOUNDS.holdBackMs);
  });

  it('waits as long as the upstream has asked for, within the bound', () => {
    vi.advanceTimersByTime(BOUNDS.holdBackMs);
    expect(heldBack()).toBeNull();
    health.settled(new GatewayError('RATE_LIMITED', 'Slow down.', { retryAfterMs: BOUNDS.maxHoldBackMs - 1 }));
    expect(heldBack()?.details.retryAfterMs).toBe(BOUNDS.maxHoldBackMs - 1);
  });

  it('is tried by one call after the wait, while all others still wait', () => {
    vi.advanceTimersByTime(BOUNDS.holdBackMs - 1);
    expect(heldBack()?.details.retryAfterMs).toBe(1);
    vi.advanceTimersByTime(1);
    expect(heldBack()).toBeNull();
    expect(heldBack()?.details.retryAfterMs).toBe(BOUNDS.holdBackMs);
    health.settled(null);
    expect([heldBack(), heldBack(), health.heldBackUntil, health.consecutiveFailures]).toEqual([null, null, null, 0]);
  });

  it('waits twice as long after each try that fails, up to a bound', () => {
    const waits: (number | undefined)[] = [];
    for (let count = 0; count < 5; count += 1) {
      const waitMs = heldBack()!.details.retryAfterMs!;
      waits.push(waitMs);
      vi.advanceTimersByTime(waitMs);
      call(failure());
    }
    expect(waits).toEqual([1000, 2000, 4000, 5000, 5000]);
  });

  it('begins with the first wait again once it has answered', () => {
    vi.advanceTimersByTime(1000);
    call(failure());
    vi.advanceTimersByTime(2000);
    call(null);
    fail(BOUNDS.maxFailuresInARow);
    expect(heldBack()?.details.retryAfterMs).toBe(1000);
  });

  it('is not held back longer by calls that were under way together', () => {
    for (let count = 0; count < 50; count += 1) health.settled(failure());
    expect(heldBack()?.details.retryAfterMs).toBe(1000);
  });

  it('is let through again by a call that was under way and got its answer', () => {
    health.settled(null);
    expect([heldBack(), health.heldBackUntil]).toEqual([null, null]);
  });

  it('may be tried by another call when the one that was to try was given up', () => {
    vi.advanceTimersByTime(1000);
    expect(heldBack()).toBeNull();
    health.settled(failure('BUDGET_EXCEEDED'));
    expect(heldBack()).toBeNull();
  });

  it('may be tried again when a try never comes back', () => {
    vi.advanceTimersByTime(1000);
    expect(heldBack()).toBeNull();
    vi.advanceTimersByTime(BOUNDS.maxHoldBackMs - 1);
    expect(heldBack()).not.toBeNull();
    vi.advanceTimersByTime(1);
    expect(heldBack()).toBeNull();
  });

  it('takes a refusal of one request for an answer', () => {
    vi.advanceTimersByTime(1000);
    call(failure('NOT_FOUND'));
    expect([heldBack(), health.consecutiveFailures]).toEqual([null, 0]);
  });
});
