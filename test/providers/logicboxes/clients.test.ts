import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../../src/errors.ts';
import { jane, mark } from './inputs.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { drop, fixture, login, page, paged, providerAt, refusal, useProvider } from './upstream.ts';

const its = useProvider();

const documented = {
  upstreamId: jane,
  displayName: 'Example Ltd',
  lacks: [],
  currency: null,
  company: 'Example Ltd',
  firstName: 'Jane',
  lastName: 'Doe',
  email: 'jane@example.com',
  phoneNumber: '+1 1234567890',
  address: { street: '1 Main St', city: 'City', state: 'State', postalCode: '12345', country: 'US' },
  status: 'ACTIVE',
  balanceManagement: null,
  observedAt: expect.any(Date) as Date,
};

const listed = (customerid: string, more: object = {}) => ({
  'customer.customerid': customerid,
  'customer.username': `c${customerid}@example.com`,
  'customer.name': 'Jo Ann Bell',
  'customer.customerstatus': 'Suspended',
  ...more,
});
const details = (customerid: string, more: object = {}) =>
  JSON.stringify({
    customerid,
    username: `c${customerid}@example.com`,
    name: 'Jo Ann Bell',
    customerstatus: 'suspended',
    ...more,
  });

describe('the request of a read', () => {
  it('is a GET with everything in the query, as the upstream demands', async () => {
    its.upstream.on('customers/details-by-id', fixture('customers-details-by-id.documented'));
    await its.can.clients.byIds([jane], scopeOf());
    const [call] = its.upstream.calls;
    const query = new URLSearchParams({ 'api-key': login.password }).toString().replaceAll('+', '%20');
    expect(call).toMatchObject({ verb: 'GET', body: '', parameters: [['customer-id', jane]] });
    expect(call?.url).toMatch(/^\/api\/customers\/details-by-id\.json\?auth-userid=7431905&api-key=[^&]+&customer-id=/);
    expect(decodeURIComponent(call?.url ?? '')).toContain(decodeURIComponent(query));
    expect(call?.credentials).toEqual([login.username, login.password]);
    expect(call?.headers['user-agent']).toMatch(/^Mozilla\/5\.0 /);
  });

  it.each([
    ['https://httpapi.com/', /must end in \/api\//],
    ['https://httpapi.com/api', /must end in \/api\//],
    ['httpapi.com/api/', /no URL/],
    ['ftp://httpapi.com/api/', /https/],
    ['https://1:secret-pw@httpapi.com/api/', /no user/],
    ['https://httpapi.com/api/?api-key=secret-pw', /query/],
  ])('is not made to %s', (baseUrl, message) => {
    expect(() => providerAt(baseUrl)).toThrow(message);
    expect(() => providerAt(baseUrl)).not.toThrow(/secret-pw/);
  });
});

describe('a client', () => {
  it('is the documented one, without its pin', async () => {
    its.upstream.on('customers/details-by-id', fixture('customers-details-by-id.documented'));
    const found = await its.can.clients.byIds([jane], scopeOf());
    expect(found.get(jane)).toEqual(documented);
    expect(JSON.stringify([...found])).not.toContain('8901');
  });

  it('has the same name, e-mail and number in a list and in its own record', async () => {
    const shared = { company: 'Not Applicable', telnocc: '0044', telno: '2079460000' };
    const prefixed = Object.fromEntries(Object.entries(shared).map(([name, value]) => [`customer.${name}`, value]));
    its.upstream.on('customers/search', page([listed('7', prefixed)]));
    its.upstream.on('customers/details-by-id', details('7', shared));
    const [fromList] = await its.can.clients.list(scopeOf());
    const own = (await its.can.clients.byIds(['7'], scopeOf())).get('7');
    expect(fromList).toMatchObject({
      lacks: ['address'],
      displayName: 'Jo Ann Bell',
      company: null,
      firstName: 'Jo Ann',
      lastName: 'Bell',
      email: 'c7@example.com',
      phoneNumber: '+44 2079460000',
      status: 'SUSPENDED',
    });
    const { lacks, address, observedAt, ...same } = fromList!;
    expect([lacks, address.street, observedAt]).toEqual([['address'], null, expect.any(Date)]);
    expect(own).toMatchObject({ ...same, lacks: [] });
  });

  it.each([
    [{ address2: 'Floor 2', address3: '' }, { address: { street: '1 Main St, Floor 2' } }],
    [{ state: 'Not Applicable', other_state: 'Kent' }, { address: { state: 'Kent' } }],
    [{ state: 'Not Applicable', other_state: '' }, { address: { state: null } }],
    [
      { name: 'Cher', company: '' },
      { displayName: 'Cher', firstName: 'Cher', lastName: null, company: null },
    ],
    [
      { name: '', company: '' },
      { displayName: 'jane@example.com', firstName: null },
    ],
    [{ telno: 123, telnocc: 44 }, { phoneNumber: '+44 123' }],
    [{ telnocc: '' }, { phoneNumber: '1234567890' }],
    [{ telno: '' }, { phoneNumber: null }],
    [{ customerstatus: 'Deleted' }, { status: 'CLOSED' }],
    [{ customerstatus: 'Odd' }, { status: null }],
    [{ customerid: 31000001 }, { upstreamId: jane }],
  ])('reads %j', async (changes, expected) => {
    const record = JSON.parse(fixture('customers-details-by-id.documented').toString()) as object;
    its.upstream.on('customers/details-by-id', JSON.stringify({ ...record, ...changes }));
    expect((await its.can.clients.byIds([jane], scopeOf())).get(jane)).toMatchObject(expected);
  });

  it('has the configured currency, if there is one', async () => {
    its.upstream.on('customers/details-by-id', fixture('customers-details-by-id.documented'));
    const provider = providerAt(its.upstream.baseUrl, { currency: 'GBP' });
    expect(provider.currency).toBe('GBP');
    expect((await provider.capabilities.clients.byIds([jane], scopeOf())).get(jane)).toMatchObject({ currency: 'GBP' });
    await provider.close();
  });
});

describe('clients.list', () => {
  it('reads the documented row', async () => {
    its.upstream.on('customers/search', fixture('customers-search.documented'));
    expect(await its.can.clients.list(scopeOf())).toMatchObject([{ upstreamId: '24000001', lacks: ['address'] }]);
    expect(its.upstream.calls[0]?.parameters).toEqual([
      ['no-of-records', '500'],
      ['page-no', '1'],
    ]);
  });

  it('reads none, and pages until all are there', async () => {
    its.upstream.on('customers/search', fixture('customers-search.none'));
    expect(await its.can.clients.list(scopeOf())).toEqual([]);
    const everybody = Array.from({ length: 1203 }, (_, index) => listed(String(index + 1)));
    its.upstream.on('customers/search', (call) => paged(call, everybody));
    const scope = scopeOf();
    const clients = await its.can.clients.list(scope);
    expect(clients.map(({ upstreamId }) => upstreamId)).toEqual(everybody.map((one) => one['customer.customerid']));
    expect(scope.spent).toBe(3);
  });

  it('stops at the budget', async () => {
    const everybody = Array.from({ length: 1203 }, (_, index) => listed(String(index + 1)));
    its.upstream.on('customers/search', (call) => paged(call, everybody));
    expect(await errorFrom(its.can.clients.list(scopeOf(2)))).toMatchObject({ code: 'BUDGET_EXCEEDED' });
    expect(its.upstream.calls).toHaveLength(2);
  });
});

describe('clients.byIds', () => {
  it('asks for up to three one by one, and for more with one search', async () => {
    its.upstream.on('customers/details-by-id', (call) => details(call.get('customer-id') ?? ''));
    its.upstream.on('customers/search', (call) =>
      page(
        call
          .all('customer-id')
          .filter((id) => id !== '99')
          .map((id) => listed(id)),
      ),
    );
    const three = await its.can.clients.byIds(['1', '2', '3', '2'], scopeOf());
    expect([...three.values()]).toMatchObject([{ lacks: [] }, { lacks: [] }, { lacks: [] }]);
    expect(its.upstream.count('customers/details-by-id')).toBe(3);
    its.upstream.calls.length = 0;
    const four = await its.can.clients.byIds(['1', '2', '4', '99', 'x', ''], scopeOf());
    expect([...four.keys()]).toEqual(['1', '2', '4']);
    expect(four.get('1')).toMatchObject({ lacks: ['address'] });
    expect(its.upstream.calls).toHaveLength(1);
    expect(its.upstream.calls[0]?.all('customer-id')).toEqual(['1', '2', '4', '99']);
  });

  it('has whole records of any number of clients, one call each', async () => {
    its.upstream.on('customers/details-by-id', (call) => details(call.get('customer-id') ?? ''));
    const scope = scopeOf();
    const whole = await its.can.clients.wholeByIds!(['1', '2', '3', '4', 'x'], scope);
    expect([...whole.values()].map((client) => client instanceof GatewayError || client.lacks.length === 0)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    // What was read for this operation is not asked for again.
    await its.can.logicboxesProfiles.byClientIds(['1', '2', '3', '4'], scope);
    expect(its.upstream.calls).toHaveLength(4);
  });

  it('asks for hundreds in chunks whose URL any server takes', async () => {
    const ids = Array.from({ length: 250 }, (_, index) => String(90_000_000_000 + index));
    its.upstream.on('customers/search', (call) => page(call.all('customer-id').map((id) => listed(id))));
    expect([...(await its.can.clients.byIds(ids, scopeOf())).keys()].toSorted()).toEqual(ids);
    const sizes = its.upstream.calls.map((call) => call.all('customer-id').length);
    expect(sizes.toSorted((left, right) => left - right)).toEqual([50, 100, 100]);
    expect(Math.max(...its.upstream.calls.map(({ url }) => url.length))).toBeLessThan(4096);
  });

  it('finds the known ones when an unknown one makes a whole search fail', async () => {
    its.upstream.on('customers/search', (call) => {
      const ids = call.all('customer-id');
      return ids.includes('99') ? refusal('Invalid customer-id') : page(ids.map((id) => listed(id)));
    });
    expect([...(await its.can.clients.byIds(['1', '2', '99', '4', '5'], scopeOf())).keys()]).toEqual([
      '1',
      '2',
      '4',
      '5',
    ]);
  });

  it('leaves out who is unknown, not ours, or another', async () => {
    const answers: Readonly<Record<string, ReturnType<typeof refusal>>> = {
      '1': fixture('customers-details-by-id.unknown'),
      '2': refusal('You are not allowed to perform this action'),
      '3': details('4'),
    };
    its.upstream.on('customers/details-by-id', (call) => answers[call.get('customer-id') ?? ''] ?? drop);
    expect((await its.can.clients.byIds(['1', '2', '3'], scopeOf())).size).toBe(0);
  });

  it('fails only the client, or the chunk, whose call failed', async () => {
    its.upstream.on('customers/details-by-id', (call) => (call.get('customer-id') === '2' ? drop : details('1')));
    const found = await its.can.clients.byIds(['1', '2'], scopeOf());
    expect(found.get('1')).toMatchObject({ upstreamId: '1' });
    expect(found.get('2')).toBeInstanceOf(GatewayError);
    const ids = Array.from({ length: 150 }, (_, index) => String(index + 1));
    its.upstream.on('customers/search', (call) =>
      call.all('customer-id').includes('150') ? drop : page(call.all('customer-id').map((id) => listed(id))),
    );
    const many = await its.can.clients.byIds(ids, scopeOf());
    expect(many.get('100')).toMatchObject({ upstreamId: '100' });
    expect(many.get('101')).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});

describe('clients.byEmail', () => {
  it('finds only who has it, and sends nothing that is no address', async () => {
    its.upstream.on('customers/details', fixture('customers-details.documented'));
    const byEmail = (email: string) => its.can.clients.byEmail(email, scopeOf());
    expect(await byEmail('Jane@Example.com')).toEqual(documented);
    expect(its.upstream.calls[0]?.parameters).toEqual([['username', 'Jane@Example.com']]);
    expect(await byEmail('jane+doe&customer-id=1@example.com')).toBeNull();
    expect(its.upstream.calls[1]?.parameters).toEqual([['username', 'jane+doe&customer-id=1@example.com']]);
    expect([await byEmail(''), await byEmail(jane)]).toEqual([null, null]);
    expect(its.upstream.calls).toHaveLength(2);
    its.upstream.on('customers/details', { status: 500, body: fixture('customers-details.unknown') });
    expect(await byEmail('nobody@example.com')).toBeNull();
    its.upstream.on('customers/details', drop);
    expect(await errorFrom(byEmail('jane@example.com'))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});

describe('what one operation reads', () => {
  it('is asked for once, and again in the next operation or after a write', async () => {
    its.upstream.on('customers/details-by-id', fixture('customers-details-by-id.documented'));
    its.upstream.on('customers/suspend', 'true');
    const scope = scopeOf();
    const read = () => [its.can.clients.byIds([jane], scope), its.can.logicboxesProfiles.byClientIds([jane], scope)];
    await Promise.all([...read(), ...read()]);
    expect(its.upstream.count('customers/details-by-id')).toBe(1);
    await its.can.suspendClient.send({ clientId: jane, service: null, reason: null }, scope, mark);
    await Promise.all(read());
    expect(its.upstream.count('customers/details-by-id')).toBe(2);
    await its.can.clients.byIds([jane], scopeOf());
    expect(its.upstream.count('customers/details-by-id')).toBe(3);
  });

  it('does not mix with the same client of another account', async () => {
    its.upstream.on('customers/details-by-id', (call) => details('7', { name: `of ${call.credentials[0] ?? ''}` }));
    const other = providerAt(its.upstream.baseUrl, { name: 'other', username: '55' });
    const scope = scopeOf();
    const mine = await its.can.clients.byIds(['7'], scope);
    const theirs = await other.capabilities.clients.byIds(['7'], scope);
    expect([mine.get('7'), theirs.get('7')]).toMatchObject([{ lastName: login.username }, { lastName: '55' }]);
    await other.close();
  });
});
