/** The points at which gateways are killed, and what must have become of a write that stood there. */

/** Points at which a write stands still until its gateway is killed: all that lie between the send and the outcome. */
export const heldPoints = ['before_forward', 'after_apply', 'half_reply', 'apply_late'] as const;

/**
 * Moments of a kill:
 * - `at_connect`: a connection to the upstream has been made, no byte of the request has come.
 * - `at_first_byte`: its first bytes have come.
 * - `after_reply`: the reply was passed on at most 5 ms ago: between reply and recorded outcome, or right behind it.
 * - `random_moment`: the write was asked for at most 50 ms ago: before, while or after it is recorded and sent.
 */
export const endings = ['at_connect', 'at_first_byte', 'after_reply', 'random_moment'] as const;

/** One of them. */
export type Point = (typeof heldPoints)[number] | (typeof endings)[number];

/** Longest wait at a point. `apply_late`: from the end of the gateway to the moment when the upstream gets its request. */
export const MAX_DELAY_MS = { after_reply: 5, random_moment: 50, apply_late: 4000 } as const;

/** Shortest wait of `apply_late`: often longer than the next gateway takes to look for the first time. */
export const MIN_LATE_MS = 1000;

/** The states that a write may have in the end that has stood at a point; of the others any state that the books confirm. */
export const expectedStates: Readonly<Partial<Record<Point, readonly string[]>>> = {
  before_forward: ['RECONCILED_ABSENT'],
  after_apply: ['RECONCILED_SUCCEEDED'],
  half_reply: ['RECONCILED_SUCCEEDED'],
  apply_late: ['RECONCILED_SUCCEEDED'],
  at_first_byte: ['RECONCILED_ABSENT'],
  after_reply: ['SUCCEEDED', 'RECONCILED_SUCCEEDED'],
};

/** Entries that the books must have of a write in each state; `none`: the journal does not know its key. */
export const entriesOfState: Readonly<Record<string, number>> = {
  none: 0,
  PREPARED: 0,
  REJECTED: 0,
  RECONCILED_ABSENT: 0,
  SUCCEEDED: 1,
  RECONCILED_SUCCEEDED: 1,
};
