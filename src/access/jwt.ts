/** Tokens of an issuer (JWT, RFC 7519, as RFC 8725 advises): checked, and their claims as a caller. */
import { createHash } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from 'jose';
import { LRUCache } from 'lru-cache';
import type { TenantConfig } from '../accessConfig.ts';
import type { JwtConfig } from '../jwtConfig.ts';
import { AccessError, unavailable } from './authenticator.ts';
import type { Caller } from './caller.ts';
import { Gate } from './gate.ts';
import { callerOf } from './grant.ts';
import type { IssuerKeys } from './jwks.ts';
import { isScope } from './scopes.ts';

/** A token that is refused; the message is for the log and quotes nothing of it. */
export class TokenRefusal extends Error {
  override readonly name = 'TokenRefusal';
}

const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const TYPES: ReadonlySet<unknown> = new Set([undefined, 'jwt', 'at+jwt', 'application/at+jwt']);

/** Checks of signatures at once, and those that may wait: each takes a thread for a moment. */
const MAX_CHECKS = 16;
const MAX_WAITING_CHECKS = 500;

/** Tokens that are not checked again, and for how long: a check takes a tenth of a millisecond or more. */
const MAX_KEPT = 2000;
const KEPT_FOR_MS = 4000;

/** Longest `sub` that stands in the id of a caller as it is. */
const PRINTABLE_SUBJECT = /^(?!sha256-)[\x21-\x7e]{1,100}$/;

/** Most names in a claim that are looked at. */
const MAX_NAMES = 1000;

/** Checks tokens as the configuration says. */
export class JwtVerifier {
  readonly #config: JwtConfig;
  readonly #tenants: readonly TenantConfig[];
  readonly #keys: IssuerKeys;
  readonly #gate = new Gate(MAX_CHECKS, MAX_WAITING_CHECKS);
  /** Callers by hashes of their tokens. */
  readonly #checked = new LRUCache<string, Caller>({ max: MAX_KEPT, ttl: KEPT_FOR_MS });

  constructor(config: JwtConfig, tenants: readonly TenantConfig[], keys: IssuerKeys) {
    this.#config = config;
    this.#tenants = tenants;
    this.#keys = keys;
  }

  /** The caller of a token. Throws TokenRefusal, and AccessError (503) when it cannot be checked for now. */
  async verify(token: string): Promise<Caller> {
    if (!COMPACT.test(token)) throw new TokenRefusal('it is neither an API key nor a token');
    // Also for one that was checked before: it may have expired since.
    this.#mustBeWorthTrying(token);
    const hash = createHash('sha256').update(token).digest('base64');
    const known = this.#checked.get(hash);
    if (known !== undefined) return known;
    const checked = await this.#gate.run(() => this.#check(token));
    if (checked === null)
      throw unavailable('BUDGET_EXCEEDED', 'Too many tokens are being checked; try again in a second.');
    const caller = this.#callerOf(checked.result);
    this.#checked.set(hash, caller);
    return caller;
  }

  /** What can be refused without its signature costs no check of it. */
  #mustBeWorthTrying(token: string): void {
    const { algorithms, issuer, clockSkewMs } = this.#config;
    const [header, claims] = decoded(token);
    if (!algorithms.includes(header.alg ?? '')) throw new TokenRefusal('its algorithm is not allowed');
    if (!TYPES.has(header.typ?.toLowerCase())) throw new TokenRefusal('its type is not JWT');
    if (claims.iss !== issuer) throw new TokenRefusal('it is of another issuer');
    if (typeof claims.exp !== 'number') throw new TokenRefusal('it has no `exp`');
    if (claims.exp * 1000 + clockSkewMs <= Date.now()) throw new TokenRefusal('it has expired');
  }

  async #check(token: string): Promise<JWTPayload> {
    const { issuer, audience, algorithms, clockSkewMs, maxAgeMs } = this.#config;
    try {
      const { payload } = await jwtVerify(token, this.#keys.find, {
        issuer,
        audience: [...audience],
        algorithms: [...algorithms],
        clockTolerance: clockSkewMs / 1000,
        requiredClaims: ['exp', 'sub'],
        ...(maxAgeMs !== null && { maxTokenAge: maxAgeMs / 1000 }),
      });
      return payload;
    } catch (error) {
      if (error instanceof AccessError) throw error;
      // Messages of others could quote the token; their codes and classes do not.
      throw new TokenRefusal(error instanceof errors.JOSEError ? reasonOf(error) : 'its key cannot be used');
    }
  }

  #callerOf(claims: JWTPayload): Caller {
    const { tenantClaim, scopeClaim, accountsClaim } = this.#config;
    const named = claimOf(claims, tenantClaim);
    const tenant = this.#tenants.find(({ name }) => name === named);
    if (tenant === undefined) throw new TokenRefusal('its tenant is not one of access.tenants');
    const scopes = namesIn(claimOf(claims, scopeClaim));
    const accounts = namesIn(claimOf(claims, accountsClaim));
    if (scopes === undefined || accounts === undefined) throw new TokenRefusal('a claim is no list of names');
    return callerOf(tenant, {
      kind: 'jwt',
      id: `jwt:${subjectOf(claims)}`,
      scopes: (scopes ?? []).filter(isScope),
      accounts,
    });
  }
}

function decoded(token: string): [ReturnType<typeof decodeProtectedHeader>, JWTPayload] {
  try {
    return [decodeProtectedHeader(token), decodeJwt(token)];
  } catch {
    throw new TokenRefusal('it is no JWT');
  }
}

function reasonOf(error: errors.JOSEError): string {
  const claim = error instanceof errors.JWTClaimValidationFailed ? ` (${error.claim})` : '';
  return `${error.code}${claim}`;
}

function claimOf(claims: JWTPayload, name: string): unknown {
  return Object.hasOwn(claims, name) ? claims[name] : undefined;
}

/** The names of a claim; null when it is absent, undefined when it is something else. */
function namesIn(claim: unknown): readonly string[] | null | undefined {
  if (claim === undefined) return null;
  if (typeof claim === 'string') return claim.split(' ', MAX_NAMES).filter((name) => name !== '');
  const isList = Array.isArray(claim) && claim.length <= MAX_NAMES && claim.every((name) => typeof name === 'string');
  return isList ? claim : undefined;
}

/** The subject where it is short and printable, else a hash of it: it stands in logs and in the journal. */
function subjectOf({ sub }: JWTPayload): string {
  if (typeof sub !== 'string' || sub === '') throw new TokenRefusal('its `sub` is no text');
  return PRINTABLE_SUBJECT.test(sub) ? sub : `sha256-${createHash('sha256').update(sub).digest('base64url')}`;
}
