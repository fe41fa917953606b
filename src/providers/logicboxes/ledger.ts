/**
 * Clients' charges and deposits. The upstream keeps both in one ledger, of which old rows move to an archive at a time
 * that no document tells (logicboxes.md section 3): a whole ledger is both, each row once.
 */
import { GatewayError } from '../../errors.ts';
import type { ByKey, CallScope, Ledger } from '../provider.ts';
import type { LedgerRow } from '../records.ts';
import { isNumberId } from '../shared/checks.ts';
import type { JsonObject } from '../shared/json.ts';
import { PerScope } from '../shared/per-scope.ts';
import type { LogicboxesApi } from './api.ts';
import { byChunks } from './chunks.ts';
import { repeated, type ReadFunction } from './functions.ts';
import { clientOfRow, idOfRow, toBookedRow, type BookedRow } from './map.ts';
import { paged, readAll, toPage, type Page } from './paging.ts';

/** Both sides of one client's ledger, newest first. */
type Book = Readonly<Record<BookedRow['side'], readonly LedgerRow[]>>;

/** The ledgers of one account's clients. One reading serves charges and deposits of an operation. */
export class LedgerReader {
  readonly #api: LogicboxesApi;
  readonly #currency: string | null;
  /** By client, the reading that includes it. */
  readonly #readings = new PerScope<Promise<ByKey<Book>>>();

  constructor(api: LogicboxesApi, currency: string | null) {
    this.#api = api;
    this.#currency = currency;
  }

  /** The capability. */
  ledger(): Ledger {
    return {
      chargesByClientIds: (ids, scope) => this.#side('charges', ids, scope),
      depositsByClientIds: (ids, scope) => this.#side('deposits', ids, scope),
    };
  }

  /** Forgets what an operation has read, after a write. */
  forget(scope: CallScope): void {
    this.#readings.forget(scope);
  }

  /**
   * All rows of one client, whatever the operation has read before: charges, then deposits. Null when the upstream says
   * that there is no such client, which it need not. Throws GatewayError.
   */
  async readAnew(clientId: string, scope: CallScope): Promise<readonly LedgerRow[] | null> {
    this.forget(scope);
    const book = (await this.#books([clientId], scope)).get(clientId);
    if (book instanceof GatewayError) throw book;
    return book === undefined ? null : [...book.charges, ...book.deposits];
  }

  async #side(side: BookedRow['side'], ids: readonly string[], scope: CallScope): Promise<ByKey<readonly LedgerRow[]>> {
    const books = await this.#books(ids, scope);
    return new Map([...books].map(([id, book]) => [id, book instanceof GatewayError ? book : book[side]]));
  }

  async #books(ids: readonly string[], scope: CallScope): Promise<ByKey<Book>> {
    const wanted = new Set(ids.filter(isNumberId));
    const readings = this.#readings.of(scope);
    const fresh = [...wanted].filter((clientId) => !readings.has(clientId));
    if (fresh.length > 0) {
      const reading = byChunks(fresh, this.#api.maxConcurrentCalls, (chunk, isAgain) =>
        this.#readChunk(chunk, scope, isAgain),
      );
      for (const clientId of fresh) readings.set(clientId, reading);
    }
    const found = new Map<string, Book | GatewayError>();
    for (const clientId of wanted) {
      const book = (await readings.get(clientId))?.get(clientId);
      if (book !== undefined) found.set(clientId, book);
    }
    return found;
  }

  /** A client without rows has an empty book: the search does not tell whether it exists. */
  async #readChunk(ids: readonly string[], scope: CallScope, isAgain: boolean): Promise<ByKey<Book>> {
    // The archive comes last, so that a row that moves there meanwhile is seen twice rather than never.
    const current = await this.#rows('billing/customer-transactions/search', ids, scope, isAgain);
    const archived = await this.#rows('billing/customer-archived-transactions/search', ids, scope, isAgain);
    const once = new Map([...archived, ...current].map((row) => [idOfRow(row), row]));
    const byClient = Map.groupBy(once.values(), clientOfRow);
    return new Map(ids.map((clientId) => [clientId, this.#book(byClient.get(clientId) ?? [])]));
  }

  #rows(
    name: ReadFunction,
    ids: readonly string[],
    scope: CallScope,
    isAgain: boolean,
  ): Promise<readonly JsonObject[]> {
    const conditions = repeated('customer-id', ids);
    const readPage = async (page: number, isFirst: boolean): Promise<Page> => {
      if (isAgain || !isFirst) scope.goOn();
      return toPage(await this.#api.read(name, [...paged(page), ...conditions], scope));
    };
    return readAll(readPage, idOfRow);
  }

  #book(rows: readonly JsonObject[]): Book | GatewayError {
    try {
      const booked = rows.map((row) => toBookedRow(row, this.#currency));
      const of = (side: BookedRow['side']) => booked.filter((entry) => entry.side === side).map(({ row }) => row);
      return { charges: of('charges').toSorted(newestFirst), deposits: of('deposits').toSorted(newestFirst) };
    } catch (error) {
      if (error instanceof GatewayError) return error;
      throw error;
    }
  }
}

/** By day, then by number; rows without a day come last. */
function newestFirst(left: LedgerRow, right: LedgerRow): number {
  const [leftDay, rightDay] = [left.date ?? '', right.date ?? ''];
  if (leftDay !== rightDay) return leftDay < rightDay ? 1 : -1;
  const [leftId, rightId] = [left.upstreamId, right.upstreamId];
  return rightId.length - leftId.length || (leftId < rightId ? 1 : -1);
}
