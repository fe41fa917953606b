/** What a request must carry, and how one that does not is refused, over a real socket. */
import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newKey } from '../../src/access/keyText.ts';
import { closedAccess, loopbackAccess, tenantNamed, type AccessConfig } from '../../src/accessConfig.ts';
import { jwtSchema } from '../../src/jwtConfig.ts';
import { Issuer, rsaKey, signed } from '../access/issuer.ts';
import { Wire } from '../http/raw.ts';
import { Graph } from './harness.ts';

const ROUTER_KEY = 'router-key-of-at-least-32-characters';
const HMAC_SECRET = 'hmac-secret-of-at-least-32-characters';

type Headers = Readonly<Record<string, string | readonly string[]>>;

interface Answer {
  readonly status: number;
  readonly challenge: string | undefined;
  readonly body: string;
  readonly ms: number;
}

const QUERY = { query: '{ accounts { name } }' };

/** Posts with exactly these headers, also two of one name. */
function post(url: string, headers: Headers, body: object = QUERY): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const startedAtMs = performance.now();
  const all = { 'content-type': 'application/json', ...headers };
  const sent = request(`${url}/graphql`, { method: 'POST', headers: all, agent: false }, (res) => {
    let text = '';
    res.setEncoding('utf8').on('data', (part: string) => (text += part));
    const challenge = res.headers['www-authenticate'];
    const status = res.statusCode ?? 0;
    res.on('end', () => resolve({ status, challenge, body: text, ms: performance.now() - startedAtMs }));
  });
  sent.on('error', reject).end(JSON.stringify(body));
  return promise;
}

const key = rsaKey('one');
let issuer: Issuer;
beforeAll(async () => {
  issuer = await Issuer.start(key);
});
afterAll(() => issuer.close());

function access(changes: Partial<AccessConfig> = {}): AccessConfig {
  const jwt = jwtSchema.parse({ issuer: 'https://login.example', audience: 'x', jwksUrl: issuer.url });
  return { ...closedAccess('alice'), jwt, ...changes };
}
function token(changes: object = {}): string {
  const exp = Math.floor(Date.now() / 1000) + 60;
  const scope = 'clients:read';
  return signed(
    key,
    {},
    { iss: 'https://login.example', aud: 'x', sub: 'jo', exp, tenant: 'alice', scope, ...changes },
  );
}
/** A token that may subscribe, and lives so long. */
const lives = (seconds: number) =>
  bearer(token({ exp: Math.floor(Date.now() / 1000) + seconds, scope: 'operations:read clients:read' }));
const bearer = (text: string) => ({ authorization: `Bearer ${text}` });
const invalid =
  'Bearer realm="reseller-graph", error="invalid_token", error_description="The API key or token is not valid"';

describe('a request', () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await Graph.start({ access: access() });
  });
  afterAll(() => graph.close());
  const send = (headers: Headers, body?: object) => post(graph.gateway.url, headers, body);

  it('is answered with a token, within the scopes of that', async () => {
    expect(await send(bearer(token()))).toMatchObject({ status: 200, body: expect.stringContaining('voipms-demo') });
    expect(await send({ 'x-api-key': token() })).toMatchObject({ status: 200 });
    const balances = { query: '{ accounts { name balance { amount } } }' };
    const refused = await send(bearer(token()), balances);
    expect(refused.body).not.toContain('voipms-demo');
  });

  it('needs a credential', async () => {
    const { status, challenge, body } = await send({});
    expect({ status, challenge }).toEqual({ status: 401, challenge: 'Bearer realm="reseller-graph"' });
    expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  it('is refused alike for every credential that is not valid, and nothing of it is quoted', async () => {
    const other = newKey();
    const bad = [
      other.text,
      `rgk_${other.id}_${'A'.repeat(42)}`,
      'rgk_geheim',
      'geheim',
      'a.b.c',
      token({ exp: 1 }),
      token({ tenant: 'bob' }),
      token({ iss: 'https://other.example' }),
      `${token().slice(0, -4)}AAAA`,
      token({ pad: 'x'.repeat(10_000) }),
    ];
    const answers = await Promise.all(bad.map((text) => send(bearer(text))));
    for (const { status, challenge, body } of answers)
      expect({ status, challenge, body }).toEqual({ status: 401, challenge: invalid, body: answers[0]!.body });
    expect(answers[0]!.body).not.toContain('geheim');
  });

  it('is refused with two credentials, also in one header twice', async () => {
    const two: readonly Headers[] = [
      { ...bearer(token()), 'x-api-key': newKey().text },
      { authorization: [`Bearer ${token()}`, `Bearer ${newKey().text}`] },
      { 'x-api-key': [newKey().text, newKey().text] },
    ];
    for (const headers of two)
      expect(await send(headers)).toMatchObject({ status: 400, challenge: expect.stringContaining('invalid_request') });
  });

  it('that lasts ends when its token has expired', { timeout: 30_000 }, async () => {
    const jwt = jwtSchema.parse({
      issuer: 'https://login.example',
      audience: 'x',
      jwksUrl: issuer.url,
      clockSkewMs: 0,
    });
    const strict = await Graph.start({ access: access({ jwt }) });
    const subscribe = async (headers: Headers): Promise<number> => {
      const answer = await fetch(`${strict.gateway.url}/graphql`, {
        method: 'POST',
        headers: { ...headers, accept: 'text/event-stream', 'content-type': 'application/json' } as Record<
          string,
          string
        >,
        body: JSON.stringify({ query: 'subscription { operationChanged { id } }' }),
      });
      expect(answer.status).toBe(200);
      const startedAtMs = performance.now();
      await answer.text().catch(() => '');
      return performance.now() - startedAtMs;
    };
    const long = subscribe(lives(3600));
    const ended = await subscribe(lives(2));
    expect(ended).toBeLessThan(10_000);
    expect(await Promise.race([long, delay(100, 'open')])).toBe('open');
    await strict.close();
    await long;
  });

  it('stays fast while others guess', async () => {
    await send(bearer(token()));
    const guesses = Array.from({ length: 400 }, (_, index) =>
      send(bearer(index % 2 === 0 ? newKey().text : `${token().slice(0, -8)}AAAAAAAA`)),
    );
    const good: Answer[] = [];
    for (let index = 0; index < 5; index += 1) {
      good.push(await send(bearer(token())));
      await delay(20);
    }
    for (const { status } of good) expect(status).toBe(200);
    expect(Math.max(...good.map(({ ms }) => ms))).toBeLessThan(5000);
    for (const { status } of await Promise.all(guesses)) expect([401, 503]).toContain(status);
  });
});

