import { beforeEach, describe, expect, it } from 'vitest';
import { addDecimals, compareDecimals, decimal, isPositive, negateDecimal } from '../../src/money.ts';
import {
  FourAccountsDocument,
  FourDeleteClientDocument,
  FourSuspendClientDocument,
  FourBalancesDocument,
  FourDashboardDocument,
  FourPageDocument,
} from '../generated/graphql.ts';
import type { ClientOrder, ClientWhere, FourPageQueryVariables } from '../generated/graphql.ts';
import { codesOf, useGraph } from './harness.ts';
import {
  accountOf,
  folded,
  globalIdOf,
  person,
  present,
  providers,
  signUpEverywhere,
  type Listed,
} from './four-world.ts';

const CLIENTS = 6;
const graph = useGraph({ clients: CLIENTS, providers });

const pageOf = async (variables: FourPageQueryVariables) => (await graph.get(FourPageDocument, variables)).clients;

async function everybody(where: ClientWhere = {}, orderBy?: ClientOrder): Promise<readonly Listed[]> {
  const { nodes, totalCount, completeness } = await pageOf({ first: 500, where, ...(orderBy && { orderBy }) });
  expect([completeness?.complete, totalCount]).toEqual([true, nodes.length]);
  return present(nodes);
}

const idsOf = (clients: readonly { readonly id: string }[]) => clients.map(({ id }) => id);

async function balances(where: ClientWhere = {}, orderBy?: ClientOrder) {
  const { clients } = await graph.get(FourBalancesDocument, { where, ...(orderBy && { orderBy }) });
  expect(clients.completeness?.complete).toBe(true);
  return present(clients.nodes).map(({ id, balance }) => {
    const { amount, currency } = balance!.current;
    return { id, currency, amount: decimal(amount) };
  });
}

describe('the clients of four providers', () => {
  it('stand in one list: by account in the order of the configuration, then by number', async () => {
    const clients = await everybody();
    const accounts = clients.map(({ account }) => account.name);
    expect([...new Set(accounts)]).toEqual(providers.map(accountOf));
    expect(accounts).toEqual(providers.map(accountOf).flatMap((name) => accounts.filter((one) => one === name)));
    for (const name of providers.map(accountOf)) {
      const numbers = clients
        .filter(({ account }) => account.name === name)
        .map(({ upstreamId }) => Number(upstreamId));
      expect(numbers.length).toBeGreaterThan(3);
      expect(numbers).toEqual(numbers.toSorted((left, right) => left - right));
    }
    expect(new Set(idsOf(clients)).size).toBe(clients.length);
    const { accounts: answers } = await graph.get(FourAccountsDocument, {});
    expect(answers.map(({ name, health }) => [name, health.state])).toEqual(
      providers.map((one) => [accountOf(one), 'UP']),
    );
  });

  it.each([
    [1, 'forwards', {}],
    [7, 'forwards', {}],
    [50, 'forwards', {}],
    [1, 'backwards', {}],
    [7, 'backwards', {}],
    [50, 'backwards', {}],
    [7, 'forwards', { field: 'NAME' }],
    [7, 'backwards', { field: 'NAME', direction: 'DESC' }],
    [7, 'forwards', { field: 'BALANCE', direction: 'DESC' }],
    [7, 'forwards', { field: 'UPSTREAM_ID', direction: 'DESC' }],
  ] as const)('are paged by %i %s without loss or repeat while others are signed up %o', async (size, way, order) => {
    const before = idsOf(await everybody());
    const orderBy = 'field' in order ? { orderBy: order } : {};
    const added: string[] = [];
    const seen: string[] = [];
    let cursor: string | null = null;
    for (let round = 0; ; round += 1) {
      const place: FourPageQueryVariables =
        way === 'forwards' ? { first: size, after: cursor } : { last: size, before: cursor };
      const { nodes, pageInfo } = await pageOf({ ...place, ...orderBy });
      expect(nodes.length).toBeLessThanOrEqual(size);
      const ids = idsOf(present(nodes));
      seen.push(...(way === 'forwards' ? ids : ids.toReversed()));
      cursor = way === 'forwards' ? pageInfo.endCursor : pageInfo.startCursor;
      if (!(way === 'forwards' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) break;
      if (round % 5 === 0) added.push(...(await signUpEverywhere(graph, person(round))));
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => !added.includes(id)).toSorted()).toEqual(before.toSorted());
    // Whoever was added and seen stands where the list has them now.
    const now = idsOf(await everybody({}, 'field' in order ? order : undefined));
    const expected = (way === 'forwards' ? now : now.toReversed()).filter((id) => seen.includes(id));
    expect(seen).toEqual(expected);
  });

  it('begin and end at the borders of accounts where the pages do', async () => {
    const clients = await everybody();
    const border = clients.findIndex(({ account }) => account.name === accountOf('sippy'));
    const first = await pageOf({ first: border });
    expect(new Set(present(first.nodes).map(({ account }) => account.name))).toEqual(new Set([accountOf('voipms')]));
    const next = await pageOf({ first: 1, after: first.pageInfo.endCursor });
    expect(present(next.nodes)[0]?.id).toBe(clients[border]!.id);
    const back = await pageOf({ last: 1, before: next.pageInfo.startCursor });
    expect(present(back.nodes)[0]?.id).toBe(clients[border - 1]!.id);
    const between = await pageOf({ first: 50, after: first.pageInfo.startCursor, before: next.pageInfo.endCursor });
    expect(idsOf(present(between.nodes))).toEqual(idsOf(clients.slice(1, border)));
  });
});

