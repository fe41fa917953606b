import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loopbackAccess } from '../../src/accessConfig.ts';
import { demoAccounts } from '../../src/accountConfig.ts';
import { defaultLimits } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { Redactor } from '../../src/redactor.ts';
import { startGateway, type RunningGateway } from '../../src/server.ts';
import { openSurface } from '../../src/surfaceConfig.ts';
import {
  ClientProfileDocument,
  SippyBalancesDocument,
  SippyDetailsDocument,
  SippyLedgersDocument,
  SippyPageDocument,
  SippySignupDocument,
  SippyWholeDocument,
  type SippyPageQuery,
} from '../generated/graphql.ts';
import { fixture, login, ok, startUpstream, type TestUpstream } from '../providers/sippy/upstream.ts';
import { Graph, postTo, useGraph, type Answer } from './harness.ts';
import { ACME, logIn, SIPPY, sippyId, sippySignup, switchOf } from './sippy-inputs.ts';
import { journalInFolder } from './journal.ts';

const usd = (amount: string) => ({ amount, currency: 'USD' });

/** What the graph tells of the documented client. */
const acme = {
  id: sippyId(),
  upstreamId: ACME,
  displayName: 'Acme',
  company: 'Acme Ltd.',
  firstName: 'Jane',
  lastName: 'Doe',
  email: 'jane.doe@example.com',
  phoneNumber: '+16175550100',
  status: null,
  balanceManagement: null,
  address: { street: '12 Main St', city: 'Boston', state: 'MA', postalCode: '02134', country: 'US', countryCode: 'US' },
  balance: { current: usd('49.88'), creditLimit: usd('0.0') },
  threshold: { amount: usd('10.0'), email: null },
  charges: {
    totalCount: 1,
    totalAmount: usd('50.12'),
    nodes: [
      {
        upstreamId: '1',
        upstreamType: 'debit',
        date: '2009-11-18',
        description: 'Support call',
        amount: usd('50.12'),
      },
    ],
  },
  deposits: { totalCount: 0, totalAmount: usd('0'), nodes: [] },
};

/** The threshold of one client, as a field. */
const thresholdOf = (id: string) =>
  `client(account: "${SIPPY}", upstreamId: "${id}") { threshold { amount { amount } } }`;

