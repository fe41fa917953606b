/** Documents within their bounds: the Yoga plugin that refuses others before anything else is done with them. */
import { GraphQLError, type DocumentNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { countTokens } from './documentTokens.ts';
import { documentRefusal, NESTING_FACTOR, overLimit } from './limits.ts';
import type { Limits } from './limitsConfig.ts';
import { withoutValues } from './masking.ts';

/** Faults of a document that are told at once. For each of them the text is searched for its line, more than once. */
const MAX_ERRORS = 5;

/**
 * The plugin. `introspection`: whether `__schema` and `__type` are answered. It also remembers which documents are valid, and
 * nothing more of any: a WeakMap whose values lead back to their keys, such as from documents to their faults, keeps all of
 * them through every collection of young objects, and makes each take a hundred times as long.
 */
export function useDocumentLimits(limits: Limits, introspection: boolean): Plugin {
  const passed = new WeakSet<DocumentNode>();
  const valid = new WeakSet<DocumentNode>();
  const check = (document: DocumentNode): GraphQLError | null => {
    if (passed.has(document)) return null;
    const refusal = withinStack(() => documentRefusal(document, limits, introspection));
    if (refusal === null) passed.add(document);
    return refusal;
  };
  return {
    onParse({ parseFn, setParseFn }) {
      setParseFn((source: string, options: object) => {
        const refusal = textRefusal(source, limits);
        if (refusal !== null) throw refusal;
        const parsed = withinStack((): unknown => parseFn(source, options));
        if (parsed instanceof GraphQLError) throw parsed;
        return parsed;
      });
      return ({ result, replaceParseResult }) => {
        const refusal = result instanceof Error ? null : check(result as DocumentNode);
        // In place of the document, so that the refusal is kept for its text, too.
        if (refusal !== null) replaceParseResult(refusal);
      };
    },
    onValidate({ params: { documentAST }, validateFn, setValidationFn, setResult: skipWith }) {
      if (valid.has(documentAST)) return skipWith([]);
      setValidationFn((schema: unknown, document: unknown, rules: unknown, typeInfo: unknown, options: object) =>
        validateFn(schema, document, rules, { ...options, maxErrors: MAX_ERRORS }, typeInfo),
      );
      return ({ valid: isValid, result, setResult }) => {
        if (isValid) valid.add(documentAST);
        else setResult(result.map((error) => (error instanceof GraphQLError ? withoutValues(error) : error)));
      };
    },
  };
}

/** Brackets around a document's deepest value, besides those of selection sets and of values. */
const BRACKETS_BETWEEN = 3;

/** Looks at the text and its tokens before the parser does, which would take ten times as long for it. */
function textRefusal(text: string, limits: Limits): GraphQLError | null {
  const { maxDocumentLength, maxTokens, maxDepth, maxValueDepth } = limits;
  if (text.length > maxDocumentLength)
    return overLimit(
      `The document has ${text.length} characters, at most ${maxDocumentLength} are allowed: put values into variables, ask for less, or split it.`,
    );
  const maxBrackets = maxDepth * NESTING_FACTOR + maxValueDepth + BRACKETS_BETWEEN;
  const { tokens, brackets } = countTokens(text, maxTokens, maxBrackets);
  if (tokens > maxTokens)
    return overLimit(`The document has more than ${maxTokens} tokens: ask for less, or split it.`);
  if (brackets > maxBrackets)
    return overLimit(`The document has more than ${maxBrackets} brackets inside each other: ask for less.`);
  return null;
}

/** Runs a function that goes down into a document; what is nested so deeply that the stack does not suffice is refused. */
function withinStack<T>(run: () => T): T | GraphQLError {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) return overLimit('The document is nested too deeply: ask for less.');
    throw error;
  }
}
