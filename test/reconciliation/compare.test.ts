import { describe, expect, it } from 'vitest';
import { openStates, transitions, type Operation, type OperationState } from '../../src/journal/operation.ts';
import { newMark } from '../../src/mark.ts';
import { decimal } from '../../src/money.ts';
import {
  at,
  clientOf,
  DAY,
  entryOf,
  judged,
  madeBy,
  MARKED,
  operationOf,
  resolvedOf,
  rowsOf,
  verdictsOf,
  type EntryChanges,
} from './world.ts';

const applied: readonly [string, () => Operation][] = [
  ['SUCCEEDED', () => operationOf()],
  ['RECONCILED_SUCCEEDED', () => operationOf({ state: 'RECONCILED_SUCCEEDED' })],
  ['RESOLVED as applied', () => resolvedOf(true)],
];
const open: readonly [string, () => Operation][] = openStates.map((state) => [state, () => operationOf({ state })]);
const notApplied: readonly [string, () => Operation][] = [
  ['PREPARED', () => operationOf({ state: 'PREPARED' })],
  ['REJECTED', () => operationOf({ state: 'REJECTED' })],
  ['RECONCILED_ABSENT', () => operationOf({ state: 'RECONCILED_ABSENT' })],
  ['RESOLVED as not applied', () => resolvedOf(false)],
];

describe('what the journal says', () => {
  it('is covered for every state', () => {
    const covered = [...applied, ...open, ...notApplied].map(([name]) => name.split(' ', 1)[0]!);
    expect(new Set(covered)).toEqual(new Set(Object.keys(transitions) as OperationState[]));
  });

  it.each(applied)('%s with its entry is MATCHED', (_, operation) => {
    const done = operation();
    const entry = madeBy(done, { description: 'Call minutes' });
    expect(judged(done, [entry])).toEqual([
      {
        verdict: 'MATCHED',
        side: 'CHARGE',
        clientId: '1',
        client: clientOf('1'),
        operation: done,
        entry,
        date: DAY,
        journalAmount: { amount: '4.99', currency: 'USD' },
        upstreamAmount: { amount: '4.99', currency: 'USD' },
        note: null,
      },
    ]);
  });

  it.each(applied)('%s without an entry is MISSING_UPSTREAM', (_, operation) => {
    const done = operation();
    expect(judged(done)).toEqual([
      {
        verdict: 'MISSING_UPSTREAM',
        side: 'CHARGE',
        clientId: '1',
        client: clientOf('1'),
        operation: done,
        entry: null,
        date: DAY,
        journalAmount: { amount: '4.99', currency: 'USD' },
        upstreamAmount: null,
        note: null,
      },
    ]);
  });

  it.each(open)('%s is STILL_UNKNOWN with and without its entry', (_, operation) => {
    const lost = operation();
    expect(judged(lost)).toMatchObject([{ verdict: 'STILL_UNKNOWN', entry: null, upstreamAmount: null, note: null }]);
    const [equal] = judged(lost, [madeBy(lost)]);
    expect(equal).toMatchObject({ verdict: 'STILL_UNKNOWN', upstreamAmount: { amount: '4.99' } });
    expect(equal?.note).toMatch(/ask for the operation, which settles it/);
    const [other] = judged(lost, [madeBy(lost, { amount: decimal('5.00') })]);
    expect(other).toMatchObject({ verdict: 'STILL_UNKNOWN', upstreamAmount: { amount: '5.00' } });
    expect(other?.note).toMatch(/another amount.*a person has to resolve/);
  });

  it.each(notApplied)('%s is not listed, and CONTRADICTED by its entry', (_, operation) => {
    const refused = operation();
    expect(judged(refused)).toEqual([]);
    const entry = madeBy(refused, { amount: decimal('5.00') });
    const [row, ...others] = judged(refused, [entry]);
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      verdict: 'CONTRADICTED',
      operation: refused,
      entry,
      upstreamAmount: { amount: '5.00' },
    });
    expect(row?.note).toContain(`although the operation is ${refused.state}.`);
    expect(row?.note?.includes('Settle it again')).toBe(refused.state === 'RECONCILED_ABSENT');
  });

  it('is nothing for writes that move no money', () => {
    expect(judged(operationOf({ kind: 'updateClient' }))).toEqual([]);
    expect(judged(operationOf({ kind: 'signupVoipmsClient', clientId: null }))).toEqual([]);
    expect(judged(operationOf({ clientId: null }))).toEqual([]);
  });
});

