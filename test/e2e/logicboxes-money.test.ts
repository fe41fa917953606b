/** Charges and payments at a LogicBoxes account: debit notes, receipts and credits. */
import { describe, expect, it } from 'vitest';
import { compareDecimals, decimal } from '../../src/money.ts';
import {
  ChargeDocument,
  JustChargeDocument,
  JustPayDocument,
  LogicboxesSignupDocument,
  PayDocument,
} from '../generated/graphql.ts';
import { clientId as globalId, useGraph } from './harness.ts';
import { problemsOf } from './inputs.ts';
import {
  chargeInput,
  idOf,
  JANE,
  paymentInput,
  recordOf,
  requestsTo,
  rowsOf,
  signupInput,
  stateOf,
} from './logicboxes.ts';

const CHARGE = 'billing/add-customer-debit-note';
const FUND = 'billing/add-customer-fund';
const gbp = (amount: string) => ({ amount, currency: 'GBP' });
const graph = useGraph({ providers: ['logicboxes'] });

/** What the books are read with, for one client. */
const READ_BOOKS = {
  'billing/customer-transactions/search': 1,
  'billing/customer-archived-transactions/search': 1,
};

describe('billing/add-customer-debit-note', () => {
  it('debits once, and shows the new row and balance', async () => {
    const input = chargeInput({ reason: 'ticket 7' });
    const { addCharge } = await graph.get(ChargeDocument, { input });
    expect(addCharge).toMatchObject({
      userErrors: [],
      plan: null,
      operation: {
        kind: 'ADD_CHARGE',
        state: 'SUCCEEDED',
        delivery: 'PROBED',
        reason: 'ticket 7',
        amount: gbp('4.99'),
        idempotencyKey: input.idempotencyKey,
        attempts: [{ outcome: 'SUCCEEDED', error: null }],
      },
      charge: { amount: gbp('4.990'), description: 'Süpport / call & more' },
      client: { balance: { current: { amount: expect.stringMatching(/^7\.10*$/) as string, currency: 'GBP' } } },
    });
    // Client and balance are read before, for the currency, and again after it.
    const calls = { [CHARGE]: 1, 'customers/details-by-id': 2, 'billing/customer-balance': 2, ...READ_BOOKS };
    expect(await graph.calls('logicboxes')).toEqual(calls);
    const [, , row] = await rowsOf(graph, 'current', [JANE]);
    expect(row).toMatchObject({
      transid: addCharge.charge!.upstreamId,
      type: 'debit',
      // The mark stands in front of it, by which the entry could be found.
      description: `${addCharge.operation!.mark} Süpport / call & more`,
      sellingamount: '-4.990',
      accountingamount: '-6.310',
    });
  });

  it('is a POST with everything in the body, and has a transaction key of its own each time', async () => {
    const marks: string[] = [];
    for (const amount of ['1', '2']) {
      const { addCharge } = await graph.get(JustChargeDocument, { input: chargeInput({ amount }) });
      marks.push(addCharge.operation!.mark);
    }
    const requests = await requestsTo(graph, CHARGE);
    expect(requests).toHaveLength(2);
    const [first, second] = requests.map(({ body }) => body);
    expect(requests[0]).toMatchObject({ httpMethod: 'POST', query: {} });
    expect(first).toEqual({
      'auth-userid': '100001',
      'api-key': '[redacted]',
      'customer-id': JANE,
      'selling-amount': '1',
      description: `${marks[0]} Süpport / call & more`,
      'debit-note-date': expect.stringMatching(/^\d{10}$/) as string,
      'transaction-key': marks[0],
      'update-total-receipt': 'false',
      'accounting-amount': '6.31',
      'conversion-rate': '1.2645',
    });
    expect(second).toMatchObject({ 'transaction-key': marks[1], 'selling-amount': '2' });
    expect(marks[1]).not.toBe(marks[0]);
    for (const mark of marks) expect(mark).toMatch(/^RG-[0-9A-Z]{12}$/);
  });

  it('is sent once for a key, however often it is asked for', async () => {
    const input = chargeInput();
    const asked = await Promise.all([1, 2, 3].map(() => graph.get(JustChargeDocument, { input })));
    expect(new Set(asked.map(({ addCharge }) => addCharge.operation?.id)).size).toBe(1);
    const again = await graph.get(JustChargeDocument, { input });
    expect(again.addCharge.operation?.state).toBe('SUCCEEDED');
    expect((await graph.calls('logicboxes'))[CHARGE]).toBe(1);
    const other = await graph.get(JustChargeDocument, { input: { ...input, amount: '5' } });
    expect(problemsOf(other.addCharge)).toEqual(['IDEMPOTENCY_CONFLICT input.idempotencyKey']);
    expect(await rowsOf(graph, 'current', [JANE])).toHaveLength(3);
  });

  it('needs the accounting amount where the two currencies differ', async () => {
    const before = await stateOf(graph);
    const { addCharge } = await graph.get(JustChargeDocument, { input: chargeInput({ accounting: null }) });
    expect(problemsOf(addCharge)).toEqual(['INVALID_INPUT input.accounting']);
    expect(addCharge).toMatchObject({ operation: null });
    expect(addCharge.userErrors[0]?.message).toMatch(/GBP.*USD/);
    expect(await graph.calls('logicboxes')).not.toHaveProperty(CHARGE);
    expect(await stateOf(graph)).toEqual(before);
  });

  it('leaves the word to the upstream where nothing tells the two currencies', async () => {
    const { signupLogicboxesClient } = await graph.get(LogicboxesSignupDocument, { input: signupInput() });
    const clientId = signupLogicboxesClient.client!.id;
    const without = () => graph.get(ChargeDocument, { input: chargeInput({ clientId, accounting: null }) });
    const refused = (await without()).addCharge;
    expect(problemsOf(refused)).toEqual(['INVALID_INPUT input.accounting.amount']);
    expect(refused.operation?.state).toBe('REJECTED');
    await graph.set({ debitNoteConversion: 'optional' }, 'logicboxes');
    const { addCharge } = await without();
    expect(addCharge).toMatchObject({
      operation: { state: 'SUCCEEDED' },
      charge: { amount: gbp('4.990') },
      client: { balance: { current: gbp('-4.99') } },
    });
  });

  it('takes a currency that is the one of the client, and no other', async () => {
    const { addCharge } = await graph.get(JustChargeDocument, { input: chargeInput({ currency: 'GBP' }) });
    expect(addCharge.operation).toMatchObject({ state: 'SUCCEEDED', amount: gbp('4.99') });
    expect(await graph.calls('logicboxes')).toEqual({ 'billing/customer-balance': 1, [CHARGE]: 1 });
    const other = await graph.get(JustChargeDocument, { input: chargeInput({ currency: 'USD' }) });
    expect(problemsOf(other.addCharge)).toEqual(['INVALID_INPUT input.currency']);
    expect((await graph.calls('logicboxes'))[CHARGE]).toBe(1);
  });

  it.each([
    ['0.001', '12.089'],
    ['12.09', '0.00'],
    ['100.5', '-88.41'],
  ])('takes %s exactly', async (amount, left) => {
    const { addCharge } = await graph.get(ChargeDocument, { input: chargeInput({ amount }) });
    expect(compareDecimals(decimal(addCharge.client!.balance!.current.amount), decimal(left))).toBe(0);
  });

  it('tells all problems of the input at once, and sends nothing', async () => {
    const input = chargeInput({
      amount: '-0.0001',
      currency: 'EUR',
      description: ' ',
      accounting: { amount: '0', conversionRate: '-1' },
      idempotencyKey: 'has a blank',
      reason: 'x'.repeat(501),
    });
    const { addCharge } = await graph.get(JustChargeDocument, { input });
    const paths = [
      'accounting.amount',
      'accounting.conversionRate',
      'amount',
      'amount',
      'currency',
      'description',
      'idempotencyKey',
      'reason',
    ];
    expect(problemsOf(addCharge)).toEqual(paths.map((path) => `INVALID_INPUT input.${path}`));
    expect(addCharge).toMatchObject({ operation: null, plan: null });
    expect(await graph.calls('logicboxes')).toEqual({ 'billing/customer-balance': 1 });
  });
});

