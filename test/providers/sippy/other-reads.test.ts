import { describe, expect, it } from 'vitest';
import { sippyAttributes } from '../../../src/providers/sippy-attributes.ts';
import { double, int, struct } from '../../../src/wire/xmlrpc-values.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { drop, faulty, fixture, ok, useProvider, type Reply } from './upstream.ts';

const its = useProvider();

const threshold = async (reply: Reply) => {
  its.upstream.on('getLowBalance', reply);
  const found = await its.provider.capabilities.thresholds!.byClientIds(['3'], scopeOf());
  return found.get('3') ?? null;
};
const profile = async () => (await its.provider.capabilities.sippyProfiles!.byClientIds(['3'], scopeOf())).get('3');
const check = (password = 'pass-canary') => its.provider.capabilities.signIn!.check('acme', password, scopeOf());

describe('thresholds', () => {
  it('are read, off being none', async () => {
    expect(await threshold(fixture('getLowBalance.documented'))).toEqual({
      amount: '10.0',
      measure: 'AVAILABLE',
      email: null,
    });
    expect(await threshold(fixture('getLowBalance.off'))).toBeNull();
    expect(await threshold(ok({ threshold: int(0) }))).toEqual({ amount: '0', measure: 'AVAILABLE', email: null });
    expect(await threshold(fixture('getCustomerInfo.not-found.fault'))).toBeNull();
    expect(await threshold(ok({ threshold: 'low' }))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});

describe('sippyProfiles', () => {
  const secrets = ['webPassword', 'apiPassword'];

  it.each(['documented', 'before-5.2'])('have every attribute but the secrets, %s', async (name) => {
    its.upstream.on('getCustomerInfo', fixture(`getCustomerInfo.${name}`));
    const found = (await profile()) as Record<string, unknown>;
    const expected = Object.keys(sippyAttributes).filter((attribute) => !secrets.includes(attribute));
    expect(Object.keys(found).toSorted()).toEqual(expected.toSorted());
    expect(found).toMatchObject({
      name: 'Acme',
      webLogin: 'acme',
      tariffId: null,
      creditLimit: '0.0',
      accountsRights: [],
      company: 'Acme Ltd.',
      middleInitial: null,
      apiAccess: false,
      passwordPolicyId: 1,
      callshopEnabled: false,
      maxSessions: null,
    });
    expect(JSON.stringify(found)).not.toContain('acme-self-care');
  });

  it('read flags of either kind, rights, numbers in text, and leave out what is not told', async () => {
    const customer = struct({
      accounts_mgmt: int(5),
      customers_mgmt: '7',
      tariffs_mgmt: int(8 + 2),
      api_access: true,
      use_own_tariff: int(1),
      dncl_enabled: int(1),
      ivr_apps_enabled: false,
      max_sessions: '12',
      max_calls_per_second: int(3),
      commission_size: double('2.50'),
      system_mgmt: double('4.0'),
      i_tariff: '',
      css: ' a {\n} ',
      balance: double('1'),
      unknown_member: 'x',
    });
    its.upstream.on('getCustomerInfo', ok({ customer }));
    expect(await profile()).toEqual({
      accountsRights: ['ADD', 'DELETE'],
      customersRights: ['ADD', 'EDIT', 'DELETE'],
      tariffsRights: ['EDIT'],
      apiAccess: true,
      useOwnTariff: true,
      dnclEnabled: true,
      ivrAppsEnabled: false,
      maxSessions: 12,
      maxCallsPerSecond: '3',
      commissionPercent: '2.50',
      systemRights: 4,
      tariffId: null,
      css: ' a {\n} ',
    });
  });

  it.each([
    ['i_time_zone', 'west'],
    ['i_time_zone', '3000000000'],
    ['credit_limit', 'high'],
    ['company_name', struct({})],
  ])('fail on %s %j', async (name, value) => {
    its.upstream.on('getCustomerInfo', ok({ customer: struct({ [name]: value }) }));
    expect(await profile()).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});

describe('signIn', () => {
  const nobody = { clientId: null, webUserId: null, accessLevel: null, message: null };

  it('tells who signed in', async () => {
    its.upstream.on('authCustomer', fixture('authCustomer.documented'));
    expect(await check()).toEqual({
      outcome: 'SIGNED_IN',
      clientId: '3',
      webUserId: '1003',
      accessLevel: '1',
      message: null,
    });
    expect(its.upstream.calls[0]!.members).toEqual({ username: 'acme', password: 'pass-canary' });
    its.upstream.on('authCustomer', ok());
    expect(await check()).toEqual({ ...nobody, outcome: 'SIGNED_IN' });
  });

  it('takes 410 as a success by a one-time password', async () => {
    its.upstream.on('authCustomer', fixture('authCustomer.one-time-password.fault'));
    expect(await check()).toEqual({ ...nobody, outcome: 'ONE_TIME' });
  });

  it('takes any other fault as a refusal, in the words of the switch but for secrets', async () => {
    its.upstream.on('authCustomer', fixture('authCustomer.wrong-password.fault'));
    expect(await check()).toEqual({ ...nobody, outcome: 'REFUSED', message: 'Authentication failed' });
    its.upstream.on('authCustomer', faulty(599, 'No "pass-canary" here\n'));
    expect(await check()).toMatchObject({ outcome: 'REFUSED', message: 'No "[redacted]" here' });
    its.upstream.on('authCustomer', faulty(599, ''));
    expect(await check()).toMatchObject({ outcome: 'REFUSED', message: 'Fault 599' });
  });

  it('refuses a password that cannot be sent, without asking', async () => {
    const { outcome, message } = await check('pass\u0000canary');
    expect(outcome).toBe('REFUSED');
    expect(message).toContain('control character');
    expect(message).not.toContain('canary');
    expect(its.upstream.statuses).toEqual([]);
  });

  it.each<[string, Reply]>([
    ['a closed connection', drop],
    ['HTML', '<html>no</html>'],
    ['503', { status: 503, body: '' }],
  ])('throws after %s', async (_, reply) => {
    its.upstream.on('authCustomer', reply);
    expect(await errorFrom(check())).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});
