import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../../src/errors.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { answer, drop, fixture, providerAt, refusal, useProvider, type Printable } from './upstream.ts';

const its = useProvider();

const jane = {
  upstreamId: '5001',
  displayName: 'Acme Ltd',
  lacks: [],
  currency: null,
  company: 'Acme Ltd',
  firstName: 'Jane',
  lastName: 'Doe',
  email: 'jane@example.com',
  phoneNumber: '617-555-0100',
  address: { street: '123 Main St, Suite 4', city: 'Boston', state: 'MA', postalCode: '02134', country: 'US' },
  status: 'ACTIVE',
  balanceManagement: null,
  observedAt: expect.any(Date) as Date,
};

type Row = { readonly [name: string]: Printable };
const listOf = (...rows: readonly Row[]): string =>
  answer({ customers: rows.map((row) => ({ agentnum: '1', status: 'active', ...row })) });
const infoOf = (row: Row): string => answer({ error: '', balance: '0.00', invoicing_list: '', ...row });
const clients = () => its.provider.capabilities.clients;

describe('clients.list', () => {
  it('asks for every part and reads rows without what they lack', async () => {
    its.upstream.on('agent_list_customers', fixture('agent_list_customers.documented'));
    const scope = scopeOf();
    const noAddress = { street: null, city: null, state: null, postalCode: null, country: null };
    expect(await clients().list(scope)).toEqual([
      { ...jane, lacks: ['email', 'address'], email: null, address: noAddress },
    ]);
    expect(its.upstream.calls.at(-1)?.members).toEqual({
      session_id: 's1',
      prospect: '1',
      active: '1',
      susp: '1',
      cancel: '1',
    });
    expect(scope.spent).toBe(3);
  });

  it('never reads social security numbers, licences and what else a row has', async () => {
    const secrets = { ss: '000-12-3456', stateid: 'S1234567', payinfo: '4111', paymask: 'xxxx1111', birthdate: '12' };
    its.upstream.on('agent_list_customers', listOf({ custnum: '7', first: 'A', last: 'B', ...secrets }));
    its.upstream.on('customer_info', infoOf({ custnum: '7', first: 'A', last: 'B', ...secrets }));
    const shown = JSON.stringify([
      await clients().list(scopeOf()),
      [...(await clients().byIds(['7'], scopeOf())).values()],
    ]);
    for (const secret of Object.values(secrets)) expect(shown).not.toContain(`"${secret}"`);
  });

  it('drops rows of other agents, and reads an empty list', async () => {
    its.upstream.on(
      'agent_list_customers',
      listOf(
        { custnum: '1', first: 'A', last: 'B' },
        { custnum: '2', last: 'Stranger', agentnum: '2' },
        { custnum: '3' },
      ),
    );
    const found = await clients().list(scopeOf());
    expect(found.map(({ upstreamId, displayName }) => [upstreamId, displayName])).toEqual([
      ['1', 'A B'],
      ['3', '3'],
    ]);
    its.upstream.on('agent_list_customers', fixture('agent_list_customers.empty'));
    expect(await clients().list(scopeOf())).toEqual([]);
  });

  it.each([
    ['no list', answer({})],
    ['a text', answer({ customers: 'none' })],
    ['rows that are none', answer({ customers: ['x'] })],
    ['a row without a number', listOf({ first: 'A' })],
    ['a row without an agent', answer({ customers: [{ custnum: '1' }] })],
    ['a row whose name is a list', listOf({ custnum: '1', last: ['x'] })],
  ])('does not take %s for an answer', async (_, reply) => {
    its.upstream.on('agent_list_customers', reply);
    expect(await errorFrom(clients().list(scopeOf()))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it('costs one call an operation', async () => {
    its.upstream.on('agent_list_customers', fixture('agent_list_customers.documented'));
    const scope = scopeOf();
    const [first, second] = await Promise.all([clients().list(scope), clients().list(scope)]);
    expect(first).toBe(second);
    expect(its.upstream.count('agent_list_customers')).toBe(1);
  });

  it('reads thousands of rows, more than the bounds of a document of another sort', async () => {
    const columns = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`column_${index}`, '']));
    const rows = Array.from({ length: 1200 }, (_, index) => ({ custnum: String(index + 1), last: 'X', ...columns }));
    its.upstream.on('agent_list_customers', listOf(...rows));
    const roomy = providerAt(its.upstream.baseUrl, { maxResponseBytes: 32 * 1024 * 1024, readTimeoutMs: 60_000 });
    expect(await roomy.capabilities.clients.list(scopeOf())).toHaveLength(1200);
    await roomy.close();
  });
});

