/** Pure conversion of the upstream's answers into records. Every quirk stands here with its source. */
import { GatewayError } from '../../errors.ts';
import { negateDecimal, parseDecimal, type Decimal } from '../../money.ts';
import { isStruct, textOf, type XmlRpcStruct, type XmlRpcValue } from '../../wire/xmlrpc-values.ts';
import type {
  FreesideAgent,
  FreesideOpenInvoice,
  FreesidePackage,
  FreesideProfile,
  FreesideService,
} from '../records-freeside.ts';
import type {
  AddressRecord,
  BalanceRecord,
  ClientPart,
  ClientRecord,
  ClientStatus,
  PackageRecord,
} from '../records.ts';
import {
  count,
  flag,
  isList,
  listAt,
  money,
  requiredMoney,
  requiredText,
  rowsAt,
  text,
  type Calendar,
} from './values.ts';

/**
 * Codes of the list and labels of newer branches' customer_info, both in small letters (freeside.md sections 3.2 and 3.3).
 * Who has no package (yet), none that recurs, or one that is not billed yet is neither suspended nor gone.
 */
const statuses: ReadonlyMap<string, ClientStatus> = new Map([
  ['prospect', 'ACTIVE'],
  ['no packages', 'ACTIVE'],
  ['active', 'ACTIVE'],
  ['ordered', 'ACTIVE'],
  ['inactive', 'ACTIVE'],
  ['suspended', 'SUSPENDED'],
  ['cancelled', 'CLOSED'],
]);

/** The number of a customer. */
export function customerNumber(row: XmlRpcStruct): string {
  return requiredText(row.get('custnum'), 'a customer number');
}

/** What a row of agent_list_customers lacks: the e-mail, and in new branches the address (freeside.md section 3.2). */
const LIST_LACKS: readonly ClientPart[] = ['email', 'address'];

/**
 * A customer from a row of agent_list_customers (`own` false) or from customer_info. Neither the social security number nor anything else that is not named here is read.
 */
export function toClient(row: XmlRpcStruct, own: boolean, observedAt: Date): ClientRecord {
  const upstreamId = customerNumber(row);
  const [company, firstName, lastName] = [text(row.get('company')), text(row.get('first')), text(row.get('last'))];
  return {
    upstreamId,
    displayName: company ?? ([firstName, lastName].filter(Boolean).join(' ') || upstreamId),
    lacks: own ? [] : LIST_LACKS,
    currency: null,
    company,
    firstName,
    lastName,
    email: own ? (invoiceEmails(row)[0] ?? null) : null,
    phoneNumber: text(row.get('daytime')) ?? text(row.get('night')) ?? text(row.get('mobile')),
    address: toAddress(row),
    status: toStatus(row),
    balanceManagement: null,
    observedAt,
  };
}

function toAddress(row: XmlRpcStruct): AddressRecord {
  const lines = [text(row.get('address1')), text(row.get('address2'))].filter((line) => line !== null);
  return {
    street: lines.length === 0 ? null : lines.join(', '),
    city: text(row.get('city')),
    state: text(row.get('state')),
    postalCode: text(row.get('zip')),
    country: text(row.get('country')),
  };
}

function toStatus(row: XmlRpcStruct): ClientStatus | null {
  for (const name of ['status', 'cust_status', 'status_label']) {
    const status = statuses.get(text(row.get(name))?.toLowerCase() ?? '');
    if (status !== undefined) return status;
  }
  return null;
}

/** E-mail addresses that get invoices: joined by commas, with `POST` among them for the post (freeside.md section 3.1). */
export function invoiceEmails(info: XmlRpcStruct): readonly string[] {
  const entries = (text(info.get('invoicing_list')) ?? '').split(',').map((entry) => entry.trim());
  return entries.filter((entry) => entry.includes('@'));
}

/** The balance of customer_info. Positive is what the customer owes there (freeside.md section 5): the sign turns. */
export function toBalance(info: XmlRpcStruct, observedAt: Date): BalanceRecord {
  return {
    current: negateDecimal(requiredMoney(info.get('balance'))),
    currency: null,
    creditLimit: null,
    spentTotal: null,
    spentToday: null,
    callsTotal: null,
    callsToday: null,
    talkTimeTotalSeconds: null,
    talkTimeTodaySeconds: null,
    observedAt,
  };
}

/** What only customer_info tells. */
export function toProfile(info: XmlRpcStruct, calendar: Calendar): FreesideProfile {
  const onPaper = (text(info.get('invoicing_list')) ?? '').split(',').some((entry) => entry.trim() === 'POST');
  const open = isList(info.get('open_invoices')) ? rowsAt(info, 'open_invoices') : [];
  return {
    displayNumber: text(info.get('display_custnum')) ?? customerNumber(info),
    nightPhoneNumber: text(info.get('night')),
    mobilePhoneNumber: text(info.get('mobile')),
    fax: text(info.get('fax')),
    invoiceEmails: invoiceEmails(info),
    postalInvoices: onPaper || flag(info.get('postal_invoicing')),
    nextBillDate: calendar.day(info.get('next_bill_date')),
    lastInvoiceDate: calendar.day(info.get('last_invoice_date')),
    statusLabel: text(info.get('status_label')) ?? text(info.get('status')),
    openInvoices: open.map(toOpenInvoice),
  };
}

