/** Hostile requests of every kind, as the bytes that go over the wire. Each number gives others, so that no cache knows them. */
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** What hostile requests are made with. */
export interface Target {
  /** Such as "127.0.0.1:40123". */
  readonly host: string;
  /** A key that is valid, and belongs to a tenant that means harm. */
  readonly key: string;
}

/** One kind: its name, and the bytes of one request, of several, or of what is none. */
export type Kind = readonly [name: string, bytes: (number: number) => string | Buffer];

type Headers = Readonly<Record<string, string>>;

function times(count: number, text: string): string {
  return Array.from({ length: count }, (_, index) => text.replaceAll('$', String(index))).join(' ');
}

/** The bytes of a request. */
export function requestOf(method: string, path: string, headers: Headers, body: string | Buffer = ''): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`), Buffer.from(body)]);
}

/** Headers of a POST whose body is that long. */
export function jsonHeaders({ host, key }: Target, length: number): Headers {
  return {
    host,
    authorization: `Bearer ${key}`,
    connection: 'close',
    'content-type': 'application/json',
    'content-length': String(length),
  };
}

function post(target: Target, body: string | Buffer, changes: Headers = {}): Buffer {
  return requestOf('POST', '/graphql', { ...jsonHeaders(target, Buffer.byteLength(body)), ...changes }, body);
}

/** Documents by what is wrong with them. */
const documents: readonly (readonly [string, (number: number) => string])[] = [
  [
    'levels of fields',
    () => `{ accounts ${times(120, '{ clients { nodes { account')} { name } ${'} } }'.repeat(120)} }`,
  ],
  ['brackets that only open', () => '{a'.repeat(1900)],
  ['lists in lists', () => `{ a(b: ${'['.repeat(1900)}${']'.repeat(1900)}) }`],
  ['types in types', () => `query ($a: ${'['.repeat(1900)}Int${']'.repeat(1900)}) { __typename }`],
  ['1,000 aliases', () => `{ ${times(1000, 'a$: accounts { name }')} }`],
  ['one field 3,000 times', () => `{ ${times(3000, '__typename')} }`],
  ['1,900 fields that are not there', (number) => `{ accounts { ${times(1900, `no${number}x$`)} } }`],
  [
    '1,900 fields that are there',
    () => `{ ${times(80, 'a$: accounts { name provider capabilities writes health { state } }')} }`,
  ],
  ['1,000 directives', () => `{ __typename ${times(1000, '@skip(if: false)')} }`],
  ['a circle of fragments', () => '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'],
  [
    'a circle of 50 fragments',
    () =>
      `{ ...F0 } ${times(50, 'fragment F$ on Query { ...G$ }')}`.replaceAll(
        /G(\d+)/g,
        (_, n) => `F${(Number(n) + 1) % 50}`,
      ),
  ],
  [
    'fragments that double',
    () =>
      `{ ...F0 } ${times(40, 'fragment F$ on Query { ...G$ ... on Query { ...G$ } }')} fragment F40 on Query { __typename }`.replaceAll(
        /G(\d+)/g,
        (_, n) => `F${Number(n) + 1}`,
      ),
  ],
  [
    'fields that overlap',
    () =>
      `{ ${times(9, '...A ...B')} } ${['A', 'B'].map((name) => `fragment ${name} on Query { ${times(40, `x$: client(account: "${name}", upstreamId: "1") { id }`)} }`).join(' ')}`,
  ],
  [
    '100 mutations',
    () => `mutation { ${times(100, 'a$: deleteClient(input: { clientId: "x" }) { userErrors { code } }')} }`,
  ],
  ['1,000 operations', () => times(1000, 'query Q$ { __typename }')],
  ['1,000 variables', () => `query (${times(1000, '$a$: Int').replaceAll(/(\d+)a\d+/g, '$a$1')}) { __typename }`],
  ['60,000 comments', () => `${'#x\n'.repeat(60_000)}{ __typename }`],
  ['a text of escapes', () => `{ account(name: "${'\\u0041'.repeat(30_000)}") { name } }`],
  ['a block text', () => `{ account(name: """${'\\"""'.repeat(20_000)}""") { name } }`],
  ['a long name', () => `{ ${'a'.repeat(100_000)} }`],
  ['a list of 1,900 ids', () => `{ nodes(ids: [${times(1900, '"x$"')}]) { id } }`],
  [
    'introspection',
    () => '{ __schema { types { name fields { name args { name type { name } } type { name ofType { name } } } } } }',
  ],
  ['names that are nearly right', () => `{ ${times(80, 'accountz$')} ${times(80, 'clientz$')} }`],
  [
    'more calls than may be',
    (number) =>
      `{ ${times(12, `a$: clients(first: 500, where: { text: "${number}x$" }) { nodes { charges { nodes { id } } } }`)} }`,
  ],
  ['no document', () => '} } } mutation {{{'],
];

const QUERY = '{ __typename }';

/** A request with JSON in it that is nested 50,000 levels deep. */
function nested(member: string): string {
  return `{"query":"${QUERY}","${member}":{"a":${'{"a":['.repeat(25_000)}${']}'.repeat(25_000)}}}`;
}

/** What is wrong with the request around a document. */
function bodies(target: Target): readonly Kind[] {
  const named = (body: string, changes: Headers = {}): Buffer => post(target, body, changes);
  return [
    ['50,000 levels of variables', () => named(nested('variables'))],
    ['50,000 levels of extensions', () => named(nested('extensions'))],
    ['200,000 brackets', () => named('['.repeat(200_000))],
    [
      '60,000 ids in a variable',
      () =>
        named(
          JSON.stringify({
            query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
            variables: { ids: Array.from({ length: 60_000 }, () => 'x') },
          }),
        ),
    ],
    ['20,000 members', (number) => named(`{"query":"${QUERY}",${times(20_000, `"k${number}x$":1,`)}"x":1}`)],
    [
      'a prototype',
      () =>
        named(
          `{"query":"${QUERY}","__proto__":{"query":"x"},"variables":{"__proto__":{"a":1},"constructor":{"prototype":1}}}`,
        ),
    ],
    ['a body of 300,000 bytes', () => named('x'.repeat(300_000))],
    ['bytes that are no text', () => post(target, randomBytes(100_000))],
    ['a list of 100 operations', () => named(`[${times(100, `{"query":"${QUERY}"}`).replaceAll(' {', ',{')}]`)],
    ['a form', () => named('query=mutation%7B__typename%7D', { 'content-type': 'application/x-www-form-urlencoded' })],
    ['a form with files', () => named('--x\r\n\r\n--x--', { 'content-type': 'multipart/form-data; boundary=x' })],
    ['plain text', () => named(`{"query":"${QUERY}"}`, { 'content-type': 'text/plain' })],
    ['another charset', () => named(`{"query":"${QUERY}"}`, { 'content-type': 'application/json; charset=utf-16' })],
    ['a body that unfolds', () => post(target, gzipSync(Buffer.alloc(1_000_000)), { 'content-encoding': 'gzip' })],
    ['no type that it takes', () => named(`{"query":"${QUERY}"}`, { accept: `${times(500, 'a/b,')}x/y` })],
    [
      'a hash that nobody knows',
      (number) =>
        named(
          JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: `${number}`.padStart(64, '0') } } }),
        ),
    ],
    ['a page of another site', () => named(`{"query":"${QUERY}"}`, { origin: 'https://evil.example' })],
    ['another host', () => named(`{"query":"${QUERY}"}`, { host: 'evil.example' })],
    [
      'a router that is none',
      () => named(`{"query":"${QUERY}","extensions":{"hmac-signature":"x"}}`, { 'x-router-key': 'x'.repeat(64) }),
    ],
  ];
}

