/** Exact sums of a report. Amounts of two currencies are never added. */
import { addDecimals, decimal, type Decimal } from '../money.ts';
import { compareText } from '../ordering.ts';
import { verdicts, type ReconciliationRow, type ReconciliationTotal } from './report.ts';

interface Sum {
  readonly currency: string;
  readonly row: ReconciliationRow;
  count: number;
  journal: Decimal;
  upstream: Decimal;
}

/**
 * Totals of the rows by currency, side and verdict, without those that no row has. A row whose two amounts have different
 * currencies counts in the totals of both.
 */
export function totalsOf(rows: readonly ReconciliationRow[]): readonly ReconciliationTotal[] {
  const sums = new Map<string, Sum>();
  for (const row of rows) {
    const { journalAmount, upstreamAmount } = row;
    const currencies = [journalAmount, upstreamAmount].flatMap((money) => (money === null ? [] : [money.currency]));
    for (const currency of new Set(currencies)) sumOf(sums, row, currency).count += 1;
    if (journalAmount !== null) {
      const sum = sumOf(sums, row, journalAmount.currency);
      sum.journal = addDecimals(sum.journal, journalAmount.amount);
    }
    if (upstreamAmount !== null) {
      const sum = sumOf(sums, row, upstreamAmount.currency);
      sum.upstream = addDecimals(sum.upstream, upstreamAmount.amount);
    }
  }
  return Array.from(sums.values(), toTotal).toSorted(compareTotals);
}

function sumOf(sums: Map<string, Sum>, row: ReconciliationRow, currency: string): Sum {
  const key = `${currency} ${row.side} ${row.verdict}`;
  const known = sums.get(key);
  if (known !== undefined) return known;
  const fresh = { currency, row, count: 0, journal: decimal('0'), upstream: decimal('0') };
  sums.set(key, fresh);
  return fresh;
}

function toTotal({ currency, row, count, journal, upstream }: Sum): ReconciliationTotal {
  const { side, verdict } = row;
  const [journalMoney, upstreamMoney] = [journal, upstream].map((amount) => ({ amount, currency }));
  return { currency, side, verdict, count, journal: journalMoney!, upstream: upstreamMoney! };
}

function compareTotals(left: ReconciliationTotal, right: ReconciliationTotal): number {
  return (
    compareText(left.currency, right.currency) ||
    compareText(left.side, right.side) ||
    verdicts.indexOf(left.verdict) - verdicts.indexOf(right.verdict)
  );
}
