/**
 * What of an operation can cost calls, found once a document: a tree of the fields that call something or lead to such,
 * with fragments expanded, equal fields merged, and the conditions under which they are left out.
 */
import {
  getNamedType,
  GraphQLList,
  GraphQLNonNull,
  isAbstractType,
  isObjectType,
  Kind,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { FieldCalls } from './calls.ts';

/** A variable and the value that it must have. */
interface Condition {
  readonly variable: string;
  readonly value: boolean;
}

/** Conditions that must all hold; null: never. */
type Conditions = readonly Condition[] | null;

/** A field that calls something or leads to one that does. */
export interface PlannedField {
  /** Response names from the root, joined by dots. */
  readonly path: string;
  readonly node: FieldNode;
  readonly field: GraphQLField<unknown, unknown>;
  readonly calls: FieldCalls | undefined;
  /** `page`: a connection, by `first` and `last`; a number: entries of a list; `any`: a list without a bound. */
  readonly entries: number | 'page' | 'any';
  /** Name of the type that it answers with. */
  readonly returns: string;
  /** One of them must hold; null: it is always included. */
  readonly included: readonly (readonly Condition[])[] | null;
  /** Its selections by the type of the object. */
  readonly inner: ReadonlyMap<string, readonly PlannedField[]>;
}

/** Fields that are looked at while a plan is made. More than that is not planned. */
const MAX_STEPS = 200_000;

/** Thrown for an operation that is too large to be planned, which the limits of documents refuse before. */
export class TooLarge extends Error {}

interface Selected {
  readonly set: SelectionSetNode;
  readonly when: readonly Condition[];
}

interface Occurrence {
  readonly node: FieldNode;
  readonly when: readonly Condition[];
}

/** The plan of an operation, which is valid. Throws TooLarge. */
export function planOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly PlannedField[] {
  const root = schema.getRootType(operation.operation);
  if (!root) return [];
  return new Planner(schema, document).selections(root, [{ set: operation.selectionSet, when: [] }], '');
}

class Planner {
  readonly #schema: GraphQLSchema;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  #steps = 0;

  constructor(schema: GraphQLSchema, document: DocumentNode) {
    this.#schema = schema;
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(definition.name.value, definition);
    }
  }

  selections(type: GraphQLObjectType, selected: readonly Selected[], parentPath: string): readonly PlannedField[] {
    const occurrences = new Map<string, Occurrence[]>();
    const spread = new Set<string>();
    for (const { set, when } of selected) this.#collect(type, set, when, occurrences, spread);
    return [...occurrences].flatMap(([name, found]) => {
      const field = type.getFields()[found[0]!.node.name.value];
      if (field === undefined) return [];
      // The entries of a page are counted where the page is.
      const isInPage = type.name.endsWith('Connection');
      return this.#planned(field, found, parentPath === '' ? name : `${parentPath}.${name}`, isInPage);
    });
  }

  #planned(
    field: GraphQLField<unknown, unknown>,
    found: readonly Occurrence[],
    path: string,
    isInPage: boolean,
  ): PlannedField[] {
    const calls = field.extensions['calls'] as FieldCalls | undefined;
    const named = getNamedType(field.type);
    const inner = new Map<string, readonly PlannedField[]>();
    const sets = found.flatMap(({ node, when }) => (node.selectionSet ? [{ set: node.selectionSet, when }] : []));
    const types = isObjectType(named) ? [named] : isAbstractType(named) ? this.#schema.getPossibleTypes(named) : [];
    for (const type of types) {
      const fields = this.selections(type, sets, path);
      if (fields.length > 0) inner.set(type.name, fields);
    }
    if ((calls === undefined || calls === 'nothing') && inner.size === 0) return [];
    const isAlways = found.some(({ when }) => when.length === 0);
    const included = isAlways ? null : found.map(({ when }) => when);
    const entries = isInPage ? 1 : entriesOf(field, named.name);
    return [{ path, node: found[0]!.node, field, calls, entries, returns: named.name, included, inner }];
  }

  #collect(
    type: GraphQLObjectType,
    { selections }: SelectionSetNode,
    when: readonly Condition[],
    occurrences: Map<string, Occurrence[]>,
    spread: Set<string>,
  ): void {
    for (const selection of selections) {
      this.#steps += 1;
      if (this.#steps > MAX_STEPS) throw new TooLarge();
      const own = conditionsOf(selection.directives);
      if (own === null) continue;
      const all = own.length === 0 ? when : [...when, ...own];
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        const known = occurrences.get(name);
        if (known === undefined) occurrences.set(name, [{ node: selection, when: all }]);
        else known.push({ node: selection, when: all });
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (this.#includes(selection.typeCondition?.name.value, type)) {
          this.#collect(type, selection.selectionSet, all, occurrences, spread);
        }
      } else if (!spread.has(selection.name.value)) {
        const fragment = this.#fragments.get(selection.name.value);
        // One that is spread without conditions has everything that it could have once more.
        if (all.length === 0) spread.add(selection.name.value);
        if (fragment && this.#includes(fragment.typeCondition.name.value, type)) {
          this.#collect(type, fragment.selectionSet, all, occurrences, spread);
        }
      }
    }
  }

  #includes(name: string | undefined, type: GraphQLObjectType): boolean {
    if (name === undefined || name === type.name) return true;
    const condition = this.#schema.getType(name);
    return isAbstractType(condition) && this.#schema.isSubType(condition, type);
  }
}

/** Conditions of `@skip` and `@include`; null when a literal leaves the selection out. */
function conditionsOf(directives: readonly DirectiveNode[] = []): Conditions {
  const conditions: Condition[] = [];
  for (const { name, arguments: given = [] } of directives) {
    if (name.value !== 'skip' && name.value !== 'include') continue;
    const wanted = name.value === 'include';
    const value = given.find((argument) => argument.name.value === 'if')?.value;
    if (value?.kind === Kind.VARIABLE) conditions.push({ variable: value.name.value, value: wanted });
    else if (value?.kind === Kind.BOOLEAN && value.value !== wanted) return null;
  }
  return conditions;
}

function entriesOf({ type, extensions }: GraphQLField<unknown, unknown>, name: string): PlannedField['entries'] {
  if (name.endsWith('Connection')) return 'page';
  const entries = extensions['entries'] as number | undefined;
  return entries ?? (isList(type) ? 'any' : 1);
}

function isList(type: GraphQLOutputType): boolean {
  return type instanceof GraphQLNonNull ? isList(type.ofType) : type instanceof GraphQLList;
}
