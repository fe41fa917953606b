/**
 * The subgraph's own fields (Apollo Federation): objects by what other subgraphs know of them. Unlike the stock resolver,
 * a bad representation fails its own place in the list and no other, and objects asked for together are read together.
 */
import { GraphQLError, Kind, valueFromASTUntyped, type GraphQLSchema } from 'graphql';
import { GatewayError } from '../errors.ts';
import { IDEMPOTENCY_KEY } from '../journal/operation.ts';
import { builder } from './builder.ts';
import type { GraphContext } from './context.ts';
import { fetchNode, nodeIdOf, requireScopes } from './node.ts';
import { AccountNode, ChargeNode, ClientNode, DepositNode, OperationNode, PackageNode, type AnyNode } from './nodes.ts';
import { operationOf } from './operation.ts';
import { subgraphSdl } from './subgraphSdl.ts';

/** Longest key value, in characters. */
const MAX_KEY_LENGTH = 1024;

type Representation = Readonly<Record<string, unknown>>;

function toRepresentation(value: unknown): Representation {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Representation;
  throw new GraphQLError('_Any: send an object with `__typename` and the fields of a key.', {
    extensions: { code: 'INVALID_INPUT' },
  });
}

builder.scalarType('_Any', {
  description: 'An entity as another subgraph knows it: an object with `__typename` and the fields of one of its keys.',
  serialize: (value) => value,
  parseValue: toRepresentation,
  parseLiteral: (node, variables) =>
    toRepresentation(node.kind === Kind.OBJECT ? valueFromASTUntyped(node, variables) : null),
});

const EntityUnion = builder.unionType('_Entity', {
  description: 'Everything that other subgraphs can refer to by a key.',
  types: [AccountNode, ClientNode, PackageNode, ChargeNode, DepositNode, OperationNode],
  resolveType: (node) => node.typename,
});

/** What a type is found by besides its global id; undefined for a representation without such a key. */
type OtherKey = (context: GraphContext, representation: Representation) => Promise<AnyNode | null> | undefined;

const otherKeys: Readonly<Record<AnyNode['typename'], OtherKey>> = {
  ResellerAccount: (context, { name }) =>
    name === undefined ? undefined : byParts(context, 'ResellerAccount', [text('name', name)]),
  Client: (context, representation) => byNumber(context, 'Client', representation),
  Package: (context, representation) => byNumber(context, 'Package', representation),
  Charge: () => undefined,
  Deposit: () => undefined,
  Operation: (context, { idempotencyKey }) =>
    idempotencyKey === undefined ? undefined : byIdempotencyKey(context, text('idempotencyKey', idempotencyKey)),
};

/** By account and the number in the upstream's books. */
function byNumber(
  context: GraphContext,
  typename: 'Client' | 'Package',
  { account, upstreamId }: Representation,
): Promise<AnyNode | null> | undefined {
  if (upstreamId === undefined) return undefined;
  const isObject = typeof account === 'object' && account !== null;
  const name = isObject ? (account as Representation)['name'] : undefined;
  return byParts(context, typename, [text('account.name', name), text('upstreamId', upstreamId)]);
}

async function byIdempotencyKey(context: GraphContext, key: string): Promise<AnyNode | null> {
  requireScopes(context, 'Operation');
  if (!IDEMPOTENCY_KEY.test(key)) return null;
  return operationOf(context, await context.journal.byKey(context.caller.tenant, key));
}

async function byParts(
  context: GraphContext,
  typename: AnyNode['typename'],
  [account, ...parts]: readonly [string, ...string[]],
): Promise<AnyNode | null> {
  return fetchNode(context, { typename, account, parts });
}

/** A value of a key. Throws INVALID_INPUT that names it. */
function text(name: string, value: unknown): string {
  if (typeof value === 'string' && value !== '' && value.length <= MAX_KEY_LENGTH) return value;
  throw refusal(`\`${name}\` must be a text of 1 to ${MAX_KEY_LENGTH} characters.`, name);
}

function refusal(message: string, name: string): GatewayError {
  return new GatewayError('INVALID_INPUT', message, { field: ['representations', name] });
}

async function resolveEntity(context: GraphContext, representation: Representation): Promise<AnyNode | null> {
  const { __typename: typename, id } = representation;
  if (typeof typename !== 'string' || !Object.hasOwn(otherKeys, typename)) {
    throw refusal('`__typename` names no entity of this subgraph.', '__typename');
  }
  if (id !== undefined) {
    const decoded = nodeIdOf(text('id', id));
    if (decoded.typename === typename) return fetchNode(context, decoded);
    throw refusal(`\`id\` is not that of an object of the type ${typename}.`, 'id');
  }
  const found = otherKeys[typename as AnyNode['typename']](context, representation);
  if (found !== undefined) return found;
  throw refusal(`The representation has no key of ${typename}: send \`id\`, or another one of its keys.`, 'id');
}

builder.queryField('_entities', (t) =>
  t.field({
    requires: [],
    calls: { does: 'fetchEntities' },
    type: [EntityUnion],
    nullable: { list: false, items: true },
    description:
      'Entities by their keys, for a federation router, in the order of the representations; null where one does not exist, and null with an error at its index for a representation that is none. What is asked for together is read together.',
    args: {
      representations: t.arg({
        type: ['_Any'],
        required: true,
        description: 'What is known of each; the number is bounded (`limits.maxEntities`).',
      }),
    },
    resolve: async (_root, { representations }, context) => {
      const { maxEntities } = context.limits;
      if (representations.length > maxEntities)
        throw refusal(`Ask for at most ${maxEntities} entities at once.`, 'representations');
      const settled = await Promise.allSettled(representations.map((one) => resolveEntity(context, one)));
      // An Error as an item is an error at that index.
      return settled.map((result) => (result.status === 'fulfilled' ? result.value : (result.reason as AnyNode)));
    },
  }),
);

interface Service {
  readonly sdl: string;
}

const ServiceType = builder.objectRef<Service>('_Service').implement({
  requires: [],
  description: 'What a composer of supergraphs asks a subgraph for.',
  fields: (t) => ({
    sdl: t.string({
      description: 'The schema of the subgraph with the directives of the federation, as in schema/subgraph.graphql.',
      resolve: ({ sdl }) => sdl,
    }),
  }),
});

const sdls = new WeakMap<GraphQLSchema, Service>();

builder.queryField('_service', (t) =>
  t.field({
    requires: [],
    calls: 'nothing',
    type: ServiceType,
    description: 'The subgraph, as it describes itself.',
    resolve: (_root, _args, _context, { schema }) => {
      const known = sdls.get(schema) ?? { sdl: subgraphSdl(schema) };
      sdls.set(schema, known);
      return known;
    },
  }),
);
