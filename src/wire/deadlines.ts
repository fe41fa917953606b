/** Time limits of many calls with one timer: a timer a call costs more than the rest of its bookkeeping. */

/** Something that must be over at a moment. */
export interface Timed {
  /** On the clock of `performance.now()`. */
  readonly deadlineMs: number;
}

/** The calls that are under way, of which those that take too long are handed over. */
export class Deadlines<Call extends Timed> {
  readonly #calls = new Set<Call>();
  readonly #onOver: (calls: readonly Call[]) => void;
  #timer: NodeJS.Timeout | undefined;
  /** When the timer fires; infinite without one. It may fire for a call that has ended since, never too late. */
  #wakeMs = Infinity;

  /** `onOver` gets calls once, when their time is over; they are under way no longer. */
  constructor(onOver: (calls: readonly Call[]) => void) {
    this.#onOver = onOver;
  }

  /** Starts the clock of a call. */
  add(call: Call): void {
    this.#calls.add(call);
    if (call.deadlineMs < this.#wakeMs) this.#wakeAt(call.deadlineMs);
  }

  /** The call has ended. The last one takes the timer along, so that nothing keeps the process from ending. */
  delete(call: Call): void {
    this.#calls.delete(call);
    if (this.#calls.size === 0) this.#wakeAt(Infinity);
  }

  /** All that are under way, in the order of their starts. */
  all(): readonly Call[] {
    return [...this.#calls];
  }

  #wakeAt(timeMs: number): void {
    clearTimeout(this.#timer);
    this.#wakeMs = timeMs;
    if (timeMs === Infinity) return;
    this.#timer = setTimeout(() => this.#sweep(), Math.max(1, Math.ceil(timeMs - performance.now())));
  }

  #sweep(): void {
    const nowMs = performance.now();
    const over: Call[] = [];
    let nextMs = Infinity;
    for (const call of this.#calls) {
      if (call.deadlineMs <= nowMs) over.push(call);
      else nextMs = Math.min(nextMs, call.deadlineMs);
    }
    for (const call of over) this.#calls.delete(call);
    this.#wakeAt(nextMs);
    this.#onOver(over);
  }
}
