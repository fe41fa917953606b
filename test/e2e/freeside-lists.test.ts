import { describe, expect, it } from 'vitest';
import {
  FreesideBooksDocument,
  FreesideClientDocument,
  FreesidePageDocument,
  FreesidePortfolioDocument,
  FreesideRowsDocument,
  type FreesidePageQueryVariables,
} from '../generated/graphql.ts';
import { idOf, JANE, loginAs, textIn, useFreeside } from './freeside-world.ts';

const graph = useFreeside({ clients: 60 });

/** An amount of two decimals in cents, and back. */
const cents = (amount: string): bigint => BigInt(amount.replace('.', ''));
const textOf = (amount: bigint): string => `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`;

const rows = async (where: object) => (await graph.get(FreesideRowsDocument, { first: 100, where })).clients;

describe('lists', () => {
  it('agent_list_customers tells all clients but those that are inactive or ordered, in one call', async () => {
    const info = await (await loginAs(graph))('agent_info');
    await graph.forgetCalls();
    const { clients } = await graph.get(FreesideRowsDocument, { first: 100 });
    expect(await graph.calls('freeside')).toEqual({ agent_info: 1, agent_list_customers: 1 });
    const counts = ['num_prospect', 'num_active', 'num_susp', 'num_cancel'].map((name) => Number(info[name]));
    expect(counts.every((count) => count > 0)).toBe(true);
    expect(clients.totalCount).toBe(counts.reduce((sum, count) => sum + count));
    expect(clients.nodes).toHaveLength(clients.totalCount!);
    const byStatus = Object.groupBy(clients.nodes, (client) => client!.status!);
    expect([byStatus.ACTIVE!.length, byStatus.SUSPENDED!.length, byStatus.CLOSED!.length]).toEqual([
      counts[0]! + counts[1]!,
      counts[2],
      counts[3],
    ]);
    expect(clients.nodes[0]).toEqual({
      id: idOf(),
      upstreamId: JANE,
      displayName: 'Acme Ltd',
      firstName: 'Jane',
      lastName: 'Doe',
      phoneNumber: '617-555-0100',
      status: 'ACTIVE',
    });
  });

  it('a client that is in no list is found by its number', async () => {
    const { clients } = await graph.get(FreesideRowsDocument, { first: 100 });
    const listed = new Set(clients.nodes.map((client) => client!.upstreamId));
    const unlisted = Array.from({ length: 61 }, (_, index) => String(5001 + index)).filter((id) => !listed.has(id));
    expect(unlisted.length).toBeGreaterThan(0);
    for (const upstreamId of unlisted) {
      const { client } = await graph.get(FreesideClientDocument, { upstreamId });
      expect(client).toMatchObject({ upstreamId, status: 'ACTIVE' });
      expect(['Ordered', 'Inactive']).toContain(client?.freeside?.statusLabel);
    }
  });

  const page = { profile: false, ledger: false, packages: false };
  it.each<readonly [string, Partial<FreesidePageQueryVariables>, (n: number) => Record<string, number>]>([
    ['names alone', {}, () => ({})],
    ['balances, addresses and profiles', { profile: true }, (n) => ({ customer_info: n })],
    ['ledgers', { ledger: true }, (n) => ({ billing_history: n })],
    ['packages', { packages: true }, (n) => ({ list_pkgs: n })],
    [
      'everything',
      { profile: true, ledger: true, packages: true },
      (n) => ({ customer_info: n, billing_history: n, list_pkgs: n }),
    ],
  ])('cost one call for the list and as graph as the page has clients: %s', async (_what, more, callsFor) => {
    for (const first of [7, 100]) {
      await graph.forgetCalls();
      const { clients } = await graph.get(FreesidePageDocument, { ...page, ...more, first });
      const { length } = clients.nodes;
      expect(length).toBe(first === 7 ? 7 : clients.totalCount);
      const { agent_info: once, ...calls } = await graph.calls('freeside');
      expect(calls).toEqual({ agent_list_customers: 1, ...callsFor(length) });
      // Who our agent is, is asked once a session.
      expect(once).toBe(first === 7 ? 1 : undefined);
    }
  });

  it('agree with the upstream on every client, in both branches', async () => {
    const call = await loginAs(graph);
    for (const branch of ['master', '2.3']) {
      await graph.set({ branch }, 'freeside');
      const { clients } = await graph.get(FreesideBooksDocument, { first: 100 });
      for (const client of clients.nodes) {
        const { upstreamId, displayName, email, balance, charges, deposits } = client!;
        const info = await call('customer_info', { custnum: upstreamId });
        const owed = textIn(info, 'balance');
        const has = owed.startsWith('-') ? owed.slice(1) : owed === '0.00' ? owed : `-${owed}`;
        expect(balance?.current.amount).toBe(has);
        expect(displayName).toBe(textIn(info, 'company') || `${textIn(info, 'first')} ${textIn(info, 'last')}`);
        expect(email).toBe(textIn(info, 'invoicing_list').split(', ')[0]);
        expect(cents(charges!.totalAmount!.amount) - cents(deposits!.totalAmount!.amount) + cents(has)).toBe(0n);
      }
    }
  });

  it('of all balances make a portfolio of what is owed and what is there', async () => {
    const { portfolio } = await graph.get(FreesidePortfolioDocument, {});
    const { clients } = await graph.get(FreesidePageDocument, { ...page, profile: true, first: 100 });
    const amounts = clients.nodes.map((client) => cents(client!.balance!.current.amount));
    const funds = amounts.filter((amount) => amount > 0n).reduce((sum, amount) => sum + amount, 0n);
    const owed = -amounts.filter((amount) => amount < 0n).reduce((sum, amount) => sum + amount, 0n);
    expect(funds).toBeGreaterThan(0n);
    expect(owed).toBeGreaterThan(1250n);
    expect(portfolio).toMatchObject({
      clientCount: clients.totalCount,
      completeness: { complete: true },
      totals: [
        {
          currency: 'USD',
          clientCount: clients.totalCount,
          funds: { amount: textOf(funds) },
          owed: { amount: textOf(owed) },
        },
      ],
    });
  });

  it('are narrowed by status, text and e-mail address', async () => {
    const suspended = await rows({ status: 'SUSPENDED' });
    expect(suspended.nodes.map((client) => client?.status)).toContain('SUSPENDED');
    expect(new Set(suspended.nodes.map((client) => client?.status)).size).toBe(1);
    expect((await rows({ text: 'ACME' })).nodes.map((client) => client?.upstreamId)).toEqual([JANE]);
    expect((await rows({ email: 'bills@example.com' })).nodes.map((client) => client?.upstreamId)).toEqual([JANE]);
    expect((await rows({ email: 'bills@example.com', status: 'CLOSED' })).totalCount).toBe(0);
  });
});
