/** new_customer: every error, in its order. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { driveFreeside, signup } from './drive.ts';
import type { Freeside } from './drive.ts';

let freeside: Freeside;
beforeEach(async () => {
  freeside = await driveFreeside();
});
afterEach(() => freeside.sandbox.close());

describe('the first failure wins', () => {
  const everything = {
    _password: '',
    payby: 'BILL',
    pkgpart: '',
    reg_code: 'x',
    mac_addr: '00:11',
    last: '',
    first: '<',
    address1: '',
    city: '',
    zip: 'x',
    country: 'USA',
    daytime: 'x',
    username: 'j',
    payinfo: '1',
  };
  const steps: [string, Record<string, string>][] = [
    ['Empty password', { _password: 'password' }],
    ['No access number selected', { popnum: '1' }],
    ['Illegal payment type', { payby: 'CARD' }],
    ['CVV2 is required', { paycvv: '123' }],
    ['Please select a package', { pkgpart: '99' }],
    ['WARNING: unknown pkgpart: 99', { pkgpart: '2' }],
    ['Unknown registration code', { reg_code: 'WELCOME1' }],
    [
      'Invalid password - should contain at least one each of numbers, symbols, lowercase and uppercase letters',
      { _password: 'x-Analyt1cal' },
    ],
    ['No service defined to assign mac address', { mac_addr: '' }],
    ['Illegal (name) last: ', { last: 'Lovelace' }],
    ['Illegal (name) first: <', { first: 'Ada' }],
    ['Illegal or empty (text) address1: ', { address1: '1 Main' }],
    ['Illegal or empty (text) city: ', { city: 'Boston' }],
    ['Illegal (country) country: USA', { country: 'us', state: 'Mass' }],
    ['Illegal (zip) zip for country US: x', { zip: '02134' }],
    ['Unknown state/county/country: Mass//US', { state: 'MA' }],
    ['Illegal (phone) daytime: x', { daytime: '' }],
    ['Illegal username (2-64): j', { username: 'jane' }],
    ['Username in use', { username: 'jill' }],
    ['Invalid credit card number', { payinfo: '9999999999999995' }],
    ['Unknown card type', { payinfo: '4111111111111111' }],
    ['', {}],
  ];

  it('in the documented order', async () => {
    await freeside.turn({ accessNumbers: 'on', requireCvv: 'on' });
    let members: Record<string, string> = everything;
    for (const [error, repair] of steps) {
      expect(await freeside.error('new_customer', signup(members))).toBe(error);
      members = { ...members, ...repair };
    }
    expect(steps.length).toBeGreaterThan(20);
  });

  it('a session comes after the password and before the payment', async () => {
    const bad = signup({ session_id: 'x', payby: 'x' });
    expect(await freeside.error('new_customer', { ...bad, _password: '' })).toBe('Empty password');
    expect(await freeside.error('new_customer', bad)).toBe("Can't resume session");
    expect((await freeside.ask('new_customer', signup({ payby: 'x' })))['error']).toBe('Signup is not configured');
    const unknown = signup({ agentnum: '9' });
    expect((await freeside.ask('new_customer', { ...unknown, payby: 'x' }))['error']).toBe('Illegal payment type');
    expect((await freeside.ask('new_customer', unknown))['error']).toBe('Unknown reseller');
  });

  it('a failed one leaves nothing behind', async () => {
    const { num_active } = await freeside.call('agent_info');
    await freeside.call('new_customer', signup({ payinfo: '4111111111111112' }));
    expect(await freeside.call('agent_info')).toMatchObject({ num_active });
    const check = { username: 'ada', domain: 'example.com' };
    expect(await freeside.call('check_username', check)).toEqual({ error: '', available: '1' });
  });

  it.each([
    [{ last: 'X;Y' }, 'Illegal (name) last: X;Y'],
    [{ pkgpart: 'two' }, 'Please select a package'],
    [{ pkgpart: '4' }, 'WARNING: unknown pkgpart: 4'],
    [{ pkgpart: '7' }, 'WARNING: unknown pkgpart: 7'],
    [{ _password: 'Sh0rt-x' }, 'Invalid password - should be between 8 and 12 characters'],
    [{ _password: 'Much-T00-Long' }, 'Invalid password - should be between 8 and 12 characters'],
    [{ _password: 'Engines-7' }, "Password contains account information 'engines'"],
    [{ _password: 'Xx-OConnor-1' }, "Password contains account information 'connor'"],
    [{ _password: 'xyz-1234' }, ''],
    [
      { _password: 'dragon-12' },
      'Invalid password - should contain at least one each of numbers, symbols, lowercase and uppercase letters',
    ],
    [{ _password: 'Dragon-12' }, ''],
    [{ zip: '2134' }, 'Illegal (zip) zip for country US: 2134'],
    [{ country: 'CA', state: 'ON', zip: '12345' }, 'Illegal (zip) zip for country CA: 12345'],
    [{ country: 'AU', state: 'NSW', zip: '200' }, 'Illegal (zip) zip for country AU: 200'],
    [{ country: 'DE', state: '', zip: '!' }, 'Illegal (zip) zip for country DE: !'],
    [{ country: 'XX', state: '', zip: '' }, 'Unknown state/county/country: //XX'],
    [{ state: '' }, 'Unknown state/county/country: //US'],
    [{ bill_zip: '1' }, 'Illegal (zip) zip for country US: 1'],
    [{ night: '555-0100' }, 'Illegal (phone) night: 555-0100'],
    [{ ship_address1: '1 Haven' }, 'Illegal or empty (text) ship_city: '],
    [{ ship_address1: '1 Haven', ship_city: 'Bath', ship_zip: 'x' }, 'Illegal (zip) ship_zip for country US: x'],
    [{ invoicing_list: 'nobody' }, 'Illegal email invoice address: nobody'],
    [{ username: 'a b' }, 'Illegal username (2-64): a b'],
    [{ username: 'x'.repeat(65) }, `Illegal username (2-64): ${'x'.repeat(65)}`],
    [{ username: 'JANE' }, 'Username in use'],
    [{ domsvc: '999' }, 'Unknown domsvc 999'],
    [{ payinfo: '4111111111111112' }, 'Invalid credit card number'],
    [{ payinfo: '' }, 'Invalid credit card number'],
    [{ payinfo: '0000000000000000' }, 'Unknown card type'],
    [{ paydate: '13/2028' }, 'Illegal expiration date: 13/2028'],
    [{ payby: 'card' }, 'Illegal payment type'],
    [{ payby: 'CHEK', payinfo: '12x@021000021' }, 'illegal account number 12x'],
    [{ payby: 'CHEK', payinfo: '12345@2100002' }, 'illegal ABA/routing number 2100002'],
    [{ payby: 'PREPAY', payinfo: '' }, 'Invalid prepaid card: '],
  ])('%j: %s', async (changes, error) => {
    expect(await freeside.error('new_customer', signup(changes))).toBe(error);
  });
});
