/**
 * The provider interface: what the graph can ask of an upstream system, in the words of DESIGN and without any
 * vendor's. A capability that an upstream lacks is a property that is absent.
 */
import type { GatewayError, Problem } from '../errors.ts';
import type { ProviderCosts } from './costs.ts';
import type { FreesideAgent, FreesidePackage, FreesideProfile, SignupFreesideInput } from './records-freeside.ts';
import type {
  AddMailAccountInput,
  AddMailForwardInput,
  LogicboxesProfile,
  LogicboxesTransactionPage,
  LogicboxesTransactionQuery,
  MailAccount,
  PricePlan,
  SignupLogicboxesInput,
} from './records-logicboxes.ts';
import type {
  BalanceRecord,
  ClientRecord,
  LedgerRow,
  MoneyInput,
  Option,
  PackageRecord,
  PackageRef,
  ProfileInput,
  SignInRecord,
  SignupSippyInput,
  SignupVoipmsInput,
  SuspensionInput,
  ThresholdInput,
  ThresholdRecord,
  TransactionRecord,
  UpdateSippyInput,
} from './records.ts';
import type { SippyAttributes } from './sippy-attributes.ts';

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
  /**
   * To be called once before each upstream call. Throws GatewayError: BUDGET_EXCEEDED when the grant is used up,
   * UPSTREAM_UNAVAILABLE while calls to an account that keeps failing are held back.
   */
  spend(): void;
  /**
   * To be called besides, before each call that comes on top of what the read costs by its provider's `costs`: a further
   * page, a search that is done again in parts, a call after the end of a session. Throws BUDGET_EXCEEDED as `spend` does.
   */
  goOn(): void;
  /** Throws BUDGET_EXCEEDED when so many clients are too many to be looked at with a call each. */
  lookAt(clients: number): void;
  /** To be told how each upstream call ended: null for a valid answer, whatever it says; otherwise why it has none. */
  settled(failure: GatewayError | null): void;
}

/** Answers by key. A key that the upstream does not know is absent; a key that failed holds its error. */
export type ByKey<T> = ReadonlyMap<string, T | GatewayError>;

/** How far a write can be proven; see `Write`. */
export type Delivery = 'repeatable' | 'probed' | 'unproven';

/** One upstream request of a plan. Secrets are replaced by "[redacted]". */
export interface PlannedRequest {
  /** The upstream's function name. */
  readonly function: string;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
}

/**
 * What is kept of a write, so that it can be looked for after a lost answer and after a restart: no secrets, and no more
 * personal data than the look takes. Deleted once the outcome stands.
 */
export type Trace = Readonly<Record<string, string | null>>;

/** A write whose answer was lost, to be looked for. */
export interface Lost {
  readonly trace: Trace;
  /** The mark that `send` was given. */
  readonly mark: string;
  /** When the send was begun: nothing of it can be older. */
  readonly sentAt: Date;
}

/** What the upstream's books tell of a lost write. */
export type Finding =
  /** It is there, once. */
  | {
      readonly verdict: 'applied';
      /** The upstream's id of the row or client; null where it has none. */
      readonly upstreamId: string | null;
    }
  /** Nothing in the books can be it, as they stand now. */
  | { readonly verdict: 'absent' }
  /** Something may be it or not, and a person has to look. `reason` is one sentence without secrets and personal data. */
  | { readonly verdict: 'unclear'; readonly reason: string };

interface WriteBase<Input, Output> {
  /** All problems of the input at once, [] for none. May read from the upstream, writes nothing. */
  check(input: Input, scope: CallScope): Promise<readonly Problem[]>;
  /** The requests that `send` would make, in order, without secrets. May read, writes nothing. */
  plan(input: Input, scope: CallScope, mark: string): Promise<readonly PlannedRequest[]>;
  /** The upstream's own dry run, where it has one: checks at the upstream and writes nothing. */
  rehearse?(input: Input, scope: CallScope): Promise<void>;
  /**
   * Sends once, never again, with the mark where the upstream has a place for it. Throws GatewayError: OUTCOME_UNKNOWN
   * when the request may have been applied, any other code when it was certainly not.
   */
  send(input: Input, scope: CallScope, mark: string): Promise<Output>;
}

/** A write at the upstream, with how far it can be proven after a lost answer. */
export type Write<Input, Output> =
  /** A second send changes nothing. */
  | (WriteBase<Input, Output> & {
      readonly delivery: 'repeatable';
      /** True for a refusal of a second send that says that the first was applied: nobody is left to be deleted. */
      isDone?(refusal: GatewayError): boolean;
    })
  /** Can be looked for in the upstream's books: by the mark that it leaves there, or by what is unique in it. */
  | (WriteBase<Input, Output> & {
      readonly delivery: 'probed';
      trace(input: Input): Trace;
      /** Reads only. Throws GatewayError when the books cannot be read. */
      find(lost: Lost, scope: CallScope): Promise<Finding>;
    })
  /** A lost answer stays unknown, for a person. */
  | (WriteBase<Input, Output> & { readonly delivery: 'unproven' });

