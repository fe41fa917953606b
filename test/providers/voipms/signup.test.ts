import { beforeEach, describe, expect, it } from 'vitest';
import type { SignupVoipmsInput } from '../../../src/providers/records.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { fixture, mark, useProvider } from './upstream.ts';

const its = useProvider();

beforeEach(() => {
  its.upstream.on('getCountries', fixture('getCountries.documented'));
  its.upstream.on('getBalanceManagement', fixture('getBalanceManagement.documented'));
  its.upstream.on('getClients', '{"status":"invalid_client"}');
  its.upstream.on('signupClient', fixture('signupClient.documented'));
});

const input = (changes: Partial<SignupVoipmsInput> = {}): SignupVoipmsInput => ({
  firstName: 'John',
  lastName: 'Doe',
  company: null,
  street: '5491 190TH',
  city: 'OPA LOCKA',
  state: 'FLORIDA',
  country: 'us',
  postalCode: '33055',
  phoneNumber: '+1 (555) 111-2222',
  email: 'john.doe@my-domain.com',
  emailConfirmation: 'john.doe@my-domain.com',
  password: 'Abcdef1#',
  passwordConfirmation: 'Abcdef1#',
  activate: true,
  balanceManagement: null,
  ...changes,
});

const signup = () => its.provider.capabilities.signupVoipmsClient!;

describe('signupVoipmsClient', () => {
  it('sends the documented parameters and returns the id', async () => {
    expect(await signup().check(input(), scopeOf())).toEqual([]);
    expect(await signup().send(input(), scopeOf(), mark)).toEqual({ clientId: '1234' });
    expect(its.upstream.calls.at(-1)?.parameters).toEqual({
      firstname: 'John',
      lastname: 'Doe',
      address: '5491 190TH',
      city: 'OPA LOCKA',
      state: 'FLORIDA',
      country: 'US',
      zip: '33055',
      phone_number: '+1 (555) 111-2222',
      email: 'john.doe@my-domain.com',
      confirm_email: 'john.doe@my-domain.com',
      password: 'Abcdef1#',
      confirm_password: 'Abcdef1#',
      activate: '1',
    });
    await signup().send(input({ activate: false, company: 'C', balanceManagement: '1' }), scopeOf(), mark);
    expect(its.upstream.calls.at(-1)?.parameters).toMatchObject({
      activate: '0',
      company: 'C',
      balance_management: '1',
    });
  });

  it.each([
    ['{"status":"success","client":"77"}', '77'],
    ['{"status":"success","client":null}', '561115'],
    ['{"status":"success"}', '561115'],
  ])('takes the id from %s, or finds it by e-mail', async (answer, clientId) => {
    its.upstream.on('signupClient', answer);
    its.upstream.on('getClients', fixture('getClients.documented'));
    expect(await signup().send(input(), scopeOf(), mark)).toEqual({ clientId });
  });

  it('stays a success when the id cannot be found', async () => {
    its.upstream.on('signupClient', fixture('signupClient.seed'));
    its.upstream.on('getClients', fixture('any.html'));
    expect(await signup().send(input(), scopeOf(), mark)).toEqual({ clientId: null });
    expect(await signup().send(input({ email: 'a@b.example' }), scopeOf(2), mark)).toEqual({ clientId: null });
  });

  it('tells all problems at once', async () => {
    const problems = await signup().check(
      input({
        firstName: '',
        lastName: ' ',
        company: 'a\tb',
        street: '',
        city: '',
        state: '',
        country: 'XX',
        postalCode: '',
        phoneNumber: 'call me',
        email: 'john@doe',
        password: 'ALLCAPS é',
        balanceManagement: '9',
      }),
      scopeOf(),
    );
    expect(new Set(problems.map(({ field }) => field.join('.')))).toEqual(
      new Set([
        'firstName',
        'lastName',
        'company',
        'address.street',
        'address.city',
        'address.state',
        'address.country',
        'address.postalCode',
        'phoneNumber',
        'email',
        'emailConfirmation',
        'password',
        'passwordConfirmation',
        'balanceManagement',
      ]),
    );
    expect(JSON.stringify(problems)).not.toContain('ALLCAPS');
    expect([its.upstream.count('getClients'), its.upstream.count('signupClient')]).toEqual([0, 0]);
  });

  it('looks right before the send whether somebody has the address', async () => {
    expect(await signup().check(input(), scopeOf())).toEqual([]);
    expect(its.upstream.calls.at(-1)).toMatchObject({
      method: 'getClients',
      parameters: { client: 'john.doe@my-domain.com' },
    });
    its.upstream.on('getClients', fixture('getClients.documented'));
    const taken = { code: 'ALREADY_EXISTS', field: ['email'] };
    expect(await signup().check(input(), scopeOf())).toMatchObject([taken]);
    expect(await signup().check(input({ city: '' }), scopeOf())).toMatchObject([{ field: ['address', 'city'] }, taken]);
    its.upstream.on('getClients', fixture('any.html'));
    expect(await errorFrom(signup().check(input(), scopeOf()))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it.each([
    ['Aa1#', 1],
    ['abcdefg1', 1],
    ['ABCDEFG1', 1],
    ['Abcdefgh', 1],
    ['Abcdefg1 ', 1],
    ['Abcdefg1é', 1],
    ['Abcdefg1<', 1],
    [`Aa1${'x'.repeat(126)}`, 1],
    ['', 4],
    ['aA1!#$%&/()=?*[]_:.,{}+-', 0],
    [`Aa1${'x'.repeat(125)}`, 0],
  ])('judges the password %j with %i problems', async (password, count) => {
    const problems = await signup().check(input({ password, passwordConfirmation: password }), scopeOf());
    expect(problems).toHaveLength(count);
  });

  it('plans without showing a password', async () => {
    const plan = await signup().plan(input(), scopeOf(), mark);
    expect(plan).toHaveLength(1);
    expect(plan[0]?.parameters.filter(({ value }) => value === '[redacted]').map(({ name }) => name)).toEqual([
      'password',
      'confirm_password',
    ]);
    expect(JSON.stringify(plan)).not.toContain('Abcdef1#');
  });

  it.each([
    ['used_email', 'ALREADY_EXISTS', ['email']],
    ['invalid_email', 'INVALID_INPUT', ['email']],
    ['weak_password', 'INVALID_INPUT', ['password']],
    ['invalid_zip', 'INVALID_INPUT', ['address', 'postalCode']],
    ['problem_sending_mail', 'OUTCOME_UNKNOWN', undefined],
  ])('says what %s is about', async (status, code, field) => {
    its.upstream.on('signupClient', JSON.stringify({ status }));
    const error = await errorFrom(signup().send(input(), scopeOf(), mark));
    expect([error.code, error.details.field, error.details.upstreamCode]).toEqual([code, field, status]);
    expect(its.upstream.count('signupClient')).toBe(1);
  });
});
