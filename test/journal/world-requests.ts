/** Writes for the tests of the journal, what the upstream answers to them, and journals that tell what they do. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { vi, type Mock } from 'vitest';
import { GatewayError } from '../../src/errors.ts';
import { Journal, type JournalOptions } from '../../src/journal/journal.ts';
import type { Operation } from '../../src/journal/operation.ts';
import type { WriteRequest } from '../../src/journal/request.ts';
import { prepared, sent } from '../../src/journal/steps.ts';
import type { JournalStore } from '../../src/journal/store.ts';
import { decimal } from '../../src/money.ts';
import type { Finding, Trace } from '../../src/providers/provider.ts';
import { scopeOf } from '../providers/scope.ts';
import { bounds, fingerprintOf, FragileStore, newFolder, openAt } from './world.ts';

type Sending = (mark: string) => Promise<string>;

/** A send. */
export type Send = Mock<Sending>;

/** A send that the upstream confirms. */
export function succeed(answer = 'row-1'): Send {
  return vi.fn<Sending>(async () => answer);
}

/** A send that fails. */
export function fail(error: () => unknown): Send {
  return vi.fn<Sending>(async () => {
    throw error();
  });
}

/** A send that ends when the test says so. */
export function held(): Send & { readonly end: (answer: string | Error) => void } {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const end = (answer: string | Error): void => (typeof answer === 'string' ? resolve(answer) : reject(answer));
  return Object.assign(
    vi.fn<Sending>(() => promise),
    { end },
  );
}

/** The answer was lost. */
export const lost = () => new GatewayError('OUTCOME_UNKNOWN', 'Lost.');
/** A refusal that passes by itself. */
export const limited = () => new GatewayError('RATE_LIMITED', 'Later.');
/** A refusal for good. */
export const refusedForGood = () => new GatewayError('INVALID_INPUT', 'Never.', { upstreamCode: 'invalid_charge' });

/** What is kept of the write of `request`. */
export const kept: Trace = { clientId: '1', amount: '4.90' };

/** A probed charge. */
export function request(
  idempotencyKey: string | null,
  send: Sending,
  changes: Partial<WriteRequest<string>> = {},
): WriteRequest<string> {
  return {
    caller: 'alice',
    actor: 'alice',
    idempotencyKey,
    kind: 'addCharge',
    delivery: 'probed',
    account: 'one',
    clientId: '1',
    amount: { amount: decimal('4.90'), currency: 'USD' },
    moneyLimits: null,
    reason: null,
    input: { amount: '4.90' },
    trace: kept,
    sendTimeoutMs: 10_000,
    scope: scopeOf(),
    send,
    ...changes,
  };
}

/** A write that can be sent again, and of which nothing is found. */
export function repeatable(
  idempotencyKey: string | null,
  send: Sending,
  changes: Partial<WriteRequest<string>> = {},
): WriteRequest<string> {
  const write = { kind: 'setClientThreshold', delivery: 'repeatable', amount: null, trace: null } as const;
  return request(idempotencyKey, send, { ...write, ...changes });
}

/** A charge as it stands in a journal while it is sent. */
export function underWay(key: string, now = new Date(), changes: Partial<WriteRequest<string>> = {}): Operation {
  const write = request(key, succeed(), changes);
  return sent(prepared(write, 'f', now), write.sendTimeoutMs, now, write.actor);
}

const note = { actor: 'test', action: 'TEST', reason: null };

/** Puts an operation that is under way into a store, as a process does that then ends. */
export async function putUnderWay(
  store: JournalStore,
  operation: Operation,
  trace: Trace | null = kept,
): Promise<Operation> {
  const [attempt] = operation.attempts;
  const before: Operation = { ...operation, state: 'PREPARED', attempts: [], sendUntil: null, version: 1 };
  await store.add(before, null, note);
  if (attempt === undefined) return before;
  return (await store.replace({ ...operation, version: 2 }, note, trace))!;
}

/** Journals over one SQLite file, and what they have told. */
export class Journals {
  readonly dataDir = newFolder();
  readonly faults: unknown[] = [];
  readonly outcomes: Operation[] = [];
  /** What the books tell of any lost write, or the error of reading them. */
  finding: Finding | Error | null = { verdict: 'absent' };
  looks = 0;
  readonly #stores: JournalStore[] = [];
  readonly #journals: Journal[] = [];

  /** A journal as a process of its own has it, with the store under it. */
  async open(
    options: { isExclusive?: boolean } & Partial<JournalOptions> = {},
  ): Promise<{ journal: Journal } & FragileStore> {
    const { isExclusive = false, ...others } = options;
    const store = await openAt(this.dataDir, isExclusive);
    const fragile = new FragileStore(store);
    const journal = new Journal({
      store: fragile.store,
      bounds,
      fingerprintOf,
      look: async () => this.#look(),
      accounts: ['one', 'two'],
      onFault: (error) => void this.faults.push(error),
      onOutcome: (operation) => void this.outcomes.push(operation),
      ...others,
    });
    this.#stores.push(store);
    this.#journals.push(journal);
    return Object.assign(fragile, { journal });
  }

  /** Rows of the database, read past the journal. */
  rows(sql: string): readonly Record<string, unknown>[] {
    const database = new DatabaseSync(join(this.dataDir, 'journal', 'journal.sqlite'), { timeout: 5000 });
    try {
      return database.prepare(sql).all();
    } finally {
      database.close();
    }
  }

  /** What has happened to the operations, oldest first. */
  actions(): readonly unknown[] {
    return this.rows('select action from entries order by sequence').map(({ action }) => action);
  }

  async remove(): Promise<void> {
    for (const journal of this.#journals) await journal.close(1000);
    for (const store of this.#stores) await store.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  #look(): Finding | null {
    this.looks += 1;
    if (this.finding instanceof Error) throw this.finding;
    return this.finding;
  }
}
