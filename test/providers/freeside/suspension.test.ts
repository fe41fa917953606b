import { beforeEach, describe, expect, it } from 'vitest';
import { mark } from './signup-inputs.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { answer, drop, fixture, hang, providerAt, refusal, useProvider, type Reply } from './upstream.ts';

const its = useProvider();

beforeEach(() => {
  its.upstream.on('customer_info', fixture('customer_info.documented'));
  its.upstream.on('list_pkgs', fixture('list_pkgs.documented'));
  its.upstream.on('suspend_username', fixture('suspend_username.documented'));
  its.upstream.on('unsuspend_username', fixture('unsuspend_username.documented'));
});

const input = (service: string | null = null, clientId = '5001') => ({ clientId, service, reason: 'unpaid' });
const suspend = () => its.provider.capabilities.suspendClient!;
const resume = () => its.provider.capabilities.resumeClient!;
const withAccounts = (...values: readonly string[]): string =>
  answer({
    cust_pkg: values.map((value, index) => ({
      pkgnum: String(index + 1),
      pkgpart: '2',
      cust_svc: [
        { svcnum: String(index + 10), label: ['Account', value, 'svc_acct'] },
        { svcnum: String(index + 50), label: ['Number', '16175550100', 'svc_phone'] },
      ],
    })),
  });

