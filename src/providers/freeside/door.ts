/**
 * One call through Freeside's public self-service door: the request as one struct of strings, the answer as a struct, its
 * failures as errors (freeside.md sections 2 and 4). Knows nothing of sessions but the text that says that one is over.
 */
import type { FreesideAccountConfig } from '../../accountConfig.ts';
import { GatewayError } from '../../errors.ts';
import { HttpOrigin, type HttpAnswer } from '../../wire/http.ts';
import {
  answerBounds,
  decodeAnswerInSteps,
  encodeCall,
  type XmlRpcBounds,
  type XmlRpcFault,
} from '../../wire/xmlrpc.ts';
import {
  isStruct,
  struct,
  textOf,
  XmlRpcError,
  type XmlRpcStruct,
  type XmlRpcValue,
} from '../../wire/xmlrpc-values.ts';
import type { CallScope } from '../provider.ts';
import { usableUrl } from '../shared/base-url.ts';
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
import { CANNOT_RESUME, errorOf, errorOfFault } from './errors.ts';
import { secretMembers } from './fields.ts';
import { WHO } from './values.ts';

/** Members of a request, in the order in which they are sent. */
export type Members = Readonly<Record<string, string>>;

/** A call without its prefix. */
export interface Request {
  readonly method: string;
  readonly members: Members;
  readonly isWrite: boolean;
}

/** Prefix of every function at the public door (freeside.md section 2.1). */
const PREFIX = 'FS.SelfService.XMLRPC.';

/** Writes are rare; a few connections keep them from waiting for one another. */
const MAX_WRITES = 8;

/** Longest wait for a connection; the call's own time limit holds besides. */
const CONNECT_TIMEOUT_MS = 10_000;

/** Fewest bytes that an element takes on average: a member with an empty value has 3 elements in 38 bytes. */
const BYTES_PER_ELEMENT = 12;

const HEADERS = ['content-type', 'text/xml', 'accept-encoding', 'identity', 'user-agent', 'reseller-graph'];

/** The door of one account. */
export class Door {
  readonly #settings: FreesideAccountConfig;
  readonly #http: HttpOrigin;
  readonly #path: string;
  readonly #bounds: XmlRpcBounds;

  /** Throws a plain Error for a base URL that cannot be used. */
  constructor(settings: FreesideAccountConfig) {
    const url = usableUrl(settings.name, settings.baseUrl);
    const { maxConcurrentCalls, maxResponseBytes } = settings;
    this.#settings = settings;
    this.#path = url.pathname;
    // A list of customers has some 60 members a row, so the elements are bounded by what can stand in the bytes.
    const maxElements = Math.max(answerBounds.maxElements, Math.ceil(maxResponseBytes / BYTES_PER_ELEMENT));
    this.#bounds = { ...answerBounds, maxBytes: maxResponseBytes, maxElements };
    this.#http = new HttpOrigin({
      origin: url.origin,
      headers: HEADERS,
      maxConnections: maxConcurrentCalls,
      maxWriteConnections: Math.min(MAX_WRITES, maxConcurrentCalls),
      maxQueuedCalls: settings.maxQueuedCalls,
      maxResponseBytes,
      connectTimeoutMs: CONNECT_TIMEOUT_MS,
      certificates: settings.certificates,
    });
  }

  /**
   * The result of a successful call. Null when the upstream does not know the session: nothing was executed then, and the
   * caller has to tell the scope. Throws GatewayError; for a write OUTCOME_UNKNOWN when it may have been applied, any
   * other code when it was certainly not. The scope's signal counts until a write is handed over, not after.
   */
  async call(request: Request, scope: CallScope): Promise<XmlRpcStruct | null> {
    if (scope.signal.aborted) throw overBudget(scope.signal, WHO);
    const body = bodyOf(request);
    scope.spend();
    try {
      const result = await this.#resultOf(await this.#post(request, body, scope.signal), request);
      if (result !== null) scope.settled(null);
      return result;
    } catch (error) {
      throw told(scope, error);
    }
  }

  /** Makes a call whose answer nobody looks at, within `timeoutMs`. Never throws. */
  async tell(request: Request, timeoutMs: number): Promise<void> {
    const post = { method: 'POST', path: this.#path, body: bodyOf(request), timeoutMs } as const;
    await this.#http.read(post, new AbortController().signal).catch(() => {});
  }

  /** Frees the connections. Calls after it fail. */
  close(): Promise<void> {
    return this.#http.close();
  }

  async #post({ isWrite }: Request, body: string, signal: AbortSignal): Promise<HttpAnswer> {
    const { readTimeoutMs, writeTimeoutMs } = this.#settings;
    const post = { method: 'POST', path: this.#path, body } as const;
    try {
      if (isWrite) return await this.#http.write({ ...post, timeoutMs: writeTimeoutMs });
      return await this.#http.read({ ...post, timeoutMs: readTimeoutMs }, signal);
    } catch (error) {
      throw isWrite ? afterFailedWrite(error, WHO) : afterFailedRead(error, signal, WHO);
    }
  }

  async #resultOf(answer: HttpAnswer, request: Request): Promise<XmlRpcStruct | null> {
    const { method, isWrite } = request;
    if (answer.status !== 200) throw isWrite ? badStatusOfWrite(answer, WHO) : badStatus(answer, WHO);
    const { value, fault } = await this.#decode(answer);
    if (fault !== undefined) throw errorOfFault(fault, method, isWrite, this.#redactorFor(request));
    // No text where the text of an error belongs is no answer of the API either.
    const said = isStruct(value) ? textOf(value.get('error') ?? '') : null;
    if (!isStruct(value) || said === null) {
      throw isWrite ? outcomeUnknown(WHO, 'answered with something that is no answer of the API') : unreadable(WHO);
    }
    if (said === '') return value;
    if (said === CANNOT_RESUME) return null;
    throw errorOf(said, this.#redactorFor(request));
  }

  /** Neither a value nor a fault for what is no document of XML-RPC: HTML, an empty or a cut body. */
  async #decode({
    body,
    headers,
  }: HttpAnswer): Promise<{ readonly value?: XmlRpcValue; readonly fault?: XmlRpcFault }> {
    const { 'content-type': contentType } = headers;
    const bounds = this.#bounds;
    try {
      return await decodeAnswerInSteps(body, typeof contentType === 'string' ? { bounds, contentType } : { bounds });
    } catch (error) {
      if (error instanceof XmlRpcError) return {};
      throw error;
    }
  }

  #redactorFor({ members }: Request): Redactor {
    const { username, password } = this.#settings;
    const secrets = Object.entries(members).flatMap(([name, value]) =>
      // The two numbers of an electronic cheque are one member, and may come back as two.
      secretMembers.has(name) ? [value, ...value.split('@')] : [],
    );
    return new Redactor([username, password, ...secrets]);
  }
}

function bodyOf({ method, members }: Request): string {
  try {
    return encodeCall(PREFIX + method, [struct(members)]);
  } catch (error) {
    if (!(error instanceof XmlRpcError)) throw error;
    throw new GatewayError('INVALID_INPUT', 'A value has a character that cannot be sent to Freeside: take it out.');
  }
}
