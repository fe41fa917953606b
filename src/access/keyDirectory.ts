/**
 * API keys by their ids, kept in memory for a few seconds: a request costs no question to the database, a revoked key
 * lives on for 4 s at most, and while the database is away those that were used lately go on working.
 */
import { LRUCache } from 'lru-cache';
import type { ApiKey, StoredApiKey } from '../journal/api-key.ts';
import { unavailable } from './authenticator.ts';
import { Gate } from './gate.ts';

/** Where keys are kept. All of it throws when it is away. */
export interface KeySource {
  keyById(id: string): Promise<StoredApiKey | null>;
  noteKeyUse(id: string, at: Date): Promise<void>;
}

/** Bounds, which tests set shorter. */
export interface KeyDirectoryBounds {
  /** How long what was read of a key counts, also that there is none. */
  readonly freshMs: number;
  /** How long a key is taken since it was last read, while it cannot be read again. */
  readonly outageMs: number;
  /** Longest wait for a key that was read before. */
  readonly waitMs: number;
  /** Least time between two notes of a key's use. */
  readonly noteEveryMs: number;
}

/** The bounds of a gateway. */
export const keyDirectoryBounds: KeyDirectoryBounds = {
  freshMs: 4000,
  outageMs: 600_000,
  waitMs: 1000,
  noteEveryMs: 60_000,
};

/** Keys that are kept in memory, and ids of which it is known that there is no key. */
const MAX_KEPT = 5000;
/** Ids that were not read before are looked up by so few at once, so that those who guess do not hold others up. */
const MAX_LOOKUPS = 8;
const MAX_WAITING_LOOKUPS = 200;
/** After a failure, known keys are taken without another try for so long. */
const RETRY_AFTER_MS = 1000;

interface Known {
  readonly key: ApiKey;
  readonly readAtMs: number;
}

/** The keys of a store. */
export class KeyDirectory {
  readonly #source: KeySource;
  readonly #bounds: KeyDirectoryBounds;
  readonly #onEdited: (id: string) => void;
  readonly #known = new LRUCache<string, Known>({ max: MAX_KEPT });
  /** When it was read that there is none. */
  readonly #absent = new LRUCache<string, number>({ max: MAX_KEPT });
  /** When it was last looked up for somebody who does not hold it. */
  readonly #lookedUpAtMs = new LRUCache<string, number>({ max: MAX_KEPT });
  readonly #notedAtMs = new LRUCache<string, number>({ max: MAX_KEPT });
  readonly #reading = new Map<string, Promise<ApiKey | null>>();
  readonly #strangers = new Gate(MAX_LOOKUPS, MAX_WAITING_LOOKUPS);
  #failedAtMs = -Infinity;

  /** `onEdited` is told of a key whose row others have written. */
  constructor(source: KeySource, onEdited: (id: string) => void, bounds = keyDirectoryBounds) {
    this.#source = source;
    this.#onEdited = onEdited;
    this.#bounds = bounds;
  }

  /**
   * The key with an id, also one that is revoked or has expired; null when there is none. Throws AccessError (503). Whoever
   * does not hold it, as `isHolder` tells of the key, waits and is turned away as if there were none, and gets it all the same:
   * neither time nor refusals tell that it is there.
   */
  async find(id: string, isHolder: (key: ApiKey) => boolean): Promise<ApiKey | null> {
    const { freshMs, outageMs } = this.#bounds;
    const known = this.#known.get(id);
    const nowMs = performance.now();
    if (known === undefined) {
      if (nowMs - (this.#absent.get(id) ?? -Infinity) < freshMs) return null;
      return this.#ofStranger(id, isHolder);
    }
    if (!isHolder(known.key)) {
      if (nowMs - (this.#lookedUpAtMs.get(id) ?? -Infinity) < freshMs) return known.key;
      return this.#ofStranger(id, isHolder);
    }
    if (nowMs - known.readAtMs < freshMs) return known.key;
    const mayTake = nowMs - known.readAtMs < outageMs;
    if (mayTake && nowMs - this.#failedAtMs < RETRY_AFTER_MS) return known.key;
    try {
      return await (mayTake ? withinMs(this.#read(id), this.#bounds.waitMs) : this.#read(id));
    } catch (error) {
      this.#failedAtMs = performance.now();
      if (mayTake) return known.key;
      throw away(error);
    }
  }

  /** Notes that a key was used. Never throws and takes no time; a store that fails loses it. */
  noteUse(id: string): void {
    const nowMs = performance.now();
    if (nowMs - (this.#notedAtMs.get(id) ?? -Infinity) < this.#bounds.noteEveryMs) return;
    this.#notedAtMs.set(id, nowMs);
    // Behind the request that it is about.
    setImmediate(() => void this.#source.noteKeyUse(id, new Date()).catch(() => {}));
  }

  async #ofStranger(id: string, isHolder: (key: ApiKey) => boolean): Promise<ApiKey | null> {
    try {
      const startedAtMs = performance.now();
      const found = await this.#strangers.run(() => this.#read(id));
      if (found !== null) {
        const key = found.result;
        if (key !== null && !isHolder(key)) this.#lookedUpAtMs.set(id, startedAtMs);
        return key;
      }
    } catch (error) {
      throw away(error);
    }
    throw unavailable('BUDGET_EXCEEDED', 'Too many unknown credentials are being looked up; try again in a second.');
  }

  /** One question at a time for a key. */
  #read(id: string): Promise<ApiKey | null> {
    const running = this.#reading.get(id);
    if (running !== undefined) return running;
    const reading = this.#readNow(id).finally(() => this.#reading.delete(id));
    this.#reading.set(id, reading);
    return reading;
  }

  async #readNow(id: string): Promise<ApiKey | null> {
    // From before the question: what is revoked meanwhile is not taken for fresh.
    const readAtMs = performance.now();
    const stored = await this.#source.keyById(id);
    if (stored?.isGenuine === true) {
      this.#absent.delete(id);
      this.#known.set(id, { key: stored.key, readAtMs });
      return stored.key;
    }
    if (stored !== null) this.#onEdited(id);
    this.#known.delete(id);
    this.#absent.set(id, readAtMs);
    return null;
  }
}

function away(cause: unknown): Error {
  return unavailable('JOURNAL_UNAVAILABLE', 'The journal, which holds the API keys, cannot be read for now.', cause);
}

async function withinMs<T>(promise: Promise<T>, ms: number): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('It took too long.')), ms);
  // It may fail after nobody waits for it any more.
  promise.catch(() => {});
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
