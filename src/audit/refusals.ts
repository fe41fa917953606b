/** How many refusals of one caller are recorded: enough to show them, too few to fill the disk. */
import { LRUCache } from 'lru-cache';

/** Recorded refusals a minute of each caller. */
const MAX_A_MINUTE = 20;
const MINUTE_MS = 60_000;
/** Callers of whom it is remembered. */
const MAX_CALLERS = 10_000;

interface Window {
  readonly startedAtMs: number;
  recorded: number;
  unrecorded: number;
}

/** The refusals of the present minute, by caller. */
export class Refusals {
  readonly #windows = new LRUCache<string, Window>({ max: MAX_CALLERS });

  /**
   * How many refusals before this one were not recorded, when this one is to be; null when it is not. `nowMs` is on the
   * clock of `performance.now()`.
   */
  admit(actor: string, nowMs = performance.now()): number | null {
    const known = this.#windows.get(actor);
    const isCurrent = known !== undefined && nowMs - known.startedAtMs < MINUTE_MS;
    const window = isCurrent ? known : { startedAtMs: nowMs, recorded: 0, unrecorded: known?.unrecorded ?? 0 };
    this.#windows.set(actor, window);
    if (window.recorded >= MAX_A_MINUTE) {
      window.unrecorded += 1;
      return null;
    }
    window.recorded += 1;
    const { unrecorded } = window;
    window.unrecorded = 0;
    return unrecorded;
  }
}
