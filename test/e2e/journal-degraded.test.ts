import {
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, it } from 'vitest';
import { countRows } from './crash/books.ts';
import { isRefused, operationsFail, post, works } from './crash/degraded.ts';
import { Deployment, type DeploymentOptions } from './crash/deployment.ts';
import { Disk } from './crash/disk.ts';

const TIMEOUT_MS = 180_000;

const open: Deployment[] = [];
afterEach(async () => {
  for (const deployment of open.splice(0)) await deployment.close();
});

async function start(options: DeploymentOptions = {}): Promise<Deployment> {
  const deployment = await Deployment.start(options);
  open.push(deployment);
  return deployment;
}

const pathOf = ({ dataDir }: Deployment, file = 'journal.sqlite') => join(dataDir, 'journal', file);

it('a full disk', { timeout: TIMEOUT_MS }, async () => {
  const deployment = await start();
  const disk = await Disk.start(deployment);
  const { gateway } = disk;
  const first = await works(deployment, gateway);
  disk.fill();
  await isRefused(deployment, gateway, /Make room on it|store has failed/);
  // What was acknowledged can still be read from a disk that is full. A limit on files makes the journal open itself anew.
  const known = disk.isOwn ? { operation: { state: 'SUCCEEDED' } } : { operation: null };
  expect(await post(gateway, first)).toMatchObject({ data: { addCharge: known } });
  disk.free();
  await works(deployment, gateway);
  expect(await post(gateway, first)).toMatchObject({ data: { addCharge: { operation: { state: 'SUCCEEDED' } } } });
  expect(await deployment.callsOf('addCharge')).toBe(2);
});

it('a data directory that cannot be written to', { timeout: TIMEOUT_MS }, async () => {
  const deployment = await start();
  mkdirSync(deployment.dataDir);
  // Binds everybody, also root: nothing can be made below a file.
  writeFileSync(join(deployment.dataDir, 'journal'), '');
  const gateway = await deployment.gateway();
  await isRefused(deployment, gateway, /cannot be opened for writing\. Make DATA_DIR a folder/);
  await operationsFail(gateway, /Make DATA_DIR a folder/);
  rmSync(join(deployment.dataDir, 'journal'));
  await works(deployment, gateway);
  expect(statSync(pathOf(deployment)).mode & 0o777).toBe(0o600);
});

it('a second gateway on one data directory', { timeout: TIMEOUT_MS }, async () => {
  const deployment = await start();
  const first = await deployment.gateway();
  const second = await deployment.gateway();
  const write = await works(deployment, first);
  await isRefused(deployment, second, /Another gateway uses this data directory.*DATABASE_URL/);
  await operationsFail(second, /Another gateway uses this data directory/);
  await works(deployment, first);
  await first.kill();
  const calls = await deployment.callsOf('addCharge');
  await expect
    .poll(() => post(second, write), { timeout: 30_000 })
    .toMatchObject({ data: { addCharge: { operation: { state: 'SUCCEEDED' } } } });
  expect(await deployment.callsOf('addCharge')).toBe(calls);
  await works(deployment, second);
});

it('a last page that was torn when the power went', { timeout: TIMEOUT_MS }, async () => {
  const deployment = await start({ journal: { firstLookMs: 100 } });
  const before = await deployment.gateway();
  const write = await works(deployment, before);
  const { stdout } = await deployment.command(['journal', 'verify']);
  const head = /Head: (\S+)/.exec(stdout)![1]!;
  await before.kill();
  const log = pathOf(deployment, 'journal.sqlite-wal');
  truncateSync(log, statSync(log).size - 2000);

  // The record that it has succeeded is gone as a whole, and the books have it.
  const after = await deployment.gateway();
  await expect
    .poll(() => post(after, write), { timeout: 30_000 })
    .toMatchObject({ data: { addCharge: { operation: { state: 'RECONCILED_SUCCEEDED' } } } });
  expect(await deployment.callsOf('addCharge')).toBe(1);
  expect(await countRows(deployment.driven, write, write.input.idempotencyKey)).toBe(1);
  expect(await deployment.command(['journal', 'verify'])).toMatchObject({ code: 0 });
  const since = await deployment.command(['journal', 'verify', '--since', head]);
  expect(since).toMatchObject({ code: 1, stdout: expect.stringContaining('EDITED: ') });
});

it('a damaged file, until a copy takes its place', { timeout: TIMEOUT_MS }, async () => {
  const deployment = await start();
  const before = await deployment.gateway();
  const write = await works(deployment, before);
  before.program.signal('SIGTERM');
  await before.program.exited;
  const path = pathOf(deployment);
  copyFileSync(path, `${path}.copy`);
  scribble(path);
  const damaged = readFileSync(path);

  const after = await deployment.gateway();
  await isRefused(deployment, after, /The journal is damaged/);
  await operationsFail(after, /The journal is damaged/);
  expect(readFileSync(path).equals(damaged)).toBe(true);
  copyFileSync(`${path}.copy`, path);
  await works(deployment, after);
  expect(await post(after, write)).toMatchObject({ data: { addCharge: { operation: { state: 'SUCCEEDED' } } } });
  expect(await deployment.callsOf('addCharge')).toBe(2);
});

it('another secret, and a journal of a newer program, stop the start', { timeout: TIMEOUT_MS }, async () => {
  const deployment = await start();
  const secret = 'the one and only secret of this journal';
  const first = await deployment.gateway({ JOURNAL_SECRET: secret });
  await works(deployment, first);
  first.program.signal('SIGTERM');
  expect(await first.program.exited).toMatchObject({ code: 0 });
  const other = 'quite another secret, also long enough.';
  const refused = await deployment.failingGateway({ JOURNAL_SECRET: other });
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(/^The journal was written with another secret: start with its JOURNAL_SECRET/);
  expect(refused.stderr).not.toContain(other);
  const command = await deployment.command(['operations', 'list'], { JOURNAL_SECRET: other });
  expect(command).toEqual({ code: 1, stdout: '', stderr: refused.stderr });

  const database = new DatabaseSync(pathOf(deployment));
  database.exec("insert into journal_migrations (name, timestamp) values ('9999-later', '2100-01-01T00:00:00.000Z')");
  database.close();
  const newer = await deployment.failingGateway({ JOURNAL_SECRET: secret });
  expect(newer).toMatchObject({ code: 1, stderr: expect.stringMatching(/newer version.*update this program\.\n$/) });
});

/** Writes over the beginning of every page but the first. */
function scribble(path: string): void {
  const { size } = statSync(path);
  const descriptor = openSync(path, 'r+');
  for (let at = 4096; at < size; at += 4096) writeSync(descriptor, Buffer.alloc(64, 0xee), 0, 64, at);
  closeSync(descriptor);
}
