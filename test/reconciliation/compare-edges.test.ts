import { describe, expect, it } from 'vitest';
import type { BookEntry } from '../../src/reconciliation/report.ts';
import { at, DAY, entryOf, judged, madeBy, MARKED, operationOf, rowsOf, verdictsOf } from './world.ts';

describe('the period', () => {
  const first = at('2026-11-01', '00:00:00');
  const justBefore = at('2026-10-31', '23:59:59');
  const justIn = at('2026-11-30', '23:59:59');
  const after = at('2026-12-01', '00:00:00');

  it.each<[string, Date, string | null, boolean]>([
    ['both on the first day', first, '2026-11-01', true],
    ['both on the last day', justIn, '2026-11-30', true],
    ['asked for before, booked on the first day', justBefore, '2026-11-01', true],
    ['asked for on the first day, booked the day before', first, '2026-10-31', true],
    ['asked for on the last day, booked the day after', justIn, '2026-12-01', true],
    ['asked for after, booked on the last day', after, '2026-11-30', true],
    ['both before', justBefore, '2026-10-31', false],
    ['both after', after, '2026-12-01', false],
    ['asked for within, and the entry has no date', first, null, true],
    ['asked for before, and the entry has no date', justBefore, null, false],
    ['asked for after, and the entry has no date', after, null, false],
  ])('%s', (_, createdAt, date, isListed) => {
    const done = operationOf({ createdAt });
    const rows = judged(done, [madeBy(done, { date })]);
    expect(verdictsOf(rows)).toEqual(isListed ? ['MATCHED'] : []);
    const isPlain = date !== null && createdAt.toISOString().startsWith(date);
    expect(rows.map(({ note }) => note === null)).toEqual(isListed ? [isPlain] : []);
  });

  it.each<[string, Date, boolean]>([
    ['first', first, true],
    ['last', justIn, true],
    ['before', justBefore, false],
    ['after', after, false],
  ])('of an operation without an entry is the day on which it was asked for: %s', (_, createdAt, isListed) => {
    const rows = judged(operationOf({ createdAt }));
    expect(rows.map(({ date }) => date)).toEqual(isListed ? [createdAt.toISOString().slice(0, 10)] : []);
  });

  it.each<[string | null, boolean]>([
    ['2026-11-01', true],
    ['2026-11-30', true],
    ['2026-10-31', false],
    ['2026-12-01', false],
    [null, true],
  ])('of an entry of nobody is its date: %s', (date, isListed) => {
    const rows = rowsOf({ entries: [entryOf({ date })] });
    expect(verdictsOf(rows)).toEqual(isListed ? ['MADE_ELSEWHERE'] : []);
    expect(rows[0]?.note?.includes('in the report of every period') ?? false).toBe(date === null);
  });

  it('does not keep an entry from its operation, however far away, and says both days', () => {
    const done = operationOf();
    const [row] = judged(done, [madeBy(done, { date: '2019-01-01' })]);
    expect(row).toMatchObject({ verdict: 'MATCHED', date: '2019-01-01' });
    expect(row?.note).toBe('Asked for on 2026-11-10, in the books on 2019-01-01.');
    const near = (date: string) => judged(done, [madeBy(done, { date })])[0]?.note;
    expect([near('2026-11-08'), near('2026-11-12')]).toEqual([null, null]);
    expect(near('2026-11-07')).toBe('Asked for on 2026-11-10, in the books on 2026-11-07.');
    expect(near('2026-11-13')).toBe('Asked for on 2026-11-10, in the books on 2026-11-13.');
  });

  it('says both days of a contradiction and of an open operation, too', () => {
    const far = { date: '2026-11-25' };
    for (const state of ['UNKNOWN', 'REJECTED'] as const) {
      const operation = operationOf({ state });
      expect(judged(operation, [madeBy(operation, far)])[0]?.note).toMatch(
        /on 2026-11-10, in the books on 2026-11-25\.$/,
      );
    }
  });
});

