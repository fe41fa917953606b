/** The configured accounts: each has its provider and its health. */
import type { GatewayError } from './errors.ts';
import { AccountHealth, type HealthBounds } from './health.ts';
import type { Provider } from './providers/provider.ts';

/** One configured login at one upstream. */
export interface Account {
  readonly name: string;
  readonly provider: Provider;
  /** Longest wait for one request of a write. */
  readonly writeTimeoutMs: number;
  readonly health: AccountHealth;
}

/** All configured accounts, in the order of the configuration. */
export class Accounts {
  readonly all: readonly Account[];
  readonly #byName: ReadonlyMap<string, Account>;

  /** `onHealth` is told when an account begins to fail, and (null) when it answers again. */
  constructor(
    opened: readonly Pick<Account, 'provider' | 'writeTimeoutMs'>[],
    bounds: HealthBounds,
    onHealth: (account: string, failure: GatewayError | null) => void,
  ) {
    this.all = opened.map(({ provider, writeTimeoutMs }) => {
      const name = provider.account;
      const health = new AccountHealth(name, bounds, (failure) => onHealth(name, failure));
      return { name, provider, writeTimeoutMs, health };
    });
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
