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
  type WrittenFragment,
} from '../generated/graphql.ts';
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

const graph = useGraph({ providers: ['logicboxes'] });

type Planned = readonly [
  functions: readonly string[],
  reads: Readonly<Record<string, number>>,
  send: () => Promise<WrittenFragment>,
];

const dry = { dryRun: true };
const ofJane = { ...dry, clientId: idOf() };
const DETAILS = 'customers/details-by-id';

/** Each mutation as a dry run: the requests that it would send, and what is read for it. */
const plans: Readonly<Record<string, Planned>> = {
  addCharge: [
    ['billing/add-customer-debit-note'],
    {},
    async () => (await graph.get(JustChargeDocument, { input: chargeInput(dry) })).addCharge,
  ],
  addPayment: [
    ['billing/add-customer-fund'],
    {},
    async () => (await graph.get(JustPayDocument, { input: paymentInput(dry) })).addPayment,
  ],
  signupLogicboxesClient: [
    ['customers/v2/signup'],
    { 'customers/details': 1 },
    async () => (await graph.get(LogicboxesJustSignupDocument, { input: signupInput(dry) })).signupLogicboxesClient,
  ],
  updateClient: [
    [DETAILS, 'customers/modify'],
    { [DETAILS]: 2 },
    async () => (await graph.get(LogicboxesJustUpdateDocument, { input: { ...ofJane, company: 'New' } })).updateClient,
  ],
  suspendClient: [
    ['customers/suspend'],
    {},
    async () =>
      (await graph.get(LogicboxesJustSuspendDocument, { input: { ...ofJane, reason: 'late' } })).suspendClient,
  ],
  resumeClient: [
    ['customers/unsuspend'],
    {},
    async () => (await graph.get(LogicboxesJustResumeDocument, { input: ofJane })).resumeClient,
  ],
  deleteClient: [
    ['customers/delete'],
    {},
    async () => (await graph.get(LogicboxesDeleteDocument, { input: ofJane })).deleteClient,
  ],
  addMailAccount: [
    ['mail/user/add'],
    {},
    async () => (await graph.get(LogicboxesMailAccountDocument, { input: mailboxInput(dry) })).addMailAccount,
  ],
  addMailForward: [
    ['mail/user/add-forward-only-account'],
    {},
    async () => (await graph.get(LogicboxesMailForwardDocument, { input: forwardInput(dry) })).addMailForward,
  ],
};

describe('a dry run', () => {
  it.each(Object.keys(plans))('of %s shows what would be sent, without secrets, and writes nothing', async (name) => {
    const before = await stateOf(graph);
    await graph.forgetCalls();
    const [functions, reads, send] = plans[name]!;
    const { operation, plan, userErrors } = await send();
    expect({ operation, userErrors, functions: plan?.requests.map((request) => request.function) }).toEqual({
      operation: null,
      userErrors: [],
      functions,
    });
    expect(await graph.calls('logicboxes')).toEqual(reads);
    expect(JSON.stringify(plan)).not.toMatch(/Fr3sh#Signup|pass 1|demo-logicboxes|api-key|8901/);
    const passwords = plan?.requests.flatMap(({ parameters }) =>
      parameters.filter(({ name: one }) => one === 'passwd'),
    );
    expect(passwords?.every(({ value }) => value === '[redacted]')).toBe(true);
    expect(await stateOf(graph)).toEqual(before);
  });

  it('shows the very parameters that are sent then', async () => {
    const input = chargeInput();
    const { addCharge: asked } = await graph.get(JustChargeDocument, { input: { ...input, dryRun: true } });
    const { addCharge: done } = await graph.get(JustChargeDocument, { input });
    expect(done.operation?.state).toBe('SUCCEEDED');
    const [request] = await requestsTo(graph, 'billing/add-customer-debit-note');
    const { 'auth-userid': _user, 'api-key': _key, ...sent } = request!.body;
    const planned = asked.plan!.requests[0]!.parameters.map(({ name, value }) => [name, value] as const);
    expect(Object.fromEntries(planned)).toEqual({
      ...sent,
      'transaction-key': '[made when sent]',
      'debit-note-date': '[made when sent]',
    });
  });

  it('sends the whole client with a change', async () => {
    const input = { ...ofJane, company: 'New', idempotencyKey: freshKey() };
    const { updateClient } = await graph.get(LogicboxesJustUpdateDocument, { input });
    const parameters = updateClient.plan!.requests[1]!.parameters.map(({ name, value }) => [name, value] as const);
    expect(Object.fromEntries(parameters)).toEqual({
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
