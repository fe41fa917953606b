/** What must hold at every moment of the model, said without any code of the journal. */
import type { Operation } from '../../src/journal/operation.ts';
import { isRefused, type Upstream } from './world-upstream.ts';

/** Which state may follow which, as the issue has it. */
const following: Readonly<Record<Operation['state'], readonly Operation['state'][]>> = {
  PREPARED: ['SENT'],
  SENT: ['SUCCEEDED', 'REJECTED', 'UNKNOWN'],
  SUCCEEDED: [],
  REJECTED: ['SENT'],
  UNKNOWN: ['SENT', 'SUCCEEDED', 'REJECTED', 'RECONCILED_SUCCEEDED', 'RECONCILED_ABSENT', 'RESOLVED'],
  RECONCILED_SUCCEEDED: [],
  // And an answer that could not be recorded before.
  RECONCILED_ABSENT: ['RECONCILED_SUCCEEDED', 'SUCCEEDED'],
  RESOLVED: [],
};

/** What is wrong with a change; null when nothing is. `before`: undefined for an operation that is new. */
export function wrongChange(before: Operation | undefined, after: Operation): string | null {
  if (before === undefined) return after.state === 'PREPARED' && after.version === 1 ? null : `began as ${after.state}`;
  if (before.version === after.version) return null;
  if (after.version !== before.version + 1) return `went from version ${before.version} to ${after.version}`;
  if (after.attemptCount < before.attemptCount) return 'has lost an attempt';
  const isAllowed = before.state === after.state || following[before.state].includes(after.state);
  if (!isAllowed) return `went from ${before.state} to ${after.state}`;
  return after.state === 'SENT' && before.delivery !== 'repeatable' && before.state === 'UNKNOWN'
    ? 'was sent again'
    : null;
}

/** What is wrong with an operation, given what is, or will be, in the upstream's books; null when nothing is. */
export function wrongState(operation: Operation, upstream: Upstream): string | null {
  const { state, mark, delivery, attempts, attemptCount } = operation;
  const [applied, pending] = [upstream.applied(mark), upstream.pending(mark)];
  const isRepeatable = delivery === 'repeatable';
  if (!isRepeatable && applied + pending > 1) return 'has two entries';
  if (upstream.sentWith(mark).length > attemptCount) return 'was sent more often than it says';
  if (state === 'PREPARED' && attempts.length > 0) return 'has attempts before the first one';
  const isSaidToBe = state === 'SUCCEEDED' || state === 'RECONCILED_SUCCEEDED';
  if (isSaidToBe && applied === 0) return `says ${state} and is not in the books`;
  const isSaidNotToBe = state === 'REJECTED' || state === 'RECONCILED_ABSENT';
  if (isSaidNotToBe && applied + pending > 0)
    return `says ${state} and ${applied > 0 ? 'is in' : 'will come to'} the books`;
  return null;
}

/** What is wrong with a declared absence: the books must have been read (at `readAt`) when nothing could arrive any more. */
export function wrongAbsence(
  { state, evidence, sendUntil }: Operation,
  settleAfterMs: number,
  readAt: number,
): string | null {
  if (state !== 'RECONCILED_ABSENT') return null;
  const isKnown = evidence?.source === 'BOOKS' && evidence.applied === false;
  const isLate = readAt >= (sendUntil?.getTime() ?? Infinity) + settleAfterMs;
  return isKnown && isLate ? null : 'was declared absent too early, or without evidence';
}

/** What is wrong with sending now; null when nothing is. `neighbours`: all operations. */
export function wrongSend(
  operation: Operation | undefined,
  neighbours: readonly Operation[],
  upstream: Upstream,
): string | null {
  if (operation === undefined) return 'was sent without a record';
  const { state, attempts, delivery, mark, id } = operation;
  if (state !== 'SENT' || attempts.at(-1)?.endedAt !== null) return `was sent while it was ${state}`;
  const isOpen = attempts.slice(0, -1).some(({ outcome }) => outcome !== 'REJECTED');
  if (isOpen && delivery !== 'repeatable') return 'was sent again although an attempt is open';
  const open = upstream.sentWith(mark).filter((sent) => !isRefused(sent));
  if (open.length === 0) return null;
  if (delivery !== 'repeatable') return 'was sent again although it may have been applied';
  const lost = attempts.findLast(({ outcome }) => outcome === 'UNKNOWN')?.startedAt ?? new Date(0);
  const begun = attempts.at(-1)?.startedAt ?? new Date(0);
  const isOvertaken = neighbours.some(
    (other) => other.id !== id && other.clientId === operation.clientId && wasSentBetween(other, lost, begun),
  );
  return isOvertaken ? 'was sent again, over what was written for the client since' : null;
}

/** True for a write that was sent in between and not refused. */
function wasSentBetween({ state, attempts }: Operation, from: Date, to: Date): boolean {
  if (state === 'PREPARED' || state === 'REJECTED') return false;
  return attempts.some(({ startedAt }) => startedAt >= from && startedAt < to);
}
