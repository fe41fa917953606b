/** The functions that the stand-in knows, by their path below `/api/`. */
import type { ApiFunction } from './context.ts';
import { searchCustomers } from './customer-search.ts';
import * as customers from './customers.ts';
import * as funds from './funds.ts';
import * as mail from './mail.ts';
import * as prices from './prices.ts';
import { transactionDetails } from './transaction-details.ts';
import { search, searchArchived } from './transactions.ts';

/** Functions that read. GET is their method. */
const READS: readonly [string, ApiFunction][] = [
  ['billing/customer-archived-transactions/search', searchArchived],
  ['billing/customer-balance', funds.customerBalance],
  ['billing/customer-transactions', transactionDetails],
  ['billing/customer-transactions/search', search],
  ['billing/reseller-balance', funds.resellerBalance],
  ['customers/details', customers.details],
  ['customers/details-by-id', customers.detailsById],
  ['customers/search', searchCustomers],
  ['mock/products/reseller-price', prices.mockResellerPrice],
  ['products/customer-price', prices.customerPrice],
  ['products/reseller-price', prices.resellerPrice],
];

/** Functions that change something. POST is their method. */
const CHANGES: readonly [string, ApiFunction][] = [
  ['billing/add-customer-debit-note', funds.addDebitNote],
  ['billing/add-customer-fund', funds.addFund],
  ['customers/delete', customers.remove],
  ['customers/modify', customers.modify],
  ['customers/signup', customers.signup],
  ['customers/suspend', customers.suspend],
  ['customers/unsuspend', customers.unsuspend],
  ['customers/v2/signup', customers.signupV2],
  ['mail/user/add', mail.addUser],
  ['mail/user/add-forward-only-account', mail.addForwardOnly],
  ['mail/user/delete', mail.removeUser],
];

/** Every function by name; names are compared exactly. */
export const FUNCTIONS: ReadonlyMap<string, ApiFunction> = new Map([...READS, ...CHANGES]);

/** Names of the functions that change something. */
export const WRITES: ReadonlySet<string> = new Set(CHANGES.map(([name]) => name));
