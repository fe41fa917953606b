/** How often something has happened in the last minute and the last hour, in a fixed amount of memory. */

const SLOTS = 60;
const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

/** The last 60 spans of time of one length. */
class Ring {
  readonly #spanMs: number;
  readonly #counts = new Uint32Array(SLOTS);
  /** Number of the latest span, counted from the clock's zero. */
  #latest = 0;

  constructor(spanMs: number) {
    this.#spanMs = spanMs;
  }

  add(nowMs: number): void {
    this.#move(nowMs);
    this.#counts[this.#latest % SLOTS]! += 1;
  }

  sum(nowMs: number): number {
    this.#move(nowMs);
    return this.#counts.reduce((total, count) => total + count, 0);
  }

  #move(nowMs: number): void {
    const span = Math.floor(nowMs / this.#spanMs);
    const passed = Math.min(SLOTS, span - this.#latest);
    for (let step = 1; step <= passed; step += 1) this.#counts[(span - passed + step) % SLOTS] = 0;
    this.#latest = Math.max(this.#latest, span);
  }
}

/** Counts by second for a minute, and by minute for an hour. */
export class CallCount {
  readonly #seconds = new Ring(SECOND_MS);
  readonly #minutes = new Ring(MINUTE_MS);

  /** `nowMs`: milliseconds of a clock that only goes forward. */
  add(nowMs: number): void {
    this.#seconds.add(nowMs);
    this.#minutes.add(nowMs);
  }

  /** To the second and to the minute. */
  sums(nowMs: number): { readonly lastMinute: number; readonly lastHour: number } {
    return { lastMinute: this.#seconds.sum(nowMs), lastHour: this.#minutes.sum(nowMs) };
  }
}
