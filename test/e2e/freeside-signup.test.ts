import { describe, expect, it } from 'vitest';
import {
  FreesideClientDocument,
  FreesideJustSignupDocument,
  FreesidePortfolioDocument,
  FreesideRowsDocument,
  FreesideSignupDocument,
  FreesideUsernameDocument,
  type SignupFreesideClientInput,
} from '../generated/graphql.ts';
import { billing, FREESIDE, freesideSignup, loginAs, setClock, stateOf, usd, useFreeside } from './freeside-world.ts';
import { freshKey } from './harness.ts';
import { problemsOf } from './inputs.ts';
import { functionsIn, inputIn, parametersIn, planOf } from './plans.ts';

const graph = useFreeside();
const NOVEMBER_24 = new Date('2026-11-24T12:00:00Z');

const signUp = async (changes: Partial<SignupFreesideClientInput> = {}) =>
  (await graph.get(FreesideSignupDocument, { input: freesideSignup(changes) })).signupFreesideClient;
const justSignUp = async (input: SignupFreesideClientInput) =>
  (await graph.get(FreesideJustSignupDocument, { input })).signupFreesideClient;

/** Every field that a sign-up can have, but for the codes that demand something at the operator's. */
const full: Partial<SignupFreesideClientInput> = {
  company: 'Engines & Sons <Ltd>',
  address: {
    street: '12 Rue "Été"',
    street2: 'Étage 3',
    city: 'Montréal',
    county: 'Montréal',
    state: 'QC',
    postalCode: 'h2x1y4',
    country: 'ca',
  },
  dayPhoneNumber: '+1 (514) 555-0100 x12',
  nightPhoneNumber: '514.555.0101',
  mobilePhoneNumber: '5145550102',
  fax: '1-514-555-0103',
  invoiceEmails: ['ada@example.org', 'books@example.org'],
  postalInvoices: true,
  packageId: '2',
  username: 'Ada.Lovelace',
  domainServiceId: '102',
  registrationCode: 'WELCOME1',
  promotionCode: 'SPRING',
  comments: 'Calls by day; "urgent" <only> & e-mail',
  reason: 'ticket 12',
};

