import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../../src/errors.ts';
import { decimal } from '../../../src/money.ts';
import type { CapabilityName } from '../../../src/providers/provider.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { drop, fixture, mark, ok, providerAt, startUpstream, useProvider } from './upstream.ts';

const its = useProvider();

const threshold = { clientId: '3', amount: decimal('5'), email: null };
const list = (scope = scopeOf()) => its.provider.capabilities.clients.list(scope);
const setThreshold = (scope = scopeOf()) => its.provider.capabilities.setClientThreshold!.send(threshold, scope, mark);
const page = { offset: 'int:0', limit: 'int:1000' };

const rows = (name: string) => fixture('getCustomerInfo.documented').toString().replace('Acme<', `${name}<`);
const trusted = () => providerAt(its.upstream.baseUrl, { username: '', password: '', wholesalerId: 7 });

describe('the request', () => {
  it('is a POST of XML with one struct, after an empty one that asks for the challenge', async () => {
    its.upstream.on('listCustomers', fixture('listCustomers.documented'));
    const scope = scopeOf();
    await list(scope);
    await list();
    expect(its.upstream.statuses).toEqual([401, 200, 200]);
    expect(its.upstream.calls.map(({ method, members }) => [method, members])).toEqual([
      ['listCustomers', page],
      ['listCustomers', page],
    ]);
    const [first, second] = its.upstream.calls;
    expect(first!.headers).toMatchObject({ 'content-type': 'text/xml', 'user-agent': 'reseller-graph' });
    expect(first!.headers.authorization).toContain('nc=00000001');
    expect(second!.headers.authorization).toContain('nc=00000002');
    expect(first!.body).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?><methodCall>/);
    expect([scope.spent, scope.endings]).toEqual([1, [null]]);
  });

  it.each([
    ['switch.example', {}, /no URL/],
    ['ftp://switch.example/', {}, /https/],
    ['https://user:secret-pw@switch.example/xmlapi/xmlapi', {}, /no user/],
    ['https://switch.example/xmlapi/xmlapi?x=secret-pw', {}, /query/],
    ['https://switch.example/xmlapi/xmlapi', { username: 'secret-pw\n' }, /control characters/],
  ])('is not made to %s %j', (baseUrl, settings, message) => {
    expect(() => providerAt(baseUrl, settings)).toThrow(message);
    expect(() => providerAt(baseUrl, settings)).not.toThrow(/secret-pw/);
  });
});

