import { beforeEach, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/ids.ts';
import type { WrittenFragment } from '../generated/graphql.ts';
import { freshKey, useGraph } from './harness.ts';
import { problemsOf } from './inputs.ts';
import { ACME, everyAttribute, everyValue, logIn } from './sippy-inputs.ts';
import { clientWritesOf, mutationsOf } from './sippy-mutations.ts';

const graph = useGraph({ providers: ['sippy'], clients: 2 });
beforeEach(() => logIn(graph));

const { signup, update, change, charge, pay, threshold, suspend, resume, remove, reset } = mutationsOf(graph);
const writes = clientWritesOf(graph);

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

/** The requests of a plan, in which no secret may stand. */
const planOf = (payload: WrittenFragment) => {
  expect(payload).toMatchObject({ operation: null, userErrors: [], plan: { rehearsed: false } });
  expect(JSON.stringify(payload)).not.toMatch(/Self-care|Api<&>/);
  return payload.plan!.requests.map(({ function: name, parameters }) => ({
    function: name,
    ...Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.value])),
  }));
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
    expect([
      ...planOf(await signup({ dryRun, ...everyValue, ...secrets, initialBalance: '-5.5' })),
      ...planOf(await update({ dryRun, ...everyValue, ...secrets, maxSessions: null, company: null })),
      ...planOf(await change({ dryRun, password: secrets.webPassword, address: { city: 'X' } })),
      ...planOf(await charge({ dryRun, description: 'Süß' })),
      ...planOf(await pay({ dryRun })),
      ...planOf(await pay({ dryRun, paymentKind: 'CREDIT' })),
      ...planOf(await threshold({ dryRun })),
      ...planOf(await suspend({ dryRun, reason: 'x' })),
      ...planOf(await resume({ dryRun })),
      ...planOf(await remove({ dryRun })),
      ...planOf(await reset({ dryRun })),
    ]).toEqual([
      { function: 'createCustomer', ...whole, balance: '-5.5' },
      { function: 'updateCustomer', i_customer, ...whole, max_sessions: 'nil', company_name: '' },
      { function: 'updateCustomer', i_customer, city: 'X', web_password: '[redacted]' },
      { function: 'customerDebit', ...moved, payment_notes: 'Süß' },
      { function: 'customerAddFunds', ...moved },
      { function: 'customerCredit', ...moved },
      { function: 'setLowBalance', i_customer, threshold: '9' },
      { function: 'blockCustomer', i_customer },
      { function: 'unblockCustomer', i_customer },
      { function: 'deleteCustomer', i_customer },
      { function: 'resetCustomerOneTimePassword', web_login: 'acme' },
    ]);
    // Nothing but the currency of the client was read for it.
    expect(await graph.calls('sippy')).toEqual({ getCustomerInfo: 3 });
  });

  it('leaves the idempotency key free, and finds the problems of an input', async () => {
    const idempotencyKey = freshKey();
    planOf(await charge({ dryRun, idempotencyKey }));
    expect((await charge({ amount: '2', idempotencyKey })).operation?.state).toBe('SUCCEEDED');
    expect(await charge({ dryRun, amount: '-1' })).toMatchObject({
      plan: null,
      userErrors: [{ code: 'INVALID_INPUT' }],
    });
  });
});
