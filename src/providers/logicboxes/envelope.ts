/** Telling answers from errors, which come in six shapes and with any status (logicboxes.md section 2.5). */
import { asObject, asText, type Json, type JsonObject } from '../shared/json.ts';

/** What the upstream says when it refuses. Both are its own words, '' where it sent none. */
export interface Refusal {
  readonly text: string;
  /** Of the mail functions only. */
  readonly code: string;
}

/** Words of a `status` that says "no", in small letters: the upstream writes them in any case. */
const FAILED: ReadonlySet<string> = new Set(['error', 'failed', 'failure']);

/**
 * The refusal in an answer, null when it is none. The letters are those of section 2.5: A, B and C have a `status` of
 * their own, D an `errorvalue`, E a `response`, and F one object with a `status` for each id. A `status` further down in
 * an answer that has a good one above is no refusal of the whole.
 */
export function refusalIn(answer: Json): Refusal | null {
  const body = asObject(answer);
  if (body === null) return null;
  if (hasFailed(body)) return wordsOf(body);
  if (statusOf(body) !== '') return null;
  const response = asObject(body['response']);
  if (response !== null && hasFailed(response)) return wordsOf(response);
  const value = asObject(body['errorvalue']);
  if (value !== null) return wordsOf(value);
  return refusalOfEach(body);
}

/**
 * True for the answers that say that a write was done: an id, `true`, a good `status` on top or in a `response`, or
 * words that begin with "Success" (logicboxes.md section 2.4).
 */
export function isDone(answer: Json): boolean {
  if (answer === true) return true;
  if (typeof answer === 'string') return /^(?:true$|[1-9]\d*$|success\b)/i.test(answer);
  const body = asObject(answer);
  if (body === null) return false;
  return statusOf(body) === 'success' || statusOf(asObject(body['response']) ?? {}) === 'success';
}

function refusalOfEach(body: JsonObject): Refusal | null {
  const entries = Object.entries(body);
  const objects = entries.map(([id, value]) => (/^\d+$/.test(id) ? asObject(value) : null));
  const [first] = objects;
  return first && objects.every((object) => object !== null && hasFailed(object)) ? wordsOf(first) : null;
}

function hasFailed(object: JsonObject): boolean {
  return FAILED.has(statusOf(object));
}

function statusOf(object: JsonObject): string {
  return (asText(object['status']) ?? '').trim().toLowerCase();
}

function wordsOf(object: JsonObject): Refusal {
  const said = ['message', 'error', 'actionstatusdesc'].map((name) => asText(object[name]) ?? '');
  return { text: said.find((text) => text.trim() !== '')?.trim() ?? '', code: asText(object['errorCode']) ?? '' };
}
