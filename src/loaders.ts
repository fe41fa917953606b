/**
 * The read side of one GraphQL operation. Keys that are asked for in one tick go to the provider in one call of its
 * capability; the same key asked for twice costs one. Nothing outlives the operation.
 */
import DataLoader from 'dataloader';
import type { Account, AccountsView } from './accounts.ts';
import { GatewayError } from './errors.ts';
import type { ByKey, CallScope, Capabilities, CapabilityName } from './providers/provider.ts';
import type { RecordView } from './personal/records.ts';
import { AccountScope, type OperationScope } from './scope.ts';
import type { FreesideAgent, FreesidePackage, FreesideProfile } from './providers/records-freeside.ts';
import type {
  LogicboxesProfile,
  LogicboxesTransactionPage,
  LogicboxesTransactionQuery,
  PricePlan,
} from './providers/records-logicboxes.ts';
import type {
  BalanceRecord,
  ClientRecord,
  LedgerRow,
  Option,
  PackageRecord,
  PackageRef,
  ThresholdRecord,
  TransactionRecord,
} from './providers/records.ts';
import type { SippyAttributes } from './providers/sippy-attributes.ts';

/** Loads by upstream id; null when the upstream does not know the id. Rejects with GatewayError. */
type ById<T> = DataLoader<string, T | null>;

/** Loads what belongs to a client. A client that is not known (any more) is an error, not an empty answer. */
type OfClient<T> = DataLoader<string, T>;

/** Loaders of one account. Order of results is order of keys; a failed key fails alone. */
export class AccountLoaders {
  readonly clients: ById<ClientRecord>;
  /** Clients with everything that their own records have; costs a call of its own where a list has less. */
  readonly wholeClients: ById<ClientRecord>;
  readonly clientsByEmail: ById<ClientRecord>;
  readonly balances: OfClient<BalanceRecord>;
  readonly charges: OfClient<readonly LedgerRow[]>;
  readonly deposits: OfClient<readonly LedgerRow[]>;
  readonly thresholds: ById<ThresholdRecord>;
  readonly packages: ById<PackageRecord>;
  readonly clientPackages: OfClient<readonly PackageRef[]>;
  readonly sippyProfiles: OfClient<SippyAttributes>;
  readonly freesideProfiles: OfClient<FreesideProfile>;
  readonly freesidePackages: OfClient<readonly FreesidePackage[]>;
  readonly logicboxesProfiles: OfClient<LogicboxesProfile>;
  #scope: CallScope;
  readonly #newScope: () => CallScope;
  readonly #account: Account;
  readonly #view: RecordView;
  readonly #once = new Map<string, Promise<unknown>>();

