import { inspect } from 'node:util';
import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { GatewayError } from '../../../src/errors.ts';
import { decimal } from '../../../src/money.ts';
import type { SignupVoipmsInput } from '../../../src/providers/records.ts';
import { Redactor } from '../../../src/redactor.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { fixture, login, mark, useProvider, type Reply, type SeenCall } from './upstream.ts';

const everything = (call: SeenCall): string => JSON.stringify([call.credentials, call.parameters]).slice(0, 4000);

/** Forms in which an upstream may repeat what it was sent. */
const echoes: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => secret.toUpperCase(),
  (secret) => encodeURIComponent(secret),
  (secret) => encodeURIComponent(encodeURIComponent(secret)),
  (secret) => new URLSearchParams({ s: secret }).toString().slice(2),
  (secret) => secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  (secret) => JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
];

const hostile = Array.from('QZ<>&"\'/\\%+ !~*()#xké🔑');

describe('Redactor', () => {
  const secret = fc.string({ minLength: 6, maxLength: 20, unit: fc.constantFrom(...hostile) });
  const words = fc.string({ maxLength: 20, unit: fc.constantFrom('a', 'b', 'c', ' ') });
  const trimmed = secret.map((text) => `Q${text.trim()}Z`);

  it('lets no secret through, in any form, at any place, cut or not', () => {
    fc.assert(
      fc.property(
        trimmed,
        trimmed,
        words,
        fc.nat({ max: 210 }),
        fc.constantFrom(...echoes),
        (first, second, text, pad, echo) => {
          const redactor = new Redactor([first, second]);
          const shown = redactor.text(`${'a'.repeat(pad)}${text}${echo(first)} ${text}${echo(second)}`);
          expect(shown).not.toMatch(/[QZ<>"%]/i);
          expect(shown.length).toBeLessThanOrEqual(200);
        },
      ),
    );
  });

  it('puts text on one line and finds a secret that control characters tear apart', () => {
    const redactor = new Redactor(['sekret word']);
    expect(redactor.text('a\u0000\nb\u001b[31m\u2028c')).toBe('a b [31m c');
    expect(redactor.text('the sek\u200bret\n\tword!')).toBe('the [redacted]!');
  });

  it('does not look at text that is too long to be an error text', () => {
    const redactor = new Redactor(['sekret']);
    expect(redactor.text('a'.repeat(4000))).toHaveLength(200);
    expect(redactor.text('\\'.repeat(1_000_000))).toBe('');
  });

  it('carries no code that holds a secret', () => {
    const redactor = new Redactor(['sekret']);
    expect(redactor.code('invalid_thing')).toBe('invalid_thing');
    expect(redactor.code('invalid_SEKRET')).toBe('unreadable');
    expect(new Redactor(['']).text('nothing to hide')).toBe('nothing to hide');
  });
});

describe('canaries', () => {
  const its = useProvider();
  const stored = 'St0red-canary/pw';
  const fresh = 'Fr3sh-canary#pw';
  const canaries = [login.username, login.password, stored, fresh];

  beforeEach(() => {
    its.upstream.on(
      'getClients',
      fixture('getClients.documented').toString().replace('johnspassword', stored.replaceAll('/', '\\/')),
    );
    its.upstream.on('getCountries', fixture('getCountries.documented'));
  });

  const signup: SignupVoipmsInput = {
    firstName: 'John',
    lastName: 'Doe',
    company: null,
    street: 's',
    city: 'c',
    state: 's',
    country: 'US',
    postalCode: '1',
    phoneNumber: '5551112222',
    email: 'a@b.example',
    emailConfirmation: 'a@b.example',
    password: fresh,
    passwordConfirmation: fresh,
    activate: true,
    balanceManagement: null,
  };

  const replies: readonly (readonly [string, (call: SeenCall) => Reply])[] = [
    ['its words', (call) => JSON.stringify({ status: 'odd_code', message: everything(call) })],
    ['its code', (call) => JSON.stringify({ status: Object.values(call.parameters).at(-1) ?? login.password })],
    ['its first code', () => JSON.stringify({ status: login.password, message: login.username })],
    ['an HTML page', (call) => `<html>${everything(call)}</html>`],
    ['a 500 page', (call) => ({ status: 500, body: everything(call) })],
    ['broken JSON', (call) => `{"status":"success","x":${everything(call)}`],
  ];

  it.each(replies)('never come back when the upstream repeats them in %s', async (_, reply) => {
    const { capabilities } = its.provider;
    for (const method of ['addCharge', 'setClient', 'signupClient', 'getPackages']) its.upstream.on(method, reply);
    const update = capabilities.updateClient!;
    const money = { clientId: '561115', amount: decimal('1'), currency: null, description: null };
    const errors = [
      await errorFrom(capabilities.packages!.list(scopeOf())),
      await errorFrom(capabilities.addCharge!.send(money, scopeOf(), mark)),
      await errorFrom(update.send({ clientId: '561115', city: 'X' }, scopeOf(), mark)),
      await errorFrom(update.send({ clientId: '561115', password: fresh }, scopeOf(), mark)),
      await errorFrom(capabilities.signupVoipmsClient!.send(signup, scopeOf(), mark)),
    ];
    for (const error of errors) {
      expect(error).toBeInstanceOf(GatewayError);
      const shown = inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error) + String(error.stack);
      for (const canary of canaries) {
        for (const echo of echoes) expect(shown.toLowerCase()).not.toContain(echo(canary).toLowerCase());
      }
    }
  });

  it('never stand in what a read returns or a provider shows', async () => {
    const { capabilities } = its.provider;
    const shown = inspect(
      [
        await capabilities.clients.list(scopeOf()),
        await capabilities.clients.byIds(['561115'], scopeOf()),
        await capabilities.clients.byEmail('john.doe@my-domain.com', scopeOf()),
        await capabilities.updateClient!.plan({ clientId: '561115', password: fresh }, scopeOf(), mark),
        await capabilities.updateClient!.check({ clientId: '561115', password: 'canary' }, scopeOf()),
        its.provider,
      ],
      { depth: 20, showHidden: true },
    );
    for (const canary of [...canaries, 'canary']) expect(shown).not.toContain(canary);
  });
});
