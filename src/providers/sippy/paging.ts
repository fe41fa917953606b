/** Lists of the switch: pages by offset and limit, without a total (sippy.md section 2, "Limits"). */
import { GatewayError } from '../../errors.ts';
import { int, type XmlRpcStruct } from '../../wire/xmlrpc-values.ts';
import { unreadable } from '../shared/failures.ts';
import type { CallScope } from '../provider.ts';
import type { Members } from './api.ts';
import { WHO } from './errors.ts';

/** Rows of a page; the largest limit that any method documents (sippy.md section 3, getTariffRatesList). */
export const PAGE_SIZE = 1000;

/** Longest list that is read, in pages. */
const MAX_PAGES = 1000;

/**
 * Which page ends a list: `short` is one with fewer rows than were asked for; `empty` is one without any, which costs a
 * call more and holds for a switch whose own limit of a page is below ours too.
 */
export type PageEnd = 'short' | 'empty';

/**
 * All rows by id, in the switch's order. Reads to the page that ends the list: there is no total. A row that shifts onto
 * the next page meanwhile comes twice and counts once. Throws when pages repeat or never end, and BUDGET_EXCEEDED when the
 * operation may not go on: the first page is granted, and one behind it where an empty one has to end the list.
 */
export async function readPages(
  read: (page: Members) => Promise<readonly XmlRpcStruct[]>,
  idOf: (row: XmlRpcStruct) => string,
  end: PageEnd,
  scope: CallScope,
): Promise<ReadonlyMap<string, XmlRpcStruct>> {
  const found = new Map<string, XmlRpcStruct>();
  let offset = 0;
  for (let page = 0; page < MAX_PAGES; page++) {
    if (page > (end === 'short' ? 0 : 1)) scope.goOn();
    const rows = await read({ offset: int(offset), limit: int(PAGE_SIZE) });
    const before = found.size;
    for (const row of rows) found.set(idOf(row), row);
    // A longer page comes from a switch that minds no limit and has sent everything.
    if (end === 'short' ? rows.length !== PAGE_SIZE : rows.length === 0) return found;
    if (found.size === before) throw unreadable(WHO, 'a list whose pages repeat');
    offset += rows.length;
  }
  throw new GatewayError('BUDGET_EXCEEDED', `${WHO} has more than ${MAX_PAGES * PAGE_SIZE} rows in a list.`);
}