describe('clients', () => {
  it('that are gone leave a null, and a note at what is missing', () => {
    const gone = operationOf({ clientId: '7' });
    const [row] = judged(gone);
    expect(row).toMatchObject({ verdict: 'MISSING_UPSTREAM', client: null, clientId: '7' });
    expect(row?.note).toMatch(/not in the upstream's list/);
    expect(judged(gone, [madeBy(gone)])).toMatchObject([{ verdict: 'MATCHED', client: null, note: null }]);
  });

  it('whose books could not be read are not judged', () => {
    const [done, lost, refused] = (['SUCCEEDED', 'UNKNOWN', 'REJECTED'] as const).map((state) =>
      operationOf({ state }),
    );
    const operations = [done!, lost!, refused!];
    const rows = rowsOf({ operations, entries: [MARKED], unread: new Set(['CHARGE 1']) });
    expect(rows).toMatchObject([
      {
        verdict: 'NOT_READ',
        operation: done,
        journalAmount: { amount: '4.99' },
        note: expect.stringMatching(/not be read/),
      },
      { verdict: 'STILL_UNKNOWN', operation: lost, note: expect.stringMatching(/not be read/) },
    ]);
    const others = new Set(['DEPOSIT 1', 'CHARGE 2', 'CHARGE 11']);
    expect(verdictsOf(rowsOf({ operations: [done!], unread: others }))).toEqual(['MISSING_UPSTREAM']);
  });

  it('that were not asked for are left out', () => {
    const operations = ['1', '2'].map((clientId) => operationOf({ clientId }));
    const entries = [MARKED, madeBy(operations[0]!)];
    expect(rowsOf({ operations, entries, clientIds: new Set(['1']) }).map(({ clientId }) => clientId)).toEqual(['1']);
    // The owner of a copied mark is known all the same.
    const copy = madeBy(operations[1]!, { clientId: '1' });
    const rows = rowsOf({ operations, entries: [copy], clientIds: new Set(['1']) });
    expect(rows.find(({ operation }) => operation === null)?.note).toContain('which was copied here');
  });
});

describe('a note of what is missing', () => {
  it('tells of the last hour', () => {
    const done = operationOf();
    const noteAt = (time: string) => judged(done, [], { now: at(DAY, time) })[0]?.note;
    expect(noteAt('12:59:59')).toMatch(/within the last hour/);
    expect(noteAt('13:00:00')).toBeNull();
  });

  it.each<[string, readonly BookEntry[], boolean]>([
    ['no entries', [], true],
    ['entries without marks', [entryOf({ clientId: '2', date: '2020-01-01' })], true],
    ['an entry with a mark', [MARKED], false],
  ])('tells of books that show no mark: %s', (_, entries, isTold) => {
    const note = rowsOf({ operations: [operationOf()], entries })[0]?.note ?? '';
    expect(note.startsWith('No entry that was read has a mark')).toBe(isTold);
  });
});

describe('the order', () => {
  it('is by date, client as a number, side and entry as a number, undated first', () => {
    const entries = [
      entryOf({ upstreamId: '10', clientId: '10' }),
      entryOf({ upstreamId: '9', clientId: '10' }),
      entryOf({ upstreamId: '5', clientId: '9', side: 'DEPOSIT' }),
      entryOf({ upstreamId: '6', clientId: '9' }),
      entryOf({ upstreamId: 'x', clientId: 'x' }),
      entryOf({ upstreamId: '1', clientId: '99', date: '2026-11-09' }),
      entryOf({ upstreamId: '2', clientId: '99', date: null }),
    ];
    const expected = ['2', '1', '6', '5', '9', '10', 'x'];
    for (const given of [entries, entries.toReversed()]) {
      expect(rowsOf({ entries: given }).map(({ entry }) => entry?.row.upstreamId)).toEqual(expected);
    }
  });
});
