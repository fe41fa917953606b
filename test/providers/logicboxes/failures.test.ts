import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Capabilities } from '../../../src/providers/provider.ts';
import { jane, mark, money, writes } from './inputs.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { drop, fixture, hang, providerAt, refusal, useProvider, type Reply, type TestUpstream } from './upstream.ts';

const its = useProvider({ readTimeoutMs: 400, writeTimeoutMs: 400 });

const page = '<!DOCTYPE html><html><title>Sorry</title></html>';
const html = (status: number): Reply => ({ status, body: page, type: 'text/html; charset=UTF-8' });

/** Answers that are none, with what a read and a write must become. */
const failures: readonly (readonly [string, Reply, string, string])[] = [
  ['an HTML page', page, 'UPSTREAM_UNAVAILABLE', 'OUTCOME_UNKNOWN'],
  ['an empty body', '', 'UPSTREAM_UNAVAILABLE', 'OUTCOME_UNKNOWN'],
  ['JSON that is cut off', '{"status":"Succ', 'UPSTREAM_UNAVAILABLE', 'OUTCOME_UNKNOWN'],
  ['bytes without sense', Buffer.from([0xff, 0xfe, 0, 1, 2]), 'UPSTREAM_UNAVAILABLE', 'OUTCOME_UNKNOWN'],
  ['null', 'null', 'UPSTREAM_UNAVAILABLE', 'OUTCOME_UNKNOWN'],
  ['false', 'false', 'UPSTREAM_UNAVAILABLE', 'OUTCOME_UNKNOWN'],
  ['a list', '[]', 'UPSTREAM_UNAVAILABLE', 'OUTCOME_UNKNOWN'],
  ['a negative number', '-1', 'UPSTREAM_UNAVAILABLE', 'OUTCOME_UNKNOWN'],
  ['an empty map', '{}', 'UPSTREAM_UNAVAILABLE', 'OUTCOME_UNKNOWN'],
  ['a closed connection', drop, 'UPSTREAM_UNAVAILABLE', 'OUTCOME_UNKNOWN'],
  ['no answer', hang, 'UPSTREAM_UNAVAILABLE', 'OUTCOME_UNKNOWN'],
  ['500 with a page', html(500), 'UPSTREAM_UNAVAILABLE', 'OUTCOME_UNKNOWN'],
  ['500 without a body', { status: 500, body: '' }, 'UPSTREAM_UNAVAILABLE', 'OUTCOME_UNKNOWN'],
  ['500 with a good answer', { status: 500, body: 'true' }, 'UPSTREAM_UNAVAILABLE', 'OUTCOME_UNKNOWN'],
  ['503 with a page', html(503), 'UPSTREAM_UNAVAILABLE', 'OUTCOME_UNKNOWN'],
  [
    '502 with JSON of the machine in front',
    { status: 502, body: '{"status":"error","error":"x"}' },
    'UPSTREAM_UNAVAILABLE',
    'OUTCOME_UNKNOWN',
  ],
  ['404 with a page', html(404), 'UPSTREAM_UNAVAILABLE', 'OUTCOME_UNKNOWN'],
  ['403 without a page', { status: 403, body: 'no', type: 'text/plain' }, 'UPSTREAM_UNAVAILABLE', 'OUTCOME_UNKNOWN'],
  ['403 with a page', html(403), 'ACCOUNT_REFUSED', 'OUTCOME_UNKNOWN'],
  ['405 with a page', html(405), 'UPSTREAM_UNAVAILABLE', 'UPSTREAM_UNAVAILABLE'],
  ['429', html(429), 'RATE_LIMITED', 'RATE_LIMITED'],
  ['429 with JSON', refusal('Slow down', 429), 'RATE_LIMITED', 'RATE_LIMITED'],
  [
    'a redirect',
    { status: 307, body: '', location: '/api/elsewhere.json' },
    'UPSTREAM_UNAVAILABLE',
    'UPSTREAM_UNAVAILABLE',
  ],
];

const reads: readonly (readonly [string, (can: Required<Capabilities>) => Promise<unknown>])[] = [
  ['customers/search', (can) => can.clients.list(scopeOf())],
  ['customers/details', (can) => can.clients.byEmail('a@b.example', scopeOf())],
  ['billing/reseller-balance', (can) => can.ownBalance.read(scopeOf())],
  ['mock/products/reseller-price', (can) => can.priceBands.list(scopeOf())],
];

/** Calls to one function alone, so that the read before a change is left out. */
const sent = (upstream: TestUpstream, name: string) => upstream.calls.filter((call) => call.name === name);

