import { describe, expect, it, vi } from 'vitest';
import { GatewayError } from '../../../src/errors.ts';
import { mark } from './signup-inputs.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { answer, drop, fixture, gate, hang, providerAt, refusal, useProvider, type Reply } from './upstream.ts';

const its = useProvider();

const agent = (scope = scopeOf()) => its.provider.capabilities.freesideAgent!.read(scope);

describe('a login', () => {
  it.each([
    ['agent_login.refused', 'ACCOUNT_REFUSED', /Check the agent's user name and password/],
    ['agent_login.blank', 'ACCOUNT_REFUSED', /Configure the agent's user name and password/],
  ])('that is answered with %s is %s', async (name, code, message) => {
    its.upstream.on('agent_login', fixture(name));
    const error = await errorFrom(agent());
    expect([error.code, error.retryable]).toEqual([code, false]);
    expect(error.message).toMatch(message);
  });

  it('that fails, fails the calls that wait for it and no later ones', async () => {
    its.upstream.on('agent_login', fixture('agent_login.refused'));
    const errors = await Promise.all([errorFrom(agent()), errorFrom(agent()), errorFrom(agent())]);
    expect(errors.map(({ code }) => code)).toEqual(['ACCOUNT_REFUSED', 'ACCOUNT_REFUSED', 'ACCOUNT_REFUSED']);
    expect(its.upstream.count('agent_login')).toBe(1);
    its.upstream.on('agent_login', fixture('agent_login.documented'));
    expect(await agent()).toMatchObject({ number: '1' });
    expect(its.upstream.count('agent_login')).toBe(2);
  });

  it('is not tried for each client of an operation', async () => {
    its.upstream.on('agent_login', fixture('agent_login.refused'));
    const ids = Array.from({ length: 50 }, (_, index) => String(index + 1));
    const scope = scopeOf();
    const found = await its.provider.capabilities.balances.byClientIds(ids, scope);
    expect([...found.values()].map((value) => (value as GatewayError).code)).toEqual(ids.map(() => 'ACCOUNT_REFUSED'));
    expect([its.upstream.count('agent_login'), scope.spent, scope.endings]).toEqual([1, 1, ['ACCOUNT_REFUSED']]);
    its.upstream.on('agent_login', fixture('agent_login.documented'));
    await its.provider.capabilities.session!.renew(scope);
    expect(await agent(scope)).toMatchObject({ number: '1' });
  });

  it.each<readonly [string, Reply]>([
    ['an HTML page', '<html><body>Login</body></html>'],
    ['nothing', ''],
    ['no session', answer({ error: '' })],
    ['a fault', fixture('any.crash')],
    ['a closed connection', drop],
  ])('that is answered with %s fails, for a write with certainty', async (_, reply) => {
    its.upstream.on('agent_login', reply);
    const sent = its.provider.capabilities.suspendClient!.send(
      { clientId: '5001', service: 'jane@example.com', reason: null },
      scopeOf(),
      mark,
    );
    expect(['UPSTREAM_UNAVAILABLE', 'UPSTREAM_REJECTED']).toContain((await errorFrom(sent)).code);
    expect(its.upstream.methods()).toEqual([]);
  });

  it('is paid for by the first, whose lack of calls does not fail the others', async () => {
    const [first, second] = await Promise.all([errorFrom(agent(scopeOf(0))), agent()]);
    expect([first.code, second.number]).toEqual(['BUDGET_EXCEEDED', '1']);
  });

  it('goes on for the others when the first gives up', async () => {
    const held = gate(fixture('agent_login.documented'));
    its.upstream.on('agent_login', held.answer);
    const controller = new AbortController();
    const first = errorFrom(agent(scopeOf(Infinity, controller.signal)));
    const second = agent();
    await held.arrived;
    controller.abort(new GatewayError('BUDGET_EXCEEDED', 'The caller has gone.'));
    expect(await first).toMatchObject({ code: 'BUDGET_EXCEEDED', message: 'The caller has gone.' });
    held.release();
    expect(await second).toMatchObject({ number: '1' });
    expect(its.upstream.count('agent_login')).toBe(1);
  });
});

describe('renewal', () => {
  it('logs out and in again', async () => {
    await agent();
    await its.provider.capabilities.session!.renew(scopeOf());
    expect(its.upstream.calls.slice(2).map(({ method, members }) => [method, members['session_id']])).toEqual([
      ['agent_logout', 's1'],
      ['agent_login', undefined],
    ]);
    await agent();
    expect(its.upstream.calls.at(-1)?.members).toEqual({ session_id: 's2' });
  });

  it('only logs in where there was no session, and tells of a logout that fails', async () => {
    await its.provider.capabilities.session!.renew(scopeOf());
    expect(its.upstream.calls.map(({ method }) => method)).toEqual(['agent_login']);
    its.upstream.on('agent_logout', refusal('Something new'));
    const error = await errorFrom(its.provider.capabilities.session!.renew(scopeOf()));
    expect(error).toMatchObject({
      code: 'UPSTREAM_REJECTED',
      details: { upstreamText: expect.stringContaining('Something new') as string },
    });
    await agent();
    expect(its.upstream.count('agent_login')).toBe(2);
  });
});

describe('the end', () => {
  it('logs out', async () => {
    await agent();
    await its.provider.close();
    await its.provider.close();
    expect(its.upstream.calls.slice(2).map(({ method, members }) => [method, members])).toEqual([
      ['agent_logout', { session_id: 's1' }],
    ]);
    expect(await errorFrom(agent())).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it('has nothing to log out without a session', async () => {
    await its.provider.close();
    expect(its.upstream.calls).toEqual([]);
  });

  it.each<readonly [string, Reply]>([
    ['refuses', fixture('any.crash')],
    ['drops', drop],
    ['stays silent', hang],
  ])('comes when the upstream %s', async (_, reply) => {
    its.upstream.on('agent_logout', reply);
    await agent();
    const startedMs = performance.now();
    await its.provider.close();
    expect(performance.now() - startedMs).toBeLessThan(4000);
  });

  it('waits for a write, and gives up a login', async () => {
    its.upstream.on('customer_info', fixture('customer_info.documented'));
    its.upstream.on('list_pkgs', fixture('list_pkgs.documented'));
    const held = gate(fixture('suspend_username.documented'));
    its.upstream.on('suspend_username', held.answer);
    const input = { clientId: '5001', service: null, reason: null };
    const sent = its.provider.capabilities.suspendClient!.send(input, scopeOf(), mark);
    await held.arrived;
    const closed = its.provider.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(its.upstream.count('agent_logout')).toBe(0);
    held.release();
    expect(await sent).toBeUndefined();
    await closed;
    expect(its.upstream.methods().at(-1)).toBe('agent_logout');

    const other = providerAt(its.upstream.baseUrl);
    its.upstream.on('agent_login', hang);
    const waiting = errorFrom(other.capabilities.freesideAgent!.read(scopeOf()));
    await vi.waitFor(() => expect(its.upstream.count('agent_login')).toBe(2));
    await other.close();
    expect(await waiting).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', message: 'The account is closed.' });
  });
});
