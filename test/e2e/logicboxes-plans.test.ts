/** Dry runs of mutations at LogicBoxes: what would be sent, without secrets and without writing. */
import { describe, expect, it } from 'vitest';
import {
  JustChargeDocument,
  JustPayDocument,
  LogicboxesDeleteDocument,
  LogicboxesJustResumeDocument,
  LogicboxesJustSignupDocument,
  LogicboxesJustSuspendDocument,
  LogicboxesJustUpdateDocument,
  LogicboxesMailAccountDocument,
  LogicboxesMailForwardDocument,
  type Delivery,
  type WrittenFragment,
} from '../generated/graphql.ts';
import { compareDecimals, decimal } from '../../src/money.ts';
import { freshKey, useGraph } from './harness.ts';
import {
  chargeInput,
  forwardInput,
  idOf,
  JANE,
  mailboxInput,
  paymentInput,
  requestsTo,
  signupInput,
  stateOf,
} from './logicboxes.ts';
import { functionsIn, inputIn, parametersIn, planOf } from './plans.ts';

const graph = useGraph({ providers: ['logicboxes'] });

type Planned = readonly [
  functions: readonly string[],
  delivery: Delivery,
  reads: Readonly<Record<string, number>>,
  send: () => Promise<WrittenFragment>,
];

const dry = { dryRun: true };
const ofJane = { ...dry, clientId: idOf() };
const DETAILS = 'customers/details-by-id';
/** For the balance after it. */
const BALANCE = { 'billing/customer-balance': 1 };

/** Each mutation as a dry run: the requests that it would send, and what is read for it. */
const plans: Readonly<Record<string, Planned>> = {
  addCharge: [
    ['billing/add-customer-debit-note'],
    'PROBED',
    BALANCE,
    async () => (await graph.get(JustChargeDocument, { input: chargeInput(dry) })).addCharge,
  ],
  addPayment: [
    ['billing/add-customer-fund'],
    'PROBED',
    BALANCE,
    async () => (await graph.get(JustPayDocument, { input: paymentInput(dry) })).addPayment,
  ],
  signupLogicboxesClient: [
    ['customers/v2/signup'],
    'PROBED',
    { 'customers/details': 1 },
    async () => (await graph.get(LogicboxesJustSignupDocument, { input: signupInput(dry) })).signupLogicboxesClient,
  ],
  updateClient: [
    [DETAILS, 'customers/modify'],
    'REPEATABLE',
    { [DETAILS]: 2 },
    async () => (await graph.get(LogicboxesJustUpdateDocument, { input: { ...ofJane, company: 'New' } })).updateClient,
  ],
  suspendClient: [
    ['customers/suspend'],
    'REPEATABLE',
    {},
    async () =>
      (await graph.get(LogicboxesJustSuspendDocument, { input: { ...ofJane, reason: 'late' } })).suspendClient,
  ],
  resumeClient: [
    ['customers/unsuspend'],
    'REPEATABLE',
    {},
    async () => (await graph.get(LogicboxesJustResumeDocument, { input: ofJane })).resumeClient,
  ],
  deleteClient: [
    ['customers/delete'],
    'REPEATABLE',
    {},
    async () => (await graph.get(LogicboxesDeleteDocument, { input: ofJane })).deleteClient,
  ],
  addMailAccount: [
    ['mail/user/add'],
    'UNPROVEN',
    {},
    async () => (await graph.get(LogicboxesMailAccountDocument, { input: mailboxInput(dry) })).addMailAccount,
  ],
  addMailForward: [
    ['mail/user/add-forward-only-account'],
    'UNPROVEN',
    {},
    async () => (await graph.get(LogicboxesMailForwardDocument, { input: forwardInput(dry) })).addMailForward,
  ],
};

describe('a dry run', () => {
  it.each(Object.keys(plans))('of %s shows what would be sent, without secrets, and writes nothing', async (name) => {
    const before = await stateOf(graph);
    await graph.forgetCalls();
    const [functions, delivery, reads, send] = plans[name]!;
    const plan = await planOf(graph, send);
    expect([functionsIn(plan), plan.delivery]).toEqual([functions, delivery]);
    expect(await graph.calls('logicboxes')).toEqual(reads);
    expect(JSON.stringify(plan)).not.toMatch(/Fr3sh#Signup|pass 1|demo-logicboxes|api-key|8901/);
    const passwords = plan.requests.flatMap(({ parameters }) => parameters.filter(({ name: one }) => one === 'passwd'));
    expect(passwords.every(({ value }) => value === '[redacted]')).toBe(true);
    expect(await stateOf(graph)).toEqual(before);
  });

  it('shows the balance that a charge or a payment would leave', async () => {
    const charge = await planOf(graph, plans['addCharge']![3]);
    const payment = await planOf(graph, plans['addPayment']![3]);
    for (const [plan, amount] of [
      [charge, '7.1'],
      [payment, '17.08'],
    ] as const) {
      expect(plan.predictedBalance?.currency).toBe('GBP');
      expect(compareDecimals(decimal(plan.predictedBalance!.amount), decimal(amount))).toBe(0);
    }
  });

  it('shows the input as it was understood, without secrets', async () => {
    const charge = await planOf(graph, plans['addCharge']![3]);
    expect(inputIn(charge)).toEqual({
      clientId: JANE,
      amount: '4.99',
      description: 'Süpport / call & more',
      'accounting.amount': '6.31',
      'accounting.conversionRate': '1.2645',
    });
    const forward = await planOf(graph, plans['addMailForward']![3]);
    const addresses = { 'forwards.0': 'a@example.org', 'forwards.1': 'b@example.org' };
    expect(inputIn(forward)).toEqual({ orderId: '85000001', email: 'sales@example.com', ...addresses });
    for (const name of ['signupLogicboxesClient', 'addMailAccount']) {
      expect(inputIn(await planOf(graph, plans[name]![3]))).toMatchObject({ password: '[redacted]' });
    }
  });

  it('shows the very parameters that are sent then', async () => {
    const input = chargeInput();
    const asked = await planOf(
      graph,
      async () => (await graph.get(JustChargeDocument, { input: { ...input, dryRun: true } })).addCharge,
    );
    const { addCharge: done } = await graph.get(JustChargeDocument, { input });
    expect(done.operation?.state).toBe('SUCCEEDED');
    const [request] = await requestsTo(graph, 'billing/add-customer-debit-note');
    const { 'auth-userid': _user, 'api-key': _key, ...sent } = request!.body;
    const { mark } = done.operation!;
    expect(sent).toMatchObject({ 'transaction-key': mark, description: `${mark} Süpport / call & more` });
    expect(parametersIn(asked)).toEqual({
      ...sent,
      description: 'RG-(made when sent) Süpport / call & more',
      'transaction-key': 'RG-(made when sent)',
      'debit-note-date': '[made when sent]',
    });
  });

  it('sends the whole client with a change', async () => {
    const input = { ...ofJane, company: 'New', idempotencyKey: freshKey() };
    const plan = await planOf(
      graph,
      async () => (await graph.get(LogicboxesJustUpdateDocument, { input })).updateClient,
    );
    expect(parametersIn(plan, 1)).toEqual({
      'customer-id': JANE,
      username: 'jane@example.com',
      name: 'Jane Doe',
      company: 'New',
      'address-line-1': '1 Main St',
      city: 'City',
      state: 'State',
      'other-state': 'State',
      country: 'US',
      zipcode: '12345',
      'phone-cc': '1',
      phone: '1234567890',
      'lang-pref': 'en',
    });
  });
});
