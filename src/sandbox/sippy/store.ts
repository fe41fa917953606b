/**
 * The switch's customers and their books. Every change is one `Write`: it goes to the journal first and is applied then,
 * and the journal's writes are applied again at the next start.
 */
import { LRUCache } from 'lru-cache';
import { addDecimals, negateDecimal } from '../../money.ts';
import type { Decimal } from '../../money.ts';
import { Bookings } from '../bookings.ts';
import { EMPTY_BOOK, FIRST_PAYMENT, MAX_GENERATED_ROWS, bookOf } from './books.ts';
import { Directory } from './directory.ts';
import { isBlockedByBirth, lowBalanceOf } from './generator.ts';
import { ACME, ACME_BOOK, ACME_LOW_BALANCE, NO_LOW_BALANCE, RESELLER, RESELLER_BALANCE } from './seed.ts';
import type { Book, Customer, LowBalance, Payment } from './types.ts';
import { parseWrite } from './writes.ts';
import type { Write } from './writes.ts';

/** Generated books that stay in memory; others are made again when they are asked for. */
const MAX_CACHED_BOOKS = 2000;

/** What writes have made of a customer's books; absent members are as they were at the beginning. */
interface Changes {
  balance?: Decimal;
  readonly payments: Payment[];
  lowBalance?: LowBalance;
  blocked?: boolean;
  oneTimePassword?: string;
}

/** A data set: seed and number of the generated clients, and who keeps the writes. */
export interface StoreOptions {
  readonly seed: number;
  readonly clients: number;
  /** Called before a write is applied; when it throws, nothing changes. */
  readonly keep: (write: Write) => void;
}

/** State of the Sippy stand-in. */
export class SippyStore {
  /** Who exists. To be read only: changes go through `commit`. */
  readonly directory: Directory;
  /** When payments were booked. To be read only. */
  readonly booked = new Bookings<Payment>();
  readonly #options: StoreOptions;
  readonly #books = new LRUCache<number, Book>({ max: MAX_CACHED_BOOKS });
  #changes = new Map<number, Changes>();
  #nextPayment = 0;

  constructor(options: StoreOptions) {
    this.#options = options;
    this.directory = new Directory(options.seed, options.clients);
    this.reset();
  }

  /** Back to the seeded data; the journal is not touched. */
  reset(): void {
    this.directory.reset();
    this.#changes = new Map();
    this.#changesOf(RESELLER.i_customer).balance = RESELLER_BALANCE;
    this.#nextPayment = FIRST_PAYMENT + MAX_GENERATED_ROWS * this.#options.clients;
  }

  /** In the base currency, natural sign: positive = has funds. */
  balance(id: number): Decimal {
    return this.#changes.get(id)?.balance ?? this.#book(id).balance;
  }

  /** The customer's payments, lowest id first. */
  payments(id: number): readonly Payment[] {
    return [...this.#book(id).payments, ...(this.#changes.get(id)?.payments ?? [])];
  }

  lowBalance(id: number): LowBalance {
    const set = this.#changes.get(id)?.lowBalance;
    if (set !== undefined) return set;
    if (id === ACME.i_customer) return ACME_LOW_BALANCE;
    const index = this.directory.generatedIndex(id);
    return index === null ? NO_LOW_BALANCE : lowBalanceOf(this.#options.seed, index);
  }

  isBlocked(id: number): boolean {
    const index = this.directory.generatedIndex(id);
    return this.#changes.get(id)?.blocked ?? (index !== null && isBlockedByBirth(this.#options.seed, index));
  }

  /** The password that works once; null when there is none. */
  oneTimePassword(id: number): string | null {
    return this.#changes.get(id)?.oneTimePassword ?? null;
  }

  /** An id of a payment above all that were given before. */
  freshPaymentId(): number {
    return this.#nextPayment;
  }

  /** Keeps a write and applies it. Throws, without a change, when it cannot be kept. */
  commit(write: Write): void {
    this.#options.keep(write);
    this.#apply(write);
    if (write.kind === 'payment') this.booked.note(write.payment);
  }

  /** Applies a write of the journal. Throws when it is not one or does not fit. */
  replay(write: unknown): void {
    this.#apply(parseWrite(write));
  }

  #apply(write: Write): void {
    if (write.kind === 'create') return this.#create(write.customer, write.balance);
    if (write.kind === 'update') return this.#update(write.customer, write.balance);
    if (write.kind === 'payment') return this.#pay(write.payment, write.own);
    const customer = this.#existing(write.i_customer);
    if (write.kind === 'delete') return this.#remove(customer);
    const changes = this.#changesOf(customer.i_customer);
    if (write.kind === 'lowBalance') changes.lowBalance = write.settings;
    else if (write.kind === 'blocked') changes.blocked = write.blocked;
    else if (write.password === null) delete changes.oneTimePassword;
    else changes.oneTimePassword = write.password;
  }

  #create(customer: Customer, balance: Decimal): void {
    this.#existing(customer.parent);
    this.directory.put(customer);
    this.#changesOf(customer.i_customer).balance = balance;
  }

  #update(customer: Customer, balance: Decimal | null): void {
    this.#existing(customer.i_customer);
    this.directory.put(customer);
    if (balance !== null) this.#changesOf(customer.i_customer).balance = balance;
  }

  #pay(payment: Payment, own: { readonly i_customer: number; readonly change: Decimal } | null): void {
    const { i_customer } = this.#existing(payment.i_customer);
    this.#move(i_customer, payment.type === 'credit' ? payment.amount : negateDecimal(payment.amount));
    if (own !== null) this.#move(this.#existing(own.i_customer).i_customer, own.change);
    this.#changesOf(i_customer).payments.push(payment);
    this.#nextPayment = Math.max(this.#nextPayment, payment.i_payment + 1);
  }

  #move(id: number, change: Decimal): void {
    this.#changesOf(id).balance = addDecimals(this.balance(id), change);
  }

  /** The sub-customers go with their customer: nobody could reach them any more. */
  #remove(customer: Customer): void {
    for (const child of this.directory.childrenOf(customer.i_customer)) this.#remove(this.#existing(child));
    this.directory.remove(customer);
    this.#changes.delete(customer.i_customer);
  }

  #existing(id: number | null): Customer {
    const customer = id === null ? null : this.directory.customer(id);
    if (customer === null) throw new Error(`No customer ${id}.`);
    return customer;
  }

  #changesOf(id: number): Changes {
    const known = this.#changes.get(id);
    if (known !== undefined) return known;
    const fresh: Changes = { payments: [] };
    this.#changes.set(id, fresh);
    return fresh;
  }

  #book(id: number): Book {
    if (id === ACME.i_customer) return ACME_BOOK;
    const index = this.directory.generatedIndex(id);
    if (index === null) return EMPTY_BOOK;
    const known = this.#books.get(id);
    if (known !== undefined) return known;
    const { seed, clients } = this.#options;
    const book = bookOf(seed, index, clients);
    this.#books.set(id, book);
    return book;
  }
}
