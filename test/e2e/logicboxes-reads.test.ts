/** Reading clients and prices of a LogicBoxes account, and what each query costs. */
import { describe, expect, it } from 'vitest';
import {
  LogicboxesAccountDocument,
  LogicboxesAddressesDocument,
  LogicboxesClientDocument,
  LogicboxesPageDocument,
  LogicboxesProfileDocument,
} from '../generated/graphql.ts';
import { useGraph } from './harness.ts';
import { ACCOUNT, BUSY, idOf, JANE, recordOf, requestsTo, upstream } from './logicboxes.ts';

const gbp = (amount: string) => ({ amount, currency: 'GBP' });
const graph = useGraph({ providers: ['logicboxes'] });

const ids = Array.from({ length: 6 }, (_, index) => String(31_000_001 + index));
/** What an action costs; the upstream does not tell in which currency. */
const price = (action: string) => ({ action, amount: { amount: '0.0', currency: 'XXX' } });

const phone = { countryCode: '1', number: '1234567890' };

describe('customers/details-by-id', () => {
  it('shows the documented client with balance and books', async () => {
    const { client } = await graph.get(LogicboxesClientDocument, { upstreamId: JANE });
    expect(client).toEqual({
      id: idOf(),
      upstreamId: JANE,
      displayName: 'Example Ltd',
      company: 'Example Ltd',
      firstName: 'Jane',
      lastName: 'Doe',
      email: 'jane@example.com',
      phoneNumber: '+1 1234567890',
      status: 'ACTIVE',
      balanceManagement: null,
      address: {
        street: '1 Main St',
        city: 'City',
        state: 'State',
        postalCode: '12345',
        country: 'US',
        countryCode: 'US',
      },
      logicboxes: {
        username: 'jane@example.com',
        resellerId: '1100001',
        addressLines: ['1 Main St'],
        phone,
        alternatePhone: null,
        mobile: null,
        fax: null,
        createdAt: '2025-04-23T00:57:02.000Z',
        language: 'en',
        salesContactId: null,
        totalReceipts: { amount: '0.0', currency: 'GBP' },
        passwordExpired: false,
        twoFactorEnabled: false,
      },
      balance: { current: gbp('12.09') },
      charges: {
        totalCount: 1,
        totalAmount: gbp('7.910'),
        nodes: [
          {
            upstreamId: '88000001',
            date: '2025-04-23',
            amount: gbp('7.910'),
            description: 'Renewal of example.com for 1 year',
          },
        ],
      },
      deposits: {
        totalCount: 1,
        totalAmount: gbp('20.000'),
        nodes: [
          {
            upstreamId: '88000013',
            date: '2025-04-24',
            amount: gbp('20.000'),
            description: 'Funds added by wire transfer',
          },
        ],
      },
    });
    // The common fields and those of LogicBoxes are one call, and charges and deposits share theirs.
    expect(await graph.calls('logicboxes')).toEqual({
      'customers/details-by-id': 1,
      'billing/customer-balance': 1,
      'billing/customer-transactions/search': 1,
      'billing/customer-archived-transactions/search': 1,
    });
  });

  it('is a GET with everything in the query, and its pin is seen nowhere', async () => {
    const { data } = await graph.run(LogicboxesClientDocument, { upstreamId: JANE });
    expect((await recordOf(graph))['pin']).toBe('8901');
    expect(JSON.stringify(data)).not.toContain('8901');
    const [request] = await requestsTo(graph, 'customers/details-by-id');
    const query = { 'auth-userid': '100001', 'api-key': '[redacted]', 'customer-id': JANE };
    expect(request).toMatchObject({ httpMethod: 'GET', query, body: {} });
  });

  it.each(['99999999', 'abc', '', '-1'])('knows no client "%s"', async (upstreamId) => {
    expect(await graph.get(LogicboxesProfileDocument, { upstreamId })).toEqual({ client: null });
  });
});

