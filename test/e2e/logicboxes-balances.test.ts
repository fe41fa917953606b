/** Balances of many clients of a LogicBoxes account, compared with what the upstream tells. */
import { describe, expect, it } from 'vitest';
import { addDecimals, compareDecimals, decimal, type Decimal } from '../../src/money.ts';
import { LogicboxesBalancesDocument } from '../generated/graphql.ts';
import { useGraph } from './harness.ts';
import { upstream } from './logicboxes.ts';

const graph = useGraph({ providers: ['logicboxes'], clients: 105 });

/** Balances as the upstream tells them, as texts: JSON numbers would be rounded here. */
async function balancesOf(count: number): Promise<readonly Readonly<Record<string, Decimal>>[]> {
  await graph.set({ balanceTypes: 'strings' }, 'logicboxes');
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const parameters = { 'customer-id': String(31_000_001 + index) };
      return (await upstream(graph, 'billing/customer-balance', parameters)) as Record<string, Decimal>;
    }),
  );
}

const ZERO = decimal('0');
const isBelow = (left: Decimal | undefined, right: Decimal | undefined): boolean => compareDecimals(left!, right!) < 0;

describe('billing/customer-balance', () => {
  it('is one call for each of a hundred clients, and shows what is available', async () => {
    const { clients } = await graph.get(LogicboxesBalancesDocument, { first: 100 });
    expect(await graph.calls('logicboxes')).toEqual({ 'customers/search': 1, 'billing/customer-balance': 100 });
    const told = await balancesOf(100);
    expect(clients.nodes.map((node) => node?.balance?.current)).toEqual(
      told.map(({ sellingcurrencybalance: amount, currencysymbol: currency }) => ({ amount, currency })),
    );
    // Clients who have, who owe and of whose funds a part is locked are among them.
    expect(told.some(({ sellingcurrencybalance: available }) => isBelow(available, ZERO))).toBe(true);
    expect(told.some(({ sellingcurrencybalance: available }) => isBelow(ZERO, available))).toBe(true);
    const locked = told.filter(({ sellingcurrencylockedbalance: amount }) => isBelow(ZERO, amount));
    expect(locked.length).toBeGreaterThan(0);
    for (const one of locked) expect(isBelow(one['sellingcurrencybalance'], one['totalsellingbalance'])).toBe(true);
  });

  it('adds up in a portfolio, exactly', async () => {
    const { data } = await graph.ask('{ portfolio { clientCount totals { currency clientCount net { amount } } } }');
    expect(await graph.calls('logicboxes')).toEqual({ 'customers/search': 1, 'billing/customer-balance': 106 });
    const told = await balancesOf(106);
    const net = told.reduce((sum, { sellingcurrencybalance: amount }) => addDecimals(sum, amount!), ZERO);
    expect(data).toEqual({
      portfolio: { clientCount: 106, totals: [{ currency: 'GBP', clientCount: 106, net: { amount: net } }] },
    });
  });

  it('is the same whether figures are numbers or texts', async () => {
    const numbers = await graph.get(LogicboxesBalancesDocument, { first: 20 });
    await graph.set({ balanceTypes: 'strings' }, 'logicboxes');
    expect(await graph.get(LogicboxesBalancesDocument, { first: 20 })).toEqual(numbers);
  });
});
