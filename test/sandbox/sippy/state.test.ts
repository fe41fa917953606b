/** Persistence, reset, faults, the request log, and hostile input. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeCall } from '../../../src/wire/xmlrpc.ts';
import { struct } from '../../../src/wire/xmlrpc-values.ts';
import { driveUrl, send } from '../drive.ts';
import { decoded, Digest, driveSippy, LOGIN, sippyOf } from './client.ts';
import type { Members, Sippy } from './client.ts';

let sippy: Sippy;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sippy-'));
  sippy = await driveSippy({ dataDir: folder });
});
afterEach(async () => {
  await sippy.driven.sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

const acme = { i_customer: 3 };
const debit: Members = { ...acme, amount: '1.25', currency: 'USD', payment_notes: 'kept' };
const created: Members = {
  name: 'Kept',
  web_password: 'Canary-1',
  web_login: 'kept',
  i_tariff: 2,
  balance: '10.00',
  api_access: 1,
  api_password: 'Canary-2',
  customers_mgmt: 7,
};

/** Everything that can be read, with the password that works once tried at last. */
async function everything(of: Sippy): Promise<unknown> {
  const { customers } = (await of.call('listCustomers')) as { customers: { i_customer: string }[] };
  const single = await Promise.all(
    customers.map(async ({ i_customer }) => [
      await of.call('getCustomerInfo', { i_customer }),
      await of.call('getLowBalance', { i_customer }),
      await of.call('getPaymentsList', { i_customer }),
    ]),
  );
  return { customers, single };
}

async function writeAll(): Promise<string> {
  await sippy.call('createCustomer', created);
  await sippy.call('createCustomer', { ...created, name: 'Gone', web_login: 'gone' });
  await sippy.call('updateCustomer', { i_customer: 101, name: 'Renamed', balance: 5, max_sessions: null });
  await sippy.call('deleteCustomer', { i_customer: 105 });
  await sippy.call('deleteCustomer', { i_customer: 102 });
  await sippy.call('customerDebit', debit);
  await sippy.call('customerCredit', { ...debit, i_customer: 104, currency: 'EUR' });
  await sippy.call('customerAddFunds', { ...debit, i_customer: 103, currency: 'GBP' });
  await sippy.call('setLowBalance', { ...acme, threshold: null, charge_amount: '1.10' });
  await sippy.call('blockCustomer', { i_customer: 104 });
  const { password } = await sippy.call('resetCustomerOneTimePassword', { web_login: 'kept' });
  await sippy
    .as({ username: 'kept', password: 'Canary-2' })
    .call('createCustomer', { ...created, name: 'Below', web_login: '', i_tariff: 1, api_access: 0, api_password: '' });
  return String(password);
}

describe('state', () => {
  it('survives a restart, every kind of write', async () => {
    const password = await writeAll();
    await sippy.set({ blockedShown: 'member' });
    const before = await everything(sippy);
    await sippy.driven.sandbox.close();
    sippy = await driveSippy({ dataDir: folder });
    await sippy.set({ blockedShown: 'member' });
    expect(await everything(sippy)).toEqual(before);
    expect(JSON.stringify(before)).toContain('"blocked":true');
    expect(await sippy.fault('authCustomer', { username: 'kept', password })).toContain('410');
    expect((await sippy.call('createCustomer', { ...created, name: 'Next', web_login: 'next' }))['i_customer']).toBe(
      '107',
    );
    const sub = sippy.as({ username: 'kept', password: 'Canary-2' });
    expect((await sub.call('listCustomers'))['customers']).toMatchObject([{ i_customer: '106', name: 'Below' }]);
    await sippy.driven.sandbox.close();
    sippy = await driveSippy({ dataDir: folder });
    expect(await sippy.fault('authCustomer', { username: 'kept', password })).toBe('403 Authentication failed');
  });

  it('survives a kill: what was answered is there', async () => {
    await sippy.driven.sandbox.close();
    const child = spawn(process.execPath, [new URL('../child.ts', import.meta.url).pathname, folder]);
    const url = await new Promise<string>((resolve) => {
      child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8').trim()));
    });
    const running = sippyOf(driveUrl({ url, close: async () => {} }), LOGIN);
    await running.call('customerDebit', debit);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    sippy = await driveSippy({ dataDir: folder });
    expect((await sippy.call('getPaymentsList', acme))['payments']).toHaveLength(2);
  });

  it('that does not fit stops the start', async () => {
    await sippy.call('deleteCustomer', acme);
    await sippy.driven.sandbox.close();
    const directory = join(folder, 'sandbox');
    const file = join(directory, readdirSync(directory)[0] ?? '');
    const lines = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, [...lines.slice(0, 2), lines[1], ''].join('\n'));
    await expect(driveSippy({ dataDir: folder })).rejects.toThrow('line 3');
    rmSync(file);
    sippy = await driveSippy({ dataDir: folder });
    expect((await sippy.call('getCustomerInfo', acme))['result']).toBe('OK');
  });

  it('goes back to the beginning with a reset', async () => {
    const before = await everything(sippy);
    await writeAll();
    await sippy.driven.control('reset', {});
    expect(await everything(sippy)).toEqual(before);
    expect((await sippy.call('createCustomer', created))['i_customer']).toBe('104');
  });

  it('is the same for the same seed, and another for another', async () => {
    const twin = await driveSippy();
    const other = await driveSippy({ seed: 8 });
    const mine = await everything(sippy);
    expect(await everything(twin)).toEqual(mine);
    expect(await everything(other)).not.toEqual(mine);
    await twin.driven.sandbox.close();
    await other.driven.sandbox.close();
  });
});

