/** Pages of operations, which the journal's store cuts out by itself: it can hold more than fits into memory. */
import { GatewayError } from '../errors.ts';
import type { Operation } from '../journal/operation.ts';
import type { OperationFilter, OperationPlace } from '../journal/store.ts';
import type { GraphContext } from './context.ts';
import type { OperationNode } from './nodes.ts';
import { operationOf } from './operation.ts';
import { pageSize, type PageArgs } from './paging.ts';

/** Name of the order, part of each cursor. */
const ORDER = 'OPERATION';

/** A page in the shape of a Relay connection. */
export class OperationPage {
  /** Null for an operation whose account is no longer configured. */
  readonly nodes: readonly (OperationNode | null)[];
  readonly pageInfo: {
    readonly hasPreviousPage: boolean;
    readonly hasNextPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount = null;
  readonly #context: GraphContext;
  readonly #filter: OperationFilter | null;
  readonly #operations: readonly Operation[];

  private constructor(
    context: GraphContext,
    filter: OperationFilter | null,
    operations: readonly Operation[],
    more: { readonly before: boolean; readonly behind: boolean },
  ) {
    this.#context = context;
    this.#filter = filter;
    this.#operations = operations;
    this.nodes = operations.map((operation) => operationOf(context, operation));
    this.pageInfo = {
      hasPreviousPage: more.before,
      hasNextPage: more.behind,
      startCursor: cursorOf(operations[0]),
      endCursor: cursorOf(operations.at(-1)),
    };
  }

  /** Reads a page; an empty one for a null filter. Throws INVALID_INPUT for impossible arguments and foreign cursors. */
  static async read(context: GraphContext, filter: OperationFilter | null, args: PageArgs): Promise<OperationPage> {
    const size = pageSize(args, context.limits.maxPageSize);
    const after = placeOf('after', args.after);
    const before = placeOf('before', args.before);
    const fromEnd = args.last != null;
    if (filter === null) return new OperationPage(context, filter, [], { before: false, behind: false });
    // One more than is shown tells whether there are more.
    const slice = { after, before, fromEnd, limit: size + 1 };
    const found = await context.journal.list(filter, slice);
    const hasMore = found.length > size;
    const shown = fromEnd ? found.slice(-size || found.length) : found.slice(0, size);
    const more = fromEnd
      ? { before: hasMore, behind: before !== undefined }
      : { before: after !== undefined, behind: hasMore };
    return new OperationPage(context, filter, shown, more);
  }

  /** The entries with their cursors. */
  get edges(): readonly { readonly node: OperationNode | null; readonly cursor: string }[] {
    return this.nodes.map((node, index) => ({ node, cursor: cursorOf(this.#operations[index])! }));
  }

  /** Operations that match, on all pages. */
  count(): Promise<number> | number {
    return this.#filter === null ? 0 : this.#context.journal.count(this.#filter);
  }
}

function cursorOf(operation: Operation | undefined): string | null {
  if (operation === undefined) return null;
  const pieces = [ORDER, operation.createdAt.toISOString(), operation.id];
  return Buffer.from(JSON.stringify(pieces)).toString('base64url');
}

function placeOf(name: string, cursor: string | null | undefined): OperationPlace | undefined {
  if (cursor == null) return undefined;
  try {
    const pieces: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const [order, moment, id, ...rest] = Array.isArray(pieces) ? (pieces as unknown[]) : [];
    if (order === ORDER && typeof moment === 'string' && typeof id === 'string' && rest.length === 0) {
      const createdAt = new Date(moment);
      if (!Number.isNaN(createdAt.getTime())) return { createdAt, id };
    }
  } catch {
    // Falls through to the same answer as any other text that is no cursor of this list.
  }
  throw new GatewayError('INVALID_INPUT', `\`${name}\` is not a cursor of this list.`, { field: [name] });
}
