import { describe, expect, it } from 'vitest';
import { compareDecimals, decimal } from '../../src/money.ts';
import {
  ChargeListDocument,
  ClientListDocument,
  DepositListDocument,
  type ChargeListQueryVariables,
  type ClientListQuery,
  type ClientListQueryVariables,
} from '../generated/graphql.ts';
import { ACCOUNT, codesOf, SEED, useGraph } from './harness.ts';

const signup = {
  firstname: 'Zoë',
  lastname: 'Ångström',
  company: '',
  address: '1 MAIN ST',
  city: 'BOSTON',
  state: 'MASSACHUSETTS',
  country: 'US',
  zip: '02134',
  phone_number: '6175550100',
  email: 'zoe@example.org',
  confirm_email: 'zoe@example.org',
  password: 'Engine-1843',
  confirm_password: 'Engine-1843',
  activate: '1',
};

const graph = useGraph({ clients: 40 });

const list = async (variables: ClientListQueryVariables): Promise<ClientListQuery['clients']> =>
  (await graph.get(ClientListDocument, variables)).clients;
const idsOf = ({ edges }: ClientListQuery['clients']): string[] => edges.map(({ node }) => node!.upstreamId);

const all = Array.from({ length: 41 }, (_, index) => String(561_115 + index));

/** Every page, one after the other, as ids. */
async function walk(variables: ClientListQueryVariables): Promise<string[][]> {
  const pages: string[][] = [];
  let after: string | null = null;
  for (let more = true; more && pages.length < 50;) {
    const page: ClientListQuery['clients'] = await list({ ...variables, ...(after !== null && { after }) });
    pages.push(idsOf(page));
    ({ hasNextPage: more, endCursor: after } = page.pageInfo);
  }
  return pages;
}

