/** Callers of several tenants, by tokens of an issuer of the tests' own. */
import { accessOf, accessSchema, type AccessConfig } from '../../src/accessConfig.ts';
import { Issuer, rsaKey, signed, type SigningKey } from '../access/issuer.ts';

const AUDIENCE = 'reseller-graph-test';
const ISSUER = 'https://issuer.example';
const LIFETIME_S = 3600;

/** What a tenant may be bound to, as the configuration writes it. */
export type TenantSettings = Readonly<Record<string, unknown>>;

/** An issuer whose tokens the gateway takes. */
export class Tokens {
  readonly #issuer: Issuer;
  readonly #key: SigningKey;
  readonly #made = new Map<string, string>();

  private constructor(issuer: Issuer, key: SigningKey) {
    this.#issuer = issuer;
    this.#key = key;
  }

  /** Starts the issuer. */
  static async start(): Promise<Tokens> {
    const key = rsaKey('one');
    return new Tokens(await Issuer.start(key), key);
  }

  /** Access for these tenants by tokens alone. */
  access(tenants: Readonly<Record<string, TenantSettings>>, accounts: readonly string[]): AccessConfig {
    const jwt = { issuer: ISSUER, audience: AUDIENCE, jwksUrl: this.#issuer.url };
    return accessOf(accessSchema.parse({ tenants, jwt }), accounts, {});
  }

  /** The token of a caller; the same one for the same caller. */
  of(tenant: string, scopes: readonly string[], subject: string = scopes.toSorted().join('.') || 'none'): string {
    const claims = { iss: ISSUER, aud: AUDIENCE, sub: subject, tenant, scope: scopes.join(' ') };
    const name = JSON.stringify(claims);
    const iat = Math.floor(Date.now() / 1000);
    const token = this.#made.get(name) ?? signed(this.#key, {}, { ...claims, iat, exp: iat + LIFETIME_S });
    this.#made.set(name, token);
    return token;
  }

  /** Stops the issuer. */
  close(): Promise<void> {
    return this.#issuer.close();
  }
}
