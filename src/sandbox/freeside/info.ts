/** What a customer is and owes: customer_info, customer_info_short, customer_recurring. */
import { escapeXml } from '../../wire/xmlrpc.ts';
import { balanceOf, openInvoices, pretty, signedAmount, sum, times } from './amounts.ts';
import { definitionOf } from './catalog.ts';
import { ownCustomer } from './context.ts';
import type { ApiFunction, Context } from './context.ts';
import { epochText, slashedOrNone, spoken } from './dates.ts';
import type { PerlHash } from './perl.ts';
import { CUSTOMER_STATUS, customerStatus, packageStatus } from './status.ts';
import type { Book, Customer } from './types.ts';

/** Everything about a customer. */
export const customerInfo: ApiFunction = (context) => {
  const customer = namedCustomer(context, 'customer_info');
  const book = context.store.book(customer);
  const isOld = context.switches.branch === '2.3';
  return {
    ...shortInfo(context, customer, book),
    ...billing(book, isOld),
    ...invoices(book),
    ...(isOld ? payment(customer) : {}),
    ss: customer.ss.replace(/^\d{3}-\d{2}/, 'xxx-xx'),
    stateid: customer.stateid.replaceAll(/.(?=.{4})/g, 'x'),
    has_ship_address: customer.shipAddress === null ? '' : '1',
    small_custview: customView(customer, book),
    tickets: [],
    announcement: '',
    countrydefault: 'US',
    require_address2: '',
  };
};

/** The part that names the customer; the branch 2.3 has no balance in it. */
export const customerInfoShort: ApiFunction = (context) => {
  const customer = namedCustomer(context, 'customer_info_short');
  const book = context.store.book(customer);
  const isOld = context.switches.branch === '2.3';
  return { ...shortInfo(context, customer, book), ...(isOld ? {} : balances(book)) };
};

/** What comes due again and again, summed by the rhythm in which it does. */
export const customerRecurring: ApiFunction = (context) => {
  const customer = ownCustomer(context, { none: 'Expired session', unknown: 'unknown custnum' });
  const { packages } = context.store.book(customer);
  const amounts = new Map<string, string[]>();
  for (const ordered of packages) {
    const { freq, recur_fee } = definitionOf(ordered.pkgpart);
    if (packageStatus(ordered) !== 'active') continue;
    amounts.set(freq, [...(amounts.get(freq) ?? []), times(recur_fee, ordered.quantity)]);
  }
  const rows = [...amounts].map(([freq, fees]) => ({ freq, freq_pretty: prettyFreq(freq), amount: sum(fees) }));
  return { error: '', display_recurring: rows };
};

/** Words for the months between two bills. */
export function prettyFreq(freq: string): string {
  return { '0': 'one-time', '1': 'monthly', '12': 'yearly' }[freq] ?? `every ${freq} months`;
}

/** A few lines of HTML, as other methods show them too. */
export function customView({ custnum, first, last, company }: Customer, { packages, entries }: Book): string {
  const { color, label } = CUSTOMER_STATUS[customerStatus(packages)];
  const lines = [`${first} ${last}`, company].filter((line) => line !== '').map(escapeXml);
  const head = `Customer #<B>${custnum}</B> - <B><FONT COLOR="#${color}">${label}</FONT></B>`;
  return `<DIV CLASS="small_custview">${[head, ...lines].join('<BR>')}<BR>Balance: ${pretty(balanceOf(entries))}</DIV>`;
}

/** When the next bill comes, and how that is shown. */
export function nextBill({ packages }: Book): PerlHash {
  const moments = packages.flatMap(({ bill, cancel }) => (bill === null || cancel !== null ? [] : [bill]));
  const next = moments.length === 0 ? null : Math.min(...moments);
  return { next_bill_date: epochText(next), next_bill_date_pretty: slashedOrNone(next) };
}

/** The agent's own customer; newer branches put the method's name before the error. */
function namedCustomer(context: Context, method: string): Customer {
  const unknown = 'unknown custnum';
  const isOld = context.switches.branch === '2.3';
  return ownCustomer(context, { none: 'Expired session', unknown: isOld ? unknown : `${method}: ${unknown}` });
}

function shortInfo({ switches }: Context, customer: Customer, { packages }: Book): PerlHash {
  const { custnum, agent_custid, first, last, company, address, daytime, night, fax, mobile, locale } = customer;
  const status = customerStatus(packages);
  const { color, label } = CUSTOMER_STATUS[status];
  const ship = Object.entries(customer.shipAddress ?? address);
  const state = switches.branch === '2.3' ? { status } : { status: label, status_label: label };
  return {
    error: '',
    custnum,
    display_custnum: agent_custid === '' ? custnum : agent_custid,
    name: `${first} ${last}`,
    first,
    last,
    company,
    ...address,
    ...Object.fromEntries(ship.map(([name, value]: [string, string]) => [`ship_${name}`, value])),
    daytime,
    night,
    fax,
    mobile,
    locale,
    ...state,
    statuscolor: color,
    invoicing_list: customer.emails.join(', '),
    postal_invoicing: customer.postal ? '1' : '',
  };
}

function balances({ entries }: Book): PerlHash {
  const balance = balanceOf(entries);
  return { balance, balance_pretty: pretty(balance) };
}

function billing(book: Book, isOld: boolean): PerlHash {
  if (isOld) return { balance: balanceOf(book.entries), ...nextBill(book) };
  return { ...balances(book), ...nextBill(book), money_char: '$' };
}

function invoices({ entries }: Book): PerlHash {
  const last = entries.findLast((entry) => entry.type === 'Invoice');
  return {
    open_invoices: openInvoices(entries).map(({ invoice, owed }) => ({
      invnum: invoice.invnum,
      date: spoken(invoice.date),
      owed,
      charged: signedAmount(invoice),
    })),
    last_invoice_date: epochText(last?.date ?? null),
    last_invoice_date_pretty: slashedOrNone(last?.date ?? null),
    max_invnum: last?.invnum ?? '',
  };
}

/** The branch 2.3 keeps the way to pay in the customer, its number masked. */
function payment({ payby, paymask, paydate, payname }: Customer): PerlHash {
  const [year = '', month = ''] = paydate.split('-');
  return { payby, payinfo: paymask, year, month, payname };
}
