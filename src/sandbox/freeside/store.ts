/**
 * Customers with all that belongs to them. Only what writes have touched is kept in memory; a generated customer is made
 * again at every look. Every change is one `Write`: it goes to the journal first and is applied then, and the journal's
 * writes are applied again at the next start.
 */
import { FIRST_GENERATED, MAX_GENERATED_INVOICES, MAX_GENERATED_PACKAGES, bookOf } from './books.ts';
import { FIRST_GENERATED_CUSTOMER, customerOf, standingOf } from './generator.ts';
import { SEED_FILES, UNLINKED_ACCOUNT } from './seed.ts';
import { customerStatus } from './status.ts';
import type { CustomerStatus } from './status.ts';
import type { Account, Book, Customer, CustomerFile } from './types.ts';
import { parseWrite } from './writes.ts';
import type { Order, Write } from './writes.ts';

/** A data set: seed and number of the generated customers, and who keeps the writes. */
export interface StoreOptions {
  readonly seed: number;
  readonly clients: number;
  /** Called before a write is applied; when it throws, nothing changes. */
  readonly keep: (write: Write) => void;
}

/** An account that was found, with its customer; null = it belongs to nobody. */
export interface FoundAccount {
  readonly account: Account;
  readonly custnum: string | null;
}

type NumberKind = 'custnum' | 'pkgnum' | 'svcnum' | 'invnum';

/** State of the Freeside stand-in. */
export class FreesideStore {
  readonly #options: StoreOptions;
  /** Fixed customers, and those that writes have made or changed. */
  #files = new Map<string, CustomerFile>();
  /** Customers of accounts that are fixed or were made by a write, by `username@domain`. */
  #owners = new Map<string, string>();
  /** Numbers of customers that were signed up, lowest first. */
  #signedUp: string[] = [];
  #usedPrepaid = new Set<string>();
  #next: Record<NumberKind, number> = { custnum: 0, pkgnum: 0, svcnum: 0, invnum: 0 };

  constructor(options: StoreOptions) {
    this.#options = options;
    this.reset();
  }

