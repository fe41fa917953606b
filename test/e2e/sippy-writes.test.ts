import { beforeEach, describe, expect, it } from 'vitest';
import { sippyAttributes } from '../../src/providers/sippy-attributes.ts';
import {
  DeleteDocument,
  SippyAttributesOfDocument,
  SippyCheckSignInDocument,
  SippyJustUpdateDocument,
  SippyPageDocument,
  SippyResumeDocument,
  SippySignupDocument,
  SippySuspendDocument,
  SippyUpdateDocument,
  SippyWholeDocument,
  ThresholdDocument,
  UpdateDocument,
} from '../generated/graphql.ts';
import { freshKey, useGraph } from './harness.ts';
import { ACME, everyAttribute, everyValue, logIn, SIPPY, sippyId, sippySignup, switchOf } from './sippy-inputs.ts';

const graph = useGraph({ providers: ['sippy'], clients: 3 });
beforeEach(() => logIn(graph));

const secrets = { webPassword: 'Self-care/1', apiPassword: 'Api<&>2' };

/** All members that the switch tells of a client. */
async function told(id: string): Promise<Record<string, unknown>> {
  const { customer } = await switchOf(graph).call('getCustomerInfo', { i_customer: Number(id) });
  return customer as Record<string, unknown>;
}

describe('signupSippyClient', () => {
  it('createCustomer creates a client, and all its mandatory and optional attributes come back', async () => {
    const shown = Object.entries(sippyAttributes).filter(([, { kind }]) => kind !== 'secret');
    expect(Object.keys(everyValue).toSorted()).toEqual(shown.map(([name]) => name).toSorted());
    const input = sippySignup({ ...everyValue, ...secrets, initialBalance: '-12.5' });
    const { signupSippyClient } = await graph.get(SippySignupDocument, { input });
    // The name is looked for before, and the new client is read after.
    expect(await graph.calls('sippy')).toEqual({ createCustomer: 1, getCustomerInfo: 2 });
    expect(signupSippyClient).toMatchObject({
      userErrors: [],
      plan: null,
      operation: { kind: 'SIGNUP_SIPPY_CLIENT', state: 'SUCCEEDED', delivery: 'PROBED', amount: null },
      client: {
        upstreamId: '104',
        displayName: everyValue['name'],
        address: { street: 'Hauptstr. 1', city: 'Berlin', state: 'BE', postalCode: '01011', country: 'DEU' },
        balance: { current: { amount: '-12.5', currency: 'USD' }, creditLimit: { amount: '2000.5', currency: 'USD' } },
        sippy: everyValue,
      },
    });
    // The switch has each value under its own name: two names that are mixed up both ways would pass the above.
    const wire = await told('104');
    expect(wire).toMatchObject(Object.fromEntries(everyAttribute.map(([, , name, value]) => [name, value])));
    expect(wire).toMatchObject({ balance: '12.5' });
  });

  it('passes both passwords on', async () => {
    const input = sippySignup({ ...secrets, apiAccess: true });
    const { signupSippyClient } = await graph.get(SippySignupDocument, { input });
    const login = { account: SIPPY, username: 'engines', password: secrets.webPassword };
    const { checkSignIn } = await graph.get(SippyCheckSignInDocument, { input: login });
    const { upstreamId } = signupSippyClient.client!;
    expect(checkSignIn).toMatchObject({ outcome: 'SIGNED_IN', client: { upstreamId } });
    const own = switchOf(graph).as({ username: 'engines', password: secrets.apiPassword });
    expect(await own.call('listCustomers')).toEqual({ result: 'OK', customers: [] });
  });

  it('leaves to the switch what is not given, and sends nil where it stands for something', async () => {
    const { name, webPassword } = sippySignup();
    const input = { account: SIPPY, name, webPassword, idempotencyKey: freshKey() };
    const { signupSippyClient } = await graph.get(SippySignupDocument, { input });
    expect(signupSippyClient.client).toMatchObject({
      displayName: name,
      email: null,
      balance: { current: { amount: '0.0', currency: 'USD' } },
      sippy: { tariffId: null, maxSessions: null, maxCallsPerSecond: null, language: 'en', webLogin: null },
    });
    const nothing = { tariffId: null, maxSessions: null, maxCallsPerSecond: null, email: null, description: '' };
    const second = sippySignup({ name: 'Second', webLogin: null, ...nothing });
    const { signupSippyClient: other } = await graph.get(SippySignupDocument, { input: second });
    expect(other).toMatchObject({ userErrors: [], client: { sippy: { tariffId: null, maxSessions: null } } });
  });

  it('appears in the list, and is made once for a key', async () => {
    const input = sippySignup();
    const first = await graph.get(SippySignupDocument, { input });
    const again = await graph.get(SippySignupDocument, { input });
    expect(again.signupSippyClient.operation?.id).toBe(first.signupSippyClient.operation?.id);
    expect(again.signupSippyClient.client).toEqual(first.signupSippyClient.client);
    expect((await graph.calls('sippy'))['createCustomer']).toBe(1);
    const { clients } = await graph.get(SippyPageDocument, {});
    expect(clients).toMatchObject({ totalCount: 5 });
    expect(clients.nodes.at(-1)).toEqual({ upstreamId: '104', displayName: input.name });
  });
});