describe('customers/details', () => {
  it.each(['jane@example.com', 'JANE@Example.com'])('finds the client who signs in as %s', async (email) => {
    const { client } = await graph.get(LogicboxesProfileDocument, { email });
    expect(client).toMatchObject({ upstreamId: JANE, address: { street: '1 Main St', postalCode: '12345' } });
    expect(await graph.calls('logicboxes')).toEqual({ 'customers/details': 1 });
  });

  it('finds nobody at an address that is not in use, and does not ask for what is no address', async () => {
    expect(await graph.get(LogicboxesProfileDocument, { email: 'nobody@example.com' })).toEqual({ client: null });
    expect(await graph.get(LogicboxesProfileDocument, { email: 'nobody' })).toEqual({ client: null });
    expect(await graph.calls('logicboxes')).toEqual({ 'customers/details': 1 });
  });
});

describe('customers/search', () => {
  it('lists all clients with one call, page by page', async () => {
    const { clients } = await graph.get(LogicboxesPageDocument, { first: 4 });
    expect(clients).toMatchObject({ totalCount: 6, pageInfo: { hasNextPage: true } });
    expect(clients.nodes[0]).toEqual({
      upstreamId: JANE,
      displayName: 'Example Ltd',
      email: 'jane@example.com',
      phoneNumber: '+1 1234567890',
      status: 'ACTIVE',
    });
    expect(await graph.calls('logicboxes')).toEqual({ 'customers/search': 1 });
    const after = clients.pageInfo.endCursor;
    const rest = await graph.get(LogicboxesPageDocument, { first: 4, after });
    expect([...clients.nodes, ...rest.clients.nodes].map((node) => node?.upstreamId)).toEqual(ids);
    expect(rest.clients.pageInfo.hasNextPage).toBe(false);
  });

  it('costs one more call a client for what only its own record has', async () => {
    const { clients } = await graph.get(LogicboxesAddressesDocument, { first: 6 });
    expect(clients.nodes).toHaveLength(6);
    for (const node of clients.nodes) {
      const record = await recordOf(graph, node!.upstreamId);
      const lines = ['address1', 'address2', 'address3'].map((name) => record[name]).filter(Boolean);
      expect(node).toMatchObject({
        email: record['useremail'],
        address: { street: lines.join(', '), postalCode: record['zip'], city: record['city'] },
        logicboxes: { addressLines: lines, language: record['langpref'], resellerId: record['resellerid'] },
      });
    }
    // Six for the answer and six to compare with; the sum of receipts has its currency from the balance.
    expect(await graph.calls('logicboxes')).toEqual({
      'customers/search': 1,
      'customers/details-by-id': 12,
      'billing/customer-balance': 6,
    });
  });

  it('serves many ids at once, and still whole addresses', async () => {
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Client { upstreamId %s } } }';
    const variables = { ids: [...ids, '99999999'].map((id) => idOf(id)) };
    const names = await graph.ask(query.replace('%s', 'displayName'), variables);
    const nodes = names.data['nodes'] as ({ upstreamId: string } | null)[];
    expect(nodes.map((node) => node?.upstreamId)).toEqual([...ids, undefined]);
    expect(await graph.calls('logicboxes')).toEqual({ 'customers/search': 1 });
    await graph.forgetCalls();
    const addresses = await graph.ask(query.replace('%s', 'address { street }'), variables);
    const streets = (addresses.data['nodes'] as ({ address: { street: string | null } } | null)[]).slice(0, 6);
    expect(streets.every((node) => (node?.address.street ?? '') !== '')).toBe(true);
    expect(await graph.calls('logicboxes')).toEqual({ 'customers/search': 1, 'customers/details-by-id': 6 });
  });

  it('serves up to three ids by their own records', async () => {
    const variables = { ids: ids.slice(0, 3).map((id) => idOf(id)) };
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Client { address { street } } } }';
    const { data } = await graph.ask(query, variables);
    expect(JSON.stringify(data)).not.toContain('null');
    expect(await graph.calls('logicboxes')).toEqual({ 'customers/details-by-id': 3 });
  });

  it('counts deleted clients as closed ones', async () => {
    await upstream(graph, 'customers/delete', { 'customer-id': BUSY });
    await upstream(graph, 'customers/suspend', { 'customer-id': '31000003' });
    const { clients } = await graph.get(LogicboxesPageDocument, {});
    const statuses = clients.nodes.slice(0, 4).map((node) => node?.status);
    expect(statuses).toEqual(['ACTIVE', 'CLOSED', 'SUSPENDED', 'ACTIVE']);
  });
});

