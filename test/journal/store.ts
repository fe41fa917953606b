/** What every store of a journal must do. The tests run over both of them. */
import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mayTurn } from '../../src/journal/operation.ts';
import type { JournalStore } from '../../src/journal/store.ts';
import { anyOperation, strangeText } from './any-operation.ts';
import { next, note, operation, states, trace } from './operations.ts';
import { leases } from './leases.ts';
import type { Kind, Place } from './places.ts';

const unavailable = { name: 'GatewayError', code: 'JOURNAL_UNAVAILABLE', retryable: true };

/** Declares the tests for one kind of store. */
export function conformance(kind: Kind): void {
  describe('the store', () => {
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

    const healthy = async () => expect((await store.verify()).problems).toEqual([]);

    describe('adding', () => {
      it('makes an operation that is found by id, key and mark, as it was', async () => {
        const one = operation();
        expect(await store.add(one, trace, note)).toEqual({ operation: one, added: true });
        expect(await other.byId(one.id)).toEqual(one);
        expect(await other.byKey('alice', one.idempotencyKey)).toEqual(one);
        expect(await other.byMark('voipms-demo', one.mark)).toEqual(one);
        expect(await other.traceOf(one.id)).toEqual(trace);
      });

      it('finds nothing of what is not there', async () => {
        const one = operation();
        await store.add(one, null, note);
        expect(await store.byId(randomUUID())).toBeNull();
        expect(await store.byKey('bob', one.idempotencyKey)).toBeNull();
        expect(await store.byKey('alice', 'none')).toBeNull();
        expect(await store.byMark('other', one.mark)).toBeNull();
        expect(await store.traceOf(one.id)).toBeNull();
        expect(await store.traceOf(randomUUID())).toBeNull();
      });

      it('gives the first operation to whoever comes with its key, and changes nothing', async () => {
        const first = operation({ idempotencyKey: 'k' });
        await store.add(first, trace, note);
        const head = await store.head();
        const second = operation({ idempotencyKey: 'k', clientId: '2' });
        expect(await other.add(second, null, note)).toEqual({ operation: first, added: false });
        expect(await store.head()).toEqual(head);
        expect(await store.traceOf(first.id)).toEqual(trace);
        const ofAnother = operation({ idempotencyKey: 'k', caller: 'bob' });
        expect((await store.add(ofAnother, null, note)).added).toBe(true);
      });

      it('lets one of many at once win', async () => {
        const all = Array.from({ length: 50 }, () => operation({ idempotencyKey: 'k' }));
        const answers = await Promise.all(all.map((one, index) => (index % 2 ? store : other).add(one, null, note)));
        const winners = answers.filter(({ added }) => added);
        expect(winners).toHaveLength(1);
        expect(new Set(answers.map((answer) => answer.operation.id))).toEqual(new Set([winners[0]!.operation.id]));
        expect((await store.head()).sequence).toBe(1);
        expect(await store.count({})).toBe(1);
      });

      it('keeps any operation exactly, whatever its texts are made of', async () => {
        await fc.assert(
          fc.asyncProperty(anyOperation, strangeText, async (one, reason) => {
            await store.add(one, { reason }, { actor: one.caller, action: 'PREPARED', reason });
            expect(await store.byId(one.id)).toEqual(one);
            expect(await store.byKey(one.caller, one.idempotencyKey)).toEqual(one);
            expect(await store.byMark(one.account, one.mark)).not.toBeNull();
            expect(await store.traceOf(one.id)).toEqual({ reason });
            const filter = { caller: one.caller, account: one.account, states: [one.state] };
            const found = await store.list(
              { ...filter, ...(one.clientId === null ? {} : { clientId: one.clientId }) },
              { limit: 100 },
            );
            expect(found.map(({ id }) => id)).toContain(one.id);
          }),
          { numRuns: 60 },
        );
        await healthy();
      });

      it('does not take texts in a question for an error', async () => {
        expect(await store.byId('\0')).toBeNull();
        expect(await store.byKey('\uD800', "' or 1=1 --")).toBeNull();
        expect(await store.byMark('a\0', 'b')).toBeNull();
        expect(await store.list({ clientId: '\0' }, { limit: 1 })).toEqual([]);
      });
    });

    describe('replacing', () => {
      it('keeps the next version, and only that', async () => {
        const one = operation();
        await store.add(one, trace, note);
        const two = next(one, { state: 'SENT', sendUntil: new Date() });
        expect(await store.replace(two, { ...note, action: 'SENT' })).toEqual(two);
        expect(await other.byId(one.id)).toEqual(two);
        const head = await store.head();
        expect(await other.replace(next(one, { state: 'SENT' }), note)).toBeNull();
        expect(await other.replace({ ...two, version: 4, state: 'SUCCEEDED' }, note)).toBeNull();
        expect(await other.replace(next(operation(), {}), note)).toBeNull();
        expect(await store.byId(one.id)).toEqual(two);
        expect(await store.head()).toEqual(head);
        await healthy();
      });

      it('keeps, deletes or renews the trace', async () => {
        const one = operation();
        await store.add(one, trace, note);
        const two = next(one, { state: 'SENT' });
        await store.replace(two, note);
        expect(await store.traceOf(one.id)).toEqual(trace);
        const three = next(two, { state: 'UNKNOWN' });
        await store.replace(three, note, { email: null });
        expect(await store.traceOf(one.id)).toEqual({ email: null });
        const four = next(three, { state: 'RESOLVED' });
        await store.replace(four, note, null);
        expect(await store.traceOf(one.id)).toBeNull();
        await healthy();
        expect(JSON.stringify(await place.sql('select * from operations'))).not.toContain('jo@example.com');
        expect(JSON.stringify(await place.sql('select * from entries'))).not.toContain('jo@example.com');
      });

      it('allows what the state machine allows, and the same state', async () => {
        for (const from of states) {
          for (const to of states) {
            const one = operation({ state: from });
            await store.add(one, null, note);
            const two = next(one, { state: to, looks: 1 });
            const isAllowed = from === to || mayTurn(from, to);
            const answer = await store.replace(two, note).catch((error: Error) => `${error.name}: ${error.message}`);
            expect(answer).toEqual(isAllowed ? two : `Error: An operation cannot go from ${from} to ${to}.`);
            expect(await store.byId(one.id)).toEqual(isAllowed ? two : one);
          }
        }
        await healthy();
      });

      it('lets one of many at once win', async () => {
        const one = operation();
        await store.add(one, null, note);
        const tries = Array.from({ length: 20 }, (_, looks) => next(one, { looks }));
        const answers = await Promise.all(tries.map((two, index) => (index % 2 ? store : other).replace(two, note)));
        const winners = answers.filter((answer) => answer !== null);
        expect(winners).toHaveLength(1);
        expect(await other.byId(one.id)).toEqual(winners[0]);
        expect((await store.head()).sequence).toBe(2);
      });

      it('refuses to build upon an operation that was edited', async () => {
        const one = operation();
        await store.add(one, null, note);
        await place.edit(`update operations set body = replace(body, '4.90', '9.90')`);
        await expect(store.replace(next(one, { state: 'SENT' }), note)).rejects.toMatchObject({
          ...unavailable,
          message: expect.stringContaining('journal verify'),
        });
        expect((await store.head()).sequence).toBe(1);
        await place.edit(`update operations set body = 'no operation'`);
        await expect(store.byId(one.id)).rejects.toMatchObject(unavailable);
      });
    });

    it('changes all or nothing', async () => {
      const one = operation();
      await store.add(one, null, note);
      const head = await store.head();
      await place.edit('alter table head rename to gone');
      await expect(store.add(operation(), null, note)).rejects.toMatchObject(unavailable);
      await place.edit('alter table gone rename to head');
      await place.edit('alter table entries rename to gone');
      const two = operation();
      await expect(store.add(two, null, note)).rejects.toMatchObject(unavailable);
      await place.edit('alter table gone rename to entries');
      expect(await store.byId(two.id)).toBeNull();
      expect(await store.head()).toEqual(head);
      expect((await store.add(two, null, note)).added).toBe(true);
      await healthy();
    });

    it('keeps everything when it is closed and opened again', async () => {
      const one = operation();
      await store.add(one, trace, note);
      const head = await store.head();
      await store.close();
      await other.close();
      await expect(store.byId(one.id)).rejects.toMatchObject(unavailable);
      await expect(store.add(operation(), null, note)).rejects.toMatchObject(unavailable);
      store = await place.open();
      expect(await store.byId(one.id)).toEqual(one);
      expect(await store.traceOf(one.id)).toEqual(trace);
      expect(await store.head()).toEqual(head);
      expect(await store.verify(head)).toMatchObject({ entries: 1, operations: 1, head, problems: [] });
    });

    describe('the chain', () => {
      it('tells what was changed since', async () => {
        expect(await store.head()).toMatchObject({ sequence: 0 });
        expect(await store.changesAfter(0, 10)).toEqual({ operationIds: [], sequence: 0 });
        const [one, two] = [operation(), operation()];
        await store.add(one, null, note);
        await store.add(two, null, note);
        await store.replace(next(one, {}), note);
        const ids = [one.id, two.id, one.id];
        expect(await other.changesAfter(0, 10)).toEqual({ operationIds: ids, sequence: 3 });
        expect(await other.changesAfter(0, 2)).toEqual({ operationIds: ids.slice(0, 2), sequence: 2 });
        expect(await other.changesAfter(2, 2)).toEqual({ operationIds: ids.slice(2), sequence: 3 });
        expect(await other.changesAfter(3, 2)).toEqual({ operationIds: [], sequence: 3 });
        expect(await other.changesAfter(Number.MAX_SAFE_INTEGER, 2)).toEqual({ operationIds: [], sequence: 3 });
        expect((await store.head()).sequence).toBe(3);
      });

      it('notes who did what and why', async () => {
        const before = Date.now();
        await store.add(operation(), null, { actor: 'bob', action: 'PREPARED', reason: 'because' });
        const [entry] = await place.sql('select * from entries');
        expect(entry).toMatchObject({ actor: 'bob', action: 'PREPARED', reason: 'because' });
        expect(Number(entry!['at'])).toBeGreaterThanOrEqual(before);
        expect(Number(entry!['at'])).toBeLessThanOrEqual(Date.now());
      });
    });

    leases(() => ({ store, other }));
  });
}
