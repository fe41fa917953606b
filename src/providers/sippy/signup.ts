/** Creating customers (sippy.md section 3, createCustomer). */
import type { Problem } from '../../errors.ts';
import { double, isStruct, textOf, type XmlRpcStruct } from '../../wire/xmlrpc-values.ts';
import type { CallScope, Finding, Lost, SignedUp, Write } from '../provider.ts';
import type { SignupSippyInput } from '../records.ts';
import { findClient, likenessOf } from '../shared/find-client.ts';
import { unclear } from '../shared/find-row.ts';
import type { Members } from './api.ts';
import { attributeFields, attributeMembers, checkAttributes } from './attributes.ts';
import { checkDigits } from './checks.ts';
import type { Customers } from './customers.ts';
import { errorOf, isServersOwn } from './errors.ts';
import { optionalId, toClient } from './map.ts';

/**
 * Sign-up of a client. Probed by its name, which is unique on the switch (sippy.md section 3): had another customer had
 * it before the send, the switch would have refused. No time of creation is told, so a customer of ours that has the name
 * now and the other data that were sent is taken to be the one.
 */
export function signupWrite(customers: Customers): Write<SignupSippyInput, SignedUp> {
  return {
    delivery: 'probed',
    check: async (input) => checkSignup(input),
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
  customers: Customers,
  { attributes }: SignupSippyInput,
  scope: CallScope,
): Promise<string | null> {
  try {
    return await idByName(customers, attributes.name, scope);
  } catch {
    return null;
  }
}

/** By the name, and where that finds nobody in the whole list: how the switch compares names is not known. */
async function find(customers: Customers, lost: Lost, scope: CallScope): Promise<Finding> {
  const name = lost.trace['name'] ?? '';
  if (name === '') return unclear('Too little is known of the sign-up to look for it.');
  const id = (await idByName(customers, name, scope)) ?? (await idInList(customers, name, scope));
  if (id === null) return findClient(null, lost);
  const { info, observedAt } = await customers.single(id, scope);
  return findClient(toClient(id, info, null, observedAt), lost);
}

/**
 * Null for nobody, for an answer without the id or about somebody else, and for any fault but the server's own: which one
 * says "not found" is not known (sippy.md section 4).
 */
async function idByName({ api }: Customers, name: string, scope: CallScope): Promise<string | null> {
  const reply = await api.ask('getCustomerInfo', { name }, scope);
  if ('fault' in reply) {
    if (isServersOwn(reply.fault)) throw errorOf(reply.fault, new Map(), {});
    return null;
  }
  const customer = reply.members.get('customer');
  return isStruct(customer) && hasName(customer, name) ? optionalId(customer.get('i_customer')) : null;
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
