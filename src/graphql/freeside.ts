/** What only Freeside tells: `Client.freeside`, its ordered packages, and the agent at `ResellerAccount.freeside`. */
import type {
  FreesideAgent,
  FreesideOpenInvoice,
  FreesidePackage,
  FreesideProfile,
  FreesideService,
} from '../providers/records-freeside.ts';
import { builder } from './builder.ts';
import { MoneyType } from './money.ts';
import { AccountNode, ClientNode, moneyAt, moneyOrNull, PackageNode } from './nodes.ts';

/** A part of a client's data with the client, whose account has the currency. */
interface Of<T> {
  readonly client: ClientNode;
  readonly record: T;
}

const OpenInvoiceType = builder.objectRef<Of<FreesideOpenInvoice>>('FreesideOpenInvoice');

OpenInvoiceType.implement({
  requires: ['ledger:read'],
  description: 'An invoice that is not paid in full.',
  fields: (t) => ({
    number: t.string({ description: "Number in the upstream's books.", resolve: ({ record }) => record.number }),
    date: t.field({
      type: 'Date',
      nullable: true,
      description: "Day of the invoice; null when the upstream's text of it cannot be read.",
      resolve: ({ record }) => record.date,
    }),
    owed: t.field({
      type: MoneyType,
      description: 'What is still to be paid, above zero.',
      resolve: ({ client, record }) => moneyAt(client.account, record.owed, null),
    }),
    charged: t.field({
      type: MoneyType,
      nullable: true,
      description: 'What the invoice was for; null where the upstream does not tell.',
      resolve: ({ client, record }) => moneyOrNull(client.account, record.charged, null),
    }),
  }),
});

const ServiceType = builder.objectRef<FreesideService>('FreesideService');

ServiceType.implement({
  requires: ['clients:read'],
  description: 'A service of an ordered package. Its password is not among the fields.',
  fields: (t) => ({
    upstreamId: t.exposeString('upstreamId', { description: "Number in the upstream's books (svcnum)." }),
    name: t.exposeString('name', { description: "The operator's name for this sort of service." }),
    value: t.exposeString('value', { personal: true, description: 'What stands for it, such as "jane@example.com".' }),
    table: t.exposeString('table', { description: 'Kind of service: "svc_acct" is an account with a user name.' }),
  }),
});

const dayFields = {
  orderedOn: 'Day of the order.',
  startsOn: 'First day; null for at once.',
  setUpOn: 'Day on which the set-up was charged.',
  lastBilledOn: 'Day up to which it was charged before.',
  nextBillOn: 'Day of the next charge.',
  suspendedOn: 'Day since which it is suspended; null while it is not.',
  cancelledOn: 'Day on which it ended; null while it has not.',
  expiresOn: 'Day on which it will end; null for none.',
} as const;

const OrderedPackageType = builder.objectRef<Of<FreesidePackage>>('FreesidePackage');

OrderedPackageType.implement({
  requires: ['clients:read'],
  description:
    'A package that a client has ordered and that was not cancelled. Days are in the time zone of the account.',
  fields: (t) => ({
    upstreamId: t.string({
      description: "Number of the order in the upstream's books (pkgnum).",
      resolve: ({ record }) => record.upstreamId,
    }),
    package: t.field({
      type: PackageNode,
      description: 'What was ordered.',
      resolve: ({ client, record }) =>
        new PackageNode(client.account, { upstreamId: record.packageId, name: record.name }),
    }),
    status: t.string({
      nullable: true,
      description: 'The upstream\'s word for its state, such as "active".',
      resolve: ({ record }) => record.status,
    }),
    quantity: t.int({ nullable: true, description: 'How many of it.', resolve: ({ record }) => record.quantity }),
    services: t.field({
      type: [ServiceType],
      description: 'Services that belong to it, such as the account that suspensions name.',
      resolve: ({ record }) => record.services,
    }),
  }),
});

builder.objectFields(OrderedPackageType, (t) =>
  Object.fromEntries(
    Object.entries(dayFields).map(([name, description]) => {
      const resolve = ({ record }: Of<FreesidePackage>) => record[name as keyof typeof dayFields];
      return [
        name,
        t.field({ type: 'Date', nullable: true, description: `${description} Null when not known.`, resolve }),
      ];
    }),
  ),
);

const FreesideClientType = builder.objectRef<Of<FreesideProfile>>('FreesideClient');

