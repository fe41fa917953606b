/** The schema as a federated supergraph composes it: with what each type and field says of itself as directives. */
import {
  Kind,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  visit,
  type ConstDirectiveNode,
  type ConstValueNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
} from 'graphql';

/** The newest version of the federation that the composers of Apollo, Hive and Cosmo all take. */
const LINK = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated", "@requiresScopes", "@tag"])
`;

/** Prints the schema, sorted. The rules are those of the builder's options `requires` and `personal`. */
export function subgraphSdl(schema: GraphQLSchema): string {
  const document = parse(printSchema(lexicographicSortSchema(schema)));
  const withFields = (node: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode) => {
    const type = schema.getType(node.name.value);
    if (type === undefined || !('getFields' in type)) return node;
    const fields = node.fields?.map((field): FieldDefinitionNode => {
      const { extensions } = type.getFields()[field.name.value]!;
      return { ...field, directives: directivesOf(extensions) };
    });
    return { ...node, fields: fields ?? [], directives: directivesOf(type.extensions) };
  };
  const annotated = visit(document, { ObjectTypeDefinition: withFields, InterfaceTypeDefinition: withFields });
  return `${LINK}\n${print(annotated)}\n`;
}

interface Annotations {
  readonly requires?: readonly string[];
  readonly personal?: boolean;
}

function directivesOf({ requires, personal }: Annotations): readonly ConstDirectiveNode[] {
  return [
    ...(requires === undefined ? [] : [requires.length === 0 ? directive('authenticated') : requiresScopes(requires)]),
    ...(personal === true ? [directive('tag', 'name', { kind: Kind.STRING, value: 'pii' })] : []),
  ];
}

/** The outer list is OR, the inner one AND. */
function requiresScopes(scopes: readonly string[]): ConstDirectiveNode {
  const values = scopes.map((value) => ({ kind: Kind.STRING as const, value }));
  return directive('requiresScopes', 'scopes', { kind: Kind.LIST, values: [{ kind: Kind.LIST, values }] });
}

const named = (text: string) => ({ kind: Kind.NAME as const, value: text });

function directive(name: string, argument?: string, value?: ConstValueNode): ConstDirectiveNode {
  const given = argument !== undefined && value !== undefined;
  return {
    kind: Kind.DIRECTIVE,
    name: named(name),
    arguments: given ? [{ kind: Kind.ARGUMENT, name: named(argument), value }] : [],
  };
}
