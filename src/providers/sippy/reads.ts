/** The reading capabilities but balances and ledger, composed from customers, api and map. */
import { GatewayError } from '../../errors.ts';
import { int, textOf } from '../../wire/xmlrpc-values.ts';
import type { CallScope, Clients, OfClients } from '../provider.ts';
import type { ClientRecord, SignInRecord, ThresholdRecord } from '../records.ts';
import type { SippyAttributes } from '../sippy-attributes.ts';
import type { Reply, SippyApi } from './api.ts';
import { toAttributes } from './attributes.ts';
import { isCustomerId } from './checks.ts';
import { isAbsent, type Customers } from './customers.ts';
import { errorOf, isServersOwn } from './errors.ts';
import { manyClients } from '../shared/many-clients.ts';
import { optionalId, toClient, toListedClient, toThreshold } from './map.ts';

/**
 * Clients. By ids: up to `listAboveIds` one call each, more from the list, whose rows have little more than names; only
 * getCustomerInfo has the whole record (sippy.md section 3, listCustomers).
 */
export function clientsOf(customers: Customers, listAboveIds: number): Clients {
  const single = async (id: string, scope: CallScope): Promise<ClientRecord> => {
    const { info, observedAt } = await customers.single(id, scope);
    return toClient(id, info, await customers.currencyOf(id, scope), observedAt);
  };
  const list: Clients['list'] = async (scope) => {
    const { rows, observedAt } = await customers.list(scope);
    return Array.from(rows.values(), (row) => toListedClient(row, observedAt));
  };
  const each: Clients['byIds'] = (ids, scope) =>
    customers.each(
      ids,
      (id) => single(id, scope),
      (client) => client,
    );
  return {
    list,
    byIds: (ids, scope) =>
      manyClients(ids.filter(isCustomerId), {
        listAboveIds,
        list: () => list(scope),
        each: (some) => each(some, scope),
      }),
    wholeByIds: each,
    byEmail: (email, scope) => clientByEmail(customers, email, single, scope),
  };
}

/**
 * The first client in the list with an e-mail address. The switch has no search and its list no addresses, so the
 * customers are asked one by one until it is found.
 */
async function clientByEmail(
  customers: Customers,
  email: string,
  single: (id: string, scope: CallScope) => Promise<ClientRecord>,
  scope: CallScope,
): Promise<ClientRecord | null> {
  const wanted = email.trim().toLowerCase();
  if (!wanted.includes('@')) return null;
  const ids = [...(await customers.list(scope)).rows.keys()];
  scope.lookAt(ids.length);
  const found = new Map<number, ClientRecord>();
  let next = 0;
  let failure: GatewayError | null = null;
  const work = async (): Promise<void> => {
    while (next < ids.length && found.size === 0 && failure === null) {
      const index = next++;
      try {
        const client = await single(ids[index]!, scope);
        if (client.email?.trim().toLowerCase() === wanted) found.set(index, client);
      } catch (error) {
        if (!(error instanceof GatewayError)) throw error;
        // One that was deleted meanwhile has no address; after any other failure nobody could say "there is none".
        if (!isAbsent(error)) failure ??= error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(customers.api.maxConcurrentCalls, ids.length) }, work));
  if (found.size > 0) return found.get(Math.min(...found.keys()))!;
  if (failure !== null) throw failure as GatewayError;
  return null;
}

/** Thresholds, one call a client. */
export function thresholdsOf(customers: Customers): OfClients<ThresholdRecord> {
  return {
    byClientIds: (ids, scope) =>
      customers.each(ids, (id) => customers.api.read('getLowBalance', { i_customer: int(id) }, scope), toThreshold),
  };
}

/** All attributes, one call a client, the same as for the client itself. */
export function profilesOf(customers: Customers): OfClients<SippyAttributes> {
  return {
    byClientIds: (ids, scope) =>
      customers.each(
        ids,
        (id) => customers.single(id, scope),
        ({ info }) => toAttributes(info),
      ),
  };
}

/** Fault of authCustomer that is a success: by a one-time password, and without ids (sippy.md section 3). */
const BY_ONE_TIME_PASSWORD = '410';

/** A check of a client's own login. Any other fault than the one above and the switch's own is a refusal of unknown code. */
export async function checkSignIn(
  api: SippyApi,
  username: string,
  password: string,
  scope: CallScope,
): Promise<SignInRecord> {
  const nobody = { clientId: null, webUserId: null, accessLevel: null, message: null };
  const reply = await api.ask('authCustomer', { username, password }, scope).catch(refusedUnsent);
  if ('fault' in reply) {
    const { code, text } = reply.fault;
    if (code === BY_ONE_TIME_PASSWORD) return { ...nobody, outcome: 'ONE_TIME' };
    if (isServersOwn(reply.fault)) throw errorOf(reply.fault, new Map(), {});
    return { ...nobody, outcome: 'REFUSED', message: text === '' ? `Fault ${code}` : text };
  }
  const { members } = reply;
  return {
    outcome: 'SIGNED_IN',
    clientId: optionalId(members.get('i_customer')),
    webUserId: optionalId(members.get('i_web_user')),
    accessLevel: textOf(members.get('i_access_level')),
    message: null,
  };
}

/** A login with characters that cannot be sent is nobody's. */
function refusedUnsent(error: unknown): Reply {
  if (!(error instanceof GatewayError) || error.code !== 'INVALID_INPUT') throw error;
  return { fault: { code: '', text: error.message } };
}
