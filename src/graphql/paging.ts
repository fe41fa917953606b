/** Pages over lists that are read whole: order, cursors that survive changes of the list, and bounds. */
import { GatewayError } from '../errors.ts';
import { compareDecimals, parseDecimal, type Decimal, type Money } from '../money.ts';
import { compareIds, compareText } from '../ordering.ts';
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

/** How one part of an order is compared: as text by code unit, as an upstream's id, or as an exact number. */
export type PartKind = 'text' | 'id' | 'decimal';

/** One part of an order: what is compared, how, and which way. */
export interface OrderPart<T> {
  readonly kind: PartKind;
  readonly descending: boolean;
  /** The value to compare. An empty decimal is an unknown number, which comes last either way. */
  of(item: T): string;
}

/** A total order: all parts together are unique in the list, so that their values are a cursor. */
export interface Order<T> {
  /** Name of the order, part of each cursor. */
  readonly name: string;
  readonly parts: readonly OrderPart<T>[];
  /** Told of each entry whose cursor is handed out, since that holds the values of the parts. */
  onCursor?(item: T): void;
}

/** One entry of a page. The cursor is only written when it is asked for. */
class Edge<T> {
  readonly node: T;
  readonly order: Order<T>;

  constructor(node: T, order: Order<T>) {
    this.node = node;
    this.order = order;
  }

  get cursor(): string {
    this.order.onCursor?.(this.node);
    const values = this.order.parts.map((part) => part.of(this.node));
    return Buffer.from(JSON.stringify([this.order.name, ...values])).toString('base64url');
  }
}

/** A page in the shape of a Relay connection. */
export class Page<T> implements ConnectionExtras {
  readonly nodes: readonly T[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
  readonly totalAmount?: () => Money | null;
  readonly #order: Order<T>;

  /** The entries from `start` up to, not including, `end`. */
  constructor(sorted: readonly T[], order: Order<T>, start: number, end: number, totalAmount?: () => Money | null) {
    this.#order = order;
    this.nodes = start === 0 && end === sorted.length ? sorted : sorted.slice(start, end);
    this.pageInfo = new PageInfo(this, start > 0, end < sorted.length);
    this.totalCount = sorted.length;
    if (totalAmount !== undefined) this.totalAmount = totalAmount;
  }

  /** The entries with their cursors, made anew each time. */
  get edges(): readonly Edge<T>[] {
    return this.nodes.map((node) => new Edge(node, this.#order));
  }

  /** Cursor of the entry at this place, counted from the end when negative; null when there is none. */
  cursorAt(index: number): string | null {
    const node = this.nodes.at(index);
    return node === undefined ? null : new Edge(node, this.#order).cursor;
  }
}

/** Where a page begins and ends. */
class PageInfo {
  readonly hasPreviousPage: boolean;
  readonly hasNextPage: boolean;
  readonly #ends: { cursorAt(index: number): string | null };

  constructor(ends: { cursorAt(index: number): string | null }, hasPreviousPage: boolean, hasNextPage: boolean) {
    this.#ends = ends;
    this.hasPreviousPage = hasPreviousPage;
    this.hasNextPage = hasNextPage;
  }

  get startCursor(): string | null {
    return this.#ends.cursorAt(0);
  }

  get endCursor(): string | null {
    return this.#ends.cursorAt(-1);
  }
}

/** Sorts `items` and cuts the page out; `totalAmount` sums up all items when asked. Throws INVALID_INPUT for impossible arguments and for foreign cursors. */
export function page<T>(
  items: readonly T[],
  order: Order<T>,
  args: PageArgs,
  maxPageSize: number,
  totalAmount?: () => Money | null,
): Page<T> {
  const size = pageSize(args, maxPageSize);
  const sorted = isSorted(items, order) ? items : items.toSorted((left, right) => compareItems(order, left, right));
  const after = readCursor('after', args.after, order);
  const before = readCursor('before', args.before, order);
  let start = after === null ? 0 : sorted.findIndex((item) => compareToCursor(order, item, after) > 0);
  if (start === -1) start = sorted.length;
  let end = before === null ? sorted.length : sorted.findIndex((item) => compareToCursor(order, item, before) >= 0);
  if (end === -1) end = sorted.length;
  end = Math.max(start, end);
  if (args.last == null) end = Math.min(end, start + size);
  else start = Math.max(start, end - size);
  return new Page(sorted, order, start, end, totalAmount);
}

/** Entries of a page. Throws INVALID_INPUT for impossible arguments. */
export function pageSize(args: PageArgs, maxPageSize: number): number {
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
    return index === 0 || order.parts[index - 1]!.kind !== 'decimal' || piece === '' || parseDecimal(piece) !== null;
  });
}

/** Most upstreams answer in the default order already; then nothing needs to be copied. */
function isSorted<T>(items: readonly T[], order: Order<T>): boolean {
  for (let index = 1; index < items.length; index += 1) {
    if (compareItems(order, items[index - 1]!, items[index]!) > 0) return false;
  }
  return true;
}

function compareItems<T>(order: Order<T>, left: T, right: T): number {
  for (const part of order.parts) {
    const difference = compareValues(part, part.of(left), part.of(right));
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareToCursor<T>(order: Order<T>, item: T, cursor: readonly string[]): number {
  for (const [index, part] of order.parts.entries()) {
    const difference = compareValues(part, part.of(item), cursor[index]!);
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareValues<T>({ kind, descending }: OrderPart<T>, left: string, right: string): number {
  if (left === right) return 0;
  if (kind === 'decimal' && (left === '' || right === '')) return left === '' ? 1 : -1;
  const difference = comparators[kind](left, right);
  return descending ? -difference : difference;
}

const comparators: Readonly<Record<PartKind, (left: string, right: string) => number>> = {
  text: compareText,
  id: compareIds,
  decimal: (left, right) => compareDecimals(left as Decimal, right as Decimal),
};