/** Reading clients. */
export interface Clients {
  /** All clients, in the upstream's order. */
  list(scope: CallScope): Promise<readonly ClientRecord[]>;
  byIds(ids: readonly string[], scope: CallScope): Promise<ByKey<ClientRecord>>;
  /** The same with complete records, where the records of `byIds` may lack something. */
  wholeByIds?(ids: readonly string[], scope: CallScope): Promise<ByKey<ClientRecord>>;
  /** Null when nobody has the address. */
  byEmail(email: string, scope: CallScope): Promise<ClientRecord | null>;
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

/** Reading something of each of several clients. A client that has none is absent from the answer. */
export interface OfClients<T> {
  byClientIds(ids: readonly string[], scope: CallScope): Promise<ByKey<T>>;
}

/** Output of a sign-up: the new client's id; null when the upstream did not tell it and it could not be found. */
export interface SignedUp {
  readonly clientId: string | null;
}

/** Output of a charge or payment: the upstream's id of the new row; null when its answer does not tell it. */
export interface Moved {
  readonly rowId: string | null;
}

/** What one account can do. The order is the order of the generated docs. */
export interface Capabilities {
  readonly clients: Clients;
  readonly balances: OfClients<BalanceRecord>;
  readonly ledger?: Ledger;
  readonly packages?: Packages;
  readonly thresholds?: OfClients<ThresholdRecord>;
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
  /** Whether a user name is free at a domain. */
  readonly usernames?: { isAvailable(username: string, domain: string, scope: CallScope): Promise<boolean> };
  /** Checks a client's own login. Never throws for a wrong password. */
  readonly signIn?: { check(username: string, password: string, scope: CallScope): Promise<SignInRecord> };
  /** Ends the login session at the upstream and begins a new one. */
  readonly session?: { renew(scope: CallScope): Promise<void> };
  readonly sippyProfiles?: OfClients<SippyAttributes>;
  readonly freesideProfiles?: OfClients<FreesideProfile>;
  readonly freesidePackages?: OfClients<readonly FreesidePackage[]>;
  readonly freesideAgent?: { read(scope: CallScope): Promise<FreesideAgent> };
  readonly logicboxesProfiles?: OfClients<LogicboxesProfile>;
  readonly logicboxesTransactions?: {
    search(query: LogicboxesTransactionQuery, scope: CallScope): Promise<LogicboxesTransactionPage>;
  };
  readonly priceBands?: { list(scope: CallScope): Promise<readonly PricePlan[]> };
  readonly addCharge?: Write<MoneyInput, Moved>;
  readonly addPayment?: Write<MoneyInput, Moved>;
  readonly setClientThreshold?: Write<ThresholdInput, void>;
  readonly updateClient?: Write<ProfileInput, void>;
  readonly updateSippyClient?: Write<UpdateSippyInput, void>;
  readonly signupVoipmsClient?: Write<SignupVoipmsInput, SignedUp>;
  readonly signupSippyClient?: Write<SignupSippyInput, SignedUp>;
  readonly signupFreesideClient?: Write<SignupFreesideInput, SignedUp>;
  readonly signupLogicboxesClient?: Write<SignupLogicboxesInput, SignedUp>;
  readonly suspendClient?: Write<SuspensionInput, void>;
  readonly resumeClient?: Write<SuspensionInput, void>;
  readonly deleteClient?: Write<{ readonly clientId: string }, void>;
  /** Sets a new one-time password, which only this answer tells. */
  readonly resetOneTimePassword?: Write<{ readonly webLogin: string }, { readonly password: string }>;
  readonly addMailAccount?: Write<AddMailAccountInput, MailAccount | null>;
  readonly addMailForward?: Write<AddMailForwardInput, void>;
}

/** Name of a capability, as in `Capabilities`. */
export type CapabilityName = keyof Capabilities;

/** Names of the capabilities that are writes. */
export type WriteName = {
  [Name in CapabilityName]: NonNullable<Capabilities[Name]> extends { readonly delivery: Delivery } ? Name : never;
}[CapabilityName];

/** Every write with what it does, in the order of the generated docs. */
export const writeDescriptions: Readonly<Record<WriteName, string>> = {
  addCharge: 'Debits a client.',
  addPayment: 'Credits a client.',
  setClientThreshold: "Sets a client's low-balance threshold.",
  updateClient: "Changes a client's profile.",
  updateSippyClient: 'Changes any attribute of a Sippy client.',
  signupVoipmsClient: 'Creates a VoIP.ms client.',
  signupSippyClient: 'Creates a Sippy client.',
  signupFreesideClient: 'Creates a Freeside client with a package and a service.',
  signupLogicboxesClient: 'Creates a LogicBoxes client.',
  suspendClient: 'Shuts a client out from the services for a time.',
  resumeClient: 'Ends a suspension.',
  deleteClient: 'Deletes a client.',
  resetOneTimePassword: 'Gives a client a new one-time password.',
  addMailAccount: 'Creates a mailbox of a mail order.',
  addMailForward: 'Creates an address of a mail order that only forwards.',
};

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
  usernames: 'Tells whether a user name is free.',
  signIn: "Checks a client's own login.",
  session: "Renews the account's login session at the upstream.",
  sippyProfiles: 'Reads all attributes of Sippy clients.',
  freesideProfiles: 'Reads what only Freeside tells of a client.',
  freesidePackages: 'Reads the packages that Freeside clients have ordered, with their services.',
  freesideAgent: 'Reads the Freeside agent with counts of its clients.',
  logicboxesProfiles: 'Reads what only LogicBoxes tells of a client.',
  logicboxesTransactions: "Searches the current and the archived ledger with the upstream's own filters.",
  priceBands: "Reads the reseller's prices by bands.",
  ...writeDescriptions,
};

/** One configured login at one upstream, ready to be called. */
export interface Provider {
  readonly kind: ProviderKind;
  /** Name of the account, as configured. */
  readonly account: string;
  /** ISO 4217 code of all money at this account; null when it differs by client. */
  readonly currency: string | null;
  readonly capabilities: Capabilities;
  readonly costs: ProviderCosts<WriteName>;
  /** What a user must know about a capability here, in one sentence each. */
  readonly notes: Readonly<Partial<Record<CapabilityName, string>>>;
  /** Frees sockets. Calls after it fail. */
  close(): Promise<void>;
}
