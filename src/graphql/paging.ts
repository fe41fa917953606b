/** Pages over lists that are read whole: order, cursors that survive changes of the list, and bounds. */
import { GatewayError } from '../errors.ts';
import { compareDecimals, parseDecimal, type Decimal } from '../money.ts';
import type { ConnectionExtras } from './builder.ts';

/** Entries of a page when neither `first` nor `last` is given. */
export const DEFAULT_PAGE_SIZE = 20;

/** The standard arguments of a connection. */
export interface PageArgs {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
}

/** How one part of a key is compared: as text by code unit, as an upstream's id, as an exact number; a leading - turns it round. */
export type KeyPart = 'text' | 'id' | 'decimal' | '-text' | '-id' | '-decimal';

/** A total order: the key places an entry and is unique in the list, so that a cursor is the key itself. */
export interface Order<T> {
  /** Name of the order, part of each cursor. */
  readonly name: string;
  readonly parts: readonly KeyPart[];
  /** As many pieces as `parts`; a decimal piece is empty for an unknown number, which sorts last. */
  key(item: T): readonly string[];
}

/** One entry of a page. The cursor is only written when it is asked for. */
class Edge<T> {
  readonly node: T;
  readonly #key: readonly string[];
  readonly #order: string;

  constructor(node: T, key: readonly string[], order: string) {
    this.node = node;
    this.#key = key;
    this.#order = order;
  }

  get cursor(): string {
    return Buffer.from(JSON.stringify([this.#order, ...this.#key])).toString('base64url');
  }
}

/** A page in the shape of a Relay connection. */
export interface Page<T> extends ConnectionExtras {
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}

/** Sorts `items` and cuts the page out. Throws INVALID_INPUT for impossible arguments and for foreign cursors. */
export function page<T>(items: readonly T[], order: Order<T>, args: PageArgs, maxPageSize: number): Page<T> {
  const size = pageSize(args, maxPageSize);
  const entries = items.map((item) => ({ item, key: order.key(item) }));
  if (entries.length > 1) entries.sort((left, right) => compareKeys(order.parts, left.key, right.key));
  const after = readCursor('after', args.after, order);
  const before = readCursor('before', args.before, order);
  let start = after === null ? 0 : entries.findIndex((entry) => compareKeys(order.parts, entry.key, after) > 0);
  if (start === -1) start = entries.length;
  let end =
    before === null ? entries.length : entries.findIndex((entry) => compareKeys(order.parts, entry.key, before) >= 0);
  if (end === -1) end = entries.length;
  end = Math.max(start, end);
  if (args.last == null) end = Math.min(end, start + size);
  else start = Math.max(start, end - size);
  const edges = entries.slice(start, end).map((entry) => new Edge(entry.item, entry.key, order.name));
  const pageInfo = {
    hasNextPage: end < entries.length,
    hasPreviousPage: start > 0,
    get startCursor(): string | null {
      return edges[0]?.cursor ?? null;
    },
    get endCursor(): string | null {
      return edges.at(-1)?.cursor ?? null;
    },
  };
  return { edges, pageInfo, totalCount: entries.length };
}

function pageSize(args: PageArgs, maxPageSize: number): number {
  if (args.first != null && args.last != null) {
    throw new GatewayError('INVALID_INPUT', 'Give `first` or `last`, not both.', { field: ['last'] });
  }
  const name = args.last != null ? 'last' : 'first';
  const size = args.last ?? args.first ?? DEFAULT_PAGE_SIZE;
  if (size >= 0 && size <= maxPageSize) return size;
  throw new GatewayError(
    'INVALID_INPUT',
    `\`${name}\` must be from 0 to ${maxPageSize}; take the rest with a cursor.`,
    {
      field: [name],
    },
  );
}

function readCursor<T>(name: string, text: string | null | undefined, order: Order<T>): readonly string[] | null {
  if (text == null) return null;
  try {
    const pieces: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (isKeyOf(order, pieces)) return pieces.slice(1);
  } catch {
    // Falls through to the same answer as any other text that is no cursor of this order.
  }
  throw new GatewayError('INVALID_INPUT', `\`${name}\` is not a cursor of this list in this order.`, { field: [name] });
}

function isKeyOf<T>(order: Order<T>, pieces: unknown): pieces is readonly string[] {
  if (!Array.isArray(pieces) || pieces[0] !== order.name || pieces.length !== order.parts.length + 1) return false;
  return pieces.every((piece, index) => {
    if (typeof piece !== 'string') return false;
    return index === 0 || !order.parts[index - 1]!.endsWith('decimal') || piece === '' || parseDecimal(piece) !== null;
  });
}

function compareKeys(parts: readonly KeyPart[], left: readonly string[], right: readonly string[]): number {
  for (const [index, part] of parts.entries()) {
    const difference = compareParts(part, left[index]!, right[index]!);
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareParts(part: KeyPart, left: string, right: string): number {
  if (left === right) return 0;
  switch (part) {
    case 'text':
      return compareText(left, right);
    case '-text':
      return compareText(right, left);
    case 'id':
      return compareIds(left, right);
    case '-id':
      return compareIds(right, left);
    case 'decimal':
    case '-decimal':
      return compareNumbers(left, right, part === '-decimal');
  }
}

function compareNumbers(left: string, right: string, descending: boolean): number {
  if (left === '' || right === '') return left === '' ? 1 : -1;
  const difference = compareDecimals(left as Decimal, right as Decimal);
  return descending ? -difference : difference;
}

const DIGITS = /^\d+$/;

/** Ids of an upstream: numbers first and by value, whatever their length; then other text by code unit. */
function compareIds(left: string, right: string): number {
  const leftIsNumber = DIGITS.test(left);
  if (leftIsNumber !== DIGITS.test(right)) return leftIsNumber ? -1 : 1;
  return (leftIsNumber && left.length - right.length) || compareText(left, right);
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
