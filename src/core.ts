/** What the server and the command line have in common: accounts, the journal, and the look that settles it. */
import { createHmac } from 'node:crypto';
import type { Logger } from 'pino';
import { Accounts, type OpenedAccount } from './accounts.ts';
import type { AccessConfig } from './accessConfig.ts';
import type { AccountConfig } from './accountConfig.ts';
import { cleanStore } from './cleanStore.ts';
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
import type { Redactor } from './redactor.ts';
import { redactorFor } from './secrets.ts';
import { ConfigError } from './settings.ts';

/** What it is made of. */
export interface CoreOptions {
  readonly accounts: readonly AccountConfig[];
  /** Whose secrets must not be told either; null or absent: nobody's. */
  readonly access?: AccessConfig | null;
  readonly limits: Limits;
  readonly journal: JournalConfig;
  readonly dataDir: string;
  /**
   * `gateway`: for the process that sends writes. `commands`: for one that works beside it for a moment. `setup`: the same,
   * where there may be no journal yet.
   */
  readonly use: 'gateway' | 'commands' | 'setup';
  readonly log: Logger;
}

/** Accounts and journal, open. */
export interface Core {
  readonly accounts: Accounts;
  readonly store: JournalStore;
  readonly journal: Journal;
  readonly feed: Feed;
  /** Knows every configured secret. */
  readonly redactor: Redactor;
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
    mayMake: options.use !== 'commands',
    onFault: (fault) =>
      fault === null ? log.info('the journal works again') : log.error({ err: fault }, 'the journal cannot be used'),
  });
  await store.open().catch(async (error: unknown) => {
    await accounts.close();
    if (!(error instanceof JournalSecretError || error instanceof JournalVersionError)) throw error;
    throw new ConfigError(error.message, { cause: error });
  });
  const redactor = redactorFor(options);
  const clean = cleanStore<JournalStore>(store, redactor);
  const journal = new Journal({
    store: clean,
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
    store: clean,
    journal,
    feed,
    redactor,
    close: async (timeoutMs) => {
      feed.close();
      await journal.close(timeoutMs);
      await accounts.close();
      await store.close();
    },
  };
}

/** What a provider throws for its settings tells what to change. */
function openAccount(config: AccountConfig): OpenedAccount {
  try {
    const { writeTimeoutMs, maxCallsPerMinute } = config;
    return { provider: createProvider(config), writeTimeoutMs, maxCallsPerMinute };
  } catch (cause) {
    throw new ConfigError((cause as Error).message, { cause });
  }
}
