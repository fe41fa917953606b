/** Clients of a LogicBoxes account: sign-up, change, suspension, deletion. */
import { describe, expect, it } from 'vitest';
import {
  JustChargeDocument,
  LogicboxesDeleteDocument,
  LogicboxesProfileDocument,
  LogicboxesResumeDocument,
  LogicboxesSignupDocument,
  LogicboxesSuspendDocument,
  LogicboxesUpdateDocument,
  type UpdateClientInput,
} from '../generated/graphql.ts';
import { useGraph } from './harness.ts';
import { problemsOf } from './inputs.ts';
import { chargeInput, idOf, JANE, recordOf, requestsTo, signupInput } from './logicboxes.ts';

const graph = useGraph({ providers: ['logicboxes'] });

const DETAILS = 'customers/details-by-id';

describe('customers/v2/signup', () => {
  it('creates a client who can be charged', async () => {
    const { signupLogicboxesClient } = await graph.get(LogicboxesSignupDocument, { input: signupInput() });
    expect(signupLogicboxesClient).toMatchObject({
      userErrors: [],
      operation: { kind: 'SIGNUP_LOGICBOXES_CLIENT', state: 'SUCCEEDED', delivery: 'PROBED' },
      client: {
        upstreamId: '31000007',
        displayName: 'O’Neil & Söhne',
        firstName: 'Ana María',
        lastName: "O'Neil",
        email: 'ana@example.org',
        phoneNumber: '+1 5145550100',
        status: 'ACTIVE',
        address: {
          street: '1 Main St, Floor 2',
          city: 'Montréal',
          state: 'Quebec',
          postalCode: 'H2X 1Y4',
          country: 'CA',
        },
        logicboxes: {
          addressLines: ['1 Main St', 'Floor 2'],
          mobile: { countryCode: '1', number: '5145550101' },
          fax: null,
          language: 'fr',
        },
      },
    });
    // The address is looked for before and after: the answer is a bare number, half of which would be one, too.
    expect(await graph.calls('logicboxes')).toEqual({
      'customers/details': 2,
      'customers/v2/signup': 1,
      [DETAILS]: 1,
      // For the currency of the sum of receipts.
      'billing/customer-balance': 1,
    });
    const clientId = signupLogicboxesClient.client!.id;
    const { addCharge } = await graph.get(JustChargeDocument, { input: chargeInput({ clientId }) });
    expect(addCharge.operation?.state).toBe('SUCCEEDED');
  });

  it('sends every parameter in the body of a POST', async () => {
    const phones = {
      alternatePhone: { countryCode: '44', number: '2079460000' },
      fax: { countryCode: '49', number: '301234567' },
    };
    const address = { lines: ['1', '2 b', '3 c'], city: 'Singapore', postalCode: '048691', country: 'sg' };
    const input = signupInput({ ...phones, address });
    const { signupLogicboxesClient } = await graph.get(LogicboxesSignupDocument, { input });
    expect(signupLogicboxesClient.client?.address).toMatchObject({ state: null, country: 'SG' });
    const [request] = await requestsTo(graph, 'customers/v2/signup');
    expect(request).toMatchObject({ httpMethod: 'POST', query: {} });
    expect(request?.body).toEqual({
      'auth-userid': '100001',
      'api-key': '[redacted]',
      username: 'ana@example.org',
      passwd: '[redacted]',
      name: "Ana María O'Neil",
      company: 'O’Neil & Söhne',
      'address-line-1': '1',
      'address-line-2': '2 b',
      'address-line-3': '3 c',
      city: 'Singapore',
      state: 'Not Applicable',
      country: 'SG',
      zipcode: '048691',
      'phone-cc': '1',
      phone: '5145550100',
      'alt-phone-cc': '44',
      'alt-phone': '2079460000',
      'mobile-cc': '1',
      mobile: '5145550101',
      'fax-cc': '49',
      fax: '301234567',
      'lang-pref': 'fr',
      'sms-consent': 'true',
      'marketing-email-consent': 'false',
      'accept-policy': 'true',
      'vat-id': 'GB123456789',
    });
  });

  it('is not sent for an address that a client has', async () => {
    const input = signupInput({ email: 'Jane@Example.com' });
    const { signupLogicboxesClient } = await graph.get(LogicboxesSignupDocument, { input });
    expect(problemsOf(signupLogicboxesClient)).toEqual(['ALREADY_EXISTS input.email']);
    expect(signupLogicboxesClient).toMatchObject({ operation: null, client: null });
    expect(await graph.calls('logicboxes')).toEqual({ 'customers/details': 1 });
  });
});

