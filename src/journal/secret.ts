/**
 * The journal's secret, which lives apart from its database: who can write to the database alone can neither edit the
 * chain unseen nor try out inputs against fingerprints.
 */
import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { faultOfFiles } from './file-faults.ts';
import { JournalSecretError } from './faults.ts';
import { journalFolder, syncFolder } from './folder.ts';

/** What a key is for. Keys of two purposes tell nothing of each other. */
export type KeyPurpose = 'chain' | 'fingerprint' | 'check';

/** Fewest characters of a secret that is given as text. */
export const MIN_SECRET_LENGTH = 32;

const SECRET_BYTES = 32;
const SECRET_FILE = /^[0-9a-f]{64}\n?$/;

/** The secret of one journal, read when a key is first needed, so that a gateway whose disk fails can still start. */
export class JournalSecret {
  readonly #given: string | null;
  readonly #dataDir: string;
  #bytes: Buffer | null = null;

  /** `given`: JOURNAL_SECRET; null for the file "journal/secret" of the data directory, which is made if it is not there. */
  constructor(given: string | null, dataDir: string) {
    this.#given = given;
    this.#dataDir = dataDir;
  }

  /**
   * The key for a purpose, 32 bytes. Throws JournalSecretError for a text that is too short, for a damaged file and for one
   * that is not there when `mayMake` is false; JOURNAL_UNAVAILABLE when the file can be neither read nor made. A later call
   * tries again.
   */
  key(purpose: KeyPurpose, mayMake = true): Buffer {
    this.#bytes ??= this.#given === null ? secretOfFolder(this.#dataDir, mayMake) : secretOfText(this.#given);
    return Buffer.from(hkdfSync('sha256', this.#bytes, '', `reseller-graph journal ${purpose}`, SECRET_BYTES));
  }
}

function secretOfText(text: string): Buffer {
  if (text.length < MIN_SECRET_LENGTH)
    throw new JournalSecretError(`JOURNAL_SECRET is too short: use at least ${MIN_SECRET_LENGTH} characters.`);
  return createHash('sha256').update(text).digest();
}

function secretOfFolder(dataDir: string, mayMake: boolean): Buffer {
  try {
    const text = readSecret(join(dataDir, 'journal')) ?? (mayMake ? makeSecret(journalFolder(dataDir)) : null);
    if (text === null)
      throw new JournalSecretError(
        'There is no file journal/secret in the data directory: name the right DATA_DIR, or set the JOURNAL_SECRET that the journal was written with.',
      );
    if (SECRET_FILE.test(text)) return Buffer.from(text.trim(), 'hex');
  } catch (error) {
    throw faultOfFiles(error);
  }
  throw new JournalSecretError(
    'The file journal/secret of the data directory is damaged: put back a copy of it, or set JOURNAL_SECRET for a new journal.',
  );
}

/** Null when there is none yet. */
function readSecret(folder: string): string | null {
  try {
    return readFileSync(join(folder, 'secret'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Writes a new secret under another name and links it, so that of two processes at once both read the one that was first. */
function makeSecret(folder: string): string {
  const draft = join(folder, `secret.${randomBytes(8).toString('hex')}`);
  try {
    writeDurably(draft, `${randomBytes(SECRET_BYTES).toString('hex')}\n`);
    linkSync(draft, join(folder, 'secret'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  syncFolder(folder);
  return readFileSync(join(folder, 'secret'), 'utf8');
}

function writeDurably(path: string, text: string): void {
  const descriptor = openSync(path, 'wx', 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
