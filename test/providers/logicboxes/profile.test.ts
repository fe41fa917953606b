import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { splitName } from '../../../src/providers/logicboxes/map.ts';
import type { ProfileInput } from '../../../src/providers/records.ts';
import { change, jane, mark } from './inputs.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { fieldsOf, fixture, useProvider } from './upstream.ts';

const its = useProvider();

const MODIFY = 'customers/modify';

/** Members of the record by the parameters that overwrite them. */
const members: Readonly<Record<string, string>> = {
  'address-line-1': 'address1',
  'address-line-2': 'address2',
  'address-line-3': 'address3',
  'other-state': 'other_state',
  zipcode: 'zip',
  'phone-cc': 'telnocc',
  phone: 'telno',
  'alt-phone-cc': 'alttelnocc',
  'alt-phone': 'alttelno',
  'fax-cc': 'faxnocc',
  fax: 'faxno',
  'mobile-cc': 'mobilenocc',
  mobile: 'mobileno',
  'lang-pref': 'langpref',
};

/** The documented client as stored at the upstream, changed by modify as the upstream does it: overwritten whole. */
let stored: Record<string, unknown>;

beforeEach(() => {
  stored = {
    ...(JSON.parse(fixture('customers-details-by-id.documented').toString()) as object),
    address2: 'Floor 2',
    mobilenocc: '44',
    mobileno: '7700900123',
  };
  its.upstream.on('customers/details-by-id', () => JSON.stringify(stored));
  its.upstream.on(MODIFY, ({ parameters }) => {
    const written = Object.fromEntries(parameters.map(([name, value]) => [members[name] ?? name, value]));
    const kept = Object.entries(stored).filter(([name]) => /status|date|dt$|id$|pin/.test(name));
    stored = { ...Object.fromEntries(kept), ...written, customerid: jane };
    return 'true';
  });
});

const sent = () =>
  its.upstream.calls.filter(({ name }) => name === MODIFY).map(({ parameters }) => Object.fromEntries(parameters));
const update = (changes: Omit<ProfileInput, 'clientId'>) => its.can.updateClient.send(change(changes), scopeOf(), mark);
const problemsOf = async (changes: Omit<ProfileInput, 'clientId'>) =>
  fieldsOf(await its.can.updateClient.check(change(changes), scopeOf()));

const whole = {
  'customer-id': jane,
  username: 'jane@example.com',
  name: 'Jane Doe',
  company: 'Example Ltd',
  'address-line-1': '1 Main St',
  city: 'City',
  state: 'State',
  country: 'US',
  zipcode: '12345',
  'phone-cc': '1',
  phone: '1234567890',
  'lang-pref': 'en',
  'address-line-2': 'Floor 2',
  'other-state': 'State',
  'mobile-cc': '44',
  mobile: '7700900123',
};

