/**
 * Settling: finding out what became of writes whose answer was lost. When an operation is asked for again, before new
 * money moves for the same client, when the gateway starts, and on a schedule with growing waits.
 */
import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { GatewayError } from '../errors.ts';
import type { CallScope, Finding, Lost } from '../providers/provider.ts';
import { isOfAnother } from './neighbours.ts';
import type { Operation } from './operation.ts';
import { ended, looked, lookedInVain, type SettleBounds } from './steps.ts';
import type { JournalStore } from './store.ts';

/**
 * Looks for a lost write in the upstream's books with what an operation of a caller grants, or (null) with a grant of its
 * own; null where nobody can look. Throws GatewayError when they cannot be read.
 */
export type Look = (operation: Operation, lost: Lost, scope: CallScope | null) => Promise<Finding | null>;

/** What settling is made of. */
export interface SettlingOptions {
  readonly store: JournalStore;
  readonly bounds: SettleBounds;
  readonly look: Look;
  /** Names of the accounts that are configured here: nothing can be looked for at others. */
  readonly accounts: readonly string[];
  /** True while this process sends the operation, or knows an outcome that the store has not taken yet. */
  readonly isRunning: (operationId: string) => boolean;
  readonly onFault: (error: unknown) => void;
  readonly onOutcome: (operation: Operation) => void;
}

/** Pause between two rounds of the schedule. */
const ROUND_MS = 1000;
/** Operations of one round. */
const MAX_PER_ROUND = 50;
/** Only the holder of an account's lease settles on schedule there; it is renewed with each operation. */
const LEASE = 'settle';
const LEASE_MS = 60_000;
/** Least pause between two looks for the same operation, however often it is asked for; it grows when looks tell nothing. */
const MIN_LOOK_MS = 1000;
const MAX_PAUSE_MS = 60_000;
/** Looks after which the pause begins to grow. */
const QUICK_LOOKS = 4;
/** Operations of which it is remembered when they were looked for. */
const MAX_REMEMBERED = 10_000;

/** The settling of one gateway process. */
export class Settling {
  readonly #options: SettlingOptions;
  readonly #holder = randomUUID();
  readonly #looking = new Map<string, Promise<Operation>>();
  /** When operations were last looked for here, in milliseconds since 1970. */
  readonly #lookedAt = new LRUCache<string, number>({ max: MAX_REMEMBERED });
  readonly #leases = new Set<string>();
  #timer: NodeJS.Timeout | null = null;
  #recovered = false;
  #stopped = false;
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
    try {
      for (const name of this.#leases) await this.#options.store.release(name, this.#holder);
    } catch (error) {
      // A lease ends by itself.
      if (!(error instanceof GatewayError)) this.#options.onFault(error);
    }
  }

