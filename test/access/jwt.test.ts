import { setTimeout as delay } from 'node:timers/promises';
import { decodeJwt, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IssuerKeys, keysOfUrl } from '../../src/access/jwks.ts';
import { JwtVerifier, TokenRefusal } from '../../src/access/jwt.ts';
import { tenantNamed } from '../../src/accessConfig.ts';
import { jwtSchema, type JwtConfig } from '../../src/jwtConfig.ts';
import { Issuer, rsaKey, signed, signedWithPublicKey, unsigned } from './issuer.ts';

const key = rsaKey('one');
const stranger = rsaKey('one');
const weak = rsaKey('weak', 1024);
let issuer: Issuer;
beforeAll(async () => {
  issuer = await Issuer.start(key, weak);
});
afterAll(() => issuer.close());

const seconds = (): number => Math.floor(Date.now() / 1000);
const claims = (changes: object = {}) => ({
  iss: 'https://login.example',
  aud: 'reseller-graph',
  sub: 'jo',
  exp: seconds() + 60,
  iat: seconds(),
  tenant: 'alice',
  scope: 'clients:read ledger:read',
  ...changes,
});

function verifier(changes: object = {}): JwtVerifier {
  const given = { issuer: 'https://login.example', audience: 'reseller-graph', jwksUrl: issuer.url, ...changes };
  const config: JwtConfig = jwtSchema.parse(given);
  const tenants = [{ ...tenantNamed('alice'), accounts: ['a', 'b'] }, tenantNamed('bob')];
  return new JwtVerifier(config, tenants, new IssuerKeys(keysOfUrl(config.jwksUrl!), () => {}));
}
const verify = (token: string, changes: object = {}) => verifier(changes).verify(token);
const token = (changes: object = {}, header: object = {}) => signed(key, header, claims(changes));

async function reason(text: string, changes: object = {}): Promise<string> {
  const error: unknown = await verify(text, changes).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(TokenRefusal);
  return (error as Error).message;
}

describe('a token', () => {
  it('makes a caller', async () => {
    expect(await verify(token())).toEqual({
      tenant: 'alice',
      kind: 'jwt',
      id: 'jwt:jo',
      accounts: new Set(['a', 'b']),
      scopes: new Set(['clients:read', 'ledger:read']),
      moneyLimits: null,
      maxUpstreamCalls: null,
      maxRequestsPerMinute: null,
    });
  });

  it.each([
    [{ scope: ['ledger:read', 'root', 'clients:read'] }, ['ledger:read', 'clients:read']],
    [{ scope: '  clients:read   root  ' }, ['clients:read']],
    [{ scope: '' }, []],
    [{ scope: undefined }, []],
    [{ scope: ['clients:read ledger:read'] }, []],
  ])('has the scopes of its claim that are known: %j', async (changes, scopes) => {
    expect([...(await verify(token(changes))).scopes]).toEqual(scopes);
  });

  it.each([
    [{ accounts: ['b', 'c'] }, ['b']],
    [{ accounts: 'a b' }, ['a', 'b']],
    [{ accounts: [] }, []],
  ])('may only narrow the accounts: %j', async (changes, accounts) => {
    expect([...(await verify(token(changes))).accounts!]).toEqual(accounts);
  });

  it('has claims of other names where these are configured', async () => {
    const names = { tenantClaim: 'https://x.example/org', scopeClaim: 'permissions', accountsClaim: 'acc' };
    const given = token({ 'https://x.example/org': 'bob', permissions: ['mail:write'], acc: ['z'], tenant: 'alice' });
    expect(await verify(given, names)).toMatchObject({
      tenant: 'bob',
      scopes: new Set(['mail:write']),
      accounts: new Set(['z']),
    });
  });

  it.each([
    ['long', 'x'.repeat(200)],
    ['of several lines', 'a\nb'],
    ['in another script', 'jö'],
    ['that looks like a hash', 'sha256-abc'],
  ])('has a short and printable id for a subject that is %s', async (_, sub) => {
    const { id } = await verify(token({ sub }));
    expect(id).toMatch(/^jwt:sha256-[\w-]{43}$/);
  });

  it.each([[{ exp: seconds() - 20 }], [{ nbf: seconds() + 20 }], [{ aud: ['x', 'reseller-graph'] }]])(
    'is taken within the skew of clocks, and for one audience of several: %j',
    async (changes) => expect(await verify(token(changes))).toMatchObject({ id: 'jwt:jo' }),
  );

  it.each([
    ['of another issuer', { iss: 'https://other.example' }, /another issuer/],
    ['without an issuer', { iss: undefined }, /another issuer/],
    ['for another audience', { aud: 'other' }, /aud/],
    ['without an audience', { aud: undefined }, /aud/],
    ['that has expired', { exp: seconds() - 40 }, /has expired/],
    ['without an end', { exp: undefined }, /no `exp`/],
    ['whose end is no number', { exp: '2099-01-01' }, /no `exp`/],
    ['that begins later', { nbf: seconds() + 40 }, /nbf/],
    ['without a subject', { sub: undefined }, /sub/],
    ['with an empty subject', { sub: '' }, /`sub`/],
    ['whose subject is no text', { sub: 5 }, /`sub`|sub/],
    ['of an unknown tenant', { tenant: 'carol' }, /tenant/],
    ['without a tenant', { tenant: undefined }, /tenant/],
    ['with a list of tenants', { tenant: ['alice'] }, /tenant/],
    ['with the tenant of every object', { tenant: 'constructor' }, /tenant/],
    ['with other scopes than a list', { scope: { a: 1 } }, /no list of names/],
    ['with other accounts than a list', { accounts: [1] }, /no list of names/],
    ['with accounts that are null', { accounts: null }, /no list of names/],
  ])('is refused %s', async (_, changes, why) => {
    expect(await reason(token(changes))).toMatch(why);
  });

  it('is refused when it is too old, where that is configured', async () => {
    const maxAgeMs = 60_000;
    expect(await verify(token(), { maxAgeMs })).toMatchObject({ id: 'jwt:jo' });
    expect(await reason(token({ iat: seconds() - 100 }), { maxAgeMs })).toMatch(/iat|EXPIRED/);
    expect(await reason(token({ iat: undefined }), { maxAgeMs })).toMatch(/iat/);
  });

  it('is refused with a claim that every object has, in place of one of its own', async () => {
    expect(await reason(token(), { tenantClaim: 'toString' })).toMatch(/tenant/);
  });
});