  /** Back to the seeded data; the journal is not touched. */
  reset(): void {
    const { clients } = this.#options;
    this.#files = new Map(SEED_FILES.map((file) => [file.customer.custnum, file]));
    this.#owners = new Map();
    this.#signedUp = [];
    this.#usedPrepaid = new Set();
    this.#next = {
      custnum: FIRST_GENERATED_CUSTOMER + clients,
      pkgnum: FIRST_GENERATED.pkgnum + MAX_GENERATED_PACKAGES * clients,
      svcnum: FIRST_GENERATED.svcnum + MAX_GENERATED_PACKAGES * clients,
      invnum: FIRST_GENERATED.invnum + MAX_GENERATED_INVOICES * clients,
    };
    for (const { customer, book } of SEED_FILES) {
      for (const account of book.accounts) this.#owners.set(keyOf(account), customer.custnum);
    }
  }

  /** Every customer of every agent, lowest number first. */
  *customers(): Generator<Customer> {
    for (const { customer } of SEED_FILES) yield this.#files.get(customer.custnum)?.customer ?? customer;
    const { seed, clients } = this.#options;
    // Writes change books, and never who a customer is.
    for (let index = 0; index < clients; index += 1) yield customerOf(seed, index);
    for (const custnum of this.#signedUp) {
      const file = this.#files.get(custnum);
      if (file !== undefined) yield file.customer;
    }
  }

  /** The customer of that number, or null. */
  customer(custnum: string): Customer | null {
    const known = this.#files.get(custnum);
    if (known !== undefined) return known.customer;
    const index = this.#generatedIndex(custnum);
    return index === null ? null : customerOf(this.#options.seed, index);
  }

  /** What belongs to a customer. */
  book({ custnum }: Customer): Book {
    return this.#bookOf(custnum) ?? { packages: [], accounts: [], entries: [] };
  }

  /** How a customer stands; an untouched one is spared the making of its book. */
  status({ custnum }: Customer): CustomerStatus {
    const index = this.#files.has(custnum) ? null : this.#generatedIndex(custnum);
    return index === null
      ? customerStatus(this.#bookOf(custnum)?.packages ?? [])
      : standingOf(this.#options.seed, index);
  }

  /** The account of that name, in any case of letters, or null. */
  account(username: string, domain: string): FoundAccount | null {
    const wanted = { username: username.toLowerCase(), domain: domain.toLowerCase() };
    if (keyOf(UNLINKED_ACCOUNT) === keyOf(wanted)) return { account: UNLINKED_ACCOUNT, custnum: null };
    // The user name of a generated account tells whose it is.
    const custnum = this.#owners.get(keyOf(wanted)) ?? /(\d{1,15})(?:-\d)?$/.exec(wanted.username)?.[1] ?? '';
    const account = this.#bookOf(custnum)?.accounts.find((candidate) => keyOf(candidate) === keyOf(wanted));
    return account === undefined ? null : { account, custnum };
  }

  /** True when the prepaid card of this digest was used by a sign-up. */
  isPrepaidUsed(digest: string): boolean {
    return this.#usedPrepaid.has(digest);
  }

  /** A fresh number above all that were given before. */
  freshNumber(kind: NumberKind): string {
    return String(this.#next[kind]);
  }

  /** Keeps a write and applies it. Throws, without a change, when it cannot be kept. */
  commit(write: Write): void {
    this.#options.keep(write);
    this.#apply(write);
  }

  /** Applies a write of the journal. Throws when it is not one or does not fit. */
  replay(write: unknown): void {
    this.#apply(parseWrite(write));
  }

  #apply(write: Write): void {
    if (write.kind === 'signup') this.#signUp(write);
    else if (write.kind === 'order') this.#addOrder(this.#fileOf(write.custnum), write);
    else this.#suspend(this.#fileOf(write.custnum), write.pkgnum, write.susp);
  }

  #signUp(write: Extract<Write, { kind: 'signup' }>): void {
    const { customer, prepaidDigest } = write;
    if (this.customer(customer.custnum) !== null) throw new Error(`Customer ${customer.custnum} exists.`);
    this.#signedUp.push(customer.custnum);
    this.#raise('custnum', customer.custnum);
    if (prepaidDigest !== null) this.#usedPrepaid.add(prepaidDigest);
    this.#addOrder({ customer, book: { packages: [], accounts: [], entries: [] } }, write);
  }

  #addOrder({ customer, book }: CustomerFile, order: Order): void {
    const { account, entries } = order;
    this.#raise('pkgnum', order.package.pkgnum);
    if (account !== null) {
      this.#raise('svcnum', account.svcnum);
      this.#owners.set(keyOf(account), customer.custnum);
    }
    for (const row of entries) if (row.type === 'Invoice') this.#raise('invnum', row.invnum);
    this.#files.set(customer.custnum, {
      customer,
      book: {
        packages: [...book.packages, order.package],
        accounts: account === null ? book.accounts : [...book.accounts, account],
        entries: [...book.entries, ...entries],
      },
    });
  }

  #suspend({ customer, book }: CustomerFile, pkgnum: string, susp: number | null): void {
    if (!book.packages.some((ordered) => ordered.pkgnum === pkgnum)) throw new Error(`No package ${pkgnum}.`);
    const packages = book.packages.map((ordered) => (ordered.pkgnum === pkgnum ? { ...ordered, susp } : ordered));
    this.#files.set(customer.custnum, { customer, book: { ...book, packages } });
  }

  #raise(kind: NumberKind, given: string): void {
    this.#next[kind] = Math.max(this.#next[kind], Number(given) + 1);
  }

  #fileOf(custnum: string): CustomerFile {
    const customer = this.customer(custnum);
    if (customer === null) throw new Error(`No customer ${custnum}.`);
    return { customer, book: this.book(customer) };
  }

  #bookOf(custnum: string): Book | null {
    const known = this.#files.get(custnum);
    if (known !== undefined) return known.book;
    const index = this.#generatedIndex(custnum);
    return index === null ? null : bookOf(this.#options.seed, index, this.#options.clients);
  }

  #generatedIndex(custnum: string): number | null {
    const index = Number(custnum) - FIRST_GENERATED_CUSTOMER;
    return Number.isInteger(index) && index >= 0 && index < this.#options.clients ? index : null;
  }
}

function keyOf({ username, domain }: Pick<Account, 'username' | 'domain'>): string {
  return `${username}@${domain}`;
}
