/** What the program refuses to start with, and how it can be reached, as whole processes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { request as requestOverTls } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { selfSigned } from '../access/certificate.ts';
import { accountAt, Program, runToEnd } from './process.ts';

const TIMEOUT_MS = 60_000;
const folder = mkdtempSync(join(tmpdir(), 'access-'));
afterAll(() => rmSync(folder, { recursive: true }));

const open: Program[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((program) => program.close()));
});
async function serve(env: Readonly<Record<string, string>>): Promise<string> {
  const program = new Program(['serve'], env);
  open.push(program);
  return program.gatewayUrl();
}

/** A file of the folder. */
function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const { cert, key } = selfSigned();
const tls = { TLS_CERT_FILE: file('cert.pem', cert), TLS_KEY_FILE: file('key.pem', key) };
const { ALLOW_LOOPBACK, ...account } = accountAt('http://127.0.0.1:1');
const loopback = { ALLOW_LOOPBACK: ALLOW_LOOPBACK! };
const config = (name: string, content: object) => ({ CONFIG_FILE: file(name, JSON.stringify(content)) });
const jwt = config('jwt.json', {
  access: { jwt: { issuer: 'https://login.example', audience: 'x', jwksUrl: 'https://login.example/jwks' } },
});

describe('a start', () => {
  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['nobody could get in', account, /Nobody could use this gateway.*keys create --name NAME.*access\.jwt/],
    ['others could read along', { ...account, ...jwt, HOST: '0.0.0.0' }, /HOST is "0\.0\.0\.0".*TLS_CERT_FILE/],
    ['others need no credential', { ...account, ...loopback, ...tls, HOST: '0.0.0.0' }, /ALLOW_LOOPBACK and access/],
    ['others are the demo', { PORT: '0', SANDBOX_PORT: '0', ...tls, HOST: '0.0.0.0' }, /ALLOW_LOOPBACK and access/],
    ['all behind a proxy seem local', { ...account, ...loopback, BEHIND_PROXY: 'true' }, /BEHIND_PROXY is true/],
    ['half of TLS is set', { ...account, ...loopback, TLS_CERT_FILE: tls.TLS_CERT_FILE }, /belong together/],
    [
      'the keys of the issuer are none',
      {
        ...account,
        ...config('file.json', { access: { jwt: { issuer: 'x', audience: 'x', jwksFile: file('keys.json', '{}') } } }),
      },
      /access\.jwt\.jwksFile: There is no public key/,
    ],
    [
      'the certificate is none',
      { ...account, ...loopback, ...tls, TLS_CERT_FILE: tls.TLS_KEY_FILE },
      /TLS_CERT_FILE and TLS_KEY_FILE cannot be used/,
    ],
    [
      'the key is of another certificate',
      { ...account, ...loopback, ...tls, TLS_KEY_FILE: file('other.pem', selfSigned().key) },
      /TLS_CERT_FILE and TLS_KEY_FILE cannot be used/,
    ],
    [
      'a login would pass in clear',
      { ...account, ...loopback, VOIPMS_BASE_URL: 'http://upstream.example/rest.php' },
      /"voipms".*http:\/\/.*insecureHttp/,
    ],
  ])(
    'is refused where %s',
    async (_, env, message) => {
      const { code, stdout, stderr } = await runToEnd(['serve'], env);
      expect({ code, stdout: stdout.replace(/^Sandbox:.*\n/, '') }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(message);
      expect(stderr).not.toMatch(/^\s+at .*:\d+/m);
      expect(stderr).not.toContain('demo-voipms');
    },
    TIMEOUT_MS,
  );

  it('is fine on every address behind a proxy, for those with a credential', { timeout: TIMEOUT_MS }, async () => {
    const url = await serve({ ...account, ...jwt, HOST: '0.0.0.0', BEHIND_PROXY: 'true' });
    const answer = await fetch(`${url.replace('0.0.0.0', '127.0.0.1')}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="reseller-graph"');
  });

  it('takes the names of access.allowedHosts', { timeout: TIMEOUT_MS }, async () => {
    const access = { loopback: {}, allowedHosts: ['graph.example.com'] };
    const url = await serve({ ...account, ...config('hosts.json', { access }) });
    const statusFor = async (host: string) => (await post(url, { headers: { ...JSON_BODY, host } })).status;
    for (const host of ['localhost', '127.0.0.1:4000']) expect(await statusFor(host)).toBe(200);
    // What is sent to a name that others know needs a credential.
    expect(await statusFor('Graph.Example.com')).toBe(401);
    for (const host of ['evil.example', 'graph.example.com:81', 'localhost.evil.example'])
      expect(await statusFor(host)).toBe(421);
  });
});

const BODY = '{"query":"{ __typename }"}';
const JSON_BODY = { 'content-type': 'application/json', 'content-length': BODY.length };

interface Answer {
  readonly status: number;
  readonly text: string;
}

function post(url: string, more: object): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const send = url.startsWith('https:') ? requestOverTls : request;
  const options = { method: 'POST', headers: JSON_BODY, ca: cert, agent: false, ...more };
  const sent = send(`${url}/graphql`, options, (res) => {
    let text = '';
    res.setEncoding('utf8').on('data', (part: string) => (text += part));
    res.on('end', () => resolve({ status: res.statusCode ?? 0, text }));
  });
  sent.on('error', reject).end(BODY);
  return promise;
}

describe('TLS', () => {
  it('is spoken from version 1.2 on, and nothing else is', { timeout: TIMEOUT_MS }, async () => {
    const url = await serve({ ...account, ...loopback, ...tls });
    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    const good = { status: 200, text: expect.stringContaining('Query') as string };
    expect(await post(url, {})).toMatchObject(good);
    expect(await post(url, { maxVersion: 'TLSv1.2' })).toMatchObject(good);
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' };
    await expect(post(url, old)).rejects.toThrow(/version/i);
    await expect(post(url, { ca: selfSigned().cert })).rejects.toThrow(/certificate|verify/);
    await expect(fetch(`${url.replace('https', 'http')}/healthz`)).rejects.toThrow('fetch failed');
  });
});
