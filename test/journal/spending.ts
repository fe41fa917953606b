/** Money limits hold in the store, whoever else spends at the same moment. The tests run over both stores. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MoneyLimits } from '../../src/access/caller.ts';
import type { Evidence, Operation, OperationState } from '../../src/journal/operation.ts';
import { openStates } from '../../src/journal/operation.ts';
import { sent } from '../../src/journal/steps.ts';
import type { JournalStore } from '../../src/journal/store.ts';
import { decimal } from '../../src/money.ts';
import { next, note, operation } from './operations.ts';
import type { Kind, Place } from './places.ts';

const limits: MoneyLimits = { EUR: { perOperation: decimal('50'), perDay: decimal('100.00') } };
const now = new Date(Date.UTC(2026, 10, 25, 23, 59));
const day = '2026-11-25';

const refused = (message: RegExp) =>
  expect.objectContaining({
    code: 'LIMIT_EXCEEDED',
    message: expect.stringMatching(message) as unknown,
    details: expect.objectContaining({ field: ['amount'] }) as unknown,
  }) as Error;

/** Declares the tests for one kind of store. */
export function spending(kind: Kind): void {
  describe('money limits', () => {
    let place: Place;
    let store: JournalStore;
    let other: JournalStore;
    beforeEach(async () => {
      place = await kind.place();
      store = await place.open();
      other = await place.open();
    });
    afterEach(async () => {
      await store.close();
      await other.close();
      await place.remove();
    });

    const prepared = async (amount: string, currency = 'EUR', changes: Partial<Operation> = {}) => {
      const one = operation({ amount: { amount: decimal(amount), currency }, ...changes });
      await store.add(one, null, note);
      return one;
    };
    const begin = (one: Operation, spender = 'acme/a', at = now, by = store, bounds: MoneyLimits | null = limits) =>
      by.replace(sent(one, 1000, at, spender), note, null, bounds);
    const moved = async (amount: string) => (await begin(await prepared(amount)))!;
    const spent = (spender = 'acme/a', on = day, currency = 'EUR') => other.spent(spender, on, currency);

    it('count exactly, in whatever scale amounts are written', async () => {
      const free = { EUR: { perOperation: null, perDay: null } };
      for (const amount of ['0.1', '0.10', '0.2', '33.333', '33.333', '33'])
        await begin(await prepared(amount), 'acme/a', now, store, free);
      expect(await spent()).toBe('100.066');
    });

    it('end at the limit itself, and tell what is left', async () => {
      for (const amount of ['50', '40', '9.99']) await moved(amount);
      const one = await prepared('0.02');
      await expect(begin(one)).rejects.toEqual(refused(/at most 100\.00 EUR on one day \(UTC\), and 0\.01 EUR/));
      expect(await store.byId(one.id)).toEqual(one);
      await moved('0.01');
      expect(await spent()).toBe('100.00');
      expect((await store.verify()).problems).toEqual([]);
    });

    it('hold for one operation, and for each currency', async () => {
      await expect(moved('50.01')).rejects.toEqual(refused(/at most 50 EUR at once/));
      await expect(begin(await prepared('1', 'USD'))).rejects.toEqual(refused(/may not move USD\. It may move EUR\./));
      await expect(begin(await prepared('1', 'XXX'))).rejects.toEqual(refused(/does not know \(XXX\)/));
      const none = begin(await prepared('1'), 'acme/a', now, store, {});
      await expect(none).rejects.toEqual(refused(/It may move no money at all/));
      const odd = await prepared('1', '__proto__');
      await expect(begin(odd)).rejects.toEqual(refused(/may not move __proto__/));
      expect(await spent()).toBe('0');
    });

    it('are those of one caller on one day', async () => {
      for (const amount of ['50', '50']) await moved(amount);
      await expect(moved('1')).rejects.toEqual(refused(/0(\.00)? EUR of it are left/));
      expect(await begin(await prepared('50'), 'acme/b')).not.toBeNull();
      const midnight = new Date(Date.UTC(2026, 10, 26));
      expect(await begin(await prepared('50'), 'acme/a', midnight)).not.toBeNull();
      expect(await spent()).toBe('100');
      expect(await spent('acme/a', '2026-11-26')).toBe('50');
      expect(await spent('acme/b')).toBe('50');
    });

    it('count those without limits, for the day on which they get some', async () => {
      for (let count = 0; count < 3; count += 1) await begin(await prepared('40'), 'acme/a', now, store, null);
      expect(await spent()).toBe('120');
      await expect(moved('1')).rejects.toEqual(refused(/and 0 EUR of it are left/));
    });

    it.each<[OperationState, boolean | null, boolean]>([
      ['SENT', null, true],
      ['UNKNOWN', null, true],
      ['SUCCEEDED', null, true],
      ['RECONCILED_SUCCEEDED', true, true],
      ['RESOLVED', true, true],
      ['RESOLVED', false, false],
      ['RECONCILED_ABSENT', false, false],
      ['REJECTED', null, false],
    ])('count what is %s (applied: %s): %s', async (state, applied, counts) => {
      let one = await moved('40');
      const isOpen = (openStates as readonly string[]).includes(state);
      if (!['SENT', 'SUCCEEDED', 'REJECTED', 'UNKNOWN'].includes(state))
        one = (await store.replace(next(one, { state: 'UNKNOWN' }), note))!;
      const evidence: Evidence | null =
        applied === null ? null : { source: 'BOOKS', applied, observedAt: now, statement: 'Seen.', statedBy: null };
      if (state !== 'SENT') one = (await store.replace(next(one, { state, evidence }), note))!;
      expect(await spent()).toBe(counts ? '40' : '0');
      // Sent again: an open one is counted once, a refused one counts from now on.
      if (!isOpen && state !== 'REJECTED') return;
      if (state === 'SENT') one = (await store.replace(next(one, { state: 'UNKNOWN' }), note))!;
      const again = sent(one, 1000, now, 'acme/b');
      expect(again.spending).toEqual({ spender: counts ? 'acme/a' : 'acme/b', day });
      await moved('50');
      await store.replace(again, note, null, limits);
      expect(await spent()).toBe(counts ? '90' : '50');
      expect(await spent('acme/b')).toBe(counts ? '0' : '40');
      expect((await store.verify()).problems).toEqual([]);
    });

    it('are not passed by many at once in two processes', async () => {
      const all = await Promise.all(
        Array.from({ length: 50 }, () => prepared('7', 'EUR', { idempotencyKey: randomUUID() })),
      );
      const answers = await Promise.allSettled(
        all.map((one, index) => begin(one, 'acme/a', now, index % 2 ? store : other)),
      );
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(14);
      expect(await spent()).toBe('98');
      const left = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as Error] : []));
      for (const error of left) expect(error).toEqual(refused(/and 2\.00 EUR of it are left today/));
      expect((await store.verify()).problems).toEqual([]);
    });

    it('count the sum of charges and payments', async () => {
      await moved('50');
      await begin(await prepared('45', 'EUR', { kind: 'addPayment' }));
      expect(await spent()).toBe('95');
      await expect(moved('6')).rejects.toEqual(refused(/and 5\.00 EUR of it are left today/));
    });
  });
}
