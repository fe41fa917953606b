/** Lists of clients: the connection, its orders, and the queries that answer with it. */
import { responsePathAsArray, type GraphQLResolveInfo } from 'graphql';
import type { Account } from '../accounts.ts';
import type { GatewayError } from '../errors.ts';
import type { ClientRecord } from '../providers/records.ts';
import { builder, NODES_DESCRIPTION } from './builder.ts';
import { ClientWhere, fold, selectClients, type ClientCondition } from './clientFilter.ts';
import {
  asGatewayError,
  CompletenessType,
  isComplete,
  reportMissing,
  withFailures,
  type Completeness,
} from './completeness.ts';
import type { GraphContext } from './context.ts';
import { AccountNode, ClientNode } from './nodes.ts';
import { OrderDirection } from './order.ts';
import { page, type Order, type OrderPart, type Page, type PageArgs } from './paging.ts';
import { requireScannable } from './scan.ts';
import { requireLedger, requirePersonalData } from './scopeRefusal.ts';

/** A page of clients. */
export const ClientConnection = builder.connectionObject(
  {
    type: ClientNode,
    name: 'ClientConnection',
    requires: ['clients:read'],
    description: 'A page of clients.',
    fields: (t) => ({
      nodes: t.field({
        type: [ClientNode],
        nullable: { list: false, items: true },
        description: NODES_DESCRIPTION,
        resolve: (connection) => connection.nodes as readonly ClientNode[],
      }),
      totalCount: t.int({
        nullable: true,
        description:
          'Clients that match, on all pages. Null when an account is missing, so that a part is never taken for the whole.',
        resolve: (connection) => connection.totalCount,
      }),
      completeness: t.field({
        type: CompletenessType,
        nullable: true,
        description:
          'Which accounts the list has reached; null for the clients of a package, which are whole or an error.',
        resolve: (connection) => connection.completeness,
      }),
    }),
  },
  { requires: ['clients:read'], description: 'A client and its place in the list.' },
);

const orderFields = {
  UPSTREAM_ID: {
    value: 'UPSTREAM_ID',
    description: "By account in the order of the configuration, then by the upstream's number. The default.",
  },
  NAME: {
    value: 'NAME',
    description: 'By `displayName`, without regard to capitals and accents. Needs the scope `clients:pii`.',
  },
  EMAIL: {
    value: 'EMAIL',
    description:
      'By e-mail address, as far as the list of the provider shows it: clients of Sippy and Freeside come first. Needs the scope `clients:pii`.',
  },
  BALANCE: {
    value: 'BALANCE',
    description:
      'By balance as a number, whatever its currency; clients whose balance could not be read come last. Needs the scope `ledger:read`. Costs one upstream call a client.',
  },
} as const;

type OrderField = keyof typeof orderFields;

/** Orders that tell something of personal data, and whose cursors hold some. */
const PERSONAL_ORDERS: ReadonlySet<OrderField> = new Set(['NAME', 'EMAIL']);

const ClientOrder = builder.inputType('ClientOrder', {
  description: 'In which order. Ties are broken by account and number, so that the order is the same each time.',
  fields: (t) => ({
    field: t.field({
      type: builder.enumType('ClientOrderField', {
        description: 'What clients can be ordered by.',
        values: orderFields,
      }),
      required: true,
      description: 'What decides.',
    }),
    direction: t.field({ type: OrderDirection, defaultValue: 'ASC', description: 'Which way.' }),
  }),
});

interface OrderChoice {
  readonly field: OrderField;
  readonly direction?: 'ASC' | 'DESC' | null | undefined;
}

/** The order that was chosen; `balances` is only asked for by BALANCE. */
function clientOrder(
  context: GraphContext,
  choice: OrderChoice,
  balances: ReadonlyMap<ClientNode, string>,
): Order<ClientNode> {
  const places = new Map(context.accounts.all.map((account, index) => [account.name, String(index)]));
  const direction = choice.direction === 'DESC' ? 'DESC' : 'ASC';
  const descending = direction === 'DESC';
  const tieDescending = descending && choice.field === 'UPSTREAM_ID';
  const ties: readonly OrderPart<ClientNode>[] = [
    { kind: 'id', descending: tieDescending, of: (client) => places.get(client.account.name)! },
    { kind: 'id', descending: tieDescending, of: (client) => client.record.upstreamId },
  ];
  const text = (value: (client: ClientNode) => string): OrderPart<ClientNode> => ({
    kind: 'text',
    descending,
    of: remember((client) => fold(value(client))),
  });
  const first: Readonly<Record<OrderField, readonly OrderPart<ClientNode>[]>> = {
    UPSTREAM_ID: [],
    NAME: [text((client) => client.displayName)],
    EMAIL: [text((client) => client.record.email ?? '')],
    BALANCE: [{ kind: 'decimal', descending, of: (client) => balances.get(client) ?? '' }],
  };
  const order = { name: `CLIENT_${choice.field}_${direction}`, parts: [...first[choice.field], ...ties] };
  const { disclosures } = context.audit;
  if (disclosures === null || !PERSONAL_ORDERS.has(choice.field)) return order;
  const coordinate = coordinateOf(choice.field);
  return { ...order, onCursor: (client) => disclosures.field(coordinate, client) };
}

