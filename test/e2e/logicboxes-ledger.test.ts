/** Charges and deposits of LogicBoxes clients: both ledgers of the upstream as one, whole and without repeats. */
import { beforeEach, describe, expect, it } from 'vitest';
import { addDecimals, compareDecimals, decimal, negateDecimal } from '../../src/money.ts';
import {
  LogicboxesBookPagesDocument,
  LogicboxesBooksDocument,
  LogicboxesClientDocument,
  type LogicboxesBookFragment,
  type LogicboxesBookPagesQuery,
  type LogicboxesBookPagesQueryVariables,
} from '../generated/graphql.ts';
import { useGraph, type Graph } from './harness.ts';
import { BUSY, JANE, rowsOf, setClock, upstream, type UpstreamRow } from './logicboxes.ts';

const CURRENT = 'billing/customer-transactions/search';
const ARCHIVED = 'billing/customer-archived-transactions/search';

const graph = useGraph({ providers: ['logicboxes'] });
beforeEach(() => setClock(graph));

const isCharge = ({ type }: UpstreamRow): boolean => type === 'invoice' || type === 'debit';
const magnitude = (amount: string): string => amount.replace(/^-/, '');
const dayOf = (seconds: string): string => new Date(Number(seconds) * 1000).toISOString().slice(0, 10);

/** What the graph is to tell of a row. */
function shown(row: UpstreamRow): object {
  const amount = { amount: magnitude(row['sellingamount']!), currency: row['sellingcurrencysymbol'] };
  return { upstreamId: row['transid'], date: dayOf(row['transactiondate']!), amount };
}

const placeOf = ({ transactiondate = '', transid = '' }: UpstreamRow): string => `${dayOf(transactiondate)} ${transid}`;

function newestFirst(rows: readonly UpstreamRow[]): readonly UpstreamRow[] {
  return rows.toSorted((left, right) => (placeOf(left) < placeOf(right) ? 1 : -1));
}

/** One side of the book of the client with 1,200 rows, read page by page through the graph. */
async function bookOf(side: 'charges' | 'deposits') {
  const rows: unknown[] = [];
  const totals: unknown[] = [];
  let variables: LogicboxesBookPagesQueryVariables = { upstreamId: BUSY };
  for (;;) {
    const answer: LogicboxesBookPagesQuery = await graph.get(LogicboxesBookPagesDocument, variables);
    const { nodes, pageInfo, totalCount, totalAmount } = answer.client![side]!;
    rows.push(...nodes);
    totals.push({ totalCount, totalAmount });
    if (!pageInfo.hasNextPage) return { rows, totals };
    variables = { ...variables, [`${side}After`]: pageInfo.endCursor };
  }
}

/** The second pages of both ledgers, as they stand on the wire. */
function secondPages(): Promise<readonly unknown[]> {
  const paging = { 'no-of-records': '500', 'page-no': '2', 'customer-id': BUSY };
  return Promise.all([CURRENT, ARCHIVED].map((name) => upstream(graph, name, paging)));
}

describe('the ledger of a client with 1,200 rows', () => {
  it('is whole, without repeats, newest first, and costs one call for each 500 rows', async () => {
    const told = [...(await rowsOf(graph, 'current', [BUSY])), ...(await rowsOf(graph, 'archived', [BUSY]))];
    expect(new Set(told.map(({ transid }) => transid)).size).toBe(1200);
    for (const side of ['charges', 'deposits'] as const) {
      const expected = newestFirst(told.filter((row) => isCharge(row) === (side === 'charges')));
      const { rows, totals } = await bookOf(side);
      expect(rows).toEqual(expected.map(shown));
      expect(rows.length).toBeGreaterThan(500);
      const total = expected.reduce(
        (sum, row) => addDecimals(sum, decimal(magnitude(row['sellingamount']!))),
        decimal('0'),
      );
      const totalAmount = { amount: total, currency: 'GBP' };
      expect(totals).toEqual([
        { totalCount: expected.length, totalAmount },
        { totalCount: expected.length, totalAmount },
      ]);
    }
  });

  it('serves charges and deposits of one operation with the same four calls', async () => {
    const { client } = await graph.get(LogicboxesBookPagesDocument, { upstreamId: BUSY });
    expect(client!.charges!.totalCount! + client!.deposits!.totalCount!).toBe(1200);
    expect(await graph.calls('logicboxes')).toEqual({ 'customers/details-by-id': 1, [CURRENT]: 2, [ARCHIVED]: 2 });
  });

  it.each([JANE, BUSY, '31000003', '31000004'])('adds up to the balance of %s', async (upstreamId) => {
    const { client } = await graph.get(LogicboxesClientDocument, { upstreamId });
    const [charged, deposited] = [client!.charges, client!.deposits].map((side) => decimal(side!.totalAmount!.amount));
    const net = addDecimals(deposited!, negateDecimal(charged!));
    expect(compareDecimals(net, decimal(client!.balance!.current.amount))).toBe(0);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['rows that are in both ledgers', { archiveOverlapDays: 30 }],
    ['all archived rows among the current ones, too', { archiveOverlapDays: 36_500 }],
    ['amounts without a sign', { ledgerSign: 'positive' }],
    ['keys that run on from page to page', { pageKeys: 'run_on' }],
    ['another age of the archive', { archiveAgeDays: 30 }],
    ['an empty archive', { archiveAgeDays: 36_500 }],
  ])('is the same with %s', async (_what, switches) => {
    const read = () => graph.get(LogicboxesBookPagesDocument, { upstreamId: BUSY });
    const [usual, told] = [await read(), await secondPages()];
    await graph.set(switches, 'logicboxes');
    expect(await secondPages()).not.toEqual(told);
    expect(await read()).toEqual(usual);
  });
});

