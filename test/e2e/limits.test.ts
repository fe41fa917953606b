import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { clientId, codesOf, freshKey, useGraph } from './harness.ts';

const graph = useGraph({ clients: 0 });

interface Raw {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One request as it stands, with any header. */
function raw({ method = 'POST', path = '/graphql', headers = {}, body = '' }: Raw): Promise<{
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${graph.gateway.url}${path}`, { method, headers, agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      answer.on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, text }));
    });
    outgoing.on('error', reject).end(body);
  });
}

const json = { 'content-type': 'application/json' };
const mutation = () =>
  `mutation { addCharge(input: { clientId: "${clientId()}", amount: "1", idempotencyKey: "${freshKey()}" }) { operation { state } } }`;

describe('sizes of an operation', () => {
  it.each([
    ['levels of fields', `{ accounts ${'{ clients { nodes { account '.repeat(7)}{ name }${' } } }'.repeat(7)} }`],
    ['aliases', `{ accounts { ${Array.from({ length: 91 }, (_, index) => `a${index}: name`).join(' ')} } }`],
    ['fields', `{ accounts { ${'name '.repeat(2001)} } }`],
    ['root fields', `{ ${Array.from({ length: 51 }, (_, index) => `a${index}: accounts { name }`).join(' ')} }`],
  ])('are bounded: %s', async (what, query) => {
    const answer = await graph.ask(query);
    expect(codesOf(answer)).toContain('BUDGET_EXCEEDED');
    expect(answer.errors?.map(({ message }) => message).join()).toMatch(new RegExp(`\\d+ ${what}, at most \\d+`));
    expect(answer.data).toBeUndefined();
    expect(await graph.calls()).toEqual({});
  });

  it('are bounded with fragments, which are counted each time', async () => {
    const fragments = Array.from(
      { length: 12 },
      (_, index) => `fragment F${index} on ResellerAccount { ...F${index + 1} ...F${index + 1} }`,
    );
    const query = `{ accounts { ...F0 } } ${fragments.join(' ')} fragment F12 on ResellerAccount { name }`;
    expect(codesOf(await graph.ask(query))).toContain('BUDGET_EXCEEDED');
    const circle =
      '{ accounts { ...A } } fragment A on ResellerAccount { ...B } fragment B on ResellerAccount { ...A }';
    expect((await graph.ask(circle)).errors?.[0]?.message).toMatch(/Cannot spread fragment/);
  });

  it('are bounded in tokens, before anything else is looked at', async () => {
    const answer = await graph.ask(`{ accounts { ${'name '.repeat(4000)} nonsense } }`);
    expect(answer.errors?.[0]?.message).toMatch(/4000 tokens/);
    expect(answer.errors).toHaveLength(1);
  });

  it('are bounded in characters, whatever these are', async () => {
    for (const text of ['a'.repeat(50_000), `"${'a'.repeat(50_000)}"`, `#${' '.repeat(50_000)}`]) {
      const answer = await graph.ask(`{ ${text} }`);
      expect(answer.errors).toMatchObject([
        { message: expect.stringMatching(/^The document has 500\d\d characters, at most 50000 are allowed/) },
      ]);
      expect(codesOf(answer)).toEqual(['BUDGET_EXCEEDED']);
    }
  });

  it('leave an operation at the bounds alone', async () => {
    const query = `{ accounts { ${Array.from({ length: 60 }, (_, index) => `a${index}: name`).join(' ')} } }`;
    expect((await graph.ask(query)).errors).toBeUndefined();
  });
});

