/** What the tests of the journal stand on: real SQLite journals in folders of their own, and stores that fail on demand. */
import { createHmac } from 'node:crypto';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { GatewayError } from '../../src/errors.ts';
import { JournalSecret } from '../../src/journal/secret.ts';
import { openSqlite } from '../../src/journal/sqlite.ts';
import type { SettleBounds } from '../../src/journal/steps.ts';
import type { JournalStore } from '../../src/journal/store.ts';

const SECRET = 'the secret of the journals of these tests';

/** A folder in memory, where there is one: thousands of changes are flushed in these tests, and none has to outlive them. */
const MEMORY = '/dev/shm';

/** A new, empty data directory. */
export function newFolder(): string {
  return mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'journal-'));
}

/** Opens the journal of a data directory once more. */
export function openAt(dataDir: string, isGateway = false): Promise<JournalStore> {
  return openSqlite({ dataDir, secret: new JournalSecret(SECRET, dataDir), isGateway });
}

/** A method of a store. */
export type Method = Exclude<keyof JournalStore, 'isExclusive'>;

/** Stands between a journal and its store; `call` does what was asked for. */
export type Around = (method: Method, args: readonly unknown[], call: () => Promise<unknown>) => Promise<unknown>;

/** The same store, but for what `around` makes of each call. */
export function intercepted(store: JournalStore, around: Around, isExclusive = store.isExclusive): JournalStore {
  const methods = store as unknown as Readonly<Record<Method, (...args: unknown[]) => Promise<unknown>>>;
  return new Proxy(store, {
    get(_store, name) {
      if (name === 'isExclusive') return isExclusive;
      const method = name as Method;
      return (...args: unknown[]) => around(method, args, () => methods[method](...args));
    },
  });
}

/** Methods that change something. */
export const writing: ReadonlySet<Method> = new Set(['add', 'replace', 'note', 'lease', 'release']);

/** What a store throws that is away. */
export function away(): GatewayError {
  return new GatewayError('JOURNAL_UNAVAILABLE', 'The journal is away. No write is sent.', { retryable: true });
}

/** When calls of one method fail: instead of taking effect, or although they have taken effect. */
export interface Outage {
  readonly method: Method | 'all';
  readonly when: 'before' | 'after';
}

/** A store that can be made to fail. */
export class FragileStore {
  readonly store: JournalStore;
  /** Null: it works. */
  outage: Outage | null = null;
  /** Calls so far, oldest first. */
  readonly calls: Method[] = [];
  /** Is waited for before a call takes effect. */
  before: (method: Method, args: readonly unknown[]) => Promise<void> = async () => {};

  constructor(store: JournalStore, isExclusive = store.isExclusive) {
    this.store = intercepted(store, (method, args, call) => this.#around(method, args, call), isExclusive);
  }

  async #around(method: Method, args: readonly unknown[], call: () => Promise<unknown>): Promise<unknown> {
    this.calls.push(method);
    await this.before(method, args);
    const { outage } = this;
    const fails = outage !== null && (outage.method === 'all' || outage.method === method);
    if (!fails) return call();
    if (outage.when === 'after' && writing.has(method)) await call();
    throw away();
  }
}

/** Bounds that are told apart easily. */
export const bounds: SettleBounds = {
  settleAfterMs: 600_000,
  firstLookMs: 5000,
  maxLookMs: 60_000,
  lookForMs: 86_400_000,
};

/** The keyed hash of an input, as a gateway makes it. */
export async function fingerprintOf(canonical: string): Promise<string> {
  return createHmac('sha256', SECRET).update(canonical).digest('base64url');
}

/** Waits until it is true; fails after 20 seconds. Not by `Date`, which tests set. */
export async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const endMs = performance.now() + 20_000;
  while (!(await isTrue())) {
    if (performance.now() > endMs) throw new Error(`It did not become true within 20 s: ${isTrue.toString()}`);
    await delay(2);
  }
}
