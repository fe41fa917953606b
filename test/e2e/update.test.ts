import { describe, expect, it } from 'vitest';
import { UpdateDocument, type UpdateClientInput } from '../generated/graphql.ts';
import { clientId, SEED, useGraph } from './harness.ts';
import { problemsOf } from './inputs.ts';

const graph = useGraph();

/** A generated client: its password is one that the upstream takes again. */
const OTHER = '561120';

const update = async (input: Omit<UpdateClientInput, 'clientId'>, upstreamId = OTHER) =>
  (await graph.get(UpdateDocument, { input: { clientId: clientId(upstreamId), ...input } })).updateClient;

/** Every change that the input can name, and what the upstream stores then. */
const changes: readonly (readonly [Omit<UpdateClientInput, 'clientId'>, Readonly<Record<string, string>>])[] = [
  [{ company: 'Ny & Cø' }, { company: 'Ny & Cø' }],
  [{ company: null }, { company: '' }],
  [{ firstName: 'Zoë' }, { firstname: 'Zoë' }],
  [{ lastName: "D'Arc" }, { lastname: "D'Arc" }],
  [{ email: 'new@example.com' }, { email: 'new@example.com' }],
  [{ phoneNumber: '+1 (514) 555-0199' }, { phone_number: '+1 (514) 555-0199' }],
  [{ address: { street: '1 RUE A/B' } }, { address: '1 RUE A/B' }],
  [{ address: { city: 'MONTRÉAL' } }, { city: 'MONTRÉAL' }],
  [{ address: { state: 'QC' } }, { state: 'QC' }],
  [{ address: { postalCode: '01234' } }, { zip: '01234' }],
  [{ address: { country: 'us' } }, { country: 'UNITED STATES' }],
  [{ balanceManagement: '1' }, { balance_management: '1' }],
  [{ password: 'Brand-New-42' }, { password: 'Brand-New-42' }],
];

describe('updateClient', () => {
  it.each(changes)('changes %o and loses nothing', async (input, stored) => {
    const before = (await graph.stored(OTHER))!;
    expect(before['password']).toMatch(/^\w+-\d{4}-561120$/);
    const payload = await update(input);
    expect(payload).toMatchObject({
      userErrors: [],
      operation: { kind: 'UPDATE_CLIENT', state: 'SUCCEEDED', delivery: 'REPEATABLE' },
      client: { upstreamId: OTHER },
    });
    expect(await graph.stored(OTHER)).toEqual({ ...before, ...stored });
    expect((await graph.calls())['setClient']).toBe(1);
  });

  it('changes everything in one call, and shows it', async () => {
    const { client } = await update({
      company: 'C',
      firstName: 'F',
      lastName: 'L',
      email: 'f.l@example.com',
      phoneNumber: '5145550100',
      address: { street: 'S', city: 'T', state: 'U', postalCode: 'V1', country: 'FR' },
      balanceManagement: '0',
    });
    expect(client).toMatchObject({
      company: 'C',
      firstName: 'F',
      lastName: 'L',
      email: 'f.l@example.com',
      phoneNumber: '5145550100',
      address: { street: 'S', city: 'T', state: 'U', postalCode: 'V1', countryCode: 'FR' },
      balanceManagement: { value: '0' },
    });
  });

  it('keeps all when nothing is named', async () => {
    const before = await graph.stored(OTHER);
    expect((await update({})).userErrors).toEqual([]);
    expect(await graph.stored(OTHER)).toEqual(before);
  });

  it.each([
    ['name', 'CANADA'],
    ['code', 'CA'],
  ])('keeps the country where the upstream reads it back as a %s', async (countryReadback, country) => {
    await graph.set({ countryReadback });
    const before = await graph.stored(OTHER);
    expect((await update({ company: 'X' })).userErrors).toEqual([]);
    expect(await graph.stored(OTHER)).toEqual({ ...before, company: 'X', country });
    expect((await update({ company: 'Y' })).client?.address?.countryCode).toBe('CA');
  });

  it('loses nothing when two change the same client at once', async () => {
    const before = (await graph.stored(OTHER))!;
    await graph.fault('setClient', 'delay', { delayMs: 100, count: -1 });
    const inputs = [{ company: 'One' }, { firstName: 'Two' }, { address: { city: 'THREE' } }, { lastName: 'Four' }];
    const payloads = await Promise.all(inputs.map((input) => update(input)));
    expect(payloads.map(({ operation }) => operation?.state)).toEqual(inputs.map(() => 'SUCCEEDED'));
    const after = { ...before, company: 'One', firstname: 'Two', city: 'THREE', lastname: 'Four' };
    expect(await graph.stored(OTHER)).toEqual(after);
  });

  it('tells all problems of the input at once, and writes nothing', async () => {
    const before = await graph.stored(OTHER);
    const payload = await update({
      firstName: null,
      lastName: ' ',
      email: 'x',
      phoneNumber: null,
      company: 'x'.repeat(256),
      address: { street: null, city: '', state: null, postalCode: null, country: 'ZZ' },
      balanceManagement: '5',
      password: 'short',
      idempotencyKey: '',
    });
    const paths = new Set(problemsOf(payload).map((line) => line.replace('INVALID_INPUT input.', '')));
    const expected = ['firstName', 'lastName', 'email', 'phoneNumber', 'company', 'balanceManagement', 'password'];
    expect(paths).toEqual(new Set([...expected, 'idempotencyKey', 'address.country']));
    expect(await graph.stored(OTHER)).toEqual(before);
    expect(await graph.calls()).not.toHaveProperty('setClient');
  });

  it('sends a stored password as it is, even one that no rule of today would take', async () => {
    const before = await graph.stored();
    expect(before).toMatchObject({ password: 'johnspassword' });
    expect((await update({ company: 'X' }, SEED)).userErrors).toEqual([]);
    expect(await graph.stored()).toEqual({ ...before, company: 'X' });
  });

  it('asks for a new password where the upstream refuses the stored one', async () => {
    await graph.set({ forcedErrors: { setClient: 'weak_password' } });
    const payload = await update({ company: 'X' }, SEED);
    expect(problemsOf(payload)).toEqual(['INVALID_INPUT input.password']);
    expect(payload.userErrors[0]?.message).toMatch(/give a new one/);
    expect(JSON.stringify(payload)).not.toContain('johnspassword');
  });

  it('knows no client that does not exist, and no address that another has', async () => {
    expect(problemsOf(await update({ company: 'X' }, '999999'))).toEqual(['NOT_FOUND input.clientId']);
    const taken = await update({ email: 'john.doe@my-domain.com' });
    expect(problemsOf(taken)).toEqual(['ALREADY_EXISTS input.email']);
    expect(taken.operation?.state).toBe('REJECTED');
  });
});
