/** The order of a report, which is the same each time. */
import { compareIds, compareText } from '../ordering.ts';
import type { LedgerPlace, ReconciliationRow } from './report.ts';

/** By client, then charges before deposits. */
export function comparePlaces(left: LedgerPlace, right: LedgerPlace): number {
  return compareIds(left.clientId, right.clientId) || compareText(left.side, right.side);
}

/** By date (undated first), client, side, entry and operation, which no two rows have in common. */
export function compareRows(left: ReconciliationRow, right: ReconciliationRow): number {
  return (
    compareText(left.date ?? '', right.date ?? '') ||
    comparePlaces(left, right) ||
    compareIds(left.entry?.row.upstreamId ?? '', right.entry?.row.upstreamId ?? '') ||
    compareText(left.operation?.id ?? '', right.operation?.id ?? '')
  );
}
