/**
 * The wire side of Sippy: one call of `/xmlapi/xmlapi`, its answer and its faults. Every call has one parameter, a
 * struct, also when it is empty (sippy.md section 2). A write is sent once.
 */
import type { SippyAccountConfig } from '../../accountConfig.ts';
import { GatewayError } from '../../errors.ts';
import type { HttpAnswer } from '../../wire/http.ts';
import { answerBounds, decodeAnswerInSteps, encodeCall, type XmlRpcBounds } from '../../wire/xmlrpc.ts';
import { int, isStruct, struct, textOf, XmlRpcError } from '../../wire/xmlrpc-values.ts';
import type { XmlRpcStruct, XmlRpcValue } from '../../wire/xmlrpc-values.ts';
import type { CallScope, PlannedRequest } from '../provider.ts';
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
import { REDACTED, Redactor } from '../../redactor.ts';
import { Door } from './door.ts';
import { errorOf, errorOfWrite, WHO, type Fault, type Fields } from './errors.ts';

/** Methods that change nothing. authCustomer uses up a one-time password. */
export type ReadMethod = 'authCustomer' | 'getCustomerInfo' | 'getLowBalance' | 'getPaymentsList' | 'listCustomers';

/** Methods that change something. */
export type WriteMethod =
  | 'blockCustomer'
  | 'createCustomer'
  | 'customerAddFunds'
  | 'customerCredit'
  | 'customerDebit'
  | 'deleteCustomer'
  | 'resetCustomerOneTimePassword'
  | 'setLowBalance'
  | 'unblockCustomer'
  | 'updateCustomer';

/** Documented members of a method's struct, in the order in which they are sent. */
export type Members = Readonly<Record<string, XmlRpcValue>>;

/** Members that are secrets, so that the upstream's words about them are scrubbed and plans redacted. */
export const secretMembers: ReadonlySet<string> = new Set(['password', 'web_password', 'api_password']);

/** What the switch says to a call. */
export type Reply = { readonly members: XmlRpcStruct } | { readonly fault: Fault };

/** One login at one switch. Every method throws GatewayError and nothing else. */
export class SippyApi {
  /** Reads that are under way at once; more wait. */
  readonly maxConcurrentCalls: number;
  readonly #door: Door;
  /** Names us to a switch that trusts our address (sippy.md section 2, "Trusted mode"). */
  readonly #common: Members;
  readonly #secrets: readonly string[];
  readonly #bounds: XmlRpcBounds;

  /** Throws a plain Error for settings that cannot be used. */
  constructor(settings: SippyAccountConfig) {
    const { wholesalerId, maxResponseBytes } = settings;
    this.#door = new Door(settings);
    this.#common = wholesalerId === null ? {} : { i_wholesaler: int(wholesalerId) };
    this.#secrets = [settings.password, settings.username];
    this.#bounds = { ...answerBounds, maxBytes: maxResponseBytes };
    this.maxConcurrentCalls = settings.maxConcurrentCalls;
  }

  /** The successful answer of a read. A fault is thrown. */
  async read(method: ReadMethod, members: Members, scope: CallScope): Promise<XmlRpcStruct> {
    const sent = this.#struct(members);
    return this.#ask(method, sent, scope, (reply) => {
      if ('fault' in reply) throw errorOf(reply.fault, sent, {});
      return reply.members;
    });
  }

  /** The answer of a read, for a method whose faults are answers. */
  async ask(method: ReadMethod, members: Members, scope: CallScope): Promise<Reply> {
    return this.#ask(method, this.#struct(members), scope, (reply) => reply);
  }

  /**
   * Sends a write once. OUTCOME_UNKNOWN when it may have been applied, any other code when it was certainly not. `fields`
   * says where in the graph's input the members came from. One call is counted, also when a 401 makes it two requests.
   */
  async write(method: WriteMethod, members: Members, fields: Fields, scope: CallScope): Promise<XmlRpcStruct> {
    const sent = this.#struct(members);
    const body = encode(method, sent);
    if (scope.signal.aborted) throw overBudget(scope.signal, WHO);
    scope.spend();
    try {
      const answer = await this.#writeAnswer(await this.#door.write(body, scope.signal), sent, fields);
      scope.settled(null);
      return answer;
    } catch (error) {
      throw told(scope, afterFailedWrite(error, WHO));
    }
  }

  /** What `write` would send, for people to read: secrets redacted, nil as "nil". */
  plan(method: WriteMethod, members: Members): PlannedRequest {
    return {
      function: method,
      parameters: Array.from(this.#struct(members), ([name, value]) => ({
        name,
        value: secretMembers.has(name) ? REDACTED : (textOf(value) ?? 'nil'),
      })),
    };
  }

  /** Frees the connections. Calls after it fail. */
  close(): Promise<void> {
    return this.#door.close();
  }

  async #ask<T>(method: ReadMethod, sent: XmlRpcStruct, scope: CallScope, take: (reply: Reply) => T): Promise<T> {
    const body = encode(method, sent);
    if (scope.signal.aborted) throw overBudget(scope.signal, WHO);
    scope.spend();
    try {
      const answer = await this.#door.read(body, scope.signal);
      if (answer.status !== 200) throw badStatus(answer, WHO);
      const reply = await this.#replyOf(answer, sent);
      if (reply === null) throw unreadable(WHO);
      const taken = take(reply);
      scope.settled(null);
      return taken;
    } catch (error) {
      throw told(scope, afterFailedRead(error, scope.signal, WHO));
    }
  }

  async #writeAnswer(answer: HttpAnswer, sent: XmlRpcStruct, fields: Fields): Promise<XmlRpcStruct> {
    if (answer.status !== 200) throw badStatusOfWrite(answer, WHO);
    const reply = await this.#replyOf(answer, sent);
    if (reply === null) throw outcomeUnknown(WHO, 'answered with something that is no answer of the API');
    if ('fault' in reply) throw errorOfWrite(reply.fault, sent, fields);
    return reply.members;
  }

  #struct(members: Members): XmlRpcStruct {
    return struct({ ...this.#common, ...members });
  }

  /** Null for what is no answer of the API: HTML, an empty or cut body, a result other than "OK" (sippy.md section 3). */
  async #replyOf({ body, headers }: HttpAnswer, sent: XmlRpcStruct): Promise<Reply | null> {
    const contentType = headers['content-type'];
    try {
      const answer = await decodeAnswerInSteps(body, {
        bounds: this.#bounds,
        ...(typeof contentType === 'string' && { contentType }),
      });
      if ('fault' in answer) return { fault: this.#safe(answer.fault, sent) };
      return isStruct(answer.value) && answer.value.get('result') === 'OK' ? { members: answer.value } : null;
    } catch (error) {
      if (error instanceof XmlRpcError) return null;
      throw error;
    }
  }

  #safe({ code, text }: Fault, sent: XmlRpcStruct): Fault {
    const named = Array.from(sent, ([name, value]) => (secretMembers.has(name) ? (textOf(value) ?? '') : ''));
    const redactor = new Redactor([...this.#secrets, ...named]);
    // A whole number is a code, even when a password is a part of it.
    return { code: /^-?\d{1,10}$/.test(code) ? code : redactor.code(code), text: redactor.text(text) };
  }
}

/** The checks of inputs find what XML cannot carry; this is for ids and logins, which have none. */
function encode(method: string, sent: XmlRpcStruct): string {
  try {
    return encodeCall(method, [sent]);
  } catch (error) {
    if (!(error instanceof XmlRpcError)) throw error;
    throw new GatewayError('INVALID_INPUT', `A value cannot be sent to ${WHO}: ${error.message}`);
  }
}
