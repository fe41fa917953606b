import { describe, expect, it } from 'vitest';
import { MARK_OF_A_PLAN } from '../../../src/mark.ts';
import { decimal } from '../../../src/money.ts';
import type { MoneyInput, ThresholdInput } from '../../../src/providers/records.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { drop, fixture, mark, providerAt, useProvider, type Reply } from './upstream.ts';

const its = useProvider();

const charge = (changes: Partial<MoneyInput> = {}): MoneyInput => ({
  clientId: '561115',
  amount: decimal('4.99'),
  currency: null,
  description: null,
  ...changes,
});

const threshold = (amount: string, email: string | null = null): ThresholdInput => ({
  clientId: '561115',
  amount: decimal(amount),
  email,
});

const addCharge = () => its.provider.capabilities.addCharge!;
const setThreshold = () => its.provider.capabilities.setClientThreshold!;
const remove = () => its.provider.capabilities.deleteClient!;
const fieldsOf = (problems: readonly { readonly field: readonly string[] }[]) =>
  problems.map(({ field }) => field.join('.'));

describe('addCharge and addPayment', () => {
  it('send exactly what was given behind the mark, once, under their own names', async () => {
    its.upstream.on('addCharge', fixture('any.success'));
    its.upstream.on('addPayment', fixture('any.success'));
    const scope = scopeOf();
    const amount = decimal('123456789012345678901234567890.120000');
    const sent = await addCharge().send(charge({ amount, description: "50% off & 'more' [é]" }), scope, mark);
    expect(sent).toEqual({ rowId: null });
    await its.provider.capabilities.addPayment!.send(charge({ currency: 'USD', description: '' }), scope, mark);
    expect(its.upstream.calls.map(({ method, verb, url, parameters }) => [method, verb, url, parameters])).toEqual([
      [
        'addCharge',
        'POST',
        '/api/v1/rest.php',
        {
          client: '561115',
          charge: '123456789012345678901234567890.120000',
          description: `${mark} 50% off & 'more' [é]`,
        },
      ],
      ['addPayment', 'POST', '/api/v1/rest.php', { client: '561115', payment: '4.99', description: mark }],
    ]);
    expect(scope.spent).toBe(2);
  });

  it('tell all problems of the input at once, without a call', async () => {
    const bad = charge({
      clientId: 'john@example.com',
      amount: decimal('-0.0000001'),
      currency: 'CAD',
      description: 'a\nb',
    });
    const problems = await addCharge().check(bad, scopeOf());
    expect(fieldsOf(problems)).toEqual(['clientId', 'amount', 'amount', 'currency', 'description']);
    expect(await addCharge().check(charge({ amount: decimal('0.00') }), scopeOf())).toHaveLength(1);
    expect(await addCharge().check(charge({ description: 'x'.repeat(256) }), scopeOf())).toHaveLength(1);
    expect(await addCharge().check(charge({ description: '\ud800' }), scopeOf())).toHaveLength(1);
    const good = charge({ amount: decimal('0.000001'), currency: 'USD', description: 'x'.repeat(255) });
    expect(await addCharge().check(good, scopeOf())).toEqual([]);
    expect(its.upstream.calls).toHaveLength(0);
  });

  it('plan what they would send', async () => {
    expect(await addCharge().plan(charge({ description: 'd' }), scopeOf(), MARK_OF_A_PLAN)).toEqual([
      {
        function: 'addCharge',
        parameters: [
          { name: 'client', value: '561115' },
          { name: 'charge', value: '4.99' },
          { name: 'description', value: 'RG-(made when sent) d' },
        ],
      },
    ]);
    expect(its.upstream.calls).toHaveLength(0);
  });

  it("rehearse with the upstream's own dry run, whose lost answer leaves no doubt", async () => {
    its.upstream.on('addCharge', fixture('any.success'));
    await addCharge().rehearse!(charge({ description: 'Support call' }), scopeOf());
    expect(its.upstream.calls[0]?.parameters).toEqual({
      client: '561115',
      charge: '4.99',
      // As long as it would be in earnest.
      description: expect.stringMatching(/^RG-[0-9A-Z]{12} Support call$/) as string,
      test: '1',
    });
    its.upstream.on('addCharge', '{"status":"invalid_client"}');
    expect(await errorFrom(addCharge().rehearse!(charge(), scopeOf()))).toMatchObject({ code: 'NOT_FOUND' });
    its.upstream.on('addCharge', drop);
    expect(await errorFrom(addCharge().rehearse!(charge(), scopeOf()))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(its.upstream.calls).toHaveLength(3);
  });
});

describe('an answer to a write', () => {
  it.each<[string, Reply, string]>([
    ['a closed connection', drop, 'OUTCOME_UNKNOWN'],
    ['an empty body', fixture('any.empty'), 'OUTCOME_UNKNOWN'],
    ['an HTML page', fixture('any.html'), 'OUTCOME_UNKNOWN'],
    ['truncated JSON', '{"status":"succ', 'OUTCOME_UNKNOWN'],
    ['an object without status', fixture('any.no-status'), 'OUTCOME_UNKNOWN'],
    ['another JSON value', fixture('any.list'), 'OUTCOME_UNKNOWN'],
    ['an empty status', '{"status":""}', 'OUTCOME_UNKNOWN'],
    ['a fault on the way', '{"status":"tls_error"}', 'OUTCOME_UNKNOWN'],
    ['a refusal of its own description', '{"status":"used_description"}', 'OUTCOME_UNKNOWN'],
    ['500', { status: 500, body: '{"status":"success"}' }, 'OUTCOME_UNKNOWN'],
    ['502', { status: 502, body: '<html>' }, 'OUTCOME_UNKNOWN'],
    ['503', { status: 503, body: '<html>' }, 'OUTCOME_UNKNOWN'],
    ['403', { status: 403, body: '<html>' }, 'OUTCOME_UNKNOWN'],
    ['302', { status: 302, body: '' }, 'OUTCOME_UNKNOWN'],
    ['a redirect to be repeated', { status: 301, body: '' }, 'UPSTREAM_UNAVAILABLE'],
    ['a refusal of its size', { status: 413, body: '' }, 'UPSTREAM_UNAVAILABLE'],
    ['a refusal of its rate', { status: 429, body: '' }, 'RATE_LIMITED'],
    ['a refusal', '{"status":"invalid_charge"}', 'INVALID_INPUT'],
    ['the minute limit', '{"status":"api_limit_exceeded"}', 'RATE_LIMITED'],
    ['a code of no table', '{"status":"brand_new_code"}', 'UPSTREAM_REJECTED'],
    ['a code that would mean an empty list', '{"status":"no_such_thing"}', 'UPSTREAM_REJECTED'],
  ])('%s is never asked for twice', async (_, reply, code) => {
    its.upstream.on('addCharge', reply);
    const error = await errorFrom(addCharge().send(charge(), scopeOf(), mark));
    expect(error.code).toBe(code);
    expect(its.upstream.calls).toHaveLength(1);
  });

  it('that is too late or too long leaves the outcome unknown', async () => {
    const tight = providerAt(its.upstream.baseUrl, { writeTimeoutMs: 50, maxResponseBytes: 100 });
    its.upstream.on('addCharge', () => new Promise<string>(() => {}));
    const late = tight.capabilities.addCharge!.send(charge(), scopeOf(), mark);
    expect(await errorFrom(late)).toMatchObject({ code: 'OUTCOME_UNKNOWN', retryable: false });
    its.upstream.on('addCharge', `{"status":"success","x":"${'x'.repeat(100)}"}`);
    const long = tight.capabilities.addCharge!.send(charge(), scopeOf(), mark);
    expect(await errorFrom(long)).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect(its.upstream.calls).toHaveLength(2);
    await tight.close();
  });

  it('is waited for when the operation ends meanwhile; before it, nothing is sent', async () => {
    const controller = new AbortController();
    its.upstream.on('addCharge', () => {
      controller.abort();
      return fixture('any.success');
    });
    await addCharge().send(charge(), scopeOf(1, controller.signal), mark);
    expect(await errorFrom(addCharge().send(charge(), scopeOf(1, controller.signal), mark))).toMatchObject({
      code: 'BUDGET_EXCEEDED',
    });
    expect(await errorFrom(addCharge().send(charge(), scopeOf(0), mark))).toMatchObject({ code: 'BUDGET_EXCEEDED' });
    expect(its.upstream.calls).toHaveLength(1);
  });

  it('that cannot come, since nobody listens, leaves no doubt', async () => {
    await its.upstream.close();
    const error = await errorFrom(addCharge().send(charge(), scopeOf(), mark));
    expect(error).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true });
    expect(error.message).toContain('nothing was sent');
  });
});

