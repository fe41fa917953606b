/**
 * The wire side of VoIP.ms: one call of `rest.php`, its answer and its failures. Always POST with an urlencoded body,
 * so that neither credentials nor clients' passwords stand in a URL (voipms.md section 2). A write is sent once.
 */
import { GatewayError } from '../../errors.ts';
import { HttpFailure } from '../../wire/http-failure.ts';
import { HttpOrigin, type HttpAnswer } from '../../wire/http.ts';
import type { CallScope } from '../provider.ts';
import { errorOf, isDoubtful, isKnown, meansEmpty } from './errors.ts';
import { asObject, asText, parseJson, UnreadableJson, type JsonObject } from './json.ts';
import { Scrubber } from './secrets.ts';

/** Settings of one account. All times in milliseconds, all sizes in bytes. */
export interface VoipmsSettings {
  /** Name of the account, as configured. */
  readonly account: string;
  /** Full address of `rest.php`, such as "https://voip.ms/api/v1/rest.php". */
  readonly baseUrl: string;
  /** The portal's e-mail address. */
  readonly username: string;
  /** The API password. */
  readonly password: string;
  /** Longest wait for a read, waiting for a connection included. */
  readonly readTimeoutMs: number;
  /** The same for a write. */
  readonly writeTimeoutMs: number;
  /** Reads under way at once. */
  readonly maxConcurrentCalls: number;
  /** Up to this many clients are read one by one, more with one call that lists all. */
  readonly listAboveIds: number;
  /** Longest answer that is read. */
  readonly maxResponseBytes: number;
  /** Calls that may wait for a connection. */
  readonly maxQueuedCalls: number;
}

/** Functions that change nothing. */
export type ReadMethod =
  | 'getBalance'
  | 'getBalanceManagement'
  | 'getCharges'
  | 'getClientPackages'
  | 'getClients'
  | 'getClientThreshold'
  | 'getCountries'
  | 'getDeposits'
  | 'getPackages'
  | 'getResellerBalance'
  | 'getTransactionHistory';

/** Functions with a dry run: `test=1` (voipms.md section 2, Booleans). */
export type MoneyMethod = 'addCharge' | 'addPayment';

/** Functions that change something. */
export type WriteMethod = MoneyMethod | 'delClient' | 'setClient' | 'setClientThreshold' | 'signupClient';

/** Documented parameters of a function, in the order in which they are sent. */
export type Parameters = Readonly<Record<string, string>>;

/** Parameters that are secrets, so that the upstream's words about them are scrubbed and plans redacted. */
export const secretParameters: ReadonlySet<string> = new Set(['password', 'confirm_password']);

/** Writes are rare; a few connections keep them from waiting for one another. */
const MAX_WRITES = 8;

/** Longest wait for a connection; the call's own time limit holds besides. */
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Statuses that say by definition that the request was not processed: a redirect to be repeated elsewhere, or a
 * refusal of its form, size or rate. Others may come from something that stands behind the function (a filter of
 * answers says 403, a gateway 502), so after them the outcome of a write is unknown. The API itself always answers 200
 * (voipms.md section 2).
 */
const NOT_PROCESSED: ReadonlySet<number> = new Set([301, 307, 308, 405, 411, 413, 414, 415, 417, 421, 429, 431]);

const HEADERS = ['content-type', 'application/x-www-form-urlencoded', 'accept-encoding', 'identity'];

/** One login at one `rest.php`. Every method throws GatewayError and nothing else. */
export class VoipmsApi {
  /** Reads that are under way at once; more wait. */
  readonly maxConcurrentCalls: number;
  readonly #http: HttpOrigin;
  readonly #path: string;
  readonly #prefix: string;
  readonly #secrets: readonly string[];
  readonly #readTimeoutMs: number;
  readonly #writeTimeoutMs: number;

