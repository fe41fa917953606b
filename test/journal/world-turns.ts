/** Everything that waits for something outside of the program, so that a test decides what happens next. */

/** Who waits. What waits for one that has crashed never happens. */
export interface Owner {
  readonly isAlive: boolean;
}

/** Something that waits for its turn. */
interface Turn {
  readonly owner: Owner;
  /** Does it, and gives the way to tell of it. */
  readonly happen: () => Promise<() => void>;
}

/** What waits, in the order in which it began to. */
export class Turns {
  #waiting: Turn[] = [];
  /** How many have had their turn. */
  count = 0;

  /** Waits for a turn, does the action in it, and resolves or rejects as that did. Never ends for an owner that has crashed. */
  wait<T>(owner: Owner, action: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const happen = async (): Promise<() => void> => {
        try {
          const result = await action();
          return () => resolve(result);
        } catch (error) {
          return () => reject(error);
        }
      };
      if (owner.isAlive) this.#waiting.push({ owner, happen });
    });
  }

  get size(): number {
    return this.#waiting.length;
  }

  /** Gives one of those that wait its turn. */
  async take(pick: number): Promise<void> {
    const [turn] = this.#waiting.splice(pick % Math.max(this.size, 1), 1);
    if (turn === undefined) return;
    this.count += 1;
    (await turn.happen())();
    await quiet();
  }

  /** An owner has crashed; with `pick` after one more of its things has happened that it does not get to know of. */
  async crash(owner: Owner, pick: number | null): Promise<void> {
    const own = this.#waiting.filter((turn) => turn.owner === owner);
    this.#waiting = this.#waiting.filter((turn) => turn.owner !== owner);
    if (pick !== null && own.length > 0) await own[pick % own.length]?.happen();
    await quiet();
  }
}

/** Resolves when nothing goes on any more by itself: everything else waits for a turn or for time to pass. */
export function quiet(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
