/** Lists and counts of a store against a model of them. The tests run over both stores. */
import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../../src/journal/operation.ts';
import type { JournalStore, OperationFilter, OperationPlace, OperationSlice } from '../../src/journal/store.ts';
import { note, operation, states } from './operations.ts';
import type { Kind, Place } from './places.ts';

const COUNT = 60;
const ACCOUNTS = ['one', 'two'];
const CLIENTS = ['1', '2', null];
const CALLERS = ['alice', 'bob'];
const KINDS = ['addCharge', 'addPayment', 'updateClient'] as const;
/** Few moments, so that many are equal. */
const moments = Array.from({ length: 8 }, (_, index) => new Date(1_790_000_000_000 + index * 1000));
const pick = <T>(values: readonly T[], index: number): T => values[index % values.length]!;

function operations(): readonly Operation[] {
  return Array.from({ length: COUNT }, (_, index) =>
    operation({
      // Bytes order capitals before small letters, languages do not.
      id: index % 3 === 0 ? randomUUID() : randomUUID().toUpperCase(),
      state: pick(states, index * 5),
      account: pick(ACCOUNTS, index),
      clientId: pick(CLIENTS, index >> 1),
      caller: pick(CALLERS, index >> 2),
      kind: pick(KINDS, index >> 1),
      createdAt: pick(moments, index * 7),
      sendUntil: index % 3 === 0 ? null : pick(moments, index * 3),
      nextLookAt: index % 2 === 0 ? null : pick(moments, index * 11),
    }),
  );
}

/** Before, in the order of the list: newer, or as new and with a smaller id. */
function order(left: OperationPlace, right: OperationPlace): number {
  return right.createdAt.getTime() - left.createdAt.getTime() || (left.id < right.id ? -1 : left.id > right.id ? 1 : 0);
}

function passes(filter: OperationFilter): (one: Operation) => boolean {
  const { caller, states: wanted, kinds, account, clientId, from, to } = filter;
  return (one) =>
    (caller === undefined || one.caller === caller) &&
    (wanted === undefined || wanted.includes(one.state)) &&
    (kinds === undefined || kinds.includes(one.kind)) &&
    (account === undefined || one.account === account) &&
    (clientId === undefined || one.clientId === clientId) &&
    (from === undefined || one.createdAt >= from) &&
    (to === undefined || one.createdAt < to);
}

function expectedList(all: readonly Operation[], filter: OperationFilter, slice: OperationSlice): readonly Operation[] {
  const { after, before, fromEnd = false, limit } = slice;
  const passing = all
    .filter(passes(filter))
    .filter((one) => after === undefined || order(after, one) < 0)
    .filter((one) => before === undefined || order(one, before) < 0)
    .toSorted(order);
  return fromEnd ? passing.slice(Math.max(0, passing.length - limit)) : passing.slice(0, limit);
}

const moment = fc.constantFrom(...moments);
const anyFilter: fc.Arbitrary<OperationFilter> = fc.record(
  {
    caller: fc.constantFrom(...CALLERS),
    states: fc.subarray(states),
    kinds: fc.subarray([...KINDS]),
    account: fc.constantFrom(...ACCOUNTS),
    clientId: fc.constantFrom('1', '2', '3'),
    from: moment,
    to: moment,
  },
  { requiredKeys: [] },
);

/** Declares the tests for one kind of store. */
export function lists(kind: Kind): void {
  describe('lists', () => {
    const all = operations();
    let place: Place;
    let store: JournalStore;
    beforeAll(async () => {
      place = await kind.place();
      store = await place.open();
      for (const one of all) await store.add(one, null, note);
    });
    afterAll(async () => {
      await store.close();
      await place.remove();
    });

    const anyPlace = fc.oneof(
      fc.constantFrom(...all).map(({ createdAt, id }): OperationPlace => ({ createdAt, id })),
      fc.record({ createdAt: moment, id: fc.uuid() }),
    );
    const anySlice: fc.Arbitrary<OperationSlice> = fc.record(
      { after: anyPlace, before: anyPlace, fromEnd: fc.boolean(), limit: fc.integer({ min: 1, max: COUNT + 5 }) },
      { requiredKeys: ['limit'] },
    );

    it('have the right operations in the right order, from any place in either direction', async () => {
      await fc.assert(
        fc.asyncProperty(anyFilter, anySlice, async (filter, slice) => {
          expect(await store.list(filter, slice)).toEqual(expectedList(all, filter, slice));
        }),
        { numRuns: 300 },
      );
    });

    it('are counted', async () => {
      expect(await store.count({})).toBe(COUNT);
      await fc.assert(
        fc.asyncProperty(anyFilter, async (filter) => {
          expect(await store.count(filter)).toBe(all.filter(passes(filter)).length);
        }),
        { numRuns: 100 },
      );
    });

    it('tell what is due, that which waits longest first', async () => {
      const waiting = all.filter(({ nextLookAt }) => nextLookAt !== null);
      const sorted = waiting.toSorted(
        (left, right) => left.nextLookAt!.getTime() - right.nextLookAt!.getTime() || (left.id < right.id ? -1 : 1),
      );
      for (const now of moments) {
        const expected = sorted.filter(({ nextLookAt }) => nextLookAt! <= now);
        expect(await store.due(now, COUNT, ACCOUNTS)).toEqual(expected);
        expect(await store.due(now, 3, ACCOUNTS)).toEqual(expected.slice(0, 3));
        const ofTwo = expected.filter(({ account }) => account === 'two');
        expect(await store.due(now, 3, ['two', 'unknown'])).toEqual(ofTwo.slice(0, 3));
        expect(await store.due(now, COUNT, [])).toEqual([]);
      }
      expect(await store.due(new Date(0), COUNT, ACCOUNTS)).toEqual([]);
    });

    it('tell what was abandoned, the oldest first', async () => {
      const sent = all
        .filter(({ state }) => state === 'SENT')
        .toSorted(
          (left, right) => left.createdAt.getTime() - right.createdAt.getTime() || (left.id < right.id ? -1 : 1),
        );
      expect(sent.length).toBeGreaterThan(3);
      expect(await store.abandoned(null, COUNT)).toEqual(sent);
      expect(await store.abandoned(null, 2)).toEqual(sent.slice(0, 2));
      for (const now of moments) {
        const over = sent.filter(({ sendUntil }) => sendUntil !== null && sendUntil <= now);
        expect(await store.abandoned(now, COUNT)).toEqual(over);
      }
    });
  });
}
