/** The state that LogicBoxes keeps for a reseller, as the stand-in holds it. Amounts are decimal text with three decimals. */
import type { Decimal } from '../../money.ts';

/** State of a customer. Deletion keeps the customer and its ledger (logicboxes.md, details-by-id). */
export type CustomerStatus = 'Active' | 'Suspended' | 'Deleted';

/** A customer under the names of customers/details. An empty text = not set, and absent in answers. */
export interface Customer {
  readonly customerid: string;
  /** The e-mail address, which is also the login. */
  readonly username: string;
  readonly resellerid: string;
  readonly name: string;
  readonly company: string;
  readonly telnocc: string;
  readonly telno: string;
  readonly mobilenocc: string;
  readonly mobileno: string;
  readonly faxnocc: string;
  readonly faxno: string;
  readonly alttelnocc: string;
  readonly alttelno: string;
  readonly address1: string;
  readonly address2: string;
  readonly address3: string;
  readonly city: string;
  /** `Not Applicable` where there is none. */
  readonly state: string;
  readonly other_state: string;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  readonly zip: string;
  readonly pin: string;
  /** Unix seconds. */
  readonly creationdt: string;
  readonly customerstatus: CustomerStatus;
  readonly langpref: string;
}

/** Kinds of ledger rows: receipts and credits add funds, invoices and debits take them. */
export const TRANSACTION_TYPES = ['credit', 'debit', 'invoice', 'receipt'] as const;

/** One of `TRANSACTION_TYPES`. */
export type TransactionType = (typeof TRANSACTION_TYPES)[number];

/** A row of the ledger. Amounts are signed: invoice and debit negative (logicboxes.md section 5). */
export interface Transaction {
  readonly transid: string;
  readonly customerid: string;
  /** Unix seconds. */
  readonly date: string;
  /** `0` = none. */
  readonly orderid: string;
  /** Product key, e.g. `domcno`; empty = none. */
  readonly key: string;
  readonly type: TransactionType;
  readonly description: string;
  readonly greedy: boolean;
  readonly selling: Decimal;
  /** The open rest in the selling currency: equal to the amount when nothing was settled, `0.000` when all was. */
  readonly openSelling: Decimal;
  readonly accounting: Decimal;
  readonly openAccounting: Decimal;
  readonly transactionkey: string;
  /** True for rows that were booked with a transaction-key, false for those of orders. */
  readonly manual: boolean;
  readonly updatesTotalReceipts: boolean;
  /** Days between payment reminders; `0` = none. */
  readonly reminderDays: string;
  /** Unix seconds of the settlement; empty while anything is open. */
  readonly settled: string;
}

/** An amount in both currencies. */
export interface Amounts {
  readonly selling: Decimal;
  readonly accounting: Decimal;
}

/** The ledger of a customer: current and archived rows together. */
export interface Book {
  /** Lowest transaction id first. */
  readonly rows: readonly Transaction[];
  /** The part of the balance that cannot be spent now. */
  readonly locked: Amounts;
}

/** An order of a customer. Mail accounts can be added to any of them. */
export interface Order {
  readonly orderid: string;
  readonly customerid: string;
  readonly domain: string;
  /** Product key, e.g. `domcno`. */
  readonly key: string;
}
