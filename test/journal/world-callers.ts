/** Callers of the model: they ask gateways for writes, and check what they are told. */
import { GatewayError } from '../../src/errors.ts';
import type { Operation } from '../../src/journal/operation.ts';
import type { WriteRequest } from '../../src/journal/request.ts';
import { absentFrom } from '../../src/journal/steps.ts';
import { decimal } from '../../src/money.ts';
import { scopeOf } from '../providers/scope.ts';
import { inputs, type Input } from './world-commands.ts';
import { PlannedFault, type SimulatedGateway } from './world-gateway.ts';
import { wrongSend } from './world-rules.ts';
import { bounds, OPERATION_MS, SEND_MS, WRITE_MS, type Situation } from './world-situation.ts';
import { bookOf, type Fate, type Sent } from './world-upstream.ts';

/** What somebody asks for: whose key it is, and the index of the input. */
export interface Asked {
  readonly caller: string;
  readonly idempotencyKey: string | null;
  readonly input: number;
}

/** Somebody who has asked for something, and waits. */
interface Submission extends Asked {
  readonly gateway: SimulatedGateway;
  readonly fate: Fate;
  readonly deadline: number;
  /** Failed calls of the gateway's store before. */
  readonly failuresBefore: number;
  sends: number;
}

/** What is sent by a request that only asks. */
const nothing: Fate = { answer: 'refused', arrival: null, visible: 0, cut: 0 };

/** All callers of one story. */
export class Callers {
  readonly #situation: Situation;
  readonly #waiting = new Set<Submission>();

  constructor(situation: Situation) {
    this.#situation = situation;
  }

  /** How many still wait for a gateway that runs. */
  get waiting(): number {
    return [...this.#waiting].filter(({ gateway }) => gateway.isAlive).length;
  }

  /** Somebody asks a gateway for a write. */
  submit(gateway: SimulatedGateway, asked: Asked, fate: Fate): void {
    const submission = this.#begin(gateway, asked, fate);
    void this.#watch(submission, gateway.journal.run(this.#request(submission)));
  }

  /** Somebody asks a gateway what became of a write. */
  ask(gateway: SimulatedGateway, asked: Asked): void {
    const submission = this.#begin(gateway, asked, nothing);
    void this.#watch(submission, gateway.journal.recall(this.#request(submission)));
  }

  #begin(gateway: SimulatedGateway, asked: Asked, fate: Fate): Submission {
    const { failures: failuresBefore } = gateway;
    const submission = { ...asked, gateway, fate, deadline: Date.now() + OPERATION_MS, failuresBefore, sends: 0 };
    this.#waiting.add(submission);
    return submission;
  }

