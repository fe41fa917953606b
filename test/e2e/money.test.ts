import { beforeEach, describe, expect, it } from 'vitest';
import {
  ChargeDocument,
  ChargeListDocument,
  DepositListDocument,
  JustChargeDocument,
  PayDocument,
  WholeClientDocument,
} from '../generated/graphql.ts';
import { ACCOUNT, clientId, codesOf, freshKey, useGraph } from './harness.ts';

const THIRTY_DIGITS = '123456789012345678901234567890';
const graph = useGraph({ clients: 0 });

/** A client without rows. */
const EMPTY = '561116';

beforeEach(async () => {
  const address = { address: '1 MAIN ST', city: 'BOSTON', state: 'MA', country: 'US', zip: '02134' };
  const names = { firstname: 'No', lastname: 'Rows', phone_number: '6175550101', activate: '1' };
  const login = { email: 'n@example.org', confirm_email: 'n@example.org' };
  const password = { password: 'Free-Client-1', confirm_password: 'Free-Client-1' };
  await graph.upstream('signupClient', { ...address, ...names, ...login, ...password });
});

const charge = async (amount: string, upstreamId = EMPTY) => {
  const input = { clientId: clientId(upstreamId), amount, idempotencyKey: freshKey() };
  return (await graph.get(ChargeDocument, { input })).addCharge;
};

describe('an amount', () => {
  // What is sent, what stands in the books, and the balance, which begins at 0.00.
  it.each([
    ['0.1', '0.1', '-0.10'],
    ['8.0588', '8.0588', '-8.0588'],
    ['1.00', '1.00', '-1.00'],
    ['0.000001', '0.000001', '-0.000001'],
    ['9007199254740993', '9007199254740993', '-9007199254740993.00'],
    [THIRTY_DIGITS, THIRTY_DIGITS, `-${THIRTY_DIGITS}.00`],
    ['123456789012345678901234.123456', '123456789012345678901234.123456', '-123456789012345678901234.123456'],
    ['007.50', '7.50', '-7.50'],
    ['.5', '0.5', '-0.50'],
  ])('of %s comes back digit for digit', async (sent, kept, balance) => {
    const payload = await charge(sent);
    expect(payload).toMatchObject({
      userErrors: [],
      operation: { state: 'SUCCEEDED', amount: { amount: kept } },
      charge: { amount: { amount: kept } },
      client: { balance: { current: { amount: balance } } },
    });
    const { charges } = (await graph.upstream('getCharges', { client: EMPTY })) as { charges: { amount: string }[] };
    expect(charges.map(({ amount }) => amount)).toEqual([kept]);
    const { client } = await graph.get(ChargeListDocument, { upstreamId: EMPTY, where: { minAmount: kept } });
    expect(client?.charges).toMatchObject({ totalAmount: { amount: kept }, nodes: [{ amount: { amount: kept } }] });
  });

  it('is added exactly: 0.1 and 0.2 make 0.3', async () => {
    await charge('0.1');
    const { client } = await charge('0.2');
    expect(client?.balance?.current.amount).toBe('-0.30');
    const ledger = await graph.get(ChargeListDocument, { upstreamId: EMPTY });
    expect(ledger.client?.charges?.totalAmount).toEqual({ amount: '0.3', currency: 'USD' });
  });

  it('is added exactly when it is huge beside a small one', async () => {
    const pay = (amount: string) =>
      graph.get(PayDocument, { input: { clientId: clientId(EMPTY), amount, idempotencyKey: freshKey() } });
    await pay(THIRTY_DIGITS);
    const { addPayment } = await pay('0.000001');
    expect(addPayment.client?.balance?.current.amount).toBe(`${THIRTY_DIGITS}.000001`);
    await charge('0.000002');
    const { client } = await graph.get(WholeClientDocument, { account: ACCOUNT, upstreamId: EMPTY });
    expect(client?.balance?.current.amount).toBe('123456789012345678901234567889.999999');
    expect(client?.deposits?.totalAmount?.amount).toBe(`${THIRTY_DIGITS}.000001`);
    const above = await graph.get(DepositListDocument, { upstreamId: EMPTY, where: { minAmount: '1' } });
    expect(above.client?.deposits?.totalCount).toBe(1);
    const { data } = await graph.ask('{ portfolio { totals { net { amount } } } }');
    expect(data).toEqual({ portfolio: { totals: [{ net: { amount: '123456789012345678901234567898.058799' } }] } });
  });

  it('of the documented client stays 8.0588 minus what is charged', async () => {
    expect((await charge('0.0588', '561115')).client?.balance?.current.amount).toBe('8.0000');
  });
});

const inputWith = (amount: unknown) => ({ clientId: clientId(EMPTY), amount, idempotencyKey: freshKey() });

describe('an amount as input', () => {
  const mutation = 'mutation ($input: AddChargeInput!) { addCharge(input: $input) { operation { state } } }';

  it.each([0.1, 5, 1e30, true, null, {}, ['1']])('is refused as the JSON value %o', async (amount) => {
    const answer = await graph.ask(mutation, { input: inputWith(amount) });
    expect(codesOf(answer)).toEqual(['INVALID_INPUT']);
    expect(answer.errors?.[0]?.message).toContain('input.amount');
    expect(answer.data).toBeFalsy();
    expect(await graph.calls()).not.toHaveProperty('addCharge');
  });

  it.each(['1e2', '1,5', '0x10', ' 1', '1 ', '', '.', '1.', '--1', 'NaN', '١', '9'.repeat(65)])(
    'is refused as the text "%s"',
    async (amount) => {
      const answer = await graph.ask(mutation, { input: inputWith(amount) });
      expect(codesOf(answer)).toEqual(['INVALID_INPUT']);
      expect(await graph.calls()).not.toHaveProperty('addCharge');
    },
  );

  it.each([
    ['4.99', '4.99'],
    ['8.0588', '8.0588'],
    [THIRTY_DIGITS, THIRTY_DIGITS],
    ['"0.30"', '0.30'],
    ['5', '5'],
  ])('is taken as the literal %s, digit for digit', async (literal, kept) => {
    const { data, errors } = await graph.ask(
      `mutation { addCharge(input: { clientId: "${clientId(EMPTY)}", amount: ${literal}, idempotencyKey: "${freshKey()}" }) {
        operation { amount { amount } } charge { amount { amount } }
      } }`,
    );
    expect(errors).toBeUndefined();
    const amount = { amount: { amount: kept } };
    expect(data['addCharge']).toEqual({ operation: amount, charge: amount });
  });

  it.each(['1e2', 'true', 'FIVE', '[1]', '{ a: 1 }', 'null'])('is refused as the literal %s', async (literal) => {
    const answer = await graph.ask(
      `mutation { addCharge(input: { clientId: "${clientId(EMPTY)}", amount: ${literal}, idempotencyKey: "k" }) { operation { state } } }`,
    );
    expect(answer.errors).toHaveLength(1);
    expect(await graph.calls()).not.toHaveProperty('addCharge');
  });

  it.each([
    ['0', 1],
    ['0.00', 1],
    ['-1', 1],
    ['0.0000001', 1],
    ['-0.0000001', 2],
  ])('is refused as %s with a reason each', async (amount, count) => {
    const { addCharge } = await graph.get(JustChargeDocument, {
      input: { clientId: clientId(EMPTY), amount, idempotencyKey: freshKey() },
    });
    expect(addCharge.userErrors).toHaveLength(count);
    expect(addCharge.userErrors.every(({ path }) => path?.join('.') === 'input.amount')).toBe(true);
  });
});