describe('new_customer', () => {
  it('new_customer creates a client with a package and an account, paid by a prepaid card', async () => {
    await setClock(graph, NOVEMBER_24);
    const payload = await signUp();
    expect(payload).toMatchObject({
      userErrors: [],
      plan: null,
      operation: { kind: 'SIGNUP_FREESIDE_CLIENT', state: 'SUCCEEDED', delivery: 'PROBED', amount: null },
    });
    const deposit = { date: '2026-11-24', upstreamType: 'Payment', amount: usd('10.00') };
    expect(payload.client).toMatchObject({
      displayName: "Ada O'Neil-Smith, Jr.",
      company: null,
      email: 'ada@example.org',
      status: 'ACTIVE',
      address: { street: '1 Main St', city: 'Boston', state: 'MA', postalCode: '02134', country: 'US' },
      // The card's worth, ahead of any invoice.
      balance: { current: usd('10.00') },
      charges: { totalCount: 0 },
      deposits: { totalCount: 1, nodes: [deposit] },
      packages: [{ upstreamId: '1', name: 'Prepaid Line' }],
    });
    const [ordered] = payload.client!.freeside!.packages!;
    expect(ordered).toMatchObject({ status: 'active', orderedOn: '2026-11-24', nextBillOn: '2026-12-24' });
    expect(ordered?.services).toMatchObject([{ value: 'ada@example.com', table: 'svc_acct' }]);
    const calls = { signup_info: 1, new_customer: 1, customer_info: 1, billing_history: 1, list_pkgs: 1 };
    expect(await graph.calls('freeside')).toEqual(calls);
  });

  it('new_customer takes every field of person, billing and package', async () => {
    const payload = await signUp({ ...full, billing: billing.card });
    expect(payload.userErrors).toEqual([]);
    expect(payload.operation).toMatchObject({ state: 'SUCCEEDED', reason: 'ticket 12' });
    expect(payload.client).toMatchObject({
      displayName: 'Engines & Sons <Ltd>',
      company: 'Engines & Sons <Ltd>',
      firstName: 'Ada',
      lastName: "O'Neil-Smith, Jr.",
      phoneNumber: '514-555-0100 x12',
      email: 'ada@example.org',
      address: {
        street: '12 Rue "Été", Étage 3',
        city: 'Montréal',
        state: 'QC',
        postalCode: 'H2X 1Y4',
        country: 'CA',
      },
      // The set-up fee is charged at once.
      balance: { current: usd('-12.50') },
      charges: { totalCount: 1, totalAmount: usd('12.50') },
      deposits: { totalCount: 0 },
      freeside: {
        nightPhoneNumber: '514-555-0101',
        mobilePhoneNumber: '514-555-0102',
        fax: '514-555-0103',
        invoiceEmails: ['ada@example.org', 'books@example.org'],
        postalInvoices: true,
        openInvoices: [{ owed: usd('12.50'), charged: usd('12.50') }],
        packages: [{ package: { upstreamId: '2' }, services: [{ value: 'ada.lovelace@example.net' }] }],
      },
    });
    const call = await loginAs(graph);
    const { customers } = await call('agent_list_customers', { search: payload.client!.upstreamId });
    // The mark stands in front of them, by which the client could be found.
    const comments = `${payload.operation!.mark} Calls by day; "urgent" <only> & e-mail`;
    expect(customers).toMatchObject([{ comments }]);
  });

  it.each(Object.entries(billing))('new_customer takes each way to pay of the documents: %s', async (_way, how) => {
    await graph.set({ branch: '2.3' }, 'freeside');
    const payload = await signUp({ billing: how, packageId: '2' });
    expect(payload).toMatchObject({ userErrors: [], operation: { state: 'SUCCEEDED' } });
    const paid = how.method === 'PREPAY' ? '-2.50' : '-12.50';
    expect(payload.client?.balance?.current.amount).toBe(paid);
    const info = await (await loginAs(graph))('customer_info', { custnum: payload.client!.upstreamId });
    expect(info).toMatchObject({ payby: how.method, payname: 'payerName' in how ? how.payerName : '' });
  });

  it.each(['DCRD', 'DCHK', 'PPAL', 'BILL'] as const)(
    'new_customer takes a way to pay that the operator allows: %s',
    async (method) => {
      const card = { ...billing.card, method };
      const cheque = { ...billing.cheque, method };
      const how = method === 'DCRD' ? card : method === 'DCHK' ? cheque : { method };
      const refused = await signUp({ billing: how });
      expect(problemsOf(refused)).toEqual(['INVALID_INPUT input.billing.method']);
      expect(refused.userErrors[0]?.message).toContain('CARD, CHEK, PREPAY');
      await graph.set({ allowedPayby: [method] }, 'freeside');
      expect(await signUp({ billing: how })).toMatchObject({ userErrors: [], operation: { state: 'SUCCEEDED' } });
    },
  );

  it('new_customer is paid at once where the operator collects in real time', async () => {
    await graph.set({ realtimeBilling: 'paid' }, 'freeside');
    const { client } = await signUp({ billing: billing.card, packageId: '3' });
    expect(client).toMatchObject({
      balance: { current: usd('0.00') },
      charges: { totalAmount: usd('49.00') },
      deposits: { totalAmount: usd('49.00') },
      freeside: { openInvoices: [] },
    });
  });

  it('makes a client that is listed, found, counted, and whose user name is taken', async () => {
    const before = (await graph.get(FreesidePortfolioDocument, {})).portfolio;
    const { client } = await signUp();
    const { clients } = await graph.get(FreesideRowsDocument, { first: 100, where: { text: 'smith' } });
    expect(clients.nodes.map((one) => one?.upstreamId)).toEqual([client!.upstreamId]);
    const found = await graph.get(FreesideClientDocument, { email: 'ADA@example.org' });
    expect(found.client).toEqual(client);
    const { portfolio } = await graph.get(FreesidePortfolioDocument, {});
    expect(portfolio.clientCount).toBe(before.clientCount! + 1);
    const { account } = await graph.get(FreesideUsernameDocument, { username: 'ada', domain: 'example.com' });
    expect(account?.isUsernameAvailable).toBe(false);
    // Not applied twice, whatever key is used.
    const again = await signUp({ billing: billing.card });
    expect(problemsOf(again)).toEqual(['ALREADY_EXISTS input.username']);
    expect(again).toMatchObject({ client: null, operation: { state: 'REJECTED' } });
  });

  it('sends once for one key, and nothing when the key belongs to another input', async () => {
    const input = freesideSignup();
    const payloads = await Promise.all(Array.from({ length: 10 }, () => justSignUp(input)));
    payloads.push(await justSignUp(input));
    expect(new Set(payloads.map(({ operation }) => operation?.id)).size).toBe(1);
    const other = await justSignUp({ ...input, password: 'An0ther-Pw' });
    expect(problemsOf(other)).toEqual(['IDEMPOTENCY_CONFLICT input.idempotencyKey']);
    expect(JSON.stringify(other)).not.toContain('An0ther-Pw');
    expect(await graph.calls('freeside')).toMatchObject({ new_customer: 1 });
  });

  it.each(['ada', 'x', 'someone else'])('knows no other account: %s', async (account) => {
    expect(problemsOf(await signUp({ account }))).toEqual(['NOT_FOUND input.account']);
    expect(await graph.calls('freeside')).toEqual({});
  });
});

/** What nobody but the upstream may see of a way to pay. */
const secretsOf = ({ method: _method, ...secrets }: (typeof billing)[keyof typeof billing]) => Object.values(secrets);

