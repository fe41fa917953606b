/** Whatever is sent, the stand-in answers as the API would, and its books stay whole. */
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send } from '../drive.ts';
import { JANE, LOGIN, form, start } from './client.ts';
import type { Api } from './client.ts';

let api: Api;
let functions: string[] = [];
beforeAll(async () => {
  api = await start();
  const answer = await api.driven.control('faults', { provider: 'logicboxes', function: '?', kind: 'refuse' });
  functions = String(answer.body['error'])
    .replace(/^.*\*, /, '')
    .split(', ');
});
afterAll(() => api.close());

const NAMES = [
  'customer-id',
  'username',
  'no-of-records',
  'page-no',
  'order-by',
  'transaction-id',
  'transaction-ids',
  'amount',
  'selling-amount',
  'debit-note-date',
  'transaction-key',
  'order-id',
  'email',
  '__proto__',
  'constructor',
  'customer-id[]',
];
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    JANE,
    '31000002',
    '88000001',
    '89000000',
    '-0',
    '1e9',
    '9'.repeat(15),
    '0',
    '10',
    '1',
    '\0',
    '%',
    '{}',
  ),
);
const values = fc.oneof(text, fc.array(text, { maxLength: 4 }));

describe('any input', () => {
  it('as parameters of any function gives JSON with status 200 or 500', async () => {
    expect(functions).toHaveLength(22);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(functions.length - 1),
        fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), text), values, { maxKeys: 8, noNullPrototype: true }),
        fc.boolean(),
        async (place, parameters, isPost) => {
          const body = form({ ...parameters, ...LOGIN });
          const url = `${api.url}/${functions[place] ?? ''}.json`;
          const answer = isPost ? await fetch(url, { method: 'POST', body }) : await fetch(`${url}?${body.toString()}`);
          expect([200, 500]).toContain(answer.status);
          expect(answer.headers.get('x-sandbox-error')).toBeNull();
          JSON.parse(await answer.text());
        },
      ),
      { numRuns: 400 },
    );
  });

  it('as a path, a content type and a body is answered', async () => {
    const types = fc.constantFrom('application/x-www-form-urlencoded', 'multipart/form-data; boundary=a', 'x', '');
    const paths = fc.oneof(
      fc.constantFrom('customers/', 'customers/.json', 'customers/..%2f.json', 'billing//x.xml', 'mail/user/add.xml'),
      fc.string({ maxLength: 30 }).map((name) => `billing/${encodeURIComponent(name)}.json`),
    );
    await fc.assert(
      fc.asyncProperty(paths, types, fc.uint8Array({ maxLength: 400 }), async (path, type, bytes) => {
        const headers = { 'content-type': type };
        const answer = await send(`${api.url}/${path}`, { method: 'POST', headers, body: Buffer.from(bytes) });
        expect(answer.status).toBe(500);
        expect(answer.headers['x-sandbox-error']).toBeUndefined();
      }),
      { numRuns: 150 },
    );
  });

  it('XML answers are well-formed whatever they repeat', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), async (username) => {
        const { text: xml } = await api.get('customers/details.xml', { username });
        expect(xml).toMatch(/^<hashtable>(?:<entry>(?:<string>[^<>]*<\/string>){2}<\/entry>){2}<\/hashtable>$/);
        // No control character but tab and line feed may stand in XML 1.0.
        expect(xml.split('').filter((unit) => unit < ' ' && unit !== '\t' && unit !== '\n')).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

describe('large requests', () => {
  it('of 10,000 values are read, a body beyond the bound is not', async () => {
    const ids = Array.from({ length: 9000 }, (_, place) => String(31_000_001 + place));
    const answer = await api.post('billing/customer-transactions/search', {
      'customer-id': ids,
      'no-of-records': '500',
      'page-no': '1',
    });
    expect(answer.status).toBe(200);
    const long = await api.post('customers/signup', { name: 'x'.repeat(1024 * 1024) });
    expect(long.status).toBe(413);
  });

  it('leave the books whole', async () => {
    const balance = (await api.read('billing/customer-balance', { 'customer-id': JANE }))['totalsellingbalance'];
    expect(balance).toEqual(expect.any(Number));
  });
});
