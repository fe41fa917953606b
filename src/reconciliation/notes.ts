/** What a row of the report says to the person who has to act on it. */
import type { Operation } from '../journal/operation.ts';
import type { Comparison } from './compare.ts';
import { isNear, lastSent, type Movement } from './movement.ts';
import { comparePlaces } from './order.ts';
import { compareEntries, type Pairing } from './pairing.ts';
import { DAY_MS, dayOf, daysFrom, isInside, TOLERANCE_DAYS } from './period.ts';
import { ledgerKey, type BookEntry, type LedgerPlace } from './report.ts';

/** For how long an upstream may be expected not to show a new entry yet, in milliseconds. */
const NEW_FOR_MS = DAY_MS / 24;

/** Entries of a note that are named one by one. */
const MAX_NAMED = 3;

/** Writes the notes of one comparison. Each is null when there is nothing to say. */
export class Notes {
  readonly #comparison: Comparison;
  readonly #pairing: Pairing;
  readonly #showsMarks: boolean;
  #alike: ReadonlyMap<string, readonly BookEntry[]> | null = null;
  #copies: ReadonlyMap<string | null, readonly BookEntry[]> | null = null;

  constructor(comparison: Comparison, pairing: Pairing) {
    this.#comparison = comparison;
    this.#pairing = pairing;
    this.#showsMarks = comparison.books.entries.some(({ row }) => row.mark !== null);
  }

  /** Of an operation that was applied and its one entry. */
  matched(operation: Operation, entry: BookEntry): string | null {
    return joined([
      entry.row.mark === null && 'Known by the number that the upstream told; the entry has no mark.',
      this.#days(operation, entry),
    ]);
  }

  /** Of an operation whose outcome is open, and its one entry. */
  found(operation: Operation, entry: BookEntry, isEqual: boolean): string | null {
    const advice = isEqual
      ? 'An entry of it is in the books: ask for the operation, which settles it.'
      : 'An entry of it is in the books with another amount: a person has to resolve the operation.';
    return joined([advice, this.#days(operation, entry)]);
  }

  /** Of an operation that was not applied, and its one entry. */
  contradicted(operation: Operation, entry: BookEntry): string | null {
    return joined([
      `Money has moved although the operation is ${operation.state}.`,
      operation.state === 'RECONCILED_ABSENT' && 'Settle it again, which corrects it.',
      this.#days(operation, entry),
    ]);
  }

  /** Of an operation with several entries. */
  duplicated({ operation }: Movement, count: number): string {
    return `${count} entries belong to this one operation, which is ${operation.state}.`;
  }

  /** Of an operation whose books could not be read. */
  unread(): string {
    return "The client's books could not be read: nothing is known of its entry.";
  }

  /** Of an operation that may have been applied and has no entry in books that were read. */
  withoutEntry(movement: Movement): string | null {
    const { clients } = this.#comparison.books;
    return joined([
      !clients.has(movement.clientId) && "The client is not in the upstream's list (any more); its books may be gone.",
      this.#isNew(movement) && 'It was sent within the last hour: the books may show it late.',
      !this.#showsMarks && 'No entry that was read has a mark: the upstream may drop marks, or leave such entries out.',
      this.#copy(movement),
      this.#candidates(movement),
    ]);
  }

  /** Of an entry that no operation has made. */
  madeElsewhere({ row, date }: BookEntry): string | null {
    const { mark } = row;
    const owner = mark === null ? undefined : this.#pairing.byMark.get(mark);
    return joined([
      date === null && 'It has no date, so that it is in the report of every period.',
      mark !== null &&
        owner === undefined &&
        `It has the mark ${mark}, which no operation here has: made through another gateway or by another caller.`,
      owner !== undefined &&
        `It has the mark of the ${what(owner)} with the key "${owner.operation.idempotencyKey}", which was copied here.`,
    ]);
  }

  /** Says both days when they are far apart, or one of them is outside of the period. */
  #days({ createdAt }: Operation, { date }: BookEntry): string | false {
    const asked = dayOf(createdAt);
    if (date === null) return `Asked for on ${asked}; the entry has no date.`;
    const isClose = Math.abs(daysFrom(asked, date)) <= TOLERANCE_DAYS;
    const { period } = this.#comparison;
    if (isClose && isInside(asked, period) && isInside(date, period)) return false;
    return `Asked for on ${asked}, in the books on ${date}.`;
  }

  #isNew({ operation }: Movement): boolean {
    return this.#comparison.now.getTime() - lastSent(operation).getTime() < NEW_FOR_MS;
  }

  #copy({ operation }: Movement): string | false {
    this.#copies ??= Map.groupBy(this.#pairing.others, ({ row }) => row.mark);
    const copies = this.#copies.get(operation.mark) ?? [];
    const [copy] = copies.toSorted((left, right) => comparePlaces(left, right) || compareEntries(left, right));
    return (
      copy !== undefined && `Its mark stands in the ${what(copy)} ${copy.row.upstreamId}, where it does not belong.`
    );
  }

  /** Entries without a mark that could be it: a description may have been cut or edited. */
  #candidates(movement: Movement): string | false {
    const { operation } = movement;
    this.#alike ??= Map.groupBy(
      this.#pairing.others.filter(({ row }) => row.mark === null),
      (entry) => alikeKey(entry, entry.row.amount),
    );
    const alike = operation.amount === null ? [] : (this.#alike.get(alikeKey(movement, operation.amount.amount)) ?? []);
    const near = alike.filter(({ date }) => isNear(operation, date)).toSorted(compareEntries);
    if (near.length === 0) return false;
    const named = near.slice(0, MAX_NAMED).map(({ row }) => row.upstreamId);
    const rest = near.length > named.length ? ` and ${near.length - named.length} more` : '';
    return `Without a mark, but of the same amount: ${named.join(', ')}${rest}.`;
  }
}

function joined(parts: readonly (string | false)[]): string | null {
  const said = parts.filter((part) => part !== false);
  return said.length === 0 ? null : said.join(' ');
}

function what({ side, clientId }: LedgerPlace): string {
  return `${side === 'CHARGE' ? 'charge' : 'deposit'} of client ${clientId}`;
}

/** The same for equal amounts of one ledger, whatever their scale. */
function alikeKey(place: LedgerPlace, amount: string): string {
  return `${ledgerKey(place)} ${amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount}`;
}
