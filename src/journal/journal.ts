/**
 * The journal of writes. One operation a key: the first request sends, every later one with the same key and input gets
 * the first outcome, also while it is still running and also from another process. Knows writes, not vendors and not
 * GraphQL.
 */
import { GatewayError } from '../errors.ts';
import type { CallScope } from '../providers/provider.ts';
import { isOvertaken, openMoney, type OpenMoneyRequest } from './neighbours.ts';
import type { Operation } from './operation.ts';
import { pause } from './pause.ts';
import { Recorder } from './recorder.ts';
import { conflict, notSent, overtaken, tooBusy } from './refusals.ts';
import { canonicalInput, type WriteRequest } from './request.ts';
import { Settling, type Look } from './settling.ts';
import { dayOf, refusalOf, spendingOf } from './spending.ts';
import { ended, hasUnknownAttempt, prepared, resolved, sent, type SendOutcome, type SettleBounds } from './steps.ts';
import type { JournalStore, OperationFilter, OperationSlice } from './store.ts';

/** What a journal is made of, and who is told of what happens. */
export interface JournalOptions {
  readonly store: JournalStore;
  readonly bounds: SettleBounds;
  /** Keyed hash of an input; the key is the same in all processes of one journal. */
  readonly fingerprintOf: (canonical: string) => Promise<string>;
  /** Looks for a lost write in the upstream's books; null where nobody can look. */
  readonly look: Look;
  /** Names of the accounts that are configured here. */
  readonly accounts: readonly string[];
  /** Told of errors that are no GatewayError: faults of ours while a write was under way. */
  readonly onFault: (error: unknown) => void;
  /** Told of each change that this process makes to the outcome of an operation. */
  readonly onOutcome: (operation: Operation) => void;
}

/** Waits between two looks at what another process does: doubling from the first to the second. */
const FIRST_POLL_MS = 20;
const MAX_POLL_MS = 500;

/** Tries to win a key against other processes; each loss means that another one has moved the operation on. */
const MAX_TRIES = 20;

/** The journal of one gateway process. */
export class Journal {
  readonly settling: Settling;
  readonly #options: JournalOptions;
  readonly #store: JournalStore;
  readonly #recorder: Recorder;
  /** What this process sends, or is about to; null when another process was faster. */
  readonly #running = new Map<string, Promise<Operation | null>>();

  constructor(options: JournalOptions) {
    this.#options = options;
    this.#store = options.store;
    this.#recorder = new Recorder(options.store, options.onFault);
    this.settling = new Settling({
      ...options,
      isRunning: (id) => this.#running.has(id) || this.#recorder.knows(id),
    });
  }

  /**
   * Sends the write unless its key has been used; resolves when the outcome stands, or to an operation in SENT when
   * another process is still at it and the request's time is over. Throws IDEMPOTENCY_CONFLICT for a key that was used with
   * another input, JOURNAL_UNAVAILABLE (nothing was sent) when the intent cannot be recorded, LIMIT_EXCEEDED (nothing was
   * sent, and the key can be used again) when the caller may not move that much. Never throws for the outcome of the write
   * itself.
   */
  async run<Output>(request: WriteRequest<Output>): Promise<Operation> {
    const fingerprint = await this.#options.fingerprintOf(canonicalInput(request));
    const fresh = prepared(request, fingerprint, new Date());
    const note = { actor: request.actor, action: 'PREPARED', reason: request.reason };
    // What is kept to look for it comes with the send, of which there is nothing to find before.
    const { operation } = await this.#store.add(fresh, null, note);
    if (operation.fingerprint !== fingerprint) throw conflict();
    return this.#advance(operation, request);
  }

