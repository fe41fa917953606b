import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { useGraph } from '../e2e/harness.ts';
import { json, post, send, type RawRequest } from './raw.ts';

const PANEL = 'https://panel.example';

describe('pages of other sites', () => {
  const graph = useGraph({ clients: 0, surface: { allowedOrigins: [PANEL] } });
  const own = () => new URL(graph.gateway.url).host;
  const accounts = (headers: Readonly<Record<string, string>>) =>
    post(graph.gateway.url, '{ accounts { name } }', {}, headers);

  it.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['an origin of none', { origin: 'null' }],
    ['an empty origin', { origin: '' }],
    ['an origin that begins alike', { origin: `${PANEL}.evil.example` }],
    ['the allowed one without TLS', { origin: 'http://panel.example' }],
    ['another port', { origin: `${PANEL}:8443` }],
    ['a subdomain', { origin: 'https://x.panel.example' }],
    ['another site, without its origin', { 'sec-fetch-site': 'cross-site' }],
    ['the same site, without its origin', { 'sec-fetch-site': 'same-site' }],
  ])('are refused: %s', async (_what, headers) => {
    const answers = [
      await accounts(headers),
      await send(graph.gateway.url, { method: 'GET', path: '/graphql?query={__typename}', headers }),
      await send(graph.gateway.url, { path: '/handover/x', headers }),
      await send(graph.gateway.url, {
        method: 'OPTIONS',
        headers: { ...headers, 'access-control-request-method': 'POST' },
      }),
    ];
    for (const answer of answers) {
      expect([answer.status, JSON.parse(answer.text)]).toMatchObject([
        403,
        { errors: [{ extensions: { code: 'FORBIDDEN' } }] },
      ]);
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
    expect(await graph.calls()).toEqual({});
  });

  it.each([
    ['no browser', {}],
    ['a person who has typed the address', { 'sec-fetch-site': 'none' }],
    ['a page of its own', { 'sec-fetch-site': 'same-origin' }],
  ])('may not be told from others: %s is let in', async (_what, headers) => {
    expect((await accounts(headers)).status).toBe(200);
  });

  it('of the own origin are let in, by whatever scheme', async () => {
    for (const scheme of ['http', 'https']) {
      const { status, headers } = await accounts({ origin: `${scheme}://${own()}` });
      expect([status, headers['access-control-allow-origin']]).toEqual([200, undefined]);
    }
  });

  it('on the allow list can read answers, also those that refuse', async () => {
    const answer = await accounts({ origin: PANEL, 'sec-fetch-site': 'cross-site' });
    expect(answer).toMatchObject({
      status: 200,
      headers: {
        'access-control-allow-origin': PANEL,
        'access-control-expose-headers': 'retry-after, www-authenticate',
      },
    });
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
    const refused = await accounts({ origin: PANEL, 'x-forwarded-for': '192.0.2.7' });
    expect([refused.status, refused.headers['access-control-allow-origin']]).toEqual([401, PANEL]);
  });

  it('on the allow list have their preflight answered, for an hour', async () => {
    const headers = {
      origin: PANEL,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-other',
    };
    const answer = await send(graph.gateway.url, { method: 'OPTIONS', headers });
    expect(answer).toMatchObject({
      status: 204,
      text: '',
      headers: {
        'access-control-allow-origin': PANEL,
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': 'authorization, content-type, x-access-reason, x-api-key',
        'access-control-max-age': '3600',
        vary: 'Origin',
      },
    });
  });

  it('have answers of their own in every cache', async () => {
    for (const headers of [{}, { origin: PANEL }]) expect((await accounts(headers)).headers.vary).toContain('Origin');
  });
});

describe('headers', () => {
  const graph = useGraph({ clients: 0 });
  const requests: readonly (readonly [string, RawRequest])[] = [
    ['an operation', { headers: json, body: '{"query":"{ __typename }"}' }],
    ['a refusal', { headers: json, body: '{' }],
    ['another method', { method: 'DELETE' }],
    ['a place where nothing is', { method: 'GET', path: '/x' }],
    ['a foreign host', { headers: { ...json, host: 'evil.example' } }],
    ['no credential', { headers: { ...json, via: 'x' }, body: '{"query":"{ __typename }"}' }],
    ['health', { method: 'GET', path: '/healthz' }],
    ['the root', { method: 'GET', path: '/' }],
    ['OPTIONS', { method: 'OPTIONS' }],
    ['a secret that is not there', { path: '/handover/x' }],
  ];

  it.each(requests)('keep browsers from doing what they should not: %s', async (_what, request) => {
    const { headers } = await send(graph.gateway.url, request);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['server']));
    for (const name of ['server', 'x-powered-by', 'strict-transport-security', 'set-cookie']) {
      expect(headers[name]).toBeUndefined();
    }
  });

  it('let GraphiQL do what it needs, and no more', async () => {
    const { headers } = await send(graph.gateway.url, { method: 'GET', path: '/graphiql' });
    expect(headers).toMatchObject({ 'x-frame-options': 'DENY', 'cross-origin-resource-policy': 'same-origin' });
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(/script-src 'sha256-[\w+/]{43}=';/);
    expect(policy.match(/[\w-]+-src[^;]*'unsafe-inline'/g)).toEqual(["style-src 'unsafe-inline'"]);
  });
});

