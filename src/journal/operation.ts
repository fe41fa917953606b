/** What a journaled write is: its states, its attempts, its key. Data only. */
import type { Problem } from '../errors.ts';
import type { Money } from '../money.ts';
import type { Delivery, WriteName } from '../providers/provider.ts';

/** The states of an operation and the states that each may turn into. */
export const transitions = {
  /** Recorded; nothing has been sent. */
  PREPARED: ['SENT'],
  /** The request is under way. */
  SENT: ['SUCCEEDED', 'REJECTED', 'UNKNOWN'],
  /** The upstream has confirmed it. */
  SUCCEEDED: [],
  /** Certainly not applied. A cause that passes by itself may be tried again under the same key. */
  REJECTED: ['SENT'],
  /** Sent, and no valid answer came back. */
  UNKNOWN: [],
} as const satisfies Record<string, readonly string[]>;

/** State of an operation. */
export type OperationState = keyof typeof transitions;

/** One try to send an operation. */
export interface OperationAttempt {
  readonly startedAt: Date;
  endedAt: Date | null;
  outcome: OperationState;
  /** Why it was not confirmed; null while it runs and after success. */
  problem: Problem | null;
}

/** One journaled write. Holds no input besides what is listed here. */
export interface Operation {
  readonly id: string;
  readonly idempotencyKey: string;
  readonly kind: WriteName;
  readonly delivery: Delivery;
  readonly account: string;
  /** Upstream id of the client; null until a sign-up has one. */
  clientId: string | null;
  readonly amount: Money | null;
  readonly reason: string | null;
  readonly createdAt: Date;
  updatedAt: Date;
  state: OperationState;
  readonly attempts: OperationAttempt[];
}

/** Bounds of a key: it must be storable and printable anywhere. */
export const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,200}$/;
