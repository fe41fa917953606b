/** What survives a restart, and what a damaged journal says. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JANE, debit, fund, signup, start } from './client.ts';
import type { Api } from './client.ts';

let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'logicboxes-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const file = () => join(dataDir, 'sandbox', readdirSync(join(dataDir, 'sandbox'))[0] ?? '');

async function seen(api: Api, id: string): Promise<string[]> {
  const page = { 'no-of-records': '500', 'page-no': '1' };
  const ask = [
    api.get('customers/search', page),
    api.get('customers/details-by-id', { 'customer-id': JANE }),
    api.get('customers/details-by-id', { 'customer-id': id }),
    api.get('billing/customer-balance', { 'customer-id': JANE }),
    api.get('billing/customer-transactions/search', { ...page, 'customer-id': JANE }),
  ];
  return (await Promise.all(ask)).map(({ text }) => text);
}

describe('a restart', () => {
  it('keeps every kind of write, and no password', async () => {
    const first = await start({ dataDir });
    const id = String(await first.write('customers/v2/signup', signup({ passwd: 'Canary#1843' })));
    const gone = String(await first.write('customers/signup', signup({ username: 'gone@example.org' })));
    await first.write('customers/delete', { 'customer-id': gone });
    await first.write('customers/suspend', { 'customer-id': id });
    await first.write('customers/modify', { ...signup({ username: 'jane.doe@example.com' }), 'customer-id': JANE });
    await first.write('billing/add-customer-fund', fund());
    await first.write('billing/add-customer-debit-note', debit());
    const mail = { 'order-id': '85000001', email: 'a@example.com', forwards: 'b@example.org' };
    await first.write('mail/user/add-forward-only-account', mail);
    await first.write('mail/user/add-forward-only-account', { ...mail, email: 'c@example.com' });
    await first.write('mail/user/delete', { ...mail, email: 'c@example.com' });
    const before = await seen(first, id);
    await first.close();
    expect(readFileSync(file(), 'utf8')).not.toContain('Canary');

    const second = await start({ dataDir });
    expect(await seen(second, id)).toEqual(before);
    const taken = (await second.post('mail/user/add-forward-only-account', mail)).text;
    expect(taken).toContain('emailaddress_unique_key_voilation');
    expect((await second.post('mail/user/delete', { ...mail, email: 'c@example.com' })).text).toContain(
      'does_not_exist',
    );
    expect((await second.post('billing/add-customer-fund', fund())).text).toContain('already used');
    expect((await second.get('customers/details', { username: 'gone@example.org' })).text).toContain('not found');
    const next = String(await second.write('customers/signup', signup({ username: 'next@example.org' })));
    expect(next).toBe(String(Number(gone) + 1));
    await second.close();
  });

  it.each([
    { kind: 'refund' },
    { kind: 'status', customerid: '1', status: 'Suspended' },
    { kind: 'status', customerid: JANE, status: 'Gone' },
    { kind: 'mail_add', orderid: 'x', email: 'a@example.com' },
    null,
  ])('with the write %j is refused with the name of the file', async (write) => {
    await (await start({ dataDir })).close();
    const json = JSON.stringify({ provider: 'logicboxes', write });
    const line = `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`;
    writeFileSync(file(), readFileSync(file(), 'utf8') + line);
    await expect(start({ dataDir })).rejects.toThrow(`${file()} is damaged`);
  });
});
