import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../src/errors.ts';
import { AccountRate } from '../../src/rates/accountRate.ts';

const LIMIT = 60;

function world() {
  let nowMs = 5_000_000;
  const rate = new AccountRate('one', LIMIT, () => nowMs);
  const refusal = (tenant: string | null): GatewayError | null => {
    try {
      rate.take(tenant);
      return null;
    } catch (error) {
      return error as GatewayError;
    }
  };
  return {
    refusal,
    /** True when a call was let through. */
    calls: (tenant: string | null): boolean => refusal(tenant) === null,
    wait: (ms: number): void => {
      nowMs += ms;
    },
  };
}

/** Calls that are let through while each tenant asks as often as it likes, every 100 ms. */
function run(seconds: number, perTick: Readonly<Record<string, number>>, its = world()): Record<string, number> {
  const passed: Record<string, number> = Object.fromEntries(Object.keys(perTick).map((tenant) => [tenant, 0]));
  for (let tick = 0; tick < seconds * 10; tick += 1) {
    for (const [tenant, count] of Object.entries(perTick)) {
      for (let call = 0; call < count; call += 1) if (its.calls(tenant)) passed[tenant]! += 1;
    }
    its.wait(100);
  }
  return passed;
}

describe('calls to one account', () => {
  it('are a quarter of a minute at once, then as they flow in', () => {
    const its = world();
    expect(Array.from({ length: 20 }, () => its.calls('a')).filter(Boolean)).toHaveLength(LIMIT / 4);
    const error = its.refusal('a');
    expect(error).toMatchObject({ code: 'RATE_LIMITED', retryable: true });
    expect(error?.details).toMatchObject({ account: 'one', retryAfterMs: 1000 });
    its.wait(999);
    expect(its.calls('a')).toBe(false);
    its.wait(1);
    expect(its.calls('a')).toBe(true);
    expect(its.calls('a')).toBe(false);
  });

  it('are never more than the burst and what has flowed in', () => {
    const { a } = run(120, { a: 50 });
    expect(a).toBeGreaterThanOrEqual(2 * LIMIT);
    expect(a).toBeLessThanOrEqual(2 * LIMIT + LIMIT / 4);
  });

  it('are shared in equal parts, however much one asks for', () => {
    const its = world();
    // One has taken everything before the others come.
    run(10, { greedy: 100 }, its);
    const passed = run(120, { greedy: 100, b: 2, c: 1 }, its);
    for (const tenant of ['b', 'c', 'greedy']) {
      const share = passed[tenant]! / ((2 * LIMIT) / 3);
      expect(share).toBeGreaterThan(0.9);
      expect(share).toBeLessThan(1.2);
    }
  });

  it('are free for the others where one does not use its part', () => {
    const its = world();
    let modest = 0;
    let greedy = 0;
    for (let second = 0; second < 300; second += 1) {
      // Six a minute, of thirty that it may.
      if (second % 10 === 0 && its.calls('modest')) modest += 1;
      for (let call = 0; call < 5; call += 1) if (its.calls('greedy')) greedy += 1;
      its.wait(1000);
    }
    expect(modest).toBeGreaterThanOrEqual(29);
    expect(greedy).toBeGreaterThan(5 * LIMIT - 30 - 15);
  });

  it('are all for the one that is left when the others ask no more', () => {
    const its = world();
    run(10, { a: 5, b: 5 }, its);
    its.wait(61_000);
    const { a } = run(60, { a: 5 }, its);
    expect(a).toBeGreaterThanOrEqual(LIMIT);
  });

  it('have a part for the gateway itself', () => {
    const its = world();
    run(10, { greedy: 50 }, its);
    let own = 0;
    for (let second = 0; second < 60; second += 1) {
      its.calls('greedy');
      its.calls('greedy');
      if (its.calls(null)) own += 1;
      its.wait(1000);
    }
    expect(own).toBeGreaterThan(LIMIT / 2 - 3);
  });

  it('let a single call through where only one a minute is allowed', () => {
    let nowMs = 0;
    const rate = new AccountRate('one', 1, () => nowMs);
    rate.take('a');
    expect(() => rate.take('a')).toThrow(GatewayError);
    nowMs = 60_000;
    rate.take('a');
  });

  it('remember a bounded number of tenants', () => {
    const its = world();
    for (let tenant = 0; tenant < 5000; tenant += 1) its.refusal(`t${tenant}`);
    its.wait(60_000);
    expect(its.calls('t4999')).toBe(true);
  });
});
