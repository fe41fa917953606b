import { beforeEach, describe, expect, it } from 'vitest';
import { addDecimals, compareDecimals, decimal, isPositive, negateDecimal, type Decimal } from '../../src/money.ts';
import {
  ChargeDocument,
  JustChargeDocument,
  JustPayDocument,
  PayDocument,
  SippyBalancesDocument,
  SippyLedgersDocument,
  SippyPortfolioDocument,
  SippySignupDocument,
  SippyWholeDocument,
} from '../generated/graphql.ts';
import { freshKey, Graph, useGraph } from './harness.ts';
import { problemsOf } from './inputs.ts';
import { ACME, logIn, SIPPY, sippyId, sippySignup, switchOf } from './sippy-inputs.ts';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const eur = (amount: string) => ({ amount, currency: 'EUR' });

/** An amount for the documented client, under a fresh key. */
const inputOf = (amount: string, more: object = {}) => ({
  clientId: sippyId(),
  amount,
  idempotencyKey: freshKey(),
  ...more,
});

describe('charges and payments', () => {
  const graph = useGraph({ providers: ['sippy'], clients: 3 });
  beforeEach(() => logIn(graph));

  it('customerDebit lowers the funds once, and shows the new charge', async () => {
    const { addCharge } = await graph.get(ChargeDocument, {
      input: inputOf('4.99', { description: 'Süpport <call>' }),
    });
    expect(addCharge).toMatchObject({
      userErrors: [],
      operation: { kind: 'ADD_CHARGE', state: 'SUCCEEDED', delivery: 'PROBED', amount: usd('4.99') },
      charge: { amount: usd('4.99'), description: 'Süpport <call>' },
      client: { balance: { current: usd('44.89') } },
    });
    // The client is read before, for its currency, and after, for the answer.
    expect(await graph.calls('sippy')).toEqual({ customerDebit: 1, getCustomerInfo: 2, getPaymentsList: 1 });
    const { client } = await graph.get(SippyWholeDocument, { upstreamId: ACME });
    expect(client?.charges).toMatchObject({ totalCount: 2, totalAmount: usd('55.11') });
    expect(client?.charges?.nodes[0]).toMatchObject({
      upstreamId: addCharge.charge?.upstreamId,
      upstreamType: 'debit',
    });
    expect(client?.deposits?.totalCount).toBe(0);
    // At the switch the mark stands in front of the notes, by which the entry could be found.
    const { payments } = await switchOf(graph).call('getPaymentsList', { i_customer: Number(ACME), type: 'debit' });
    expect(payments).toContainEqual(expect.objectContaining({ notes: `${addCharge.operation!.mark} Süpport <call>` }));
  });

  it('customerAddFunds raises the funds once, for money that came in', async () => {
    const { addPayment } = await graph.get(PayDocument, { input: inputOf('20.12', { description: 'Wire 7' }) });
    expect(addPayment).toMatchObject({
      userErrors: [],
      operation: { kind: 'ADD_PAYMENT', state: 'SUCCEEDED', delivery: 'PROBED', amount: usd('20.12') },
      deposit: { amount: usd('20.12'), description: 'Wire 7' },
      client: { balance: { current: usd('70.0') } },
    });
    expect(await graph.calls('sippy')).toEqual({ customerAddFunds: 1, getCustomerInfo: 2, getPaymentsList: 1 });
    const receipt = inputOf('1', { paymentKind: 'RECEIPT', currency: 'USD' });
    await graph.get(JustPayDocument, { input: receipt });
    expect(await graph.calls('sippy')).toMatchObject({ customerAddFunds: 2 });
    const { client } = await graph.get(SippyWholeDocument, { upstreamId: ACME });
    expect(client).toMatchObject({
      balance: { current: usd('71.0') },
      deposits: { totalCount: 2, totalAmount: usd('21.12') },
      charges: { totalCount: 1 },
    });
  });

  it('customerCredit raises the funds once, for a credit that is granted', async () => {
    const { addPayment } = await graph.get(PayDocument, { input: inputOf('42.24', { paymentKind: 'CREDIT' }) });
    expect(addPayment).toMatchObject({
      userErrors: [],
      operation: { kind: 'ADD_PAYMENT', state: 'SUCCEEDED', amount: usd('42.24') },
      deposit: { amount: usd('42.24'), description: '' },
      client: { balance: { current: usd('92.12') } },
    });
    expect(await graph.calls('sippy')).toEqual({ customerCredit: 1, getCustomerInfo: 2, getPaymentsList: 1 });
  });

  it('are shown when their answer was lost and their key is asked for again', async () => {
    const charge = inputOf('4.99', { description: 'Süpport <call>' });
    await graph.fault('customerDebit', 'apply_then_drop', { provider: 'sippy' });
    const lost = (await graph.get(ChargeDocument, { input: charge })).addCharge;
    expect(lost).toMatchObject({ operation: { state: 'UNKNOWN' }, charge: null });
    const { addCharge } = await graph.get(ChargeDocument, { input: charge });
    const inBooks = { state: 'RECONCILED_SUCCEEDED', evidence: { source: 'BOOKS', applied: true } };
    expect(addCharge).toMatchObject({
      userErrors: [],
      operation: { ...inBooks, id: lost.operation!.id, upstreamId: addCharge.charge!.upstreamId },
      charge: { amount: usd('4.99'), description: 'Süpport <call>' },
      client: { balance: { current: usd('44.89') } },
    });
    const payment = inputOf('4.99', { paymentKind: 'CREDIT' });
    await graph.fault('customerCredit', 'apply_then_drop', { provider: 'sippy' });
    expect((await graph.get(PayDocument, { input: payment })).addPayment.operation?.state).toBe('UNKNOWN');
    const { addPayment } = await graph.get(PayDocument, { input: payment });
    expect(addPayment).toMatchObject({
      userErrors: [],
      operation: { ...inBooks, upstreamId: addPayment.deposit!.upstreamId },
      deposit: { amount: usd('4.99'), description: '' },
      client: { balance: { current: usd('49.88') } },
    });
    expect(await graph.calls('sippy')).toMatchObject({ customerDebit: 1, customerCredit: 1 });
  });

  it('are sent once for a key, however often they are asked for', async () => {
    const twice = inputOf('5');
    const answers = await Promise.all(Array.from({ length: 8 }, () => graph.get(JustChargeDocument, { input: twice })));
    expect(new Set(answers.map(({ addCharge }) => addCharge.operation?.id)).size).toBe(1);
    expect((await graph.calls('sippy'))['customerDebit']).toBe(1);
    const other = await graph.get(JustChargeDocument, { input: { ...twice, amount: '6' } });
    expect(problemsOf(other.addCharge)).toEqual(['IDEMPOTENCY_CONFLICT input.idempotencyKey']);
    const { client } = await graph.get(SippyWholeDocument, { upstreamId: ACME });
    expect(client?.balance?.current).toEqual(usd('44.88'));
  });

  it('stand without their entry where the books do not show it', async () => {
    await graph.set({ manualPayments: 'hidden' }, 'sippy');
    const { addCharge } = await graph.get(ChargeDocument, { input: inputOf('0.88', { description: 'x' }) });
    expect(addCharge).toMatchObject({ userErrors: [], charge: null, client: { balance: { current: usd('49.0') } } });
    await graph.set({ manualPayments: 'listed', notesCutAt: 3 }, 'sippy');
    const { addPayment } = await graph.get(PayDocument, { input: inputOf('1', { description: 'Wire 7' }) });
    expect(addPayment).toMatchObject({ userErrors: [], deposit: null, client: { balance: { current: usd('50.0') } } });
  });
});

