import { inspect } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import type { GatewayError } from '../../../src/errors.ts';
import { jane, mailbox, mark, signup, writes } from './inputs.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { fixture, login, useProvider, type Reply, type SeenCall } from './upstream.ts';

const its = useProvider();

const pin = '8901';
const canaries = [login.username, login.password, signup().password, mailbox().password];

/** Forms in which an upstream may repeat what it was sent. */
const echoes: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => encodeURIComponent(secret),
  (secret) => new URLSearchParams({ s: secret }).toString().slice(2),
  (secret) => secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll("'", '&#39;'),
  (secret) => JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
];

const everything = (call: SeenCall): string =>
  `${call.url} ${call.body} ${JSON.stringify([call.credentials, call.parameters])}`;

const replies: readonly (readonly [string, (call: SeenCall) => Reply])[] = [
  ['its words', (call) => ({ status: 500, body: JSON.stringify({ status: 'ERROR', message: everything(call) }) })],
  ['the words of a field', (call) => JSON.stringify({ status: 'error', error: `{passwd=${everything(call)}}` })],
  [
    'a missing parameter',
    (call) =>
      JSON.stringify({
        status: 'ERROR',
        message: `Required parameter missing: ${call.credentials[0]} ${everything(call)}`,
      }),
  ],
  ['its code', () => JSON.stringify({ response: { status: 'FAILURE', message: '', errorCode: login.username } })],
  ['a page', (call) => ({ status: 200, body: `<html>${everything(call)}</html>`, type: 'text/html' })],
  ['a page that says 403', (call) => ({ status: 403, body: `<html>${everything(call)}</html>`, type: 'text/html' })],
  ['a 500 page', (call) => ({ status: 500, body: everything(call) })],
  ['broken JSON', (call) => `{"status":"ERROR","message":"${everything(call)}`],
  ['a redirect', (call) => ({ status: 302, body: '', location: call.url })],
];

describe('canaries', () => {
  beforeEach(() => {
    its.upstream.on('customers/details-by-id', fixture('customers-details-by-id.documented'));
  });

  it.each(replies)('never come back when the upstream repeats them in %s', async (_, reply) => {
    const errors: GatewayError[] = [];
    for (const [name, , write] of writes) {
      its.upstream.on(name, reply);
      errors.push(await errorFrom(write(its.can)));
    }
    for (const name of ['customers/search', 'billing/reseller-balance', 'mock/products/reseller-price']) {
      its.upstream.on(name, reply);
    }
    errors.push(
      await errorFrom(its.can.clients.list(scopeOf())),
      await errorFrom(its.can.ownBalance.read(scopeOf())),
      await errorFrom(its.can.priceBands.list(scopeOf())),
    );
    for (const error of errors) {
      const shown = (
        inspect(error, { depth: 20, showHidden: true }) +
        JSON.stringify(error) +
        String(error.stack)
      ).toLowerCase();
      for (const canary of canaries) for (const echo of echoes) expect(shown).not.toContain(echo(canary).toLowerCase());
    }
  });

  it('never stand in the error of a call without an answer', async () => {
    await its.upstream.close();
    for (const [, , write] of writes) {
      const error = await errorFrom(write(its.can));
      const shown = inspect(error, { depth: 20, showHidden: true });
      for (const canary of canaries) for (const echo of echoes) expect(shown).not.toContain(echo(canary));
    }
  });

  it('never stand in what a read or a plan returns, or a provider shows; nor does the pin', async () => {
    its.upstream.on('customers/details', fixture('customers-details.documented'));
    const { can } = its;
    const shown = inspect(
      [
        await can.clients.byIds([jane], scopeOf()),
        await can.clients.byEmail('jane@example.com', scopeOf()),
        await can.logicboxesProfiles.byClientIds([jane], scopeOf()),
        await can.updateClient.plan({ clientId: jane, city: 'X' }, scopeOf(), mark),
        await can.signupLogicboxesClient.plan(signup(), scopeOf(), mark),
        await can.signupLogicboxesClient.check(signup({ password: 'canary' }), scopeOf()),
        await can.addMailAccount.plan(mailbox(), scopeOf(), mark),
        its.provider,
      ],
      { depth: 20, showHidden: true },
    );
    for (const canary of [...canaries, pin, 'canary']) expect(shown).not.toContain(canary);
  });
});
