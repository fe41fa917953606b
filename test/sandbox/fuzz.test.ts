/** Whatever is sent, the sandbox answers or closes, and goes on. */
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drive, LOGIN, raw, send } from './drive.ts';
import type { Driven } from './drive.ts';

let driven: Driven;
beforeAll(async () => {
  driven = await drive();
});
afterAll(() => driven.sandbox.close());

const FUNCTIONS = [
  'addCharge',
  'addPayment',
  'getClients',
  'setClient',
  'setClientThreshold',
  'signupClient',
  'getTransactionHistory',
];
const NAMES = [
  'client',
  'charge',
  'payment',
  'description',
  'email',
  'threshold',
  'country',
  'date_from',
  'test',
  '__proto__',
];
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('561115', '1', '-0', '1e9', '\0', '%', '[]'),
);

describe('any input', () => {
  it('as parameters gives status 200 and a JSON object with a status', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...FUNCTIONS),
        fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), text), text, { maxKeys: 8 }),
        fc.boolean(),
        async (method, parameters, post) => {
          const form = new URLSearchParams({ ...parameters, ...LOGIN, method, content_type: '' });
          const answer = post
            ? await fetch(driven.api, { method: 'POST', body: form })
            : await fetch(`${driven.api}?${form.toString()}`);
          expect(answer.status).toBe(200);
          expect(await answer.json()).toMatchObject({ status: expect.stringMatching(/^[A-Za-z0-9_]+$/) as string });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('as a body of either form, or of a control request, is answered', async () => {
    const types = fc.constantFrom(
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=a',
      'multipart/form-data',
      'x',
    );
    const paths = fc.constantFrom('/api/v1/rest.php', '/_sandbox/faults', '/_sandbox/switches', '/_sandbox/clock');
    await fc.assert(
      fc.asyncProperty(paths, types, fc.uint8Array({ maxLength: 400 }), async (path, type, bytes) => {
        const body = Buffer.concat([Buffer.from('--a\r\nContent-Disposition: form-data; name="x"\r\n\r\n'), bytes]);
        const answer = await send(driven.sandbox.url + path, {
          method: 'POST',
          headers: { 'content-type': type },
          body,
        });
        expect([200, 400]).toContain(answer.status);
      }),
      { numRuns: 200 },
    );
  });

  it('as raw bytes ends the connection and harms nobody', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (bytes) => {
        const all = Buffer.concat([Buffer.from(bytes), Buffer.from('\r\n\r\n')]);
        const { received } = await raw(driven.sandbox.url, all, true);
        expect(received).toMatch(/^(HTTP\/1\.1 4|$)/);
      }),
      { numRuns: 100 },
    );
    expect(await driven.status('getCharges', { client: '561115' })).toBe('success');
  });

  it('headers without end are refused', async () => {
    const { received } = await raw(driven.sandbox.url, `GET / HTTP/1.1\r\nX: ${'x'.repeat(33 * 1024)}`);
    expect(received).toMatch(/^HTTP\/1\.1 431 /);
  });
});
