/** Requests in every form that clients use, and the answers' headers. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drive, LOGIN, raw, send } from '../drive.ts';
import type { Driven, Parameters } from '../drive.ts';

let driven: Driven;
beforeEach(async () => {
  driven = await drive();
});
afterEach(() => driven.sandbox.close());

const charge = { ...LOGIN, method: 'addCharge', client: '561115', charge: '1.00', description: 'Zoë & co / 50% +1' };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const query = (parameters: Parameters) => new URLSearchParams(parameters).toString();

async function newest(): Promise<unknown> {
  const { charges } = (await driven.call('getCharges', { client: '561115' })) as { charges: unknown[] };
  return charges.length === 4 ? charges[0] : charges.length;
}

function multipart(parameters: Parameters): { headers: Record<string, string>; body: string } {
  const parts = Object.entries(parameters).map(
    ([name, value]) => `--XX\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return { headers: { 'content-type': 'multipart/form-data; boundary=XX' }, body: `${parts.join('')}--XX--\r\n` };
}

describe('requests', () => {
  it.each([
    ['GET with a query', () => send(`${driven.api}?${query(charge)}`)],
    ['urlencoded POST', () => send(driven.api, { method: 'POST', headers: FORM, body: query(charge) })],
    ['multipart POST', () => send(driven.api, { method: 'POST', ...multipart(charge) })],
    [
      'login in the query, the rest in the body',
      () => send(`${driven.api}?${query(LOGIN)}`, { method: 'POST', headers: FORM, body: query(charge) }),
    ],
    [
      'body before query',
      () => send(`${driven.api}?charge=999&client=`, { method: 'POST', headers: FORM, body: query(charge) }),
    ],
    ['the last of equal names', () => send(`${driven.api}?charge=999&${query(charge)}`)],
    ['POST with everything in the query', () => send(`${driven.api}?${query(charge)}`, { method: 'POST' })],
    ['unknown parameters', () => send(`${driven.api}?${query({ ...charge, foo: '1', 'client[]': '7' })}`)],
  ])('%s', async (_name, act) => {
    const answer = await act();
    expect(answer).toMatchObject({ status: 200, body: '{"status":"success"}' });
    expect(await newest()).toMatchObject({ amount: '1.00', description: 'Zoë & co / 50% +1' });
  });

  it('@ and : in a query are read as they stand', async () => {
    const parameters = 'api_username=demo@example.com&api_password=demo-voipms&method=addCharge&client=561115&charge=1';
    const line = `GET /api/v1/rest.php?${parameters}&description=a:b@c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
    expect((await raw(driven.sandbox.url, line)).received).toContain('{"status":"success"}');
    expect(await newest()).toMatchObject({ description: 'a:b@c' });
  });

  it('a JSON body is ignored', async () => {
    const headers = { 'content-type': 'application/json' };
    const answer = await send(driven.api, { method: 'POST', headers, body: JSON.stringify(charge) });
    expect(answer.body).toContain('"status":"missing_method"');
  });

  it.each([
    ['without a boundary', 'multipart/form-data', 'x'],
    ['cut off', 'multipart/form-data; boundary=XX', '--XX\r\nContent-Disposition: form-data; name="met'],
    [
      'with a file',
      'multipart/form-data; boundary=XX',
      '--XX\r\nContent-Disposition: form-data; name="a"; filename="b"\r\n\r\nx\r\n--XX--\r\n',
    ],
  ])('multipart %s gives missing_method', async (_name, type, body) => {
    const answer = await send(driven.api, { method: 'POST', headers: { 'content-type': type }, body });
    expect(answer.body).toContain('"status":"missing_method"');
  });

  it('a body over 1 MiB is refused, with or without a length, and parameters after the 1000th are not read', async () => {
    const long = `description=${'x'.repeat(1024 * 1024)}`;
    const fixed = await raw(
      driven.sandbox.url,
      `POST /api/v1/rest.php HTTP/1.1\r\nHost: x\r\nContent-Length: ${long.length}\r\nContent-Type: ${FORM['content-type']}\r\n\r\n${long}`,
    );
    expect(fixed.received).toMatch(/^HTTP\/1\.1 413 /);
    const chunk = `${long.length.toString(16)}\r\n${long}\r\n`;
    const chunked = await raw(
      driven.sandbox.url,
      `POST /api/v1/rest.php HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Type: ${FORM['content-type']}\r\n\r\n${chunk}`,
    );
    expect(chunked.received).toMatch(/^HTTP\/1\.1 413 /);
    const many = `${'a=1&'.repeat(1000)}${query(charge)}`;
    const answer = await send(driven.api, { method: 'POST', headers: FORM, body: many });
    expect(answer.body).toContain('"status":"missing_method"');
  });
});

/** A raw GET. */
const get = (extra: string) => `GET /api/v1/rest.php?method=x HTTP/1.1\r\nHost: x\r\n${extra}\r\n`;

describe('answers', () => {
  it('are text/html, or application/json with content_type=json, also for errors', async () => {
    const plain = await send(`${driven.api}?${query({ ...LOGIN, method: 'getIP' })}`);
    expect(plain.headers['content-type']).toBe('text/html');
    const json = await send(`${driven.api}?${query({ ...LOGIN, method: 'getIP', content_type: 'json' })}`);
    expect(json.headers['content-type']).toBe('application/json');
    expect(json.body).toBe(plain.body);
    const error = await send(`${driven.api}?content_type=json`);
    expect(error).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
    expect(error.body).toBe(
      String.raw`{"status":"missing_method","message":"Method must be provided when using the REST\/JSON API"}`,
    );
  });

  it('www. is sent to the apex with 301; the POST that follows as a GET has lost its method', async () => {
    const host = new URL(driven.sandbox.url).host;
    const headers = { ...FORM, host: `www.${host}` };
    const answer = await send(driven.api, { method: 'POST', headers, body: query(charge) });
    expect(answer).toMatchObject({ status: 301, headers: { location: driven.api } });
    expect((await send(String(answer.headers['location']))).body).toContain('missing_method');
    expect(await newest()).toBe(3);
    await driven.set({ wwwHost: 'serve' });
    expect((await send(driven.api, { method: 'POST', headers, body: query(charge) })).status).toBe(200);
    expect(await newest()).toMatchObject({ amount: '1.00' });
  });

  it('connections are kept open', async () => {
    const { received } = await raw(driven.sandbox.url, get('') + get('') + get('Connection: close\r\n'));
    expect(received.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(3);
  });

  it('other paths are not found', async () => {
    expect((await send(`${driven.sandbox.url}/api/v1/server.php`)).status).toBe(404);
    expect((await send(driven.sandbox.url)).status).toBe(404);
  });
});
