/** What becomes of reads of personal data while the journal, and with it the audit log, cannot be written. */
import { describe, expect, it } from 'vitest';
import { loopbackAccess } from '../../src/accessConfig.ts';
import { clientId, codesOf, useGraph } from './harness.ts';

const EMAIL = 'query ($id: ID!) { node(id: $id) { ... on Client { email } } }';
const NUMBER = 'query ($id: ID!) { node(id: $id) { ... on Client { upstreamId } } }';
const id = clientId();

/** Nobody listens there. */
const databaseUrl = 'postgresql://nobody:nothing@127.0.0.1:1/none';
const journal = { databaseUrl, secret: 'a secret of at least 32 characters' };

describe('where records are required', () => {
  const graph = useGraph({ clients: 0, journal, access: { ...loopbackAccess('demo'), auditReads: 'required' } });

  it('personal data is withheld, and everything else is read', async () => {
    const refused = await graph.ask(EMAIL, { id });
    expect(codesOf(refused)).toEqual(['JOURNAL_UNAVAILABLE']);
    expect(refused.data ?? null).toBeNull();
    expect(JSON.stringify(refused)).not.toContain('@');
    expect(await graph.ask(NUMBER, { id })).toMatchObject({ data: { node: { upstreamId: '561115' } } });
  });
});

describe('where they are made as well as it goes', () => {
  const graph = useGraph({ clients: 0, journal });

  it('reads go on, without waiting', async () => {
    await graph.ask(EMAIL, { id });
    const startedAtMs = performance.now();
    for (let count = 0; count < 5; count += 1) {
      const { data, errors } = await graph.ask(EMAIL, { id });
      expect([errors, data]).toMatchObject([undefined, { node: { email: expect.stringContaining('@') as unknown } }]);
    }
    expect(performance.now() - startedAtMs).toBeLessThan(10_000);
    expect(codesOf(await graph.ask('{ auditLog { nodes { at } } }'))).toEqual(['JOURNAL_UNAVAILABLE']);
  });
});
