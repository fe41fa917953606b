import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { accessSchema, closedAccess, loopbackAccess, tenantNamed } from '../src/accessConfig.ts';
import { allScopes } from '../src/access/scopes.ts';
import { keysOptions } from '../src/cli/keyOptions.ts';
import { loadConfig } from '../src/config.ts';
import { jwtSchema } from '../src/jwtConfig.ts';
import { ConfigError } from '../src/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'access-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function file(content: unknown): string {
  files += 1;
  const path = join(folder, `${files}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}
const real = { VOIPMS_USERNAME: 'u', VOIPMS_PASSWORD: 'p' };
const load = (access: unknown, env: Readonly<Record<string, string>> = real) =>
  loadConfig({ ...env, CONFIG_FILE: file({ access }) });

function refusal(access: unknown, env: Readonly<Record<string, string>> = real): string {
  try {
    load(access, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

const SECRET = 'a router secret of 32 characters!';
const jwt = { issuer: 'https://login.example', audience: 'graph', jwksUrl: 'https://login.example/jwks' };

describe('access', () => {
  it('is for keys alone when accounts are configured and nothing is said', () => {
    expect(loadConfig(real).access).toEqual(closedAccess('local'));
    expect(loadConfig({ ...real, ALLOW_LOOPBACK: 'true' }).access).toEqual(loopbackAccess('local'));
    expect(load({}).access).toEqual(closedAccess('local'));
  });

  it('is for this machine in the sandbox, unless something is said', () => {
    expect(loadConfig({}).access).toEqual(loopbackAccess('demo'));
    expect(load({ tenants: { east: { accounts: ['sippy-demo'] } } }, {}).access).toEqual({
      ...closedAccess('east'),
      tenants: [{ ...tenantNamed('east'), accounts: ['sippy-demo'] }],
    });
  });

  it('has everything that can be said', () => {
    const { access } = load(
      {
        tenants: { east: { accounts: ['voipms'], maxRequestsPerMinute: 5 } },
        loopback: { tenant: 'east', scopes: ['clients:read'] },
        jwt,
        router: { key: { env: 'ROUTER_KEY' }, hmacSecret: { file: file(`${SECRET}\n`) }, required: true },
        allowedHosts: ['Graph.Example.com', '[::1]:4000'],
      },
      { ...real, ROUTER_KEY: SECRET.toUpperCase() },
    );
    expect(access).toEqual({
      ...closedAccess('east'),
      tenants: [{ ...tenantNamed('east'), accounts: ['voipms'], maxRequestsPerMinute: 5 }],
      loopback: { tenant: 'east', scopes: ['clients:read'] },
      jwt: {
        ...jwt,
        audience: ['graph'],
        jwksFile: null,
        algorithms: ['RS256', 'ES256', 'EdDSA'],
        clockSkewMs: 30_000,
        tenantClaim: 'tenant',
        scopeClaim: 'scope',
        accountsClaim: 'accounts',
        maxAgeMs: null,
      },
      router: { key: SECRET.toUpperCase(), hmacSecret: SECRET, required: true },
      allowedHosts: ['graph.example.com', '[::1]:4000'],
    });
    expect(load({ loopback: {} }).access.loopback).toEqual({ tenant: 'local', scopes: allScopes });
    const local = { ...jwt, jwksUrl: 'http://127.0.0.1:9/jwks', audience: ['a', 'b'] };
    expect(load({ jwt: local }).access.jwt).toMatchObject({ audience: ['a', 'b'] });
  });

  it.each<[string, unknown, RegExp]>([
    ['a tenant with capitals', { tenants: { East: {} } }, /access\.tenants\.East/],
    ['an account that is not there', { tenants: { east: { accounts: ['x'] } } }, /no account is called "x"/],
    ['a tenant that is not there', { tenants: { east: {} }, loopback: {} }, /access\.loopback\.tenant/],
    ['an unknown scope', { loopback: { scopes: ['root'] } }, /access\.loopback\.scopes\.0/],
    ['an algorithm with a secret', { jwt: { ...jwt, algorithms: ['HS256'] } }, /algorithms\.0: use asymmetric/],
    ['no algorithm', { jwt: { ...jwt, algorithms: ['none'] } }, /algorithms\.0/],
    ['an empty list of algorithms', { jwt: { ...jwt, algorithms: [] } }, /algorithms/],
    ['keys in clear text', { jwt: { ...jwt, jwksUrl: 'http://login.example/jwks' } }, /jwksUrl: use https/],
    ['keys of a file by URL', { jwt: { ...jwt, jwksUrl: 'file:///etc/passwd' } }, /jwksUrl/],
    ['no place of keys', { jwt: { issuer: 'x', audience: 'x' } }, /set either jwksUrl or jwksFile/],
    ['two places of keys', { jwt: { ...jwt, jwksFile: 'x' } }, /set either jwksUrl or jwksFile/],
    ['no audience', { jwt: { issuer: 'x', jwksUrl: 'https://x' } }, /audience/],
    ['a large skew', { jwt: { ...jwt, clockSkewMs: 300_001 } }, /clockSkewMs/],
    ['a router without proof', { router: { required: true } }, /access\.router: set key, hmacSecret, or both/],
    ['a short key of a router', { router: { key: 'geheim' } }, /access\.router\.key: use at least 32/],
    ['a key of a router that is not set', { router: { key: { env: 'NOT_SET' } } }, /NOT_SET: set it/],
    ['a host with a path', { allowedHosts: ['graph.example.com/x'] }, /allowedHosts\.0/],
    ['no host', { allowedHosts: [] }, /allowedHosts/],
    ['a misspelt setting', { jwks: {} }, /jwks/],
  ])('is refused for %s', (_, access, message) => {
    expect(refusal(access)).toMatch(message);
    expect(refusal(access)).not.toContain('geheim');
  });

  it('reads the files of TLS, both or none', () => {
    const tls = { TLS_CERT_FILE: file('certificate'), TLS_KEY_FILE: file('key') };
    expect(loadConfig({ ...tls, BEHIND_PROXY: 'true' })).toMatchObject({
      tls: { cert: 'certificate', key: 'key' },
      behindProxy: true,
    });
    expect(() => loadConfig({ TLS_CERT_FILE: tls.TLS_CERT_FILE })).toThrow(/belong together/);
    expect(() => loadConfig({ ...tls, TLS_KEY_FILE: join(folder, 'gone') })).toThrow(/TLS_KEY_FILE.*ENOENT/);
    expect(() => loadConfig({ BEHIND_PROXY: 'yes' })).toThrow(/BEHIND_PROXY/);
  });
});

describe('docs/access.md', () => {
  const text = readFileSync(new URL('../docs/access.md', import.meta.url), 'utf8');

  it('names every setting and every option', () => {
    const settings = [
      ...Object.keys(accessSchema.shape),
      ...Object.keys(jwtSchema.shape),
      ...Object.keys(tenantNamed('x')).filter((setting) => setting !== 'name'),
      'key',
      'hmacSecret',
      'required',
      'insecureHttp',
      'ALLOW_LOOPBACK',
      'BEHIND_PROXY',
      'TLS_KEY_FILE',
    ];
    expect(settings.filter((setting) => !text.includes(`\`${setting}`) && !text.includes(`"${setting}"`))).toEqual([]);
    const options = Object.keys(keysOptions).map((option) => `--${option}`);
    expect(options.filter((option) => !text.includes(option))).toEqual([]);
  });
});

describe('an account at an address without encryption', () => {
  const account = { provider: 'VOIPMS', name: 'one', username: 'u', password: 'geheim' };
  const at = (baseUrl: string, more: object = {}) =>
    loadConfig({ CONFIG_FILE: file({ accounts: [{ ...account, baseUrl, ...more }] }) }).accounts[0];

  it.each(['http://127.0.0.1:1/x', 'http://localhost/x', 'http://[::1]/x', 'https://upstream.example/x'])(
    'is taken on this machine, or with encryption: %s',
    (url) => expect(at(url)).toMatchObject({ baseUrl: url }),
  );

  it.each(['http://upstream.example/x', 'HTTP://upstream.example/x', 'http://localhost.example/x', 'http://10.0.0.1/'])(
    'is refused elsewhere, unless it is said: %s',
    (url) => {
      expect(() => at(url)).toThrow(/Account "one": its baseUrl begins with http:\/\/.*"insecureHttp": true/);
      expect(at(url, { insecureHttp: true })).toMatchObject({ baseUrl: url });
      expect(at(url, { insecureHttp: true })).not.toHaveProperty('insecureHttp');
    },
  );
});
