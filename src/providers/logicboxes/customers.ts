/** Reading clients: the list, single ones, their own records, and their balances. */
import type { ByKey, CallScope, Clients, OfClients } from '../provider.ts';
import type { BalanceRecord, ClientRecord } from '../records.ts';
import type { LogicboxesProfile } from '../records-logicboxes.ts';
import { checkEmail, isNumberId } from '../shared/checks.ts';
import { eachKey } from '../shared/each-key.ts';
import { asText, type Json, type JsonObject } from '../shared/json.ts';
import { PerScope, remember } from '../shared/per-scope.ts';
import type { LogicboxesApi } from './api.ts';
import { byChunks } from './chunks.ts';
import { meansAbsent } from './errors.ts';
import { repeated, type Parameters } from './functions.ts';
import { toBalance, toClient, toListedClient, toProfile } from './map.ts';
import { paged, readAll, toPage } from './paging.ts';
import { id, mapOf } from './values.ts';

/** Both views of a client's own record, which one call answers. */
interface Details {
  readonly client: ClientRecord;
  readonly profile: LogicboxesProfile;
}

/**
 * The raw record of one client, its secret `pin` included: for this folder only. Null when there is none, or when the
 * upstream answers with another one.
 */
export async function readDetails(api: LogicboxesApi, clientId: string, scope: CallScope): Promise<JsonObject | null> {
  try {
    const details = mapOf(await api.read('customers/details-by-id', [['customer-id', clientId]], scope), 'a client');
    return id(details['customerid'], 'a client') === clientId ? details : null;
  } catch (error) {
    if (meansAbsent(error)) return null;
    throw error;
  }
}

/** The raw record of the client who signs in with an e-mail address, as `readDetails`. */
export async function readDetailsByEmail(
  api: LogicboxesApi,
  email: string,
  scope: CallScope,
): Promise<JsonObject | null> {
  // An empty value counts as absent (logicboxes.md section 2.2), and nobody has what is no address.
  if (checkEmail(email).length > 0) return null;
  try {
    const details = mapOf(await api.read('customers/details', [['username', email]], scope), 'a client');
    const username = id(details['customerid'], 'a client') && asText(details['username']);
    return username?.toLowerCase() === email.toLowerCase() ? details : null;
  } catch (error) {
    if (meansAbsent(error)) return null;
    throw error;
  }
}

/** The raw rows of customers/search for these conditions, deleted clients included. `isAgain`: a search done in parts. */
export function searchCustomers(
  api: LogicboxesApi,
  conditions: Parameters,
  scope: CallScope,
  isAgain = false,
): Promise<readonly JsonObject[]> {
  return readAll(
    async (page, isFirst) => {
      if (isAgain || !isFirst) scope.goOn();
      return toPage(await api.read('customers/search', [...paged(page), ...conditions], scope));
    },
    (row) => id(row['customer.customerid'], 'a client'),
  );
}

/** The clients of one account. */
export class CustomerReader {
  readonly #api: LogicboxesApi;
  readonly #currency: string | null;
  readonly #listAboveIds: number;
  readonly #details = new PerScope<Promise<Details | null>>();

  constructor(api: LogicboxesApi, settings: { readonly currency: string | null; readonly listAboveIds: number }) {
    this.#api = api;
    this.#currency = settings.currency;
    this.#listAboveIds = settings.listAboveIds;
  }

  /** The capability. */
  clients(): Clients {
    return {
      list: (scope) => this.#search([], scope),
      byIds: (ids, scope) => {
        const wanted = [...new Set(ids.filter(isNumberId))];
        return wanted.length > this.#listAboveIds
          ? this.#searchIds(wanted, scope)
          : this.#eachDetails(wanted, scope, ({ client }) => client);
      },
      wholeByIds: (ids, scope) => this.#eachDetails(ids.filter(isNumberId), scope, ({ client }) => client),
      byEmail: async (email, scope) => {
        const details = await readDetailsByEmail(this.#api, email, scope);
        return details && toClient(details, this.#currency, new Date());
      },
    };
  }

  /** What only this upstream tells: one call a client, which `clients` shares. */
  profiles(): OfClients<LogicboxesProfile> {
    return {
      byClientIds: (ids, scope) => this.#eachDetails(ids.filter(isNumberId), scope, ({ profile }) => profile),
    };
  }

  /** Balances: one call a client, since the upstream has no list of them. */
  balances(): OfClients<BalanceRecord> {
    const ask = (clientId: string, scope: CallScope) =>
      this.#api.read('billing/customer-balance', [['customer-id', clientId]], scope);
    const toValue = (answer: Json) => toBalance(mapOf(answer, 'a balance'), this.#currency, new Date());
    return {
      byClientIds: (ids, scope) =>
        eachKey(
          ids.filter(isNumberId),
          this.#api.maxConcurrentCalls,
          (clientId) => ask(clientId, scope),
          toValue,
          meansAbsent,
        ),
    };
  }

  /** The reseller's own balance. */
  async ownBalance(scope: CallScope): Promise<BalanceRecord> {
    const answer = await this.#api.read('billing/reseller-balance', [['reseller-id', this.#api.resellerId]], scope);
    return toBalance(mapOf(answer, 'a balance'), this.#currency, new Date());
  }

  /** Forgets what an operation has read, after a write. */
  forget(scope: CallScope): void {
    this.#details.forget(scope);
  }

  #eachDetails<Value>(
    ids: readonly string[],
    scope: CallScope,
    toValue: (details: Details) => Value,
  ): Promise<ByKey<Value>> {
    return eachKey(
      ids,
      this.#api.maxConcurrentCalls,
      (clientId) => this.#detailsOf(clientId, scope),
      (details) => details && toValue(details),
    );
  }

  #detailsOf(clientId: string, scope: CallScope): Promise<Details | null> {
    return remember(this.#details.of(scope), clientId, async () => {
      const details = await readDetails(this.#api, clientId, scope);
      return details && { client: toClient(details, this.#currency, new Date()), profile: toProfile(details) };
    });
  }

  async #search(conditions: Parameters, scope: CallScope, isAgain = false): Promise<readonly ClientRecord[]> {
    const rows = await searchCustomers(this.#api, conditions, scope, isAgain);
    const observedAt = new Date();
    return rows.map((row) => toListedClient(row, this.#currency, observedAt));
  }

  /** Many clients with one search for each chunk. */
  #searchIds(ids: readonly string[], scope: CallScope): Promise<ByKey<ClientRecord>> {
    return byChunks(ids, this.#api.maxConcurrentCalls, async (chunk, isAgain) => {
      const clients = await this.#search(repeated('customer-id', chunk), scope, isAgain);
      const wanted = new Set(chunk);
      return new Map(
        clients.filter(({ upstreamId }) => wanted.has(upstreamId)).map((client) => [client.upstreamId, client]),
      );
    });
  }
}