describe('one condition over four providers', () => {
  it('finds a text wherever it stands, whatever its capitals and accents', async () => {
    const ids = await signUpEverywhere(graph, person(1));
    const [found, other] = await Promise.all([everybody({ text: 'ZOÉ comun 1' }), everybody({ text: 'zoe comun 2' })]);
    expect([idsOf(found), other]).toEqual([ids, []]);
    const all = await everybody();
    for (const text of ['an', 'ltd', '5']) {
      const matching = all.filter(({ displayName, upstreamId }) =>
        folded(`${displayName} ${upstreamId}`).includes(text),
      );
      expect(idsOf(await everybody({ text }))).toEqual(expect.arrayContaining(idsOf(matching)));
    }
  });

  it('finds an e-mail address at every account', async () => {
    const ids = await signUpEverywhere(graph, person(2));
    expect(idsOf(await everybody({ email: 'ZOE2@example.net' }))).toEqual(ids);
    expect(await everybody({ email: 'nobody@example.net' })).toEqual([]);
    const accounts = ['sippy', 'logicboxes'].map((name) => `${name}-demo`);
    expect(idsOf(await everybody({ email: 'zoe2@example.net', accounts }))).toEqual([ids[1], ids[3]]);
  });

  it('takes a state from those that tell one', async () => {
    await graph.get(FourSuspendClientDocument, { input: { clientId: globalIdOf('freeside') } });
    await graph.get(FourDeleteClientDocument, { input: { clientId: globalIdOf('logicboxes') } });
    const all = await everybody();
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([null, 'ACTIVE', 'SUSPENDED', 'CLOSED']));
    for (const status of ['ACTIVE', 'SUSPENDED', 'CLOSED'] as const) {
      expect(idsOf(await everybody({ status }))).toEqual(idsOf(all.filter((client) => client.status === status)));
    }
  });

  it.each(['0', '10.5', '-12.49', '100000000'])('compares balances with %s exactly', async (limit) => {
    const all = await balances();
    const below = all.filter(({ amount }) => compareDecimals(amount, decimal(limit)) < 0);
    expect(idsOf(await balances({ balanceBelow: limit }))).toEqual(idsOf(below));
    expect(below.length).toBeGreaterThan(0);
  });

  it('combines conditions', async () => {
    await signUpEverywhere(graph, person(3));
    const where = { text: 'comun', balanceBelow: '0.01', accounts: [accountOf('voipms'), accountOf('sippy')] };
    expect((await everybody(where)).map(({ account }) => account.name)).toEqual(where.accounts);
  });

  it('names the account that is not there', async () => {
    const answer = await graph.run(FourPageDocument, { where: { accounts: ['voipms-demo', 'nowhere'] } });
    expect(codesOf(answer)).toEqual(['NOT_FOUND']);
  });
});

describe('one order over four providers', () => {
  it.each(['ASC', 'DESC'] as const)('is by name: %s', async (direction) => {
    const names = (await everybody({}, { field: 'NAME', direction })).map(({ displayName }) => folded(displayName));
    const sorted = names.toSorted((left, right) => (left < right ? -1 : left > right ? 1 : 0));
    expect(names).toEqual(direction === 'ASC' ? sorted : sorted.toReversed());
  });

  it.each(['ASC', 'DESC'] as const)('is by balance, as numbers: %s', async (direction) => {
    const amounts = (await balances({}, { field: 'BALANCE', direction })).map(({ amount }) => amount);
    const [first, last] = direction === 'ASC' ? ([1, -1] as const) : ([-1, 1] as const);
    expect(amounts).toEqual(amounts.toSorted((left, right) => first * compareDecimals(left, right)));
    expect(compareDecimals(amounts.at(0)!, amounts.at(-1)!)).toBe(last);
  });

  it('has everybody, whatever decides', async () => {
    const all = idsOf(await everybody());
    for (const field of ['NAME', 'EMAIL', 'BALANCE', 'UPSTREAM_ID'] as const) {
      expect(idsOf(await everybody({}, { field })).toSorted()).toEqual(all.toSorted());
    }
  });
});

describe('the portfolio over four providers', () => {
  beforeEach(async () => {
    await graph.get(FourDashboardDocument, {});
  });

  it('is the exact sum of the balances, a total for each currency', async () => {
    const all = await balances();
    const { portfolio } = await graph.get(FourDashboardDocument, {});
    const currencies = [...new Set(all.map(({ currency }) => currency))].toSorted();
    expect(currencies.length).toBeGreaterThan(1);
    expect(portfolio.totals.map(({ currency }) => currency)).toEqual(currencies);
    for (const total of portfolio.totals) {
      const own = all.filter(({ currency }) => currency === total.currency).map(({ amount }) => amount);
      const sum = (amounts: typeof own) => amounts.reduce(addDecimals, decimal('0'));
      const [funds, owed] = [sum(own.filter(isPositive)), negateDecimal(sum(own.filter((one) => !isPositive(one))))];
      expect(compareDecimals(decimal(total.funds.amount), funds)).toBe(0);
      expect(compareDecimals(decimal(total.owed.amount), owed)).toBe(0);
      expect(compareDecimals(decimal(total.net.amount), sum(own))).toBe(0);
      expect(total.clientCount).toBe(own.length);
    }
    expect([portfolio.clientCount, portfolio.completeness.complete]).toEqual([all.length, true]);
  });
});
