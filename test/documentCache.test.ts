import { describe, expect, it } from 'vitest';
import { DocumentCache } from '../src/documentCache.ts';

/** A text of a length that is like no other of another number. */
function textOf(number: number, length: number): string {
  return String(number).padStart(length, '#');
}

describe('documents that are kept', () => {
  it('are those that came again, whatever comes once', () => {
    const cache = new DocumentCache<{ readonly of: number }>(4000);
    for (let number = 0; number < 20; number += 1) {
      cache.set(textOf(number, 100), { of: number });
      cache.get(textOf(number, 100));
    }
    for (let number = 1000; number < 3000; number += 1) cache.set(textOf(number, 100), { of: number });
    for (let number = 0; number < 20; number += 1) expect(cache.get(textOf(number, 100))).toEqual({ of: number });
    expect(cache.get(textOf(1000, 100))).toBeUndefined();
    expect(cache.get(textOf(2999, 100))).toEqual({ of: 2999 });
  });

  it('make room for each other', () => {
    const cache = new DocumentCache<object>(4000);
    for (let number = 0; number < 100; number += 1) {
      cache.set(textOf(number, 100), {});
      cache.get(textOf(number, 100));
    }
    expect(cache.get(textOf(0, 100))).toBeUndefined();
    expect(cache.get(textOf(99, 100))).toBeDefined();
    cache.set(textOf(1, 5000), {});
    expect(cache.get(textOf(1, 5000))).toBeUndefined();
  });

  it('are told apart and found at once, also long ones of one length', () => {
    const cache = new DocumentCache<{ readonly of: number }>(100_000_000);
    for (let number = 0; number < 300; number += 1) cache.set(textOf(number, 60_000), { of: number });
    const startedAtMs = performance.now();
    for (let number = 0; number < 300; number += 1) expect(cache.get(textOf(number, 60_000))).toEqual({ of: number });
    // Some tenths of a millisecond for each; by the text itself it would be hundreds of milliseconds.
    expect(performance.now() - startedAtMs).toBeLessThan(5000);
  });
});
