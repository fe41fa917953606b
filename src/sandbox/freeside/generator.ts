/**
 * Demo customers of the demo reseller beside 5001. Customer number `index` (from 0) has the number 5002 + index. Who it is
 * and how it stands depends on seed and index alone; numbers of packages and invoices depend on the count of customers
 * too, since they are unique over all of them. Nothing is kept: a customer is made again whenever it is asked for.
 */
import { Random } from '../random.ts';
import { dayInMonth } from './dates.ts';
import { COMPANIES, FIRST_NAMES, LAST_NAMES, PLACES, STREETS } from './names.ts';
import type { CustomerStatus } from './status.ts';
import type { Address, Customer } from './types.ts';

/** Number of the first generated customer. */
export const FIRST_GENERATED_CUSTOMER = 5002;

/** Domain of the generated accounts. */
export const GENERATED_DOMAIN = 'example.com';

/** November 2026, in months since the year 0: the last one that is billed. */
export const LAST_MONTH = 2026 * 12 + 10;

/** How a customer stands; its packages are made to fit. */
export type Standing = CustomerStatus;

const WHO = 1;
const STANDING = 2;

/** How the customer of that index stands. */
export function standingOf(seed: number, index: number): Standing {
  const roll = new Random(seed, index, STANDING).int(1, 100);
  if (roll <= 70) return 'active';
  if (roll <= 80) return 'suspended';
  if (roll <= 84) return 'ordered';
  if (roll <= 88) return 'inactive';
  return roll <= 94 ? 'prospect' : 'cancelled';
}

/** The month of its first order, counted from the year 0: at most a year and a half back. */
export function firstMonthOf(seed: number, index: number): number {
  return LAST_MONTH - new Random(seed, index, STANDING, WHO).int(0, 17);
}

/** User name of its account: the number of the customer is the last part, so that it can be found without an index. */
export function usernameOf(seed: number, index: number): string {
  return usernameFor(new Random(seed, index, WHO).pick(FIRST_NAMES), index);
}

/** The customer of that index. */
export function customerOf(seed: number, index: number): Customer {
  const random = new Random(seed, index, WHO);
  const first = random.pick(FIRST_NAMES);
  const last = random.pick(LAST_NAMES);
  const place = random.pick(PLACES);
  const phone = () => `${place.area}-555-${random.digits(4)}`;
  const username = usernameFor(first, index);
  const byCard = random.chance(75);
  return {
    custnum: String(FIRST_GENERATED_CUSTOMER + index),
    agentnum: '1',
    agent_custid: random.chance(25) ? `${700_000 + index}` : '',
    first,
    last,
    company: random.chance(55) ? `${last} ${random.pick(COMPANIES)}` : '',
    ss: random.chance(40) ? `000-${random.digits(2)}-${random.digits(4)}` : '',
    stateid: '',
    signupdate: dayInMonth(firstMonthOf(seed, index), 1),
    daytime: phone(),
    night: random.chance(20) ? phone() : '',
    fax: random.chance(10) ? phone() : '',
    mobile: random.chance(50) ? `${phone()}${random.chance(10) ? ' x12' : ''}` : '',
    refnum: random.pick(['1', '2']),
    referral_custnum: '',
    comments: random.chance(10) ? 'Prefers e-mail; "urgent" <only> & calls by day' : '',
    locale: place.state === 'QC' ? 'fr_CA' : '',
    address: addressAt(random, place),
    shipAddress: random.chance(10) ? addressAt(random, place) : null,
    emails: [`${username}@mail.example.com`],
    postal: random.chance(10),
    payby: byCard ? 'CARD' : random.pick(['CHEK', 'PREPAY']),
    paymask: byCard ? `xxxxxxxxxxxx${random.digits(4)}` : '',
    paydate: byCard ? `${random.int(2027, 2031)}-${random.int(1, 12)}-1` : '',
    payname: byCard ? `${first} ${last}` : '',
  };
}

function addressAt(random: Random, place: (typeof PLACES)[number]): Address {
  const letter = () => random.pick('ABCEGHJKLMNPRSTVXY'.split(''));
  const end = place.country === 'CA' ? ` ${random.int(1, 9)}${letter()}${random.int(1, 9)}` : random.digits(2);
  return {
    address1: `${random.int(10, 9899)} ${random.pick(STREETS)}`,
    address2: random.chance(15) ? `Unit ${random.int(1, 40)}` : '',
    city: place.city,
    county: '',
    state: place.state,
    zip: `${place.zip}${end}`,
    country: place.country,
  };
}

function usernameFor(first: string, index: number): string {
  const plain = first.normalize('NFD').replace(/[^A-Za-z]/g, '');
  return `${plain.toLowerCase()}${FIRST_GENERATED_CUSTOMER + index}`;
}
