/** `Deposit`: money credited to a client. */
import { builder, NodeInterface, NODES_DESCRIPTION } from './builder.ts';
import { LedgerOrder, ledgerPage, LedgerWhere } from './ledger.ts';
import { MoneyType } from './money.ts';
import { ClientNode, DepositNode } from './nodes.ts';

builder.objectType(DepositNode, {
  requires: ['ledger:read'],
  name: 'Deposit',
  keys: ['id'],
  description: 'Money credited to a client.',
  interfaces: [NodeInterface],
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Global id.' }),
    upstreamId: t.exposeString('upstreamId', {
      description:
        "Its number in the upstream's books; made of what the entry says where the upstream numbers none (Freeside).",
    }),
    client: t.field({ type: ClientNode, description: 'Who was credited.', resolve: ({ client }) => client }),
    upstreamType: t.string({
      description: 'The upstream\'s own word for what it is, such as "receipt".',
      resolve: ({ row }) => row.type,
    }),
    date: t.expose('date', {
      type: 'Date',
      description: "Day of the upstream's books on which it was credited.",
    }),
    amount: t.expose('amount', {
      type: MoneyType,
      description: 'Above zero; it raises the balance. Digits as the upstream keeps them.',
    }),
    description: t.exposeString('description', {
      personal: true,
      description: "The upstream's own words, or those that the payment was made with; may be empty.",
    }),
  }),
});

const DepositConnection = builder.connectionObject(
  {
    type: DepositNode,
    name: 'DepositConnection',
    requires: ['ledger:read'],
    description: 'A page of deposits.',
    fields: (t) => ({
      nodes: t.field({
        type: [DepositNode],
        nullable: { list: false, items: true },
        description: NODES_DESCRIPTION,
        resolve: (connection) => connection.nodes as readonly DepositNode[],
      }),
      totalCount: t.int({
        nullable: true,
        description: 'Deposits that match, on all pages.',
        resolve: (connection) => connection.totalCount,
      }),
      totalAmount: t.field({
        type: MoneyType,
        nullable: true,
        description: 'Exact sum of the deposits that match, on all pages; null when they have several currencies.',
        resolve: (connection) => connection.totalAmount?.(),
      }),
    }),
  },
  { requires: ['ledger:read'], description: 'A deposit and its place in the list.' },
);

builder.objectField(ClientNode, 'deposits', (t) =>
  t.field({
    calls: { reads: ['deposits'] },
    type: DepositConnection,
    nullable: true,
    description:
      'Money credited to the client, latest first. Null where the provider has no ledger. Costs one upstream call a client.',
    args: {
      ...t.arg.connectionArgs(),
      where: t.arg({ type: LedgerWhere, description: 'Which ones; all when left out.' }),
      orderBy: t.arg({ type: LedgerOrder, description: 'In which order; latest first when left out.' }),
    },
    resolve: async (client, args, context) => {
      const loaders = context.loaders.of(client.account.name);
      if (!loaders.has('ledger')) return null;
      const rows = await loaders.deposits.load(client.record.upstreamId);
      return ledgerPage(client, rows, args, (row) => new DepositNode(client, row), context);
    },
  }),
);
