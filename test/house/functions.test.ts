import { readFileSync } from 'node:fs';
import { isInterfaceType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildSchema } from '../../src/graphql/schema.ts';
import { functionsByProvider } from '../e2e/functions/all.ts';

/** Every function that the vendors' seed documents list. */
const documented: Readonly<Record<keyof typeof functionsByProvider, readonly string[]>> = {
  VOIPMS: [
    'addCharge',
    'addPayment',
    'getBalanceManagement',
    'getCharges',
    'getClientPackages',
    'getClients',
    'getClientThreshold',
    'getDeposits',
    'getPackages',
    'getResellerBalance',
    'setClient',
    'setClientThreshold',
    'signupClient',
  ],
  SIPPY: [
    'createCustomer',
    'getCustomerInfo',
    'updateCustomer',
    'deleteCustomer',
    'listCustomers',
    'authCustomer',
    'resetCustomerOneTimePassword',
  ],
  FREESIDE: ['agent_login', 'agent_logout', 'check_username', 'new_customer', 'suspend_username', 'unsuspend_username'],
  LOGICBOXES: [
    'mail/user/add-forward-only-account',
    'mail/user/add',
    'mock/products/reseller-price',
    'customers/details-by-id',
    'billing/customer-archived-transactions/search',
    'billing/customer-transactions/search',
  ],
};

const types = buildSchema().getTypeMap();

function hasField(path: string): boolean {
  const [typeName = '', fieldName = ''] = path.split('.');
  const type = types[typeName];
  return (isObjectType(type) || isInterfaceType(type)) && Object.hasOwn(type.getFields(), fieldName);
}

function read(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}

/** The name of a function without what a row says of its forms: "getClients (by id)" is getClients. */
const bare = (name: string): string => name.replace(/ \(.*\)$/, '');

describe.each(Object.entries(functionsByProvider))('the functions of %s', (kind, rows) => {
  it('are all there', () => {
    const names = new Set(rows.filter(({ seed }) => seed).map((row) => bare(row.function)));
    expect([...names].toSorted()).toEqual([...documented[kind as keyof typeof documented]].toSorted());
  });

  it.each(rows)('$function is reached by $field', ({ field }) => expect(hasField(field)).toBe(true));

  it.each(rows)('$function has its test in $test', ({ test, title }) => {
    const escaped = title.replaceAll("'", String.raw`\'`);
    const quoted = [`'${title}'`, `'${escaped}'`, `"${title}"`, `\`${title}\``];
    expect(quoted.some((text) => read(test).includes(text))).toBe(true);
  });
});

it('a field or a function that is not there would be found', () => {
  expect(hasField('Mutation.addCharge')).toBe(true);
  expect(hasField('Mutation.addChange')).toBe(false);
  expect(hasField('Nothing.addCharge')).toBe(false);
  expect(bare('getClients (by id)')).toBe('getClients');
});
