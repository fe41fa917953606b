import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runOperations } from '../../src/cli/operations.ts';
import type { Core } from '../../src/core.ts';
import { JournalSecret } from '../../src/journal/secret.ts';
import { openSqlite } from '../../src/journal/sqlite.ts';
import type { JournalStore } from '../../src/journal/store.ts';
import { note, operation } from '../journal/operations.ts';
import { SECRET } from '../journal/places.ts';

let dataDir: string;
let store: JournalStore;
let printed: string;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'operations-'));
  store = await openSqlite({ dataDir, secret: new JournalSecret(SECRET, dataDir), isGateway: false });
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await store.close();
  rmSync(dataDir, { recursive: true });
});

const show = async (key: string, tenant?: string): Promise<string> => {
  const core = { store, journal: { byId: (id: string) => store.byId(id) } } as unknown as Core;
  printed = '';
  await runOperations(core, ['show', key], { tenant });
  return /^tenant +(\S+)$/m.exec(printed)![1]!;
};

describe('an operation', () => {
  it('is found by its key, whoever used that; several tenants are told apart', async () => {
    await store.add(operation({ caller: 'east', idempotencyKey: 'one' }), null, note);
    await store.add(operation({ caller: 'east', idempotencyKey: 'both' }), null, note);
    await store.add(operation({ caller: 'west', idempotencyKey: 'both' }), null, note);
    expect(await show('one')).toBe('east');
    await expect(show('both')).rejects.toThrow(/Several tenants have used this key: name one with --tenant/);
    expect(await show('both', 'west')).toBe('west');
    await expect(show('one', 'west')).rejects.toThrow(/no operation with this id or key/);
    await expect(show('none')).rejects.toThrow(/no operation with this id or key/);
  });
});
