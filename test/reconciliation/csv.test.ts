import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../src/errors.ts';
import { decimal } from '../../src/money.ts';
import { reconciliationCsv } from '../../src/reconciliation/csv.ts';
import type { BookEntry, ReconciliationReport } from '../../src/reconciliation/report.ts';
import { linesOf, recordsOf } from './csv-lines.ts';
import { at, clientOf, comparisonOf, entryOf, madeBy, operationOf, rowsOf, type ComparisonChanges } from './world.ts';

function reportOf(changes: ComparisonChanges, failures: ReconciliationReport['failures'] = []): ReconciliationReport {
  const { period, now } = comparisonOf(changes);
  return { account: 'one', period, observedAt: now, rows: rowsOf(changes), totals: [], failures };
}

const textOf = (entries: readonly BookEntry[]) => reconciliationCsv(reportOf({ entries }));
const descriptionOf = (description: string) => linesOf(textOf([entryOf({ description })]))[0]?.['description'];

const HEADER =
  'verdict,side,date,client_id,client_name,entry_id,journal_amount,journal_currency,upstream_amount,upstream_currency,operation_key,operation_state,operation_created_at,mark,description,note\r\n';

describe('the CSV', () => {
  it('is its header for an empty report', () => {
    expect(textOf([])).toBe(HEADER);
  });

  it('has what a row tells, with exact amounts', () => {
    const operation = operationOf({
      idempotencyKey: 'order-7',
      clientId: '1',
      amount: { amount: decimal('4.990'), currency: 'USD' },
    });
    const entry = madeBy(operation, {
      upstreamId: '21',
      amount: decimal('12345678901234567890.10'),
      description: 'Calls, May',
    });
    const [row] = reportOf({ operations: [operation], entries: [entry] }).rows;
    const text = reconciliationCsv(reportOf({ operations: [operation], entries: [entry] }));
    expect(text).toBe(
      `${HEADER}AMOUNT_DIFFERS,CHARGE,2026-11-10,1,Client 1,21,4.990,USD,12345678901234567890.10,USD,order-7,SUCCEEDED,2026-11-10T12:00:00.000Z,${operation.mark},"Calls, May",\r\n`,
    );
    expect(row?.note).toBeNull();
  });

  it('leaves empty what a row does not have', () => {
    const missing = operationOf({ clientId: '7' });
    const entry = entryOf({ date: null, upstreamId: '3', description: '' });
    const [undated, lost] = linesOf(reconciliationCsv(reportOf({ operations: [missing], entries: [entry] })));
    expect(undated).toMatchObject({
      verdict: 'MADE_ELSEWHERE',
      date: '',
      journal_amount: '',
      operation_key: '',
      mark: '',
      description: '',
    });
    expect(lost).toMatchObject({
      verdict: 'MISSING_UPSTREAM',
      client_name: '',
      entry_id: '',
      upstream_amount: '',
      mark: missing.mark,
    });
    expect(lost?.['note']).toMatch(/list/);
  });

  it('names each ledger that could not be read behind the rows', () => {
    const error = new GatewayError('UPSTREAM_UNAVAILABLE', '=The upstream, "away".');
    const failures = [
      { side: 'CHARGE', clientId: '2', client: clientOf('2', '@SUM(A1)'), error },
      { side: 'DEPOSIT', clientId: '8', client: null, error },
    ] as const;
    const lines = linesOf(reconciliationCsv(reportOf({ entries: [entryOf()] }, failures)));
    expect(lines.map(({ verdict }) => verdict)).toEqual(['MADE_ELSEWHERE', 'NOT_READ', 'NOT_READ']);
    expect(lines[1]).toMatchObject({ side: 'CHARGE', client_id: '2', client_name: "'@SUM(A1)", upstream_amount: '' });
    expect(lines[2]).toMatchObject({ side: 'DEPOSIT', client_id: '8', client_name: '' });
    expect(lines[1]?.['note']).toBe('This ledger could not be read (UPSTREAM_UNAVAILABLE): =The upstream, "away".');
  });
});

describe('hostile text', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.com","x")',
    '\uFF1D1+1',
    '\uFF0B1',
    '\uFF0D1',
    '\uFF20x',
  ])('%j is no formula', (text) => {
    expect(descriptionOf(text)).toBe(`'${text}`);
    for (const blank of [' ', '\t', '\r', '\n', '\u00A0', '\uFEFF', ' \r\n\t '])
      expect(descriptionOf(blank + text)).toBe(`'${text}`);
  });

  it.each([
    'a=1',
    "'=1",
    '1+1',
    'a\r\nb',
    'a\nb',
    'a\rb',
    'a"b',
    '""',
    '"',
    ',',
    'a,"b",c',
    'ünïcödé 💶',
    'a\u0000b',
    'x'.repeat(1_000_000),
  ])('other text is what it was (%#)', (text) => {
    expect(descriptionOf(text)).toBe(text);
  });

  it('is guarded in every column, and amounts stay numbers', () => {
    const operation = operationOf({ idempotencyKey: '=key' });
    const clients = [clientOf('=1', '-name')];
    const entry = madeBy({ ...operation, clientId: '=1' }, { upstreamId: '+7', amount: decimal('-4.99') });
    const changes = { operations: [{ ...operation, clientId: '=1' }], entries: [entry], clients };
    expect(linesOf(reconciliationCsv(reportOf(changes)))).toMatchObject([
      { client_id: "'=1", client_name: "'-name", entry_id: "'+7", operation_key: "'=key", upstream_amount: '-4.99' },
    ]);
  });

  it('never makes another record or field, nor a formula', () => {
    const texts = fc.string({ unit: 'binary', maxLength: 40 });
    const nasty = fc.array(fc.constantFrom('"', ',', '\r', '\n', '=', '-', "'", ' ', 'a', '\u2028'), { maxLength: 12 });
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            texts,
            nasty.map((parts) => parts.join('')),
          ),
          { maxLength: 5 },
        ),
        (descriptions) => {
          const entries = descriptions.map((description, index) => entryOf({ upstreamId: String(index), description }));
          const records = recordsOf(textOf(entries));
          expect(records).toHaveLength(descriptions.length + 1);
          expect(new Set(records.map(({ length }) => length))).toEqual(new Set([16]));
          for (const [index, record] of records.slice(1).entries()) {
            const shown = record[14]!;
            expect(shown.replace(/^'/, '')).toBe(descriptions[index]!.trimStart().replace(/^'/, ''));
            expect(shown).not.toMatch(/^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is the same text each time', () => {
    const operations = [operationOf(), operationOf({ createdAt: at('2026-11-12') })];
    const entries = [madeBy(operations[0]!), entryOf(), entryOf({ date: null })];
    const one = reconciliationCsv(reportOf({ operations, entries }));
    expect(reconciliationCsv(reportOf({ operations: operations.toReversed(), entries: entries.toReversed() }))).toBe(
      one,
    );
  });
});
