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
  /** True for a gateway; false for a command that may run beside one. */
  readonly isGateway: boolean;
  /** True when a journal is made where there is none. Absent: for a gateway. */
  readonly mayMake?: boolean;
  /** Told of the first fault after all went well, and (null) when all goes well again. */
  readonly onFault: (fault: Error | null) => void;
}

/** The store of a journal, not open yet: see `ReopeningStore.open`. */
export function journalStore(settings: JournalSettings): ReopeningStore {
  const { databaseUrl, dataDir, secret, isGateway, mayMake = isGateway, onFault } = settings;
  return new ReopeningStore({
    onFault,
    open(again) {
      // A journal that is gone is not to be replaced by an empty one, which would let everything be sent once more.
      const ifAbsent = again ? 'moved' : mayMake ? null : 'missing';
      return databaseUrl === null
        ? openSqlite({ dataDir, secret, isGateway, ifAbsent })
        : openPostgres({ url: databaseUrl, secret, ifAbsent });
    },
  });
}
