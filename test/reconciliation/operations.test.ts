import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../../src/journal/operation.ts';
import type { JournalStore } from '../../src/journal/store.ts';
import { newMark } from '../../src/mark.ts';
import { readMovements, withMakers, type ReadableJournal } from '../../src/reconciliation/operations.ts';
import type { Movement } from '../../src/reconciliation/movement.ts';
import { sqlite, type Place } from '../journal/places.ts';
import { at, DAY, entryOf, madeBy, operationOf } from './world.ts';

const SCOPE = { account: 'one', caller: 'local' };
const PERIOD = { from: '2026-11-10', to: '2026-11-12' };
const NOW = at('2027-06-01');
const note = { actor: 'local', action: 'PREPARED', reason: null };

const idsOf = (movements: readonly Movement[]) => movements.map(({ operation }) => operation.id);
const sorted = (operations: readonly Operation[]) => operations.map(({ id }) => id).toSorted();
const listed = async (journal: ReadableJournal, scope: { account: string; caller: string | null } = SCOPE) =>
  idsOf(await readMovements(journal, scope, PERIOD, NOW)).toSorted();

describe('over a journal in SQLite', () => {
  let place: Place;
  let store: JournalStore;
  beforeAll(async () => {
    place = await sqlite.place();
    store = await place.open();
  });
  afterAll(async () => {
    await store.close();
    await place.remove();
  });
  const keep = async (...operations: readonly Operation[]) => {
    for (const operation of operations) await store.add(operation, null, note);
  };

  it('reads charges and payments of the caller and account, two days around the period', async () => {
    const wanted = [
      operationOf({ createdAt: at('2026-11-08', '00:00:00') }),
      operationOf({ createdAt: at('2026-11-11'), kind: 'addPayment', state: 'REJECTED' }),
      operationOf({ createdAt: at('2026-11-14', '23:59:59') }),
    ];
    const foreign = operationOf({ createdAt: at('2026-11-11'), caller: 'another' });
    await keep(
      ...wanted,
      foreign,
      operationOf({ createdAt: at('2026-11-07', '23:59:59') }),
      operationOf({ createdAt: at('2026-11-15', '00:00:00') }),
      operationOf({ createdAt: at('2026-11-11'), account: 'two' }),
      operationOf({ createdAt: at('2026-11-11'), kind: 'updateClient' }),
      operationOf({ createdAt: at('2026-11-11'), clientId: null }),
    );
    expect(await listed(store)).toEqual(sorted(wanted));
    expect(await listed(store, { account: 'one', caller: null })).toEqual(sorted([...wanted, foreign]));
  });

  it('finds the makers of entries of the period, however old, and of no others', async () => {
    const [old, foreign, otherKind, otherAccount] = [
      operationOf({ createdAt: at('2020-01-01') }),
      operationOf({ createdAt: at('2020-01-02'), caller: 'another' }),
      operationOf({ createdAt: at('2020-01-03'), kind: 'updateClient' }),
      operationOf({ createdAt: at('2020-01-04'), account: 'two' }),
    ] as const;
    await keep(old, foreign, otherKind, otherAccount);
    const entries = [
      ...[old, foreign, otherKind, otherAccount].map((one) => entryOf({ mark: one.mark })),
      entryOf({ mark: newMark() }),
      entryOf(),
    ];
    const found = async (scope: { account: string; caller: string | null }, date: string | null = DAY) =>
      idsOf(
        await withMakers(
          store,
          scope,
          PERIOD,
          [],
          entries.map((entry) => ({ ...entry, date })),
        ),
      );
    expect(await found(SCOPE)).toEqual([old.id]);
    expect(await found({ account: 'one', caller: null })).toEqual([old.id, foreign.id]);
    expect(await found(SCOPE, null)).toEqual([old.id]);
    expect(await found(SCOPE, '2026-11-13')).toEqual([]);
  });

  it('knows by then what became of operations whose entries are there', async () => {
    const [lost, silent, done] = [
      operationOf({ state: 'SENT' }),
      operationOf({ state: 'SENT' }),
      operationOf({ state: 'SUCCEEDED' }),
    ] as const;
    await keep(lost, silent, done);
    const movements = (await readMovements(store, SCOPE, PERIOD, NOW)).filter(({ operation }) =>
      [lost.id, silent.id, done.id].includes(operation.id),
    );
    await store.replace({ ...lost, state: 'SUCCEEDED', version: 2 }, note);
    const entries = [madeBy(lost, { date: '2019-01-01' }), madeBy(done)];
    const states = new Map(
      (await withMakers(store, SCOPE, PERIOD, movements, entries)).map(({ operation }) => [
        operation.id,
        operation.state,
      ]),
    );
    expect(states).toEqual(
      new Map([
        [lost.id, 'SUCCEEDED'],
        [silent.id, 'SENT'],
        [done.id, 'SUCCEEDED'],
      ]),
    );
  });
});

/** A journal that has as many operations as are said, and counts the questions. */
function journalOf(size: number): {
  readonly journal: ReadableJournal;
  readonly asked: () => number;
  readonly most: () => number;
} {
  let [asked, running, most] = [0, 0, 0];
  const given = operationOf();
  const journal: ReadableJournal = {
    list: async (_filter, { limit, after }) => {
      asked += 1;
      const from = after === undefined ? 0 : Number(after.id);
      const length = Math.max(0, Math.min(limit, size - from));
      return Array.from({ length }, (_, index) => ({ ...given, id: String(from + index + 1) }));
    },
    byId: async () => null,
    byMark: async () => {
      [asked, running] = [asked + 1, running + 1];
      most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
      return null;
    },
  };
  return { journal, asked: () => asked, most: () => most };
}

describe('a large journal', () => {
  it.each([
    [0, 1],
    [999, 1],
    [1000, 2],
    [2500, 3],
    [100_000, 101],
  ])('of %i operations is read whole, in %i pages', async (size, pages) => {
    const { journal, asked } = journalOf(size);
    const movements = await readMovements(journal, SCOPE, PERIOD, NOW);
    expect([movements.length, new Set(idsOf(movements)).size, asked()]).toEqual([size, size, pages]);
  });

  it('is refused beyond the bound, with a remedy', async () => {
    const { journal } = journalOf(101_000);
    await expect(readMovements(journal, SCOPE, PERIOD, NOW)).rejects.toMatchObject({
      code: 'BUDGET_EXCEEDED',
      message: expect.stringMatching(/100000.*shorter/) as string,
    });
  });

  it('is asked for a few marks at once, each one time', async () => {
    const { journal, asked, most } = journalOf(0);
    const marks = Array.from({ length: 45 }, newMark);
    const entries = [...marks, ...marks].map((mark) => entryOf({ mark }));
    expect(await withMakers(journal, SCOPE, PERIOD, [], entries)).toEqual([]);
    expect([asked(), most()]).toEqual([45, 20]);
  });

  it('is not asked about years that no journal has', async () => {
    const filters: unknown[] = [];
    const journal: ReadableJournal = {
      ...journalOf(0).journal,
      list: async ({ from, to }) => {
        filters.push([from, to]);
        return [];
      },
    };
    await readMovements(journal, SCOPE, { from: '0000-01-01', to: '0000-01-02' }, NOW);
    await readMovements(journal, SCOPE, { from: '9999-12-30', to: '9999-12-31' }, NOW);
    expect(filters).toEqual([
      [new Date(0), at('0000-01-05', '00:00:00')],
      [at('9999-12-28', '00:00:00'), at('2027-06-03')],
    ]);
  });
});
