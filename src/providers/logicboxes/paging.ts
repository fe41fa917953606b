/**
 * Lists, which come as pages of numbered maps (logicboxes.md section 2.4). The upstream has no snapshot: rows that come
 * or go between two pages shift all others, so a list is read again until its pages fit together.
 */
import { GatewayError } from '../../errors.ts';
import { asObject, type Json, type JsonObject } from '../shared/json.ts';
import { WHO, type Parameters } from './functions.ts';
import { count, fault, mapOf } from './values.ts';

/** Rows a page, the most that any search takes (logicboxes.md section 3, Customers). */
export const PAGE_SIZE = 500;

/** Longest list that is read, in pages. */
const MAX_PAGES = 2000;

/** How often a list that moves is begun again. */
const MAX_PASSES = 4;

/** Parameters of one page of any search; pages count from 1. */
export function paged(page: number, pageSize = PAGE_SIZE): Parameters {
  return [
    ['no-of-records', String(pageSize)],
    ['page-no', String(page)],
  ];
}

/** One page. */
export interface Page {
  /** In the order of their numbers. */
  readonly rows: readonly JsonObject[];
  /** Rows on all pages; null where the upstream does not tell. */
  readonly total: number | null;
}

/** All pages, read once. */
interface Pass {
  readonly rows: ReadonlyMap<string, JsonObject>;
  /** What the pages called the total; more than one when rows came or went. */
  readonly totals: ReadonlySet<number | null>;
}

/** The rows and the total of an answer. Keys that are no numbers are no rows; those need not begin at 1. */
export function toPage(answer: Json): Page {
  const map = mapOf(answer, 'a list');
  const keys = Object.keys(map).filter((key) => /^\d+$/.test(key));
  const total = count(map['recsindb']);
  // Without rows a number must say that there are none: whatever else came back is not an empty list.
  if (keys.length === 0 && total === null && count(map['recsonpage']) === null) throw fault('a list');
  const ordered = keys.toSorted((left, right) => left.length - right.length || (left < right ? -1 : 1));
  const rows = ordered.map((key) => {
    const row = asObject(map[key]);
    if (row === null) throw fault('a list');
    return row;
  });
  return { rows, total };
}

/**
 * All rows, each once by its key, in the upstream's order. They come from one pass in which nothing moved, or from the
 * second of two that found the same. `isFirst` is true for the very first page alone.
 */
export async function readAll(
  readPage: (page: number, isFirst: boolean) => Promise<Page>,
  keyOf: (row: JsonObject) => string,
): Promise<readonly JsonObject[]> {
  let before: Pass | null = null;
  for (let passes = 0; passes < MAX_PASSES; passes += 1) {
    const isFirst = passes === 0;
    const pass = await readPass((page) => readPage(page, isFirst && page === 1), keyOf);
    if (isWhole(pass) || (before !== null && areSame(before, pass))) return [...pass.rows.values()];
    before = pass;
  }
  throw new GatewayError('UPSTREAM_UNAVAILABLE', `A list of ${WHO} kept changing while it was read. Try again.`);
}

async function readPass(readPage: (page: number) => Promise<Page>, keyOf: (row: JsonObject) => string): Promise<Pass> {
  const rows = new Map<string, JsonObject>();
  const totals = new Set<number | null>();
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const { rows: onPage, total } = await readPage(page);
    const before = rows.size;
    for (const row of onPage) rows.set(keyOf(row), row);
    totals.add(total);
    const isLast = total === null ? rows.size === before : rows.size >= total || rows.size === before;
    if (isLast) return { rows, totals };
  }
  throw new GatewayError('BUDGET_EXCEEDED', `A list of ${WHO} is longer than ${MAX_PAGES} pages.`);
}

/** The total was the same on every page, and so many rows were there. */
function isWhole({ rows, totals }: Pass): boolean {
  const [total = null] = totals;
  return totals.size === 1 && (total === null || rows.size >= total);
}

/** Both found the same rows and one total: it counts rows that are not shown. */
function areSame(left: Pass, right: Pass): boolean {
  const totals = new Set([...left.totals, ...right.totals]);
  return (
    totals.size === 1 && left.rows.size === right.rows.size && left.rows.keys().every((key) => right.rows.has(key))
  );
}
