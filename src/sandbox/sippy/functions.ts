/** The functions that the stand-in knows, by their name upstream. */
import * as access from './access.ts';
import type { ApiFunction } from './context.ts';
import * as customers from './customers.ts';
import * as funds from './funds.ts';
import * as lowBalance from './lowbalance.ts';
import * as payments from './payments.ts';

/** Every function by name; names are compared exactly. */
export const FUNCTIONS: ReadonlyMap<string, ApiFunction> = new Map([
  ['authCustomer', access.authCustomer],
  ['blockCustomer', access.blockCustomer],
  ['createCustomer', customers.createCustomer],
  ['customerAddFunds', funds.customerAddFunds],
  ['customerCredit', funds.customerCredit],
  ['customerDebit', funds.customerDebit],
  ['deleteCustomer', customers.deleteCustomer],
  ['getCustomerInfo', customers.getCustomerInfo],
  ['getLowBalance', lowBalance.getLowBalance],
  ['getPaymentInfo', payments.getPaymentInfo],
  ['getPaymentsList', payments.getPaymentsList],
  ['listCustomers', customers.listCustomers],
  ['resetCustomerOneTimePassword', access.resetCustomerOneTimePassword],
  ['setLowBalance', lowBalance.setLowBalance],
  ['unblockCustomer', access.unblockCustomer],
  ['updateCustomer', customers.updateCustomer],
]);

/** Functions that change something. */
export const WRITES: ReadonlySet<string> = new Set([
  'blockCustomer',
  'createCustomer',
  'customerAddFunds',
  'customerCredit',
  'customerDebit',
  'deleteCustomer',
  'resetCustomerOneTimePassword',
  'setLowBalance',
  'unblockCustomer',
  'updateCustomer',
]);

/** Functions that exist since 5.2 (sippy.md section 3). */
export const SINCE_5_2: ReadonlySet<string> = new Set(['blockCustomer', 'unblockCustomer']);
