/** Documents within their bounds: the Yoga plugin that refuses others before anything else is done with them. */
import { GraphQLError, Lexer, Source, TokenKind, type DocumentNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { documentRefusal, NESTING_FACTOR, overLimit } from './limits.ts';
import type { Limits } from './limitsConfig.ts';
import { withoutValues } from './masking.ts';

/** Faults of a document that are told at once. */
const MAX_ERRORS = 20;

/** The plugin. `introspection`: whether `__schema` and `__type` are answered. */
export function useDocumentLimits(limits: Limits, introspection: boolean): Plugin {
  const passed = new WeakSet<DocumentNode>();
  const check = (document: DocumentNode): GraphQLError | null => {
    if (passed.has(document)) return null;
    const refusal = withinStack(() => documentRefusal(document, limits, introspection));
    if (refusal === null) passed.add(document);
    return refusal;
  };
  return {
    onParse({ parseFn, setParseFn }) {
      setParseFn((source: string, options: object) => {
        const refusal = tokensRefusal(source, limits);
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
    onValidate({ validateFn, setValidationFn }) {
      setValidationFn((schema: unknown, document: unknown, rules: unknown, typeInfo: unknown, options: object) =>
        validateFn(schema, document, rules, { ...options, maxErrors: MAX_ERRORS }, typeInfo),
      );
      return ({ valid, result, setResult }) => {
        if (!valid) setResult(result.map((error) => (error instanceof GraphQLError ? withoutValues(error) : error)));
      };
    },
  };
}

const OPENING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** Brackets around a document's deepest value, besides those of selection sets and of values. */
const BRACKETS_BETWEEN = 3;

/**
 * Looks at the tokens before the parser does, which goes down into brackets until its stack is full, and takes ten times as
 * long for it.
 */
function tokensRefusal(text: string, limits: Limits): GraphQLError | null {
  const maxBrackets = limits.maxDepth * NESTING_FACTOR + limits.maxValueDepth + BRACKETS_BETWEEN;
  const lexer = new Lexer(new Source(text));
  let tokens = 0;
  let brackets = 0;
  try {
    for (let { kind } = lexer.advance(); kind !== TokenKind.EOF; { kind } = lexer.advance()) {
      tokens += 1;
      if (OPENING.has(kind)) brackets += 1;
      else if (CLOSING.has(kind)) brackets -= 1;
      if (tokens > limits.maxTokens)
        return overLimit(`The document has more than ${limits.maxTokens} tokens: ask for less, or split it.`);
      if (brackets > maxBrackets)
        return overLimit(`The document has more than ${maxBrackets} brackets inside each other: ask for less.`);
    }
  } catch {
    // The parser finds the same fault, and says what it is.
  }
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
