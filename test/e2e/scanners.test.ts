/**
 * What public scanners of GraphQL servers try (graphql-cop, graphw00f, InQL and others), written again from what they look
 * for, against the gateway as it is with real accounts: by a caller who may use it, and by one who may not.
 */
import { describe, expect, it } from 'vitest';
import { json, post, send, type RawAnswer } from '../http/raw.ts';
import { closedSurface } from '../../src/surfaceConfig.ts';
import { useGraph } from './harness.ts';

function times(count: number, text: string): string {
  return Array.from({ length: count }, (_, index) => text.replaceAll('$', String(index))).join(' ');
}

interface Body {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

function bodyOf({ text }: RawAnswer): Body {
  return text.startsWith('{') ? (JSON.parse(text) as Body) : {};
}

/** A document that a scanner sends to see it executed. */
const floods: readonly (readonly [string, string])[] = [
  ['101 aliases', `query cop { ${times(101, 'alias$: __typename')} }`],
  ['1000 aliases', `query cop { ${times(1000, 'alias$: __typename')} }`],
  ['500 times the same field', `query cop { ${times(500, '__typename')} }`],
  ['500 inline fragments', `query cop { ${times(500, '... on Query { __typename }')} }`],
  ['500 directives', `query cop { __typename ${times(500, '@aa')} }`],
  ['10 directives', `query cop { __typename ${times(10, '@include(if: true)')} }`],
  [
    'a circle of fragments',
    'query { ...A } fragment A on Query { __typename ...B } fragment B on Query { __typename ...A }',
  ],
  [
    'a circle in introspection',
    `query cop { __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }`,
  ],
  ['depth', `query { accounts ${times(40, '{ clients { nodes { account')} { name } ${'} } }'.repeat(40)} }`],
  ['100 root fields', `query { ${times(100, 'a$: accounts { name }')} }`],
  [
    '100 mutations',
    `mutation { ${times(100, 'a$: deleteClient(input: { clientId: "x", idempotencyKey: "$" }) { userErrors { code } }')} }`,
  ],
  ['a list of 10,000', `query { nodes(ids: [${times(10_000, '"x"')}]) { id } }`],
  ['100 operations', times(100, 'query Q$ { __typename }')],
];

const introspection: readonly (readonly [string, string])[] = [
  ['types', '{ __schema { types { name fields { name } } } }'],
  ['query type', 'query IntrospectionQuery { __schema { queryType { name } } }'],
  ['one type', '{ __type(name: "Query") { fields { name } } }'],
  ['directives', '{ __schema { directives { name args { name } } } }'],
  ['in a fragment', '{ ...F } fragment F on Query { a: __schema { types { name } } }'],
  ['with line breaks', '{\n__schema\n{types{name}}}'],
];

const suggestions: readonly (readonly [string, string])[] = [
  ['a field', '{ account(name: "x") { nam } }'],
  ['a root field', '{ accountz { name } }'],
  ['a type', 'query ($a: ClientWher) { __typename }'],
  ['an argument', '{ account(nam: "x") { name } }'],
  ['an enum value', '{ clients(orderBy: { field: BALANC, direction: ASC }) { totalCount } }'],
  ['a field of an input', '{ clients(where: { emai: "x" }) { totalCount } }'],
  ['a selection', '{ accounts }'],
  ['a directive', '{ __typename @skipp(if: true) }'],
];

describe.each([
  ['a caller who may use it', {}],
  ['a caller who may not', { 'x-forwarded-for': '192.0.2.7' }],
] as const)('a scanner that is %s', (_who, as) => {
  const graph = useGraph({ clients: 0, surface: closedSurface() });
  const isLetIn = Object.keys(as).length === 0;
  const url = () => graph.gateway.url;
  const ask = (query: string) => post(url(), query, {}, as);

  it.each(floods)('gets one error for a flood: %s', async (_what, query) => {
    const started = performance.now();
    const answer = await ask(query);
    const { data, errors = [] } = bodyOf(answer);
    expect(data ?? null).toBeNull();
    expect(errors).toHaveLength(1);
    expect(errors[0]!.extensions?.['code']).toMatch(
      isLetIn ? /^(?:BUDGET_EXCEEDED|INVALID_INPUT|FORBIDDEN)$/ : /^UNAUTHENTICATED$/,
    );
    expect(answer.body.length).toBeLessThan(1000);
    expect(performance.now() - started).toBeLessThan(1000);
    expect(await graph.calls()).toEqual({});
  });

  it.each(introspection)('learns nothing of the schema: %s', async (_what, query) => {
    const answer = await ask(query);
    expect(bodyOf(answer).data ?? null).toBeNull();
    expect(bodyOf(answer).errors).toHaveLength(1);
    expect(answer.text).not.toMatch(/"(?:types|queryType|fields|directives)":/);
  });

  it.each(suggestions)('is not told what it may have meant: %s', async (_what, query) => {
    const answer = await ask(query);
    expect(bodyOf(answer).errors?.length).toBeGreaterThan(0);
    expect(answer.text).not.toMatch(/did you mean/i);
    expect(answer.text).not.toMatch(/\bemail\b|\bBALANCE\b|\bdirectives\b/);
  });

  it('sends no list of operations', async () => {
    const body = JSON.stringify(Array.from({ length: 10 }, () => ({ query: '{ __typename }' })));
    const answer = await send(url(), { headers: { ...json, ...as }, body });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.text.startsWith('[')).toBe(false);
  });

  it.each([
    ['GraphiQL', '/graphiql'],
    ['GraphiQL at the endpoint', '/graphql'],
    ['the root', '/'],
    ['the Playground', '/playground'],
    ['Altair', '/altair'],
    ['a console', '/console'],
    ['Voyager', '/voyager'],
    ['another version', '/v1/graphql'],
    ['an explorer', '/graphql/explorer'],
  ])('finds no page: %s', async (_what, path) => {
    const answer = await send(url(), { method: 'GET', path, headers: { ...as, accept: 'text/html' } });
    expect(answer.status).toBe(path === '/graphql' ? 405 : 404);
    expect(answer.text).not.toMatch(/<html|<script|graphiql|playground/i);
  });

  it.each([
    ['a query by GET', 'GET', '?query=%7B__typename%7D', undefined],
    ['a mutation by GET', 'GET', '?query=mutation%7B__typename%7D', undefined],
    ['a query in the address of a POST', 'POST', '?query=%7B__typename%7D', undefined],
    ['a query in a form', 'POST', '', 'query=%7B__typename%7D'],
    ['a mutation in a form', 'POST', '', 'query=mutation%7B__typename%7D'],
    ['a query by PUT', 'PUT', '', '{"query":"{__typename}"}'],
    ['a query by PATCH', 'PATCH', '', '{"query":"{__typename}"}'],
    ['a query by DELETE', 'DELETE', '?query=%7B__typename%7D', undefined],
  ])('has nothing executed in another way: %s', async (_what, method, search, form) => {
    const type = form?.startsWith('query') === true ? 'application/x-www-form-urlencoded' : 'application/json';
    const headers = {
      ...as,
      ...(form !== undefined && { 'content-type': type, 'content-length': String(form.length) }),
    };
    const answer = await send(url(), { method, path: `/graphql${search}`, headers, body: form ?? '' });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.text).not.toContain('__typename');
  });

