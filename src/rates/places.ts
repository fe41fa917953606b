/** Places for what lasts: a number of them for all callers together, of which no caller takes all for itself. */
import type { Caller } from '../access/caller.ts';

/** The share of the places that one caller may hold at once, rounded up. */
const SHARE_OF_ONE = 0.75;

/** Places of one kind, such as operations being executed. */
export class Places {
  readonly #max: number;
  readonly #maxOfOne: number;
  readonly #refusal: (isOwn: boolean) => Error;
  readonly #byCaller = new Map<string, number>();
  #held = 0;

  /** `refusal` makes what is thrown when there is no place: for all (false), or for this caller alone (true). */
  constructor(max: number, refusal: (isOwn: boolean) => Error) {
    this.#max = max;
    this.#maxOfOne = Math.ceil(max * SHARE_OF_ONE);
    this.#refusal = refusal;
  }

  /** Takes a place. Returns what gives it back, which counts once. Throws the refusal when there is none. */
  take({ tenant, id }: Caller): () => void {
    const key = `${tenant}\n${id}`;
    const own = this.#byCaller.get(key) ?? 0;
    if (this.#held >= this.#max) throw this.#refusal(false);
    if (own >= this.#maxOfOne) throw this.#refusal(true);
    this.#held += 1;
    this.#byCaller.set(key, own + 1);
    let isHeld = true;
    return () => {
      if (isHeld) this.#giveBack(key);
      isHeld = false;
    };
  }

  #giveBack(key: string): void {
    this.#held -= 1;
    const left = this.#byCaller.get(key)! - 1;
    if (left === 0) this.#byCaller.delete(key);
    else this.#byCaller.set(key, left);
  }
}
