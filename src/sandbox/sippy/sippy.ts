/**
 * Stand-in for a Sippy softswitch's XML-RPC interface, built from its documentation (sippy.md): who calls, which method,
 * the function, and its answer as Python 2 prints it.
 */
import { isStruct, struct } from '../../wire/xmlrpc-values.ts';
import type { XmlRpcStruct } from '../../wire/xmlrpc-values.ts';
import type { SandboxClock } from '../clock.ts';
import { htmlPage } from '../pages.ts';
import type { SandboxUpstream, UpstreamAnswer, UpstreamCall, UpstreamRequest } from '../upstream.ts';
import { numberAttribute, textAttribute } from './attributes.ts';
import type { ApiFunction } from './context.ts';
import { DigestGate } from './digest.ts';
import { FUNCTIONS, SINCE_5_2, WRITES } from './functions.ts';
import { isTrusted } from './hosts.ts';
import { answerText, faultText } from './layout.ts';
import { requiredWhole } from './members.ts';
import { Refusal, exception, faultOf, refuse } from './refusal.ts';
import { loggedOf, readCall } from './requests.ts';
import type { ReadCall } from './requests.ts';
import { SippyStore } from './store.ts';
import { sippySwitches } from './switchboard.ts';
import type { Customer } from './types.ts';

/** Data set, clock and journal of the stand-in. */
export interface SippyOptions {
  /** Generated clients beside the documented one. */
  readonly clients: number;
  readonly seed: number;
  readonly clock: SandboxClock;
  /** Keeps an applied write; throws when it cannot. */
  readonly keep: (write: unknown) => void;
}

/** The stand-in behind `/xmlapi/xmlapi`. */
export class SippySandbox implements SandboxUpstream {
  readonly name = 'sippy';
  readonly functions = [...FUNCTIONS.keys()];
  readonly switches = sippySwitches(this.functions);
  readonly #store: SippyStore;
  readonly #clock: SandboxClock;
  readonly #gate: DigestGate;

  constructor(options: SippyOptions) {
    this.#clock = options.clock;
    this.#gate = new DigestGate(() => options.clock.now());
    this.#store = new SippyStore({ seed: options.seed, clients: options.clients, keep: options.keep });
  }

  handles(path: string): boolean {
    return path === '/xmlapi/xmlapi';
  }

  async read(request: UpstreamRequest): Promise<UpstreamCall> {
    const call = readCall(request);
    const common = { logged: loggedOf(request, call), standingFault: null, rateLimited: () => htmlPage(429) };
    if (request.httpMethod !== 'POST') return { ...common, functionName: '(none)', apply: onlyPost };
    const admission = this.#admit(request);
    if ('stale' in admission) {
      const apply = () => this.#challenge(request, call, admission.stale);
      return { ...common, functionName: '(challenge)', apply };
    }
    const method = 'problem' in call ? '(none)' : FUNCTIONS.has(call.method) ? call.method : '(unknown)';
    return {
      ...common,
      functionName: method,
      standingFault: this.#standingFault(method),
      apply: () => this.#answer(call, admission.caller),
    };
  }

  replay(write: unknown): void {
    this.#store.replay(write);
  }

  reset(): void {
    this.#store.reset();
    this.#gate.reset();
  }

  /** The customer who logged in; null in trusted mode, where the call itself names him (sippy.md section 2). */
  #admit(request: UpstreamRequest): { readonly caller: number | null } | { readonly stale: boolean } {
    const { authorization, httpMethod, path, query, remoteAddress } = request;
    if (authorization === '') {
      return isTrusted(remoteAddress, this.switches.values.trustedHosts) ? { caller: null } : { stale: false };
    }
    const target = query === '' ? path : `${path}?${query}`;
    const admission = this.#gate.admit({ authorization, httpMethod, target }, this.#digest(), (username) => {
      const { attributes } = this.#store.directory.byLogin(username) ?? {};
      if (attributes === undefined || numberAttribute(attributes, 'api_access') === 0) return null;
      return textAttribute(attributes, 'api_password') || null;
    });
    if ('stale' in admission) return admission;
    return { caller: this.#store.directory.byLogin(admission.username)?.i_customer ?? 0 };
  }

  #digest() {
    const { realm, digestOpaque, nonceSeconds, nonceRequests } = this.switches.values;
    return { realm, opaque: digestOpaque === 'present', nonceSeconds, nonceRequests };
  }

  /** 401 with a page, or 500 where a switch says that a first request gets one (sippy.md section 2, "Odd first answer"). */
  #challenge({ authorization }: UpstreamRequest, call: ReadCall, stale: boolean): UpstreamAnswer {
    const odd: readonly string[] = this.switches.values.unauthenticated500;
    const method = 'problem' in call ? '' : call.method;
    if (authorization === '' && (odd.includes('*') || odd.includes(method))) return htmlPage(500);
    const page = htmlPage(401);
    return { ...page, headers: { ...page.headers, 'www-authenticate': this.#gate.challenge(this.#digest(), stale) } };
  }

  #standingFault(method: string): UpstreamCall['standingFault'] {
    const { lostAnswer, lostAnswerDelayMs } = this.switches.values;
    if (lostAnswer === 'off' || !WRITES.has(method)) return null;
    const kind = lostAnswer === 'drop' ? 'apply_then_drop' : lostAnswer === 'empty' ? 'empty_body' : 'apply_late';
    return { kind, delayMs: lostAnswerDelayMs };
  }

  #answer(call: ReadCall, caller: number | null): UpstreamAnswer {
    const switches = this.switches.values;
    try {
      const { run, members } = this.#parse(call);
      const context = { store: this.#store, clock: this.#clock, switches, members, trusted: caller === null };
      const fields = run({ ...context, caller: this.#caller(caller, members) });
      return xml(answerText(struct({ result: 'OK', ...fields }), switches.layout));
    } catch (error) {
      if (error instanceof Refusal) return xml(faultText(faultOf(error, switches), switches.layout));
      throw error;
    }
  }

  /** The function, and the one struct that a call must have; anything else is an exception of the server. */
  #parse(call: ReadCall): { readonly run: ApiFunction; readonly members: XmlRpcStruct } {
    const { version, forcedErrors } = this.switches.values;
    if ('problem' in call) throw new Refusal(1, `<class 'xml.parsers.expat.ExpatError'>:${call.problem}`);
    const { method, params } = call;
    const run = version === 'before_5.2' && SINCE_5_2.has(method) ? undefined : FUNCTIONS.get(method);
    if (run === undefined) throw exception('Exception', `method "${method}" is not supported`);
    const [members] = params;
    if (params.length !== 1) {
      throw exception('TypeError', `__execute() takes exactly 4 arguments (${params.length + 3} given)`);
    }
    if (!isStruct(members)) throw exception('TypeError', 'the parameter must be a struct');
    const forced = forcedErrors[method] ?? forcedErrors['*'];
    return forced === undefined ? { run, members } : refuse(forced.code, forced.text);
  }

  #caller(caller: number | null, members: XmlRpcStruct): Customer {
    if (caller !== null) return this.#store.directory.customer(caller) ?? refuse('permission', 'Permission denied');
    return (
      this.#store.directory.customer(requiredWhole(members, 'i_wholesaler')) ??
      refuse('notFound', 'Wholesaler not found')
    );
  }
}

function xml(body: string): UpstreamAnswer {
  return { status: 200, headers: { 'content-type': 'text/xml' }, body };
}

function onlyPost(): UpstreamAnswer {
  const page = htmlPage(405);
  return { ...page, headers: { ...page.headers, allow: 'POST' } };
}
