import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../../src/errors.ts';
import { double, int, struct } from '../../../src/wire/xmlrpc-values.ts';
import type { XmlRpcValue } from '../../../src/wire/xmlrpc-values.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { drop, faulty, fixture, ok, useProvider, type Reply, type SeenCall } from './upstream.ts';

const its = useProvider();

const acme = {
  upstreamId: '3',
  displayName: 'Acme',
  lacks: [],
  currency: 'USD',
  company: 'Acme Ltd.',
  firstName: 'Jane',
  lastName: 'Doe',
  email: 'jane.doe@example.com',
  phoneNumber: '+16175550100',
  address: { street: '12 Main St', city: 'Boston', state: 'MA', postalCode: '02134', country: 'US' },
  status: null,
  balanceManagement: null,
  observedAt: expect.any(Date) as Date,
};

const customer = (id: number, members: Record<string, XmlRpcValue> = {}) =>
  ok({ customer: struct({ i_customer: int(id), name: `C${id}`, base_currency: 'EUR', ...members }) });
const row = (id: number) =>
  struct({ i_customer: int(id), name: `C${id}`, balance: double('1.5'), base_currency: 'EUR' });
const asked = (call: SeenCall): number => Number((call.members['i_customer'] as string).slice(4));
const clients = () => its.provider.capabilities.clients;

/** Plays a list of so many customers, page by page. */
function playList(count: number, change = (rows: XmlRpcValue[], _offset: number) => rows): void {
  its.upstream.on('listCustomers', ({ members }) => {
    const [offset, limit] = [members['offset'], members['limit']].map((text) => Number((text as string).slice(4)));
    const length = Math.max(0, Math.min(limit!, count - offset!));
    return ok({
      customers: change(
        Array.from({ length }, (_, index) => row(offset! + index + 1)),
        offset!,
      ),
    });
  });
}