describe('methods', () => {
  const graph = useGraph({ clients: 0 });

  it.each(['PUT', 'PATCH', 'DELETE', 'HEAD', 'TRACE', 'PROPFIND'])(
    'that GraphQL does not have get 405: %s',
    async (method) => {
      const { status, headers } = await send(graph.gateway.url, { method, headers: json, body: '' });
      expect([status, headers.allow]).toEqual([405, 'GET, POST, OPTIONS']);
    },
  );

  it('cannot be put into a header or a parameter', async () => {
    const query = encodeURIComponent('mutation { __typename }');
    for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
      const path = `/graphql?query=${query}&_method=POST`;
      expect((await send(graph.gateway.url, { method: 'GET', path, headers: { [name]: 'POST' } })).status).toBe(405);
    }
  });

  it('are told by OPTIONS', async () => {
    expect(await send(graph.gateway.url, { method: 'OPTIONS' })).toMatchObject({
      status: 204,
      headers: { allow: 'GET, POST, OPTIONS' },
    });
  });

  it.each(['/healthz', '/readyz', '/'])('are GET and HEAD at %s', async (path) => {
    const [get, head, posted] = await Promise.all(
      ['GET', 'HEAD', 'POST'].map((method) => send(graph.gateway.url, { method, path })),
    );
    expect(head).toMatchObject({ status: get!.status, text: '' });
    expect(head!.headers['content-length']).toBe(get!.headers['content-length']);
    expect(posted).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  });

  it('tell nothing but the state for health', async () => {
    const texts = await Promise.all(
      ['/healthz', '/readyz'].map(async (path) => (await send(graph.gateway.url, { method: 'GET', path })).text),
    );
    expect(texts).toEqual(['{"status":"ok"}\n', '{"status":"ready"}\n']);
  });
});

describe('bodies and answers', () => {
  const graph = useGraph({ clients: 0 });
  const body = '{"query":"{ __typename }"}';

  it.each([
    ['application/json', 200],
    ['application/json; charset=utf-8', 200],
    ['Application/JSON;charset="UTF-8"', 200],
    ['application/json; charset=utf-16', 415],
    ['application/json, text/plain', 415],
    ['text/plain; application/json', 415],
    ['application/json-patch+json', 415],
    ['application/graphql-response+json', 415],
  ])('of type %s: %i', async (type, expected) => {
    const { status, headers } = await send(graph.gateway.url, { headers: { 'content-type': type }, body });
    expect(status).toBe(expected);
    expect(headers.accept).toBe(expected === 415 ? 'application/json' : undefined);
  });

  it('that are compressed are not taken', async () => {
    const headers = { ...json, 'content-encoding': 'gzip' };
    expect((await send(graph.gateway.url, { headers, body })).status).toBe(415);
  });

  it.each([
    ['text/html', 406],
    ['image/*', 406],
    ['application/json; charset=utf-16', 406],
    ['application/graphql-response+json; charset=latin1', 406],
    ['text/html, */*;q=0.1', 200],
    ['application/*', 200],
    ['application/graphql-response+json, application/json;q=0.9', 200],
  ])('accepted as %s: %i, and nothing is written for who cannot be told', async (accept, expected) => {
    const query =
      'mutation { setClientThreshold(input: { clientId: "x", amount: "1", idempotencyKey: "k" }) { userErrors { code } } }';
    const { status } = await post(graph.gateway.url, query, {}, { accept });
    expect(status).toBe(expected);
    expect(await graph.calls()).toEqual({});
  });

  it('ignore members that nobody knows', async () => {
    const more = { id: 'x', extra: { a: 1 }, operationName: null };
    const { text } = await post(graph.gateway.url, '{ __typename }', more);
    expect(JSON.parse(text)).toMatchObject({ data: { __typename: 'Query' } });
  });

  it('are compressed where the caller takes it and it pays', async () => {
    const query = '{ __schema { types { name description } } }';
    const ask = (encoding: string) => post(graph.gateway.url, query, {}, { 'accept-encoding': encoding });
    const [plain, zipped, brotli] = [await post(graph.gateway.url, query), await ask('gzip'), await ask('br, gzip')];
    expect([plain.headers['content-encoding'], zipped.headers['content-encoding']]).toEqual([undefined, 'gzip']);
    expect(brotli.headers['content-encoding']).toBe('br');
    expect(gunzipSync(zipped.body).equals(plain.body)).toBe(true);
    expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true);
    expect(zipped.body.length).toBeLessThan(plain.body.length / 3);
    expect(zipped.headers.vary).toContain('Accept-Encoding');
    const small = await post(graph.gateway.url, '{ __typename }', {}, { 'accept-encoding': 'gzip' });
    expect(small.headers['content-encoding']).toBeUndefined();
  });

  it('leave events as they are', async () => {
    const headers = { ...json, accept: 'text/event-stream', 'accept-encoding': 'gzip, br' };
    const controller = new AbortController();
    const answer = await fetch(`${graph.gateway.url}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query: 'subscription { operationChanged { operation { id } } }' }),
      signal: controller.signal,
    });
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, 'none']);
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    controller.abort();
  });
});
