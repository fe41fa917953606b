import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { transitions, type Operation, type OperationState } from '../../src/journal/operation.ts';
import { decimal, significantScaleOf, type Decimal, type Money } from '../../src/money.ts';
import { compare } from '../../src/reconciliation/compare.ts';
import { reconciliationCsv } from '../../src/reconciliation/csv.ts';
import { isInside } from '../../src/reconciliation/period.ts';
import { ledgerKey, ledgerSides, type BookEntry, type ReconciliationRow } from '../../src/reconciliation/report.ts';
import { totalsOf } from '../../src/reconciliation/totals.ts';
import { linesOf } from './csv-lines.ts';
import { at, comparisonOf, entryOf, operationOf } from './world.ts';

const states = Object.keys(transitions) as OperationState[];
const days = ['2026-10-29', '2026-10-31', '2026-11-01', '2026-11-15', '2026-11-30', '2026-12-01', '2026-12-04'];
const PERIOD = { from: '2026-11-01', to: '2026-11-30' };
const amounts = ['0.1', '0.10', '0.2', '123456789012345678.000001', '0', '7'].map((text) => decimal(text));
const currencies = ['USD', 'EUR', 'XXX'];
const clientIds = ['1', '2', '7'];

const money = fc.record({ amount: fc.constantFrom(...amounts), currency: fc.constantFrom(...currencies) });

const operations = fc.array(
  fc
    .record({
      kind: fc.constantFrom('addCharge', 'addPayment', 'updateClient'),
      state: fc.constantFrom(...states),
      clientId: fc.constantFrom(...clientIds),
      amount: fc.option(money, { freq: 9 }),
      upstreamId: fc.option(fc.constantFrom('e0', 'e1', 'e2')),
      day: fc.constantFrom(...days),
      applied: fc.boolean(),
    })
    .map(({ kind, day, applied, ...rest }) =>
      operationOf({
        ...rest,
        kind: kind as Operation['kind'],
        createdAt: at(day),
        evidence: { source: 'PERSON', applied, observedAt: at(day), statement: '', statedBy: null },
      }),
    ),
  { maxLength: 12 },
);

/** Entries, some of which have the mark of one of the operations, in its ledger or elsewhere. */
function entriesFor(made: readonly Operation[]): fc.Arbitrary<readonly BookEntry[]> {
  const one = fc.record({
    owner: fc.option(fc.nat({ max: Math.max(0, made.length - 1) })),
    isCopy: fc.boolean(),
    side: fc.constantFrom(...ledgerSides),
    clientId: fc.constantFrom(...clientIds),
    date: fc.option(fc.constantFrom(...days), { freq: 6 }),
    money,
  });
  return fc.array(one, { maxLength: 25 }).map((drafts) =>
    drafts.map(({ owner, isCopy, money: { amount, currency }, ...draft }, index) => {
      const operation = owner === null ? undefined : made[owner];
      const mark = operation?.mark ?? null;
      const side = operation?.kind === 'addPayment' ? ('DEPOSIT' as const) : ('CHARGE' as const);
      const place = operation === undefined || isCopy ? {} : { side, clientId: operation.clientId! };
      return entryOf({ upstreamId: `e${index}`, ...draft, ...place, mark, amount, currency });
    }),
  );
}

const worlds = operations.chain((made) =>
  fc.record({
    operations: fc.constant(made),
    entries: entriesFor(made),
    unread: fc.subarray(ledgerSides.flatMap((side) => clientIds.map((clientId) => ledgerKey({ side, clientId })))),
  }),
);

type World = typeof worlds extends fc.Arbitrary<infer T> ? T : never;

function read({ operations: made, entries, unread }: World): readonly ReconciliationRow[] {
  const closed = new Set(unread);
  const open = entries.filter((entry) => !closed.has(ledgerKey(entry)));
  return compare(comparisonOf({ operations: made, entries: open, unread: closed, period: PERIOD }));
}

/** True when the journal is sure that nothing was applied. */
function isAbsent({ state, evidence }: Operation): boolean {
  if (state === 'RESOLVED') return evidence?.applied === false;
  return ['PREPARED', 'REJECTED', 'RECONCILED_ABSENT'].includes(state);
}

const STEPS = 10n ** 6n;

/** Millionths, so that sums can be checked without the code that is under test. */
function millionths(amount: Decimal): bigint {
  const [whole = '', fraction = ''] = amount.split('.');
  expect(significantScaleOf(amount)).toBeLessThanOrEqual(6);
  return BigInt(whole) * STEPS + BigInt(fraction.padEnd(6, '0'));
}

function sumIn(currency: string, amountsOfRows: readonly (Money | null)[]): bigint {
  const own = amountsOfRows.filter((amount) => amount?.currency === currency);
  return own.reduce((sum, amount) => sum + millionths(amount!.amount), 0n);
}

