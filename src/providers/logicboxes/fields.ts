/** Which field of the graph's inputs each parameter of a write comes from. */
import type { FunctionName } from './functions.ts';

type Paths = Readonly<Record<string, readonly string[]>>;

const client: Paths = { 'customer-id': ['clientId'] };

const money: Paths = { ...client, description: ['description'] };

/** Parameters of a changed client; the graph's name of a person has two parts, the upstream's one. */
const profile: Paths = {
  ...client,
  username: ['email'],
  name: ['lastName'],
  company: ['company'],
  'address-line-1': ['address', 'street'],
  city: ['address', 'city'],
  state: ['address', 'state'],
  country: ['address', 'country'],
  zipcode: ['address', 'postalCode'],
  'phone-cc': ['phoneNumber'],
  phone: ['phoneNumber'],
};

const signup: Paths = {
  username: ['email'],
  passwd: ['password'],
  name: ['name'],
  company: ['company'],
  'address-line-1': ['address', 'lines', '0'],
  'address-line-2': ['address', 'lines', '1'],
  'address-line-3': ['address', 'lines', '2'],
  city: ['address', 'city'],
  state: ['address', 'state'],
  'other-state': ['address', 'state'],
  country: ['address', 'country'],
  zipcode: ['address', 'postalCode'],
  'phone-cc': ['phone', 'countryCode'],
  phone: ['phone', 'number'],
  'alt-phone-cc': ['alternatePhone', 'countryCode'],
  'alt-phone': ['alternatePhone', 'number'],
  'mobile-cc': ['mobile', 'countryCode'],
  mobile: ['mobile', 'number'],
  'fax-cc': ['fax', 'countryCode'],
  fax: ['fax', 'number'],
  'lang-pref': ['language'],
  'sms-consent': ['smsConsent'],
  'marketing-email-consent': ['marketingConsent'],
  'accept-policy': ['acceptPolicy'],
  'vat-id': ['vatId'],
};

const byFunction: Readonly<Partial<Record<FunctionName, Paths>>> = {
  'billing/add-customer-debit-note': {
    ...money,
    'selling-amount': ['amount'],
    'accounting-amount': ['accounting', 'amount'],
    'conversion-rate': ['accounting', 'conversionRate'],
  },
  'billing/add-customer-fund': { ...money, amount: ['amount'], 'transaction-type': ['paymentKind'] },
  'customers/delete': client,
  'customers/modify': profile,
  'customers/suspend': { ...client, reason: ['reason'] },
  'customers/unsuspend': { ...client, reason: ['reason'] },
  'customers/v2/signup': signup,
  'mail/user/add': {
    'order-id': ['orderId'],
    email: ['email'],
    passwd: ['password'],
    'notification-email': ['notificationEmail'],
    'first-name': ['firstName'],
    'last-name': ['lastName'],
    'country-code': ['countryCode'],
    'language-code': ['languageCode'],
  },
  'mail/user/add-forward-only-account': { 'order-id': ['orderId'], email: ['email'], forwards: ['forwards'] },
};

/**
 * The field that a parameter of a function comes from; null for a parameter that no input has. The upstream's
 * validation writes the names without hyphens (logicboxes.md section 4), so they are compared without.
 */
export function fieldOf(name: FunctionName, parameter: string): readonly string[] | null {
  const wanted = bare(parameter);
  const found = Object.entries(byFunction[name] ?? {}).find(([known]) => bare(known) === wanted);
  return found?.[1] ?? null;
}

function bare(parameter: string): string {
  return parameter.replaceAll('-', '').toLowerCase();
}