describe('one client', () => {
  const graph = useGraph({ providers: ['sippy'], clients: 3 });
  beforeEach(() => logIn(graph));

  it('getCustomerInfo tells a client, its balance and all its attributes in one call', async () => {
    const { client } = await graph.get(SippyWholeDocument, { upstreamId: ACME });
    expect(client).toMatchObject(acme);
    expect(client?.sippy).toMatchObject({
      name: 'Acme',
      webLogin: 'acme',
      salutation: 'Mrs.',
      tariffId: null,
      customersRights: [],
      apiAccess: false,
      callshopEnabled: false,
      maxSessions: null,
      description: 'Documented client',
    });
    expect(await graph.calls('sippy')).toEqual({ getCustomerInfo: 1, getLowBalance: 1, getPaymentsList: 2 });
  });

  it('getPaymentsList tells charges and deposits, a call each', async () => {
    const query = `{ client(account: "${SIPPY}", upstreamId: "101") { charges { nodes { id } } deposits { nodes { id } } } }`;
    const { data } = await graph.ask(query);
    expect(await graph.calls('sippy')).toEqual({ getCustomerInfo: 1, getPaymentsList: 2 });
    const direct = switchOf(graph);
    for (const [side, type] of [['charges', 'debit'] as const, ['deposits', 'credit'] as const]) {
      const { payments } = await direct.call('getPaymentsList', { i_customer: 101, type });
      const moved = (payments as { tx_result: string }[]).filter(({ tx_result }) => tx_result === '1');
      const { nodes } = (data['client'] as Record<string, { nodes: object[] }>)[side]!;
      expect(moved.length).toBeGreaterThan(0);
      expect(nodes).toHaveLength(moved.length);
    }
  });

  it('getLowBalance tells the threshold, and null where there is none', async () => {
    await switchOf(graph).call('setLowBalance', { i_customer: 101, threshold: null });
    await graph.forgetCalls();
    const { data } = await graph.ask(`{ with: ${thresholdOf(ACME)} without: ${thresholdOf('101')} }`);
    expect(data).toEqual({ with: { threshold: { amount: { amount: '10.0' } } }, without: { threshold: null } });
    expect(await graph.calls('sippy')).toEqual({ getCustomerInfo: 2, getLowBalance: 2 });
  });

  it('is found by e-mail address, for a call a client', async () => {
    const { client } = await graph.get(ClientProfileDocument, { account: SIPPY, email: 'JANE.DOE@example.com' });
    expect(client).toMatchObject({ id: sippyId(), email: 'jane.doe@example.com' });
    const { getCustomerInfo, ...others } = await graph.calls('sippy');
    expect(others).toEqual({ listCustomers: 1 });
    expect(getCustomerInfo).toBeLessThanOrEqual(4);
    const missing = await graph.get(ClientProfileDocument, { account: SIPPY, email: 'nobody@example.com' });
    expect(missing).toEqual({ client: null });
  });

  it.each(['999', '1', '2', 'abc', '0003', '99999999999', '-1', ''])(
    'is null for the number "%s"',
    async (upstreamId) => {
      expect(await graph.get(SippyWholeDocument, { upstreamId })).toEqual({ client: null });
    },
  );

  it.each([
    ['whole numbers as int', { wholeDoubles: 'int' }, '10', '0'],
    ['passwords from before 5.2', { version: 'before_5.2' }, '10.0', '0.0'],
    [
      'another layout, order and sign',
      { layout: 'compact', paymentOrder: 'oldest_first', debitAmount: 'positive' },
      '10.0',
      '0.0',
    ],
    ['days without a zero', { dayOfMonth: 'unpadded', listLimit: 1, customerOrder: 'descending' }, '10.0', '0.0'],
  ])('is the same where the switch answers with %s', async (_what, switches, threshold, limit) => {
    await graph.set(switches, 'sippy');
    const { client } = await graph.get(SippyWholeDocument, { upstreamId: ACME });
    expect(client).toMatchObject({
      ...acme,
      balance: { current: usd('49.88'), creditLimit: usd(limit) },
      threshold: { amount: usd(threshold), email: null },
    });
    expect(JSON.stringify(client)).not.toContain('self-care');
  });

  it('keeps the digits that the switch sends', async () => {
    await graph.set({ doubles: 'binary' }, 'sippy');
    const { client } = await graph.get(SippyWholeDocument, { upstreamId: ACME });
    expect(client?.balance?.current).toEqual(usd('49.880000000000003'));
  });
});

describe('a list', () => {
  it.each([
    [1100, 2],
    [999, 2],
    [998, 1],
  ])('listCustomers reads %i clients and the documented one in %i calls', async (clients, calls) => {
    const graph = await Graph.start({ providers: ['sippy'], clients });
    try {
      await logIn(graph);
      const seen = new Set<string>();
      let after: string | null = null;
      let pages = 0;
      do {
        const { clients: page }: SippyPageQuery = await graph.get(SippyPageDocument, { first: 500, after });
        expect(page.totalCount).toBe(clients + 1);
        for (const node of page.nodes) seen.add(`${node?.upstreamId} ${node?.displayName}`);
        after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
        pages += 1;
      } while (after !== null);
      expect(seen.size).toBe(clients + 1);
      expect(pages).toBe(Math.ceil((clients + 1) / 500));
      expect(await graph.calls('sippy')).toEqual({ listCustomers: pages * calls });
    } finally {
      await graph.close();
    }
  });
});

