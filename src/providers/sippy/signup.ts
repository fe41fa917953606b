/** Creating customers (sippy.md section 3, createCustomer). */
import type { Problem } from '../../errors.ts';
import { double, isStruct, textOf, type XmlRpcStruct } from '../../wire/xmlrpc-values.ts';
import type { CallScope, Finding, Lost, SignedUp, Write } from '../provider.ts';
import type { SignupSippyInput } from '../records.ts';
import { findClient, likenessOf, onlyListed } from '../shared/find-client.ts';
import { unclear } from '../shared/find-row.ts';
import type { Members, SippyApi } from './api.ts';
import { attributeFields, attributeMembers, checkAttributes } from './attributes.ts';
import { checkDigits } from './checks.ts';
import type { Customers } from './customers.ts';
import { errorOf, isServersOwn } from './errors.ts';
import { optionalId, toClient } from './map.ts';

/**
 * Sign-up of a client. Probed by its name, which is unique on the switch (sippy.md section 3). No time of creation is told.
 * But right before the send nobody was found by the name, so a customer of ours that is found by it now and has the other
 * data that were sent is taken to be the one.
 */
export function signupWrite(customers: Customers): Write<SignupSippyInput, SignedUp> {
  return {
    delivery: 'probed',
    check: (input, scope) => check(customers, input, scope),
    plan: async (input) => [customers.api.plan('createCustomer', signupMembers(input))],
    send: async (input, scope) => {
      const fields = { ...attributeFields, balance: ['initialBalance'] };
      const answer = await customers.change('createCustomer', signupMembers(input), fields, scope);
      return { clientId: optionalId(answer.get('i_customer')) ?? (await idAfterwards(customers, input, scope)) };
    },
    trace: ({ attributes }) => ({ name: attributes.name, likeness: likenessOf(attributes) }),
    find: (lost, scope) => find(customers, lost, scope),
  };
}

async function check({ api }: Customers, input: SignupSippyInput, scope: CallScope): Promise<readonly Problem[]> {
  const problems = checkSignup(input);
  // A name that is none may not even be sent.
  if (problems.some(({ field }) => field[0] === 'name')) return problems;
  return [...problems, ...(await checkUnused(api, input.attributes.name, scope))];
}

/** The switch would refuse it too, but `find` must know that nobody had the name when the request was sent. */
async function checkUnused(api: SippyApi, name: string, scope: CallScope): Promise<readonly Problem[]> {
  if ((await customerByName(api, name, scope)) === null) return [];
  return [{ code: 'ALREADY_EXISTS', message: 'Another client has this name.', field: ['name'] }];
}

function checkSignup({ attributes, initialBalance }: SignupSippyInput): readonly Problem[] {
  return [
    ...checkAttributes(attributes, 'signup'),
    ...(initialBalance === null ? [] : checkDigits(initialBalance, ['initialBalance'])),
  ];
}

/** The tariff must stand in it, nil for one of the client's own; the balance has the natural sign (sippy.md section 5). */
function signupMembers({ attributes, initialBalance }: SignupSippyInput): Members {
  return {
    ...attributeMembers({ ...attributes, tariffId: attributes.tariffId ?? null }, 'signup'),
    ...(initialBalance !== null && { balance: double(initialBalance) }),
  };
}

/** The client exists by now: whatever fails here must not turn a success into an error. */
async function idAfterwards(
  { api }: Customers,
  { attributes }: SignupSippyInput,
  scope: CallScope,
): Promise<string | null> {
  try {
    return idIn(await customerByName(api, attributes.name, scope));
  } catch {
    return null;
  }
}

/**
 * By the name, as before the send. Where that finds nobody, the whole list must not show the name either: how the switch
 * compares names is not known. The list also has the id where the answer lacks it.
 */
async function find(customers: Customers, lost: Lost, scope: CallScope): Promise<Finding> {
  const name = lost.trace['name'] ?? '';
  if (name === '') return unclear('Too little is known of the sign-up to look for it.');
  const found = await customerByName(customers.api, name, scope);
  const id = idIn(found) ?? (await idInList(customers, name, scope));
  if (found === null) return id === null ? { verdict: 'absent' } : onlyListed(id);
  if (id === null) return unclear('A customer has the name, but the switch does not tell its number.');
  const { info, observedAt } = await customers.single(id, scope);
  return findClient(toClient(id, info, null, observedAt), lost);
}

/**
 * Null for nobody, for an answer about somebody else, and for any fault but the server's own: which one says "not found"
 * is not known (sippy.md section 4).
 */
async function customerByName(api: SippyApi, name: string, scope: CallScope): Promise<XmlRpcStruct | null> {
  const reply = await api.ask('getCustomerInfo', { name }, scope);
  if ('fault' in reply) {
    if (isServersOwn(reply.fault)) throw errorOf(reply.fault, new Map(), {});
    return null;
  }
  const customer = reply.members.get('customer');
  return isStruct(customer) && hasName(customer, name) ? customer : null;
}

function idIn(customer: XmlRpcStruct | null): string | null {
  return customer === null ? null : optionalId(customer.get('i_customer'));
}

async function idInList(customers: Customers, name: string, scope: CallScope): Promise<string | null> {
  for (const [id, row] of await customers.readList('empty', scope)) if (hasName(row, name)) return id;
  return null;
}

function hasName(row: XmlRpcStruct, name: string): boolean {
  return plainName(textOf(row.get('name')) ?? '') === plainName(name);
}

function plainName(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
}