  /**
   * Looks for an operation in UNKNOWN (or declared absent) because somebody asks, and records what was found; resolves to the
   * operation as it is then. Does nothing for other states, for writes that nobody can look for, and when it was looked for a
   * moment ago. Throws GatewayError when the store fails.
   */
  settle(operation: Operation, actor: string, scope: CallScope | null = null): Promise<Operation> {
    const { id } = operation;
    const isFresh = !this.#looking.has(id) && wasJustLooked(operation, this.#lookedAt.get(id) ?? 0);
    return isFresh ? Promise.resolve(operation) : this.#lookOnce(operation, actor, scope);
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
    const { store, accounts } = this.#options;
    const abandoned = await this.#abandoned();
    for (const operation of abandoned) await this.#each(() => this.#giveUp(operation));
    const due = await store.due(new Date(), MAX_PER_ROUND, accounts);
    let count = abandoned.length;
    for (const operation of due) {
      if (this.#stopped) break;
      await this.#each(async () => {
        if (!(await this.#mayWork(operation.account))) return;
        count += 1;
        await this.#lookOnce(operation, 'gateway', null);
      });
    }
    return count;
  }

  async #abandoned(): Promise<readonly Operation[]> {
    const { store, isRunning } = this.#options;
    // Asked first, since the store knows whether it is its own only when it is open.
    const over = await store.abandoned(new Date(), MAX_PER_ROUND);
    if (!store.isExclusive || this.#recovered) return over.filter(({ id }) => !isRunning(id));
    // In a store of our own everything that is under way was left by a process before us, but for what we send ourselves.
    const left = (await store.abandoned(null, MAX_PER_ROUND)).filter(({ id }) => !isRunning(id));
    this.#recovered = left.length === 0;
    return left;
  }

  /** One operation that cannot be settled must not keep back the others. */
  async #each(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      // The store tells of its own errors by itself.
      if (!(error instanceof GatewayError)) this.#options.onFault(error);
    }
  }

  /**
   * True when no other process settles this account's operations on schedule. A store of our own may still hold the lease
   * of a process that has ended.
   */
  async #mayWork(account: string): Promise<boolean> {
    const { store } = this.#options;
    if (store.isExclusive) return true;
    const name = `${LEASE} ${account}`;
    const isHeld = await store.lease(name, this.#holder, LEASE_MS);
    if (isHeld) this.#leases.add(name);
    return isHeld;
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

  #lookOnce(operation: Operation, actor: string, scope: CallScope | null): Promise<Operation> {
    const { state, delivery, id } = operation;
    if ((state !== 'UNKNOWN' && state !== 'RECONCILED_ABSENT') || delivery !== 'probed') {
      return Promise.resolve(operation);
    }
    const looking = this.#looking.get(id);
    if (looking !== undefined) return looking;
    const fresh = this.#settle(operation, actor, scope).finally(() => this.#looking.delete(id));
    this.#looking.set(id, fresh);
    return fresh;
  }

  async #settle(operation: Operation, actor: string, scope: CallScope | null): Promise<Operation> {
    const { store, bounds } = this.#options;
    const trace = await store.traceOf(operation.id);
    const sentAt = operation.attempts.at(-1)?.startedAt;
    // Nothing to look with: there never was, or another process has settled it meanwhile.
    if (trace === null || sentAt === undefined) return (await store.byId(operation.id)) ?? operation;
    // The books are as they were at this moment or later: what came during a slow look need not be in them.
    const now = new Date();
    const finding = await this.#found(operation, { trace, mark: operation.mark, sentAt }, scope);
    if (finding === null) return operation;
    this.#lookedAt.set(operation.id, now.getTime());
    const isFound = typeof finding !== 'string' && finding.verdict === 'applied';
    // What was declared absent changes only when it shows up after all.
    if (operation.state === 'RECONCILED_ABSENT' && !isFound) return operation;
    const next =
      typeof finding === 'string'
        ? lookedInVain(operation, finding, bounds, now)
        : looked(operation, finding, bounds, now);
    return this.#replace(operation, next, next.state === operation.state ? 'LOOKED' : next.state, actor);
  }

  /** As `#look`, but a client that another sign-up has made is not taken for this one's. */
  async #found(operation: Operation, lost: Lost, scope: CallScope | null): Promise<Finding | string | null> {
    const finding = await this.#look(operation, lost, scope);
    if (finding === null || typeof finding === 'string' || finding.verdict !== 'applied') return finding;
    const { upstreamId } = finding;
    if (operation.clientId !== null || upstreamId === null) return finding;
    const isTaken = await isOfAnother(this.#options.store, operation, upstreamId);
    return isTaken ? `Client ${upstreamId}, whom the books show, was made by another operation.` : finding;
  }

  /** The finding; text that says why there is none; null where nobody can look, or the asking operation ended the look. */
  async #look(operation: Operation, lost: Lost, scope: CallScope | null): Promise<Finding | string | null> {
    try {
      return await this.#options.look(operation, lost, scope);
    } catch (error) {
      if (!(error instanceof GatewayError)) this.#options.onFault(error);
      const code = error instanceof GatewayError ? error.code : 'INTERNAL';
      if (scope !== null && code === 'BUDGET_EXCEEDED') return null;
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

/** True when another look would tell nothing new. `lookedAtMs` is that of this process; others leave theirs as evidence. */
function wasJustLooked({ evidence, looks }: Operation, lookedAtMs: number): boolean {
  const lastMs = Math.max(evidence?.observedAt.getTime() ?? 0, lookedAtMs);
  const sinceMs = Date.now() - lastMs;
  const pauseMs = Math.min(MIN_LOOK_MS * 2 ** Math.min(Math.max(0, looks - QUICK_LOOKS), 10), MAX_PAUSE_MS);
  return sinceMs >= 0 && sinceMs < pauseMs;
}
