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
  type GraphQLObjectType,
  type GraphQLSchema,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type ScalarTypeDefinitionNode,
} from 'graphql';
import { DEFAULT_PAGE_SIZE } from './paging.ts';

/** The newest version of the federation that the composers of Apollo, Hive and Cosmo all take. */
const LINK = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated", "@key", "@listSize", "@requiresScopes", "@shareable", "@tag"])
`;

/** Prints the schema, sorted. The rules are those of the builder's options `requires` and `personal`. */
export function subgraphSdl(schema: GraphQLSchema): string {
  const document = parse(printSchema(lexicographicSortSchema(schema)));
  const own = {
    ...document,
    definitions: document.definitions.filter((one) => !('name' in one && isMachinery(one.name?.value))),
  };
  const annotated = visit(own, {
    ObjectTypeDefinition(node) {
      const type = schema.getType(node.name.value) as GraphQLObjectType;
      const fields = fieldsOf(node).map((field) =>
        withSize(annotate(field, type.getFields()[field.name.value]!.extensions)),
      );
      return { ...annotate(node, type.extensions), fields };
    },
    // Composers derive who may use an interface from the types behind it, and refuse rules on it.
    InterfaceTypeDefinition: (node) => ({ ...node, fields: fieldsOf(node) }),
  });
  return `${LINK}\n${print(annotated)}\n`;
}

function fieldsOf(node: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode): readonly FieldDefinitionNode[] {
  return (node.fields ?? []).filter((field) => !isMachinery(field.name.value));
}

function annotate<T extends ObjectTypeDefinitionNode | FieldDefinitionNode>(node: T, annotations: Annotations): T {
  return { ...node, directives: [...(node.directives ?? []), ...directivesOf(annotations)] };
}

/** The arguments of a page, and the page without them; see `Walk.pageSize` of the estimate of calls. */
const PAGE = `@listSize(assumedSize: ${DEFAULT_PAGE_SIZE}, slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)`;

/** Tells how long a list is where its arguments say so. */
function withSize(field: FieldDefinitionNode): FieldDefinitionNode {
  const names = (field.arguments ?? []).map(({ name }) => name.value);
  if (!names.includes('first') || !names.includes('last')) return field;
  return { ...field, directives: [...(field.directives ?? []), parseConstDirective(PAGE)] };
}

function parseConstDirective(text: string): ConstDirectiveNode {
  const [definition] = parse(`scalar S ${text}`).definitions;
  return (definition as ScalarTypeDefinitionNode).directives![0]!;
}

/** What every subgraph has, and none describes. */
function isMachinery(name: string | undefined): boolean {
  return name?.startsWith('_') === true;
}

interface Annotations {
  readonly requires?: readonly string[];
  readonly personal?: boolean;
  readonly keys?: readonly string[];
  readonly shareable?: boolean;
}

function directivesOf({ requires, personal, keys, shareable }: Annotations): readonly ConstDirectiveNode[] {
  return [
    ...(keys ?? []).map((fields) => directive('key', 'fields', { kind: Kind.STRING, value: fields })),
    ...(shareable === true ? [directive('shareable')] : []),
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
