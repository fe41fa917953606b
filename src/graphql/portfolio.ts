/** `Portfolio`: what all clients together have and owe, a total for each currency. */
import { responsePathAsArray } from 'graphql';
import type { GatewayError } from '../errors.ts';
import { addDecimals, decimal, isPositive, negateDecimal, type Decimal, type Money } from '../money.ts';
import { builder } from './builder.ts';
import { ClientWhere, selectClients } from './clientFilter.ts';
import {
  asGatewayError,
  CompletenessType,
  isComplete,
  reportMissing,
  withFailures,
  type Completeness,
} from './completeness.ts';
import type { GraphContext } from './context.ts';
import { MoneyType } from './money.ts';
import { moneyAt, type ClientNode } from './nodes.ts';
import { requireScannable } from './scan.ts';

interface CurrencyTotal {
  readonly currency: string;
  readonly funds: Money;
  readonly owed: Money;
  readonly net: Money;
  readonly clientCount: number;
}

interface Portfolio {
  readonly totals: readonly CurrencyTotal[];
  readonly clientCount: number | null;
  readonly completeness: Completeness;
}

const CurrencyTotalType = builder.objectRef<CurrencyTotal>('CurrencyTotal');

CurrencyTotalType.implement({
  requires: ['ledger:read'],
  description: 'Exact sums over the clients of one currency. Amounts of different currencies are never added.',
  fields: (t) => ({
    currency: t.field({
      type: 'CurrencyCode',
      description: 'The currency of the sums.',
      resolve: (total) => total.currency,
    }),
    funds: t.field({
      type: MoneyType,
      description: 'Sum of the balances above zero.',
      resolve: (total) => total.funds,
    }),
    owed: t.field({
      type: MoneyType,
      description: 'Sum of the balances below zero, as a positive amount.',
      resolve: (total) => total.owed,
    }),
    net: t.field({
      type: MoneyType,
      description: '`funds` less `owed`; negative when clients owe more than they have.',
      resolve: (total) => total.net,
    }),
    clientCount: t.int({
      description: 'Clients whose balances are in the sums.',
      resolve: (total) => total.clientCount,
    }),
  }),
});

const PortfolioType = builder.objectRef<Portfolio>('Portfolio');

PortfolioType.implement({
  requires: ['ledger:read'],
  description: 'What clients together have and owe. Look at `completeness` before you show a total.',
  fields: (t) => ({
    totals: t.field({
      type: [CurrencyTotalType],
      description: 'One entry for each currency, by code.',
      resolve: (portfolio) => portfolio.totals,
    }),
    clientCount: t.int({
      nullable: true,
      description:
        'Clients in the totals. Null when something is missing, so that a part is never taken for the whole.',
      resolve: (portfolio) => portfolio.clientCount,
    }),
    completeness: t.field({
      type: CompletenessType,
      description: 'Which accounts the totals have reached.',
      resolve: (portfolio) => portfolio.completeness,
    }),
  }),
});

interface Reading {
  /** Null when the balance could not be read. */
  readonly balance: Money | null;
}

async function readPortfolio(
  context: GraphContext,
  clients: readonly ClientNode[],
  asked: Completeness,
): Promise<Portfolio> {
  const failures = new Map<string, GatewayError>();
  const read = async (client: ClientNode): Promise<Reading> => {
    try {
      const record = await context.loaders.of(client.account.name).balances.load(client.upstreamId);
      return { balance: moneyAt(client.account, record.current, record.currency ?? client.record.currency) };
    } catch (error) {
      if (!failures.has(client.account.name)) failures.set(client.account.name, asGatewayError(error));
      return { balance: null };
    }
  };
  const totals = sumByCurrency(await Promise.all(clients.map(read)));
  const completeness = withFailures(asked, failures);
  const clientCount = isComplete(completeness) ? totals.reduce((sum, total) => sum + total.clientCount, 0) : null;
  return { totals, clientCount, completeness };
}

function sumByCurrency(readings: readonly Reading[]): readonly CurrencyTotal[] {
  const sums = new Map<string, { funds: Decimal; owed: Decimal; clientCount: number }>();
  for (const { balance } of readings) {
    if (balance === null) continue;
    const { amount, currency } = balance;
    const sum = sums.get(currency) ?? { funds: decimal('0'), owed: decimal('0'), clientCount: 0 };
    if (isPositive(amount)) sum.funds = addDecimals(sum.funds, amount);
    else sum.owed = addDecimals(sum.owed, negateDecimal(amount));
    sum.clientCount += 1;
    sums.set(currency, sum);
  }
  return [...sums]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([currency, { funds, owed, clientCount }]) => ({
      currency,
      clientCount,
      funds: { amount: funds, currency },
      owed: { amount: owed, currency },
      net: { amount: addDecimals(funds, negateDecimal(owed)), currency },
    }));
}

builder.queryField('portfolio', (t) =>
  t.field({
    calls: { does: 'sumUpClients' },
    requires: ['clients:read', 'ledger:read'],
    type: PortfolioType,
    description:
      'What clients together have and owe, over all accounts. Costs one upstream call an account and one a client.',
    args: { where: t.arg({ type: ClientWhere, description: 'Which clients; all when left out.' }) },
    resolve: async (_root, { where }, context, info) => {
      const { clients, completeness } = await selectClients(context, where ?? {});
      requireScannable(context, clients.length, 'A portfolio');
      const portfolio = await readPortfolio(context, clients, completeness);
      reportMissing(context, portfolio.completeness, responsePathAsArray(info.path));
      return portfolio;
    },
  }),
);
