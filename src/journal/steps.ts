/** The steps of an operation: pure functions from one version to the next. Times are given, nothing is stored here. */
import { randomUUID } from 'node:crypto';
import type { Problem } from '../errors.ts';
import { newMark } from '../mark.ts';
import type { Finding } from '../providers/provider.ts';
import { mayTurn, type Evidence, type Operation, type OperationAttempt, type OperationState } from './operation.ts';
import type { WriteRequest } from './request.ts';
import { spendingBy } from './spending.ts';

/** When lost writes are looked for, and when their absence counts. */
export interface SettleBounds {
  /**
   * From the moment when a send can no longer be under way in a gateway: how long it may still arrive at the upstream, or
   * become visible in its books. Only then absence counts.
   */
  readonly settleAfterMs: number;
  /** Wait before the first look; each further wait is twice as long. */
  readonly firstLookMs: number;
  /** Longest wait between two looks. */
  readonly maxLookMs: number;
  /** How long the gateway looks by itself; afterwards a person has to say, or to ask for a look. */
  readonly lookForMs: number;
}

/** What came of a send. */
export type SendOutcome =
  | { readonly state: 'SUCCEEDED'; readonly clientId: string | null; readonly upstreamId: string | null }
  | { readonly state: 'REJECTED' | 'UNKNOWN'; readonly problem: Problem };

/** A new operation, of which nothing has been sent. */
export function prepared<Output>(request: WriteRequest<Output>, fingerprint: string, now: Date): Operation {
  const { caller, kind, delivery, account, clientId, amount, reason } = request;
  return {
    id: randomUUID(),
    caller,
    idempotencyKey: request.idempotencyKey ?? `auto-${randomUUID()}`,
    fingerprint,
    kind,
    delivery,
    account,
    clientId,
    amount,
    reason,
    mark: newMark(),
    state: 'PREPARED',
    attempts: [],
    attemptCount: 0,
    evidence: null,
    upstreamId: null,
    createdAt: now,
    updatedAt: now,
    sendUntil: null,
    looks: 0,
    nextLookAt: null,
    version: 1,
  };
}

/** The operation with a new attempt of a caller (the actor) under way, which ends within `sendTimeoutMs`. */
export function sent(operation: Operation, sendTimeoutMs: number, now: Date, spender: string): Operation {
  const spending = spendingBy(operation, spender, now);
  const attempt: OperationAttempt = { id: randomUUID(), startedAt: now, endedAt: null, outcome: 'SENT', problem: null };
  return next(operation, now, 'SENT', {
    attempts: [...withRoom(operation.attempts), attempt],
    attemptCount: operation.attemptCount + 1,
    sendUntil: new Date(now.getTime() + sendTimeoutMs),
    evidence: null,
    looks: 0,
    nextLookAt: null,
    ...(spending && { spending }),
  });
}

/** Attempts that an operation remembers: a client that repeats a refused one for hours must not fill the journal. */
const MAX_ATTEMPTS = 20;

/** The attempts without the oldest one that says least, when there is no room for another: never the first, or one in doubt. */
function withRoom(attempts: readonly OperationAttempt[]): readonly OperationAttempt[] {
  if (attempts.length < MAX_ATTEMPTS) return attempts;
  const certain = attempts.findIndex(({ outcome }, index) => index > 0 && outcome !== 'UNKNOWN');
  return attempts.toSpliced(certain === -1 ? 1 : certain, 1);
}

/**
 * The operation after its last attempt has ended. A refusal settles nothing while an earlier attempt may have been
 * applied.
 */
export function ended(operation: Operation, outcome: SendOutcome, bounds: SettleBounds, now: Date): Operation {
  const isOpen = outcome.state === 'REJECTED' && hasUnknownAttempt(operation);
  const state = isOpen ? 'UNKNOWN' : outcome.state;
  const attempts = operation.attempts.map((attempt, index): OperationAttempt => {
    if (index < operation.attempts.length - 1) return attempt;
    return { ...attempt, endedAt: now, outcome: outcome.state, problem: 'problem' in outcome ? outcome.problem : null };
  });
  if (outcome.state === 'SUCCEEDED') {
    const clientId = operation.clientId ?? outcome.clientId;
    return next(operation, now, 'SUCCEEDED', { attempts, clientId, upstreamId: outcome.upstreamId, nextLookAt: null });
  }
  const isLost = state === 'UNKNOWN' && operation.delivery === 'probed';
  return next(operation, now, state, { attempts, nextLookAt: isLost ? after(now, bounds.firstLookMs) : null });
}

