/**
 * The sandbox's clock. It follows the real one until a control request freezes it; a frozen clock stands still, so that
 * a test which crosses midnight or a minute says when that happens.
 */

const NEW_YORK_DAY = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/New_York',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** Time for every stand-in: real, or frozen by `POST /_sandbox/clock`. */
export class SandboxClock {
  #frozen: Date | null = null;

  /** The present moment of the sandbox. */
  now(): Date {
    return this.#frozen ?? new Date();
  }

  /** Freezes the clock at a moment; null lets it follow the real one again. */
  set(moment: Date | null): void {
    this.#frozen = moment;
  }

  /** Today as `YYYY-MM-DD` in New York: the books of VoIP.ms change day there (voipms.md section 5). */
  newYorkDay(): string {
    return NEW_YORK_DAY.format(this.now());
  }
}
