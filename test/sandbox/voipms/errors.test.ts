/** Every documented error of the functions, with the vendor's text, and the order of the checks. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drive, LOGIN, signup, without } from '../drive.ts';
import type { Driven, Parameters } from '../drive.ts';

let driven: Driven;
beforeAll(async () => {
  driven = await drive();
});
afterAll(() => driven.sandbox.close());

const client = '561115';
const profile = {
  client,
  email: 'john.doe@my-domain.com',
  password: 'johnspassword',
  firstname: 'John',
  lastname: 'Doe',
  phone_number: '5551112222',
};
const GENERATED = '561116';

const cases: [string, Parameters, string][] = [
  ...['addCharge', 'addPayment', 'getCharges', 'getDeposits', 'getClientPackages', 'getClientThreshold'].flatMap(
    clientCases,
  ),
  ...['getResellerBalance', 'setClient', 'setClientThreshold', 'delClient'].flatMap(clientCases),
  ['addCharge', { client }, 'missing_charge'],
  ['addPayment', { client }, 'missing_payment'],
  ...['0', '0.00', '-1', '+1', '1e3', '1,5', 'abc', '.5', '5.', ' 1', '1.123456789', '9'.repeat(41), '٣'].flatMap(
    (amount): [string, Parameters, string][] => [
      ['addCharge', { client, charge: amount }, 'invalid_charge'],
      ['addPayment', { client, payment: amount }, 'invalid_payment'],
    ],
  ),
  ['getBalanceManagement', { balance_management: '7' }, 'invalid_balancemanagement'],
  ['getPackages', { package: '1' }, 'invalid_package'],
  ['getClients', { client: '1' }, 'invalid_client'],
  ['getClients', { client: 'nobody@example.com' }, 'invalid_client'],
  ...['', '0', '251', '1000', '-5', '10.5', 'ten'].map((threshold): [string, Parameters, string] => [
    'setClientThreshold',
    { client, threshold },
    'Invalid_threshold',
  ]),
  ['setClientThreshold', { client }, 'Invalid_threshold'],
  ['setClientThreshold', { client, threshold: '10', email: 'not-an-address' }, 'invalid_email'],
  ['delClient', { client }, 'account_with_dids'],
  ['getCountries', { country: 'XX' }, 'invalid_country'],
  ['getTransactionHistory', { date_to: '2026-01-01' }, 'missing_from_date'],
  ['getTransactionHistory', { date_from: '2026-01-01' }, 'missing_to_date'],
  ['getTransactionHistory', { date_from: '2026-02-30', date_to: '2026-03-01' }, 'invalid_date'],
  ['getTransactionHistory', { date_from: '2026-02-03', date_to: '03/01/2026' }, 'invalid_date'],
  ['getTransactionHistory', { date_from: '2026-02-03', date_to: '2026-02-02' }, 'invalid_date_from'],
  ['getTransactionHistory', { date_from: '1999-01-01', date_to: '1999-02-01' }, 'no_transactions'],
  ...setClientCases(),
  ...signupCases(),
];

function clientCases(method: string): [string, Parameters, string][] {
  return [
    [method, {}, 'missing_client'],
    [method, { client: '' }, 'missing_client'],
    [method, { client: '1' }, 'invalid_client'],
    [method, { client: "561115' OR '1'='1" }, 'invalid_client'],
  ];
}

function passwordCases(): [string, string][] {
  return [
    ['Short1', 'invalid_password_lessthan_8characters_long'],
    ['UPPERCASE1', 'invalid_password_missing_lowercase'],
    ['lowercase1', 'invalid_password_missing_uppercase'],
    ['NoNumberHere', 'invalid_password_missing_number'],
    ['With space 1', 'invalid_password_ilegal_characters'],
    ['At@sign-12', 'invalid_password_ilegal_characters'],
    ["Quote'12345", 'invalid_password_ilegal_characters'],
    ['Password1', 'weak_password'],
    [`Aa1${'x'.repeat(126)}`, 'invalid_password'],
  ];
}

function change(changes: Parameters, code: string): [string, Parameters, string] {
  return ['setClient', { ...profile, ...changes }, code];
}

function sign(changes: Parameters, code: string): [string, Parameters, string] {
  return ['signupClient', signup(changes), code];
}

function setClientCases(): [string, Parameters, string][] {
  return [
    change({ email: '' }, 'missing_email'),
    change({ email: 'john.doe' }, 'invalid_email'),
    change({ password: '' }, 'missing_password'),
    ...passwordCases().map(([password, code]) => change({ password }, code)),
    change({ firstname: '' }, 'missing_firstname'),
    change({ firstname: '<b>' }, 'invalid_firstname'),
    change({ lastname: '' }, 'missing_lastname'),
    change({ lastname: '!!!' }, 'invalid_lastname'),
    change({ address: '<x>' }, 'invalid_address'),
    change({ city: '--' }, 'invalid_city'),
    change({ state: 'A\nB' }, 'invalid_state'),
    change({ country: 'UNITED STATES' }, 'invalid_country'),
    change({ country: 'XX' }, 'invalid_country'),
    change({ zip: '#' }, 'invalid_zip'),
    change({ phone_number: '' }, 'missing_phonenumber'),
    change({ phone_number: '12345' }, 'invalid_phonenumber'),
    change({ phone_number: 'call me' }, 'invalid_phonenumber'),
    change({ balance_management: '2' }, 'invalid_balancemanagement'),
  ];
}

function signupCases(): [string, Parameters, string][] {
  const codes = { phone_number: 'phonenumber', confirm_email: 'email_confirm', confirm_password: 'password_confirm' };
  const mandatory = without(signup(), 'company', 'activate', 'balance_management');
  const missing = Object.keys(mandatory).map((name): [string, Parameters, string] => [
    'signupClient',
    without(signup(), name),
    `missing_${Object.entries(codes).find(([known]) => known === name)?.[1] ?? name}`,
  ]);
  return [
    ...missing,
    ...['firstname', 'lastname', 'address', 'city', 'state'].map((name) => sign({ [name]: '<>' }, `invalid_${name}`)),
    sign({ country: 'USA' }, 'invalid_country'),
    sign({ zip: 'much too long a zip' }, 'invalid_zip'),
    sign({ phone_number: '555' }, 'invalid_phonenumber'),
    sign({ email: 'a@b' }, 'invalid_email'),
    sign({ email: 'JOHN.doe@my-domain.com' }, 'used_email'),
    sign({ confirm_email: 'other@example.org' }, 'mismatch_email_confirm'),
    ...passwordCases().map(([password, code]) => sign({ password, confirm_password: password }, code)),
    sign({ confirm_password: 'Engine-1844' }, 'mismatch_password_confirm'),
    sign({ balance_management: 'Hard' }, 'invalid_balancemanagement'),
  ];
}

/** The vendor's table, as the sheet's copy in the source has it. */
const source = readFileSync(new URL('../../../src/sandbox/voipms/messages.ts', import.meta.url), 'utf8');

