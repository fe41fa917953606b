/** What is noted besides operations, and how entries are found. The tests run over both stores. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditFilter, AuditNote, AuditSlice, JournalStore } from '../../src/journal/store.ts';
import { next, note, operation } from './operations.ts';
import type { Kind, Place } from './places.ts';

const read = (changes: Partial<AuditNote> = {}): AuditNote => ({
  tenant: 'acme',
  actor: 'acme/key:1',
  action: 'READ',
  reason: null,
  detail: null,
  ...changes,
});

const of = (account: string, clientIds: readonly string[], clientCount = clientIds.length) => ({
  accounts: [{ account, clientIds, clientCount }],
});

/** The place of an entry that was moved: two at each moment. */
const at = (sequence: number) => ({ at: new Date(Math.ceil(sequence / 2) * 100), sequence });

/** Declares the tests for one kind of store. */
export function auditing(kind: Kind): void {
  describe('what is noted', () => {
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

    const found = async (filter: AuditFilter, slice: Partial<AuditSlice> = {}) =>
      (await other.entries(filter, { limit: 100, ...slice })).map(({ sequence }) => sequence);

    it('stands in the chain, one entry behind the other', async () => {
      const before = Date.now();
      const detail = { fields: ['Client.email'], ...of('one', ['1']), note: 'a\0b\uD800' };
      await store.note(read({ reason: 'ticket 7', detail }), read({ tenant: null, action: 'STARTED' }));
      const [second, first] = await other.entries({}, { limit: 10 });
      expect(first).toMatchObject({ sequence: 1, tenant: 'acme', actor: 'acme/key:1', action: 'READ' });
      expect(first).toMatchObject({ reason: 'ticket 7', detail, operation: null, operationId: null });
      expect(first!.at.getTime()).toBeGreaterThanOrEqual(before);
      expect(second).toMatchObject({ sequence: 2, tenant: null, action: 'STARTED', detail: null });
      const head = await store.head();
      expect(head).toEqual({ sequence: 2, hash: second!.hash });
      expect(await store.verify(head)).toMatchObject({ entries: 2, operations: 0, problems: [] });
    });

    it('is nothing where nothing is noted', async () => {
      await store.note();
      expect(await store.head()).toMatchObject({ sequence: 0 });
      expect(await found({})).toEqual([]);
    });

    it('is not lost, and is in one chain, when two processes note at once', async () => {
      const many = Array.from({ length: 40 }, (_, index) => read({ action: `READ ${index}` }));
      await Promise.all(many.map((one, index) => (index % 2 ? store : other).note(one, one)));
      const entries = await store.entries({ tenant: 'acme' }, { limit: 100 });
      expect(entries.map(({ sequence }) => sequence)).toHaveLength(80);
      expect(new Set(entries.map(({ action }) => action)).size).toBe(40);
      expect((await store.verify()).problems).toEqual([]);
    });

    it('can be a thousand entries with many clients each', async () => {
      const ids = Array.from({ length: 200 }, (_, index) => String(index));
      await store.note(...Array.from({ length: 1000 }, () => read({ detail: of('one', ids.slice(0, 5)) })));
      await store.note(read({ detail: of('one', ids) }));
      expect(await found({ tenant: 'acme', account: 'one', clientId: '4' }, { limit: 2 })).toEqual([1001, 1000]);
      expect(await found({ tenant: 'acme', account: 'one', clientId: '199' })).toEqual([1001]);
      expect((await store.verify()).problems).toEqual([]);
    });

    it('is no change of an operation, however much of it there is', async () => {
      const one = operation();
      await store.add(one, null, note);
      await store.note(...Array.from({ length: 30 }, () => read()));
      expect(await store.changesAfter(0, 10)).toEqual({ operationIds: [one.id], sequence: 31 });
      await store.replace(next(one, {}), note);
      expect(await store.changesAfter(1, 1)).toEqual({ operationIds: [one.id], sequence: 32 });
    });

    describe('is found', () => {
      const bob = { actor: 'acme/key:2', action: 'DENIED' };
      beforeEach(async () => {
        await store.note(read({ detail: of('one', ['1', '2']) })); // 1
        await store.note(read({ ...bob, detail: of('two', ['1']) })); // 2
        await store.note(read({ tenant: 'other', detail: of('one', ['1']) })); // 3
        await store.add(operation({ id: 'op', caller: 'acme', account: 'one', clientId: '1' }), null, note); // 4
        await store.note(read({ detail: of('one', ['2'], 900) })); // 5
        await store.note(read({ detail: of('one', ['1'], 900) })); // 6
        await store.note(read({ ...bob })); // 7
      });

      it.each<[string, AuditFilter, readonly number[]]>([
        ['all', {}, [7, 6, 5, 4, 3, 2, 1]],
        ['by tenant', { tenant: 'acme' }, [7, 6, 5, 4, 2, 1]],
        ['by tenant, of none', { tenant: 'nobody' }, []],
        ['by actor', { tenant: 'acme', actor: 'acme/key:2' }, [7, 2]],
        ['by action', { tenant: 'acme', action: 'READ' }, [6, 5, 1]],
        ['by account', { tenant: 'acme', account: 'one' }, [6, 5, 4, 1]],
        // 5 does not name all of its clients: this one may be among them.
        ['by client', { tenant: 'acme', account: 'one', clientId: '1' }, [6, 5, 4, 1]],
        ['by another client', { tenant: 'acme', account: 'two', clientId: '1' }, [2]],
        ['by a client that nobody has seen', { tenant: 'acme', account: 'one', clientId: '3' }, [6, 5]],
        ["by a client with an id of the gateway's own", { tenant: 'acme', account: 'one', clientId: ' ' }, [6, 5]],
        ['by operation', { tenant: 'acme', operationId: 'op' }, [4]],
        ['by client and actor', { tenant: 'acme', account: 'two', clientId: '1', actor: 'acme/key:1' }, []],
        ['at some accounts', { tenant: 'acme', accounts: ['two', 'three'] }, [2]],
        ['at no account', { tenant: 'acme', accounts: [] }, []],
        ['by account at others', { tenant: 'acme', account: 'one', accounts: ['two'] }, []],
        ['with strange texts', { tenant: 'a\0', actor: '\uD800', account: "' or 1=1 --" }, []],
      ])('%s', async (_what, filter, sequences) => {
        expect(await found(filter)).toEqual(sequences);
      });

      it('with the operation as it was', async () => {
        const [entry] = await store.entries({ tenant: 'acme', operationId: 'op' }, { limit: 1 });
        expect(entry).toMatchObject({ operationId: 'op', operation: { id: 'op', state: 'PREPARED' }, actor: 'alice' });
      });

      it('by time, page by page in both directions', async () => {
        await place.edit(
          ...[1, 2, 3, 4, 5, 6, 7].flatMap((sequence) =>
            ['entries', 'entry_subjects'].map(
              (table) => `update ${table} set at = ${Math.ceil(sequence / 2) * 100} where sequence = ${sequence}`,
            ),
          ),
        );
        const [from, to] = [new Date(200), new Date(400)];
        for (const filter of [{ tenant: 'acme' }, { tenant: 'acme', account: 'one' }]) {
          const all = await found(filter);
          expect(await found({ ...filter, from, to })).toEqual(all.filter((one) => one >= 3 && one <= 6));
          for (const [index, sequence] of all.entries()) {
            expect(await found(filter, { after: at(sequence) })).toEqual(all.slice(index + 1));
            expect(await found(filter, { before: at(sequence) })).toEqual(all.slice(0, index));
            const last = all.slice(Math.max(0, index - 2), index);
            expect(await found(filter, { before: at(sequence), fromEnd: true, limit: 2 })).toEqual(last);
          }
        }
      });

      it('by no key in the memory of the process: an edit that cannot be read is told', async () => {
        await place.edit(`update entries set detail = '{' where sequence = 1`);
        await expect(store.entries({}, { limit: 10 })).rejects.toMatchObject({ code: 'JOURNAL_UNAVAILABLE' });
      });
    });
  });
}
