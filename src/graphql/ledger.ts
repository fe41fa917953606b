/** What charges and deposits have in common: conditions, orders and the page with its sum. */
import { addDecimals, compareDecimals, decimal, type Decimal, type Money } from '../money.ts';
import type { LedgerRow } from '../providers/records.ts';
import { builder } from './builder.ts';
import { fold } from './clientFilter.ts';
import type { GraphContext } from './context.ts';
import { moneyAt, type ChargeNode, type ClientNode, type DepositNode } from './nodes.ts';
import { OrderDirection } from './order.ts';
import { page, type Order, type OrderPart, type Page, type PageArgs } from './paging.ts';

interface LedgerCondition {
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  readonly minAmount?: Decimal | null | undefined;
  readonly maxAmount?: Decimal | null | undefined;
  readonly text?: string | null | undefined;
}

/** The input type of conditions on ledger rows. */
export const LedgerWhere = builder.inputType('LedgerWhere', {
  description:
    'Which charges or deposits. Conditions are combined with AND; one that is left out or null holds for all.',
  fields: (t) => ({
    from: t.field({ type: 'Date', description: 'First day, included.' }),
    to: t.field({ type: 'Date', description: 'Last day, included.' }),
    minAmount: t.field({ type: 'Decimal', description: 'Smallest amount, included.' }),
    maxAmount: t.field({ type: 'Decimal', description: 'Largest amount, included.' }),
    text: t.string({ description: 'Text that occurs in the description; capitals and accents do not matter.' }),
  }),
});

const orderFields = {
  DATE: { value: 'DATE', description: 'By day, then by number. The default, latest first.' },
  AMOUNT: { value: 'AMOUNT', description: 'By amount.' },
  UPSTREAM_ID: { value: 'UPSTREAM_ID', description: "By the upstream's number, which grows with time." },
} as const;

/** The input type of orders of ledger rows. */
export const LedgerOrder = builder.inputType('LedgerOrder', {
  description: 'In which order. Ties are broken by number.',
  fields: (t) => ({
    field: t.field({
      type: builder.enumType('LedgerOrderField', {
        description: 'What charges and deposits can be ordered by.',
        values: orderFields,
      }),
      required: true,
      description: 'What decides.',
    }),
    direction: t.field({ type: OrderDirection, defaultValue: 'DESC', description: 'Which way.' }),
  }),
});

type LedgerOrderField = keyof typeof orderFields;
type LedgerNode = ChargeNode | DepositNode;

interface LedgerArgs extends PageArgs {
  readonly where?: LedgerCondition | null | undefined;
  readonly orderBy?:
    { readonly field: LedgerOrderField; readonly direction?: 'ASC' | 'DESC' | null | undefined } | null | undefined;
}

const dateOf = ({ row }: LedgerNode): string => row.date ?? '';
const idOf = ({ row }: LedgerNode): string => row.upstreamId;
const amountOf = ({ row }: LedgerNode): string => row.amount;

function orderBy(field: LedgerOrderField, direction: 'ASC' | 'DESC'): Order<LedgerNode> {
  const descending = direction === 'DESC';
  const last: OrderPart<LedgerNode> = { kind: 'id', descending, of: idOf };
  const first: Readonly<Record<LedgerOrderField, readonly OrderPart<LedgerNode>[]>> = {
    DATE: [{ kind: 'text', descending, of: dateOf }],
    AMOUNT: [{ kind: 'decimal', descending, of: amountOf }],
    UPSTREAM_ID: [],
  };
  return { name: `LEDGER_${field}_${direction}`, parts: [...first[field], last] };
}

const LATEST_FIRST = orderBy('DATE', 'DESC');

function matches(row: LedgerRow, where: LedgerCondition, text: string): boolean {
  if (where.from != null && (row.date === null || row.date < where.from)) return false;
  if (where.to != null && (row.date === null || row.date > where.to)) return false;
  if (where.minAmount != null && compareDecimals(row.amount, where.minAmount) < 0) return false;
  if (where.maxAmount != null && compareDecimals(row.amount, where.maxAmount) > 0) return false;
  return text === '' || fold(row.description).includes(text);
}

/** The page of rows that `args` asks for, as nodes of the client. */
export function ledgerPage<Node extends LedgerNode>(
  client: ClientNode,
  rows: readonly LedgerRow[],
  args: LedgerArgs,
  toNode: (row: LedgerRow) => Node,
  context: GraphContext,
): Page<Node> {
  const { where } = args;
  const order = args.orderBy == null ? LATEST_FIRST : orderBy(args.orderBy.field, args.orderBy.direction ?? 'DESC');
  const text = where?.text == null ? '' : fold(where.text);
  const chosen = where == null ? rows : rows.filter((row) => matches(row, where, text));
  return page<Node>(chosen.map(toNode), order, args, context.limits.maxPageSize, () => sumOf(client, chosen));
}

/** Null when the rows have several currencies: a sum over them would be of none. */
function sumOf(client: ClientNode, rows: readonly LedgerRow[]): Money | null {
  const currencies = new Set(rows.map((row) => row.currency));
  if (currencies.size > 1) return null;
  const [currency = null] = currencies;
  const sum = rows.reduce((total, row) => addDecimals(total, row.amount), decimal('0'));
  return moneyAt(client.account, sum, currency ?? client.record.currency);
}
