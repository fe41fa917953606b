/** Changing customers (sippy.md section 3, updateCustomer). */
import type { Problem } from '../../errors.ts';
import { int, type XmlRpcValue } from '../../wire/xmlrpc-values.ts';
import type { Write } from '../provider.ts';
import type { ProfileInput, UpdateSippyInput } from '../records.ts';
import { checkEmail, checkRequired, checkText, problem } from '../shared/checks.ts';
import type { SippyAttributeName } from '../sippy-attributes.ts';
import type { Members } from './api.ts';
import { attributeFields, attributeMembers, checkAttributes } from './attributes.ts';
import { checkCustomerId } from './checks.ts';
import type { Customers } from './customers.ts';
import { WHO, type Fields } from './errors.ts';
import { wireNames } from './map.ts';

const clientField: Fields = { i_customer: ['clientId'] };

/** Properties of the common change of a client that the switch has: their attribute, and their path in the graph. */
const profile = [
  ['company', 'company', ['company']],
  ['firstName', 'firstName', ['firstName']],
  ['lastName', 'lastName', ['lastName']],
  ['email', 'email', ['email']],
  ['phoneNumber', 'phoneNumber', ['phoneNumber']],
  ['street', 'street', ['address', 'street']],
  ['city', 'city', ['address', 'city']],
  ['state', 'state', ['address', 'state']],
  ['postalCode', 'postalCode', ['address', 'postalCode']],
  ['country', 'country', ['address', 'country']],
  ['password', 'webPassword', ['password']],
] as const satisfies readonly (readonly [keyof ProfileInput, SippyAttributeName, readonly string[]])[];

const profileFields: Fields = {
  ...clientField,
  ...Object.fromEntries(profile.map(([, attribute, path]) => [wireNames[attribute], path])),
};

/** A change of what is common to all providers. Only what is named is sent; the rest stays (sippy.md section 3). */
export function profileWrite(customers: Customers): Write<ProfileInput, void> {
  return updateWrite(customers, checkProfile, profileMembers, profileFields);
}

/** A change of any attribute. Balances are not among them: charges and payments move money. */
export function attributesWrite(customers: Customers): Write<UpdateSippyInput, void> {
  return updateWrite(
    customers,
    ({ attributes }) => checkAttributes(attributes, 'change'),
    ({ attributes }) => attributeMembers(attributes, 'change'),
    { ...clientField, ...attributeFields },
  );
}

function updateWrite<Input extends { readonly clientId: string }>(
  customers: Customers,
  check: (input: Input) => readonly Problem[],
  changesOf: (input: Input) => Members,
  fields: Fields,
): Write<Input, void> {
  const membersOf = (input: Input): Members => ({ i_customer: int(input.clientId), ...changesOf(input) });
  return {
    delivery: 'repeatable',
    check: async (input) => {
      const problems = [...checkCustomerId(input.clientId), ...check(input)];
      if (problems.length > 0 || Object.keys(changesOf(input)).length > 0) return problems;
      return [problem([], 'There is nothing to change: name at least one value.')];
    },
    plan: async (input) => [customers.api.plan('updateCustomer', membersOf(input))],
    send: async (input, scope) => {
      await customers.change('updateCustomer', membersOf(input), fields, scope);
    },
  };
}

function profileMembers(input: ProfileInput): Members {
  const members: Record<string, XmlRpcValue> = {};
  for (const [property, attribute] of profile) {
    const value = input[property];
    if (value !== undefined) members[wireNames[attribute]] = value ?? '';
  }
  return members;
}

/** Texts are free at the switch, a phone number and a country too. */
function checkProfile(input: ProfileInput): readonly Problem[] {
  const problems = profile.flatMap(([property, , path]) => {
    const value = input[property];
    if (value === undefined) return [];
    if (property === 'password') return checkRequired(value ?? '', path, WHO);
    return property === 'email' && value ? checkEmail(value) : checkText(value ?? '', path);
  });
  if (input.balanceManagement == null) return problems;
  return [...problems, problem(['balanceManagement'], `${WHO} has no balance management: leave it out.`)];
}
