/** Operations for tests of stores. */
import { randomUUID } from 'node:crypto';
import { transitions, type Operation, type OperationState } from '../../src/journal/operation.ts';
import type { ChangeNote } from '../../src/journal/store.ts';
import { newMark } from '../../src/mark.ts';
import { decimal } from '../../src/money.ts';
import type { Trace } from '../../src/providers/provider.ts';

/** All states. */
export const states = Object.keys(transitions) as OperationState[];

/** A note of a change. */
export const note: ChangeNote = { actor: 'alice', action: 'PREPARED', reason: null };

/** What is kept to look for `operation()`. */
export const trace: Trace = { email: 'jo@example.com', phone: null };

/** A charge that has been recorded and not been sent. */
export function operation(changes: Partial<Operation> = {}): Operation {
  const createdAt = changes.createdAt ?? new Date();
  return {
    id: randomUUID(),
    caller: 'alice',
    idempotencyKey: randomUUID(),
    fingerprint: 'f'.repeat(43),
    kind: 'addCharge',
    delivery: 'probed',
    account: 'voipms-demo',
    clientId: '561115',
    amount: { amount: decimal('4.90'), currency: 'USD' },
    reason: 'Set-up',
    mark: newMark(),
    state: 'PREPARED',
    attempts: [],
    attemptCount: 0,
    evidence: null,
    upstreamId: null,
    createdAt,
    updatedAt: createdAt,
    sendUntil: null,
    looks: 0,
    nextLookAt: null,
    version: 1,
    ...changes,
  };
}

/** The next version of an operation. */
export function next(before: Operation, changes: Partial<Operation>): Operation {
  return { ...before, updatedAt: new Date(), version: before.version + 1, ...changes };
}
