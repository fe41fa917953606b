/** The reading capabilities, composed from api and map. */
import { GatewayError } from '../../errors.ts';
import type { ByKey, CallScope, Clients, Ledger, OfClients, Packages } from '../provider.ts';
import type {
  BalanceRecord,
  ClientRecord,
  Option,
  PackageRecord,
  ThresholdRecord,
  TransactionRecord,
} from '../records.ts';
import { isNumberId } from '../shared/checks.ts';
import { eachKey } from '../shared/each-key.ts';
import type { ReadMethod, VoipmsApi } from './api.ts';
import { meansUnknownClient } from './errors.ts';
import type { JsonObject } from '../shared/json.ts';
import {
  objectAt,
  rowsAt,
  toBalance,
  toClient,
  toLedgerRow,
  toOption,
  toPackage,
  toPackageRef,
  toThreshold,
  toTransaction,
} from './map.ts';

/** Asks for each client on its own; a client that the upstream does not know is left out. */
function eachClient<Answer, Value>(
  api: VoipmsApi,
  ids: readonly string[],
  ask: (id: string) => Promise<Answer>,
  toValue: (answer: Answer) => Value | null,
): Promise<ByKey<Value>> {
  return eachKey(ids.filter(isNumberId), api.maxConcurrentCalls, ask, toValue, isUnknownClient);
}

function isUnknownClient({ details }: GatewayError): boolean {
  return meansUnknownClient(details.upstreamCode);
}

/**
 * The raw row of one client, password included: for this folder only. `key` is an id or an e-mail address; `matches`
 * guards against an upstream that ignores the parameter and answers with others' rows. Null when there is none.
 */
export async function readClientRow(
  api: VoipmsApi,
  key: string,
  matches: (client: ClientRecord) => boolean,
  scope: CallScope,
): Promise<{ readonly row: JsonObject; readonly client: ClientRecord } | null> {
  try {
    const rows = rowsAt(await api.read('getClients', { client: key }, scope), 'clients');
    const observedAt = new Date();
    for (const row of rows) {
      const client = toClient(row, observedAt);
      if (matches(client)) return { row, client };
    }
    return null;
  } catch (error) {
    if (error instanceof GatewayError && isUnknownClient(error)) return null;
    throw error;
  }
}

/** All clients, in the upstream's order. */
export async function listClients(api: VoipmsApi, scope: CallScope): Promise<readonly ClientRecord[]> {
  try {
    const rows = rowsAt(await api.read('getClients', {}, scope), 'clients');
    const observedAt = new Date();
    return rows.map((row) => toClient(row, observedAt));
  } catch (error) {
    if (!(error instanceof GatewayError) || error.details.upstreamCode !== 'invalid_client') throw error;
    // An account that is no reseller gets this code from the list methods (voipms.md section 3, getClients).
    throw new GatewayError('ACCOUNT_REFUSED', 'VoIP.ms says that this login is not a reseller account.', error.details);
  }
}

/** True when both are the same address; VoIP.ms's own comparison is unknown, ours ignores case. */
export function sameEmail(left: string | null, right: string): boolean {
  return left !== null && left.toLowerCase() === right.toLowerCase();
}

/** The client with an e-mail address, or null. */
export async function clientByEmail(api: VoipmsApi, email: string, scope: CallScope): Promise<ClientRecord | null> {
  // Without an "@" the upstream would read the value as an id, and an empty one as "all".
  if (!email.includes('@') || email.length > 254) return null;
  const found = await readClientRow(api, email, (client) => sameEmail(client.email, email), scope);
  return found === null ? null : found.client;
}

/**
 * Clients. By ids: up to `listAboveIds` (3) one call each, more with one call that lists all. The upstream limits calls
 * per minute and not bytes, a row is some 350 bytes, and one list of 1,000 clients costs less time than four calls.
 */
export function clientsOf(api: VoipmsApi, listAboveIds: number): Clients {
  const single = (id: string, scope: CallScope) => readClientRow(api, id, (client) => client.upstreamId === id, scope);
  const picked = async (ids: ReadonlySet<string>, scope: CallScope): Promise<ByKey<ClientRecord>> => {
    const all = await listClients(api, scope);
    return new Map(all.filter(({ upstreamId }) => ids.has(upstreamId)).map((client) => [client.upstreamId, client]));
  };
  return {
    list: (scope) => listClients(api, scope),
    byIds: (ids, scope) => {
      const wanted = new Set(ids.filter(isNumberId));
      return wanted.size > listAboveIds
        ? picked(wanted, scope)
        : eachClient(
            api,
            [...wanted],
            (id) => single(id, scope),
            (found) => found?.client ?? null,
          );
    },
    byEmail: (email, scope) => clientByEmail(api, email, scope),
  };
}

