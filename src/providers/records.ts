/** The data that goes in and out of providers, in the words of DESIGN. No behaviour. */
import type { Decimal } from '../money.ts';
import type { SippyAttributes } from './sippy-attributes.ts';

/** A postal address as the upstream writes it. */
export interface AddressRecord {
  readonly street: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
  /** A name or a code, whatever the upstream stores. */
  readonly country: string | null;
}

/** A part of a client's record that the row of a list may lack. */
export type ClientPart = 'company' | 'firstName' | 'lastName' | 'email' | 'phoneNumber' | 'address';

/** A client without any password. */
export interface ClientRecord {
  readonly upstreamId: string;
  /** Never empty. The same in a list and in the client's own record. */
  readonly displayName: string;
  /**
   * What a row of a list does not tell while the client's own record does: null there means "not told here", and
   * `clients.wholeByIds` (or `byIds`) has it. Empty for the client's own record.
   */
  readonly lacks: readonly ClientPart[];
  /** ISO 4217 code of the client's money where clients have currencies of their own; null: see the account. */
  readonly currency: string | null;
  readonly company: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phoneNumber: string | null;
  readonly address: AddressRecord;
  /** Null where the upstream does not tell. */
  readonly status: ClientStatus | null;
  /** Code of a balance management option; null where the upstream has none. */
  readonly balanceManagement: string | null;
  /** When the upstream's answer arrived. */
  readonly observedAt: Date;
}

/** Life cycle of a client, common to all providers. */
export const clientStatuses = ['ACTIVE', 'SUSPENDED', 'CLOSED'] as const;
/** One state of a client's life cycle. */
export type ClientStatus = (typeof clientStatuses)[number];

/** Funds and call statistics. `current` is positive when there are funds, negative when money is owed. */
export interface BalanceRecord {
  readonly current: Decimal;
  /** ISO 4217 code of all amounts in it; null: the account's currency. */
  readonly currency: string | null;
  readonly creditLimit: Decimal | null;
  readonly spentTotal: Decimal | null;
  readonly spentToday: Decimal | null;
  readonly callsTotal: number | null;
  readonly callsToday: number | null;
  readonly talkTimeTotalSeconds: number | null;
  readonly talkTimeTodaySeconds: number | null;
  readonly observedAt: Date;
}

/** One row of a client's ledger: a charge or a deposit. `amount` is positive in both. */
export interface LedgerRow {
  /** Unique among the client's charges, or among its deposits. Made from the row where the upstream has no number. */
  readonly upstreamId: string;
  /** The upstream's own word for what it is, such as "invoice". */
  readonly type: string;
  /** ISO 4217 code; null: the account's currency. */
  readonly currency: string | null;
  /** Calendar day of the upstream's books, YYYY-MM-DD; null where the upstream has none ("0000-00-00"). */
  readonly date: string | null;
  readonly amount: Decimal;
  /** Without the mark. */
  readonly description: string;
  /** The mark of the write that has made it through a gateway like this one; null for all other rows. */
  readonly mark: string | null;
  /** When it was booked, where the upstream tells more than the day; null otherwise. */
  readonly bookedAt: Date | null;
  /** Package that a system-made charge is about, from its description. */
  readonly packageId: string | null;
  /** Phone number that a system-made charge is about, digits as the upstream writes them. */
  readonly phoneNumber: string | null;
}

/** A package as a client's list names it. */
export interface PackageRef {
  readonly upstreamId: string;
  readonly name: string;
}

/** A package with its prices. */
export interface PackageRecord extends PackageRef {
  readonly markupFixed: Decimal | null;
  readonly markupPercentage: Decimal | null;
  readonly pulseSeconds: number | null;
  readonly internationalRoute: string | null;
  readonly canadaRoute: string | null;
  readonly monthlyFee: Decimal | null;
  readonly setupFee: Decimal | null;
  readonly freeMinutes: number | null;
}

/** What a threshold is compared with. */
export const thresholdMeasures = ['BALANCE', 'AVAILABLE'] as const;
/** One of them. */
export type ThresholdMeasure = (typeof thresholdMeasures)[number];