describe('the login', () => {
  it('asks for one challenge when many calls come at once, and counts each of them', async () => {
    its.upstream.on('getLowBalance', fixture('getLowBalance.documented'));
    const ids = Array.from({ length: 40 }, (_, index) => String(index + 1));
    const scope = scopeOf();
    const found = await its.provider.capabilities.thresholds!.byClientIds(ids, scope);
    expect([...found.values()].filter((value) => value instanceof GatewayError)).toEqual([]);
    expect(its.upstream.statuses.filter((status) => status === 401)).toHaveLength(1);
    const counts = its.upstream.calls.map(({ headers }) => /nc=(\w+)/.exec(headers.authorization!)![1]);
    expect(new Set(counts).size).toBe(40);
    expect(scope.spent).toBe(40);
  });

  it('goes on with the new nonce when the old one has expired, for reads and once for writes', async () => {
    its.upstream.on('listCustomers', fixture('listCustomers.documented'));
    its.upstream.on('setLowBalance', ok());
    await list();
    its.upstream.gate.expire();
    await list();
    its.upstream.gate.expire();
    const scope = scopeOf();
    await setThreshold(scope);
    expect(its.upstream.statuses).toEqual([401, 200, 401, 200, 401, 200]);
    expect(its.upstream.count('setLowBalance')).toBe(1);
    expect([scope.spent, scope.endings]).toEqual([1, [null]]);
  });

  it('is not tried again for a write when the operation ended meanwhile: nothing was executed', async () => {
    its.upstream.on('setLowBalance', ok());
    await setThreshold();
    its.upstream.gate.expire();
    const controller = new AbortController();
    const check = its.upstream.gate.check.bind(its.upstream.gate);
    its.upstream.gate.check = (...request) => {
      controller.abort();
      return check(...request);
    };
    expect(await errorFrom(setThreshold(scopeOf(9, controller.signal)))).toMatchObject({ code: 'BUDGET_EXCEEDED' });
    expect(its.upstream.statuses).toEqual([401, 200, 401]);
    expect(its.upstream.count('setLowBalance')).toBe(1);
    await setThreshold();
    expect(its.upstream.count('setLowBalance')).toBe(2);
  });

  it('serves calls side by side though a nonce is good for one request', async () => {
    its.upstream.gate.usesOfNonce = 1;
    its.upstream.on('getLowBalance', fixture('getLowBalance.documented'));
    const ids = Array.from({ length: 20 }, (_, index) => String(index + 1));
    const found = await its.provider.capabilities.thresholds!.byClientIds(ids, scopeOf());
    expect([...found.values()].filter((value) => value instanceof GatewayError)).toEqual([]);
    expect(its.upstream.count('getLowBalance')).toBe(20);
  });

  it('asks for the challenge before the first write, so that the write goes out once', async () => {
    its.upstream.on('setLowBalance', ok());
    await setThreshold();
    expect(its.upstream.statuses).toEqual([401, 200]);
  });

  it('stops after a second 401, for a write with nothing in doubt', async () => {
    const stranger = providerAt(its.upstream.baseUrl, { password: 'wrong' });
    const scope = scopeOf();
    const error = await errorFrom(stranger.capabilities.clients.list(scope));
    expect(error).toMatchObject({ code: 'ACCOUNT_REFUSED', retryable: false });
    expect(error.message).toMatch(/API password/);
    expect(its.upstream.statuses).toEqual([401, 401, 401]);
    expect(scope.endings).toEqual(['ACCOUNT_REFUSED']);
    expect(await errorFrom(stranger.capabilities.setClientThreshold!.send(threshold, scopeOf(), mark))).toMatchObject({
      code: 'ACCOUNT_REFUSED',
    });
    expect(its.upstream.calls).toHaveLength(0);
    await stranger.close();
  });

  it.each([
    ['no challenge', {}],
    ['another scheme', { 'www-authenticate': 'Basic realm="x"' }],
    ['an algorithm that nobody knows', { 'www-authenticate': 'Digest realm="x", nonce="n", algorithm=SHA-1' }],
  ])('is refused after a 401 with %s', async (_, headers) => {
    its.upstream.unauthenticated = () => ({ status: 401, body: '<html>', headers });
    expect(await errorFrom(list())).toMatchObject({ code: 'ACCOUNT_REFUSED' });
    expect(its.upstream.statuses).toEqual([401]);
  });

  it('asks with a small read where the empty request gets another answer', async () => {
    its.upstream.on('setLowBalance', ok());
    its.upstream.unauthenticated = (body) => (body === '' ? { status: 500, body: '<html>' } : null);
    await setThreshold();
    expect(its.upstream.statuses).toEqual([500, 401, 200]);
    expect(its.upstream.calls.map(({ method }) => method)).toEqual(['setLowBalance']);
  });

  it('is none for a switch that wants none', async () => {
    its.upstream.isGuarded = false;
    its.upstream.on('listCustomers', fixture('listCustomers.documented'));
    expect(await list()).toHaveLength(1);
    expect(its.upstream.calls.at(-1)!.headers.authorization).toBeUndefined();
  });

  it.each([
    ['a closed connection', drop, 'UPSTREAM_UNAVAILABLE'],
    ['500', { status: 500, body: '<html>' }, 'UPSTREAM_UNAVAILABLE'],
    ['429', { status: 429, body: '' }, 'RATE_LIMITED'],
  ] as const)('leaves a write unsent when the challenge is answered with %s', async (_, reply, code) => {
    its.upstream.unauthenticated = () => reply;
    const scope = scopeOf();
    expect(await errorFrom(setThreshold(scope))).toMatchObject({ code });
    expect(scope.endings).toEqual([code]);
    its.upstream.unauthenticated = null;
    its.upstream.on('setLowBalance', ok());
    await setThreshold();
    expect(its.upstream.count('setLowBalance')).toBe(1);
  });

  it('is not waited for longer than the operation lasts, and serves those who still wait', async () => {
    const controller = new AbortController();
    its.upstream.on('listCustomers', fixture('listCustomers.documented'));
    its.upstream.unauthenticated = () => {
      controller.abort();
      return null;
    };
    const gone = errorFrom(setThreshold(scopeOf(9, controller.signal)));
    const patient = list();
    expect(await gone).toMatchObject({ code: 'BUDGET_EXCEEDED' });
    expect(await patient).toHaveLength(1);
    expect(its.upstream.count('setLowBalance')).toBe(0);
  });

  it('takes the next nonce that an answer names', async () => {
    its.upstream.on('listCustomers', () => ({
      status: 200,
      body: fixture('listCustomers.documented').toString(),
      headers: { 'authentication-info': 'nextnonce="later"' },
    }));
    await list();
    await list();
    expect(its.upstream.calls.at(0)!.headers.authorization).toContain('nonce="nonce1"');
    // The test's gate does not know it, so it costs one more challenge.
    expect(its.upstream.statuses).toEqual([401, 200, 401, 200]);
  });
});

