import { beforeEach, describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { decimal } from '../../../src/money.ts';
import type { SignupSippyInput } from '../../../src/providers/records.ts';
import { attributeMembers, toAttributes } from '../../../src/providers/sippy/attributes.ts';
import { wireNames } from '../../../src/providers/sippy/map.ts';
import { sippyAttributes, sippyRights } from '../../../src/providers/sippy-attributes.ts';
import type { SippyAttributes } from '../../../src/providers/sippy-attributes.ts';
import { struct } from '../../../src/wire/xmlrpc-values.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { drop, faulty, fixture, mark, ok, useProvider, type Reply } from './upstream.ts';

const its = useProvider();

const updateSippy = () => its.provider.capabilities.updateSippyClient!;
const signup = () => its.provider.capabilities.signupSippyClient!;
const sent = (method: string) =>
  its.upstream.calls.filter((call) => call.method === method).map((call) => call.members);
const change = (changes: SippyAttributes) => ({ clientId: '3', attributes: changes });
const fieldsOf = (problems: readonly { readonly field: readonly string[] }[]) =>
  problems.map(({ field }) => field.join('.'));

beforeEach(() => {
  its.upstream.on('updateCustomer', fixture('updateCustomer.documented'));
  its.upstream.on('createCustomer', fixture('createCustomer.documented'));
  its.upstream.on('getCustomerInfo', faulty(404, 'Customer not found'));
});

/** Every attribute with a value, as it goes over the wire. */
const whole = {
  name: ['Acme 2', 'Acme 2'],
  webLogin: ['acme2', 'acme2'],
  webPassword: ['web-canary', 'web-canary'],
  tariffId: [12, 'int:12'],
  routingGroupId: [3, 'int:3'],
  creditLimit: [decimal('100.50'), 'double:100.50'],
  accountsRights: [['ADD', 'EDIT', 'DELETE'], 'int:7'],
  customersRights: [['DELETE', 'ADD'], 'int:5'],
  tariffsRights: [['EDIT'], 'int:2'],
  vouchersRights: [[], 'int:0'],
  systemRights: [9, 'int:9'],
  accountsMatchingRule: ['^1', '^1'],
  company: ['Acme & Co', 'Acme & Co'],
  salutation: ['Mr.', 'Mr.'],
  firstName: ['Jane', 'Jane'],
  lastName: ['Doe', 'Doe'],
  middleInitial: ['M', 'M'],
  street: ['1 Main St', '1 Main St'],
  state: ['MA', 'MA'],
  postalCode: ['02134', '02134'],
  city: ['Boston', 'Boston'],
  country: ['US', 'US'],
  contact: ['Jane', 'Jane'],
  phoneNumber: ['+1617', '+1617'],
  fax: ['+1618', '+1618'],
  alternatePhoneNumber: ['+1619', '+1619'],
  alternateContact: ['Joe', 'Joe'],
  email: ['jane@example.com', 'jane@example.com'],
  cc: ['cc@example.com', 'cc@example.com'],
  bcc: ['bcc@example.com', 'bcc@example.com'],
  mailFrom: ['from@example.com', 'from@example.com'],
  paymentCurrency: ['EUR', 'EUR'],
  paymentMethod: [1, 'int:1'],
  minimumPaymentAmount: [decimal('5'), 'double:5'],
  apiAccess: [true, 'int:1'],
  apiPassword: ['api-canary', 'api-canary'],
  apiManagement: [false, 'int:0'],
  commissionAgentId: [4, 'int:4'],
  commissionPercent: [decimal('2.5'), 'double:2.5'],
  maxDepth: [2, 'int:2'],
  useOwnTariff: [true, 'int:1'],
  description: ['Two\nlines', 'Two\nlines'],
  passwordPolicyId: [1, 'int:1'],
  callshopEnabled: [true, true],
  overcommitProtection: [false, false],
  overcommitLimitPercent: [decimal('10'), 'double:10'],
  didPoolEnabled: [true, true],
  ivrAppsEnabled: [true, true],
  asrAcdEnabled: [true, true],
  debitCreditCardsEnabled: [true, true],
  conferencingEnabled: [true, true],
  sharePaymentProcessors: [true, true],
  dnclEnabled: [false, false],
  timeZoneId: [30, 'int:30'],
  language: ['en', 'en'],
  exportTypeId: [1, 'int:1'],
  startPage: [1, 'int:1'],
  css: ['a {\n\tb: c;\r\n}', 'a {\n\tb: c;\r\n}'],
  dnsAlias: ['voice.example.com', 'voice.example.com'],
  maxSessions: [5, 'int:5'],
  maxCallsPerSecond: [decimal('1.5'), 'double:1.5'],
} as const;

const attributes = Object.fromEntries(
  Object.entries(whole).map(([name, [value]]) => [name, value]),
) as SippyAttributes as SignupSippyInput['attributes'];
const wire = Object.fromEntries(Object.entries(whole).map(([name, [, value]]) => [wireNames[name as 'name'], value]));
const minimal = { name: 'Acme 2', webPassword: 'pw-canary' } as const;

it('the table above has every attribute', () => {
  expect(Object.keys(whole)).toEqual(Object.keys(sippyAttributes));
  expect(new Set(Object.values(wireNames)).size).toBe(Object.keys(sippyAttributes).length);
});

describe('signupSippyClient', () => {
  it('sends every attribute and the balance in its natural sign, and tells the new id', async () => {
    const scope = scopeOf();
    const input = { attributes, initialBalance: decimal('-12.50') };
    expect(await signup().check(input, scope)).toEqual([]);
    expect(await signup().send(input, scope, mark)).toEqual({ clientId: '104' });
    expect(its.upstream.calls.map(({ method, members }) => [method, members])).toEqual([
      ['getCustomerInfo', { name: 'Acme 2' }],
      ['createCustomer', { ...wire, balance: 'double:-12.50' }],
    ]);
    expect(scope.spent).toBe(2);
  });

  it.each([
    [{}, {}],
    [{ tariffId: null, maxSessions: null, email: null, routingGroupId: null }, { max_sessions: null }],
    [{ accountsRights: null, creditLimit: null, apiPassword: null }, {}],
  ])('always names the tariff, and leaves out what is null and has no nil: %j', async (given, expected) => {
    const input = { attributes: { ...minimal, ...given }, initialBalance: null };
    expect(await signup().check(input, scopeOf())).toEqual([]);
    await signup().send(input, scopeOf(), mark);
    expect(sent('createCustomer')).toEqual([
      { name: 'Acme 2', web_password: 'pw-canary', i_tariff: null, ...expected },
    ]);
  });

  it('tells all problems at once, without a call', async () => {
    const input = {
      attributes: {
        name: 'x'.repeat(33),
        webPassword: '',
        webLogin: 'x'.repeat(33),
        tariffId: 1.5,
        creditLimit: decimal('-1'),
        company: 'a\u0007b',
        email: 'nobody',
        paymentCurrency: 'euro',
        minimumPaymentAmount: decimal('1234567890123456'),
        description: 'x'.repeat(129),
        language: 'english',
        css: 'x'.repeat(65_537),
        maxSessions: 2_147_483_648,
      },
      initialBalance: decimal('0.12345678901234567'),
    };
    const problems = await signup().check(input, scopeOf());
    expect(fieldsOf(problems)).toEqual([
      'name',
      'webLogin',
      'webPassword',
      'tariffId',
      'creditLimit',
      'company',
      'email',
      'paymentCurrency',
      'minimumPaymentAmount',
      'description',
      'language',
      'css',
      'maxSessions',
      'initialBalance',
    ]);
    expect(
      fieldsOf(await signup().check({ attributes: { ...minimal, name: ' ' }, initialBalance: null }, scopeOf())),
    ).toEqual(['name']);
    expect(its.upstream.statuses).toEqual([]);
  });

  it('plans without the passwords', async () => {
    const [request] = await signup().plan({ attributes, initialBalance: decimal('1') }, scopeOf(), mark);
    expect(JSON.stringify(request)).not.toContain('canary');
    expect(request!.parameters).toContainEqual({ name: 'web_password', value: '[redacted]' });
    expect(request!.parameters).toContainEqual({ name: 'api_password', value: '[redacted]' });
    const [small] = await signup().plan({ attributes: minimal, initialBalance: null }, scopeOf(), mark);
    expect(small!.parameters).toContainEqual({ name: 'i_tariff', value: 'nil' });
    expect(its.upstream.statuses).toEqual([]);
  });

  it.each<[string, Reply, string | null]>([
    ['finds it by the name', ok({ customer: struct({ name: 'Acme 2', i_customer: '77' }) }), '77'],
    ['does without', ok({ customer: struct({ name: 'Acme 2' }) }), null],
    ['does without', ok(), null],
    ['does without', faulty(404, 'Customer not found'), null],
    ['does without', drop, null],
  ])('when the answer lacks the id, %s', async (_, reply, clientId) => {
    its.upstream.on('createCustomer', ok());
    its.upstream.on('getCustomerInfo', reply);
    expect(await signup().send({ attributes: minimal, initialBalance: null }, scopeOf(), mark)).toEqual({ clientId });
    expect(sent('getCustomerInfo')).toEqual([{ name: 'Acme 2' }]);
  });

  it.each<[Reply, string, string]>([
    [fixture('createCustomer.duplicate.fault'), 'ALREADY_EXISTS', 'name'],
    [faulty(409, 'Customer with this web login already exists'), 'ALREADY_EXISTS', 'webLogin'],
    [faulty(490, 'ERROR:  duplicate key value violates unique constraint "x"\n'), 'ALREADY_EXISTS', ''],
    [fixture('createCustomer.missing.fault'), 'INVALID_INPUT', 'webPassword'],
    [faulty(400, 'Invalid value of parameter: balance'), 'INVALID_INPUT', 'initialBalance'],
    [fixture('createCustomer.too-long.fault'), 'INVALID_INPUT', ''],
    [faulty(404, 'Tariff not found'), 'UPSTREAM_REJECTED', ''],
    [faulty(490, 'ERROR:  relation not found'), 'UPSTREAM_REJECTED', ''],
    [faulty(599, 'Odd'), 'UPSTREAM_REJECTED', ''],
    [drop, 'OUTCOME_UNKNOWN', ''],
  ])('turns %s into %s about "%s"', async (reply, code, field) => {
    its.upstream.on('createCustomer', reply);
    const error = await errorFrom(signup().send({ attributes: minimal, initialBalance: null }, scopeOf(), mark));
    expect([error.code, error.details.field?.join('.') ?? '']).toEqual([code, field]);
    expect(its.upstream.calls).toHaveLength(1);
  });
});

describe('updateSippyClient', () => {
  it('sends what is named, and nothing else', async () => {
    await updateSippy().send(change(attributes), scopeOf(), mark);
    await updateSippy().send(change({ dnclEnabled: false }), scopeOf(), mark);
    expect(sent('updateCustomer')).toEqual([
      { i_customer: 'int:3', ...wire },
      { i_customer: 'int:3', dncl_enabled: false },
    ]);
  });

  it('sends null as nil or as the empty text', async () => {
    const nulls = { tariffId: null, maxSessions: null, maxCallsPerSecond: null, company: null };
    expect(await updateSippy().check(change(nulls), scopeOf())).toEqual([]);
    await updateSippy().send(change(nulls), scopeOf(), mark);
    expect(sent('updateCustomer')).toEqual([
      {
        i_customer: 'int:3',
        i_tariff: null,
        company_name: '',
        max_sessions: null,
        max_calls_per_second: null,
      },
    ]);
  });

  it('refuses null where nothing can be empty, no change at all, and nobody', async () => {
    const empty = [
      'name',
      'webPassword',
      'routingGroupId',
      'creditLimit',
      'apiAccess',
      'dnclEnabled',
      'systemRights',
      'accountsRights',
    ];
    const nulls = Object.fromEntries(empty.map((name) => [name, null])) as SippyAttributes;
    expect(fieldsOf(await updateSippy().check(change(nulls), scopeOf())).toSorted()).toEqual(empty.toSorted());
    expect(fieldsOf(await updateSippy().check(change({}), scopeOf()))).toEqual(['']);
    expect(fieldsOf(await updateSippy().check({ clientId: 'x', attributes: { name: '' } }, scopeOf()))).toEqual([
      'clientId',
      'name',
    ]);
  });

  it('brings back what it sent, whatever the rights and figures are', () => {
    const shown = fc.record({
      accountsRights: fc.subarray([...sippyRights]),
      tariffsRights: fc.subarray([...sippyRights]),
      maxSessions: fc.option(fc.integer({ min: 0, max: 2_147_483_647 })),
      creditLimit: fc.tuple(fc.nat(), fc.nat({ max: 99 })).map(([front, back]) => decimal(`${front}.${back}`)),
      apiAccess: fc.boolean(),
      dnclEnabled: fc.boolean(),
      company: fc.string({ minLength: 1 }),
    });
    fc.assert(
      fc.property(shown, (given) => {
        expect(toAttributes(struct(attributeMembers(given, 'change')))).toEqual(given);
      }),
    );
  });
});
