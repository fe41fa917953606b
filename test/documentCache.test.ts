import { describe, expect, it } from 'vitest';
import { DocumentCache } from '../src/documentCache.ts';

interface Known {
  readonly of: number;
}

/** A text of a length that is like no other of another number. */
function textOf(number: number, length: number): string {
  return String(number).padStart(length, '#');
}

/** Sends a document as to a parser. True when it was kept, false when it was not; throws for what was kept of another one. */
function send(cache: DocumentCache<Known>, number: number, length: number): boolean {
  const known = cache.get(textOf(number, length));
  if (known === undefined) cache.set(textOf(number, length), { of: number });
  else if (known.of !== number) throw new Error(`${known.of} was kept for ${number}.`);
  return known !== undefined;
}

describe('documents that are kept', () => {
  it('are those that came twice, whatever comes once', () => {
    const cache = new DocumentCache<Known>(4000);
    const often = Array.from({ length: 20 }, (_, number) => number);
    const sendOften = (): readonly boolean[] => often.map((number) => send(cache, number, 100));
    expect([sendOften(), sendOften()].flat()).not.toContain(true);
    expect(sendOften()).not.toContain(false);
    for (let number = 1000; number < 3000; number += 1) expect(send(cache, number, 100)).toBe(false);
    expect(sendOften()).not.toContain(false);
  });

  it('make room for each other, and are not larger than the room', () => {
    const cache = new DocumentCache<Known>(4000);
    for (let number = 0; number < 100; number += 1) for (const _ of [1, 2]) send(cache, number, 100);
    expect([send(cache, 99, 100), send(cache, 60, 100), send(cache, 0, 100)]).toEqual([true, true, false]);
    for (const _ of [1, 2, 3]) expect(send(cache, 1, 5000)).toBe(false);
  });

  it('are told apart and found at once, also long ones of one length', () => {
    const cache = new DocumentCache<Known>(100_000_000);
    for (const _ of [1, 2]) for (let number = 0; number < 300; number += 1) send(cache, number, 60_000);
    const startedAtMs = performance.now();
    for (let number = 0; number < 300; number += 1) expect(send(cache, number, 60_000)).toBe(true);
    // A tenth of a millisecond for each; by the text itself it would be hundreds of milliseconds.
    expect(performance.now() - startedAtMs).toBeLessThan(5000);
  });
});