describe('two accounts', () => {
  it('with the same ids keep their logins and answers apart', async () => {
    const other = await startUpstream();
    const second = providerAt(other.baseUrl, { name: 'other' });
    its.upstream.on('getCustomerInfo', rows('First'));
    other.on('getCustomerInfo', rows('Second'));
    const scope = scopeOf();
    const [here, there] = await Promise.all(
      [its.provider, second].map((provider) => provider.capabilities.clients.byIds(['3'], scope)),
    );
    expect([here!.get('3'), there!.get('3')]).toMatchObject([{ displayName: 'First' }, { displayName: 'Second' }]);
    await second.close();
    await other.close();
  });
});

describe('trusted mode', () => {
  it('sends no credentials, names us in every call, and lacks what has no trusted mode', async () => {
    its.upstream.isGuarded = false;
    its.upstream.on('listCustomers', fixture('listCustomers.documented'));
    its.upstream.on('setLowBalance', ok());
    const provider = trusted();
    await provider.capabilities.clients.list(scopeOf());
    await provider.capabilities.setClientThreshold!.send(threshold, scopeOf(), mark);
    expect(its.upstream.statuses).toEqual([200, 200]);
    expect(its.upstream.calls.map(({ members }) => members)).toEqual([
      { i_wholesaler: 'int:7', ...page },
      { i_wholesaler: 'int:7', i_customer: 'int:3', threshold: 'double:5' },
    ]);
    expect(its.upstream.calls.every(({ headers }) => headers.authorization === undefined)).toBe(true);
    const plan = await provider.capabilities.setClientThreshold!.plan(threshold, scopeOf(), mark);
    expect(plan[0]!.parameters[0]).toEqual({ name: 'i_wholesaler', value: '7' });
    const without: CapabilityName[] = ['signIn', 'resetOneTimePassword'];
    expect(without.map((name) => [name in provider.capabilities, name in its.provider.capabilities])).toEqual([
      [false, true],
      [false, true],
    ]);
    await provider.close();
  });

  it('says what to do when the switch does not trust us', async () => {
    const provider = trusted();
    const error = await errorFrom(provider.capabilities.setClientThreshold!.send(threshold, scopeOf(), mark));
    expect(error).toMatchObject({ code: 'ACCOUNT_REFUSED' });
    expect(error.message).toContain('wholesalerId');
    expect(its.upstream.statuses).toEqual([401]);
    await provider.close();
  });
});
