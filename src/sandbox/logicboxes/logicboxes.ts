/**
 * Stand-in for the HTTP API of LogicBoxes / ResellerClub, built from its documentation (logicboxes.md): request to function
 * and parameters, the checks in their order, the function, and its answer as JSON or XML.
 */
import type { SandboxClock } from '../clock.ts';
import { htmlPage } from '../pages.ts';
import type { SandboxUpstream, UpstreamAnswer, UpstreamCall, UpstreamRequest } from '../upstream.ts';
import { textOf } from './checks.ts';
import type { ApiFunction } from './context.ts';
import { FUNCTIONS, WRITES } from './functions.ts';
import { isApiPath, readParameters, targetOf } from './params.ts';
import type { Parameters, Target } from './params.ts';
import { redacted } from './redaction.ts';
import { Refusal, envelopeOf, errorBody, refuse } from './refusal.ts';
import { DEMO_RESELLER } from './seed.ts';
import { LogicboxesStore } from './store.ts';
import { logicboxesSwitches } from './switchboard.ts';
import { toJson, toXml } from './values.ts';
import type { Value } from './values.ts';

/** The api-key of the demo reseller; also its auth-password. */
const DEMO_KEY = 'demo-logicboxes';

const SECOND_MS = 1000;

/** Parameters that can stand for the id that envelope F is keyed by. */
const ID_PARAMETERS = ['invoice-ids', 'debit-ids', 'transaction-ids', 'customer-id', 'order-id'];

/** Data set, clock and journal of the stand-in. */
export interface LogicboxesOptions {
  /** Generated customers beside 31000001. */
  readonly clients: number;
  readonly seed: number;
  readonly clock: SandboxClock;
  /** Keeps an applied write; throws when it cannot. */
  readonly keep: (write: unknown) => void;
}

/** A call on its way to its answer. */
interface Asked {
  readonly httpMethod: string;
  readonly target: Target;
  readonly parameters: Parameters;
}

/** The stand-in behind `/api/customers/` and its sister sections. */
export class LogicboxesSandbox implements SandboxUpstream {
  readonly name = 'logicboxes';
  readonly functions = [...FUNCTIONS.keys()];
  readonly switches = logicboxesSwitches(this.functions);
  readonly #store: LogicboxesStore;
  readonly #clock: SandboxClock;
  #secondStart = 0;
  #callsInSecond = 0;

  constructor(options: LogicboxesOptions) {
    this.#clock = options.clock;
    this.#store = new LogicboxesStore({ seed: options.seed, clients: options.clients, keep: options.keep });
  }

  handles(path: string): boolean {
    return isApiPath(path);
  }

  async read(request: UpstreamRequest): Promise<UpstreamCall> {
    const { query, body, merged } = readParameters(request);
    const target = targetOf(request.path);
    const asked = { httpMethod: request.httpMethod, target, parameters: merged };
    return {
      functionName: target.name === '' ? '(none)' : runOf(target) === undefined ? '(unknown)' : target.name,
      logged: { query: redacted(query), body: redacted(body) },
      standingFault: this.#standingFault(target),
      apply: () => this.#answer(asked),
      rateLimited: () => tooManyCalls(target),
    };
  }

  replay(write: unknown): void {
    this.#store.replay(write);
  }

  reset(): void {
    this.#store.reset();
    this.#secondStart = 0;
    this.#callsInSecond = 0;
  }

