/** The folder of the journal's files. */
import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Makes the folder "journal" of the data directory, private to its owner (0700), if it is not there yet, and returns its
 * path. Throws the system's error.
 */
export function journalFolder(dataDir: string): string {
  const folder = join(dataDir, 'journal');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  syncFolder(dirname(folder));
  return folder;
}

/** Makes durable which files a folder has: a file that is flushed can still be lost by its name. */
export function syncFolder(folder: string): void {
  // Windows does not open folders, and does not need it.
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