const madeUp = (): string => randomBytes(6).toString('hex');

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token of the right issuer with a signature that nobody has made. */
function garbageToken(number: number, alg: string): string {
  const claims = { iss: 'https://login.example', aud: 'bench', sub: `s${number}`, tenant: 'normal', exp: 4e9 };
  const signature = alg === 'none' ? '' : randomBytes(256).toString('base64url');
  return `${encode({ alg, kid: 'bench', typ: 'JWT' })}.${encode(claims)}.${signature}`;
}

/** What is wrong with who asks. */
function credentials(target: Target): readonly Kind[] {
  const body = '{"query":"{ accounts { name } }"}';
  const as = (authorization: string, more: Headers = {}): Buffer => post(target, body, { authorization, ...more });
  return [
    ['no credential', () => post(target, body, { authorization: '' })],
    ['a key that nobody has', () => as(`Bearer rgk_${madeUp()}_${randomBytes(32).toString('base64url')}`)],
    ['a wrong secret', () => as(`Bearer ${target.key.slice(0, 17)}${randomBytes(32).toString('base64url')}`)],
    ['a garbled key', () => as('Bearer rgk_x')],
    ['a forged token', (number) => as(`Bearer ${garbageToken(number, 'RS256')}`)],
    ['a token without a signature', (number) => as(`Bearer ${garbageToken(number, 'none')}x`)],
    ['a long token', () => as(`Bearer ${'a'.repeat(9000)}`)],
    ['another scheme', () => as('Basic YTpi')],
    ['two credentials', () => as(`Bearer ${target.key}`, { 'x-api-key': 'rgk_other' })],
    ['a password that is not there', () => requestOf('POST', `/handover/${madeUp()}`, jsonHeaders(target, 0))],
  ];
}

