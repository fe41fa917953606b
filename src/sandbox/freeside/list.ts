/** agent_list_customers. */
import { agentOf, textOf } from './context.ts';
import type { ApiFunction, Context } from './context.ts';
import { epochText } from './dates.ts';
import { isTrue } from './perl.ts';
import type { PerlHash } from './perl.ts';
import { readSearch } from './search.ts';
import { CUSTOMER_STATUS } from './status.ts';
import type { CustomerStatus } from './status.ts';
import type { Address, Customer } from './types.ts';

/** Each flag and the state that it asks for, in the order of the answer. */
const FLAGS: readonly (readonly [flag: string, status: CustomerStatus])[] = [
  ['prospect', 'prospect'],
  ['active', 'active'],
  ['susp', 'suspended'],
  ['cancel', 'cancelled'],
];

/**
 * What the search finds, then the customers of each flag, nobody twice; lowest number first in each part. Without search
 * and flags it is empty, and there is no `error`.
 */
export const agentListCustomers: ApiFunction = (context) => {
  const agentnum = agentOf(context);
  const chosen = new Map<string, Customer>();
  for (const customer of found(context, agentnum)) chosen.set(customer.custnum, customer);
  for (const [status, customers] of byStatus(context, agentnum)) {
    if (FLAGS.some(([flag, of]) => of === status && isTrue(textOf(context, flag)))) {
      for (const customer of customers) chosen.set(customer.custnum, customer);
    }
  }
  return { customers: [...chosen.values()].map((customer) => rowOf(context, customer)) };
};

function found({ store, switches, parameters }: Context, agentnum: string): readonly Customer[] {
  const text = (parameters.get('search') ?? '').trim();
  if (text === '') return [];
  const search = readSearch(text);
  const everywhere = search.reachesOthers && switches.foreignRows === 'on';
  const isInReach = (customer: Customer) => everywhere || customer.agentnum === agentnum;
  const pick = (matches: (customer: Customer) => boolean) =>
    store
      .customers()
      .filter((customer) => isInReach(customer) && matches(customer))
      .toArray();
  const rows = pick(search.matches);
  return rows.length > 0 || search.fuzzy === null ? rows : pick(search.fuzzy);
}

/** The agent's customers by state, in the order of the flags; nothing when no flag is set, to spare the work. */
function byStatus(context: Context, agentnum: string): ReadonlyMap<CustomerStatus, readonly Customer[]> {
  const parts = new Map(FLAGS.map(([, status]): [CustomerStatus, Customer[]] => [status, []]));
  if (!FLAGS.some(([flag]) => isTrue(textOf(context, flag)))) return parts;
  for (const customer of context.store.customers()) {
    if (customer.agentnum !== agentnum) continue;
    parts.get(context.store.status(customer))?.push(customer);
  }
  return parts;
}

/** All columns of the customer's table. There is neither a balance nor an e-mail, but there is `ss`. */
function rowOf({ store, switches }: Context, customer: Customer): PerlHash {
  const status = store.status(customer);
  const { color, label } = CUSTOMER_STATUS[status];
  const person = `${customer.last}, ${customer.first}`;
  const isOld = switches.branch === '2.3';
  return {
    ...columnsOf(customer),
    ...addressColumns(isOld ? customer : null),
    ...(isOld ? paymentColumns(customer) : {}),
    name: customer.company === '' ? person : `${customer.company} (${person})`,
    status,
    statuscolor: color,
    ...(isOld ? {} : { status_label: label, cust_status: status }),
  };
}

function columnsOf(customer: Customer): PerlHash {
  const { custnum, agentnum, agent_custid, first, last, company, ss, stateid } = customer;
  const { daytime, night, fax, mobile, refnum, referral_custnum, comments, locale } = customer;
  return {
    custnum,
    agentnum,
    agent_custid,
    classnum: '',
    last,
    first,
    company,
    ss,
    stateid,
    birthdate: '',
    signupdate: epochText(customer.signupdate),
    daytime,
    night,
    fax,
    mobile,
    refnum,
    referral_custnum,
    comments,
    credit_limit: '',
    currency: '',
    locale,
    bill_locationnum: `${custnum}1`,
    ship_locationnum: customer.shipAddress === null ? `${custnum}1` : `${custnum}2`,
  };
}

const NO_ADDRESS: Address = { address1: '', address2: '', city: '', county: '', state: '', zip: '', country: '' };

/** The branch 2.3 keeps addresses in these columns; newer ones leave them empty. */
function addressColumns(customer: Customer | null): PerlHash {
  const ship = Object.entries(customer?.shipAddress ?? NO_ADDRESS);
  return {
    ...(customer?.address ?? NO_ADDRESS),
    ...Object.fromEntries(ship.map(([name, value]: [string, string]) => [`ship_${name}`, value])),
  };
}

function paymentColumns({ payby, paymask, paydate, payname }: Customer): PerlHash {
  return { payby, paymask, paydate, payname };
}