describe('billing/reseller-balance and mock/products/reseller-price', () => {
  it('show own funds and prices by bands', async () => {
    const { account } = await graph.get(LogicboxesAccountDocument, {});
    expect(account).toMatchObject({ provider: 'LOGICBOXES', currency: null, balance: { current: gbp('1250.75') } });
    const plans = account?.priceBands?.map(({ productKey, planCategory }) => `${productKey} ${planCategory}`);
    expect(plans).toEqual([
      'hosting email_plan',
      'hosting websitebuilder_plan',
      'hosting windows_hosting_plan',
      'hosting linux_hosting_plan',
    ]);
    expect(account?.priceBands?.[1]?.bands).toEqual([
      {
        bandId: '0',
        isDefault: true,
        prices: [price('renew'), price('ssl'), price('add')],
        parameters: [
          { name: 'no_of_mail_accounts', value: '-1' },
          { name: 'bandwidth', value: '-1' },
          { name: 'noofpages', value: '50' },
          { name: 'webspace', value: '-1' },
        ],
      },
      {
        bandId: '1',
        isDefault: false,
        prices: [],
        parameters: [
          { name: 'no_of_mail_accounts', value: '0' },
          { name: 'bandwidth', value: '0' },
          { name: 'noofpages', value: '0' },
          { name: 'webspace', value: '0' },
        ],
      },
    ]);
    expect(await graph.calls('logicboxes')).toEqual({
      'billing/reseller-balance': 1,
      'mock/products/reseller-price': 1,
    });
    const [request] = await requestsTo(graph, 'billing/reseller-balance');
    expect(request?.query['reseller-id']).toBe('100001');
  });
});

describe('the account', () => {
  it('tells what it can and has nothing of other providers', async () => {
    const { data, errors } = await graph.ask(`{
      account(name: "${ACCOUNT}") {
        capabilities { capability }
        packages { totalCount } countries { code } balanceManagementOptions { value }
        transactions(from: "2026-01-01", to: "2026-01-31") { type }
      }
      client(account: "${ACCOUNT}", upstreamId: "${JANE}") { threshold { email } packages { name } sippy { __typename } }
    }`);
    expect(errors).toBeUndefined();
    const { capabilities, ...others } = data['account'] as { capabilities: { capability: string }[] };
    expect(others).toEqual({
      packages: null,
      countries: null,
      balanceManagementOptions: null,
      transactions: null,
    });
    expect(data['client']).toEqual({ threshold: null, packages: null, sippy: null });
    expect(capabilities.map(({ capability }) => capability)).toEqual([
      'CLIENTS',
      'BALANCES',
      'LEDGER',
      'OWN_BALANCE',
      'LOGICBOXES_PROFILES',
      'LOGICBOXES_TRANSACTIONS',
      'PRICE_BANDS',
      'ADD_CHARGE',
      'ADD_PAYMENT',
      'UPDATE_CLIENT',
      'SIGNUP_LOGICBOXES_CLIENT',
      'SUSPEND_CLIENT',
      'RESUME_CLIENT',
      'DELETE_CLIENT',
      'ADD_MAIL_ACCOUNT',
      'ADD_MAIL_FORWARD',
    ]);
  });
});
