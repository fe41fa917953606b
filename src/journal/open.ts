/** Which store a journal is kept in. */
import { openPostgres } from './postgres.ts';
import { ReopeningStore } from './reopening.ts';
import type { JournalSecret } from './secret.ts';
import { openSqlite } from './sqlite.ts';

/** What a journal's store is made of. */
export interface JournalSettings {
  /** Null: SQLite in the data directory. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly secret: JournalSecret;
  /** True for a gateway, false for a command that may run beside one. */
  readonly isGateway: boolean;
  /** Told of the first fault after all went well, and (null) when all goes well again. */
  readonly onFault: (fault: Error | null) => void;
}

/** The store of a journal, not open yet: see `ReopeningStore.open`. */
export function journalStore(settings: JournalSettings): ReopeningStore {
  const { databaseUrl, dataDir, secret, isGateway, onFault } = settings;
  return new ReopeningStore({
    onFault,
    open: (again) =>
      databaseUrl === null
        ? openSqlite({ dataDir, secret, isGateway, mayCreate: !again })
        : openPostgres({ url: databaseUrl, secret }),
  });
}
