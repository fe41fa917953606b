/** Trusted mode: hosts that need no credentials. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeCall } from '../../../src/wire/xmlrpc.ts';
import { int, struct } from '../../../src/wire/xmlrpc-values.ts';
import type { XmlRpcValue } from '../../../src/wire/xmlrpc-values.ts';
import { send } from '../drive.ts';
import { authorization, challengeOf, decoded, driveSippy, LOGIN } from './client.ts';
import type { Sippy } from './client.ts';

let sippy: Sippy;
beforeEach(async () => {
  sippy = await driveSippy();
});
afterEach(() => sippy.driven.sandbox.close());

const body = encodeCall('listCustomers', [struct({ i_wholesaler: int(2), limit: int(1) })]);

function post(header: string | null) {
  return send(sippy.url, { method: 'POST', body, headers: header === null ? {} : { authorization: header } });
}

/** `OK`, or code and text of the fault. */
async function trusted(method: string, members: Record<string, XmlRpcValue>): Promise<string> {
  const answer = decoded(await send(sippy.url, { method: 'POST', body: encodeCall(method, [struct(members)]) }));
  return 'fault' in answer ? `${answer.fault.code} ${answer.fault.text}` : 'OK';
}

const me = { i_wholesaler: int(2) };

describe('trusted mode', () => {
  it.each([
    [['127.0.0.1'], 200],
    [['10.0.0.0/8', '127.0.0.0/8'], 200],
    [['::1', '10.0.0.1'], 401],
    [[], 401],
  ])('lets %j in without credentials: %i; credentials that are sent are checked', async (trustedHosts, status) => {
    await sippy.set({ trustedHosts });
    expect((await post(null)).status).toBe(status);
    const refused = await post('Digest username="demo"');
    expect(refused.status).toBe(401);
    const credentials = { ...LOGIN, ...challengeOf(refused), uri: '/xmlapi/xmlapi', nc: 1 };
    expect((await post(authorization(credentials))).status).toBe(200);
  });

  it('needs i_wholesaler, and has the scope of that customer', async () => {
    await sippy.set({ trustedHosts: ['127.0.0.1'] });
    expect(await trusted('getCustomerInfo', { i_customer: int(3) })).toBe(
      '400 Missing mandatory parameter: i_wholesaler',
    );
    expect(await trusted('getCustomerInfo', { i_customer: int(3), i_wholesaler: int(9) })).toBe(
      '404 Wholesaler not found',
    );
    expect(await trusted('getCustomerInfo', { i_customer: int(3), ...me })).toBe('OK');
    expect(await trusted('getCustomerInfo', { i_customer: int(3), i_wholesaler: int(1) })).toBe(
      '404 Customer not found',
    );
    expect(await trusted('getCustomerInfo', { i_customer: int(2), i_wholesaler: int(1) })).toBe('OK');
    expect(await trusted('blockCustomer', { i_customer: int(3), i_wholesaler: int(1) })).toBe('OK');
    expect(await trusted('blockCustomer', { i_customer: int(2), ...me })).toBe('404 Customer not found');
    const login = { username: 'acme', password: 'acme-self-care', ...me };
    expect(await trusted('authCustomer', login)).toBe('403 Permission denied');
    expect(await trusted('resetCustomerOneTimePassword', { web_login: 'acme', ...me })).toBe('403 Permission denied');
    expect(
      await trusted('createCustomer', { name: 'T', web_password: 'x', i_tariff: int(1), i_wholesaler: int(3) }),
    ).toBe('OK');
    expect((await sippy.driven.control('calls')).body['sippy']).not.toHaveProperty('(challenge)');
  });

  it.each([['localhost'], ['127.0.0.1/33'], ['127.0.0.*'], ['1.2.3.4/8/8']])(
    'refuses %j in the table',
    async (host) => {
      const answer = await sippy.driven.control('switches', { provider: 'sippy', trustedHosts: [host] });
      expect(answer.status).toBe(400);
      expect(answer.body['error']).toContain('CIDR');
    },
  );
});