  /** Throws a plain Error for a base URL that cannot be used. */
  constructor(settings: VoipmsSettings) {
    const url = usableUrl(settings);
    this.#path = url.pathname;
    this.#prefix = `api_username=${encode(settings.username)}&api_password=${encode(settings.password)}&content_type=json&method=`;
    this.#secrets = [settings.password, settings.username];
    this.#readTimeoutMs = settings.readTimeoutMs;
    this.#writeTimeoutMs = settings.writeTimeoutMs;
    this.maxConcurrentCalls = settings.maxConcurrentCalls;
    this.#http = new HttpOrigin({
      origin: url.origin,
      headers: HEADERS,
      maxConnections: settings.maxConcurrentCalls,
      maxWriteConnections: Math.min(MAX_WRITES, settings.maxConcurrentCalls),
      maxQueuedCalls: settings.maxQueuedCalls,
      maxResponseBytes: settings.maxResponseBytes,
      connectTimeoutMs: CONNECT_TIMEOUT_MS,
    });
  }

  /** The successful answer of a read; null for a `no_*` status, which stands for no rows (voipms.md section 2.1). */
  read(method: ReadMethod, parameters: Parameters, scope: CallScope): Promise<JsonObject | null> {
    return this.#ask(method, parameters, scope, meansEmpty);
  }

  /** The upstream's own dry run: checks and writes nothing, so a lost answer leaves nothing in doubt. */
  async rehearse(method: MoneyMethod, parameters: Parameters, scope: CallScope): Promise<void> {
    await this.#ask(method, { ...parameters, test: '1' }, scope, () => false);
  }

  /**
   * Sends a write once. OUTCOME_UNKNOWN when it may have been applied, any other code when it was certainly not.
   * The scope's signal counts until the request is handed over, not after.
   */
  async write(method: WriteMethod, parameters: Parameters, scope: CallScope): Promise<JsonObject> {
    if (scope.signal.aborted) throw overBudget(scope.signal);
    scope.spend();
    const body = this.#body(method, parameters);
    const answer = await this.#post(body);
    if (answer.status !== 200) throw afterWrite(answer.status);
    const envelope = envelopeOf(answer);
    if (envelope === null) throw outcomeUnknown('answered with something that is no answer of the API');
    if (envelope['status'] === 'success') return envelope;
    const refusal = this.#refusal(envelope, method, parameters);
    if (isDoubtful(asText(envelope['status']) ?? '')) throw outcomeUnknown('reports a fault of its own', refusal);
    throw refusal;
  }

  /** Frees the connections. Calls after it fail. */
  close(): Promise<void> {
    return this.#http.close();
  }

  async #ask(
    method: ReadMethod | MoneyMethod,
    parameters: Parameters,
    scope: CallScope,
    isNothing: (code: string) => boolean,
  ): Promise<JsonObject | null> {
    if (scope.signal.aborted) throw overBudget(scope.signal);
    scope.spend();
    const body = this.#body(method, parameters);
    let answer: HttpAnswer;
    try {
      const request = { method: 'POST', path: this.#path, body, timeoutMs: this.#readTimeoutMs } as const;
      answer = await this.#http.read(request, scope.signal);
    } catch (error) {
      throw afterFailedRead(error, scope.signal);
    }
    if (answer.status !== 200) throw badStatus(answer.status);
    const envelope = envelopeOf(answer);
    if (envelope === null) throw unreadable();
    if (envelope['status'] === 'success') return envelope;
    if (isNothing(asText(envelope['status']) ?? '')) return null;
    throw this.#refusal(envelope, method, parameters);
  }

  async #post(body: string): Promise<HttpAnswer> {
    try {
      return await this.#http.write({ method: 'POST', path: this.#path, body, timeoutMs: this.#writeTimeoutMs });
    } catch (error) {
      if (!(error instanceof HttpFailure)) throw error;
      if (error.sent) throw outcomeUnknown(`gave no answer (${error.reason})`, error);
      throw new GatewayError('UPSTREAM_UNAVAILABLE', `VoIP.ms was not reached, nothing was sent. ${error.message}`, {
        cause: error,
      });
    }
  }

  #body(method: ReadMethod | WriteMethod, parameters: Parameters): string {
    let body = this.#prefix + method;
    for (const name in parameters) body += `&${name}=${encode(parameters[name]!)}`;
    return body;
  }

  #refusal(envelope: JsonObject, method: string, parameters: Parameters): GatewayError {
    const named = Object.keys(parameters).filter((name) => secretParameters.has(name));
    const scrubber = new Scrubber([...this.#secrets, ...named.map((name) => parameters[name]!)]);
    const code = asText(envelope['status']) ?? '';
    return errorOf(
      isKnown(code) ? code : scrubber.code(code),
      scrubber.text(asText(envelope['message']) ?? ''),
      method,
    );
  }
}

