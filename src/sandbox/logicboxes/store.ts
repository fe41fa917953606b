/**
 * The reseller's customers, their ledgers and mail accounts. Every change is one `Write`: it goes to the journal first and
 * is applied then, and the journal's writes are applied again at the next start.
 */
import { LRUCache } from 'lru-cache';
import { Bookings } from '../bookings.ts';
import { EMPTY_BOOK, FIRST_GENERATED_TRANSACTION, MAX_GENERATED_ROWS, bookOf } from './books.ts';
import { FoundIds } from './found.ts';
import {
  FIRST_GENERATED_CUSTOMER,
  FIRST_GENERATED_ORDER,
  MAX_ORDERS,
  customerOf,
  indexOfUsername,
  ordersOf,
} from './generator.ts';
import { SEED_BOOK, SEED_CUSTOMER, SEED_ORDER } from './seed.ts';
import type { Book, Customer, Order, Transaction } from './types.ts';
import { parseWrite } from './writes.ts';
import type { Write } from './writes.ts';

/** Generated books that stay in memory; others are made again when they are asked for. */
const MAX_CACHED_BOOKS = 2000;

/** A data set: seed and number of the generated customers, and who keeps the writes. */
export interface StoreOptions {
  readonly seed: number;
  readonly clients: number;
  /** Called before a write is applied; when it throws, nothing changes. */
  readonly keep: (write: Write) => void;
}

/** State of the LogicBoxes stand-in. Generated customers are made anew until a write changes them. */
export class LogicboxesStore {
  readonly found = new FoundIds();
  /** When transactions were booked. To be read only. */
  readonly booked = new Bookings<Transaction>();
  readonly #options: StoreOptions;
  readonly #books = new LRUCache<string, Book>({ max: MAX_CACHED_BOOKS });
  #changed = new Map<string, Customer>();
  #idsByUsername = new Map<string, string>();
  #added = new Map<string, Transaction[]>();
  #addedById = new Map<string, Transaction>();
  #addedByKey = new Map<string, string>();
  #mail = new Set<string>();
  #nextCustomer = 0;
  #nextTransaction = 0;
  #revision = 0;

  constructor(options: StoreOptions) {
    this.#options = options;
    this.reset();
  }

  /** Rises with every change and reset: what was computed at the same revision still holds. */
  get revision(): number {
    return this.#revision;
  }

  /** Back to the seeded data; the journal is not touched. */
  reset(): void {
    const { clients } = this.#options;
    this.#changed = new Map();
    this.#idsByUsername = new Map();
    this.#added = new Map();
    this.#addedById = new Map();
    this.#addedByKey = new Map();
    this.#mail = new Set();
    this.#nextCustomer = FIRST_GENERATED_CUSTOMER + clients;
    this.#nextTransaction = FIRST_GENERATED_TRANSACTION + MAX_GENERATED_ROWS * clients;
    this.#revision += 1;
  }

