/**
 * From an HTTP request to function and parameters as a servlet sees them: query and urlencoded body merged, the query's
 * values first, equal names collected (logicboxes.md sections 2.2 and 2.3).
 */
import type { UpstreamRequest } from '../upstream.ts';

/** Parameters that are read of a query, and of a body; further ones are ignored. */
export const MAX_PARAMETERS = 10_000;

/** Parameters by name; a name has at least one value, in the order of arrival. */
export type Parameters = ReadonlyMap<string, readonly string[]>;

/** Parameters by where they stood. */
export interface ReadParameters {
  readonly query: Parameters;
  readonly body: Parameters;
  readonly merged: Parameters;
}

/** Reads the query, and the body of a urlencoded POST. A body of any other type is ignored, as a servlet does. */
export function readParameters(request: UpstreamRequest): ReadParameters {
  const isForm = request.contentType.toLowerCase().startsWith('application/x-www-form-urlencoded');
  const query = pairsOf(request.query);
  const body = request.httpMethod === 'POST' && isForm ? pairsOf(request.body.toString('utf8')) : [];
  return { query: grouped(query), body: grouped(body), merged: grouped([...query, ...body]) };
}

type Pair = readonly [name: string, value: string];

function pairsOf(text: string): Pair[] {
  const pairs: Pair[] = [];
  for (const pair of new URLSearchParams(text)) {
    if (pairs.length === MAX_PARAMETERS) break;
    pairs.push(pair);
  }
  return pairs;
}

function grouped(pairs: readonly Pair[]): Parameters {
  const found = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const known = found.get(name);
    if (known === undefined) found.set(name, [value]);
    else known.push(value);
  }
  return found;
}

/** The sections of the API that the stand-in answers for. */
const SECTIONS = ['customers', 'billing', 'products', 'mail', 'mock', 'domains', 'orders', 'resellers'];

/** What a path names. */
export interface Target {
  /** The path below `/api/` without its ending, e.g. `billing/customer-balance`; empty when it names only a section. */
  readonly name: string;
  readonly format: 'json' | 'xml' | null;
}

/** True for a path below one of the sections. */
export function isApiPath(path: string): boolean {
  const [, root = '', section = '', rest] = path.split('/', 4);
  return root === 'api' && SECTIONS.includes(section) && rest !== undefined;
}

/** Function and format that a path asks for; the format is null when the path has no ending. */
export function targetOf(path: string): Target {
  const [, below = '', ending] = /^\/api\/(.*?)(?:\.(json|xml))?$/s.exec(path) ?? [];
  const name = /^[^/]+\/+$/.test(below) ? '' : below;
  return { name, format: ending === 'json' || ending === 'xml' ? ending : null };
}
