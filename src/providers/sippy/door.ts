/**
 * The way into one switch: HTTP with Digest (sippy.md section 2, xml-rpc.md section 4.1), or nothing at all where the
 * switch trusts our address. The challenge is kept, so that requests carry credentials at once. A 401 says "not
 * executed", so the request is repeated once with credentials, a write too; nothing else is ever repeated.
 */
import type { SippyAccountConfig } from '../../accountConfig.ts';
import { GatewayError } from '../../errors.ts';
import { DigestClient } from '../../wire/digest.ts';
import { HttpOrigin, type HttpAnswer } from '../../wire/http.ts';
import { encodeCall } from '../../wire/xmlrpc.ts';
import { int, struct } from '../../wire/xmlrpc-values.ts';
import { unusable, usableUrl } from '../shared/base-url.ts';
import { afterFailedRead, badStatus, overBudget } from '../shared/failures.ts';
import { WHO } from './errors.ts';

/** Writes are rare; a few connections keep them from waiting for one another. */
const MAX_WRITES = 8;

/** Longest wait for a connection; the call's own time limit holds besides. */
const CONNECT_TIMEOUT_MS = 10_000;

const HEADERS = ['content-type', 'text/xml', 'accept-encoding', 'identity', 'user-agent', 'reseller-graph'];

/**
 * Requests that ask for a challenge and change nothing, tried in turn: the empty one of `curl --digest`, and a small
 * read for a switch that answers the first with something else (xml-rpc.md section 4.1, rule 8).
 */
const KNOCKS = [null, encodeCall('listCustomers', [struct({ offset: int(0), limit: int(1) })])];

type Send = (headers: readonly string[]) => Promise<HttpAnswer>;

/** One login at one switch. Rejects with HttpFailure, or with GatewayError when the switch refuses the login. */
export class Door {
  readonly #http: HttpOrigin;
  readonly #path: string;
  /** Null in trusted mode. */
  readonly #digest: DigestClient | null;
  readonly #readTimeoutMs: number;
  readonly #writeTimeoutMs: number;
  /** True once the switch has said how it wants us to log in. */
  #isOpen = false;
  #knocking: Promise<void> | null = null;

  /** Throws a plain Error for settings that cannot be used. */
  constructor(settings: SippyAccountConfig) {
    const url = usableUrl(settings.name, settings.baseUrl);
    this.#path = url.pathname;
    this.#digest = settings.wholesalerId === null ? digestOf(settings) : null;
    this.#readTimeoutMs = settings.readTimeoutMs;
    this.#writeTimeoutMs = settings.writeTimeoutMs;
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

  /** Sends what changes nothing; `signal` ends it. */
  read(body: string, signal: AbortSignal): Promise<HttpAnswer> {
    return this.#pass((headers) => this.#http.read({ ...this.#request(body), headers }, signal), signal);
  }

  /** Sends a change. `signal` counts until it is handed over, not after; a 401 hands it back. */
  write(body: string, signal: AbortSignal): Promise<HttpAnswer> {
    const request = { ...this.#request(body), timeoutMs: this.#writeTimeoutMs };
    return this.#pass((headers) => this.#http.write({ ...request, headers }), signal);
  }

  /** Frees the connections. Calls after it fail. */
  close(): Promise<void> {
    return this.#http.close();
  }

  async #pass(send: Send, signal: AbortSignal): Promise<HttpAnswer> {
    const digest = this.#digest;
    if (digest === null) return welcome(await send([]), NOT_TRUSTED);
    if (!this.#isOpen) await whileWanted(this.#knockOnce(digest), signal);
    const used = digest.authorize('POST', this.#path);
    const first = await send(authorization(used));
    if (first.status !== 401) {
      const info = first.headers['authentication-info'];
      digest.answered(typeof info === 'string' ? info : undefined);
      return first;
    }
    if (digest.challenged(challengesOf(first), used) !== 'retry') throw loginRefused(LOGIN_REFUSED);
    // A write's time limit begins anew, so it must begin before the operation's time is over.
    if (signal.aborted) throw overBudget(signal, WHO);
    const again = digest.authorize('POST', this.#path);
    const second = await send(authorization(again));
    // "Stale" says that the login is right and the nonce was used up meanwhile, by calls beside this one.
    if (second.status === 401 && digest.challenged(challengesOf(second), again) === 'retry' && isStale(second)) {
      throw new GatewayError('UPSTREAM_UNAVAILABLE', 'Sippy wants fresh credentials again; nothing was executed.');
    }
    return welcome(second, LOGIN_REFUSED);
  }

  /** However many calls come at once, the first alone asks for the challenge. */
  #knockOnce(digest: DigestClient): Promise<void> {
    this.#knocking ??= this.#knock(digest).finally(() => {
      this.#knocking = null;
    });
    return this.#knocking;
  }

  async #knock(digest: DigestClient): Promise<void> {
    // Many callers wait for it, so none of them can end it; its time limit does.
    const { signal } = new AbortController();
    try {
      for (const body of KNOCKS) {
        const answer = await this.#http.read(this.#request(body), signal);
        this.#isOpen = isAnswered(answer, digest);
        if (this.#isOpen) return;
        // A switch that answers the read without a login wants none.
        if (body !== null && answer.status !== 200) throw badStatus(answer, WHO);
      }
      this.#isOpen = true;
    } catch (error) {
      throw afterFailedRead(error, signal, WHO);
    }
  }

  #request(body: string | null) {
    return { method: 'POST', path: this.#path, body, timeoutMs: this.#readTimeoutMs } as const;
  }
}

const LOGIN_REFUSED =
  'Sippy refuses the login. Check the user name (the web login) and the API password (not the web password), and that the customer above has allowed API access.';
const NOT_TRUSTED =
  "Sippy demands a login, so it does not trust this gateway's address. Have the address entered there, or configure user name and password instead of wholesalerId.";

function loginRefused(message: string): GatewayError {
  return new GatewayError('ACCOUNT_REFUSED', message);
}

/** The answer, unless it is a 401 after which nothing more is tried. */
function isStale(answer: HttpAnswer): boolean {
  return challengesOf(answer).some((challenge) => /\bstale\s*=\s*"?true\b/i.test(challenge));
}

function welcome(answer: HttpAnswer, otherwise: string): HttpAnswer {
  if (answer.status === 401) throw loginRefused(otherwise);
  return answer;
}

/** True when the answer is a challenge that is taken up. Throws ACCOUNT_REFUSED for one that cannot be. */
function isAnswered(answer: HttpAnswer, digest: DigestClient): boolean {
  if (answer.status !== 401) return false;
  if (digest.challenged(challengesOf(answer), null) !== 'retry') throw loginRefused(LOGIN_REFUSED);
  return true;
}

function digestOf(settings: SippyAccountConfig): DigestClient {
  try {
    return new DigestClient(settings);
  } catch {
    throw unusable(settings.name, 'the user name of the account must have no control characters.');
  }
}

function authorization(header: string | null): readonly string[] {
  return header === null ? [] : ['authorization', header];
}

function challengesOf({ headers }: HttpAnswer): readonly string[] {
  const challenges = headers['www-authenticate'] ?? [];
  return typeof challenges === 'string' ? [challenges] : challenges;
}

/** The work's result, unless the operation ends before. */
function whileWanted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(overBudget(signal, WHO));
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
