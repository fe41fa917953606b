/**
 * The provider interface: what the graph can ask of an upstream system, in the words of DESIGN and without any
 * vendor's. A capability that an upstream lacks is a property that is absent.
 */
import type { GatewayError, Problem } from '../errors.ts';
import type { Decimal } from '../money.ts';

/** The kinds of upstream system. */
export const providerKinds = ['VOIPMS', 'SIPPY', 'FREESIDE', 'LOGICBOXES'] as const;
/** One kind of upstream system. */
export type ProviderKind = (typeof providerKinds)[number];

/**
 * What one GraphQL operation grants to the upstream calls that it causes. Every method of a capability takes it last.
 */
export interface CallScope {
  /** Aborted when the operation's time is over or its caller has gone. A write in flight is not aborted by it. */
  readonly signal: AbortSignal;
  /** To be called once before each upstream call; throws GatewayError BUDGET_EXCEEDED when the grant is used up. */
  spend(): void;
}

/** Answers by key. A key that the upstream does not know is absent; a key that failed holds its error. */
export type ByKey<T> = ReadonlyMap<string, T | GatewayError>;

/** A postal address as the upstream writes it. */
export interface AddressRecord {
  readonly street: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
  /** A name or a code, whatever the upstream stores. */
  readonly country: string | null;
}

