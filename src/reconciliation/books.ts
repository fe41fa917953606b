/** Reading the books: the ledgers of all clients of an account, both sides. */
import type { Account } from '../accounts.ts';
import { GatewayError } from '../errors.ts';
import type { AccountLoaders } from '../loaders.ts';
import type { ClientRecord, LedgerRow } from '../providers/records.ts';
import type { Books } from './compare.ts';
import { comparePlaces } from './order.ts';
import { isDay } from './period.ts';
import { ledgerKey, ledgerSides, type BookEntry, type LedgerPlace, type ReconciliationFailure } from './report.ts';

/** Whose books are read. */
export interface BooksRequest {
  /** Clients that were asked for; null for all. */
  readonly clientIds: readonly string[] | null;
  /** Clients that the journal knows and the upstream's list may not. */
  readonly journalClientIds: ReadonlySet<string>;
  readonly maxClients: number;
}

/** The books with what could not be read of them. */
export interface ReadBooks {
  readonly books: Books;
  readonly failures: readonly ReconciliationFailure[];
}

/**
 * Reads the list of clients, then both sides of each. A ledger that cannot be read is a failure; that of a client which is
 * in the journal alone, and which the upstream does not know any more, is empty. Throws GatewayError when the list cannot
 * be read, and BUDGET_EXCEEDED when there are too many clients or calls.
 */
export async function readBooks(account: Account, loaders: AccountLoaders, request: BooksRequest): Promise<ReadBooks> {
  const { clientIds, journalClientIds, maxClients } = request;
  const clients = new Map((await loaders.allClients()).map((client) => [client.upstreamId, client]));
  const ids = [...new Set(clientIds ?? [...clients.keys(), ...journalClientIds])];
  if (ids.length > maxClients) throw tooMany(ids.length, maxClients);
  const [charges, deposits] = await Promise.all([loaders.charges.loadMany(ids), loaders.deposits.loadMany(ids)]);
  const entries: BookEntry[] = [];
  const failures: ReconciliationFailure[] = [];
  for (const side of ledgerSides) {
    const ledgers = side === 'CHARGE' ? charges : deposits;
    for (const [index, clientId] of ids.entries()) {
      const ledger = ledgers[index]!;
      const client = clients.get(clientId) ?? null;
      if (!(ledger instanceof Error)) {
        for (const row of ledger) entries.push(entryOf(account, { side, clientId }, client, row));
      } else if (client !== null || !isGone(ledger) || !journalClientIds.has(clientId)) {
        failures.push({ side, clientId, client, error: failureOf(ledger) });
      }
    }
  }
  const unread = new Set(failures.map(ledgerKey));
  return { books: { entries, unread, clients }, failures: failures.toSorted(comparePlaces) };
}

function entryOf(account: Account, place: LedgerPlace, client: ClientRecord | null, row: LedgerRow): BookEntry {
  const currency = row.currency ?? client?.currency ?? account.provider.currency ?? 'XXX';
  const date = row.date !== null && isDay(row.date) ? row.date : null;
  return { ...place, row, date, amount: { amount: row.amount, currency } };
}

function isGone(error: Error): boolean {
  return error instanceof GatewayError && error.code === 'NOT_FOUND';
}

/** A fault of ours is no failure of the upstream; nor is a budget that is used up, which asks for fewer clients. */
function failureOf(error: Error): GatewayError {
  if (!(error instanceof GatewayError) || error.code === 'BUDGET_EXCEEDED') throw error;
  return error;
}

function tooMany(count: number, maxClients: number): GatewayError {
  const message = `A reconciliation has to look at ${count} clients one by one and may look at ${maxClients}: name some of them in \`clientIds\`, or raise limits.maxScannedClients.`;
  return new GatewayError('BUDGET_EXCEEDED', message);
}
