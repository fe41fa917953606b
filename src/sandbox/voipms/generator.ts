/**
 * Demo clients beside the documented one. Client number `index` (from 0) has the id 561116 + index; profile and threshold
 * depend on seed and index alone. A ledger also depends on the number of clients, because ids are unique over all of them.
 */
import { Random } from '../random.ts';
import { COMPANIES, FIRST_NAMES, LAST_NAMES, MAIL_DOMAINS, PLACES, STREETS } from './names.ts';
import type { Profile, Threshold } from './types.ts';

/** Id of the first generated client. */
export const FIRST_GENERATED_CLIENT = 561_116;

/** How a client stands: `funded`, `low` (below its threshold as a rule), `owing` (soft clients only), `fresh` (no rows). */
export type Mood = 'funded' | 'low' | 'owing' | 'fresh';

const PROFILE = 1;
const MOOD = 2;

/** How the client of that index stands. */
export function moodOf(seed: number, index: number): Mood {
  const roll = new Random(seed, index, MOOD).int(1, 100);
  if (roll <= 70) return 'funded';
  if (roll <= 85) return 'low';
  return roll <= 94 ? 'owing' : 'fresh';
}

/** The client of that index: e-mail and password differ from those of every other one. */
export function profileOf(seed: number, index: number): Profile {
  const random = new Random(seed, index, PROFILE);
  const firstname = random.pick(FIRST_NAMES);
  const lastname = random.pick(LAST_NAMES);
  const place = random.pick(PLACES);
  const client = String(FIRST_GENERATED_CLIENT + index);
  const hard = moodOf(seed, index) !== 'owing' && random.chance(75);
  return {
    client,
    email: `${mailName(firstname)}.${mailName(lastname)}.${client}@${random.pick(MAIL_DOMAINS)}`,
    password: `${random.pick(['Maple', 'River', 'Cedar', 'Harbor', 'Falcon'])}-${random.digits(4)}-${client}`,
    company: random.chance(60) ? `${lastname} ${random.pick(COMPANIES)}` : '',
    firstname,
    lastname,
    address: `${random.int(100, 9899)} ${random.pick(STREETS)}`,
    city: place.city,
    state: place.state,
    country: place.country,
    zip: place.country === 'CANADA' ? canadianZip(random, place.zip) : `${place.zip}${random.digits(2)}`,
    phone_number: `${place.area}555${random.digits(4)}`,
    balance_management: hard ? '1' : '0',
  };
}

/** The threshold of the client of that index; clients with low funds have a high one. */
export function thresholdOf(seed: number, index: number, email: string): Threshold {
  const low = moodOf(seed, index) === 'low';
  const random = new Random(seed, index, MOOD, PROFILE);
  return { threshold: random.pick(low ? ['100', '150', '250'] : ['1', '5', '10', '20', '25']), email };
}

function mailName(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll('ø', 'o')
    .replaceAll('Ł', 'L')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}

function canadianZip(random: Random, area: string): string {
  return `${area} ${random.int(1, 9)}${random.pick('ABCEGHJKLMNPRSTVXY'.split(''))}${random.int(1, 9)}`;
}
