/** Why the journal itself refuses a write: in all of these cases nothing was sent. */
import { GatewayError } from '../errors.ts';

/** The key stands for another write. */
export function conflict(): GatewayError {
  return new GatewayError('IDEMPOTENCY_CONFLICT', 'This idempotency key was used with another input: use a new key.', {
    field: ['idempotencyKey'],
  });
}

/** The beginning of a send could not be recorded; the store's own error where it has one. */
export function notSent(error: unknown): GatewayError {
  if (error instanceof GatewayError) return error;
  return new GatewayError('JOURNAL_UNAVAILABLE', 'The journal could not be written; nothing was sent.', {
    retryable: true,
  });
}

/** Others were faster each time. */
export function tooBusy(): GatewayError {
  return new GatewayError('JOURNAL_UNAVAILABLE', 'Too many others change this operation at once; ask again.', {
    retryable: true,
  });
}

/** A write whose first send is unknown was not sent again. The code is that of the operation, which stays unknown. */
export function overtaken(): GatewayError {
  return new GatewayError(
    'OUTCOME_UNKNOWN',
    'It may or may not have been applied. It was not sent again: that would take back what was written for the client since.',
  );
}
