import { afterEach, describe, expect, it, vi } from 'vitest';
import { GatewayError } from '../../../src/errors.ts';
import { mark } from './signup-inputs.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { answer, fixture, login, providerAt, useProvider, type SeenCall } from './upstream.ts';

const its = useProvider();

const customer = ({ members }: SeenCall): string =>
  answer({ error: '', custnum: members['custnum']!, first: 'Jane', last: 'Doe', balance: '1.00' });
const readOne = (id = '5001', scope = scopeOf()) => its.provider.capabilities.clients.byIds([id], scope);
const agent = (scope = scopeOf()) => its.provider.capabilities.freesideAgent!.read(scope);
const lost = fixture('any.cannot-resume');

afterEach(() => vi.useRealTimers());

describe('the request', () => {
  it('is one struct of strings with the public prefix, and plain text/xml', async () => {
    await agent();
    const [first, second] = its.upstream.calls;
    expect(first).toMatchObject({
      fullMethod: 'FS.SelfService.XMLRPC.agent_login',
      url: '/selfservice/xmlrpc.cgi',
      members: login,
    });
    expect(second).toMatchObject({ fullMethod: 'FS.SelfService.XMLRPC.agent_info', members: { session_id: 's1' } });
    expect(second?.headers).toMatchObject({ 'content-type': 'text/xml', 'user-agent': 'reseller-graph' });
    expect(second?.body).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><methodCall><methodName>FS.SelfService.XMLRPC.agent_info</methodName><params><param><value><struct><member><name>session_id</name><value><string>s1</string></value></member></struct></value></param></params></methodCall>',
    );
  });

  it('names the session by the kind of function', async () => {
    its.upstream.on('customer_info', customer);
    its.upstream.on('check_username', fixture('check_username.taken'));
    await readOne();
    await its.provider.capabilities.usernames!.isAvailable('jane', 'example.com', scopeOf());
    expect(its.upstream.calls.slice(1).map(({ members }) => members)).toEqual([
      { agent_session_id: 's1', custnum: '5001' },
      { session_id: 's1', username: 'jane', domain: 'example.com' },
    ]);
  });

  it.each([
    ['freeside.example', /no URL/],
    ['https://user:secret-pw@freeside.example/', /no user/],
    ['https://freeside.example/?session_id=secret-pw', /query/],
  ])('is not made to %s', (baseUrl, message) => {
    expect(() => providerAt(baseUrl)).toThrow(message);
    expect(() => providerAt(baseUrl)).not.toThrow(/secret-pw/);
  });
});