  /** The ids of all customers, lowest first. */
  *customerIds(): Generator<string> {
    for (let id = Number(SEED_CUSTOMER.customerid); id < this.#nextCustomer; id += 1) yield String(id);
  }

  customer(id: string): Customer | null {
    const changed = this.#changed.get(id);
    if (changed !== undefined) return changed;
    if (id === SEED_CUSTOMER.customerid) return SEED_CUSTOMER;
    const index = this.#generatedIndex(id);
    return index === null ? null : customerOf(this.#options.seed, index);
  }

  /** The customer with this user name, in any case of letters; a deleted one has given it up. */
  customerByUsername(username: string): Customer | null {
    const name = username.toLowerCase();
    const changed = this.#idsByUsername.get(name);
    if (changed !== undefined) return this.customer(changed);
    const index = name === SEED_CUSTOMER.username ? -1 : indexOfUsername(name);
    if (index === null) return null;
    const id = String(FIRST_GENERATED_CUSTOMER + index);
    const customer = this.#changed.has(id) ? null : this.customer(id);
    return customer?.username === name ? customer : null;
  }

  /** The customer's book with everything that was added. */
  book(id: string): Book {
    const base = this.#baseBook(id);
    const added = this.#added.get(id);
    if (added === undefined) return base;
    return { ...base, rows: [...base.rows, ...added] };
  }

  transaction(id: string): Transaction | null {
    const added = this.#addedById.get(id);
    if (added !== undefined) return added;
    const ordinal = Number(id) - FIRST_GENERATED_TRANSACTION;
    const { clients } = this.#options;
    const customer = ordinal >= 0 && clients > 0 ? FIRST_GENERATED_CUSTOMER + (ordinal % clients) : null;
    const base = this.#baseBook(String(customer ?? SEED_CUSTOMER.customerid));
    const row =
      customer === null ? base.rows.find(({ transid }) => transid === id) : base.rows[Math.floor(ordinal / clients)];
    return row?.transid === id ? row : null;
  }

  /** Id of the transaction that was booked with this key; null when it is free. */
  transactionWithKey(key: string): string | null {
    const added = this.#addedByKey.get(key);
    if (added !== undefined) return added;
    const known =
      SEED_BOOK.rows.find((row) => row.transactionkey === key) ??
      this.transaction(/^\w{3}-(\d+)$/.exec(key)?.[1] ?? '');
    return known?.transactionkey === key ? known.transid : null;
  }

  /** The order, unless its customer was deleted. */
  order(id: string): Order | null {
    const place = Number(id) - FIRST_GENERATED_ORDER;
    const index = Math.floor(place / MAX_ORDERS);
    const isGenerated = index >= 0 && index < this.#options.clients;
    const order = isGenerated ? ordersOf(this.#options.seed, index)[place % MAX_ORDERS] : SEED_ORDER;
    if (order?.orderid !== id) return null;
    return this.customer(order.customerid)?.customerstatus === 'Deleted' ? null : order;
  }

  /** How many orders a customer has. */
  orderCount(id: string): number {
    if (id === SEED_CUSTOMER.customerid) return 1;
    const index = this.#generatedIndex(id);
    return index === null ? 0 : ordersOf(this.#options.seed, index).length;
  }

  /** True when the order has a mail account with this address, in any case of letters. */
  hasMail(orderid: string, email: string): boolean {
    return this.#mail.has(mailKey(orderid, email.toLowerCase()));
  }

  /** A fresh id above all that were given before. */
  freshId(kind: 'customer' | 'transaction'): string {
    return String(kind === 'customer' ? this.#nextCustomer : this.#nextTransaction);
  }

  /** Keeps a write and applies it. Throws, without a change, when it cannot be kept. */
  commit(write: Write): void {
    this.#options.keep(write);
    this.#apply(write);
    if (write.kind === 'transaction') this.booked.note(write.row);
  }

  /** Applies a write of the journal. Throws when it is not one or does not fit. */
  replay(write: unknown): void {
    this.#apply(parseWrite(write));
  }

  #apply(write: Write): void {
    this.#revision += 1;
    switch (write.kind) {
      case 'signup':
        if (write.customer.customerid !== this.freshId('customer')) throw new Error('Not the next customer.');
        this.#nextCustomer += 1;
        this.#put(write.customer);
        return;
      case 'modify':
        this.#replace(write.customer);
        return;
      case 'status':
        this.#replace({ ...this.#known(write.customerid), customerstatus: write.status });
        return;
      case 'transaction':
        this.#addRow(write.row);
        return;
      case 'mail_add':
        this.#mail.add(mailKey(write.orderid, write.email));
        return;
      case 'mail_delete':
        this.#mail.delete(mailKey(write.orderid, write.email));
    }
  }

  #known(id: string): Customer {
    const customer = this.customer(id);
    if (customer === null) throw new Error(`No customer ${id}.`);
    return customer;
  }

  #replace(customer: Customer): void {
    const old = this.#known(customer.customerid);
    if (this.#idsByUsername.get(old.username.toLowerCase()) === old.customerid)
      this.#idsByUsername.delete(old.username.toLowerCase());
    this.#put(customer);
  }

  #put(customer: Customer): void {
    this.#changed.set(customer.customerid, customer);
    if (customer.customerstatus !== 'Deleted')
      this.#idsByUsername.set(customer.username.toLowerCase(), customer.customerid);
  }

  #addRow(row: Transaction): void {
    this.#known(row.customerid);
    if (row.transid !== this.freshId('transaction')) throw new Error('Not the next transaction.');
    this.#nextTransaction += 1;
    const rows = this.#added.get(row.customerid);
    if (rows === undefined) this.#added.set(row.customerid, [row]);
    else rows.push(row);
    this.#addedById.set(row.transid, row);
    if (!this.#addedByKey.has(row.transactionkey)) this.#addedByKey.set(row.transactionkey, row.transid);
  }

  #baseBook(id: string): Book {
    if (id === SEED_CUSTOMER.customerid) return SEED_BOOK;
    const index = this.#generatedIndex(id);
    if (index === null) return EMPTY_BOOK;
    const known = this.#books.get(id);
    if (known !== undefined) return known;
    const book = bookOf(this.#options.seed, index, this.#options.clients);
    this.#books.set(id, book);
    return book;
  }

  #generatedIndex(id: string): number | null {
    const index = Number(id) - FIRST_GENERATED_CUSTOMER;
    return index >= 0 && index < this.#options.clients && String(FIRST_GENERATED_CUSTOMER + index) === id
      ? index
      : null;
  }
}

function mailKey(orderid: string, email: string): string {
  return `${orderid} ${email}`;
}