describe('clients.list', () => {
  it('lists the documented client with what the list tells', async () => {
    its.upstream.on('listCustomers', fixture('listCustomers.documented'));
    expect(await clients().list(scopeOf())).toEqual([
      {
        ...acme,
        lacks: ['company', 'firstName', 'lastName', 'email', 'phoneNumber', 'address'],
        company: null,
        firstName: null,
        lastName: null,
        email: null,
        phoneNumber: null,
        address: { street: null, city: null, state: null, postalCode: null, country: null },
      },
    ]);
    its.upstream.on('listCustomers', fixture('listCustomers.empty'));
    expect(await clients().list(scopeOf())).toEqual([]);
  });

  it.each([
    [999, 1],
    [1000, 2],
    [2500, 3],
  ])('reads %i rows in %i pages', async (count, pages) => {
    playList(count);
    const scope = scopeOf();
    const found = await clients().list(scope);
    expect(found.map(({ upstreamId }) => upstreamId)).toEqual(Array.from({ length: count }, (_, i) => String(i + 1)));
    expect([scope.spent, its.upstream.count('listCustomers')]).toEqual([pages, pages]);
    expect(its.upstream.calls.map(({ members }) => members)).toEqual(
      Array.from({ length: pages }, (_, page) => ({ offset: `int:${page * 1000}`, limit: 'int:1000' })),
    );
  });

  it('counts a row once that shifted to the next page meanwhile', async () => {
    playList(1500, (rows, offset) => (offset === 0 ? rows : [row(999), row(1000), ...rows]));
    expect(await clients().list(scopeOf())).toHaveLength(1500);
  });

  it('takes everything at once from a switch that minds no limit', async () => {
    its.upstream.on('listCustomers', ok({ customers: Array.from({ length: 1200 }, (_, id) => row(id)) }));
    expect(await clients().list(scopeOf())).toHaveLength(1200);
    expect(its.upstream.count('listCustomers')).toBe(1);
  });

  it('fails on pages that repeat, and stops within the budget', async () => {
    its.upstream.on('listCustomers', ok({ customers: Array.from({ length: 1000 }, (_, id) => row(id)) }));
    expect(await errorFrom(clients().list(scopeOf()))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(its.upstream.count('listCustomers')).toBe(2);
    playList(5000);
    expect(await errorFrom(clients().list(scopeOf(2)))).toMatchObject({ code: 'BUDGET_EXCEEDED' });
  });

  it.each([
    ['no list', ok()],
    ['a list of texts', ok({ customers: ['x'] })],
    ['a row without id', ok({ customers: [struct({ name: 'x' })] })],
    ['a row with an odd id', ok({ customers: [struct({ i_customer: 'abc', name: 'x' })] })],
  ])('fails on %s', async (_, reply) => {
    its.upstream.on('listCustomers', reply);
    expect(await errorFrom(clients().list(scopeOf()))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it('costs one walk in an operation and a new one in the next', async () => {
    playList(3);
    const scope = scopeOf();
    await Promise.all([clients().list(scope), clients().list(scope)]);
    await clients().list(scope);
    expect(its.upstream.count('listCustomers')).toBe(1);
    await clients().list(scopeOf());
    expect(its.upstream.count('listCustomers')).toBe(2);
  });
});

describe('clients.byIds', () => {
  it('reads the documented client, without the passwords of old versions', async () => {
    its.upstream.on('getCustomerInfo', fixture('getCustomerInfo.documented'));
    expect((await clients().byIds(['3'], scopeOf())).get('3')).toEqual(acme);
    expect(its.upstream.calls[0]!.members).toEqual({ i_customer: 'int:3' });
    its.upstream.on('getCustomerInfo', fixture('getCustomerInfo.before-5.2'));
    expect((await clients().byIds(['3'], scopeOf())).get('3')).toEqual(acme);
  });

  it('takes more than three from the list, and asks for those that it does not have', async () => {
    playList(30);
    its.upstream.on('getCustomerInfo', (call) => customer(asked(call)));
    const ids = Array.from({ length: 32 }, (_, index) => String(index + 1));
    const found = await clients().byIds(ids, scopeOf());
    expect([...found.keys()].toSorted()).toEqual(ids.toSorted());
    expect([its.upstream.count('listCustomers'), its.upstream.count('getCustomerInfo')]).toEqual([1, 2]);
    expect([found.get('1'), found.get('32')]).toMatchObject([
      { lacks: expect.arrayContaining(['email']) },
      { lacks: [] },
    ]);
  });

  it('asks for each where the list cannot be read', async () => {
    its.upstream.on('listCustomers', faulty(500, 'Not today'));
    its.upstream.on('getCustomerInfo', (call) => customer(asked(call)));
    expect((await clients().byIds(['1', '2', '3', '4'], scopeOf())).size).toBe(4);
  });
});

describe('clients.wholeByIds', () => {
  it('asks for each, however many, and once each in an operation', async () => {
    its.upstream.on('getCustomerInfo', (call) => customer(asked(call)));
    const ids = Array.from({ length: 30 }, (_, index) => String(index + 1));
    const scope = scopeOf();
    const found = await clients().wholeByIds!([...ids, ...ids], scope);
    await clients().wholeByIds!(ids, scope);
    await its.provider.capabilities.sippyProfiles!.byClientIds(ids, scope);
    expect([...found.keys()]).toHaveLength(30);
    expect([its.upstream.count('getCustomerInfo'), scope.spent]).toEqual([30, 30]);
  });

  it('sends at most the allowed calls at once', async () => {
    let [running, most] = [0, 0];
    its.upstream.on('getCustomerInfo', async (call) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return customer(asked(call));
    });
    await clients().wholeByIds!(
      Array.from({ length: 60 }, (_, index) => String(index)),
      scopeOf(),
    );
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(8);
  });
});

describe('clients.byIds', () => {
  it.each<[string, Reply]>([
    ['404', fixture('getCustomerInfo.not-found.fault')],
    ['404 without a text', faulty(404, '')],
    ['a text that says so', faulty(507, 'Customer Not Found')],
    ['a text with a code that is text', faulty('E17', 'no: customer not found')],
  ])('leaves out an id that the switch does not know by %s', async (_, reply) => {
    its.upstream.on('getCustomerInfo', (call) => (asked(call) === 9 ? reply : customer(asked(call))));
    expect([...(await clients().byIds(['9', '1'], scopeOf())).keys()]).toEqual(['1']);
  });

  it.each<[string, Reply, string]>([
    ['an exception', faulty(1, "<type 'exceptions.KeyError'>:template not found"), 'UPSTREAM_REJECTED'],
    ['no permission', faulty(403, 'Permission denied'), 'FORBIDDEN'],
    ['an unknown fault', faulty(599, 'Odd'), 'UPSTREAM_REJECTED'],
    ['a dropped connection', drop, 'UPSTREAM_UNAVAILABLE'],
    ['another customer', fixture('getCustomerInfo.documented'), 'UPSTREAM_UNAVAILABLE'],
    ['no customer', ok(), 'UPSTREAM_UNAVAILABLE'],
  ])('fails only the id whose answer is %s', async (_, reply, code) => {
    its.upstream.on('getCustomerInfo', (call) => (asked(call) === 9 ? reply : customer(asked(call))));
    const found = await clients().byIds(['9', '1'], scopeOf());
    expect(found.get('1')).toMatchObject({ upstreamId: '1', displayName: 'C1', currency: 'EUR' });
    expect(found.get('9')).toBeInstanceOf(GatewayError);
    expect(found.get('9')).toMatchObject({ code });
  });

  it('never asks for what can be no id', async () => {
    const ids = ['', 'x', '03', '-1', '1.0', '2147483648', '99999999999999999999', ' 3'];
    expect((await clients().byIds(ids, scopeOf())).size).toBe(0);
    expect(its.upstream.statuses).toEqual([]);
  });

  it('takes the currency from the list where the client does not tell it, with one walk', async () => {
    its.upstream.on('getCustomerInfo', (call) => ok({ customer: struct({ name: `C${asked(call)}` }) }));
    playList(2);
    const found = await clients().byIds(['1', '2', '9'], scopeOf());
    expect([...found.values()]).toMatchObject([{ currency: 'EUR' }, { currency: 'EUR' }, { currency: null }]);
    expect(its.upstream.count('listCustomers')).toBe(1);
  });

  it('has the same name in both, also where there is none', async () => {
    its.upstream.on('listCustomers', ok({ customers: [struct({ i_customer: '5', name: '' })] }));
    its.upstream.on('getCustomerInfo', ok({ customer: struct({ i_customer: '5', name: null, company_name: 'X' }) }));
    const [listed] = await clients().list(scopeOf());
    const single = (await clients().byIds(['5'], scopeOf())).get('5');
    expect([listed, single]).toMatchObject([{ displayName: '5' }, { displayName: '5' }]);
  });
});

describe('clients.byEmail', () => {
  const emails = new Map([
    [2, 'b@example.com'],
    [4, 'D@Example.com '],
    [5, 'd@example.com'],
  ]);
  const play = (failing = 0, reply: Reply = drop) => {
    playList(100);
    its.upstream.on('getCustomerInfo', (call) =>
      asked(call) === failing ? reply : customer(asked(call), { email: emails.get(asked(call)) ?? '' }),
    );
  };

  it('finds the first who has the address, and stops then', async () => {
    play();
    expect(await clients().byEmail('d@EXAMPLE.com', scopeOf())).toMatchObject({ upstreamId: '4', lacks: [] });
    expect(its.upstream.count('getCustomerInfo')).toBeLessThan(30);
  });

  it('says that nobody has it only after everybody was asked', async () => {
    play(50, faulty(404, 'Customer not found'));
    const scope = scopeOf();
    expect(await clients().byEmail('nobody@example.com', scope)).toBeNull();
    expect(scope.spent).toBe(101);
    expect(await clients().byEmail('nobody-else@example.com', scope)).toBeNull();
    expect(scope.spent).toBe(101);
    play(50);
    expect(await errorFrom(clients().byEmail('nobody@example.com', scopeOf()))).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
    });
    expect(await errorFrom(clients().byEmail('nobody@example.com', scopeOf(20)))).toMatchObject({
      code: 'BUDGET_EXCEEDED',
    });
  });

  it('asks nobody for what is no address', async () => {
    expect(await clients().byEmail('4', scopeOf())).toBeNull();
    expect(its.upstream.statuses).toEqual([]);
  });
});
