/** The ledger of all LogicBoxes clients with the upstream's own filters, orders and pages. */
import type { Account } from '../accounts.ts';
import { GatewayError } from '../errors.ts';
import {
  transactionTypes,
  type LogicboxesTransaction,
  type LogicboxesTransactionPage,
  type LogicboxesTransactionType,
} from '../providers/records-logicboxes.ts';
import { builder } from './builder.ts';
import type { GraphContext } from './context.ts';
import { MoneyType } from './money.ts';
import { fetchClient } from './node.ts';
import { AccountNode, ClientNode } from './nodes.ts';
import { requirePersonalData } from './scopeRefusal.ts';

const typeDescriptions: Readonly<Record<LogicboxesTransactionType, string>> = {
  INVOICE: 'For an order; a charge.',
  DEBIT: 'A debit note; a charge.',
  RECEIPT: 'Money that came in; a deposit.',
  CREDIT: 'A credit note; a deposit.',
};

const TypeEnum = builder.enumType('LogicboxesTransactionType', {
  description: 'What a transaction is.',
  values: Object.fromEntries(transactionTypes.map((type) => [type, { description: typeDescriptions[type] }])) as Record<
    LogicboxesTransactionType,
    { description: string }
  >,
});

const OriginEnum = builder.enumType('LogicboxesTransactionOrigin', {
  description: 'Who made a transaction.',
  values: {
    MANUAL: { description: 'A person, in the control panel or through the API.' },
    SYSTEM: { description: 'The system, for an order.' },
  },
});

interface RowOf {
  readonly account: Account;
  readonly row: LogicboxesTransaction;
}

const TransactionType = builder.objectRef<RowOf>('LogicboxesTransaction');

TransactionType.implement({
  requires: ['ledger:read'],
  description:
    'One entry of the ledger as the upstream tells it. Amounts have the sign of the upstream: charges are below zero.',
  fields: (t) => ({
    upstreamId: t.string({ description: "Number in the upstream's books.", resolve: ({ row }) => row.upstreamId }),
    client: t.field({
      calls: { loads: 'clients' },
      type: ClientNode,
      nullable: true,
      description: 'Whose it is; null for a client that is gone. Costs one upstream call for all clients of a page.',
      resolve: ({ account, row }, _args, context: GraphContext) => fetchClient(context, account.name, row.clientId),
    }),
    createdAt: t.field({ type: 'DateTime', description: 'When it was made.', resolve: ({ row }) => row.createdAt }),
    type: t.field({
      type: TypeEnum,
      nullable: true,
      description: "What it is; null for a kind that the upstream's documents do not name.",
      resolve: ({ row }) => row.type,
    }),
    description: t.string({
      personal: true,
      description: "The upstream's text.",
      resolve: ({ row }) => row.description,
    }),
    orderId: t.string({ nullable: true, description: 'Order that it is about.', resolve: ({ row }) => row.orderId }),
    productKey: t.string({
      nullable: true,
      description: 'Product that it is about, such as "domcno" for .com.',
      resolve: ({ row }) => row.productKey,
    }),
    greedy: t.boolean({
      nullable: true,
      description: 'True: money that comes in settles this one first.',
      resolve: ({ row }) => row.greedy,
    }),
    selling: t.field({ type: MoneyType, description: 'What the client sees.', resolve: ({ row }) => row.selling }),
    openSelling: t.field({
      type: MoneyType,
      nullable: true,
      description: 'What of it is not settled yet; null when not told.',
      resolve: ({ row }) => row.openSelling && { amount: row.openSelling, currency: row.selling.currency },
    }),
    accounting: t.field({
      type: MoneyType,
      nullable: true,
      description: "The same in the reseller's own books.",
      resolve: ({ row }) => row.accounting,
    }),
    openAccounting: t.field({
      type: MoneyType,
      nullable: true,
      description: "What of it is not settled yet, in the reseller's own books.",
      resolve: ({ row }) =>
        row.openAccounting && row.accounting && { amount: row.openAccounting, currency: row.accounting.currency },
    }),
    forexDifference: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Gain or loss by the exchange of currencies, in those of the books.',
      resolve: ({ row }) => row.forexDifference,
    }),
  }),
});

const PageType = builder.objectRef<LogicboxesTransactionPage & { readonly account: Account }>(
  'LogicboxesTransactionPage',
);

PageType.implement({
  requires: ['ledger:read'],
  description: 'A page of the ledger, cut by the upstream: entries may move between pages while new ones arrive.',
  fields: (t) => ({
    rows: t.field({
      type: [TransactionType],
      description: "The entries in the upstream's order.",
      resolve: ({ account, rows }) => rows.map((row) => ({ account, row })),
    }),
    totalCount: t.int({
      nullable: true,
      description: 'Entries on all pages; null where the upstream does not tell.',
      resolve: ({ totalCount }) => totalCount,
    }),
  }),
});

