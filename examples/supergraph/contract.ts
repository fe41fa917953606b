/**
 * The list by which Apollo tells whether a subgraph library is compatible, asked of our subgraph: its text, its keys, and what other
 * subgraphs may do with its types.
 */
import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { isObjectType, parse, buildASTSchema, type GraphQLObjectType } from 'graphql';
import { compose, type Supergraph } from './compose.ts';
import { same } from './equal.ts';
import { ask } from './http.ts';
import type { Report } from './report.ts';
import type { Subgraph } from './subgraphs.ts';
import type { World } from './world.ts';

const NUMBER = { account: { name: 'voipms-demo' }, upstreamId: '561115' };

/** The CRM, with whatever else a subgraph may do to types that it shares with ours. */
function demanding({ sdl, ...rest }: Subgraph): Subgraph {
  return {
    ...rest,
    sdl: sdl.replace('"@external"', '"@external", "@inaccessible", "@override", "@tag"').replace(
      '  balance: Balance @external',
      `  balance: Balance @external
  displayName: String! @override(from: "billing") @requiresScopes(scopes: [["clients:read"]])
  ranking: Int @inaccessible
  mood: String @tag(name: "internal")`,
    ),
  };
}

/** Runs the list. */
export async function checkContract(report: Report, world: World, subgraphs: readonly Subgraph[]): Promise<void> {
  const [billing, crm] = subgraphs as [Subgraph, Subgraph];
  await report.check('contract: _service tells the text that was composed, linked to the federation', async () => {
    const { data } = await ask(world.gatewayUrl, { query: '{ _service { sdl } }' });
    const service = data?.['_service'] as { readonly sdl: string } | undefined;
    same('the text', service?.sdl === billing.sdl, true);
    same('@link', billing.sdl.includes('@link(url: "https://specs.apollo.dev/federation/v2.9"'), true);
  });

  await report.check('contract: @key, single, multiple and composite', async () => {
    const representations = [
      { __typename: 'Client', id: world.imported[0]?.id },
      { __typename: 'Client', ...NUMBER },
      { __typename: 'ResellerAccount', name: NUMBER.account.name },
    ];
    const query = `query Keys($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on Client { upstreamId } ... on ResellerAccount { provider } }
    }`;
    const { data, errors } = await ask(world.gatewayUrl, { query, variables: { representations } });
    same('errors', errors, undefined);
    same('entities', data?.['_entities'], [{ upstreamId: '561115' }, { upstreamId: '561115' }, { provider: 'VOIPMS' }]);
  });

  await report.check('contract: a request for a trace (ftv1) is answered like any other', async () => {
    const headers = { 'apollo-federation-include-trace': 'ftv1' };
    const answer = await ask(world.gatewayUrl, { query: '{ account(name: "voipms-demo") { name } }' }, headers);
    same('the answer', answer.data, { account: { name: 'voipms-demo' } });
    same('a trace', answer.extensions?.['ftv1'], undefined);
  });

  let supergraph: Supergraph | undefined;
  await report.check('contract: @override, @inaccessible, @tag, @requires and @shareable compose', () => {
    supergraph = compose([billing, demanding(crm)]);
  });

  await report.check('contract: tags are kept, and what is inaccessible is hidden', () => {
    const text = supergraph?.apollo ?? '';
    same('tags of personal data', personalTags(text), personalTags(billing.sdl));
    same('the tag of the other subgraph', /\n {2}mood: String .*@tag\(name: "internal"\)/.test(text), true);
    const hive = supergraph?.hive ?? '';
    const client = publicClient(hive);
    same(
      'public fields',
      [client?.getFields()['ranking'] === undefined, client?.getFields()['mood'] !== undefined],
      [true, true],
    );
    same(
      'who tells the name',
      /\n {2}displayName: String! .*@join__field\(graph: CRM, override: "billing"/.test(text),
      true,
    );
  });
}

function personalTags(sdl: string): number {
  return sdl.split('@tag(name: "pii")').length - 1;
}

function publicClient(supergraph: string): GraphQLObjectType | undefined {
  const type = buildASTSchema(transformSupergraphToPublicSchema(parse(supergraph))).getType('Client');
  return isObjectType(type) ? type : undefined;
}
