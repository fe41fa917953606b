/**
 * Reading customers, each thing once an operation. Some functions on customers do not check whose customer it is
 * (freeside.md section 3.3), so none but customer_info is called before the customer is known to be our agent's.
 */
import { GatewayError } from '../../errors.ts';
import type { XmlRpcStruct } from '../../wire/xmlrpc-values.ts';
import type { CallScope } from '../provider.ts';
import type { FreesidePackage, FreesideProfile } from '../records-freeside.ts';
import type { BalanceRecord, ClientRecord } from '../records.ts';
import { remember } from '../shared/per-scope.ts';
import type { FreesideApi, ReadMethod } from './api.ts';
import { toLedger, type ClientLedger } from './ledger.ts';
import {
  attempt,
  customerNumber,
  invoiceEmails,
  toBalance,
  toCatalogue,
  toClient,
  toOrderedPackage,
  toProfile,
  type Catalogue,
} from './map.ts';
import { requiredText, rowsAt, type Calendar } from './values.ts';

/** What customer_info tells of one customer. */
export interface Customer {
  readonly client: ClientRecord;
  readonly emails: readonly string[];
  readonly balance: BalanceRecord | GatewayError;
  readonly profile: FreesideProfile | GatewayError;
}

/** Answers of one operation by customer number; null for a customer that is not there, or not ours. */
class Known {
  /** Numbers of customers that are our agent's. */
  readonly ours = new Set<string>();
  readonly customers = new Map<string, Promise<Customer | null>>();
  readonly ledgers = new Map<string, Promise<ClientLedger | null>>();
  readonly packages = new Map<string, Promise<readonly FreesidePackage[] | null>>();
  list: Promise<readonly ClientRecord[]> | null = null;
  catalogue: Promise<Catalogue> | null = null;
}

/**
 * Flags of all parts of the list. Customers that are inactive or ordered are in none of them (freeside.md section 3.2,
 * agent_list_customers).
 */
const EVERYBODY = { prospect: '1', active: '1', susp: '1', cancel: '1' };

/** The customers of one account's agent. */
export class Customers {
  readonly calendar: Calendar;
  readonly #api: FreesideApi;
  readonly #listAboveIds: number;
  readonly #known = new WeakMap<CallScope, Known>();

  constructor(api: FreesideApi, calendar: Calendar, listAboveIds: number) {
    this.#api = api;
    this.calendar = calendar;
    this.#listAboveIds = listAboveIds;
  }

  /** All customers that the list has, in the upstream's order. */
  list(scope: CallScope): Promise<readonly ClientRecord[]> {
    const known = this.#of(scope);
    return (known.list ??= this.#search(EVERYBODY, known, scope));
  }

  /** Our agent's customers with an e-mail address, as far as the upstream's search goes. */
  search(email: string, scope: CallScope): Promise<readonly ClientRecord[]> {
    return this.#search({ search: email }, this.#of(scope), scope);
  }

  /**
   * Raw rows of our agent's customers that a search finds, or of all that the list has for null; read now, whatever the
   * operation has read before. For this folder only: they hold social security numbers.
   */
  rowsNow(search: string | null, scope: CallScope): Promise<readonly XmlRpcStruct[]> {
    return this.#rows(search === null ? EVERYBODY : { search }, scope);
  }

  /** One customer; null when there is none, or when it is not ours. */
  one(id: string, scope: CallScope): Promise<Customer | null> {
    const known = this.#of(scope);
    return remember(known.customers, id, async () => {
      const info = await this.#ask('customer_info', id, scope);
      // The upstream reads "07" as 7; that is not this id.
      if (info === null || customerNumber(info) !== id) return null;
      known.ours.add(id);
      return toCustomer(info, this.calendar);
    });
  }

  /** Charges and deposits of one customer; null as for `one`. */
  ledger(id: string, scope: CallScope): Promise<ClientLedger | null> {
    return remember(this.#of(scope).ledgers, id, () =>
      this.#ofOurs('billing_history', id, scope, (answer) => toLedger(answer, this.calendar)),
    );
  }

  /** Packages of one customer that are not cancelled; null as for `one`. */
  packages(id: string, scope: CallScope): Promise<readonly FreesidePackage[] | null> {
    return remember(this.#of(scope).packages, id, () =>
      this.#ofOurs('list_pkgs', id, scope, (answer) =>
        detached(rowsAt(answer, 'cust_pkg').map((row) => toOrderedPackage(row, this.calendar))),
      ),
    );
  }

