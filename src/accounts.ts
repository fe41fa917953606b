/** The configured accounts: each has its provider and its health. */
import type { Caller } from './access/caller.ts';
import type { GatewayError } from './errors.ts';
import { AccountHealth, type HealthBounds } from './health.ts';
import type { Provider } from './providers/provider.ts';
import { AccountRate } from './rates/accountRate.ts';

/** One configured login at one upstream. */
export interface Account {
  readonly name: string;
  readonly provider: Provider;
  /** Longest wait for one request of a write. */
  readonly writeTimeoutMs: number;
  readonly health: AccountHealth;
  /** Shares its calls among tenants; null where their number is not bounded. */
  readonly rate: AccountRate | null;
}

/** An account as it is opened. */
export interface OpenedAccount extends Pick<Account, 'provider' | 'writeTimeoutMs'> {
  /** Calls a minute; null, or left out, for no bound. */
  readonly maxCallsPerMinute?: number | null;
}

/** Some or all of the configured accounts, in the order of the configuration. */
export interface AccountsView {
  readonly all: readonly Account[];
  /** The account of that name; undefined when there is none. */
  find(name: string): Account | undefined;
}

/** All configured accounts. */
export class Accounts implements AccountsView {
  readonly all: readonly Account[];
  readonly #byName: ReadonlyMap<string, Account>;

  /** `onHealth` is told when an account begins to fail, and (null) when it answers again. */
  constructor(
    opened: readonly OpenedAccount[],
    bounds: HealthBounds,
    onHealth: (account: string, failure: GatewayError | null) => void,
  ) {
    this.all = opened.map(({ provider, writeTimeoutMs, maxCallsPerMinute = null }) => {
      const name = provider.account;
      const health = new AccountHealth(name, bounds, (failure) => onHealth(name, failure));
      const rate = maxCallsPerMinute === null ? null : new AccountRate(name, maxCallsPerMinute);
      return { name, provider, writeTimeoutMs, health, rate };
    });
    this.#byName = new Map(this.all.map((account) => [account.name, account]));
  }

  find(name: string): Account | undefined {
    return this.#byName.get(name);
  }

  /** Those that the caller may use. For it there are no others. */
  visibleTo(caller: Caller): AccountsView {
    if (caller.accounts === null) return this;
    const names = caller.accounts;
    return {
      all: this.all.filter(({ name }) => names.has(name)),
      find: (name) => (names.has(name) ? this.find(name) : undefined),
    };
  }

  /** Frees the sockets of all providers. */
  async close(): Promise<void> {
    await Promise.allSettled(this.all.map((account) => account.provider.close()));
  }
}