describe('updateSippyClient and updateClient', () => {
  it('updateCustomer changes every attribute, and shows them', async () => {
    const input = { clientId: sippyId(), ...everyValue, ...secrets };
    const { updateSippyClient } = await graph.get(SippyUpdateDocument, { input });
    expect(await graph.calls('sippy')).toEqual({ updateCustomer: 1, getCustomerInfo: 1 });
    expect(updateSippyClient).toMatchObject({
      userErrors: [],
      operation: { kind: 'UPDATE_SIPPY_CLIENT', state: 'SUCCEEDED', delivery: 'REPEATABLE' },
      client: { sippy: everyValue },
    });
    const login = { account: SIPPY, username: 'zoe', password: secrets.webPassword };
    const { checkSignIn } = await graph.get(SippyCheckSignInDocument, { input: login });
    expect(checkSignIn).toMatchObject({ outcome: 'SIGNED_IN', client: { upstreamId: ACME } });
  });

  it.each(everyAttribute)('changes %s and nothing else', async (name, value, wireName, wire) => {
    const before = await told(ACME);
    expect(before[wireName]).not.toEqual(wire);
    const { updateSippyClient } = await graph.get(SippyJustUpdateDocument, {
      input: { clientId: sippyId(), [name]: value },
    });
    expect(updateSippyClient).toMatchObject({ userErrors: [], operation: { state: 'SUCCEEDED' } });
    expect(await told(ACME)).toEqual({ ...before, [wireName]: wire });
  });

  it('empties texts, and takes limits and the tariff away', async () => {
    await graph.get(SippyJustUpdateDocument, { input: { clientId: sippyId(), ...everyValue } });
    const texts = Object.entries(sippyAttributes).filter(([name, { kind }]) => kind === 'text' && name !== 'name');
    const nil = ['tariffId', 'maxSessions', 'maxCallsPerSecond'];
    const emptied = Object.fromEntries([...texts.map(([name]) => name), ...nil].map((name) => [name, null]));
    const { updateSippyClient } = await graph.get(SippyUpdateDocument, { input: { clientId: sippyId(), ...emptied } });
    expect(updateSippyClient.client?.sippy).toEqual({ ...everyValue, ...emptied });
  });

  it('changes what is common to all providers, and nothing else', async () => {
    const { client: before } = await graph.get(SippyAttributesOfDocument, { upstreamId: ACME });
    await graph.forgetCalls();
    const names = { company: 'Nová & Co', firstName: 'Eva', lastName: null, email: 'eva@example.org' };
    const address = { street: '1 Side St', city: 'Brno', state: null, postalCode: '60200', country: 'CZ' };
    const given = { ...names, phoneNumber: '+420 555 0100' };
    const input = { clientId: sippyId(), ...given, address, password: 'Fresh-Pass-1' };
    const { updateClient } = await graph.get(UpdateDocument, { input });
    expect(updateClient).toMatchObject({
      userErrors: [],
      operation: { kind: 'UPDATE_CLIENT', state: 'SUCCEEDED' },
      client: { ...given, displayName: 'Acme', address: { ...address, countryCode: address.country } },
    });
    expect(await graph.calls('sippy')).toEqual({ updateCustomer: 1, getCustomerInfo: 1 });
    const { client: after } = await graph.get(SippyAttributesOfDocument, { upstreamId: ACME });
    expect(after?.sippy).toEqual({ ...before?.sippy, ...given, ...address });
    const login = { account: SIPPY, username: 'acme', password: 'Fresh-Pass-1' };
    const { checkSignIn } = await graph.get(SippyCheckSignInDocument, { input: login });
    expect(checkSignIn.outcome).toBe('SIGNED_IN');
  });
});