describe('a dry run of a sign-up', () => {
  it('shows the request with its secrets redacted, and writes nothing', async () => {
    const before = await stateOf(graph);
    await graph.forgetCalls();
    const key = freshKey();
    for (const how of Object.values(billing)) {
      const input = freesideSignup({ ...full, billing: how, dryRun: true, idempotencyKey: key });
      const plan = await planOf(graph, () => justSignUp(input));
      expect(plan).toMatchObject({ delivery: 'PROBED', rehearsed: false, predictedBalance: null });
      expect(functionsIn(plan)).toEqual(['new_customer']);
      expect(inputIn(plan)).toMatchObject({ firstName: 'Ada', paymentMethod: how.method, password: '[redacted]' });
      for (const secret of secretsOf(how)) expect(JSON.stringify(plan)).not.toContain(secret);
      const parameters = new Map(Object.entries(parametersIn(plan)));
      expect(parameters.get('comments')).toBe(`RG-(made when sent) ${full.comments}`);
      expect(parameters.get('first')).toBe('Ada');
      expect(parameters.get('daytime')).toBe('514-555-0100 x12');
      expect(parameters.get('invoicing_list')).toBe('ada@example.org,books@example.org,POST');
      expect(parameters.get('payby')).toBe(how.method);
      for (const name of ['session_id', '_password', 'payinfo']) expect(parameters.get(name)).toBe('[redacted]');
      for (const name of ['paycvv', 'paydate', 'payname']) {
        expect([undefined, '[redacted]']).toContain(parameters.get(name));
      }
    }
    expect(await graph.calls('freeside')).toEqual({ signup_info: 3 });
    expect(await stateOf(graph)).toEqual(before);
    // The key is still free.
    const sent = await justSignUp(freesideSignup({ idempotencyKey: key }));
    expect(sent.operation?.state).toBe('SUCCEEDED');
  });

  it('tells what is wrong as the mutation itself would', async () => {
    const payload = await justSignUp(freesideSignup({ dryRun: true, packageId: '7', lastName: '' }));
    expect(problemsOf(payload)).toEqual(['INVALID_INPUT input.lastName', 'NOT_FOUND input.packageId']);
    expect(payload).toMatchObject({ operation: null, plan: null });
  });
});

describe('problems of a sign-up', () => {
  it('come all at once, each with its field, before anything is sent', async () => {
    const bad = freesideSignup({
      firstName: ' ',
      lastName: 'X!',
      company: 'a\tb',
      address: { street: '', street2: 'a\u0007', city: '', state: 'Mass.', postalCode: '1', country: 'US' },
      dayPhoneNumber: '12',
      fax: 'x',
      invoiceEmails: ['ada@example.org', 'ada'],
      billing: { method: 'CARD', cardNumber: '4111111111111112', cardExpiry: '13/2099', prepaidCardNumber: 'X' },
      packageId: '77',
      username: 'ä',
      password: '',
      domainServiceId: 'x',
      accessNumberId: '-',
      comments: 'a\u0000b',
      idempotencyKey: 'has a blank',
      reason: 'x'.repeat(501),
    });
    const payload = await justSignUp(bad);
    const fields = [
      'firstName',
      'lastName',
      'company',
      'address.street',
      'address.street2',
      'address.city',
      'address.state',
      'address.postalCode',
      'dayPhoneNumber',
      'fax',
      'invoiceEmails.1',
      'billing.cardNumber',
      'billing.cardExpiry',
      'billing.prepaidCardNumber',
      'username',
      'password',
      'domainServiceId',
      'accessNumberId',
      'comments',
      'idempotencyKey',
      'reason',
    ];
    const expected = ['NOT_FOUND input.packageId', ...fields.map((field) => `INVALID_INPUT input.${field}`)];
    expect(problemsOf(payload)).toEqual(expected.toSorted());
    expect(payload).toMatchObject({ operation: null, plan: null });
    expect(await graph.calls('freeside')).toEqual({ signup_info: 1 });
  });

  it('are those of the operator too: a code of the card, an access number', async () => {
    await graph.set({ requireCvv: 'on', accessNumbers: 'on' }, 'freeside');
    const card = { ...billing.card, cardVerification: null };
    expect(problemsOf(await justSignUp(freesideSignup({ billing: card, accessNumberId: '9' })))).toEqual([
      'INVALID_INPUT input.accessNumberId',
      'INVALID_INPUT input.billing.cardVerification',
    ]);
    const good = freesideSignup({ billing: billing.card, accessNumberId: '1' });
    expect((await justSignUp(good)).operation?.state).toBe('SUCCEEDED');
  });

  it.each(['4', '7'])('are packages that are not for sale by this agent: %s', async (packageId) => {
    expect(problemsOf(await justSignUp(freesideSignup({ packageId })))).toEqual(['NOT_FOUND input.packageId']);
  });

  it(`are of ${FREESIDE} alone: a sign-up of another kind is not supported there`, async () => {
    const { data } = await graph.ask(
      `mutation { addCharge(input: { clientId: "Q2xpZW50OmZyZWVzaWRlLWRlbW86NTAwMQ", amount: "1", idempotencyKey: "k" })
        { userErrors { code path } operation { id } } }`,
    );
    expect(data['addCharge']).toEqual({ userErrors: [{ code: 'NOT_SUPPORTED', path: null }], operation: null });
  });
});
