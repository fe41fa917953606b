/** Doing things that would undo each other one after the other. */

/** Runs what has the same key in the order of asking, one at a time, whether the one before failed or not. */
export class InTurn {
  readonly #lastByKey = new Map<string, Promise<unknown>>();

  /** The outcome of `run`, which starts when everything before it with the same key has ended. */
  async run<Value>(key: string, run: () => Promise<Value>): Promise<Value> {
    const before = this.#lastByKey.get(key) ?? Promise.resolve();
    const mine = before.then(run, run);
    this.#lastByKey.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#lastByKey.get(key) === mine) this.#lastByKey.delete(key);
    }
  }
}
