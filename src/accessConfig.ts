/** Who may use the gateway, as the configuration says it: tenants, and how their callers show who they are. */
import { z } from 'zod';
import { DEFAULT_TENANT, type MoneyLimits } from './access/caller.ts';
import { allScopes, scopes, type Scope } from './access/scopes.ts';
import { parseDecimal, type Decimal } from './money.ts';
import { jwtSchema, type JwtConfig } from './jwtConfig.ts';
import { ConfigError, readSecret, secretSchema, whole } from './settings.ts';

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

/** How a federation router proves that a request comes through it. Of key and secret one at least is not null. */
export interface RouterConfig {
  /** What it sends as `X-Router-Key`. */
  readonly key: string | null;
  /** What it signs requests with, as Hive Gateway does. */
  readonly hmacSecret: string | null;
  /** True: `/graphql` answers nobody else. */
  readonly required: boolean;
}

/** Who may use the gateway. */
export interface AccessConfig {
  /** One at least; one called "local" with every account where the configuration names none. */
  readonly tenants: readonly TenantConfig[];
  /** Null: every caller needs a credential. */
  readonly loopback: LoopbackConfig | null;
  /** Null: no tokens of an issuer are taken. */
  readonly jwt: JwtConfig | null;
  /** Null: no router is known. */
  readonly router: RouterConfig | null;
  /** Host names, with a port where it is not the usual one, that requests may be sent to; null: as the address says. */
  readonly allowedHosts: readonly string[] | null;
  /** Whether reads of personal data are recorded: or else refused, as well as it goes, or not at all. */
  readonly auditReads: AuditReads;
}

/** The values of `access.auditReads`. */
export type AuditReads = (typeof auditReads)[number];

const auditReads = ['required', 'best-effort', 'off'] as const;

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

/** A secret that nobody can guess has at least this many characters. */
const MIN_ROUTER_SECRET_LENGTH = 32;

const routerSchema = z
  .strictObject({
    key: secretSchema.nullable().default(null),
    hmacSecret: secretSchema.nullable().default(null),
    required: z.boolean().default(false),
  })
  .refine(({ key, hmacSecret }) => key !== null || hmacSecret !== null, 'set key, hmacSecret, or both');

const hostName = z
  .string()
  .regex(/^(?:[a-z0-9.-]{1,253}|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i, 'write a host name, such as "graph.example.com"')
  .transform((host) => host.toLowerCase());

/** The section `access` of the configuration file. */
export const accessSchema = z.strictObject({
  tenants: z.record(name, tenantSchema).default({}),
  loopback: z
    .strictObject({ tenant: name.default(DEFAULT_TENANT), scopes: z.array(scopeSchema).default([...allScopes]) })
    .nullable()
    .default(null),
  jwt: jwtSchema.nullable().default(null),
  router: routerSchema.nullable().default(null),
  allowedHosts: z.array(hostName).min(1).max(100).nullable().default(null),
  auditReads: z.enum(auditReads).default('best-effort'),
});

/** Every caller of this machine, with every scope, as the default tenant. */
export function anyLoopback(): LoopbackConfig {
  return { tenant: DEFAULT_TENANT, scopes: allScopes };
}

/** Reads the section. Throws ConfigError for a tenant, an account or a secret that is not there. */
export function accessOf(
  section: AccessSection,
  accounts: readonly string[],
  env: Readonly<Record<string, string>>,
): AccessConfig {
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
  const { jwt, allowedHosts, auditReads: reads } = section;
  const router = section.router && routerOf(section.router, env);
  return { tenants, loopback, jwt, router, allowedHosts, auditReads: reads };
}

function routerOf(section: z.infer<typeof routerSchema>, env: Readonly<Record<string, string>>): RouterConfig {
  const read = (part: 'key' | 'hmacSecret'): string | null => {
    const given = section[part];
    if (given === null) return null;
    const text = readSecret(given, env, `access.router.${part}`);
    if (text.length < MIN_ROUTER_SECRET_LENGTH)
      throw new ConfigError(`access.router.${part}: use at least ${MIN_ROUTER_SECRET_LENGTH} random characters.`);
    return text;
  };
  return { key: read('key'), hmacSecret: read('hmacSecret'), required: section.required };
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
  return { ...closedAccess(tenant), loopback: { tenant, scopes: allScopes } };
}

/** Access for nobody but those who have an API key, as the one tenant of that name. */
export function closedAccess(tenant: string): AccessConfig {
  return {
    tenants: [tenantNamed(tenant)],
    loopback: null,
    jwt: null,
    router: null,
    allowedHosts: null,
    auditReads: 'best-effort',
  };
}
