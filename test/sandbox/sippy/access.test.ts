/** Low-balance thresholds, self-care logins and one-time passwords. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { double } from '../../../src/wire/xmlrpc-values.ts';
import { driveSippy } from './client.ts';
import type { Members, Sippy } from './client.ts';

let sippy: Sippy;
beforeEach(async () => {
  sippy = await driveSippy();
});
afterEach(() => sippy.driven.sandbox.close());

const acme = { i_customer: 3 };

describe('getLowBalance and setLowBalance', () => {
  it('change what is given; nil switches the threshold off', async () => {
    const settings = { threshold: double('12.50'), charge_card: true, charge_amount: 20, i_debit_credit_card: 4 };
    expect(await sippy.call('setLowBalance', { ...acme, ...settings })).toEqual({ result: 'OK' });
    const set = {
      result: 'OK',
      threshold: '12.5',
      notify_by_email: true,
      charge_card: true,
      charge_amount: '20.0',
      i_debit_credit_card: '4',
    };
    expect(await sippy.call('getLowBalance', acme)).toEqual(set);
    await sippy.call('setLowBalance', { ...acme, threshold: null, i_debit_credit_card: null, notify_by_email: false });
    expect(await sippy.call('getLowBalance', acme)).toEqual({
      ...set,
      threshold: null,
      notify_by_email: false,
      i_debit_credit_card: null,
    });
  });

  it.each<[string, Members, string]>([
    ['getLowBalance', {}, '400 Missing mandatory parameter: i_customer'],
    ['getLowBalance', { i_customer: 2 }, '404 Customer not found'],
    ['getLowBalance', { i_account: 2 }, '404 Account not found'],
    ['setLowBalance', { threshold: 1 }, '400 Missing mandatory parameter: i_customer'],
    ['setLowBalance', { ...acme, threshold: 'low' }, '400 Invalid value of parameter: threshold'],
    ['setLowBalance', { ...acme, notify_by_email: 'yes' }, '400 Invalid value of parameter: notify_by_email'],
    ['setLowBalance', { ...acme, charge_amount: 'x' }, '400 Invalid value of parameter: charge_amount'],
    ['setLowBalance', { ...acme, i_debit_credit_card: 'x' }, '400 Invalid value of parameter: i_debit_credit_card'],
  ])('%s %j -> %s', async (method, members, fault) => {
    expect(await sippy.fault(method, members)).toBe(fault);
    expect((await sippy.call('getLowBalance', acme))['threshold']).toBe('10.0');
  });
});

describe('authCustomer and resetCustomerOneTimePassword', () => {
  it.each<[string, Members, string]>([
    ['authCustomer', { password: 'x' }, '400 Missing mandatory parameter: username'],
    ['authCustomer', { username: 'acme' }, '400 Missing mandatory parameter: password'],
    ['authCustomer', { username: 'nobody', password: 'x' }, '403 Authentication failed'],
    ['authCustomer', { username: 'demo', password: 'demo-sippy' }, '403 Authentication failed'],
    ['resetCustomerOneTimePassword', {}, '400 Missing mandatory parameter: web_login'],
    ['resetCustomerOneTimePassword', { web_login: 'nobody' }, '404 Customer not found'],
  ])('%s %j -> %s', async (method, members, fault) => {
    expect(await sippy.fault(method, members)).toBe(fault);
  });

  it('reach the caller itself and customers far below', async () => {
    expect(await sippy.call('authCustomer', { username: 'demo', password: 'demo-self-care' })).toMatchObject({
      i_customer: '2',
    });
    expect(await sippy.call('resetCustomerOneTimePassword', { web_login: 'demo' })).toMatchObject({ result: 'OK' });
    await sippy.set({ trustedHosts: ['127.0.0.1'] });
    const below = { name: 'Below', web_password: 'y', web_login: 'below', i_tariff: 1, i_wholesaler: 3 };
    await sippy.as({ username: '', password: '' }).call('createCustomer', below);
    await sippy.set({ trustedHosts: null });
    expect(await sippy.call('authCustomer', { username: 'below', password: 'y' })).toMatchObject({ i_customer: '104' });
  });
});
