/** The documents of sippy.md and of the seed: decoded values, types included, and the layout. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeAnswer } from '../../../src/wire/xmlrpc.ts';
import { decoded, Digest, driveSippy, fixture, LOGIN, typed } from './client.ts';
import type { RawAnswer } from '../drive.ts';
import type { Members, Sippy } from './client.ts';

let sippy: Sippy;
beforeAll(async () => {
  sippy = await driveSippy();
});
afterAll(() => sippy.driven.sandbox.close());

function valueOf(bytes: Uint8Array): unknown {
  const answer = decodeAnswer(bytes);
  return 'fault' in answer ? answer.fault : typed(answer.value);
}

const acme = { i_customer: 3 };
const money = { ...acme, amount: '1.5', currency: 'USD' };
const cases: [string, string, Members][] = [
  ['getCustomerInfo.documented', 'getCustomerInfo', acme],
  ['getCustomerInfo.documented', 'getCustomerInfo', { name: 'Acme' }],
  ['getCustomerInfo.not-found.fault', 'getCustomerInfo', { i_customer: 77 }],
  ['listCustomers.documented', 'listCustomers', { offset: 0, limit: 1 }],
  ['listCustomers.empty', 'listCustomers', { offset: 100 }],
  ['getPaymentsList.documented', 'getPaymentsList', acme],
  ['getPaymentsList.documented', 'getPaymentsList', { ...acme, type: 'debit', offset: 0, limit: 10 }],
  ['getPaymentsList.empty', 'getPaymentsList', { ...acme, type: 'credit' }],
  ['getPaymentInfo.documented', 'getPaymentInfo', { ...acme, i_payment: 1 }],
  ['getLowBalance.documented', 'getLowBalance', acme],
  ['authCustomer.documented', 'authCustomer', { username: 'acme', password: 'acme-self-care' }],
  ['authCustomer.wrong-password.fault', 'authCustomer', { username: 'acme', password: 'x' }],
  ['createCustomer.missing.fault', 'createCustomer', { name: 'New', i_tariff: null }],
  ['createCustomer.duplicate.fault', 'createCustomer', { name: 'Acme', web_password: 'x', i_tariff: null }],
  [
    'createCustomer.too-long.fault',
    'createCustomer',
    { name: 'New', web_password: 'x', i_tariff: 1, web_login: 'x'.repeat(33) },
  ],
  ['any.unknown-method.fault', 'x', {}],
  ['createCustomer.documented', 'createCustomer', { name: 'New', web_password: 'x', i_tariff: null }],
  ['getLowBalance.off', 'getLowBalance', { i_customer: 104 }],
  ['updateCustomer.documented', 'updateCustomer', { i_customer: 104, description: 'changed' }],
  ['customerAddFunds.documented', 'customerAddFunds', money],
  ['customerCredit.documented', 'customerCredit', money],
  ['customerDebit.documented', 'customerDebit', money],
  ['setLowBalance.documented', 'setLowBalance', { ...acme, threshold: 5 }],
  ['blockCustomer.documented', 'blockCustomer', acme],
  ['unblockCustomer.documented', 'unblockCustomer', acme],
  ['deleteCustomer.documented', 'deleteCustomer', { i_customer: 104 }],
];

/** listCustomers with this `<params>`. */
function post(params: string): Promise<RawAnswer> {
  const call = `<methodCall><methodName>listCustomers</methodName>${params}</methodCall>`;
  return new Digest(LOGIN).post(sippy.url, call);
}

describe('the documents', () => {
  it.each(cases)('%s: %s %j', async (name, method, members) => {
    const answer = await sippy.send(method, members);
    expect(valueOf(Buffer.from(answer.body))).toEqual(valueOf(fixture(name)));
  });

  it('a one-time password is new each time, works once with 410, and leaves the other one alone', async () => {
    const reset = async () => (await sippy.call('resetCustomerOneTimePassword', { web_login: 'acme' }))['password'];
    const first = String(await reset());
    const second = String(await reset());
    expect(second).toMatch(/^[A-Za-z0-9]{12}$/);
    expect(second).not.toBe(first);
    const use = (password: string) => sippy.fault('authCustomer', { username: 'acme', password });
    expect(await use(first)).toBe('403 Authentication failed');
    const answer = await sippy.send('authCustomer', { username: 'acme', password: second });
    expect(valueOf(Buffer.from(answer.body))).toEqual(valueOf(fixture('authCustomer.one-time-password.fault')));
    expect(await use(second)).toBe('403 Authentication failed');
    const usual = { username: 'acme', password: 'acme-self-care' };
    expect((await sippy.call('authCustomer', usual))['result']).toBe('OK');
  });

  it('the documented request, byte for byte, under any Content-Type', async () => {
    const digest = new Digest(LOGIN);
    for (const type of [
      'text/xml',
      'application/xml',
      'application/x-www-form-urlencoded',
      'text/xml; charset=utf-8',
    ]) {
      const answer = await digest.post(sippy.url, fixture('getCustomerInfo.request'), type);
      expect(answer.headers['content-type']).toBe('text/xml');
      expect(answer.status).toBe(200);
      const decodedAnswer = decoded(answer);
      expect('value' in decodedAnswer && typed(decodedAnswer.value)).toMatchObject({ customer: { name: 'Acme' } });
    }
  });

  it('before 5.2 passwords are shown', async () => {
    await sippy.driven.control('reset', {});
    await sippy.set({ version: 'before_5.2' });
    const answer = await sippy.send('getCustomerInfo', acme);
    expect(valueOf(Buffer.from(answer.body))).toEqual(valueOf(fixture('getCustomerInfo.before-5.2')));
    for (const method of ['blockCustomer', 'unblockCustomer']) {
      expect(await sippy.fault(method, acme)).toBe(
        `1 <type 'exceptions.Exception'>:method "${method}" is not supported`,
      );
    }
    await sippy.set({ version: '5.2' });
  });
});