FreesideClientType.implement({
  requires: ['clients:read'],
  description: 'What only Freeside tells of a client. Days are in the time zone of the account.',
  fields: (t) => ({
    displayNumber: t.string({
      description: 'The number as it is shown to customers.',
      resolve: ({ record }) => record.displayNumber,
    }),
    nightPhoneNumber: t.string({
      personal: true,
      nullable: true,
      description: 'Number for evenings; null when empty.',
      resolve: ({ record }) => record.nightPhoneNumber,
    }),
    mobilePhoneNumber: t.string({
      personal: true,
      nullable: true,
      description: 'Number of a mobile phone; null when empty.',
      resolve: ({ record }) => record.mobilePhoneNumber,
    }),
    fax: t.string({
      personal: true,
      nullable: true,
      description: 'Number for telefax; null when empty.',
      resolve: ({ record }) => record.fax,
    }),
    invoiceEmails: t.stringList({
      personal: true,
      description: 'Addresses that get the invoices.',
      resolve: ({ record }) => [...record.invoiceEmails],
    }),
    postalInvoices: t.boolean({
      description: 'True when invoices go by post as well.',
      resolve: ({ record }) => record.postalInvoices,
    }),
  }),
});

builder.objectFields(FreesideClientType, (t) => ({
  nextBillDate: t.field({
    type: 'Date',
    nullable: true,
    description: 'Day of the next bill; null when none is due.',
    resolve: ({ record }) => record.nextBillDate,
  }),
  lastInvoiceDate: t.field({
    type: 'Date',
    nullable: true,
    description: 'Day of the latest invoice; null when there is none.',
    resolve: ({ record }) => record.lastInvoiceDate,
  }),
  statusLabel: t.string({
    nullable: true,
    description: "The upstream's own word for the status.",
    resolve: ({ record }) => record.statusLabel,
  }),
  openInvoices: t.field({
    type: [OpenInvoiceType],
    description: 'Invoices that are not paid in full.',
    resolve: ({ client, record }) => record.openInvoices.map((invoice) => ({ client, record: invoice })),
  }),
  packages: t.field({
    calls: { reads: ['freesidePackages'] },
    type: [OrderedPackageType],
    nullable: true,
    description: 'What the client has ordered, with its services. Costs one upstream call a client.',
    resolve: async ({ client }, _args, context) => {
      const packages = await context.loaders.of(client.account.name).freesidePackages.load(client.upstreamId);
      return packages.map((record) => ({ client, record }));
    },
  }),
}));

builder.objectField(ClientNode, 'freeside', (t) =>
  t.field({
    calls: { reads: ['freesideProfiles'] },
    type: FreesideClientType,
    nullable: true,
    description:
      'What only Freeside tells; null for a client of another provider. Costs one upstream call a client, which balance and address share.',
    resolve: async (client, _args, context) => {
      const loaders = context.loaders.of(client.account.name);
      if (!loaders.has('freesideProfiles')) return null;
      return { client, record: await loaders.freesideProfiles.load(client.upstreamId) };
    },
  }),
);

const AgentType = builder.objectRef<FreesideAgent>('FreesideAgent');

AgentType.implement({
  requires: ['clients:read'],
  description: 'The agent, which is what Freeside calls a reseller, with counts of clients by state.',
  fields: (t) => ({
    number: t.exposeString('number', { description: "Number in the upstream's books (agentnum)." }),
    name: t.exposeString('name', { description: 'Name as the operator has entered it.' }),
    prospects: t.exposeInt('prospects', { nullable: true, description: 'Clients that have not ordered yet.' }),
    active: t.exposeInt('active', { nullable: true, description: 'Clients with a package that runs.' }),
    suspended: t.exposeInt('suspended', { nullable: true, description: 'Clients that are shut out for now.' }),
    cancelled: t.exposeInt('cancelled', { nullable: true, description: 'Clients that have ended.' }),
  }),
});

builder.objectField(AccountNode, 'freeside', (t) =>
  t.field({
    calls: { reads: ['freesideAgent'] },
    type: AgentType,
    nullable: true,
    description: 'What only Freeside tells of the account; null at another provider. Costs one upstream call.',
    resolve: ({ account }, _args, context) => {
      const loaders = context.loaders.of(account.name);
      return loaders.has('freesideAgent') ? loaders.freesideAgent() : null;
    },
  }),
);
