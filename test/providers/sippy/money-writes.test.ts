import { beforeEach, describe, expect, it } from 'vitest';
import { MARK_OF_A_PLAN } from '../../../src/mark.ts';
import { decimal } from '../../../src/money.ts';
import type { MoneyInput } from '../../../src/providers/records.ts';
import { struct } from '../../../src/wire/xmlrpc-values.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { drop, faulty, fixture, mark, ok, providerAt, useProvider, type Reply } from './upstream.ts';

const its = useProvider();

const money = (changes: Partial<MoneyInput> = {}): MoneyInput => ({
  clientId: '3',
  amount: decimal('4.99'),
  currency: null,
  description: null,
  ...changes,
});
const addCharge = () => its.provider.capabilities.addCharge!;
const addPayment = () => its.provider.capabilities.addPayment!;
const fieldsOf = (problems: readonly { readonly field: readonly string[] }[]) =>
  problems.map(({ field }) => field.join('.'));
const writes = () => its.upstream.calls.filter(({ method }) => method !== 'getCustomerInfo');

beforeEach(() => {
  its.upstream.on('getCustomerInfo', fixture('getCustomerInfo.documented'));
  for (const method of ['customerDebit', 'customerCredit', 'customerAddFunds']) {
    its.upstream.on(method, fixture(`${method}.documented`));
  }
});

