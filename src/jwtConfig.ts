/** Tokens of an issuer, as the configuration describes them. */
import { z } from 'zod';
import { isLoopbackUrl } from './hosts.ts';
import { whole } from './settings.ts';

/** Algorithms that may be allowed: asymmetric ones only, so that whoever can check a token cannot make one. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const;

/** Which tokens are taken, and what their claims mean. */
export interface JwtConfig {
  /** `iss` must be this text. */
  readonly issuer: string;
  /** `aud` must be, or hold, one of these. */
  readonly audience: readonly string[];
  /** Where the issuer's public keys (a JWK Set) are: one of the two, the other is null. */
  readonly jwksUrl: string | null;
  readonly jwksFile: string | null;
  readonly algorithms: readonly string[];
  /** How far the clocks of issuer and gateway may be apart. */
  readonly clockSkewMs: number;
  /** Name of the claim that holds the tenant. */
  readonly tenantClaim: string;
  /** Name of the claim that holds the scopes: text with blanks between, or a list. */
  readonly scopeClaim: string;
  /** Name of the claim that may narrow the accounts of the tenant: a list, or text with blanks between. */
  readonly accountsClaim: string;
  /** Longest time since `iat`; null: only `exp` counts. */
  readonly maxAgeMs: number | null;
}

const claim = (name: string) => z.string().min(1).max(200).default(name);

const url = z
  .url({ protocol: /^https?$/ })
  .refine((text) => text.startsWith('https:') || isLoopbackUrl(text), 'use https, or an address of this machine');

/** The section `access.jwt` of the configuration file. */
export const jwtSchema = z
  .strictObject({
    issuer: z.string().min(1).max(500),
    audience: z
      .union([z.string().min(1).max(500), z.array(z.string().min(1).max(500)).min(1).max(20)])
      .transform((given): readonly string[] => (typeof given === 'string' ? [given] : given)),
    jwksUrl: url.nullable().default(null),
    jwksFile: z.string().min(1).nullable().default(null),
    algorithms: z
      .array(z.enum(ALGORITHMS, `use asymmetric algorithms: ${ALGORITHMS.join(', ')}`))
      .min(1)
      .default(['RS256', 'ES256', 'EdDSA']),
    clockSkewMs: whole(300_000, 0).default(30_000),
    tenantClaim: claim('tenant'),
    scopeClaim: claim('scope'),
    accountsClaim: claim('accounts'),
    maxAgeMs: whole(365 * 86_400_000, 1000)
      .nullable()
      .default(null),
  })
  .refine(({ jwksUrl, jwksFile }) => (jwksUrl === null) !== (jwksFile === null), {
    path: ['jwksUrl'],
    error: 'set either jwksUrl or jwksFile',
  });