/** The figure below which a warning is sent, and to whom. */
export interface ThresholdRecord {
  readonly amount: Decimal;
  /** What has to fall below it: the balance, or what is available, which is the balance and the credit limit. */
  readonly measure: ThresholdMeasure;
  readonly email: string | null;
}

/** A code and its meaning. */
export interface Option {
  readonly value: string;
  readonly description: string;
}

/** One row of the reseller's own transaction history. */
export interface TransactionRecord {
  /** The upstream's id; null where it has none. */
  readonly upstreamId: string | null;
  /** First (or only) day, YYYY-MM-DD. */
  readonly from: string;
  /** Last day; equal to `from` for a single moment. */
  readonly to: string;
  /** Time of day in the upstream's clock, HH:MM:SS; null for a range. */
  readonly time: string | null;
  readonly type: string;
  readonly description: string;
  /** Signed: negative for a debit. */
  readonly amount: Decimal;
}

/** What a payment is: money that came in, or a credit that was granted without any. */
export type PaymentKind = 'RECEIPT' | 'CREDIT';

/** Input of a charge or a payment. */
export interface MoneyInput {
  readonly clientId: string;
  readonly amount: Decimal;
  /** Null: the account's own currency, or the client's where clients have currencies of their own. */
  readonly currency: string | null;
  readonly description: string | null;
  /** Null for a charge, and where the caller leaves it to the provider. */
  readonly paymentKind?: PaymentKind | null;
  /** The amount in the reseller's own books, where these have another currency than the client's. */
  readonly accounting?: { readonly amount: Decimal; readonly conversionRate: Decimal } | null;
}

/** Suspension of a client, or its end. */
export interface SuspensionInput {
  readonly clientId: string;
  /** "user@domain" where the upstream suspends by service and not by client; null: the client's only one. */
  readonly service: string | null;
  readonly reason: string | null;
}

/** Outcome of a check of a client's login. */
export interface SignInRecord {
  /** ONE_TIME: signed in by a one-time password, which the check has used up. */
  readonly outcome: 'SIGNED_IN' | 'ONE_TIME' | 'REFUSED';
  /** Null unless SIGNED_IN. */
  readonly clientId: string | null;
  /** Number of the user of the self-care pages; null unless SIGNED_IN. */
  readonly webUserId: string | null;
  /** The upstream's word; null unless SIGNED_IN. */
  readonly accessLevel: string | null;
  /** What the upstream said, for REFUSED; null otherwise. */
  readonly message: string | null;
}

/** Sign-up of a Sippy client. */
export interface SignupSippyInput {
  /** Name, self-care password, and what else is to be set. */
  readonly attributes: SippyAttributes & { readonly name: string; readonly webPassword: string };
  /** Positive: the client begins with funds. Null: the switch's default. */
  readonly initialBalance: Decimal | null;
}

/** Changes of a Sippy client. What is absent stays as it is. */
export interface UpdateSippyInput {
  readonly clientId: string;
  readonly attributes: SippyAttributes;
}

/** Input of a threshold. A null e-mail leaves the notification address as it is. */
export interface ThresholdInput {
  readonly clientId: string;
  readonly amount: Decimal;
  readonly email: string | null;
}

/** Changes of a client. An absent property stays as it is; null clears it. */
export interface ProfileInput {
  readonly clientId: string;
  readonly company?: string | null;
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly email?: string | null;
  readonly phoneNumber?: string | null;
  readonly street?: string | null;
  readonly city?: string | null;
  readonly state?: string | null;
  readonly postalCode?: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string | null;
  readonly balanceManagement?: string | null;
  readonly password?: string;
}

/** Sign-up of a VoIP.ms client. */
export interface SignupVoipmsInput {
  readonly firstName: string;
  readonly lastName: string;
  readonly company: string | null;
  readonly street: string;
  readonly city: string;
  readonly state: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly postalCode: string;
  readonly phoneNumber: string;
  readonly email: string;
  readonly emailConfirmation: string;
  readonly password: string;
  readonly passwordConfirmation: string;
  readonly activate: boolean;
  readonly balanceManagement: string | null;
}
