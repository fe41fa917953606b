import { beforeEach, describe, expect, it } from 'vitest';
import { MARK_OF_A_PLAN } from '../../../src/mark.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { answer, drop, fixture, hang, providerAt, refusal, useProvider, type Reply } from './upstream.ts';
import { byCard, byCheque, byPrepaid, mark, signupInput } from './signup-inputs.ts';

const its = useProvider();

beforeEach(() => {
  its.upstream.on('signup_info', fixture('signup_info.documented'));
  its.upstream.on('new_customer', fixture('new_customer.created'));
});

const signup = () => its.provider.capabilities.signupFreesideClient!;

describe('signupFreesideClient', () => {
  it('sends the documented members and returns the number', async () => {
    expect(signup().delivery).toBe('probed');
    expect(await signup().check(signupInput(), scopeOf())).toEqual([]);
    expect(await signup().send(signupInput(), scopeOf(), mark)).toEqual({ clientId: '5005' });
    expect(its.upstream.calls.at(-1)?.members).toEqual({
      session_id: 's1',
      first: 'Ada',
      last: "O'Neil-Smith, Jr.",
      address1: '1 Main St',
      city: 'Boston',
      state: 'MA',
      zip: '02134',
      country: 'US',
      invoicing_list: 'ada@example.com',
      payby: 'PREPAY',
      payinfo: 'ABC123',
      pkgpart: '2',
      username: 'ada',
      _password: 'Tr1cky-Pw',
      comments: mark,
    });
  });

  it("sends what else is given, in the upstream's forms", async () => {
    const input = signupInput({
      ...byCard,
      company: 'Büro & Söhne <GmbH>',
      street2: 'Suite 4',
      county: 'Suffolk',
      country: 'us',
      dayPhoneNumber: '+1 (617) 555-0100',
      nightPhoneNumber: '617.555.0101 ext. 12',
      mobilePhoneNumber: '6175550102',
      fax: ' ',
      invoiceEmails: ['ada@example.com', 'bills@example.com'],
      postalInvoices: true,
      domainServiceId: '101',
      accessNumberId: '1',
      promotionCode: 'SPRING',
      registrationCode: 'WELCOME1',
      comments: 'Likes tea',
    });
    await signup().send(input, scopeOf(), mark);
    expect(its.upstream.calls.at(-1)?.members).toMatchObject({
      company: 'Büro & Söhne <GmbH>',
      address2: 'Suite 4',
      county: 'Suffolk',
      country: 'US',
      daytime: '617-555-0100',
      night: '617-555-0101 x12',
      mobile: '617-555-0102',
      invoicing_list: 'ada@example.com,bills@example.com,POST',
      payby: 'CARD',
      payinfo: '4111111111111111',
      paycvv: '123',
      paydate: '12/2099',
      payname: 'ADA ONEIL',
      domsvc: '101',
      popnum: '1',
      promo_code: 'SPRING',
      reg_code: 'WELCOME1',
      comments: `${mark} Likes tea`,
    });
    expect(its.upstream.calls.at(-1)?.members).not.toHaveProperty('fax');
    await signup().send(signupInput(byCheque), scopeOf(), mark);
    expect(its.upstream.calls.at(-1)?.members).toMatchObject({ payby: 'CHEK', payinfo: '000123456@021000021' });
  });

  it('plans without a secret and without a call', async () => {
    for (const way of [byCard, byCheque, byPrepaid]) {
      const plan = await signup().plan(signupInput({ ...way, comments: 'Likes tea' }), scopeOf(), MARK_OF_A_PLAN);
      const hidden = plan[0]!.parameters.filter(({ value }) => value === '[redacted]').map(({ name }) => name);
      expect(plan).toHaveLength(1);
      expect(plan[0]?.parameters).toContainEqual({ name: 'comments', value: `${MARK_OF_A_PLAN} Likes tea` });
      expect(hidden).toEqual(expect.arrayContaining(['session_id', 'payinfo', '_password']));
      expect(JSON.stringify(plan)).not.toMatch(/Tr1cky|4111|123456|021000021|ABC123|2099|ADA ONEIL/);
    }
    expect(its.upstream.calls).toEqual([]);
  });

  it('drops the secrets that the answer repeats', async () => {
    its.upstream.on('new_customer', answer({ error: '', custnum: '7', _password: 'x', sip_password: 'y', pin: 'z' }));
    expect(await signup().send(signupInput(), scopeOf(), mark)).toEqual({ clientId: '7' });
  });

  it('is a success without a number, and open without anything', async () => {
    its.upstream.on('new_customer', answer({ error: '', custnum: '' }));
    expect(await signup().send(signupInput(), scopeOf(), mark)).toEqual({ clientId: null });
    its.upstream.on('new_customer', answer({ signup_service: 'svc_acct' }));
    expect(await errorFrom(signup().send(signupInput(), scopeOf(), mark))).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
  });

  it('tells of a decline and of a collection by others, and follows neither', async () => {
    its.upstream.on('new_customer', fixture('new_customer.decline'));
    expect(await errorFrom(signup().send(signupInput(), scopeOf(), mark))).toMatchObject({
      code: 'UPSTREAM_REJECTED',
      retryable: false,
      message: expect.stringContaining('a cancelled client stays behind') as string,
      details: { upstreamCode: '_decline' },
    });
    its.upstream.on('new_customer', fixture('new_customer.collect'));
    const error = await errorFrom(signup().send(signupInput(), scopeOf(), mark));
    expect(error).toMatchObject({ code: 'OUTCOME_UNKNOWN', details: { upstreamCode: '_collect' } });
    expect(error.message).toMatch(/third party/);
    expect(error.message).not.toMatch(/pay\.example/);
    expect(its.upstream.methods()).toEqual(['new_customer', 'new_customer']);
  });

  it.each<readonly [string, Reply]>([
    ['an HTML page', '<html>'],
    ['an empty body', ''],
    ['a cut body', fixture('new_customer.created').toString().slice(0, 200)],
    ['a Perl crash', fixture('any.crash')],
    ['status 502', { status: 502, body: '<html>' }],
    ['a closed connection', drop],
    ['silence', hang],
  ])('with %s has an unknown outcome and is not repeated', async (_, reply) => {
    const hasty = providerAt(its.upstream.baseUrl, { writeTimeoutMs: 300 });
    its.upstream.on('new_customer', reply);
    const error = await errorFrom(hasty.capabilities.signupFreesideClient!.send(signupInput(), scopeOf(), mark));
    expect(error.code).toBe('OUTCOME_UNKNOWN');
    expect(its.upstream.count('new_customer')).toBe(1);
    await hasty.close();
  });
});

