/** Pure conversion of the switch's values into records. Every quirk stands here with its source. */
import type { GatewayError } from '../../errors.ts';
import { splitMark } from '../../mark.ts';
import { negateDecimal, parseDecimal, type Decimal } from '../../money.ts';
import { isStruct, textOf, XmlRpcDate, type XmlRpcStruct, type XmlRpcValue } from '../../wire/xmlrpc-values.ts';
import type { BalanceRecord, ClientPart, ClientRecord, LedgerRow, ThresholdRecord } from '../records.ts';
import { unreadable } from '../shared/failures.ts';
import { expandNumber, UnreadableJson } from '../shared/json.ts';
import type { SippyAttributeName } from '../sippy-attributes.ts';
import { isCustomerId } from './checks.ts';
import { WHO } from './errors.ts';

/** What each attribute is called on the wire (sippy.md section 3, createCustomer). */
export const wireNames: Readonly<Record<SippyAttributeName, string>> = {
  name: 'name',
  webLogin: 'web_login',
  webPassword: 'web_password',
  tariffId: 'i_tariff',
  routingGroupId: 'i_routing_group',
  creditLimit: 'credit_limit',
  accountsRights: 'accounts_mgmt',
  customersRights: 'customers_mgmt',
  tariffsRights: 'tariffs_mgmt',
  vouchersRights: 'vouchers_mgmt',
  systemRights: 'system_mgmt',
  accountsMatchingRule: 'accounts_matching_rule',
  company: 'company_name',
  salutation: 'salutation',
  firstName: 'first_name',
  lastName: 'last_name',
  middleInitial: 'mid_init',
  street: 'street_addr',
  state: 'state',
  postalCode: 'postal_code',
  city: 'city',
  country: 'country',
  contact: 'contact',
  phoneNumber: 'phone',
  fax: 'fax',
  alternatePhoneNumber: 'alt_phone',
  alternateContact: 'alt_contact',
  email: 'email',
  cc: 'cc',
  bcc: 'bcc',
  mailFrom: 'mail_from',
  paymentCurrency: 'payment_currency',
  paymentMethod: 'payment_method',
  minimumPaymentAmount: 'min_payment_amount',
  apiAccess: 'api_access',
  apiPassword: 'api_password',
  apiManagement: 'api_mgmt',
  commissionAgentId: 'i_commission_agent',
  commissionPercent: 'commission_size',
  maxDepth: 'max_depth',
  useOwnTariff: 'use_own_tariff',
  description: 'description',
  passwordPolicyId: 'i_password_policy',
  callshopEnabled: 'callshop_enabled',
  overcommitProtection: 'overcommit_protection',
  overcommitLimitPercent: 'overcommit_limit',
  didPoolEnabled: 'did_pool_enabled',
  ivrAppsEnabled: 'ivr_apps_enabled',
  asrAcdEnabled: 'asr_acd_enabled',
  debitCreditCardsEnabled: 'debit_credit_cards_enabled',
  conferencingEnabled: 'conferencing_enabled',
  sharePaymentProcessors: 'share_payment_processors',
  dnclEnabled: 'dncl_enabled',
  timeZoneId: 'i_time_zone',
  language: 'i_lang',
  exportTypeId: 'i_export_type',
  startPage: 'start_page',
  css: 'css',
  dnsAlias: 'dns_alias',
  maxSessions: 'max_sessions',
  maxCallsPerSecond: 'max_calls_per_second',
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** `%H:%M:%S.000 GMT %a %b %d %Y`; the day may come without its zero (sippy.md section 5, "Dates"). */
const TIME = /^(\d{1,2}:\d{2}:\d{2})(?:\.\d+)? GMT \w{3} (\w{3}) {1,2}(\d{1,2}) (\d{4})$/;

/** tx_result of a payment that failed (sippy.md section 3, getPaymentInfo). */
const FAILED = '2';

/** A value that is there and cannot be read: a wrong one is worse than none. `what` ends the sentence. */
export function fault(what: string): GatewayError {
  return unreadable(WHO, `${what} that cannot be read`);
}

/** Text as it stands; null for the empty string, nil and a member that is not there. */
export function text(value: XmlRpcValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  const read = textOf(value);
  if (read === null) throw fault('a value');
  return read === '' ? null : read;
}

/** Money or another decimal, from double, int or text; Python writes small ones with an exponent (sippy.md section 5). */
export function decimalOf(value: XmlRpcValue | undefined): Decimal | null {
  const read = typeof value === 'boolean' ? null : text(value);
  if (read === null) return null;
  const amount = parseDecimal(expanded(read.trim().replace(/^\+/, '')));
  if (amount === null) throw fault('an amount');
  return amount;
}

function expanded(number: string): string {
  try {
    return expandNumber(number);
  } catch (error) {
    if (error instanceof UnreadableJson) throw fault('an amount');
    throw error;
  }
}

function requiredDecimal(value: XmlRpcValue | undefined): Decimal {
  const amount = decimalOf(value);
  if (amount === null) throw fault('an amount');
  return amount;
}

/** A number that identifies something. */
function idOf(value: XmlRpcValue | undefined): string {
  const id = text(value);
  if (id === null || !isCustomerId(id)) throw fault('an id');
  return id;
}

/** Id of a new or an authenticated customer, or of a user; null when the answer has none. */
export function optionalId(value: XmlRpcValue | undefined): string | null {
  const id = textOf(value);
  return id !== null && isCustomerId(id) ? id : null;
}

/** The structs of a list in an answer. */
export function rowsAt(members: XmlRpcStruct, name: string): readonly XmlRpcStruct[] {
  const rows = members.get(name);
  if (!Array.isArray(rows) || !rows.every(isStruct)) throw fault(`a list of ${name}`);
  return rows;
}

/** Id of a row of listCustomers. */
export function customerIdOf(row: XmlRpcStruct): string {
  return idOf(row.get('i_customer'));
}

/** Id of a row of getPaymentsList. */
export function paymentIdOf(row: XmlRpcStruct): string {
  return idOf(row.get('i_payment'));
}

/** ISO 4217 code under a name; null when there is none. */
export function currencyAt(members: XmlRpcStruct, name: 'base_currency' | 'currency'): string | null {
  const code = textOf(members.get(name));
  return code !== null && /^[A-Z]{3}$/.test(code) ? code : null;
}

/** What a row of listCustomers lacks (sippy.md section 3, listCustomers). */
const LIST_LACKS: readonly ClientPart[] = ['company', 'firstName', 'lastName', 'email', 'phoneNumber', 'address'];

/** A row of listCustomers, which lacks all but the name: `name` is the one text that both answers have. */
export function toListedClient(row: XmlRpcStruct, observedAt: Date): ClientRecord {
  const blank = clientOf(customerIdOf(row), new Map([['name', row.get('name') ?? null]]));
  return { ...blank, lacks: LIST_LACKS, currency: currencyAt(row, 'base_currency'), observedAt };
}

/** The customer of getCustomerInfo. */
export function toClient(id: string, info: XmlRpcStruct, currency: string | null, observedAt: Date): ClientRecord {
  return { ...clientOf(id, info), lacks: [], currency, observedAt };
}

function clientOf(upstreamId: string, info: XmlRpcStruct): Omit<ClientRecord, 'lacks' | 'currency' | 'observedAt'> {
  const at = (attribute: SippyAttributeName): string | null => text(info.get(wireNames[attribute]));
  return {
    upstreamId,
    displayName: at('name') ?? upstreamId,
    company: at('company'),
    firstName: at('firstName'),
    lastName: at('lastName'),
    email: at('email'),
    phoneNumber: at('phoneNumber'),
    address: {
      street: at('street'),
      city: at('city'),
      state: at('state'),
      postalCode: at('postalCode'),
      country: at('country'),
    },
    // No member is documented to show that a customer is blocked (sippy.md section 3, blockCustomer).
    status: null,
    balanceManagement: null,
  };
}

/** The balance of getCustomerInfo, whose sign is inverted, "for historical reasons" (sippy.md section 5). */
export function toBalance(info: XmlRpcStruct, currency: string | null, observedAt: Date): BalanceRecord {
  return inverted(balanceOf(info, currency, observedAt));
}

/** The balance of a row of listCustomers in the list's own sign, which is not documented. */
export function toListedBalance(row: XmlRpcStruct, observedAt: Date): BalanceRecord {
  return balanceOf(row, currencyAt(row, 'base_currency'), observedAt);
}

/** The same with the other sign. */
export function inverted(balance: BalanceRecord): BalanceRecord {
  return { ...balance, current: negateDecimal(balance.current) };
}

function balanceOf(members: XmlRpcStruct, currency: string | null, observedAt: Date): BalanceRecord {
  return {
    current: requiredDecimal(members.get('balance')),
    currency,
    creditLimit: decimalOf(members.get('credit_limit')),
    spentTotal: null,
    spentToday: null,
    callsTotal: null,
    callsToday: null,
    talkTimeTotalSeconds: null,
    talkTimeTodaySeconds: null,
    observedAt,
  };
}

/** When a payment was made, in UTC as "2009-11-18T09:57:29"; null when it cannot be told. Comparable as text. */
export function paymentTime(row: XmlRpcStruct): string | null {
  const value = row.get('payment_time');
  if (value instanceof XmlRpcDate) return value.text.replace(/^(\d{4})(\d{2})(\d{2})T/, '$1-$2-$3T');
  const match = TIME.exec(textOf(value)?.trim() ?? '');
  const month = MONTHS.indexOf(match?.[2] ?? '') + 1;
  if (match === null || month === 0) return null;
  return `${match[4]}-${String(month).padStart(2, '0')}-${match[3]!.padStart(2, '0')}T${match[1]!.padStart(8, '0')}`;
}

/** The moment of a text of `paymentTime`; null for none, and for one that does not exist, such as "0000-00-00". */
function momentOf(time: string | null): Date | null {
  const moment = time === null ? Number.NaN : Date.parse(`${time}Z`);
  return Number.isNaN(moment) ? null : new Date(moment);
}

/** False for a payment that failed, which moved no money. */
export function hasMoved(row: XmlRpcStruct): boolean {
  return textOf(row.get('tx_result')) !== FAILED;
}

/**
 * A row of getPaymentsList. It has no kind, so `type` is what was asked for; the sign of a debit is not documented, so it
 * says nothing (sippy.md section 3).
 */
export function toLedgerRow(row: XmlRpcStruct, type: 'credit' | 'debit'): LedgerRow {
  const amount = requiredDecimal(row.get('amount'));
  const bookedAt = momentOf(paymentTime(row));
  const notes = splitMark(text(row.get('notes')) ?? '');
  return {
    upstreamId: paymentIdOf(row),
    type,
    currency: currencyAt(row, 'currency'),
    date: bookedAt?.toISOString().slice(0, 10) ?? null,
    amount: amount.startsWith('-') ? negateDecimal(amount) : amount,
    description: notes.text,
    mark: notes.mark,
    bookedAt,
    packageId: null,
    phoneNumber: null,
  };
}

/** The threshold of getLowBalance, below which balance and credit limit together must fall; null when it is nil, which means off. The switch tells no address. */
export function toThreshold(members: XmlRpcStruct): ThresholdRecord | null {
  const amount = decimalOf(members.get('threshold'));
  return amount === null ? null : { amount, measure: 'AVAILABLE', email: null };
}
