/** HTTP Digest: who gets in, and what the others are told. */
import { Agent, request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeCall } from '../../../src/wire/xmlrpc.ts';
import { int, struct } from '../../../src/wire/xmlrpc-values.ts';
import { send } from '../drive.ts';
import type { RawAnswer } from '../drive.ts';
import { authorization, challengeOf, Digest, driveSippy, LOGIN, responseOf } from './client.ts';
import type { Credentials, Sippy } from './client.ts';

let sippy: Sippy;
beforeEach(async () => {
  sippy = await driveSippy();
});
afterEach(() => sippy.driven.sandbox.close());

const body = encodeCall('listCustomers', [struct({ limit: int(1) })]);

function post(header: string | null, url = sippy.url): Promise<RawAnswer> {
  return send(url, { method: 'POST', body, headers: header === null ? {} : { authorization: header } });
}

async function credentials(changes: Partial<Credentials> = {}): Promise<Credentials> {
  return { ...LOGIN, ...challengeOf(await post(null)), uri: '/xmlapi/xmlapi', nc: 1, ...changes };
}

function isStale(answer: RawAnswer): boolean {
  return /, stale=true/i.test(String(answer.headers['www-authenticate']));
}

/** A character for each byte of the text's UTF-8. */
function utf8(text: string): string {
  return Buffer.from(text).toString('latin1');
}

/** The status of a request with that nc, or `stale`. */
async function use(given: Credentials, nc: number): Promise<number | 'stale'> {
  const answer = await post(authorization({ ...given, nc }));
  return answer.status === 401 && isStale(answer) ? 'stale' : answer.status;
}

describe('the test client', () => {
  it('has the check value of xml-rpc.md section 4.3', () => {
    const given = {
      username: 'reseller',
      realm: 'Sippy',
      password: 'secret',
      uri: '/xmlapi/xmlapi',
      nonce: 'abc123',
      nc: 1,
    };
    expect(responseOf(given)).toBe('b9d4ca39c2acc77933f72e568ef28e84');
  });
});

describe('the challenge', () => {
  it('is a 401 with a page and three quoted values, a new nonce each time', async () => {
    const [first, second] = [await post(null), await post(null)];
    expect(first).toMatchObject({ status: 401, headers: { 'content-type': 'text/html' } });
    expect(first.body).toContain('<html>');
    expect(first.headers['www-authenticate']).toMatch(
      /^Digest realm="Sippy XMLAPI", nonce="[0-9a-f]{60}", qop="auth"$/,
    );
    expect(challengeOf(first).nonce).not.toBe(challengeOf(second).nonce);
    expect((await sippy.driven.control('calls')).body['sippy']).toEqual({ '(challenge)': 2 });
  });

  it('leaves the connection usable after an empty first POST, as curl --digest sends it', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const exchange = (headers: Record<string, string>, text: string) =>
      new Promise<RawAnswer & { port: number | undefined }>((resolve, reject) => {
        const outgoing = httpRequest(sippy.url, { method: 'POST', headers, agent }, (answer) => {
          let received = '';
          const port = answer.socket.localPort;
          answer.on('data', (chunk: Buffer) => (received += chunk.toString('utf8')));
          answer.on('end', () =>
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: received, port }),
          );
        });
        outgoing.on('error', reject);
        outgoing.end(text);
      });
    const first = await exchange({ 'content-length': '0' }, '');
    const given = { ...LOGIN, ...challengeOf(first), uri: '/xmlapi/xmlapi', nc: 1 };
    const second = await exchange({ authorization: authorization(given) }, body);
    expect([first.status, second.status]).toEqual([401, 200]);
    expect(second.port).toBe(first.port);
    agent.destroy();
  });

  it('has the realm and the opaque of the switches', async () => {
    await sippy.set({ realm: 'A "quoted" one', digestOpaque: 'present' });
    const header = String((await post(null)).headers['www-authenticate']);
    expect(header).toMatch(/^Digest realm="A \\"quoted\\" one", nonce="[0-9a-f]+", qop="auth", opaque="[0-9a-f]{32}"$/);
    const nonce = /nonce="([^"]+)"/.exec(header)?.[1] ?? '';
    const given = { ...LOGIN, realm: 'A "quoted" one', nonce, uri: '/xmlapi/xmlapi', nc: 1 };
    const sent = authorization(given).replace('realm="A "quoted" one"', String.raw`realm="A \"quoted\" one"`);
    expect((await post(sent)).status).toBe(200);
  });

  it('is a 500 for chosen methods, as long as no credentials are sent', async () => {
    await sippy.set({ unauthenticated500: ['listCustomers'] });
    expect(await post(null)).toMatchObject({ status: 500, headers: { 'content-type': 'text/html' } });
    const other = await send(sippy.url, { method: 'POST', body: encodeCall('getLowBalance', [struct({})]) });
    expect(other.status).toBe(401);
    const given = { ...LOGIN, ...challengeOf(other), uri: '/xmlapi/xmlapi', nc: 1 };
    expect((await post(authorization(given))).status).toBe(200);
    expect((await post(authorization({ ...given, password: 'x' }))).status).toBe(401);
    await sippy.set({ unauthenticated500: ['*'] });
    expect((await send(sippy.url, { method: 'POST' })).status).toBe(500);
  });
});