function many(count: number, length: number): Headers {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`x-${index}`, 'x'.repeat(length)]));
}

/** What is wrong with the HTTP. */
function protocol(target: Target): readonly Kind[] {
  const { host } = target;
  const get = (path: string, headers: Headers = {}): Buffer =>
    requestOf('GET', path, { host, connection: 'close', authorization: `Bearer ${target.key}`, ...headers });
  return [
    ['a mutation by GET', () => get('/graphql?query=mutation%7B__typename%7D')],
    ['an address of 15,000 bytes', () => get(`/graphql?query=${'x'.repeat(15_000)}`)],
    ['an address of 60,000 bytes', () => get(`/${'x'.repeat(60_000)}`)],
    ['95 headers', () => get('/graphql', many(95, 100))],
    ['2,000 headers', () => get('/graphql', many(2000, 1))],
    ['a header of 60,000 bytes', () => get('/graphql', many(1, 60_000))],
    [
      '40 requests at once',
      () => Buffer.concat(Array.from({ length: 40 }, () => requestOf('GET', '/graphql', { host }))),
    ],
    ['another method', () => requestOf('PROPFIND', '/graphql', jsonHeaders(target, 0))],
    [
      'a preflight',
      () =>
        requestOf('OPTIONS', '/graphql', {
          host,
          connection: 'close',
          origin: 'https://evil.example',
          'access-control-request-method': 'POST',
        }),
    ],
    [
      'another protocol',
      () =>
        get('/graphql', {
          connection: 'upgrade',
          upgrade: 'websocket',
          'sec-websocket-key': 'x',
          'sec-websocket-version': '13',
        }),
    ],
    ['paths', (number) => get(`/${'../'.repeat(500)}${number}`)],
    ['two lengths', () => requestOf('POST', '/graphql', { ...jsonHeaders(target, 5), 'Content-Length': '6' }, 'xxxxx')],
    [
      'length and chunks',
      () => requestOf('POST', '/graphql', { ...jsonHeaders(target, 5), 'transfer-encoding': 'chunked' }, '0\r\n\r\n'),
    ],
    [
      'chunks with much beside them',
      () =>
        requestOf(
          'POST',
          '/graphql',
          {
            host,
            'content-type': 'application/json',
            'transfer-encoding': 'chunked',
            authorization: `Bearer ${target.key}`,
          },
          `1;${'x'.repeat(20_000)}\r\n{\r\n0\r\n\r\n`,
        ),
    ],
    ['HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['TLS', () => Buffer.concat([Buffer.from([0x16, 3, 1, 2, 0]), randomBytes(512)])],
    ['noise', () => randomBytes(50_000)],
  ];
}

/** All kinds. */
export function kindsFor(target: Target): readonly Kind[] {
  const ofDocuments = documents.map(([name, write]): Kind => [
    name,
    (number) => post(target, JSON.stringify({ query: `${write(number)} #${number}` })),
  ]);
  return [...ofDocuments, ...bodies(target), ...credentials(target), ...protocol(target)];
}
