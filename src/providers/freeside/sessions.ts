/**
 * The login session of one account. All calls share it: one login at a time, a new one before the old has run out
 * (freeside.md section 2.4: one hour from login, which use does not prolong).
 */
import { GatewayError } from '../../errors.ts';
import type { CallScope } from '../provider.ts';
import { overBudget } from '../shared/failures.ts';
import { WHO } from './values.ts';

/** A login. */
export interface Session {
  /** A secret. */
  readonly id: string;
  /** Number of the agent that has logged in; null until it was asked for. */
  agentNumber: string | null;
}

/** A session is used for so long. It lives 60 minutes; the rest is for calls that are under way. */
const USE_MS = 55 * 60 * 1000;

/** The present session, and the login that is under way. */
export class Sessions {
  readonly #login: (scope: CallScope) => Promise<string>;
  readonly #ending = new AbortController();
  #current: { readonly session: Session; readonly untilMs: number } | null = null;
  #beginning: Promise<Session> | null = null;
  /** Operations whose login was refused, so that each of their calls does not try it again. */
  readonly #refused = new WeakMap<CallScope, GatewayError>();
  /** Operations that have logged in: one login is in what each of them costs, another goes beyond. */
  readonly #loggedIn = new WeakSet<CallScope>();

  /** `login` calls the upstream and gives the session's id. */
  constructor(login: (scope: CallScope) => Promise<string>) {
    this.#login = login;
  }

  /** The session; logs in when there is none. A failed login fails the calls that wait for it and is then forgotten. */
  async get(scope: CallScope): Promise<Session> {
    const refusal = this.#refused.get(scope);
    if (refusal !== undefined) throw refusal;
    this.#ending.signal.throwIfAborted();
    if (this.#current !== null && performance.now() < this.#current.untilMs) return this.#current.session;
    if (scope.signal.aborted) throw overBudget(scope.signal, WHO);
    if (this.#beginning === null) {
      // Here and not in the call: what this operation may not spend must not fail the others that wait for the login.
      if (this.#loggedIn.has(scope)) scope.goOn();
      scope.spend();
      this.#beginning = this.#begin(scope);
    }
    try {
      return await orAborted(this.#beginning, scope.signal);
    } catch (error) {
      if (error instanceof GatewayError && error.code === 'ACCOUNT_REFUSED') this.#refused.set(scope, error);
      throw error;
    }
  }

  /** Forgets a session that the upstream does not know any more, unless another one has taken its place. */
  discard(session: Session): void {
    if (this.#current?.session === session) this.#current = null;
  }

  /** Takes the session out of use, to be logged out; null when there is none. */
  take(): Session | null {
    const session = this.#current?.session ?? null;
    this.#current = null;
    return session;
  }

  /** Logs in also when this operation's login was refused before. */
  async begin(scope: CallScope): Promise<void> {
    this.#refused.delete(scope);
    await this.get(scope);
  }

  /** No session from now on; a login that is under way is given up. */
  end(): void {
    this.#ending.abort(new GatewayError('UPSTREAM_UNAVAILABLE', 'The account is closed.'));
  }

  async #begin(scope: CallScope): Promise<Session> {
    const startedMs = performance.now();
    const { signal } = this.#ending;
    // Paid for already, and not ended with the operation that happened to be the first.
    const own: CallScope = {
      signal,
      spend: () => {},
      goOn: () => {},
      lookAt: () => {},
      settled: (failure) => scope.settled(failure),
    };
    try {
      const session = { id: await this.#login(own), agentNumber: null };
      this.#loggedIn.add(scope);
      this.#current = { session, untilMs: startedMs + USE_MS };
      return session;
    } finally {
      this.#beginning = null;
    }
  }
}

/** The promise's outcome, or the end of the operation's time: a login that others wait for goes on without it. */
async function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const giveUp = (): void => reject(overBudget(signal, WHO));
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
