/** Counts calls: which objects at which accounts are read, and what that costs at most. */
import type { Account } from '../accounts.ts';
import type { Asking, ReadName } from '../providers/costs.ts';
import type { ClientPart } from '../providers/records.ts';

/** A read that is made of each object of a set, by whom. */
interface Reading {
  readonly read: ReadName;
  readonly part: ClientPart | null;
  readonly path: string;
}

/** Objects of which it is known how many there are at most, and at which accounts they may be. */
export class KeySet {
  readonly size: number;
  readonly accounts: readonly Account[];
  /** A set that has all of them: what is read of that one is not read again. */
  readonly within: KeySet | null;
  /** True for clients that come from the lists of the accounts. */
  readonly isListed: boolean;
  readonly readings: Reading[] = [];

  constructor(size: number, accounts: readonly Account[], within: KeySet | null, isListed: boolean) {
    this.isListed = isListed;
    this.size = size;
    this.accounts = accounts;
    this.within = within;
  }

  /** Reads something of each of them; once, however often it is asked for. */
  read(read: ReadName, path: string, part: ClientPart | null = null): void {
    if (this.readings.some((one) => one.read === read && one.part === part)) return;
    this.readings.push({ read, part, path });
  }
}

interface Asked {
  readonly asking: Asking;
  readonly path: string;
}

/** Calls by the path of the field that causes them. */
export type Shares = ReadonlyMap<string, number>;

/** Everything that is read before something is written, and what was read is forgotten. */
export class Tally {
  readonly shares = new Map<string, number>();
  total = 0;
  goesOn = false;
  readonly #sets: KeySet[] = [];
  readonly #everybody = new Map<string, KeySet>();
  readonly #scans = new Map<string, KeySet>();
  readonly #maxScannedClients: number;
  /** Answers that an account gives once. */
  readonly #given = new Map<Account, Map<string, Asked>>();

  constructor(maxScannedClients: number) {
    this.#maxScannedClients = maxScannedClients;
  }

  /** A new set of objects. */
  set(size: number, accounts: readonly Account[], within: KeySet | null = null, isListed = false): KeySet {
    const set = new KeySet(size, accounts, within, isListed);
    this.#sets.push(set);
    return set;
  }

  /** All clients of an account, as far as they may be looked at one by one. */
  everybody(account: Account): KeySet {
    const known = this.#everybody.get(account.name);
    if (known !== undefined) return known;
    const fresh = this.set(this.#maxScannedClients, [account], null, true);
    this.#everybody.set(account.name, fresh);
    return fresh;
  }

  /** The clients that meet a condition, which `key` stands for, as far as they may be looked at one by one. */
  scanned(key: string, size: number, accounts: readonly Account[], isListed: boolean): KeySet {
    const known = this.#scans.get(key);
    if (known !== undefined) return known;
    const [only] = accounts;
    const fresh = this.set(size, accounts, accounts.length === 1 ? this.everybody(only!) : null, isListed);
    this.#scans.set(key, fresh);
    return fresh;
  }

  /** A read of the account itself, or by an e-mail address. `which` tells answers to different arguments apart. */
  account(account: Account, read: ReadName, path: string, which = ''): void {
    for (const asking of account.provider.costs.reads[read] ?? []) {
      // The list that is searched for an address is the same for every address.
      const own = read === 'clientsByEmail' && asking.per === 'account' ? '' : which;
      if (asking.per === 'everybody') this.everybody(account).read('wholeClients', path);
      else this.#give(account, { ...asking, answer: `${asking.answer} ${own}` }, path);
    }
  }

  /** Calls that nothing shares, and the login before them. */
  fixed(account: Account, calls: number, path: string, goesOn = false): void {
    this.#give(account, { answer: `fixed ${path}`, per: 'account', calls, ...(goesOn && { goesOn }) }, path);
  }

  /** Adds everything up; nothing may be read afterwards. */
  close(): void {
    for (const set of this.#sets) if (set.size > 0 && set.readings.length > 0) this.#addSet(set);
    for (const [account, answers] of this.#given) {
      let login = account.provider.costs.login;
      for (const { asking, path } of answers.values()) {
        this.#add(path, asking.calls + login);
        login = 0;
        this.goesOn ||= asking.goesOn === true;
      }
    }
  }

  #give(account: Account, asking: Asking, path: string): void {
    const answers = this.#given.get(account) ?? new Map<string, Asked>();
    this.#given.set(account, answers);
    if (!answers.has(asking.answer)) answers.set(asking.answer, { asking, path });
  }

  #add(path: string, calls: number): void {
    this.total += calls;
    if (calls > 0) this.shares.set(path, (this.shares.get(path) ?? 0) + calls);
  }