  /**
   * The operation of a key that was used before and is not to be sent again, when its outcome stands; null when there is
   * something to send. To be asked before the input is checked against the upstream's present state, which the first
   * send may have changed. A lost write is looked for. Throws as `run` does.
   */
  async recall<Output>(request: WriteRequest<Output>): Promise<Operation | null> {
    const { caller, idempotencyKey } = request;
    if (idempotencyKey === null) return null;
    const known = await this.byKey(caller, idempotencyKey);
    if (known === null) return null;
    if (known.fingerprint !== (await this.#options.fingerprintOf(canonicalInput(request)))) throw conflict();
    const operation = await this.asked(
      await this.#outcomeOf(known, request.scope.signal),
      request.actor,
      request.scope,
    );
    return (await this.#maySend(operation)) ? null : operation;
  }

  /**
   * Why the request's amount is more than the caller may move, as `run` would throw it; null when it is not, and for what
   * counts already under the same key. Throws JOURNAL_UNAVAILABLE when nobody can tell.
   */
  async refusalOfLimits<Output>(request: WriteRequest<Output>): Promise<GatewayError | null> {
    const { moneyLimits, amount, caller, idempotencyKey, actor } = request;
    if (moneyLimits === null || amount === null) return null;
    const known = idempotencyKey === null ? null : await this.byKey(caller, idempotencyKey);
    if (known !== null && spendingOf(known) !== null) return null;
    const spent = await this.#store.spent(actor, dayOf(new Date()), amount.currency);
    return refusalOf(moneyLimits, amount, spent);
  }

  /** The operation with this id; null when there is none. */
  async byId(id: string): Promise<Operation | null> {
    return this.#recorder.read(
      () => this.#store.byId(id),
      (operation) => operation.id === id,
    );
  }

  /** The operation of a caller with this idempotency key; null when there is none. */
  async byKey(caller: string, key: string): Promise<Operation | null> {
    return this.#recorder.read(
      () => this.#store.byKey(caller, key),
      (operation) => operation.caller === caller && operation.idempotencyKey === key,
    );
  }

  /** The operation whose mark stands in an account's books; null when it is not of this journal. */
  async byMark(account: string, mark: string): Promise<Operation | null> {
    return this.#store.byMark(account, mark);
  }

  /** Operations from the newest to the oldest. */
  list(filter: OperationFilter, slice: OperationSlice): Promise<readonly Operation[]> {
    return this.#store.list(filter, slice);
  }

  /** How many operations the filter lets pass. */
  count(filter: OperationFilter): Promise<number> {
    return this.#store.count(filter);
  }

  /** Charges and payments of a client whose outcome is not known, after they have been looked for; newest first. */
  openMoney(request: OpenMoneyRequest): Promise<readonly Operation[]> {
    const settled = async (operation: Operation): Promise<Operation> =>
      this.asked(await this.settling.giveUpIfOver(operation), request.actor, request.scope);
    return openMoney(this.#store, request, {
      isRunning: (id) => this.#running.has(id),
      latest: (operation) => this.#recorder.latest(operation),
      settled,
    });
  }

  /**
   * The operation that somebody asks for, looked for in the books while that can tell something new. Where the store does
   * not take what was found, the operation as it was read.
   */
  async asked(operation: Operation, actor: string, scope: CallScope | null): Promise<Operation> {
    try {
      const settled = await this.settling.settle(operation, actor, scope);
      // The store may not have the outcome yet that this process knows.
      return settled.version < operation.version ? operation : settled;
    } catch (error) {
      if (error instanceof GatewayError) return operation;
      throw error;
    }
  }

