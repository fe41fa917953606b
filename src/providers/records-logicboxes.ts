/** Data that only LogicBoxes has, in the words of the graph. No behaviour. */
import type { Decimal, Money } from '../money.ts';

/** A phone number in two parts. */
export interface LogicboxesPhone {
  /** Without plus sign or leading zeros of dialling. */
  readonly countryCode: string;
  readonly number: string;
}

/** What only LogicBoxes tells of a client. The upstream's `pin` is not read. */
export interface LogicboxesProfile {
  /** The e-mail address that the client signs in with. */
  readonly username: string;
  readonly resellerId: string | null;
  readonly addressLines: readonly string[];
  readonly phone: LogicboxesPhone | null;
  readonly alternatePhone: LogicboxesPhone | null;
  readonly mobile: LogicboxesPhone | null;
  readonly fax: LogicboxesPhone | null;
  readonly createdAt: Date | null;
  /** Language of control panel and e-mails. */
  readonly language: string | null;
  readonly salesContactId: string | null;
  /** Sum of all receipts, in the selling currency. */
  readonly totalReceipts: Decimal | null;
  readonly passwordExpired: boolean | null;
  readonly twoFactorEnabled: boolean | null;
}

/** Kinds of a transaction. */
export const transactionTypes = ['INVOICE', 'DEBIT', 'RECEIPT', 'CREDIT'] as const;
/** One kind of transaction. */
export type LogicboxesTransactionType = (typeof transactionTypes)[number];

/** One row of the customers' ledger, current or archived. Amounts are signed as the upstream signs them. */
export interface LogicboxesTransaction {
  readonly upstreamId: string;
  readonly clientId: string;
  readonly createdAt: Date;
  /** Null for a kind that the documents do not name. */
  readonly type: LogicboxesTransactionType | null;
  readonly description: string;
  /** Order that it is about; null for none. */
  readonly orderId: string | null;
  /** Product, such as "domcno" for .com; null for none. */
  readonly productKey: string | null;
  /** True: money that comes in pays this one first. Null where the upstream does not tell. */
  readonly greedy: boolean | null;
  /** What the client sees. */
  readonly selling: Money;
  /** What of it is not settled yet. */
  readonly openSelling: Decimal | null;
  /** The same in the reseller's own books. */
  readonly accounting: Money | null;
  readonly openAccounting: Decimal | null;
  readonly forexDifference: Decimal | null;
}

/** Which rows, in which order, and which page. Conditions that are null hold for all. */
export interface LogicboxesTransactionQuery {
  /** True: the archive; false: the current ones. */
  readonly archived: boolean;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  readonly clientIds: readonly string[] | null;
  readonly usernames: readonly string[] | null;
  readonly types: readonly LogicboxesTransactionType[] | null;
  /** Made by a person or by the system. */
  readonly origin: 'MANUAL' | 'SYSTEM' | null;
  readonly transactionIds: readonly string[] | null;
  readonly description: string | null;
  /** Not for the archive, where everything is settled. */
  readonly settled: boolean | null;
  /** Whole amounts, both included as far as the upstream tells. */
  readonly amountFrom: number | null;
  readonly amountTo: number | null;
  /** Later than this moment, which is itself not included. */
  readonly createdAfter: Date | null;
  /** Earlier than this moment, which is itself not included. */
  readonly createdBefore: Date | null;
  /** Names of the upstream in their order, each with " desc" behind it if wanted. */
  readonly orderBy: readonly string[] | null;
}

/** A page of the ledger as the upstream cuts it. */
export interface LogicboxesTransactionPage {
  readonly rows: readonly LogicboxesTransaction[];
  /** Rows on all pages; null where the upstream does not tell. */
  readonly totalCount: number | null;
}

/** One band of a plan's prices. */
export interface PriceBand {
  readonly bandId: string;
  readonly isDefault: boolean;
  /** Empty where no price is set. */
  readonly prices: readonly { readonly action: string; readonly amount: Decimal }[];
  /** What the band allows; "-1" stands for unlimited. Without the mark of the default band. */
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
}

/** The bands of one plan of one product. */
export interface PricePlan {
  readonly productKey: string;
  readonly planCategory: string;
  readonly bands: readonly PriceBand[];
}

/** Sign-up of a LogicBoxes client. */
export interface SignupLogicboxesInput {
  /** E-mail address, which is the user name. */
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly company: string;
  /** One to three. */
  readonly addressLines: readonly string[];
  readonly city: string;
  /** Null: there is none. */
  readonly state: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly postalCode: string;
  readonly phone: LogicboxesPhone;
  readonly alternatePhone: LogicboxesPhone | null;
  readonly mobile: LogicboxesPhone | null;
  readonly fax: LogicboxesPhone | null;
  /** Such as "en". */
  readonly language: string;
  readonly smsConsent: boolean | null;
  readonly marketingConsent: boolean | null;
  readonly acceptPolicy: boolean | null;
  readonly vatId: string | null;
}

/** A new mailbox of a mail order. */
export interface AddMailAccountInput {
  readonly orderId: string;
  readonly email: string;
  readonly password: string;
  readonly notificationEmail: string;
  readonly firstName: string;
  readonly lastName: string;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string;
  /** ISO 639-1. */
  readonly languageCode: string;
}

/** An address that only forwards. */
export interface AddMailForwardInput {
  readonly orderId: string;
  readonly email: string;
  readonly forwards: readonly string[];
}

/** A mailbox as the upstream describes it after its creation. */
export interface MailAccount {
  readonly email: string;
  readonly domain: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly alternateEmail: string | null;
  readonly internalForwards: string | null;
  /** The upstream's unit, which its documents do not name. */
  readonly quotaLimit: string | null;
  readonly quotaUsed: string | null;
  readonly status: string | null;
  readonly accountType: string | null;
  readonly countryCode: string | null;
  readonly languageCode: string | null;
  readonly popHost: string | null;
  readonly imapHost: string | null;
  readonly smtpHost: string | null;
  readonly webmailUrl: string | null;
  readonly createdAt: Date | null;
}
