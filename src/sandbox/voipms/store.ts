/**
 * The reseller's clients and their books. Every change is one `Write`: it goes to the journal first and is applied then,
 * and the journal's writes are applied again at the next start.
 */
import { LRUCache } from 'lru-cache';
import { addDecimals, decimal, negateDecimal } from '../../money.ts';
import type { Decimal } from '../../money.ts';
import { Bookings } from '../bookings.ts';
import { EMPTY_BOOK, FIRST_CHARGE, FIRST_DEPOSIT, MAX_GENERATED_ROWS, bookOf } from './books.ts';
import { FIRST_GENERATED_CLIENT, profileOf, thresholdOf } from './generator.ts';
import { SEED_BOOK, SEED_PROFILE, SEED_THRESHOLD } from './seed.ts';
import type { Book, LedgerRow, Profile, Threshold } from './types.ts';
import { parseWrite } from './writes.ts';
import type { Write } from './writes.ts';

/** Generated books that stay in memory; others are made again when they are asked for. */
const MAX_CACHED_BOOKS = 2000;

/** What writes have added to a client. */
interface Additions {
  readonly charges: LedgerRow[];
  readonly deposits: LedgerRow[];
  /** Sum of the added rows in US dollars: deposits count up, charges down. */
  change: Decimal;
  readonly usedPasswords: Set<string>;
}

/** A data set: seed and number of the generated clients, and who keeps the writes. */
export interface StoreOptions {
  readonly seed: number;
  readonly clients: number;
  /** Called before a write is applied; when it throws, nothing changes. */
  readonly keep: (write: Write) => void;
}

/** State of the VoIP.ms stand-in. */
export class VoipmsStore {
  /** When charges and deposits were booked. To be read only. */
  readonly booked = new Bookings<LedgerRow>();
  readonly #options: StoreOptions;
  readonly #books = new LRUCache<string, Book>({ max: MAX_CACHED_BOOKS });
  #profiles = new Map<string, Profile>();
  #thresholds = new Map<string, Threshold>();
  #clientsByEmail = new Map<string, string>();
  #additions = new Map<string, Additions>();
  #nextClient = 0;
  #nextCharge = 0;
  #nextDeposit = 0;

  constructor(options: StoreOptions) {
    this.#options = options;
    this.reset();
  }

  /** Back to the seeded data; the journal is not touched. */
  reset(): void {
    const { seed, clients } = this.#options;
    this.#profiles = new Map();
    this.#thresholds = new Map();
    this.#clientsByEmail = new Map();
    this.#additions = new Map();
    this.#nextClient = FIRST_GENERATED_CLIENT + clients;
    this.#nextCharge = FIRST_CHARGE + MAX_GENERATED_ROWS * clients;
    this.#nextDeposit = FIRST_DEPOSIT + MAX_GENERATED_ROWS * clients;
    this.#put(SEED_PROFILE);
    this.#thresholds.set(SEED_PROFILE.client, SEED_THRESHOLD);
    for (let index = 0; index < clients; index += 1) this.#put(profileOf(seed, index));
  }

