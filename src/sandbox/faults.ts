/** Faults that a control request turns on: which call they meet, how often, and what they do (see `FAULT_KINDS`). */

/**
 * - `delay`: waits, then applies and answers.
 * - `refuse`: connection reset as soon as the function is known; nothing applied.
 * - `drop_before_apply`: connection closed without a byte; nothing applied.
 * - `apply_then_drop`: applied, then closed without a byte.
 * - `apply_late`: no byte; applied after the wait, whether or not the caller is still there; then closed.
 * - `apply_then_delay`: applied at once; the answer comes after the wait.
 * - `split_reply`: applied at once; the headers and the first half of the body come at once, the rest after the wait.
 * - `http_500_html`, `http_503_html`: an HTML page with that status; nothing applied.
 * - `empty_body`, `truncated`, `garbage`: applied, then status 200 with no body, half of it, or bytes that are not JSON or XML.
 * - `rate_limited`: the upstream's own answer for too many calls; nothing applied.
 */
export const FAULT_KINDS = [
  'delay',
  'refuse',
  'drop_before_apply',
  'apply_then_drop',
  'apply_late',
  'apply_then_delay',
  'split_reply',
  'http_500_html',
  'http_503_html',
  'empty_body',
  'truncated',
  'garbage',
  'rate_limited',
] as const;

/** One of `FAULT_KINDS`. */
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A fault that waits for its call. */
export interface Fault {
  readonly provider: string;
  /** A function of the provider, or `*` for any. */
  readonly function: string;
  readonly kind: FaultKind;
  /** How many more calls it meets; -1 = until cleared. */
  readonly count: number;
  /** Wait of `delay`, `apply_late`, `apply_then_delay` and `split_reply`, in milliseconds; the other kinds ignore it. */
  readonly delayMs: number;
}

/** Most faults that can wait at once. */
export const MAX_FAULTS = 1000;

/** Waiting faults in the order of their arrival: a call meets the first one for its function, or else the first for any. */
export class FaultQueue {
  #faults: Fault[] = [];

  /** Adds a fault at the end; false when the queue is full. */
  add(fault: Fault): boolean {
    if (this.#faults.length >= MAX_FAULTS) return false;
    this.#faults.push(fault);
    return true;
  }

  list(): readonly Fault[] {
    return this.#faults;
  }

  clear(): void {
    this.#faults = [];
  }

  /** The fault that this call meets, used up by one; null when none fits. */
  take(provider: string, functionName: string): Fault | null {
    const find = (name: string): number =>
      this.#faults.findIndex((fault) => fault.provider === provider && fault.function === name);
    const exact = find(functionName);
    const index = exact === -1 ? find('*') : exact;
    const fault = this.#faults[index];
    if (fault === undefined) return null;
    if (fault.count === 1) this.#faults.splice(index, 1);
    else if (fault.count > 1) this.#faults[index] = { ...fault, count: fault.count - 1 };
    return fault;
  }
}
