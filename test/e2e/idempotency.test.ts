import { describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/ids.ts';
import {
  DeleteDocument,
  JustChargeDocument,
  OperationByKeyDocument,
  OperationListDocument,
  SignupDocument,
  UpdateDocument,
} from '../generated/graphql.ts';
import { ACCOUNT, clientId, codesOf, freshKey, SEED, useGraph } from './harness.ts';
import { problemsOf, signupInput } from './inputs.ts';

const graph = useGraph();
const OTHER = '561120';

const chargeInput = () => ({ clientId: clientId(), amount: '1.25', description: 'once', idempotencyKey: freshKey() });
const charge = async (input: ReturnType<typeof chargeInput>) =>
  (await graph.get(JustChargeDocument, { input })).addCharge;

describe('the same key with the same input', () => {
  it('sends once and answers with the same operation', async () => {
    const input = chargeInput();
    const first = await charge(input);
    expect(await charge(input)).toEqual(first);
    expect(await graph.calls()).toEqual({ addCharge: 1 });
  });

  it('sends once when twenty ask at the same time', async () => {
    await graph.fault('addCharge', 'delay', { delayMs: 150 });
    const input = chargeInput();
    const payloads = await Promise.all(Array.from({ length: 20 }, () => charge(input)));
    expect(new Set(payloads.map(({ operation }) => operation?.id)).size).toBe(1);
    expect(payloads.every(({ operation }) => operation?.state === 'SUCCEEDED')).toBe(true);
    expect(await graph.calls()).toEqual({ addCharge: 1 });
  });

  it('sends once when one document asks twice', async () => {
    const { data } = await graph.ask(
      `mutation ($input: AddChargeInput!) {
        one: addCharge(input: $input) { operation { id state } }
        two: addCharge(input: $input) { operation { id state } }
      }`,
      { input: chargeInput() },
    );
    expect(data['one']).toEqual(data['two']);
    expect(await graph.calls()).toEqual({ addCharge: 1 });
  });

  it('does not send again after an unknown outcome', async () => {
    await graph.fault('addCharge', 'apply_then_drop');
    const input = chargeInput();
    const first = await charge(input);
    expect(first.operation?.state).toBe('UNKNOWN');
    // It is looked for instead.
    expect(await charge(input)).toMatchObject({
      userErrors: [],
      operation: { id: first.operation!.id, state: 'RECONCILED_SUCCEEDED' },
    });
    expect(await graph.calls()).toEqual({ addCharge: 1, getCharges: 1 });
  });

  it('does not send again after a refusal that stays', async () => {
    const input = { ...chargeInput(), clientId: clientId('999999') };
    const first = await charge(input);
    expect(first.operation?.state).toBe('REJECTED');
    expect(await charge(input)).toEqual(first);
    expect(await graph.calls()).toEqual({ addCharge: 1 });
  });

  it('sends again after a refusal that passes by itself', async () => {
    await graph.fault('addCharge', 'rate_limited');
    const input = chargeInput();
    const first = await charge(input);
    expect(first).toMatchObject({
      operation: { state: 'REJECTED' },
      userErrors: [{ code: 'RATE_LIMITED', retryable: true }],
    });
    const second = await charge(input);
    expect(second).toMatchObject({
      userErrors: [],
      operation: {
        id: first.operation!.id,
        state: 'SUCCEEDED',
        attempts: [
          { outcome: 'REJECTED', error: { code: 'RATE_LIMITED' } },
          { outcome: 'SUCCEEDED', error: null },
        ],
      },
    });
    expect(await graph.calls()).toEqual({ addCharge: 2 });
  });

  it('answers a sign-up and an update from the journal, whatever has become of the upstream', async () => {
    const signup = signupInput();
    const change = { clientId: clientId(OTHER), company: 'X', idempotencyKey: freshKey() };
    const send = async () => ({
      created: (await graph.run(SignupDocument, { input: signup })).data.signupVoipmsClient.operation,
      changed: (await graph.run(UpdateDocument, { input: change })).data.updateClient.operation,
    });
    const first = await send();
    expect(first).toMatchObject({ created: { state: 'SUCCEEDED' }, changed: { state: 'SUCCEEDED' } });
    expect(await send()).toEqual(first);
    const { signupClient, setClient } = await graph.calls();
    expect({ signupClient, setClient }).toEqual({ signupClient: 1, setClient: 1 });
    // Nothing has to be read to know what became of a key.
    for (const name of ['getClients', 'getCountries', 'getBalanceManagement']) {
      await graph.fault(name, 'http_503_html', { count: -1 });
    }
    expect(await send()).toEqual(first);
  });
});

describe('the same key with another input', () => {
  it.each([
    ['amount', { amount: '1.26' }],
    ['description', { description: 'twice' }],
    ['client', { clientId: clientId(OTHER) }],
    ['currency', { currency: 'USD' }],
  ])('is a conflict, and sends nothing: %s', async (_what, change) => {
    const input = chargeInput();
    const { operation } = await charge(input);
    const second = await charge({ ...input, ...change });
    expect(problemsOf(second)).toEqual(['IDEMPOTENCY_CONFLICT input.idempotencyKey']);
    expect(second.operation).toBeNull();
    expect(await graph.calls()).toEqual({ addCharge: 1 });
    expect((await charge(input)).operation).toEqual(operation);
  });

  it('is a conflict for another mutation, too', async () => {
    const input = chargeInput();
    await charge(input);
    const { data } = await graph.ask(
      'mutation ($input: AddPaymentInput!) { addPayment(input: $input) { operation { id } userErrors { code } } }',
      { input },
    );
    expect(data['addPayment']).toEqual({ operation: null, userErrors: [{ code: 'IDEMPOTENCY_CONFLICT' }] });
    const { deleteClient } = await graph.get(DeleteDocument, {
      input: { clientId: clientId(), idempotencyKey: input.idempotencyKey },
    });
    expect(problemsOf(deleteClient)).toEqual(['IDEMPOTENCY_CONFLICT input.idempotencyKey']);
    expect(await graph.calls()).toEqual({ addCharge: 1 });
  });
});

describe('operation and operations', () => {
  it('find a write again by key and by id', async () => {
    const input = chargeInput();
    const { operation } = await charge(input);
    const expected = {
      operation: {
        id: operation!.id,
        state: 'SUCCEEDED',
        kind: 'ADD_CHARGE',
        client: { upstreamId: SEED },
        amount: { amount: '1.25', currency: 'USD' },
        attempts: [{ outcome: 'SUCCEEDED' }],
      },
    };
    expect(await graph.get(OperationByKeyDocument, { idempotencyKey: input.idempotencyKey })).toEqual(expected);
    expect(await graph.get(OperationByKeyDocument, { id: operation!.id })).toEqual(expected);
    expect(await graph.get(OperationByKeyDocument, { idempotencyKey: 'nobody-used-this' })).toEqual({
      operation: null,
    });
    const gone = encodeGlobalId('Operation', ACCOUNT, 'gone');
    expect(await graph.get(OperationByKeyDocument, { id: gone })).toEqual({ operation: null });
  });

  it.each([{}, { idempotencyKey: 'a', id: 'b' }, { id: clientId() }, { id: 'x' }])('refuse %o', async (variables) => {
    expect(codesOf(await graph.run(OperationByKeyDocument, variables))).toEqual(['INVALID_INPUT']);
  });

  it('show a write while it is under way', async () => {
    await graph.fault('addCharge', 'delay', { delayMs: 2000 });
    const input = chargeInput();
    const pending = charge(input);
    await expect
      .poll(async () => (await graph.get(OperationByKeyDocument, input)).operation?.state, { timeout: 5000 })
      .toBe('SENT');
    expect((await pending).operation?.state).toBe('SUCCEEDED');
  });

  it('list writes newest first, filtered and in pages', async () => {
    const other = clientId('561116');
    const keys = [freshKey(), freshKey(), freshKey()];
    for (const idempotencyKey of keys) await charge({ ...chargeInput(), clientId: other, idempotencyKey });
    await graph.fault('addCharge', 'apply_then_drop');
    const lost = freshKey();
    await charge({ ...chargeInput(), clientId: other, idempotencyKey: lost });
    const where = { clientId: other };
    const { operations } = await graph.get(OperationListDocument, { where });
    expect(operations.nodes.map((node) => node!.idempotencyKey)).toEqual([lost, ...keys.toReversed()]);
    const unknown = await graph.get(OperationListDocument, { where: { ...where, state: 'UNKNOWN', account: ACCOUNT } });
    expect(unknown.operations).toMatchObject({ totalCount: 1, nodes: [{ idempotencyKey: lost, state: 'UNKNOWN' }] });
    const first = await graph.get(OperationListDocument, { where, first: 3 });
    const after = first.operations.pageInfo.endCursor;
    const second = await graph.get(OperationListDocument, { where, first: 3, after });
    expect(second.operations).toMatchObject({ nodes: [{ idempotencyKey: keys[0] }], pageInfo: { hasNextPage: false } });
    const elsewhere = await graph.get(OperationListDocument, { where: { account: 'nowhere' } });
    expect(elsewhere.operations.totalCount).toBe(0);
  });
});
