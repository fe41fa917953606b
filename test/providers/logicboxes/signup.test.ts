import { describe, expect, it } from 'vitest';
import { jane, mark, signup } from './inputs.ts';
import { scopeOf } from '../scope.ts';
import { drop, fieldsOf, fixture, refusal, useProvider, type Reply } from './upstream.ts';

const its = useProvider();

const SIGNUP = 'customers/v2/signup';
const signingUp = () => its.can.signupLogicboxesClient;

describe('signupLogicboxesClient', () => {
  it('sends the documented parameters and returns the bare id', async () => {
    its.upstream.on(SIGNUP, fixture('customers-signup.documented'));
    expect(await signingUp().send(signup({ vatId: 'GB1' }), scopeOf(), mark)).toEqual({ clientId: jane });
    expect(its.upstream.count(SIGNUP)).toBe(1);
    expect(its.upstream.calls[0]?.parameters).toEqual([
      ['username', 'ana@example.com'],
      ['passwd', 'Fr3sh#canary'],
      ['name', "Ana O'Neil"],
      ['company', 'O’Neil & Söhne'],
      ['address-line-1', '1 Main St'],
      ['address-line-2', 'Floor 2'],
      ['city', 'Montréal'],
      ['state', 'Quebec'],
      ['country', 'CA'],
      ['zipcode', 'H2X 1Y4'],
      ['phone-cc', '1'],
      ['phone', '5145550100'],
      ['mobile-cc', '1'],
      ['mobile', '5145550101'],
      ['lang-pref', 'en'],
      ['sms-consent', 'true'],
      ['marketing-email-consent', 'false'],
      ['vat-id', 'GB1'],
    ]);
  });

  it('says that there is no state', async () => {
    its.upstream.on(SIGNUP, '5');
    await signingUp().send(signup({ state: null, addressLines: ['1', '2', '3'], acceptPolicy: true }), scopeOf(), mark);
    const [call] = its.upstream.calls;
    expect([call?.get('state'), call?.get('address-line-3'), call?.get('accept-policy')]).toEqual([
      'Not Applicable',
      '3',
      'true',
    ]);
  });

  it('believes the record rather than an answer that may be cut off', async () => {
    its.upstream.on(SIGNUP, '3100');
    its.upstream.on('customers/details', '{"customerid":"31000077","username":"ana@example.com"}');
    expect(await signingUp().send(signup(), scopeOf(), mark)).toEqual({ clientId: '31000077' });
    its.upstream.on('customers/details', drop);
    expect(await signingUp().send(signup(), scopeOf(), mark)).toEqual({ clientId: '3100' });
  });

  it('finds the id of an answer without one, and succeeds without', async () => {
    its.upstream.on(SIGNUP, 'true');
    its.upstream.on('customers/details', '{"customerid":"77","username":"ana@example.com"}');
    expect(await signingUp().send(signup(), scopeOf(), mark)).toEqual({ clientId: '77' });
    const answers: readonly Reply[] = [
      drop,
      refusal('Customer ana@example.com not found'),
      fixture('customers-details.documented'),
    ];
    for (const answer of answers) {
      its.upstream.on('customers/details', answer);
      expect(await signingUp().send(signup(), scopeOf(), mark)).toEqual({ clientId: null });
    }
  });

  it('plans without the password', async () => {
    const plan = await signingUp().plan(signup(), scopeOf(), mark);
    expect(plan[0]?.parameters).toContainEqual({ name: 'passwd', value: '[redacted]' });
    expect(JSON.stringify(plan)).not.toContain('canary');
    expect(its.upstream.calls).toHaveLength(0);
  });

  it('finds a taken address beforehand, and nothing wrong with a free one', async () => {
    its.upstream.on('customers/details', refusal('Customer ana@example.com not found'));
    expect(await signingUp().check(signup(), scopeOf())).toEqual([]);
    its.upstream.on('customers/details', fixture('customers-details.documented'));
    expect(await signingUp().check(signup({ email: 'JANE@example.com' }), scopeOf())).toMatchObject([
      { code: 'ALREADY_EXISTS', field: ['email'] },
    ]);
  });

  it('tells all problems at once, without a call where the address is none', async () => {
    const problems = await signingUp().check(
      signup({
        email: 'x',
        password: 'short',
        name: ' ',
        company: '',
        addressLines: ['', 'ok', 'a\nb'],
        city: '',
        state: 'a\u0000',
        country: 'Canada',
        postalCode: '',
        phone: { countryCode: '+1', number: '12' },
        alternatePhone: { countryCode: '', number: '1234567890123' },
        mobile: null,
        fax: { countryCode: '1', number: 'x' },
        language: 'English',
        vatId: 'x'.repeat(256),
      }),
      scopeOf(),
    );
    expect([...new Set(fieldsOf(problems))]).toEqual([
      'email',
      'password',
      'name',
      'company',
      'address.lines.0',
      'address.lines.2',
      'address.city',
      'address.state',
      'address.country',
      'address.postalCode',
      'phone.countryCode',
      'phone.number',
      'alternatePhone.countryCode',
      'alternatePhone.number',
      'fax.number',
      'language',
      'vatId',
    ]);
    expect(problems.filter(({ field }) => field[0] === 'password')).toHaveLength(4);
    expect(its.upstream.calls).toHaveLength(0);
  });

  it.each([
    ['Aa1!aaaaa', 0],
    ['Aa1!aaaaaaaaaaaa', 0],
    ['Aa1!aaaa', 1],
    ['Aa1!aaaaaaaaaaaaa', 1],
    ['aa1!aaaaa', 1],
    ['AA1!AAAAA', 1],
    ['Aa!!aaaaa', 1],
    ['Aa11aaaaa', 1],
    ['Aa1! aaaaa', 1],
  ])('judges the password %s with %i problems', async (password, count) => {
    its.upstream.on('customers/details', refusal('Customer ana@example.com not found'));
    expect(await signingUp().check(signup({ password }), scopeOf())).toHaveLength(count);
  });

  it.each([[[]], [['1', '2', '3', '4']]])('does not take %j as an address', async (addressLines) => {
    its.upstream.on('customers/details', refusal('Customer ana@example.com not found'));
    expect(fieldsOf(await signingUp().check(signup({ addressLines }), scopeOf()))).toEqual(['address.lines']);
  });
});
