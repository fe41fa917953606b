/** Data that only Freeside has, in the words of the graph. No behaviour. */
import type { Decimal } from '../money.ts';

/** An invoice that is not paid in full. */
export interface FreesideOpenInvoice {
  readonly number: string;
  /** YYYY-MM-DD; null when the upstream's text cannot be read. */
  readonly date: string | null;
  /** What is still to be paid. */
  readonly owed: Decimal;
  /** What the invoice was for; null where the upstream does not tell. */
  readonly charged: Decimal | null;
}

/** What only Freeside tells of a client. Days are YYYY-MM-DD in the account's time zone. */
export interface FreesideProfile {
  /** The number as it is shown to customers. */
  readonly displayNumber: string;
  readonly nightPhoneNumber: string | null;
  readonly mobilePhoneNumber: string | null;
  readonly fax: string | null;
  /** Addresses that get invoices. */
  readonly invoiceEmails: readonly string[];
  /** True when invoices go by post as well. */
  readonly postalInvoices: boolean;
  readonly nextBillDate: string | null;
  readonly lastInvoiceDate: string | null;
  /** The upstream's own word for the status. */
  readonly statusLabel: string | null;
  readonly openInvoices: readonly FreesideOpenInvoice[];
}

/** A service of an ordered package, such as an account with user name and domain. */
export interface FreesideService {
  readonly upstreamId: string;
  /** The upstream's name for this sort of service. */
  readonly name: string;
  /** Such as "jane@example.com". */
  readonly value: string;
  /** Kind of service, such as "svc_acct". */
  readonly table: string;
}

/** A package that a client has ordered. Days are YYYY-MM-DD in the account's time zone. */
export interface FreesidePackage {
  readonly upstreamId: string;
  /** Number of the definition, as `PackageRef.upstreamId`. */
  readonly packageId: string;
  readonly name: string;
  /** The upstream's word for its state. */
  readonly status: string | null;
  readonly quantity: number | null;
  readonly orderedOn: string | null;
  readonly startsOn: string | null;
  readonly setUpOn: string | null;
  readonly lastBilledOn: string | null;
  readonly nextBillOn: string | null;
  readonly suspendedOn: string | null;
  readonly cancelledOn: string | null;
  readonly expiresOn: string | null;
  readonly services: readonly FreesideService[];
}

/** The agent (reseller) itself, with counts of clients by state. */
export interface FreesideAgent {
  readonly number: string;
  readonly name: string;
  readonly prospects: number | null;
  readonly active: number | null;
  readonly suspended: number | null;
  readonly cancelled: number | null;
}

/** Ways to pay that a sign-up can name. */
export const freesidePaymentMethods = ['CARD', 'CHEK', 'PREPAY', 'DCRD', 'DCHK', 'PPAL', 'BILL'] as const;
/** One way to pay. */
export type FreesidePaymentMethod = (typeof freesidePaymentMethods)[number];

/** Sign-up of a Freeside client: person, billing, package and service. Billing members and the password are secrets. */
export interface SignupFreesideInput {
  readonly firstName: string;
  readonly lastName: string;
  readonly company: string | null;
  readonly street: string;
  readonly street2: string | null;
  readonly city: string;
  readonly county: string | null;
  /** Two letters. */
  readonly state: string;
  readonly postalCode: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly dayPhoneNumber: string | null;
  readonly nightPhoneNumber: string | null;
  readonly mobilePhoneNumber: string | null;
  readonly fax: string | null;
  readonly invoiceEmails: readonly string[];
  /** True: invoices go by post as well. */
  readonly postalInvoices: boolean;
  readonly paymentMethod: FreesidePaymentMethod;
  readonly cardNumber: string | null;
  readonly cardVerification: string | null;
  /** MM/YYYY. */
  readonly cardExpiry: string | null;
  /** Of an electronic cheque. */
  readonly bankAccountNumber: string | null;
  readonly bankRoutingNumber: string | null;
  readonly prepaidCardNumber: string | null;
  /** Exact name on the card, or name of the bank. */
  readonly payerName: string | null;
  /** Number of the package's definition. */
  readonly packageId: string;
  readonly username: string;
  readonly password: string;
  /** Number of the domain's service; the upstream's default when null. */
  readonly domainServiceId: string | null;
  /** Number of the access number, where the upstream has some. */
  readonly accessNumberId: string | null;
  readonly promotionCode: string | null;
  readonly registrationCode: string | null;
  readonly comments: string | null;
}
