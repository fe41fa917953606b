/** What SQLite and PostgreSQL do differently, as far as a journal is concerned. */
import type { RawBuilder, Transaction } from 'kysely';
import type { FaultKind } from './faults.ts';
import type { ChainHead } from './store.ts';
import type { Tables } from './tables.ts';

/** One of the two databases, as the store needs it. */
export interface StoreDialect {
  /** True when no other process can be using the database. */
  readonly isExclusive: boolean;
  /** The type of text that is compared and sorted by its bytes. */
  readonly text: RawBuilder<string>;
  /** A query whose rows are those of a JSON text: a list of lists of three texts and two whole numbers. */
  rowsOf(json: string): RawBuilder<unknown>;
  /** Now, by the clock of the database, in milliseconds since 1970. */
  readonly nowMs: RawBuilder<number>;
  /**
   * Where the chain ends, locked until the transaction ends: changes come one after the other, whoever makes them.
   * Undefined when the row is gone.
   */
  lockHead(transaction: Transaction<Tables>): Promise<ChainHead | undefined>;
  /** Why the database has failed. */
  kindOf(error: unknown): FaultKind;
  /** Frees what the database holds. Never throws. */
  close(): Promise<void>;
}
