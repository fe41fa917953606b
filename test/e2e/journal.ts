/** A journal for gateways that run inside a test. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { defaultJournal, type JournalConfig } from '../../src/config.ts';

/** Folders of this test file, which are removed when everything else in it has ended. */
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Settings of a journal in a folder of its own, which is removed at the end of the test file. */
export function journalInFolder(changes: Partial<JournalConfig> = {}): {
  readonly journal: JournalConfig;
  readonly dataDir: string;
} {
  const dataDir = mkdtempSync(join(tmpdir(), 'gateway-'));
  folders.push(dataDir);
  return { journal: { ...defaultJournal(), ...changes }, dataDir };
}
