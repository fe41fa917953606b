/** createCustomer, getCustomerInfo and updateCustomer: every parameter, partial updates, scope, and the checks. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { double, int, struct } from '../../../src/wire/xmlrpc-values.ts';
import { readFileSync } from 'node:fs';
import { decoded, driveSippy, typed } from './client.ts';
import type { Members, Sippy } from './client.ts';

let sippy: Sippy;
beforeEach(async () => {
  sippy = await driveSippy();
});
afterEach(() => sippy.driven.sandbox.close());

/** A value for every parameter of the seed's createCustomer. */
const all: Members = {
  name: "Zoë & Sons <Ltd> 'x'",
  web_password: 'secret-1',
  i_tariff: 2,
  web_login: 'zoe',
  i_routing_group: 4,
  balance: double('100.50'),
  credit_limit: 2000,
  accounts_mgmt: 7,
  customers_mgmt: 3,
  system_mgmt: 1,
  accounts_matching_rule: '^1',
  company_name: 'Zoë GmbH',
  salutation: 'Ms.',
  first_name: 'Zoë',
  last_name: 'Weber',
  mid_init: 'Q',
  street_addr: 'Hauptstr. 1',
  state: 'BE',
  postal_code: '01011',
  city: 'Berlin',
  country: 'DEU',
  contact: 'Zoë',
  phone: '+49305550100',
  fax: '1',
  alt_phone: '2',
  alt_contact: '3',
  email: 'zoe@example.com',
  cc: 'cc@example.com',
  bcc: 'bcc@example.com',
  mail_from: 'from@example.com',
  payment_currency: 'EUR',
  payment_method: 1,
  min_payment_amount: double('5.00'),
  api_access: 1,
  api_password: 'secret-2',
  api_mgmt: 1,
  i_commission_agent: 3,
  commission_size: double('2.5'),
  tariffs_mgmt: 1,
  max_depth: 2,
  use_own_tariff: 1,
  vouchers_mgmt: 4,
  description: 'first\nsecond line',
  i_password_policy: 2,
  callshop_enabled: true,
  overcommit_protection: true,
  overcommit_limit: double('10'),
  did_pool_enabled: true,
  ivr_apps_enabled: true,
  asr_acd_enabled: true,
  debit_credit_cards_enabled: true,
  conferencing_enabled: true,
  share_payment_processors: true,
  dncl_enabled: true,
  i_time_zone: 7,
  i_lang: 'ru',
  i_export_type: 2,
  start_page: 3,
  css: 'a > b { c: d }',
  dns_alias: 'zoe.example.com',
  max_sessions: 30,
  max_calls_per_second: double('0.5'),
};
const minimal: Members = { name: 'New', web_password: 'x', i_tariff: 1 };

async function info(members: Members): Promise<Record<string, unknown>> {
  const answer = decoded(await sippy.send('getCustomerInfo', members));
  if ('fault' in answer) throw new Error(answer.fault.text);
  return (typed(answer.value) as { customer: Record<string, unknown> }).customer;
}

