/** The comparison of the journal with the books. Pure: everything it needs is given. */
import { standingOf, type Operation } from '../journal/operation.ts';
import { compareDecimals, type Money } from '../money.ts';
import type { ClientRecord } from '../providers/records.ts';
import type { Movement } from './movement.ts';
import { Notes } from './notes.ts';
import { compareRows } from './order.ts';
import { pair } from './pairing.ts';
import { dayOf, isInside, type Period } from './period.ts';
import { ledgerKey, type BookEntry, type LedgerPlace, type ReconciliationRow } from './report.ts';

/** What was read of the books. */
export interface Books {
  /** All entries of all ledgers that could be read, of whatever day. */
  readonly entries: readonly BookEntry[];
  /** The ledgers that could not be read, as `ledgerKey` calls them. */
  readonly unread: ReadonlySet<string>;
  /** The clients of the upstream's list by id. */
  readonly clients: ReadonlyMap<string, ClientRecord>;
}

/** What is compared. */
export interface Comparison {
  readonly period: Period;
  /** Each operation once. May have operations outside of the period, which the entries inside need. */
  readonly movements: readonly Movement[];
  readonly books: Books;
  /** Null: operations of all clients are listed. */
  readonly clientIds: ReadonlySet<string> | null;
  /** When the books had been read. */
  readonly now: Date;
}

/** Code of ISO 4217 for no currency: it is not known, so it differs from none. */
const UNKNOWN_CURRENCY = 'XXX';

/**
 * The rows, in the order of a report. An operation is listed when the day on which it was first asked for, or that of an
 * entry of it, is in the period; one that was not applied and has no entry is not listed. An entry without an operation is
 * listed when its day is in the period or it has none. Every entry and every operation stands in one row, but for
 * operations with several entries, which have a row for each.
 */
export function compare(comparison: Comparison): readonly ReconciliationRow[] {
  const { period, movements, books, clientIds } = comparison;
  const pairing = pair(movements, books.entries);
  const judge = new Judge(comparison, new Notes(comparison, pairing));
  const rows: ReconciliationRow[] = [];
  for (const movement of movements) {
    if (clientIds !== null && !clientIds.has(movement.clientId)) continue;
    const entries = pairing.made.get(movement.operation.id) ?? [];
    const days = [askedOn(movement.operation), ...entries.map(({ date }) => date)];
    if (days.some((day) => isInside(day, period))) rows.push(...judge.rowsOf(movement, entries));
  }
  for (const entry of pairing.others) {
    if (entry.date === null || isInside(entry.date, period)) rows.push(judge.rowOfOther(entry));
  }
  return rows.toSorted(compareRows);
}

/** Says what operations and entries are to each other. */
class Judge {
  readonly #books: Books;
  readonly #notes: Notes;

  constructor({ books }: Comparison, notes: Notes) {
    this.#books = books;
    this.#notes = notes;
  }

  /** The rows of an operation: none when it was not applied and has no entry. */
  rowsOf(movement: Movement, entries: readonly BookEntry[]): readonly ReconciliationRow[] {
    const [entry = null, ...more] = entries;
    if (entry === null) return this.#withoutEntry(movement);
    if (more.length === 0) return [this.#withEntry(movement, entry)];
    const note = this.#notes.duplicated(movement, entries.length);
    return entries.map((one, index) => ({
      ...this.#row('DUPLICATED', movement, movement.operation, one, note),
      journalAmount: index === 0 ? movement.operation.amount : null,
    }));
  }

  /** The row of an entry that no operation has made. */
  rowOfOther(entry: BookEntry): ReconciliationRow {
    return this.#row('MADE_ELSEWHERE', entry, null, entry, this.#notes.madeElsewhere(entry));
  }

  #withEntry(movement: Movement, entry: BookEntry): ReconciliationRow {
    const { operation } = movement;
    const isEqual = isSame(operation.amount, entry.amount);
    const standing = standingOf(operation);
    if (standing === 'OPEN') {
      return this.#row('STILL_UNKNOWN', movement, operation, entry, this.#notes.found(operation, entry, isEqual));
    }
    if (standing === 'NOT_APPLIED') {
      return this.#row('CONTRADICTED', movement, operation, entry, this.#notes.contradicted(operation, entry));
    }
    const verdict = isEqual ? 'MATCHED' : 'AMOUNT_DIFFERS';
    return this.#row(verdict, movement, operation, entry, this.#notes.matched(operation, entry));
  }

  #withoutEntry(movement: Movement): readonly ReconciliationRow[] {
    const { operation } = movement;
    const standing = standingOf(operation);
    const isUnread = this.#books.unread.has(ledgerKey(movement));
    if (standing === 'NOT_APPLIED') return [];
    const note = isUnread ? this.#notes.unread() : this.#notes.withoutEntry(movement);
    const verdict = standing === 'OPEN' ? 'STILL_UNKNOWN' : isUnread ? 'NOT_READ' : 'MISSING_UPSTREAM';
    return [this.#row(verdict, movement, operation, null, note)];
  }

  #row(
    verdict: ReconciliationRow['verdict'],
    { side, clientId }: LedgerPlace,
    operation: Operation | null,
    entry: BookEntry | null,
    note: string | null,
  ): ReconciliationRow {
    return {
      verdict,
      side,
      clientId,
      client: this.#books.clients.get(clientId) ?? null,
      operation,
      entry,
      date: entry === null ? operation && askedOn(operation) : entry.date,
      journalAmount: operation?.amount ?? null,
      upstreamAmount: entry?.amount ?? null,
      note,
    };
  }
}

/** The day on which an operation was first asked for, in UTC. */
function askedOn({ createdAt }: Operation): string {
  return dayOf(createdAt);
}

/** True for the same amount, as far as the currencies are known. */
function isSame(left: Money | null, right: Money): boolean {
  if (left === null || compareDecimals(left.amount, right.amount) !== 0) return false;
  const currencies = new Set([left.currency, right.currency]);
  return currencies.size === 1 || currencies.has(UNKNOWN_CURRENCY);
}