describe('setClientThreshold', () => {
  it('setLowBalance sets the amount and nothing else', async () => {
    const direct = switchOf(graph);
    const before = await direct.call('getLowBalance', { i_customer: Number(ACME) });
    await graph.forgetCalls();
    const input = { clientId: sippyId(), amount: '33.25' };
    const { setClientThreshold } = await graph.get(ThresholdDocument, { input });
    expect(setClientThreshold).toMatchObject({
      userErrors: [],
      operation: { kind: 'SET_CLIENT_THRESHOLD', state: 'SUCCEEDED', delivery: 'REPEATABLE' },
      client: { threshold: { amount: { amount: '33.25', currency: 'USD' }, email: null } },
    });
    expect(await graph.calls('sippy')).toEqual({ setLowBalance: 1, getCustomerInfo: 1, getLowBalance: 1 });
    expect(await direct.call('getLowBalance', { i_customer: Number(ACME) })).toEqual({ ...before, threshold: '33.25' });
    expect(before).toMatchObject({ threshold: '10.0', notify_by_email: true });
  });
});

/** No field of the graph tells, since no answer of the switch is documented to; the stand-in can be made to. */
const isBlocked = async () => (await told(ACME))['blocked'];

describe('suspendClient and resumeClient', () => {
  beforeEach(() => graph.set({ blockedShown: 'member' }, 'sippy'));

  it('blockCustomer shuts the client out, also one that is out already', async () => {
    expect(await isBlocked()).toBe(false);
    const { suspendClient } = await graph.get(SippySuspendDocument, {
      input: { clientId: sippyId(), reason: 'debts' },
    });
    expect(suspendClient).toMatchObject({
      userErrors: [],
      operation: { kind: 'SUSPEND_CLIENT', state: 'SUCCEEDED', delivery: 'REPEATABLE', reason: 'debts' },
      client: { status: null },
    });
    expect((await graph.calls('sippy'))['blockCustomer']).toBe(1);
    expect(await isBlocked()).toBe(true);
    const again = await graph.get(SippySuspendDocument, { input: { clientId: sippyId() } });
    expect(again.suspendClient.operation?.state).toBe('SUCCEEDED');
    expect(await isBlocked()).toBe(true);
  });

  it('unblockCustomer lets the client in again', async () => {
    await graph.get(SippySuspendDocument, { input: { clientId: sippyId() } });
    const { resumeClient } = await graph.get(SippyResumeDocument, { input: { clientId: sippyId() } });
    expect(resumeClient).toMatchObject({
      userErrors: [],
      operation: { kind: 'RESUME_CLIENT', state: 'SUCCEEDED', delivery: 'REPEATABLE' },
      client: { status: null },
    });
    expect(await graph.calls('sippy')).toMatchObject({ blockCustomer: 1, unblockCustomer: 1 });
    expect(await isBlocked()).toBe(false);
  });
});

describe('deleteClient', () => {
  it('deleteCustomer ends a client for good', async () => {
    const { deleteClient } = await graph.get(DeleteDocument, { input: { clientId: sippyId('102') } });
    expect(deleteClient).toMatchObject({
      userErrors: [],
      deletedClientId: sippyId('102'),
      operation: { kind: 'DELETE_CLIENT', state: 'SUCCEEDED', delivery: 'REPEATABLE' },
    });
    expect(await graph.calls('sippy')).toEqual({ deleteCustomer: 1 });
    expect(await graph.get(SippyWholeDocument, { upstreamId: '102' })).toEqual({ client: null });
    const { clients } = await graph.get(SippyPageDocument, {});
    expect(clients.nodes.map((node) => node?.upstreamId)).toEqual([ACME, '101', '103']);
    const again = await graph.get(DeleteDocument, { input: { clientId: sippyId('102') } });
    expect(again.deleteClient).toMatchObject({
      deletedClientId: null,
      operation: { state: 'REJECTED' },
      userErrors: [{ code: 'NOT_FOUND', path: ['input', 'clientId'], upstreamCode: '404' }],
    });
  });
});