describe('billing/add-customer-fund', () => {
  it.each([
    ['a receipt', undefined, 'receipt', 'true', '20.0'],
    ['a receipt that is called one', 'RECEIPT' as const, 'receipt', 'true', '20.0'],
    ['a credit, which is no receipt', 'CREDIT' as const, 'credit', 'false', '0.0'],
  ])('credits once, as %s', async (_what, paymentKind, type, counts, totalReceipts) => {
    const input = paymentInput({ amount: '20.00', ...(paymentKind !== undefined && { paymentKind }) });
    const { addPayment } = await graph.get(PayDocument, { input });
    expect(addPayment).toMatchObject({
      userErrors: [],
      operation: { kind: 'ADD_PAYMENT', state: 'SUCCEEDED', delivery: 'PROBED', amount: gbp('20.00') },
      deposit: { amount: gbp('20.000'), description: 'Süpport / call & more' },
      client: { balance: { current: gbp('32.09') } },
    });
    const calls = { [FUND]: 1, 'customers/details-by-id': 2, 'billing/customer-balance': 2, ...READ_BOOKS };
    expect(await graph.calls('logicboxes')).toEqual(calls);
    const [, , row] = await rowsOf(graph, 'current', [JANE]);
    expect(row).toMatchObject({ transid: addPayment.deposit!.upstreamId, type, sellingamount: '20.000' });
    expect((await recordOf(graph))['totalreceipts']).toBe(totalReceipts);
    const [request] = await requestsTo(graph, FUND);
    const { mark } = addPayment.operation!;
    expect(request).toMatchObject({
      httpMethod: 'POST',
      query: {},
      body: {
        'customer-id': JANE,
        amount: '20.00',
        description: `${mark} Süpport / call & more`,
        'transaction-type': type,
        'transaction-key': mark,
        'update-total-receipt': counts,
      },
    });
  });

  it('tells all problems of the input at once, and sends nothing', async () => {
    const bad = { amount: '0', currency: 'EUR', description: '', idempotencyKey: '', reason: 'x'.repeat(501) };
    const { addPayment } = await graph.get(JustPayDocument, { input: paymentInput(bad) });
    const paths = ['amount', 'currency', 'description', 'idempotencyKey', 'reason'];
    expect(problemsOf(addPayment)).toEqual(paths.map((path) => `INVALID_INPUT input.${path}`));
    expect(await graph.calls('logicboxes')).not.toHaveProperty(FUND);
  });
});