  #standingFault({ name }: Target): UpstreamCall['standingFault'] {
    const { lostAnswer, lostAnswerDelayMs } = this.switches.values;
    if (lostAnswer === 'off' || !WRITES.has(name)) return null;
    const kind = lostAnswer === 'drop' ? 'apply_then_drop' : lostAnswer === 'empty' ? 'empty_body' : 'apply_late';
    return { kind, delayMs: lostAnswerDelayMs };
  }

  #answer(asked: Asked): UpstreamAnswer {
    const switches = this.switches.values;
    if (switches.addressNotAllowed === 'html_403') return htmlPage(403);
    if (this.#isOverLimit(switches.rateLimitPerSecond)) return tooManyCalls(asked.target);
    try {
      const run = this.#admit(asked);
      const value = run({ store: this.#store, clock: this.#clock, switches, parameters: asked.parameters });
      return print(asked.target, 200, value);
    } catch (error) {
      if (error instanceof Refusal) return this.#refused(asked, error);
      throw error;
    }
  }

  /** The checks before the parameters: address, credentials, function, method. The real order is not known. */
  #admit({ httpMethod, target, parameters }: Asked): ApiFunction {
    const switches = this.switches.values;
    if (switches.addressNotAllowed === 'error_500') refuse(ACCESS_DENIED, AT_DOOR);
    this.#checkLogin(parameters);
    const run = runOf(target) ?? refuse('Invalid request: no such method', { atDoor: target.name === '' });
    if (switches.mailMethods === 'deprecated' && target.name.startsWith('mail/')) refuse(DEPRECATED, AT_DOOR);
    const isWrong = WRITES.has(target.name) && httpMethod !== 'POST';
    if (isWrong && switches.wrongHttpMethod === 'error') refuse('This method requires POST', AT_DOOR);
    const forced = switches.forcedErrors[target.name] ?? switches.forcedErrors['*'];
    if (forced === undefined) return run;
    return typeof forced === 'string' ? refuse(forced) : refuse(forced.text, forced);
  }

  /** auth-password is the older form of api-key; the api-key counts when both are there. */
  #checkLogin(parameters: Parameters): void {
    const reseller = textOf(parameters, 'auth-userid');
    const password = this.switches.values.authPassword === 'accepted' ? textOf(parameters, 'auth-password') : '';
    const key = textOf(parameters, 'api-key') || password;
    if (reseller === '') refuse('Required parameter missing: auth-userid', AT_DOOR);
    if (key === '') refuse('Required parameter missing: api-key', AT_DOOR);
    if (reseller !== DEMO_RESELLER || key !== DEMO_KEY) refuse('Authentication failed', AT_DOOR);
  }

  /** A second begins with its first call, by the sandbox's clock; calls without a limit do not count. */
  #isOverLimit(limit: number | null): boolean {
    if (limit === null) {
      this.#secondStart = 0;
      return false;
    }
    const now = this.#clock.now().valueOf();
    if (now < this.#secondStart || now >= this.#secondStart + SECOND_MS) {
      this.#secondStart = now;
      this.#callsInSecond = 0;
    }
    this.#callsInSecond += 1;
    return this.#callsInSecond > limit;
  }

  /** What is refused at the door has envelope A and the common status; the rest what its function has. */
  #refused({ target, parameters }: Asked, { message, details }: Refusal): UpstreamAnswer {
    const switches = this.switches.values;
    const atDoor = details.atDoor === true;
    const own = atDoor ? 'A' : envelopeOf(target.name);
    const envelope = details.envelope ?? (switches.envelope === 'by_call' ? own : switches.envelope);
    const isMail = !atDoor && target.name.startsWith('mail/');
    const status = details.status ?? (isMail ? switches.mailErrorStatus : switches.errorStatus);
    const id = ID_PARAMETERS.map((name) => textOf(parameters, name)).find((text) => text !== '') ?? '0';
    return print(target, status, errorBody(envelope, message, details.errorCode, id));
  }
}

const AT_DOOR = { atDoor: true };
const ACCESS_DENIED = 'Access Denied. You are not authorized to perform this action.';
const DEPRECATED = 'Feature deprecated. Please refer to KB link';

/** A path without `.json` or `.xml` names no function. */
function runOf({ name, format }: Target): ApiFunction | undefined {
  return format === null ? undefined : FUNCTIONS.get(name);
}

function tooManyCalls(target: Target): UpstreamAnswer {
  const answer = print(target, 429, errorBody('A', 'Too many requests', undefined, '0'));
  return { ...answer, headers: { ...answer.headers, 'retry-after': '1' } };
}

function print({ format }: Target, status: number, value: Value): UpstreamAnswer {
  const isXml = format === 'xml';
  const type = isXml ? 'text/xml;charset=UTF-8' : 'application/json';
  return { status, headers: { 'content-type': type }, body: isXml ? toXml(value) : toJson(value) };
}