describe('for any journal and any books', () => {
  it('each entry of the period stands in one row, and no entry in two', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const rows = read(world);
        const shown = rows.flatMap(({ entry }) => (entry === null ? [] : [entry]));
        expect(new Set(shown).size).toBe(shown.length);
        const closed = new Set(world.unread);
        const due = world.entries.filter((entry) => isInside(entry.date, PERIOD) && !closed.has(ledgerKey(entry)));
        expect(due.filter((entry) => !shown.includes(entry))).toEqual([]);
        expect(shown.filter((entry) => closed.has(ledgerKey(entry)))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('each operation of the period stands in one row, or in one for each of several entries, unless both say nothing', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const rows = read(world);
        for (const operation of world.operations) {
          const own = rows.filter((row) => row.operation === operation);
          const isDuplicated = own.some(({ verdict }) => verdict === 'DUPLICATED');
          expect(isDuplicated ? own.length > 1 : own.length <= 1).toBe(true);
          expect(new Set(own.map(({ verdict }) => verdict)).size).toBeLessThanOrEqual(1);
          const isMoney = operation.kind !== 'updateClient';
          const isOfPeriod = isInside(operation.createdAt.toISOString().slice(0, 10), PERIOD);
          const isByEntry = own.some(({ entry }) => isInside(entry?.date ?? null, PERIOD));
          const isDue = isMoney && ((isOfPeriod && !isAbsent(operation)) || isByEntry);
          const mayBe = isMoney && (isOfPeriod || isByEntry);
          expect(own.length === 0 || mayBe).toBe(true);
          expect(own.length > 0 || !isDue).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('a row joins nothing that does not belong together', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const rows = read(world);
        const misplaced = rows.filter(({ operation, entry, side, clientId }) => {
          const kind = side === 'CHARGE' ? 'addCharge' : 'addPayment';
          if (operation !== null && (operation.clientId !== clientId || operation.kind !== kind)) return true;
          return entry !== null && ledgerKey(entry) !== ledgerKey({ side, clientId });
        });
        expect(misplaced).toEqual([]);
        const joined = rows.filter(({ operation, entry }) => operation !== null && entry !== null);
        const unproven = joined.filter(({ operation, entry }) => {
          const { mark, upstreamId } = entry!.row;
          return mark === null ? upstreamId !== operation!.upstreamId : mark !== operation!.mark;
        });
        expect(unproven).toEqual([]);
        const single: readonly string[] = ['MISSING_UPSTREAM', 'MADE_ELSEWHERE', 'NOT_READ'];
        expect(joined.filter(({ verdict }) => single.includes(verdict))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('the totals are the exact sums of the rows', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const rows = read(world);
        const totals = totalsOf(rows);
        const keys = totals.map(({ currency, side, verdict }) => `${currency} ${side} ${verdict}`);
        expect(new Set(keys).size).toBe(keys.length);
        for (const { currency, side, verdict, count, journal, upstream } of totals) {
          const own = rows.filter((row) => row.side === side && row.verdict === verdict);
          const touched = own.filter((row) =>
            [row.journalAmount?.currency, row.upstreamAmount?.currency].includes(currency),
          );
          expect(count).toBe(touched.length);
          expect(count).toBeGreaterThan(0);
          expect([journal.currency, upstream.currency]).toEqual([currency, currency]);
          expect(millionths(journal.amount)).toBe(
            sumIn(
              currency,
              own.map((row) => row.journalAmount),
            ),
          );
          expect(millionths(upstream.amount)).toBe(
            sumIn(
              currency,
              own.map((row) => row.upstreamAmount),
            ),
          );
        }
        const told = rows.flatMap(({ side, verdict, journalAmount, upstreamAmount }) =>
          [journalAmount, upstreamAmount].flatMap((amount) =>
            amount === null ? [] : [`${amount.currency} ${side} ${verdict}`],
          ),
        );
        expect(new Set(keys)).toEqual(new Set(told));
      }),
      { numRuns: 400 },
    );
  });

  it('the rows do not depend on the order in which things were read, and the CSV has all of them', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const rows = read(world);
        const turned = read({ ...world, entries: world.entries.toReversed() });
        expect(turned.map(({ verdict, date, side, entry }) => [verdict, date, side, entry])).toEqual(
          rows.map(({ verdict, date, side, entry }) => [verdict, date, side, entry]),
        );
        const report = { account: 'one', period: PERIOD, observedAt: at('2027-01-01'), rows, totals: [], failures: [] };
        const lines = linesOf(reconciliationCsv(report));
        expect(lines.map((line) => [line['verdict'], line['journal_amount'], line['upstream_amount']])).toEqual(
          rows.map((row) => [row.verdict, row.journalAmount?.amount ?? '', row.upstreamAmount?.amount ?? '']),
        );
      }),
      { numRuns: 200 },
    );
  });
});
