import { describe, expect, it } from 'vitest';
import { decimal } from '../../../src/money.ts';
import type { ThresholdInput } from '../../../src/providers/records.ts';
import { int } from '../../../src/wire/xmlrpc-values.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { drop, faulty, fixture, mark, ok, useProvider, type Reply } from './upstream.ts';

const its = useProvider();

const fieldsOf = (problems: readonly { readonly field: readonly string[] }[]) =>
  problems.map(({ field }) => field.join('.'));
const sent = () => its.upstream.calls.map(({ method, members }) => [method, members]);
const notFound = fixture('getCustomerInfo.not-found.fault');

const set = () => its.provider.capabilities.setClientThreshold!;
const threshold = (amount: string, email: string | null = null): ThresholdInput => ({
  clientId: '3',
  amount: decimal(amount),
  email,
});

const input = (clientId = '3', service: string | null = null) => ({ clientId, service, reason: 'Unpaid' });
const reset = () => its.provider.capabilities.resetOneTimePassword!;

describe('setClientThreshold', () => {
  it('sends the amount and nothing else', async () => {
    its.upstream.on('setLowBalance', fixture('setLowBalance.documented'));
    await set().send(threshold('10.50'), scopeOf(), mark);
    expect(sent()).toEqual([['setLowBalance', { i_customer: 'int:3', threshold: 'double:10.50' }]]);
    expect(await set().plan(threshold('10.50'), scopeOf(), mark)).toMatchObject([
      { function: 'setLowBalance', parameters: [{ value: '3' }, { name: 'threshold', value: '10.50' }] },
    ]);
    expect(set().delivery).toBe('repeatable');
  });

  it('takes zero, and no address', async () => {
    expect(await set().check(threshold('0'), scopeOf())).toEqual([]);
    expect(fieldsOf(await set().check(threshold('-1', 'a@b.example'), scopeOf()))).toEqual(['amount', 'email']);
    expect(fieldsOf(await set().check({ ...threshold('1234567890123456'), clientId: '' }, scopeOf()))).toEqual([
      'clientId',
      'amount',
    ]);
  });

  it.each<[Reply, string, string]>([
    [notFound, 'NOT_FOUND', 'clientId'],
    [faulty(400, 'Missing mandatory parameter: threshold'), 'INVALID_INPUT', 'amount'],
  ])('turns %s into %s about "%s"', async (reply, code, field) => {
    its.upstream.on('setLowBalance', reply);
    expect(await errorFrom(set().send(threshold('1'), scopeOf(), mark))).toMatchObject({
      code,
      details: { field: [field] },
    });
  });
});

describe.each([
  ['suspendClient', 'blockCustomer'],
  ['resumeClient', 'unblockCustomer'],
  ['deleteClient', 'deleteCustomer'],
] as const)('%s', (name, method) => {
  const write = () => its.provider.capabilities[name]!;

  it('sends its method', async () => {
    its.upstream.on(method, fixture(`${method}.documented`));
    await write().send(input(), scopeOf(), mark);
    expect(sent()).toEqual([[method, { i_customer: 'int:3' }]]);
    expect(await write().plan(input(), scopeOf(), mark)).toEqual([
      { function: method, parameters: [{ name: 'i_customer', value: '3' }] },
    ]);
    expect(write().delivery).toBe('repeatable');
  });

  it('checks the client', async () => {
    expect(await write().check(input(), scopeOf())).toEqual([]);
    expect(await write().check(input('x'), scopeOf())).toMatchObject([{ code: 'NOT_FOUND', field: ['clientId'] }]);
    const expected = name === 'deleteClient' ? [] : ['service'];
    expect(fieldsOf(await write().check(input('3', 'a@b'), scopeOf()))).toEqual(expected);
  });

  it.each<[string, Reply, string]>([
    ['a client that is not known', notFound, 'NOT_FOUND'],
    ['an old version', fixture('any.unknown-method.fault'), 'NOT_SUPPORTED'],
    ['the words of another old version', faulty(999, 'No such method'), 'NOT_SUPPORTED'],
    ['a lost answer', drop, 'OUTCOME_UNKNOWN'],
  ])('tells %s', async (_, reply, code) => {
    its.upstream.on(method, reply);
    expect(await errorFrom(write().send(input(), scopeOf(), mark))).toMatchObject({ code });
    expect(its.upstream.calls).toHaveLength(1);
  });
});

describe('resetOneTimePassword', () => {
  const login = { webLogin: 'acme' };

  it('tells the new password', async () => {
    its.upstream.on('resetCustomerOneTimePassword', fixture('resetCustomerOneTimePassword.documented'));
    expect(await reset().send(login, scopeOf(), mark)).toEqual({ password: 'invented-one-time' });
    expect(sent()).toEqual([['resetCustomerOneTimePassword', { web_login: 'acme' }]]);
    its.upstream.on('resetCustomerOneTimePassword', ok({ password: int('0042') }));
    expect(await reset().send(login, scopeOf(), mark)).toEqual({ password: '0042' });
    expect(reset().delivery).toBe('unproven');
    expect(await reset().plan(login, scopeOf(), mark)).toMatchObject([
      { parameters: [{ name: 'web_login', value: 'acme' }] },
    ]);
  });

  it('checks the login', async () => {
    expect(await reset().check(login, scopeOf())).toEqual([]);
    expect(fieldsOf(await reset().check({ webLogin: ' ' }, scopeOf()))).toEqual(['webLogin']);
    expect(fieldsOf(await reset().check({ webLogin: 'a\nb' }, scopeOf()))).toEqual(['webLogin']);
  });

  it.each<[string, Reply, string, string | undefined]>([
    ['a login that is not known', notFound, 'NOT_FOUND', 'webLogin'],
    ['an answer without the password', ok(), 'OUTCOME_UNKNOWN', undefined],
    ['an empty password', ok({ password: '' }), 'OUTCOME_UNKNOWN', undefined],
    ['a lost answer', drop, 'OUTCOME_UNKNOWN', undefined],
  ])('tells %s', async (_, reply, code, field) => {
    its.upstream.on('resetCustomerOneTimePassword', reply);
    const error = await errorFrom(reset().send(login, scopeOf(), mark));
    expect([error.code, error.details.field?.[0]]).toEqual([code, field]);
  });
});
