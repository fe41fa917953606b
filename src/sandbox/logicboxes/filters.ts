/** The criteria of the transaction searches (logicboxes.md, doc 964 and 965), and their orders. All criteria must fit. */
import * as check from './checks.ts';
import { thousandths } from './money.ts';
import type { Parameters } from './params.ts';
import { TRANSACTION_TYPES } from './types.ts';
import type { Transaction } from './types.ts';

/** True for a row that fits. */
export type RowFilter = (row: Transaction) => boolean;

/** Criteria on single rows; which customers are looked at is not among them. Throws a `Refusal` for a bad one. */
export function rowFilters(parameters: Parameters): readonly RowFilter[] {
  return [typeFilter, idFilter, keyFilter, descriptionFilter, balanceFilter, amountFilter, dateFilter]
    .map((filterOf) => filterOf(parameters))
    .filter((filter) => filter !== null);
}

function typeFilter(parameters: Parameters): RowFilter | null {
  const types = new Set(
    check
      .listOf(parameters, 'transaction-type')
      .map((type) => check.choiceOf(type, 'transaction-type', TRANSACTION_TYPES)),
  );
  return types.size === 0 ? null : (row) => types.has(row.type);
}

function idFilter(parameters: Parameters): RowFilter | null {
  const ids = new Set(wholeNumbers(parameters, 'transaction-id'));
  return ids.size === 0 ? null : (row) => ids.has(row.transid);
}

/** `manually`: booked with a transaction-key by a caller. `systemgenerated`: made by an order. */
function keyFilter(parameters: Parameters): RowFilter | null {
  const text = check.textOf(parameters, 'transaction-key');
  if (text === '') return null;
  const manual = check.choiceOf(text, 'transaction-key', ['manually', 'systemgenerated']) === 'manually';
  return (row) => row.manual === manual;
}

/** A part of the description, as it is written; whether the real one wants the whole is not known. */
function descriptionFilter(parameters: Parameters): RowFilter | null {
  const text = check.textOf(parameters, 'transaction-description');
  return text === '' ? null : (row) => row.description.includes(text);
}

function balanceFilter(parameters: Parameters): RowFilter | null {
  const text = check.textOf(parameters, 'balance-type');
  if (text === '') return null;
  const open = check.choiceOf(text, 'balance-type', ['onlybalanced', 'onlyunbalanced']) === 'onlyunbalanced';
  return (row) => (row.settled === '') === open;
}

/** The range is of whole numbers without a sign, so it is about the amount without its sign; both ends belong to it. */
function amountFilter(parameters: Parameters): RowFilter | null {
  const [start, end] = ['amt-range-start', 'amt-range-end'].map((name) => {
    const text = check.textOf(parameters, name);
    return text === '' ? null : BigInt(check.wholeOf(text, name)) * 1000n;
  });
  if ((start ?? null) === null && (end ?? null) === null) return null;
  return ({ selling }) => {
    const signed = thousandths(selling);
    const amount = signed < 0n ? -signed : signed;
    return (start ?? 0n) <= amount && (end === null || end === undefined || amount <= end);
  };
}

/** Strictly after the start and strictly before the end. */
function dateFilter(parameters: Parameters): RowFilter | null {
  const [start, end] = datesOf(parameters, 'transaction-date');
  return start === null && end === null ? null : (row) => isBetween(Number(row.date), start, end);
}

/** The moments `<name>-start` and `<name>-end`; null where there is none. */
export function datesOf(parameters: Parameters, name: string): readonly [start: number | null, end: number | null] {
  const moment = (field: string) => {
    const text = check.textOf(parameters, field);
    return text === '' ? null : check.secondsOf(text, field);
  };
  return [moment(`${name}-start`), moment(`${name}-end`)];
}

/** True for a moment strictly between the two. */
export function isBetween(moment: number, start: number | null, end: number | null): boolean {
  return (start === null || moment > start) && (end === null || moment < end);
}

/** The values of a repeated parameter of whole numbers. */
export function wholeNumbers(parameters: Parameters, name: string): readonly string[] {
  return check.listOf(parameters, name).map((text) => check.wholeOf(text, name));
}

type SortKey = string | number | bigint;

/** By what rows can be ordered, under the names of the parameters and of the row's members. */
const SORT_KEYS: ReadonlyMap<string, (row: Transaction) => SortKey> = new Map<string, (row: Transaction) => SortKey>([
  ['customerid', (row) => Number(row.customerid)],
  ['transactionid', (row) => Number(row.transid)],
  ['transid', (row) => Number(row.transid)],
  ['transactiondate', (row) => Number(row.date)],
  ['transactiontype', (row) => row.type],
  ['type', (row) => row.type],
  ['transactiondescription', (row) => row.description],
  ['description', (row) => row.description],
  ['orderid', (row) => Number(row.orderid)],
  ['key', (row) => row.key],
  ['sellingamount', (row) => thousandths(row.selling)],
  ['accountingamount', (row) => thousandths(row.accounting)],
]);

/** One `order-by`. */
export interface RowOrder {
  readonly keyOf: (row: Transaction) => SortKey;
  readonly isDescending: boolean;
}

/**
 * The orders of `order-by`, first one first: a name such as `customer-id`, `customerid` or `customer_transaction.customerid`,
 * and ` asc` or ` desc` after a blank. Only customer-id, customerid and transaction-id are documented.
 */
export function rowOrders(parameters: Parameters): readonly RowOrder[] {
  return check.listOf(parameters, 'order-by').map((text) => {
    const [, name = '', direction = 'asc'] = /^([\w.-]+)(?: +(asc|desc))?$/.exec(text) ?? [];
    const keyOf = SORT_KEYS.get(name.replace(/^customer_transaction\./, '').replaceAll('-', ''));
    return keyOf === undefined ? check.refuseFields(['order-by']) : { keyOf, isDescending: direction === 'desc' };
  });
}

/** Compares by the orders, then by id. `keys` are those of the orders, in their order. */
export function comparison(orders: readonly RowOrder[]): (left: Sortable, right: Sortable) => number {
  return (left, right) => {
    for (const [place, { isDescending }] of orders.entries()) {
      const [one = '', other = ''] = [left.keys[place], right.keys[place]];
      if (one !== other) return one < other === isDescending ? 1 : -1;
    }
    return left.id - right.id;
  };
}

/** What is kept of a matching row until all are sorted. */
export interface Sortable {
  readonly id: number;
  readonly keys: readonly SortKey[];
}
