/** Ids that searches over all customers found, so that their next page does not go through all of them again. */
import { LRUCache } from 'lru-cache';

/** Searches whose ids stay in memory. */
const MAX_CACHED_SEARCHES = 4;

/** A longer question is not kept. */
const MAX_QUESTION_CHARACTERS = 2000;

/** A small cache of ids by question. */
export class FoundIds {
  readonly #found = new LRUCache<string, Float64Array>({ max: MAX_CACHED_SEARCHES });

  /** The ids for that question, which must name all that they depend on; `search` is called when they are not known. */
  of(question: string, search: () => Float64Array): Float64Array {
    const known = this.#found.get(question);
    if (known !== undefined) return known;
    const found = search();
    if (question.length <= MAX_QUESTION_CHARACTERS) this.#found.set(question, found);
    return found;
  }
}
