/** Who may use the gateway, as the configuration says it: tenants, and how their callers show who they are. */
import { z } from 'zod';
import { DEFAULT_TENANT, type MoneyLimits } from './access/caller.ts';
import { allScopes, scopes, type Scope } from './access/scopes.ts';
import { parseDecimal, type Decimal } from './money.ts';
import { ConfigError, whole } from './settings.ts';

/** Somebody to whom clients, operations and idempotency keys belong, with what all of its callers are bound to. */
export interface TenantConfig {
  readonly name: string;
  /** Names of the accounts that it may use; null for every one. */
  readonly accounts: readonly string[] | null;
  /** Bounds for each of its callers; a key may be bound more tightly. Null: no bound. */
  readonly moneyLimits: MoneyLimits | null;
  /** Upstream calls that one operation may cost; null: as `limits.maxUpstreamCalls` says. */
  readonly maxUpstreamCalls: number | null;
  /** GraphQL requests a minute of each of its callers; null: as `limits.maxRequestsPerMinute` says. */
  readonly maxRequestsPerMinute: number | null;
}

/** Callers of this machine that need no credential. */
export interface LoopbackConfig {
  readonly tenant: string;
  readonly scopes: readonly Scope[];
}

/** Who may use the gateway. */
export interface AccessConfig {
  /** One at least; one called "local" with every account where the configuration names none. */
  readonly tenants: readonly TenantConfig[];
  /** Null: every caller needs a credential. */
  readonly loopback: LoopbackConfig | null;
}

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'use 1 to 40 lower-case letters, digits and hyphens');

const amount = z
  .string('write the amount as text, such as "100.00"')
  .refine((text) => parseDecimal(text) !== null && !text.startsWith('-'), 'write a decimal number such as "100.00"')
  .transform((text) => text as Decimal);

const moneyLimitsSchema = z.record(
  z.string().regex(/^[A-Z]{3}$/, 'use an ISO 4217 code such as USD'),
  z.strictObject({ perOperation: amount.nullable().default(null), perDay: amount.nullable().default(null) }),
);

const scopeSchema = z.enum(Object.keys(scopes) as [Scope, ...Scope[]]);

const tenantSchema = z.strictObject({
  accounts: z.array(z.string()).max(100).nullable().default(null),
  moneyLimits: moneyLimitsSchema.nullable().default(null),
  maxUpstreamCalls: whole(100_000).nullable().default(null),
  maxRequestsPerMinute: whole(1_000_000).nullable().default(null),
});

/** The section `access` of the configuration file. */
export const accessSchema = z.strictObject({
  tenants: z.record(name, tenantSchema).default({}),
  loopback: z
    .strictObject({ tenant: name.default(DEFAULT_TENANT), scopes: z.array(scopeSchema).default([...allScopes]) })
    .nullable()
    .default(null),
});

/** Every caller of this machine, with every scope, as the default tenant. */
export function anyLoopback(): LoopbackConfig {
  return { tenant: DEFAULT_TENANT, scopes: allScopes };
}

/** Reads the section. Throws ConfigError for a tenant or an account that is not configured. */
export function accessOf(section: AccessSection, accounts: readonly string[]): AccessConfig {
  const named = Object.entries(section.tenants).map(([tenant, settings]): TenantConfig => ({
    name: tenant,
    ...settings,
  }));
  const tenants = named.length > 0 ? named : [tenantNamed(DEFAULT_TENANT)];
  for (const tenant of tenants) {
    const unknown = tenant.accounts?.find((account) => !accounts.includes(account));
    if (unknown !== undefined)
      throw new ConfigError(`access.tenants.${tenant.name}.accounts: no account is called "${unknown}".`);
  }
  const { loopback } = section;
  if (loopback !== null && !tenants.some((tenant) => tenant.name === loopback.tenant))
    throw new ConfigError(`access.loopback.tenant: "${loopback.tenant}" is not one of access.tenants.`);
  return { tenants, loopback };
}

/** A tenant of that name with every account and without bounds. */
export function tenantNamed(tenant: string): TenantConfig {
  return { name: tenant, accounts: null, moneyLimits: null, maxUpstreamCalls: null, maxRequestsPerMinute: null };
}

/** The section as it is written. */
export type AccessSection = Omit<z.infer<typeof accessSchema>, 'loopback'> & {
  readonly loopback: LoopbackConfig | null;
};

/** Access for whoever is on this machine, with every scope: what the sandbox's demo has. */
export function loopbackAccess(tenant: string): AccessConfig {
  return { tenants: [tenantNamed(tenant)], loopback: { tenant, scopes: allScopes } };
}
