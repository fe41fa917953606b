/**
 * Runs operations as compiled functions (graphql-jit), which takes a third off the processor time of a wide answer
 * (docs/decisions/speed.md).
 * Compiled when an operation comes again after its document was kept, and kept as long as the bounded cache keeps that.
 */
import { setFlagsFromString } from 'node:v8';
import {
  getOperationAST,
  BREAK,
  getVariableValues,
  GraphQLError,
  Kind,
  visit,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type Source,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import type { Plugin } from 'graphql-yoga';

/**
 * Strings, numbers and enum values are written as the resolvers give them: the types of the builder say what they are,
 * and every enum value is its own name (a test asserts it). The scalars of ours are still converted.
 */
const OPTIONS = { disableLeafSerialization: true };

/** Errors of variables that are told at once. */
const MAX_VARIABLE_ERRORS = 50;

/** What is known of an operation: that it ran once, its compiled form, or why it has none. */
type Compiled = 'SEEN' | CompiledQuery | ExecutionResult;

/** The Yoga plugin. An operation that cannot be compiled runs in graphql-js, as if the plugin were not there. */
export function useCompiledExecution(): Plugin {
  const known = new WeakMap<OperationDefinitionNode, Compiled>();
  // V8 keeps the code of every compiled function for its text, long after the operation is forgotten.
  setFlagsFromString('--no-compilation-cache');
  return {
    onExecute({ args, setExecuteFn }) {
      const { schema, document, operationName, variableValues } = args;
      const operation = getOperationAST(document, operationName);
      if (operation == null) return;
      const errors = variableErrors(schema, operation, variableValues);
      // As if it had been executed, so that what it says is masked as every other answer.
      if (errors.length > 0) return setExecuteFn(() => ({ errors }));
      if (!isTrusted(document) || hasNullForDefault(operation, variableValues)) return;
      const compiled = compile(known.get(operation), args);
      known.set(operation, compiled);
      if (compiled === 'SEEN' || !isCompiledQuery(compiled)) return;
      setExecuteFn(({ rootValue, contextValue, variableValues: values }: ExecutionArgs) => {
        const result = compiled.query(rootValue, contextValue, values);
        const source = operation.loc?.source;
        if (!(result instanceof Promise)) return asInterpreted(result, source);
        return result.then((answer) => asInterpreted(answer, source));
      });
    },
  };
}

/**
 * The answer as graphql-js gives it: with `errors` first, and each of them at its place in the document. A difference would
 * tell callers that somebody has sent the document before.
 */
function asInterpreted({ errors, ...answer }: ExecutionResult, source: Source | undefined): ExecutionResult {
  if (errors === undefined || errors.length === 0) return answer;
  if (source === undefined) return { errors, ...answer };
  const starts = [0, ...source.body.matchAll(/\r\n|[\n\r]/g).map(({ index, 0: end }) => index + end.length)];
  const placed = errors.map(({ message, locations = [], path, originalError }) => {
    const positions = locations.map(({ line, column }) => starts[line - 1]! + column - 1);
    return new GraphQLError(message, { source, positions, path: path ?? null, originalError: originalError ?? null });
  });
  return { errors: placed, ...answer };
}

const hasConditions = new WeakMap<DocumentNode, boolean>();

/**
 * True for a document without `@skip` and `@include`: compiled code runs some of the fields that these leave out, which the
 * check of scopes and the estimate of calls rely on.
 */
function isTrusted(document: DocumentNode): boolean {
  const known = hasConditions.get(document);
  if (known !== undefined) return !known;
  let found = false;
  visit(document, {
    Directive({ name }) {
      found ||= name.value === 'skip' || name.value === 'include';
      return found ? BREAK : undefined;
    },
  });
  hasConditions.set(document, found);
  return !found;
}

/**
 * True when null is given for a variable that has a default and may be null. It may stand where null must not be, which
 * compiled code does not notice.
 */
function hasNullForDefault(
  { variableDefinitions = [] }: OperationDefinitionNode,
  values: ExecutionArgs['variableValues'],
): boolean {
  return variableDefinitions.some(
    ({ variable, type, defaultValue }) =>
      defaultValue !== undefined && type.kind !== Kind.NON_NULL_TYPE && values?.[variable.name.value] === null,
  );
}

/** The next thing to be known: most operations that a person types run once, and compiling costs more than running. */
function compile(known: Compiled | undefined, { schema, document, operationName }: ExecutionArgs): Compiled {
  if (known === undefined) return 'SEEN';
  return known === 'SEEN' ? compileQuery(schema, document, operationName ?? undefined, OPTIONS) : known;
}

/** What is wrong with variables, as graphql-js says it: both ways to execute word it differently. A request error (400). */
function variableErrors(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  values: ExecutionArgs['variableValues'],
): readonly GraphQLError[] {
  if (variableDefinitions.length === 0) return [];
  const { errors = [] } = getVariableValues(schema, variableDefinitions, values ?? {}, {
    maxErrors: MAX_VARIABLE_ERRORS,
  });
  return errors.map(({ message, nodes, extensions }) => {
    const http = { spec: true, status: 400 };
    return new GraphQLError(message, { nodes: nodes ?? null, extensions: { ...extensions, http } });
  });
}
