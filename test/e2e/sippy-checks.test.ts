import { beforeEach, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/ids.ts';
import type { WrittenFragment } from '../generated/graphql.ts';
import { freshKey, useGraph } from './harness.ts';
import { problemsOf } from './inputs.ts';
import { inputIn, parametersIn, planOf } from './plans.ts';
import { ACME, everyAttribute, everyValue, logIn, switchOf } from './sippy-inputs.ts';
import { clientWritesOf, mutationsOf } from './sippy-mutations.ts';

const graph = useGraph({ providers: ['sippy'], clients: 2 });
beforeEach(() => logIn(graph));

const { signup, update, change, charge, pay, threshold, suspend, resume, remove, reset } = mutationsOf(graph);
const writes = clientWritesOf(graph);

/** All clients, and what belongs to the documented one, past the gateway. */
const stateOf = async (): Promise<readonly object[]> => {
  const direct = switchOf(graph);
  const ofAcme = ['getCustomerInfo', 'getPaymentsList', 'getLowBalance'];
  const i_customer = Number(ACME);
  return Promise.all([direct.call('listCustomers'), ...ofAcme.map((method) => direct.call(method, { i_customer }))]);
};

/** A problem with a field of the input. */
const line = (path: string) => `INVALID_INPUT input.${path}`;

describe('problems of an input', () => {
  const badTexts = { name: 'x'.repeat(33), webLogin: 'x'.repeat(33), email: 'nope', language: 'EN', company: 'a\nb' };
  const badRest = {
    webPassword: ' ',
    paymentCurrency: 'usd',
    creditLimit: '-1',
    commissionPercent: '1.2345678901234567',
  };
  const bad = { ...badTexts, ...badRest, description: 'x'.repeat(129), minimumPaymentAmount: '-0.5' };

  it('all come at once, and nothing is sent: sign-up', async () => {
    const key = { idempotencyKey: 'has a blank', reason: 'x'.repeat(501) };
    const payload = await signup({ ...bad, ...key, initialBalance: '1234567890123456' });
    const names = [...Object.keys(bad), ...Object.keys(key), 'initialBalance'];
    expect(problemsOf(payload)).toEqual(names.map(line).toSorted());
    expect(payload.operation).toBeNull();
    expect(await graph.calls('sippy')).toEqual({});
    const elsewhere = await signup({ account: 'nowhere' });
    expect(problemsOf(elsewhere)).toEqual(['NOT_FOUND input.account']);
  });

  it('all come at once, and nothing is sent: changes', async () => {
    expect(problemsOf(await update({ ...bad, idempotencyKey: 'has a blank' }))).toEqual(
      [...Object.keys(bad), 'idempotencyKey'].map(line).toSorted(),
    );
    const nulls = { name: null, webPassword: null, apiAccess: null, creditLimit: null, accountsRights: null };
    expect(problemsOf(await update(nulls))).toEqual(Object.keys(nulls).map(line).toSorted());
    const common = {
      company: 'a\nb',
      email: 'nope',
      password: '',
      balanceManagement: '1',
      address: { city: 'a\u0007' },
    };
    const paths = ['company', 'email', 'password', 'balanceManagement', 'address.city'];
    expect(problemsOf(await change(common))).toEqual(paths.map(line).toSorted());
    expect(await update({})).toMatchObject({ operation: null, userErrors: [{ code: 'INVALID_INPUT', path: null }] });
    expect(await graph.calls('sippy')).toEqual({});
  });

  it('all come at once, and no money moves', async () => {
    const given = {
      amount: '-0.1234567890123456',
      currency: 'EUR',
      description: 'a\nb',
      idempotencyKey: 'has a blank',
    };
    const accounting = { amount: '1', conversionRate: '1' };
    const names = ['amount', 'amount', 'currency', 'description', 'idempotencyKey', 'accounting'];
    const found = problemsOf(await charge({ ...given, accounting }));
    expect(new Set(found)).toEqual(new Set(names.map(line)));
    expect(await pay({ ...given, amount: '0.00' })).toMatchObject({ operation: null });
    expect(await graph.calls('sippy')).toEqual({ getCustomerInfo: 2 });
  });

  it('all come at once: threshold, suspension, one-time password', async () => {
    const set = await threshold({ amount: '-1', email: 'a@example.com', idempotencyKey: 'has a blank' });
    expect(problemsOf(set)).toEqual(['amount', 'email', 'idempotencyKey'].map(line));
    expect(problemsOf(await suspend({ service: 'a@b', reason: 'x'.repeat(501) }))).toEqual(
      ['reason', 'service'].map(line),
    );
    expect(problemsOf(await reset({ webLogin: '', idempotencyKey: '' }))).toEqual(
      ['idempotencyKey', 'webLogin'].map(line),
    );
    expect(await graph.calls('sippy')).toEqual({});
  });

  it.each(Object.keys(writes))('that names no client of the switch: %s', async (name) => {
    for (const id of ['', 'abc', '0003', '-3', '2147483648', '3 ']) {
      const payload = await writes[name]!({}, id);
      expect(problemsOf(payload), `id ${id}`).toEqual(['NOT_FOUND input.clientId']);
    }
    const elsewhere = await writes[name]!({ clientId: encodeGlobalId('Client', 'nowhere', ACME) });
    expect(problemsOf(elsewhere)).toEqual(['NOT_FOUND input.clientId']);
    expect(problemsOf(await writes[name]!({ clientId: 'x' }))).toEqual(['INVALID_INPUT input.clientId']);
    expect(await graph.calls('sippy')).toEqual({});
  });
});

/** A dry run, in which no secret may stand: what would be sent, how far it can be proven, and the balance. */
const planned = async (run: () => Promise<WrittenFragment>) => {
  const plan = await planOf(graph, run);
  expect(plan.rehearsed).toBe(false);
  expect(JSON.stringify(plan)).not.toMatch(/Self-care|Api<&>/);
  const [request] = plan.requests;
  expect(plan.requests).toHaveLength(1);
  const balance = plan.predictedBalance && `${plan.predictedBalance.amount} ${plan.predictedBalance.currency}`;
  return [request?.function, plan.delivery, balance, parametersIn(plan)] as const;
};

describe('a dry run', () => {
  const secrets = { webPassword: 'Self-care/1', apiPassword: 'Api<&>2' };
  const dryRun = true;

  it('of every mutation shows what would be sent, and writes nothing', async () => {
    const i_customer = ACME;
    const wire = Object.fromEntries(everyAttribute.map(([, , name, value]) => [name, value === true ? '1' : value]));
    const passwords = { web_password: '[redacted]', api_password: '[redacted]' };
    const whole = { ...wire, ...passwords };
    const moved = { i_customer, amount: '1.5', currency: 'USD' };
    const mark = 'RG-(made when sent)';
    const before = await stateOf();
    await graph.forgetCalls();
    expect([
      await planned(() => signup({ dryRun, ...everyValue, ...secrets, initialBalance: '-5.5' })),
      await planned(() => update({ dryRun, ...everyValue, ...secrets, maxSessions: null, company: null })),
      await planned(() => change({ dryRun, password: secrets.webPassword, address: { city: 'X' } })),
      await planned(() => charge({ dryRun, description: 'Süß' })),
      await planned(() => pay({ dryRun })),
      await planned(() => pay({ dryRun, paymentKind: 'CREDIT' })),
      await planned(() => threshold({ dryRun })),
      await planned(() => suspend({ dryRun, reason: 'x' })),
      await planned(() => resume({ dryRun })),
      await planned(() => remove({ dryRun })),
      await planned(() => reset({ dryRun })),
    ]).toEqual([
      ['createCustomer', 'PROBED', null, { ...whole, balance: '-5.5' }],
      ['updateCustomer', 'REPEATABLE', null, { i_customer, ...whole, max_sessions: 'nil', company_name: '' }],
      ['updateCustomer', 'REPEATABLE', null, { i_customer, city: 'X', web_password: '[redacted]' }],
      ['customerDebit', 'PROBED', '48.38 USD', { ...moved, payment_notes: `${mark} Süß` }],
      ['customerAddFunds', 'PROBED', '51.38 USD', { ...moved, payment_notes: mark }],
      ['customerCredit', 'PROBED', '51.38 USD', { ...moved, payment_notes: mark }],
      ['setLowBalance', 'REPEATABLE', null, { i_customer, threshold: '9' }],
      ['blockCustomer', 'REPEATABLE', null, { i_customer }],
      ['unblockCustomer', 'REPEATABLE', null, { i_customer }],
      ['deleteCustomer', 'REPEATABLE', null, { i_customer }],
      ['resetCustomerOneTimePassword', 'UNPROVEN', null, { web_login: 'acme' }],
    ]);
    // Nothing but clients was read for it: whether the name is free, and one's currency and its balance, where money would move.
    expect(await graph.calls('sippy')).toEqual({ getCustomerInfo: 4 });
    expect(await stateOf()).toEqual(before);
  });

  it('shows the input as it was understood, without secrets', async () => {
    const plan = await planOf(graph, () => pay({ dryRun, amount: '1.50', paymentKind: 'CREDIT', description: 'Süß' }));
    const moved = { clientId: ACME, amount: '1.50', paymentKind: 'CREDIT', description: 'Süß' };
    expect(inputIn(plan)).toEqual(moved);
    const names = { name: 'Engines', webLogin: 'engines' };
    const signedUp = await planOf(graph, () => signup({ dryRun, ...names, ...secrets }));
    expect(Object.values(inputIn(signedUp)).toSorted()).toEqual(
      ['[redacted]', '[redacted]', ...Object.values(names)].toSorted(),
    );
  });

  it('leaves the idempotency key free, and finds the problems of an input', async () => {
    const idempotencyKey = freshKey();
    await planned(() => charge({ dryRun, idempotencyKey }));
    expect((await charge({ amount: '2', idempotencyKey })).operation?.state).toBe('SUCCEEDED');
    expect(await charge({ dryRun, amount: '-1' })).toMatchObject({
      plan: null,
      userErrors: [{ code: 'INVALID_INPUT' }],
    });
  });
});
