import { describe, expect, it } from 'vitest';
import { MARK_OF_A_PLAN } from '../../../src/mark.ts';
import { decimal } from '../../../src/money.ts';
import { accounting, jane, mark, money } from './inputs.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { drop, fieldsOf, fixture, page, providerAt, refusal, row, useProvider } from './upstream.ts';

const its = useProvider();

const CHARGE = 'billing/add-customer-debit-note';
const FUND = 'billing/add-customer-fund';
const SEARCH = 'billing/customer-transactions/search';
const BALANCE = 'billing/customer-balance';

describe('addCharge', () => {
  it('sends a debit note of now with exactly the digits that were given', async () => {
    its.upstream.on(CHARGE, '88000099');
    const amount = decimal('123456789012345678901234567890.120');
    const before = Math.floor(Date.now() / 1000);
    await its.can.addCharge.send(money({ amount, description: "50% off & 'more' [é]", accounting }), scopeOf(), mark);
    const [call] = its.upstream.calls;
    const now = Number(call?.get('debit-note-date'));
    expect(call?.parameters).toEqual([
      ['customer-id', jane],
      ['selling-amount', '123456789012345678901234567890.120'],
      ['description', `${mark} 50% off & 'more' [é]`],
      ['debit-note-date', String(now)],
      ['transaction-key', mark],
      ['update-total-receipt', 'false'],
      ['accounting-amount', '6.31'],
      ['conversion-rate', '1.2645'],
    ]);
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now() / 1000);
    expect(its.can.addCharge.delivery).toBe('probed');
  });

  it('leaves the accounting side out where it is not given', async () => {
    its.upstream.on(CHARGE, '88000099');
    await its.can.addCharge.send(money(), scopeOf(), mark);
    expect(its.upstream.calls[0]?.parameters.map(([name]) => name)).not.toContain('accounting-amount');
  });

  it('asks for the accounting side where the ledger shows two currencies', async () => {
    its.upstream.on(SEARCH, fixture('billing-customer-transactions-search.documented'));
    const problems = await its.can.addCharge.check(money(), scopeOf());
    expect(problems).toMatchObject([{ code: 'INVALID_INPUT', field: ['accounting'] }]);
    expect(problems[0]?.message).toMatch(/GBP .* USD/);
    expect(its.upstream.calls[0]?.parameters).toEqual([
      ['no-of-records', '1'],
      ['page-no', '1'],
      ['customer-id', jane],
    ]);
    expect(await its.can.addCharge.check(money({ accounting }), scopeOf())).toEqual([]);
    expect(its.upstream.calls).toHaveLength(1);
  });

  it.each([
    ['one currency', page([row('1', { accountingcurrencysymbol: 'GBP' })])],
    ['a currency unsaid', page([row('1')])],
    ['no rows', page([])],
    ['an unknown client', refusal('Invalid customer-id')],
  ] as const)('does not ask for it with %s', async (_, answer) => {
    its.upstream.on(SEARCH, answer);
    expect(await its.can.addCharge.check(money(), scopeOf())).toEqual([]);
  });

  it('cannot be checked while the upstream is away', async () => {
    its.upstream.on(SEARCH, drop);
    expect(await errorFrom(its.can.addCharge.check(money(), scopeOf()))).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
    });
  });

  it('plans what it would send, with the mark in both places', async () => {
    expect(await its.can.addCharge.plan(money({ accounting }), scopeOf(), MARK_OF_A_PLAN)).toEqual([
      {
        function: CHARGE,
        parameters: [
          { name: 'customer-id', value: jane },
          { name: 'selling-amount', value: '4.99' },
          { name: 'description', value: `${MARK_OF_A_PLAN} Support call` },
          { name: 'debit-note-date', value: '[made when sent]' },
          { name: 'transaction-key', value: MARK_OF_A_PLAN },
          { name: 'update-total-receipt', value: 'false' },
          { name: 'accounting-amount', value: '6.31' },
          { name: 'conversion-rate', value: '1.2645' },
        ],
      },
    ]);
    expect(its.upstream.calls).toHaveLength(0);
  });
});

