/** What a caller may do: its tenant's bounds, made tighter by those of its key or token. */
import type { TenantConfig } from '../accessConfig.ts';
import { compareDecimals, type Decimal } from '../money.ts';
import type { Caller, CallerKind, MoneyLimit, MoneyLimits } from './caller.ts';
import type { Scope } from './scopes.ts';

/** What a credential says of its caller; null, where it may be: as the tenant. */
export interface Grant {
  readonly kind: CallerKind;
  /** As `Caller.id`. */
  readonly id: string;
  readonly scopes: Iterable<Scope>;
  readonly accounts?: readonly string[] | null;
  readonly moneyLimits?: MoneyLimits | null;
  readonly maxUpstreamCalls?: number | null;
  readonly maxRequestsPerMinute?: number | null;
}

/** The caller of a tenant with a credential. Where both have a bound, the tighter one holds. */
export function callerOf(tenant: TenantConfig, grant: Grant): Caller {
  const { kind, id, scopes, accounts, moneyLimits, maxUpstreamCalls, maxRequestsPerMinute } = grant;
  return {
    tenant: tenant.name,
    kind,
    id,
    accounts: common(tenant.accounts, accounts ?? null),
    scopes: new Set(scopes),
    moneyLimits: tighterLimits(tenant.moneyLimits, moneyLimits ?? null),
    maxUpstreamCalls: smaller(tenant.maxUpstreamCalls, maxUpstreamCalls ?? null),
    maxRequestsPerMinute: smaller(tenant.maxRequestsPerMinute, maxRequestsPerMinute ?? null),
  };
}

function common(left: readonly string[] | null, right: readonly string[] | null): ReadonlySet<string> | null {
  if (left === null || right === null) return left === right ? null : new Set(left ?? right);
  return new Set(left).intersection(new Set(right));
}

/** A currency that one of the two does not list may not be moved. */
function tighterLimits(left: MoneyLimits | null, right: MoneyLimits | null): MoneyLimits | null {
  if (left === null || right === null) return left ?? right;
  const currencies = Object.keys(left).filter((currency) => Object.hasOwn(right, currency));
  return Object.fromEntries(currencies.map((currency) => [currency, tighter(left[currency]!, right[currency]!)]));
}

function tighter(left: MoneyLimit, right: MoneyLimit): MoneyLimit {
  return {
    perOperation: smallerAmount(left.perOperation, right.perOperation),
    perDay: smallerAmount(left.perDay, right.perDay),
  };
}

function smallerAmount(left: Decimal | null, right: Decimal | null): Decimal | null {
  if (left === null || right === null) return left ?? right;
  return compareDecimals(left, right) <= 0 ? left : right;
}

function smaller(left: number | null, right: number | null): number | null {
  return left === null || right === null ? (left ?? right) : Math.min(left, right);
}
