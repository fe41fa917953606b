/** Ledgers, balances and statistics of the generated clients: made when they are first asked for, always the same. */
import { addDecimals, compareDecimals, decimal, negateDecimal } from '../../money.ts';
import type { Decimal } from '../../money.ts';
import { Random } from '../random.ts';
import { moodOf } from './generator.ts';
import type { Mood } from './generator.ts';
import { PACKAGES } from './seed.ts';
import type { Book, LedgerRow, Package, Statistics } from './types.ts';

/** Most rows that a generated client has in one ledger; ids are laid out for so many. */
export const MAX_GENERATED_ROWS = 128;

/** First id of a generated charge, above those of the documentation. */
export const FIRST_CHARGE = 476_000;

/** First id of a generated deposit, above those of the documentation. */
export const FIRST_DEPOSIT = 809_000;

const BOOK = 3;
const LAST_MONTH = 2026 * 12 + 10;
const NO_CALLS: Statistics = {
  spentTotal: '0',
  callsTotal: 0,
  secondsTotal: 0,
  spentToday: '0',
  callsToday: 0,
  secondsToday: 0,
};

/** The book of a client that has neither rows nor calls. */
export const EMPTY_BOOK: Book = {
  charges: [],
  deposits: [],
  balance: '0.00',
  statistics: NO_CALLS,
  packages: [],
  dids: [],
};

interface Draft {
  readonly date: string;
  readonly amount: string;
  readonly description: string;
}

/** The book of the generated client of that index; `clients` is how many are generated in all. */
export function bookOf(seed: number, index: number, clients: number): Book {
  const mood = moodOf(seed, index);
  if (mood === 'fresh') return EMPTY_BOOK;
  const random = new Random(seed, index, BOOK);
  const firstMonth = LAST_MONTH - random.int(0, 17);
  const packages = somePackages(random);
  const dids = Array.from(
    { length: random.int(1, 3) },
    () => `${random.pick(['305', '416', '514', '212'])}555${random.digits(4)}`,
  );
  const statistics = someStatistics(random);
  const charges = someCharges(random, firstMonth, packages, dids);
  const due = charges.reduce((sum, row) => addDecimals(sum, decimal(row.amount)), decimal(statistics.spentTotal));
  const deposits = someDeposits(random, mood, firstMonth, due);
  const paid = deposits.reduce((sum, row) => addDecimals(sum, decimal(row.amount)), decimal('0'));
  return {
    charges: numbered(charges, FIRST_CHARGE, index, clients),
    deposits: numbered(deposits, FIRST_DEPOSIT, index, clients),
    balance: addDecimals(paid, negateDecimal(due)),
    statistics,
    packages: packages.map((row) => row.package),
    dids,
  };
}

/** Ids rise with the date within a client, and rows of all clients are interleaved as in a shared table. Newest first. */
function numbered(drafts: readonly Draft[], first: number, index: number, clients: number): LedgerRow[] {
  return drafts
    .toSorted((left, right) => (left.date < right.date ? -1 : left.date > right.date ? 1 : 0))
    .slice(0, MAX_GENERATED_ROWS)
    .map((draft, ordinal) => ({ id: String(first + ordinal * clients + index), ...draft }))
    .toReversed();
}

function somePackages(random: Random): Package[] {
  if (random.chance(10)) return [];
  const first = random.int(0, PACKAGES.length - 1);
  const count = random.chance(20) ? 2 : 1;
  return PACKAGES.filter((_, place) => place === first || (count === 2 && place === (first + 1) % PACKAGES.length));
}

function someCharges(
  random: Random,
  firstMonth: number,
  packages: readonly Package[],
  dids: readonly string[],
): Draft[] {
  const start = dayOf(firstMonth, random.int(1, 5));
  const rows: Draft[] = [
    ...packages.map((row) => ({ date: start, amount: row.setup_fee, description: `SETUPPACKAGE:${row.package}` })),
    ...dids.map((did) => ({ date: start, amount: '1.00', description: `SETUP${did}` })),
  ].filter((row) => row.amount !== '0.00');
  for (const did of dids) {
    const fee = random.pick(['0.85', '1.25', '2.00', '2.4950']);
    for (let month = firstMonth; month <= LAST_MONTH; month += 1) {
      rows.push({ date: dayOf(month, 20), amount: fee, description: `DID${did}` });
    }
  }
  for (let extra = random.int(0, 3); extra > 0; extra -= 1) {
    const description = random.pick([
      'Support call',
      'On-site configuration',
      "Client's handset",
      'Number porting 50/50',
      'Café line set-up',
    ]);
    const amount = random.pick(['4.99', '15.00', '25.50', '9.75']);
    rows.push({ date: dayOf(random.int(firstMonth, LAST_MONTH), random.int(6, 20)), amount, description });
  }
  return rows;
}

/** Payments until the charges are covered; a funded client has paid more, an owing one lacks its last payment. */
function someDeposits(random: Random, mood: Mood, firstMonth: number, due: Decimal): Draft[] {
  const rows: Draft[] = [];
  const pay = (amounts: readonly string[]) => {
    const date = dayOf(random.int(firstMonth, LAST_MONTH), random.int(6, 20));
    const description = random.pick([
      'Payment received',
      'Credit : Prepaid',
      'Wire transfer',
      'Thank you!',
      'Paiement reçu',
    ]);
    rows.push({ date, amount: random.pick(amounts), description });
  };
  let paid = decimal('0');
  while (compareDecimals(paid, due) < 0 && rows.length < MAX_GENERATED_ROWS - 3) {
    pay(['10.00', '20.00', '25.00', '50.00']);
    paid = addDecimals(paid, decimal(rows.at(-1)?.amount ?? '0'));
  }
  if (mood === 'owing') rows.pop();
  if (mood === 'funded') for (let extra = random.int(1, 3); extra > 0; extra -= 1) pay(['50.00', '100.00', '150.00']);
  return rows;
}

function someStatistics(random: Random): Statistics {
  if (random.chance(15)) return NO_CALLS;
  const callsToday = random.int(0, 9);
  const secondsToday = callsToday === 0 ? 0 : callsToday * random.int(20, 400);
  const callsTotal = callsToday + random.int(1, 900);
  return {
    spentTotal: `${random.int(1, 40)}.${random.digits(3)}${random.int(1, 9)}`,
    callsTotal,
    secondsTotal: secondsToday + callsTotal * random.int(15, 300),
    spentToday: callsToday === 0 ? '0' : `0.${random.digits(2)}${random.int(1, 9)}`,
    callsToday,
    secondsToday,
  };
}

/** `month` counts months since the year 0. */
function dayOf(month: number, day: number): string {
  const [year, ordinal] = [Math.floor(month / 12), (month % 12) + 1];
  return `${year}-${String(ordinal).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
