/** What the log tells of upstreams and writes. Neither inputs nor answers: those may hold personal data and passwords. */
import type { Logger } from 'pino';
import type { GatewayError } from './errors.ts';
import type { Operation } from './journal/operation.ts';

/** An account has begun to fail, or (null) answers again. One line a change, however many calls fail between. */
export function logHealth(log: Logger, account: string, failure: GatewayError | null): void {
  if (failure === null) return log.info({ account }, 'the account answers again');
  const { upstreamCode, cause } = failure.details;
  const reason = cause instanceof Error ? cause.message : undefined;
  log.warn({ account, code: failure.code, upstreamCode, reason }, 'the account has begun to fail');
}

/** The outcome of a write has changed. An unknown one is a warning, since a person may have to look. */
export function logOutcome(log: Logger, operation: Operation): void {
  const { id, kind, account, clientId, state, attempts } = operation;
  const { startedAt, endedAt, problem: last } = attempts.at(-1)!;
  const durationMs = endedAt === null ? null : endedAt.getTime() - startedAt.getTime();
  const level = state === 'UNKNOWN' ? 'warn' : 'info';
  const problem = state === 'UNKNOWN' || state === 'REJECTED' ? last : null;
  const upstreamCode = problem?.upstream?.code ?? undefined;
  log[level]({ operation: id, kind, account, clientId, state, code: problem?.code, upstreamCode, durationMs }, 'write');
}
