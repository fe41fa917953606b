/** Access as a whole: the ways in which a caller can show who it is, one after the other. */
import type { IncomingMessage } from 'node:http';
import type { AccessConfig, TenantConfig } from '../accessConfig.ts';
import { unauthenticated, type Authenticator } from './authenticator.ts';
import type { Caller, CallerKind } from './caller.ts';
import { loopbackCaller } from './loopback.ts';
import type { Scope } from './scopes.ts';

/** Makes the authenticator of a gateway. */
export function createAuthenticator(config: AccessConfig): Authenticator {
  const local = config.loopback === null ? null : callerOn(config, config.loopback);
  return {
    async authenticate(request: IncomingMessage): Promise<Caller> {
      const caller = local && loopbackCaller(request, local);
      if (caller !== null) return caller;
      throw unauthenticated('Send an API key or a token: `Authorization: Bearer …`.');
    },
  };
}

function callerOn(
  config: AccessConfig,
  { tenant, scopes }: { readonly tenant: string; readonly scopes: readonly Scope[] },
): Caller {
  return callerOf(
    config.tenants.find(({ name }) => name === tenant)!,
    'loopback',
    'loopback',
    scopes,
  );
}

/** A caller of a tenant with the tenant's bounds. */
export function callerOf(tenant: TenantConfig, kind: CallerKind, id: string, scopes: Iterable<Scope>): Caller {
  const { name, accounts, moneyLimits, maxUpstreamCalls, maxRequestsPerMinute } = tenant;
  return {
    tenant: name,
    kind,
    id,
    accounts: accounts === null ? null : new Set(accounts),
    scopes: new Set(scopes),
    moneyLimits,
    maxUpstreamCalls,
    maxRequestsPerMinute,
  };
}