describe('updateClient', () => {
  it('sends the whole client with one field changed, and no secret', async () => {
    await update({ city: 'Leeds' });
    expect(sent()).toEqual([{ ...whole, city: 'Leeds' }]);
    expect(its.can.updateClient.delivery).toBe('repeatable');
  });

  it.each([
    [{}, {}],
    [{ firstName: 'Ann Mary' }, { name: 'Ann Mary Doe' }],
    [{ lastName: 'van der Berg' }, { name: 'Jane van der Berg' }],
    [{ lastName: null }, { name: 'Jane' }],
    [{ firstName: null, lastName: 'Cher' }, { name: 'Cher' }],
    [{ company: 'New & Co' }, { company: 'New & Co' }],
    [{ company: null }, { company: 'Not Applicable' }],
    [{ email: 'new@example.com' }, { username: 'new@example.com' }],
    [
      { country: 'gb', postalCode: 'LS1 4DY' },
      { country: 'GB', zipcode: 'LS1 4DY' },
    ],
    [{ street: '1 Main St, Floor 2' }, {}],
    [{ street: '2 Side St' }, { 'address-line-1': '2 Side St', 'address-line-2': undefined }],
    [{ state: 'Kent' }, { state: 'Kent', 'other-state': undefined }],
    [{ state: null }, { state: 'Not Applicable', 'other-state': undefined }],
    [{ phoneNumber: '+44 20 7946-0000' }, { 'phone-cc': '44', phone: '2079460000' }],
    [{ phoneNumber: '+1 1234567890' }, {}],
    [{ phoneNumber: '+11234567890' }, {}],
    [{ phoneNumber: '(555) 010.0199' }, { phone: '5550100199' }],
  ] as const)('turns %j into %j', async (changes, expected) => {
    await update(changes);
    expect(sent()).toEqual([JSON.parse(JSON.stringify({ ...whole, ...expected }))]);
  });

  it('keeps odd values as they are', async () => {
    stored = { ...stored, company: 'Ben & Jérry\'s "<x>" %27', address1: ' 1/2 Main+St ', zip: '00501', name: 'A  B ' };
    await update({ city: 'X' });
    expect(sent()[0]).toMatchObject({
      company: 'Ben & Jérry\'s "<x>" %27',
      'address-line-1': ' 1/2 Main+St ',
      zipcode: '00501',
      name: 'A  B ',
    });
  });

  it('keeps a state that is shown as it is given, and says what stands for none', async () => {
    stored = { ...stored, state: 'Not Applicable', other_state: 'Kent', company: '' };
    await update({ state: 'Kent' });
    stored = { ...stored, state: '', other_state: '' };
    await update({ state: null });
    expect(sent()).toMatchObject([
      { state: 'Not Applicable', 'other-state': 'Kent', company: 'Not Applicable' },
      { state: 'Not Applicable', company: 'Not Applicable' },
    ]);
  });

  it('does not lose a field when two changes of one client come at once', async () => {
    await Promise.all([
      update({ city: 'Leeds' }),
      update({ company: 'New' }),
      update({ phoneNumber: '+44 1134960123' }),
    ]);
    expect(stored).toMatchObject({ city: 'Leeds', company: 'New', telnocc: '44', address2: 'Floor 2', zip: '12345' });
  });

  it('goes on with the next change after one that failed', async () => {
    const first = errorFrom(update({ phoneNumber: 'none' }));
    const second = update({ city: 'Leeds' });
    expect((await first).details.field).toEqual(['phoneNumber']);
    await second;
    expect(sent()).toEqual([{ ...whole, city: 'Leeds' }]);
  });

  it('plans a reading and the change', async () => {
    const plan = await its.can.updateClient.plan(change({ city: 'Leeds' }), scopeOf(), mark);
    expect(plan.map((request) => request.function)).toEqual(['customers/details-by-id', MODIFY]);
    expect(plan[1]?.parameters).toContainEqual({ name: 'city', value: 'Leeds' });
    expect(plan[1]?.parameters).toContainEqual({ name: 'zipcode', value: '12345' });
    expect(JSON.stringify(plan)).not.toContain('8901');
    expect(sent()).toEqual([]);
  });

  it('splits and joins any name without losing a letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        const { first, last } = splitName(name);
        expect([first, last].filter(Boolean).join(' ')).toBe(name);
      }),
    );
  });
});

describe('the check of updateClient', () => {
  it('finds nothing wrong with a good change', async () => {
    expect(await problemsOf({ city: 'Leeds', country: 'GB', phoneNumber: '+44 1134960123', state: null })).toEqual([]);
    expect(await problemsOf({})).toEqual([]);
    expect(sent()).toEqual([]);
  });

  it('tells all problems at once', async () => {
    const problems = await problemsOf({
      firstName: null,
      lastName: null,
      email: 'nobody',
      phoneNumber: '12',
      company: 'a\u0000b',
      street: null,
      city: ' ',
      country: 'Atlantis',
      postalCode: null,
      password: 'Secret-canary1',
      balanceManagement: '1',
    });
    expect(problems.toSorted()).toEqual([
      'address.city',
      'address.country',
      'address.postalCode',
      'address.street',
      'balanceManagement',
      'company',
      'email',
      'lastName',
      'password',
      'phoneNumber',
    ]);
  });

  it.each(['', '+', '12345678901234', '+999999 1', '+44 12', 'call me', '+44', null])(
    'does not take %j for a phone number',
    async (phoneNumber) => {
      expect(await problemsOf({ phoneNumber })).toContain('phoneNumber');
    },
  );

  it('asks for what the upstream demands and does not have', async () => {
    stored = { ...stored, zip: '', telnocc: '', langpref: '' };
    expect((await problemsOf({ city: 'X' })).toSorted()).toEqual(['address.postalCode', 'phoneNumber']);
    expect(await problemsOf({ postalCode: '1', phoneNumber: '5550100199' })).toContain('phoneNumber');
    expect(await problemsOf({ postalCode: '1', phoneNumber: '+1 5550100199' })).toEqual([]);
    expect(await errorFrom(update({ city: 'X' }))).toMatchObject({ code: 'INVALID_INPUT' });
    expect(sent()).toEqual([]);
    await update({ postalCode: '1', phoneNumber: '+1 5550100199' });
    expect(sent()[0]).toMatchObject({ 'lang-pref': 'en' });
  });

  it('says when there is no such client, without a call where the id is none', async () => {
    its.upstream.on('customers/details-by-id', fixture('customers-details-by-id.unknown'));
    expect(await problemsOf({ city: 'X' })).toEqual(['clientId']);
    const [problem] = await its.can.updateClient.check({ clientId: 'a@b.example', email: null }, scopeOf());
    expect(problem).toMatchObject({ code: 'NOT_FOUND', field: ['clientId'] });
    expect(its.upstream.calls).toHaveLength(1);
    expect(await errorFrom(update({ city: 'X' }))).toMatchObject({
      code: 'NOT_FOUND',
      details: { field: ['clientId'] },
    });
  });
});
