/** The configured accounts: each has its provider and its health. */
import { AccountHealth } from './health.ts';
import type { Provider } from './providers/provider.ts';

/** One configured login at one upstream. */
export interface Account {
  readonly name: string;
  readonly provider: Provider;
  readonly health: AccountHealth;
}

/** All configured accounts, in the order of the configuration. */
export class Accounts {
  readonly all: readonly Account[];
  readonly #byName: ReadonlyMap<string, Account>;

  constructor(providers: readonly Provider[]) {
    this.all = providers.map((provider) => ({ name: provider.account, provider, health: new AccountHealth() }));
    this.#byName = new Map(this.all.map((account) => [account.name, account]));
  }

  /** The account of that name; undefined when there is none. */
  find(name: string): Account | undefined {
    return this.#byName.get(name);
  }

  /** Frees the sockets of all providers. */
  async close(): Promise<void> {
    await Promise.allSettled(this.all.map((account) => account.provider.close()));
  }
}
