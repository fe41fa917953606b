/**
 * Demo clients beside the documented one, made when they are asked for and always the same. Client number `index` (from 0)
 * has i_customer 101 + index, which is also the end of its name and its login, so that both can be looked up without a list.
 */
import { decimal } from '../../money.ts';
import { Random } from '../random.ts';
import { attributesWith } from './attributes.ts';
import { BUSINESSES, FIRST_NAMES, LAST_NAMES, PLACES, STREETS } from './names.ts';
import { NO_LOW_BALANCE, RESELLER } from './seed.ts';
import type { Attributes, Customer, LowBalance } from './types.ts';

/** i_customer of the first generated client. */
export const FIRST_GENERATED = 101;

/** How a client stands: `funded`, `low` (below its threshold), `owing` (within its credit limit as a rule), `fresh` (no rows). */
export type Mood = 'funded' | 'low' | 'owing' | 'fresh';

const CUSTOMER = 1;
const MOOD = 2;
const CURRENCY = 4;

/** How the client of that index stands. */
export function moodOf(seed: number, index: number): Mood {
  const roll = new Random(seed, index, MOOD).int(1, 100);
  if (roll <= 65) return 'funded';
  if (roll <= 80) return 'low';
  return roll <= 92 ? 'owing' : 'fresh';
}

/** True for the few clients that are blocked. */
export function isBlockedByBirth(seed: number, index: number): boolean {
  return new Random(seed, index, MOOD, MOOD).chance(5);
}

/** Base currency of the client of that index. */
export function currencyOf(seed: number, index: number): 'EUR' | 'USD' {
  return new Random(seed, index, CURRENCY).chance(20) ? 'EUR' : 'USD';
}

/** The client of that index. Name and login differ from those of every other one. */
export function customerOf(seed: number, index: number): Customer {
  const random = new Random(seed, index, CUSTOMER);
  const i_customer = FIRST_GENERATED + index;
  const lastName = random.pick(LAST_NAMES);
  const base_currency = currencyOf(seed, index);
  const european = base_currency === 'EUR';
  return {
    i_customer,
    parent: RESELLER.i_customer,
    base_currency,
    attributes: attributesWith({
      name: `${lastName} ${random.pick(BUSINESSES)} ${i_customer}`,
      web_login: `${loginName(lastName)}${i_customer}`,
      web_password: `${random.pick(['Maple', 'River', 'Cedar', 'Harbor'])}-${random.digits(6)}`,
      i_tariff: european ? 2 : random.pick([1, 3, null]),
      credit_limit: moodOf(seed, index) === 'owing' ? random.pick(['500', '1000', '2000']) : '0',
      ...someContact(random, lastName, i_customer, european),
      payment_currency: base_currency,
      customers_mgmt: random.chance(20) ? 7 : 0,
      max_sessions: random.chance(50) ? null : random.int(2, 200),
      max_calls_per_second: random.chance(70) ? null : random.pick(['0.5', '5', '20']),
      description: random.pick(['', '', 'Prepaid', 'Migrated in 2024', 'VIP: call before blocking']),
    }),
  };
}

/** Low-balance settings of the client of that index; clients with low funds have a high threshold. */
export function lowBalanceOf(seed: number, index: number): LowBalance {
  const random = new Random(seed, index, MOOD, CUSTOMER);
  const low = moodOf(seed, index) === 'low';
  if (!low && random.chance(40)) return NO_LOW_BALANCE;
  const threshold = decimal(random.pick(low ? ['5000', '10000'] : ['5', '10', '25']));
  return { ...NO_LOW_BALANCE, threshold, notify_by_email: random.chance(80) };
}

function someContact(random: Random, lastName: string, i_customer: number, european: boolean): Attributes {
  const place = random.pick(PLACES.filter((candidate) => candidate.european === european));
  const firstName = random.pick(FIRST_NAMES);
  const named = random.chance(80);
  return {
    company_name: random.chance(60) ? `${lastName} ${random.pick(['Ltd.', 'Inc.', '& Sons', 'GmbH'])}` : '',
    salutation: named ? random.pick(['Mr.', 'Ms.', '']) : '',
    first_name: named ? firstName : '',
    last_name: named ? lastName : '',
    street_addr: `${random.int(1, 999)} ${random.pick(STREETS)}`,
    state: place.state,
    postal_code: `${place.postalCode}${random.digits(2)}`,
    city: place.city,
    country: place.country,
    phone: `${place.phone}555${random.digits(4)}`,
    email: `${loginName(firstName)}.${loginName(lastName)}.${i_customer}@example.com`,
    i_time_zone: random.int(1, 80),
    i_lang: european ? random.pick(['en', 'de', 'fr', 'pl']) : 'en',
  };
}

function loginName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/ø/gi, 'o')
    .replace(/ł/gi, 'l')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}
