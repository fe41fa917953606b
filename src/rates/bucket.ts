/** A token bucket: so many a minute, and a quarter of a minute's worth at once. */

const MINUTE_MS = 60_000;
/** Part of a minute's tokens that the bucket holds. */
const BURST_MINUTES = 0.25;

/** One bucket; full at first. */
export class Bucket {
  readonly perMinute: number;
  /** Most tokens at once. */
  readonly burst: number;
  #tokens: number;
  #filledAtMs: number;

  constructor(perMinute: number, nowMs: number) {
    this.perMinute = perMinute;
    this.burst = Math.max(1, Math.floor(perMinute * BURST_MINUTES));
    this.#tokens = this.burst;
    this.#filledAtMs = nowMs;
  }

  /** Takes a token. Null when there was one; otherwise milliseconds until there is one again. */
  take(nowMs: number): number | null {
    this.#fill(nowMs);
    if (this.#tokens < 1) return Math.max(1, Math.ceil(((1 - this.#tokens) * MINUTE_MS) / this.perMinute));
    this.#tokens -= 1;
    return null;
  }

  /** Whole tokens that are left. */
  left(nowMs: number): number {
    this.#fill(nowMs);
    return Math.floor(this.#tokens);
  }

  #fill(nowMs: number): void {
    const come = ((nowMs - this.#filledAtMs) * this.perMinute) / MINUTE_MS;
    this.#tokens = Math.min(this.burst, this.#tokens + come);
    this.#filledAtMs = nowMs;
  }
}
