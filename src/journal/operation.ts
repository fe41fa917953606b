/** What a journaled write is: its states and how they follow each other, its attempts, its evidence. Data only. */
import type { Problem } from '../errors.ts';
import type { Money } from '../money.ts';
import type { Delivery, WriteName } from '../providers/provider.ts';

/** The states of an operation and the states that each may turn into: the whole state machine. */
export const transitions = {
  /** Recorded; nothing has been sent. */
  PREPARED: ['SENT'],
  /** The request is under way, or the process that sent it has ended. */
  SENT: ['SUCCEEDED', 'REJECTED', 'UNKNOWN'],
  /** The upstream has confirmed it. */
  SUCCEEDED: [],
  /** Certainly not applied. A cause that passes by itself may be tried again under the same key. */
  REJECTED: ['SENT'],
  /**
   * Sent, and no valid answer came back. Sent again only where a second send changes nothing. An answer that could not be
   * recorded in time still counts when it is.
   */
  UNKNOWN: ['SENT', 'SUCCEEDED', 'REJECTED', 'RECONCILED_SUCCEEDED', 'RECONCILED_ABSENT', 'RESOLVED'],
  /** Its answer was lost, and the upstream's books show it. */
  RECONCILED_SUCCEEDED: [],
  /**
   * Its answer was lost, and the books do not show it although it cannot be under way any more. An answer that could not be
   * recorded in time still counts when it is.
   */
  RECONCILED_ABSENT: ['RECONCILED_SUCCEEDED', 'SUCCEEDED'],
  /** A person has said what became of it. */
  RESOLVED: [],
} as const satisfies Record<string, readonly string[]>;

/** State of an operation. */
export type OperationState = keyof typeof transitions;

/** True when the one state may turn into the other. */
export function mayTurn(from: OperationState, to: OperationState): boolean {
  const allowed: readonly OperationState[] = transitions[from];
  return allowed.includes(to);
}

/** States in which nobody can say yet whether it was applied. */
export const openStates = ['SENT', 'UNKNOWN'] as const satisfies readonly OperationState[];

/** States of what has been sent and not been refused: it may have changed something at the upstream. */
export const sentStates = [
  ...openStates,
  'SUCCEEDED',
  'RECONCILED_SUCCEEDED',
  'RECONCILED_ABSENT',
  'RESOLVED',
] as const satisfies readonly OperationState[];

/** One try to send an operation. */
export interface OperationAttempt {
  /** Unique: tells an attempt of this process from one of another. */
  readonly id: string;
  readonly startedAt: Date;
  /** Null while it runs. */
  readonly endedAt: Date | null;
  readonly outcome: OperationState;
  /** Why it was not confirmed; null while it runs and after success. */
  readonly problem: Problem | null;
}

/** Where knowledge of an outcome comes from: the upstream's books, or a person. */
export type EvidenceSource = 'BOOKS' | 'PERSON';

/** What is known of an operation whose answer was lost. */
export interface Evidence {
  readonly source: EvidenceSource;
  /** True: it was applied; false: it was not; null: the look could not tell. */
  readonly applied: boolean | null;
  /** When it was looked, or said. */
  readonly observedAt: Date;
  /** What was seen, or the person's reason. */
  readonly statement: string;
  /** Who has said it; null for the books. */
  readonly statedBy: string | null;
}

/** Whose money limits a write counts against. */
export interface Spending {
  /** The caller that has sent it, with its tenant. */
  readonly spender: string;
  /** The day in UTC on which it was sent, such as "2026-11-25". */
  readonly day: string;
}

/** One journaled write: a snapshot that does not change. Holds no input besides what is listed here. */
export interface Operation {
  readonly id: string;
  /** The tenant that has asked for it. Keys of two tenants are different keys. */
  readonly caller: string;
  readonly idempotencyKey: string;
  /** Keyed hash of the whole input, with account, kind and client. */
  readonly fingerprint: string;
  readonly kind: WriteName;
  readonly delivery: Delivery;
  readonly account: string;
  /** Upstream id of the client; null until a sign-up has one. */
  readonly clientId: string | null;
  readonly amount: Money | null;
  readonly reason: string | null;
  /** The mark that it leaves in the upstream's books, where these have a place for it. */
  readonly mark: string;
  readonly state: OperationState;
  /** Oldest first: the first one, those in doubt, and the latest. */
  readonly attempts: readonly OperationAttempt[];
  /** How many there were. */
  readonly attemptCount: number;
  /** The last evidence; null as long as there is none but the upstream's answer. */
  readonly evidence: Evidence | null;
  /** The upstream's id of the row that it has made; null when it is not known. */
  readonly upstreamId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** When the last attempt can no longer be under way in a gateway; null before the first. */
  readonly sendUntil: Date | null;
  /** Looks into the books so far. */
  readonly looks: number;
  /** When it is to be looked for next; null when nothing is to be done. */
  readonly nextLookAt: Date | null;
  /** Absent for what moves no money, was never sent, or is from before there were money limits. */
  readonly spending?: Spending;
  /** Counts the changes, from 1. */
  readonly version: number;
}

/** Bounds of a key: it must be storable and printable anywhere. */
export const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,200}$/;

/** Applied or not, or nobody can say yet. */
export type Standing = 'APPLIED' | 'NOT_APPLIED' | 'OPEN';

/** What the journal says of an operation. One of which nothing has been sent is not applied. */
export function standingOf({ state, evidence }: Operation): Standing {
  if (state === 'SENT' || state === 'UNKNOWN') return 'OPEN';
  if (state === 'RESOLVED') return evidence?.applied === true ? 'APPLIED' : 'NOT_APPLIED';
  return state === 'SUCCEEDED' || state === 'RECONCILED_SUCCEEDED' ? 'APPLIED' : 'NOT_APPLIED';
}
