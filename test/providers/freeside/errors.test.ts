import { describe, expect, it } from 'vitest';
import { errorFrom, scopeOf } from '../scope.ts';
import { answer, drop, fault, fixture, hang, providerAt, refusal, useProvider, type Reply } from './upstream.ts';

const its = useProvider();

const agent = (scope = scopeOf()) => its.provider.capabilities.freesideAgent!.read(scope);

/** A member whose value comes before its name, as it stands. */
const member = (name: string, value: string) => `<member><value>${value}</value><name>${name}</name></member>`;

describe('a read', () => {
  it.each<readonly [string, Reply]>([
    ['an HTML page', '<html><body>Welcome</body></html>'],
    ['an HTML page that is XML', '<?xml version="1.0"?><html><body><p>Welcome</p></body></html>'],
    ['an empty body', ''],
    ['a cut body', fixture('agent_info.documented').toString().slice(0, 150)],
    ['garbage', '\u0001\u0002{"a":1}'],
    ['two documents', `${answer({ error: '' })}${answer({ error: '' })}`],
    ['a DOCTYPE', '<!DOCTYPE x [<!ENTITY a "b">]><methodResponse/>'],
    ['a text', answer('done')],
    ['an error that is a list', answer({ error: ['a'] })],
    ['an agent without a number', answer({ error: '', agent: 'X' })],
    ['status 500', { status: 500, body: '<html>' }],
    ['status 302', { status: 302, body: '' }],
    ['status 204', { status: 204, body: '' }],
    ['a closed connection', drop],
    ['silence', hang],
  ])('that gets %s is UPSTREAM_UNAVAILABLE and not repeated', async (_, reply) => {
    const hasty = providerAt(its.upstream.baseUrl, { readTimeoutMs: 400 });
    await hasty.capabilities.freesideAgent!.read(scopeOf());
    its.upstream.on('agent_info', reply);
    const error = await errorFrom(hasty.capabilities.freesideAgent!.read(scopeOf()));
    expect([error.code, error.retryable]).toEqual(['UPSTREAM_UNAVAILABLE', true]);
    expect(its.upstream.count('agent_info')).toBe(2);
    await hasty.close();
  });

  it('is given up with its operation, and is one call of its grant', async () => {
    await agent();
    its.upstream.on('agent_info', hang);
    const controller = new AbortController();
    const waiting = errorFrom(agent(scopeOf(Infinity, controller.signal)));
    controller.abort();
    expect(await waiting).toMatchObject({ code: 'BUDGET_EXCEEDED' });
    expect(await errorFrom(agent(scopeOf(Infinity, controller.signal)))).toMatchObject({ code: 'BUDGET_EXCEEDED' });
    expect(await errorFrom(agent(scopeOf(0)))).toMatchObject({ code: 'BUDGET_EXCEEDED' });
    expect(its.upstream.count('agent_info')).toBeLessThanOrEqual(2);
  });

  it.each([
    ['any.no-such-procedure', 'NOT_SUPPORTED', 'Server'],
    ['any.denied-no-prefix', 'ACCOUNT_REFUSED', 'Client'],
    ['any.denied-wrong-door', 'ACCOUNT_REFUSED', 'Client'],
    ['any.no-such-class', 'ACCOUNT_REFUSED', 'Client'],
    ['any.malformed', 'UPSTREAM_REJECTED', 'Client'],
    ['any.wrong-element', 'UPSTREAM_REJECTED', 'Client'],
    ['any.wrong-element-nil', 'UPSTREAM_REJECTED', 'Client'],
    ['any.crash', 'UPSTREAM_REJECTED', 'Server'],
  ])('that gets the fault %s is %s, without files and lines', async (name, code, upstreamCode) => {
    its.upstream.on('agent_info', fixture(name));
    const error = await errorFrom(agent());
    expect([error.code, error.details.upstreamCode]).toEqual([code, upstreamCode]);
    expect(error.message).not.toMatch(/\.pm|perl|\/usr|line [2-9]/);
  });

  it('reads faults of any form', async () => {
    for (const [text, message, beside] of [
      ['Out of memory! at /usr/share/perl5/FS/Record.pm line 511.\n', 'Freeside reports a fault: Out of memory!'],
      ['No luck at (eval 42) line 2.\nIn /etc/freeside/conf.d', 'Freeside reports a fault.', 'No luck'],
      ["Can't open /var/spool/freeside/x: no", 'Freeside reports a fault.', "Can't open [path]: no"],
      ['', 'Freeside reports a fault.'],
    ] as const) {
      its.upstream.on('agent_info', fault('Server', text));
      const error = await errorFrom(agent());
      expect([error.message, error.details.upstreamText]).toEqual([message, beside]);
    }
    its.upstream.on('agent_info', fault('<b>', 'x'));
    expect((await errorFrom(agent())).details.upstreamCode).toBe('unreadable');
    its.upstream.on(
      'agent_info',
      '<methodResponse><fault><value><struct><member><name>faultCode</name><value><int>4</int></value></member></struct></value></fault></methodResponse>',
    );
    expect(await errorFrom(agent())).toMatchObject({ code: 'UPSTREAM_REJECTED', details: { upstreamCode: '4' } });
  });

  it('reads an answer in any order, untyped, with undef, numbers and another charset', async () => {
    const members = [
      member('num_active', '<int>007</int>'),
      member('agent', 'Bj\u00F6rn & Co'.replace('&', '&amp;')),
      member('error', ''),
      '<member><name>num_susp</name><value/></member>',
      member('agentnum', '<i4>1</i4>'),
    ].join('\n');
    const text = `<?xml version="1.0" encoding="ISO-8859-1"?>\n<methodResponse><params><param><value><struct>${members}</struct></value></param></params></methodResponse>`;
    its.upstream.on('agent_info', Buffer.from(text, 'latin1'));
    expect(await agent()).toMatchObject({ number: '1', name: 'Björn & Co', active: 7, suspended: null });
  });

  it('carries words that have no meaning here, on one line and cut', async () => {
    its.upstream.on('agent_info', refusal(`Odd\nthing ${'x'.repeat(500)}`));
    const error = await errorFrom(agent());
    expect(error.code).toBe('UPSTREAM_REJECTED');
    expect(error.message).toBe('Freeside refused.');
    expect(error.details.upstreamText).toMatch(/^Odd thing x{50,}$/);
    expect(error.details.upstreamText).toHaveLength(200);
    its.upstream.on('agent_info', answer({ error: '   ' }));
    expect(await errorFrom(agent())).toMatchObject({ code: 'UPSTREAM_REJECTED' });
  });

  it('fails for a limit at the door', async () => {
    its.upstream.on('agent_info', { status: 429, body: '' });
    expect(await errorFrom(agent())).toMatchObject({ code: 'RATE_LIMITED', retryable: true });
  });

  it('refuses an answer that is longer than allowed', async () => {
    its.upstream.on('agent_info', answer({ error: '', agentnum: '1', agent: 'x'.repeat(1_000_000) }));
    expect(await errorFrom(agent())).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});

describe('calls at once', () => {
  it('are as many as the settings allow', async () => {
    let [underWay, most] = [0, 0];
    its.upstream.on('customer_info', async ({ members }) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, 5));
      underWay -= 1;
      return answer({ error: '', custnum: members['custnum']!, balance: '0.00' });
    });
    const narrow = providerAt(its.upstream.baseUrl, { maxConcurrentCalls: 3 });
    const ids = Array.from({ length: 30 }, (_, index) => String(index + 1));
    expect((await narrow.capabilities.balances.byClientIds(ids, scopeOf())).size).toBe(30);
    expect(most).toBe(3);
    await narrow.close();
  });
});