function usableUrl({ account, baseUrl }: VoipmsSettings): URL {
  const unusable = (why: string): Error => new Error(`The base URL of account "${account}" cannot be used: ${why}`);
  if (!URL.canParse(baseUrl)) throw unusable('it is no URL.');
  const url = new URL(baseUrl);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw unusable('it must begin with https:// or http://.');
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw unusable('it must have no user, query or fragment.');
  }
  if (url.hostname.startsWith('www.')) {
    throw unusable(
      'the host must not begin with "www.", which answers with a redirect that loses the request. Use https://voip.ms/api/v1/rest.php.',
    );
  }
  return url;
}

/** Text that stands for itself in a form body, as most ids and amounts do. */
const PLAIN = /^[\w.-]*$/;

function encode(value: string): string {
  return PLAIN.test(value) ? value : encodeURIComponent(value.toWellFormed());
}

/** The answer as an object with a status, or null: HTML, an empty body, other JSON (voipms.md section 6, 5). */
function envelopeOf(answer: HttpAnswer): JsonObject | null {
  try {
    const envelope = asObject(parseJson(answer.body.toString('utf8')));
    return envelope !== null && asText(envelope['status']) ? envelope : null;
  } catch (error) {
    if (error instanceof UnreadableJson) return null;
    throw error;
  }
}

function overBudget(signal: AbortSignal): GatewayError {
  if (signal.reason instanceof GatewayError) return signal.reason;
  return new GatewayError('BUDGET_EXCEEDED', "The operation's time was over before VoIP.ms had answered.");
}

function afterFailedRead(error: unknown, signal: AbortSignal): unknown {
  if (!(error instanceof HttpFailure)) return error;
  if (error.kind === 'aborted') return overBudget(signal);
  return new GatewayError('UPSTREAM_UNAVAILABLE', `VoIP.ms gave no answer. ${error.message}`, { cause: error });
}

function badStatus(status: number): GatewayError {
  if (status === 429) return errorOf('api_limit_exceeded', '', '');
  return new GatewayError('UPSTREAM_UNAVAILABLE', `VoIP.ms answered with HTTP status ${status}.`);
}

function afterWrite(status: number): GatewayError {
  return NOT_PROCESSED.has(status) ? badStatus(status) : outcomeUnknown(`answered with HTTP status ${status}`);
}

function unreadable(): GatewayError {
  return new GatewayError('UPSTREAM_UNAVAILABLE', 'VoIP.ms answered with something that is no answer of the API.');
}

function outcomeUnknown(what: string, cause?: unknown): GatewayError {
  const upstreamCode = cause instanceof GatewayError ? cause.details.upstreamCode : undefined;
  return new GatewayError(
    'OUTCOME_UNKNOWN',
    `The request was sent and VoIP.ms ${what}. It may or may not have been applied: look there before you send it again.`,
    { ...(cause !== undefined && { cause }), ...(upstreamCode !== undefined && { upstreamCode }) },
  );
}
