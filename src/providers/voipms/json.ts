/** Lists in the shapes that PHP gives them. */
import { asObject, asText, type Json, type JsonObject } from '../shared/json.ts';

/**
 * The rows of a list in any of its encodings (voipms.md section 2.1): an array; an object keyed by index, in the order
 * of the indexes; one bare object; absent, null, '' or false for none. Null when it is none of these.
 */
export function asRows(value: Json | undefined): readonly JsonObject[] | null {
  if (Array.isArray(value)) return objects(value);
  const object = asObject(value);
  if (object === null) return asText(value) === '' ? [] : null;
  const keys = Object.keys(object);
  if (!keys.every((key) => /^\d+$/.test(key))) return [object];
  const ordered = keys.toSorted((left, right) => left.length - right.length || (left < right ? -1 : 1));
  return objects(ordered.map((key) => object[key]!));
}

/** The objects of a list; empty places are left out. Null when something else is in it. */
function objects(values: readonly Json[]): readonly JsonObject[] | null {
  const rows: JsonObject[] = [];
  for (const value of values) {
    if (value === null) continue;
    const row = asObject(value);
    if (row === null) return null;
    rows.push(row);
  }
  return rows;
}