describe('the request log', () => {
  it('has no secret, neither of calls nor of unauthenticated ones', async () => {
    const password = await writeAll();
    await sippy.fault('authCustomer', { username: 'kept', password });
    await sippy.call('authCustomer', { username: 'kept', password: 'Canary-1' });
    await sippy.fault('makePaymentByCard', { number: '4111111111111111', cvv: '987', i_customer: 3 });
    await send(`${sippy.url}?apipassword=Canary-3`, {
      method: 'POST',
      body: encodeCall('x', [struct({ web_password: 'Canary-4' })]),
    });
    const { requests } = (await sippy.driven.control('requests')).body as { requests: Record<string, unknown>[] };
    const text = JSON.stringify(requests);
    expect(text).not.toMatch(/Canary|4111111111111111|"987"|demo-sippy|nonce|response=/);
    expect(text).not.toContain(password);
    expect(requests.find((entry) => entry['function'] === 'createCustomer')).toMatchObject({
      body: { name: 'Kept', web_password: '[redacted]', api_password: '[redacted]', balance: '10.00', i_tariff: '2' },
    });
    expect(requests.find((entry) => entry['function'] === 'updateCustomer')).toMatchObject({
      body: { max_sessions: '[nil]' },
    });
    expect(requests.at(-1)).toMatchObject({ function: '(challenge)', query: { apipassword: '[redacted]' } });
    expect(requests.find((entry) => entry['function'] === '(unknown)')).toMatchObject({
      body: { number: '[redacted]' },
    });
  });

  it('counts calls by name, bad ones apart', async () => {
    await sippy.call('listCustomers');
    await sippy.fault('nothing');
    await new Digest(LOGIN).post(sippy.url, 'no xml');
    expect((await sippy.driven.control('calls')).body['sippy']).toEqual({
      '(challenge)': 2,
      listCustomers: 1,
      '(unknown)': 1,
      '(none)': 1,
    });
  });
});

function fault(kind: string): Promise<void> {
  return sippy.driven.fault({ provider: 'sippy', function: 'customerDebit', kind, delayMs: 1 });
}

/** How many debits were applied. */
async function applied(): Promise<number> {
  return ((await sippy.call('getPaymentsList', acme))['payments'] as unknown[]).length - 1;
}

describe('faults', () => {
  it.each([
    ['refuse', 0],
    ['drop_before_apply', 0],
    ['apply_then_drop', 1],
    ['apply_late', 1],
  ])('%s: no answer, %i applied', async (kind, count) => {
    await fault(kind);
    await expect(sippy.send('customerDebit', debit)).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(await applied()).toBe(count);
  });

  it.each([
    ['http_500_html', 500, 0, /<html>/],
    ['http_503_html', 503, 0, /<html>/],
    ['rate_limited', 429, 0, /<html>/],
    ['empty_body', 200, 1, /^$/],
    ['garbage', 200, 1, /neither JSON/],
    ['truncated', 200, 1, /^<\?xml version='1\.0'\?>\n<methodResponse>(?!.*<\/methodResponse>)/s],
    ['delay', 200, 1, /OK/],
  ])('%s: status %i, %i applied', async (kind, status, count, form) => {
    await fault(kind);
    const answer = await sippy.send('customerDebit', debit);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatch(form);
    expect(await applied()).toBe(count);
  });
});

describe('any input', () => {
  const methods = [
    'createCustomer',
    'updateCustomer',
    'getCustomerInfo',
    'customerDebit',
    'getPaymentsList',
    'setLowBalance',
    'listCustomers',
    'authCustomer',
  ];
  const names = [
    'i_customer',
    'name',
    'amount',
    'currency',
    'balance',
    'offset',
    'limit',
    'type',
    'start_date',
    'payment_time',
    'threshold',
    'web_login',
    'i_tariff',
    '__proto__',
    'i_account',
  ];
  const text = fc.oneof(
    fc.constantFrom('3', '-0', '1e9', '1E-40', '.', '', 'USD', 'Acme', '9'.repeat(70), '2147483648'),
    fc.string({ unit: 'grapheme', maxLength: 40 }).filter((value) => !/\p{Cc}|\p{Cn}|\p{Cs}/u.test(value)),
  );
  const value = fc.oneof(
    text,
    fc.boolean(),
    fc.constant(null),
    fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    fc.constant([]),
    fc.constant(new Map()),
  );

  it('as members gives status 200 and a value or a fault', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...methods),
        fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 8 }),
        async (method, members) => {
          const answer = await sippy.send(method, members);
          expect(answer.status).toBe(200);
          expect(Object.keys(decoded(answer))).toHaveLength(1);
        },
      ),
      { numRuns: 300 },
    );
    expect((await sippy.call('listCustomers', { limit: 1 }))['result']).toBe('OK');
  });

  it('as a body, or as an Authorization header, is answered', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.string({ unit: 'binary-ascii', maxLength: 60 }),
        async (bytes, header) => {
          const digest = new Digest(LOGIN);
          expect((await digest.post(sippy.url, Buffer.from(bytes))).status).toBe(200);
          const printable = header.replace(/[^\x20-\x7e]/g, '');
          for (const authorization of [`Digest ${printable}`, `${printable} `]) {
            const answer = await send(sippy.url, {
              method: 'POST',
              headers: { authorization },
              body: Buffer.from(bytes),
            });
            expect(answer.status).toBe(401);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('of more than a megabyte is refused', async () => {
    expect((await new Digest(LOGIN).post(sippy.url, `<!--${'x'.repeat(1024 * 1024)}-->`)).status).toBe(413);
  });
});