  it('sees no trace, no stack and no debugger', async () => {
    for (const query of [
      'query cop { __typename }',
      'qwerty cop { abc }',
      '{ accounts(',
      '{ node(id: "\\u0000") { id } }',
    ]) {
      const headers = { ...json, ...as, 'apollo-tracing': '1', 'x-debug': '1', 'x-apollo-tracing': '1' };
      const answer = await send(url(), { path: '/graphql?debug=1&trace=1', headers, body: JSON.stringify({ query }) });
      expect(answer.text).not.toMatch(/tracing|exception|stacktrace|node_modules|\.ts:\d|"debug"|Unexpected error/i);
    }
  });

  it('cannot tell by what it is answered', async () => {
    const probes = [
      await send(url(), { headers: { ...json, ...as }, body: '{}' }),
      await send(url(), { headers: { ...json, ...as }, body: '{"query":1}' }),
      await send(url(), { headers: { ...json, ...as }, body: 'x' }),
      await send(url(), { method: 'PUT', headers: as }),
      await ask('query @skip { __typename }'),
      await ask(''),
    ];
    for (const { text, headers } of probes) {
      expect(text).not.toMatch(/yoga|envelop|apollo|must provide query|unexpected parameter|only supports GET/i);
      expect([headers['server'], headers['x-powered-by']]).toEqual([undefined, undefined]);
    }
  });
});

describe('a caller who may use it', () => {
  const graph = useGraph({ clients: 0, surface: closedSurface() });

  it('still has __typename, which clients ask for everywhere', async () => {
    const { text } = await post(graph.gateway.url, '{ __typename accounts { __typename name } }');
    expect(JSON.parse(text)).toMatchObject({
      data: { __typename: 'Query', accounts: [{ __typename: 'ResellerAccount', name: 'voipms-demo' }] },
    });
  });

  it('gets a few of many faults of a document, each with a code', async () => {
    const { text } = await post(graph.gateway.url, `{ accounts { ${times(300, 'wrong$')} } }`);
    const { errors = [] } = JSON.parse(text) as Body;
    expect(errors.length).toBeLessThanOrEqual(21);
    expect(errors.every(({ extensions }) => extensions?.['code'] === 'INVALID_INPUT')).toBe(true);
  });
});