  /** What a sign-up can choose from. */
  catalogue(scope: CallScope): Promise<Catalogue> {
    const known = this.#of(scope);
    known.catalogue ??= this.#api.read('signup_info', {}, scope).then(toCatalogue);
    return known.catalogue;
  }

  /** Reads the list when so many of the customers are not known yet that asking for each of them would cost more. */
  async recognise(ids: readonly string[], scope: CallScope): Promise<void> {
    const { ours, customers } = this.#of(scope);
    const strangers = ids.filter((id) => !ours.has(id) && !customers.has(id));
    if (strangers.length <= this.#listAboveIds) return;
    try {
      await this.list(scope);
    } catch (error) {
      // Without the list each of them is asked for, as are those that it does not have.
      if (!(error instanceof GatewayError)) throw error;
    }
  }

  /** Forgets what this operation has read, after a write. */
  forget(scope: CallScope): void {
    this.#known.delete(scope);
  }

  #of(scope: CallScope): Known {
    const known = this.#known.get(scope) ?? new Known();
    this.#known.set(scope, known);
    return known;
  }

  async #search(
    members: Readonly<Record<string, string>>,
    known: Known,
    scope: CallScope,
  ): Promise<readonly ClientRecord[]> {
    const rows = await this.#rows(members, scope);
    const observedAt = new Date();
    const clients = rows.map((row) => toClient(row, false, observedAt));
    for (const { upstreamId } of clients) known.ours.add(upstreamId);
    return clients;
  }

  /** A search can find others' customers (freeside.md section 3.2), so rows of other agents are dropped unread. */
  async #rows(members: Readonly<Record<string, string>>, scope: CallScope): Promise<readonly XmlRpcStruct[]> {
    const agentNumber = await this.#api.agentNumber(scope);
    const rows = rowsAt(await this.#api.read('agent_list_customers', members, scope), 'customers');
    return rows.filter((row) => requiredText(row.get('agentnum'), 'an agent') === agentNumber);
  }

  async #ofOurs<T>(
    method: ReadMethod,
    id: string,
    scope: CallScope,
    convert: (answer: XmlRpcStruct) => T,
  ): Promise<T | null> {
    const isOurs = this.#of(scope).ours.has(id) || (await this.one(id, scope)) !== null;
    const answer = isOurs ? await this.#ask(method, id, scope) : null;
    return answer === null ? null : convert(answer);
  }

  async #ask(method: ReadMethod, custnum: string, scope: CallScope): Promise<XmlRpcStruct | null> {
    try {
      return await this.#api.read(method, { custnum }, scope);
    } catch (error) {
      if (error instanceof GatewayError && error.code === 'NOT_FOUND') return null;
      throw error;
    }
  }
}

function toCustomer(info: XmlRpcStruct, calendar: Calendar): Customer {
  const observedAt = new Date();
  return {
    client: detached(toClient(info, true, observedAt)),
    emails: detached(invoiceEmails(info)),
    balance: attempt(() => detached(toBalance(info, observedAt))),
    profile: attempt(() => detached(toProfile(info, calendar))),
  };
}

/**
 * A copy. Texts of an answer are slices of it and keep the whole of it in memory, HTML and all, for as long as one of them
 * is kept; an operation can read thousands of customers.
 */
function detached<T>(record: T): T {
  return structuredClone(record);
}
