/** customers/search (doc 1270). All criteria must fit; names and places match a part of the text in any case of letters. */
import { compareDecimals } from '../../money.ts';
import type { Decimal } from '../../money.ts';
import { totalReceiptsOf } from './balances.ts';
import * as check from './checks.ts';
import type { ApiFunction, Context } from './context.ts';
import { datesOf, isBetween, wholeNumbers } from './filters.ts';
import { pageMap, pageOf } from './paging.ts';
import type { Customer } from './types.ts';
import { hash } from './values.ts';
import type { Hash } from './values.ts';

type CustomerFilter = (customer: Customer) => boolean;

const STATUSES = ['Active', 'Suspended', 'Deleted'] as const;

/** What the matches depend on, beside the state. */
const CRITERIA = [
  'reseller-id',
  'name',
  'company',
  'city',
  'state',
  'status',
  'creation-date-start',
  'creation-date-end',
  'total-receipt-start',
  'total-receipt-end',
];

/** Customers by id, lowest first; deleted ones are among them unless `status` leaves them out. */
export const searchCustomers: ApiFunction = (context) => {
  const { store, parameters } = context;
  const page = pageOf(context, 10);
  const filters = filtersOf(context);
  const named = namedIds(context);
  const isMatch = (id: string): boolean => {
    const customer = store.customer(id);
    return customer !== null && filters.every((fits) => fits(customer));
  };
  const find = (): Float64Array => {
    const all = [...(named ?? store.customerIds())];
    // Without criteria no customer has to be made.
    const found = named === null && filters.length === 0 ? all : all.filter(isMatch);
    return Float64Array.from(found, Number).toSorted();
  };
  const question = JSON.stringify(['customers', store.revision, CRITERIA.map((name) => parameters.get(name) ?? [])]);
  const ids = named === null ? store.found.of(question, find) : find();
  return pageMap(context, page, ids, (id) => rowOf(context, store.customer(String(id))));
};

/** The ids that `customer-id` and `username` name; null when both are absent. */
function namedIds({ store, parameters }: Context): ReadonlySet<string> | null {
  const ids = wholeNumbers(parameters, 'customer-id');
  const username = check.textOf(parameters, 'username');
  if (username === '') return ids.length === 0 ? null : new Set(ids);
  const named = store.customerByUsername(username)?.customerid;
  return new Set(named !== undefined && (ids.length === 0 || ids.includes(named)) ? [named] : []);
}

function filtersOf(context: Context): readonly CustomerFilter[] {
  const { parameters } = context;
  const resellers = new Set(wholeNumbers(parameters, 'reseller-id'));
  const statuses = new Set<string>(
    check.listOf(parameters, 'status').map((text) => check.choiceOf(text, 'status', STATUSES)),
  );
  const [start, end] = datesOf(parameters, 'creation-date');
  const filters: (CustomerFilter | null)[] = [
    resellers.size === 0 ? null : (customer) => resellers.has(customer.resellerid),
    statuses.size === 0 ? null : (customer) => statuses.has(customer.customerstatus),
    start === null && end === null ? null : (customer) => isBetween(Number(customer.creationdt), start, end),
    ...(['name', 'company', 'city', 'state'] as const).map((name) => partFilter(context, name)),
    receiptFilter(context),
  ];
  return filters.filter((filter) => filter !== null);
}

function partFilter({ parameters }: Context, name: 'name' | 'company' | 'city' | 'state'): CustomerFilter | null {
  const text = check.textOf(parameters, name).toLowerCase();
  return text === '' ? null : (customer) => customer[name].toLowerCase().includes(text);
}

/** Both ends belong to the range. */
function receiptFilter({ store, parameters }: Context): CustomerFilter | null {
  const boundOf = (name: string): Decimal | null => {
    const text = check.textOf(parameters, name);
    return text === '' ? null : check.decimalOf(text, name);
  };
  const [start, end] = [boundOf('total-receipt-start'), boundOf('total-receipt-end')];
  if (start === null && end === null) return null;
  return ({ customerid }) => {
    const totalReceipts = totalReceiptsOf(store.book(customerid));
    const isEnough = start === null || compareDecimals(totalReceipts, start) >= 0;
    return isEnough && (end === null || compareDecimals(totalReceipts, end) <= 0);
  };
}

/** Three decimals in `totalreceipts` here, one in the details (logicboxes.md, customers/search). */
function rowOf({ store }: Context, customer: Customer | null): Hash {
  if (customer === null) return hash({});
  return hash({
    'customer.customerid': customer.customerid,
    'customer.username': customer.username,
    'customer.name': customer.name,
    'customer.company': customer.company,
    'customer.city': customer.city,
    'customer.country': customer.country,
    'customer.telnocc': customer.telnocc,
    'customer.telno': customer.telno,
    'customer.resellerid': customer.resellerid,
    'customer.customerstatus': customer.customerstatus,
    'customer.totalreceipts': totalReceiptsOf(store.book(customer.customerid)),
    'customer.websitecount': String(store.orderCount(customer.customerid)),
  });
}
