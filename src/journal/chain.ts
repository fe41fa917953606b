/**
 * The hash chain over everything that happens to operations. Each entry's hash covers the entry and the hash before it,
 * with a key that is not in the database: an entry that is edited, removed, added or moved breaks the chain.
 */
import { createHmac } from 'node:crypto';
import type { ChainHead } from './store.ts';
import type { EntryRow } from './tables.ts';

/** The end of a chain without entries. */
export const EMPTY_HEAD: ChainHead = { sequence: 0, hash: '0'.repeat(64) };

/** The hash of an entry that follows the entry with `previousHash`, as 64 hexadecimal digits. */
export function entryHash(key: Buffer, previousHash: string, entry: Omit<EntryRow, 'hash'>): string {
  const { sequence, at, actor, action, reason, operation_id, snapshot, trace_hash, tenant, detail } = entry;
  const canonical = [previousHash, sequence, at, actor, action, reason, operation_id, snapshot, trace_hash];
  // Entries from before there were tenants have neither, and keep their hash. The name tells the two kinds apart.
  if (tenant === null && detail === null) return keyed(key, 'entry', canonical);
  return keyed(key, 'entry of a tenant', [...canonical, tenant, detail]);
}

/** The keyed hash by which an entry knows the trace of an operation; null for no trace. */
export function traceHash(key: Buffer, operationId: string, trace: string | null): string | null {
  return trace === null ? null : keyed(key, 'trace', [operationId, trace]);
}

/** The keyed hash by which the row of an API key is known to be this journal's own. */
export function apiKeyMac(key: Buffer, id: string, body: string, entry: number): string {
  return keyed(key, 'api-key', [id, body, entry]);
}

/** The hash by which a journal knows its secret. */
export function secretCheck(key: Buffer): string {
  return keyed(key, 'check', []);
}

function keyed(key: Buffer, what: string, values: readonly unknown[]): string {
  return createHmac('sha256', key)
    .update(JSON.stringify([what, ...values]))
    .digest('hex');
}

/** The next link behind the head: `entry` with its place and its hash. */
export function link(key: Buffer, head: ChainHead, entry: Omit<EntryRow, 'sequence' | 'hash'>): EntryRow {
  const placed = { ...entry, sequence: head.sequence + 1 };
  return { ...placed, hash: entryHash(key, head.hash, placed) };
}

/** Checks a chain entry by entry; to be given all entries in the order of their sequence. Keeps nothing but its place. */
export class ChainCheck {
  readonly #key: Buffer;
  #sequence = EMPTY_HEAD.sequence;
  /** Null behind a gap: nobody knows what the missing entry's hash was. */
  #hash: string | null = EMPTY_HEAD.hash;
  /** Entries so far. */
  count = 0;

  constructor(key: Buffer) {
    this.#key = key;
  }

  /** What is wrong with the next entry, as sentences; [] when it is as it was written, where it was written. */
  next(entry: EntryRow): readonly string[] {
    this.count += 1;
    const { sequence, hash } = entry;
    const expected = this.#sequence + 1;
    if (sequence < expected) return [`Entry ${sequence} was added: the chain begins at 1.`];
    const gap = sequence > expected ? [missing(expected, sequence - 1)] : [];
    const previousHash = gap.length > 0 ? null : this.#hash;
    this.#sequence = sequence;
    this.#hash = hash;
    if (previousHash === null || hash === entryHash(this.#key, previousHash, entry)) return gap;
    return [`Entry ${sequence} is not what was written there: it, or the hash of the entry before it, was changed.`];
  }

  /** What is wrong with the end, when no entry is left. */
  end(head: ChainHead): readonly string[] {
    const { sequence, hash } = head;
    if (sequence > this.#sequence) return [missing(this.#sequence + 1, sequence)];
    if (sequence === this.#sequence && this.#hash !== null && hash !== this.#hash)
      return [`The head is not the hash of entry ${sequence}: one of them was changed.`];
    return [];
  }
}

function missing(first: number, last: number): string {
  return first === last ? `Entry ${first} is missing.` : `Entries ${first} to ${last} are missing.`;
}
