/** What a reconciliation report is made of. Data only. */
import type { GatewayError } from '../errors.ts';
import type { Operation } from '../journal/operation.ts';
import type { Money } from '../money.ts';
import type { ClientRecord, LedgerRow } from '../providers/records.ts';
import type { Period } from './period.ts';

/** The two sides of a client's ledger. */
export const ledgerSides = ['CHARGE', 'DEPOSIT'] as const;
/** One side of a client's ledger. */
export type LedgerSide = (typeof ledgerSides)[number];

/** What a comparison of the journal with the books can say. */
export const verdicts = [
  /** The journal says applied, and an entry of the same amount has its mark, or its recorded number. */
  'MATCHED',
  /** The journal says applied, and no entry has its mark or its recorded number. */
  'MISSING_UPSTREAM',
  /** An entry that no operation of the journal has made. */
  'MADE_ELSEWHERE',
  /** The journal says applied, and the entry has another amount or currency. */
  'AMOUNT_DIFFERS',
  /** The journal does not know yet whether it was applied. */
  'STILL_UNKNOWN',
  /** The journal says not applied, and an entry has its mark. */
  'CONTRADICTED',
  /** Two or more entries belong to one operation; each is a row. */
  'DUPLICATED',
  /** The journal says applied, and the client's books could not be read. */
  'NOT_READ',
] as const;
/** What a comparison has said of one row. */
export type ReconciliationVerdict = (typeof verdicts)[number];

/** One client's charges, or its deposits. */
export interface LedgerPlace {
  readonly side: LedgerSide;
  readonly clientId: string;
}

/** An entry of the upstream's books. */
export interface BookEntry extends LedgerPlace {
  readonly row: LedgerRow;
  /** Day of the books; null where the upstream has none, or one that no calendar has. */
  readonly date: string | null;
  /** Above zero on both sides. "XXX" where nobody tells the currency. */
  readonly amount: Money;
}

/** One row of the report: an operation, an entry, or both. */
export interface ReconciliationRow extends LedgerPlace {
  readonly verdict: ReconciliationVerdict;
  /** As the upstream's list has it; null for a client that is not in the list. */
  readonly client: ClientRecord | null;
  /** Null for an entry that no operation has made. */
  readonly operation: Operation | null;
  /** Null for an operation without an entry. */
  readonly entry: BookEntry | null;
  /** Day of the books; without an entry the day on which the operation was first asked for, in UTC. Null: undated entry. */
  readonly date: string | null;
  /** Null without an operation, and for each further entry of one operation, so that sums have it once. */
  readonly journalAmount: Money | null;
  readonly upstreamAmount: Money | null;
  /** For people; null when there is nothing to say. */
  readonly note: string | null;
}

/** Sums of the rows of one currency, side and verdict. */
export interface ReconciliationTotal {
  readonly currency: string;
  readonly side: LedgerSide;
  readonly verdict: ReconciliationVerdict;
  /** Rows with an amount in this currency. */
  readonly count: number;
  readonly journal: Money;
  readonly upstream: Money;
}

/** A ledger that could not be read. */
export interface ReconciliationFailure extends LedgerPlace {
  readonly client: ClientRecord | null;
  readonly error: GatewayError;
}

/** The journal of one account against its books. Whole only when there are no failures. */
export interface ReconciliationReport {
  /** Name of the account. */
  readonly account: string;
  readonly period: Period;
  /** When the books had been read. */
  readonly observedAt: Date;
  /** By date (undated first), client, side and entry. */
  readonly rows: readonly ReconciliationRow[];
  /** By currency, side and verdict. */
  readonly totals: readonly ReconciliationTotal[];
  /** By client and side. */
  readonly failures: readonly ReconciliationFailure[];
}

/** A text that is the same for the same ledger. */
export function ledgerKey({ side, clientId }: LedgerPlace): string {
  return `${side} ${clientId}`;
}
