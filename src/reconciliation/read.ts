/** Makes a report: reads journal and books, and compares them. For the graph and for the command line. */
import type { Account } from '../accounts.ts';
import type { Limits } from '../config.ts';
import { GatewayError } from '../errors.ts';
import type { Loaders } from '../loaders.ts';
import { readBooks } from './books.ts';
import { compare } from './compare.ts';
import { readMovements, withMakers, type ReadableJournal } from './operations.ts';
import { periodOf } from './period.ts';
import type { ReconciliationReport } from './report.ts';
import { totalsOf } from './totals.ts';

/** Where a report is read from. A `GraphContext` is one. */
export interface ReconciliationSource {
  readonly journal: ReadableJournal;
  readonly loaders: Loaders;
  readonly limits: Pick<Limits, 'maxScannedClients'>;
}

/** What is to be compared. */
export interface ReconciliationRequest {
  /** First day, YYYY-MM-DD. */
  readonly from: string;
  /** Last day, included. */
  readonly to: string;
  /** Whose operations count; null: those of every caller. */
  readonly caller: string | null;
  /** Upstream ids of the clients; null: all. */
  readonly clientIds: readonly string[] | null;
}

/** Most rows of a report. */
const MAX_ROWS = 100_000;

/**
 * Compares the journal with the books of an account. Costs one upstream call for the list of clients and up to two a
 * client. Throws GatewayError: NOT_SUPPORTED without a ledger, INVALID_INPUT for an impossible period, BUDGET_EXCEEDED
 * with a remedy when it is too much, and whatever the list of clients or the journal fails with.
 */
export async function readReconciliation(
  { journal, loaders, limits }: ReconciliationSource,
  account: Account,
  { from, to, caller, clientIds }: ReconciliationRequest,
): Promise<ReconciliationReport> {
  const period = periodOf(from, to);
  const accountLoaders = loaders.of(account.name);
  if (!accountLoaders.has('ledger')) {
    const message = `The provider of account "${account.name}" has no ledger to compare the journal with.`;
    throw new GatewayError('NOT_SUPPORTED', message);
  }
  const scope = { account: account.name, caller };
  // The journal comes first: an operation that succeeds while the books are read would be missing in them otherwise.
  const movements = await readMovements(journal, scope, period, new Date());
  const { books, failures } = await readBooks(account, accountLoaders, {
    clientIds,
    journalClientIds: new Set(movements.map(({ clientId }) => clientId)),
    maxClients: limits.maxScannedClients,
  });
  const observedAt = new Date();
  const latest = await withMakers(journal, scope, period, movements, books.entries);
  const asked = clientIds === null ? null : new Set(clientIds);
  const rows = compare({ period, movements: latest, books, clientIds: asked, now: observedAt });
  if (rows.length > MAX_ROWS) throw tooLong(rows.length);
  return { account: account.name, period, observedAt, rows, totals: totalsOf(rows), failures };
}

function tooLong(count: number): GatewayError {
  const message = `The report has ${count} rows and may have ${MAX_ROWS}: choose a shorter period or fewer clients.`;
  return new GatewayError('BUDGET_EXCEEDED', message);
}
