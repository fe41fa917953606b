/** Mail accounts: state, errors in their own envelope. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JANE, start } from './client.ts';
import type { Api } from './client.ts';

let api: Api;
beforeEach(async () => {
  api = await start();
});
afterEach(() => api.close());

const user = (changes: Readonly<Record<string, string>> = {}) => ({
  'order-id': '85000001',
  email: 'info@example.com',
  passwd: 'canary-1',
  'notification-email': 'me@example.org',
  'first-name': 'In',
  'last-name': 'Fo',
  'country-code': 'GB',
  'language-code': 'en',
  ...changes,
});
const forward = (changes: Readonly<Record<string, string>> = {}) => ({
  'order-id': '85000001',
  email: 'fwd@example.com',
  forwards: 'a@example.org, b@example.org',
  ...changes,
});
const failed = (message: string, errorCode = 'invalid_request') =>
  JSON.stringify({ response: { status: 'FAILURE', message, errorCode } });

describe('mail accounts', () => {
  it('are unique over both kinds and in any case of letters, and can come back', async () => {
    const taken = failed('Email address is already registered with us', 'emailaddress_unique_key_voilation');
    expect((await api.post('mail/user/add', user())).text).toContain('"status":"SUCCESS"');
    expect((await api.post('mail/user/add-forward-only-account', forward({ email: 'INFO@example.com' }))).text).toBe(
      taken,
    );
    expect((await api.post('mail/user/delete', user())).text).toBe('{"response":{"status":"Success"}}');
    expect((await api.post('mail/user/add-forward-only-account', forward({ email: 'info@example.com' }))).status).toBe(
      200,
    );
    expect((await api.post('mail/user/add', user())).text).toBe(taken);
  });

  it('answer with numbers and booleans, and never the password', async () => {
    const { text } = await api.post('mail/user/add', user());
    expect(JSON.parse(text)).toMatchObject({
      response: { user: { quotaLimit: 5_242_880, popAccessEnabled: true, createdOn: '2026-11-24 12:00:00.000 GMT' } },
    });
    expect(text).not.toContain('canary');
  });

  it('can be added to the orders of generated customers', async () => {
    const added = await api.post('mail/user/add', user({ 'order-id': '85000002', email: 'x@example.com' }));
    expect(added.text).toBe(failed('{email=email is invalid}'));
    const [row] = await api.rows('billing/customer-transactions/search', {
      'customer-id': '31000002',
      'transaction-type': 'invoice',
    });
    const domain = /for (\S+)$/.exec(row?.['customer_transaction.description'] ?? '')?.[1] ?? '';
    const order = row?.['customer_transaction.orderid'] ?? '';
    const answer = await api.post('mail/user/add', user({ 'order-id': order, email: `x@${domain}` }));
    expect(JSON.parse(answer.text)).toMatchObject({ response: { user: { domainName: domain } } });
  });

  it.each(Object.keys(user()))('%s is required', async (name) => {
    const answer = await api.post('mail/user/add', user({ [name]: '' }));
    expect(answer).toMatchObject({ status: 200, text: failed(`Required parameter missing: ${name}`) });
  });

  it.each([
    ['email', 'info'],
    ['email', 'info@example.org'],
    ['notification-email', 'me'],
    ['country-code', 'gb'],
    ['language-code', 'english'],
  ])('%s=%s is invalid', async (name, value) => {
    const answer = await api.post('mail/user/add', user({ [name]: value }));
    expect(answer).toMatchObject({ status: 200, text: failed(`{${name}=${name} is invalid}`) });
  });

  it.each(['', 'a', 'a@example.org,', 'a@example.org;b@example.org', Array(101).fill('a@b.example').join(',')])(
    'forwards=%s is refused',
    async (forwards) => {
      const answer = await api.post('mail/user/add-forward-only-account', forward({ forwards }));
      expect(answer.text).toMatch(/FAILURE.*(forwards is invalid|missing: forwards)/);
    },
  );

  it('unknown orders, and those of a deleted customer', async () => {
    const calls = ['mail/user/add', 'mail/user/add-forward-only-account', 'mail/user/delete'];
    const fields = { ...user(), ...forward() };
    for (const call of calls) {
      const answer = await api.post(call, { ...fields, 'order-id': '7' });
      expect(answer.text).toBe(failed('No Entity found for Entityid: 7'));
    }
    await api.write('customers/delete', { 'customer-id': JANE });
    for (const call of calls)
      expect((await api.post(call, fields)).text).toBe(failed('No Entity found for Entityid: 85000001'));
  });
});
