/** What the generated customers are billed for: registrations, renewals, mail and hosting terms, a few debit notes. */
import { decimal } from '../../money.ts';
import type { Decimal } from '../../money.ts';
import type { Random } from '../random.ts';
import { moodOf, ordersOf } from './generator.ts';
import type { Order } from './types.ts';

/** One invoice or debit note. */
export interface Bill {
  /** Unix seconds. */
  readonly date: number;
  /** Pounds, without a sign, three decimals. */
  readonly amount: Decimal;
  readonly description: string;
  /** `0` = none. */
  readonly orderid: string;
  /** Product key; empty = none. */
  readonly key: string;
  /** True for a debit note. */
  readonly isNote: boolean;
}

/** Counted from the year 0: the data ends in November 2026. */
const LAST_MONTH = 2026 * 12 + 10;
const BUSY_MONTHS = 25;
const BUSY_BILLS_A_MONTH = 24;

/** How a product is billed: every so many months, for this amount. */
interface Term {
  readonly months: number;
  readonly words: string;
  readonly amount: string;
}

const YEARLY: Term = { months: 12, words: '1 year', amount: '7.910' };

const TERMS: ReadonlyMap<string, Term> = new Map([
  ['domcno', YEARLY],
  ['dotnet', { ...YEARLY, amount: '9.455' }],
  ['domorg', { ...YEARLY, amount: '8.750' }],
  ['dominfo', { ...YEARLY, amount: '12.300' }],
  ['eeliteus', { months: 3, words: '3 months', amount: '5.160' }],
  ['singledomainhostinglinuxus', { months: 6, words: '6 months', amount: '17.940' }],
]);

/** All bills of the customer of that index, oldest first. */
export function billsOf(seed: number, index: number, random: Random): readonly Bill[] {
  const orders = ordersOf(seed, index);
  const bills = moodOf(seed, index) === 'busy' ? busyBills(orders, random) : orders.flatMap((o) => termsOf(o, random));
  return bills.toSorted((left, right) => left.date - right.date);
}

function termsOf(order: Order, random: Random): Bill[] {
  const term = TERMS.get(order.key) ?? YEARLY;
  const bills: Bill[] = [];
  const start = LAST_MONTH - random.int(1, term.months === 12 ? 46 : 20);
  for (let month = start; month <= LAST_MONTH; month += term.months) {
    const action = month === start ? 'Registration' : 'Renewal';
    bills.push(billOf(order, term.amount, `${action} of ${order.domain} for ${term.words}`, dateOf(month, random)));
  }
  if (random.chance(10)) bills.push(noteOf(dateOf(random.int(start, LAST_MONTH), random), random));
  return bills;
}

/** Two dozen small bills a month, so that every list of this customer has several pages. */
function busyBills(orders: readonly Order[], random: Random): Bill[] {
  return Array.from({ length: BUSY_MONTHS * BUSY_BILLS_A_MONTH }, (_, place) => {
    const month = LAST_MONTH - Math.floor(place / BUSY_BILLS_A_MONTH);
    const order = random.pick(orders);
    const accounts = random.int(1, 9);
    const description = `Addition of ${accounts} mail accounts for ${order.domain}`;
    return billOf(order, `${accounts}.${random.digits(3)}`, description, dateOf(month, random));
  });
}

function billOf({ orderid, key }: Order, amount: string, description: string, date: number): Bill {
  return { date, amount: decimal(amount), description, orderid, key, isNote: false };
}

function noteOf(date: number, random: Random): Bill {
  const description = random.pick(['Bank charge', "Returned cheque's fee", 'Support call: 30 min @ £10/h']);
  return { date, amount: decimal('5.000'), description, orderid: '0', key: '', isNote: true };
}

/** A moment of that month before its 21st day. */
function dateOf(month: number, random: Random): number {
  const second = random.int(0, 86_399);
  return Date.UTC(Math.floor(month / 12), month % 12, random.int(1, 20), 0, 0, second) / 1000;
}
