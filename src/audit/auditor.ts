/**
 * Writes to the audit log, which is a part of the journal's chain. Notes of requests that run at the same time become one
 * transaction, so that each costs little. While the journal is away they wait in a bounded buffer.
 */
import { GatewayError } from '../errors.ts';
import type { AuditNote, JournalStore } from '../journal/store.ts';

/** Notes of one transaction. */
const MAX_BATCH = 200;
/** Notes that wait at most; what comes then is lost, counted, and told in the chain once the journal is back. */
const MAX_WAITING = 10_000;
/** Longest time that an answer waits for a note of a journal that does not answer. */
const MAX_WAIT_MS = 2000;
/** Waits between two tries while the journal is away: doubling from the first to the second. */
const FIRST_RETRY_MS = 100;
const MAX_RETRY_MS = 10_000;

/** What an auditor is made of. */
export interface AuditorOptions {
  readonly store: Pick<JournalStore, 'note'>;
  /** Told when notes begin to be lost, with how many there are by then, and at the end. */
  readonly onLost: (count: number) => void;
  /** Told of errors that are no GatewayError: faults of ours. */
  readonly onFault: (error: unknown) => void;
  /** Default: 10,000. */
  readonly maxWaiting?: number;
  /** Default: 2000. */
  readonly maxWaitMs?: number;
}

interface Waiting {
  readonly note: AuditNote;
  /** True: it is nothing when it cannot be written now. */
  readonly mustStand: boolean;
  readonly settle: (error: Error | null) => void;
}

/** The audit log of one gateway process, for writing. */
export class Auditor {
  readonly #options: AuditorOptions;
  readonly #maxWaiting: number;
  readonly #maxWaitMs: number;
  #waiting: Waiting[] = [];
  #running: Promise<void> | null = null;
  #isAway = false;
  #closed = false;
  #wake: (() => void) | null = null;
  /** Notes that were lost and of which the chain does not tell yet. */
  #lost = 0;

  constructor(options: AuditorOptions) {
    this.#options = options;
    this.#maxWaiting = options.maxWaiting ?? MAX_WAITING;
    this.#maxWaitMs = options.maxWaitMs ?? MAX_WAIT_MS;
  }

  /** Notes that wait to be written. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /**
   * Writes a note; resolves when it stands in the journal. While the journal is away it resolves at once, and after two
   * seconds at the latest: the note is written later then. Never throws.
   */
  async note(note: AuditNote): Promise<void> {
    if (this.#waiting.length >= this.#maxWaiting || this.#closed) return this.#lose(1);
    const standing = this.#enqueue(note, false);
    if (!this.#isAway) await standing.catch(() => {});
  }

  /** The same, but throws JOURNAL_UNAVAILABLE when the note does not stand. */
  async mustNote(note: AuditNote): Promise<void> {
    if (this.#waiting.length >= this.#maxWaiting || this.#closed) throw unavailable();
    await this.#enqueue(note, true);
  }

  /** Tries once more to write what waits, and gives up what cannot be written. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#wake?.();
    await this.#running;
    if (this.#waiting.length > 0) this.#lose(this.#waiting.splice(0).length);
  }

  #enqueue(note: AuditNote, mustStand: boolean): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const timer = setTimeout(() => reject(unavailable()), this.#maxWaitMs);
    const settle = (error: Error | null): void => {
      clearTimeout(timer);
      if (error === null) resolve();
      else reject(error);
    };
    this.#waiting.push({ note, mustStand, settle });
    this.#wake?.();
    this.#running ??= this.#run().finally(() => (this.#running = null));
    // Nobody may be waiting for it any more.
    promise.catch(() => {});
    return promise;
  }

  async #run(): Promise<void> {
    let waitMs = FIRST_RETRY_MS;
    // Requests of the same moment get into one transaction.
    await new Promise(setImmediate);
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, MAX_BATCH);
      if (await this.#write(batch)) {
        waitMs = FIRST_RETRY_MS;
        continue;
      }
      if (this.#closed) return;
      await this.#pause(waitMs);
      waitMs = Math.min(waitMs * 2, MAX_RETRY_MS);
    }
  }

  async #write(batch: readonly Waiting[]): Promise<boolean> {
    const lost = this.#lost;
    try {
      await this.#options.store.note(...(lost === 0 ? [] : [tellingOf(lost)]), ...batch.map(({ note }) => note));
      this.#lost -= lost;
      this.#isAway = false;
      this.#waiting.splice(0, batch.length);
      for (const { settle } of batch) settle(null);
      return true;
    } catch (error) {
      if (!(error instanceof GatewayError)) return this.#giveUp(batch, error);
      this.#isAway = true;
      for (const { settle } of batch) settle(error);
      this.#waiting = this.#waiting.filter((waiting) => !(waiting.mustStand && batch.includes(waiting)));
      return false;
    }
  }

  /** A fault of ours would only happen again, and keep back what comes behind. */
  #giveUp(batch: readonly Waiting[], error: unknown): true {
    this.#options.onFault(error);
    this.#waiting.splice(0, batch.length);
    for (const { settle } of batch) settle(unavailable());
    this.#lose(batch.length);
    return true;
  }

  /** Waits; a note that must stand is tried at once, so that its request is not refused for a journal that is back. */
  async #pause(waitMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        if (!this.#closed && !this.#waiting.some(({ mustStand }) => mustStand)) return;
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(resolve, waitMs);
      this.#wake = wake;
    });
    this.#wake = null;
  }

  #lose(count: number): void {
    const isFirst = this.#lost === 0;
    this.#lost += count;
    if (isFirst || this.#closed) this.#options.onLost(this.#lost);
  }
}

/** The entry that tells of entries that are missing. */
function tellingOf(count: number): AuditNote {
  const reason = `${count} entries were lost while the journal was away.`;
  return { tenant: null, actor: 'gateway', action: 'ENTRIES_LOST', reason, detail: { count } };
}

function unavailable(): GatewayError {
  const message = 'The access could not be recorded in the audit log, which is required here. Try again later.';
  return new GatewayError('JOURNAL_UNAVAILABLE', message, { retryable: true });
}
