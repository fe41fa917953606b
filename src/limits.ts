/**
 * Bounds of a document. They depend on nothing but the document and the settings, so they are checked once for a document
 * that is kept, before graphql-js validates it: its rules tell each of a thousand faults, and some take their time for it.
 */
import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from 'graphql';
import { DocumentMeter, type DocumentSize, type OperationSize } from './documentSize.ts';
import type { Limits } from './limitsConfig.ts';

/** How an error is answered: 400, or 200 to who accepts `application/json` alone, as the specification asks for documents. */
const HTTP = { status: 400, spec: true };

/** How many selection sets may stand inside each other, those of fragments included, as a multiple of `maxDepth`. */
export const NESTING_FACTOR = 3;

/** An error for something that is beyond a bound. */
export function overLimit(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BUDGET_EXCEEDED', http: HTTP } });
}

/** Why a document is not even validated, as one error; null when it may be. */
export function documentRefusal(document: DocumentNode, limits: Limits, introspection: boolean): GraphQLError | null {
  const operations: OperationDefinitionNode[] = [];
  const fragments = new Map<string, FragmentDefinitionNode>();
  let definitions = 0;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    definitions += 1;
    fragments.set(definition.name.value, definition);
  }
  const message = firstExcess([
    [operations.length, limits.maxOperations, 'operations', 'send the one that is to be executed'],
    [definitions, limits.maxFragments, 'fragments', 'send those that are used'],
  ]);
  if (message !== null) return overLimit(`The document has ${message}`);
  const meter = new DocumentMeter(fragments, limits);
  const sizes = operations.map((operation) => [operation, meter.measure(operation)] as const);
  meter.measureRest();
  if (meter.circle !== null)
    return invalid(`Cannot spread fragment "${meter.circle}" within itself: take one of its spreads out.`);
  for (const [operation, size] of sizes) {
    const excess = operationExcess(operation, size, limits);
    if (excess !== null) return overLimit(`The operation has ${excess}`);
  }
  const excess = documentExcess(meter.size, limits);
  if (excess !== null) return overLimit(`The document has ${excess}`);
  if (introspection || !meter.size.introspects) return null;
  const text =
    'Introspection is switched off here: `__schema` and `__type` are refused. Ask the operator for the schema.';
  return new GraphQLError(text, { extensions: { code: 'FORBIDDEN', http: HTTP } });
}

/** A document that breaks the language in a way that would keep the bounds from being measured. */
function invalid(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'INVALID_INPUT', http: HTTP } });
}

/** A figure, its bound, what it counts, and what to do. */
type Figure = readonly [figure: number, bound: number, what: string, remedy: string];

function operationExcess({ operation }: OperationDefinitionNode, size: OperationSize, limits: Limits): string | null {
  const isMutation = operation === OperationTypeNode.MUTATION;
  const ask = 'ask for less, or split the operation';
  return firstExcess([
    [size.depth, limits.maxDepth, 'levels of fields', ask],
    [size.nesting, limits.maxDepth * NESTING_FACTOR, 'levels of fields and fragments', ask],
    [size.fields, limits.maxFields, 'fields', ask],
    [isMutation ? size.rootFields : 0, limits.maxMutations, 'mutations', 'send the others in requests of their own'],
    [size.aliases, limits.maxAliases, 'aliases', ask],
    [size.rootFields, limits.maxRootFields, 'root fields', ask],
  ]);
}

function documentExcess(size: DocumentSize, limits: Limits): string | null {
  return firstExcess([
    [size.duplicates, limits.maxDuplicates, 'selections of the same name in one place', 'name each field once'],
    [size.directivesPerPlace, limits.maxDirectivesPerPlace, 'directives at one place', 'leave some out'],
    [size.directives, limits.maxDirectives, 'directives', 'leave some out'],
    [size.listItems, limits.maxListItems, 'items in one list', 'split the list'],
    [size.valueDepth, limits.maxValueDepth, 'lists and objects inside each other', 'no input is nested so deeply'],
  ]);
}

function firstExcess(figures: readonly Figure[]): string | null {
  const found = figures.find(([figure, bound]) => figure > bound);
  if (found === undefined) return null;
  const [figure, bound, what, remedy] = found;
  return `${figure} ${what}, at most ${bound} are allowed: ${remedy}.`;
}
