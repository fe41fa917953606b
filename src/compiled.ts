/**
 * Runs operations as compiled functions (graphql-jit), which takes a third off the processor time of a wide answer
 * (docs/decisions/speed.md).
 * Compiled when an operation comes a second time, and kept as long as the parser's bounded cache keeps its document.
 */
import { setFlagsFromString } from 'node:v8';
import {
  getOperationAST,
  getVariableValues,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
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
      const operation = getOperationAST(args.document, args.operationName);
      if (operation == null) return;
      const compiled = compile(known.get(operation), args);
      known.set(operation, compiled);
      if (compiled === 'SEEN' || !isCompiledQuery(compiled)) return;
      setExecuteFn(({ rootValue, contextValue, variableValues }: ExecutionArgs) => {
        const errors = variableErrors(args.schema, operation, variableValues);
        return errors.length > 0 ? { errors } : compiled.query(rootValue, contextValue, variableValues);
      });
    },
  };
}

/** The next thing to be known: most operations that a person types run once, and compiling costs more than running. */
function compile(known: Compiled | undefined, { schema, document, operationName }: ExecutionArgs): Compiled {
  if (known === undefined) return 'SEEN';
  return known === 'SEEN' ? compileQuery(schema, document, operationName ?? undefined, OPTIONS) : known;
}

/** Checks variables as graphql-js does: the compiled check words its errors in another way and without the place. */
function variableErrors(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  values: ExecutionArgs['variableValues'],
): readonly GraphQLError[] {
  if (variableDefinitions.length === 0) return [];
  const { errors = [] } = getVariableValues(schema, variableDefinitions, values ?? {}, {
    maxErrors: MAX_VARIABLE_ERRORS,
  });
  return errors;
}
