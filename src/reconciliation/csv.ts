/** The report as CSV (RFC 4180: CRLF, header line, quotes where they are needed) for spreadsheets and people. */
import { stringify } from 'csv-stringify/sync';
import type { ReconciliationFailure, ReconciliationReport, ReconciliationRow } from './report.ts';

const columns = [
  'verdict',
  'side',
  'date',
  'client_id',
  'client_name',
  'entry_id',
  'journal_amount',
  'journal_currency',
  'upstream_amount',
  'upstream_currency',
  'operation_key',
  'operation_state',
  'operation_created_at',
  'mark',
  'description',
  'note',
] as const;

type Line = Readonly<Partial<Record<(typeof columns)[number], string | null>>>;

/** Columns that hold nothing but digits, a point and a minus, which no spreadsheet takes for a formula. */
const amountColumns: ReadonlySet<unknown> = new Set(['journal_amount', 'upstream_amount']);

/**
 * All rows in the order of the report; behind them one line with the verdict NOT_READ for each ledger that could not be
 * read, so that a part is never taken for the whole. Amounts are exact. Other text that a spreadsheet would take for a
 * formula has an apostrophe in front.
 */
export function reconciliationCsv(report: ReconciliationReport): string {
  const lines: readonly Line[] = [...report.rows.map(lineOfRow), ...report.failures.map(lineOfFailure)];
  return stringify([...lines], {
    header: true,
    columns: [...columns],
    record_delimiter: 'windows',
    // Without it, a field with a lone CR or LF would be two records for many a reader.
    quote_record_delimiter: true,
    escape_formulas: true,
    cast: {
      string: (value, { column, header }) => {
        if (header) return value;
        // A formula behind blanks or line ends would not be seen as one by the guard, but by a spreadsheet that trims.
        if (!amountColumns.has(column)) return value.trimStart();
        return value.startsWith('-') ? { value, escape_formulas: false } : value;
      },
    },
  });
}

function lineOfRow(row: ReconciliationRow): Line {
  const { operation, entry, journalAmount, upstreamAmount } = row;
  return {
    verdict: row.verdict,
    side: row.side,
    date: row.date,
    client_id: row.clientId,
    client_name: row.client?.displayName ?? null,
    entry_id: entry?.row.upstreamId ?? null,
    journal_amount: journalAmount?.amount ?? null,
    journal_currency: journalAmount?.currency ?? null,
    upstream_amount: upstreamAmount?.amount ?? null,
    upstream_currency: upstreamAmount?.currency ?? null,
    operation_key: operation?.idempotencyKey ?? null,
    operation_state: operation?.state ?? null,
    operation_created_at: operation?.createdAt.toISOString() ?? null,
    mark: entry?.row.mark ?? operation?.mark ?? null,
    description: entry?.row.description ?? null,
    note: row.note,
  };
}

function lineOfFailure({ side, clientId, client, error }: ReconciliationFailure): Line {
  return {
    verdict: 'NOT_READ',
    side,
    client_id: clientId,
    client_name: client?.displayName ?? null,
    note: `This ledger could not be read (${error.code}): ${error.message}`,
  };
}