describe('setClientThreshold', () => {
  it('sends a whole amount, and the address only when given', async () => {
    its.upstream.on('setClientThreshold', fixture('any.success'));
    await setThreshold().send(threshold('130.00'), scopeOf(), mark);
    await setThreshold().send(threshold('10', 'a@example.com'), scopeOf(), mark);
    expect(its.upstream.calls.map(({ parameters }) => parameters)).toEqual([
      { client: '561115', threshold: '130' },
      { client: '561115', threshold: '10', email: 'a@example.com' },
    ]);
    expect(await setThreshold().plan(threshold('130.00'), scopeOf(), mark)).toMatchObject([
      { function: 'setClientThreshold', parameters: [{ value: '561115' }, { name: 'threshold', value: '130' }] },
    ]);
  });

  it.each(['1', '1.00', '250', '250.000'])('takes %s', async (amount) => {
    expect(await setThreshold().check(threshold(amount), scopeOf())).toEqual([]);
  });

  it.each(['0', '0.99', '250.01', '251', '-5', '10.5'])('does not take %s', async (amount) => {
    const problems = await setThreshold().check(threshold(amount, 'nobody'), scopeOf());
    expect(fieldsOf(problems)).toEqual(['amount', 'email']);
  });
});

describe('deleteClient', () => {
  it('sends delClient', async () => {
    its.upstream.on('delClient', fixture('any.success'));
    await remove().send({ clientId: '561115' }, scopeOf(), mark);
    expect(its.upstream.calls.map(({ method, parameters }) => [method, parameters])).toEqual([
      ['delClient', { client: '561115' }],
    ]);
    expect(fieldsOf(await remove().check({ clientId: 'x' }, scopeOf()))).toEqual(['clientId']);
    expect(await remove().plan({ clientId: '1' }, scopeOf(), mark)).toMatchObject([{ function: 'delClient' }]);
  });

  it('names the remedy when the client still has numbers', async () => {
    its.upstream.on('delClient', '{"status":"account_with_dids","message":"The Account has DIDs assigned to it."}');
    const error = await errorFrom(remove().send({ clientId: '561115' }, scopeOf(), mark));
    expect(error).toMatchObject({ code: 'INVALID_INPUT', details: { upstreamCode: 'account_with_dids' } });
    expect(error.message).toContain('phone numbers');
  });
});
