/** Operations, entries and comparisons for the tests of the reconciliation, with what they do not name filled in. */
import type { Operation, OperationState } from '../../src/journal/operation.ts';
import { newMark } from '../../src/mark.ts';
import { decimal } from '../../src/money.ts';
import type { ClientRecord, LedgerRow } from '../../src/providers/records.ts';
import { compare, type Books, type Comparison } from '../../src/reconciliation/compare.ts';
import { movementOf, type Movement } from '../../src/reconciliation/movement.ts';
import type { BookEntry, LedgerPlace, ReconciliationRow } from '../../src/reconciliation/report.ts';

/** The day that most tests are about, in the period of `comparisonOf`. */
export const DAY = '2026-11-10';

/** A moment of a day, noon in UTC unless told otherwise. */
export function at(day: string, time = '12:00:00'): Date {
  return new Date(`${day}T${time}.000Z`);
}

/** A client of the list. */
export function clientOf(upstreamId: string, displayName = `Client ${upstreamId}`): ClientRecord {
  return {
    upstreamId,
    displayName,
    lacks: [],
    currency: null,
    company: null,
    firstName: null,
    lastName: null,
    email: null,
    phoneNumber: null,
    address: { street: null, city: null, state: null, postalCode: null, country: null },
    status: null,
    balanceManagement: null,
    observedAt: at(DAY),
  };
}

let count = 0;

/** A charge of 4.99 USD for client 1, made on DAY in one attempt, with a mark of its own. */
export function operationOf(changes: Partial<Operation> = {}): Operation {
  count += 1;
  const createdAt = changes.createdAt ?? at(DAY);
  const state: OperationState = changes.state ?? 'SUCCEEDED';
  const attempt = { id: `attempt-${count}`, startedAt: createdAt, endedAt: createdAt, outcome: state, problem: null };
  return {
    id: `operation-${String(count).padStart(6, '0')}`,
    caller: 'local',
    idempotencyKey: `key-${count}`,
    fingerprint: '',
    kind: 'addCharge',
    delivery: 'probed',
    account: 'one',
    clientId: '1',
    amount: { amount: decimal('4.99'), currency: 'USD' },
    reason: null,
    mark: newMark(),
    state,
    attempts: state === 'PREPARED' ? [] : [attempt],
    attemptCount: state === 'PREPARED' ? 0 : 1,
    evidence: null,
    upstreamId: null,
    createdAt,
    updatedAt: createdAt,
    sendUntil: createdAt,
    looks: 0,
    nextLookAt: null,
    version: 1,
    ...changes,
  };
}

/** An operation that a person has resolved. */
export function resolvedOf(applied: boolean): Operation {
  const evidence = { source: 'PERSON', applied, observedAt: at(DAY), statement: 'Seen.', statedBy: 'me' } as const;
  return operationOf({ state: 'RESOLVED', evidence });
}

/** What can be told of an entry. */
export type EntryChanges = Partial<LedgerRow & LedgerPlace> & { readonly currency?: string };

/** An entry of 4.99 USD in the charges of client 1, on DAY and without a mark. */
export function entryOf(changes: EntryChanges = {}): BookEntry {
  count += 1;
  const { side = 'CHARGE', clientId = '1', ...rest } = changes;
  const row: LedgerRow = {
    upstreamId: String(count),
    type: 'charge',
    currency: null,
    date: DAY,
    amount: decimal('4.99'),
    description: `Entry ${count}`,
    mark: null,
    bookedAt: null,
    packageId: null,
    phoneNumber: null,
    ...rest,
  };
  return { side, clientId, row, date: row.date, amount: { amount: row.amount, currency: rest.currency ?? 'USD' } };
}

/** The entry that an operation makes. */
export function madeBy(operation: Operation, changes: EntryChanges = {}): BookEntry {
  const { mark, kind, clientId, amount } = operation;
  const side = kind === 'addCharge' ? 'CHARGE' : 'DEPOSIT';
  return entryOf({ mark, side, clientId: clientId!, amount: amount!.amount, ...changes });
}

/** An entry that shows that this upstream keeps marks, of a client that no test is about, and outside of the period. */
export const MARKED = entryOf({ clientId: '99', mark: newMark(), date: '2020-01-01' });

/** What can be told of a comparison. */
export interface ComparisonChanges extends Partial<Omit<Comparison, 'books' | 'movements'>> {
  readonly operations?: readonly Operation[];
  readonly entries?: readonly BookEntry[];
  readonly unread?: Books['unread'];
  readonly clients?: readonly ClientRecord[];
}

/** A comparison of November 2026 with clients 1, 2 and 99, long after. */
export function comparisonOf(changes: ComparisonChanges): Comparison {
  const {
    operations = [],
    entries = [],
    unread = new Set(),
    clients = ['1', '2', '99'].map((id) => clientOf(id)),
  } = changes;
  return {
    period: changes.period ?? { from: '2026-11-01', to: '2026-11-30' },
    movements: operations.map(movementOf).filter((movement): movement is Movement => movement !== null),
    books: { entries, unread, clients: new Map(clients.map((client) => [client.upstreamId, client])) },
    clientIds: changes.clientIds ?? null,
    now: changes.now ?? at('2027-06-01'),
  };
}

/** The rows of a comparison. */
export function rowsOf(changes: ComparisonChanges): readonly ReconciliationRow[] {
  return compare(comparisonOf(changes));
}

/** The rows for one operation and its entries at an upstream that keeps marks. */
export function judged(
  operation: Operation,
  entries: readonly BookEntry[] = [],
  more: ComparisonChanges = {},
): readonly ReconciliationRow[] {
  return rowsOf({ operations: [operation], entries: [MARKED, ...entries], ...more });
}

/** What rows say, in short. */
export function verdictsOf(rows: readonly ReconciliationRow[]): readonly string[] {
  return rows.map(({ verdict }) => verdict);
}
