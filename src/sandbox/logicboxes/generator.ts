/**
 * Demo customers beside the documented one. Customer number `index` (from 0) has the id 31000002 + index; all of it depends
 * on seed and index alone. `books.ts` has the ledgers.
 */
import { Random } from '../random.ts';
import { COMPANIES, DOMAIN_WORDS, FIRST_NAMES, LAST_NAMES, MAIL_DOMAINS, PLACES, STREETS } from './names.ts';
import { DEMO_RESELLER, SEED_CUSTOMER } from './seed.ts';
import type { Customer, Order } from './types.ts';

/** Id of the first generated customer. */
export const FIRST_GENERATED_CUSTOMER = 31_000_002;

/** Id of the first generated order, above the documented one. */
export const FIRST_GENERATED_ORDER = 85_000_002;

/** Order ids are laid out for so many orders a customer. */
export const MAX_ORDERS = 3;

/**
 * How a customer stands: `busy` (about 1,200 rows), `funded`, `exact` (pays each invoice by itself, so that nothing is left),
 * `owing` (the last invoice is open), `fresh` (neither orders nor rows).
 */
export type Mood = 'busy' | 'funded' | 'exact' | 'owing' | 'fresh';

const PROFILE = 1;
const MOOD = 2;
const ORDERS = 3;

/** Product keys of domains, of a mail and of a hosting product (logicboxes.md section 3). */
const PRODUCT_KEYS = ['domcno', 'dotnet', 'domorg', 'dominfo', 'eeliteus', 'singledomainhostinglinuxus'];

/** How the customer of that index stands. The first one is the busy one, in every data set. */
export function moodOf(seed: number, index: number): Mood {
  if (index === 0) return 'busy';
  const roll = new Random(seed, index, MOOD).int(1, 100);
  if (roll <= 55) return 'funded';
  if (roll <= 80) return 'exact';
  return roll <= 93 ? 'owing' : 'fresh';
}

/** The customer of that index; the user name contains the id, so that it differs from every other one. */
export function customerOf(seed: number, index: number): Customer {
  const random = new Random(seed, index, PROFILE);
  const [first, last, place] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES), random.pick(PLACES)];
  const customerid = String(FIRST_GENERATED_CUSTOMER + index);
  const hasMobile = random.chance(40);
  const isSuspended = index > 0 && random.chance(moodOf(seed, index) === 'owing' ? 50 : 4);
  return {
    customerid,
    username: `${mailName(first)}.${mailName(last)}.${customerid}@${random.pick(MAIL_DOMAINS)}`,
    resellerid: random.chance(80) ? DEMO_RESELLER : SEED_CUSTOMER.resellerid,
    name: `${first} ${last}`,
    company: random.chance(70) ? `${last} ${random.pick(COMPANIES)}` : 'Not Applicable',
    telnocc: place.phoneCode,
    telno: `${place.phone}${random.digits(3)}`,
    mobilenocc: hasMobile ? place.phoneCode : '',
    mobileno: hasMobile ? `${place.phone}${random.digits(3)}` : '',
    faxnocc: '',
    faxno: '',
    alttelnocc: '',
    alttelno: '',
    address1: `${random.int(1, 299)} ${random.pick(STREETS)}`,
    address2: random.chance(30) ? `Floor ${random.int(1, 12)}` : '',
    address3: '',
    city: place.city,
    state: place.state,
    other_state: '',
    country: place.country,
    zip: place.zip.replaceAll('#', () => random.digits(1)),
    pin: random.digits(4),
    creationdt: String(Date.UTC(2021, random.int(0, 23), random.int(1, 28), 0, 0, random.int(0, 86_399)) / 1000),
    customerstatus: isSuspended ? 'Suspended' : 'Active',
    langpref: place.language,
  };
}

/** The index that a generated user name belongs to, if it is one; the caller compares the whole name. */
export function indexOfUsername(username: string): number | null {
  const id = /\.(\d{8,15})@/.exec(username)?.[1];
  return id === undefined ? null : Number(id) - FIRST_GENERATED_CUSTOMER;
}

/** The orders of the customer of that index: none, or up to `MAX_ORDERS`. */
export function ordersOf(seed: number, index: number): readonly Order[] {
  if (moodOf(seed, index) === 'fresh') return [];
  const random = new Random(seed, index, ORDERS);
  const count = random.pick([1, 1, 1, 2, 2, MAX_ORDERS]);
  return Array.from({ length: count }, (_, place) => ({
    orderid: String(FIRST_GENERATED_ORDER + index * MAX_ORDERS + place),
    customerid: String(FIRST_GENERATED_CUSTOMER + index),
    domain: `${random.pick(DOMAIN_WORDS)}-${random.pick(DOMAIN_WORDS)}-${index}${'abc'.charAt(place)}.example`,
    key: random.pick(PRODUCT_KEYS),
  }));
}

function mailName(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/[Łł]/g, 'l')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}
