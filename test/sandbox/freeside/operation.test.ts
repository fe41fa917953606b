/** Faults, lost answers, forced errors, the request log, and what survives a restart. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeCall } from '../../../src/wire/xmlrpc.ts';
import { struct } from '../../../src/wire/xmlrpc-values.ts';
import { send } from '../drive.ts';
import { ALL, BACK_END, PUBLIC, driveFreeside, rowsOf, signup } from './drive.ts';
import type { Freeside } from './drive.ts';

let freeside: Freeside;
beforeEach(async () => {
  freeside = await driveFreeside();
});
afterEach(() => freeside.sandbox.close());

const order = { custnum: '5001', pkgpart: '4' };
const balance = async (of = freeside) => (await of.call('customer_info', { custnum: '5001' }))['balance'];

const act = () =>
  send(freeside.url, {
    method: 'POST',
    body: encodeCall(`${PUBLIC}order_pkg`, [struct({ ...order, agent_session_id: freeside.session })]),
  }).catch((error: NodeJS.ErrnoException) => error.code);

const everything = async (of: Freeside) => {
  const rows = await rowsOf(of, { ...ALL, search: 'a' });
  const details = rows.flatMap(({ custnum = '' }) =>
    ['customer_info', 'billing_history', 'list_pkgs'].map((method) => of.call(method, { custnum })),
  );
  return [rows, await of.call('agent_info'), ...(await Promise.all(details))];
};

describe('faults', () => {
  it.each([
    ['refuse', '12.50', { code: 'ECONNRESET' }],
    ['drop_before_apply', '12.50', { code: 'ECONNRESET' }],
    ['apply_then_drop', '87.50', { code: 'ECONNRESET' }],
    ['apply_late', '87.50', { code: 'ECONNRESET' }],
    ['http_500_html', '12.50', { status: 500 }],
    ['http_503_html', '12.50', { status: 503 }],
    ['rate_limited', '12.50', { status: 429 }],
    ['empty_body', '87.50', { status: 200, body: '' }],
    ['garbage', '87.50', { status: 200 }],
    ['truncated', '87.50', { status: 200, headers: { 'content-type': 'text/xml' } }],
    ['delay', '87.50', { status: 200 }],
  ])('%s: balance %s afterwards', async (kind, after, seen) => {
    await freeside.fail({ function: 'order_pkg', kind, delayMs: 10 });
    const outcome = await act();
    expect(typeof outcome === 'string' ? { code: outcome } : outcome).toMatchObject(seen);
    expect(await balance()).toBe(after);
    expect((await freeside.control('calls')).body['freeside']).toMatchObject({ order_pkg: 1, customer_info: 1 });
  });

  it('are for functions that there are', async () => {
    await expect(freeside.fail({ function: 'nosuch', kind: 'delay' })).rejects.toThrow('new_customer');
  });
});

describe('switches', () => {
  it.each([
    ['drop', 'apply_then_drop'],
    ['late', 'apply_late'],
    ['empty', 'empty_body'],
  ])('lostAnswer %s applies a write and loses its answer; reads are answered', async (lostAnswer, kind) => {
    await freeside.turn({ lostAnswer, lostAnswerDelayMs: 1 });
    const outcome = await freeside.call('order_pkg', order).catch((error: Error) => error.name);
    expect(outcome).toMatch(/Error$/);
    expect(await balance()).toBe('87.50');
    const { requests } = (await freeside.control('requests')).body as { requests: { fault: string | null }[] };
    expect(requests.map((request) => request.fault)).toEqual([null, kind, null]);
  });

  it('forcedErrors and forcedFaults, by function or for all but login and logout', async () => {
    await freeside.turn({ forcedErrors: { order_pkg: 'Out of order', agent_login: "Can't log in" } });
    expect(await freeside.error('order_pkg', order)).toBe('Out of order');
    expect(await freeside.ask('agent_login')).toEqual({ error: "Can't log in" });
    expect(await balance()).toBe('12.50');
    await freeside.turn({ forcedErrors: { '*': "Can't resume session" } });
    expect(await freeside.error('agent_info')).toBe("Can't resume session");
    expect(await freeside.login()).toMatch(/^[0-9a-f]{32}$/);
    await freeside.turn({ forcedFaults: { '*': 'Deep recursion' } });
    expect(await freeside.call('agent_info')).toEqual({
      faultCode: 'Server',
      codeType: 'string',
      faultString: 'Deep recursion at /usr/share/perl5/FS/Record.pm line 511.\n',
    });
  });

  it('name the bad field and what is allowed, and change nothing then', async () => {
    const bad = {
      provider: 'freeside',
      branch: '5',
      sessionSeconds: 0,
      allowedPayby: [],
      forcedErrors: { x: 'y' },
      tset: 1,
    };
    const before = await freeside.control('switches');
    const { status, body } = await freeside.control('switches', bad);
    expect(status).toBe(400);
    for (const name of ['branch', 'sessionSeconds', 'allowedPayby', 'forcedErrors', 'tset']) {
      expect(body['problems']).toContainEqual(expect.stringContaining(name) as string);
    }
    expect(await freeside.control('switches')).toEqual(before);
  });

  it('have the documented defaults', async () => {
    expect((await freeside.control('switches')).body['freeside']).toEqual({
      backEndDoor: 'on',
      branch: 'master',
      unknownDomain: 'available',
      allowedPayby: ['CARD', 'CHEK', 'PREPAY'],
      realtimeBilling: 'off',
      passwordPolicy: 'on',
      lineItems: 'off',
      sessionSeconds: 3600,
      memberOrder: 'random',
      foreignRows: 'off',
      requireCvv: 'off',
      accessNumbers: 'off',
      prepaidTemplate: 'off',
      lostAnswer: 'off',
      lostAnswerDelayMs: 60_000,
      forcedErrors: {},
      forcedFaults: {},
    });
  });
});

describe('the request log', () => {
  const canaries = {
    _password: 'Canary-77',
    payinfo: '4111111111111111',
    paycvv: '987',
    paydate: '12/2031',
    payname: 'Canary Holder',
    ss: '000-99-8877',
    sec_phrase: 'canary phrase',
    unheard_of: 'canary value',
    comments: 'my card is 4111 1111 1111 1111',
    search: '4111111111111111',
    sesison_id: 'canary-session',
  };

  it('counts by function, and shows what is no secret', async () => {
    await freeside.call('new_customer', signup(canaries));
    await freeside.post(encodeCall('agent_login', []));
    await freeside.post(encodeCall(`${PUBLIC}nosuch`, []));
    await freeside.post('');
    const { requests } = (await freeside.control('requests')).body as { requests: Record<string, unknown>[] };
    expect(requests.map((request) => request['function'])).toEqual([
      'agent_login',
      'new_customer',
      '(unknown)',
      '(unknown)',
      '(none)',
    ]);
    expect(requests[1]?.['body']).toMatchObject({
      session_id: '[redacted]',
      username: 'ada',
      pkgpart: '2',
      city: 'Boston',
      payby: 'CARD',
      payinfo: '[redacted]',
      _password: '[redacted]',
      comments: '[redacted]',
      '(other)': '1 [redacted]',
    });
    expect(JSON.stringify(requests)).not.toMatch(
      new RegExp(`demo-freeside|canary|4111|987"|2031|8877|${freeside.session}`, 'i'),
    );
  });

  it('hides what a list that is one short has turned into keys', async () => {
    for (const prefix of [PUBLIC, BACK_END]) {
      await freeside.post(encodeCall(`${prefix}agent_login`, ['demo', 'password', 'demo-freeside']));
      await freeside.post(encodeCall(`${prefix}agent_info`, [freeside.session, struct({ password: 'demo-freeside' })]));
    }
    const text = JSON.stringify((await freeside.control('requests')).body);
    expect(text).not.toContain('demo-freeside');
    expect(text).not.toContain(freeside.session);
  });
});

describe('a restart', () => {
  let dataDir = '';
  let file = '';
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'freeside-'));
    file = join(dataDir, 'sandbox', 'seed-7-clients-3.journal');
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  it('keeps every write, and neither cards nor passwords', async () => {
    const first = await driveFreeside({ dataDir });
    await first.call(
      'new_customer',
      signup({ ship_address1: '1 Bay', ship_city: 'Bath', ship_state: 'ME', ship_zip: '04530' }),
    );
    await first.call('new_customer', signup({ username: 'pre', payby: 'PREPAY', payinfo: 'PREPAID77' }));
    await first.turn({ realtimeBilling: 'decline' });
    await first.call('new_customer', signup({ username: 'declined' }));
    await first.turn({ realtimeBilling: 'paid' });
    await first.call('order_pkg', order);
    await first.call('order_pkg', { custnum: '5002', pkgpart: '6', username: 'extra', _password: 'Tr1cky-Pw' });
    await first.call('suspend_username', { username: 'jane', domain: 'example.com' });
    await first.call('suspend_username', { username: 'extra', domain: 'example.com' });
    await first.call('unsuspend_username', { username: 'extra', domain: 'example.com' });
    const before = await everything(first);
    await first.sandbox.close();
    expect(readFileSync(file, 'utf8')).not.toMatch(/4111111111111111|Tr1cky|PREPAID77|"paycvv"/);

    const second = await driveFreeside({ dataDir });
    expect(await everything(second)).toEqual(before);
    expect(await second.error('new_customer', signup())).toBe('Username in use');
    expect(await second.error('new_customer', signup({ username: 'p2', payby: 'PREPAY', payinfo: 'PREPAID77' }))).toBe(
      'Invalid prepaid card: PREPAID77',
    );
    expect(await second.call('new_customer', signup({ username: 'next' }))).toMatchObject({ custnum: '5008' });
    await second.control('reset', {});
    expect(await second.ask('agent_info', { session_id: second.session })).toEqual({ error: "Can't resume session" });
    const session_id = await second.login();
    expect(await second.ask('agent_info', { session_id })).toMatchObject({ num_active: '4', num_susp: '0' });
    await second.sandbox.close();
  });

  it('refuses a write of the journal that does not fit', async () => {
    const first = await driveFreeside({ dataDir });
    await first.call('suspend_username', { username: 'jane', domain: 'example.com' });
    await first.sandbox.close();
    writeFileSync(file, readFileSync(file, 'utf8').replace('"pkgnum":"7001"', '"pkgnum":"7009"'));
    await expect(driveFreeside({ dataDir })).rejects.toThrow(file);
  });
});