function toOpenInvoice(row: XmlRpcStruct): FreesideOpenInvoice {
  return {
    number: requiredText(row.get('invnum'), 'an invoice number'),
    date: spokenDay(text(row.get('date')) ?? ''),
    owed: requiredMoney(row.get('owed')),
    charged: money(row.get('charged')),
  };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const SPOKEN = /^([A-Z][a-z]{2}) (\d{1,2})(?:st|nd|rd|th), (\d{4})$/;

/** "Jan 5th, 2024" as 2024-01-05; null for anything else. It is a day of the upstream's own clock. */
export function spokenDay(words: string): string | null {
  const [, name = '', day = '', year = ''] = SPOKEN.exec(words) ?? [];
  const month = MONTHS.indexOf(name) + 1;
  return month === 0 ? null : `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/**
 * A row of signup_info's part_pkg. The fees are options of the price plan, which other plans may lack or fill with other
 * things than amounts; setup_cost and recur_cost are what the package costs the operator.
 */
export function toPackage(row: XmlRpcStruct): PackageRecord {
  const options = row.get('options');
  const fee = (name: string): Decimal | null =>
    isStruct(options) ? parseDecimal((textOf(options.get(name)) ?? '').trim()) : null;
  const isMonthly = text(row.get('freq')) === '1';
  return {
    upstreamId: requiredText(row.get('pkgpart'), 'a package number'),
    name: text(row.get('pkg')) ?? '',
    markupFixed: null,
    markupPercentage: null,
    pulseSeconds: null,
    internationalRoute: null,
    canadaRoute: null,
    monthlyFee: isMonthly ? fee('recur_fee') : null,
    setupFee: fee('setup_fee'),
    freeMinutes: null,
  };
}

/** A row of list_pkgs. */
export function toOrderedPackage(row: XmlRpcStruct, calendar: Calendar): FreesidePackage {
  const day = (name: string): string | null => calendar.day(row.get(name));
  const services = isList(row.get('cust_svc')) ? rowsAt(row, 'cust_svc') : [];
  return {
    upstreamId: requiredText(row.get('pkgnum'), 'a package number'),
    packageId: requiredText(row.get('pkgpart'), 'a package number'),
    name: text(row.get('pkg')) ?? text(row.get('pkg_label')) ?? '',
    status: text(row.get('status')),
    quantity: count(row.get('quantity')),
    orderedOn: day('order_date'),
    startsOn: day('start_date'),
    setUpOn: day('setup'),
    lastBilledOn: day('last_bill'),
    nextBillOn: day('bill'),
    suspendedOn: day('susp'),
    cancelledOn: day('cancel'),
    expiresOn: day('expire'),
    services: services.map(toService),
  };
}

/** `label` is a list: name, value, table. Operators can make the row hold a password, which is not read. */
function toService(row: XmlRpcStruct): FreesideService {
  const [name, value, table] = listAt(row, 'label');
  return {
    upstreamId: requiredText(row.get('svcnum'), 'a service number'),
    name: text(name) ?? '',
    value: text(value) ?? '',
    table: text(table) ?? '',
  };
}

/** The answer of agent_info. */
export function toAgent(info: XmlRpcStruct): FreesideAgent {
  return {
    number: requiredText(info.get('agentnum'), 'an agent'),
    name: text(info.get('agent')) ?? '',
    prospects: count(info.get('num_prospect')),
    active: count(info.get('num_active')),
    suspended: count(info.get('num_susp')),
    cancelled: count(info.get('num_cancel')),
  };
}

/** What signup_info tells of the choices that a sign-up has. */
export interface Catalogue {
  readonly packages: readonly PackageRecord[];
  /** Ways to pay that are allowed; null when the upstream does not tell. */
  readonly paymentMethods: readonly string[] | null;
  readonly requiresCardVerification: boolean;
  /** Numbers of the access numbers, one of which must be chosen; [] when there are none. */
  readonly accessNumbers: readonly string[];
}

/** The answer of signup_info, without its many other members. */
export function toCatalogue(info: XmlRpcStruct): Catalogue {
  const textsOf = (name: string, of: (row: XmlRpcValue) => XmlRpcValue | undefined): readonly string[] => {
    const list = info.get(name);
    return isList(list) ? list.map((row) => text(of(row))).filter((found) => found !== null) : [];
  };
  const methods = textsOf('payby', (row) => row);
  return {
    packages: rowsAt(info, 'part_pkg').map(toPackage),
    paymentMethods: methods.length === 0 ? null : methods,
    requiresCardVerification: flag(info.get('require_cvv')),
    // A row of the table, or its columns in their order.
    accessNumbers: textsOf('svc_acct_pop', (row) => (isStruct(row) ? row.get('popnum') : isList(row) ? row[0] : row)),
  };
}

/** The value of a conversion, or the error that it ends with: what cannot be read fails what was asked, nothing else. */
export function attempt<T>(convert: () => T): T | GatewayError {
  try {
    return convert();
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
}
