/** Switches and faults of the LogicBoxes stand-in, changed while it runs. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JANE, debit, fund, rowsOf, signup, start } from './client.ts';
import type { Api } from './client.ts';

const SEARCH = 'billing/customer-transactions/search';
const ARCHIVED = 'billing/customer-archived-transactions/search';

let api: Api;
beforeEach(async () => {
  api = await start();
});
afterEach(() => api.close());

const count = async () => (await api.rows(SEARCH, { 'customer-id': JANE })).length;
const unknown = () => api.get('customers/details-by-id', { 'customer-id': '1' });

describe('switches', () => {
  it('errorStatus and mailErrorStatus', async () => {
    await api.set({ errorStatus: 200, mailErrorStatus: 500 });
    expect(await unknown()).toMatchObject({ status: 200, text: '{"status":"ERROR","message":"Invalid customer-id"}' });
    expect((await api.post('mail/user/delete', { 'order-id': '7', email: 'a@b.example' })).status).toBe(500);
  });

  it('envelope', async () => {
    await api.set({ envelope: 'A' });
    const mail = await api.post('mail/user/delete', { 'order-id': '7' });
    expect(mail.text).toBe('{"status":"ERROR","message":"Required parameter missing: email"}');
    await api.set({ envelope: 'F' });
    expect((await unknown()).text).toBe('{"1":{"status":"Failed","error":"Invalid customer-id"}}');
  });

  it('ledgerSign', async () => {
    await api.set({ ledgerSign: 'positive' });
    await api.write('billing/add-customer-debit-note', debit());
    const rows = await api.rows(SEARCH, { 'customer-id': JANE });
    expect(rows.map((row) => row['customer_transaction.sellingamount'])).toEqual(['7.910', '20.000', '2.500']);
    expect(rows[0]?.['customer_transaction.unutilisedaccountingamount']).toBe('10.000');
    const details = await api.read('billing/customer-transactions', { 'transaction-ids': '88000001' });
    expect(details['88000001']).toMatchObject({ sellingamount: '7.910' });
  });

  it('balanceTypes', async () => {
    await api.set({ balanceTypes: 'strings' });
    expect((await api.get('billing/customer-balance', { 'customer-id': JANE })).text).toBe(
      '{"currencysymbol":"GBP","sellingcurrencybalance":"12.09","sellingcurrencylockedbalance":"0.0",' +
        '"totalsellingbalance":"12.09","accountingcurrencybalance":"15.11","accountingcurrencylockedbalance":"0.0"}',
    );
    expect((await api.get('billing/reseller-balance', { 'reseller-id': '100001' })).text).toContain('"1250.75"');
  });

  it('pageKeys', async () => {
    await api.set({ pageKeys: 'run_on' });
    const page = await api.read(SEARCH, { 'customer-id': JANE, 'no-of-records': '1', 'page-no': '2' });
    expect(Object.keys(page)).toEqual(['2', 'recsonpage', 'recsindb']);
  });

  it('recordsRange', async () => {
    await api.set({ recordsRange: 'ignored' });
    expect(await api.rows('customers/search', { 'no-of-records': '1' })).toHaveLength(1);
    const all = await api.read(ARCHIVED, { 'no-of-records': '5000', 'page-no': '1' });
    expect(rowsOf(all).length).toBe(Number(all['recsindb']));
    expect(rowsOf(all).length).toBeGreaterThan(500);
    expect((await api.get(SEARCH, { 'no-of-records': '0', 'page-no': '1' })).text).toContain(
      'no-of-records is invalid',
    );
  });

  it('archiveAgeDays and archiveOverlapDays', async () => {
    const sizes = async () => {
      const of = { 'customer-id': '31000002', 'no-of-records': '1', 'page-no': '1' };
      return Promise.all([SEARCH, ARCHIVED].map(async (name) => Number((await api.read(name, of))['recsindb'])));
    };
    const [current = 0, archived = 0] = await sizes();
    expect(current + archived).toBe(1200);
    await api.set({ archiveAgeDays: 30 });
    const [fewer = 0, more = 0] = await sizes();
    expect([fewer < current, more > archived, fewer + more]).toEqual([true, true, 1200]);
    await api.set({ archiveAgeDays: 365, archiveOverlapDays: 60 });
    const [overlapping = 0, same = 0] = await sizes();
    expect([overlapping > current, same === archived]).toEqual([true, true]);
  });

  it('addressNotAllowed', async () => {
    await api.set({ addressNotAllowed: 'error_500' });
    expect(await unknown()).toMatchObject({
      status: 500,
      text: '{"status":"ERROR","message":"Access Denied. You are not authorized to perform this action."}',
    });
    await api.set({ addressNotAllowed: 'html_403' });
    expect(await unknown()).toMatchObject({ status: 403, type: 'text/html', text: expect.stringContaining('<html>') });
  });

  it('mailMethods', async () => {
    await api.set({ mailMethods: 'deprecated' });
    expect(await api.post('mail/user/add')).toMatchObject({
      status: 500,
      text: '{"status":"ERROR","message":"Feature deprecated. Please refer to KB link"}',
    });
    expect(await count()).toBe(2);
  });

  it('debitNoteConversion', async () => {
    await api.set({ debitNoteConversion: 'optional' });
    const note = debit({ 'accounting-amount': '', 'conversion-rate': '' });
    await api.write('billing/add-customer-debit-note', note);
    const row = (await api.rows(SEARCH, { 'customer-id': JANE })).at(-1);
    expect(row?.['customer_transaction.accountingamount']).toBe('-3.161');
  });

  it('descriptionCutAt counts characters', async () => {
    await api.set({ descriptionCutAt: 3 });
    await api.write('billing/add-customer-fund', fund({ description: 'a😀cd' }));
    await api.write('billing/add-customer-debit-note', debit({ description: 'b😀cd' }));
    const added = (await api.rows(SEARCH, { 'customer-id': JANE })).slice(2);
    expect(added.map((row) => row['customer_transaction.description'])).toEqual(['a😀c', 'b😀c']);
  });

  it('rateLimitPerSecond counts by the sandbox clock', async () => {
    await api.set({ rateLimitPerSecond: 2 });
    const statuses = [(await unknown()).status, (await unknown()).status, (await unknown()).status];
    expect(statuses).toEqual([500, 500, 429]);
    await api.driven.control('clock', { now: '2026-11-24T12:00:01Z' });
    expect((await unknown()).status).toBe(500);
  });

  it('forcedErrors: a text, or all of the error; for one function or all', async () => {
    await api.set({ forcedErrors: { 'billing/add-customer-fund': 'Insufficient funds' } });
    expect(await api.post('billing/add-customer-fund', fund())).toMatchObject({
      status: 500,
      text: '{"status":"ERROR","message":"Insufficient funds"}',
    });
    expect((await unknown()).text).toContain('Invalid customer-id');
    const text = 'There is already an action pending on this Order.';
    await api.set({ forcedErrors: { '*': { text, envelope: 'C', status: 503 } } });
    expect(await unknown()).toMatchObject({ status: 503, text: `{"status":"Failed","actionstatusdesc":"${text}"}` });
    await api.set({ forcedErrors: { 'mail/user/add': { text, errorCode: 'odd' } } });
    expect(await api.post('mail/user/add')).toMatchObject({
      status: 200,
      text: `{"response":{"status":"FAILURE","message":"${text}","errorCode":"odd"}}`,
    });
  });

  it.each([
    ['drop', 'apply_then_drop'],
    ['late', 'apply_late'],
    ['empty', 'empty_body'],
  ])('lostAnswer %s applies a write and loses its answer; reads are answered', async (lostAnswer, kind) => {
    await api.set({ lostAnswer, lostAnswerDelayMs: 1 });
    const lost = await api.post('billing/add-customer-fund', fund()).catch(() => 'no answer');
    expect(lost).toEqual(lostAnswer === 'empty' ? { status: 200, type: 'application/json', text: '' } : 'no answer');
    expect(await count()).toBe(3);
    const { requests } = (await api.driven.control('requests')).body as { requests: { fault: string | null }[] };
    expect(requests.map((request) => request.fault)).toEqual([kind, null]);
  });

  it('are refused with the name of the field', async () => {
    const answer = await api.driven.control('switches', {
      provider: 'logicboxes',
      errorStatus: 404,
      envelope: 'G',
      forcedErrors: { 'customers/detail': 'x' },
    });
    expect(answer.status).toBe(400);
    const problems = (answer.body['problems'] as string[]).join('\n');
    expect(problems).toMatch(/^errorStatus: /m);
    expect(problems).toMatch(/^envelope: /m);
    expect(problems).toMatch(/^forcedErrors: .*customers\/details/m);
  });
});

const write = () => api.post('billing/add-customer-fund', fund()).catch(() => null);

describe('faults', () => {
  it.each([
    ['refuse', 2],
    ['drop_before_apply', 2],
    ['apply_then_drop', 3],
    ['apply_late', 3],
  ])('%s: no answer, %i rows', async (kind, rows) => {
    await api.fault({ function: 'billing/add-customer-fund', kind, delayMs: 1 });
    expect(await write()).toBeNull();
    expect(await count()).toBe(rows);
    expect((await write())?.status).toBe(rows === 2 ? 200 : 500);
  });

  it.each([
    ['delay', 200, 3, /^\d+$/],
    ['http_500_html', 500, 2, /<html>/],
    ['http_503_html', 503, 2, /<html>/],
    ['empty_body', 200, 3, /^$/],
    ['truncated', 200, 3, /^\d{4}$/],
    ['garbage', 200, 3, /neither JSON nor XML/],
    ['rate_limited', 429, 2, /^\{"status":"ERROR","message":"Too many requests"\}$/],
  ])('%s: status %i, %i rows', async (kind, status, rows, text) => {
    await api.fault({ function: '*', kind, delayMs: 1 });
    const answer = await write();
    expect(answer?.status).toBe(status);
    expect(answer?.text).toMatch(text);
    expect(await count()).toBe(rows);
  });

  it('of sign-ups too', async () => {
    await api.fault({ function: 'customers/v2/signup', kind: 'apply_then_drop' });
    expect(await api.post('customers/v2/signup', signup()).catch(() => null)).toBeNull();
    expect((await api.read('customers/details', { username: 'ada@example.org' }))['name']).toBe('Ada Lovelace');
  });
});
