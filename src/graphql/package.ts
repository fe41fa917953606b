/** `Package`: a price plan that clients are on. */
import type { PackageRecord } from '../providers/records.ts';
import { builder, NodeInterface, NODES_DESCRIPTION } from './builder.ts';
import { clientConnectionOf, ClientConnection } from './clients.ts';
import type { GraphContext } from './context.ts';
import { MoneyType } from './money.ts';
import { AccountNode, ClientNode, PackageNode, moneyOrNull } from './nodes.ts';
import { page, type Order } from './paging.ts';
import { requireScannable } from './scan.ts';

/** The prices, read when a field needs them: a client's list of packages tells only number and name. */
async function details(node: PackageNode, context: GraphContext): Promise<PackageRecord | null> {
  if ('pulseSeconds' in node.ref) return node.ref as PackageRecord;
  return context.loaders.of(node.account.name).packages.load(node.ref.upstreamId);
}

/** Route codes are "0" or empty when a route is not offered. */
function isOffered(route: string | null | undefined): boolean | null {
  return route == null ? null : route !== '0' && route !== '';
}

interface VoipmsPackage {
  readonly internationalRoute: string | null;
  readonly canadaRoute: string | null;
}

const VoipmsPackageType = builder.objectRef<VoipmsPackage>('VoipmsPackage');

VoipmsPackageType.implement({
  requires: ['clients:read'],
  description: 'What only VoIP.ms tells of a package.',
  fields: (t) => ({
    internationalRoute: t.string({
      nullable: true,
      description: "Code of the international route in the upstream's list of routes.",
      resolve: (own) => own.internationalRoute,
    }),
    canadaRoute: t.string({
      nullable: true,
      description: "Code of the Canadian route in the upstream's list of routes.",
      resolve: (own) => own.canadaRoute,
    }),
  }),
});

builder.objectType(PackageNode, {
  requires: ['clients:read'],
  name: 'Package',
  keys: ['id', 'account { name } upstreamId'],
  description: 'A price plan that clients are on.',
  interfaces: [NodeInterface],
  fields: (t) => ({
    id: t.id({ description: 'Global id.', resolve: (node) => node.id }),
    account: t.field({
      type: AccountNode,
      description: 'Where it is defined.',
      resolve: ({ account }) => new AccountNode(account),
    }),
    upstreamId: t.string({ description: 'Its number at the upstream.', resolve: ({ ref }) => ref.upstreamId }),
    name: t.string({ description: 'Its name at the upstream.', resolve: ({ ref }) => ref.name }),
  }),
});

builder.objectFields(PackageNode, (t) => ({
  markupFixed: t.field({
    calls: { reads: ['packages'] },
    type: MoneyType,
    nullable: true,
    description: "Added to the reseller's own price of a minute.",
    resolve: async (node, _args, context) =>
      moneyOrNull(node.account, (await details(node, context))?.markupFixed ?? null, null),
  }),
  markupPercentage: t.field({
    calls: { reads: ['packages'] },
    type: 'Decimal',
    nullable: true,
    description: "Added to the reseller's own price, in percent of it: 50 means one and a half times the price.",
    resolve: async (node, _args, context) => (await details(node, context))?.markupPercentage,
  }),
  pulseSeconds: t.int({
    calls: { reads: ['packages'] },
    nullable: true,
    description: 'Billing increment: a call is charged in steps of so many seconds.',
    resolve: async (node, _args, context) => (await details(node, context))?.pulseSeconds,
  }),
  internationalRoute: t.boolean({
    calls: { reads: ['packages'] },
    nullable: true,
    description: 'True when international calls have a route.',
    resolve: async (node, _args, context) => isOffered((await details(node, context))?.internationalRoute),
  }),
  canadaRoute: t.boolean({
    calls: { reads: ['packages'] },
    nullable: true,
    description: 'True when calls to Canada have a route.',
    resolve: async (node, _args, context) => isOffered((await details(node, context))?.canadaRoute),
  }),
  monthlyFee: t.field({
    calls: { reads: ['packages'] },
    type: MoneyType,
    nullable: true,
    description: 'Charged to the client each month.',
    resolve: async (node, _args, context) =>
      moneyOrNull(node.account, (await details(node, context))?.monthlyFee ?? null, null),
  }),
  setupFee: t.field({
    calls: { reads: ['packages'] },
    type: MoneyType,
    nullable: true,
    description: 'Charged to the client once.',
    resolve: async (node, _args, context) =>
      moneyOrNull(node.account, (await details(node, context))?.setupFee ?? null, null),
  }),
  freeMinutes: t.int({
    calls: { reads: ['packages'] },
    nullable: true,
    description: 'Minutes that the monthly fee includes.',
    resolve: async (node, _args, context) => (await details(node, context))?.freeMinutes,
  }),
}));

