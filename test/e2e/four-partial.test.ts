import { beforeAll, describe, expect, it } from 'vitest';
import { addDecimals, compareDecimals, decimal } from '../../src/money.ts';
import { FourDashboardDocument, FourPageDocument, type FourDashboardQuery } from '../generated/graphql.ts';
import { useGraph, type Answer, type ProviderName } from './harness.ts';
import { accountOf, present, providers } from './four-world.ts';

const READ_TIMEOUT_MS = 3000;
const OPERATION_TIMEOUT_MS = 2000;

/** A dashboard must be there this long after the slowest account was given up. */
const SLACK_MS = 3000;

// The circuit breaker is tried elsewhere; here each question is asked anew.
const graph = useGraph({
  clients: 5,
  providers,
  account: { readTimeoutMs: READ_TIMEOUT_MS },
  limits: { maxFailuresInARow: 10_000 },
});

/** Ways in which an upstream fails as a whole, with the code that it has in the graph. */
const failures = {
  refuse: 'UPSTREAM_UNAVAILABLE',
  drop_before_apply: 'UPSTREAM_UNAVAILABLE',
  delay: 'UPSTREAM_UNAVAILABLE',
  garbage: 'UPSTREAM_UNAVAILABLE',
  truncated: 'UPSTREAM_UNAVAILABLE',
  http_503_html: 'UPSTREAM_UNAVAILABLE',
  rate_limited: 'RATE_LIMITED',
} as const;

const cases = providers.flatMap((provider) =>
  Object.entries(failures).map(([kind, code]) => ({ provider, kind, code })),
);

type Dashboard = Answer<FourDashboardQuery>;

const ask = (): Promise<Dashboard> => graph.run(FourDashboardDocument, {});

/** Nodes of all accounts but one. */
function othersOf({ clients }: FourDashboardQuery, provider: ProviderName) {
  return present(clients.nodes).filter(({ account }) => account.name !== accountOf(provider));
}

/** The outcomes of all accounts when one of them has failed. */
function outcomes(failed: ProviderName, state: 'FAILED' | 'PARTIAL', code: string, retryable = true) {
  return providers.map((provider) => {
    const account = { name: accountOf(provider) };
    if (provider !== failed) return { account, state: 'COMPLETE', code: null, message: null, retryable: null };
    return { account, state, code, retryable };
  });
}