  /** `view`: what is handed out of each record. */
  constructor(account: Account, newScope: () => CallScope, view: RecordView) {
    this.#account = account;
    this.#newScope = newScope;
    this.#view = view;
    this.#scope = newScope();
    this.clients = this.#byId('clients', (clients, ids) => clients.byIds(ids, this.scope), view.client);
    this.wholeClients = this.#byId(
      'clients',
      (clients, ids) => (clients.wholeByIds ? clients.wholeByIds(ids, this.scope) : clients.byIds(ids, this.scope)),
      view.client,
    );
    this.clientsByEmail = this.#byId('clients', (of, emails) => eachEmail(of, emails, this.scope), view.client);
    this.balances = this.#ofClient('balances', (balances, ids) => balances.byClientIds(ids, this.scope));
    this.sippyProfiles = this.#ofClient('sippyProfiles', (of, ids) => of.byClientIds(ids, this.scope), view.sippy);
    this.freesideProfiles = this.#ofClient(
      'freesideProfiles',
      (of, ids) => of.byClientIds(ids, this.scope),
      view.freeside,
    );
    this.freesidePackages = this.#ofClient(
      'freesidePackages',
      (packages, ids) => packages.byClientIds(ids, this.scope),
      view.freesidePackages,
    );
    this.logicboxesProfiles = this.#ofClient(
      'logicboxesProfiles',
      (profiles, ids) => profiles.byClientIds(ids, this.scope),
      view.logicboxes,
    );
    this.charges = this.#ofClient('ledger', (of, ids) => of.chargesByClientIds(ids, this.scope), view.ledger);
    this.deposits = this.#ofClient('ledger', (of, ids) => of.depositsByClientIds(ids, this.scope), view.ledger);
    this.thresholds = this.#byId('thresholds', (of, ids) => of.byClientIds(ids, this.scope), view.threshold);
    this.packages = this.#byId('packages', (packages, ids) => packages.byIds(ids, this.scope));
    this.clientPackages = this.#ofClient('packages', (of, ids) => of.byClientIds(ids, this.scope));
  }

  /** What the account's calls are made with; another one after a write. */
  get scope(): CallScope {
    return this.#scope;
  }

  /** True when the account's provider has the capability. */
  has(capability: CapabilityName): boolean {
    return this.#account.provider.capabilities[capability] !== undefined;
  }

  /** All clients, in the upstream's order. */
  allClients(): Promise<readonly ClientRecord[]> {
    return this.#read('clients', 'all', async (clients) => this.#view.clients(await clients.list(this.scope)));
  }

  /** All packages. */
  allPackages(): Promise<readonly PackageRecord[]> {
    return this.#read('packages', 'all', (packages) => packages.list(this.scope));
  }

  /** All balance management options. */
  balanceManagement(): Promise<readonly Option[]> {
    return this.#read('balanceManagement', 'all', (options) => options.list(this.scope));
  }

  /** One balance management option; null when the upstream does not know the code. */
  balanceManagementOption(value: string): Promise<Option | null> {
    return this.#read('balanceManagement', value, (options) => options.byValue(value, this.scope));
  }

  /** Countries that an address may have. */
  countries(): Promise<readonly Option[]> {
    return this.#read('countries', 'all', (countries) => countries.list(this.scope));
  }

  /** The reseller's own balance. */
  ownBalance(): Promise<BalanceRecord> {
    return this.#read('ownBalance', '', (own) => own.read(this.scope));
  }

  /** The reseller's own transactions between two days, both included. */
  transactions(from: string, to: string): Promise<readonly TransactionRecord[]> {
    return this.#read('transactions', `${from} ${to}`, async (transactions) =>
      this.#view.transactions(await transactions.list(from, to, this.scope)),
    );
  }

  /** Whether a user name is free at a domain. */
  isUsernameAvailable(username: string, domain: string): Promise<boolean> {
    const key = JSON.stringify([username, domain]);
    return this.#read('usernames', key, (usernames) => usernames.isAvailable(username, domain, this.scope));
  }

  /** The Freeside agent. */
  freesideAgent(): Promise<FreesideAgent> {
    return this.#read('freesideAgent', '', (agent) => agent.read(this.scope));
  }

  /** One page of the ledger of all LogicBoxes clients. */
  logicboxesTransactions(query: LogicboxesTransactionQuery): Promise<LogicboxesTransactionPage> {
    const key = JSON.stringify(query);
    return this.#read('logicboxesTransactions', key, async (transactions) =>
      this.#view.logicboxesPage(await transactions.search(query, this.scope)),
    );
  }

  /** Prices by bands. */
  priceBands(): Promise<readonly PricePlan[]> {
    return this.#read('priceBands', '', (bands) => bands.list(this.scope));
  }

  /** Forgets, after a write, what is known of one client (null: of none) and of the account as a whole. */
  forget(clientId: string | null): void {
    for (const loader of [
      this.clients,
      this.wholeClients,
      this.balances,
      this.charges,
      this.deposits,
      this.thresholds,
      this.clientPackages,
      this.sippyProfiles,
      this.freesideProfiles,
      this.freesidePackages,
      this.logicboxesProfiles,
    ]) {
      if (clientId !== null) loader.clear(clientId);
    }
    this.clientsByEmail.clearAll();
    this.#once.clear();
    // What providers keep for an operation, they keep by its scope: also what a request has read that then joined
    // another's write.
    this.#scope = this.#newScope();
  }

  #byId<Name extends CapabilityName, T>(
    name: Name,
    read: (capability: NonNullable<Capabilities[Name]>, ids: readonly string[]) => Promise<ByKey<T>>,
    view?: (record: T) => T,
  ): ById<T> {
    return new DataLoader<string, T | null>(async (ids) => {
      const found = await this.#guard(read(this.#capability(name), ids));
      return ids.map((id) => this.#handedOut(found.get(id) ?? null, view));
    });
  }

  #ofClient<Name extends CapabilityName, T>(
    name: Name,
    read: (capability: NonNullable<Capabilities[Name]>, ids: readonly string[]) => Promise<ByKey<T>>,
    view?: (record: T) => T,
  ): OfClient<T> {
    return new DataLoader<string, T>(async (ids) => {
      const found = await this.#guard(read(this.#capability(name), ids));
      return ids.map((id) => this.#handedOut(found.get(id) ?? this.#unknownClient(), view) as T | GatewayError);
    });
  }

  /** What the caller gets to see of a record; of an error, where it came from. */
  #handedOut<T>(value: T | GatewayError | null, view?: (record: T) => T): T | GatewayError | null {
    if (value instanceof GatewayError) return this.#located(value);
    return value === null || view === undefined ? value : view(value);
  }

  #located(error: GatewayError): GatewayError {
    return this.#view.error(error.at(this.#account.name));
  }

  #unknownClient(): GatewayError {
    return new GatewayError('NOT_FOUND', 'The upstream does not know this client (any more).');
  }

  #read<Name extends CapabilityName, T>(
    name: Name,
    key: string,
    read: (capability: NonNullable<Capabilities[Name]>) => Promise<T>,
  ): Promise<T> {
    const slot = `${name} ${key}`;
    const known = this.#once.get(slot) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const fresh = this.#guard(Promise.resolve().then(() => read(this.#capability(name))));
    this.#once.set(slot, fresh);
    return fresh;
  }

  async #guard<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      throw error instanceof GatewayError ? this.#located(error) : error;
    }
  }

  #capability<Name extends CapabilityName>(name: Name): NonNullable<Capabilities[Name]> {
    const capability = this.#account.provider.capabilities[name];
    if (capability !== undefined && capability !== null) return capability;
    throw new GatewayError('NOT_SUPPORTED', `The provider of account "${this.#account.name}" has no ${name}.`);
  }
}

