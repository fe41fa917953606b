/** The state that VoIP.ms keeps for a reseller, as the stand-in holds it. All amounts are decimal text. */

/** A client as getClients shows it, in the order of its fields there. */
export interface Profile {
  readonly client: string;
  readonly email: string;
  readonly password: string;
  readonly company: string;
  readonly firstname: string;
  readonly lastname: string;
  readonly address: string;
  readonly city: string;
  readonly state: string;
  /** As it is read: the upper-case name, e.g. `UNITED STATES`. */
  readonly country: string;
  readonly zip: string;
  readonly phone_number: string;
  /** `1` = hard, `0` = soft. */
  readonly balance_management: string;
}

/** Low-balance warning of a client. */
export interface Threshold {
  /** US dollars, a whole number from 1 to 250. */
  readonly threshold: string;
  /** Address of the notification. */
  readonly email: string;
}

/** A row of getCharges or getDeposits. */
export interface LedgerRow {
  readonly id: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** US dollars, positive, as it was sent. */
  readonly amount: string;
  readonly description: string;
}

/** Call statistics of the last 30 days and of today. */
export interface Statistics {
  /** US dollars. */
  readonly spentTotal: string;
  readonly callsTotal: number;
  readonly secondsTotal: number;
  /** US dollars. */
  readonly spentToday: string;
  readonly callsToday: number;
  readonly secondsToday: number;
}

/** What belongs to a client before any write: ledger, balance, statistics. */
export interface Book {
  /** Newest (highest id) first. */
  readonly charges: readonly LedgerRow[];
  /** Newest (highest id) first. */
  readonly deposits: readonly LedgerRow[];
  /** US dollars; negative = the client owes. */
  readonly balance: string;
  readonly statistics: Statistics;
  /** Ids of the packages that the client has. */
  readonly packages: readonly string[];
  /** Numbers that are assigned to the client. */
  readonly dids: readonly string[];
}

/** A package as getPackages shows it, in the order of its fields there. */
export interface Package {
  readonly package: string;
  readonly name: string;
  readonly markup_fixed: string;
  readonly markup_percentage: string;
  readonly pulse: string;
  readonly international_route: string;
  readonly canada_route: string;
  readonly monthly_fee: string;
  readonly setup_fee: string;
  readonly free_minutes: string;
}
