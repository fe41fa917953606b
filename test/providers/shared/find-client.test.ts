import { describe, expect, it } from 'vitest';
import type { Lost } from '../../../src/providers/provider.ts';
import type { ClientRecord } from '../../../src/providers/records.ts';
import { findClient, likenessOf, onlyListed, type Person } from '../../../src/providers/shared/find-client.ts';

const person: Person = {
  email: 'Ada.King@example.org',
  company: null,
  firstName: 'Ada',
  lastName: "O'Connor & Söhne",
  street: '12 Main St., Apt. 4',
  city: 'Montréal',
  postalCode: 'H2X 1Y4',
  phoneNumber: '+1 (514) 555-0100',
};

const client = (changes: Partial<ClientRecord> = {}): ClientRecord => ({
  upstreamId: '9',
  displayName: 'x',
  lacks: [],
  currency: null,
  company: null,
  firstName: 'Ada',
  lastName: "O'Connor & Söhne",
  email: 'ada.king@example.org',
  phoneNumber: '5145550100',
  address: { street: '12 Main St., Apt. 4', city: 'Montréal', state: 'QC', postalCode: 'H2X 1Y4', country: 'CANADA' },
  status: null,
  balanceManagement: null,
  observedAt: new Date(),
  ...changes,
});

const lost: Lost = { trace: { likeness: likenessOf(person) }, mark: 'RG-SPGSNC8VM5YT', sentAt: new Date() };

describe('likenessOf', () => {
  it.each<[string, Person]>([
    ['blanks', { firstName: ' Ada ', street: '12  MAIN ST APT 4', postalCode: 'h2x1y4' }],
    ['cases', { city: 'MONTRÉAL', email: 'ADA.KING@EXAMPLE.ORG' }],
    ['escapes of URLs', { lastName: 'O%27Connor %26 Söhne' }],
    ['escapes of escapes', { lastName: 'O%2527Connor &amp;amp; Söhne' }],
    ['escapes of HTML', { lastName: 'O&#39;Connor &amp; Söhne' }],
    ['escapes of HTML in hexadecimal', { lastName: 'O&#x27;Connor &amp; Söhne' }],
    ['another form of the same letters', { city: 'Montre\u0301al' }],
    ['a bare phone number', { phoneNumber: '5145550100' }],
    ['an empty text for none', { company: '' }],
  ])('does not mind %s', (_, changes) => {
    expect(likenessOf({ ...person, ...changes })).toBe(likenessOf(person));
  });

  it.each<keyof Person>(['email', 'company', 'firstName', 'lastName', 'street', 'city', 'postalCode', 'phoneNumber'])(
    'minds another %s',
    (name) => {
      expect(likenessOf({ ...person, [name]: '999-9999 x@y.zz' })).not.toBe(likenessOf(person));
    },
  );

  it('minds which text is which, and shows none of them', () => {
    expect(likenessOf({ firstName: 'a', lastName: 'b' })).not.toBe(likenessOf({ firstName: 'ab' }));
    expect(likenessOf({ firstName: 'a' })).not.toBe(likenessOf({ lastName: 'a' }));
    expect(likenessOf(person)).toMatch(/^[\w-]{43}$/);
  });
});

describe('findClient', () => {
  it('knows the client again, and another one', () => {
    expect(findClient(client(), lost)).toEqual({ verdict: 'applied', upstreamId: '9' });
    expect(findClient(client({ firstName: 'Eve' }), lost)).toEqual({
      verdict: 'unclear',
      reason: expect.stringContaining('Client 9 ') as string,
    });
  });

  it('knows nobody again by a trace without a likeness', () => {
    expect(findClient(client(), { ...lost, trace: {} })).toMatchObject({ verdict: 'unclear' });
  });

  it('names no person in its reason', () => {
    expect(JSON.stringify(findClient(client({ firstName: 'Eve' }), lost))).not.toMatch(/Eve|Connor|ada|Main|514/i);
  });
});

describe('onlyListed', () => {
  it('claims nothing', () => {
    expect(onlyListed('9')).toEqual({ verdict: 'unclear', reason: expect.stringContaining('Client 9 ') as string });
  });
});
