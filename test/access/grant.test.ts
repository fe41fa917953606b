import { describe, expect, it } from 'vitest';
import { callerOf, type Grant } from '../../src/access/grant.ts';
import { tenantNamed, type TenantConfig } from '../../src/accessConfig.ts';
import { decimal } from '../../src/money.ts';

const grant: Grant = { kind: 'key', id: 'key:1', scopes: ['clients:read'] };
const caller = (tenant: Partial<TenantConfig>, changes: Partial<Grant>) =>
  callerOf({ ...tenantNamed('alice'), ...tenant }, { ...grant, ...changes });
const limit = (perOperation: string | null, perDay: string | null) => ({
  perOperation: perOperation === null ? null : decimal(perOperation),
  perDay: perDay === null ? null : decimal(perDay),
});

describe('a caller', () => {
  it('has the bounds of its tenant, or none', () => {
    expect(caller({}, {})).toEqual({
      tenant: 'alice',
      kind: 'key',
      id: 'key:1',
      scopes: new Set(['clients:read']),
      accounts: null,
      moneyLimits: null,
      maxUpstreamCalls: null,
      maxRequestsPerMinute: null,
    });
    expect(caller({ maxUpstreamCalls: 5, maxRequestsPerMinute: 6 }, {})).toMatchObject({
      maxUpstreamCalls: 5,
      maxRequestsPerMinute: 6,
    });
  });

  it.each([
    [null, null, null],
    [['a'], null, ['a']],
    [null, ['a'], ['a']],
    [['a', 'b'], ['b', 'c'], ['b']],
    [['a'], ['b'], []],
    [[], null, []],
    [null, [], []],
  ])('may use the accounts that tenant and grant share: %j, %j', (ofTenant, ofGrant, both) => {
    expect(caller({ accounts: ofTenant }, { accounts: ofGrant }).accounts).toEqual(both && new Set(both));
  });

  it('has the smaller of two numbers', () => {
    expect(caller({ maxUpstreamCalls: 5 }, { maxUpstreamCalls: 9 }).maxUpstreamCalls).toBe(5);
    expect(caller({ maxUpstreamCalls: 9 }, { maxUpstreamCalls: 5 }).maxUpstreamCalls).toBe(5);
    expect(caller({}, { maxRequestsPerMinute: 5 }).maxRequestsPerMinute).toBe(5);
  });

  it('may move no more money than tenant and grant both allow', () => {
    const tenant = { EUR: limit('100', null), USD: limit('5', '10'), GBP: limit(null, null) };
    const ofGrant = { EUR: limit('20.50', '900'), USD: limit('5.01', '9.99'), CHF: limit(null, null) };
    expect(caller({ moneyLimits: tenant }, { moneyLimits: ofGrant }).moneyLimits).toEqual({
      EUR: limit('20.50', '900'),
      USD: limit('5', '9.99'),
    });
    expect(caller({ moneyLimits: tenant }, {}).moneyLimits).toEqual(tenant);
    expect(caller({}, { moneyLimits: ofGrant }).moneyLimits).toEqual(ofGrant);
  });
});
