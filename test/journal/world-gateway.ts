/** One gateway process of the model: a real journal whose every call to the store and to the upstream waits for its turn. */
import { GatewayError } from '../../src/errors.ts';
import { Journal } from '../../src/journal/journal.ts';
import type { Operation } from '../../src/journal/operation.ts';
import type { SettleBounds } from '../../src/journal/steps.ts';
import type { JournalStore } from '../../src/journal/store.ts';
import type { Finding, Lost } from '../../src/providers/provider.ts';
import type { Owner, Turns } from './world-turns.ts';
import { away, intercepted, writing, type Method } from './world.ts';

/** What a gateway stands in. */
export interface Surroundings {
  readonly turns: Turns;
  readonly store: JournalStore;
  readonly isExclusive: boolean;
  readonly bounds: SettleBounds;
  /** Who holds the lease of the schedule, by the time of the model. */
  readonly leases: Map<string, { readonly holder: unknown; readonly until: number }>;
  readonly look: (operation: Operation, lost: Lost) => Finding;
  /** Told of what the store has added; null: it may have changed something else. */
  readonly onChange: (added: Operation | null) => void;
  readonly onFault: (error: unknown) => void;
}

/** Which calls of a store fail: without taking effect, or although they have. */
export interface Failing {
  readonly when: 'before' | 'after';
  /** All of them, those that record that a send begins, or those that record what became of it. */
  readonly of: 'all' | 'begin' | 'outcome';
}

/** A fault of the gateway that the model means to happen. */
export class PlannedFault extends Error {}

/** A gateway process. */
export class SimulatedGateway implements Owner {
  isAlive = true;
  /** Null: its store works. */
  outage: Failing | null = null;
  /** Calls that have failed so far. */
  failures = 0;
  isInRound = false;
  readonly journal: Journal;
  readonly #surroundings: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    const { turns, store, bounds, isExclusive, onFault } = surroundings;
    this.journal = new Journal({
      store: intercepted(
        store,
        (method, args, call) => turns.wait(this, () => this.#called(method, args, call)),
        isExclusive,
      ),
      bounds,
      fingerprintOf: async (canonical) => canonical,
      look: (operation, lost) => this.#look(operation, lost),
      accounts: ['one'],
      onFault,
      onOutcome: () => {},
    });
  }

  /** One round of the schedule, unless one is under way. */
  round(): void {
    if (this.isInRound) return;
    this.isInRound = true;
    void this.journal.settling
      .round()
      .catch((error: unknown) => {
        if (!(error instanceof GatewayError)) this.#surroundings.onFault(error);
      })
      .finally(() => (this.isInRound = false));
  }

  async #called(method: Method, args: readonly unknown[], call: () => Promise<unknown>): Promise<unknown> {
    const { outage } = this;
    if (outage === null || !isMeant(outage, method, args)) return this.#effect(method, args, call);
    this.failures += 1;
    if (outage.when === 'after' && writing.has(method)) await this.#effect(method, args, call);
    throw away();
  }

  async #effect(method: Method, args: readonly unknown[], call: () => Promise<unknown>): Promise<unknown> {
    if (method === 'lease') return this.#lease(...(args as [string, unknown, number]));
    const result = await call();
    if (method === 'add') {
      const { operation, added } = result as { operation: Operation; added: boolean };
      if (added) this.#surroundings.onChange(operation);
    } else if (writing.has(method)) this.#surroundings.onChange(null);
    return result;
  }

  /** As the store does it, but by the time of the model. */
  #lease(name: string, holder: unknown, forMs: number): boolean {
    const { leases } = this.#surroundings;
    const held = leases.get(name);
    if (held !== undefined && held.holder !== holder && held.until > Date.now()) return false;
    leases.set(name, { holder, until: Date.now() + forMs });
    return true;
  }

  /** The books are read in one turn, and what they say arrives in another: time may pass in between. */
  async #look(operation: Operation, lost: Lost): Promise<Finding> {
    const { turns, look } = this.#surroundings;
    const finding = await turns.wait(this, async () => look(operation, lost));
    return turns.wait(this, async () => finding);
  }
}

function isMeant({ of }: Failing, method: Method, [operation]: readonly unknown[]): boolean {
  if (of === 'all') return true;
  const isBegin = method === 'replace' && (operation as Operation).state === 'SENT';
  return of === 'begin' ? isBegin : method === 'replace' && !isBegin;
}