describe('statuses', () => {
  it.each([
    ['prospect', 'No packages', 'ACTIVE'],
    ['active', 'Active', 'ACTIVE'],
    ['ordered', 'Ordered', 'ACTIVE'],
    ['inactive', 'Inactive', 'ACTIVE'],
    ['suspended', 'Suspended', 'SUSPENDED'],
    ['cancelled', 'Cancelled', 'CLOSED'],
    ['something', 'Something else', null],
  ])('%s and "%s" are %s', async (code, label, status) => {
    const name = { custnum: '1', first: 'A', last: 'B' };
    its.upstream.on('agent_list_customers', listOf({ ...name, status: code, status_label: label }));
    const [row] = await clients().list(scopeOf());
    its.upstream.on('customer_info', infoOf({ ...name, status: label, status_label: label }));
    const master = (await clients().byIds(['1'], scopeOf())).get('1');
    its.upstream.on('customer_info', infoOf({ ...name, status: code }));
    const old = (await clients().byIds(['1'], scopeOf())).get('1');
    expect([row, master, old]).toMatchObject([{ status }, { status }, { status }]);
  });
});

describe('clients.byIds', () => {
  it.each(['documented', 'branch-2.3'])('reads the client of customer_info.%s', async (name) => {
    its.upstream.on('customer_info', fixture(`customer_info.${name}`));
    expect((await clients().byIds(['5001'], scopeOf())).get('5001')).toEqual(jane);
  });

  it('calls a client the same in the list and in its own record', async () => {
    for (const names of [
      { company: 'Acme', first: 'Ann', last: 'Lee' },
      { company: '', first: 'Ann', last: 'Lee' },
      { company: ' ', first: '', last: 'Lee' },
      { company: null, first: null, last: null },
    ]) {
      its.upstream.on('agent_list_customers', listOf({ custnum: '9', name: 'Lee, Ann', ...names }));
      its.upstream.on('customer_info', infoOf({ custnum: '9', name: 'Ann Lee', ...names }));
      const [row] = await clients().list(scopeOf());
      const own = (await clients().byIds(['9'], scopeOf())).get('9');
      expect(own).toMatchObject({ displayName: row!.displayName });
      expect(row!.displayName).not.toBe('');
    }
  });

  it('leaves out who is not known, an id that is none, and an id in another spelling', async () => {
    its.upstream.on('customer_info', ({ members: { custnum } }) => {
      if (custnum === '4711') return fixture('customer_info.unknown');
      return custnum === '4712' ? refusal('unknown custnum 4712') : fixture('customer_info.documented');
    });
    const found = await clients().byIds(['4711', '4712', 'jane', '', '05001', '5001', '5001'], scopeOf());
    expect([...found.keys()]).toEqual(['5001']);
    expect(its.upstream.count('customer_info')).toBe(3);
  });

  it('fails only the id whose call failed', async () => {
    its.upstream.on('customer_info', ({ members: { custnum } }) =>
      custnum === '2' ? drop : infoOf({ custnum: custnum!, last: 'X' }),
    );
    const found = await clients().byIds(['1', '2'], scopeOf());
    expect(found.get('1')).toMatchObject({ upstreamId: '1' });
    expect(found.get('2')).toBeInstanceOf(GatewayError);
    expect(found.get('2')).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});

const found = (email: string, scope = scopeOf()) => clients().byEmail(email, scope);

describe('clients.byEmail', () => {
  it('searches and confirms', async () => {
    its.upstream.on('agent_list_customers', fixture('agent_list_customers.documented'));
    its.upstream.on('customer_info', fixture('customer_info.documented'));
    const scope = scopeOf();
    expect(await found('jane@example.com', scope)).toEqual(jane);
    expect(its.upstream.calls.at(-2)?.members).toEqual({ session_id: 's1', search: 'jane@example.com' });
    expect(scope.spent).toBe(4);
    expect(await found('BILLS@example.com')).toEqual(jane);
    expect(await found('somebody.else@example.com')).toBeNull();
  });

  it('takes no row of another agent and asks nobody for it', async () => {
    its.upstream.on('agent_list_customers', listOf({ custnum: '5001', agentnum: '2' }));
    expect(await found('jane@example.com')).toBeNull();
    expect(its.upstream.count('customer_info')).toBe(0);
  });

  it('refuses an apostrophe, which breaks the query there, and never sends what is no address', async () => {
    expect(await errorFrom(found("o'hara@example.com"))).toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: ['email'] },
    });
    for (const text of ['', '5001', '4111111111111111', 'Doe', 'a@b', 'a b@c.example', 'jane@example.com"']) {
      expect(await found(text)).toBeNull();
    }
    expect(its.upstream.calls).toEqual([]);
  });
});
