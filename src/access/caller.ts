/** Who asks: what is known of a caller once it is authenticated. Data only. */
import type { Decimal } from '../money.ts';
import type { Scope } from './scopes.ts';

/** How much money a caller may move in one currency; null for no bound. */
export interface MoneyLimit {
  readonly perOperation: Decimal | null;
  /** Over all operations of a day in UTC that are, or may be, applied. */
  readonly perDay: Decimal | null;
}

/** Money limits by ISO 4217 code. A currency that is not listed may not be moved at all. */
export type MoneyLimits = Readonly<Record<string, MoneyLimit>>;

/** How a caller has shown who it is. */
export type CallerKind = 'loopback' | 'key' | 'jwt';

/** An authenticated caller. */
export interface Caller {
  /**
   * Whose data it is. Operations and idempotency keys belong to a tenant, so that a key or token can be replaced while a
   * write under it is not settled yet.
   */
  readonly tenant: string;
  readonly kind: CallerKind;
  /** Unique and stable, such as "key:3f9a…" or "jwt:subject": who it was, for the audit log and for money limits. */
  readonly id: string;
  /** Names of the accounts that it may use; null for every one that is configured. */
  readonly accounts: ReadonlySet<string> | null;
  readonly scopes: ReadonlySet<Scope>;
  /** Null: no bound. */
  readonly moneyLimits: MoneyLimits | null;
  /** Upstream calls that one operation may cost; null: as the limits of the gateway say. */
  readonly maxUpstreamCalls: number | null;
  /** GraphQL requests a minute; null: as the limits of the gateway say. */
  readonly maxRequestsPerMinute: number | null;
}

/** The tenant of the sandbox's demo data. */
export const DEMO_TENANT = 'demo';

/** The tenant of an installation that names none. */
export const DEFAULT_TENANT = 'local';

/** True when the caller may see personal data. */
export function seesPersonalData({ scopes }: Caller): boolean {
  return scopes.has('clients:pii');
}

/** True when the caller may use the account. */
export function mayUse({ accounts }: Caller, account: string): boolean {
  return accounts === null || accounts.has(account);
}

/** What the journal and the audit log sign with: tenant and caller. */
export function actorOf({ tenant, id }: Caller): string {
  return `${tenant}/${id}`;
}
