import { inspect } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import { GatewayError } from '../../../src/errors.ts';
import { byCard, byCheque, byPrepaid, mark, signupInput } from './signup-inputs.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { answer, fault, fixture, login, useProvider, type Reply, type SeenCall } from './upstream.ts';

const its = useProvider();

const session = '9f86d081884c7d659a2feaa0c55ad015';
const password = 'N3w canary&<pw>"1"';
const canaries = [
  login.username,
  login.password,
  session,
  password,
  '4111111111111111',
  '987',
  '11/2098',
  'CANARY PAYER',
  '000123456',
  '021000021',
  'CANARYPREPAID',
];
const sent = [
  signupInput({ ...byCard, cardVerification: '987', cardExpiry: '11/2098', payerName: 'CANARY PAYER', password }),
  signupInput({ ...byCheque, password }),
  signupInput({ ...byPrepaid, prepaidCardNumber: 'CANARYPREPAID', password }),
];

beforeEach(() => {
  its.upstream.on('agent_login', fixture('agent_login.documented'));
  its.upstream.on('customer_info', fixture('customer_info.documented'));
  its.upstream.on('list_pkgs', fixture('list_pkgs.documented'));
});

/** All that the upstream knows of a call, and of the numbers of a cheque one by one. */
const everything = ({ members }: SeenCall): string => Object.values(members).join(' ');
const parts = ({ members }: SeenCall): string => (members['payinfo'] ?? '').split('@').join(' and ');
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const replies: readonly (readonly [string, (call: SeenCall) => Reply])[] = [
  ['an error', (call) => answer({ error: `Odd: ${everything(call)} ${parts(call)}` })],
  ['an error in HTML', (call) => answer({ error: `Odd: ${escaped(everything(call))}` })],
  ['an error in a URL', (call) => answer({ error: `Odd: ${encodeURIComponent(everything(call))}` })],
  ['a known error', (call) => answer({ error: `Invalid password - must not be ${everything(call)}` })],
  ['a refused field', (call) => answer({ error: `Illegal (name) first: ${everything(call)}` })],
  ['a fault', (call) => fault('Server', `Died of ${everything(call)} at /usr/x.pm line 1.\n`)],
  ['the code of a fault', ({ members }) => fault(members['session_id'] ?? members['password'] ?? '', '')],
  ['an HTML page', (call) => `<html>${everything(call)}</html>`],
  ['a 500 page', (call) => ({ status: 500, body: everything(call) })],
  ['a cut answer', (call) => answer({ error: everything(call) }).slice(0, -20)],
  ['its name for an agent', (call) => answer({ error: '', agentnum: '', agent: everything(call) })],
];

describe('canaries', () => {
  it.each(replies)('never come back when the upstream repeats them in %s', async (_, reply) => {
    const { capabilities } = its.provider;
    for (const method of ['agent_info', 'new_customer', 'suspend_username', 'check_username', 'agent_logout']) {
      its.upstream.on(method, reply);
    }
    const errors = [
      await errorFrom(capabilities.freesideAgent!.read(scopeOf())),
      await errorFrom(capabilities.usernames!.isAvailable('jane', 'example.com', scopeOf())),
      ...(await Promise.all(
        sent.map((input) =>
          capabilities.signupFreesideClient!.send(input, scopeOf(), mark).catch((error: unknown) => error),
        ),
      )),
    ];
    const suspended = capabilities.suspendClient!.send(
      { clientId: '5001', service: null, reason: null },
      scopeOf(),
      mark,
    );
    errors.push(await suspended.catch((error: unknown) => error as GatewayError));
    its.upstream.on('agent_login', reply);
    errors.push(await capabilities.session!.renew(scopeOf()).catch((error: unknown) => error as GatewayError));
    errors.push(await errorFrom(capabilities.freesideAgent!.read(scopeOf())));
    expect(errors.filter((error) => error instanceof GatewayError).length).toBeGreaterThan(3);
    for (const error of errors) {
      const shown = `${inspect(error, { depth: 20, showHidden: true })}${JSON.stringify(error)}`.toLowerCase();
      for (const canary of canaries) {
        for (const form of [canary, escaped(canary), encodeURIComponent(canary)]) {
          expect(shown).not.toContain(form.toLowerCase());
        }
      }
    }
  });

  it('never stand in a plan, in problems, in what reads return or in the provider itself', async () => {
    its.upstream.on('agent_list_customers', fixture('agent_list_customers.documented'));
    its.upstream.on('signup_info', fixture('signup_info.documented'));
    const { capabilities } = its.provider;
    const scope = scopeOf();
    const bad = sent.map((input) => ({ ...input, cardNumber: input.cardNumber && '4111111111111112', username: 'x' }));
    const shown = inspect(
      [
        await capabilities.clients.list(scope),
        await capabilities.clients.byIds(['5001'], scope),
        await capabilities.freesideProfiles!.byClientIds(['5001'], scope),
        await capabilities.freesidePackages!.byClientIds(['5001'], scope),
        await Promise.all(sent.map((input) => capabilities.signupFreesideClient!.plan(input, scope, mark))),
        await Promise.all(bad.map((input) => capabilities.signupFreesideClient!.check(input, scope))),
        await capabilities.suspendClient!.plan({ clientId: '5001', service: null, reason: null }, scope, mark),
        its.provider,
      ],
      { depth: 20, showHidden: true, maxArrayLength: null, maxStringLength: null },
    );
    for (const canary of [...canaries, '000-12-3456', 'xxx-xx-3456', '4111111111111112']) {
      expect(shown).not.toContain(canary);
    }
  });
});
