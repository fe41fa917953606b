/** GraphQL over HTTP: Yoga with the schema, the context of one operation, its limits and its masking. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { getOperationAST, GraphQLError, type ExecutionArgs, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { refusalsFor } from './access/authorize.ts';
import type { Caller } from './access/caller.ts';
import type { Accounts, AccountsView } from './accounts.ts';
import { useCompiledExecution } from './compiled.ts';
import type { JournalConfig, Limits } from './config.ts';
import type { GatewayError } from './errors.ts';
import type { GraphContext } from './graphql/context.ts';
import { useJsonBody } from './jsonBody.ts';
import type { Handover } from './handover.ts';
import type { Feed } from './journal/feed.ts';
import type { Journal } from './journal/journal.ts';
import { sizeRule } from './limits.ts';
import { Loaders } from './loaders.ts';
import { createMask, toGraphqlError, withoutValues } from './masking.ts';
import { OperationScope } from './scope.ts';
import { useFreshEvents } from './subscriptions.ts';

/** Documents that are kept parsed, whatever their length. */
const MAX_CACHED_DOCUMENTS = 500;

/** What the node:http listener hands to Yoga. */
export interface HttpContext {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly caller: Caller;
}

/** What one operation gathers besides its answer. */
class OperationContext implements GraphContext {
  readonly accounts: AccountsView;
  readonly journal: Journal;
  readonly feed: Feed;
  readonly caller: Caller;
  readonly predecessorUnknown: JournalConfig['predecessorUnknown'];
  readonly handover: Handover;
  readonly limits: Limits;
  readonly scope: OperationScope;
  readonly loaders: Loaders;
  readonly partialErrors: GraphQLError[] = [];

  constructor(parts: GatewayParts, caller: Caller) {
    this.caller = caller;
    this.accounts = parts.accounts.visibleTo(caller);
    this.journal = parts.journal;
    this.feed = parts.feed;
    this.predecessorUnknown = parts.predecessorUnknown;
    this.handover = parts.handover;
    this.limits = parts.limits;
    this.scope = new OperationScope(parts.limits);
    this.loaders = new Loaders(this.accounts, this.scope);
  }

  /** A property, as `addPartialError`. */
  readonly close = (): void => this.scope.close();

  /** A property, since Yoga copies the own properties of a context and not its methods. */
  readonly addPartialError = (error: GatewayError, path: readonly (string | number)[]): void => {
    this.partialErrors.push(toGraphqlError(error, { path }));
  };
}

/** What the gateway is made of. */
export interface GatewayParts {
  readonly schema: GraphQLSchema;
  readonly accounts: Accounts;
  readonly journal: Journal;
  readonly feed: Feed;
  readonly predecessorUnknown: JournalConfig['predecessorUnknown'];
  readonly handover: Handover;
  readonly limits: Limits;
  readonly log: Logger;
}

/** Appends the errors of accounts that are missing in a list over several. */
function usePartialErrors(): Plugin<OperationContext> {
  return {
    onExecute: () => ({
      onExecuteDone({ args, result, setResult }) {
        const { partialErrors } = args.contextValue;
        if (partialErrors.length === 0 || Symbol.asyncIterator in result) return;
        const answer = result as ExecutionResult;
        setResult({ ...answer, errors: [...(answer.errors ?? []), ...partialErrors] });
      },
    }),
  };
}

/** Refuses operations that ask for what the caller may not have, before anything is called. */
function useAuthorization(): Plugin<OperationContext> {
  const check = ({ schema, document, operationName, variableValues, contextValue }: ExecutionArgs) => {
    const operation = getOperationAST(document, operationName);
    if (operation == null) return [];
    const asked = { schema, document, operation, variables: variableValues ?? {} };
    return refusalsFor((contextValue as OperationContext).caller, asked);
  };
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const errors = check(args);
      if (errors.length > 0) setResultAndStopExecution({ errors });
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const errors = check(args);
      if (errors.length > 0) setResultAndStopExecution({ errors });
    },
  };
}

/** Refuses documents with too many tokens while they are parsed, and too large operations when they are validated. */
function useDocumentLimits(limits: Limits): Plugin {
  const rule = sizeRule(limits);
  return {
    onParse({ parseFn, setParseFn }) {
      setParseFn((source: string, options: object) => parseFn(source, { ...options, maxTokens: limits.maxTokens }));
    },
    onValidate({ addValidationRule }) {
      addValidationRule(rule);
      return ({ valid, result, setResult }) => {
        if (!valid) setResult(result.map((error) => (error instanceof GraphQLError ? withoutValues(error) : error)));
      };
    },
  };
}

/**
 * What is known of documents that were sent before, by their text. Bounded by characters and not only by count: a
 * document within the limits can have megabytes of tree and compiled code behind it, about 300 bytes a character.
 */
function documentCache<T extends object>(limits: Limits): LRUCache<string, T> {
  return new LRUCache({
    max: MAX_CACHED_DOCUMENTS,
    maxSize: limits.maxCachedCharacters,
    sizeCalculation: (_value, text) => Math.max(1, text.length),
  });
}

function busy(what: string): GraphQLError {
  const http = { status: 503, headers: { 'retry-after': '1' } };
  return new GraphQLError(`Too many ${what}; try again in a second.`, {
    extensions: { code: 'BUDGET_EXCEEDED', retryable: true, http },
  });
}

/** Makes the handler of `/graphql`. */
export function createGraphqlHandler(parts: GatewayParts): YogaServerInstance<HttpContext, OperationContext> {
  const { schema, limits, log } = parts;
  let running = 0;
  const contextOf = ({ res, caller }: HttpContext): OperationContext => {
    if (running >= limits.maxConcurrentOperations) throw busy('operations are being executed');
    running += 1;
    const context = new OperationContext(parts, caller);
    res.once('close', () => {
      running -= 1;
      if (!res.writableFinished) context.scope.abandon();
      context.close();
    });
    return context;
  };
  const mask = createMask((error, correlationId) => log.error({ err: error, correlationId }, 'internal error'));
  return createYoga<HttpContext, OperationContext>({
    schema,
    context: contextOf,
    plugins: [
      useJsonBody<HttpContext>(limits.maxBodyBytes),
      useDocumentLimits(limits),
      useAuthorization(),
      useCompiledExecution(),
      usePartialErrors(),
      useFreshEvents<OperationContext>({
        maxSubscriptions: limits.maxSubscriptions,
        subscriptionTimeoutMs: limits.subscriptionTimeoutMs,
        contextOf: ({ caller }) => new OperationContext(parts, caller),
        tooMany: () => busy('subscriptions are open'),
      }),
    ],
    maskedErrors: { maskError: mask },
    parserAndValidationCache: { documentCache: documentCache(limits), errorCache: documentCache(limits) },
    logging: false,
    graphiql: false,
    landingPage: false,
    cors: false,
    multipart: false,
    batching: false,
    // Only JSON bodies come this far, and useJsonBody bounds them.
    maxRequestBodySize: false,
    graphqlEndpoint: '/graphql',
    healthCheckEndpoint: '/healthz',
  });
}
