/** What the model knows at a moment: the journal as a bystander reads it, the upstream, and what has gone wrong. */
import type { Operation } from '../../src/journal/operation.ts';
import type { SettleBounds } from '../../src/journal/steps.ts';
import type { JournalStore } from '../../src/journal/store.ts';
import type { Finding, Lost } from '../../src/providers/provider.ts';
import { inputs } from './world-commands.ts';
import { wrongAbsence, wrongChange, wrongState } from './world-rules.ts';
import { Turns, type Owner } from './world-turns.ts';
import { bookOf, Upstream, type Sent } from './world-upstream.ts';
import { bounds as defaults } from './world.ts';

/** The bounds of the model's journals. */
export const bounds: SettleBounds = { ...defaults, maxLookMs: 1_800_000, lookForMs: 3 * 3_600_000 };
/** Longest time of an operation, of one write, and so of a send after `run` was called. */
export const OPERATION_MS = 10_000;
export const WRITE_MS = 5000;
export const SEND_MS = OPERATION_MS + WRITE_MS + 1000;

/** How often each thing has happened in all stories together. */
export type Counts = Record<string, number>;

/** The situation of one story. */
export class Situation {
  readonly turns = new Turns();
  readonly upstream = new Upstream();
  /** Requests whose answer a gateway waits for. */
  readonly inFlight = new Map<Sent, Owner>();
  readonly #observer: JournalStore;
  readonly #counts: Counts;
  readonly #wrong: string[] = [];
  /** The index of the input with which each key was used first. */
  readonly #first = new Map<string, number>();
  #operations: readonly Operation[] = [];
  /** When the books were read last for each operation, in milliseconds since 1970. */
  readonly #readAt = new Map<string, number>();
  #isStale = false;

  constructor(observer: JournalStore, counts: Counts) {
    this.#observer = observer;
    this.#counts = counts;
  }

  /** All operations, as the last `refresh` has found them. */
  get operations(): readonly Operation[] {
    return this.#operations;
  }

  count(what: string, times = 1): void {
    this.#counts[what] = (this.#counts[what] ?? 0) + times;
  }

  /** Something has happened that must not; `check` throws it. */
  wrong(what: string): void {
    this.#wrong.push(what);
  }

  /** Reads the journal after a change, and compares it with how it was. */
  async refresh(): Promise<void> {
    if (!this.#isStale) return;
    this.#isStale = false;
    const operations = await this.#observer.list({}, { limit: 1000 });
    const before = new Map(this.#operations.map((operation) => [operation.id, operation]));
    for (const operation of operations) this.#mustNot(operation, wrongChange(before.get(operation.id), operation));
    if (operations.length < this.#operations.length) this.wrong('an operation has gone');
    this.#operations = operations;
  }

  /** Throws when something is wrong, or has been. */
  async check(): Promise<void> {
    await this.refresh();
    for (const operation of this.#operations) {
      this.#mustNot(operation, wrongState(operation, this.upstream) ?? this.#wrongAbsence(operation));
      if (operation.state !== 'SENT' && this.#isInFlight(operation)) this.#mustNot(operation, 'is under way');
    }
    if (this.#wrong.length > 0) throw new Error(this.#wrong.join('; '));
  }

  /** The store has changed something; `added`: this operation is new. */
  changed(added: Operation | null): void {
    this.#isStale = true;
    if (added === null) return;
    const { caller, idempotencyKey, kind, clientId, amount, fingerprint } = added;
    const input = inputs.findIndex(
      (other) =>
        other.kind === kind &&
        other.clientId === clientId &&
        other.amount === (amount?.amount ?? amountIn(fingerprint)),
    );
    this.#first.set(`${caller} ${idempotencyKey}`, input);
  }

  /** The index of the input with which the key was used first; undefined for a key that was not used. */
  firstInput(caller: string, key: string): number | undefined {
    return this.#first.get(`${caller} ${key}`);
  }

  /** What the upstream's books say of a lost write now. */
  find({ id, kind, clientId }: Operation, lost: Lost): Finding {
    this.#readAt.set(id, Date.now());
    return this.upstream.find(bookOf(kind, clientId), lost);
  }

  #isInFlight({ mark }: Operation): boolean {
    return [...this.inFlight].some(([sent, gateway]) => sent.mark === mark && gateway.isAlive);
  }

  #wrongAbsence(operation: Operation): string | null {
    return wrongAbsence(operation, bounds.settleAfterMs, this.#readAt.get(operation.id) ?? 0);
  }

  #mustNot(operation: Operation, wrong: string | null): void {
    const { kind, idempotencyKey, caller, state } = operation;
    if (wrong !== null) this.wrong(`${kind} ${caller}/${idempotencyKey} (${state}) ${wrong}`);
  }
}

/** The model's fingerprints are the input itself. */
function amountIn(fingerprint: string): string {
  return (JSON.parse(fingerprint) as [string, string, string, { amount: string }])[3].amount;
}
