import { describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/ids.ts';
import {
  FreesideAccountDocument,
  FreesideClientDocument,
  FreesideNameDocument,
  FreesideUsernameDocument,
  OneNodeDocument,
} from '../generated/graphql.ts';
import { FREESIDE, idOf, JANE, loginAs, usd, useFreeside } from './freeside-world.ts';

const graph = useFreeside();

const jane = async () => (await graph.get(FreesideClientDocument, { upstreamId: JANE })).client;

/** Jane's invoice, payment and credit, as the sandbox has them. */
const ledger = {
  charges: {
    totalCount: 1,
    totalAmount: usd('37.50'),
    nodes: [
      {
        id: encodeGlobalId('Charge', FREESIDE, JANE, '3001'),
        upstreamId: '3001',
        date: '2026-11-05',
        upstreamType: 'Invoice',
        description: 'Invoice #3001',
        amount: usd('37.50'),
      },
    ],
  },
  deposits: {
    totalCount: 2,
    totalAmount: usd('25.00'),
    nodes: [
      { date: '2026-11-15', upstreamType: 'Credit', description: 'Credit', amount: usd('5.00') },
      { date: '2026-11-10', upstreamType: 'Payment', description: 'Payment', amount: usd('20.00') },
    ],
  },
};

const orderedPackage = {
  upstreamId: '7001',
  package: { upstreamId: '2', name: 'Business Line' },
  status: 'active',
  quantity: 1,
  orderedOn: '2026-11-05',
  startsOn: null,
  setUpOn: '2026-11-05',
  lastBilledOn: '2026-11-05',
  nextBillOn: '2026-12-05',
  suspendedOn: null,
  cancelledOn: null,
  expiresOn: null,
  services: [{ upstreamId: '9001', name: 'Account', value: 'jane@example.com', table: 'svc_acct' }],
};

describe('one client', () => {
  it('customer_info tells the client, its balance and what only Freeside has, in one call', async () => {
    const client = await jane();
    expect(client).toMatchObject({
      id: idOf(),
      upstreamId: JANE,
      displayName: 'Acme Ltd',
      company: 'Acme Ltd',
      firstName: 'Jane',
      lastName: 'Doe',
      email: 'jane@example.com',
      phoneNumber: '617-555-0100',
      status: 'ACTIVE',
      address: { street: '123 Main St, Suite 4', city: 'Boston', state: 'MA', postalCode: '02134', country: 'US' },
      // Upstream, 12.50 is what she owes; here, what she has.
      balance: { current: usd('-12.50'), creditLimit: null, client: { upstreamId: JANE } },
    });
    expect(client?.freeside).toMatchObject({
      displayNumber: JANE,
      nightPhoneNumber: null,
      mobilePhoneNumber: '617-555-0101 x12',
      fax: null,
      invoiceEmails: ['jane@example.com', 'bills@example.com'],
      postalInvoices: false,
      nextBillDate: '2026-12-05',
      lastInvoiceDate: '2026-11-05',
      statusLabel: 'Active',
      openInvoices: [{ number: '3001', date: '2026-11-05', owed: usd('12.50'), charged: usd('37.50') }],
    });
    expect(await graph.calls('freeside')).toEqual({ customer_info: 1, billing_history: 1, list_pkgs: 1 });
  });

  it('billing_history tells charges and deposits, both above zero, in one call', async () => {
    const client = await jane();
    expect(client).toMatchObject(ledger);
    expect(await graph.calls('freeside')).toMatchObject({ billing_history: 1 });
    const sides = [...client!.charges!.nodes, ...client!.deposits!.nodes];
    expect(new Set(sides.map((row) => row!.id)).size).toBe(3);
  });

  it('billing_history tells the lines of invoices as charges where the operator shows them', async () => {
    await graph.set({ lineItems: 'on' }, 'freeside');
    const client = await jane();
    expect(client?.charges).toMatchObject({
      totalCount: 2,
      totalAmount: usd('37.50'),
      nodes: [{ upstreamType: 'Line item' }, { upstreamType: 'Line item' }],
    });
    expect(client?.charges?.nodes.map((row) => row?.description).toSorted()).toEqual([
      'Business Line 05-Nov-2026 To 04-Dec-2026',
      'Business Line Setup',
    ]);
    expect(client?.deposits).toMatchObject(ledger.deposits);
  });

  it('list_pkgs tells the ordered packages with their accounts, and which packages they are, in one call', async () => {
    const client = await jane();
    expect(client?.freeside?.packages).toEqual([orderedPackage]);
    expect(client?.packages).toEqual([{ upstreamId: '2', name: 'Business Line' }]);
    expect(await graph.calls('freeside')).toMatchObject({ list_pkgs: 1 });
  });

  it('is the same, but for a label, where the branch 2.3 is installed', async () => {
    const newer = await jane();
    await graph.set({ branch: '2.3' }, 'freeside');
    const older = await jane();
    expect(older).toEqual({ ...newer, freeside: { ...newer!.freeside, statusLabel: 'active' } });
  });

  it('is found by an e-mail address that gets invoices, in any case of letters', async () => {
    for (const email of ['jane@example.com', 'BILLS@Example.COM']) {
      const { client } = await graph.get(FreesideNameDocument, { email });
      expect(client).toEqual({ displayName: 'Acme Ltd' });
    }
    expect(await graph.calls('freeside')).toEqual({ agent_info: 1, agent_list_customers: 2, customer_info: 2 });
    for (const email of ['nobody@example.com', 'jane@example', 'Acme', JANE, '6175550100']) {
      expect(await graph.get(FreesideNameDocument, { email })).toEqual({ client: null });
    }
  });

  it('with an apostrophe in the address is not looked for, since that breaks the query there', async () => {
    const { data, errors } = await graph.run(FreesideNameDocument, { email: "o'hara@example.com" });
    expect(data).toEqual({ client: null });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', field: ['email'], account: FREESIDE } }]);
    expect(await graph.calls('freeside')).toEqual({});
  });

  it.each(['999999', '05001', '', '5001 ', '5001 or 1=1', '../5001', '-1', '9'.repeat(21)])(
    'that is not there is null: %j',
    async (upstreamId) => {
      expect(await graph.get(FreesideNameDocument, { upstreamId })).toEqual({ client: null });
    },
  );

  it('is found again by the ids of all that belongs to it', async () => {
    const client = await jane();
    const rows = [...client!.charges!.nodes, ...client!.deposits!.nodes].map((row) => row!.id);
    const ids = [client!.id, ...rows, encodeGlobalId('Package', FREESIDE, '2')];
    for (const id of ids) expect((await graph.get(OneNodeDocument, { id })).node).toMatchObject({ id });
    const gone = [
      ['Charge', '3002'],
      ['Deposit', '3001'],
      ['Package', '4711'],
    ] as const;
    for (const [typename, id] of gone) {
      const parts = typename === 'Package' ? [id] : [JANE, id];
      expect(await graph.get(OneNodeDocument, { id: encodeGlobalId(typename, FREESIDE, ...parts) })).toEqual({
        node: null,
      });
    }
  });
});

describe('the account', () => {
  it('agent_info tells the agent with counts of its clients', async () => {
    const { account } = await graph.get(FreesideAccountDocument, {});
    const info = await (await loginAs(graph))('agent_info');
    expect(account).toMatchObject({ provider: 'FREESIDE', currency: 'USD', health: { state: 'UP' } });
    expect(account?.freeside).toEqual({
      number: '1',
      name: 'Demo Reseller',
      prospects: Number(info['num_prospect']),
      active: Number(info['num_active']),
      suspended: Number(info['num_susp']),
      cancelled: Number(info['num_cancel']),
    });
  });

  it('signup_info tells the packages that can be sold, with their fees, in one call', async () => {
    const { account } = await graph.get(FreesideAccountDocument, {});
    const fees = account?.packages?.nodes.map((one) => [one?.upstreamId, one?.name, one?.setupFee, one?.monthlyFee]);
    expect(fees).toEqual([
      ['1', 'Prepaid Line', usd('0.00'), usd('9.95')],
      ['2', 'Business Line', usd('12.50'), usd('25.00')],
      ['3', 'Trunk, 10 channels', usd('49.00'), usd('120.00')],
      ['5', 'Yearly Hosting', usd('0.00'), null],
      ['6', 'Extra Mailbox', usd('0.00'), usd('2.50')],
    ]);
    expect(await graph.calls('freeside')).toEqual({ agent_info: 1, signup_info: 1 });
  });

  it('check_username tells whether a user name is free', async () => {
    const isFree = async (username: string, domain: string) =>
      (await graph.get(FreesideUsernameDocument, { username, domain })).account?.isUsernameAvailable;
    expect(await isFree('jane', 'example.com')).toBe(false);
    expect(await isFree('JANE', 'Example.com')).toBe(false);
    expect(await isFree('jane', 'example.net')).toBe(true);
    expect(await isFree('nobody-yet', 'example.com')).toBe(true);
    // The upstream's known defect: at a domain that it does not have, everything is free.
    expect(await isFree('jane', 'nowhere.example')).toBe(true);
    expect(await graph.calls('freeside')).toEqual({ check_username: 5 });
  });

  it('check_username says so where the upstream has learnt to refuse unknown domains', async () => {
    await graph.set({ unknownDomain: 'error' }, 'freeside');
    const variables = { username: 'jane', domain: 'nowhere.example' };
    const { data, errors } = await graph.run(FreesideUsernameDocument, variables);
    expect(data).toEqual({ account: { isUsernameAvailable: null } });
    const extensions = { code: 'NOT_FOUND', field: ['domain'], account: FREESIDE };
    expect(errors).toMatchObject([{ path: ['account', 'isUsernameAvailable'], extensions }]);
  });

  it.each([
    ['', 'example.com', 'username'],
    ['jane', ' ', 'domain'],
  ])('check_username is not asked for nothing: %j at %j', async (username, domain, field) => {
    const { errors } = await graph.run(FreesideUsernameDocument, { username, domain });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', field: [field] } }]);
    expect(await graph.calls('freeside')).toEqual({});
  });
});