describe('a forged token', () => {
  it.each([
    ['without a signature', () => unsigned({ alg: 'none' }, claims())],
    ['with the algorithm none', () => signed(key, { alg: 'none' }, claims())],
    ['with the algorithm nOnE', () => signed(key, { alg: 'nOnE' }, claims())],
    ['signed with the public key as a secret', () => signedWithPublicKey(key, claims())],
    ['of an algorithm that is not allowed', () => signed(key, { alg: 'RS512' }, claims())],
    ['of another type', () => signed(key, { typ: 'JWE' }, claims())],
    ['signed by somebody else', () => signed(stranger, {}, claims())],
    ['signed with a key that is too short', () => signed(weak, {}, claims())],
    ['with a key of its own', () => signed(stranger, { jwk: stranger.publicKey.export({ format: 'jwk' }) }, claims())],
    ['with an address of keys', () => signed(stranger, { jku: 'http://127.0.0.1:1/keys' }, claims())],
    ['with a path as the name of its key', () => signed(key, { kid: '../../../../dev/null' }, claims())],
    ['with SQL as the name of its key', () => signed(key, { kid: "one' or '1'='1" }, claims())],
    ['whose key has no text as its name', () => signed(key, { kid: { one: 1 } }, claims())],
    ['with an extension that must be understood', () => signed(key, { crit: ['x'], x: 1 }, claims())],
    ['whose content is not encoded', () => signed(key, { b64: false, crit: ['b64'] }, claims())],
    ['of four parts', () => `${signed(key, {}, claims())}.x`],
    ['of two parts', () => signed(key, {}, claims()).split('.').slice(0, 2).join('.')],
    ['whose claims are a list', () => signed(key, {}, [])],
    ['of nonsense', () => 'a.b.c'],
    ['whose claims were changed', () => signed(key, {}, claims()).replace(/\.[^.]+\./, `.${encodedClaims()}.`)],
  ])('is refused: %s', async (_, make) => {
    const why = await reason(make());
    expect(why).not.toMatch(/rsa|dev\/null|or '1'/i);
  });

  it.each(['ES256', 'EdDSA', 'PS256'])('is taken of another algorithm that is allowed: %s', async (alg) => {
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kid: 'other' };
    const keys = new IssuerKeys(
      async () => ({ keys: [jwk] }),
      () => {},
    );
    const config = { issuer: 'https://login.example', audience: 'reseller-graph', jwksFile: 'x' };
    const text = await new SignJWT(claims()).setProtectedHeader({ alg, kid: 'other' }).sign(privateKey);
    const tenants = [tenantNamed('alice')];
    const all = new JwtVerifier(jwtSchema.parse({ ...config, algorithms: [alg] }), tenants, keys);
    expect(await all.verify(text)).toMatchObject({ id: 'jwt:jo' });
    const none = new JwtVerifier(jwtSchema.parse({ ...config, algorithms: ['RS256'] }), tenants, keys);
    await expect(none.verify(text)).rejects.toThrow(/algorithm/);
  });

  it('is refused also where its algorithm is the only one', async () => {
    expect(await verify(token(), { algorithms: ['RS256'] })).toMatchObject({ id: 'jwt:jo' });
    expect(await reason(token(), { algorithms: ['ES256'] })).toMatch(/algorithm/);
  });
});

function encodedClaims(): string {
  return Buffer.from(JSON.stringify(claims({ tenant: 'bob' }))).toString('base64url');
}

describe('a token that was taken', () => {
  it('is not taken after its end', async () => {
    const one = verifier({ clockSkewMs: 0 });
    const text = token({ exp: seconds() + 2 });
    const { exp } = decodeJwt(text);
    expect(await one.verify(text)).toBe(await one.verify(text));
    await delay(exp! * 1000 - Date.now());
    await expect(one.verify(text)).rejects.toThrow(/has expired/);
  });
});

describe('tokens at once', () => {
  it('are checked in turn, and refused when too many wait', { timeout: 30_000 }, async () => {
    const one = verifier();
    const text = token();
    await one.verify(text);
    const texts = Array.from({ length: 1000 }, (_, index) => token({ sub: `jo-${index}` }));
    const all = await Promise.allSettled(texts.map((each) => one.verify(each)));
    const refused = all.filter((answer) => answer.status === 'rejected');
    expect(refused.length).toBeLessThanOrEqual(1000 - 16 - 500);
    for (const { reason: why } of refused)
      expect(why).toMatchObject({ code: 'BUDGET_EXCEEDED', http: { status: 503 } });
    expect(await one.verify(text)).toMatchObject({ id: 'jwt:jo' });
  });
});
