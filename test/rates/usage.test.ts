import { describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.ts';
import { CallCount } from '../../src/rates/callCount.ts';
import { UsageBook } from '../../src/rates/usage.ts';

const caller = (changes: Partial<Caller> = {}): Caller => ({
  tenant: 'a',
  kind: 'key',
  id: 'key:1',
  accounts: null,
  scopes: new Set(),
  moneyLimits: null,
  maxUpstreamCalls: null,
  maxRequestsPerMinute: null,
  ...changes,
});

function book() {
  let nowMs = 0;
  const usage = new UsageBook({ maxUpstreamCalls: 100, maxRequestsPerMinute: 60 }, () => nowMs);
  return {
    usage,
    wait: (ms: number): void => {
      nowMs += ms;
    },
  };
}

describe('requests of a caller', () => {
  it('are a quarter of a minute at once, then as many as flow in', () => {
    const { usage, wait } = book();
    const own = usage.of(caller());
    expect(own.requestsLeft).toBe(15);
    for (let count = 0; count < 15; count += 1) own.request();
    expect(own.requestsLeft).toBe(0);
    const refusal: unknown = expect.objectContaining({
      code: 'RATE_LIMITED',
      retryable: true,
      details: { retryAfterMs: 1000, retryable: true },
      message: expect.stringMatching(/60 requests a minute, 15 of them at once/) as unknown,
    });
    expect(() => own.request()).toThrow(refusal);
    wait(1000);
    own.request();
    expect(() => own.request()).toThrow(/60 requests a minute/);
    wait(3_600_000);
    expect(own.requestsLeft).toBe(15);
  });

  it('are counted for each caller by itself', () => {
    const { usage } = book();
    for (let count = 0; count < 15; count += 1) usage.of(caller()).request();
    expect(() => usage.of(caller()).request()).toThrow(/60 requests a minute/);
    usage.of(caller({ id: 'key:2' })).request();
    usage.of(caller({ tenant: 'b' })).request();
  });

  it('follow what the caller may', () => {
    const { usage } = book();
    expect(usage.of(caller()).allowance).toEqual({ maxUpstreamCalls: 100, maxRequestsPerMinute: 60 });
    const own = caller({ maxUpstreamCalls: 7, maxRequestsPerMinute: 4 });
    expect(usage.of(own).allowance).toEqual({ maxUpstreamCalls: 7, maxRequestsPerMinute: 4 });
    usage.of(own).request();
    expect(() => usage.of(own).request()).toThrow(/4 requests a minute/);
    expect(usage.of(own)).toBe(usage.of(own));
  });

  it('remember a bounded number of operations, newest first', () => {
    const own = book().usage.of(caller());
    for (let index = 0; index < 80; index += 1) {
      own.executed({ at: new Date(index), operationName: 'x'.repeat(500), estimatedCalls: index, calls: 0 });
    }
    expect(own.operations).toHaveLength(50);
    expect(own.operations[0]).toMatchObject({ estimatedCalls: 79, operationName: 'x'.repeat(100) });
  });

  it('remember a bounded number of callers', () => {
    const { usage } = book();
    usage.of(caller()).request();
    for (let index = 0; index < 2000; index += 1) usage.of(caller({ id: `other:${index}` }));
    expect(usage.of(caller()).requestsLeft).toBe(15);
  });
});

describe('counts of calls', () => {
  it('are of the last minute and of the last hour', () => {
    const count = new CallCount();
    for (let minute = 0; minute < 90; minute += 1) count.add(minute * 60_000);
    expect(count.sums(89 * 60_000)).toEqual({ lastMinute: 1, lastHour: 60 });
    expect(count.sums(89 * 60_000 + 59_999)).toEqual({ lastMinute: 1, lastHour: 60 });
    expect(count.sums(90 * 60_000)).toEqual({ lastMinute: 0, lastHour: 59 });
    expect(count.sums(500 * 60_000)).toEqual({ lastMinute: 0, lastHour: 0 });
  });

  it('add up within a second', () => {
    const count = new CallCount();
    for (let call = 0; call < 100; call += 1) count.add(7_000_000_123 + call * 10);
    expect(count.sums(7_000_001_200)).toEqual({ lastMinute: 100, lastHour: 100 });
    expect(count.sums(7_000_062_000)).toEqual({ lastMinute: 0, lastHour: 100 });
  });
});
