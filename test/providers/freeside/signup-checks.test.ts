import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { phoneNumber } from '../../../src/providers/freeside/checks.ts';
import { passesAba, passesLuhn } from '../../../src/providers/freeside/payment.ts';
import { byCard, byCheque, byPrepaid, signupInput } from './signup-inputs.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { answer, fixture, useProvider } from './upstream.ts';

const its = useProvider();

beforeEach(() => its.upstream.on('signup_info', fixture('signup_info.documented')));

const signup = () => its.provider.capabilities.signupFreesideClient!;
const problemsOf = async (changes: Parameters<typeof signupInput>[0]) => {
  const problems = await signup().check(signupInput(changes), scopeOf());
  return problems.map(({ code, field }) => (code === 'INVALID_INPUT' ? field.join('.') : `${code} ${field.join('.')}`));
};

/** What signup_info tells, with more in it. */
const info = (more: Record<string, string | readonly (readonly string[] | { popnum: string })[]>) =>
  answer({ part_pkg: [{ pkgpart: '2', pkg: 'Line' }], payby: ['CARD', 'PREPAY'], ...more });

describe('the check', () => {
  it('tells all problems at once', async () => {
    const changes = {
      firstName: ' ',
      lastName: 'X!',
      company: 'a\tb',
      street: '',
      city: '',
      state: 'Massachusetts',
      postalCode: '1234',
      country: 'US',
      dayPhoneNumber: '12',
      invoiceEmails: ['ada@example.com', 'ada'],
      packageId: '77',
      username: 'ä',
      password: '',
      domainServiceId: 'x',
      comments: 'a\u0000b',
      prepaidCardNumber: '',
      cardNumber: '4111',
    };
    expect(await problemsOf(changes)).toEqual([
      'firstName',
      'lastName',
      'company',
      'address.street',
      'address.city',
      'address.postalCode',
      'address.state',
      'dayPhoneNumber',
      'invoiceEmails.1',
      'comments',
      'password',
      'username',
      'domainServiceId',
      'billing.cardNumber',
      'billing.prepaidCardNumber',
      'NOT_FOUND packageId',
    ]);
    expect(its.upstream.methods()).toEqual(['signup_info']);
  });

  it.each([
    ['US', '02134', 'MA', []],
    ['us', '02134-1234', 'ma', []],
    ['US', '2134', 'MA', ['address.postalCode']],
    ['CA', 'H2X 1Y4', 'QC', []],
    ['CA', 'h2x1y4', 'QC', []],
    ['CA', '02134', 'QC', ['address.postalCode']],
    ['AU', '2000', 'NSW', []],
    ['AU', '20001', 'NSW', ['address.postalCode']],
    ['GB', 'SW1A 1AA', 'London', []],
    ['DE', '', 'BE', []],
    ['DE', '!', '', ['address.postalCode', 'address.state']],
    ['United States', '02134', 'MA', ['address.country']],
    ['', '02134', 'MA', ['address.country']],
  ])('judges the place %j %j %j', async (country, postalCode, state, expected) => {
    expect(await problemsOf({ country, postalCode, state })).toEqual(expected);
  });

  it.each([
    [{ ...byCard }, []],
    [{ ...byCard, cardNumber: '4111 1111-1111 1111', cardExpiry: '1/99' }, []],
    [{ ...byCard, cardNumber: '4111111111111112' }, ['billing.cardNumber']],
    [{ ...byCard, cardNumber: null, cardExpiry: null }, ['billing.cardNumber', 'billing.cardExpiry']],
    [{ ...byCard, cardVerification: '12' }, ['billing.cardVerification']],
    [{ ...byCard, cardVerification: null }, []],
    [{ ...byCard, cardExpiry: '01/2020' }, ['billing.cardExpiry']],
    [{ ...byCard, cardExpiry: '13/2099' }, ['billing.cardExpiry']],
    [{ ...byCard, bankAccountNumber: '1' }, ['billing.bankAccountNumber']],
    [{ ...byCheque }, []],
    [
      { ...byCheque, bankAccountNumber: 'x', bankRoutingNumber: '021000022' },
      ['billing.bankAccountNumber', 'billing.bankRoutingNumber'],
    ],
    [{ ...byCheque, cardExpiry: '12/2099', payerName: 'a\nb' }, ['billing.cardExpiry', 'billing.payerName']],
    [{ ...byPrepaid, prepaidCardNumber: 'a b' }, ['billing.prepaidCardNumber']],
    [{ paymentMethod: 'BILL' as const, prepaidCardNumber: null }, ['billing.method']],
  ])('judges the payment %j', async (changes, expected) => {
    expect(await problemsOf(changes)).toEqual(expected);
  });

  it('demands what the operator demands', async () => {
    its.upstream.on('signup_info', info({ require_cvv: '1', svc_acct_pop: [['1', 'Boston']] }));
    expect(await problemsOf({ ...byCard, cardVerification: null })).toEqual([
      'billing.cardVerification',
      'accessNumberId',
    ]);
    expect(await problemsOf({ ...byCard, accessNumberId: '1' })).toEqual([]);
    its.upstream.on('signup_info', info({ svc_acct_pop: [{ popnum: '7' }] }));
    expect(await problemsOf({ accessNumberId: '1' })).toEqual(['accessNumberId']);
    expect(await problemsOf({ accessNumberId: '7' })).toEqual([]);
  });

  it('fails when the upstream does not tell', async () => {
    its.upstream.on('signup_info', '<html>');
    expect(await errorFrom(signup().check(signupInput(), scopeOf()))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});

describe('check digits and phone numbers', () => {
  it('tell every single wrong digit', () => {
    const digits = fc.stringMatching(/^\d{12,18}$/);
    const changed = fc.tuple(digits, fc.nat(), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(changed, ([text, place, by]) => {
        const right = Array.from({ length: 10 }, (_, digit) => text + String(digit)).filter(passesLuhn);
        expect(right).toHaveLength(1);
        const at = place % text.length;
        const wrong = `${text.slice(0, at)}${(Number(text[at]) + by) % 10}${text.slice(at + 1)}${right[0]!.at(-1)}`;
        expect(passesLuhn(wrong)).toBe(false);
      }),
    );
    expect(['378282246310005', '5555555555554444', '6011111111111117'].map(passesLuhn)).toEqual([true, true, true]);
    expect(['021000021', '011401533', '021000012', '123456789'].map(passesAba)).toEqual([true, true, false, false]);
  });

  it.each([
    ['617-555-0100', 'US', '617-555-0100'],
    ['16175550100', 'US', '617-555-0100'],
    ['+1 617 555 0100 x7', 'CA', '617-555-0100 x7'],
    ['(617)5550100X 12', 'US', '617-555-0100 x12'],
    ['555-0100', 'US', null],
    ['117-555-0100', 'US', null],
    ['617-555-0100-1', 'US', null],
    ['call me', 'US', null],
    ['+44 20 7946 0018', 'GB', '+44 20 7946 0018'],
  ])('reads %j in %s as %j', (given, country, sent) => {
    expect(phoneNumber(given, country)).toBe(sent);
  });
});