describe('billing/customer-transactions/search and billing/customer-archived-transactions/search', () => {
  it('both belong to the ledger of a client', async () => {
    const read = async () => (await graph.get(LogicboxesClientDocument, { upstreamId: '31000003' })).client!;
    const archived = await rowsOf(graph, 'archived', ['31000003']);
    const current = await rowsOf(graph, 'current', ['31000003']);
    expect([archived.length, current.length]).not.toContain(0);
    await graph.forgetCalls();
    const { charges, deposits } = await read();
    const numbers = [...charges!.nodes, ...deposits!.nodes].map((node) => node!.upstreamId);
    expect(numbers).toHaveLength(archived.length + current.length);
    expect(new Set(numbers)).toEqual(new Set([...archived, ...current].map(({ transid }) => transid)));
    expect(await graph.calls('logicboxes')).toMatchObject({ [CURRENT]: 1, [ARCHIVED]: 1 });
  });

  it('are filtered and ordered by the graph as any ledger', async () => {
    const { data } = await graph.ask(
      `query ($id: String!) { client(account: "logicboxes-demo", upstreamId: $id) {
         charges(first: 3, where: { from: "2026-01-01", minAmount: "5", text: "addition" }, orderBy: { field: AMOUNT }) {
           totalCount nodes { date amount { amount } description } } } }`,
      { id: BUSY },
    );
    const told = (await rowsOf(graph, 'current', [BUSY]))
      .filter(isCharge)
      .map((row) => ({ ...row, amount: magnitude(row['sellingamount']!), day: dayOf(row['transactiondate']!) }))
      .filter(({ amount, day }) => day >= '2026-01-01' && compareDecimals(decimal(amount), decimal('5')) >= 0);
    const largest = told.map(({ amount }) => amount).toSorted((left, right) => (left < right ? 1 : -1));
    const { charges } = data['client'] as { charges: { totalCount: number; nodes: { amount: { amount: string } }[] } };
    expect(charges.totalCount).toBe(told.length);
    expect(told.length).toBeGreaterThan(3);
    expect(charges.nodes.map(({ amount }) => amount.amount)).toEqual(largest.slice(0, 3));
  });
});

const many = useGraph({ providers: ['logicboxes'], clients: 105 });
beforeEach(() => setClock(many));

/** Calls that a search for these rows takes. */
const pagesOf = (rows: readonly unknown[]): number => Math.max(1, Math.ceil(rows.length / 500));

async function everything(on: Graph, first: number): Promise<readonly LogicboxesBookFragment[]> {
  const { clients } = await on.get(LogicboxesBooksDocument, { first });
  return clients.nodes.map((node) => node!);
}

describe('the ledgers of a hundred clients', () => {
  it('are read with one search for each 500 rows of all of them', async () => {
    const ids = Array.from({ length: 100 }, (_, index) => String(31_000_001 + index));
    const current = await rowsOf(many, 'current', ids);
    const archived = await rowsOf(many, 'archived', ids);
    expect([current.length > 500, archived.length > 500]).toEqual([true, true]);
    await many.forgetCalls();
    const { clients } = await many.get(LogicboxesBooksDocument, { first: 100 });
    expect(await many.calls('logicboxes')).toEqual({
      'customers/search': 1,
      [CURRENT]: pagesOf(current),
      [ARCHIVED]: pagesOf(archived),
    });
    const byClient = Map.groupBy([...current, ...archived], ({ customerid }) => customerid);
    expect(clients.nodes).toHaveLength(100);
    for (const node of clients.nodes) {
      const rows = byClient.get(node!.upstreamId) ?? [];
      const [charges, deposits] = [rows.filter(isCharge), rows.filter((row) => !isCharge(row))];
      expect([node!.charges!.totalCount, node!.deposits!.totalCount]).toEqual([charges.length, deposits.length]);
    }
    // Clients of whom nothing is in the books are among them.
    expect(clients.nodes.some((node) => node!.charges!.totalCount === 0)).toBe(true);
  });

  it('are the same with rows in both ledgers', async () => {
    const usual = await everything(many, 30);
    await many.set({ archiveOverlapDays: 36_500 }, 'logicboxes');
    expect(await everything(many, 30)).toEqual(usual);
  });
});