describe('a read that gets', () => {
  it.each(failures)('%s fails', async (_, reply, code) => {
    for (const [name, read] of reads) {
      its.upstream.on(name, reply);
      if (reply === '{}' && name.startsWith('mock/')) continue;
      const error = await errorFrom(read(its.can));
      expect([name, error.code]).toEqual([name, code]);
      expect(error.message).not.toMatch(/canary|7431905|api-key=|\/api\//);
    }
  });

  it('an answer that is too long fails', async () => {
    its.upstream.on('customers/search', `{"recsindb":"0","x":"${'x'.repeat(5_000_000)}"}`);
    expect(await errorFrom(its.can.clients.list(scopeOf()))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});

describe('a write that gets', () => {
  it.each(failures)('%s is not repeated', async (_, reply, __, code) => {
    its.upstream.on('customers/details-by-id', fixture('customers-details-by-id.documented'));
    its.upstream.on('elsewhere', 'true');
    for (const [name, , write] of writes) {
      its.upstream.on(name, reply);
      const error = await errorFrom(write(its.can));
      expect([name, error.code]).toEqual([name, code]);
      expect(sent(its.upstream, name)).toHaveLength(1);
    }
    expect(its.upstream.count('elsewhere')).toBe(0);
  });

  it.each([
    ['A', 'any.error-a'],
    ['B', 'any.error-b'],
    ['C', 'any.error-c'],
    ['D', 'any.error-d'],
    ['E', 'any.error-e'],
    ['F', 'any.error-f'],
  ])('envelope %s was certainly refused, whatever the status', async (_, name) => {
    its.upstream.on('customers/details-by-id', fixture('customers-details-by-id.documented'));
    for (const status of [200, 400, 404, 500]) {
      for (const [path, , write] of writes) {
        its.upstream.on(path, { status, body: fixture(name), type: 'text/plain' });
        expect((await errorFrom(write(its.can))).code).not.toMatch(/OUTCOME_UNKNOWN|UNAVAILABLE/);
      }
    }
  });

  it.each(['true', '"true"', '88000001', '"88000001"', ' 88000001\n', '{"status":"Success"}', 'Success: done'])(
    '%s was done',
    async (body) => {
      its.upstream.on('customers/suspend', body);
      const scope = scopeOf();
      await its.can.suspendClient.send({ clientId: jane, service: null, reason: null }, scope, mark);
      expect([scope.spent, scope.endings]).toEqual([1, [null]]);
    },
  );

  it('a success with an error further down was done', async () => {
    its.upstream.on('customers/suspend', fixture('orders-renew.documented'));
    const scope = scopeOf();
    await its.can.suspendClient.send({ clientId: jane, service: null, reason: null }, scope, mark);
    expect(scope.endings).toEqual([null]);
  });

  it('a good answer is sent as one POST with everything in the body', async () => {
    its.upstream.on('customers/details-by-id', fixture('customers-details-by-id.documented'));
    for (const [name, body, write] of writes) {
      its.upstream.on(name, body);
      await write(its.can);
      const [call, ...more] = sent(its.upstream, name);
      expect(more).toEqual([]);
      expect(call).toMatchObject({ verb: 'POST', url: `/api/${name}.json` });
      expect(call?.headers['content-type']).toBe('application/x-www-form-urlencoded');
      expect(call?.body).toMatch(/^auth-userid=7431905&api-key=/);
    }
  });
});

describe('a call that cannot be made', () => {
  it('is certainly not sent: no budget, nobody waits, nobody listens', async () => {
    const { addPayment, clients } = its.can;
    expect(await errorFrom(addPayment.send(money(), scopeOf(0), mark))).toMatchObject({ code: 'BUDGET_EXCEEDED' });
    expect(await errorFrom(addPayment.send(money(), scopeOf(9, AbortSignal.abort()), mark))).toMatchObject({
      code: 'BUDGET_EXCEEDED',
    });
    expect(await errorFrom(clients.list(scopeOf(9, AbortSignal.abort())))).toMatchObject({ code: 'BUDGET_EXCEEDED' });
    expect(its.upstream.calls).toHaveLength(0);
    const port = await freePort();
    const nobody = providerAt(`http://127.0.0.1:${port}/api/`);
    const can = nobody.capabilities as Required<Capabilities>;
    expect(await errorFrom(can.addPayment.send(money(), scopeOf(), mark))).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
    });
    expect(await errorFrom(can.clients.list(scopeOf()))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    await nobody.close();
  });

  it('of a read ends with its operation; a write under way does not', async () => {
    const controller = new AbortController();
    its.upstream.on('customers/search', () => {
      controller.abort();
      return hang;
    });
    const scope = scopeOf(9, controller.signal);
    expect(await errorFrom(its.can.clients.list(scope))).toMatchObject({ code: 'BUDGET_EXCEEDED' });
    const later = new AbortController();
    its.upstream.on('billing/add-customer-fund', () => {
      later.abort();
      return '88';
    });
    await its.can.addPayment.send(money(), scopeOf(9, later.signal), mark);
  });

  it('tells the scope how each one ended', async () => {
    const scope = scopeOf();
    its.upstream.on('customers/search', fixture('customers-search.none'));
    await its.can.clients.list(scope);
    its.upstream.on('customers/search', drop);
    await errorFrom(its.can.clients.list(scope));
    its.upstream.on('billing/add-customer-fund', html(500));
    await errorFrom(its.can.addPayment.send(money(), scope, mark));
    expect(scope.endings).toEqual([null, 'UPSTREAM_UNAVAILABLE', 'OUTCOME_UNKNOWN']);
  });

  it('never has more than allowed under way', async () => {
    let now = 0;
    let most = 0;
    its.upstream.on('billing/customer-balance', async () => {
      most = Math.max(most, (now += 1));
      await new Promise((resolve) => setTimeout(resolve, 10));
      now -= 1;
      return fixture('billing-customer-balance.documented');
    });
    const ids = Array.from({ length: 40 }, (_, index) => String(index + 1));
    const found = await its.can.balances.byClientIds(ids, scopeOf());
    expect([found.size, most]).toEqual([40, 8]);
  });
});

/** A port that nobody listens at. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