describe('requests that are refused', () => {
  it('says 413 to a body beyond the limit, told or not', async () => {
    const body = JSON.stringify({ query: '{ accounts { name } }', variables: { x: 'x'.repeat(256 * 1024) } });
    expect((await raw({ headers: json, body })).status).toBe(413);
    const chunked = await raw({ headers: { ...json, 'transfer-encoding': 'chunked' }, body });
    expect(chunked.status).toBe(413);
    const fits = JSON.stringify({ query: '{ accounts { name } }', variables: { x: 'x'.repeat(250 * 1024) } });
    expect((await raw({ headers: json, body: fits })).status).toBe(200);
  });

  it('does not write for a GET', async () => {
    const path = `/graphql?query=${encodeURIComponent(mutation())}`;
    const { status, text } = await raw({ method: 'GET', path });
    expect(status).toBe(405);
    expect(text).toContain('"errors"');
    expect(await graph.calls()).toEqual({});
    const query = encodeURIComponent('{ accounts { name } }');
    expect((await raw({ method: 'GET', path: `/graphql?query=${query}` })).status).toBe(200);
  });

  it.each([
    ['application/x-www-form-urlencoded', () => new URLSearchParams({ query: mutation() }).toString()],
    [
      'multipart/form-data; boundary=x',
      () => `--x\r\ncontent-disposition: form-data; name="query"\r\n\r\n${mutation()}\r\n--x--`,
    ],
    ['text/plain', () => JSON.stringify({ query: mutation() })],
    ['application/graphql', mutation],
    ['application/jsonp', () => JSON.stringify({ query: mutation() })],
  ])('says 415 to a form of any page: %s', async (type, body) => {
    expect((await raw({ headers: { 'content-type': type }, body: body() })).status).toBe(415);
    expect(await graph.calls()).toEqual({});
  });

  it('says 415 to a body without a type', async () => {
    expect((await raw({ body: JSON.stringify({ query: mutation() }) })).status).toBe(415);
    expect(await graph.calls()).toEqual({});
  });

  it.each(['evil.example', 'evil.example:4000', 'localhost.evil.example', '127.0.0.1.evil.example', '10.0.0.1'])(
    'says 421 to a foreign host name: %s',
    async (host) => {
      const body = JSON.stringify({ query: '{ accounts { name } }' });
      for (const path of ['/graphql', '/graphiql', '/healthz', '/']) {
        expect((await raw({ path, headers: { ...json, host }, body })).status).toBe(421);
      }
    },
  );

  it('lets no other site read', async () => {
    const body = JSON.stringify({ query: '{ accounts { name } }' });
    const answer = await raw({ headers: { ...json, origin: 'https://evil.example' }, body });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    const asked = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const preflight = await raw({ method: 'OPTIONS', headers: asked });
    expect(Object.keys(preflight.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  it('runs no list of operations', async () => {
    const body = JSON.stringify([{ query: mutation() }, { query: mutation() }]);
    expect((await raw({ headers: json, body })).status).toBe(400);
    expect(await graph.calls()).toEqual({});
  });

  it.each([
    ['{"query":', 400],
    ['null', 400],
    ['{}', 400],
    ['{"query":5}', 400],
    ['{"query":"{ accounts { name } }","variables":"x"}', 400],
  ])('answers %s with status %i and no stack', async (body, status) => {
    const answer = await raw({ headers: { ...json, accept: 'application/graphql-response+json' }, body });
    expect(answer.status).toBe(status);
    expect(answer.text).toContain('"errors"');
    expect(answer.text).not.toMatch(/node_modules|\.ts:|INTERNAL/);
  });

  it('says 404 elsewhere, and leads the root to GraphiQL', async () => {
    for (const path of ['/x', '/graphql/', '/constructor', '/__proto__']) {
      expect((await raw({ method: 'GET', path })).status).toBe(404);
    }
    const root = await raw({ method: 'GET', path: '/' });
    expect([root.status, root.headers['location']]).toEqual([302, '/graphiql']);
  });
});

describe('too many requests at once', () => {
  const small = useGraph({ clients: 0, limits: { maxConcurrentOperations: 3 } });

  it('get 503 with a time to come back, and the others are served', async () => {
    await small.fault('getClients', 'delay', { delayMs: 400, count: -1 });
    const ask = () =>
      fetch(`${small.gateway.url}/graphql`, {
        method: 'POST',
        headers: json,
        body: JSON.stringify({ query: '{ clients { totalCount } }' }),
      });
    const answers = await Promise.all(Array.from({ length: 10 }, ask));
    const refused = answers.filter(({ status }) => status === 503);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(refused).toHaveLength(7);
    expect(refused[0]?.headers.get('retry-after')).toBe('1');
  });
});
