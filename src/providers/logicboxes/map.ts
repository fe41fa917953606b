/** Pure conversion of the upstream's values into records. Every quirk stands here with its source. */
import { splitMark } from '../../mark.ts';
import { negateDecimal } from '../../money.ts';
import type { BalanceRecord, ClientRecord, ClientStatus, LedgerRow } from '../records.ts';
import type { LogicboxesPhone, LogicboxesProfile } from '../records-logicboxes.ts';
import { asText, type Json, type JsonObject } from '../shared/json.ts';
import { currency, fault, flag, id, idOrNull, moment, money, requiredMoney, text } from './values.ts';

/** What stands for no state, and what people enter for no company (logicboxes.md section 3, details-by-id). */
export const NOT_APPLICABLE = 'Not Applicable';

const statuses: ReadonlyMap<string, ClientStatus> = new Map([
  ['active', 'ACTIVE'],
  ['suspended', 'SUSPENDED'],
  ['deleted', 'CLOSED'],
]);

/** A client as both views of it show: all but address lines and what else only the client's own record has. */
type Common = Omit<ClientRecord, 'address' | 'lacks'>;

/** One name as two: the last word is the last name. */
export function splitName(name: string | null): { readonly first: string | null; readonly last: string | null } {
  if (name === null) return { first: null, last: null };
  const at = name.trimEnd().lastIndexOf(' ');
  return at <= 0 ? { first: name, last: null } : { first: name.slice(0, at), last: name.slice(at + 1) };
}

/** The street: all lines of the address that are there. */
export function streetOf(details: JsonObject): string | null {
  return addressLines(details).join(', ') || null;
}

/** The state: one that the upstream lists, or another one beside it. */
export function stateOf(details: JsonObject): string | null {
  return applicable(details['state']) ?? applicable(details['other_state']);
}

/** A number with its country code, null without a number. The code stands with zeros in front at times. */
export function phoneOf(code: Json | undefined, number: Json | undefined): LogicboxesPhone | null {
  const digits = text(number);
  if (digits === null) return null;
  return { countryCode: (text(code) ?? '').replace(/^\+?0*/, ''), number: digits };
}

/** A phone number in one text: "+1 1234567890". */
function phoneText(phone: LogicboxesPhone | null): string | null {
  if (phone === null) return null;
  return phone.countryCode === '' ? phone.number : `+${phone.countryCode} ${phone.number}`;
}

/** A client's own record. `pin`, which is a secret (logicboxes.md section 3), is not read. */
export function toClient(details: JsonObject, fallback: string | null, observedAt: Date): ClientRecord {
  return {
    ...common((name) => details[name], fallback, observedAt),
    lacks: [],
    address: {
      street: streetOf(details),
      city: text(details['city']),
      state: stateOf(details),
      postalCode: text(details['zip']),
      country: text(details['country']),
    },
  };
}

/** A row of customers/search, which has neither street nor postal code (logicboxes.md section 3, Customers). */
export function toListedClient(row: JsonObject, fallback: string | null, observedAt: Date): ClientRecord {
  return {
    ...common((name) => row[`customer.${name}`], fallback, observedAt),
    lacks: ['address'],
    address: {
      street: null,
      city: text(row['customer.city']),
      state: applicable(row['customer.state']),
      postalCode: null,
      country: text(row['customer.country']),
    },
  };
}

function common(read: (name: string) => Json | undefined, fallback: string | null, observedAt: Date): Common {
  const upstreamId = id(read('customerid'), 'a client');
  const name = text(read('name'));
  const company = applicable(read('company'));
  // The user name is the e-mail address, and the only one that rows of a search have.
  const username = text(read('username'));
  const { first, last } = splitName(name);
  return {
    upstreamId,
    displayName: company ?? name ?? username ?? upstreamId,
    currency: fallback,
    company,
    firstName: first,
    lastName: last,
    email: username,
    phoneNumber: phoneText(phoneOf(read('telnocc'), read('telno'))),
    status: statuses.get((asText(read('customerstatus')) ?? '').toLowerCase()) ?? null,
    balanceManagement: null,
    observedAt,
  };
}

