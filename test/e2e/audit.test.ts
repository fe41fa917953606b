/** The audits of the reference implementation of GraphQL over HTTP, against the gateway as it is started. */
import { serverAudits, type Audit } from 'graphql-http';
import { describe, expect, it } from 'vitest';
import { closedSurface, openSurface } from '../../src/surfaceConfig.ts';
import { useGraph } from './harness.ts';

/** Audits that ask by GET; the specification leaves it to the server whether there is one. */
const BY_GET = /\bGETs?\b/;

/** Audits that send variables, with an operation that can only be introspection: `__type`. */
const BY_INTROSPECTION = ['2EA1', '28B9'];

describe.each([
  ['open, as in the sandbox', openSurface(), () => true],
  [
    'closed but for introspection',
    { ...closedSurface(), introspection: true },
    ({ name }: Audit) => !BY_GET.test(name),
  ],
  [
    'closed, as with real accounts',
    closedSurface(),
    ({ id, name }: Audit) => !BY_GET.test(name) && !BY_INTROSPECTION.includes(id),
  ],
])('GraphQL over HTTP, %s', (_profile, surface, applies) => {
  const graph = useGraph({ clients: 0, surface });
  const audits = serverAudits({ url: () => `${graph.gateway.url}/graphql` }).filter(applies);

  it.each(audits.map((audit) => [audit.id, audit.name, audit] as const))('%s: %s', async (_id, _name, audit) => {
    expect(await audit.fn()).toMatchObject({ status: 'ok' });
  });
});

it('leaves out no audit that a server must or should pass, but for two that use introspection', () => {
  const audits = serverAudits({ url: 'http://127.0.0.1:1' });
  expect(audits.length).toBeGreaterThan(55);
  const byGet = audits.filter(({ name }) => BY_GET.test(name)).map(({ name }) => name);
  expect(byGet.filter((name) => !name.startsWith('MAY'))).toEqual([]);
  expect(byGet).toHaveLength(4);
  expect(audits.filter(({ id }) => BY_INTROSPECTION.includes(id))).toHaveLength(2);
});
