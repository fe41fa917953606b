/** `Charge`: money debited from a client. */
import { builder, NodeInterface, NODES_DESCRIPTION } from './builder.ts';
import { LedgerOrder, ledgerPage, LedgerWhere } from './ledger.ts';
import { MoneyType } from './money.ts';
import { ChargeNode, ClientNode, PackageNode } from './nodes.ts';

builder.objectType(ChargeNode, {
  requires: ['ledger:read'],
  name: 'Charge',
  keys: ['id'],
  description: 'Money debited from a client.',
  interfaces: [NodeInterface],
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Global id.' }),
    upstreamId: t.exposeString('upstreamId', {
      description:
        "Its number in the upstream's books; made of what the entry says where the upstream numbers none (Freeside).",
    }),
    client: t.field({ type: ClientNode, description: 'Who was charged.', resolve: ({ client }) => client }),
    upstreamType: t.string({
      description: 'The upstream\'s own word for what it is, such as "invoice".',
      resolve: ({ row }) => row.type,
    }),
    date: t.expose('date', {
      type: 'Date',
      description: "Day of the upstream's books on which it was charged.",
    }),
    amount: t.expose('amount', {
      type: MoneyType,
      description: 'Above zero, although it lowers the balance; digits as the upstream keeps them.',
    }),
    description: t.exposeString('description', {
      personal: true,
      description: 'What it was for: free text, or a code of the upstream such as "SETUPPACKAGE:8378".',
    }),
    package: t.field({
      calls: { loads: 'packages' },
      type: PackageNode,
      nullable: true,
      description:
        'The package whose set-up was charged, from a description such as "SETUPPACKAGE:8378"; null for any other charge and for a package that is gone. Costs one upstream call for all packages of a page.',
      resolve: async ({ client, row }, _args, context) => {
        if (row.packageId === null) return null;
        const record = await context.loaders.of(client.account.name).packages.load(row.packageId);
        return record && new PackageNode(client.account, record);
      },
    }),
    phoneNumber: t.string({
      personal: true,
      nullable: true,
      description:
        'The phone number whose set-up or month was charged, from a description such as "DID5551234567"; null for any other charge.',
      resolve: ({ row }) => row.phoneNumber,
    }),
  }),
});

const ChargeConnection = builder.connectionObject(
  {
    type: ChargeNode,
    name: 'ChargeConnection',
    requires: ['ledger:read'],
    description: 'A page of charges.',
    fields: (t) => ({
      nodes: t.field({
        type: [ChargeNode],
        nullable: { list: false, items: true },
        description: NODES_DESCRIPTION,
        resolve: (connection) => connection.nodes as readonly ChargeNode[],
      }),
      totalCount: t.int({
        nullable: true,
        description: 'Charges that match, on all pages.',
        resolve: (connection) => connection.totalCount,
      }),
      totalAmount: t.field({
        type: MoneyType,
        nullable: true,
        description: 'Exact sum of the charges that match, on all pages; null when they have several currencies.',
        resolve: (connection) => connection.totalAmount?.(),
      }),
    }),
  },
  { requires: ['ledger:read'], description: 'A charge and its place in the list.' },
);

builder.objectField(ClientNode, 'charges', (t) =>
  t.field({
    calls: { reads: ['charges'] },
    type: ChargeConnection,
    nullable: true,
    description:
      'Money debited from the client, latest first. Null where the provider has no ledger. Costs one upstream call a client.',
    args: {
      ...t.arg.connectionArgs(),
      where: t.arg({ type: LedgerWhere, description: 'Which ones; all when left out.' }),
      orderBy: t.arg({ type: LedgerOrder, description: 'In which order; latest first when left out.' }),
    },
    resolve: async (client, args, context) => {
      const loaders = context.loaders.of(client.account.name);
      if (!loaders.has('ledger')) return null;
      const rows = await loaders.charges.load(client.record.upstreamId);
      return ledgerPage(client, rows, args, (row) => new ChargeNode(client, row), context);
    },
  }),
);