describe('the amount', () => {
  it.each<[string, EntryChanges, string]>([
    ['written otherwise', { amount: decimal('4.990') }, 'MATCHED'],
    ['a cent less', { amount: decimal('4.98') }, 'AMOUNT_DIFFERS'],
    ['with the other sign', { amount: decimal('-4.99') }, 'AMOUNT_DIFFERS'],
    ['in another currency', { currency: 'EUR' }, 'AMOUNT_DIFFERS'],
    ['in a currency that nobody tells', { currency: 'XXX' }, 'MATCHED'],
    ['another in a currency that nobody tells', { currency: 'XXX', amount: decimal('4.9') }, 'AMOUNT_DIFFERS'],
  ])('%s', (_, changes, verdict) => {
    const done = operationOf();
    expect(verdictsOf(judged(done, [madeBy(done, changes)]))).toEqual([verdict]);
  });

  it('that the journal does not have is another one, and has no sum', () => {
    const done = operationOf({ amount: null });
    const [row] = judged(done, [entryOf({ mark: done.mark })]);
    expect(row).toMatchObject({ verdict: 'AMOUNT_DIFFERS', journalAmount: null });
    expect(judged(done)).toMatchObject([{ verdict: 'MISSING_UPSTREAM', journalAmount: null, upstreamAmount: null }]);
  });

  it('is exact beyond what a double can hold', () => {
    const amount = { amount: decimal('9007199254740993.000001'), currency: 'USD' };
    const done = operationOf({ amount });
    const near = madeBy(done, { amount: decimal('9007199254740993.000002') });
    expect(verdictsOf(judged(done, [madeBy(done)]))).toEqual(['MATCHED']);
    expect(verdictsOf(judged(done, [near]))).toEqual(['AMOUNT_DIFFERS']);
  });
});

describe('an entry', () => {
  it('without a mark is MADE_ELSEWHERE, although its amount is that of a missing operation', () => {
    const done = operationOf();
    const [first, second] = [entryOf({ upstreamId: '8' }), entryOf({ upstreamId: '9', amount: decimal('4.990') })];
    const rows = judged(done, [first, second]);
    expect(verdictsOf(rows)).toEqual(['MADE_ELSEWHERE', 'MADE_ELSEWHERE', 'MISSING_UPSTREAM']);
    expect(rows[0]).toMatchObject({ operation: null, journalAmount: null, entry: first, note: null });
    expect(rows[2]?.note).toBe('Without a mark, but of the same amount: 8, 9.');
  });

  it.each<[string, EntryChanges]>([
    ['of another amount', { amount: decimal('49.9') }],
    ['of another client', { clientId: '2' }],
    ['of the other side', { side: 'DEPOSIT' }],
    ['with a mark', { mark: newMark() }],
    ['three days before', { date: '2026-11-07' }],
    ['three days later', { date: '2026-11-13' }],
  ])('%s is no candidate for a missing operation', (_, changes) => {
    const rows = judged(operationOf(), [entryOf(changes)]);
    expect(rows.find(({ verdict }) => verdict === 'MISSING_UPSTREAM')?.note).toBeNull();
    expect(verdictsOf(rows).toSorted()).toEqual(['MADE_ELSEWHERE', 'MISSING_UPSTREAM']);
  });

  it('may be a candidate until shortly after the last attempt, and many are named by three', () => {
    const attempts = [DAY, '2026-11-20'].map((day) => ({
      id: day,
      startedAt: at(day),
      endedAt: at(day),
      outcome: 'SUCCEEDED' as const,
      problem: null,
    }));
    const done = operationOf({ attempts });
    const days = ['2026-11-07', '2026-11-08', '2026-11-15', '2026-11-22', '2026-11-23', null];
    const entries = days.map((date, index) => entryOf({ upstreamId: `${index}`, date }));
    const missing = judged(done, [...entries, entryOf({ upstreamId: '6' })]).find(
      ({ operation }) => operation !== null,
    );
    expect(missing?.note).toBe('Without a mark, but of the same amount: 5, 1, 6 and 2 more.');
  });

  it('with the mark of nobody here is MADE_ELSEWHERE, and says so', () => {
    const mark = newMark();
    expect(rowsOf({ entries: [entryOf({ mark })] })).toMatchObject([
      { verdict: 'MADE_ELSEWHERE', operation: null, note: expect.stringContaining(`${mark}, which no operation here`) },
    ]);
  });

  it.each<[string, EntryChanges]>([
    ['client', { clientId: '2' }],
    ['side', { side: 'DEPOSIT' }],
  ])('with the mark in the ledger of another %s proves nothing', (_, changes) => {
    const done = operationOf();
    const copy = madeBy(done, changes);
    const rows = judged(done, [copy]);
    const missing = rows.find(({ verdict }) => verdict === 'MISSING_UPSTREAM');
    const other = rows.find(({ verdict }) => verdict === 'MADE_ELSEWHERE');
    expect(rows).toHaveLength(2);
    expect(missing?.note).toContain(`of client ${copy.clientId} ${copy.row.upstreamId}, where it does not belong.`);
    expect(other).toMatchObject({ operation: null, journalAmount: null });
    expect(other?.note).toContain(`the charge of client 1 with the key "${done.idempotencyKey}"`);
  });

  it('is known by its number where its mark was lost, and by nothing else of an operation with a number', () => {
    const done = operationOf({ upstreamId: '77' });
    const rows = judged(done, [entryOf({ upstreamId: '77' })]);
    expect(rows).toMatchObject([{ verdict: 'MATCHED', note: expect.stringMatching(/number that the upstream told/) }]);
    for (const date of ['2026-11-08', '2026-11-12', null]) {
      expect(verdictsOf(judged(done, [entryOf({ upstreamId: '77', date })]))).toEqual(['MATCHED']);
    }
    const cut = entryOf({ upstreamId: '77', amount: decimal('5') });
    expect(verdictsOf(judged(done, [cut]))).toEqual(['AMOUNT_DIFFERS']);
    const elsewhere: readonly EntryChanges[] = [
      { upstreamId: '77', clientId: '2' },
      { upstreamId: '77', side: 'DEPOSIT' },
      { upstreamId: '77', mark: newMark() },
      { upstreamId: '77', date: '2026-11-07' },
      { upstreamId: '77', date: '2026-11-13' },
      { upstreamId: '78' },
    ];
    for (const changes of elsewhere) {
      expect(verdictsOf(judged(done, [entryOf(changes)])).toSorted()).toEqual(['MADE_ELSEWHERE', 'MISSING_UPSTREAM']);
    }
  });

  it('belongs to one operation, should two have its number', () => {
    const older = operationOf({ upstreamId: '77', createdAt: at(DAY, '11:59:59') });
    const newer = operationOf({ upstreamId: '77' });
    for (const operations of [
      [older, newer],
      [newer, older],
    ]) {
      const rows = rowsOf({ operations, entries: [MARKED, entryOf({ upstreamId: '77' })] });
      expect(verdictsOf(rows).toSorted()).toEqual(['MATCHED', 'MISSING_UPSTREAM']);
      expect(rows.find(({ verdict }) => verdict === 'MATCHED')?.operation).toBe(newer);
    }
  });
});

