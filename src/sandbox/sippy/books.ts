/** Payments and balances of the generated clients: made when they are first asked for, always the same. */
import { addDecimals, compareDecimals, decimal, negateDecimal } from '../../money.ts';
import type { Decimal } from '../../money.ts';
import { Random } from '../random.ts';
import { FIRST_GENERATED, currencyOf, moodOf } from './generator.ts';
import type { Mood } from './generator.ts';
import type { Book, Payment } from './types.ts';

/** Most payments of a generated client; ids are laid out for so many. */
export const MAX_GENERATED_ROWS = 64;

/** First id of a generated payment, above that of the documented client. */
export const FIRST_PAYMENT = 1001;

/** The book of a customer without payments. */
export const EMPTY_BOOK: Book = { payments: [], balance: decimal('0') };

const BOOK = 3;
const LAST_MONTH = 2026 * 12 + 9;

type Draft = Omit<Payment, 'i_payment' | 'i_customer' | 'currency'>;

/** The book of the generated client of that index; `clients` is how many are generated in all, since ids are unique over them. */
export function bookOf(seed: number, index: number, clients: number): Book {
  const mood = moodOf(seed, index);
  if (mood === 'fresh') return EMPTY_BOOK;
  const random = new Random(seed, index, BOOK);
  const firstMonth = LAST_MONTH - random.int(0, 17);
  const debits = Array.from({ length: random.int(0, 12) }, () => someDebit(random, firstMonth));
  const calls = decimal(`${random.int(5, 900)}.${random.digits(4)}${random.int(1, 9)}`);
  const due = addDecimals(sumOf(debits), calls);
  const credits = someCredits(random, mood, firstMonth, due);
  const paid = sumOf(credits.filter((row) => row.tx_result === 1));
  const payments = [...debits, ...credits]
    .toSorted((left, right) =>
      left.payment_time < right.payment_time ? -1 : left.payment_time > right.payment_time ? 1 : 0,
    )
    .map((draft, ordinal) => ({
      ...draft,
      i_payment: FIRST_PAYMENT + ordinal * clients + index,
      i_customer: FIRST_GENERATED + index,
      currency: currencyOf(seed, index),
    }));
  return { payments, balance: addDecimals(paid, negateDecimal(due)) };
}

function sumOf(rows: readonly Draft[]): Decimal {
  return rows.reduce((sum, row) => addDecimals(sum, row.amount), decimal('0.00'));
}

function someDebit(random: Random, firstMonth: number): Draft {
  const notes = random.pick([
    'Support call',
    'Monthly fee',
    'Number porting',
    'Installation <on site> & training',
    'Frais mensuels été',
    '',
  ]);
  const amount = decimal(random.pick(['4.99', '15', '25.5', '9.75', '120', '0.005']));
  return { ...plain(random, firstMonth), type: 'debit', amount, notes };
}

/** Payments until what is due is covered; a funded client has paid more, an owing one lacks its last payment. */
function someCredits(random: Random, mood: Mood, firstMonth: number, due: Decimal): Draft[] {
  const rows: Draft[] = [];
  const pay = (amounts: readonly string[]) => {
    const draft = plain(random, firstMonth);
    const amount = decimal(random.pick(amounts));
    if (random.chance(50))
      rows.push({ ...draft, type: 'credit', amount, notes: random.pick(['Wire transfer', 'Cash']) });
    else rows.push(someCardPayment(random, { ...draft, type: 'credit', amount, notes: '' }));
  };
  for (let paid = decimal('0'); compareDecimals(paid, due) < 0 && rows.length < MAX_GENERATED_ROWS / 2;) {
    pay(['50', '100', '250']);
    paid = addDecimals(paid, rows.at(-1)?.amount ?? paid);
  }
  if (mood === 'owing') rows.splice(-2);
  if (mood === 'funded') for (let extra = random.int(1, 4); extra > 0; extra -= 1) pay(['50', '99.95', '500']);
  if (random.chance(15)) rows.push(declined(random, plain(random, firstMonth)));
  return rows;
}

function someCardPayment(random: Random, draft: Draft): Draft {
  const byCard = random.chance(80);
  const tx_id = byCard ? `TX${random.digits(10)}` : '';
  return { ...draft, manual: false, tx_id, by_credit_debit_card: byCard, by_voucher: !byCard };
}

function declined(random: Random, draft: Draft): Draft {
  const card = { manual: false, by_credit_debit_card: true, tx_id: `TX${random.digits(10)}` };
  return { ...draft, ...card, amount: decimal('50'), tx_result: 2, tx_error: 'Card declined' };
}

function plain(random: Random, firstMonth: number): Draft {
  const month = random.int(firstMonth, LAST_MONTH);
  const day = `${Math.floor(month / 12)}-${twoDigits((month % 12) + 1)}-${twoDigits(random.int(1, 28))}`;
  return {
    type: 'credit',
    manual: true,
    payment_time: `${day}T${twoDigits(random.int(0, 23))}:${twoDigits(random.int(0, 59))}:${twoDigits(random.int(0, 59))}Z`,
    amount: decimal('0'),
    tx_id: '',
    tx_error: '',
    tx_result: 1,
    by_credit_debit_card: false,
    by_voucher: false,
    notes: '',
  };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