function applicable(value: Json | undefined): string | null {
  const read = text(value);
  return read === NOT_APPLICABLE ? null : read;
}

function addressLines(details: JsonObject): readonly string[] {
  return ['address1', 'address2', 'address3'].map((name) => text(details[name])).filter((line) => line !== null);
}

/** What only this upstream tells of a client. */
export function toProfile(details: JsonObject): LogicboxesProfile {
  const phone = (kind: string) => phoneOf(details[`${kind}cc`], details[kind]);
  return {
    username: text(details['username']) ?? '',
    resellerId: idOrNull(details['resellerid']),
    addressLines: addressLines(details),
    phone: phone('telno'),
    alternatePhone: phone('alttelno'),
    mobile: phone('mobileno'),
    fax: phone('faxno'),
    createdAt: moment(details['creationdt']),
    language: text(details['langpref']),
    salesContactId: idOrNull(details['salescontactid']),
    totalReceipts: money(details['totalreceipts']),
    passwordExpired: flag(details['ispasswdexpired']),
    twoFactorEnabled: flag(details['twofactorauth_enabled']),
  };
}

/**
 * A balance of customer-balance or reseller-balance. What is locked is spoken for and no part of it: `current` is what
 * the upstream calls available. Both name the currency differently (logicboxes.md section 3, Balances).
 */
export function toBalance(balance: JsonObject, fallback: string | null, observedAt: Date): BalanceRecord {
  return {
    current: requiredMoney(balance['sellingcurrencybalance']),
    currency: currency(balance['currencysymbol'] ?? balance['sellingcurrencysymbol'], fallback),
    creditLimit: null,
    spentTotal: null,
    spentToday: null,
    callsTotal: null,
    callsToday: null,
    talkTimeTotalSeconds: null,
    talkTimeTodaySeconds: null,
    observedAt,
  };
}

/** A row of the ledger with the side that it belongs to. */
export interface BookedRow {
  readonly side: 'charges' | 'deposits';
  readonly row: LedgerRow;
}

/** Kinds of rows by side (logicboxes.md section 1). */
const sides: ReadonlyMap<string, BookedRow['side']> = new Map([
  ['invoice', 'charges'],
  ['debit', 'charges'],
  ['receipt', 'deposits'],
  ['credit', 'deposits'],
]);

/** The client's number in a row of the ledger. */
export function clientOfRow(row: JsonObject): string {
  return id(row['customer_transaction.customerid'], 'a client');
}

/** The number of a row of the ledger. */
export function idOfRow(row: JsonObject): string {
  return id(row['customer_transaction.transid'], 'a transaction');
}

/**
 * A row of the ledger, in the selling currency. Signs are likely and not proven, so the side comes from the type and the
 * amount is the magnitude (logicboxes.md section 5); only for a type that no document names the sign decides.
 */
export function toBookedRow(row: JsonObject, fallback: string | null): BookedRow {
  const type = text(row['customer_transaction.type']);
  if (type === null) throw fault('a transaction');
  const amount = requiredMoney(row['customer_transaction.sellingamount']);
  const bookedAt = moment(row['customer_transaction.transactiondate']);
  const { mark, text: description } = splitMark(asText(row['customer_transaction.description']) ?? '');
  return {
    side: sides.get(type.toLowerCase()) ?? (amount.startsWith('-') ? 'charges' : 'deposits'),
    row: {
      upstreamId: idOfRow(row),
      type,
      currency: currency(row['customer_transaction.sellingcurrencysymbol'], fallback),
      date: bookedAt?.toISOString().slice(0, 10) ?? null,
      amount: amount.startsWith('-') ? negateDecimal(amount) : amount,
      description,
      mark,
      bookedAt,
      packageId: null,
      phoneNumber: null,
    },
  };
}
