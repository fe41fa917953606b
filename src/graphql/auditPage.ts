/** Pages of the audit log, which the journal's store cuts out by itself. */
import { GatewayError } from '../errors.ts';
import type { AuditEntry, AuditFilter, AuditPlace } from '../journal/store.ts';
import type { GraphContext } from './context.ts';
import { pageSize, type PageArgs } from './paging.ts';

/** Name of the order, part of each cursor. */
const ORDER = 'AUDIT';

/** A page in the shape of a Relay connection. */
export class AuditPage {
  readonly nodes: readonly AuditEntry[];
  readonly pageInfo: {
    readonly hasPreviousPage: boolean;
    readonly hasNextPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount = null;

  private constructor(nodes: readonly AuditEntry[], more: { readonly before: boolean; readonly behind: boolean }) {
    this.nodes = nodes;
    this.pageInfo = {
      hasPreviousPage: more.before,
      hasNextPage: more.behind,
      startCursor: nodes.length === 0 ? null : cursorOf(nodes[0]!),
      endCursor: nodes.length === 0 ? null : cursorOf(nodes.at(-1)!),
    };
  }

  /** Reads a page; an empty one for a null filter. Throws INVALID_INPUT for impossible arguments and foreign cursors. */
  static async read(context: GraphContext, filter: AuditFilter | null, args: PageArgs): Promise<AuditPage> {
    const size = pageSize(args, context.limits.maxPageSize);
    const after = placeOf('after', args.after);
    const before = placeOf('before', args.before);
    const fromEnd = args.last != null;
    if (filter === null) return new AuditPage([], { before: false, behind: false });
    // One more than is shown tells whether there are more.
    const found = await context.audit.entries(filter, { after, before, fromEnd, limit: size + 1 });
    const hasMore = found.length > size;
    const shown = fromEnd ? found.slice(-size || found.length) : found.slice(0, size);
    const more = fromEnd
      ? { before: hasMore, behind: before !== undefined }
      : { before: after !== undefined, behind: hasMore };
    return new AuditPage(shown, more);
  }

  /** The entries with their cursors. */
  get edges(): readonly { readonly node: AuditEntry; readonly cursor: string }[] {
    return this.nodes.map((node) => ({ node, cursor: cursorOf(node) }));
  }
}

function cursorOf({ at, sequence }: AuditEntry): string {
  return Buffer.from(JSON.stringify([ORDER, at.getTime(), sequence])).toString('base64url');
}

function placeOf(name: string, cursor: string | null | undefined): AuditPlace | undefined {
  if (cursor == null) return undefined;
  try {
    const pieces: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const [order, moment, sequence, ...rest] = Array.isArray(pieces) ? (pieces as unknown[]) : [];
    const isPlace = order === ORDER && Number.isSafeInteger(moment) && Number.isSafeInteger(sequence);
    if (isPlace && rest.length === 0) return { at: new Date(moment as number), sequence: sequence as number };
  } catch {
    // Falls through to the same answer as any other text that is no cursor of this list.
  }
  throw new GatewayError('INVALID_INPUT', `\`${name}\` is not a cursor of this list.`, { field: [name] });
}
