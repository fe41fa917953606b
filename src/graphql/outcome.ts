/** What an operation's state says to the one who has asked for the write. */
import { GatewayError, type Problem } from '../errors.ts';
import { standingOf, type Operation } from '../journal/operation.ts';

const stillRunning = new GatewayError(
  'OUTCOME_UNKNOWN',
  'The request is still under way in another process: ask for it again with the same idempotency key.',
);

const notApplied = new GatewayError(
  'NOT_APPLIED',
  'The answer was lost, and it was not applied. Use a new idempotency key to do it again.',
);

/** Why the write is not confirmed; null when it is, by the upstream's answer, by its books or by a person. */
export function problemOfOutcome(operation: Operation): Problem | null {
  const { state, attempts } = operation;
  if (state === 'SENT') return stillRunning.toOutcome();
  if (state === 'REJECTED') return attempts.at(-1)?.problem ?? null;
  // A later attempt may have been refused for certain, which says nothing of the one in doubt.
  if (state === 'UNKNOWN')
    return attempts.findLast(({ problem }) => problem?.code === 'OUTCOME_UNKNOWN')?.problem ?? null;
  return standingOf(operation) === 'NOT_APPLIED' ? notApplied.toOutcome() : null;
}
