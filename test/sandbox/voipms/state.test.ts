/** State that behaves: rows, balances, thresholds, profiles, sign-ups. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drive, signup, without } from '../drive.ts';
import type { Driven } from '../drive.ts';

let driven: Driven;
beforeEach(async () => {
  driven = await drive();
});
afterEach(() => driven.sandbox.close());

const client = '561115';
interface Row {
  readonly id: string;
  readonly date: string;
  readonly amount: string;
  readonly description: string;
}

async function rows(name: 'charges' | 'deposits', of = client): Promise<Row[]> {
  const method = name === 'charges' ? 'getCharges' : 'getDeposits';
  return (await driven.call(method, { client: of }))[name] as Row[];
}

async function balance(of = client): Promise<string> {
  return ((await driven.call('getResellerBalance', { client: of }))['balance'] as { current_balance: string })
    .current_balance;
}

async function profile(of = client): Promise<Record<string, string>> {
  const { clients } = (await driven.call('getClients', { client: of })) as { clients: Record<string, string>[] };
  return clients[0] ?? {};
}

async function signUp(changes: Readonly<Record<string, string>> = {}): Promise<string> {
  return String((await driven.call('signupClient', signup(changes)))['client']);
}

describe('charges and payments', () => {
  it('make a row with a higher id and move the balance, exactly', async () => {
    expect(await driven.text('addCharge', { client, charge: '4.99', description: 'Support call [rg-7f3a]' })).toBe(
      '{"status":"success"}',
    );
    expect(await balance()).toBe('3.0688');
    expect(await driven.text('addPayment', { client, payment: '10', description: 'Thank you' })).toBe(
      '{"status":"success"}',
    );
    expect(await balance()).toBe('13.0688');
    const [charge, ...older] = await rows('charges');
    expect(charge).toMatchObject({ amount: '4.99', description: 'Support call [rg-7f3a]' });
    expect(older.map((row) => row.id)).toEqual(['475568', '475567', '467988']);
    expect(Number(charge?.id)).toBeGreaterThan(475_568);
    const [deposit] = await rows('deposits');
    expect(deposit).toMatchObject({ amount: '10', description: 'Thank you' });
    expect(Number(deposit?.id)).toBeGreaterThan(808_639);
  });

  it('leave the statistics alone', async () => {
    await driven.call('addCharge', { client, charge: '1' });
    expect((await driven.call('getResellerBalance', { client }))['balance']).toMatchObject({
      spent_total: 1.9012,
      spent_today: 0.045,
      calls_total: 56,
    });
  });

  it('are exact: 0.1 + 0.2, and 30 digits', async () => {
    const own = await signUp();
    expect(await balance(own)).toBe('0.00');
    await driven.call('addPayment', { client: own, payment: '0.1' });
    await driven.call('addPayment', { client: own, payment: '0.2' });
    expect(await balance(own)).toBe('0.30');
    const huge = '1234567890123456789012.12345678';
    await driven.call('addCharge', { client: own, charge: huge });
    expect((await rows('charges', own))[0]?.amount).toBe(huge);
    expect(await balance(own)).toBe('-1234567890123456789011.82345678');
    const widest = `${'9'.repeat(32)}.99999999`;
    expect(await driven.status('addPayment', { client: own, payment: widest })).toBe('success');
    expect((await rows('deposits', own))[0]?.amount).toBe(widest);
  });

  it('sent twice are two rows', async () => {
    const same = { client, charge: '1.00', description: 'twice' };
    await driven.call('addCharge', same);
    await driven.call('addCharge', same);
    const [second, first] = await rows('charges');
    expect([first?.description, second?.description]).toEqual(['twice', 'twice']);
    expect(Number(second?.id)).toBe(Number(first?.id) + 1);
    expect(await balance()).toBe('6.0588');
  });

  it.each(['1', 'true', 'false', 'yes', ' '])('test=%j checks and changes nothing', async (test) => {
    expect(await driven.status('addCharge', { client, charge: '1', test })).toBe('success');
    expect(await driven.status('addPayment', { client, payment: '1', test })).toBe('success');
    expect(await driven.status('addCharge', { client, charge: '0', test })).toBe('invalid_charge');
    expect(await driven.status('addPayment', { client: '1', payment: '1', test })).toBe('invalid_client');
    expect([(await rows('charges')).length, (await rows('deposits')).length]).toEqual([3, 2]);
    expect(await balance()).toBe('8.0588');
  });

  it.each([{}, { test: '' }, { test: '0' }, { testing: 'true' }])('%j is a real charge', async (flag) => {
    await driven.call('addCharge', { client, charge: '1.00', ...flag });
    expect(await balance()).toBe('7.0588');
  });

  it.each([
    ['2026-11-21T04:59:59Z', '2026-11-20'],
    ['2026-11-21T05:00:00Z', '2026-11-21'],
    ['2026-07-01T03:59:59Z', '2026-06-30'],
    ['2026-07-01T00:00:00-04:00', '2026-07-01'],
  ])('are dated in New York: at %s it is %s', async (now, day) => {
    await driven.control('clock', { now });
    await driven.call('addCharge', { client, charge: '1' });
    await driven.call('addPayment', { client, payment: '1' });
    expect((await rows('charges'))[0]?.date).toBe(day);
    expect((await rows('deposits'))[0]?.date).toBe(day);
  });

  it.each(['Zoë & "Łukasz" \\ 50/50 <b>\n\t漢字 😀', '', '%27', 'x'.repeat(5000)])(
    'keep the description %#',
    async (description) => {
      await driven.call('addCharge', { client, charge: '1', description });
      expect((await rows('charges'))[0]?.description).toBe(description);
    },
  );

  it('print the description as PHP does', async () => {
    await driven.call('addCharge', { client, charge: '1', description: 'a/b é 😀 "q"' });
    expect(await driven.text('getCharges', { client })).toContain(
      String.raw`"description":"a\/b \u00e9 \ud83d\ude00 \"q\""`,
    );
  });
});

describe('thresholds', () => {
  it.each([
    ['1', '1'],
    ['250', '250'],
    ['010', '10'],
  ])('%s is stored as %s; the address stays when none is given', async (threshold, stored) => {
    expect(await driven.text('setClientThreshold', { client, threshold })).toBe('{"status":"success"}');
    const kept = { threshold: stored, email: 'john.doe@my-domain.com' };
    expect((await driven.call('getClientThreshold', { client }))['threshold_information']).toEqual(kept);
    await driven.call('setClientThreshold', { client, threshold, email: 'bills@example.com' });
    expect((await driven.call('getClientThreshold', { client }))['threshold_information']).toEqual({
      threshold: stored,
      email: 'bills@example.com',
    });
    expect((await profile())['email']).toBe('john.doe@my-domain.com');
  });
});

describe('setClient', () => {
  const whole = without(signup({ email: 'new@example.org', country: 'CA' }), 'confirm_email', 'confirm_password');

  it('overwrites the whole client; the country is read back as its name', async () => {
    expect(await driven.text('setClient', { client, ...whole })).toBe('{"status":"success"}');
    expect(await profile()).toEqual({ client, ...without(whole, 'activate'), country: 'CANADA' });
    expect(await driven.status('getClients', { client: 'john.doe@my-domain.com' })).toBe('invalid_client');
    expect((await profile('new@example.org'))['client']).toBe(client);
    expect((await driven.call('getClientThreshold', { client }))['threshold_information']).toMatchObject({
      email: 'john.doe@my-domain.com',
    });
  });

  const optional = ['company', 'address', 'city', 'state', 'country', 'zip', 'balance_management'];

  it('blanks what is left out', async () => {
    await driven.call('setClient', { client, ...without(whole, ...optional) });
    expect(await profile()).toMatchObject({
      ...Object.fromEntries(optional.map((name) => [name, ''])),
      balance_management: '0',
      firstname: 'Ada',
    });
  });

  it('keeps what is left out, and blanks what is sent empty, when the switch says so', async () => {
    await driven.set({ setClientOmitted: 'keep', countryReadback: 'code' });
    const old = await profile();
    await driven.call('setClient', { client, ...without(whole, ...optional), company: '' });
    const now = await profile();
    expect(now).toMatchObject({
      company: '',
      address: '5491 190TH',
      country: 'UNITED STATES',
      balance_management: '1',
    });
    expect(now['zip']).toBe(old['zip']);
    await driven.call('setClient', { client, ...whole });
    expect((await profile())['country']).toBe('CA');
  });

  it('takes the password that getClients shows, although it breaks the rules', async () => {
    const old = await profile();
    expect(await driven.status('setClient', { ...old, country: 'US' })).toBe('success');
    expect(await profile()).toEqual(old);
  });
});

describe('signupClient and delClient', () => {
  it('creates a client that can be found, charged and deleted', async () => {
    const text = await driven.text('signupClient', signup());
    expect(text).toBe('{"status":"success","client":561119}');
    expect(await profile('ada@example.org')).toEqual({
      client: '561119',
      ...without(signup(), 'confirm_email', 'confirm_password', 'activate'),
      country: 'UNITED STATES',
    });
    const own = { client: '561119' };
    expect(await driven.text('getCharges', own)).toBe('{"status":"success","charges":[]}');
    expect(await driven.text('getDeposits', own)).toBe('{"status":"success","deposits":[]}');
    expect(await driven.text('getResellerBalance', own)).toBe(
      '{"status":"success","balance":{"current_balance":"0.00","spent_total":0,"calls_total":0,"time_total":0,' +
        '"spent_today":0,"calls_today":0,"time_today":0}}',
    );
    expect((await driven.call('getClientThreshold', own))['threshold_information']).toEqual({
      threshold: '10',
      email: 'ada@example.org',
    });
    await driven.call('addCharge', { ...own, charge: '2.5', description: 'first' });
    expect(await balance('561119')).toBe('-2.50');
    expect(await driven.status('signupClient', signup())).toBe('used_email');
    expect(await driven.text('delClient', own)).toBe('{"status":"success"}');
    for (const method of ['getCharges', 'getResellerBalance', 'getClients', 'delClient']) {
      expect(await driven.status(method, own)).toBe('invalid_client');
    }
    expect(await signUp()).toBe('561120');
  });

  it('is soft unless told otherwise, and needs no company', async () => {
    const own = String(
      (await driven.call('signupClient', without(signup(), 'balance_management', 'company')))['client'],
    );
    expect(await profile(own)).toMatchObject({ balance_management: '0', company: '' });
  });

  it('fresh ids stay above those of the generated rows', async () => {
    const all = await Promise.all(['561116', '561117', '561118'].map((id) => rows('charges', id)));
    const own = await signUp();
    await driven.call('addCharge', { client: own, charge: '1' });
    const highest = Math.max(...all.flat().map((row) => Number(row.id)));
    expect(Number((await rows('charges', own))[0]?.id)).toBeGreaterThan(highest);
  });
});
