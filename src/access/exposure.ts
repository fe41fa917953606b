/** What must be right before the gateway listens: nobody reads along, nobody gets in unasked, and somebody gets in at all. */
import type { AccessConfig } from '../accessConfig.ts';
import { LOOPBACK_HOST } from '../hosts.ts';
import type { StoredApiKey } from '../journal/api-key.ts';
import { ConfigError } from '../settings.ts';
import { whyUnusable } from './apiKeys.ts';

/** How the gateway can be reached. */
export interface Exposure {
  /** Address to listen at. */
  readonly host: string;
  /** True when it speaks TLS itself. */
  readonly hasTls: boolean;
  readonly behindProxy: boolean;
  readonly access: AccessConfig;
}

/** Throws ConfigError, with all reasons, for a gateway that must not listen so. */
export function mustBeSafe({ host, hasTls, behindProxy, access }: Exposure): void {
  const problems: string[] = [];
  const isLocal = isLoopbackAddress(host);
  if (!isLocal && !hasTls && !behindProxy)
    problems.push(
      `HOST is "${host}": others can reach it, and keys and personal data would pass in clear. Set TLS_CERT_FILE and TLS_KEY_FILE, or BEHIND_PROXY=true where a proxy in front encrypts, or use a loopback address.`,
    );
  if (!isLocal && access.loopback !== null)
    problems.push(
      `HOST is "${host}": others can reach it while callers of this machine need no credential. Remove ALLOW_LOOPBACK and access.loopback; without configured accounts, add a section access to CONFIG_FILE.`,
    );
  if (behindProxy && access.loopback !== null)
    problems.push(
      'BEHIND_PROXY is true: every caller would seem to be on this machine, and need no credential. Remove ALLOW_LOOPBACK and access.loopback; without configured accounts, add a section access to CONFIG_FILE.',
    );
  if (problems.length > 0) throw new ConfigError(problems.join('\n'));
}

/** Throws ConfigError when neither the configuration nor any key can let anybody in. `keys` throws when it cannot be told. */
export async function mustLetSomebodyIn(
  access: AccessConfig,
  keys: () => Promise<readonly StoredApiKey[]>,
  onUnknown: (error: unknown) => void,
): Promise<void> {
  if (access.loopback !== null || access.jwt !== null) return;
  const stored = await keys().catch((error: unknown) => {
    onUnknown(error);
    return null;
  });
  const now = new Date();
  const isUsable = (found: StoredApiKey): boolean =>
    found.isGenuine &&
    whyUnusable(
      found.key,
      access.tenants.find(({ name }) => name === found.key.tenant),
      now,
    ) === null;
  if (stored === null || stored.some(isUsable)) return;
  throw new ConfigError(
    'Nobody could use this gateway. Make an API key with "reseller-graph keys create --name NAME" (with the same DATA_DIR or DATABASE_URL), or add access.jwt to CONFIG_FILE; ALLOW_LOOPBACK=true trusts whoever is on this machine.',
  );
}

/** A check of the `Host` header. A page of another site can be made to resolve here; its requests carry its own name. */
export function hostCheck({
  host,
  behindProxy,
  access,
}: Omit<Exposure, 'hasTls'>): (given: string | undefined) => boolean {
  const { allowedHosts } = access;
  const allowed = new Set(allowedHosts);
  const mustBeLocal = isLoopbackAddress(host) && !behindProxy;
  return (given = '') => {
    if (allowed.has(given.toLowerCase())) return true;
    return mustBeLocal ? LOOPBACK_HOST.test(given) : allowedHosts === null;
  };
}

function isLoopbackAddress(host: string): boolean {
  return LOOPBACK_HOST.test(host) || host === '::1';
}