describe('pages of clients', () => {
  it('has 20 entries when nothing is said, and the count of all', async () => {
    const page = await list({});
    expect(idsOf(page)).toEqual(all.slice(0, 20));
    expect(page.totalCount).toBe(41);
    expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(page.pageInfo.startCursor).toBe(page.edges[0]!.cursor);
    expect(page.pageInfo.endCursor).toBe(page.edges[19]!.cursor);
    expect(page.completeness).toEqual({ complete: true, accounts: [{ state: 'COMPLETE', code: null }] });
  });

  it.each(['UPSTREAM_ID', 'NAME', 'EMAIL', 'BALANCE'] as const)('cover everybody once, by %s', async (field) => {
    for (const direction of ['ASC', 'DESC'] as const) {
      const orderBy = { field, direction };
      const whole = idsOf(await list({ first: 100, orderBy }));
      expect(whole.toSorted()).toEqual(all);
      const pages = await walk({ first: 9, orderBy });
      expect(pages.map((page) => page.length)).toEqual([9, 9, 9, 9, 5]);
      expect(pages.flat()).toEqual(whole);
    }
  });

  it('go backwards with last and before', async () => {
    const end = await list({ last: 4 });
    expect(idsOf(end)).toEqual(all.slice(-4));
    expect(end.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const earlier = await list({ last: 3, before: end.pageInfo.startCursor });
    expect(idsOf(earlier)).toEqual(all.slice(-7, -4));
    const between = await list({ first: 10, after: earlier.edges[0]!.cursor, before: end.edges[1]!.cursor });
    expect(idsOf(between)).toEqual(all.slice(-6, -3));
    const crossed = await list({ after: end.edges[0]!.cursor, before: earlier.edges[0]!.cursor });
    expect(idsOf(crossed)).toEqual([]);
  });

  it('can be empty', async () => {
    const page = await list({ first: 0 });
    expect(page).toMatchObject({ edges: [], totalCount: 41, pageInfo: { startCursor: null, endCursor: null } });
  });

  it('go on at the same place when a client is added and when one is deleted', async () => {
    await graph.upstream('signupClient', signup);
    const first = await list({ first: 40 });
    // The client at the cursor itself goes: its place in the order stays.
    await graph.set({ deleteWithDids: 'delete' });
    expect(await graph.upstream('delClient', { client: all[39]! })).toMatchObject({ status: 'success' });
    const second = await list({ first: 40, after: first.pageInfo.endCursor });
    expect(idsOf(second)).toEqual([all[40], '561156']);
    const byName = await list({ first: 10, orderBy: { field: 'NAME' } });
    const { client } = await graph.upstream('signupClient', {
      ...signup,
      company: 'Aaaa First',
      email: 'a@example.org',
      confirm_email: 'a@example.org',
    });
    const rest = await list({ first: 100, after: byName.pageInfo.endCursor, orderBy: { field: 'NAME' } });
    expect(new Set([...idsOf(byName), ...idsOf(rest)]).size).toBe(41);
    expect(idsOf(rest)).not.toContain(String(client));
  });

  it.each<[string, ClientListQueryVariables]>([
    ['first', { first: -1 }],
    ['first', { first: 501 }],
    ['last', { last: 501 }],
    ['last', { first: 1, last: 1 }],
    ['after', { after: 'bm8gY3Vyc29y' }],
    ['after', { after: '' }],
    ['before', { before: '%%%' }],
  ])('refuse a wrong `%s`: %o', async (name, variables) => {
    const answer = await graph.run(ClientListDocument, variables);
    expect(answer.errors).toMatchObject([{ path: ['clients'], extensions: { code: 'INVALID_INPUT', field: [name] } }]);
  });

  it("refuse another order's cursor", async () => {
    const { pageInfo } = await list({ first: 1 });
    const answer = await graph.run(ClientListDocument, { after: pageInfo.endCursor, orderBy: { field: 'NAME' } });
    expect(codesOf(answer)).toEqual(['INVALID_INPUT']);
  });
});

const names = async (where: ClientListQueryVariables['where']): Promise<number | null> =>
  (await list({ where })).totalCount;

describe('orders and conditions of clients', () => {
  it('finds text without regard to accents and capitals', async () => {
    const thomas = await list({ where: { text: 'CÔTE travel' } });
    expect(idsOf(thomas)).toEqual(['561120']);
    for (const text of ['Cote', 'côté', 'COTE', 'Thomas Côté', 'cote.561120@MAIL']) {
      expect(idsOf(await list({ where: { text } }))).toContain('561120');
    }
    const montreal = idsOf(await list({ first: 50, where: { text: 'montreal' } }));
    expect(montreal).toContain('561123');
    expect(await names({ text: '561115' })).toBe(1);
    expect(await names({ text: '' })).toBe(41);
    expect(await names({ text: 'nothing has this' })).toBe(0);
    expect(codesOf(await graph.run(ClientListDocument, { where: { text: 'x'.repeat(201) } }))).toEqual([
      'INVALID_INPUT',
    ]);
  });

  it('finds by e-mail and by account', async () => {
    expect(idsOf(await list({ where: { email: 'JOHN.DOE@my-domain.com' } }))).toEqual([SEED]);
    expect(idsOf(await list({ where: { email: 'nobody@example.com' } }))).toEqual([]);
    expect(idsOf(await list({ where: { email: 'john.doe@my-domain.com', text: 'other' } }))).toEqual([]);
    expect(await names({ accounts: [ACCOUNT, ACCOUNT] })).toBe(41);
    expect(await names({ accounts: [] })).toBe(0);
    expect(codesOf(await graph.run(ClientListDocument, { where: { accounts: ['nowhere'] } }))).toEqual(['NOT_FOUND']);
    // VoIP.ms tells no status, so nobody is known to have one.
    expect(await names({ status: 'ACTIVE' })).toBe(0);
  });

  it('finds balances below an amount, and below the own threshold', async () => {
    const below: string[] = [];
    const warned: string[] = [];
    for (const client of all) {
      const { balance } = (await graph.upstream('getResellerBalance', { client })) as {
        balance: { current_balance: string };
      };
      const { threshold_information: info } = (await graph.upstream('getClientThreshold', { client })) as {
        threshold_information: { threshold: string };
      };
      const current = decimal(balance.current_balance);
      if (compareDecimals(current, decimal('8.0588')) < 0) below.push(client);
      if (compareDecimals(current, decimal(info.threshold)) < 0) warned.push(client);
    }
    expect(warned.length).toBeGreaterThan(2);
    expect(below).not.toContain(SEED);
    expect(idsOf(await list({ first: 50, where: { balanceBelow: '8.0588' } }))).toEqual(below);
    expect(idsOf(await list({ first: 50, where: { balanceBelow: '8.05880001' } }))).toEqual([SEED, ...below]);
    expect(idsOf(await list({ first: 50, where: { belowThreshold: true } }))).toEqual(warned);
    const others = all.filter((client) => !warned.includes(client));
    expect(idsOf(await list({ first: 50, where: { belowThreshold: false } }))).toEqual(others);
  });

  it('orders by balance as numbers, by name as people read them', async () => {
    const { data } = await graph.ask(
      '{ clients(first: 100, orderBy: { field: BALANCE }) { nodes { balance { current { amount } } } } }',
    );
    const { nodes } = data['clients'] as { nodes: { balance: { current: { amount: string } } }[] };
    const amounts = nodes.map(({ balance }) => decimal(balance.current.amount));
    expect(amounts).toEqual(amounts.toSorted(compareDecimals));
    const byName = await graph.ask('{ clients(first: 100, orderBy: { field: NAME }) { nodes { displayName } } }');
    const shown = (byName.data['clients'] as { nodes: { displayName: string }[] }).nodes.map((node) =>
      node.displayName.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase(),
    );
    expect(shown).toEqual(shown.toSorted());
  });
});

const charges = async (variables: Omit<ChargeListQueryVariables, 'upstreamId'>, upstreamId = SEED) =>
  (await graph.get(ChargeListDocument, { upstreamId, ...variables })).client!.charges!;

const ids = async (variables: Omit<ChargeListQueryVariables, 'upstreamId'>): Promise<(string | undefined)[]> =>
  (await charges(variables)).nodes.map((node) => node?.upstreamId);

describe('pages of a ledger', () => {
  it('are filtered by day, amount and text', async () => {
    expect(await ids({ where: { from: '2010-10-29' } })).toEqual(['475568', '475567']);
    expect(await ids({ where: { to: '2010-10-28' } })).toEqual(['467988']);
    expect(await ids({ where: { from: '2010-09-15', to: '2010-09-15' } })).toEqual(['467988']);
    expect(await ids({ where: { minAmount: '2.000' } })).toEqual(['475568', '467988']);
    expect(await ids({ where: { maxAmount: '1.99' } })).toEqual(['475567']);
    expect(await ids({ where: { text: 'setup' } })).toEqual(['475567', '467988']);
    expect(await ids({ where: { text: 'setup', maxAmount: '1' } })).toEqual(['475567']);
    expect(await ids({ where: { from: '2011-01-01' } })).toEqual([]);
  });

  it('are ordered by day, amount and number', async () => {
    expect(await ids({ orderBy: { field: 'AMOUNT' } })).toEqual(['467988', '475568', '475567']);
    expect(await ids({ orderBy: { field: 'AMOUNT', direction: 'ASC' } })).toEqual(['475567', '475568', '467988']);
    expect(await ids({ orderBy: { field: 'DATE', direction: 'ASC' } })).toEqual(['467988', '475567', '475568']);
    expect(await ids({ orderBy: { field: 'UPSTREAM_ID', direction: 'ASC' } })).toEqual(['467988', '475567', '475568']);
    const deposits = await graph.get(DepositListDocument, { upstreamId: SEED, orderBy: { field: 'UPSTREAM_ID' } });
    expect(deposits.client?.deposits?.nodes).toEqual([{ upstreamId: '808639' }, { upstreamId: '808384' }]);
  });

  it('add up what matches on all pages', async () => {
    const page = await charges({ first: 1, where: { text: 'setup' } });
    expect(page).toMatchObject({ totalCount: 2, totalAmount: { amount: '4.00', currency: 'USD' } });
    expect(page.nodes).toHaveLength(1);
    expect((await charges({ where: { text: 'none' } })).totalAmount?.amount).toBe('0');
    const { client } = await graph.get(DepositListDocument, {
      upstreamId: SEED,
      where: { from: '2010-11-01', text: 'POSITIVE', minAmount: '10', maxAmount: '10' },
    });
    expect(client?.deposits).toEqual({
      totalCount: 1,
      totalAmount: { amount: '10.00', currency: 'USD' },
      nodes: [{ upstreamId: '808384' }],
    });
  });

  it('go on at the same place when a charge comes between', async () => {
    const first = await charges({ first: 2 });
    await graph.upstream('addCharge', { client: SEED, charge: '0.5', description: 'new' });
    const second = await charges({ first: 2, after: first.pageInfo.endCursor });
    expect(second.nodes.map((node) => node?.upstreamId)).toEqual(['467988']);
    expect(second.totalCount).toBe(4);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  it.each([
    [{ first: 1, last: 1 }, 'INVALID_INPUT'],
    [{ first: 501 }, 'INVALID_INPUT'],
    [{ after: 'x' }, 'INVALID_INPUT'],
    [{ where: { from: '2010-02-30' } }, 'INVALID_INPUT'],
    [{ where: { minAmount: 'ten' } }, 'INVALID_INPUT'],
  ])('refuse %o', async (variables, code) => {
    expect(codesOf(await graph.run(ChargeListDocument, { upstreamId: SEED, ...variables }))).toEqual([code]);
  });
});
