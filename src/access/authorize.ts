/**
 * The one place where it is decided whether a caller may read or write what an operation asks for. It looks at the
 * document before anything is executed, so that a refused operation has called and written nothing.
 */
import {
  getDirectiveValues,
  getNamedType,
  getVariableValues,
  GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isInterfaceType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Caller } from './caller.ts';
import type { Scope } from './scopes.ts';

/** A type that has fields. */
type Composite = GraphQLObjectType | GraphQLInterfaceType;

/** What is looked at. The document is valid. */
export interface AskedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As they were sent. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Refusals that are told at once. */
const MAX_REFUSALS = 20;

/** Scopes that a field asks for, its type's included; null when neither has a rule, which closes it to everybody. */
export function scopesOf(type: Composite, field: GraphQLField<unknown, unknown>): readonly Scope[] | null {
  const ofType = type.extensions['requires'] as readonly Scope[] | undefined;
  const ofField = field.extensions['requires'] as readonly Scope[] | undefined;
  if (ofType === undefined && ofField === undefined) return null;
  return [...new Set([...(ofType ?? []), ...(ofField ?? [])])];
}

/** Why the caller may not run the operation: one FORBIDDEN error a field, the first 20; empty when it may. */
export function refusalsFor(caller: Caller, asked: AskedOperation): readonly GraphQLError[] {
  const strict = walk(caller, asked, null);
  if (strict.length === 0) return strict;
  // What `@skip` and `@include` leave out asks for nothing. Most operations never come here.
  const { schema, operation, variables } = asked;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
  return coerced === undefined ? strict : walk(caller, asked, coerced);
}

function walk(caller: Caller, asked: AskedOperation, variables: Variables | null): readonly GraphQLError[] {
  const root = asked.schema.getRootType(asked.operation.operation);
  const walker = new Walker(caller, asked, variables);
  if (root) walker.selections(root, asked.operation.selectionSet);
  return [...walker.refusals.values()];
}

type Variables = Readonly<Record<string, unknown>>;

/** One walk over an operation. */
class Walker {
  /** By schema coordinate. */
  readonly refusals = new Map<string, GraphQLError>();
  readonly #caller: Caller;
  readonly #schema: GraphQLSchema;
  /** Null: as if nothing were left out. */
  readonly #variables: Variables | null;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #walked = new Set<string>();

  constructor(caller: Caller, { schema, document }: AskedOperation, variables: Variables | null) {
    this.#caller = caller;
    this.#schema = schema;
    this.#variables = variables;
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(definition.name.value, definition);
    }
  }

  selections(type: Composite, { selections }: SelectionSetNode): void {
    for (const selection of selections) {
      if (this.refusals.size >= MAX_REFUSALS) return;
      if (this.#isIncluded(selection)) this.#selection(type, selection);
    }
  }

  #selection(type: Composite, selection: SelectionNode): void {
    if (selection.kind === Kind.FIELD) return this.#field(type, selection);
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      return this.selections(this.#typeNamed(selection.typeCondition?.name.value) ?? type, selection.selectionSet);
    }
    const fragment = this.#fragments.get(selection.name.value);
    if (fragment === undefined || this.#walked.has(fragment.name.value)) return;
    this.#walked.add(fragment.name.value);
    this.selections(this.#typeNamed(fragment.typeCondition.name.value) ?? type, fragment.selectionSet);
  }

  #field(type: Composite, node: FieldNode): void {
    // Those of introspection are no field of ours, and open to every caller that is authenticated.
    const field = type.getFields()[node.name.value];
    if (field === undefined) return;
    this.#check(type, field, node);
    const inner = getNamedType(field.type);
    if (node.selectionSet && isComposite(inner)) this.selections(inner, node.selectionSet);
  }

  #check(type: Composite, field: GraphQLField<unknown, unknown>, node: FieldNode): void {
    const required = scopesOf(type, field);
    const missing = required?.filter((scope) => !this.#caller.scopes.has(scope));
    if (missing?.length === 0) return;
    const coordinate = `${type.name}.${field.name}`;
    const message =
      missing === undefined
        ? `\`${coordinate}\` is closed: nothing says who may use it.`
        : `\`${coordinate}\` needs ${missing.map((scope) => `the scope \`${scope}\``).join(' and ')}, which this caller does not have.`;
    const extensions = { code: 'FORBIDDEN', coordinate, requiredScopes: required ?? [], http: { status: 403 } };
    this.refusals.set(coordinate, new GraphQLError(message, { nodes: node, extensions }));
  }

  #isIncluded(node: SelectionNode): boolean {
    if (this.#variables === null || node.directives === undefined || node.directives.length === 0) return true;
    const skip = getDirectiveValues(GraphQLSkipDirective, node, this.#variables);
    const include = getDirectiveValues(GraphQLIncludeDirective, node, this.#variables);
    return skip?.['if'] !== true && include?.['if'] !== false;
  }

  #typeNamed(name: string | undefined): Composite | undefined {
    const type = name === undefined ? undefined : this.#schema.getType(name);
    return isComposite(type) ? type : undefined;
  }
}

function isComposite(type: unknown): type is Composite {
  return isObjectType(type) || isInterfaceType(type);
}