describe('createCustomer', () => {
  it('knows every parameter of the seed', () => {
    const sheet = readFileSync(new URL('../../../src/sandbox/sippy/attributes.ts', import.meta.url), 'utf8');
    expect(Object.keys(all)).toHaveLength(62);
    const apart = Object.keys(all).filter((name) => !sheet.includes(`'${name}'`));
    expect(apart).toEqual(['balance']);
  });

  it('keeps every parameter; getCustomerInfo shows all but passwords, the balance inverted', async () => {
    expect(await sippy.call('createCustomer', all)).toEqual({ result: 'OK', i_customer: '104' });
    const { web_password: _web, api_password: _api, balance: _balance, ...shown } = all;
    const expected = Object.fromEntries(
      Object.entries(shown).map(([name, value]) => [name, typeof value === 'number' ? `int ${value}` : typed(value)]),
    );
    expect(await info({ name: "Zoë & Sons <Ltd> 'x'" })).toEqual({
      ...expected,
      i_customer: 'int 104',
      base_currency: 'EUR',
      balance: 'double -100.5',
      credit_limit: 'double 2000.0',
      min_payment_amount: 'double 5.0',
      overcommit_limit: 'double 10.0',
    });
    expect(await sippy.call('authCustomer', { username: 'zoe', password: 'secret-1' })).toEqual({
      result: 'OK',
      i_customer: '104',
      i_web_user: '1104',
      i_access_level: '1',
    });
  });

  it('needs three parameters; nil is the own tariff, unlimited sessions, and what was never given', async () => {
    await sippy.call('createCustomer', {
      name: 'New',
      web_password: 'x',
      i_tariff: null,
      max_sessions: null,
      email: null,
    });
    expect(await info({ i_customer: 104 })).toMatchObject({
      i_tariff: null,
      max_sessions: null,
      max_calls_per_second: null,
      balance: 'double 0.0',
      base_currency: 'USD',
      email: '',
      i_lang: 'en',
      callshop_enabled: false,
    });
  });

  it.each<[string, Members, string]>([
    ['name', { web_password: 'x', i_tariff: 1 }, '400 Missing mandatory parameter: name'],
    ['an empty name', { ...minimal, name: '' }, '400 Missing mandatory parameter: name'],
    ['web_password', { name: 'New', i_tariff: 1 }, '400 Missing mandatory parameter: web_password'],
    ['i_tariff', { name: 'New', web_password: 'x' }, '400 Missing mandatory parameter: i_tariff'],
    ['an unknown tariff', { ...minimal, i_tariff: 99 }, '404 Tariff not found'],
    ['a tariff that is no number', { ...minimal, i_tariff: 'own' }, '400 Invalid value of parameter: i_tariff'],
    ['a balance that is no number', { ...minimal, balance: 'ten' }, '400 Invalid value of parameter: balance'],
    ['a boolean balance', { ...minimal, balance: true }, '400 Invalid value of parameter: balance'],
    ['an exponent beyond reason', { ...minimal, balance: '1e999' }, '400 Invalid value of parameter: balance'],
    ['rights above 7', { ...minimal, accounts_mgmt: 8 }, '400 Invalid value of parameter: accounts_mgmt'],
    ['negative rights', { ...minimal, vouchers_mgmt: -1 }, '400 Invalid value of parameter: vouchers_mgmt'],
    ['a flag of 2', { ...minimal, dncl_enabled: 2 }, '400 Invalid value of parameter: dncl_enabled'],
    [
      'a fraction for a whole number',
      { ...minimal, max_sessions: double('1.5') },
      '400 Invalid value of parameter: max_sessions',
    ],
    ['a struct for a text', { ...minimal, city: struct({}) }, '400 Invalid value of parameter: city'],
    ['a boolean for a text', { ...minimal, city: true }, '400 Invalid value of parameter: city'],
    ['a long language', { ...minimal, i_lang: 'eng' }, '400 Invalid value of parameter: i_lang'],
    [
      'a currency in small letters',
      { ...minimal, payment_currency: 'usd' },
      '400 Invalid value of parameter: payment_currency',
    ],
    ['a name twice', { ...minimal, name: 'Acme' }, '409 Customer with this name already exists'],
    ["the reseller's name", { ...minimal, name: 'Demo Reseller' }, '409 Customer with this name already exists'],
    ['a web login twice', { ...minimal, web_login: 'acme' }, '409 Customer with this web login already exists'],
    [
      'a long name',
      { ...minimal, name: 'é'.repeat(33) },
      '490 ERROR:  value too long for type character varying(32)\n',
    ],
    [
      'a long description',
      { ...minimal, description: 'x'.repeat(129) },
      '490 ERROR:  value too long for type character varying(128)\n',
    ],
  ])('refuses %s', async (_, members, fault) => {
    expect(await sippy.fault('createCustomer', members)).toBe(fault);
    expect((await sippy.call('listCustomers'))['customers']).toHaveLength(4);
  });

  it.each([
    [int(5), 'double -5.0'],
    ['5.25', 'double -5.25'],
    [double('-3.10'), 'double 3.1'],
    ['1e2', 'double -100.0'],
    ['1.5e-3', 'double -0.0015'],
    ['.5', 'double -0.5'],
    ['123456789012345678901234567890.123', 'double -123456789012345678901234567890.123'],
  ])('takes the balance %j', async (balance, shown) => {
    await sippy.call('createCustomer', { ...minimal, balance });
    expect((await info({ i_customer: 104 }))['balance']).toBe(shown);
  });

  it('takes numbers for text, digits for numbers, and members that it does not know', async () => {
    await sippy.call('createCustomer', {
      ...minimal,
      name: 12345,
      max_sessions: '012',
      dncl_enabled: 1,
      favourite: 'tea',
    });
    expect(await info({ name: '12345' })).toMatchObject({ max_sessions: 'int 12', dncl_enabled: true });
  });
});

