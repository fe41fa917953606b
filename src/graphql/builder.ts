/** The Pothos builder. It defines no types besides what the relay plugin brings (Node, PageInfo). */
import SchemaBuilder from '@pothos/core';
import RelayPlugin from '@pothos/plugin-relay';
import type { Decimal, Money } from '../money.ts';
import { annotations } from './annotations.ts';
import type { Completeness } from './completeness.ts';
import type { GraphContext } from './context.ts';
import type { AnyNode } from './nodes.ts';

/** What a connection carries besides edges and page info. */
export interface ConnectionExtras {
  /** The page's entries; the edges around them are made only when they are asked for. */
  readonly nodes: readonly unknown[];
  readonly totalCount: number | null;
  /** Sum of the amounts of a ledger connection; null when they have several currencies. */
  readonly totalAmount?: () => Money | null;
  /** Which accounts a list over several has reached. */
  readonly completeness?: Completeness;
}

interface GraphTypes {
  Context: GraphContext;
  DefaultFieldNullability: false;
  DefaultEdgesNullability: { list: false; items: false };
  DefaultNodeNullability: true;
  Connection: ConnectionExtras;
  Scalars: {
    ID: { Input: string; Output: string };
    Decimal: { Input: Decimal; Output: Decimal };
    CurrencyCode: { Input: string; Output: string };
    Date: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    Duration: { Input: never; Output: number };
    _Any: { Input: Readonly<Record<string, unknown>>; Output: never };
  };
}

/** The one builder; every noun file adds to it when it is imported by schema.ts. */
export const builder = new SchemaBuilder<GraphTypes>({
  plugins: [RelayPlugin, annotations],
  defaultFieldNullability: false,
  relay: {
    cursorType: 'String',
    edgesFieldOptions: {
      nullable: { list: false, items: false },
      description: 'The page with a cursor for each entry.',
    },
    nodeFieldOptions: { nullable: true, description: 'The entry; null when it could not be read, with an error.' },
    cursorFieldOptions: {
      description: 'Opaque position in this order, for `after` and `before`; it stays valid when entries come and go.',
    },
    pageInfoFieldOptions: { description: 'Whether there is more, and where.' },
    pageInfoTypeOptions: {
      requires: [],
      shareable: true,
      description: 'Where a page begins and ends, and whether there is more around it.',
    },
    hasNextPageFieldOptions: { description: 'True when entries follow the page.' },
    hasPreviousPageFieldOptions: { description: 'True when entries come before the page.' },
    startCursorFieldOptions: { description: 'Cursor of the first entry; null on an empty page.' },
    endCursorFieldOptions: { description: 'Cursor of the last entry; null on an empty page.' },
    firstArgOptions: {
      description:
        'Entries from the start or after `after`; 20 when neither `first` nor `last` is given. Not together with `last`.',
    },
    lastArgOptions: { description: 'Entries from the end or before `before`. Not together with `first`.' },
    afterArgOptions: { description: 'Cursor behind which the page begins.' },
    beforeArgOptions: { description: 'Cursor before which the page ends.' },
    nodeTypeOptions: {
      requires: [],
      description: 'Anything that can be fetched again by its global id.',
      resolveType: (value) => (value as AnyNode).typename,
    },
    idFieldOptions: { description: 'Opaque and unique over all types and accounts; `node` takes it.' },
    nodeQueryOptions: false,
    nodesQueryOptions: false,
  },
});

/** The interface of everything with a global id. */
export const NodeInterface = builder.nodeInterfaceRef();

/** What builds the fields of an input type, for fields that several inputs share. */
export type InputFields = PothosSchemaTypes.InputFieldBuilder<typeof builder.$inferSchemaTypes, 'InputObject'>;

/** Description of `nodes`, which every connection has beside `edges`. */
export const NODES_DESCRIPTION = 'The page without cursors, in the same order.';