describe('errors', () => {
  it.each(cases)('%s %j -> %s', async (method, parameters, code) => {
    const answer = await driven.call(method, parameters);
    expect(answer).toEqual({ status: code, message: expect.any(String) as string });
    expect(source).toContain(code);
  });

  it('changed nothing on the way', async () => {
    expect((await driven.call('getClients'))['clients']).toHaveLength(4);
    expect((await driven.call('getCharges', { client }))['charges']).toHaveLength(3);
    expect((await driven.call('getDeposits', { client }))['deposits']).toHaveLength(2);
  });

  it('used_email: another client has the address', async () => {
    const { clients } = (await driven.call('getClients', { client: GENERATED })) as { clients: { email: string }[] };
    expect(await driven.status('setClient', { ...profile, email: clients[0]?.email ?? '' })).toBe('used_email');
  });

  it('used_password: the client had it before', async () => {
    const own = { ...signup({ email: 'used@example.org', confirm_email: 'used@example.org' }) };
    const { client: id } = (await driven.call('signupClient', own)) as { client: number };
    const use = (password: string) => driven.status('setClient', { ...own, client: String(id), password });
    expect(await use('Second-Pass-2')).toBe('success');
    expect(await use('Engine-1843')).toBe('used_password');
    expect(await use('Second-Pass-2')).toBe('success');
  });

  it('no_package: a client without packages', async () => {
    const own = signup({ email: 'bare@example.org', confirm_email: 'bare@example.org' });
    const { client: id } = (await driven.call('signupClient', own)) as { client: number };
    expect(await driven.status('getClientPackages', { client: String(id) })).toBe('no_package');
  });

  it.each([
    ['invalid_client', '{"status":"invalid_client","message":"This is not a valid Client"}'],
    ['missing_charge', '{"status":"missing_charge","message":"Charge was not provided."}'],
  ])('%s prints the vendor text', async (code, expected) => {
    const parameters: Parameters = code === 'invalid_client' ? { client: '2' } : { client };
    expect(await driven.text('addCharge', parameters)).toBe(expected);
  });

  it('texts with a slash or an apostrophe are printed as PHP does', async () => {
    expect(await driven.text('signupClient', signup({ country: 'Q' }))).toContain(
      'ISO 3166-1 alpha-2, example: US, CA',
    );
    const password = 'illegal @ 1A';
    const text = await driven.text('signupClient', signup({ password, confirm_password: password }));
    expect(text).toContain('& \\/ ( ) = ? * [ ] _ : . , { } + -)');
  });
});

/** The status of a call with exactly these parameters. */
async function ask(parameters: Parameters): Promise<string> {
  const answer = await fetch(`${driven.api}?${new URLSearchParams(parameters).toString()}`);
  return ((await answer.json()) as { status: string }).status;
}

describe('the order of the checks', () => {
  it('is method, credentials, API enabled, address, calls a minute, parameters', async () => {
    await driven.set({ apiEnabled: false, ipAllowList: ['10.0.0.0/8'], rateLimitPerMinute: 1 });
    expect(await ask({})).toBe('missing_method');
    expect(await ask({ method: 'getcharges' })).toBe('invalid_method');
    expect(await ask({ method: 'getCharges' })).toBe('missing_credentials');
    expect(await ask({ method: 'getCharges', api_username: LOGIN.api_username })).toBe('missing_credentials');
    expect(await ask({ ...LOGIN, method: 'getCharges', api_password: 'wrong' })).toBe('invalid_credentials');
    expect(await ask({ ...LOGIN, method: 'getCharges' })).toBe('api_not_enabled');
    await driven.set({ apiEnabled: true });
    expect(await ask({ ...LOGIN, method: 'getCharges' })).toBe('ip_not_enabled');
    await driven.set({ ipAllowList: null });
    expect(await ask({ ...LOGIN, method: 'getCharges' })).toBe('missing_client');
    expect(await ask({ ...LOGIN, method: 'getCharges' })).toBe('api_limit_exceeded');
    await driven.control('reset', {});
  });
});