/** Every client has a balance, so a `no_*` code (null) is a fault here, not an empty answer. */
function balanceOf(envelope: JsonObject | null): BalanceRecord {
  const balance = envelope === null ? null : objectAt(envelope, 'balance');
  if (balance === null) throw new GatewayError('UPSTREAM_UNAVAILABLE', 'VoIP.ms answered without a balance.');
  return toBalance(balance, new Date());
}

/** Clients' balances: one call a client, since the upstream has no list of them. */
export function balancesOf(api: VoipmsApi): OfClients<BalanceRecord> {
  return {
    byClientIds: (ids, scope) =>
      eachClient(api, ids, (client) => api.read('getResellerBalance', { client }, scope), balanceOf),
  };
}

/** Charges and deposits, one call a client, in the upstream's order: ids descending (voipms.md section 3). */
export function ledgerOf(api: VoipmsApi): Ledger {
  const read =
    (method: ReadMethod, key: string, type: 'charge' | 'deposit') => (ids: readonly string[], scope: CallScope) =>
      eachClient(
        api,
        ids,
        (client) => api.read(method, { client }, scope),
        (envelope) => rowsAt(envelope, key).map((row) => toLedgerRow(row, type)),
      );
  return {
    chargesByClientIds: read('getCharges', 'charges', 'charge'),
    depositsByClientIds: read('getDeposits', 'deposits', 'deposit'),
  };
}

/** Packages. A reseller has few, so more than one id is read with one list. */
export function packagesOf(api: VoipmsApi): Packages {
  const read = async (parameters: Readonly<Record<string, string>>, scope: CallScope) =>
    rowsAt(await api.read('getPackages', parameters, scope), 'packages').map(toPackage);
  const single = async (id: string, scope: CallScope): Promise<readonly PackageRecord[]> => {
    try {
      return await read({ package: id }, scope);
    } catch (error) {
      if (error instanceof GatewayError && error.details.upstreamCode === 'invalid_package') return [];
      throw error;
    }
  };
  return {
    list: (scope) => read({}, scope),
    byIds: async (ids, scope) => {
      const [first, ...others] = ids.filter(isNumberId);
      if (first === undefined) return new Map();
      const rows = await (others.length === 0 ? single(first, scope) : read({}, scope));
      const wanted = new Set(ids);
      return new Map(rows.filter((row) => wanted.has(row.upstreamId)).map((row) => [row.upstreamId, row]));
    },
    byClientIds: (ids, scope) =>
      eachClient(
        api,
        ids,
        (client) => api.read('getClientPackages', { client }, scope),
        (envelope) => rowsAt(envelope, 'packages').map(toPackageRef),
      ),
  };
}

/** Thresholds, one call a client. */
export function thresholdsOf(api: VoipmsApi): OfClients<ThresholdRecord> {
  return {
    byClientIds: (ids, scope) =>
      eachClient(
        api,
        ids,
        (client) => api.read('getClientThreshold', { client }, scope),
        (envelope) => (envelope === null ? null : toThreshold(objectAt(envelope, 'threshold_information'))),
      ),
  };
}

/** All countries that addresses take: ISO code and name. */
export async function readCountries(api: VoipmsApi, scope: CallScope): Promise<readonly Option[]> {
  return rowsAt(await api.read('getCountries', {}, scope), 'countries').map(toOption);
}

/** All balance management options. */
export async function readBalanceManagement(api: VoipmsApi, scope: CallScope): Promise<readonly Option[]> {
  return rowsAt(await api.read('getBalanceManagement', {}, scope), 'balance_management').map(toOption);
}

/** One balance management option; null when the upstream does not know the code. */
export async function readBalanceManagementOption(
  api: VoipmsApi,
  value: string,
  scope: CallScope,
): Promise<Option | null> {
  if (!isNumberId(value)) return null;
  try {
    const envelope = await api.read('getBalanceManagement', { balance_management: value }, scope);
    const options = rowsAt(envelope, 'balance_management').map(toOption);
    return options.find((option) => option.value === value) ?? null;
  } catch (error) {
    if (error instanceof GatewayError && error.details.upstreamCode === 'invalid_balancemanagement') return null;
    throw error;
  }
}

/** The reseller's own balance with its statistics. */
export async function readOwnBalance(api: VoipmsApi, scope: CallScope): Promise<BalanceRecord> {
  return balanceOf(await api.read('getBalance', { advanced: '1' }, scope));
}

/** The reseller's own transactions between two days, both included. */
export async function readTransactions(
  api: VoipmsApi,
  from: string,
  to: string,
  scope: CallScope,
): Promise<readonly TransactionRecord[]> {
  const parameters = { date_from: from, date_to: to };
  return rowsAt(await api.read('getTransactionHistory', parameters, scope), 'transactions').map(toTransaction);
}
