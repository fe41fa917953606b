import { beforeEach, describe, expect, it } from 'vitest';
import type { ProfileInput } from '../../../src/providers/records.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { fixture, mark, useProvider } from './upstream.ts';

const its = useProvider();

/** The documented client as stored at the upstream, changed by setClient as the upstream does it: overwritten. */
let stored: Record<string, string>;

beforeEach(() => {
  const document = JSON.parse(fixture('getClients.documented').toString()) as { clients: Record<string, string>[] };
  stored = document.clients[0]!;
  its.upstream.on('getClients', () => JSON.stringify({ status: 'success', clients: [stored] }));
  its.upstream.on('getCountries', fixture('getCountries.documented'));
  its.upstream.on('getBalanceManagement', fixture('getBalanceManagement.documented'));
  its.upstream.on('setClient', ({ parameters }) => {
    const blank = Object.fromEntries(Object.keys(stored).map((name) => [name, '']));
    stored = { ...blank, ...parameters };
    return fixture('any.success');
  });
});

const update = () => its.provider.capabilities.updateClient!;
const change = (changes: Omit<ProfileInput, 'clientId'>): ProfileInput => ({ clientId: '561115', ...changes });
const sent = () => its.upstream.calls.filter(({ method }) => method === 'setClient').map((call) => call.parameters);
const problemsOf = async (changes: Omit<ProfileInput, 'clientId'>) =>
  (await update().check(change(changes), scopeOf())).map(({ field }) => field.join('.'));

const whole = {
  client: '561115',
  password: 'johnspassword',
  email: 'john.doe@my-domain.com',
  company: 'Consulting',
  firstname: 'John',
  lastname: 'Doe',
  address: '5491 190TH',
  city: 'OPA LOCKA',
  state: 'FLORIDA',
  country: 'US',
  zip: '33055',
  phone_number: '5551112222',
  balance_management: '1',
};