describe('addPayment', () => {
  it.each([
    [undefined, 'receipt', 'true'],
    [null, 'receipt', 'true'],
    ['RECEIPT', 'receipt', 'true'],
    ['CREDIT', 'credit', 'false'],
  ] as const)('sends %s as a %s', async (paymentKind, type, counts) => {
    its.upstream.on(FUND, '88000099');
    const input = paymentKind === undefined ? money() : money({ paymentKind });
    await its.can.addPayment.send(input, scopeOf(), mark);
    expect(its.upstream.calls[0]?.parameters).toEqual([
      ['customer-id', jane],
      ['amount', '4.99'],
      ['description', `${mark} Support call`],
      ['transaction-type', type],
      ['transaction-key', mark],
      ['update-total-receipt', counts],
    ]);
  });

  it('has the same key in a second attempt', async () => {
    its.upstream.on(FUND, { status: 429, body: '' });
    expect(await errorFrom(its.can.addPayment.send(money(), scopeOf(), mark))).toMatchObject({ code: 'RATE_LIMITED' });
    its.upstream.on(FUND, '88000099');
    await its.can.addPayment.send(money(), scopeOf(), mark);
    expect(its.upstream.calls.map((call) => call.get('transaction-key'))).toEqual([mark, mark]);
  });

  it.each([
    ['88000099', '88000099'],
    ['"88000099"', '88000099'],
    ['true', null],
    ['Success', null],
    ['{"status":"Success","customertransid":"1"}', null],
  ])('tells the id that the answer %s is', async (answer, rowId) => {
    its.upstream.on(FUND, answer);
    expect(await its.can.addPayment.send(money(), scopeOf(), mark)).toEqual({ rowId });
  });

  it('plans what it would send', async () => {
    const [request] = await its.can.addPayment.plan(money({ paymentKind: 'CREDIT' }), scopeOf(), mark);
    expect(request?.function).toBe(FUND);
    expect(request?.parameters).toContainEqual({ name: 'transaction-key', value: mark });
    expect(request?.parameters).toContainEqual({ name: 'transaction-type', value: 'credit' });
    expect(its.upstream.calls).toHaveLength(0);
  });
});

describe('the check of both', () => {
  it('tells all problems at once, without a call where the id is none', async () => {
    const bad = money({
      clientId: 'jane@example.com',
      amount: decimal('-0.0001'),
      currency: 'GBP',
      description: 'a\nb',
      accounting: { amount: decimal('0.0000'), conversionRate: decimal('-1') },
    });
    expect(fieldsOf(await its.can.addCharge.check(bad, scopeOf()))).toEqual([
      'clientId',
      'amount',
      'amount',
      'description',
      'accounting.amount',
      'accounting.amount',
      'accounting.conversionRate',
    ]);
    expect(fieldsOf(await its.can.addPayment.check(bad, scopeOf()))).toEqual([
      'clientId',
      'amount',
      'amount',
      'description',
      'accounting',
    ]);
    expect(its.upstream.calls).toHaveLength(0);
  });

  it.each([null, '', '  '])('demands a description instead of %j', async (description) => {
    expect(fieldsOf(await its.can.addPayment.check(money({ description }), scopeOf()))).toEqual(['description']);
  });

  it.each(['0.001', '99999999999999999999.999', '5'])('takes %s', async (amount) => {
    expect(await its.can.addPayment.check(money({ amount: decimal(amount) }), scopeOf())).toEqual([]);
    expect(its.upstream.calls).toHaveLength(0);
  });

  it("compares a given currency with the client's", async () => {
    its.upstream.on(BALANCE, fixture('billing-customer-balance.documented'));
    expect(await its.can.addPayment.check(money({ currency: 'GBP' }), scopeOf())).toEqual([]);
    const [problem] = await its.can.addPayment.check(money({ currency: 'USD' }), scopeOf());
    expect(problem).toMatchObject({ code: 'INVALID_INPUT', field: ['currency'] });
    expect(problem?.message).toContain('GBP');
    its.upstream.on(BALANCE, '{"sellingcurrencybalance":1}');
    expect(fieldsOf(await its.can.addPayment.check(money({ currency: 'USD' }), scopeOf()))).toEqual(['currency']);
    its.upstream.on(BALANCE, refusal('Invalid customer-id'));
    expect(await its.can.addPayment.check(money({ currency: 'USD' }), scopeOf())).toMatchObject([
      { code: 'NOT_FOUND', field: ['clientId'] },
    ]);
    its.upstream.on(BALANCE, drop);
    const lost = its.can.addPayment.check(money({ currency: 'USD' }), scopeOf());
    expect(await errorFrom(lost)).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it('compares it with the configured one and with what the balance tells', async () => {
    const provider = providerAt(its.upstream.baseUrl, { currency: 'EUR' });
    const { addPayment } = provider.capabilities;
    expect(fieldsOf(await addPayment!.check(money({ currency: 'GBP' }), scopeOf()))).toEqual(['currency']);
    expect(its.upstream.calls).toHaveLength(0);
    for (const [symbol, fields] of [
      ['EUR', []],
      ['GBP', ['currency']],
    ] as const) {
      its.upstream.on('billing/customer-balance', `{"currencysymbol":"${symbol}","sellingcurrencybalance":1.00}`);
      expect(fieldsOf(await addPayment!.check(money({ currency: 'EUR' }), scopeOf()))).toEqual(fields);
    }
    await provider.close();
  });
});
