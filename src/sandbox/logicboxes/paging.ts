/** Pages of searches: `no-of-records` and `page-no`, and the numbered maps that hold the rows (logicboxes.md section 2.4). */
import { refuseFields, required, wholeOf } from './checks.ts';
import type { Context } from './context.ts';
import { refuse } from './refusal.ts';
import type { Hash, Value } from './values.ts';

/** Most rows of one answer, whatever the switch `recordsRange` says. */
export const MAX_RECORDS = 10_000;

/** Which page is asked for. */
export interface Page {
  readonly size: number;
  /** Rows before the page. */
  readonly offset: number;
}

/** Reads the two parameters. `lowest` is the smallest no-of-records of the function; 500 is the largest of all. */
export function pageOf({ parameters, switches }: Context, lowest: number): Page {
  const wanted = Number(wholeOf(required(parameters, 'no-of-records'), 'no-of-records'));
  const page = Number(wholeOf(required(parameters, 'page-no'), 'page-no'));
  const isInRange = wanted >= lowest && wanted <= 500;
  if (switches.recordsRange === 'enforced' && !isInRange) refuse(`no-of-records should be between ${lowest} and 500`);
  if (wanted === 0) refuseFields(['no-of-records']);
  if (page === 0) refuseFields(['page-no']);
  const size = Math.min(wanted, MAX_RECORDS);
  return { size, offset: (page - 1) * size };
}

/** One page of the matches as a numbered map; `rowOf` is called for its rows only. */
export function pageMap<Match>(
  context: Context,
  page: Page,
  matches: ArrayLike<Match> & { slice(start: number, end: number): ArrayLike<Match> },
  rowOf: (match: Match) => Hash,
): Hash {
  const rows = Array.from(matches.slice(page.offset, page.offset + page.size), rowOf);
  const first = context.switches.pageKeys === 'restart' ? 1 : page.offset + 1;
  return new Map<string, Value>([
    ['recsonpage', String(rows.length)],
    ['recsindb', String(matches.length)],
    ...rows.map((row, place): [string, Value] => [String(first + place), row]),
  ]);
}
