/** What the server and the command line have in common: accounts, the journal, and the look that settles it. */
import { createHmac } from 'node:crypto';
import type { Logger } from 'pino';
import { Accounts, type Account } from './accounts.ts';
import type { AccountConfig } from './accountConfig.ts';
import type { JournalConfig, Limits } from './config.ts';
import { logHealth, logOutcome } from './events.ts';
import { Feed } from './journal/feed.ts';
import { Journal } from './journal/journal.ts';
import { JournalSecretError, JournalVersionError } from './journal/faults.ts';
import { journalStore } from './journal/open.ts';
import { JournalSecret } from './journal/secret.ts';
import type { JournalStore } from './journal/store.ts';
import { createLook } from './lookup.ts';
import { createProvider } from './providers/registry.ts';
import { ConfigError } from './settings.ts';

/** What it is made of. */
export interface CoreOptions {
  readonly accounts: readonly AccountConfig[];
  readonly limits: Limits;
  readonly journal: JournalConfig;
  readonly dataDir: string;
  /** `gateway`: for the process that sends writes. `commands`: for one that works beside it for a moment. */
  readonly use: 'gateway' | 'commands';
  readonly log: Logger;
}

/** Accounts and journal, open. */
export interface Core {
  readonly accounts: Accounts;
  readonly store: JournalStore;
  readonly journal: Journal;
  readonly feed: Feed;
  /** Waits for writes under way for up to `timeoutMs`, then closes everything. */
  close(timeoutMs: number): Promise<void>;
}

/**
 * Opens accounts and journal. Throws ConfigError for what a person has to change. A journal that cannot be used for another
 * reason is no error here: reads work without it, and it is tried again whenever it is needed.
 */
export async function openCore(options: CoreOptions): Promise<Core> {
  const { limits, log, journal: settings } = options;
  const accounts = new Accounts(options.accounts.map(openAccount), limits, (account, failure) =>
    logHealth(log, account, failure),
  );
  const secret = new JournalSecret(settings.secret, options.dataDir);
  const store = journalStore({
    databaseUrl: settings.databaseUrl,
    dataDir: options.dataDir,
    secret,
    isGateway: options.use === 'gateway',
    onFault: (fault) =>
      fault === null ? log.info('the journal works again') : log.error({ err: fault }, 'the journal cannot be used'),
  });
  await store.open().catch(async (error: unknown) => {
    await accounts.close();
    if (!(error instanceof JournalSecretError || error instanceof JournalVersionError)) throw error;
    throw new ConfigError(error.message, { cause: error });
  });
  const journal = new Journal({
    store,
    bounds: settings,
    fingerprintOf: async (canonical) =>
      createHmac('sha256', secret.key('fingerprint')).update(canonical).digest('base64url'),
    look: createLook(accounts, limits),
    accounts: accounts.all.map(({ name }) => name),
    onFault: (error) => log.error({ err: error }, 'a write failed in the gateway'),
    onOutcome: (operation) => logOutcome(log, operation),
  });
  const feed = new Feed(store);
  return {
    accounts,
    store,
    journal,
    feed,
    close: async (timeoutMs) => {
      feed.close();
      await journal.close(timeoutMs);
      await accounts.close();
      await store.close();
    },
  };
}

/** What a provider throws for its settings tells what to change. */
function openAccount(config: AccountConfig): Pick<Account, 'provider' | 'writeTimeoutMs'> {
  try {
    return { provider: createProvider(config), writeTimeoutMs: config.writeTimeoutMs };
  } catch (cause) {
    throw new ConfigError((cause as Error).message, { cause });
  }
}