describe('a dashboard of four providers', () => {
  let healthy: FourDashboardQuery;
  beforeAll(async () => {
    await graph.reset();
    healthy = await graph.get(FourDashboardDocument, {});
  });

  it('is whole when all of them answer', () => {
    const { clients, portfolio } = healthy;
    expect(clients.totalCount).toBe(clients.nodes.length);
    expect(JSON.stringify(clients.nodes)).not.toContain('null');
    for (const { completeness } of [clients, portfolio]) {
      expect(completeness).toMatchObject({ complete: true });
      expect(completeness?.accounts.map(({ account, state }) => [account.name, state])).toEqual(
        providers.map((provider) => [accountOf(provider), 'COMPLETE']),
      );
    }
  });

  it.each(cases)('is there without $provider and says so: $kind', async ({ provider, kind, code }) => {
    await graph.fault('*', kind, { provider, count: -1, delayMs: 60_000 });
    const started = performance.now();
    const { data, errors } = await ask();
    expect(performance.now() - started).toBeLessThan(READ_TIMEOUT_MS + SLACK_MS);

    expect(present(data.clients.nodes)).toEqual(othersOf(healthy, provider));
    expect([data.clients.totalCount, data.portfolio.clientCount]).toEqual([null, null]);
    for (const { completeness } of [data.clients, data.portfolio]) {
      expect(completeness?.complete).toBe(false);
      expect(completeness?.accounts).toMatchObject(outcomes(provider, 'FAILED', code));
    }
    const extensions = { code, account: accountOf(provider), retryable: true };
    expect(errors).toHaveLength(2);
    expect(errors).toEqual(
      expect.arrayContaining(
        ['clients', 'portfolio'].map((field) =>
          expect.objectContaining({ path: [field], extensions: expect.objectContaining(extensions) as object }),
        ),
      ),
    );
    // What is left of the totals is the exact sum of what is there.
    for (const { currency, net, clientCount } of data.portfolio.totals) {
      const own = othersOf(healthy, provider).filter(({ balance }) => balance?.current.currency === currency);
      const sum = own.map(({ balance }) => decimal(balance!.current.amount)).reduce(addDecimals, decimal('0'));
      expect([clientCount, compareDecimals(decimal(net.amount), sum)]).toEqual([own.length, 0]);
    }
    await graph.clearFaults();
    expect((await ask()).errors).toBeUndefined();
  });

  const inParts = [
    ['voipms', 'getResellerBalance', 'balance'],
    ['voipms', 'getCharges', 'charges'],
    ['sippy', 'getPaymentsList', 'charges'],
    ['sippy', 'getPaymentsList', 'deposits'],
    ['freeside', 'billing_history', 'charges'],
    ['logicboxes', 'billing/customer-balance', 'balance'],
    ['logicboxes', 'billing/customer-archived-transactions/search', 'deposits'],
  ] as const;

  it.each(inParts)('lacks of %s what one function does not tell, and no more: %s', async (provider, name, field) => {
    const own = present(healthy.clients.nodes).filter(({ account }) => account.name === accountOf(provider));
    await graph.fault(name, 'http_503_html', { provider, count: -1 });
    const { data, errors } = await ask();
    expect(othersOf(data, provider)).toEqual(othersOf(healthy, provider));
    const mine = present(data.clients.nodes).filter(({ account }) => account.name === accountOf(provider));
    expect(mine.map(({ id }) => id)).toEqual(own.map(({ id }) => id));
    expect(data.clients).toMatchObject({ totalCount: healthy.clients.totalCount, completeness: { complete: true } });
    const lacking = mine.filter((client) => client[field] === null);
    expect(lacking.length).toBeGreaterThan(0);
    expect((errors ?? []).length).toBeGreaterThanOrEqual(lacking.length);
    for (const { extensions } of errors ?? []) {
      expect(extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', account: accountOf(provider), retryable: true });
    }
    for (const [index, client] of data.clients.nodes.entries()) {
      const paths = (errors ?? []).map(({ path }) => path?.join('.'));
      expect(paths.includes(`clients.nodes.${index}.${field}`)).toBe(client?.[field] === null);
    }
  });

  it.each(providers)('has no total that hides a balance of %s', async (provider) => {
    const name = {
      voipms: 'getResellerBalance',
      sippy: '*',
      freeside: 'customer_info',
      logicboxes: 'billing/customer-balance',
    };
    const state = provider === 'sippy' ? 'FAILED' : 'PARTIAL';
    await graph.fault(name[provider], 'garbage', { provider, count: -1 });
    const { data, errors } = await ask();
    expect(data.portfolio.clientCount).toBeNull();
    expect(data.portfolio.completeness.accounts).toMatchObject(outcomes(provider, state, 'UPSTREAM_UNAVAILABLE'));
    const named = errors?.filter(({ path }) => path?.length === 1 && path[0] === 'portfolio') ?? [];
    expect(named.map(({ extensions }) => extensions?.['account'])).toEqual([accountOf(provider)]);
  });

  it('is there when only one of four answers', async () => {
    for (const provider of providers.slice(1)) await graph.fault('*', 'http_503_html', { provider, count: -1 });
    const { data, errors } = await ask();
    expect(new Set(present(data.clients.nodes).map(({ account }) => account.name))).toEqual(new Set(['voipms-demo']));
    expect(errors?.map(({ extensions }) => extensions?.['account']).toSorted()).toEqual(
      providers
        .slice(1)
        .flatMap((provider) => [accountOf(provider), accountOf(provider)])
        .toSorted(),
    );
  });
});

describe('the time of an operation', () => {
  const hurried = useGraph({
    clients: 3,
    providers,
    limits: { operationTimeoutMs: OPERATION_TIMEOUT_MS, maxFailuresInARow: 10_000 },
  });

  it.each(providers)('ends the wait for %s, and leaves what the others have told', async (provider) => {
    const { clients: all } = await hurried.get(FourPageDocument, { first: 100 });
    await hurried.fault('*', 'delay', { provider, count: -1, delayMs: 60_000 });
    const started = performance.now();
    const { data, errors } = await hurried.run(FourPageDocument, { first: 100 });
    expect(performance.now() - started).toBeLessThan(OPERATION_TIMEOUT_MS + SLACK_MS);
    expect(present(data.clients.nodes)).toEqual(
      present(all.nodes).filter(({ account }) => account.name !== accountOf(provider)),
    );
    expect(data.clients.completeness?.accounts).toMatchObject(outcomes(provider, 'FAILED', 'BUDGET_EXCEEDED'));
    const extensions = { code: 'BUDGET_EXCEEDED', account: accountOf(provider), retryable: true };
    expect(errors).toMatchObject([{ path: ['clients'], extensions }]);
    expect(errors?.[0]?.message).toMatch(/took longer than 2000 ms/);
  });
});