/** True when an attempt of it may have been applied. */
export function hasUnknownAttempt({ attempts }: Operation): boolean {
  return attempts.some(({ outcome }) => outcome === 'UNKNOWN');
}

/** From when on it counts that the books do not show the operation; null before the first send. */
export function absentFrom({ sendUntil }: Operation, { settleAfterMs }: SettleBounds): Date | null {
  return sendUntil && after(sendUntil, settleAfterMs);
}

/** The operation after a look into the upstream's books. */
export function looked(operation: Operation, finding: Finding, bounds: SettleBounds, now: Date): Operation {
  if (finding.verdict === 'applied') {
    const clientId = operation.clientId ?? finding.upstreamId;
    const number = finding.upstreamId === null ? '' : ` under the number ${finding.upstreamId}`;
    const statement = `The upstream's books show it${number}.`;
    return settled(operation, 'RECONCILED_SUCCEEDED', books(true, statement, now), now, {
      clientId,
      upstreamId: finding.upstreamId,
    });
  }
  const since = absentFrom(operation, bounds);
  if (finding.verdict === 'absent' && since !== null && now >= since) {
    const statement = "The upstream's books do not show it, and it can no longer be under way.";
    return settled(operation, 'RECONCILED_ABSENT', books(false, statement, now), now, {});
  }
  const statement =
    finding.verdict === 'unclear'
      ? finding.reason
      : `The upstream's books do not show it. It may still arrive until ${since?.toISOString() ?? 'it has been sent'}.`;
  return lookedInVain(operation, statement, bounds, now);
}

/** The operation after a look that told nothing; `statement` says why. */
export function lookedInVain(operation: Operation, statement: string, bounds: SettleBounds, now: Date): Operation {
  return next(operation, now, operation.state, {
    evidence: books(null, statement, now),
    looks: operation.looks + 1,
    nextLookAt: nextLook(operation, bounds, now),
  });
}

/** The operation after a person has said what became of it. */
export function resolved(operation: Operation, applied: boolean, reason: string, actor: string, now: Date): Operation {
  const evidence: Evidence = { source: 'PERSON', applied, observedAt: now, statement: reason, statedBy: actor };
  return settled(operation, 'RESOLVED', evidence, now, {});
}

/**
 * An outcome that is recorded late, on top of what others have made of the operation in the meantime; null when it is
 * the outcome of another attempt, and when an outcome stands by now.
 */
export function rebased(current: Operation, late: Operation): Operation | null {
  const isSameAttempt = current.attempts.at(-1)?.id === late.attempts.at(-1)?.id;
  if (!isSameAttempt || !mayTurn(current.state, late.state)) return null;
  return { ...late, version: current.version + 1 };
}

function settled(
  operation: Operation,
  state: OperationState,
  evidence: Evidence,
  now: Date,
  changes: Partial<Operation>,
): Operation {
  return next(operation, now, state, { ...changes, evidence, looks: operation.looks + 1, nextLookAt: null });
}

/** Twice the wait before, not later than the moment from which absence counts; null when the time for looks is over. */
function nextLook(operation: Operation, bounds: SettleBounds, now: Date): Date | null {
  if (operation.state !== 'UNKNOWN') return null;
  const { firstLookMs, maxLookMs, lookForMs } = bounds;
  // A key may be sent again long after it was first used.
  const { startedAt } = operation.attempts.at(-1) ?? { startedAt: operation.createdAt };
  if (now.getTime() - startedAt.getTime() > lookForMs) return null;
  // 2 ** 30 is more than any wait, and more would be no safe number one day.
  const waitMs = Math.min(firstLookMs * 2 ** Math.min(operation.looks + 1, 30), maxLookMs);
  const since = absentFrom(operation, bounds);
  const regular = after(now, waitMs);
  return since !== null && since > now && since < regular ? since : regular;
}

function next(operation: Operation, now: Date, state: OperationState, changes: Partial<Operation>): Operation {
  if (state !== operation.state && !mayTurn(operation.state, state)) {
    throw new Error(`An operation cannot go from ${operation.state} to ${state}.`);
  }
  return { ...operation, ...changes, state, updatedAt: now, version: operation.version + 1 };
}

function books(applied: boolean | null, statement: string, now: Date): Evidence {
  return { source: 'BOOKS', applied, observedAt: now, statement, statedBy: null };
}

function after(moment: Date, ms: number): Date {
  return new Date(moment.getTime() + ms);
}
