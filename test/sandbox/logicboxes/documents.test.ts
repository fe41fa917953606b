/** The documents' examples, byte for byte. */
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JANE, fixture, signup, start } from './client.ts';
import type { Api, Parameters } from './client.ts';

let api: Api;
beforeAll(async () => {
  api = await start();
});
afterAll(() => api.close());

const page = { 'no-of-records': '10', 'page-no': '1' };
const john = {
  'order-id': '85000001',
  email: 'john.doe@example.com',
  passwd: 'user-password',
  'notification-email': 'alternative@example.org',
  'first-name': 'John',
  'last-name': 'Doe',
  'country-code': 'US',
  'language-code': 'en',
};

describe('documented answers to reads', () => {
  it.each<[string, Parameters, string]>([
    ['customers/details-by-id', { 'customer-id': JANE }, 'customers-details-by-id.documented.json'],
    ['customers/details', { username: 'jane@example.com' }, 'customers-details.documented.json'],
    ['customers/search', { ...page, username: 'nobody@example.com' }, 'customers-search.none.json'],
    [
      'billing/customer-transactions/search',
      { ...page, 'customer-id': JANE, 'order-by': 'customer-id' },
      'billing-customer-transactions-search.documented.json',
    ],
    [
      'billing/customer-transactions/search',
      { ...page, 'customer-id': '1' },
      'billing-customer-transactions-search.none.json',
    ],
    [
      'billing/customer-archived-transactions/search',
      { ...page, 'customer-id': JANE, 'order-by': 'customerid' },
      'billing-customer-archived-transactions-search.none.json',
    ],
    ['billing/customer-balance', { 'customer-id': JANE }, 'billing-customer-balance.documented.json'],
    ['billing/reseller-balance', { 'reseller-id': '100001' }, 'billing-reseller-balance.documented.json'],
    ['mock/products/reseller-price', {}, 'mock-products-reseller-price.documented.json'],
  ])('%s %j', async (name, parameters, file) => {
    const answer = await api.get(name, parameters);
    expect(answer).toEqual({ status: 200, type: 'application/json', text: fixture(file) });
  });

  it.each<[string, Parameters, string, number]>([
    ['customers/details-by-id', { 'customer-id': '1' }, 'customers-details-by-id.unknown.json', 500],
    ['customers/details', { username: 'nobody@example.com' }, 'customers-details.unknown.json', 500],
    ['customers/details-by-id', {}, 'any.error-a.json', 500],
    ['customers/details-by-id.xml', {}, 'any.error-a.xml', 500],
  ])('%s %j', async (name, parameters, file, status) => {
    expect(await api.get(name, parameters)).toMatchObject({ status, text: fixture(file) });
  });

  it('products/reseller-price has the documented part among others', async () => {
    const prices = await api.read('products/reseller-price', { 'reseller-id': '100001' });
    expect(prices).toMatchObject(JSON.parse(fixture('products-reseller-price.documented.json')) as object);
    expect(Object.keys(prices)).toEqual(expect.arrayContaining(['dotnet', 'domorg', 'dominfo', 'dombiz', 'domus']));
  });

  it('products/customer-price has numbers for 1 to 10 years, hosting terms and account ranges', async () => {
    const prices = await api.read('products/customer-price', { 'customer-id': JANE });
    const years = (prices['dotnet'] as Record<string, Record<string, number>>)['addnewdomain'] ?? {};
    expect(Object.keys(years)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
    expect(Object.values(years)).toEqual(Array.from({ length: 10 }, () => 12.5));
    expect(prices['hosting']).toMatchObject({ '0': { renew: { '12': 35.88 }, ssl: 0 } });
    expect(prices['eeliteus']).toMatchObject({ email_account_ranges: { '1-5': { add: { '1': 0.86 } } } });
    expect(prices['vpslinuxus']).toMatchObject({ plans: { '105': { renew: { '1': 9.99 } } } });
  });
});

describe('documented answers to changes', () => {
  it('mail accounts', async () => {
    await api.driven.control('clock', { now: '2017-11-10T17:45:17.988Z' });
    expect((await api.post('mail/user/add', john)).text).toBe(fixture('mail-user-add.documented.json'));
    const again = await api.post('mail/user/add', john);
    expect(again).toMatchObject({ status: 200, text: fixture('mail-user-add.duplicate.json') });
    const forward = { 'order-id': '85000001', email: 'sales@example.com', forwards: 'a@example.org,b@example.org' };
    const added = await api.post('mail/user/add-forward-only-account', forward);
    expect(added.text).toBe(fixture('mail-user-add-forward-only-account.documented.json'));
    const remove = { 'order-id': '85000001', email: 'sales@example.com' };
    expect((await api.post('mail/user/delete', remove)).text).toBe(fixture('mail-user-delete.documented.json'));
    const gone = await api.post('mail/user/delete', remove);
    expect(gone).toMatchObject({ status: 200, text: fixture('mail-user-delete.unknown.json') });
  });

  it('customers: a bare id, a bare true', async () => {
    const id = (await api.post('customers/v2/signup', signup())).text;
    expect(id).toMatch(/^3100\d{4}$/);
    const modified = await api.post('customers/modify', { ...signup(), 'customer-id': id });
    expect(modified.text).toBe(fixture('customers-modify.documented.json'));
    const deleted = await api.post('customers/delete', { 'customer-id': id });
    expect(deleted.text).toBe(fixture('customers-delete.documented.json'));
  });

  it('customers/search: the members of the documented row', async () => {
    const documented = JSON.parse(fixture('customers-search.documented.json')) as { '1': object };
    const [row] = await api.rows('customers/search');
    expect(Object.keys(row ?? {})).toEqual(Object.keys(documented[1]));
    expect(row).toMatchObject({ 'customer.customerid': JANE, 'customer.totalreceipts': '0.000' });
  });
});

describe('errors in each envelope', () => {
  it.each(['A', 'B', 'C', 'D', 'E', 'F'])('%s', async (envelope) => {
    const text = fixture(`any.error-${envelope.toLowerCase()}.json`);
    const said = /"(?:message|error|actionstatusdesc)":"([^"]+)"/.exec(text)?.[1] ?? '';
    const errorCode = /"errorCode":"([^"]+)"/.exec(text)?.[1];
    const forced = errorCode === undefined ? { text: said } : { text: said, errorCode };
    await api.set({ forcedErrors: { 'customers/details-by-id': forced }, envelope });
    const answer = await api.get('customers/details-by-id', { 'customer-id': '302789' });
    expect(answer).toMatchObject({ status: 500, text });
    await api.set({ forcedErrors: {}, envelope: 'by_call' });
  });
});

