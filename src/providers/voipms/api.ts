/**
 * The wire side of VoIP.ms: one call of `rest.php`, its answer and its failures. Always POST with an urlencoded body,
 * so that neither credentials nor clients' passwords stand in a URL (voipms.md section 2). A write is sent once.
 */
import type { VoipmsAccountConfig } from '../../accountConfig.ts';
import type { GatewayError } from '../../errors.ts';
import { HttpOrigin, type HttpAnswer } from '../../wire/http.ts';
import type { CallScope } from '../provider.ts';
import { unusable, usableUrl } from '../shared/base-url.ts';
import {
  afterFailedRead,
  afterFailedWrite,
  badStatus,
  badStatusOfWrite,
  outcomeUnknown,
  overBudget,
  told,
  unreadable,
} from '../shared/failures.ts';
import { Redactor } from '../../redactor.ts';
import { errorOf, isDoubtful, isKnown, meansEmpty } from './errors.ts';
import { asObject, asText, parseJson, UnreadableJson, type JsonObject } from '../shared/json.ts';

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

/** The upstream's name for people. */
const WHO = 'VoIP.ms';

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
  constructor(settings: VoipmsAccountConfig) {
    const url = apexUrl(settings);
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
      certificates: settings.certificates,
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
    if (scope.signal.aborted) throw overBudget(scope.signal, WHO);
    scope.spend();
    try {
      const answer = this.#writeAnswer(await this.#post(this.#body(method, parameters)), method, parameters);
      scope.settled(null);
      return answer;
    } catch (error) {
      throw told(scope, error);
    }
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
    if (scope.signal.aborted) throw overBudget(scope.signal, WHO);
    scope.spend();
    const body = this.#body(method, parameters);
    const request = { method: 'POST', path: this.#path, body, timeoutMs: this.#readTimeoutMs } as const;
    try {
      const answer = await this.#http.read(request, scope.signal);
      if (answer.status !== 200) throw statusError(answer);
      const envelope = envelopeOf(answer);
      if (envelope === null) throw unreadable(WHO);
      const isSuccess = envelope['status'] === 'success';
      if (!isSuccess && !isNothing(asText(envelope['status']) ?? '')) throw this.#refusal(envelope, method, parameters);
      scope.settled(null);
      return isSuccess ? envelope : null;
    } catch (error) {
      throw told(scope, afterFailedRead(error, scope.signal, WHO));
    }
  }

  #writeAnswer(answer: HttpAnswer, method: WriteMethod, parameters: Parameters): JsonObject {
    if (answer.status === 429) throw statusError(answer);
    if (answer.status !== 200) throw badStatusOfWrite(answer, WHO);
    const envelope = envelopeOf(answer);
    if (envelope === null) throw outcomeUnknown(WHO, 'answered with something that is no answer of the API');
    if (envelope['status'] === 'success') return envelope;
    const refusal = this.#refusal(envelope, method, parameters);
    if (!isDoubtful(asText(envelope['status']) ?? '')) throw refusal;
    throw outcomeUnknown(WHO, 'says that it came twice or that something broke', refusal);
  }

  async #post(body: string): Promise<HttpAnswer> {
    try {
      return await this.#http.write({ method: 'POST', path: this.#path, body, timeoutMs: this.#writeTimeoutMs });
    } catch (error) {
      throw afterFailedWrite(error, WHO);
    }
  }

  #body(method: ReadMethod | WriteMethod, parameters: Parameters): string {
    let body = this.#prefix + method;
    for (const name in parameters) body += `&${name}=${encode(parameters[name]!)}`;
    return body;
  }

  #refusal(envelope: JsonObject, method: string, parameters: Parameters): GatewayError {
    const named = Object.keys(parameters).filter((name) => secretParameters.has(name));
    const redactor = new Redactor([...this.#secrets, ...named.map((name) => parameters[name]!)]);
    const code = asText(envelope['status']) ?? '';
    return errorOf(
      isKnown(code) ? code : redactor.code(code),
      redactor.text(asText(envelope['message']) ?? ''),
      method,
    );
  }
}

function apexUrl({ name, baseUrl }: VoipmsAccountConfig): URL {
  const url = usableUrl(name, baseUrl);
  if (!url.hostname.startsWith('www.')) return url;
  throw unusable(
    name,
    'the host must not begin with "www.", which answers with a redirect that loses the request. Use https://voip.ms/api/v1/rest.php.',
  );
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

/** A limit at the door counts like the API's own. */
function statusError(answer: HttpAnswer): GatewayError {
  return answer.status === 429 ? errorOf('api_limit_exceeded', '', '') : badStatus(answer, WHO);
}
