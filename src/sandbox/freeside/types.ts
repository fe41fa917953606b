/** The state that the operator's Freeside keeps, as the stand-in holds it. Moments are epoch seconds, amounts decimal text. */

/** A postal address. */
export interface Address {
  readonly address1: string;
  readonly address2: string;
  readonly city: string;
  readonly county: string;
  /** Two letters where the country has states, otherwise as it was sent. */
  readonly state: string;
  readonly zip: string;
  /** Two letters, upper case. */
  readonly country: string;
}

/** A customer without packages and ledger. Unknown texts are empty. */
export interface Customer {
  readonly custnum: string;
  readonly agentnum: string;
  /** The agent's own number for the customer. */
  readonly agent_custid: string;
  readonly first: string;
  readonly last: string;
  readonly company: string;
  /** Social security number, `000-12-3456`. */
  readonly ss: string;
  /** Number of a driver's licence. */
  readonly stateid: string;
  readonly signupdate: number;
  readonly daytime: string;
  readonly night: string;
  readonly fax: string;
  readonly mobile: string;
  readonly refnum: string;
  readonly referral_custnum: string;
  readonly comments: string;
  readonly locale: string;
  readonly address: Address;
  /** Another address for the service; null when it is the same. */
  readonly shipAddress: Address | null;
  /** E-mail addresses that get invoices. */
  readonly emails: readonly string[];
  /** Whether invoices go by post too. */
  readonly postal: boolean;
  readonly payby: string;
  /** The account's number with all but its end replaced; the number itself is nowhere. */
  readonly paymask: string;
  /** `2027-12-1`, or empty. */
  readonly paydate: string;
  readonly payname: string;
}

/** A package that a customer has ordered. */
export interface OrderedPackage {
  readonly pkgnum: string;
  readonly pkgpart: string;
  readonly quantity: string;
  readonly order_date: number;
  /** When the set-up fee was billed; null = not billed yet. */
  readonly setup: number | null;
  /** When it is billed next; null = never. */
  readonly bill: number | null;
  readonly last_bill: number | null;
  readonly susp: number | null;
  readonly cancel: number | null;
  /** The package that this one is supplemental to; null = none. */
  readonly mainPkgnum: string | null;
}

/** A service: an account with user name and domain. */
export interface Account {
  readonly svcnum: string;
  /** The package that holds it; null = unlinked. */
  readonly pkgnum: string | null;
  readonly username: string;
  readonly domain: string;
}

/** A line of an invoice. */
export interface InvoiceLine {
  readonly text: string;
  readonly amount: string;
  /** First and last day that a recurring fee is for; null for a fee that is charged once. */
  readonly from: number | null;
  readonly to: number | null;
}

/** An invoice: raises what the customer owes. */
export interface Invoice {
  readonly type: 'Invoice';
  readonly invnum: string;
  readonly date: number;
  readonly lines: readonly InvoiceLine[];
}

/** Money that lowers (payment, credit) or raises (refund) what the customer owes; the amount itself is positive. */
export interface Settlement {
  readonly type: 'Payment' | 'Credit' | 'Refund';
  readonly date: number;
  readonly amount: string;
}

/** A row of a customer's ledger. */
export type Entry = Invoice | Settlement;

/** What belongs to a customer. */
export interface Book {
  readonly packages: readonly OrderedPackage[];
  readonly accounts: readonly Account[];
  /** Oldest first. */
  readonly entries: readonly Entry[];
}

/** A customer with everything that belongs to it. */
export interface CustomerFile {
  readonly customer: Customer;
  readonly book: Book;
}
