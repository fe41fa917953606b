/** Access as a whole: the ways in which a caller can show who it is, one after the other. */
import type { IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { AccessConfig } from '../accessConfig.ts';
import type { JwtConfig } from '../jwtConfig.ts';
import { ConfigError } from '../settings.ts';
import { callerOfKey, KeyRefusal } from './apiKeys.ts';
import { invalidCredential, unauthenticated, type Authenticator } from './authenticator.ts';
import type { Caller } from './caller.ts';
import { credentialOf } from './credential.ts';
import { callerOf } from './grant.ts';
import { IssuerKeys, keysOfFile, keysOfUrl } from './jwks.ts';
import { JwtVerifier, TokenRefusal } from './jwt.ts';
import { KeyDirectory, type KeySource } from './keyDirectory.ts';
import { isMeantAsKey } from './keyText.ts';
import { loopbackCaller } from './loopback.ts';
import { RefusalLog } from './refusalLog.ts';
import { claimsRouter } from './router.ts';

/** A refusal of a key or token leaves no sooner, so that its time does not tell how far the check has come. */
const REFUSAL_AFTER_MS = 25;

/** What an authenticator is made of. */
export interface AuthenticatorParts {
  readonly access: AccessConfig;
  readonly keys: KeySource;
  readonly log: Logger;
}

/** Makes the authenticator of a gateway. */
export function createAuthenticator({ access, keys, log }: AuthenticatorParts): Authenticator {
  const refusals = new RefusalLog(log);
  const { tenants, jwt } = access;
  const local = localCaller(access);
  const verifier = jwt === null ? null : new JwtVerifier(jwt, tenants, issuerKeys(jwt, log));
  const directory = new KeyDirectory(keys, (keyId) =>
    log.error({ keyId }, 'an API key was edited in the database, and is refused; run "reseller-graph journal verify"'),
  );
  const callerOfCredential = (credential: string): Promise<Caller> => {
    if (isMeantAsKey(credential)) return callerOfKey(credential, directory, tenants);
    if (verifier === null) throw new TokenRefusal('it is no API key, and no access.jwt is configured');
    return verifier.verify(credential);
  };
  return {
    async authenticate(request: IncomingMessage): Promise<Caller> {
      const credential = credentialOf(request);
      if (credential === null) {
        const caller = local && !claimsRouter(request.headers) ? loopbackCaller(request, local) : null;
        if (caller !== null) return caller;
        throw unauthenticated();
      }
      const startedAtMs = performance.now();
      try {
        return await callerOfCredential(credential);
      } catch (error) {
        if (error instanceof KeyRefusal) {
          refusals.tell({ ...(error.keyId !== null && { keyId: error.keyId }), reason: error.message });
        } else if (error instanceof TokenRefusal) {
          refusals.tell({ reason: error.message });
        } else throw error;
      }
      await delay(Math.max(0, REFUSAL_AFTER_MS - (performance.now() - startedAtMs)));
      throw invalidCredential();
    },
  };
}

/** Throws ConfigError when the keys of a configured file cannot be used; those at an address are read when they are needed. */
export async function mustHaveUsableKeys({ jwt }: AccessConfig): Promise<void> {
  if (jwt === null || jwt.jwksFile === null) return;
  try {
    await keysOfFile(jwt.jwksFile)();
  } catch (cause) {
    throw new ConfigError(`access.jwt.jwksFile: ${(cause as Error).message}`, { cause });
  }
}

/** The caller of this machine that needs no credential; null where it needs one. */
function localCaller({ loopback, tenants }: AccessConfig): Caller | null {
  if (loopback === null) return null;
  const tenant = tenants.find(({ name }) => name === loopback.tenant)!;
  return callerOf(tenant, { kind: 'loopback', id: 'loopback', scopes: loopback.scopes });
}

function issuerKeys({ jwksUrl, jwksFile }: JwtConfig, log: Logger): IssuerKeys {
  const load = jwksUrl === null ? keysOfFile(jwksFile!) : keysOfUrl(jwksUrl);
  return new IssuerKeys(load, (error) => log.error({ err: error }, "the keys of access.jwt's issuer cannot be read"));
}
