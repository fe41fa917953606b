/** Packages, accounts and ledgers of the generated customers: always the same for the same seed, index and count. */
import { addDecimals, decimal } from '../../money.ts';
import { Random } from '../random.ts';
import { signedAmount, times } from './amounts.ts';
import { definitionOf } from './catalog.ts';
import { dayInMonth, monthsLater } from './dates.ts';
import { GENERATED_DOMAIN, LAST_MONTH, firstMonthOf, standingOf, usernameOf } from './generator.ts';
import type { Standing } from './generator.ts';
import type { Account, Book, Entry, Invoice, InvoiceLine, OrderedPackage } from './types.ts';

/** Most packages and accounts that a generated customer has; their numbers are laid out for so many. */
export const MAX_GENERATED_PACKAGES = 2;

/** Most invoices that a generated customer has: one a month from the first month on. */
export const MAX_GENERATED_INVOICES = 18;

/** First numbers of generated packages, services and invoices, above those of customer 5001. */
export const FIRST_GENERATED = { pkgnum: 7002, svcnum: 9002, invnum: 3002 } as const;

const BOOK = 3;
const DAY_SECONDS = 86_400;

/** The index of a customer and where it stands among all. */
interface Plan {
  readonly seed: number;
  readonly index: number;
  readonly clients: number;
  readonly random: Random;
  readonly standing: Standing;
  readonly firstMonth: number;
  /** Day of the month on which it is billed, 1 to 15. */
  readonly day: number;
}

/** The book of the customer of that index; `clients` is how many are generated in all. */
export function bookOf(seed: number, index: number, clients: number): Book {
  const standing = standingOf(seed, index);
  if (standing === 'prospect') return { packages: [], accounts: [], entries: [] };
  const random = new Random(seed, index, BOOK);
  const firstMonth = firstMonthOf(seed, index);
  const plan: Plan = { seed, index, clients, random, standing, firstMonth, day: random.int(1, 15) };
  const packages = packagesOf(plan);
  const accounts = accountsOf(plan, packages);
  return { packages, accounts, entries: standing === 'ordered' ? [] : entriesOf(plan, packages) };
}

function packagesOf(plan: Plan): OrderedPackage[] {
  const { random, standing } = plan;
  if (standing === 'inactive') return [packageAt(plan, 0, '4', null)];
  const first = packageAt(plan, 0, random.pick(['1', '2', '2', '3']), null);
  if (standing !== 'active' || !random.chance(30)) return [first];
  // A mailbox that belongs to the line is suspended with it alone (freeside.md, suspend_username).
  return [first, packageAt(plan, 1, '6', random.chance(50) ? first.pkgnum : null)];
}

function packageAt(plan: Plan, ordinal: number, pkgpart: string, mainPkgnum: string | null): OrderedPackage {
  const { standing, firstMonth, day } = plan;
  const ordered = dayInMonth(firstMonth, day);
  const last = dayInMonth(LAST_MONTH, day);
  const billed = standing !== 'ordered';
  const recurs = billed && definitionOf(pkgpart).freq !== '0';
  return {
    pkgnum: numberAt(plan, 'pkgnum', ordinal),
    pkgpart,
    quantity: '1',
    order_date: ordered,
    setup: billed ? ordered : null,
    bill: recurs && standing !== 'cancelled' ? monthsLater(last, 1) : null,
    last_bill: recurs ? last : null,
    susp: standing === 'suspended' ? last + 2 * DAY_SECONDS : null,
    cancel: standing === 'cancelled' ? last + 3 * DAY_SECONDS : null,
    mainPkgnum,
  };
}

/** A cancelled package has lost its account as a rule; every fourth one still holds it. */
function accountsOf(plan: Plan, packages: readonly OrderedPackage[]): Account[] {
  if (plan.standing === 'cancelled' && plan.index % 4 !== 0) return [];
  const username = usernameOf(plan.seed, plan.index);
  return packages
    .filter(({ pkgpart }) => definitionOf(pkgpart).hasAccount)
    .map(({ pkgnum }, ordinal) => ({
      svcnum: numberAt(plan, 'svcnum', ordinal),
      pkgnum,
      username: ordinal === 0 ? username : `${username}-${ordinal + 1}`,
      domain: GENERATED_DOMAIN,
    }));
}

/** An invoice a month, each paid five days later; how it ends depends on how the customer stands. */
function entriesOf(plan: Plan, packages: readonly OrderedPackage[]): Entry[] {
  const { random, standing, firstMonth, day } = plan;
  const rows: Entry[] = [];
  const unpaidMonths = standing === 'suspended' ? random.int(1, 3) : random.chance(25) ? 1 : 0;
  for (let month = firstMonth; month <= LAST_MONTH; month += 1) {
    const invoice = invoiceAt(plan, packages, month);
    if (invoice === null) break;
    rows.push(invoice);
    const paid = month <= LAST_MONTH - unpaidMonths;
    if (paid) rows.push({ type: 'Payment', date: dayInMonth(month, day + 5), amount: signedAmount(invoice) });
  }
  const credit = random.chance(15) ? [random.pick(['2.50', '5.00', '10.00'])] : [];
  const ahead = standing === 'active' && random.chance(10) ? ['50.00'] : [];
  const date = dayInMonth(LAST_MONTH, day + 6);
  rows.push(...credit.map((amount): Entry => ({ type: 'Credit', date, amount })));
  rows.push(...ahead.map((amount): Entry => ({ type: 'Payment', date, amount })));
  if (ahead.length > 0 && random.chance(30)) rows.push({ type: 'Refund', date, amount: '12.34' });
  return rows;
}

/** The invoice of a month, or null when nothing is due any more. */
function invoiceAt(plan: Plan, packages: readonly OrderedPackage[], month: number): Invoice | null {
  const date = dayInMonth(month, plan.day);
  const lines = packages.flatMap((ordered) => linesOf(ordered, month === plan.firstMonth, date));
  const due = lines.reduce((total, line) => addDecimals(total, decimal(line.amount)), decimal('0.00'));
  if (due === '0.00') return null;
  return { type: 'Invoice', invnum: numberAt(plan, 'invnum', month - plan.firstMonth), date, lines };
}

function linesOf({ pkgpart, quantity }: OrderedPackage, isFirst: boolean, date: number): InvoiceLine[] {
  const { pkg, setup_fee, recur_fee, freq } = definitionOf(pkgpart);
  const once = { text: `${pkg} Setup`, amount: times(setup_fee, quantity), from: null, to: null };
  const to = monthsLater(date, 1) - DAY_SECONDS;
  const recurring = { text: pkg, amount: times(recur_fee, quantity), from: date, to };
  return [...(isFirst && setup_fee !== '0.00' ? [once] : []), ...(freq === '0' ? [] : [recurring])];
}

/** Numbers rise with time within a customer, and those of all customers are interleaved as in a shared table. */
function numberAt({ index, clients }: Plan, kind: keyof typeof FIRST_GENERATED, ordinal: number): string {
  return String(FIRST_GENERATED[kind] + ordinal * clients + index);
}
