/**
 * When this process booked a row, for ledgers that show new rows late (`ledgerDelayMs`). Real time that has passed counts,
 * on a monotonic clock: the sandbox's own clock may stand still, and then the row would never appear.
 */

/**
 * Moments of booking. Rows that another process booked are not known here, as little as those of the demo data: both are
 * old, and shown whatever the delay.
 */
export class Bookings<Row extends object> {
  readonly #bookedAtMs = new WeakMap<Row, number>();

  /** Notes that the row was booked just now. */
  note(row: Row): void {
    this.#bookedAtMs.set(row, performance.now());
  }

  /** True when the row was booked at least so long ago. */
  isShown(row: Row, delayMs: number): boolean {
    const bookedAtMs = this.#bookedAtMs.get(row);
    return bookedAtMs === undefined || performance.now() - bookedAtMs >= delayMs;
  }
}
