/** Leases of a store. The tests run over both stores. */
import { describe, expect, it } from 'vitest';
import type { JournalStore } from '../../src/journal/store.ts';

/** Declares the tests for two stores of one journal. */
export function leases(stores: () => { readonly store: JournalStore; readonly other: JournalStore }): void {
  describe('a lease', () => {
    it('has one holder, who may renew it and give it back', async () => {
      const { store, other } = stores();
      expect(await store.lease('settle', 'one', 60_000)).toBe(true);
      expect(await other.lease('settle', 'two', 60_000)).toBe(false);
      expect(await store.lease('settle', 'one', 60_000)).toBe(true);
      expect(await other.lease('another', 'two', 60_000)).toBe(true);
      await other.release('settle', 'two');
      expect(await other.lease('settle', 'two', 60_000)).toBe(false);
      await store.release('settle', 'one');
      expect(await other.lease('settle', 'two', 60_000)).toBe(true);
      expect(await store.lease('settle', 'one', 60_000)).toBe(false);
    });

    it('ends by itself, not before its time', async () => {
      const { store, other } = stores();
      const beganMs = performance.now();
      expect(await store.lease('settle', 'one', 400)).toBe(true);
      let tries = 0;
      for (; !(await other.lease('settle', 'two', 60_000)); tries += 1) expect(tries).toBeLessThan(100_000);
      expect(performance.now() - beganMs).toBeGreaterThan(300);
      expect(tries).toBeGreaterThan(0);
      expect(await store.lease('settle', 'one', 400)).toBe(false);
    });

    it('goes to one of many at once', async () => {
      const { store, other } = stores();
      const holders = Array.from({ length: 20 }, (_, index) => `holder ${index}`);
      const taken = await Promise.all(
        holders.map((holder, index) => (index % 2 ? store : other).lease('settle', holder, 60_000)),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
    });
  });
}