/** The loaders of all accounts, made when first asked for. */
export class Loaders {
  readonly #scope: OperationScope;
  readonly #accounts: AccountsView;
  readonly #view: RecordView;
  readonly #made = new Map<string, AccountLoaders>();

  /** `view`: what the one who asks gets to see of records. What writes read and check, they read past the loaders. */
  constructor(accounts: AccountsView, scope: OperationScope, view: RecordView) {
    this.#accounts = accounts;
    this.#scope = scope;
    this.#view = view;
  }

  /** The loaders of one account. Throws NOT_FOUND when no account has the name. */
  of(name: string): AccountLoaders {
    const made = this.#made.get(name);
    if (made !== undefined) return made;
    const account = this.#accounts.find(name);
    if (account === undefined) throw new GatewayError('NOT_FOUND', 'No configured account has this name.');
    const fresh = new AccountLoaders(account, () => new AccountScope(this.#scope, account), this.#view);
    this.#made.set(name, fresh);
    return fresh;
  }
}

async function eachEmail(
  clients: Capabilities['clients'],
  emails: readonly string[],
  scope: CallScope,
): Promise<ByKey<ClientRecord>> {
  const found = new Map<string, ClientRecord | GatewayError>();
  const one = async (email: string): Promise<void> => {
    try {
      const client = await clients.byEmail(email, scope);
      if (client !== null) found.set(email, client);
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      found.set(email, error);
    }
  };
  await Promise.all(emails.map(one));
  return found;
}