describe('a charge or a payment whose answer was lost', () => {
  const inBooks = { state: 'RECONCILED_SUCCEEDED', evidence: { source: 'BOOKS', applied: true } };

  it('is shown when its key is asked for again', async () => {
    const charge = chargeInput();
    await graph.fault(CHARGE, 'apply_then_drop', { provider: 'logicboxes' });
    const lost = (await graph.get(ChargeDocument, { input: charge })).addCharge;
    expect(lost).toMatchObject({ operation: { state: 'UNKNOWN' }, charge: null });
    const { addCharge } = await graph.get(ChargeDocument, { input: charge });
    expect(addCharge).toMatchObject({
      userErrors: [],
      operation: { ...inBooks, id: lost.operation!.id, upstreamId: addCharge.charge!.upstreamId },
      charge: { amount: gbp('4.990'), description: 'Süpport / call & more' },
      client: { balance: { current: { currency: 'GBP' } } },
    });
    const payment = paymentInput({ paymentKind: 'CREDIT' });
    await graph.fault(FUND, 'apply_then_drop', { provider: 'logicboxes' });
    expect((await graph.get(PayDocument, { input: payment })).addPayment.operation?.state).toBe('UNKNOWN');
    const { addPayment } = await graph.get(PayDocument, { input: payment });
    expect(addPayment).toMatchObject({
      userErrors: [],
      operation: { ...inBooks, upstreamId: addPayment.deposit!.upstreamId },
      deposit: { amount: gbp('4.990'), description: 'Süpport / call & more' },
    });
    expect(await graph.calls('logicboxes')).toMatchObject({ [CHARGE]: 1, [FUND]: 1 });
  });
});

describe('a charge or a payment of nobody', () => {
  it.each([
    ['a number that LogicBoxes cannot have', 'abc'],
    ['an empty number', ''],
  ])('is refused without a call: %s', async (_what, upstreamId) => {
    const clientId = idOf(upstreamId);
    const { addCharge } = await graph.get(JustChargeDocument, { input: chargeInput({ clientId }) });
    const { addPayment } = await graph.get(JustPayDocument, { input: paymentInput({ clientId }) });
    expect(problemsOf(addCharge).concat(problemsOf(addPayment))).toEqual(
      Array<string>(2).fill('NOT_FOUND input.clientId'),
    );
    expect(await graph.calls('logicboxes')).toEqual({});
  });

  it('is refused before it is sent where the upstream knows no such client', async () => {
    const clientId = idOf('99999999');
    for (const currency of ['GBP', null]) {
      const { addCharge } = await graph.get(JustChargeDocument, { input: chargeInput({ clientId, currency }) });
      const { addPayment } = await graph.get(JustPayDocument, { input: paymentInput({ clientId, currency }) });
      const refusal = { operation: null, userErrors: [{ code: 'NOT_FOUND' }] };
      expect([addCharge, addPayment]).toMatchObject([refusal, refusal]);
    }
    expect(await graph.calls('logicboxes')).not.toHaveProperty(CHARGE);
    expect(await graph.calls('logicboxes')).not.toHaveProperty(FUND);
  });

  it('is refused at an account that is not configured', async () => {
    const clientId = globalId(JANE, 'nowhere');
    const { addCharge } = await graph.get(JustChargeDocument, { input: chargeInput({ clientId }) });
    expect(problemsOf(addCharge)).toEqual(['NOT_FOUND input.clientId']);
  });
});
