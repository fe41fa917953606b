/** The documents' example rows, word for word: customer 31000001 with order 85000001; what is elided there is filled in. */
import { decimal } from '../../money.ts';
import { NOTHING } from './money.ts';
import type { Book, Customer, Order, Transaction } from './types.ts';

/** The documented customer (logicboxes.md, customers/details-by-id). */
export const SEED_CUSTOMER: Customer = {
  customerid: '31000001',
  username: 'jane@example.com',
  resellerid: '1100001',
  name: 'Jane Doe',
  company: 'Example Ltd',
  telnocc: '1',
  telno: '1234567890',
  mobilenocc: '',
  mobileno: '',
  faxnocc: '',
  faxno: '',
  alttelnocc: '',
  alttelno: '',
  address1: '1 Main St',
  address2: '',
  address3: '',
  city: 'City',
  state: 'State',
  other_state: 'State',
  country: 'US',
  zip: '12345',
  pin: '8901',
  creationdt: '1745369822',
  customerstatus: 'Active',
  langpref: 'en',
};

const INVOICE: Transaction = {
  transid: '88000001',
  customerid: '31000001',
  date: '1745369822',
  orderid: '85000001',
  key: 'domcno',
  type: 'invoice',
  description: 'Renewal of example.com for 1 year',
  greedy: false,
  selling: decimal('-7.910'),
  openSelling: decimal('-7.910'),
  accounting: decimal('-10.000'),
  openAccounting: decimal('-10.000'),
  transactionkey: 'sys-88000001',
  manual: false,
  updatesTotalReceipts: false,
  reminderDays: '0',
  settled: '',
};

// Its dollars make the documented balance of 15.11 out of the invoice's 10.000.
const RECEIPT: Transaction = {
  transid: '88000013',
  customerid: '31000001',
  date: '1745456222',
  orderid: '0',
  key: '',
  type: 'receipt',
  description: 'Funds added by wire transfer',
  greedy: false,
  selling: decimal('20.000'),
  openSelling: decimal('20.000'),
  accounting: decimal('25.110'),
  openAccounting: decimal('25.110'),
  transactionkey: 'jane-wire-1',
  manual: true,
  updatesTotalReceipts: false,
  reminderDays: '0',
  settled: '',
};

/** Ledger of the documented customer; its balance is 20.000 - 7.910 = 12.09 (logicboxes.md, customer-balance). */
export const SEED_BOOK: Book = { rows: [INVOICE, RECEIPT], locked: NOTHING };

/** The order that the documented customer's mail accounts are added to. */
export const SEED_ORDER: Order = {
  orderid: '85000001',
  customerid: '31000001',
  domain: 'example.com',
  key: 'domcno',
};

/** The reseller of the demo login; also its auth-userid. */
export const DEMO_RESELLER = '100001';

/** Funds of a reseller by its id: the demo reseller, and the sub-reseller that the documented customer belongs to. */
export const RESELLERS: ReadonlyMap<string, { readonly available: string; readonly locked: string }> = new Map([
  [DEMO_RESELLER, { available: '1250.75', locked: '0.0' }],
  [SEED_CUSTOMER.resellerid, { available: '310.4', locked: '25.0' }],
]);

/** What details of transactions say of the reseller. */
export const RESELLER_PROFILE = {
  name: 'Demo Reseller',
  company: 'Demo Hosting Ltd',
  address1: '2 Market Street',
  city: 'Leeds',
  state: 'Not Applicable',
  country: 'GB',
  zip: 'LS1 4DY',
  telnocc: '44',
  telno: '1134960123',
};