describe('updateClient', () => {
  it('sends the whole client with one field changed, the password and the country code among it', async () => {
    await update().send(change({ city: 'Miami' }), scopeOf(), mark);
    expect(sent()).toEqual([{ ...whole, city: 'Miami' }]);
    expect(Object.keys(sent()[0]!)).toHaveLength(13);
  });

  it('clears with null, keeps what is absent, and takes a new password', async () => {
    await update().send(change({ company: null, state: null, password: 'Nn3w=passw0rd' }), scopeOf(), mark);
    expect(sent()).toEqual([{ ...whole, company: '', state: '', password: 'Nn3w=passw0rd' }]);
  });

  it('keeps odd values as they are', async () => {
    stored = { ...stored, company: 'Ben & Jérry\'s "<x>" %27', address: ' 1/2 Main+St ', zip: '00501' };
    await update().send(change({ city: 'X' }), scopeOf(), mark);
    expect(sent()[0]).toMatchObject({ company: 'Ben & Jérry\'s "<x>" %27', address: ' 1/2 Main+St ', zip: '00501' });
  });

  it.each([
    ['UNITED STATES', undefined, 'US'],
    ['us', undefined, 'US'],
    ['UNITED STATES', 'ca', 'CA'],
    ['Atlantis', 'CA', 'CA'],
    ['', undefined, ''],
    ['Atlantis', null, ''],
  ])('translates stored %j with given %j to %j', async (country, given, expected) => {
    stored = { ...stored, country };
    await update().send(change(given === undefined ? { city: 'X' } : { country: given }), scopeOf(), mark);
    expect(sent()[0]).toMatchObject({ country: expected });
  });

  it('does not lose a field when two changes of one client come at once', async () => {
    await Promise.all([
      update().send(change({ city: 'Miami' }), scopeOf(), mark),
      update().send(change({ company: 'New' }), scopeOf(), mark),
      update().send(change({ phoneNumber: '5550001111' }), scopeOf(), mark),
    ]);
    expect(stored).toMatchObject({ city: 'Miami', company: 'New', phone_number: '5550001111' });
  });

  it('goes on with the next change after one that failed', async () => {
    const first = errorFrom(update().send(change({ country: 'Atlantis' }), scopeOf(), mark));
    const second = update().send(change({ city: 'Miami' }), scopeOf(), mark);
    expect((await first).details.field).toEqual(['address', 'country']);
    await second;
    expect(sent()).toEqual([{ ...whole, city: 'Miami' }]);
  });

  it('plans without showing the password', async () => {
    const plan = await update().plan(change({ city: 'Miami' }), scopeOf(), mark);
    expect(plan.map((request) => request.function)).toEqual(['getClients', 'setClient']);
    expect(plan[1]?.parameters).toContainEqual({ name: 'password', value: '[redacted]' });
    expect(plan[1]?.parameters).toContainEqual({ name: 'country', value: 'US' });
    expect(JSON.stringify(plan)).not.toContain('johnspassword');
    expect(sent()).toEqual([]);
  });

  it('leaves the outcome unknown when the answer is lost, and does not repeat', async () => {
    its.upstream.on('setClient', { status: 500, body: '<html>' });
    expect(await errorFrom(update().send(change({ city: 'X' }), scopeOf(), mark))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    expect(its.upstream.count('setClient')).toBe(1);
  });
});

describe('the check of updateClient', () => {
  it('finds nothing wrong with a good change, and does not judge what is stored', async () => {
    expect(await problemsOf({ city: 'Miami', balanceManagement: '1', country: 'CA', password: 'Abcdefg1' })).toEqual(
      [],
    );
    expect(await problemsOf({})).toEqual([]);
    expect(sent()).toEqual([]);
  });

  it('tells all problems at once', async () => {
    const problems = await problemsOf({
      firstName: null,
      lastName: '  ',
      email: 'nobody',
      phoneNumber: '12',
      city: 'a\u0000b',
      country: 'Atlantis',
      balanceManagement: '7',
      password: 'short',
    });
    expect(new Set(problems)).toEqual(
      new Set([
        'firstName',
        'lastName',
        'email',
        'phoneNumber',
        'address.city',
        'address.country',
        'balanceManagement',
        'password',
      ]),
    );
    expect(problems.filter((field) => field === 'password')).toHaveLength(3);
    expect(problems.filter((field) => field === 'firstName')).toHaveLength(1);
  });

  it('asks for what the upstream demands and does not have', async () => {
    stored = { ...stored, password: '', lastname: '', country: 'Atlantis' };
    expect(new Set(await problemsOf({ city: 'X' }))).toEqual(new Set(['password', 'lastName', 'address.country']));
    expect(await problemsOf({ password: 'Abcdefg1', lastName: 'Doe', country: 'US' })).toEqual([]);
    const error = await errorFrom(
      update().send(change({ city: 'X', lastName: 'Doe', country: 'US' }), scopeOf(), mark),
    );
    expect(error).toMatchObject({ code: 'INVALID_INPUT', details: { field: ['password'] } });
    expect(sent()).toEqual([]);
  });

  it('says when there is no such client, without a call where the id is none', async () => {
    its.upstream.on('getClients', fixture('getClients.unknown'));
    expect(await problemsOf({ city: 'X' })).toEqual(['clientId']);
    const [problem] = await update().check({ clientId: 'a@b.example', email: null }, scopeOf());
    expect(problem).toMatchObject({ code: 'NOT_FOUND', field: ['clientId'] });
    expect(its.upstream.calls).toHaveLength(1);
    const error = await errorFrom(update().send(change({ city: 'X' }), scopeOf(), mark));
    expect(error).toMatchObject({ code: 'NOT_FOUND', details: { field: ['clientId'] } });
  });

  it('reads the lists of countries and options once in a while only', async () => {
    for (let count = 0; count < 3; count += 1) await problemsOf({ balanceManagement: '1' });
    expect([its.upstream.count('getCountries'), its.upstream.count('getBalanceManagement')]).toEqual([1, 1]);
    its.upstream.on('getCountries', fixture('any.html'));
    expect(await its.provider.capabilities.countries!.list(scopeOf()).catch(() => 'fresh')).toBe('fresh');
  });
});
