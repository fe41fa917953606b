import { describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/ids.ts';
import {
  ChargeDocument,
  ClientProfileDocument,
  DeleteDocument,
  JustChargeDocument,
  JustPayDocument,
  PayDocument,
  SignupDocument,
  ThresholdDocument,
} from '../generated/graphql.ts';
import { ACCOUNT, clientId, freshKey, SEED, useGraph } from './harness.ts';
import { problemsOf, signupInput } from './inputs.ts';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const graph = useGraph();

describe('addCharge and addPayment', () => {
  it('debits once, and shows the new row and balance', async () => {
    const input = { clientId: clientId(), amount: '4.99', description: 'Süpport / call', idempotencyKey: freshKey() };
    const { addCharge } = await graph.get(ChargeDocument, { input: { ...input, reason: 'ticket 7' } });
    expect(addCharge).toMatchObject({
      userErrors: [],
      plan: null,
      operation: {
        kind: 'ADD_CHARGE',
        state: 'SUCCEEDED',
        delivery: 'PROBED',
        reason: 'ticket 7',
        amount: usd('4.99'),
        idempotencyKey: input.idempotencyKey,
        attempts: [{ outcome: 'SUCCEEDED', error: null }],
      },
      charge: { amount: usd('4.99'), description: 'Süpport / call' },
      client: { balance: { current: usd('3.0688') } },
    });
    expect((await graph.calls())['addCharge']).toBe(1);
    const { charges } = (await graph.upstream('getCharges', { client: SEED })) as { charges: object[] };
    expect(charges).toHaveLength(4);
    // There the mark stands in front of it, by which the entry could be found.
    const { mark } = addCharge.operation!;
    expect(charges[0]).toMatchObject({
      id: addCharge.charge!.upstreamId,
      description: `${mark} Süpport / call`,
    });
  });

  it('credits once, and shows the new row and balance', async () => {
    const input = { clientId: clientId(), amount: '20.00', currency: 'USD', idempotencyKey: freshKey() };
    const { addPayment } = await graph.get(PayDocument, { input });
    expect(addPayment).toMatchObject({
      userErrors: [],
      operation: { kind: 'ADD_PAYMENT', state: 'SUCCEEDED', amount: usd('20.00') },
      deposit: { amount: usd('20.00'), description: '' },
      client: { balance: { current: usd('28.0588') } },
    });
    expect((await graph.calls())['addPayment']).toBe(1);
    const { deposits } = (await graph.upstream('getDeposits', { client: SEED })) as { deposits: object[] };
    expect(deposits[0]).toMatchObject({ description: addPayment.operation!.mark });
  });

  it('are shown when their answer was lost and their key is asked for again', async () => {
    const input = { clientId: clientId(), amount: '4.99', description: 'Süpport / call' };
    const charge = { ...input, idempotencyKey: freshKey() };
    const payment = { ...input, idempotencyKey: freshKey() };
    await graph.fault('addCharge', 'apply_then_drop');
    const lostCharge = (await graph.get(ChargeDocument, { input: charge })).addCharge;
    expect(lostCharge).toMatchObject({ operation: { state: 'UNKNOWN' }, charge: null });
    const { addCharge } = await graph.get(ChargeDocument, { input: charge });
    expect(addCharge).toMatchObject({
      userErrors: [],
      operation: {
        id: lostCharge.operation!.id,
        state: 'RECONCILED_SUCCEEDED',
        upstreamId: addCharge.charge!.upstreamId,
        evidence: { source: 'BOOKS', applied: true },
      },
      charge: { amount: usd('4.99'), description: 'Süpport / call' },
      client: { balance: { current: usd('3.0688') } },
    });
    await graph.fault('addPayment', 'apply_then_drop');
    const lostPayment = (await graph.get(PayDocument, { input: payment })).addPayment;
    expect(lostPayment).toMatchObject({ operation: { state: 'UNKNOWN' }, deposit: null });
    const { addPayment } = await graph.get(PayDocument, { input: payment });
    expect(addPayment).toMatchObject({
      userErrors: [],
      operation: { state: 'RECONCILED_SUCCEEDED', upstreamId: addPayment.deposit!.upstreamId },
      deposit: { amount: usd('4.99'), description: 'Süpport / call' },
      client: { balance: { current: usd('8.0588') } },
    });
    // What has been found is not looked for again.
    expect((await graph.get(ChargeDocument, { input: charge })).addCharge.operation).toEqual(addCharge.operation);
    expect(await graph.calls()).toMatchObject({ addCharge: 1, addPayment: 1 });
  });

  it('tells all problems of the input at once, and sends nothing', async () => {
    const input = {
      clientId: clientId(),
      amount: '-0.1234567',
      currency: 'EUR',
      description: 'a\nb',
      idempotencyKey: 'has a blank',
      reason: 'x'.repeat(501),
    };
    const paths = ['amount', 'amount', 'currency', 'description', 'idempotencyKey', 'reason'].map((p) => `input.${p}`);
    const { addCharge } = await graph.get(ChargeDocument, { input });
    expect(problemsOf(addCharge)).toEqual(paths.map((path) => `INVALID_INPUT ${path}`));
    expect(addCharge).toMatchObject({ operation: null, charge: null, plan: null });
    const { addPayment } = await graph.get(PayDocument, { input: { ...input, amount: '0.0000000' } });
    expect(problemsOf(addPayment)).toEqual(problemsOf(addCharge));
    expect(await graph.calls()).not.toHaveProperty('addCharge');
    expect(await graph.calls()).not.toHaveProperty('addPayment');
  });

  it.each([
    ['an id of another type', encodeGlobalId('ResellerAccount', ACCOUNT), 'INVALID_INPUT'],
    ['no id', 'x', 'INVALID_INPUT'],
    ['an account that is not configured', encodeGlobalId('Client', 'nowhere', SEED), 'NOT_FOUND'],
    ['a number that VoIP.ms cannot have', encodeGlobalId('Client', ACCOUNT, 'abc'), 'NOT_FOUND'],
  ])('refuses %s', async (_what, id, code) => {
    const input = { clientId: id, amount: '1', idempotencyKey: freshKey() };
    const { addCharge } = await graph.get(JustChargeDocument, { input });
    expect(problemsOf(addCharge)).toEqual([`${code} input.clientId`]);
    expect(await graph.calls()).toEqual({});
  });

  it('carries what the upstream says of a client that it does not know', async () => {
    const input = { clientId: clientId('999999'), amount: '1', idempotencyKey: freshKey() };
    const { addPayment } = await graph.get(JustPayDocument, { input });
    expect(addPayment.userErrors).toMatchObject([
      { __typename: 'UpstreamError', code: 'NOT_FOUND', upstreamCode: 'invalid_client', retryable: false },
    ]);
    expect(addPayment.operation?.state).toBe('REJECTED');
  });

  it('says that the funds do not suffice where the upstream refuses', async () => {
    await graph.set({ hardClientCharge: 'refuse' });
    const input = { clientId: clientId(), amount: '9', idempotencyKey: freshKey() };
    const { addCharge } = await graph.get(JustChargeDocument, { input });
    expect(problemsOf(addCharge)).toEqual(['INSUFFICIENT_FUNDS input.amount']);
    expect(addCharge.operation?.state).toBe('REJECTED');
  });
});

const set = (more: object) => graph.get(ThresholdDocument, { input: { clientId: clientId(), amount: '25', ...more } });

describe('setClientThreshold', () => {
  it('sets amount and address; the address stays when it is left out', async () => {
    const first = await set({ email: 'warn@example.com' });
    expect(first.setClientThreshold).toMatchObject({
      userErrors: [],
      operation: { kind: 'SET_CLIENT_THRESHOLD', state: 'SUCCEEDED', delivery: 'REPEATABLE' },
      client: { threshold: { amount: usd('25'), email: 'warn@example.com' } },
    });
    expect(first.setClientThreshold.operation?.idempotencyKey).toMatch(/^auto-/);
    const second = await set({ amount: '250.00' });
    expect(second.setClientThreshold.client?.threshold).toEqual({ amount: usd('250'), email: 'warn@example.com' });
  });

  it.each(['0', '0.99', '250.01', '251', '-5', '1.5'])('refuses %s', async (amount) => {
    const { setClientThreshold } = await graph.get(ThresholdDocument, {
      input: { clientId: clientId(), amount, email: 'no' },
    });
    expect(problemsOf(setClientThreshold)).toEqual(['INVALID_INPUT input.amount', 'INVALID_INPUT input.email']);
    expect(await graph.calls()).not.toHaveProperty('setClientThreshold');
  });
});

describe('signupVoipmsClient', () => {
  it.each(['with_client', 'without_client'])('makes a client that can be charged (%s)', async (signupAnswer) => {
    await graph.set({ signupAnswer });
    const { signupVoipmsClient } = await graph.get(SignupDocument, { input: signupInput() });
    expect(signupVoipmsClient).toMatchObject({
      userErrors: [],
      operation: { kind: 'SIGNUP_VOIPMS_CLIENT', state: 'SUCCEEDED' },
      client: {
        displayName: 'Analytical/Engines',
        firstName: 'Ada',
        lastName: "O'Connor",
        email: 'ada@example.org',
        address: { city: 'BOSTON', postalCode: '02134', countryCode: 'US' },
        balanceManagement: { value: '1' },
      },
    });
    const { id, upstreamId } = signupVoipmsClient.client!;
    expect(await graph.stored(upstreamId)).toMatchObject({ password: 'Engine-1843', email: 'ada@example.org' });
    const input = { clientId: id, amount: '1.50', idempotencyKey: freshKey() };
    const { addCharge } = await graph.get(ChargeDocument, { input });
    expect(addCharge.client?.balance?.current.amount).toBe('-1.50');
  });

  it('tells all problems of the input at once, and sends nothing', async () => {
    const bad = signupInput({
      firstName: ' ',
      lastName: '',
      company: 'a\u0007b',
      address: { street: '', city: '', state: '', postalCode: '', country: 'Atlantis' },
      phoneNumber: '12',
      email: 'nope',
      emailConfirmation: 'nope2',
      password: 'ä',
      passwordConfirmation: 'b',
      balanceManagement: '9',
    });
    const { signupVoipmsClient } = await graph.get(SignupDocument, { input: bad });
    const found = problemsOf(signupVoipmsClient);
    expect(new Set(found)).toEqual(
      new Set(
        [
          'firstName',
          'lastName',
          'company',
          'phoneNumber',
          'email',
          'emailConfirmation',
          'password',
          'passwordConfirmation',
          'balanceManagement',
          'address.street',
          'address.city',
          'address.state',
          'address.postalCode',
          'address.country',
        ].map((path) => `INVALID_INPUT input.${path}`),
      ),
    );
    // Too short, no lower-case letter, no capital, no digit, a letter that is not allowed: a problem each.
    expect(found.filter((line) => line.endsWith('.password'))).toHaveLength(5);
    expect(signupVoipmsClient.operation).toBeNull();
    expect(await graph.calls()).not.toHaveProperty('signupClient');
  });

  it('knows no other account, and no second client with the address', async () => {
    const elsewhere = await graph.get(SignupDocument, { input: signupInput({ account: 'nowhere' }) });
    expect(problemsOf(elsewhere.signupVoipmsClient)).toEqual(['NOT_FOUND input.account']);
    const taken = signupInput({ email: 'john.doe@my-domain.com', emailConfirmation: 'john.doe@my-domain.com' });
    const { signupVoipmsClient } = await graph.get(SignupDocument, { input: taken });
    expect(problemsOf(signupVoipmsClient)).toEqual(['ALREADY_EXISTS input.email']);
    expect(signupVoipmsClient).toMatchObject({ operation: null, client: null });
    expect(await graph.calls()).not.toHaveProperty('signupClient');
  });
});

describe('deleteClient', () => {
  it('ends a client for good', async () => {
    const { signupVoipmsClient } = await graph.get(SignupDocument, { input: signupInput() });
    const { id, upstreamId } = signupVoipmsClient.client!;
    const { deleteClient } = await graph.get(DeleteDocument, { input: { clientId: id } });
    expect(deleteClient).toMatchObject({
      userErrors: [],
      deletedClientId: id,
      operation: { kind: 'DELETE_CLIENT', state: 'SUCCEEDED' },
    });
    expect(await graph.get(ClientProfileDocument, { account: ACCOUNT, upstreamId })).toEqual({ client: null });
    const again = await graph.get(DeleteDocument, { input: { clientId: id } });
    expect(problemsOf(again.deleteClient)).toEqual(['NOT_FOUND input.clientId']);
    expect(again.deleteClient.deletedClientId).toBeNull();
  });

  it('says why the upstream refuses', async () => {
    const { deleteClient } = await graph.get(DeleteDocument, { input: { clientId: clientId() } });
    expect(deleteClient).toMatchObject({
      deletedClientId: null,
      operation: { state: 'REJECTED' },
      userErrors: [{ code: 'INVALID_INPUT', path: ['input', 'clientId'], upstreamCode: 'account_with_dids' }],
    });
  });
});
