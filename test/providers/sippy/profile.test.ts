import { beforeEach, describe, expect, it } from 'vitest';
import type { ProfileInput } from '../../../src/providers/records.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { drop, faulty, fixture, mark, useProvider, type Reply } from './upstream.ts';

const its = useProvider();

const update = () => its.provider.capabilities.updateClient!;
const change = (changes: Omit<ProfileInput, 'clientId'>): ProfileInput => ({ clientId: '3', ...changes });
const sent = (method: string) =>
  its.upstream.calls.filter((call) => call.method === method).map((call) => call.members);
const fieldsOf = (problems: readonly { readonly field: readonly string[] }[]) =>
  problems.map(({ field }) => field.join('.'));

beforeEach(() => its.upstream.on('updateCustomer', fixture('updateCustomer.documented')));

describe('updateClient', () => {
  it('sends only what changes, null as the empty text', async () => {
    const scope = scopeOf();
    await update().send(change({ city: 'Zürich', company: null }), scope, mark);
    await update().send(
      change({
        firstName: 'A',
        lastName: 'B',
        email: 'a@b.example',
        phoneNumber: 'ext. 5',
        street: 'S 1',
        state: 'ST',
        postalCode: '00501',
        country: 'CH',
        password: 'New & <pw>',
      }),
      scope,
      mark,
    );
    expect(sent('updateCustomer')).toEqual([
      { i_customer: 'int:3', company_name: '', city: 'Zürich' },
      {
        i_customer: 'int:3',
        first_name: 'A',
        last_name: 'B',
        email: 'a@b.example',
        phone: 'ext. 5',
        street_addr: 'S 1',
        state: 'ST',
        postal_code: '00501',
        country: 'CH',
        web_password: 'New & <pw>',
      },
    ]);
    expect([scope.spent, its.upstream.calls]).toMatchObject([2, { length: 2 }]);
  });

  it('tells all problems at once, without a call', async () => {
    const bad = {
      clientId: '03',
      company: 'a\nb',
      email: 'nobody',
      street: 'x'.repeat(256),
      city: '\ud800',
      password: ' ',
      balanceManagement: '1',
    };
    expect(fieldsOf(await update().check(bad, scopeOf()))).toEqual([
      'clientId',
      'company',
      'email',
      'address.street',
      'address.city',
      'password',
      'balanceManagement',
    ]);
    expect(await update().check(change({}), scopeOf())).toMatchObject([{ code: 'INVALID_INPUT', field: [] }]);
    expect(await update().check(change({ email: null, balanceManagement: null }), scopeOf())).toEqual([]);
    expect(its.upstream.statuses).toEqual([]);
  });

  it('plans without the password', async () => {
    expect(await update().plan(change({ city: 'X', password: 'secret-pw' }), scopeOf(), mark)).toEqual([
      {
        function: 'updateCustomer',
        parameters: [
          { name: 'i_customer', value: '3' },
          { name: 'city', value: 'X' },
          { name: 'web_password', value: '[redacted]' },
        ],
      },
    ]);
  });

  it.each<[Reply, string, string]>([
    [fixture('getCustomerInfo.not-found.fault'), 'NOT_FOUND', 'clientId'],
    [fixture('createCustomer.too-long.fault'), 'INVALID_INPUT', 'address.street'],
    [faulty(400, 'Missing mandatory parameter: postal_code'), 'INVALID_INPUT', 'address.postalCode'],
    [faulty(400, 'Missing mandatory parameter: web_password'), 'INVALID_INPUT', 'password'],
    [faulty(400, 'Missing mandatory parameter: __proto__'), 'INVALID_INPUT', ''],
    [faulty(403, 'Permission denied'), 'FORBIDDEN', ''],
    [drop, 'OUTCOME_UNKNOWN', ''],
  ])('turns %s into %s about "%s"', async (reply, code, field) => {
    its.upstream.on('updateCustomer', reply);
    const long = change({ city: 'short', street: 'x'.repeat(40) });
    const error = await errorFrom(update().send(long, scopeOf(), mark));
    expect([error.code, error.details.field?.join('.') ?? '']).toEqual([code, field]);
  });
});