/** A client without any password. */
export interface ClientRecord {
  readonly upstreamId: string;
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
  readonly upstreamId: string;
  /** Calendar day of the upstream's books, YYYY-MM-DD; null where the upstream has none ("0000-00-00"). */
  readonly date: string | null;
  readonly amount: Decimal;
  readonly description: string;
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

/** The balance below which a warning is sent, and to whom. */
export interface ThresholdRecord {
  readonly amount: Decimal;
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

/** How far a write can be proven; see `Write`. */
export type Delivery = 'repeatable' | 'probed' | 'unproven';

/** One upstream request of a plan. Secrets are replaced by "[redacted]". */
export interface PlannedRequest {
  /** The upstream's function name. */
  readonly function: string;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
}

interface WriteBase<Input, Output> {
  /** All problems of the input at once, [] for none. May read from the upstream, writes nothing. */
  check(input: Input, scope: CallScope): Promise<readonly Problem[]>;
  /** The requests that `send` would make, in order, without secrets. May read, writes nothing. */
  plan(input: Input, scope: CallScope): Promise<readonly PlannedRequest[]>;
  /** The upstream's own dry run, where it has one: checks at the upstream and writes nothing. */
  rehearse?(input: Input, scope: CallScope): Promise<void>;
  /**
   * Sends once, never again. Throws GatewayError: OUTCOME_UNKNOWN when the request may have been applied, any other
   * code when it was certainly not.
   */
  send(input: Input, scope: CallScope): Promise<Output>;
}

/** A write at the upstream, with how far it can be proven after a lost answer. */
export type Write<Input, Output> =
  /** A second send changes nothing. */
  | (WriteBase<Input, Output> & { readonly delivery: 'repeatable' })
  /** Leaves a mark and can look for it: null when it is not there (yet). */
  | (WriteBase<Input, Output> & {
      readonly delivery: 'probed';
      find(input: Input, scope: CallScope): Promise<Output | null>;
    })
  /** A lost answer stays unknown, for a person. */
  | (WriteBase<Input, Output> & { readonly delivery: 'unproven' });

/** Reading clients. */
export interface Clients {
  /** All clients, in the upstream's order. */
  list(scope: CallScope): Promise<readonly ClientRecord[]>;
  byIds(ids: readonly string[], scope: CallScope): Promise<ByKey<ClientRecord>>;
  /** Null when nobody has the address. */
  byEmail(email: string, scope: CallScope): Promise<ClientRecord | null>;
}

/** Reading clients' balances. */
export interface Balances {
  byClientIds(ids: readonly string[], scope: CallScope): Promise<ByKey<BalanceRecord>>;
}

/** Reading charges and deposits, newest first as far as the upstream tells. */
export interface Ledger {
  chargesByClientIds(ids: readonly string[], scope: CallScope): Promise<ByKey<readonly LedgerRow[]>>;
  depositsByClientIds(ids: readonly string[], scope: CallScope): Promise<ByKey<readonly LedgerRow[]>>;
}

/** Reading packages. */
export interface Packages {
  list(scope: CallScope): Promise<readonly PackageRecord[]>;
  byIds(ids: readonly string[], scope: CallScope): Promise<ByKey<PackageRecord>>;
  byClientIds(ids: readonly string[], scope: CallScope): Promise<ByKey<readonly PackageRef[]>>;
}

/** Reading balance thresholds. A client without one is absent from the answer. */
export interface Thresholds {
  byClientIds(ids: readonly string[], scope: CallScope): Promise<ByKey<ThresholdRecord>>;
}

/** Input of a charge or a payment. */
export interface MoneyInput {
  readonly clientId: string;
  readonly amount: Decimal;
  /** Null: the account's own currency. */
  readonly currency: string | null;
  readonly description: string | null;
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

/** What one account can do. The order is the order of the generated docs. */
export interface Capabilities {
  readonly clients: Clients;
  readonly balances: Balances;
  readonly ledger?: Ledger;
  readonly packages?: Packages;
  readonly thresholds?: Thresholds;
  /** Options of what happens when a balance runs out. */
  readonly balanceManagement?: {
    list(scope: CallScope): Promise<readonly Option[]>;
    byValue(value: string, scope: CallScope): Promise<Option | null>;
  };
  /** Countries that the upstream takes in addresses: ISO code and name. */
  readonly countries?: { list(scope: CallScope): Promise<readonly Option[]> };
  /** The reseller's own balance at the upstream. */
  readonly ownBalance?: { read(scope: CallScope): Promise<BalanceRecord> };
  /** The reseller's own transactions, both days included (YYYY-MM-DD). */
  readonly transactions?: { list(from: string, to: string, scope: CallScope): Promise<readonly TransactionRecord[]> };
  readonly addCharge?: Write<MoneyInput, void>;
  readonly addPayment?: Write<MoneyInput, void>;
  readonly setClientThreshold?: Write<ThresholdInput, void>;
  readonly updateClient?: Write<ProfileInput, void>;
  /** Returns the new client's id; null when the upstream did not tell it and it could not be found by e-mail. */
  readonly signupVoipmsClient?: Write<SignupVoipmsInput, { readonly clientId: string | null }>;
  readonly deleteClient?: Write<{ readonly clientId: string }, void>;
}

/** Name of a capability, as in `Capabilities`. */
export type CapabilityName = keyof Capabilities;

/** Every capability with what it is for; the GraphQL enum, the docs and the runtime check are derived from this list. */
export const capabilityDescriptions: Readonly<Record<CapabilityName, string>> = {
  clients: 'Lists clients, and reads them by id or e-mail.',
  balances: "Reads clients' balances.",
  ledger: "Reads clients' charges and deposits.",
  packages: 'Reads packages, and which client has which.',
  thresholds: "Reads clients' low-balance thresholds.",
  balanceManagement: 'Reads the options of what happens when a balance runs out.',
  countries: 'Reads the countries that an address may have.',
  ownBalance: "Reads the reseller's own balance.",
  transactions: "Reads the reseller's own transactions.",
  addCharge: 'Debits a client.',
  addPayment: 'Credits a client.',
  setClientThreshold: "Sets a client's low-balance threshold.",
  updateClient: "Changes a client's profile.",
  signupVoipmsClient: 'Creates a VoIP.ms client.',
  deleteClient: 'Deletes a client.',
};

/** One configured login at one upstream, ready to be called. */
export interface Provider {
  readonly kind: ProviderKind;
  /** Name of the account, as configured. */
  readonly account: string;
  /** ISO 4217 code of all money at this account; null when it differs by client. */
  readonly currency: string | null;
  readonly capabilities: Capabilities;
  /** What a user must know about a capability here, in one sentence each. */
  readonly notes: Readonly<Partial<Record<CapabilityName, string>>>;
  /** Frees sockets. Calls after it fail. */
  close(): Promise<void>;
}
