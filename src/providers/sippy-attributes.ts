/**
 * The attributes of a Sippy customer in the words of the graph: sign-up and change take them, `Client.sippy` shows them.
 * One table, so that inputs, output and the provider cannot disagree. What each is called on the wire stands in the
 * vendor's own folder.
 */
import type { Decimal } from '../money.ts';

/** What may be done with the objects of one kind. */
export const sippyRights = ['ADD', 'EDIT', 'DELETE'] as const;
/** One right. */
export type SippyRight = (typeof sippyRights)[number];

/**
 * How an attribute is written: `flag` is a whole number 0 or 1 upstream, `rights` a bit mask; `secret` is text that goes
 * in and never comes out.
 */
export type SippyKind = 'text' | 'secret' | 'int' | 'decimal' | 'boolean' | 'flag' | 'rights';

interface Attribute {
  readonly kind: SippyKind;
  /** For the schema: what the name does not say. */
  readonly description: string;
  /** True where null is a value of its own (unlimited, own tariff) and not "nothing". */
  readonly nil?: true;
  /** True for personal data: by it, somebody can be known or reached. */
  readonly personal?: true;
}

const rightsOver = (what: string): string => `What the client may do with ${what}.`;

/** Every attribute. */
export const sippyAttributes = {
  name: { kind: 'text', personal: true, description: 'Name in the switch; unique there, at most 32 characters.' },
  webLogin: {
    kind: 'text',
    personal: true,
    description: 'Login of the self-care pages and of the API; at most 32 characters.',
  },
  webPassword: { kind: 'secret', description: 'Password of the self-care pages. Sent to the switch and kept nowhere.' },
  tariffId: { kind: 'int', nil: true, description: 'Number of the tariff; null stands for a tariff of its own.' },
  routingGroupId: { kind: 'int', description: 'Number of the routing group.' },
  creditLimit: {
    kind: 'decimal',
    description:
      'How far the balance may go below zero, as a positive amount. A caller with money limits cannot raise it.',
  },
  accountsRights: { kind: 'rights', description: rightsOver('accounts of end users') },
  customersRights: { kind: 'rights', description: rightsOver('customers of its own') },
  tariffsRights: { kind: 'rights', description: rightsOver('tariffs') },
  vouchersRights: { kind: 'rights', description: rightsOver('vouchers') },
  systemRights: {
    kind: 'int',
    description: 'Bits of system management, as the switch numbers them; its documents do not name them.',
  },
  accountsMatchingRule: { kind: 'text', description: 'Pattern by which accounts are matched.' },
  company: { kind: 'text', personal: true, description: 'Name of the business.' },
  salutation: { kind: 'text', personal: true, description: 'Form of address, such as "Mr." or "Ms.".' },
  firstName: { kind: 'text', personal: true, description: 'Given name of the contact person.' },
  lastName: { kind: 'text', personal: true, description: 'Family name of the contact person.' },
  middleInitial: { kind: 'text', personal: true, description: 'Initial between given and family name.' },
  street: { kind: 'text', personal: true, description: 'Street and number.' },
  state: { kind: 'text', personal: true, description: 'Province or state.' },
  postalCode: { kind: 'text', personal: true, description: 'Postal or ZIP code.' },
  city: { kind: 'text', personal: true, description: 'Town or city.' },
  country: { kind: 'text', personal: true, description: 'Country or region, free text at the switch.' },
  contact: { kind: 'text', personal: true, description: 'Whom to ask for.' },
  phoneNumber: { kind: 'text', personal: true, description: 'Number to call.' },
  fax: { kind: 'text', personal: true, description: 'Number for telefax.' },
  alternatePhoneNumber: { kind: 'text', personal: true, description: 'Another number to call.' },
  alternateContact: { kind: 'text', personal: true, description: 'Whom else to ask for.' },
  email: { kind: 'text', personal: true, description: 'E-mail address.' },
  cc: { kind: 'text', personal: true, description: 'Address that gets copies of e-mails.' },
  bcc: { kind: 'text', personal: true, description: 'Address that gets hidden copies of e-mails.' },
  mailFrom: { kind: 'text', personal: true, description: 'Sender of e-mails to accounts of the client.' },
  paymentCurrency: { kind: 'text', description: 'ISO 4217 code of the currency of payments.' },
  paymentMethod: { kind: 'int', description: "Number of the preferred method of payment in the switch's list." },
  minimumPaymentAmount: { kind: 'decimal', description: 'Smallest payment, in the currency of payments.' },
  apiAccess: { kind: 'flag', description: 'True: the client may call the XML API itself.' },
  apiPassword: { kind: 'secret', description: 'Password of the XML API. Sent to the switch and kept nowhere.' },
  apiManagement: { kind: 'flag', description: 'True: the client may give API access to customers of its own.' },
  commissionAgentId: { kind: 'int', description: 'Number of the customer that gets a commission on the client.' },
  commissionPercent: { kind: 'decimal', description: 'Size of that commission, in percent.' },
  maxDepth: { kind: 'int', description: 'How many levels of customers the client may have below it.' },
  useOwnTariff: { kind: 'flag', description: 'True: the client may assign a tariff of its own.' },
  description: { kind: 'text', personal: true, description: 'Free text; at most 128 characters.' },
  passwordPolicyId: { kind: 'int', description: 'Number of the rules for passwords.' },
  callshopEnabled: { kind: 'boolean', description: 'True: has the call shop feature.' },
  overcommitProtection: { kind: 'boolean', description: 'True: credit that is given away is limited.' },
  overcommitLimitPercent: { kind: 'decimal', description: 'That limit, in percent.' },
  didPoolEnabled: { kind: 'boolean', description: 'True: has the pool of phone numbers.' },
  ivrAppsEnabled: { kind: 'boolean', description: 'True: has the IVR applications.' },
  asrAcdEnabled: { kind: 'boolean', description: 'True: may see reports of answer rate and call length.' },
  debitCreditCardsEnabled: { kind: 'boolean', description: 'True: may store debit and credit cards.' },
  conferencingEnabled: { kind: 'boolean', description: 'True: has conferences.' },
  sharePaymentProcessors: { kind: 'boolean', description: 'True: may share its payment processors.' },
  dnclEnabled: { kind: 'boolean', description: 'True: numbers are looked up in the do-not-call list.' },
  timeZoneId: { kind: 'int', description: "Number of the time zone in the switch's list." },
  language: { kind: 'text', description: 'Two letters, such as "en".' },
  exportTypeId: { kind: 'int', description: "Number of the download format in the switch's list." },
  startPage: { kind: 'int', description: 'Number of the page that is shown after signing in.' },
  css: { kind: 'text', description: 'Style sheet of the branded pages.' },
  dnsAlias: { kind: 'text', personal: true, description: 'Host name of the branded pages.' },
  maxSessions: { kind: 'int', nil: true, description: 'Calls at once; null stands for unlimited.' },
  maxCallsPerSecond: { kind: 'decimal', nil: true, description: 'New calls a second; null stands for unlimited.' },
} as const satisfies Readonly<Record<string, Attribute>>;

/** Name of an attribute. */
export type SippyAttributeName = keyof typeof sippyAttributes;

interface ValueOf {
  readonly text: string;
  readonly secret: string;
  readonly int: number;
  readonly decimal: Decimal;
  readonly boolean: boolean;
  readonly flag: boolean;
  readonly rights: readonly SippyRight[];
}

/** Values by attribute. Absent: not said. Null: unlimited or own tariff where that exists, otherwise empty. */
export type SippyAttributes = {
  readonly [Name in SippyAttributeName]?: ValueOf[(typeof sippyAttributes)[Name]['kind']] | null;
};
