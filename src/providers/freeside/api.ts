/**
 * Freeside's functions, called within the session of the account. A write is sent once; only when the upstream says that
 * it does not know the session, which it says before it does anything, is the call made again under a new one
 * (freeside.md section 2.4).
 */
import type { FreesideAccountConfig } from '../../accountConfig.ts';
import type { XmlRpcStruct } from '../../wire/xmlrpc-values.ts';
import type { CallScope } from '../provider.ts';
import { told, unreadable } from '../shared/failures.ts';
import { Door, type Members, type Request } from './door.ts';
import { Sessions, type Session } from './sessions.ts';
import { requiredText, WHO } from './values.ts';

/**
 * Under which name each function takes the session: an agent's own functions as `session_id`, those on a customer as
 * `agent_session_id`, since there `session_id` would be a customer's (freeside.md section 2.4).
 */
const sessionMembers = {
  agent_info: 'session_id',
  agent_list_customers: 'session_id',
  check_username: 'session_id',
  signup_info: 'session_id',
  new_customer: 'session_id',
  suspend_username: 'session_id',
  unsuspend_username: 'session_id',
  billing_history: 'agent_session_id',
  customer_info: 'agent_session_id',
  list_pkgs: 'agent_session_id',
} as const;

/** Functions that change something. */
export type WriteMethod = 'new_customer' | 'suspend_username' | 'unsuspend_username';

/** Functions that change nothing. */
export type ReadMethod = Exclude<keyof typeof sessionMembers, WriteMethod>;

/** Name of the member that carries the session in a request of this function. */
export function sessionMemberOf(method: ReadMethod | WriteMethod): string {
  return sessionMembers[method];
}

/** Longest wait for the logout at the end. */
const LOGOUT_TIMEOUT_MS = 2000;

/** One agent at one Freeside. Every method throws GatewayError and nothing else. */
export class FreesideApi {
  /** Reads that are under way at once; more wait. */
  readonly maxConcurrentCalls: number;
  readonly #login: Members;
  readonly #door: Door;
  readonly #sessions: Sessions;
  readonly #writes = new Set<Promise<unknown>>();
  #closing: Promise<void> | null = null;

  /** Throws a plain Error for a base URL that cannot be used. */
  constructor(settings: FreesideAccountConfig) {
    this.maxConcurrentCalls = settings.maxConcurrentCalls;
    this.#login = { username: settings.username, password: settings.password };
    this.#door = new Door(settings);
    this.#sessions = new Sessions((scope) => this.#begin(scope));
  }

  /** The result of a read. */
  read(method: ReadMethod, members: Members, scope: CallScope): Promise<XmlRpcStruct> {
    return this.#inSession(method, members, scope, false);
  }

  /** Sends a write once. OUTCOME_UNKNOWN when it may have been applied, any other code when it was certainly not. */
  async write(method: WriteMethod, members: Members, scope: CallScope): Promise<XmlRpcStruct> {
    const sent = this.#inSession(method, members, scope, true);
    this.#writes.add(sent);
    try {
      return await sent;
    } finally {
      this.#writes.delete(sent);
    }
  }

  /** Number of the agent whose login this is, asked for once a session. */
  async agentNumber(scope: CallScope): Promise<string> {
    const session = await this.#sessions.get(scope);
    session.agentNumber ??= requiredText((await this.read('agent_info', {}, scope)).get('agentnum'), 'an agent');
    return session.agentNumber;
  }

  /** Logs out, where there is a session, and in again. */
  async renewSession(scope: CallScope): Promise<void> {
    const session = this.#sessions.take();
    if (session !== null) await this.#outside('agent_logout', { session_id: session.id }, scope);
    await this.#sessions.begin(scope);
  }

  /** Waits for writes under way, logs out and frees the connections. Calls after it fail. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#sessions.end();
    await Promise.allSettled(this.#writes);
    const session = this.#sessions.take();
    // A session that is not logged out ends by itself within the hour.
    if (session !== null) await this.#door.tell(logoutOf(session), LOGOUT_TIMEOUT_MS);
    await this.#door.close();
  }

  async #begin(scope: CallScope): Promise<string> {
    const answer = await this.#outside('agent_login', this.#login, scope);
    return requiredText(answer.get('session_id'), 'a session');
  }

  /** A call that needs no session, so that it cannot lose one. */
  async #outside(method: string, members: Members, scope: CallScope): Promise<XmlRpcStruct> {
    const answer = await this.#door.call({ method, members, isWrite: false }, scope);
    if (answer === null) throw told(scope, unreadable(WHO, 'the end of a session where none was used'));
    return answer;
  }

  async #inSession(
    method: ReadMethod | WriteMethod,
    members: Members,
    scope: CallScope,
    isWrite: boolean,
  ): Promise<XmlRpcStruct> {
    const attempt = async (): Promise<XmlRpcStruct | null> => {
      const session = await this.#sessions.get(scope);
      const named = { [sessionMembers[method]]: session.id, ...members };
      const answer = await this.#door.call({ method, members: named, isWrite }, scope);
      if (answer === null) this.#sessions.discard(session);
      return answer;
    };
    const first = await attempt();
    if (first !== null) return first;
    scope.settled(null);
    scope.goOn();
    const second = await attempt();
    if (second !== null) return second;
    throw told(scope, unreadable(WHO, 'the end of a session that it has just begun'));
  }
}

function logoutOf({ id }: Session): Request {
  return { method: 'agent_logout', members: { session_id: id }, isWrite: false };
}
