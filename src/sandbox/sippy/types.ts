/** The state that the switch keeps, as the stand-in holds it. Amounts are decimal text, balances have the natural sign. */
import type { Decimal } from '../../money.ts';

/** Value of an attribute; a Double is decimal text, null is nil. */
export type AttributeValue = string | number | boolean | null;

/** Attributes by their name in createCustomer, all of them, see `ATTRIBUTES`. */
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** A customer of the switch; the reseller who calls is one too. */
export interface Customer {
  readonly i_customer: number;
  /** The customer whom it belongs to; null for the root of the switch. */
  readonly parent: number | null;
  /** ISO 4217. */
  readonly base_currency: string;
  readonly attributes: Attributes;
}

/** A row of getPaymentsList. */
export interface Payment {
  readonly i_payment: number;
  readonly i_customer: number;
  /** Whether it raised or lowered the funds; not shown. */
  readonly type: 'credit' | 'debit';
  /** Whether AddFunds, Credit or Debit made it; not shown. */
  readonly manual: boolean;
  /** UTC, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly payment_time: string;
  /** Above zero, in `currency`. */
  readonly amount: Decimal;
  /** The customer's base currency. */
  readonly currency: string;
  readonly tx_id: string;
  readonly tx_error: string;
  /** 1 successful, 2 failed. A failed payment moved nothing. */
  readonly tx_result: number;
  readonly by_credit_debit_card: boolean;
  readonly by_voucher: boolean;
  readonly notes: string;
}

/** Low-balance settings of a customer. */
export interface LowBalance {
  /** In the base currency; null = off. */
  readonly threshold: Decimal | null;
  readonly notify_by_email: boolean;
  readonly charge_card: boolean;
  readonly charge_amount: Decimal;
  /** null = the primary card. */
  readonly i_debit_credit_card: number | null;
}

/** What belongs to a customer before any write. */
export interface Book {
  /** Lowest id first. */
  readonly payments: readonly Payment[];
  /** Natural sign: positive = has funds. */
  readonly balance: Decimal;
}
