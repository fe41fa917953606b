/**
 * The wire side of LogicBoxes: one call, its answer and its failures. Reads are GET with everything in the query, as the
 * upstream demands, and changes POST with everything in an urlencoded body (logicboxes.md section 2.2). So the
 * credentials stand in URLs, and no URL may reach an error or a log. A write is sent once.
 */
import type { LogicboxesAccountConfig } from '../../accountConfig.ts';
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
import { parseJson, UnreadableJson, type Json } from '../shared/json.ts';
import { Redactor } from '../../redactor.ts';
import { isDone, refusalIn, type Refusal } from './envelope.ts';
import { addressRefused, addressRefusedOfWrite, errorOf, isDoubtful } from './errors.ts';
import {
  secretParameters,
  WHO,
  type FunctionName,
  type Parameters,
  type ReadFunction,
  type WriteFunction,
} from './functions.ts';

/** Writes are rare; a few connections keep them from waiting for one another. */
const MAX_WRITES = 8;

/** Longest wait for a connection; the call's own time limit holds besides. */
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Errors come with 200 or 500 (logicboxes.md section 2.5). Statuses above are those of machines in front, whose JSON is
 * not the API's.
 */
const LAST_STATUS_OF_API = 500;

/** The network in front turns away clients that do not look like a browser (logicboxes.md section 2.5). */
const USER_AGENT = 'Mozilla/5.0 (compatible; reseller-graph)';
const HEADERS = ['accept', 'application/json', 'accept-encoding', 'identity', 'user-agent', USER_AGENT];
const FORM = ['content-type', 'application/x-www-form-urlencoded'];

/** One login at one `/api/`. Every method throws GatewayError and nothing else. */
export class LogicboxesApi {
  /** Reads that are under way at once; more wait. */
  readonly maxConcurrentCalls: number;
  /** Our own number at the upstream. */
  readonly resellerId: string;
  readonly #http: HttpOrigin;
  readonly #path: string;
  readonly #login: string;
  readonly #secrets: readonly string[];
  readonly #readTimeoutMs: number;
  readonly #writeTimeoutMs: number;

  /** Throws a plain Error for a base URL that cannot be used. */
  constructor(settings: LogicboxesAccountConfig) {
    const url = apiUrl(settings);
    this.resellerId = settings.username;
    this.#path = url.pathname;
    this.#login = `auth-userid=${encode(settings.username)}&api-key=${encode(settings.password)}`;
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

  /** The answer of a read, which is no error envelope. */
  async read(name: ReadFunction, parameters: Parameters, scope: CallScope): Promise<Json> {
    if (scope.signal.aborted) throw overBudget(scope.signal, WHO);
    scope.spend();
    const path = `${this.#path}${name}.json?${this.#encoded(parameters)}`;
    try {
      const request = { method: 'GET', path, body: null, timeoutMs: this.#readTimeoutMs } as const;
      const answer = this.#readAnswer(await this.#http.read(request, scope.signal), name, parameters);
      scope.settled(null);
      return answer;
    } catch (error) {
      throw told(scope, afterFailedRead(error, scope.signal, WHO));
    }
  }

  /**
   * Sends a write once and gives its answer, which says that it was done. OUTCOME_UNKNOWN when it may have been
   * applied, any other code when it was certainly not. The scope's signal counts until the request is handed over.
   */
  async write(name: WriteFunction, parameters: Parameters, scope: CallScope): Promise<Json> {
    if (scope.signal.aborted) throw overBudget(scope.signal, WHO);
    scope.spend();
    try {
      const answer = this.#writeAnswer(await this.#post(name, this.#encoded(parameters)), name, parameters);
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

  #readAnswer(answer: HttpAnswer, name: ReadFunction, parameters: Parameters): Json {
    const { status } = answer;
    if (status === 429 || status > LAST_STATUS_OF_API) throw badStatus(answer, WHO);
    const json = jsonOf(answer);
    const refusal = refusalIn(json);
    if (refusal !== null) throw this.#error(refusal, name, parameters);
    if (isTurnedAway(answer)) throw addressRefused();
    if (status !== 200) throw badStatus(answer, WHO);
    if (json === null) throw unreadable(WHO);
    return json;
  }

  #writeAnswer(answer: HttpAnswer, name: WriteFunction, parameters: Parameters): Json {
    const { status } = answer;
    if (status === 429 || status > LAST_STATUS_OF_API) throw badStatusOfWrite(answer, WHO);
    const json = jsonOf(answer);
    const refusal = refusalIn(json);
    if (refusal !== null) {
      const error = this.#error(refusal, name, parameters);
      throw isDoubtful(refusal) ? outcomeUnknown(WHO, 'says that it came twice or that something broke', error) : error;
    }
    if (isTurnedAway(answer)) throw addressRefusedOfWrite();
    if (status !== 200) throw badStatusOfWrite(answer, WHO);
    if (!isDone(json)) throw outcomeUnknown(WHO, 'answered with something that is no answer of the API');
    return json;
  }

  async #post(name: WriteFunction, body: string): Promise<HttpAnswer> {
    const path = `${this.#path}${name}.json`;
    try {
      return await this.#http.write({ method: 'POST', path, body, headers: FORM, timeoutMs: this.#writeTimeoutMs });
    } catch (error) {
      throw afterFailedWrite(error, WHO);
    }
  }

  #encoded(parameters: Parameters): string {
    return parameters.reduce((text, [name, value]) => `${text}&${name}=${encode(value)}`, this.#login);
  }

  #error(refusal: Refusal, name: FunctionName, parameters: Parameters): GatewayError {
    const named = parameters.filter(([parameter]) => secretParameters.has(parameter)).map(([, value]) => value);
    const redactor = new Redactor([...this.#secrets, ...named]);
    return errorOf(refusal, { text: redactor.text(refusal.text), code: redactor.code(refusal.code) }, name);
  }
}

function apiUrl({ name, baseUrl }: LogicboxesAccountConfig): URL {
  const url = usableUrl(name, baseUrl);
  if (url.pathname.endsWith('/api/')) return url;
  throw unusable(name, 'it must end in /api/, as in https://httpapi.com/api/.');
}

function encode(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}

/** The answer's JSON, or the words of one that only says "Success"; null for anything else: HTML, cut off, empty. */
function jsonOf(answer: HttpAnswer): Json {
  const text = answer.body.toString('utf8');
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof UnreadableJson) return /^\s*Success\b/.test(text) ? text.trim() : null;
    throw error;
  }
}

function isTurnedAway({ status, headers, body }: HttpAnswer): boolean {
  if (status !== 403) return false;
  const type = String(headers['content-type'] ?? '');
  return type.includes('html') || body.toString('utf8', 0, 64).trimStart().startsWith('<');
}