interface Row {
  readonly i_customer: string;
  readonly balance: Decimal;
  readonly base_currency: string;
}

/** What the switch lists, in the natural sign. */
async function listed(graph: Graph): Promise<readonly Row[]> {
  const { customers } = await switchOf(graph).call('listCustomers');
  return customers as Row[];
}

function sum(amounts: readonly Decimal[]): Decimal {
  return amounts.reduce(addDecimals, decimal('0'));
}

/** Sums over the rows of one currency. */
function totalOf(rows: readonly Row[], currency: string) {
  const own = rows.filter(({ base_currency }) => base_currency === currency).map(({ balance }) => balance);
  const funds = sum(own.filter(isPositive));
  const owed = negateDecimal(sum(own.filter((amount) => !isPositive(amount))));
  return { currency, clientCount: own.length, funds, owed, net: addDecimals(funds, negateDecimal(owed)) };
}

describe('clients with currencies of their own', () => {
  const graph = useGraph({ providers: ['sippy'], clients: 40 });
  beforeEach(() => logIn(graph));

  it('stand side by side, each amount in its own', async () => {
    const rows = await listed(graph);
    const currencyOf = new Map(rows.map((row) => [row.i_customer, row.base_currency]));
    expect(new Set(currencyOf.values())).toEqual(new Set(['EUR', 'USD']));
    const { clients } = await graph.get(SippyLedgersDocument, { first: 100 });
    for (const node of clients.nodes) {
      const currency = currencyOf.get(node!.upstreamId);
      const sides = [node!.charges!, node!.deposits!];
      const money = sides.flatMap((side) => [side.totalAmount, ...side.nodes.map((row) => row?.amount)]);
      expect(new Set(money.map((amount) => amount?.currency))).toEqual(new Set([currency]));
    }
    const { data } = await graph.ask('{ account(name: "sippy-demo") { currency } }');
    expect(data).toEqual({ account: { currency: null } });
  });

  it('have no deposit of a payment that failed', async () => {
    const direct = switchOf(graph);
    const { clients } = await graph.get(SippyLedgersDocument, { first: 100 });
    const shown = clients.nodes.flatMap((node) => node?.deposits?.nodes ?? []).length;
    const lists = await Promise.all(
      clients.nodes.map((node) =>
        direct.call('getPaymentsList', { i_customer: Number(node!.upstreamId), type: 'credit' }),
      ),
    );
    const rows = lists.flatMap(({ payments }) => payments as { tx_result: string }[]);
    expect(rows.filter(({ tx_result }) => tx_result === '2').length).toBeGreaterThan(0);
    expect(shown).toBe(rows.filter(({ tx_result }) => tx_result === '1').length);
  });

  it('are added up currency by currency', async () => {
    const rows = await listed(graph);
    const { portfolio } = await graph.get(SippyPortfolioDocument, {});
    expect(portfolio).toMatchObject({ clientCount: 41, completeness: { complete: true } });
    const totals = portfolio.totals.map(({ currency, clientCount, funds, owed, net }) => {
      expect([funds.currency, owed.currency, net.currency]).toEqual([currency, currency, currency]);
      return { currency, clientCount, funds: funds.amount, owed: owed.amount, net: net.amount };
    });
    const expected = ['EUR', 'USD'].map((currency) => totalOf(rows, currency));
    expect(totals.map(({ currency, clientCount }) => [currency, clientCount])).toEqual(
      expected.map(({ currency, clientCount }) => [currency, clientCount]),
    );
    for (const [index, total] of totals.entries()) {
      for (const name of ['funds', 'owed', 'net'] as const) {
        expect(compareDecimals(decimal(total[name]), expected[index]![name]), `${total.currency} ${name}`).toBe(0);
      }
    }
    // One with a debt and one with funds in each, so that no sum is empty.
    expect(expected.every(({ funds, owed }) => isPositive(funds) && isPositive(owed))).toBe(true);
  });

  it('are charged and paid in their own, and in no other', async () => {
    const { signupSippyClient } = await graph.get(SippySignupDocument, {
      input: sippySignup({ tariffId: 2, paymentCurrency: 'EUR', initialBalance: '10', creditLimit: '99.5' }),
    });
    const { id, balance } = signupSippyClient.client!;
    expect(balance).toEqual({ current: eur('10.0'), creditLimit: eur('99.5') });
    const input = { clientId: id, amount: '2.5', idempotencyKey: freshKey() };
    const { addCharge } = await graph.get(ChargeDocument, { input });
    expect(addCharge).toMatchObject({
      operation: { state: 'SUCCEEDED', amount: eur('2.5') },
      charge: { amount: eur('2.5') },
      client: { balance: { current: eur('7.5') } },
    });
    await graph.forgetCalls();
    const wrong = { ...input, currency: 'USD', idempotencyKey: freshKey() };
    for (const outcome of [
      (await graph.get(JustChargeDocument, { input: wrong })).addCharge,
      (await graph.get(JustPayDocument, { input: wrong })).addPayment,
    ]) {
      expect(problemsOf(outcome)).toEqual(['INVALID_INPUT input.currency']);
      expect(outcome.userErrors[0]?.message).toContain('EUR');
      expect(outcome.operation).toBeNull();
    }
    expect(await graph.calls('sippy')).toEqual({ getCustomerInfo: 2 });
  });
});

describe("the sign of the switch's list", () => {
  it.each(['natural', 'inverted'])('is found out where it is %s, and balances are right', async (listBalance) => {
    const graph = await Graph.start({ providers: ['sippy'], clients: 40 });
    try {
      const natural = new Map((await listed(graph)).map((row) => [row.i_customer, row.balance]));
      await graph.set({ listBalance }, 'sippy');
      await logIn(graph);
      const { clients } = await graph.get(SippyBalancesDocument, { first: 100 });
      expect(await graph.calls('sippy')).toEqual({ listCustomers: 1, getCustomerInfo: 1 });
      const amounts = clients.nodes.map((node) => [node?.upstreamId, node?.balance?.current.amount] as const);
      expect(new Map(amounts)).toEqual(natural);
      // One by one the sign is documented: both ways must agree.
      const single = `client(account: "${SIPPY}", upstreamId: "${ACME}") { balance { current { amount } } }`;
      expect((await graph.ask(`{ ${single} }`)).data).toEqual({
        client: { balance: { current: { amount: '49.88' } } },
      });
      expect(natural.get(ACME)).toBe('49.88');
    } finally {
      await graph.close();
    }
  });
});
