/** Requests of clients that differ: where parameters stand, methods, logins, the request log, counts. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drive, send } from '../drive.ts';
import { JANE, LOGIN, apiOf, form, fund, signup, start } from './client.ts';
import type { Api } from './client.ts';

let api: Api;
beforeEach(async () => {
  api = await start();
});
afterEach(() => api.close());

const FUND = 'billing/add-customer-fund.json';
const urlencoded = { 'content-type': 'application/x-www-form-urlencoded' };
const login = form(LOGIN).toString();

describe('a POST', () => {
  it.each([
    ['all in the query, no content type', `${login}&${form(fund()).toString()}`, {}, ''],
    ['all in the query, text/plain', `${login}&${form(fund()).toString()}`, { 'content-type': 'text/plain' }, ''],
    ['all in the body', '', urlencoded, `${login}&${form(fund()).toString()}`],
    ['login in the query, the rest in the body', login, urlencoded, form(fund()).toString()],
    ['everything twice', `${login}&${form(fund()).toString()}`, urlencoded, `${login}&${form(fund()).toString()}`],
    [
      'a charset in the content type',
      '',
      { 'content-type': 'Application/X-WWW-Form-Urlencoded; charset=UTF-8' },
      `${login}&${form(fund()).toString()}`,
    ],
  ])('with %s', async (_, query, headers, body) => {
    const answer = await send(`${api.url}/${FUND}?${query}`, { method: 'POST', headers, body });
    expect(answer).toMatchObject({ status: 200, body: expect.stringMatching(/^\d+$/) as string });
    expect(await api.rows('billing/customer-transactions/search', { 'customer-id': JANE })).toHaveLength(3);
  });

  it('takes the first of two values of a scalar', async () => {
    const body = `${form({ ...LOGIN, ...fund() }).toString()}&amount=9`;
    await send(`${api.url}/${FUND}`, { method: 'POST', headers: urlencoded, body });
    const rows = await api.rows('billing/customer-transactions/search', { 'customer-id': JANE });
    expect(rows.at(-1)?.['customer_transaction.sellingamount']).toBe('5.000');
  });

  it.each(['application/json', 'multipart/form-data; boundary=a', 'text/plain'])(
    'ignores a body of %s',
    async (type) => {
      const body = JSON.stringify({ ...LOGIN, ...fund() });
      const answer = await send(`${api.url}/${FUND}`, { method: 'POST', headers: { 'content-type': type }, body });
      expect(answer).toMatchObject({ status: 500, body: expect.stringContaining('missing: auth-userid') as string });
    },
  );

  it('may read', async () => {
    expect((await api.post('customers/details-by-id', { 'customer-id': JANE })).status).toBe(200);
  });
});

describe('another method', () => {
  const message = '{"status":"ERROR","message":"This method requires POST"}';
  it.each(['GET', 'PUT', 'DELETE'])('%s changes nothing', async (method) => {
    const answer = await send(`${api.url}/${FUND}?${form({ ...LOGIN, ...fund() }).toString()}`, { method });
    expect(answer).toMatchObject({ status: 500, body: message });
    expect((await api.get('mail/user/add')).text).toBe(message);
    expect(await api.rows('billing/customer-transactions/search', { 'customer-id': JANE })).toHaveLength(2);
  });

  it('is tolerated when the switch says so', async () => {
    await api.set({ wrongHttpMethod: 'tolerated' });
    expect((await api.get('billing/add-customer-fund', fund())).text).toMatch(/^\d+$/);
  });
});

const ask = async (query: Readonly<Record<string, string>>) =>
  (await send(`${api.url}/customers/details-by-id.json?${form({ ...query, 'customer-id': JANE }).toString()}`)).body;

describe('the login', () => {
  const failed = '{"status":"ERROR","message":"Authentication failed"}';

  it.each([
    [{}, '{"status":"ERROR","message":"Required parameter missing: auth-userid"}'],
    [{ 'auth-userid': '100001' }, '{"status":"ERROR","message":"Required parameter missing: api-key"}'],
    [{ ...LOGIN, 'api-key': 'wrong' }, failed],
    [{ ...LOGIN, 'auth-userid': '100002' }, failed],
    [{ ...LOGIN, 'api-key': 'DEMO-logicboxes' }, failed],
    [{ 'auth-userid': '100001', 'auth-password': 'wrong' }, failed],
  ])('%j is refused', async (query, text) => {
    expect(await ask(query)).toBe(text);
  });

  it('auth-password does in place of api-key, unless the account refuses it', async () => {
    const old = { 'auth-userid': '100001', 'auth-password': 'demo-logicboxes' };
    expect(await ask(old)).toContain('"jane@example.com"');
    await api.set({ authPassword: 'refused' });
    expect(await ask(old)).toContain('Required parameter missing: api-key');
  });

  it('at mail functions fails as everywhere', async () => {
    expect(await api.post('mail/user/add', { 'api-key': 'x' })).toMatchObject({ status: 500, text: failed });
  });
});

describe('paths', () => {
  const unknown = 'Invalid request: no such method';
  it.each([
    ['customers/nothing.json', `{"status":"ERROR","message":"${unknown}"}`],
    ['customers/details-by-id', `{"status":"ERROR","message":"${unknown}"}`],
    ['customers/details-by-id.php', `{"status":"ERROR","message":"${unknown}"}`],
    ['customers/', `{"status":"ERROR","message":"${unknown}"}`],
    ['billing/customer-transactions/cancel.json', `{"0":{"status":"Failed","error":"${unknown}"}}`],
    ['domains/search.json', `{"status":"error","error":"${unknown}"}`],
    ['orders/suspend.json', `{"status":"Failed","actionstatusdesc":"${unknown}"}`],
    ['resellers/details.json', `{"errorvalue":{"error":"${unknown}"}}`],
    ['mail/user/modify.json', `{"response":{"status":"FAILURE","message":"${unknown}","errorCode":"invalid_request"}}`],
  ])('%s is an error', async (path, text) => {
    expect((await send(`${api.url}/${path}?${login}`)).body).toBe(text);
  });

  it.each(['/api', '/api/', '/api/customers', '/api/v2/customers/details.json', '/api/customersx/details.json'])(
    '%s belongs to nobody',
    async (path) => {
      expect((await send(`${api.driven.sandbox.url}${path}?${login}`)).status).toBe(404);
    },
  );

  it('leave VoIP.ms alone', async () => {
    expect(await api.driven.status('getIP')).toBe('success');
  });
});

describe('the request log', () => {
  it('counts by path without ending', async () => {
    await api.get('customers/details-by-id', { 'customer-id': JANE });
    await api.get('customers/details-by-id.xml', { 'customer-id': JANE });
    await api.get('customers/constructor');
    await send(`${api.url}/customers/`);
    await api.post('billing/add-customer-fund', fund());
    expect((await api.driven.control('calls')).body['logicboxes']).toEqual({
      'customers/details-by-id': 2,
      '(unknown)': 1,
      '(none)': 1,
      'billing/add-customer-fund': 1,
    });
  });

  it('has no secret, wherever it stood', async () => {
    const secrets = {
      'api-key': ['demo-logicboxes', 'canary-0'],
      'auth-password': 'canary-1',
      passwd: 'canary-2',
      'new-passwd': 'canary-3',
      pin: 'canary-4',
      'auth-token': 'canary-5',
      'Api-Key': 'canary-6',
      token: 'canary-7',
      cvv: 'canary-8',
    };
    await send(`${api.url}/customers/signup.json?${form({ ...LOGIN, ...secrets }).toString()}`, {
      method: 'POST',
      headers: urlencoded,
      body: form({ ...signup(), ...secrets, 'transaction-key': 'shown', 'customer-id': ['1', '2'] }).toString(),
    });
    const { body } = await api.driven.control('requests');
    expect(JSON.stringify(body)).not.toMatch(/canary|demo-logicboxes/);
    const [entry] = body['requests'] as { query: object; body: object }[];
    expect(entry?.query).toMatchObject({ 'auth-userid': '100001', 'api-key': '[redacted]' });
    expect(entry?.body).toMatchObject({
      username: 'ada@example.org',
      'transaction-key': 'shown',
      'customer-id': '1,2',
    });
  });
});

describe('other sandboxes', () => {
  it('reset brings the beginning back', async () => {
    await api.write('billing/add-customer-fund', fund());
    await api.write('customers/modify', { ...signup(), 'customer-id': JANE });
    await api.set({ balanceTypes: 'strings' });
    await api.driven.control('reset', {});
    const fresh = apiOf(await drive());
    for (const [name, parameters] of [
      ['customers/details-by-id', { 'customer-id': JANE }],
      ['billing/customer-balance', { 'customer-id': JANE }],
      ['customers/search', { 'no-of-records': '10', 'page-no': '1' }],
    ] as const)
      expect((await api.get(name, parameters)).text).toBe((await fresh.get(name, parameters)).text);
    await fresh.close();
  });
});
