/**
 * Settling: finding out what became of writes whose answer was lost. When an operation is asked for again, before new
 * money moves for the same client, when the gateway starts, and on a schedule with growing waits.
 */
import { randomUUID } from 'node:crypto';
import { GatewayError } from '../errors.ts';
import type { Finding, Lost } from '../providers/provider.ts';
import type { Operation } from './operation.ts';
import { ended, looked, lookedInVain, type SettleBounds } from './steps.ts';
import type { JournalStore } from './store.ts';

/** Looks for a lost write in the upstream's books; null where nobody can look. Throws GatewayError when they cannot be read. */
export type Look = (operation: Operation, lost: Lost) => Promise<Finding | null>;

/** What settling is made of. */
export interface SettlingOptions {
  readonly store: JournalStore;
  readonly bounds: SettleBounds;
  readonly look: Look;
  /** True while this process sends the operation, or knows an outcome that the store has not taken yet. */
  readonly isRunning: (operationId: string) => boolean;
  readonly onFault: (error: unknown) => void;
  readonly onOutcome: (operation: Operation) => void;
}

/** Pause between two rounds of the schedule. */
const ROUND_MS = 1000;
/** Operations of one round. */
const MAX_PER_ROUND = 50;
/** Only the holder of the lease settles on schedule; it is renewed with each operation. */
const LEASE = 'settle';
const LEASE_MS = 60_000;
/** Least pause between two looks for the same operation, however often it is asked for. */
const MIN_LOOK_MS = 1000;

/** The settling of one gateway process. */
export class Settling {
  readonly #options: SettlingOptions;
  readonly #holder = randomUUID();
  readonly #looking = new Map<string, Promise<Operation>>();
  #timer: NodeJS.Timeout | null = null;
  #recovered = false;
  #stopped = false;
  #hasLease = false;
  #round: Promise<void> = Promise.resolve();

  constructor(options: SettlingOptions) {
    this.#options = options;
  }

  /** Begins the schedule with a first round at once. Faults are told to `onFault`, never thrown. */
  start(): void {
    this.#round = this.#rounds();
  }

  /** Ends the schedule; resolves when the round that is under way has ended, and another process may go on. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#round;
    if (!this.#hasLease) return;
    try {
      await this.#options.store.release(LEASE, this.#holder);
    } catch (error) {
      // The lease ends by itself.
      if (!(error instanceof GatewayError)) this.#options.onFault(error);
    }
  }

  /**
   * Looks for an operation in UNKNOWN (or declared absent) and records what was found; resolves to the operation as it is then.
   * Does nothing for other states, for writes that nobody can look for, and when it was looked for a moment ago. Throws
   * GatewayError when the store fails.
   */
  settle(operation: Operation, actor: string): Promise<Operation> {
    const { state, delivery, evidence, id } = operation;
    const isLost = state === 'UNKNOWN' || state === 'RECONCILED_ABSENT';
    const sinceMs = evidence === null ? Infinity : Date.now() - evidence.observedAt.getTime();
    if (!isLost || delivery !== 'probed' || (sinceMs >= 0 && sinceMs < MIN_LOOK_MS)) return Promise.resolve(operation);
    const looking = this.#looking.get(id);
    if (looking !== undefined) return looking;
    const fresh = this.#settle(operation, actor).finally(() => this.#looking.delete(id));
    this.#looking.set(id, fresh);
    return fresh;
  }

