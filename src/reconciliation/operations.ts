/** Reading the journal: charges and payments of an account around a period, and those that entries have marks of. */
import { GatewayError } from '../errors.ts';
import type { Journal } from '../journal/journal.ts';
import { standingOf, type Operation } from '../journal/operation.ts';
import type { OperationFilter, OperationPlace } from '../journal/store.ts';
import { movementOf, type Movement } from './movement.ts';
import { DAY_MS, isInside, startOf, TOLERANCE_DAYS, type Period } from './period.ts';
import type { BookEntry } from './report.ts';

/** What is asked of a journal. */
export type ReadableJournal = Pick<Journal, 'list' | 'byId' | 'byMark'>;

/** Whose operations are read, and where. */
export interface OperationScope {
  readonly account: string;
  /** Null: of every caller. */
  readonly caller: string | null;
}

/** Operations of one question to the store. */
const PAGE_SIZE = 1000;
/** Most operations of all kinds that are gone through. */
const MAX_OPERATIONS = 100_000;
/** Questions about single operations at once. */
const MAX_AT_ONCE = 20;

/** Charges and payments that were first asked for in the period or shortly before or after it. */
export async function readMovements(
  journal: ReadableJournal,
  { account, caller }: OperationScope,
  { from, to }: Period,
  now: Date,
): Promise<readonly Movement[]> {
  const margin = TOLERANCE_DAYS * DAY_MS;
  const filter: OperationFilter = {
    account,
    ...(caller !== null && { caller }),
    // No operation is older than computers or from the future, and no store needs to know of such years.
    from: new Date(Math.max(0, startOf(from) - margin)),
    to: new Date(Math.min(now.getTime() + margin, startOf(to) + DAY_MS + margin)),
  };
  const found: Movement[] = [];
  let after: OperationPlace | undefined;
  for (let count = 0; count <= MAX_OPERATIONS; count += PAGE_SIZE) {
    const page = await journal.list(filter, { after, limit: PAGE_SIZE });
    found.push(...page.map(movementOf).filter((movement) => movement !== null));
    after = page.at(-1);
    if (page.length < PAGE_SIZE) return found;
  }
  throw tooMany();
}

/**
 * The movements as they are now that the books have been read, with those that entries of the period have the marks of:
 * an operation that was sent again much later, or while the books were read.
 */
export async function withMakers(
  journal: ReadableJournal,
  { account, caller }: OperationScope,
  period: Period,
  movements: readonly Movement[],
  entries: readonly BookEntry[],
): Promise<readonly Movement[]> {
  const byMark = new Map(movements.map((movement) => [movement.operation.mark, movement]));
  const asked = new Set<string>();
  for (const { row, date } of entries) {
    const known = row.mark === null ? undefined : byMark.get(row.mark);
    const isNews = known === undefined ? date === null || isInside(date, period) : !isApplied(known);
    if (row.mark !== null && isNews) asked.add(row.mark);
  }
  const look = async (mark: string): Promise<void> => {
    const known = byMark.get(mark);
    const operation = await (known === undefined ? journal.byMark(account, mark) : journal.byId(known.operation.id));
    const movement = operation !== null && isOf(operation, caller) ? movementOf(operation) : null;
    if (movement !== null) byMark.set(mark, movement);
  };
  await eachOf([...asked], look);
  return [...byMark.values()];
}

function isApplied({ operation }: Movement): boolean {
  return standingOf(operation) === 'APPLIED';
}

function isOf(operation: Operation, caller: string | null): boolean {
  return caller === null || operation.caller === caller;
}

async function eachOf(marks: readonly string[], look: (mark: string) => Promise<void>): Promise<void> {
  for (let start = 0; start < marks.length; start += MAX_AT_ONCE) {
    await Promise.all(marks.slice(start, start + MAX_AT_ONCE).map(look));
  }
}

function tooMany(): GatewayError {
  const message = `The journal has more than ${MAX_OPERATIONS} operations in this period: choose a shorter one.`;
  return new GatewayError('BUDGET_EXCEEDED', message);
}
