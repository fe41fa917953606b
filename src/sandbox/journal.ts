/**
 * Where applied writes are kept. With a data directory, an append-only file: one line a write, flushed to the disk (fsync)
 * before the write is answered, so that a SIGKILL or a power loss cannot take an acknowledged row away. A journal and not
 * snapshots, because a write then costs one line, whatever the number of clients; the seeded data is generated again.
 * Appending is synchronous: between journal and state no other request can slip in. Without a directory nothing is kept.
 *
 * A line is `<crc32 as 8 hex digits> <JSON>`; the first one names format, version, seed and clients. Each data set (seed and
 * number of clients) has a file of its own, because its ids would mean other clients in another one.
 */
import { closeSync, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

/** One applied write of one provider. */
export interface JournalEntry {
  readonly provider: string;
  readonly write: unknown;
}

/** Takes applied writes. */
export interface Journal {
  /** The file, for error messages; null when nothing is kept. */
  readonly file: string | null;
  /** Keeps a write; it is on the disk when this returns. Throws when it cannot be kept: the write must not be applied then. */
  append(entry: JournalEntry): void;
  /** Forgets every write. */
  clear(): void;
  close(): void;
}

/** Bytes after which further writes are refused, in a file as in memory. */
export const MAX_JOURNAL_BYTES = 256 * 1024 * 1024;

/** A journal that keeps nothing and only bounds what a process can collect. */
export class MemoryJournal implements Journal {
  readonly file = null;
  #sizeBytes = 0;

  append(entry: JournalEntry): void {
    this.#sizeBytes += JSON.stringify(entry).length;
    if (this.#sizeBytes > MAX_JOURNAL_BYTES)
      throw new Error('The sandbox holds too many writes: POST /_sandbox/reset.');
  }

  clear(): void {
    this.#sizeBytes = 0;
  }

  close(): void {
    this.clear();
  }
}

/** The data set whose writes a file holds. */
export interface DataSet {
  readonly seed: number;
  readonly clients: number;
}

/** A journal in a file. Open it with `openJournal`. */
export class FileJournal implements Journal {
  readonly file: string;
  readonly #descriptor: number;
  readonly #header: string;
  #sizeBytes: number;
  #closed = false;

  constructor(file: string, descriptor: number, header: string, sizeBytes: number) {
    this.file = file;
    this.#descriptor = descriptor;
    this.#header = header;
    this.#sizeBytes = sizeBytes;
  }

  append(entry: JournalEntry): void {
    this.#write(lineOf(entry));
  }

  clear(): void {
    this.#mustBeOpen();
    ftruncateSync(this.#descriptor, 0);
    this.#sizeBytes = 0;
    this.#write(this.#header);
  }

  close(): void {
    if (!this.#closed) closeSync(this.#descriptor);
    this.#closed = true;
  }

  /** The system may have given the number of a closed file to another one. */
  #mustBeOpen(): void {
    if (this.#closed) throw new Error(`${this.file} is closed.`);
  }

  #write(line: string): void {
    this.#mustBeOpen();
    const bytes = Buffer.from(line);
    if (this.#sizeBytes + bytes.length > MAX_JOURNAL_BYTES) throw new Error(`${this.file} is full: delete it.`);
    // Two processes with one data directory would overwrite each other's lines.
    if (fstatSync(this.#descriptor).size !== this.#sizeBytes)
      throw new Error(`Another process writes to ${this.file}.`);
    try {
      // A loop, because the system may take a part of a line only.
      for (let written = 0; written < bytes.length;) {
        written += writeSync(this.#descriptor, bytes, written, bytes.length - written, this.#sizeBytes + written);
      }
      fsyncSync(this.#descriptor);
    } catch (error) {
      ftruncateSync(this.#descriptor, this.#sizeBytes);
      throw error;
    }
    this.#sizeBytes += bytes.length;
  }
}

/**
 * Opens or creates the file of a data set in `directory/sandbox` (0700, file 0600) and returns its writes in order. A last
 * line without its end was never acknowledged and is dropped. Throws an Error that names file and remedy when it is damaged.
 */
export function openJournal(directory: string, dataSet: DataSet): { journal: FileJournal; entries: JournalEntry[] } {
  const folder = join(directory, 'sandbox');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `seed-${dataSet.seed}-clients-${dataSet.clients}.journal`);
  const header = lineOf({ format: 'reseller-graph-sandbox', version: 1, ...dataSet });
  const content = readIfPresent(file);
  const keep = content.lastIndexOf(0x0a) + 1;
  if (keep === 0 && !header.startsWith(content.toString('utf8'))) throw damaged(file, 1);
  const lines = content.subarray(0, keep).toString('utf8').split('\n').slice(0, -1);
  if (lines.length > 0 && `${lines[0]}\n` !== header) throw damaged(file, 1);
  const entries = lines.slice(1).map((line, index) => readLine(line) ?? failAt(file, index + 2));
  const descriptor = openSync(file, keep === 0 ? 'w' : 'r+', 0o600);
  const journal = new FileJournal(file, descriptor, header, keep);
  if (keep === 0) journal.clear();
  else ftruncateSync(descriptor, keep);
  return { journal, entries };
}

/** The error for a journal that cannot be read. `line` counts from 1. */
export function damaged(file: string, line: number): Error {
  return new Error(
    `The sandbox's data file ${file} is damaged or of another version (line ${line}). ` +
      'Delete it to start with fresh demo data, or start without a data directory.',
  );
}

function failAt(file: string, line: number): never {
  throw damaged(file, line);
}

function lineOf(value: object): string {
  const json = JSON.stringify(value);
  return `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`;
}

function readLine(line: string): JournalEntry | null {
  const json = line.slice(9);
  if (line.slice(0, 9) !== `${crc32(json).toString(16).padStart(8, '0')} `) return null;
  return JSON.parse(json) as JournalEntry;
}

function readIfPresent(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