  /** An operation in SENT whose time is over: the process that sent it has ended without an outcome. */
  async giveUpIfOver(operation: Operation): Promise<Operation> {
    const { state, sendUntil, id } = operation;
    if (state !== 'SENT' || sendUntil === null || sendUntil > new Date() || this.#options.isRunning(id))
      return operation;
    return this.#giveUp(operation);
  }

  /** One round: gives up what was abandoned, then looks for what is due. Returns the number of operations it dealt with. */
  async round(): Promise<number> {
    const { store } = this.#options;
    if (!(await this.#mayWork())) return 0;
    // In a store of our own everything that is under way was left by a process before us, but for what we send ourselves.
    const since = store.isExclusive && !this.#recovered ? null : new Date();
    const abandoned = (await store.abandoned(since, MAX_PER_ROUND)).filter(({ id }) => !this.#options.isRunning(id));
    for (const operation of abandoned) await this.#giveUp(operation);
    if (abandoned.length === 0) this.#recovered = true;
    const due = await store.due(new Date(), MAX_PER_ROUND);
    for (const operation of due) {
      if (this.#stopped || !(await this.#mayWork())) break;
      await this.settle(operation, 'gateway');
    }
    return abandoned.length + due.length;
  }

  /** True when no other process settles on schedule. A store of our own may still hold the lease of one that has ended. */
  async #mayWork(): Promise<boolean> {
    const { store } = this.#options;
    if (store.isExclusive) return true;
    this.#hasLease = await store.lease(LEASE, this.#holder, LEASE_MS);
    return this.#hasLease;
  }

  async #rounds(): Promise<void> {
    try {
      await this.round();
    } catch (error) {
      // The store says by itself that it is away; anything else is a fault of ours.
      if (!(error instanceof GatewayError)) this.#options.onFault(error);
    }
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#round = this.#rounds();
    }, ROUND_MS);
    this.#timer.unref();
  }

  async #giveUp(operation: Operation): Promise<Operation> {
    const message =
      'The gateway was stopped, or lost its journal, while the request was under way. It may or may not have been applied.';
    const problem = new GatewayError('OUTCOME_UNKNOWN', message).toOutcome();
    const next = ended(operation, { state: 'UNKNOWN', problem }, this.#options.bounds, new Date());
    return this.#replace(operation, next, 'UNKNOWN', 'gateway');
  }

  async #settle(operation: Operation, actor: string): Promise<Operation> {
    const { store, bounds } = this.#options;
    const trace = await store.traceOf(operation.id);
    const sentAt = operation.attempts.at(-1)?.startedAt;
    // Nothing to look with: there never was, or another process has settled it meanwhile.
    if (trace === null || sentAt === undefined) return (await store.byId(operation.id)) ?? operation;
    // The books are as they were at this moment or later: what came during a slow look need not be in them.
    const now = new Date();
    const finding = await this.#look(operation, { trace, mark: operation.mark, sentAt });
    if (finding === null) return operation;
    const isFound = typeof finding !== 'string' && finding.verdict === 'applied';
    // What was declared absent changes only when it shows up after all.
    if (operation.state === 'RECONCILED_ABSENT' && !isFound) return operation;
    const next =
      typeof finding === 'string'
        ? lookedInVain(operation, finding, bounds, now)
        : looked(operation, finding, bounds, now);
    return this.#replace(operation, next, next.state === operation.state ? 'LOOKED' : next.state, actor);
  }

  /** The finding; text that says why there is none; null where nobody can look. */
  async #look(operation: Operation, lost: Lost): Promise<Finding | string | null> {
    try {
      return await this.#options.look(operation, lost);
    } catch (error) {
      if (!(error instanceof GatewayError)) this.#options.onFault(error);
      const code = error instanceof GatewayError ? error.code : 'INTERNAL';
      return `The upstream's books could not be read (${code}).`;
    }
  }

  async #replace(operation: Operation, next: Operation, action: string, actor: string): Promise<Operation> {
    const { store, onOutcome } = this.#options;
    // What was declared absent can be looked for again, as long as what is kept for it says nothing of a person.
    const isWanted = next.state === 'UNKNOWN' || (next.state === 'RECONCILED_ABSENT' && next.amount !== null);
    const keepsTrace = isWanted ? undefined : null;
    const stored = await store.replace(next, { actor, action, reason: null }, keepsTrace);
    if (stored === null) return (await store.byId(operation.id)) ?? operation;
    if (stored.state !== operation.state) onOutcome(stored);
    return stored;
  }
}
