/** Ledgers of the generated customers: made when they are first asked for, always the same. */
import { addDecimals, compareDecimals, decimal, negateDecimal } from '../../money.ts';
import type { Decimal } from '../../money.ts';
import { Random } from '../random.ts';
import { billsOf } from './bills.ts';
import type { Bill } from './bills.ts';
import { FIRST_GENERATED_CUSTOMER, moodOf } from './generator.ts';
import type { Mood } from './generator.ts';
import { NOTHING, ZERO, toAccounting } from './money.ts';
import type { Amounts, Book, Transaction, TransactionType } from './types.ts';

/** Most rows that a generated customer has; ids are laid out for so many. */
export const MAX_GENERATED_ROWS = 1300;

/** First id of a generated transaction, above those of the documents. */
export const FIRST_GENERATED_TRANSACTION = 89_000_000;

/** The book of a customer without rows. */
export const EMPTY_BOOK: Book = { rows: [], locked: NOTHING };

const BOOK = 4;
const HOUR_SECONDS = 3600;

/** A row in the making; the open rest shrinks while later bills are paid from it. Amounts are without a sign. */
interface Draft {
  readonly type: TransactionType;
  readonly date: number;
  readonly amount: Decimal;
  readonly description: string;
  readonly bill: Bill | null;
  open: Decimal;
  settled: number | null;
}

/** The book of the generated customer of that index; `customers` is how many are generated in all. */
export function bookOf(seed: number, index: number, customers: number): Book {
  const mood = moodOf(seed, index);
  if (mood === 'fresh') return EMPTY_BOOK;
  const random = new Random(seed, index, BOOK);
  const drafts = new Ledger(random, mood).write(billsOf(seed, index, random));
  const rows = drafts
    .toSorted((left, right) => left.date - right.date)
    .slice(0, MAX_GENERATED_ROWS)
    .map((draft, ordinal) => rowOf(draft, index, FIRST_GENERATED_TRANSACTION + ordinal * customers + index));
  return { rows, locked: mood === 'funded' && random.chance(8) ? LOCKED : NOTHING };
}

/** Pays bills in their order out of the oldest funds, as a customer of that mood would. */
class Ledger {
  readonly #random: Random;
  readonly #mood: Mood;
  readonly #drafts: Draft[] = [];
  /** Receipts and credits of which something is left, oldest first. */
  #funds: Draft[] = [];

  constructor(random: Random, mood: Mood) {
    this.#random = random;
    this.#mood = mood;
  }

  write(bills: readonly Bill[]): readonly Draft[] {
    const last = bills.length - 1;
    for (const [place, bill] of bills.entries()) {
      const draft = this.#add(bill.isNote ? 'debit' : 'invoice', bill.date, bill.amount, bill.description, bill);
      if (this.#mood !== 'owing' || place < last) this.#pay(draft);
    }
    if (this.#mood === 'funded') this.#receive((bills[last]?.date ?? 0) + HOUR_SECONDS, this.#topUp());
    return this.#drafts;
  }

  #pay(draft: Draft): void {
    while (compareDecimals(this.#available(), draft.amount) < 0) {
      const single = this.#mood !== 'funded';
      this.#receive(draft.date - HOUR_SECONDS, single ? draft.amount : this.#topUp());
    }
    let due = draft.amount;
    for (const fund of this.#funds) {
      const part = compareDecimals(fund.open, due) < 0 ? fund.open : due;
      fund.open = addDecimals(fund.open, negateDecimal(part));
      if (compareDecimals(fund.open, ZERO) === 0) fund.settled = draft.date;
      due = addDecimals(due, negateDecimal(part));
      if (compareDecimals(due, ZERO) === 0) break;
    }
    this.#funds = this.#funds.filter((fund) => fund.settled === null);
    draft.open = ZERO;
    draft.settled = draft.date;
  }

  #receive(date: number, amount: Decimal): void {
    const isCredit = this.#mood === 'funded' && this.#random.chance(8);
    const description = this.#random.pick(isCredit ? CREDIT_TEXTS : RECEIPT_TEXTS);
    this.#funds.push(this.#add(isCredit ? 'credit' : 'receipt', date, amount, description, null));
  }

  #topUp(): Decimal {
    return decimal(this.#random.pick(['20.000', '25.500', '50.000', '100.000']));
  }

  #available(): Decimal {
    return this.#funds.reduce((sum, fund) => addDecimals(sum, fund.open), ZERO);
  }

  #add(type: TransactionType, date: number, amount: Decimal, description: string, bill: Bill | null): Draft {
    const draft: Draft = { type, date, amount, description, bill, open: amount, settled: null };
    this.#drafts.push(draft);
    return draft;
  }
}

/** What waits for a pending order of some customers. */
const LOCKED: Amounts = { selling: decimal('5.000'), accounting: toAccounting(decimal('5.000')) };

const RECEIPT_TEXTS = ['Funds added via credit card', 'Wire transfer', 'Cheque no. 100432', 'Funds added via PayPal'];
const CREDIT_TEXTS = ['Goodwill credit', 'Refund of a cancelled order', "Reseller's promotion"];

function rowOf(draft: Draft, index: number, id: number): Transaction {
  const { type, bill, settled, description } = draft;
  const isOutgoing = type === 'invoice' || type === 'debit';
  const signed = (amount: Decimal) => (isOutgoing ? negateDecimal(amount) : amount);
  const accounting = toAccounting(draft.amount);
  // Most rows are settled or open as a whole, and need no second division.
  const isWhole = draft.open === draft.amount;
  const isManual = type !== 'invoice';
  return {
    transid: String(id),
    customerid: String(FIRST_GENERATED_CUSTOMER + index),
    date: String(draft.date),
    orderid: bill?.orderid ?? '0',
    key: bill?.key ?? '',
    type,
    description,
    greedy: false,
    selling: signed(draft.amount),
    openSelling: signed(draft.open),
    accounting: signed(accounting),
    openAccounting: signed(isWhole ? accounting : draft.open === ZERO ? ZERO : toAccounting(draft.open)),
    transactionkey: `${isManual ? 'man' : 'sys'}-${id}`,
    manual: isManual,
    updatesTotalReceipts: type === 'receipt',
    reminderDays: '0',
    settled: settled === null ? '' : String(settled),
  };
}
