/** What is known of documents that were sent before, by their text. */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** Documents that are kept, whatever their length. */
const MAX_DOCUMENTS = 500;

/** Documents of which it is remembered that they came once. */
const MAX_SEEN = 5000;

/**
 * From this length on V8 takes the length of a text for its hash, so that all texts of one length are compared with each
 * other, for milliseconds each time.
 */
const HASHED_BY_LENGTH = 16_384;

/**
 * Bounded by characters and not only by count: a document within the limits can have megabytes of tree and compiled code
 * behind it, about 300 bytes a character. Something is kept of a document when it comes a second time: what applications
 * send is kept from then on, and a flood of documents that come once leaves nothing in memory and pushes nothing out.
 */
export class DocumentCache<T extends object> {
  readonly #kept: LRUCache<string, T>;
  /** By their hashes. */
  readonly #seen = new LRUCache<string, true>({ max: MAX_SEEN });

  /** `maxCharacters`: of all documents together. */
  constructor(maxCharacters: number) {
    this.#kept = new LRUCache({ max: MAX_DOCUMENTS, maxSize: maxCharacters });
  }

  /** What was kept for a document; undefined when there is nothing. */
  get(text: string): T | undefined {
    return this.#kept.get(text.length < HASHED_BY_LENGTH ? text : hashOf(text));
  }

  /** Keeps something for a document that comes again; one that is larger than all of the room is not kept. */
  set(text: string, value: T): void {
    const hash = hashOf(text);
    if (!this.#seen.has(hash)) {
      this.#seen.set(hash, true);
      return;
    }
    this.#seen.delete(hash);
    this.#kept.set(text.length < HASHED_BY_LENGTH ? text : hash, value, { size: Math.max(1, text.length) });
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
