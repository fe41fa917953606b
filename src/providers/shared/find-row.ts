/**
 * Looking for a lost charge or payment among the rows of the client's ledger. Marks prove; amounts alone never do, since
 * an equal row may have been made by hand.
 */
import { addDecimals, compareDecimals, negateDecimal, parseDecimal } from '../../money.ts';
import { scaleOf, significantScaleOf, type Decimal } from '../../money.ts';
import type { Finding, Lost, Trace } from '../provider.ts';
import type { LedgerRow, MoneyInput } from '../records.ts';

/** How far the upstream's days and clocks may be off from ours, in either direction. */
const CLOCK_TOLERANCE_MS = 36 * 3600 * 1000;

/** What is kept of a charge or payment. */
export function moneyTrace({ clientId, amount, currency, paymentKind }: MoneyInput): Trace {
  return { clientId, amount, currency, paymentKind: paymentKind ?? null };
}

/**
 * What the rows of the client tell of a lost charge (its charges) or payment (its deposits). Applied: one row has the
 * whole mark, the amount and a fitting date. Absent: no row has the mark, and no row without a mark could be it. Everything
 * else is unclear.
 *
 * A row without a mark could be it when a part of the mark stands in it, or when its amount is equal. Then its date
 * decides, but only where the list shows that this upstream keeps marks: one that drops them may have a wrong clock too.
 */
export function findRow(rows: readonly LedgerRow[], lost: Lost): Finding {
  const amount = parseDecimal(lost.trace['amount'] ?? '');
  if (amount === null) return unclear('Too little is known of the write to look for it.');
  const marked = rows.filter((row) => row.mark === lost.mark);
  if (marked.length > 1) return unclear(`${marked.length} entries have the mark ${lost.mark}.`);
  const [row] = marked;
  if (row !== undefined) return verdictOf(row, lost, amount);
  const isDated = showsMarks(rows);
  const others = rows.filter((other) => other.mark === null && couldBe(other, lost, amount, isDated));
  if (others.length === 0) return { verdict: 'absent' };
  const count = others.length === 1 ? 'one entry' : `${others.length} entries`;
  return unclear(`No entry has the mark ${lost.mark}, but ${count} without any mark could be it.`);
}

/** True when a row has a whole mark, of whichever write: entries that a gateway makes are shown here, and so are marks. */
export function showsMarks(rows: readonly LedgerRow[]): boolean {
  return rows.some(({ mark }) => mark !== null);
}

/** A person has to look. `reason` is one sentence without secrets and personal data. */
export function unclear(reason: string): Finding {
  return { verdict: 'unclear', reason };
}

function verdictOf(row: LedgerRow, lost: Lost, amount: Decimal): Finding {
  const isEqual = isSameCurrency(row, lost) && compareDecimals(row.amount, amount) === 0;
  if (!isEqual) return unclear(`The entry with the mark ${lost.mark} has another amount.`);
  if (!isInTime(row, lost)) return unclear(`The entry with the mark ${lost.mark} has a date that does not fit.`);
  return { verdict: 'applied', upstreamId: row.upstreamId };
}

function couldBe(row: LedgerRow, lost: Lost, amount: Decimal, isDated: boolean): boolean {
  if (hasPartOf(lost.mark, row.description)) return true;
  // An amount in another currency may be ours, converted.
  const isLike = !isSameCurrency(row, lost) || mayBeRounded(row.amount, amount);
  return isLike && (!isDated || isInTime(row, lost));
}

/** Characters from the front of a mark that nobody types by chance. */
const TELLING_LENGTH = 7;

/** True for a text in which the mark was cut, moved or written otherwise. */
function hasPartOf(mark: string, description: string): boolean {
  const text = description.trim().toUpperCase();
  return text !== '' && (mark.startsWith(text) || text.includes(mark.slice(0, TELLING_LENGTH)));
}

function isSameCurrency(row: LedgerRow, { trace }: Lost): boolean {
  const currency = trace['currency'] ?? null;
  return currency === null || row.currency === null || row.currency === currency;
}

/** Decimals that every upstream keeps. */
const KEPT_DECIMALS = 2;

/** True for our amount, also where the upstream has rounded or cut decimals beyond the second. */
function mayBeRounded(shown: Decimal, ours: Decimal): boolean {
  const kept = Math.max(KEPT_DECIMALS, scaleOf(shown));
  if (significantScaleOf(ours) <= kept) return compareDecimals(shown, ours) === 0;
  const difference = addDecimals(shown, negateDecimal(ours)).replace('-', '');
  return difference.startsWith(`0.${'0'.repeat(kept)}`);
}

/** Not older than the send and not from the future; a row whose date is missing or none may be from any time. */
function isInTime({ bookedAt, date }: LedgerRow, { sentAt }: Lost): boolean {
  const at = bookedAt?.getTime() ?? (date === null ? NaN : Date.parse(`${date}T12:00:00Z`));
  if (Number.isNaN(at)) return true;
  return at >= sentAt.getTime() - CLOCK_TOLERANCE_MS && at <= Date.now() + CLOCK_TOLERANCE_MS;
}
