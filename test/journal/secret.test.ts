/** The journal's secret and its keys. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { JournalSecretError } from '../../src/journal/faults.ts';
import { JournalSecret, type KeyPurpose } from '../../src/journal/secret.ts';
import { Child } from './children.ts';

// Processes start, and files are flushed, on machines that have much else to do.
vi.setConfig({ testTimeout: 120_000 });

const GIVEN = 'a secret of at least 32 characters';
const purposes: readonly KeyPurpose[] = ['chain', 'fingerprint', 'check'];

let dataDir = '';
let file = '';
beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'secret-')), 'data');
  file = join(dataDir, 'journal', 'secret');
});
afterEach(() => rmSync(join(dataDir, '..'), { recursive: true, force: true }));

const keyOf = (given: string | null, purpose: KeyPurpose = 'chain') =>
  new JournalSecret(given, dataDir).key(purpose).toString('hex');

describe('keys', () => {
  it.each([GIVEN, null])('are 32 bytes, others for each purpose, and the same again (%s)', (given) => {
    const keys = purposes.map((purpose) => keyOf(given, purpose));
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(keys).size).toBe(3);
    expect(purposes.map((purpose) => keyOf(given, purpose))).toEqual(keys);
  });

  it('of a text depend on every character of it, and need no file', () => {
    expect(keyOf(`${GIVEN}.`)).not.toBe(keyOf(GIVEN));
    expect(() => statSync(dataDir)).toThrow(/ENOENT/);
  });

  it('are not made of a text that is too short', () => {
    expect(keyOf('x'.repeat(32))).toHaveLength(64);
    expect(() => keyOf('x'.repeat(31))).toThrow(JournalSecretError);
    expect(() => keyOf('x'.repeat(31))).toThrow(/JOURNAL_SECRET is too short: use at least 32/);
  });
});

describe('the file of the secret', () => {
  it('is made once, private to its owner', () => {
    const key = keyOf(null);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'journal')).mode & 0o777).toBe(0o700);
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(/^[0-9a-f]{64}\n$/);
    expect(key).not.toBe(text.trim());
    expect(keyOf(null)).toBe(key);
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(readdirSync(join(dataDir, 'journal'))).toEqual(['secret']);
    rmSync(file);
    expect(keyOf(null)).not.toBe(key);
  });

  it('is not made for who may not make it', () => {
    const secret = new JournalSecret(null, dataDir);
    expect(() => secret.key('chain', false)).toThrow(JournalSecretError);
    expect(() => secret.key('chain', false)).toThrow(/no file journal\/secret .* DATA_DIR, or set the JOURNAL_SECRET/);
    expect(() => statSync(dataDir)).toThrow(/ENOENT/);
    const key = keyOf(null);
    expect(secret.key('chain', false).toString('hex')).toBe(key);
    expect(new JournalSecret(GIVEN, '').key('chain', false).toString('hex')).toBe(keyOf(GIVEN));
  });

  it('is the same for processes that make it at once', async () => {
    mkdirSync(dataDir);
    const rounds = 15;
    const children = Array.from({ length: 3 }, () => new Child('secrets', [dataDir, String(rounds)]));
    onTestFinished(async () => void (await Promise.all(children.map((child) => child.kill()))));
    for (let round = 0; round < rounds; round += 1) {
      for (const child of children) expect(await child.said()).toBe('ready');
      writeFileSync(join(dataDir, `go-${round}`), '');
      const keys = await Promise.all(children.map((child) => child.said()));
      const folder = join(dataDir, String(round));
      const key = new JournalSecret(null, folder).key('chain').toString('hex');
      expect(keys).toEqual([key, key, key]);
      expect(readdirSync(join(folder, 'journal'))).toEqual(['secret']);
    }
  });

  it.each(['', 'x'.repeat(64), 'a'.repeat(63), `${'a'.repeat(64)}b`])('is refused when it holds %j', (text) => {
    mkdirSync(join(dataDir, 'journal'), { recursive: true });
    writeFileSync(file, text);
    expect(() => keyOf(null)).toThrow(JournalSecretError);
    expect(() => keyOf(null)).toThrow(/journal\/secret .* damaged/);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('that cannot be made is a fault of the journal, which passes', () => {
    writeFileSync(dataDir, 'a file where a folder is to be');
    const secret = new JournalSecret(null, dataDir);
    const key = () => secret.key('chain');
    expect(key).toThrow(expect.objectContaining({ code: 'JOURNAL_UNAVAILABLE', kind: 'readOnly', retryable: true }));
    rmSync(dataDir);
    expect(key()).toHaveLength(32);
  });
});
