/**
 * The journal of writes. One operation a key: the first request sends, every later one with the same key and input
 * gets the first outcome, also while it is still running. Kept in the memory of this process, so keys and outcomes
 * end with it. Knows writes, not vendors and not GraphQL.
 */
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { GatewayError } from '../errors.ts';
import type { Money } from '../money.ts';
import type { Delivery, WriteName } from '../providers/provider.ts';
import { transitions, type Operation, type OperationAttempt, type OperationState } from './operation.ts';

/** What is to be written. */
export interface WriteRequest<Output> {
  /** Null: no key was given, the write stands alone. */
  readonly idempotencyKey: string | null;
  readonly kind: WriteName;
  readonly delivery: Delivery;
  readonly account: string;
  readonly clientId: string | null;
  readonly amount: Money | null;
  readonly reason: string | null;
  /** The whole input. Only a keyed hash of it is kept, since it may hold a password. */
  readonly input: unknown;
  send(): Promise<Output>;
  /** The id of the client that the write has created. */
  createdClientId?(output: Output): string | null;
}

interface Entry {
  readonly operation: Operation;
  readonly fingerprint: string;
  running: Promise<void> | null;
}

/** Bounds of a journal, and who is told of what happens. */
export interface JournalOptions {
  readonly maxOperations: number;
  /** Told of errors that are no GatewayError: faults of ours while a write was under way. */
  readonly onFault: (error: unknown) => void;
  /** Told of each attempt whose outcome stands. */
  readonly onOutcome: (operation: Operation) => void;
}

/** The journal of one gateway process. */
export class Journal {
  readonly #byKey = new Map<string, Entry>();
  readonly #byId = new Map<string, Entry>();
  readonly #hashKey = randomBytes(32);
  readonly #maxOperations: number;
  readonly #onFault: (error: unknown) => void;
  readonly #onOutcome: (operation: Operation) => void;

  constructor(options: JournalOptions) {
    this.#maxOperations = options.maxOperations;
    this.#onFault = options.onFault;
    this.#onOutcome = options.onOutcome;
  }

  /**
   * Sends the write unless its key has been used; resolves when the outcome stands, whatever it is. Throws
   * IDEMPOTENCY_CONFLICT for a key that was used with another input, BUDGET_EXCEEDED when the journal is full of
   * operations that must not be dropped. Never throws for the outcome of the write itself.
   */
  async run<Output>(request: WriteRequest<Output>): Promise<Operation> {
    const key = request.idempotencyKey ?? `auto-${randomUUID()}`;
    const fingerprint = this.#fingerprint(request);
    const known = this.#byKey.get(key);
    if (known !== undefined && known.fingerprint !== fingerprint) throw conflict();
    const entry = known ?? this.#prepare(key, fingerprint, request);
    if (entry.running === null && maySend(entry.operation)) entry.running = this.#send(entry, request);
    await entry.running;
    return entry.operation;
  }

  /**
   * The operation of a key that was used before and is not to be sent again, when its outcome stands; null when there is
   * something to send. To be asked before the input is checked against the upstream's present state, which the first
   * send may have changed. Throws IDEMPOTENCY_CONFLICT as `run` does.
   */
  async recall<Output>(request: WriteRequest<Output>): Promise<Operation | null> {
    const entry = request.idempotencyKey === null ? undefined : this.#byKey.get(request.idempotencyKey);
    if (entry === undefined) return null;
    if (entry.fingerprint !== this.#fingerprint(request)) throw conflict();
    await entry.running;
    return maySend(entry.operation) ? null : entry.operation;
  }

  /** The operation with this id; undefined when there is none. */
  byId(id: string): Operation | undefined {
    return this.#byId.get(id)?.operation;
  }

  /** The operation with this idempotency key; undefined when there is none. */
  byKey(key: string): Operation | undefined {
    return this.#byKey.get(key)?.operation;
  }

  /** All operations, newest first. */
  all(): readonly Operation[] {
    return Array.from(this.#byId.values(), (entry) => entry.operation).toReversed();
  }

  async #send<Output>(entry: Entry, request: WriteRequest<Output>): Promise<void> {
    const { operation } = entry;
    const attempt: OperationAttempt = { startedAt: new Date(), endedAt: null, outcome: 'SENT', problem: null };
    operation.attempts.push(attempt);
    move(operation, 'SENT');
    try {
      const output = await request.send();
      operation.clientId ??= request.createdClientId?.(output) ?? null;
      attempt.outcome = 'SUCCEEDED';
    } catch (error) {
      const failure = error instanceof GatewayError ? error : this.#unexpected(error);
      attempt.outcome = failure.code === 'OUTCOME_UNKNOWN' ? 'UNKNOWN' : 'REJECTED';
      attempt.problem = failure.toOutcome();
      entry.running = null;
    }
    attempt.endedAt = new Date();
    move(operation, attempt.outcome);
    this.#onOutcome(operation);
  }

  #prepare<Output>(key: string, fingerprint: string, request: WriteRequest<Output>): Entry {
    this.#makeRoom();
    const now = new Date();
    const { kind, delivery, account, clientId, amount, reason } = request;
    const operation: Operation = {
      id: randomUUID(),
      idempotencyKey: key,
      kind,
      delivery,
      account,
      clientId,
      amount,
      reason,
      createdAt: now,
      updatedAt: now,
      state: 'PREPARED',
      attempts: [],
    };
    const entry: Entry = { operation, fingerprint, running: null };
    this.#byKey.set(key, entry);
    this.#byId.set(operation.id, entry);
    return entry;
  }

  /** After a fault of ours nobody can say that the write was not applied. */
  #unexpected(error: unknown): GatewayError {
    this.#onFault(error);
    return new GatewayError(
      'OUTCOME_UNKNOWN',
      'The gateway failed while the request was under way; look at the upstream.',
    );
  }

  #makeRoom(): void {
    if (this.#byId.size < this.#maxOperations) return;
    for (const { operation } of this.#byId.values()) {
      if (operation.state !== 'SUCCEEDED' && operation.state !== 'REJECTED') continue;
      this.#byId.delete(operation.id);
      this.#byKey.delete(operation.idempotencyKey);
      return;
    }
    throw new GatewayError(
      'BUDGET_EXCEEDED',
      'The journal is full of operations whose outcome is open. Nothing was sent.',
    );
  }

  #fingerprint<Output>(request: WriteRequest<Output>): string {
    const { kind, account, clientId, input } = request;
    const canonical = JSON.stringify([kind, account, clientId, input], sortedKeys);
    return createHmac('sha256', this.#hashKey).update(canonical).digest('base64url');
  }
}

function move(operation: Operation, next: OperationState): void {
  const allowed: readonly OperationState[] = transitions[operation.state];
  if (!allowed.includes(next)) throw new Error(`An operation cannot go from ${operation.state} to ${next}.`);
  operation.state = next;
  operation.updatedAt = new Date();
}

/** True before the first send, and after a refusal whose cause passes by itself: nothing was applied then. */
function maySend(operation: Operation): boolean {
  if (operation.state === 'PREPARED') return true;
  return operation.state === 'REJECTED' && operation.attempts.at(-1)?.problem?.upstream?.retryable === true;
}

function conflict(): GatewayError {
  return new GatewayError('IDEMPOTENCY_CONFLICT', 'This idempotency key was used with another input: use a new key.', {
    field: ['idempotencyKey'],
  });
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