/** What an XML answer means as JSON, in Java's types. */
function decoded(xml: string): unknown {
  const stack: unknown[][] = [[]];
  let text = '';
  const parser = new SaxesParser();
  parser.on('opentag', () => {
    text = '';
    stack.push([]);
  });
  parser.on('text', (part) => (text += part));
  parser.on('closetag', ({ name }) => {
    const children = stack.pop() ?? [];
    const scalars: Record<string, () => unknown> = {
      string: () => text,
      boolean: () => text === 'true',
      int: () => Number(text),
      double: () => Number(text),
      entry: () => children,
      hashtable: () => Object.fromEntries(children as [string, unknown][]),
    };
    const read = scalars[name];
    if (read === undefined) throw new Error(`Unknown element ${name}`);
    stack.at(-1)?.push(read());
    text = '';
  });
  parser.write(xml).close();
  return stack[0]?.[0];
}

describe('XML', () => {
  it.each<[string, Parameters]>([
    ['customers/details-by-id', { 'customer-id': JANE }],
    ['customers/search', page],
    ['billing/customer-transactions/search', { ...page, 'customer-id': JANE }],
    ['billing/customer-transactions', { 'transaction-ids': ['88000001', '88000013'] }],
    ['billing/customer-balance', { 'customer-id': JANE }],
    ['mock/products/reseller-price', {}],
    ['products/customer-price', {}],
    ['products/reseller-price', {}],
    ['customers/details', { username: '<&>]]>"\u0001\r\n é 😀@example.com' }],
  ])('%s %j says what the JSON says', async (name, parameters) => {
    const answer = await api.get(`${name}.xml`, parameters);
    expect(answer.type).toBe('text/xml;charset=UTF-8');
    const json = (await api.get(name, parameters)).text.replaceAll(String.raw`\u0001`, '\ufffd');
    expect(decoded(answer.text)).toEqual(JSON.parse(json));
  });

  it('prints maps as hashtables and scalars by their types', async () => {
    expect((await api.get('billing/customer-balance.xml', { 'customer-id': JANE })).text).toContain(
      '<hashtable><entry><string>currencysymbol</string><string>GBP</string></entry>' +
        '<entry><string>sellingcurrencybalance</string><double>12.09</double></entry>',
    );
    const added = await api.post('customers/signup.xml', signup({ username: 'xml@example.org' }));
    expect(added.text).toMatch(/^<int>3100\d{4}<\/int>$/);
    const id = added.text.replace(/\D/g, '');
    expect((await api.post('customers/suspend.xml', { 'customer-id': id })).text).toBe('<boolean>true</boolean>');
  });
});
