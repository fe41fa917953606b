/** State survives a restart and a SIGKILL; damaged files are refused. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drive, signup } from './drive.ts';
import type { Driven } from './drive.ts';
import { startChild } from './process.ts';

let dataDir = '';
let file = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  file = join(dataDir, 'sandbox', 'seed-7-clients-3.journal');
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const METHODS = ['getCharges', 'getDeposits', 'getResellerBalance', 'getClients', 'getClientThreshold'];

async function everything(driven: Driven): Promise<string[]> {
  const all = ['561115', '561116', '561119'].flatMap((client) =>
    METHODS.map((method) => driven.text(method, { client })),
  );
  return Promise.all([...all, driven.text('getClients')]);
}

async function changeALot(driven: Driven): Promise<void> {
  const own = String((await driven.call('signupClient', signup()))['client']);
  await driven.call('addCharge', { client: own, charge: '0.1', description: 'é/1\n' });
  await driven.call('addPayment', { client: '561115', payment: '123456789012345678901234567890' });
  await driven.call('setClientThreshold', { client: '561116', threshold: '77' });
  await driven.call('setClient', { ...signup({ email: 'c@example.org' }), client: '561116' });
  const gone = signup({ email: 'gone@example.org', confirm_email: 'gone@example.org' });
  const { client } = (await driven.call('signupClient', gone)) as { client: number };
  expect(await driven.status('delClient', { client: String(client) })).toBe('success');
}

describe('the data directory', () => {
  it('keeps everything over a restart, private to its owner', async () => {
    const first = await drive({ dataDir });
    await changeALot(first);
    const before = await everything(first);
    await first.sandbox.close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'sandbox')).mode & 0o777).toBe(0o700);
    const second = await drive({ dataDir });
    expect(await everything(second)).toEqual(before);
    expect(await driven561121(second)).toBe(561_121);
    await second.control('reset', {});
    await second.sandbox.close();
    const third = await drive({ dataDir });
    expect(await third.status('getClients', { client: '561119' })).toBe('invalid_client');
    await third.sandbox.close();
  });

  it('keeps every answered write over SIGKILL, again and again', async () => {
    for (let round = 1; round <= 3; round += 1) {
      const { driven, kill } = await startChild(dataDir);
      for (let row = 0; row < 5; row += 1) await driven.call('addCharge', { client: '561115', charge: '0.0001' });
      await kill();
      const after = await drive({ dataDir });
      expect((await after.call('getCharges', { client: '561115' }))['charges']).toHaveLength(3 + 5 * round);
      await after.sandbox.close();
    }
  });

  it('drops a last line without its end, and goes on after it', async () => {
    const first = await drive({ dataDir });
    await first.call('addCharge', { client: '561115', charge: '1' });
    await first.sandbox.close();
    appendFileSync(file, '0badf00d {"provider":"voi');
    for (let rows = 4; rows <= 5; rows += 1) {
      const next = await drive({ dataDir });
      expect((await next.call('getCharges', { client: '561115' }))['charges']).toHaveLength(rows);
      await next.call('addCharge', { client: '561115', charge: '1' });
      await next.sandbox.close();
    }
  });

  it.each([
    ['a changed amount', (text: string) => text.replace('"amount":"1.5"', '"amount":"2.5"')],
    ['another version', (text: string) => text.replace('"version":1', '"version":2')],
    ['a lost line', (text: string) => text.split('\n').slice(1).join('\n')],
    ['other bytes', () => 'not a journal'],
    ['other lines', () => 'not a journal\n'],
  ])('with %s is refused: the error names file and remedy, and the file stays as it is', async (_name, damage) => {
    const first = await drive({ dataDir });
    await first.call('addCharge', { client: '561115', charge: '1.5' });
    await first.sandbox.close();
    const damaged = damage(readFileSync(file, 'utf8'));
    writeFileSync(file, damaged);
    await expect(drive({ dataDir })).rejects.toThrow(`${file} is damaged or of another version`);
    await expect(drive({ dataDir })).rejects.toThrow('Delete it');
    expect(readFileSync(file, 'utf8')).toBe(damaged);
  });

  it('two processes do not write over each other: the second one is told', async () => {
    const [first, second] = [await drive({ dataDir }), await drive({ dataDir })];
    expect(await first.status('addCharge', { client: '561115', charge: '1' })).toBe('success');
    expect(await second.text('addCharge', { client: '561115', charge: '1' })).toContain('500 Internal Server Error');
    expect((await second.call('getCharges', { client: '561115' }))['charges']).toHaveLength(3);
    await Promise.all([first.sandbox.close(), second.sandbox.close()]);
  });

  it('other data sets have files of their own', async () => {
    const first = await drive({ dataDir });
    await first.call('addCharge', { client: '561115', charge: '1' });
    await first.sandbox.close();
    const other = await drive({ dataDir, clients: 4 });
    expect((await other.call('getCharges', { client: '561115' }))['charges']).toHaveLength(3);
    await other.sandbox.close();
  });
});

/** Signs a client up: ids go on after those that were given, also to a deleted client. */
async function driven561121(driven: Driven): Promise<unknown> {
  const fresh = signup({ email: 'd@example.org', confirm_email: 'd@example.org' });
  return (await driven.call('signupClient', fresh))['client'];
}
