/** What was checked, and how it went. */

/** One check. */
export interface Checked {
  readonly name: string;
  readonly ok: boolean;
  /** Why it failed; empty when it did not. */
  readonly reason: string;
  readonly ms: number;
}

/** Runs checks and tells of each at once. A check that fails does not keep the others from running. */
export class Report {
  readonly #tell: (checked: Checked) => void;
  #failures = 0;

  constructor(tell: (checked: Checked) => void) {
    this.#tell = tell;
  }

  /** Number of checks that have failed. */
  get failures(): number {
    return this.#failures;
  }

  /** Runs one; it fails by throwing. */
  async check(name: string, run: () => void | Promise<void>): Promise<void> {
    const begin = performance.now();
    const reason = await Promise.resolve()
      .then(run)
      .then(
        () => '',
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
    if (reason !== '') this.#failures += 1;
    this.#tell({ name, ok: reason === '', reason, ms: Math.round(performance.now() - begin) });
  }
}
