/**
 * What is known of the switch's customers during one operation. Balance, profile and record of a client all come from
 * getCustomerInfo, and records and balances of many from listCustomers: asked for twice, each is one call.
 */
import type { GatewayError } from '../../errors.ts';
import { int, isStruct, type XmlRpcStruct } from '../../wire/xmlrpc-values.ts';
import type { ByKey, CallScope } from '../provider.ts';
import { eachKey } from '../shared/each-key.ts';
import { unreadable } from '../shared/failures.ts';
import { PerScope, remember } from '../shared/per-scope.ts';
import { secretMembers, type Members, type SippyApi, type WriteMethod } from './api.ts';
import { isCustomerId } from './checks.ts';
import { WHO, type Fields } from './errors.ts';
import { currencyAt, customerIdOf, rowsAt } from './map.ts';
import { readPages, type PageEnd } from './paging.ts';

/** A customer of getCustomerInfo, without passwords, and when the answer came. */
export interface Customer {
  readonly info: XmlRpcStruct;
  readonly observedAt: Date;
}

/** The rows of listCustomers by id, in the switch's order, and when the last page came. */
export interface CustomerList {
  readonly rows: ReadonlyMap<string, XmlRpcStruct>;
  readonly observedAt: Date;
}

/** The customers of one account. */
export class Customers {
  readonly api: SippyApi;
  readonly #single = new PerScope<Promise<Customer>>();
  readonly #list = new PerScope<Promise<CustomerList>>();

  constructor(api: SippyApi) {
    this.api = api;
  }

  /** One customer. Throws NOT_FOUND when the switch does not know it. */
  single(id: string, scope: CallScope): Promise<Customer> {
    return remember(this.#single.of(scope), id, async () => {
      const answer = await this.api.read('getCustomerInfo', { i_customer: int(id) }, scope);
      return { info: infoOf(answer, id), observedAt: new Date() };
    });
  }

  /** All customers. */
  list(scope: CallScope): Promise<CustomerList> {
    return remember(this.#list.of(scope), '', async () => ({
      rows: await this.readList('short', scope),
      observedAt: new Date(),
    }));
  }

  /** The rows of listCustomers as they are now, whatever this operation has read before. */
  readList(end: PageEnd, scope: CallScope): Promise<CustomerList['rows']> {
    const read = async (page: Members) => rowsAt(await this.api.read('listCustomers', page, scope), 'customers');
    return readPages(read, customerIdOf, end, scope);
  }

  /** Currency of a customer's money. Whether getCustomerInfo tells it is unknown, the list does (sippy.md section 3). */
  async currencyOf(id: string, scope: CallScope): Promise<string | null> {
    const told = currencyAt((await this.single(id, scope)).info, 'base_currency');
    if (told !== null) return told;
    const row = (await this.list(scope)).rows.get(id);
    return row === undefined ? null : currencyAt(row, 'base_currency');
  }

  /** Asks for each id on its own. One that is no id, or that the switch does not know, is left out. */
  each<Answer, Value>(
    ids: readonly string[],
    ask: (id: string) => Promise<Answer>,
    toValue: (answer: Answer, id: string) => Value | null,
  ): Promise<ByKey<Value>> {
    const wanted = [...new Set(ids.filter(isCustomerId))];
    return eachKey(wanted, this.api.maxConcurrentCalls, ask, toValue, isAbsent);
  }

  /** Sends a write once, after which nothing that this operation has read is used again. */
  async change(method: WriteMethod, members: Members, fields: Fields, scope: CallScope): Promise<XmlRpcStruct> {
    try {
      return await this.api.write(method, members, fields, scope);
    } finally {
      this.#single.forget(scope);
      this.#list.forget(scope);
    }
  }
}

/** True for an error that says that a customer does not exist. */
export function isAbsent({ code }: GatewayError): boolean {
  return code === 'NOT_FOUND';
}

/** Versions before 5.2 send passwords along: they end here (sippy.md section 3, getCustomerInfo). */
function infoOf(answer: XmlRpcStruct, id: string): XmlRpcStruct {
  const customer = answer.get('customer');
  if (!isStruct(customer)) throw unreadable(WHO, 'no customer');
  if (customer.has('i_customer') && customerIdOf(customer) !== id) throw unreadable(WHO, 'another customer');
  return new Map([...customer].filter(([name]) => !secretMembers.has(name)));
}
