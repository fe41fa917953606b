/** `Client`: the reseller's customer, and what the client's own record tells. Each other noun adds its field itself. */
import { GatewayError } from '../errors.ts';
import { MASKED } from '../personal/text.ts';
import { clientStatuses, type ClientPart, type ClientRecord, type ClientStatus } from '../providers/records.ts';
import { builder, NodeInterface } from './builder.ts';
import type { GraphContext } from './context.ts';
import { AccountNode, ClientNode } from './nodes.ts';
import { BalanceManagementType } from './option.ts';
import { requirePersonalData } from './scopeRefusal.ts';

const BY_EMAIL = { what: 'A search by e-mail address', field: ['email'], coordinate: 'Query.client(email:)' } as const;

const statusDescriptions: Record<ClientStatus, string> = {
  ACTIVE: 'Can use the services.',
  SUSPENDED: 'Exists, but is shut out from the services for now.',
  CLOSED: 'Ended for good; the books remain.',
};

/** Life cycle of a client. */
export const ClientStatusEnum = builder.enumType('ClientStatus', {
  description: 'Life cycle of a client, common to all providers.',
  values: Object.fromEntries(
    clientStatuses.map((status) => [status, { description: statusDescriptions[status] }]),
  ) as Record<ClientStatus, { description: string }>,
});

/** A record of the client that has the part: the row at hand, or else the client's own. */
async function recordWith(
  part: ClientPart,
  { account, record }: ClientNode,
  context: GraphContext,
): Promise<ClientRecord> {
  if (!record.lacks.includes(part)) return record;
  const whole = await context.loaders.of(account.name).wholeClients.load(record.upstreamId);
  if (whole !== null) return whole;
  throw new GatewayError('NOT_FOUND', 'The upstream does not know this client (any more).', { account: account.name });
}

/** One text of a client. */
function profileText(name: Exclude<ClientPart, 'address'>) {
  return (node: ClientNode, _args: object, context: GraphContext): string | null | Promise<string | null> => {
    if (!node.record.lacks.includes(name)) return node.record[name];
    return recordWith(name, node, context).then((whole) => whole[name]);
  };
}

const PostalAddress = builder.objectRef<ClientNode>('PostalAddress');

PostalAddress.implement({
  requires: ['clients:read'],
  description: 'A postal address as the upstream has it on record.',
  fields: (t) => ({
    street: t.string({
      personal: true,
      nullable: true,
      description: 'Street and number; null when empty.',
      resolve: ({ record }) => record.address.street,
    }),
    city: t.string({
      personal: true,
      nullable: true,
      description: 'City; null when empty.',
      resolve: ({ record }) => record.address.city,
    }),
    state: t.string({
      personal: true,
      nullable: true,
      description: 'State or province, free text such as "FLORIDA" or "QC"; null when empty.',
      resolve: ({ record }) => record.address.state,
    }),
    postalCode: t.string({
      personal: true,
      nullable: true,
      description: 'Postal or ZIP code with its leading zeros; null when empty.',
      resolve: ({ record }) => record.address.postalCode,
    }),
    country: t.string({
      personal: true,
      nullable: true,
      description: 'Country as the upstream writes it, a name ("UNITED STATES") or a code; null when empty.',
      resolve: ({ record }) => record.address.country,
    }),
    countryCode: t.string({
      calls: { reads: ['countries'] },
      personal: true,
      nullable: true,
      description:
        "The country as ISO 3166-1 alpha-2, as inputs take it. Found in the upstream's list of countries, one call an operation, or two letters as they stand where there is no list; null for anything else.",
      resolve: async ({ account, record }, _args, context) => {
        if (record.address.country === MASKED) return MASKED;
        const country = record.address.country?.toLowerCase();
        const loaders = context.loaders.of(account.name);
        if (country === undefined) return null;
        if (!loaders.has('countries')) return /^[a-z]{2}$/.test(country) ? country.toUpperCase() : null;
        const known = await loaders.countries();
        const match = known.find(({ value, description }) =>
          [value.toLowerCase(), description.toLowerCase()].includes(country),
        );
        return match?.value ?? null;
      },
    }),
  }),
});

builder.objectType(ClientNode, {
  requires: ['clients:read'],
  name: 'Client',
  keys: ['id', 'account { name } upstreamId'],
  description: "The reseller's customer at one account.",
  interfaces: [NodeInterface],
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Global id.' }),
    account: t.field({
      type: AccountNode,
      description: 'Where the client is kept.',
      resolve: ({ account }) => new AccountNode(account),
    }),
    upstreamId: t.exposeString('upstreamId', {
      description: 'The client\'s number in the upstream\'s own books, such as "561115".',
    }),
    displayName: t.exposeString('displayName', {
      personal: true,
      description:
        "What to call the client: the upstream's own name for it, or company, person, e-mail address or number, whatever comes first there. Never empty.",
    }),
  }),
});

