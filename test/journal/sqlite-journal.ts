/** A journal in a file of its own for each test of a file of tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, onTestFinished, vi } from 'vitest';
import type { FaultKind } from '../../src/journal/faults.ts';
import type { IfAbsent } from '../../src/journal/opening.ts';
import { JournalSecret } from '../../src/journal/secret.ts';
import { openSqlite } from '../../src/journal/sqlite.ts';
import type { JournalStore } from '../../src/journal/store.ts';
import { Child } from './children.ts';
import { note, operation } from './operations.ts';
import { SECRET } from './places.ts';

/** The files of one test. */
export class SqliteJournal {
  dataDir = '';

  /** Declares that each test has a new data directory, which is removed after it. */
  constructor() {
    beforeEach(() => {
      this.dataDir = mkdtempSync(join(tmpdir(), 'journal-'));
    });
    afterEach(() => rmSync(this.dataDir, { recursive: true, force: true }));
  }

  get folder(): string {
    return join(this.dataDir, 'journal');
  }

  get file(): string {
    return join(this.folder, 'journal.sqlite');
  }

  /** Opens the journal as a gateway, or as a command; it is closed when the test has ended. */
  async open(isGateway = true, ifAbsent: IfAbsent = null): Promise<JournalStore> {
    const { dataDir } = this;
    const secret = new JournalSecret(SECRET, dataDir);
    const store = await openSqlite({ dataDir, secret, isGateway, ifAbsent });
    onTestFinished(() => store.close());
    return store;
  }

  /** The same, with the connection that the store uses. */
  async openWithConnection(): Promise<{ readonly store: JournalStore; readonly connection: DatabaseSync }> {
    const exec = vi.spyOn(DatabaseSync.prototype, 'exec');
    try {
      return { store: await this.open(), connection: exec.mock.contexts.at(-1) as DatabaseSync };
    } finally {
      exec.mockRestore();
    }
  }

  /** Another process that uses the journal: see child.ts. */
  child(command: string, fileBlocks?: number): Child {
    const child = new Child(command, [this.dataDir], fileBlocks);
    onTestFinished(() => child.kill());
    return child;
  }
}

/** A fault of a kind, whose message tells the remedy. */
export function fault(kind: FaultKind, remedy: RegExp): unknown {
  const message = expect.stringMatching(new RegExp(`${remedy.source}.*No write is sent\\.$`)) as unknown;
  return expect.objectContaining({ code: 'JOURNAL_UNAVAILABLE', kind, retryable: true, message });
}

/** Adds operations one after the other. */
export async function addSome(store: JournalStore, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) await store.add(operation(), null, note);
}
