/**
 * What reads and writes cost at an upstream at most, in calls. Each vendor's folder has its table, made of what its code
 * does; the bound of a whole operation is derived from it before anything is called (src/cost/).
 */
import type { ClientPart } from './records.ts';

/** Calls by which something is learnt. Reads that share an answer within one operation name the same `answer`. */
export interface Asking {
  /** What the answer is of, such as the upstream's function. */
  readonly answer: string;
  /**
   * `key`: so many calls for each key. `batch`: so many for keys that are asked for together, however many (with `chunk`:
   * for each so many keys). `account`: once an operation. `everybody`: for each client of the account, of whom there may
   * be as many as the operation's scope lets `lookAt` pass.
   */
  readonly per: 'key' | 'batch' | 'account' | 'everybody';
  readonly calls: number;
  /** For `batch`: so many keys cost `calls` once more. */
  readonly chunk?: number;
  /** For `batch`: never more than so many calls a key; `calls` when left out. */
  readonly perKey?: number;
  /** True when it is not asked about clients that the operation has from the account's list. */
  readonly unlessListed?: true;
  /** True when the answer may take calls that the scope is asked for with `goOn`. */
  readonly goesOn?: true;
}

/** What loaders read: a loader or method of `AccountLoaders`, or a check that is no write. */
export type ReadName =
  | 'allClients'
  | 'clients'
  | 'wholeClients'
  | 'clientsByEmail'
  | 'balances'
  | 'charges'
  | 'deposits'
  | 'thresholds'
  | 'packages'
  | 'allPackages'
  | 'clientPackages'
  | 'balanceManagement'
  | 'balanceManagementOption'
  | 'countries'
  | 'ownBalance'
  | 'transactions'
  | 'usernames'
  | 'sippyProfiles'
  | 'freesideProfiles'
  | 'freesidePackages'
  | 'freesideAgent'
  | 'logicboxesProfiles'
  | 'logicboxesTransactions'
  | 'priceBands'
  | 'signIn'
  | 'session';

/** Calls of the steps of a write. What a step before has read, and is kept for the operation, does not count again. */
export interface WriteCost {
  readonly check: number;
  /** The plan of a dry run, with the upstream's own rehearsal. */
  readonly plan: number;
  readonly send: number;
  /** A look for it after a lost answer; 0 where nobody can look. */
  readonly find: number;
  /** As in `Asking`. */
  readonly goesOn?: true;
}

/** The costs of one provider. What is not listed, it cannot do. */
export interface ProviderCosts<WriteName extends string = string> {
  /** Calls before the first one of an operation: a login. */
  readonly login: number;
  /** What a row of the list of clients may lack, so that the client's own record is read (`wholeClients`). */
  readonly listLacks: readonly ClientPart[];
  readonly reads: Readonly<Partial<Record<ReadName, readonly Asking[]>>>;
  readonly writes: Readonly<Partial<Record<WriteName, WriteCost>>>;
}

/** An answer that each key costs a call for. */
export function each(answer: string, goesOn: boolean = false): Asking {
  return { answer, per: 'key', calls: 1, ...(goesOn && { goesOn }) };
}

/** An answer that is asked for once an operation. */
export function once(answer: string, calls = 1, goesOn: boolean = false): Asking {
  return { answer, per: 'account', calls, ...(goesOn && { goesOn }) };
}