/** A change through the graph and the members of the upstream's record that it is to change; null: gone. */
type Change = readonly [string, Omit<UpdateClientInput, 'clientId'>, Readonly<Record<string, string | null>>];

const changes: readonly Change[] = [
  ['company', { company: 'Neu & Söhne' }, { company: 'Neu & Söhne' }],
  ['company, cleared', { company: null }, { company: 'Not Applicable' }],
  ['first name', { firstName: 'Zoë' }, { name: 'Zoë Vargas' }],
  ['last name', { lastName: 'Müller' }, { name: 'Paulo Müller' }],
  ['e-mail', { email: 'new@example.org' }, { username: 'new@example.org', useremail: 'new@example.org' }],
  ['phone number', { phoneNumber: '+44 20 7946 0000' }, { telnocc: '44', telno: '2079460000' }],
  ['street', { address: { street: '9 New St' } }, { address1: '9 New St', address2: null }],
  ['city', { address: { city: 'Örebro' } }, { city: 'Örebro' }],
  ['state', { address: { state: 'Ontario' } }, { state: 'Ontario' }],
  ['postal code', { address: { postalCode: '00501' } }, { zip: '00501' }],
  ['country', { address: { country: 'ca' } }, { country: 'CA' }],
  ['nothing', {}, {}],
];

describe('customers/modify', () => {
  it.each(changes)('changes the %s and loses nothing', async (_what, change, expected) => {
    const upstreamId = '31000003';
    const before = await recordOf(graph, upstreamId);
    // A second line of the address, another phone: what the common fields do not show.
    expect(before).toMatchObject({ address2: 'Floor 6', mobileno: '65550798' });
    await graph.forgetCalls();
    const input = { clientId: idOf(upstreamId), ...change };
    const { updateClient } = await graph.get(LogicboxesUpdateDocument, { input });
    expect(updateClient).toMatchObject({
      userErrors: [],
      operation: { kind: 'UPDATE_CLIENT', state: 'SUCCEEDED', delivery: 'REPEATABLE' },
    });
    // The whole client is read to be checked, read again in its turn to be sent, and read to be shown.
    const receiptsCurrency = { 'billing/customer-balance': 1 };
    expect(await graph.calls('logicboxes')).toEqual({ [DETAILS]: 3, 'customers/modify': 1, ...receiptsCurrency });
    const wanted = Object.entries({ ...before, ...expected }).filter(([, value]) => value !== null);
    expect(await recordOf(graph, upstreamId)).toEqual(Object.fromEntries(wanted));
  });

  it('shows the client as it is then', async () => {
    const address = { street: '2 Long St', city: 'Leeds', state: null, postalCode: 'LS1 4DY', country: 'GB' };
    const names = { firstName: 'Anna Maria', lastName: 'Doe-Smith', company: 'Doe Ltd', email: 'anna@example.org' };
    const input = { clientId: idOf(), ...names, phoneNumber: '+44 1134960123', address };
    const { updateClient } = await graph.get(LogicboxesUpdateDocument, { input });
    expect(updateClient.client).toMatchObject({
      ...names,
      displayName: 'Doe Ltd',
      phoneNumber: '+44 1134960123',
      address,
      logicboxes: { username: 'anna@example.org', addressLines: ['2 Long St'] },
    });
  });

  it('runs one change of a client after the other, so that none is lost', async () => {
    const asked = [{ company: 'One' }, { address: { city: 'Two' } }, { lastName: 'Three' }, { phoneNumber: '4444444' }];
    const answers = await Promise.all(
      asked.map((change) => graph.get(LogicboxesUpdateDocument, { input: { clientId: idOf(), ...change } })),
    );
    expect(answers.flatMap(({ updateClient }) => updateClient.userErrors)).toEqual([]);
    const all = { company: 'One', city: 'Two', name: 'Jane Three', telno: '4444444', address1: '1 Main St' };
    expect(await recordOf(graph)).toMatchObject(all);
  });

  it('makes the phone number of another country out of what is given', async () => {
    const input = { clientId: idOf(), phoneNumber: '(555) 010-0199' };
    const { updateClient } = await graph.get(LogicboxesUpdateDocument, { input });
    expect(updateClient.client?.phoneNumber).toBe('+1 5550100199');
  });
});

