/** deleteCustomer and listCustomers. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { driveSippy } from './client.ts';
import type { Members, Sippy } from './client.ts';

let sippy: Sippy;
beforeEach(async () => {
  sippy = await driveSippy();
});
afterEach(() => sippy.driven.sandbox.close());

const minimal: Members = { name: 'New', web_password: 'x', i_tariff: 1 };

async function ids(members: Members = {}): Promise<string[]> {
  const { customers } = (await sippy.call('listCustomers', members)) as { customers: { i_customer: string }[] };
  return customers.map((row) => row.i_customer);
}

describe('deleteCustomer', () => {
  it('removes the customer for good; its id is not given again, its name is free', async () => {
    expect(await sippy.call('deleteCustomer', { i_customer: 3 })).toEqual({ result: 'OK' });
    expect(await sippy.call('deleteCustomer', { i_customer: 103 })).toEqual({ result: 'OK' });
    for (const i_customer of [3, 103]) {
      const members = { i_customer, amount: 1, currency: 'USD', threshold: 1, city: 'x' };
      for (const method of [
        'getCustomerInfo',
        'deleteCustomer',
        'updateCustomer',
        'customerDebit',
        'getPaymentsList',
        'getLowBalance',
        'setLowBalance',
        'blockCustomer',
      ]) {
        expect(await sippy.fault(method, members)).toBe('404 Customer not found');
      }
    }
    expect(await sippy.fault('authCustomer', { username: 'acme', password: 'acme-self-care' })).toContain('403');
    expect(await sippy.fault('resetCustomerOneTimePassword', { web_login: 'acme' })).toBe('404 Customer not found');
    expect((await sippy.call('createCustomer', { ...minimal, name: 'Acme', web_login: 'acme' }))['i_customer']).toBe(
      '104',
    );
    await sippy.call('deleteCustomer', { i_customer: 104 });
    expect((await sippy.call('createCustomer', minimal))['i_customer']).toBe('105');
    expect(await ids()).toEqual(['101', '102', '105']);
  });

  it.each<[Members, string]>([
    [{}, '400 Missing mandatory parameter: i_customer'],
    [{ i_customer: 2 }, '404 Customer not found'],
  ])('%j -> %s', async (members, fault) => {
    expect(await sippy.fault('deleteCustomer', members)).toBe(fault);
  });
});

describe('listCustomers', () => {
  it('pages by offset and limit, lowest id first', async () => {
    expect(await ids()).toEqual(['3', '101', '102', '103']);
    expect(await ids({ limit: 2 })).toEqual(['3', '101']);
    expect(await ids({ offset: 2, limit: 2 })).toEqual(['102', '103']);
    expect(await ids({ offset: 3, limit: 2 })).toEqual(['103']);
    expect(await ids({ offset: 4 })).toEqual([]);
    expect(await ids({ limit: 0 })).toEqual([]);
    expect(await ids({ offset: null, limit: null })).toHaveLength(4);
    expect(await sippy.fault('listCustomers', { offset: -1 })).toBe('400 Invalid value of parameter: offset');
    expect(await sippy.fault('listCustomers', { limit: 'all' })).toBe('400 Invalid value of parameter: limit');
  });

  it('shows the same figures as getCustomerInfo, with the natural sign', async () => {
    const { customers } = (await sippy.call('listCustomers')) as { customers: Record<string, string>[] };
    for (const row of customers) {
      const { customer } = (await sippy.call('getCustomerInfo', { i_customer: row['i_customer']! })) as {
        customer: Record<string, string>;
      };
      const { balance, ...same } = row;
      expect(customer).toMatchObject(same);
      const inverted = customer['balance']!;
      expect(balance).toBe(inverted.startsWith('-') ? inverted.slice(1) : `-${inverted}`);
    }
  });

  it('serves 100,000 customers without holding them', async () => {
    await sippy.driven.sandbox.close();
    sippy = await driveSippy({ clients: 100_000 });
    expect(await ids({ offset: 99_999, limit: 5 })).toEqual(['100099', '100100']);
    const [row] = (await sippy.call('listCustomers', { offset: 50_000, limit: 1 }))['customers'] as { name: string }[];
    expect(await sippy.call('getCustomerInfo', { name: row?.name ?? '' })).toMatchObject({
      customer: { i_customer: '50100' },
    });
    expect((await sippy.call('createCustomer', minimal))['i_customer']).toBe('100101');
  });
});