  async #watch(submission: Submission, answer: Promise<Operation | null>): Promise<void> {
    try {
      const operation = await answer;
      if (operation !== null) this.#told(submission, operation);
    } catch (error) {
      this.#refused(submission, error);
    }
    this.#waiting.delete(submission);
  }

  #request(submission: Submission): WriteRequest<string> {
    const { caller, idempotencyKey } = submission;
    const { kind, delivery, clientId, amount } = inputs[submission.input]!;
    const controller = new AbortController();
    setTimeout(() => controller.abort(), OPERATION_MS);
    return {
      caller,
      actor: caller,
      idempotencyKey,
      kind,
      delivery,
      account: 'one',
      clientId,
      amount: kind === 'setClientThreshold' ? null : { amount: decimal(amount), currency: 'USD' },
      moneyLimits: null,
      reason: null,
      input: { amount },
      trace: delivery === 'probed' ? { clientId, amount, currency: 'USD' } : null,
      sendTimeoutMs: SEND_MS,
      scope: scopeOf(Infinity, controller.signal),
      send: (mark) => this.#send(submission, inputs[submission.input]!, mark),
    };
  }

  /** As a provider sends: the call begins within the operation's time or not at all, and ends within its own. */
  async #send(submission: Submission, { kind, clientId, amount }: Input, mark: string): Promise<string> {
    const { deadline, fate, gateway } = submission;
    if (Date.now() > deadline) throw new GatewayError('BUDGET_EXCEEDED', 'Too late.', { retryable: true });
    const { upstream } = this.#situation;
    await this.#situation.refresh();
    const operation = this.#situation.operations.find((other) => other.mark === mark);
    const wrong = wrongSend(operation, this.#situation.operations, upstream);
    if (wrong !== null) this.#situation.wrong(`${kind} ${operation?.idempotencyKey} ${wrong}`);
    submission.sends += 1;
    this.#situation.count('sends');
    const latest = operation && absentFrom(operation, bounds);
    const sent = upstream.take({ mark, book: bookOf(kind, clientId), amount, fate }, latest?.getTime() ?? Date.now());
    return this.#answer(gateway, sent);
  }

  /** The upstream's answer when its turn comes, unless the write's time is over before. */
  #answer(gateway: SimulatedGateway, sent: Sent): Promise<string> {
    const { answer } = sent.fate;
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    let isOver = false;
    this.#situation.inFlight.set(sent, gateway);
    const end = (): void => {
      isOver = true;
      this.#situation.inFlight.delete(sent);
      this.#situation.count('losses');
      reject(new GatewayError('OUTCOME_UNKNOWN', 'No answer in time.'));
    };
    const timer = setTimeout(end, WRITE_MS);
    if (answer === 'never') return promise;
    void this.#situation.turns.wait(gateway, async () => {
      if (isOver) return;
      clearTimeout(timer);
      this.#situation.inFlight.delete(sent);
      sent.isAnswered = answer !== 'lost' && answer !== 'fault';
      if (!sent.isAnswered) this.#situation.count('losses');
      if (answer !== 'ok') return reject(failureOf(answer));
      sent.arrivesAt = Math.min(sent.arrivesAt ?? Infinity, Date.now());
      resolve('row');
    });
    return promise;
  }

  /** A caller was told of an operation: it must be true now, and its own. */
  #told(asked: Submission, operation: Operation): void {
    const { upstream } = this.#situation;
    const { caller, idempotencyKey, state, mark } = operation;
    if (caller !== asked.caller || idempotencyKey !== (asked.idempotencyKey ?? idempotencyKey))
      return this.#situation.wrong(`a caller with the key ${asked.idempotencyKey} was told of ${idempotencyKey}`);
    const tell = (what: string): void => this.#situation.wrong(`the caller of ${idempotencyKey} was told ${what}`);
    if (this.#situation.firstInput(caller, idempotencyKey) !== asked.input) tell(`${state}, of another input`);
    if (state === 'PREPARED') tell('PREPARED');
    if (state === 'SENT' && Date.now() < asked.deadline) tell('SENT before the time was over');
    const isApplied = upstream.applied(mark) > 0;
    if ((state === 'SUCCEEDED' || state === 'RECONCILED_SUCCEEDED') && !isApplied) tell(`${state}, which it is not`);
    const isOrWillBe = isApplied || upstream.pending(mark) > 0;
    if ((state === 'REJECTED' || state === 'RECONCILED_ABSENT') && isOrWillBe) tell(`${state}, which it is not`);
    this.#situation.count('told');
  }

  /** A caller was refused: then nothing was sent for it, and there was a reason. */
  #refused(asked: Submission, error: unknown): void {
    const { caller, idempotencyKey, input, gateway, failuresBefore, sends } = asked;
    const tell = (what: string): void => this.#situation.wrong(`the caller of ${idempotencyKey} was refused ${what}`);
    if (sends > 0) tell('although it was sent');
    const first = idempotencyKey === null ? undefined : this.#situation.firstInput(caller, idempotencyKey);
    const code = error instanceof GatewayError ? error.code : String(error);
    if (code === 'IDEMPOTENCY_CONFLICT') {
      this.#situation.count('conflicts');
      if (first === undefined || first === input) tell('as another input');
    } else if (code !== 'JOURNAL_UNAVAILABLE') tell(`with ${code}`);
    else if (gateway.failures === failuresBefore) tell('although the store worked');
  }
}

function failureOf(answer: Fate['answer']): Error {
  if (answer === 'refused') return new GatewayError('INVALID_INPUT', 'Never.');
  if (answer === 'limited') return new GatewayError('RATE_LIMITED', 'Later.');
  if (answer === 'unreachable') return new GatewayError('UPSTREAM_UNAVAILABLE', 'Nobody there.');
  return answer === 'fault' ? new PlannedFault() : new GatewayError('OUTCOME_UNKNOWN', 'The connection broke.');
}