  /**
   * A person says what became of an operation. Throws NOT_FOUND, and INVALID_INPUT when its outcome is not open (any
   * more).
   */
  async resolve(id: string, applied: boolean, reason: string, actor: string): Promise<Operation> {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const operation = await this.byId(id);
      if (operation === null) throw new GatewayError('NOT_FOUND', 'There is no such operation.', { field: ['id'] });
      if (operation.state !== 'UNKNOWN') {
        const message = `Only an operation in UNKNOWN can be resolved; this one is ${operation.state}.`;
        throw new GatewayError('INVALID_INPUT', message, { field: ['id'] });
      }
      const next = resolved(operation, applied, reason, actor, new Date());
      const stored = await this.#store.replace(next, { actor, action: 'RESOLVED', reason }, null);
      if (stored !== null) return this.#told(stored);
    }
    throw tooBusy();
  }

  /** Waits for sends that are under way, up to `timeoutMs`, and for what is to be recorded. The store stays open. */
  async close(timeoutMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, timeoutMs);
    await Promise.race([Promise.allSettled([this.settling.stop(), ...this.#running.values()]), promise]);
    clearTimeout(timer);
    await this.#recorder.close();
  }

  async #advance<Output>(operation: Operation, request: WriteRequest<Output>): Promise<Operation> {
    let current = operation;
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      if (!(await this.#maySend(current))) return this.#outcomeOf(current, request.scope.signal);
      const done = await this.#tryToSend(current, request);
      if (done !== null) return done;
      current = (await this.#store.byId(current.id)) ?? current;
    }
    throw tooBusy();
  }

  /** Sends, or joins the send that is under way here; null when another process was faster. */
  #tryToSend<Output>(operation: Operation, request: WriteRequest<Output>): Promise<Operation | null> {
    const known = this.#running.get(operation.id);
    if (known !== undefined) return known;
    const running = this.#beginAndSend(operation, request).finally(() => this.#running.delete(operation.id));
    this.#running.set(operation.id, running);
    return running;
  }

  async #beginAndSend<Output>(operation: Operation, request: WriteRequest<Output>): Promise<Operation | null> {
    const begun = await this.#begin(sent(operation, request.sendTimeoutMs, new Date(), request.actor), request);
    return begun && this.#send(begun, request);
  }

  /** Records that the send begins. Durable before the first byte leaves; null when another process was faster. */
  async #begin<Output>(next: Operation, request: WriteRequest<Output>): Promise<Operation | null> {
    const note = { actor: request.actor, action: 'SENT', reason: request.reason };
    try {
      return await this.#store.replace(next, note, request.trace, request.moneyLimits);
    } catch (error) {
      // Refused by the store's own word: it is as it was before.
      if (error instanceof GatewayError && error.code === 'LIMIT_EXCEEDED') throw error;
      // Whether the store has kept it or not: nothing was sent, and that is known here only.
      const problem = notSent(error).toOutcome();
      const outcome = ended(next, { state: 'REJECTED', problem }, this.#options.bounds, new Date());
      this.#recorder.retract(outcome, { actor: 'gateway', action: 'REJECTED', reason: null });
      throw error;
    }
  }

  async #send<Output>(operation: Operation, request: WriteRequest<Output>): Promise<Operation> {
    const outcome = await this.#outcomeOfSend(operation, request);
    const next = ended(operation, outcome, this.#options.bounds, new Date());
    const note = { actor: 'gateway', action: next.state, reason: null };
    const keepsTrace = next.state === 'UNKNOWN' ? undefined : null;
    return this.#told(await this.#recorder.record(next, note, keepsTrace));
  }

  async #outcomeOfSend<Output>(operation: Operation, request: WriteRequest<Output>): Promise<SendOutcome> {
    try {
      // Looked at once more: another write may have begun since this one was allowed.
      if (hasUnknownAttempt(operation) && (await isOvertaken(this.#store, operation))) {
        return { state: 'REJECTED', problem: overtaken().toOutcome() };
      }
      const output = await request.send(operation.mark);
      const clientId = request.createdClientId?.(output) ?? null;
      return { state: 'SUCCEEDED', clientId, upstreamId: request.madeRowId?.(output) ?? clientId };
    } catch (error) {
      const failure = error instanceof GatewayError ? error : this.#unexpected(error);
      if (hasUnknownAttempt(operation) && request.isDone?.(failure) === true) {
        return { state: 'SUCCEEDED', clientId: null, upstreamId: null };
      }
      const state = failure.code === 'OUTCOME_UNKNOWN' ? 'UNKNOWN' : 'REJECTED';
      return { state, problem: failure.toOutcome() };
    }
  }

  /** The operation once nothing of it is under way, or as it is when the signal ends the wait. */
  async #outcomeOf(operation: Operation, signal: AbortSignal): Promise<Operation> {
    const sentHere = await this.#running.get(operation.id);
    if (sentHere) return sentHere;
    let current = this.#recorder.latest(operation);
    for (let waitMs = FIRST_POLL_MS; current.state === 'SENT' && !signal.aborted;) {
      current = await this.settling.giveUpIfOver(current).catch(() => current);
      if (current.state !== 'SENT') break;
      await pause(waitMs, signal);
      waitMs = Math.min(waitMs * 2, MAX_POLL_MS);
      // While the store is away, what was read last still says that it was sent.
      current = (await this.byId(operation.id).catch(() => null)) ?? current;
    }
    return current;
  }

  /** True when there is something to send under this key, which then cannot make a second entry. */
  async #maySend(operation: Operation): Promise<boolean> {
    const { state, delivery, attempts } = operation;
    if (state === 'PREPARED') return true;
    if (state === 'REJECTED') return attempts.at(-1)?.problem?.upstream?.retryable === true;
    return state === 'UNKNOWN' && delivery === 'repeatable' && !(await isOvertaken(this.#store, operation));
  }

  #told(operation: Operation): Operation {
    this.#options.onOutcome(operation);
    return operation;
  }

  /** After a fault of ours nobody can say that the write was not applied. */
  #unexpected(error: unknown): GatewayError {
    this.#options.onFault(error);
    return new GatewayError(
      'OUTCOME_UNKNOWN',
      'The gateway failed while the request was under way; look at the upstream.',
    );
  }
}
