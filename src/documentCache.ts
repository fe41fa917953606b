/** What is known of documents that were sent before, by their text. */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** Documents that are kept, whatever their length. */
const MAX_DOCUMENTS = 500;

/** The part of the characters that is for documents which have come once so far. */
const ONCE = 0.25;

/**
 * From this length on V8 takes the length of a text for its hash, so that all texts of one length are compared with each
 * other, for milliseconds each time.
 */
const HASHED_BY_LENGTH = 16_384;

/**
 * Bounded by characters and not only by count: a document within the limits can have megabytes of tree and compiled code
 * behind it, about 300 bytes a character. Those that have come again make room for each other alone, so that a flood of
 * documents, of which each comes once, does not push out what applications send all the time.
 */
export class DocumentCache<T extends object> {
  readonly #once: LRUCache<string, T>;
  readonly #often: LRUCache<string, T>;

  /** `maxCharacters`: of all documents together. */
  constructor(maxCharacters: number) {
    const once = Math.ceil(maxCharacters * ONCE);
    this.#once = new LRUCache({ max: MAX_DOCUMENTS, maxSize: once });
    this.#often = new LRUCache({ max: MAX_DOCUMENTS, maxSize: maxCharacters - once });
  }

  /** What was kept for a document; undefined when there is nothing. */
  get(text: string): T | undefined {
    const key = keyOf(text);
    const kept = this.#often.get(key);
    if (kept !== undefined) return kept;
    const found = this.#once.get(key);
    if (found === undefined) return undefined;
    this.#once.delete(key);
    this.#often.set(key, found, { size: sizeOf(text) });
    return found;
  }

  /** Keeps something for a document that is not known; one that is larger than all of the room is not kept. */
  set(text: string, value: T): void {
    this.#once.set(keyOf(text), value, { size: sizeOf(text) });
  }
}

function keyOf(text: string): string {
  return text.length < HASHED_BY_LENGTH ? text : createHash('sha256').update(text).digest('base64');
}

function sizeOf(text: string): number {
  return Math.max(1, text.length);
}