describe('on this machine', () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await Graph.start({ access: loopbackAccess('demo') });
  });
  afterAll(() => graph.close());

  const send = (headers: Headers, body?: object) => post(graph.gateway.url, headers, body);

  it('no credential is needed, and a wrong one is refused all the same', async () => {
    expect(await send({})).toMatchObject({ status: 200 });
    for (const headers of [bearer(newKey().text), bearer('x'), { 'x-api-key': '' }, { authorization: 'Basic YTpi' }])
      expect(await send(headers)).toMatchObject({ status: 401, challenge: invalid });
    // What comes through a proxy or a router does not come from here.
    for (const headers of [{ 'x-forwarded-for': '192.0.2.1' }, { via: '1.1 x' }, { 'x-router-key': 'x' }])
      expect(await send(headers)).toMatchObject({ status: 401 });
    const names = ['forwarded', 'x-forwarded-host', 'x-forwarded-port', 'x-forwarded-proto', 'x-forwarded-server'];
    for (const name of [...names, 'x-real-ip', 'cf-connecting-ip', 'true-client-ip'])
      expect({ name, ...(await send({ [name]: 'x' })) }).toMatchObject({ name, status: 401 });
    const viaHive = { ...QUERY, extensions: { 'hmac-signature': 'x' } };
    expect(await send({}, viaHive)).toMatchObject({ status: 401, challenge: 'Bearer realm="reseller-graph"' });
  });
});

describe('a proxy on this machine that speaks HTTP/1.0', () => {
  it('does not let others in', async () => {
    const graph = await Graph.start({ access: loopbackAccess('demo') });
    const status = async (version: string): Promise<string> => {
      const wire = new Wire(graph.gateway.url);
      const lines = [`GET /graphql?query={__typename} HTTP/${version}`, 'host: localhost', 'connection: close', '', ''];
      wire.socket.write(lines.join('\r\n'));
      return (await wire.closed).split(' ', 2)[1]!;
    };
    expect([await status('1.1'), await status('1.0')]).toEqual(['200', '401']);
    await graph.close();
  });
});

describe('behind a router', () => {
  const router = { key: ROUTER_KEY, hmacSecret: HMAC_SECRET };
  let must: Graph;
  let may: Graph;
  beforeAll(async () => {
    const tenants = [tenantNamed('alice')];
    must = await Graph.start({ access: access({ tenants, router: { ...router, required: true } }) });
    may = await Graph.start({ access: access({ tenants, router: { ...router, required: false } }) });
  });
  afterAll(async () => {
    await must.close();
    await may.close();
  });

  const signature = (params: object, secret = HMAC_SECRET) => ({
    ...params,
    extensions: { 'hmac-signature': createHmac('sha256', secret).update(JSON.stringify(params)).digest('base64') },
  });

  it.each<[string, Headers, object, number, number]>([
    ['no proof', {}, QUERY, 401, 200],
    ['the key', { 'x-router-key': ROUTER_KEY }, QUERY, 200, 200],
    ['a wrong key', { 'x-router-key': `${ROUTER_KEY}x` }, QUERY, 401, 401],
    ['two keys', { 'x-router-key': [ROUTER_KEY, 'x'] }, QUERY, 401, 401],
    ['a signature', {}, signature(QUERY), 200, 200],
    [
      'a signature with variables',
      {},
      signature({
        query: 'query ($n: Int) { accounts { name } clients(first: $n) { totalCount } }',
        variables: { n: 1 },
      }),
      200,
      200,
    ],
    ['a wrong signature', {}, signature(QUERY, ROUTER_KEY), 401, 401],
    ['the signature of another query', {}, { ...signature(QUERY), query: '{ __typename }' }, 401, 401],
  ])('a caller comes through with %s', async (_, headers, body, whenRequired, otherwise) => {
    const all = { ...headers, ...bearer(token()) };
    expect((await post(must.gateway.url, all, body)).status).toBe(whenRequired);
    expect((await post(may.gateway.url, all, body)).status).toBe(otherwise);
  });

  it('a caller still needs a credential of its own', async () => {
    for (const { gateway } of [must, may])
      expect((await post(gateway.url, { 'x-router-key': ROUTER_KEY })).status).toBe(401);
  });
});
