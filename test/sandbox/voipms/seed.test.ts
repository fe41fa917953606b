/** The documentation's examples, byte for byte. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drive } from '../drive.ts';
import type { Driven } from '../drive.ts';

let driven: Driven;
beforeAll(async () => {
  driven = await drive();
});
afterAll(() => driven.sandbox.close());

const client = '561115';
const JOHN =
  '{"client":"561115","email":"john.doe@my-domain.com","password":"johnspassword","company":"Consulting",' +
  '"firstname":"John","lastname":"Doe","address":"5491 190TH","city":"OPA LOCKA","state":"FLORIDA",' +
  '"country":"UNITED STATES","zip":"33055","phone_number":"5551112222","balance_management":"1"}';
const CHARGES = [
  '{"id":"475568","date":"2010-10-29","amount":"2.00","description":"DID5551234567"}',
  '{"id":"475567","date":"2010-10-29","amount":"1.00","description":"SETUP5551234567"}',
  '{"id":"467988","date":"2010-09-15","amount":"3.00","description":"SETUPPACKAGE:8378"}',
];
const DEPOSITS = [
  '{"id":"808639","date":"2010-10-15","amount":"4.00","description":"Credit : 2 Setup Charges"}',
  '{"id":"808384","date":"2010-11-30","amount":"10.00","description":"Want To Keep Positive Balance"}',
];
const PACKAGE =
  '{"package":"8378","name":"VoIP","markup_fixed":"0.01","markup_percentage":"50","pulse":"60",' +
  '"international_route":"1","canada_route":"1","monthly_fee":"2.00","setup_fee":"1.00","free_minutes":"0"}';

describe('client 561115', () => {
  it.each([
    ['getCharges', { client }, `{"status":"success","charges":[${CHARGES.join(',')}]}`],
    ['getDeposits', { client }, `{"status":"success","deposits":[${DEPOSITS.join(',')}]}`],
    [
      'getResellerBalance',
      { client },
      '{"status":"success","balance":{"current_balance":"8.0588","spent_total":1.9012,"calls_total":56,' +
        '"time_total":"51:35","spent_today":0.045,"calls_today":2,"time_today":"2:50"}}',
    ],
    [
      'getClientThreshold',
      { client },
      '{"status":"success","threshold_information":{"threshold":"130","email":"john.doe@my-domain.com"}}',
    ],
    ['getClientPackages', { client }, '{"status":"success","packages":[{"value":"8378","description":"VoIP"}]}'],
    ['getPackages', { package: '8378' }, `{"status":"success","packages":[${PACKAGE}]}`],
    ['getClients', { client }, `{"status":"success","clients":[${JOHN}]}`],
    ['getClients', { client: 'John.Doe@My-Domain.com' }, `{"status":"success","clients":[${JOHN}]}`],
    [
      'getBalanceManagement',
      { balance_management: '1' },
      '{"status":"success","balance_management":[{"value":"1","description":"Hard - suspend the client"}]}',
    ],
  ])('%s %j', async (method, parameters, expected) => {
    expect(await driven.text(method, parameters)).toBe(expected);
  });

  it('comes first in the list of all clients, whether client is absent or empty', async () => {
    for (const parameters of [{}, { client: '' }, { email: 'john.doe@my-domain.com' }]) {
      const text = await driven.text('getClients', parameters);
      expect(text.startsWith(`{"status":"success","clients":[${JOHN},`)).toBe(true);
      expect((JSON.parse(text) as { clients: unknown[] }).clients).toHaveLength(4);
    }
  });
});

describe('further functions', () => {
  it.each([
    ['getIP', {}, '{"status":"success","ip":"127.0.0.1"}'],
    ['getBalance', {}, '{"status":"success","balance":{"current_balance":"112.192790"}}'],
    [
      'getBalance',
      { advanced: '1' },
      '{"status":"success","balance":{"current_balance":"112.192790","spent_total":21.05321,"calls_total":2788,' +
        '"time_total":"10:17:48","spent_today":0.1205,"calls_today":5,"time_today":"10:50"}}',
    ],
    ['getCountries', { country: 'CA' }, '{"status":"success","countries":[{"value":"CA","description":"Canada"}]}'],
    [
      'getTransactionHistory',
      { date_from: '2016-06-01', date_to: '2016-06-30' },
      '{"status":"success","transactions":[{"date":"2016-06-03 00:03:46","uniqueid":"12964421x41098i8c",' +
        '"type":"DID8555555555","description":"Monthly fee 8555555555","ammount":"-0.99"}]}',
    ],
    [
      'getTransactionHistory',
      { date_from: '2015-11-02', date_to: '2015-11-02' },
      '{"status":"success","transactions":[{"date":"2015-11-02 to 2016-11-01","uniqueid":"n\\/a",' +
        '"type":"CNAM Queries","description":"27 CNAM Queries","ammount":"-0.2160"}]}',
    ],
  ])('%s %j', async (method, parameters, expected) => {
    expect(await driven.text(method, parameters)).toBe(expected);
  });

  it('list countries, states and provinces', async () => {
    const countries = (await driven.call('getCountries'))['countries'] as unknown[];
    expect(countries).toHaveLength(249);
    expect(countries).toContainEqual({ value: 'US', description: 'United States' });
    const states = (await driven.call('getStates'))['states'] as unknown[];
    expect(states).toHaveLength(51);
    expect(states[0]).toEqual({ state: 'AL', description: 'ALABAMA' });
    const provinces = (await driven.call('getProvinces'))['provinces'] as unknown[];
    expect(provinces).toHaveLength(13);
    expect(provinces).toContainEqual({ province: 'ON', description: 'ONTARIO' });
  });

  it('getPackages and getBalanceManagement without a code list all', async () => {
    expect((await driven.call('getPackages'))['packages']).toHaveLength(5);
    expect((await driven.call('getBalanceManagement'))['balance_management']).toEqual([
      { value: '1', description: 'Hard - suspend the client' },
      { value: '0', description: 'Soft - do not suspend the client' },
    ]);
  });
});
