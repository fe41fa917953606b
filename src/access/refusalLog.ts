/** Tells the log why credentials were refused, which callers are not told; bounded, since anybody can send any number. */
import type { Logger } from 'pino';

const MAX_LINES_A_MINUTE = 60;
const MINUTE_MS = 60_000;

/** What the log may know of a refused credential: nothing of it that is secret. */
export interface RefusedCredential {
  /** Id of an API key. */
  readonly keyId?: string;
  /** Why, in a few words. */
  readonly reason: string;
}

/** Writes at most 60 lines a minute, and then how many were left out. */
export class RefusalLog {
  readonly #log: Logger;
  #minuteStartMs = -Infinity;
  #lines = 0;
  #left = 0;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Tells of one refusal. */
  tell(refused: RefusedCredential): void {
    const nowMs = performance.now();
    if (nowMs - this.#minuteStartMs >= MINUTE_MS) {
      if (this.#left > 0) this.#log.warn({ count: this.#left }, 'more credentials were refused');
      this.#minuteStartMs = nowMs;
      this.#lines = 0;
      this.#left = 0;
    }
    this.#lines += 1;
    if (this.#lines > MAX_LINES_A_MINUTE) this.#left += 1;
    else this.#log.warn(refused, 'a credential was refused');
  }
}
