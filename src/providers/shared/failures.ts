/** Why an upstream call has no answer, as errors for callers. `who` is the upstream's name for people. */
import { GatewayError } from '../../errors.ts';
import { HttpFailure } from '../../wire/http-failure.ts';
import type { HttpAnswer } from '../../wire/http.ts';
import type { CallScope } from '../provider.ts';

/**
 * Statuses that say by definition that the request was not processed: a redirect to be repeated elsewhere, or a
 * refusal of its form, size or rate. Others may come from something that stands behind the function (a filter of
 * answers says 403, a gateway 502), so after them the outcome of a write is unknown.
 */
export const NOT_PROCESSED: ReadonlySet<number> = new Set([301, 307, 308, 405, 411, 413, 414, 415, 417, 421, 429, 431]);

/** The operation's time was over, or its caller had gone, before there was an answer. */
export function overBudget(signal: AbortSignal, who: string): GatewayError {
  if (signal.reason instanceof GatewayError) return signal.reason;
  return new GatewayError('BUDGET_EXCEEDED', `The operation's time was over before ${who} had answered.`);
}

/** What a failed read throws; errors that are no HttpFailure pass unchanged. */
export function afterFailedRead(error: unknown, signal: AbortSignal, who: string): unknown {
  if (!(error instanceof HttpFailure)) return error;
  if (error.kind === 'aborted') return overBudget(signal, who);
  return new GatewayError('UPSTREAM_UNAVAILABLE', `${who} gave no answer. ${error.message}`, { cause: error });
}

/** What a failed write throws: nothing may be said of one of which something has left. */
export function afterFailedWrite(error: unknown, who: string): unknown {
  if (!(error instanceof HttpFailure)) return error;
  if (error.sent) return outcomeUnknown(who, `gave no answer (${error.reason})`, error);
  const message = `${who} was not reached, nothing was sent. ${error.message}`;
  return new GatewayError('UPSTREAM_UNAVAILABLE', message, { cause: error });
}

/** A status that stands for no answer of the API. */
export function badStatus({ status, headers }: HttpAnswer, who: string): GatewayError {
  if (status === 429) {
    const retryAfterMs = retryAfter(headers['retry-after']);
    const details = retryAfterMs === null ? {} : { retryAfterMs };
    return new GatewayError('RATE_LIMITED', `${who} takes no more calls for now.`, details);
  }
  return new GatewayError('UPSTREAM_UNAVAILABLE', `${who} answered with HTTP status ${status}.`);
}

/** The same for a write. */
export function badStatusOfWrite(answer: HttpAnswer, who: string): GatewayError {
  const { status } = answer;
  return NOT_PROCESSED.has(status)
    ? badStatus(answer, who)
    : outcomeUnknown(who, `answered with HTTP status ${status}`);
}

/** Longest wait that is passed on: a day. */
const MAX_RETRY_AFTER_S = 86_400;

/** Milliseconds of a Retry-After in seconds; null for a date and for nonsense. */
function retryAfter(value: string | string[] | undefined): number | null {
  if (typeof value !== 'string' || !/^\d{1,6}$/.test(value)) return null;
  return Math.min(Number(value), MAX_RETRY_AFTER_S) * 1000;
}

/** A read's answer that cannot be understood. `what` ends the sentence: "a balance that cannot be read". */
export function unreadable(who: string, what = 'something that is no answer of the API'): GatewayError {
  return new GatewayError('UPSTREAM_UNAVAILABLE', `${who} answered with ${what}.`);
}

/** The write may or may not have been applied. `what` says what the upstream did instead of answering. */
export function outcomeUnknown(who: string, what: string, cause?: unknown): GatewayError {
  const { upstreamCode, upstreamText } = cause instanceof GatewayError ? cause.details : {};
  return new GatewayError(
    'OUTCOME_UNKNOWN',
    `The request was sent and ${who} ${what}. It may or may not have been applied: look there before you send it again.`,
    {
      ...(cause !== undefined && { cause }),
      ...(upstreamCode !== undefined && { upstreamCode }),
      ...(upstreamText !== undefined && { upstreamText }),
    },
  );
}

/** Tells the scope how a call ended, and gives the error back to be thrown. */
export function told(scope: CallScope, error: unknown): unknown {
  if (error instanceof GatewayError) scope.settled(isOurOwn(error) ? OWN_BOUND : error);
  return error;
}

/** What the scope is told of a call that never had a connection: nothing about the upstream. */
const OWN_BOUND = new GatewayError('BUDGET_EXCEEDED', 'The call has not left this gateway.');

/** True when a bound of ours has ended the call: the queue was full, or its time was over in it. */
function isOurOwn({ cause }: GatewayError): boolean {
  if (!(cause instanceof HttpFailure) || cause.sent) return false;
  return cause.kind === 'queue_full' || cause.kind === 'timeout';
}
