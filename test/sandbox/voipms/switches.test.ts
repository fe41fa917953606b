/** Every switch of the VoIP.ms stand-in, changed while it runs. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drive, send, signup } from '../drive.ts';
import type { Driven } from '../drive.ts';

let driven: Driven;
let fresh = '';
beforeEach(async () => {
  driven = await drive();
  fresh = String((await driven.call('signupClient', signup()))['client']);
});
afterEach(() => driven.sandbox.close());

const client = '561115';

describe('switches', () => {
  it('emptyLedger', async () => {
    await driven.set({ emptyLedger: 'absent' });
    expect(await driven.text('getCharges', { client: fresh })).toBe('{"status":"success"}');
    await driven.set({ emptyLedger: 'code', errorMessage: 'absent' });
    expect(await driven.text('getCharges', { client: fresh })).toBe('{"status":"no_charges"}');
    expect(await driven.text('getDeposits', { client: fresh })).toBe('{"status":"no_deposits"}');
    expect(await driven.status('getDeposits', { client })).toBe('success');
  });

  it('listEncoding', async () => {
    await driven.set({ listEncoding: 'indexed' });
    const { charges } = (await driven.call('getCharges', { client })) as { charges: Record<string, { id: string }> };
    expect(Object.entries(charges).map(([key, row]) => [key, row.id])).toEqual([
      ['0', '475568'],
      ['1', '475567'],
      ['3', '467988'],
    ]);
    expect(Object.keys((await driven.call('getDeposits', { client }))['deposits'] as object)).toEqual(['0', '1']);
    await driven.set({ listEncoding: 'bare' });
    expect((await driven.call('getClients', { client }))['clients']).toMatchObject({ client });
    expect((await driven.call('getCharges', { client }))['charges']).toHaveLength(3);
  });

  it('statisticsTypes', async () => {
    await driven.set({ statisticsTypes: 'strings' });
    expect(await driven.text('getResellerBalance', { client })).toBe(
      '{"status":"success","balance":{"current_balance":"8.0588","spent_total":"1.9012","calls_total":"56",' +
        '"time_total":"51:35","spent_today":"0.045","calls_today":"2","time_today":"2:50"}}',
    );
    await driven.set({ statisticsTypes: 'numbers' });
    expect(await driven.text('getResellerBalance', { client })).toBe(
      '{"status":"success","balance":{"current_balance":8.0588,"spent_total":1.9012,"calls_total":56,' +
        '"time_total":"51:35","spent_today":0.045,"calls_today":2,"time_today":"2:50"}}',
    );
    await driven.call('addPayment', { client: fresh, payment: '123456789012345678901234.567890' });
    expect(await driven.text('getResellerBalance', { client: fresh })).toContain(
      '"current_balance":123456789012345678901234.567890,',
    );
  });

  it('errorMessage, signupAnswer, duplicateEmail, testTruth', async () => {
    await driven.set({ errorMessage: 'absent', signupAnswer: 'without_client', duplicateEmail: 'invalid_email' });
    expect(await driven.text('getCharges')).toBe('{"status":"missing_client"}');
    const other = { email: 'b@example.org', confirm_email: 'b@example.org' };
    expect(await driven.text('signupClient', signup(other))).toBe('{"status":"success"}');
    expect(await driven.status('signupClient', signup(other))).toBe('invalid_email');
    await driven.set({ testTruth: 'strict' });
    await driven.call('addCharge', { client: fresh, charge: '1', test: 'true' });
    expect((await driven.call('getCharges', { client: fresh }))['charges']).toHaveLength(0);
    await driven.call('addCharge', { client: fresh, charge: '1', test: 'false' });
    expect((await driven.call('getCharges', { client: fresh }))['charges']).toHaveLength(1);
  });

  it.each([
    ['503_html', 503],
    ['500_html', 500],
    ['200_html', 200],
  ])('outage %s', async (outage, status) => {
    await driven.set({ outage });
    const answer = await send(`${driven.api}?method=getIP`);
    expect(answer).toMatchObject({ status, headers: { 'content-type': 'text/html' } });
    expect(answer.body).toContain('<html>');
  });

  it('rateLimitPerMinute counts by the sandbox clock', async () => {
    await driven.control('clock', { now: '2026-11-21T12:00:00Z' });
    await driven.set({ rateLimitPerMinute: 2 });
    const ask = () => driven.status('getCharges', { client });
    expect([await ask(), await ask(), await ask()]).toEqual(['success', 'success', 'api_limit_exceeded']);
    await driven.control('clock', { now: '2026-11-21T12:01:00Z' });
    expect(await ask()).toBe('success');
  });

  it.each([
    [[], 'ip_not_enabled'],
    [['192.168.1.*', '10.0.0.0/8'], 'ip_not_enabled'],
    [['0.0.0.0'], 'success'],
    [['127.0.0.1'], 'success'],
    [['127.0.0.*'], 'success'],
    [['127.0.0.0/8'], 'success'],
    [['::1/128', '127.0.0.0/99', 'nonsense/8'], 'ip_not_enabled'],
    [['localhost'], 'success'],
  ])('ipAllowList %j -> %s; getIP is always answered', async (ipAllowList, status) => {
    await driven.set({ ipAllowList });
    expect(await driven.status('getCharges', { client })).toBe(status);
    expect(await driven.call('getIP')).toEqual({ status: 'success', ip: '127.0.0.1' });
  });

  it('accountKind, packages, deleteWithDids, clients at all', async () => {
    await driven.set({ accountKind: 'plain' });
    expect(await driven.status('getClients')).toBe('invalid_client');
    expect(await driven.status('getCharges', { client })).toBe('invalid_client');
    await driven.set({ accountKind: 'reseller', packages: 'none' });
    expect(await driven.status('getPackages')).toBe('no_package');
    expect(await driven.status('getClientPackages', { client })).toBe('no_package');
    await driven.set({ deleteWithDids: 'delete' });
    for (const id of [client, '561116', '561117', '561118', fresh]) {
      expect(await driven.status('delClient', { client: id })).toBe('success');
    }
    expect(await driven.status('getClients')).toBe('no_client');
  });

  it('hardClientCharge', async () => {
    await driven.set({ hardClientCharge: 'refuse' });
    expect(await driven.status('addCharge', { client, charge: '8.0589' })).toBe('non_sufficient_funds');
    expect(await driven.status('addCharge', { client, charge: '8.0588' })).toBe('success');
    const soft = signup({ email: 's@example.org', confirm_email: 's@example.org', balance_management: '0' });
    const { client: id } = (await driven.call('signupClient', soft)) as { client: number };
    expect(await driven.status('addCharge', { client: String(id), charge: '5' })).toBe('success');
  });

  it('descriptionCutAt and descriptionLimit count characters', async () => {
    await driven.set({ descriptionCutAt: 3 });
    await driven.call('addCharge', { client: fresh, charge: '1', description: 'a😀cd' });
    expect((await driven.call('getCharges', { client: fresh }))['charges']).toMatchObject([{ description: 'a😀c' }]);
    await driven.call('addPayment', { client: fresh, payment: '1', description: 'b😀cd' });
    expect((await driven.call('getDeposits', { client: fresh }))['deposits']).toMatchObject([{ description: 'b😀c' }]);
    await driven.set({ descriptionCutAt: null, descriptionLimit: 3 });
    expect(await driven.status('addCharge', { client, charge: '1', description: 'abcd' })).toBe('invalid_description');
    expect(await driven.status('addCharge', { client, charge: '1', description: 'abc' })).toBe('success');
    expect(await driven.status('addPayment', { client, payment: '1', description: 'abcd' })).toBe(
      'invalid_description',
    );
  });

  it.each(['method_maintenance', 'unavailable_info', 'tls_error', 'missing_params', 'not_in_any_table'])(
    'forcedErrors: %s',
    async (code) => {
      await driven.set({ forcedErrors: { addCharge: code } });
      expect(await driven.status('addCharge', { client, charge: '1' })).toBe(code);
      expect(await driven.status('getCharges', { client })).toBe('success');
      await driven.set({ forcedErrors: { '*': code } });
      expect(await driven.status('getCharges', { client })).toBe(code);
    },
  );

  it.each([
    ['drop', 'apply_then_drop'],
    ['late', 'apply_late'],
    ['empty', 'empty_body'],
  ])('lostAnswer %s applies a write and loses its answer; reads are answered', async (lostAnswer, kind) => {
    await driven.set({ lostAnswer, lostAnswerDelayMs: 1 });
    const lost = await driven.text('addCharge', { client: fresh, charge: '1' }).catch(() => 'no answer');
    expect(lost).toBe(lostAnswer === 'empty' ? '' : 'no answer');
    expect((await driven.call('getCharges', { client: fresh }))['charges']).toHaveLength(1);
    const { requests } = (await driven.control('requests')).body as { requests: { fault: string | null }[] };
    expect(requests.map((request) => request.fault)).toEqual([null, kind, null]);
  });
});

describe('the switches endpoint', () => {
  it('names the bad field and what is allowed, and changes nothing then', async () => {
    const before = await driven.control('switches');
    const answer = await driven.control('switches', {
      provider: 'voipms',
      emptyLedger: 'none',
      rateLimitPerMinute: 0,
      wwwHost: 'serve',
      tset: 1,
      forcedErrors: { addChrage: 'x' },
    });
    expect(answer.status).toBe(400);
    const problems = answer.body['problems'] as string[];
    expect(problems.find((text) => text.startsWith('emptyLedger'))).toContain('"array"|"absent"|"code"');
    expect(problems.find((text) => text.startsWith('rateLimitPerMinute'))).toBeDefined();
    expect(problems.find((text) => text.startsWith('forcedErrors'))).toContain('addCharge');
    expect(problems.find((text) => text.startsWith('tset: unknown field'))).toContain('emptyLedger');
    expect(await driven.control('switches')).toEqual(before);
    expect((await driven.control('switches', { provider: 'nobody' })).body['error']).toContain('voipms');
  });
});