const WhereInput = builder.inputType('LogicboxesTransactionWhere', {
  description:
    "Which entries, with the upstream's own conditions, combined with AND. One that is left out holds for all.",
  fields: (t) => ({
    clientIds: t.stringList({ description: 'Only those of clients with these numbers at the upstream.' }),
    usernames: t.stringList({
      description: 'Only those of clients with these user names. Needs the scope `clients:pii`.',
    }),
    types: t.field({ type: [TypeEnum], description: 'Only these kinds.' }),
    origin: t.field({ type: OriginEnum, description: 'Only those made by a person, or by the system.' }),
    transactionIds: t.stringList({ description: 'Only those with these numbers.' }),
    description: t.string({
      description: 'Only those with this text, as the upstream compares it. Needs the scope `clients:pii`.',
    }),
    settled: t.boolean({
      description: 'True: only settled ones; false: only open ones. Not for the archive.',
    }),
    amountFrom: t.int({ description: 'Smallest amount; the upstream takes whole ones only.' }),
    amountTo: t.int({ description: 'Largest amount; the upstream takes whole ones only.' }),
    createdAfter: t.field({ type: 'DateTime', description: 'Only later ones; to the second, not included.' }),
    createdBefore: t.field({ type: 'DateTime', description: 'Only earlier ones; to the second, not included.' }),
  }),
});

const MAX_LIST = 100;

/** Throws INVALID_INPUT for lists that would not fit into a request. */
function requireShort(where: Readonly<Record<string, unknown>>): void {
  const long = Object.entries(where).find(([, value]) => Array.isArray(value) && value.length > MAX_LIST);
  if (long === undefined) return;
  throw new GatewayError('INVALID_INPUT', `Give at most ${MAX_LIST} values.`, { field: ['where', long[0]] });
}

/** Orders by number, day, kind or amount. The upstream may know others, by what is personal. */
const IMPERSONAL_ORDER =
  /^(?:customer_transaction\.)?(?:customer-?id|trans(?:action)?-?id|(?:transaction|creation)-?(?:date|dt)|(?:transaction-?)?type|order-?id|key|(?:selling|accounting)-?amount)(?: (?:asc|desc))?$/;

const WHERE = 'LogicboxesTransactionWhere';

const searches = {
  usernames: { what: 'A search by user name', field: ['where', 'usernames'], coordinate: `${WHERE}.usernames` },
  description: {
    what: 'A search for a description',
    field: ['where', 'description'],
    coordinate: `${WHERE}.description`,
  },
  orderBy: {
    what: 'An order by anything but numbers, days, kinds and amounts',
    field: ['orderBy'],
    coordinate: 'ResellerAccount.logicboxesTransactions(orderBy:)',
  },
} as const;

/** Throws FORBIDDEN for conditions and orders that the upstream applies to personal data which the caller may not see. */
function requireImpersonal(
  context: GraphContext,
  { usernames, description }: Readonly<Record<string, unknown>>,
  orderBy: readonly string[],
): void {
  if (usernames != null) requirePersonalData(context, searches.usernames);
  if (description != null) requirePersonalData(context, searches.description);
  if (orderBy.every((order) => IMPERSONAL_ORDER.test(order))) return;
  requirePersonalData(context, searches.orderBy);
}

builder.objectField(AccountNode, 'logicboxesTransactions', (t) =>
  t.field({
    calls: { reads: ['logicboxesTransactions'], byArguments: true },
    type: PageType,
    nullable: true,
    description:
      "The ledger of all clients of a LogicBoxes account, with the upstream's own filters; null at another provider. `Client.charges` and `Client.deposits` are the common way to a client's ledger. Costs one upstream call.",
    args: {
      archived: t.arg.boolean({
        defaultValue: false,
        description: 'True: the archive, into which settled entries move with time; false: the current ones.',
      }),
      where: t.arg({ type: WhereInput, description: 'Which entries; all when left out.' }),
      orderBy: t.arg.stringList({
        description:
          'Names of the upstream in their order, such as "customer-id", each with " desc" behind it if wanted.',
      }),
      page: t.arg.int({ defaultValue: 1, description: 'Number of the page, from 1.' }),
      pageSize: t.arg.int({ defaultValue: 50, description: 'Entries a page, 1 to 500.' }),
    },
    resolve: async ({ account }, { archived, where, orderBy, page, pageSize }, context) => {
      const loaders = context.loaders.of(account.name);
      if (!loaders.has('logicboxesTransactions')) return null;
      requireShort({ ...where, orderBy });
      requireImpersonal(context, where ?? {}, orderBy ?? []);
      const found = await loaders.logicboxesTransactions({
        archived: archived ?? false,
        page: page ?? 1,
        pageSize: pageSize ?? 50,
        clientIds: where?.clientIds ?? null,
        usernames: where?.usernames ?? null,
        types: where?.types ?? null,
        origin: where?.origin ?? null,
        transactionIds: where?.transactionIds ?? null,
        description: where?.description ?? null,
        settled: where?.settled ?? null,
        amountFrom: where?.amountFrom ?? null,
        amountTo: where?.amountTo ?? null,
        createdAfter: where?.createdAfter ?? null,
        createdBefore: where?.createdBefore ?? null,
        orderBy: orderBy ?? null,
      });
      for (const name of ['usernames', 'description'] as const) {
        if (where?.[name] != null) context.audit.disclosures?.search(searches[name].coordinate, [{ account }]);
      }
      return { account, ...found };
    },
  }),
);