describe('the calls of one page', () => {
  const graph = useGraph({ providers: ['sippy'], clients: 60 });
  beforeEach(() => logIn(graph));

  it('balances of many are in the list, after one look at its sign', async () => {
    const first = await graph.get(SippyBalancesDocument, { first: 100 });
    expect(await graph.calls('sippy')).toEqual({ listCustomers: 1, getCustomerInfo: 1 });
    await graph.forgetCalls();
    const second = await graph.get(SippyBalancesDocument, { first: 100 });
    expect(await graph.calls('sippy')).toEqual({ listCustomers: 1 });
    expect(second).toEqual(first);
    const { customers } = await switchOf(graph).call('listCustomers');
    const rows = customers as Record<'i_customer' | 'balance' | 'credit_limit' | 'base_currency', string>[];
    expect(rows).toHaveLength(61);
    expect(first.clients.nodes).toEqual(
      rows.map((row) => ({
        upstreamId: row.i_customer,
        balance: {
          current: { amount: row.balance, currency: row.base_currency },
          creditLimit: { amount: row.credit_limit, currency: row.base_currency },
        },
      })),
    );
  });

  it.each([
    [1, 1],
    [3, 3],
  ])('balances of %i are a call each', async (first, calls) => {
    const { clients } = await graph.get(SippyBalancesDocument, { first });
    expect(clients.nodes).toHaveLength(first);
    expect(await graph.calls('sippy')).toEqual({ listCustomers: 1, getCustomerInfo: calls });
  });

  it('ledgers are two calls a client', async () => {
    const { clients } = await graph.get(SippyLedgersDocument, { first: 50 });
    expect(clients.nodes).toHaveLength(50);
    expect(await graph.calls('sippy')).toEqual({ listCustomers: 1, getPaymentsList: 100 });
  });

  it('all details are one call a client, and one more for the threshold', async () => {
    const { clients } = await graph.get(SippyDetailsDocument, { first: 50 });
    expect(clients.nodes.filter((node) => node?.email?.includes('@') && node.sippy?.webLogin)).toHaveLength(50);
    expect(await graph.calls('sippy')).toEqual({ listCustomers: 1, getCustomerInfo: 50, getLowBalance: 50 });
  });
});

describe('a switch that tells less', () => {
  let upstream: TestUpstream;
  let gateway: RunningGateway;
  beforeEach(async () => {
    upstream = await startUpstream();
    const [demo] = demoAccounts('http://127.0.0.1:1').filter(({ provider }) => provider === 'SIPPY');
    gateway = await startGateway({
      host: '127.0.0.1',
      port: 0,
      access: loopbackAccess('demo'),
      accounts: [{ ...demo!, ...login, baseUrl: upstream.baseUrl }],
      limits: defaultLimits(),
      surface: openSurface(),
      ...journalInFolder(),
      log: createLog('silent', new Redactor()),
    });
  });
  afterEach(async () => {
    await gateway.close();
    await upstream.close();
  });

  it('getCustomerInfo finds a new client by its name where the answer to its sign-up has no number', async () => {
    upstream.on('createCustomer', ok());
    const made = () => upstream.count('createCustomer') > 0;
    const [known, unknown] = ['documented', 'not-found.fault'].map((name) => fixture(`getCustomerInfo.${name}`));
    upstream.on('getCustomerInfo', () => (made() ? known! : unknown!));
    const body = { query: SippySignupDocument.toString(), variables: { input: sippySignup({ name: 'Acme' }) } };
    const { data } = await postTo<{ signupSippyClient: object }>(gateway.url, body);
    expect(data.signupSippyClient).toMatchObject({ operation: { state: 'SUCCEEDED' }, client: { upstreamId: ACME } });
    const asked = upstream.calls.map(({ method, members }) => ({ method, ...members }));
    expect(asked[0]).toEqual({ method: 'getCustomerInfo', name: 'Acme' });
    expect(asked[1]).toMatchObject({ method: 'createCustomer', name: 'Acme' });
    expect(asked.slice(2, 4)).toEqual([
      { method: 'getCustomerInfo', name: 'Acme' },
      { method: 'getCustomerInfo', i_customer: `int:${ACME}` },
    ]);
    expect(upstream.count('createCustomer')).toBe(1);
  });

  it('does not take the sign-up back when the new client cannot be found', async () => {
    upstream.on('createCustomer', ok());
    upstream.on('getCustomerInfo', fixture('getCustomerInfo.not-found.fault'));
    const body = { query: SippySignupDocument.toString(), variables: { input: sippySignup({ name: 'Acme' }) } };
    const answer: Answer<{ signupSippyClient: object }> = await postTo(gateway.url, body);
    expect(answer.errors).toBeUndefined();
    expect(answer.data.signupSippyClient).toMatchObject({ operation: { state: 'SUCCEEDED' }, client: null });
  });
});
