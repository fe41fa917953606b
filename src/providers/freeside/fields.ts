/** Which member of a request comes from which field of the graph's inputs. */

/** Paths inside the mutation's input, by the upstream's member; `payinfo` by what stands in it. */
export const paths = {
  first: ['firstName'],
  last: ['lastName'],
  company: ['company'],
  address1: ['address', 'street'],
  address2: ['address', 'street2'],
  city: ['address', 'city'],
  county: ['address', 'county'],
  state: ['address', 'state'],
  zip: ['address', 'postalCode'],
  country: ['address', 'country'],
  daytime: ['dayPhoneNumber'],
  night: ['nightPhoneNumber'],
  mobile: ['mobilePhoneNumber'],
  fax: ['fax'],
  invoicing_list: ['invoiceEmails'],
  payby: ['billing', 'method'],
  card: ['billing', 'cardNumber'],
  paycvv: ['billing', 'cardVerification'],
  paydate: ['billing', 'cardExpiry'],
  account: ['billing', 'bankAccountNumber'],
  routing: ['billing', 'bankRoutingNumber'],
  prepaid: ['billing', 'prepaidCardNumber'],
  payname: ['billing', 'payerName'],
  pkgpart: ['packageId'],
  username: ['username'],
  password: ['password'],
  domsvc: ['domainServiceId'],
  popnum: ['accessNumberId'],
  promo_code: ['promotionCode'],
  reg_code: ['registrationCode'],
  comments: ['comments'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The path of a member that the upstream's words name; [] for one that no input has. */
export function pathOf(member: string): readonly string[] {
  const name = member.replace(/^_/, '');
  return Object.hasOwn(paths, name) ? paths[name as keyof typeof paths] : [];
}

/** Members whose values are secrets: scrubbed from the upstream's words and redacted in plans. */
export const secretMembers: ReadonlySet<string> = new Set([
  'session_id',
  'agent_session_id',
  'password',
  '_password',
  'payinfo',
  'paycvv',
  'reg_code',
  'paydate',
  'payname',
]);