describe('credentials', () => {
  it('are counted under the method, and let no other HTTP method in', async () => {
    expect((await post(authorization(await credentials()))).status).toBe(200);
    expect((await sippy.driven.control('calls')).body['sippy']).toEqual({ '(challenge)': 1, listCustomers: 1 });
    expect(await send(sippy.url)).toMatchObject({ status: 405, headers: { allow: 'POST' } });
  });

  it.each<[string, Partial<Credentials>]>([
    ['login', { username: 'nobody' }],
    ['login of a customer without API access', { username: 'acme', password: 'acme-self-care' }],
    ['login of a customer without API password', { username: 'acme', password: '' }],
    ['password', { password: 'demo-self-care' }],
    ['realm', { realm: 'Sippy' }],
    ['uri', { uri: '/xmlapi' }],
    ['query in the uri', { uri: '/xmlapi/xmlapi?a=1' }],
    ['nc', { nc: 0x1_0000_0000 }],
  ])('with another %s are refused, and not as stale', async (_, changes) => {
    const answer = await post(authorization(await credentials(changes)));
    expect([answer.status, isStale(answer)]).toEqual([401, false]);
  });

  it.each<[string, string | RegExp, string]>([
    ['qop', 'qop=auth', 'qop=auth-int'],
    ['algorithm', 'algorithm=MD5', 'algorithm=SHA-256'],
    ['scheme', 'Digest', 'Basic'],
    ['response', /response="."*/, 'response="'],
    ['response of another length', /response="[0-9a-f]+"/, 'response="00"'],
    ['missing cnonce', /, cnonce="[^"]*"/, ''],
    ['missing qop', ' qop=auth,', ''],
    ['parameter twice', 'qop=auth', 'qop=auth, qop=auth'],
    ['open quote', /"$/, ''],
    ['no parameters', /^Digest .*/, 'Digest '],
    ['a long row of backslashes', /$/, `, x="${'\\'.repeat(20_000)}`],
  ])('with a wrong %s are refused', async (_, part, replacement) => {
    const answer = await post(authorization(await credentials()).replace(part, replacement));
    expect([answer.status, isStale(answer)]).toEqual([401, false]);
  });

  it('may be quoted or not, in any order and case, with an absolute uri', async () => {
    const given = await credentials();
    const quoted = authorization(given)
      .replace('qop=auth', 'qop="auth"')
      .replace(/nc=(\w+)/, 'nc="$1"');
    expect((await post(quoted.replace('algorithm=MD5', 'algorithm="md5"'))).status).toBe(200);
    const [scheme, ...rest] = authorization({ ...given, nc: 2 })
      .replace('Digest ', 'Digest, ')
      .split(', ');
    expect((await post(`${scheme} ${rest.toReversed().join(' ,  ')}`.replace('username=', 'UserName = '))).status).toBe(
      200,
    );
    const absolute = authorization({ ...given, nc: 3, uri: sippy.url });
    expect((await post(absolute)).status).toBe(200);
    const withQuery = authorization({ ...given, nc: 4, uri: '/xmlapi/xmlapi?a=1' });
    expect((await post(withQuery, `${sippy.url}?a=1`)).status).toBe(200);
  });

  it('work for a sub-customer once the parent allows it, within its own scope', async () => {
    const own = {
      name: 'Sub',
      web_password: 'x',
      web_login: 'süb',
      i_tariff: 1,
      api_password: 'pässword',
      customers_mgmt: 7,
    };
    await sippy.call('createCustomer', own);
    const latin = sippy.as({ username: 'süb', password: 'pässword' });
    const plain = sippy.as({ username: utf8('süb'), password: utf8('pässword') });
    expect((await plain.send('listCustomers')).status).toBe(401);
    await sippy.call('updateCustomer', { i_customer: 104, api_access: 1 });
    expect((await latin.send('listCustomers')).status).toBe(200);
    expect(await plain.call('listCustomers')).toEqual({ result: 'OK', customers: [] });
    expect(await plain.fault('getCustomerInfo', { i_customer: 3 })).toBe('404 Customer not found');
    expect(await plain.fault('createCustomer', { ...own, name: 'A', web_login: 'a' })).toBe('403 Permission denied');
    expect(await plain.fault('createCustomer', { name: 'A', web_password: 'x', i_tariff: null })).toBe(
      '403 Permission denied',
    );
    await plain.call('createCustomer', { name: 'Below', web_password: 'x', i_tariff: 1 });
    expect(await sippy.fault('getCustomerInfo', { i_customer: 105 })).toBe('404 Customer not found');
    expect(await sippy.call('blockCustomer', { i_customer: 105 })).toEqual({ result: 'OK' });
    await sippy.call('updateCustomer', { i_customer: 104, customers_mgmt: 0 });
    for (const method of ['updateCustomer', 'deleteCustomer', 'createCustomer']) {
      const members = { i_customer: 105, name: 'B', web_password: 'x', i_tariff: 1 };
      expect(await plain.fault(method, members)).toBe('403 Permission denied');
    }
    await sippy.call('deleteCustomer', { i_customer: 104 });
    expect((await plain.send('listCustomers')).status).toBe(401);
    expect(await sippy.fault('blockCustomer', { i_customer: 105 })).toBe('404 Customer not found');
  });
});

describe('a nonce', () => {
  it('that was never given out is stale if the password is right', async () => {
    const nonce = 'f'.repeat(60);
    expect(await use(await credentials({ nonce }), 1)).toBe('stale');
    expect(await use(await credentials({ nonce: 'x' }), 1)).toBe('stale');
    expect(await use(await credentials({ nonce, password: 'x' }), 1)).toBe(401);
  });

  it('takes each nc once, in any order within a window', async () => {
    const given = await credentials();
    expect(await Promise.all([3, 1, 2, 5].map((nc) => use(given, nc)))).toEqual([200, 200, 200, 200]);
    expect(await use(given, 3)).toBe('stale');
    expect(await use(given, 4)).toBe(200);
    expect(await use(given, 1000)).toBe(200);
    expect(await use(given, 937)).toBe(200);
    expect(await use(given, 936)).toBe('stale');
  });

  it('lives for 300 seconds of the sandbox clock, and not before its time', async () => {
    await sippy.driven.control('clock', { now: '2026-11-21T12:00:00Z' });
    const given = await credentials();
    await sippy.driven.control('clock', { now: '2026-11-21T12:04:59Z' });
    expect(await use(given, 1)).toBe(200);
    await sippy.driven.control('clock', { now: '2026-11-21T12:05:00Z' });
    expect(await use(given, 2)).toBe('stale');
    await sippy.driven.control('clock', { now: '2026-11-21T11:00:00Z' });
    expect(await use(given, 3)).toBe('stale');
    await sippy.set({ nonceSeconds: 1 });
    await sippy.driven.control('clock', { now: '2026-11-21T12:00:01Z' });
    expect(await use(given, 4)).toBe('stale');
  });

  it('is good for as many requests as the switch says, and a client recovers', async () => {
    await sippy.set({ nonceRequests: 2 });
    const given = await credentials();
    expect([await use(given, 1), await use(given, 2), await use(given, 3)]).toEqual([200, 200, 'stale']);
    const digest = new Digest(LOGIN);
    for (let sent = 0; sent < 5; sent += 1) expect((await digest.post(sippy.url, body)).status).toBe(200);
  });

  it('becomes stale with a reset', async () => {
    const given = await credentials();
    await sippy.driven.control('reset', {});
    expect(await use(given, 1)).toBe('stale');
  });
});
