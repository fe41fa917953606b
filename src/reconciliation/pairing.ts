/**
 * Which operation has made which entry. A whole mark proves it, wherever in time the entry stands. Where an entry has no
 * mark, the number that the upstream told for the operation does, but only near its day: an upstream that was put back
 * from a copy gives its numbers again. Amounts never do: an equal entry may be another one.
 */
import { isNear, type Movement } from './movement.ts';
import { compareIds, compareText } from '../ordering.ts';
import { ledgerKey, type BookEntry, type LedgerPlace } from './report.ts';

/** Entries by their makers. */
export interface Pairing {
  /** Entries of an operation by its id, by date and number; those without an entry are absent. */
  readonly made: ReadonlyMap<string, readonly BookEntry[]>;
  /** Entries that no operation has made. */
  readonly others: readonly BookEntry[];
  /** The operations by mark. */
  readonly byMark: ReadonlyMap<string, Movement>;
}

/** Finds the maker of each entry among the operations; no entry has two. */
export function pair(movements: readonly Movement[], entries: readonly BookEntry[]): Pairing {
  const byMark = new Map(movements.map((movement) => [movement.operation.mark, movement]));
  const byNumber = numbered(movements);
  const made = new Map<string, BookEntry[]>();
  const others: BookEntry[] = [];
  for (const entry of entries) {
    const { mark, upstreamId } = entry.row;
    const maker = mark === null ? byNumber.get(numberKey(entry, upstreamId)) : byMark.get(mark);
    const isProven =
      maker !== undefined &&
      // A mark in another ledger was copied there.
      (mark === null ? isNear(maker.operation, entry.date) : ledgerKey(maker) === ledgerKey(entry));
    if (!isProven) {
      others.push(entry);
      continue;
    }
    const found = made.get(maker.operation.id);
    if (found === undefined) made.set(maker.operation.id, [entry]);
    else found.push(entry);
  }
  for (const found of made.values()) found.sort(compareEntries);
  return { made, others, byMark };
}

/** Operations by the number of their entry. Should two have the same one, it counts for the newer. */
function numbered(movements: readonly Movement[]): ReadonlyMap<string, Movement> {
  const found = new Map<string, Movement>();
  for (const movement of movements) {
    const { upstreamId } = movement.operation;
    if (upstreamId === null) continue;
    const key = numberKey(movement, upstreamId);
    const known = found.get(key);
    if (known === undefined || known.operation.createdAt < movement.operation.createdAt) found.set(key, movement);
  }
  return found;
}

function numberKey(place: LedgerPlace, upstreamId: string): string {
  return `${ledgerKey(place)} ${upstreamId}`;
}

/** By date and number, undated first: the order of the entries of one ledger. */
export function compareEntries(left: BookEntry, right: BookEntry): number {
  return compareText(left.date ?? '', right.date ?? '') || compareIds(left.row.upstreamId, right.row.upstreamId);
}
