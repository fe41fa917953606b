/** Callers that show an API key. */
import type { TenantConfig } from '../accessConfig.ts';
import type { ApiKey } from '../journal/api-key.ts';
import type { Caller } from './caller.ts';
import { callerOf } from './grant.ts';
import type { KeyDirectory } from './keyDirectory.ts';
import { hasHash, parseKey } from './keyText.ts';
import { isScope } from './scopes.ts';

/** A key that is refused; the message is for the log. */
export class KeyRefusal extends Error {
  override readonly name = 'KeyRefusal';
  /** Null for text that is no key. */
  readonly keyId: string | null;

  constructor(message: string, keyId: string | null) {
    super(message);
    this.keyId = keyId;
  }
}

/** What the secret of an unknown key is compared with, so that this takes as long as for a known one. */
const NO_HASH = '0'.repeat(64);

/** The caller of a key. Throws KeyRefusal, and AccessError (503) when it cannot be looked up for now. */
export async function callerOfKey(
  text: string,
  directory: KeyDirectory,
  tenants: readonly TenantConfig[],
): Promise<Caller> {
  const parsed = parseKey(text);
  if (parsed === null) throw new KeyRefusal('it is garbled', null);
  const { id, secret } = parsed;
  const key = await directory.find(id, ({ secretHash }) => hasHash(secret, secretHash));
  const isSecret = hasHash(secret, key?.secretHash ?? NO_HASH);
  if (key === null) throw new KeyRefusal('there is no such key', id);
  if (!isSecret) throw new KeyRefusal('its secret is wrong', id);
  const tenant = tenants.find(({ name }) => name === key.tenant);
  const reason = whyUnusable(key, tenant, new Date());
  if (reason !== null || tenant === undefined) throw new KeyRefusal(reason ?? '', id);
  directory.noteUse(id);
  const { accounts, moneyLimits, maxUpstreamCalls, maxRequestsPerMinute } = key;
  const scopes = key.scopes.filter(isScope);
  return callerOf(tenant, {
    kind: 'key',
    id: `key:${id}`,
    scopes,
    accounts,
    moneyLimits,
    maxUpstreamCalls,
    maxRequestsPerMinute,
  });
}

/** Why nobody can use a key, in a few words; null when it can be used. */
export function whyUnusable(key: ApiKey, tenant: TenantConfig | undefined, now: Date): string | null {
  if (key.revokedAt !== null) return 'it is revoked';
  if (key.expiresAt !== null && key.expiresAt <= now) return 'it has expired';
  return tenant === undefined ? 'its tenant is not one of access.tenants' : null;
}
