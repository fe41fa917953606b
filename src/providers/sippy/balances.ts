/** Clients' balances, and how the sign of those in listCustomers is found out. */
import type { SippyAccountConfig } from '../../accountConfig.ts';
import { GatewayError } from '../../errors.ts';
import { compareDecimals, decimal, negateDecimal, type Decimal } from '../../money.ts';
import type { XmlRpcStruct } from '../../wire/xmlrpc-values.ts';
import type { ByKey, CallScope, OfClients } from '../provider.ts';
import type { BalanceRecord } from '../records.ts';
import { isCustomerId } from './checks.ts';
import type { Customers } from './customers.ts';
import { inverted, toBalance, toListedBalance } from './map.ts';

type Sign = 'natural' | 'inverted';

/** A customer's id and its balance in the list's own sign. */
type Listed = readonly [string, BalanceRecord];

/** Customers that are asked for the sign before it is given up: a balance can move between the two calls. */
const MAX_TRIES = 3;

const ZERO = decimal('0');

/**
 * Balances. Up to `listAboveIds` one call each, whose sign is documented; more from one walk through the list, whose sign
 * is not: it is taken from the settings or settled by a comparison, once for the account.
 */
export class Balances implements OfClients<BalanceRecord> {
  readonly #customers: Customers;
  readonly #listAboveIds: number;
  /** Null until it is known. */
  #sign: Sign | null;

  constructor(customers: Customers, { listAboveIds, listBalanceSign }: SippyAccountConfig) {
    this.#customers = customers;
    this.#listAboveIds = listAboveIds;
    this.#sign = listBalanceSign === 'auto' ? null : listBalanceSign;
  }

  /** A client that the switch does not know is absent. */
  byClientIds(ids: readonly string[], scope: CallScope): Promise<ByKey<BalanceRecord>> {
    const wanted = [...new Set(ids.filter(isCustomerId))];
    return wanted.length > this.#listAboveIds ? this.#fromList(wanted, scope) : this.#single(wanted, scope);
  }

  #single(ids: readonly string[], scope: CallScope): Promise<ByKey<BalanceRecord>> {
    const customers = this.#customers;
    return customers.each(
      ids,
      async (id) => ({ ...(await customers.single(id, scope)), currency: await customers.currencyOf(id, scope) }),
      ({ info, currency, observedAt }) => toBalance(info, currency, observedAt),
    );
  }

  async #fromList(ids: readonly string[], scope: CallScope): Promise<ByKey<BalanceRecord>> {
    const { rows, observedAt } = await this.#customers.list(scope);
    const listed = ids.flatMap((id) => listedBalance(id, rows.get(id), observedAt));
    const sign = await this.#settled(listed, scope);
    const found = new Map<string, BalanceRecord | GatewayError>();
    for (const [id, balance] of listed) {
      // Zero has no sign to be wrong about.
      if (sign !== null || isZero(balance)) found.set(id, sign === 'inverted' ? inverted(balance) : balance);
    }
    // What the list does not tell: customers that shifted from page to page meanwhile, and all when the sign stays open.
    const rest = ids.filter((id) => !found.has(id));
    return new Map([...found, ...(await this.#single(rest, scope))]);
  }

  /** The sign of the list; null when it cannot be told now. */
  async #settled(listed: readonly Listed[], scope: CallScope): Promise<Sign | null> {
    if (this.#sign !== null) return this.#sign;
    for (const [id, balance] of listed.filter(([, candidate]) => !isZero(candidate)).slice(0, MAX_TRIES)) {
      const sign = await this.#compared(id, balance.current, scope);
      if (sign === null) continue;
      this.#sign = sign;
      return sign;
    }
    return null;
  }

  /** Compares with the customer's own record, whose sign is documented; null when the figures differ or there is none. */
  async #compared(id: string, listed: Decimal, scope: CallScope): Promise<Sign | null> {
    try {
      const { info, observedAt } = await this.#customers.single(id, scope);
      const { current } = toBalance(info, null, observedAt);
      if (compareDecimals(listed, current) === 0) return 'natural';
      return compareDecimals(listed, negateDecimal(current)) === 0 ? 'inverted' : null;
    } catch (error) {
      if (error instanceof GatewayError) return null;
      throw error;
    }
  }
}

/** The balance of a row; none when it is not there or cannot be read, so that the customer itself is asked. */
function listedBalance(id: string, row: XmlRpcStruct | undefined, observedAt: Date): readonly Listed[] {
  if (row === undefined) return [];
  try {
    return [[id, toListedBalance(row, observedAt)]];
  } catch (error) {
    if (error instanceof GatewayError) return [];
    throw error;
  }
}

function isZero({ current }: BalanceRecord): boolean {
  return compareDecimals(current, ZERO) === 0;
}
