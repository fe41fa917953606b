/** For every field of the schema an operation that asks for it, and what a caller needs for the whole operation. */
import {
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { encodeGlobalId } from '../../src/ids.ts';

type Composite = GraphQLObjectType | GraphQLInterfaceType;

/** An operation for one field. */
export interface FieldOperation {
  /** Such as "Client.email". */
  readonly coordinate: string;
  readonly query: string;
  /** Scopes that all fields of the operation need together, by the rules that stand on the schema; sorted. */
  readonly needs: readonly string[];
}

/** How a type is reached: what stands before and behind its selection, and what it needs. */
interface Way {
  readonly before: string;
  readonly behind: string;
  readonly needs: ReadonlySet<string>;
}

/** One operation a field of every type that can be reached, on the ways that need the fewest scopes. */
export function fieldOperations(schema: GraphQLSchema): readonly FieldOperation[] {
  const ways = waysIn(schema);
  return [...ways].flatMap(([type, way]) =>
    Object.values(type.getFields()).map((field) => {
      const { before, behind, needs } = through(way, type, field);
      const selection = isCompositeType(getNamedType(field.type)) ? '{ __typename }' : '';
      return {
        coordinate: `${type.name}.${field.name}`,
        query: `${before}${selection}${behind}`,
        needs: [...needs].toSorted(),
      };
    }),
  );
}

/** Names of the types with fields that no operation reaches. */
export function unreachedTypes(schema: GraphQLSchema): readonly string[] {
  const reached = new Set([...waysIn(schema).keys()].map(({ name }) => name));
  return Object.values(schema.getTypeMap())
    .filter((type) => (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__'))
    .map(({ name }) => name)
    .filter((name) => !reached.has(name));
}

function waysIn(schema: GraphQLSchema): ReadonlyMap<Composite, Way> {
  const ways = new Map<Composite, Way>();
  const open: Composite[] = [];
  const offer = (type: Composite, way: Way): void => {
    const known = ways.get(type);
    if (known !== undefined && known.needs.size <= way.needs.size) return;
    ways.set(type, way);
    open.push(type);
  };
  const roots = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  };
  for (const [kind, root] of Object.entries(roots)) {
    if (root) offer(root, { before: `${kind} { `, behind: ' }', needs: new Set() });
  }
  for (let type = open.shift(); type !== undefined; type = open.shift()) {
    const way = ways.get(type)!;
    const alike = isInterfaceType(type) ? schema.getPossibleTypes(type) : type.getInterfaces();
    for (const other of alike) {
      offer(other, { ...way, before: `${way.before}... on ${other.name} { `, behind: ` }${way.behind}` });
    }
    for (const field of Object.values(type.getFields())) {
      const inner = getNamedType(field.type);
      if (!isObjectType(inner) && !isInterfaceType(inner)) continue;
      const { before, behind, needs } = through(way, type, field);
      offer(inner, { before: `${before}{ `, behind: ` }${behind}`, needs });
    }
  }
  return ways;
}

/** The way with the field at its end. */
function through({ before, behind, needs }: Way, type: Composite, field: GraphQLField<unknown, unknown>): Way {
  const own = [type, field].flatMap(
    ({ extensions }) => (extensions['requires'] as readonly string[] | undefined) ?? [],
  );
  return { before: `${before}${field.name}${argumentsOf(field)} `, behind, needs: new Set([...needs, ...own]) };
}

function argumentsOf({ args }: GraphQLField<unknown, unknown>): string {
  const given = args.filter((argument) => isNonNullType(argument.type) || ofClient.has(argument.name));
  if (given.length === 0) return '';
  return `(${given.map((argument) => `${argument.name}: ${valueOf(argument)}`).join(', ')})`;
}

/** Arguments that are given although they may be left out: one of them must be. */
const ofClient = new Set(['upstreamId', 'idempotencyKey']);

const texts: Readonly<Record<string, string>> = {
  account: '"voipms-demo"',
  name: '"voipms-demo"',
  upstreamId: '"561115"',
  // That of the account, which it takes no scope to fetch.
  id: JSON.stringify(encodeGlobalId('ResellerAccount', 'voipms-demo')),
  clientId: JSON.stringify(encodeGlobalId('Client', 'voipms-demo', '561115')),
  ids: '[]',
  representations: '[]',
};

/** A value that fits the type, if not the upstream: nothing here is to be written. */
function valueOf({ name, type }: Pick<GraphQLArgument, 'name' | 'type'>): string {
  return texts[name] ?? literal(type);
}

function literal(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(type.ofType);
  if (isListType(type)) return '[]';
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (!isInputObjectType(type)) return scalars[type.name] ?? '"x"';
  const fields = Object.values(type.getFields()).filter(
    ({ name, type: inner }) => isNonNullType(inner) || name === 'dryRun',
  );
  return `{ ${fields.map((field) => `${field.name}: ${field.name === 'dryRun' ? 'true' : valueOf(field)}`).join(', ')} }`;
}

const scalars: Readonly<Record<string, string>> = {
  Int: '1',
  Float: '1',
  Boolean: 'true',
  ID: texts['id']!,
  Decimal: '"1.00"',
  CurrencyCode: '"USD"',
  Date: '"2026-11-01"',
  DateTime: '"2026-11-01T00:00:00Z"',
};
