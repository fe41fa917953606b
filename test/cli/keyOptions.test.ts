import { describe, expect, it } from 'vitest';
import { allScopes } from '../../src/access/scopes.ts';
import { readKeyRequest, type KeysValues } from '../../src/cli/keyOptions.ts';
import { ConfigError } from '../../src/settings.ts';

const now = new Date('2026-11-25T12:00:00Z');
const places = { tenants: ['alice', 'bob'], accounts: ['one', 'two'] };
const read = (values: KeysValues) => readKeyRequest({ name: 'Panel', tenant: 'alice', ...values }, places, now);

function problems(values: KeysValues): readonly string[] {
  try {
    read(values);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('keys create', () => {
  it('makes a key that reads, without personal data, for a year', () => {
    expect(read({})).toEqual({
      name: 'Panel',
      tenant: 'alice',
      scopes: ['clients:read', 'ledger:read', 'operations:read'],
      accounts: null,
      moneyLimits: null,
      maxUpstreamCalls: null,
      maxRequestsPerMinute: null,
      expiresAt: new Date('2027-11-25T12:00:00Z'),
    });
    expect(readKeyRequest({ name: 'x' }, { ...places, tenants: ['only'] }, now).tenant).toBe('only');
  });

  it('takes everything that can be said', () => {
    const asked = read({
      scopes: 'mail:write, clients:read,mail:write',
      accounts: 'two',
      expires: '2026-11-25',
      'money-limits': 'EUR:perOperation=100.00,perDay=1000  USD:perDay=0.5; GBP',
      'max-upstream-calls': '7',
      'max-requests-per-minute': '60',
    });
    expect(asked).toMatchObject({
      scopes: ['mail:write', 'clients:read'],
      accounts: ['two'],
      expiresAt: new Date('2026-11-26T00:00:00Z'),
      moneyLimits: {
        EUR: { perOperation: '100.00', perDay: '1000' },
        USD: { perOperation: null, perDay: '0.5' },
        GBP: { perOperation: null, perDay: null },
      },
      maxUpstreamCalls: 7,
      maxRequestsPerMinute: 60,
    });
    expect(read({ scopes: 'all', expires: 'none' })).toMatchObject({ scopes: allScopes, expiresAt: null });
  });

  it('names everything that is wrong at once', () => {
    const found = problems({
      name: '',
      tenant: 'carol',
      scopes: 'root',
      accounts: 'three',
      expires: 'tomorrow',
      'money-limits': 'EUR=5',
      'max-upstream-calls': '0',
      'max-requests-per-minute': '1e3',
    });
    expect(found.map((line) => line.split(':')[0])).toEqual([
      '--name',
      '--tenant',
      '--scopes',
      '--accounts',
      '--money-limits',
      '--max-upstream-calls',
      '--max-requests-per-minute',
      '--expires',
    ]);
    expect(found[1]).toContain('alice, bob');
  });

  it.each<[KeysValues]>([
    [{ name: 'a\nb' }],
    [{ name: 'x'.repeat(101) }],
    [{ name: 'a\u202Eb' }],
    [{ scopes: '' }],
    [{ scopes: ',' }],
    [{ scopes: 'all,root' }],
    [{ scopes: 'toString' }],
    [{ accounts: '' }],
    [{ expires: '2026-11-24' }],
    [{ expires: '2027-02-30' }],
    [{ expires: '2027-1-1' }],
    [{ expires: '' }],
    [{ 'money-limits': '' }],
    [{ 'money-limits': 'EUR:perOperation=1,perOperation=2' }],
    [{ 'money-limits': 'EUR:perDay=-1' }],
    [{ 'money-limits': 'EUR:perDay=0' }],
    [{ 'money-limits': 'EUR:perDay=1,000' }],
    [{ 'money-limits': 'EUR:perDay=1.2.3' }],
    [{ 'money-limits': 'EUR:perHour=1' }],
    [{ 'money-limits': 'EUR:' }],
    [{ 'money-limits': 'eur:perDay=1' }],
    [{ 'money-limits': 'EUR:perDay=1 EUR:perDay=2' }],
    [{ 'max-upstream-calls': '100001' }],
    [{ 'max-upstream-calls': '1.5' }],
    [{ 'max-requests-per-minute': '-1' }],
  ])('refuses %j', (values) => expect(problems(values)).toHaveLength(1));

  it('wants to know the tenant where there are several', () => {
    expect(() => readKeyRequest({ name: 'x' }, places, now)).toThrow(/--tenant: write one of alice, bob/);
  });
});
