/** The reading capabilities, composed from api, customers and map. */
import { GatewayError } from '../../errors.ts';
import type { ByKey, CallScope, Clients, Ledger, OfClients, Packages } from '../provider.ts';
import type { FreesidePackage, FreesideProfile } from '../records-freeside.ts';
import type { BalanceRecord, ClientRecord, LedgerRow, PackageRef } from '../records.ts';
import { checkEmail, checkRequired, isNumberId } from '../shared/checks.ts';
import { eachKey } from '../shared/each-key.ts';
import { manyClients } from '../shared/many-clients.ts';
import type { FreesideApi } from './api.ts';
import type { Customer, Customers } from './customers.ts';
import type { ClientLedger } from './ledger.ts';
import { fault, flag, text, WHO } from './values.ts';

/** Asks for each client on its own; one that the upstream does not know, or that is not ours, is left out. */
type EachClient = <Answer, Value>(
  ids: readonly string[],
  ask: (id: string) => Promise<Answer | null>,
  toValue: (answer: Answer) => Value,
) => Promise<ByKey<Value>>;

/** Bounded by the calls that may be under way at once. */
function eachClientOf(api: FreesideApi): EachClient {
  return (ids, ask, toValue) =>
    eachKey([...new Set(ids)].filter(isNumberId), api.maxConcurrentCalls, ask, (answer) =>
      answer === null ? null : toValue(answer),
    );
}

function valueOf<T>(found: T | GatewayError): T {
  if (found instanceof GatewayError) throw found;
  return found;
}

/**
 * Clients. By ids: up to `listAboveIds` one call each, more from the list, which has neither e-mail nor, in newer branches,
 * an address.
 */
export function clientsOf(api: FreesideApi, customers: Customers, listAboveIds: number): Clients {
  const eachOf = eachClientOf(api);
  const each: Clients['byIds'] = (ids, scope) =>
    eachOf(
      ids,
      (id) => customers.one(id, scope),
      ({ client }: Customer) => client,
    );
  return {
    list: (scope) => customers.list(scope),
    byIds: (ids, scope) =>
      manyClients(ids.filter(isNumberId), {
        listAboveIds,
        list: () => customers.list(scope),
        each: (some) => each(some, scope),
      }),
    wholeByIds: each,
    byEmail: (email, scope) => clientByEmail(customers, email, scope),
  };
}

/**
 * The client with an e-mail address among those that get invoices. The upstream's search finds addresses of contacts too,
 * and an apostrophe breaks its query (freeside.md section 3.2).
 */
async function clientByEmail(customers: Customers, email: string, scope: CallScope): Promise<ClientRecord | null> {
  if (checkEmail(email).length > 0) return null;
  if (email.includes("'")) {
    const message = `${WHO} cannot search for an address with an apostrophe: look for the client by its number.`;
    throw new GatewayError('INVALID_INPUT', message, { field: ['email'] });
  }
  const wanted = email.toLowerCase();
  for (const [index, { upstreamId }] of (await customers.search(email, scope)).entries()) {
    if (index > 0) scope.goOn();
    const found = await customers.one(upstreamId, scope);
    if (found?.emails.some((one) => one.toLowerCase() === wanted) === true) return found.client;
  }
  return null;
}

/** What customer_info tells besides the client itself; one call a client answers all of it. */
function fromCustomer<T>(
  api: FreesideApi,
  customers: Customers,
  toValue: (customer: Customer) => T | GatewayError,
): OfClients<T> {
  const each = eachClientOf(api);
  return {
    byClientIds: (ids, scope) =>
      each(
        ids,
        (id) => customers.one(id, scope),
        (found: Customer) => valueOf(toValue(found)),
      ),
  };
}

/** Balances: customer_info has them, proves the ownership by itself and is shorter than a whole history. */
export function balancesOf(api: FreesideApi, customers: Customers): OfClients<BalanceRecord> {
  return fromCustomer(api, customers, ({ balance }) => balance);
}

/** What only Freeside tells of a client. */
export function profilesOf(api: FreesideApi, customers: Customers): OfClients<FreesideProfile> {
  return fromCustomer(api, customers, ({ profile }) => profile);
}

/** Charges and deposits: one call a client answers both. */
export function ledgerOf(api: FreesideApi, customers: Customers): Ledger {
  const each = eachClientOf(api);
  const read =
    (side: keyof ClientLedger) =>
    async (ids: readonly string[], scope: CallScope): Promise<ByKey<readonly LedgerRow[]>> => {
      await customers.recognise(ids.filter(isNumberId), scope);
      return each(
        ids,
        (id) => customers.ledger(id, scope),
        (ledger: ClientLedger) => ledger[side],
      );
    };
  return { chargesByClientIds: read('charges'), depositsByClientIds: read('deposits') };
}

/** Packages that clients have ordered, with their services. */
export function orderedPackagesOf(api: FreesideApi, customers: Customers): OfClients<readonly FreesidePackage[]> {
  const each = eachClientOf(api);
  return {
    byClientIds: async (ids, scope) => {
      await customers.recognise(ids.filter(isNumberId), scope);
      return each(
        ids,
        (id) => customers.packages(id, scope),
        (packages: readonly FreesidePackage[]) => packages,
      );
    },
  };
}

/** Definitions of packages that the agent can sell, and who has which. */
export function packagesOf(api: FreesideApi, customers: Customers): Packages {
  const ordered = orderedPackagesOf(api, customers);
  return {
    list: async (scope) => (await customers.catalogue(scope)).packages,
    byIds: async (ids, scope) => {
      const wanted = new Set(ids.filter(isNumberId));
      if (wanted.size === 0) return new Map();
      const { packages } = await customers.catalogue(scope);
      return new Map(packages.filter((row) => wanted.has(row.upstreamId)).map((row) => [row.upstreamId, row]));
    },
    byClientIds: async (ids, scope) => {
      const found = await ordered.byClientIds(ids, scope);
      return new Map([...found].map(([id, rows]) => [id, rows instanceof GatewayError ? rows : definitionsOf(rows)]));
    },
  };
}

/** A package that was ordered twice is one definition. */
function definitionsOf(rows: readonly FreesidePackage[]): readonly PackageRef[] {
  return [...new Map(rows.map(({ packageId, name }) => [packageId, { upstreamId: packageId, name }])).values()];
}

/** Whether a user name is free. Of a domain that it does not have, the upstream says the same (freeside.md section 3). */
export async function isUsernameAvailable(
  api: FreesideApi,
  username: string,
  domain: string,
  scope: CallScope,
): Promise<boolean> {
  const [problem] = [...checkRequired(username, ['username'], WHO), ...checkRequired(domain, ['domain'], WHO)];
  if (problem !== undefined) throw new GatewayError(problem.code, problem.message, { field: problem.field });
  const available = (await api.read('check_username', { username, domain }, scope)).get('available');
  if (text(available) === null) throw fault('whether the user name is free');
  return flag(available);
}
