/** The rows of a `Reconciliation`: the type, its enums, its conditions and its page. */
import type { Account } from '../accounts.ts';
import type { LedgerSide, ReconciliationRow, ReconciliationVerdict } from '../reconciliation/report.ts';
import { builder, NODES_DESCRIPTION } from './builder.ts';
import type { GraphContext } from './context.ts';
import { MoneyType } from './money.ts';
import { ClientNode, OperationNode } from './nodes.ts';
import { operationOf } from './operation.ts';
import { page, type Order, type Page, type PageArgs } from './paging.ts';

/** `ReconciliationVerdict`. */
export const VerdictEnum = builder.enumType('ReconciliationVerdict', {
  description: 'What the comparison of an operation with the books says. Entries are known by mark, never by amount.',
  values: {
    MATCHED: {
      description:
        'The journal says applied, and one entry of the client has its mark, or the number that the upstream told, and its amount.',
    },
    MISSING_UPSTREAM: {
      description: 'The journal says applied, and no entry of the client has its mark or number. `note` may say why.',
    },
    MADE_ELSEWHERE: {
      description:
        'An entry that no operation of the caller has made: by hand, by the upstream itself, or through another gateway.',
    },
    AMOUNT_DIFFERS: { description: 'The journal says applied, and its entry has another amount or currency.' },
    STILL_UNKNOWN: {
      description:
        'The journal does not know whether it was applied; where its entry is there, `note` says what to do.',
    },
    CONTRADICTED: {
      description: 'The journal says not applied, and its entry is there: money has moved although nobody was told.',
    },
    DUPLICATED: {
      description: 'Two or more entries belong to one operation: money may have moved twice. Each entry is a row.',
    },
    NOT_READ: {
      description:
        "The journal says applied, and the client's ledger could not be read: see `Reconciliation.failures`.",
    },
  } satisfies Record<ReconciliationVerdict, { description: string }>,
});

/** `LedgerSide`. */
export const LedgerSideEnum = builder.enumType('LedgerSide', {
  description: "The two sides of a client's ledger.",
  values: {
    CHARGE: { description: 'Money debited from the client.' },
    DEPOSIT: { description: 'Money credited to the client.' },
  } satisfies Record<LedgerSide, { description: string }>,
});

interface RowOf {
  readonly account: Account;
  readonly row: ReconciliationRow;
}

const RowType = builder.objectRef<RowOf>('ReconciliationRow');

RowType.implement({
  requires: ['ledger:read', 'operations:read'],
  description: 'One operation of the journal, one entry of the books, or both where they belong together.',
  fields: (t) => ({
    verdict: t.field({
      type: VerdictEnum,
      description: 'What they are to each other.',
      resolve: ({ row }) => row.verdict,
    }),
    side: t.field({ type: LedgerSideEnum, description: 'Charge or deposit.', resolve: ({ row }) => row.side }),
    client: t.field({
      type: ClientNode,
      nullable: true,
      description: "Whose money it is; null for a client that is not in the upstream's list (any more).",
      resolve: ({ account, row }) => row.client && new ClientNode(account, row.client),
    }),
    upstreamClientId: t.string({
      description: "The client's number in the upstream's books, also where `client` is null.",
      resolve: ({ row }) => row.clientId,
    }),
    operation: t.field({
      calls: 'nothing',
      type: OperationNode,
      nullable: true,
      description: 'The write through this gateway; null for an entry that none has made.',
      resolve: ({ row }, _args, context) => operationOf(context, row.operation),
    }),
    upstreamId: t.string({
      nullable: true,
      description: "Number of the entry in the upstream's books; null for an operation without an entry.",
      resolve: ({ row }) => row.entry?.row.upstreamId,
    }),
    date: t.field({
      type: 'Date',
      nullable: true,
      description:
        'Day of the books; without an entry the day (UTC) on which the operation was first asked for. Null for an entry to which the upstream gives no date.',
      resolve: ({ row }) => row.date,
    }),
    journalAmount: t.field({
      type: MoneyType,
      nullable: true,
      description:
        'The amount as it was asked for, above zero on both sides. Null without an operation, and for each further entry of one operation, so that it is summed up once.',
      resolve: ({ row }) => row.journalAmount,
    }),
    upstreamAmount: t.field({
      type: MoneyType,
      nullable: true,
      description: 'The amount of the entry, above zero on both sides; null without one.',
      resolve: ({ row }) => row.upstreamAmount,
    }),
    description: t.string({
      personal: true,
      nullable: true,
      description: "The upstream's text without the mark; null without an entry.",
      resolve: ({ row }) => row.entry?.row.description,
    }),
  }),
});

builder.objectField(RowType, 'note', (t) =>
  t.string({
    nullable: true,
    description: 'What to know or to do, for people; the wording may change.',
    resolve: ({ row }) => row.note,
  }),
);

/** `ReconciliationRowConnection`. */
export const RowConnection = builder.connectionObject(
  {
    type: RowType,
    name: 'ReconciliationRowConnection',
    requires: ['ledger:read', 'operations:read'],
    description: 'A page of rows.',
    fields: (t) => ({
      nodes: t.field({
        type: [RowType],
        nullable: { list: false, items: true },
        description: NODES_DESCRIPTION,
        resolve: (connection) => connection.nodes as readonly RowOf[],
      }),
      totalCount: t.int({
        nullable: true,
        description: 'Rows that match, on all pages.',
        resolve: (connection) => connection.totalCount,
      }),
    }),
  },
  { requires: ['ledger:read', 'operations:read'], description: 'A row and its place in the list.' },
);

interface RowCondition {
  readonly verdict?: ReconciliationVerdict | null | undefined;
  readonly verdicts?: readonly ReconciliationVerdict[] | null | undefined;
  readonly side?: LedgerSide | null | undefined;
}

/** The input type of conditions on rows. */
export const RowWhere = builder.inputType('ReconciliationRowWhere', {
  description: 'Which rows. Conditions are combined with AND; one that is left out or null holds for all.',
  fields: (t) => ({
    verdict: t.field({ type: VerdictEnum, description: 'Only those with this verdict, such as MISSING_UPSTREAM.' }),
    verdicts: t.field({ type: [VerdictEnum], description: 'Only those with one of these verdicts.' }),
    side: t.field({ type: LedgerSideEnum, description: 'Only charges, or only deposits.' }),
  }),
});

/** The order in which a report has its rows, which no two rows share a place in. */
const ORDER: Order<RowOf> = {
  name: 'RECONCILIATION',
  parts: [
    { kind: 'text', descending: false, of: ({ row }) => row.date ?? '' },
    { kind: 'id', descending: false, of: ({ row }) => row.clientId },
    { kind: 'text', descending: false, of: ({ row }) => row.side },
    { kind: 'id', descending: false, of: ({ row }) => row.entry?.row.upstreamId ?? '' },
    { kind: 'text', descending: false, of: ({ row }) => row.operation?.id ?? '' },
  ],
};

interface RowArgs extends PageArgs {
  readonly where?: RowCondition | null | undefined;
}

/** The page of rows that `args` asks for. */
export function rowPage(
  account: Account,
  rows: readonly ReconciliationRow[],
  { where, ...args }: RowArgs,
  context: GraphContext,
): Page<RowOf> {
  const { verdict, verdicts, side } = where ?? {};
  const wanted = rows.filter((row) => {
    if (verdict != null && row.verdict !== verdict) return false;
    return (verdicts == null || verdicts.includes(row.verdict)) && (side == null || row.side === side);
  });
  const nodes = wanted.map((row) => ({ account, row }));
  return page(nodes, ORDER, args, context.limits.maxPageSize);
}