describe('addCharge and addPayment', () => {
  it('send exactly the digits that were given and the mark, once, in the currency of the client', async () => {
    const scope = scopeOf();
    await addCharge().send(money({ amount: decimal('4.9900'), description: "50% off & 'more' [é] <x>" }), scope, mark);
    expect(await addPayment().send(money({ currency: 'USD', description: '' }), scope, mark)).toEqual({ rowId: null });
    await addPayment().send(money({ currency: 'USD', paymentKind: 'RECEIPT' }), scope, mark);
    await addPayment().send(money({ currency: 'USD', paymentKind: 'CREDIT', amount: decimal('7') }), scope, mark);
    expect(writes().map(({ method, members }) => [method, Object.entries(members)])).toEqual([
      [
        'customerDebit',
        [
          ['i_customer', 'int:3'],
          ['amount', 'double:4.9900'],
          ['currency', 'USD'],
          ['payment_notes', `${mark} 50% off & 'more' [é] <x>`],
        ],
      ],
      [
        'customerAddFunds',
        Object.entries({ i_customer: 'int:3', amount: 'double:4.99', currency: 'USD', payment_notes: mark }),
      ],
      [
        'customerAddFunds',
        Object.entries({ i_customer: 'int:3', amount: 'double:4.99', currency: 'USD', payment_notes: mark }),
      ],
      [
        'customerCredit',
        Object.entries({ i_customer: 'int:3', amount: 'double:7', currency: 'USD', payment_notes: mark }),
      ],
    ]);
    expect(scope.spent).toBe(5);
  });

  it('tell all problems of the input at once', async () => {
    const bad = money({
      clientId: 'john@example.com',
      amount: decimal('-1234567890.1234567'),
      description: 'a\nb',
      accounting: { amount: decimal('1'), conversionRate: decimal('1') },
    });
    expect(fieldsOf(await addCharge().check(bad, scopeOf()))).toEqual([
      'clientId',
      'amount',
      'amount',
      'description',
      'accounting',
    ]);
    expect(its.upstream.statuses).toEqual([]);
    const foreign = money({ amount: decimal('0.00'), currency: 'EUR', description: 'x'.repeat(256) });
    expect(fieldsOf(await addCharge().check(foreign, scopeOf()))).toEqual(['amount', 'description', 'currency']);
  });

  it.each(['0.01', '123456789012345', '0.000000000000001', '100.500000000000'])('take %s', async (amount) => {
    expect(await addCharge().check(money({ amount: decimal(amount), currency: 'USD' }), scopeOf())).toEqual([]);
  });

  it.each(['0', '-1', '1234567890123456', '1.000000000000001', '0.0000000000000001'])('refuse %s', async (amount) => {
    expect(fieldsOf(await addCharge().check(money({ amount: decimal(amount) }), scopeOf()))).toEqual(['amount']);
  });

  it('know a client that the switch does not, and pass on why it could not be asked', async () => {
    its.upstream.on('getCustomerInfo', fixture('getCustomerInfo.not-found.fault'));
    expect(await addCharge().check(money(), scopeOf())).toMatchObject([{ code: 'NOT_FOUND', field: ['clientId'] }]);
    its.upstream.on('getCustomerInfo', drop);
    expect(await errorFrom(addCharge().check(money(), scopeOf()))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(await errorFrom(addCharge().send(money(), scopeOf(), mark))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(writes()).toEqual([]);
  });

  it('demand a currency where the switch tells none, and take the one that is given', async () => {
    its.upstream.on('getCustomerInfo', ok({ customer: struct({ name: 'x' }) }));
    its.upstream.on('listCustomers', fixture('listCustomers.empty'));
    expect(fieldsOf(await addCharge().check(money(), scopeOf()))).toEqual(['currency']);
    expect(await errorFrom(addCharge().send(money(), scopeOf(), mark))).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await addCharge().check(money({ currency: 'EUR' }), scopeOf())).toEqual([]);
    its.upstream.on('listCustomers', fixture('listCustomers.documented'));
    expect(fieldsOf(await addCharge().check(money({ currency: 'EUR' }), scopeOf()))).toEqual(['currency']);
    expect(await addCharge().plan(money(), scopeOf(), mark)).toMatchObject([
      { parameters: [{}, {}, { value: 'USD' }, { value: mark }] },
    ]);
    expect(its.upstream.count('customerDebit')).toBe(0);
  });

  it('plan what they would send, from what the check has read', async () => {
    const scope = scopeOf();
    expect(await addPayment().check(money({ description: 'd' }), scope)).toEqual([]);
    expect(await addPayment().plan(money({ description: 'd' }), scope, MARK_OF_A_PLAN)).toEqual([
      {
        function: 'customerAddFunds',
        parameters: [
          { name: 'i_customer', value: '3' },
          { name: 'amount', value: '4.99' },
          { name: 'currency', value: 'USD' },
          { name: 'payment_notes', value: 'RG-(made when sent) d' },
        ],
      },
    ]);
    expect(scope.spent).toBe(1);
    expect(writes()).toEqual([]);
  });

  it('let the same operation see the books as they are afterwards', async () => {
    const scope = scopeOf();
    const { balances } = its.provider.capabilities;
    await balances.byClientIds(['3'], scope);
    await addCharge().send(money(), scope, mark);
    const changed = fixture('getCustomerInfo.documented').toString().replace('-49.88', '-44.89');
    its.upstream.on('getCustomerInfo', changed);
    expect((await balances.byClientIds(['3'], scope)).get('3')).toMatchObject({ current: '44.89' });
    its.upstream.on('customerDebit', drop);
    await errorFrom(addCharge().send(money({ currency: 'USD' }), scope, mark));
    its.upstream.on('getCustomerInfo', changed.replace('-44.89', '-1'));
    expect((await balances.byClientIds(['3'], scope)).get('3')).toMatchObject({ current: '1' });
  });
});

describe('an answer to a write', () => {
  const charge = money({ currency: 'USD' });
  const success = fixture('customerDebit.documented').toString();

  it.each<[string, Reply, string]>([
    ['a closed connection', drop, 'OUTCOME_UNKNOWN'],
    ['an empty body', '', 'OUTCOME_UNKNOWN'],
    ['an HTML page', '<html><body>Sorry</body></html>', 'OUTCOME_UNKNOWN'],
    ['truncated XML', success.slice(0, -30), 'OUTCOME_UNKNOWN'],
    ['garbage', Buffer.from([0, 255, 1, 254]), 'OUTCOME_UNKNOWN'],
    ['text after the end', `${success}x`, 'OUTCOME_UNKNOWN'],
    ['a document type', success.replace('?>', '?><!DOCTYPE x>'), 'OUTCOME_UNKNOWN'],
    ['no result', success.replace('result', 'results'), 'OUTCOME_UNKNOWN'],
    ['another result', success.replace('OK', 'PENDING'), 'OUTCOME_UNKNOWN'],
    ['a text', success.replace(/<struct>[^]*<\/struct>/, '<string>OK</string>'), 'OUTCOME_UNKNOWN'],
    ['an exception', faulty(1, "<type 'exceptions.KeyError'>:'x'"), 'OUTCOME_UNKNOWN'],
    ['a fatal error', faulty(501, 'Fatal error'), 'OUTCOME_UNKNOWN'],
    ['500', { status: 500, body: success }, 'OUTCOME_UNKNOWN'],
    ['502', { status: 502, body: '<html>' }, 'OUTCOME_UNKNOWN'],
    ['403', { status: 403, body: '<html>' }, 'OUTCOME_UNKNOWN'],
    ['302', { status: 302, body: '', headers: { location: '/' } }, 'OUTCOME_UNKNOWN'],
    ['a redirect to be repeated', { status: 307, body: '', headers: { location: '/' } }, 'UPSTREAM_UNAVAILABLE'],
    ['a refusal of its size', { status: 413, body: '' }, 'UPSTREAM_UNAVAILABLE'],
    ['a refusal of its rate', { status: 429, body: '' }, 'RATE_LIMITED'],
    ['an unknown method', fixture('any.unknown-method.fault'), 'NOT_SUPPORTED'],
    ['wrong arguments', fixture('any.no-struct.fault'), 'UPSTREAM_REJECTED'],
    ['a refusal', faulty(404, 'Customer not found'), 'NOT_FOUND'],
    ['a fault of no table', faulty(599, 'Odd'), 'UPSTREAM_REJECTED'],
    ['a fault without anything', '<methodResponse><fault/></methodResponse>', 'UPSTREAM_REJECTED'],
  ])('%s is never asked for twice', async (_, reply, code) => {
    its.upstream.on('customerDebit', reply);
    const scope = scopeOf();
    const error = await errorFrom(addCharge().send(charge, scope, mark));
    expect([error.code, error.retryable]).toEqual([code, code === 'UPSTREAM_UNAVAILABLE' || code === 'RATE_LIMITED']);
    expect(writes()).toHaveLength(1);
    expect([scope.spent, scope.endings]).toEqual([1, [code]]);
  });

  it.each<[string, Reply]>([
    ['an empty body', ''],
    ['an HTML page', '<html><body>Sorry</body></html>'],
    ['truncated XML', fixture('listCustomers.documented').toString().slice(0, -30)],
    ['garbage', Buffer.from([0, 255, 1, 254])],
    ['another result', ok().replace('OK', 'FAILED')],
    ['500', { status: 500, body: ok() }],
    ['302', { status: 302, body: '', headers: { location: '/' } }],
    ['a closed connection', drop],
  ])('to a read, %s, is no answer either and not asked for twice', async (_, reply) => {
    its.upstream.on('listCustomers', reply);
    const scope = scopeOf();
    const error = await errorFrom(its.provider.capabilities.clients.list(scope));
    expect(error).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true });
    expect(its.upstream.count('listCustomers')).toBe(1);
    expect([scope.spent, scope.endings]).toEqual([1, ['UPSTREAM_UNAVAILABLE']]);
  });

  it('that is too late or too long leaves the outcome unknown, and a read without one', async () => {
    const tight = providerAt(its.upstream.baseUrl, { writeTimeoutMs: 200, readTimeoutMs: 200, maxResponseBytes: 1000 });
    its.upstream.on('customerDebit', () => new Promise<string>(() => {}));
    expect(await errorFrom(tight.capabilities.addCharge!.send(charge, scopeOf(), mark))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    its.upstream.on('customerDebit', ok({ more: 'x'.repeat(1000) }));
    expect(await errorFrom(tight.capabilities.addCharge!.send(charge, scopeOf(), mark))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    its.upstream.on('listCustomers', () => new Promise<string>(() => {}));
    expect(await errorFrom(tight.capabilities.clients.list(scopeOf()))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    its.upstream.on('listCustomers', ok({ customers: ['x'.repeat(1000)] }));
    expect(await errorFrom(tight.capabilities.clients.list(scopeOf()))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(writes()).toHaveLength(4);
    await tight.close();
  });

  it('is waited for when the operation ends meanwhile; before it, nothing is sent', async () => {
    const controller = new AbortController();
    its.upstream.on('customerDebit', () => {
      controller.abort();
      return success;
    });
    await addCharge().send(charge, scopeOf(1, controller.signal), mark);
    expect(await errorFrom(addCharge().send(charge, scopeOf(1, controller.signal), mark))).toMatchObject({
      code: 'BUDGET_EXCEEDED',
    });
    expect(await errorFrom(addCharge().send(charge, scopeOf(0), mark))).toMatchObject({ code: 'BUDGET_EXCEEDED' });
    expect(writes()).toHaveLength(1);
  });

  it('that cannot come, since nobody listens, leaves no doubt', async () => {
    await addCharge().send(charge, scopeOf(), mark);
    await its.upstream.close();
    const error = await errorFrom(addCharge().send(charge, scopeOf(), mark));
    expect(error).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true });
    expect(error.message).toContain('nothing was sent');
  });
});