builder.objectFields(PackageNode, (t) => ({
  voipms: t.field({
    calls: { reads: ['packages'] },
    type: VoipmsPackageType,
    nullable: true,
    description: 'What only VoIP.ms tells; null for a package of another provider.',
    resolve: (node, _args, context) => (node.account.provider.kind === 'VOIPMS' ? details(node, context) : null),
  }),
  clients: t.field({
    calls: { does: 'membersOfPackage' },
    requires: ['clients:read'],
    type: ClientConnection,
    nullable: true,
    description:
      'Clients on this package. The upstream has no such list: it costs one call, and one more for every client of the account.',
    args: t.arg.connectionArgs(),
    resolve: async ({ account, ref }, args, context) => {
      const loaders = context.loaders.of(account.name);
      const records = await loaders.allClients();
      requireScannable(context, records.length, 'Package.clients', 'ask for `packages` of the clients you need');
      const packages = await loaders.clientPackages.loadMany(records.map((record) => record.upstreamId));
      const members = records.filter((_record, index) => {
        const refs = packages[index]!;
        if (refs instanceof Error) throw refs;
        return refs.some((one) => one.upstreamId === ref.upstreamId);
      });
      return clientConnectionOf(account, members, args, context);
    },
  }),
}));

const PackageConnection = builder.connectionObject(
  {
    type: PackageNode,
    name: 'PackageConnection',
    requires: ['clients:read'],
    description: 'A page of packages.',
    fields: (t) => ({
      nodes: t.field({
        type: [PackageNode],
        nullable: { list: false, items: true },
        description: NODES_DESCRIPTION,
        resolve: (connection) => connection.nodes as readonly PackageNode[],
      }),
      totalCount: t.int({
        nullable: true,
        description: 'Packages on all pages.',
        resolve: (connection) => connection.totalCount,
      }),
    }),
  },
  { requires: ['clients:read'], description: 'A package and its place in the list.' },
);

const byId: Order<PackageNode> = {
  name: 'PACKAGE',
  parts: [{ kind: 'id', descending: false, of: ({ ref }) => ref.upstreamId }],
};

builder.objectField(AccountNode, 'packages', (t) =>
  t.field({
    calls: { reads: ['allPackages'] },
    type: PackageConnection,
    nullable: true,
    description: 'All packages by number. Null where the provider has none. Costs one upstream call.',
    args: t.arg.connectionArgs(),
    resolve: async ({ account }, args, context) => {
      const loaders = context.loaders.of(account.name);
      if (!loaders.has('packages')) return null;
      const records = await loaders.allPackages();
      return page(
        records.map((record) => new PackageNode(account, record)),
        byId,
        args,
        context.limits.maxPageSize,
      );
    },
  }),
);

builder.objectField(ClientNode, 'packages', (t) =>
  t.field({
    calls: { reads: ['clientPackages'] },
    type: [PackageNode],
    nullable: true,
    description:
      'Packages that the client is on, [] for none. Null where the provider has none. Costs one upstream call a client.',
    resolve: async ({ account, record }, _args, context) => {
      const loaders = context.loaders.of(account.name);
      if (!loaders.has('packages')) return null;
      const refs = await loaders.clientPackages.load(record.upstreamId);
      return refs.map((ref) => new PackageNode(account, ref));
    },
  }),
);
