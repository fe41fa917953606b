/** The audit log over the wire: searches and cursors that tell personal data, and refusals while an operation runs. */
import { describe, expect, it } from 'vitest';
import { loopbackAccess, type AccessConfig } from '../../src/accessConfig.ts';
import { allScopes } from '../../src/access/scopes.ts';
import { encodeGlobalId } from '../../src/ids.ts';
import { clientId, codesOf, useGraph } from './harness.ts';

interface Entry {
  readonly sequence: number;
  readonly fields: readonly string[];
  readonly detail: string | null;
}

const withoutLedger: AccessConfig = {
  ...loopbackAccess('demo'),
  loopback: { tenant: 'demo', scopes: allScopes.filter((scope) => scope !== 'ledger:read') },
};

async function newest(graph: ReturnType<typeof useGraph>, action: string): Promise<Entry | undefined> {
  const query = `query ($where: AuditWhere) { auditLog(first: 1, where: $where) {
    nodes { sequence fields detail clients { account { name } clientIds clientCount } } } }`;
  const { data } = await graph.ask(query, { where: { action } });
  return (data['auditLog'] as { readonly nodes: readonly Entry[] }).nodes[0];
}

describe('an access to personal data by another way than a field', () => {
  const graph = useGraph({ providers: ['voipms', 'freeside', 'logicboxes'], clients: 3 });

  it('is recorded for a search, whatever it finds, without the value', async () => {
    const address = 'nobody-at-all@example.org';
    await graph.ask(`{ client(account: "voipms-demo", email: "${address}") { upstreamId } }`);
    const absent = await newest(graph, 'READ');
    expect(absent).toMatchObject({
      fields: ['Query.client(email:)'],
      clients: [{ account: { name: 'voipms-demo' }, clientIds: [], clientCount: 0 }],
    });
    expect(absent?.detail).not.toContain(address);
    const { data } = await graph.ask('query ($id: ID!) { node(id: $id) { ... on Client { email } } }', {
      id: clientId(),
    });
    const { email } = data['node'] as { readonly email: string };
    const found = [{ account: { name: 'voipms-demo' }, clientIds: [clientId()], clientCount: 1 }];
    for (const name of ['email', 'text']) {
      await graph.ask(`{ clients(where: { accounts: ["voipms-demo"], ${name}: "${email}" }) { totalCount } }`);
      expect(await newest(graph, 'READ')).toMatchObject({ fields: [`ClientWhere.${name}`], clients: found });
    }
    await graph.ask(
      '{ account(name: "freeside-demo") { isUsernameAvailable(username: "jane", domain: "example.com") } }',
    );
    expect(await newest(graph, 'READ')).toMatchObject({ fields: ['ResellerAccount.isUsernameAvailable'] });
    await graph.ask(
      '{ account(name: "logicboxes-demo") { logicboxesTransactions(where: { usernames: ["a@example.org"] }) { totalCount } } }',
    );
    expect(await newest(graph, 'READ')).toMatchObject({ fields: ['LogicboxesTransactionWhere.usernames'] });
  });

  it.each(['edges { cursor }', 'pageInfo { startCursor }', 'pageInfo { endCursor }'])(
    'is recorded for cursors that hold some: %s',
    async (selected) => {
      const list = (field: string, what: string) =>
        graph.ask(
          `{ clients(first: 1, where: { accounts: ["voipms-demo"] }, orderBy: { field: ${field} }) { ${what} } }`,
        );
      for (const field of ['EMAIL', 'NAME']) {
        await list(field, selected);
        expect(await newest(graph, 'READ')).toMatchObject({
          fields: [`ClientOrderField.${field}`],
          clients: [{ account: { name: 'voipms-demo' }, clientCount: 1 }],
        });
      }
      const before = (await newest(graph, 'READ'))?.sequence;
      await list('UPSTREAM_ID', selected);
      await list('EMAIL', 'totalCount');
      expect((await newest(graph, 'READ'))?.sequence).toBe(before);
    },
  );
});

describe('a caller that may not see the books', () => {
  const graph = useGraph({ access: withoutLedger, clients: 0 });

  it('leaves an entry of each refusal that only shows while the operation runs', async () => {
    const charge = encodeGlobalId('Charge', 'voipms-demo', '561115', '1');
    const refusals = [
      [`{ node(id: "${charge}") { id } }`, 'Charge'],
      ['{ clients(where: { balanceBelow: "1" }) { totalCount } }', 'ClientWhere.balanceBelow'],
      ['{ clients(where: { belowThreshold: true }) { totalCount } }', 'ClientWhere.belowThreshold'],
      ['{ clients(orderBy: { field: BALANCE }) { totalCount } }', 'ClientOrderField.BALANCE'],
    ] as const;
    for (const [query, coordinate] of refusals) {
      expect(codesOf(await graph.ask(query))).toEqual(['FORBIDDEN']);
      await expect.poll(async () => (await newest(graph, 'DENIED'))?.fields).toEqual([coordinate]);
    }
  });
});
