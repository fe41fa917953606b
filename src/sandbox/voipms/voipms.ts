/**
 * Stand-in for VoIP.ms's REST API, built from its documentation (voipms.md): request to parameters, the checks in their
 * order, the function, and its answer as PHP prints it.
 */
import type { SandboxClock } from '../clock.ts';
import { htmlPage } from '../pages.ts';
import type { SandboxUpstream, UpstreamAnswer, UpstreamCall, UpstreamRequest } from '../upstream.ts';
import { isAllowed } from './allowlist.ts';
import type { Parameters } from './checks.ts';
import { FUNCTIONS, WRITES } from './functions.ts';
import { phpJson } from './json.ts';
import type { Json } from './json.ts';
import { MESSAGES } from './messages.ts';
import { readParameters } from './params.ts';
import { Refusal, refuse } from './refusal.ts';
import { VoipmsStore } from './store.ts';
import { voipmsSwitches } from './switchboard.ts';

/** The login of the demo reseller. */
const DEMO_USERNAME = 'demo@example.com';
const DEMO_PASSWORD = 'demo-voipms';

const REDACTED = '[redacted]';
const MAX_LOGGED_PARAMETERS = 40;
const MAX_LOGGED_CHARACTERS = 1000;
const MINUTE_MS = 60_000;

/** Data set, clock and journal of the stand-in. */
export interface VoipmsOptions {
  /** Generated clients beside 561115. */
  readonly clients: number;
  readonly seed: number;
  readonly clock: SandboxClock;
  /** Keeps an applied write; throws when it cannot. */
  readonly keep: (write: unknown) => void;
}

/** The stand-in behind `/api/v1/rest.php`. */
export class VoipmsSandbox implements SandboxUpstream {
  readonly name = 'voipms';
  readonly functions = [...FUNCTIONS.keys()];
  readonly switches = voipmsSwitches(this.functions);
  readonly #store: VoipmsStore;
  readonly #clock: SandboxClock;
  #minuteStart = 0;
  #callsInMinute = 0;

  constructor(options: VoipmsOptions) {
    this.#clock = options.clock;
    this.#store = new VoipmsStore({ seed: options.seed, clients: options.clients, keep: options.keep });
  }

  handles(path: string): boolean {
    return path === '/api/v1/rest.php';
  }

  async read(request: UpstreamRequest): Promise<UpstreamCall> {
    const { query, body } = await readParameters(request);
    const parameters = new Map([...query, ...body]);
    const method = parameters.get('method') ?? '';
    return {
      functionName: method === '' ? '(none)' : FUNCTIONS.has(method) ? method : '(unknown)',
      logged: { query: redacted(query), body: redacted(body) },
      standingFault: this.#standingFault(method),
      apply: () => this.#answer(request, parameters, method),
      rateLimited: () => this.#print({ status: 'api_limit_exceeded' }, parameters),
    };
  }

  replay(write: unknown): void {
    this.#store.replay(write);
  }

  reset(): void {
    this.#store.reset();
    this.#minuteStart = 0;
    this.#callsInMinute = 0;
  }

  #standingFault(method: string): UpstreamCall['standingFault'] {
    const { lostAnswer, lostAnswerDelayMs } = this.switches.values;
    if (lostAnswer === 'off' || !WRITES.has(method)) return null;
    const kind = lostAnswer === 'drop' ? 'apply_then_drop' : lostAnswer === 'empty' ? 'empty_body' : 'apply_late';
    return { kind, delayMs: lostAnswerDelayMs };
  }

  #answer(request: UpstreamRequest, parameters: Parameters, method: string): UpstreamAnswer {
    const switches = this.switches.values;
    if (switches.wwwHost === 'redirect' && /^www\./i.test(request.host)) return redirectToApex(request);
    if (switches.outage !== 'off') return htmlPage(OUTAGE_STATUS[switches.outage]);
    try {
      const run = this.#admit(request, parameters, method);
      const { remoteAddress } = request;
      const fields = run({ store: this.#store, clock: this.#clock, switches, parameters, remoteAddress });
      return this.#print({ status: 'success', ...fields }, parameters);
    } catch (error) {
      if (error instanceof Refusal) return this.#print({ status: error.code }, parameters);
      throw error;
    }
  }

  /** The checks before the parameters: method, credentials, API enabled, address, calls a minute (voipms.md section 2). */
  #admit(request: UpstreamRequest, parameters: Parameters, method: string) {
    const switches = this.switches.values;
    if (method === '') refuse('missing_method');
    const run = FUNCTIONS.get(method) ?? refuse('invalid_method');
    const username = parameters.get('api_username') ?? '';
    const password = parameters.get('api_password') ?? '';
    if (username === '' || password === '') refuse('missing_credentials');
    if (username !== DEMO_USERNAME || password !== DEMO_PASSWORD) refuse('invalid_credentials');
    if (!switches.apiEnabled) refuse('api_not_enabled');
    const checked = switches.ipAllowList !== null && method !== 'getIP';
    if (checked && !isAllowed(request.remoteAddress, switches.ipAllowList ?? [])) refuse('ip_not_enabled');
    if (this.#isOverLimit(switches.rateLimitPerMinute)) refuse('api_limit_exceeded');
    const forced = switches.forcedErrors[method] ?? switches.forcedErrors['*'];
    return forced === undefined ? run : refuse(forced);
  }

  /** A minute begins with its first call, by the sandbox's clock; calls without a limit do not count. */
  #isOverLimit(limit: number | null): boolean {
    if (limit === null) {
      this.#minuteStart = 0;
      return false;
    }
    const now = this.#clock.now().valueOf();
    if (now < this.#minuteStart || now >= this.#minuteStart + MINUTE_MS) {
      this.#minuteStart = now;
      this.#callsInMinute = 0;
    }
    this.#callsInMinute += 1;
    return this.#callsInMinute > limit;
  }

  #print(fields: Readonly<Record<string, Json>>, parameters: Parameters): UpstreamAnswer {
    const code = fields['status'];
    const message = typeof code === 'string' && code !== 'success' ? MESSAGES.get(code) : undefined;
    const shown = message !== undefined && this.switches.values.errorMessage === 'present';
    const type = parameters.get('content_type') === 'json' ? 'application/json' : 'text/html';
    return { status: 200, headers: { 'content-type': type }, body: phpJson(shown ? { ...fields, message } : fields) };
  }
}

const OUTAGE_STATUS = { '503_html': 503, '200_html': 200, '500_html': 500 } as const;

/** As the real host has done since 2024; the query goes along, a body does not. */
function redirectToApex(request: UpstreamRequest): UpstreamAnswer {
  const query = request.query === '' ? '' : `?${request.query}`;
  const location = `http://${request.host.slice(4)}${request.path}${query}`;
  return { ...htmlPage(301), headers: { 'content-type': 'text/html', location } };
}

function redacted(parameters: Parameters): Record<string, string> {
  const entries = [...parameters].slice(0, MAX_LOGGED_PARAMETERS).map(([name, value]): [string, string] => {
    return [shortened(name), /pass/i.test(name) ? REDACTED : shortened(value)];
  });
  return Object.fromEntries(entries);
}

/** A copy, because a slice would keep the whole long text in memory. */
function shortened(text: string): string {
  if (text.length <= MAX_LOGGED_CHARACTERS) return text;
  return Buffer.from(text.slice(0, MAX_LOGGED_CHARACTERS)).toString('utf8');
}
