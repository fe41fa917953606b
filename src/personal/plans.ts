/**
 * What a caller without `clients:pii` gets to see of a plan. A request may hold what was read from the upstream to be sent
 * back with a change, so a value is masked unless its name is known to be harmless.
 */
import { sippyAttributes } from '../providers/sippy-attributes.ts';
import { MASKED, maskText } from './text.ts';

/** A value of a plan by its name: the upstream's, or a place in the input of the mutation. */
export interface PlannedValue {
  readonly name: string;
  readonly value: string;
}

/** Of the graph's inputs. */
const INPUTS =
  'clientId amount currency paymentKind accounting.amount accounting.conversionRate orderId activate balanceManagement initialBalance postalInvoices paymentMethod packageId language domainServiceId accessNumberId smsConsent marketingConsent acceptPolicy languageCode';

/** Of the upstreams: VoIP.ms, Sippy (whose numbers of objects begin with "i_"), Freeside, LogicBoxes. */
const UPSTREAMS = [
  'client charge payment threshold test balance_management',
  'credit_limit balance max_depth max_sessions max_calls_per_second payment_currency lang',
  'custnum pkgpart payby popnum svcpart agentnum',
  'customer-id selling-amount accounting-amount conversion-rate debit-note-date transaction-key update-total-receipt transaction-type greedy order-id lang-pref language-code sms-consent marketing-email-consent accept-policy',
];

/** Numbers, amounts, choices and switches: nobody is known by them. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...[INPUTS, ...UPSTREAMS].flatMap((names) => names.split(' ')),
  ...Object.entries(sippyAttributes)
    .filter(([, attribute]) => !('personal' in attribute))
    .map(([name]) => `attributes.${name}`),
]);

/** Names of texts that the caller has written itself, where a pattern is enough. */
const TEXTS: ReadonlySet<string> = new Set(['description', 'payment_notes', 'reason']);

/** What stands for something else already: a secret, or what is made when it is sent. */
const PLACEHOLDER = /^(?:\[[a-z ]+\]|nil|)$/;

/** The values with personal data masked. */
export function maskPlanned(values: readonly PlannedValue[]): readonly PlannedValue[] {
  return values.map(({ name, value }) => ({ name, value: maskValue(name, value) }));
}

function maskValue(name: string, value: string): string {
  if (HARMLESS.has(name) || name.startsWith('i_') || PLACEHOLDER.test(value)) return value;
  return TEXTS.has(name) ? maskText(value) : MASKED;
}