builder.objectFields(ClientNode, (t) => ({
  company: t.string({
    calls: { reads: ['wholeClients'], part: 'company' },
    personal: true,
    nullable: true,
    description: 'Company; null when empty. Costs an upstream call where the list does not tell it.',
    resolve: profileText('company'),
  }),
  firstName: t.string({
    calls: { reads: ['wholeClients'], part: 'firstName' },
    personal: true,
    nullable: true,
    description: 'First name; null when empty. Costs an upstream call where the list does not tell it.',
    resolve: profileText('firstName'),
  }),
  lastName: t.string({
    calls: { reads: ['wholeClients'], part: 'lastName' },
    personal: true,
    nullable: true,
    description: 'Last name; null when empty. Costs an upstream call where the list does not tell it.',
    resolve: profileText('lastName'),
  }),
  email: t.string({
    calls: { reads: ['wholeClients'], part: 'email' },
    personal: true,
    nullable: true,
    description:
      'E-mail address; null when empty. Costs an upstream call where the list does not tell it (Sippy, Freeside).',
    resolve: profileText('email'),
  }),
  phoneNumber: t.string({
    calls: { reads: ['wholeClients'], part: 'phoneNumber' },
    personal: true,
    nullable: true,
    description:
      'Contact number as written at the upstream; null when empty. Costs an upstream call where the list does not tell it.',
    resolve: profileText('phoneNumber'),
  }),
  address: t.field({
    calls: { reads: ['wholeClients'], part: 'address' },
    type: PostalAddress,
    nullable: true,
    description:
      'Postal address; null with an error when it could not be read. Costs an upstream call where the list does not tell it.',
    resolve: async (node, _args, context) => new ClientNode(node.account, await recordWith('address', node, context)),
  }),
}));

builder.objectFields(ClientNode, (t) => ({
  status: t.field({
    type: ClientStatusEnum,
    nullable: true,
    description: 'Life cycle; null where the upstream does not tell it (VoIP.ms, Sippy).',
    resolve: ({ record }) => record.status,
  }),
  balanceManagement: t.field({
    calls: { reads: ['balanceManagement'] },
    type: BalanceManagementType,
    nullable: true,
    description:
      'What happens when the balance runs out; null when the client has no such setting. The descriptions cost one upstream call an operation.',
    resolve: async ({ account, record }, _args, context) => {
      const loaders = context.loaders.of(account.name);
      if (record.balanceManagement === null || !loaders.has('balanceManagement')) return null;
      const options = await loaders.balanceManagement();
      return options.find((option) => option.value === record.balanceManagement) ?? null;
    },
  }),
  observedAt: t.field({
    type: 'DateTime',
    description: "When the upstream's answer with this record arrived.",
    resolve: ({ record }) => record.observedAt,
  }),
}));

builder.queryFields((t) => ({
  client: t.field({
    calls: { does: 'findClient' },
    requires: ['clients:read'],
    type: ClientNode,
    nullable: true,
    description:
      "One client by the number in the upstream's books, or by e-mail address; null when there is none. Costs one upstream call; by e-mail one or two, and at Sippy, which has no search, up to one a client.",
    args: {
      account: t.arg.string({ required: true, description: 'Name of the account.' }),
      upstreamId: t.arg.string({ description: "The client's number at the upstream." }),
      email: t.arg.string({
        description: "The client's e-mail address; capitals do not matter. Needs the scope `clients:pii`.",
      }),
    },
    resolve: async (_root, { account: name, upstreamId, email }, context) => {
      const account = context.accounts.find(name);
      if (account === undefined) {
        throw new GatewayError('NOT_FOUND', 'No configured account has this name; `accounts` lists them.', {
          field: ['account'],
        });
      }
      if ((upstreamId == null) === (email == null)) {
        throw new GatewayError('INVALID_INPUT', 'Give either `upstreamId` or `email`.', { field: ['upstreamId'] });
      }
      if (email != null) requirePersonalData(context, BY_EMAIL);
      const loaders = context.loaders.of(name);
      const record = await (upstreamId == null
        ? loaders.clientsByEmail.load(email!)
        : loaders.clients.load(upstreamId));
      const client = record && new ClientNode(account, record);
      if (email != null) context.audit.disclosures?.search(BY_EMAIL.coordinate, [client ?? { account }]);
      return client;
    },
  }),
}));
