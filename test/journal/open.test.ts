/** Which store a program gets, and what a command finds where no journal is. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { JournalSecretError } from '../../src/journal/faults.ts';
import { journalStore } from '../../src/journal/open.ts';
import { JournalSecret } from '../../src/journal/secret.ts';
import { openSqlite } from '../../src/journal/sqlite.ts';
import type { JournalStore } from '../../src/journal/store.ts';
import { SECRET } from './places.ts';
import { addSome, fault, SqliteJournal } from './sqlite-journal.ts';

// Files are flushed, on machines that have much else to do.
vi.setConfig({ testTimeout: 120_000 });

const journal = new SqliteJournal();

describe('the store of a program', () => {
  it('is in the data directory without DATABASE_URL, and in the database with it', async () => {
    const { dataDir } = journal;
    const settings = { dataDir, secret: new JournalSecret(null, dataDir), isGateway: true, onFault: () => {} };
    const local: JournalStore = journalStore({ ...settings, databaseUrl: null });
    await addSome(local, 1);
    expect(existsSync(journal.file)).toBe(true);
    expect(local.isExclusive).toBe(true);
    await local.close();
    const command = journalStore({ ...settings, databaseUrl: null, isGateway: false });
    expect(await command.count({})).toBe(1);
    expect(command.isExclusive).toBe(false);
    await command.close();
    const remote = journalStore({ ...settings, databaseUrl: 'postgresql://nobody@127.0.0.1:1/none' });
    await expect(remote.head()).rejects.toThrow(fault('unreachable', /DATABASE_URL/));
    await remote.close();
  });

  it('is not made by a command, which ends with an error that says so', async () => {
    const dataDir = join(journal.dataDir, 'wrong');
    const told: unknown[] = [];
    const command = (secret: string | null) =>
      journalStore({
        databaseUrl: null,
        dataDir,
        secret: new JournalSecret(secret, dataDir),
        isGateway: false,
        onFault: (error) => void told.push(error),
      });
    const missing = new RegExp(`no journal in DATA_DIR \\(${dataDir}\\): start the gateway once, or name the right`);
    for (const secret of [null, SECRET]) {
      await expect(command(secret).open()).rejects.toThrow(fault('missing', missing));
      await expect(command(secret).verify()).rejects.toThrow(fault('missing', missing));
      expect(existsSync(dataDir)).toBe(false);
    }
    const gateway = await openSqlite({ dataDir, secret: new JournalSecret(SECRET, dataDir), isGateway: true });
    onTestFinished(() => gateway.close());
    const files = readdirSync(join(dataDir, 'journal'));
    await expect(command(null).open()).rejects.toThrow(JournalSecretError);
    expect(readdirSync(join(dataDir, 'journal'))).toEqual(files);
    expect(told).toHaveLength(2);
    const right = command(SECRET);
    await right.open();
    expect(await right.count({})).toBe(0);
    await right.close();
  });
});
