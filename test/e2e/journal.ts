/** A journal for gateways that run inside a test. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultJournal, type JournalConfig } from '../../src/config.ts';

const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Settings of a journal in a folder of its own, which is removed when the test process ends. */
export function journalInFolder(changes: Partial<JournalConfig> = {}): {
  readonly journal: JournalConfig;
  readonly dataDir: string;
} {
  const dataDir = mkdtempSync(join(tmpdir(), 'gateway-'));
  folders.push(dataDir);
  return { journal: { ...defaultJournal(), ...changes }, dataDir };
}