const suspend = () => graph.get(LogicboxesSuspendDocument, { input: { clientId: idOf() } });

describe('customers/suspend and customers/unsuspend', () => {
  it('shut a client out and let it in again', async () => {
    const input = { clientId: idOf(), reason: 'Rechnung überfällig' };
    const { suspendClient } = await graph.get(LogicboxesSuspendDocument, { input });
    expect(suspendClient).toMatchObject({
      userErrors: [],
      operation: { kind: 'SUSPEND_CLIENT', state: 'SUCCEEDED', delivery: 'REPEATABLE', reason: input.reason },
      client: { status: 'SUSPENDED' },
    });
    expect(await graph.calls('logicboxes')).toEqual({ 'customers/suspend': 1, [DETAILS]: 1 });
    const [request] = await requestsTo(graph, 'customers/suspend');
    const body = { 'customer-id': JANE, reason: input.reason };
    expect(request).toMatchObject({ httpMethod: 'POST', query: {}, body });
    const { resumeClient } = await graph.get(LogicboxesResumeDocument, { input: { clientId: idOf() } });
    expect(resumeClient).toMatchObject({
      userErrors: [],
      operation: { kind: 'RESUME_CLIENT', state: 'SUCCEEDED', delivery: 'REPEATABLE' },
      client: { status: 'ACTIVE' },
    });
    expect((await graph.calls('logicboxes'))['customers/unsuspend']).toBe(1);
  });

  it('leave a client as it is who is so already', async () => {
    const payloads = [await suspend(), await suspend()].map(({ suspendClient }) => suspendClient);
    const suspended = { operation: { state: 'SUCCEEDED' }, client: { status: 'SUSPENDED' } };
    expect(payloads).toMatchObject([suspended, suspended]);
  });
});

describe('customers/delete', () => {
  it('closes a client for good; the books remain', async () => {
    const { deleteClient } = await graph.get(LogicboxesDeleteDocument, { input: { clientId: idOf() } });
    expect(deleteClient).toMatchObject({
      userErrors: [],
      deletedClientId: idOf(),
      operation: { kind: 'DELETE_CLIENT', state: 'SUCCEEDED', delivery: 'REPEATABLE' },
    });
    expect(await graph.calls('logicboxes')).toEqual({ 'customers/delete': 1 });
    const { client } = await graph.get(LogicboxesProfileDocument, { upstreamId: JANE });
    expect(client?.status).toBe('CLOSED');
    const again = await graph.get(LogicboxesDeleteDocument, { input: { clientId: idOf() } });
    expect(problemsOf(again.deleteClient)).toEqual(['NOT_FOUND input.clientId']);
    expect(again.deleteClient).toMatchObject({ deletedClientId: null, operation: { state: 'REJECTED' } });
  });
});
