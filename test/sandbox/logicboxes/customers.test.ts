/** Customers: sign-up, change, state, search. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { JANE, fund, signup, start } from './client.ts';
import type { Api, Parameters } from './client.ts';

let api: Api;
const details = (id: string) => api.read('customers/details-by-id', { 'customer-id': id });

const state = async () => (await details(JANE))['customerstatus'];

describe('sign-up and change', () => {
  beforeEach(async () => {
    api = await start();
  });
  afterEach(() => api.close());

  it('creates a customer that can be found by id and by user name in any case', async () => {
    const optional = { 'address-line-2': 'Floor 2', 'mobile-cc': '44', mobile: '7700900123', 'vat-id': 'GB1' };
    const id = String(await api.write('customers/v2/signup', signup(optional)));
    expect(id).toBe('31000005');
    const found = await details(id);
    expect(found).toMatchObject({
      customerid: id,
      username: 'ada@example.org',
      useremail: 'ada@example.org',
      resellerid: '100001',
      parentid: '100001',
      company: 'Analytical & Engines',
      address1: '12 Main St',
      address2: 'Floor 2',
      mobilenocc: '44',
      mobileno: '7700900123',
      state: 'Not Applicable',
      zip: 'EC1A 1BB',
      creationdt: '1795521600',
      customerstatus: 'Active',
      totalreceipts: '0.0',
      salespersonshash: {},
      isDominicanTaxConfiguredByParent: false,
    });
    expect(found).not.toHaveProperty('address3');
    expect(found).not.toHaveProperty('faxno');
    expect(JSON.stringify(found)).not.toContain('Engine#');
    expect(await api.read('customers/details', { username: 'ADA@example.org' })).toEqual(found);
    expect((await api.write('customers/signup', signup({ username: 'bo@example.org' }))) as number).toBe(31_000_006);
  });

  it.each(['jane@example.com', 'JANE@example.com'])('%s is taken', async (username) => {
    const answer = await api.post('customers/signup', signup({ username }));
    expect(answer).toMatchObject({ status: 500, text: '{"status":"ERROR","message":"Username already exists"}' });
  });

  it('a generated user name is taken too', async () => {
    const { username } = await details('31000003');
    expect((await api.post('customers/signup', signup({ username: String(username) }))).status).toBe(500);
    const change = { ...signup({ username: String(username) }), 'customer-id': JANE };
    expect((await api.post('customers/modify', change)).text).toContain('Username already exists');
  });

  it.each(Object.keys(signup()))('%s is required', async (name) => {
    const expected = `{"status":"ERROR","message":"Required parameter missing: ${name}"}`;
    for (const call of ['customers/signup', 'customers/v2/signup'])
      expect(await api.post(call, signup({ [name]: '' }))).toMatchObject({ status: 500, text: expected });
    const change = await api.post('customers/modify', { ...signup({ [name]: '' }), 'customer-id': JANE });
    expect(change.text).toBe(name === 'passwd' ? 'true' : expected);
  });

  it.each([
    ['username', 'ada'],
    ['name', '<b>'],
    ['company', '!!'],
    ['city', 'a\nb'],
    ['country', 'us'],
    ['country', 'XX'],
    ['country', 'USA'],
    ['zipcode', '#1'],
    ['phone-cc', '+44'],
    ['phone', '123'],
    ['phone', '1234567890123'],
    ['lang-pref', 'English'],
    ['mobile', 'none'],
    ['fax-cc', 'x'],
  ])('%s=%s is invalid', async (name, value) => {
    const answer = await api.post('customers/signup', signup({ [name]: value }));
    expect(answer.text).toBe(`{"status":"ERROR","message":"{${name}=${name} is invalid}"}`);
  });

  it('several invalid fields are told together', async () => {
    const answer = await api.post('customers/signup', signup({ zipcode: '#', phone: 'x' }));
    expect(answer.text).toContain('{zipcode=zipcode is invalid, phone=phone is invalid}');
  });

  it.each([
    'Short#1',
    'Engine#1843 is long',
    'engine#1843',
    'ENGINE#1843',
    'Engine#abcd',
    'Engine1843',
    'Engine-#1843',
  ])('v2 refuses the password %s, the older call takes it', async (passwd) => {
    expect((await api.post('customers/v2/signup', signup({ passwd }))).text).toContain('passwd is invalid');
    expect((await api.post('customers/signup', signup({ passwd }))).status).toBe(200);
  });

  it('a change overwrites everything but id, reseller, pin, date and state', async () => {
    const before = await details('31000002');
    await api.write('customers/modify', { ...signup(), 'customer-id': '31000002' });
    const after = await details('31000002');
    expect(after).toMatchObject({ username: 'ada@example.org', name: 'Ada Lovelace', city: 'London' });
    for (const name of ['resellerid', 'pin', 'creationdt', 'customerstatus', 'totalreceipts'])
      expect(after[name]).toBe(before[name]);
    expect(after).not.toHaveProperty('address2');
    const old = await api.get('customers/details', { username: String(before['username']) });
    expect(old.text).toBe(`{"status":"ERROR","message":"Customer ${String(before['username'])} not found"}`);
    expect(await api.read('customers/details', { username: 'ada@example.org' })).toEqual(after);
    await api.write('customers/modify', { ...signup({ city: 'Leeds' }), 'customer-id': '31000002' });
    expect((await details('31000002'))['city']).toBe('Leeds');
  });

  it('suspends, resumes and deletes', async () => {
    expect(await api.write('customers/suspend', { 'customer-id': JANE, reason: 'Late' })).toBe(true);
    expect(await state()).toBe('Suspended');
    expect(await api.write('customers/suspend', { 'customer-id': JANE })).toBe(true);
    expect(await api.write('customers/unsuspend', { 'customer-id': JANE })).toBe(true);
    expect(await state()).toBe('Active');
    expect(await api.write('customers/delete', { 'customer-id': JANE })).toBe(true);
    expect(await state()).toBe('Deleted');
    expect((await api.get('customers/details', { username: 'jane@example.com' })).text).toContain('not found');
    expect(await api.rows('billing/customer-transactions/search', { 'customer-id': JANE })).toHaveLength(2);
    expect((await api.post('customers/signup', signup({ username: 'jane@example.com' }))).status).toBe(200);
  });

  it.each<[string, Parameters]>([
    ['customers/modify', signup()],
    ['customers/suspend', {}],
    ['customers/unsuspend', {}],
    ['customers/delete', {}],
    ['billing/add-customer-fund', fund()],
  ])('%s needs a customer that lives', async (name, parameters) => {
    const ask = async (id: string) => (await api.post(name, { ...parameters, 'customer-id': id })).text;
    expect(await ask('')).toBe('{"status":"ERROR","message":"Required parameter missing: customer-id"}');
    expect(await ask('1')).toBe('{"status":"ERROR","message":"Invalid customer-id"}');
    await api.write('customers/delete', { 'customer-id': JANE });
    expect(await ask(JANE)).toBe('{"status":"ERROR","message":"Invalid customer-id"}');
  });
});

const found = async (parameters: Parameters) =>
  (await api.rows('customers/search', parameters)).map((row) => row['customer.customerid']);

describe('search', () => {
  beforeAll(async () => {
    api = await start({ clients: 120 });
    await api.write('customers/delete', { 'customer-id': '31000010' });
  });
  afterAll(() => api.close());

  it('pages through all, lowest id first, deleted ones too', async () => {
    const all = await found({});
    expect(all).toHaveLength(121);
    expect(all).toEqual(all.toSorted((left, right) => Number(left) - Number(right)));
    const pages = [];
    for (const page of ['1', '2', '3', '4']) pages.push(...(await found({ 'no-of-records': '50', 'page-no': page })));
    expect(pages).toEqual(all);
  });

  it('status', async () => {
    expect(await found({ status: 'Deleted' })).toEqual(['31000010']);
    const suspended = await found({ status: 'Suspended' });
    expect(suspended.length).toBeGreaterThan(3);
    expect(await found({ status: ['Active', 'Deleted', 'Suspended'] })).toHaveLength(121);
    expect((await details(suspended[0] ?? ''))['customerstatus']).toBe('Suspended');
  });

  it('customer-id, reseller-id, username', async () => {
    expect(await found({ 'customer-id': ['31000004', JANE, '5'] })).toEqual([JANE, '31000004']);
    const own = await found({ 'reseller-id': '100001' });
    const sub = await found({ 'reseller-id': '1100001' });
    expect(own.length + sub.length).toBe(121);
    expect(sub).toContain(JANE);
    expect(await found({ username: 'Jane@example.com' })).toEqual([JANE]);
    expect(await found({ username: 'jane@example.com', 'customer-id': '31000004' })).toEqual([]);
  });

  it('name, company, city and state match a part', async () => {
    expect(await found({ name: 'jane d' })).toContain(JANE);
    expect(await found({ company: 'example lt' })).toEqual([JANE]);
    expect((await found({ city: 'leeds' })).length).toBeGreaterThan(2);
    expect(await found({ state: 'State', city: 'City' })).toEqual([JANE]);
  });

  it('creation-date is strict, total-receipt is not', async () => {
    expect(await found({ 'creation-date-start': '1745369821', 'creation-date-end': '1745369823' })).toEqual([JANE]);
    expect(await found({ 'creation-date-start': '1745369822', 'creation-date-end': '1745369823' })).toEqual([]);
    expect(await found({ 'total-receipt-end': '0.0', 'customer-id': [JANE, '31000002'] })).toEqual([JANE]);
    expect(await found({ 'total-receipt-start': '1000' })).toEqual(['31000002']);
  });

  it.each([
    [{ 'no-of-records': '9', 'page-no': '1' }, 'no-of-records should be between 10 and 500'],
    [{ 'no-of-records': '501', 'page-no': '1' }, 'no-of-records should be between 10 and 500'],
    [{ 'page-no': '1' }, 'Required parameter missing: no-of-records'],
    [{ 'no-of-records': '10' }, 'Required parameter missing: page-no'],
    [{ 'no-of-records': '10', 'page-no': '1', status: 'active' }, '{status=status is invalid}'],
    [
      { 'no-of-records': '10', 'page-no': '1', 'total-receipt-start': 'x' },
      '{total-receipt-start=total-receipt-start is invalid}',
    ],
    [
      { 'no-of-records': '10', 'page-no': '1', 'creation-date-end': 'x' },
      '{creation-date-end=creation-date-end is invalid}',
    ],
  ])('%j is refused', async (parameters, message) => {
    const answer = await api.get('customers/search', parameters);
    expect(answer).toMatchObject({ status: 500, text: JSON.stringify({ status: 'ERROR', message }) });
  });
});

describe('prices', () => {
  beforeAll(async () => {
    api = await start();
  });
  afterAll(() => api.close());

  it('of unknown customers and resellers are refused', async () => {
    expect((await api.get('products/customer-price', { 'customer-id': '1' })).text).toContain('Invalid customer-id');
    expect((await api.get('products/reseller-price', { 'reseller-id': '1' })).text).toContain('Invalid reseller-id');
    expect((await api.get('products/reseller-price')).status).toBe(200);
  });
});
