/** Customers: details, sign-up, change, state. */
import { Random } from '../random.ts';
import { totalReceiptsOf } from './balances.ts';
import { required } from './checks.ts';
import { customerOf, livingCustomerOf, nowSeconds } from './context.ts';
import type { ApiFunction, Context } from './context.ts';
import { checkNewPassword, fieldsOf } from './customer-fields.ts';
import { shortest } from './money.ts';
import { refuse } from './refusal.ts';
import { DEMO_RESELLER } from './seed.ts';
import type { Customer, CustomerStatus } from './types.ts';
import { Digits, hash } from './values.ts';
import type { Hash } from './values.ts';

/** The details of the customer with that id. */
export const detailsById: ApiFunction = (context) => detailsOf(context, customerOf(context));

/** The details of the customer with that user name. */
export const details: ApiFunction = (context) => {
  const username = required(context.parameters, 'username');
  const customer = context.store.customerByUsername(username) ?? refuse(`Customer ${username} not found`);
  return detailsOf(context, customer);
};

/** Creates a customer and answers with its id. */
export const signup: ApiFunction = (context) => create(context, 'any');

/** The same with rules for the password. */
export const signupV2: ApiFunction = (context) => create(context, 'strict');

/** Overwrites a customer; what is left out is emptied (logicboxes.md: no partial update). */
export const modify: ApiFunction = (context) => {
  const old = livingCustomerOf(context);
  const fields = fieldsOf(context.parameters, []);
  checkUsername(context, fields.username, old.customerid);
  const { customerid, resellerid, pin, creationdt, customerstatus } = old;
  const customer = { customerid, resellerid, pin, creationdt, customerstatus, ...fields };
  context.store.commit({ kind: 'modify', customer });
  return true;
};

/** Suspends a customer; one that is suspended stays so. */
export const suspend: ApiFunction = (context) => setStatus(context, 'Suspended');

/** Makes a suspended customer active again; an active one stays so. */
export const unsuspend: ApiFunction = (context) => setStatus(context, 'Active');

/** Deletes a customer: it keeps its ledger, gives up its user name, and takes no further change. */
export const remove: ApiFunction = (context) => setStatus(context, 'Deleted');

function setStatus(context: Context, status: CustomerStatus): true {
  const { customerid, customerstatus } = livingCustomerOf(context);
  if (customerstatus !== status) context.store.commit({ kind: 'status', customerid, status });
  return true;
}

function create(context: Context, rules: 'any' | 'strict'): Digits {
  const { store, clock, parameters } = context;
  const fields = fieldsOf(parameters, ['passwd']);
  if (rules === 'strict') checkNewPassword(required(parameters, 'passwd'));
  checkUsername(context, fields.username, null);
  const customerid = store.freshId('customer');
  const customer: Customer = {
    customerid,
    resellerid: DEMO_RESELLER,
    ...fields,
    pin: new Random(Number(customerid)).digits(4),
    creationdt: String(nowSeconds(clock)),
    customerstatus: 'Active',
  };
  store.commit({ kind: 'signup', customer });
  return new Digits(customerid);
}

function checkUsername({ store }: Context, username: string, own: string | null): void {
  const other = store.customerByUsername(username);
  if (other !== null && other.customerid !== own) refuse('Username already exists');
}

/** Everything is a string, except a boolean and an empty map (logicboxes.md, details-by-id). */
function detailsOf({ store }: Context, customer: Customer): Hash {
  return hash({
    customerid: customer.customerid,
    username: customer.username,
    resellerid: customer.resellerid,
    parentid: customer.resellerid,
    name: customer.name,
    company: customer.company,
    useremail: customer.username,
    telnocc: customer.telnocc,
    telno: customer.telno,
    mobilenocc: customer.mobilenocc,
    mobileno: customer.mobileno,
    faxnocc: customer.faxnocc,
    faxno: customer.faxno,
    alttelnocc: customer.alttelnocc,
    alttelno: customer.alttelno,
    address1: customer.address1,
    address2: customer.address2,
    address3: customer.address3,
    city: customer.city,
    state: customer.state,
    stateid: '0',
    other_state: customer.other_state,
    country: customer.country,
    zip: customer.zip,
    pin: customer.pin,
    creationdt: customer.creationdt,
    customerstatus: customer.customerstatus,
    salescontactid: '0',
    salespersonshash: hash({}),
    langpref: customer.langpref,
    totalreceipts: shortest(totalReceiptsOf(store.book(customer.customerid))),
    isDominicanTaxConfiguredByParent: false,
    ispasswdexpired: 'false',
    twofactorauth_enabled: 'false',
    twofactorsmsauth_enabled: 'false',
    twofactorgoogleauth_enabled: 'false',
  });
}