describe('suspension', () => {
  it("names the client's only account, and is repeatable", async () => {
    expect([suspend().delivery, resume().delivery]).toEqual(['repeatable', 'repeatable']);
    expect(await suspend().check(input(), scopeOf())).toEqual([]);
    await suspend().send(input(), scopeOf(), mark);
    expect(its.upstream.calls.at(-1)).toMatchObject({
      method: 'suspend_username',
      members: { session_id: 's1', username: 'jane', domain: 'example.com' },
    });
    await resume().send(input(' JANE@Example.com '), scopeOf(), mark);
    expect(its.upstream.calls.at(-1)).toMatchObject({
      method: 'unsuspend_username',
      members: { session_id: 's1', username: 'jane', domain: 'example.com' },
    });
  });

  it('reads once for check, plan and send, and afresh after it', async () => {
    const scope = scopeOf();
    await suspend().check(input(), scope);
    await suspend().send(input(), scope, mark);
    expect(its.upstream.methods()).toEqual(['customer_info', 'list_pkgs', 'suspend_username']);
    await its.provider.capabilities.clients.byIds(['5001'], scope);
    expect(its.upstream.count('customer_info')).toBe(2);
  });

  it('plans the request without the session', async () => {
    expect(await suspend().plan(input(), scopeOf(), mark)).toEqual([
      {
        function: 'suspend_username',
        parameters: [
          { name: 'session_id', value: '[redacted]' },
          { name: 'username', value: 'jane' },
          { name: 'domain', value: 'example.com' },
        ],
      },
    ]);
    expect(its.upstream.count('suspend_username')).toBe(0);
  });

  it('demands a name where there are several accounts', async () => {
    its.upstream.on('list_pkgs', withAccounts('a@x.example', 'b@x.example', 'c@x.example'));
    expect(await suspend().check(input(), scopeOf())).toEqual([
      {
        code: 'INVALID_INPUT',
        field: ['service'],
        message: 'The client has 3 accounts: name one of them in `service` as user@domain.',
      },
    ]);
    expect(await errorFrom(suspend().send(input(), scopeOf(), mark))).toMatchObject({ code: 'INVALID_INPUT' });
    expect(its.upstream.count('suspend_username')).toBe(0);
    expect(await suspend().check(input('b@x.example'), scopeOf())).toEqual([]);
  });

  it.each([
    ['a number that is none', input(null, 'jane'), ['NOT_FOUND clientId']],
    ['no account', input('jane'), ['INVALID_INPUT service']],
    ['both', input('@', 'x'), ['NOT_FOUND clientId', 'INVALID_INPUT service']],
    ['an account of somebody else', input('joe@example.com'), ['NOT_FOUND service']],
    ['an unknown client', input(null, '4711'), ['NOT_FOUND clientId']],
  ])('finds out about %s', async (_, given, expected) => {
    its.upstream.on('customer_info', ({ members: { custnum } }) =>
      custnum === '5001' ? fixture('customer_info.documented') : fixture('customer_info.unknown'),
    );
    const problems = await suspend().check(given, scopeOf());
    expect(problems.map(({ code, field }) => `${code} ${field.join('.')}`)).toEqual(expected);
    expect((await errorFrom(suspend().send(given, scopeOf(), mark))).code).toBe(expected[0]!.split(' ')[0]);
    expect(its.upstream.count('suspend_username')).toBe(0);
  });

  it.each([
    ['no package', answer({ cust_pkg: [] })],
    ['an account without a domain', withAccounts('jane')],
  ])('has nothing to act on with %s', async (_, reply) => {
    its.upstream.on('list_pkgs', reply);
    expect(await suspend().check(input(), scopeOf())).toMatchObject([{ code: 'INVALID_INPUT', field: ['clientId'] }]);
  });

  it.each([
    [refusal('Account not found'), 'NOT_FOUND', 'service'],
    [refusal('Unlinked account'), 'INVALID_INPUT', 'service'],
    [refusal('Not your account'), 'NOT_FOUND', 'service'],
    [refusal("Can't suspend cancelled package 7001"), 'INVALID_INPUT', 'service'],
    [refusal("Can't unsuspend cancelled package 7001"), 'INVALID_INPUT', 'service'],
    [refusal('Something new'), 'UPSTREAM_REJECTED', undefined],
    [fixture('any.denied-wrong-door'), 'ACCOUNT_REFUSED', undefined],
    [fixture('any.no-such-procedure'), 'NOT_SUPPORTED', undefined],
    [fixture('any.malformed'), 'UPSTREAM_REJECTED', undefined],
    [{ status: 405, body: '<html>' }, 'UPSTREAM_UNAVAILABLE', undefined],
    [{ status: 429, body: '' }, 'RATE_LIMITED', undefined],
  ])('%# that is refused is certainly undone', async (reply, code, field) => {
    for (const [method, write] of [
      ['suspend_username', suspend()],
      ['unsuspend_username', resume()],
    ] as const) {
      its.upstream.on(method, reply);
      const error = await errorFrom(write.send(input(), scopeOf(), mark));
      expect([error.code, error.details.field?.join('.')]).toEqual([code, field]);
      expect(its.upstream.count(method)).toBe(1);
    }
  });

  it('that does nothing to a supplemental package is a success, as the upstream says', async () => {
    its.upstream.on('suspend_username', fixture('suspend_username.supplemental'));
    expect(await suspend().send(input(), scopeOf(), mark)).toBeUndefined();
  });

  it.each<readonly [string, Reply]>([
    ['an HTML page', '<html><body>Error</body></html>'],
    ['an empty body', ''],
    ['a cut body', fixture('suspend_username.documented').toString().slice(0, 120)],
    ['a text', answer('done')],
    ['a list', answer(['done'])],
    ['an error that is a struct', answer({ error: { a: 'b' } })],
    ['a Perl crash', fixture('any.crash')],
    ['status 500', { status: 500, body: '<html>' }],
    ['status 302', { status: 302, body: '' }],
    ['a closed connection', drop],
    ['silence', hang],
  ])('with %s has an unknown outcome and is not repeated', async (_, reply) => {
    const hasty = providerAt(its.upstream.baseUrl, { writeTimeoutMs: 300 });
    its.upstream.on('suspend_username', reply);
    const scope = scopeOf();
    const error = await errorFrom(hasty.capabilities.suspendClient!.send(input(), scope, mark));
    expect([error.code, error.retryable]).toEqual(['OUTCOME_UNKNOWN', false]);
    expect(scope.endings.at(-1)).toBe('OUTCOME_UNKNOWN');
    expect(its.upstream.count('suspend_username')).toBe(1);
    await hasty.close();
  });

  it('is not begun when the operation is over', async () => {
    const scope = scopeOf();
    await suspend().check(input(), scope);
    const controller = new AbortController();
    const late = scopeOf(Infinity, controller.signal);
    await suspend().check(input(), late);
    controller.abort();
    expect(await errorFrom(suspend().send(input(), late, mark))).toMatchObject({ code: 'BUDGET_EXCEEDED' });
    expect(its.upstream.count('suspend_username')).toBe(0);
  });
});
