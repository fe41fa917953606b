/**
 * Runs operations as compiled functions (graphql-jit), which costs a third of graphql-js's time on wide answers.
 * Compiled once for each parsed document and operation name; the parser's bounded cache decides how long it lives.
 */
import {
  getOperationAST,
  getVariableValues,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLError,
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

type Compiled = CompiledQuery | ExecutionResult;

/** The Yoga plugin. An operation that cannot be compiled runs in graphql-js, as if the plugin were not there. */
export function useCompiledExecution(): Plugin {
  const byDocument = new WeakMap<DocumentNode, Map<string, Compiled>>();
  const compiledFor = (args: ExecutionArgs): Compiled => {
    let byName = byDocument.get(args.document);
    if (byName === undefined) byDocument.set(args.document, (byName = new Map()));
    const name = args.operationName ?? '';
    let compiled = byName.get(name);
    if (compiled === undefined) {
      compiled = compileQuery(args.schema, args.document, args.operationName ?? undefined, OPTIONS);
      byName.set(name, compiled);
    }
    return compiled;
  };
  return {
    onExecute({ args, setExecuteFn }) {
      const compiled = compiledFor(args);
      if (!isCompiledQuery(compiled)) return;
      setExecuteFn(({ rootValue, contextValue, variableValues }: ExecutionArgs) => {
        const errors = variableErrors(args);
        return errors.length > 0 ? { errors } : compiled.query(rootValue, contextValue, variableValues);
      });
    },
  };
}

/** Checks variables as graphql-js does: the compiled check words its errors in another way and without the place. */
function variableErrors({ schema, document, operationName, variableValues }: ExecutionArgs): readonly GraphQLError[] {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  if (definitions.length === 0) return [];
  const { errors = [] } = getVariableValues(schema, definitions, variableValues ?? {}, {
    maxErrors: MAX_VARIABLE_ERRORS,
  });
  return errors;
}