  /** All clients, lowest id first. */
  profiles(): readonly Profile[] {
    return [...this.#profiles.values()];
  }

  profile(client: string): Profile | null {
    return this.#profiles.get(client) ?? null;
  }

  /** The client with this e-mail, in any case of letters. */
  profileByEmail(email: string): Profile | null {
    return this.profile(this.#clientsByEmail.get(email.toLowerCase()) ?? '');
  }

  threshold(profile: Profile): Threshold {
    const set = this.#thresholds.get(profile.client);
    if (set !== undefined) return set;
    const index = this.#generatedIndex(profile.client);
    if (index === null) return { threshold: '10', email: profile.email };
    return thresholdOf(this.#options.seed, index, profileOf(this.#options.seed, index).email);
  }

  /** The client's book with everything that was added; newest rows first. */
  book(client: string): Book {
    const base = this.#baseBook(client);
    const added = this.#additions.get(client);
    if (added === undefined) return base;
    return {
      ...base,
      charges: [...added.charges.toReversed(), ...base.charges],
      deposits: [...added.deposits.toReversed(), ...base.deposits],
      balance: addDecimals(decimal(base.balance), added.change),
    };
  }

  /** True when the client has had this password before and has another one now. */
  hasUsedPassword(client: string, password: string): boolean {
    return this.#additions.get(client)?.usedPasswords.has(password) ?? false;
  }

  /** A fresh id above all that were given before. */
  freshId(kind: 'client' | 'charge' | 'deposit'): string {
    if (kind === 'client') return String(this.#nextClient);
    return String(kind === 'charge' ? this.#nextCharge : this.#nextDeposit);
  }

  /** Keeps a write and applies it. Throws, without a change, when it cannot be kept. */
  commit(write: Write): void {
    this.#options.keep(write);
    this.#apply(write);
    if (write.kind === 'charge' || write.kind === 'deposit') this.booked.note(write.row);
  }

  /** Applies a write of the journal. Throws when it is not one or does not fit. */
  replay(write: unknown): void {
    this.#apply(parseWrite(write));
  }

  #apply(write: Write): void {
    if (write.kind === 'signup') {
      this.#nextClient = Math.max(this.#nextClient, Number(write.profile.client) + 1);
      this.#put(write.profile);
      return;
    }
    const client = write.kind === 'profile' ? write.profile.client : write.client;
    const profile = this.profile(client);
    if (profile === null) throw new Error(`No client ${client}.`);
    if (write.kind === 'threshold') this.#thresholds.set(client, { threshold: write.threshold, email: write.email });
    else if (write.kind === 'profile') this.#replace(profile, write.profile);
    else if (write.kind === 'delete') this.#remove(profile);
    else this.#addRow(write.kind, client, write.row);
  }

  #addRow(kind: 'charge' | 'deposit', client: string, row: LedgerRow): void {
    const additions = this.#additionsOf(client);
    const amount = decimal(row.amount);
    if (kind === 'charge') {
      additions.charges.push(row);
      additions.change = addDecimals(additions.change, negateDecimal(amount));
      this.#nextCharge = Number(row.id) + 1;
    } else {
      additions.deposits.push(row);
      additions.change = addDecimals(additions.change, amount);
      this.#nextDeposit = Number(row.id) + 1;
    }
  }

  #replace(old: Profile, profile: Profile): void {
    // A threshold that was never set follows from the first e-mail, and a change of the profile leaves it alone.
    this.#thresholds.set(old.client, this.threshold(old));
    if (old.password !== profile.password) this.#additionsOf(old.client).usedPasswords.add(old.password);
    this.#clientsByEmail.delete(old.email.toLowerCase());
    this.#put(profile);
  }

  #remove(profile: Profile): void {
    this.#profiles.delete(profile.client);
    this.#clientsByEmail.delete(profile.email.toLowerCase());
    this.#thresholds.delete(profile.client);
    this.#additions.delete(profile.client);
  }

  #put(profile: Profile): void {
    this.#profiles.set(profile.client, profile);
    this.#clientsByEmail.set(profile.email.toLowerCase(), profile.client);
  }

  #additionsOf(client: string): Additions {
    const known = this.#additions.get(client);
    if (known !== undefined) return known;
    const fresh = { charges: [], deposits: [], change: decimal('0'), usedPasswords: new Set<string>() };
    this.#additions.set(client, fresh);
    return fresh;
  }

  #baseBook(client: string): Book {
    if (client === SEED_PROFILE.client) return SEED_BOOK;
    const index = this.#generatedIndex(client);
    if (index === null) return EMPTY_BOOK;
    const known = this.#books.get(client);
    if (known !== undefined) return known;
    const book = bookOf(this.#options.seed, index, this.#options.clients);
    this.#books.set(client, book);
    return book;
  }

  #generatedIndex(client: string): number | null {
    const index = Number(client) - FIRST_GENERATED_CLIENT;
    return index >= 0 && index < this.#options.clients ? index : null;
  }
}