  /** Whatever accounts they are at: each key may be at the dearest, and each account may have one. */
  #addSet(set: KeySet): void {
    let dearest: { readonly perKey: number; readonly asked: readonly Asked[] } = { perKey: 0, asked: [] };
    const batches: { readonly calls: number; readonly asked: readonly (readonly [string, number])[] }[] = [];
    for (const account of set.accounts) {
      const asked = askedAt(account, set);
      if (asked.length > 0) this.#give(account, NOTHING, '');
      const keyed = asked.filter(({ asking }) => asking.per === 'key');
      const perKey = keyed.reduce((sum, { asking }) => sum + asking.calls, 0);
      if (perKey > dearest.perKey) dearest = { perKey, asked: keyed };
      const batched = asked.filter(({ asking }) => asking.per === 'batch');
      const each = batched.map(({ asking, path }) => [path, this.#batches(asking, set.size)] as const);
      if (each.length > 0) batches.push({ calls: each.reduce((sum, [, calls]) => sum + calls, 0), asked: each });
      for (const { asking, path } of asked) {
        this.goesOn ||= asking.goesOn === true;
        if (asking.per === 'account') this.#give(account, { ...asking, answer: `${asking.answer} ` }, path);
      }
    }
    for (const { asking, path } of dearest.asked) this.#add(path, set.size * asking.calls);
    batches.sort((left, right) => right.calls - left.calls);
    for (const { asked } of batches.slice(0, set.size)) for (const [path, calls] of asked) this.#add(path, calls);
  }

  /**
   * Keys that are read together cost one batch. A set is read together, except for keys whose parents were known already
   * from another set: so there may be as many batches as sets.
   */
  #batches({ calls, chunk = Infinity, perKey = calls }: Asking, size: number): number {
    const sets = this.#sets.filter(({ readings }) => readings.length > 0).length;
    return Math.min(size * perKey, calls * (Math.ceil(size / chunk) || 1) + calls * (sets - 1));
  }
}

const NOTHING: Asking = { answer: 'login', per: 'account', calls: 0 };

/** What is asked at an account for the set, each answer once, without what is asked for a set that has all of it. */
function askedAt(account: Account, set: KeySet): readonly Asked[] {
  const known = new Set<string>();
  for (let outer = set.within; outer !== null; outer = outer.within) {
    for (const { asking } of answersOf(account, outer)) known.add(asking.answer);
  }
  const asked: Asked[] = [];
  for (const one of answersOf(account, set)) {
    if (known.has(one.asking.answer) && one.asking.per !== 'account') continue;
    known.add(one.asking.answer);
    asked.push(one);
  }
  return asked;
}

function answersOf({ provider: { costs } }: Account, { readings, isListed }: KeySet): readonly Asked[] {
  return readings.flatMap(({ read, part, path }) => {
    if (part !== null && !costs.listLacks.includes(part)) return [];
    const askings = (costs.reads[read] ?? []).filter(({ unlessListed }) => !(isListed && unlessListed === true));
    return askings.map((asking) => ({ asking, path }));
  });
}
