import { describe, expect, it } from 'vitest';
import { hostCheck, mustBeSafe, mustLetSomebodyIn, type Exposure } from '../../src/access/exposure.ts';
import { closedAccess, loopbackAccess, type AccessConfig } from '../../src/accessConfig.ts';
import type { ApiKey, StoredApiKey } from '../../src/journal/api-key.ts';
import { jwtSchema } from '../../src/jwtConfig.ts';
import { ConfigError } from '../../src/settings.ts';

const closed = closedAccess('local');
const open = loopbackAccess('local');

/** What the start is refused with; null when it is not. */
function refusal(changes: Partial<Exposure>): string | null {
  try {
    mustBeSafe({ host: '127.0.0.1', hasTls: false, behindProxy: false, access: closed, ...changes });
    return null;
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

describe('an address', () => {
  it.each<[Partial<Exposure>]>([
    [{}],
    [{ host: 'localhost', access: open }],
    [{ host: '::1', access: open }],
    [{ host: '127.3.2.1' }],
    [{ host: '0.0.0.0', hasTls: true }],
    [{ host: '::', behindProxy: true }],
    [{ behindProxy: true }],
    [{ hasTls: true, access: open }],
  ])('is good: %j', (changes) => expect(refusal(changes)).toBeNull());

  it.each<[Partial<Exposure>, RegExp]>([
    [{ host: '0.0.0.0' }, /HOST is "0\.0\.0\.0".*TLS_CERT_FILE.*BEHIND_PROXY/],
    [{ host: '::' }, /HOST is "::"/],
    [{ host: '192.0.2.1', hasTls: true, access: open }, /ALLOW_LOOPBACK and access\.loopback/],
    [{ host: 'graph.example.com', behindProxy: true, access: open }, /others can reach it[^]*\n.*BEHIND_PROXY is true/],
    [{ behindProxy: true, access: open }, /BEHIND_PROXY is true/],
    [{ host: '0.0.0.0', access: open }, /TLS_CERT_FILE[^]*\n.*ALLOW_LOOPBACK/],
    [{ host: 'localhost.example.com' }, /others can reach it/],
    [{ host: '127.0.0.1.example.com' }, /others can reach it/],
  ])('is refused: %j', (changes, message) => expect(refusal(changes)).toMatch(message));
});

describe('the host of a request', () => {
  const accepts = (exposure: Partial<Exposure>, hosts: readonly (string | undefined)[]) => {
    const check = hostCheck({ host: '127.0.0.1', behindProxy: false, access: closed, ...exposure });
    return hosts.filter(check);
  };
  const names = ['localhost:4000', '127.0.0.1', '[::1]:4000', 'Graph.Example.com', 'evil.example', undefined];
  const listed: AccessConfig = { ...closed, allowedHosts: ['graph.example.com'] };

  it.each<[Partial<Exposure>, readonly (string | undefined)[]]>([
    [{}, names.slice(0, 3)],
    [{ access: listed }, names.slice(0, 4)],
    [{ host: '0.0.0.0' }, names],
    [{ host: '0.0.0.0', access: listed }, ['Graph.Example.com']],
    [{ behindProxy: true }, names],
    [{ behindProxy: true, access: listed }, ['Graph.Example.com']],
  ])('is one of this gateway: %j', (exposure, expected) => expect(accepts(exposure, names)).toEqual(expected));
});

describe('somebody', () => {
  const key: ApiKey = {
    id: 'aaaabbbbcccc',
    name: 'x',
    tenant: 'local',
    secretHash: '',
    scopes: [],
    accounts: null,
    moneyLimits: null,
    maxUpstreamCalls: null,
    maxRequestsPerMinute: null,
    createdAt: new Date(),
    expiresAt: null,
    revokedAt: null,
  };
  const stored = (changes: Partial<ApiKey>): StoredApiKey => ({
    isGenuine: true,
    key: { ...key, ...changes },
    lastUsedAt: null,
  });
  const unknown: unknown[] = [];
  const gate = (access: AccessConfig, keys: readonly StoredApiKey[]) =>
    mustLetSomebodyIn(
      access,
      async () => keys,
      (error) => unknown.push(error),
    );
  const jwt = jwtSchema.parse({ issuer: 'x', audience: 'x', jwksFile: 'x' });

  it('gets in by being here, by a token, or by a key', async () => {
    await gate(open, []);
    await gate({ ...closed, jwt }, []);
    await gate(closed, [stored({ revokedAt: new Date() }), stored({ expiresAt: new Date(Date.now() + 1000) })]);
    expect(unknown).toEqual([]);
  });

  it.each<[string, readonly StoredApiKey[]]>([
    ['none', []],
    ['a revoked one', [stored({ revokedAt: new Date() })]],
    ['an expired one', [stored({ expiresAt: new Date() })]],
    ['one of another tenant', [stored({ tenant: 'gone' })]],
    ['a forged one', [{ isGenuine: false, id: 'x' }]],
  ])('cannot get in with no key but %s', async (_, keys) => {
    await expect(gate(closed, keys)).rejects.toThrow(/keys create --name NAME.*access\.jwt.*ALLOW_LOOPBACK/);
  });

  it('may get in where nobody can tell', async () => {
    await mustLetSomebodyIn(
      closed,
      () => Promise.reject(new Error('away')),
      (error) => unknown.push(error),
    );
    expect(unknown).toHaveLength(1);
  });
});
