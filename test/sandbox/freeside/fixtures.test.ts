/** The sandbox gives what the documents show: customer 5001, a first sign-up, and every kind of fault. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { int, struct, XmlRpcNumber } from '../../../src/wire/xmlrpc-values.ts';
import { encodeCall } from '../../../src/wire/xmlrpc.ts';
import { PUBLIC, driveFreeside, fixture, readResult, signup } from './drive.ts';
import type { Freeside, Members } from './drive.ts';

let freeside: Freeside;
beforeEach(async () => {
  freeside = await driveFreeside({ clients: 3 });
});
afterEach(() => freeside.sandbox.close());

const custnum = '5001';
const jane = { username: 'jane', domain: 'example.com' };

const call = (method: string, value = struct({})) => encodeCall(method, [value]);

/** The members in the order of their names, and no session id. */
const normalised = (text: string) =>
  text
    .replace(/[0-9a-f]{32}/, 'ID')
    .split(/(?=<member>)|(?=<\/struct>)/)
    .toSorted()
    .join('\n');

describe('results', () => {
  const cases: [string, string, Members][] = [
    ['agent_login.refused', 'agent_login', { username: 'demo', password: 'wrong' }],
    ['agent_login.blank', 'agent_login', { username: 'demo', password: '' }],
    ['agent_logout.documented', 'agent_logout', {}],
    ['check_username.taken', 'check_username', jane],
    ['check_username.available', 'check_username', { ...jane, username: 'jill' }],
    ['suspend_username.documented', 'suspend_username', jane],
    ['suspend_username.not-found', 'suspend_username', { ...jane, domain: 'unknown.example' }],
    ['unsuspend_username.documented', 'unsuspend_username', jane],
    ['agent_list_customers.documented', 'agent_list_customers', { search: custnum }],
    ['agent_list_customers.empty', 'agent_list_customers', {}],
    ['customer_info.documented', 'customer_info', { custnum }],
    ['customer_info.unknown', 'customer_info', { custnum: '4711' }],
    ['customer_info_short.documented', 'customer_info_short', { custnum }],
    ['customer_recurring.documented', 'customer_recurring', { custnum }],
    ['billing_history.documented', 'billing_history', { custnum }],
    ['list_pkgs.documented', 'list_pkgs', { custnum }],
    ['new_customer.created', 'new_customer', signup()],
    ['new_customer.in-use', 'new_customer', signup({ username: 'jane' })],
    ['order_pkg.created', 'order_pkg', { custnum, pkgpart: '6', username: 'box', _password: 'Tr1cky-Pw' }],
  ];

  it.each(cases)('%s', async (name, method, members) => {
    const expected = readResult(fixture(name));
    const found = await freeside.call(method, members);
    // Numbers that a generated customer has taken before are higher.
    const numbers = { custnum: expect.any(String), svcnum: expect.any(String), pkgnum: expect.any(String) };
    const isNew = name.endsWith('.created');
    expect(found).toEqual(isNew ? { ...expected, ...pick(numbers, Object.keys(expected)) } : expected);
  });

  it('agent_info and the first sign-up, without generated customers', async () => {
    const alone = await driveFreeside({ clients: 0 });
    expect(await alone.call('agent_info')).toEqual(readResult(fixture('agent_info.documented')));
    expect(await alone.call('new_customer', signup())).toMatchObject({ error: '', custnum: '5002', svcnum: '9002' });
    await alone.sandbox.close();
  });

  it('signup_info', async () => {
    const expected = readResult(fixture('signup_info.documented'));
    const found = await freeside.call('signup_info');
    const places = found['cust_main_county'] as unknown[];
    expect({ ...found, cust_main_county: places.slice(0, 2) }).toEqual(expected);
    expect(places).toContainEqual({ taxnum: expect.any(String) as string, state: 'MA', county: '', country: 'US' });
  });

  it.each([
    ['customer_info.branch-2.3', 'customer_info', { branch: '2.3' }],
    ['billing_history.branch-2.3', 'billing_history', { branch: '2.3' }],
    ['billing_history.line-items', 'billing_history', { lineItems: 'on' }],
  ])('%s', async (name, method, switches) => {
    await freeside.turn(switches);
    expect(await freeside.call(method, { custnum })).toEqual(readResult(fixture(name)));
  });

  it('check_username.unknown-domain, new_customer.decline and .collect, order_pkg.decline', async () => {
    await freeside.turn({ unknownDomain: 'error', realtimeBilling: 'decline' });
    expect(await freeside.call('check_username', { ...jane, domain: 'unknown.example' })).toEqual(
      readResult(fixture('check_username.unknown-domain')),
    );
    expect(await freeside.call('new_customer', signup())).toEqual(readResult(fixture('new_customer.decline')));
    const order = { custnum, pkgpart: '3', username: 'trunk', _password: 'Tr1cky-Pw' };
    expect(await freeside.call('order_pkg', order)).toEqual(readResult(fixture('order_pkg.decline')));
    await freeside.turn({ realtimeBilling: 'collect' });
    const collected = await freeside.call('new_customer', signup());
    const expected = readResult(fixture('new_customer.collect'));
    expect(collected).toEqual({
      ...expected,
      reference: 'signup-5006',
      collectitems: ['custnum', '5006', 'amount', '12.50'],
    });
  });

  it('any.cannot-resume', async () => {
    const expected = readResult(fixture('any.cannot-resume'));
    expect(await freeside.ask('agent_info', { session_id: 'x' })).toEqual(expected);
  });
});

describe('documents of the sheet', () => {
  it('agent_login.request is understood as it stands', async () => {
    const sent = await freeside.post(fixture('agent_login.request'));
    expect(readResult(sent)).toEqual(readResult(fixture('agent_login.refused')));
  });

  it('agent_login.documented has the bytes that the sandbox prints, but for the id and the order', async () => {
    const example = fixture('agent_login.documented').toString('utf8');
    const printed = await freeside.post(
      fixture('agent_login.request').toString('utf8').replace('acme', 'demo').replace('letmein', 'demo-freeside'),
    );
    expect(normalised(printed)).toBe(normalised(example));
  });
});

describe('faults', () => {
  const nil =
    '<methodCall><methodName>x.y</methodName><params><param><value><ex:nil ' +
    'xmlns:ex="http://ws.apache.org/xmlrpc/namespaces/extensions"/></value></param></params></methodCall>';

  it.each([
    ['any.no-such-procedure', call(`${PUBLIC}nosuch`)],
    ['any.denied-no-prefix', call('agent_login')],
    ['any.no-such-class', call('x.agent_login')],
    ['any.malformed', ''],
    ['any.wrong-element', call(`${PUBLIC}agent_login`, struct({ username: new XmlRpcNumber('i8', '1') }))],
    ['any.wrong-element-nil', nil],
  ])('%s', async (name, body) => {
    expect(readResult(await freeside.post(body))).toEqual(readResult(fixture(name)));
  });

  it('any.denied-wrong-door, any.crash', async () => {
    await freeside.turn({ backEndDoor: 'off', forcedFaults: { agent_info: 'Out of memory!' } });
    const denied = await freeside.post(encodeCall('FS.ClientAPI_XMLRPC.agent_login', [int(1)]));
    expect(readResult(denied)).toEqual(readResult(fixture('any.denied-wrong-door')));
    expect(await freeside.call('agent_info')).toEqual(readResult(fixture('any.crash')));
  });
});

function pick<T>(from: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)));
}