/** Folding a text costs more than comparing it, and a sort asks for each some twenty times. */
function remember(value: (client: ClientNode) => string): (client: ClientNode) => string {
  const known = new Map<ClientNode, string>();
  return (client) => {
    const old = known.get(client);
    if (old !== undefined) return old;
    const fresh = value(client);
    known.set(client, fresh);
    return fresh;
  };
}

const NO_BALANCES: Balances = { byClient: new Map(), failures: new Map() };

interface Balances {
  readonly byClient: ReadonlyMap<ClientNode, string>;
  /** The first failure of each account. */
  readonly failures: ReadonlyMap<string, GatewayError>;
}

/** A balance that cannot be read puts its client last, and its account is named as incomplete. */
async function readBalances(context: GraphContext, clients: readonly ClientNode[]): Promise<Balances> {
  requireScannable(context, clients.length, 'An order by balance');
  const byClient = new Map<ClientNode, string>();
  const failures = new Map<string, GatewayError>();
  const read = async (client: ClientNode): Promise<void> => {
    const { name } = client.account;
    try {
      byClient.set(client, (await context.loaders.of(name).balances.load(client.upstreamId)).current);
    } catch (error) {
      if (!failures.has(name)) failures.set(name, asGatewayError(error));
    }
  };
  await Promise.all(clients.map(read));
  return { byClient, failures };
}

/** A page of one account's clients by number. */
export function clientConnectionOf(
  account: Account,
  records: readonly ClientRecord[],
  args: PageArgs,
  context: GraphContext,
): Page<ClientNode> {
  const nodes = records.map((record) => new ClientNode(account, record));
  const order = clientOrder(context, { field: 'UPSTREAM_ID' }, new Map());
  return page(nodes, order, args, context.limits.maxPageSize);
}

interface ListArgs extends PageArgs {
  readonly where?: ClientCondition | null | undefined;
  readonly orderBy?: OrderChoice | null | undefined;
}

function coordinateOf(field: OrderField): string {
  return `ClientOrderField.${field}`;
}

/** Throws FORBIDDEN for an order by something that the caller may not see. */
function requireOrder(context: GraphContext, field: OrderField): void {
  const asked = { what: `An order by ${field}`, field: ['orderBy', 'field'], coordinate: coordinateOf(field) };
  if (PERSONAL_ORDERS.has(field)) requirePersonalData(context, asked);
  if (field === 'BALANCE') requireLedger(context, asked);
}

/** The page of clients that `args` asks for. An account that fails is named, and the others are listed. */
async function listClients(context: GraphContext, args: ListArgs, info: GraphQLResolveInfo): Promise<ClientPage> {
  const choice = args.orderBy ?? { field: 'UPSTREAM_ID' };
  requireOrder(context, choice.field);
  const { clients, completeness: selected } = await selectClients(context, args.where ?? {});
  const { byClient, failures } = choice.field === 'BALANCE' ? await readBalances(context, clients) : NO_BALANCES;
  const completeness = withFailures(selected, failures);
  reportMissing(context, completeness, responsePathAsArray(info.path));
  const result = page(clients, clientOrder(context, choice, byClient), args, context.limits.maxPageSize);
  return new ClientPage(result, completeness);
}

/** A page over several accounts. Its count is null when one of them is missing. */
class ClientPage {
  readonly nodes: readonly ClientNode[];
  readonly pageInfo: Page<ClientNode>['pageInfo'];
  readonly totalCount: number | null;
  readonly completeness: Completeness;
  readonly #page: Page<ClientNode>;

  constructor(whole: Page<ClientNode>, completeness: Completeness) {
    this.#page = whole;
    this.nodes = whole.nodes;
    this.pageInfo = whole.pageInfo;
    this.totalCount = isComplete(completeness) ? whole.totalCount : null;
    this.completeness = completeness;
  }

  get edges(): Page<ClientNode>['edges'] {
    return this.#page.edges;
  }
}

builder.objectField(AccountNode, 'clients', (t) =>
  t.field({
    calls: { does: 'listClients' },
    type: ClientConnection,
    description:
      "The account's clients by number. Costs one upstream call. When that fails the page is empty, and `completeness` and `errors` say so.",
    args: t.arg.connectionArgs(),
    resolve: ({ account }, args, context, info) =>
      listClients(context, { ...args, where: { accounts: [account.name] } }, info),
  }),
);

builder.queryField('clients', (t) =>
  t.field({
    calls: { does: 'listClients' },
    requires: ['clients:read'],
    type: ClientConnection,
    description:
      'Clients of all accounts. Costs one upstream call an account, and more for conditions and orders that say so. An account that fails is named in `completeness` and in `errors`; the others are listed all the same.',
    args: {
      ...t.arg.connectionArgs(),
      where: t.arg({ type: ClientWhere, description: 'Which clients; all when left out.' }),
      orderBy: t.arg({ type: ClientOrder, description: 'In which order; by account and number when left out.' }),
    },
    resolve: (_root, args, context, info) => listClients(context, args, info),
  }),
);