describe('a session', () => {
  it('is one for all calls, begun once by many at the same time', async () => {
    its.upstream.on('customer_info', customer);
    const scopes = Array.from({ length: 6 }, () => scopeOf());
    await Promise.all(scopes.map((scope, index) => readOne(String(index + 1), scope)));
    expect([its.upstream.count('agent_login'), its.upstream.count('customer_info')]).toEqual([1, 6]);
    expect(scopes.reduce((sum, { spent }) => sum + spent, 0)).toBe(7);
    await readOne('77');
    expect(its.upstream.count('agent_login')).toBe(1);
  });

  it('is renewed 55 minutes after its login, however much it was used', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    await agent();
    vi.advanceTimersByTime(54 * 60_000);
    await agent();
    expect(its.upstream.count('agent_login')).toBe(1);
    vi.advanceTimersByTime(61_000);
    await Promise.all([agent(), agent()]);
    expect(its.upstream.count('agent_login')).toBe(2);
    expect(its.upstream.calls.at(-1)?.members).toEqual({ session_id: 's2' });
  });

  it('is begun again when the upstream has lost it, once for all, and the calls are repeated once', async () => {
    its.upstream.on('customer_info', (call) =>
      call.members['agent_session_id'] === 's1' && its.upstream.count('agent_info') > 0 ? lost : customer(call),
    );
    await readOne('1');
    await agent();
    const scope = scopeOf();
    const found = await its.provider.capabilities.clients.byIds(['1', '2', '3'], scope);
    expect([...found.keys()]).toEqual(['1', '2', '3']);
    expect([...found.values()].some((value) => value instanceof GatewayError)).toBe(false);
    expect([its.upstream.count('agent_login'), its.upstream.count('customer_info')]).toEqual([2, 7]);
    expect(scope.endings).toEqual(Array.from({ length: 7 }, () => null));
  });

  it('that the upstream does not know either is an error, not a loop', async () => {
    its.upstream.on('agent_info', lost);
    const scope = scopeOf();
    expect(await errorFrom(agent(scope))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true });
    expect([its.upstream.count('agent_login'), its.upstream.count('agent_info')]).toEqual([2, 2]);
    expect(scope.endings).toEqual([null, null, null, 'UPSTREAM_UNAVAILABLE']);
  });

  it('lets a write be repeated once after its loss, since nothing was executed', async () => {
    its.upstream.on('customer_info', customer);
    its.upstream.on('list_pkgs', fixture('list_pkgs.documented'));
    its.upstream.on('suspend_username', ({ members }) =>
      members['session_id'] === 's1' ? lost : fixture('suspend_username.documented'),
    );
    const suspend = its.provider.capabilities.suspendClient!;
    await suspend.send({ clientId: '5001', service: null, reason: null }, scopeOf(), mark);
    expect(its.upstream.calls.slice(-3).map(({ method, members }) => [method, members['session_id']])).toEqual([
      ['suspend_username', 's1'],
      ['agent_login', undefined],
      ['suspend_username', 's2'],
    ]);
    its.upstream.on('suspend_username', lost);
    const error = await errorFrom(suspend.send({ clientId: '5001', service: null, reason: null }, scopeOf(), mark));
    expect(error.code).toBe('UPSTREAM_UNAVAILABLE');
    expect(its.upstream.count('suspend_username')).toBe(4);
  });

  it('whose renewal is refused in the middle of a write leaves the write certainly undone', async () => {
    its.upstream.on('customer_info', customer);
    its.upstream.on('list_pkgs', fixture('list_pkgs.documented'));
    its.upstream.on('suspend_username', () => {
      its.upstream.on('agent_login', fixture('agent_login.refused'));
      return lost;
    });
    const sent = its.provider.capabilities.suspendClient!.send(
      { clientId: '5001', service: null, reason: null },
      scopeOf(),
      mark,
    );
    expect(await errorFrom(sent)).toMatchObject({ code: 'ACCOUNT_REFUSED' });
    expect(its.upstream.count('suspend_username')).toBe(1);
  });

  it('knows our agent, which is asked for once', async () => {
    its.upstream.on('agent_list_customers', fixture('agent_list_customers.documented'));
    await its.provider.capabilities.clients.list(scopeOf());
    await its.provider.capabilities.clients.list(scopeOf());
    expect(its.upstream.methods()).toEqual(['agent_info', 'agent_list_customers', 'agent_list_customers']);
    await its.provider.capabilities.session!.renew(scopeOf());
    await its.provider.capabilities.clients.list(scopeOf());
    expect(its.upstream.count('agent_info')).toBe(2);
  });
});

describe('two accounts', () => {
  it('have sessions of their own and do not mix', async () => {
    const other = providerAt(its.upstream.baseUrl, { username: 'other', password: 'other-pw' });
    its.upstream.on('agent_login', ({ members }) => answer({ error: '', session_id: `of ${members['username']}` }));
    its.upstream.on('customer_info', ({ members }) =>
      answer({ error: '', custnum: '7', first: members['agent_session_id']!, last: 'X', balance: '0.00' }),
    );
    const [mine, theirs] = await Promise.all([readOne('7'), other.capabilities.clients.byIds(['7'], scopeOf())]);
    expect(mine.get('7')).toMatchObject({ firstName: `of ${login.username}` });
    expect(theirs.get('7')).toMatchObject({ firstName: 'of other' });
    await other.close();
  });
});