describe('the layout', () => {
  it('is that of Python 2', async () => {
    expect((await sippy.send('updateCustomer', { ...acme, description: 'Documented client' })).body).toBe(
      "<?xml version='1.0'?>\n<methodResponse>\n<params>\n<param>\n<value><struct>\n<member>\n<name>result</name>\n" +
        '<value><string>OK</string></value>\n</member>\n</struct></value>\n</param>\n</params>\n</methodResponse>\n',
    );
    expect((await sippy.send('x')).body).toBe(
      "<?xml version='1.0'?>\n<methodResponse>\n<fault>\n<value><struct>\n<member>\n<name>faultCode</name>\n" +
        '<value><int>1</int></value>\n</member>\n<member>\n<name>faultString</name>\n<value><string>' +
        '&lt;type \'exceptions.Exception\'&gt;:method "x" is not supported</string></value>\n</member>\n' +
        '</struct></value>\n</fault>\n</methodResponse>\n',
    );
    expect((await sippy.send('listCustomers', { limit: 0 })).body).toContain(
      '<value><array><data>\n</data></array></value>',
    );
  });

  it('begins getCustomerInfo as the documented answer does', async () => {
    const { body } = await sippy.send('getCustomerInfo', acme);
    const documented = fixture('getCustomerInfo.documented').toString('utf8');
    expect(body.replaceAll('\n', '')).toBe(documented.replaceAll('\n', ''));
  });

  it('can be compact', async () => {
    await sippy.set({ layout: 'compact' });
    expect((await sippy.send('listCustomers', { limit: 0 })).body).toBe(
      "<?xml version='1.0'?>\n<methodResponse><params><param><value><struct><member><name>result</name><value>" +
        '<string>OK</string></value></member><member><name>customers</name><value><array><data></data></array></value>' +
        '</member></struct></value></param></params></methodResponse>',
    );
    expect((await sippy.send('x')).body).toContain(
      '<methodResponse><fault><value><struct><member><name>faultCode</name>',
    );
    await sippy.set({ layout: 'pretty' });
  });
});

describe('the parameters', () => {
  const param = '<param><value><struct/></value></param>';

  it.each([
    ['', 'takes exactly 4 arguments (3 given)'],
    ['<params/>', 'takes exactly 4 arguments (3 given)'],
    [`<params>${param}${param}</params>`, 'takes exactly 4 arguments (5 given)'],
    ['<params><param><value><int>3</int></value></param></params>', 'must be a struct'],
    ['<params><param><value><nil/></value></param></params>', 'must be a struct'],
    ['<params><param><value><array><data/></array></value></param></params>', 'must be a struct'],
  ])('must be one struct: %s', async (params, text) => {
    const answer = decoded(await post(params));
    expect(answer).toEqual({ fault: { code: '1', codeType: 'int', text: expect.stringContaining(text) as string } });
  });

  it('may be an empty struct', async () => {
    expect('value' in decoded(await post(`<params>${param}</params>`))).toBe(true);
  });

  it.each([
    ['', 'empty'],
    ['<', 'ended'],
    ['<methodCall>', ''],
    ['<methodResponse/>', ''],
    ['{"method":"listCustomers"}', ''],
    ['<!DOCTYPE a><methodCall><methodName>x</methodName></methodCall>', ''],
    [
      '<methodCall><methodName>listCustomers</methodName><params><param><value><int>12abc</int></value></param></params></methodCall>',
      '',
    ],
    [`<methodCall><methodName>listCustomers</methodName><params><param>${'<value><array><data>'.repeat(70)}`, 'deep'],
  ])('a body that is no call is an exception of the parser: %j', async (body) => {
    const answer = decoded(await new Digest(LOGIN).post(sippy.url, body));
    expect(answer).toMatchObject({ fault: { code: '1', text: expect.stringMatching(/ExpatError'>:./) as string } });
  });

  it('names of methods are case-sensitive', async () => {
    expect(await sippy.fault('ListCustomers')).toContain('method "ListCustomers" is not supported');
    expect(await sippy.fault('constructor')).toContain('is not supported');
  });
});