describe('getCustomerInfo', () => {
  it.each<[Members, string]>([
    [{}, '400 Missing mandatory parameter: i_customer'],
    [{ name: '' }, '400 Missing mandatory parameter: i_customer'],
    [{ name: 'acme' }, '404 Customer not found'],
    [{ name: 'Demo Reseller' }, '404 Customer not found'],
    [{ i_customer: 2 }, '404 Customer not found'],
    [{ i_customer: 1 }, '404 Customer not found'],
    [{ i_customer: 104 }, '404 Customer not found'],
    [{ i_customer: -1 }, '404 Customer not found'],
    [{ i_customer: 'three' }, '400 Invalid value of parameter: i_customer'],
    [{ i_customer: double('3.0') }, '400 Invalid value of parameter: i_customer'],
  ])('%j -> %s', async (members, fault) => {
    expect(await sippy.fault('getCustomerInfo', members)).toBe(fault);
  });

  it('finds generated customers by name, and i_customer goes before name', async () => {
    const { customers } = (await sippy.call('listCustomers')) as { customers: Record<string, string>[] };
    for (const { i_customer, name } of customers) {
      expect((await info({ name: name! }))['i_customer']).toBe(`int ${i_customer}`);
      expect((await info({ i_customer: i_customer!, name: 'Acme' }))['name']).toBe(name);
    }
    expect(await sippy.fault('getCustomerInfo', { name: 'Somebody 101' })).toBe('404 Customer not found');
  });
});

describe('updateCustomer', () => {
  it('changes what is given and keeps the rest', async () => {
    await sippy.call('createCustomer', all);
    const before = await info({ i_customer: 104 });
    expect(await sippy.call('updateCustomer', { i_customer: 104, city: 'Bonn', max_sessions: null })).toEqual({
      result: 'OK',
    });
    expect(await info({ i_customer: 104 })).toEqual({ ...before, city: 'Bonn', max_sessions: null });
    expect((await sippy.call('authCustomer', { username: 'zoe', password: 'secret-1' }))['result']).toBe('OK');
  });

  it('renames, and sets the old name and login free', async () => {
    const { customers } = (await sippy.call('listCustomers')) as { customers: { name: string; web_login: string }[] };
    const old = customers[1]!;
    await sippy.call('updateCustomer', { i_customer: 101, name: 'Other', web_login: 'other' });
    expect((await info({ name: 'Other' }))['i_customer']).toBe('int 101');
    expect(await sippy.fault('getCustomerInfo', { name: old.name })).toBe('404 Customer not found');
    await sippy.call('createCustomer', { ...minimal, name: old.name, web_login: old.web_login });
    expect((await info({ name: old.name }))['i_customer']).toBe('int 104');
  });

  it.each<[Members, string]>([
    [{ city: 'x' }, '400 Missing mandatory parameter: i_customer'],
    [{ i_customer: 3 }, '400 Missing mandatory parameter: at least one attribute should be specified'],
    [{ i_customer: 3, unknown: 1 }, '400 Missing mandatory parameter: at least one attribute should be specified'],
    [{ i_customer: 2, city: 'x' }, '404 Customer not found'],
    [{ i_customer: 3, name: '' }, '400 Missing mandatory parameter: name'],
    [{ i_customer: 3, name: 'Demo Reseller' }, '409 Customer with this name already exists'],
    [{ i_customer: 3, web_login: 'demo' }, '409 Customer with this web login already exists'],
    [{ i_customer: 3, i_tariff: 2 }, '400 Invalid value of parameter: i_tariff'],
    [{ i_customer: 3, i_tariff: 99 }, '404 Tariff not found'],
    [{ i_customer: 3, country: 'x'.repeat(33) }, '490 ERROR:  value too long for type character varying(32)\n'],
  ])('%j -> %s', async (members, fault) => {
    const before = await info({ i_customer: 3 });
    expect(await sippy.fault('updateCustomer', members)).toBe(fault);
    expect(await info({ i_customer: 3 })).toEqual(before);
  });

  it('takes its own name and login again, and another tariff in the same currency', async () => {
    const same = { i_customer: 3, name: 'Acme', web_login: 'acme', i_tariff: 3 };
    expect(await sippy.call('updateCustomer', same)).toEqual({ result: 'OK' });
    expect(await info({ i_customer: 3 })).toMatchObject({ i_tariff: 'int 3', base_currency: 'USD' });
  });
});
