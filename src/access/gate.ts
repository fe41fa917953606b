/** A bound on what is done at once, so that a flood of one kind of work leaves room for the rest. */

/** Lets so many actions run, and so many wait for their turn. */
export class Gate {
  readonly #maxRunning: number;
  readonly #maxWaiting: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(maxRunning: number, maxWaiting: number) {
    this.#maxRunning = maxRunning;
    this.#maxWaiting = maxWaiting;
  }

  /** Runs an action when its turn has come; null when too many wait already, and it is not run. */
  async run<T>(action: () => Promise<T>): Promise<{ readonly result: T } | null> {
    if (this.#running >= this.#maxRunning) {
      if (this.#waiting.length >= this.#maxWaiting) return null;
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting.push(resolve);
      // Whoever resolves it hands its place on.
      await promise;
    } else {
      this.#running += 1;
    }
    try {
      return { result: await action() };
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }
}