describe('several entries of one operation', () => {
  it.each([...applied, ...open, ...notApplied])('are DUPLICATED, all of them, with %s', (_, operation) => {
    const twice = operation();
    const entries = ['12', '9', '10'].map((upstreamId) => madeBy(twice, { upstreamId }));
    const rows = judged(twice, entries);
    expect(verdictsOf(rows)).toEqual(['DUPLICATED', 'DUPLICATED', 'DUPLICATED']);
    expect(rows.map(({ entry }) => entry?.row.upstreamId)).toEqual(['9', '10', '12']);
    expect(rows.map(({ journalAmount }) => journalAmount?.amount ?? null)).toEqual(['4.99', null, null]);
    expect(rows.every((row) => row.operation === twice)).toBe(true);
    expect(rows[0]?.note).toBe(`3 entries belong to this one operation, which is ${twice.state}.`);
  });

  it('may be one with the mark and one with the number', () => {
    const twice = operationOf({ upstreamId: '77' });
    expect(verdictsOf(judged(twice, [madeBy(twice), entryOf({ upstreamId: '77' })]))).toEqual([
      'DUPLICATED',
      'DUPLICATED',
    ]);
    expect(verdictsOf(judged(twice, [madeBy(twice, { upstreamId: '77' })]))).toEqual(['MATCHED']);
  });

  it('are listed as a whole when one of them is in the period', () => {
    const twice = operationOf({ createdAt: at('2026-10-20') });
    const entries = [madeBy(twice, { date: '2026-10-20' }), madeBy(twice, { date: '2026-11-01' })];
    expect(judged(twice, entries).map(({ date }) => date)).toEqual(['2026-10-20', '2026-11-01']);
    expect(judged(twice, [madeBy(twice, { date: '2026-10-20' }), madeBy(twice, { date: '2026-10-21' })])).toEqual([]);
  });
});
