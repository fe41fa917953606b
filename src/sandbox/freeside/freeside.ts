/**
 * Stand-in for Freeside's self-service API as a reseller uses it, built from its documentation (freeside.md): request to
 * method and parameters, the method, and its answer as the Perl program prints it.
 */
import type { SandboxClock } from '../clock.ts';
import { htmlPage } from '../pages.ts';
import type { SandboxUpstream, UpstreamAnswer, UpstreamCall, UpstreamRequest } from '../upstream.ts';
import { readCall } from './door.ts';
import type { Incoming } from './door.ts';
import { FUNCTIONS, NEWER_FUNCTIONS, SESSION_FUNCTIONS, WRITES } from './functions.ts';
import { loggedParameters } from './logged.ts';
import type { PerlHash } from './perl.ts';
import { PerlFault, Refusal, crash, noSuchProcedure } from './refusal.ts';
import { Serializer } from './serializer.ts';
import { Sessions } from './sessions.ts';
import { FreesideStore } from './store.ts';
import { freesideSwitches } from './switchboard.ts';

/** Data set, clock and journal of the stand-in. */
export interface FreesideOptions {
  /** Generated customers beside 5001 and those of the other agent. */
  readonly clients: number;
  readonly seed: number;
  readonly clock: SandboxClock;
  /** Keeps an applied write; throws when it cannot. */
  readonly keep: (write: unknown) => void;
}

const HEADERS = { 'content-type': 'text/xml', SOAPServer: 'SOAP::Lite/Perl/1.27' };

/** The stand-in behind `/selfservice/xmlrpc.cgi`. */
export class FreesideSandbox implements SandboxUpstream {
  readonly name = 'freeside';
  readonly functions = [...FUNCTIONS.keys()];
  readonly switches = freesideSwitches(this.functions);
  readonly #store: FreesideStore;
  readonly #sessions = new Sessions();
  readonly #serializer: Serializer;
  readonly #clock: SandboxClock;

  constructor(options: FreesideOptions) {
    this.#clock = options.clock;
    this.#serializer = new Serializer(options.seed);
    this.#store = new FreesideStore({ seed: options.seed, clients: options.clients, keep: options.keep });
  }

  handles(path: string): boolean {
    return path === '/selfservice/xmlrpc.cgi';
  }

  read(request: UpstreamRequest): Promise<UpstreamCall> {
    return Promise.resolve(request.httpMethod === 'POST' ? this.#callOf(request) : notAllowed());
  }

  replay(write: unknown): void {
    this.#store.replay(write);
  }

  reset(): void {
    this.#store.reset();
    this.#sessions.reset();
    this.#serializer.reset();
  }

  #callOf(request: UpstreamRequest): UpstreamCall {
    const incoming = readCall(request, this.switches.values.backEndDoor === 'on');
    const { method, parameters, fault } = incoming;
    return {
      functionName: method === '' ? '(none)' : fault === null && FUNCTIONS.has(method) ? method : '(unknown)',
      logged: { query: {}, body: loggedParameters(parameters) },
      standingFault: this.#standingFault(incoming),
      apply: () => this.#answer(incoming),
      // No limit of the system itself is known: what refuses is the server in front of it.
      rateLimited: () => htmlPage(429),
    };
  }

  #standingFault({ method, fault }: Incoming): UpstreamCall['standingFault'] {
    const { lostAnswer, lostAnswerDelayMs } = this.switches.values;
    if (lostAnswer === 'off' || fault !== null || !WRITES.has(method)) return null;
    const kind = lostAnswer === 'drop' ? 'apply_then_drop' : lostAnswer === 'empty' ? 'empty_body' : 'apply_late';
    return { kind, delayMs: lostAnswerDelayMs };
  }

  #answer(incoming: Incoming): UpstreamAnswer {
    const { memberOrder } = this.switches.values;
    try {
      return answerOf(this.#serializer.result(this.#run(incoming), memberOrder));
    } catch (error) {
      if (error instanceof Refusal) return answerOf(this.#serializer.result(error.result, memberOrder));
      if (error instanceof PerlFault) return answerOf(this.#serializer.fault(error, memberOrder));
      throw error;
    }
  }

  #run({ method, parameters, fault }: Incoming): PerlHash {
    if (fault !== null) throw fault;
    const switches = this.switches.values;
    const run = FUNCTIONS.get(method);
    const isMissing = switches.branch === '2.3' && NEWER_FUNCTIONS.has(method);
    if (run === undefined || isMissing) throw noSuchProcedure(method);
    const forcedFault = forcedFor(switches.forcedFaults, method);
    if (forcedFault !== undefined) throw crash(forcedFault);
    const forcedError = forcedFor(switches.forcedErrors, method);
    if (forcedError !== undefined) return { error: forcedError };
    const now = Math.floor(this.#clock.now().valueOf() / 1000);
    return run({ store: this.#store, sessions: this.#sessions, switches, now, parameters });
  }
}

function forcedFor(forced: Readonly<Record<string, string>>, method: string): string | undefined {
  return forced[method] ?? (SESSION_FUNCTIONS.has(method) ? undefined : forced['*']);
}

function answerOf(body: string): UpstreamAnswer {
  return { status: 200, headers: HEADERS, body };
}

/** Anything but POST is refused before the body is looked at. */
function notAllowed(): UpstreamCall {
  const page = htmlPage(405);
  const answer = { ...page, headers: { ...page.headers, allow: 'POST' } };
  return {
    functionName: '(none)',
    logged: { query: {}, body: {} },
    standingFault: null,
    apply: () => answer,
    rateLimited: () => htmlPage(429),
  };
}