const messageOf = async (said: string) => {
  its.upstream.on('new_customer', refusal(said));
  return (await errorFrom(signup().send(signupInput(), scopeOf(), mark))).message;
};

describe('errors of a sign-up', () => {
  it.each([
    ['Empty password', 'INVALID_INPUT', 'password'],
    ['No access number selected', 'INVALID_INPUT', 'accessNumberId'],
    ['Signup is not configured', 'UPSTREAM_REJECTED', undefined],
    ['Configuration error', 'UPSTREAM_REJECTED', undefined],
    ['Illegal payment type', 'INVALID_INPUT', 'billing.method'],
    ['Unknown reseller', 'UPSTREAM_REJECTED', undefined],
    ['CVV2 is required', 'INVALID_INPUT', 'billing.cardVerification'],
    ['Please select a package', 'INVALID_INPUT', 'packageId'],
    ['WARNING: unknown pkgpart: 77', 'NOT_FOUND', 'packageId'],
    ['Unknown registration code', 'NOT_FOUND', 'registrationCode'],
    ['Invalid password - should be between 8 and 12 characters', 'INVALID_INPUT', 'password'],
    ["Password contains account information 'ada'", 'INVALID_INPUT', 'password'],
    ['No service defined to assign mac address', 'UPSTREAM_REJECTED', undefined],
    ['Illegal (name) last: X!', 'INVALID_INPUT', 'lastName'],
    ['Illegal (name) first: X!', 'INVALID_INPUT', 'firstName'],
    ['Illegal or empty (text) address1: ', 'INVALID_INPUT', 'address.street'],
    ['Illegal or empty (text) city: ', 'INVALID_INPUT', 'address.city'],
    ['Illegal (zip) zip for country US: X', 'INVALID_INPUT', 'address.postalCode'],
    ['Illegal (country) country: USA', 'INVALID_INPUT', 'address.country'],
    ['Unknown state/county/country: XX/None/US', 'INVALID_INPUT', 'address.state'],
    ['Illegal (phone) daytime: 1', 'INVALID_INPUT', 'dayPhoneNumber'],
    ['Illegal (phone) fax: 1', 'INVALID_INPUT', 'fax'],
    ['Illegal username (2-32): A', 'INVALID_INPUT', 'username'],
    ['Illegal username', 'INVALID_INPUT', 'username'],
    ['Username in use', 'ALREADY_EXISTS', 'username'],
    ['Username in use (Additionally, error removing placeholder: none)', 'ALREADY_EXISTS', 'username'],
    ['Invalid credit card number', 'INVALID_INPUT', 'billing.cardNumber'],
    ['Unknown card type', 'INVALID_INPUT', 'billing.cardNumber'],
    ['illegal account number 12a', 'INVALID_INPUT', 'billing.bankAccountNumber'],
    ['illegal ABA/routing number 1', 'INVALID_INPUT', 'billing.bankRoutingNumber'],
    ['Invalid prepaid card: ABC123', 'INVALID_INPUT', 'billing.prepaidCardNumber'],
    ['prepaid card not valid for agent 1', 'INVALID_INPUT', 'billing.prepaidCardNumber'],
    ['Illegal (date) shoesize: 12', 'UPSTREAM_REJECTED', undefined],
    ['Illegal (date) constructor: 12', 'UPSTREAM_REJECTED', undefined],
    ['Un café crème, bitte', 'UPSTREAM_REJECTED', undefined],
  ])('%s is %s about %s', async (said, code, field) => {
    its.upstream.on('new_customer', refusal(said));
    const error = await errorFrom(signup().send(signupInput(byCard), scopeOf(), mark));
    expect([error.code, error.details.field?.join('.'), error.details.upstreamCode]).toEqual([code, field, undefined]);
    // The upstream's words are carried only where they have no meaning here, and beside the message.
    expect(error.message).not.toContain(said);
    expect(error.details.upstreamText === said).toBe(error.message === 'Freeside refused.');
    expect(its.upstream.count('new_customer')).toBe(1);
  });

  it('keep what helps', async () => {
    expect(await messageOf('Invalid password - should be between 8 and 12 characters')).toContain(
      'it should be between 8 and 12',
    );
    expect(await messageOf('Illegal username (2-32): A')).toContain('2 to 32 characters');
    expect(await messageOf('Un café crème, bitte')).toBe('Freeside refused.');
  });
});
