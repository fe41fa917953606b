import { inspect } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import { GatewayError } from '../../../src/errors.ts';
import { decimal } from '../../../src/money.ts';
import { encodeFault } from '../../../src/wire/xmlrpc.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { fixture, login, mark, useProvider, type Reply, type SeenCall } from './upstream.ts';

const its = useProvider();
const web = 'w3b-canary<&>pw';
const api = 'ap1-canary\'"pw';
const stored = 'acme-self-care';
const canaries = [login.username, login.password, web, api, stored];

/** All that the stand-in was told, as an upstream may repeat it. */
const everything = (call: SeenCall): string =>
  [...textsOf(call), login.username, login.password].join(' | ').slice(0, 3000);
const textsOf = ({ members }: SeenCall): string[] =>
  Object.values(members).filter((value): value is string => typeof value === 'string');

const replies: readonly (readonly [string, (call: SeenCall) => Reply])[] = [
  ['a text', (call) => encodeFault({ code: 599, text: everything(call) })],
  ['an exception', (call) => encodeFault({ code: 1, text: `<type 'exceptions.E'>:${everything(call)}` })],
  ['a code', (call) => encodeFault({ code: textsOf(call)[1] ?? login.password, text: '' })],
  ['a page', (call) => `<html>${everything(call)}</html>`],
  ['a 500 page', (call) => ({ status: 500, body: everything(call) })],
  ['broken XML', (call) => `<methodResponse><params>${everything(call)}`],
];

const attributes = { name: 'Acme 2', webPassword: web, apiPassword: api };
const signup = { attributes, initialBalance: decimal('1') };

beforeEach(() => its.upstream.on('getCustomerInfo', fixture('getCustomerInfo.before-5.2')));

describe('canaries', () => {
  it.each(replies)('never come back when the switch repeats them in %s', async (_, reply) => {
    const { capabilities } = its.provider;
    for (const method of ['createCustomer', 'updateCustomer', 'customerDebit', 'listCustomers', 'authCustomer']) {
      its.upstream.on(method, reply);
    }
    const charge = { clientId: '3', amount: decimal('1'), currency: null, description: null };
    const sends = [
      capabilities.signupSippyClient!.send(signup, scopeOf(), mark),
      capabilities.updateSippyClient!.send({ clientId: '3', attributes }, scopeOf(), mark),
      capabilities.updateClient!.send({ clientId: '3', password: web }, scopeOf(), mark),
      capabilities.addCharge!.send({ ...charge, description: 'x' }, scopeOf(), mark),
      capabilities.clients.list(scopeOf()),
    ];
    for (const error of await Promise.all(sends.map(errorFrom))) {
      expect(error).toBeInstanceOf(GatewayError);
      expect(foundIn(inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error) + error.stack)).toEqual(
        [],
      );
    }
    const signIn = await capabilities.signIn!.check('acme', web, scopeOf()).catch((error: unknown) => error);
    expect(foundIn(inspect(signIn, { depth: 20 }))).toEqual([]);
  });

  it('never stand in what a read returns, a plan or a provider shows', async () => {
    const { capabilities } = its.provider;
    its.upstream.on('listCustomers', fixture('listCustomers.documented'));
    const shown = inspect(
      [
        await capabilities.clients.list(scopeOf()),
        await capabilities.clients.byIds(['3'], scopeOf()),
        await capabilities.clients.byEmail('jane.doe@example.com', scopeOf()),
        await capabilities.balances.byClientIds(['3'], scopeOf()),
        await capabilities.sippyProfiles!.byClientIds(['3'], scopeOf()),
        await capabilities.signupSippyClient!.plan(signup, scopeOf(), mark),
        await capabilities.signupSippyClient!.check(
          { ...signup, attributes: { ...attributes, webPassword: `${web}\n` } },
          scopeOf(),
        ),
        await capabilities.updateSippyClient!.plan({ clientId: '3', attributes }, scopeOf(), mark),
        await capabilities.updateClient!.plan({ clientId: '3', password: web }, scopeOf(), mark),
        its.provider,
      ],
      { depth: 20, showHidden: true },
    );
    expect(foundIn(shown)).toEqual([]);
    expect(shown).toContain('[redacted]');
  });
});

/** Forms in which a secret may be shown. */
const formsOf = (canary: string): readonly string[] => [
  canary,
  encodeURIComponent(canary),
  canary.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
];

/** The secrets that a text shows. */
function foundIn(shown: string): readonly string[] {
  const text = shown.toLowerCase();
  return canaries.filter((canary) => formsOf(canary).some((form) => text.includes(form.toLowerCase())));
}
