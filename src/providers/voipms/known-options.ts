/** The two lists that inputs are checked against, which rarely change. */
import type { CallScope } from '../provider.ts';
import type { Option } from '../records.ts';
import type { VoipmsApi } from './api.ts';
import { readBalanceManagement, readCountries } from './reads.ts';

/** How long a list is used for checks before it is read again, in milliseconds. */
const FRESH_MS = 5 * 60_000;

/** A list that is kept for five minutes. Only answers are kept: a failure or an aborted read never is. */
class KeptList {
  readonly #read: (scope: CallScope) => Promise<readonly Option[]>;
  #kept: readonly Option[] | null = null;
  #readAtMs = 0;

  constructor(read: (scope: CallScope) => Promise<readonly Option[]>) {
    this.#read = read;
  }

  async get(scope: CallScope): Promise<readonly Option[]> {
    if (this.#kept !== null && performance.now() - this.#readAtMs < FRESH_MS) return this.#kept;
    this.#kept = await this.#read(scope);
    this.#readAtMs = performance.now();
    return this.#kept;
  }
}

/** Countries and balance management options for the checks of one account. The graph's own reads are always fresh. */
export class KnownOptions {
  readonly #countries: KeptList;
  readonly #balanceManagement: KeptList;

  constructor(api: VoipmsApi) {
    this.#countries = new KeptList((scope) => readCountries(api, scope));
    this.#balanceManagement = new KeptList((scope) => readBalanceManagement(api, scope));
  }

  countries(scope: CallScope): Promise<readonly Option[]> {
    return this.#countries.get(scope);
  }

  balanceManagement(scope: CallScope): Promise<readonly Option[]> {
    return this.#balanceManagement.get(scope);
  }
}
