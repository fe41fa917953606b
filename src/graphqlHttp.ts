/** GraphQL over HTTP: Yoga with the schema, the context of one operation, its limits and its masking. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  getOperationAST,
  GraphQLError,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga';
import type { Logger } from 'pino';
import { refusalsFor } from './access/authorize.ts';
import { seesPersonalData, type Caller } from './access/caller.ts';
import type { RouterProof } from './access/router.ts';
import type { Accounts, AccountsView } from './accounts.ts';
import { OperationAudit, REASON_HEADER, reasonOf, type AuditParts } from './audit/operationAudit.ts';
import { audited, useAudit, whichOperation } from './audit/plugin.ts';
import { useCompiledExecution } from './compiled.ts';
import type { JournalConfig, Limits } from './config.ts';
import { DocumentCache } from './documentCache.ts';
import { useDocumentLimits } from './documentLimits.ts';
import { GatewayError } from './errors.ts';
import type { GraphContext } from './graphql/context.ts';
import { useJsonBody } from './jsonBody.ts';
import type { Handover } from './handover.ts';
import type { Feed } from './journal/feed.ts';
import type { Journal } from './journal/journal.ts';
import { Loaders } from './loaders.ts';
import { cleaned, createMask, toGraphqlError } from './masking.ts';
import { maskedView, wholeView, type RecordView } from './personal/records.ts';
import { Places } from './rates/places.ts';
import { UsageBook, type CallerUsage } from './rates/usage.ts';
import type { Redactor } from './redactor.ts';
import { useRouterCheck } from './routerCheck.ts';
import { OperationScope } from './scope.ts';
import { useFreshEvents } from './subscriptions.ts';
import { useTrustedDocuments, type TrustedDocuments } from './trustedDocuments.ts';
import { nameOf, useRequestRate, useUpstreamBudget, withUpstream } from './upstreamBudget.ts';

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
  readonly usage: CallerUsage;
  readonly upstream: { estimatedCalls: number };
  readonly view: RecordView;
  readonly redactor: Redactor;
  readonly predecessorUnknown: JournalConfig['predecessorUnknown'];
  readonly handover: Handover;
  readonly limits: Limits;
  readonly scope: OperationScope;
  readonly loaders: Loaders;
  readonly audit: OperationAudit;
  readonly partialErrors: GraphQLError[] = [];

  constructor(parts: GatewayParts, caller: Caller, audit: OperationAudit, usage: CallerUsage, estimatedCalls = 0) {
    this.caller = caller;
    this.audit = audit;
    this.usage = usage;
    this.upstream = { estimatedCalls };
    this.view = seesPersonalData(caller) ? wholeView : maskedView;
    this.redactor = parts.redactor;
    this.accounts = parts.accounts.visibleTo(caller);
    this.journal = parts.journal;
    this.feed = parts.feed;
    this.predecessorUnknown = parts.predecessorUnknown;
    this.handover = parts.handover;
    this.limits = parts.limits;
    const { maxUpstreamCalls } = usage.allowance;
    const { maxFurtherCalls, maxScannedClients, operationTimeoutMs } = parts.limits;
    this.scope = new OperationScope(
      { maxUpstreamCalls, maxFurtherCalls, maxScannedClients, operationTimeoutMs },
      { tenant: caller.tenant, onCall: (account) => usage.call(account) },
    );
    this.loaders = new Loaders(this.accounts, this.scope, this.view);
  }

  /** A property, as `addPartialError`. */
  readonly close = (): void => this.scope.close();

  /** A property, since Yoga copies the own properties of a context and not its methods. */
  readonly addPartialError = (error: GatewayError, path: readonly (string | number)[]): void => {
    this.partialErrors.push(toGraphqlError(error, { path }, this.redactor));
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
  /** Whether `__schema` and `__type` are answered. */
  readonly introspection: boolean;
  /** Null: every document is taken. */
  readonly trustedDocuments: TrustedDocuments | null;
  readonly routerProof: RouterProof;
  readonly log: Logger;
  readonly redactor: Redactor;
  readonly audit: AuditParts;
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

/** Sends the messages of all errors through the redactor: also those of documents, which quote names from them. */
function useRedactedErrors(redactor: Redactor): Plugin {
  return {
    onResultProcess(answer) {
      const { result } = answer;
      if (!('errors' in result) || result.errors === undefined) return;
      answer.setResult({
        ...result,
        errors: result.errors.map((error) => (error instanceof GraphQLError ? cleaned(error, redactor) : error)),
      });
    },
  };
}

/** Refuses operations that ask for what the caller may not have, before anything is called. */
function useAuthorization(): Plugin<OperationContext> {
  const check = ({ schema, document, operationName, variableValues, contextValue }: ExecutionArgs) => {
    const operation = getOperationAST(document, operationName);
    if (operation == null) return [];
    const asked = { schema, document, operation, variables: variableValues ?? {} };
    const { caller, audit } = contextValue as OperationContext;
    const refusals = refusalsFor(caller, asked);
    const fields = refusals.map(({ extensions }) => extensions['coordinate']);
    if (fields.length > 0) audit.denied({ ...whichOperation(operation), code: 'FORBIDDEN', fields });
    return refusals;
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

/** What is known of documents, and what is wrong with others. */
function cachesOf({ maxCachedCharacters }: Limits) {
  return {
    documentCache: new DocumentCache<DocumentNode>(maxCachedCharacters),
    errorCache: new DocumentCache<Error>(maxCachedCharacters),
    // useDocumentLimits does that.
    validationCache: false,
  };
}

/** Why the caller reads personal data, as its header says. Throws a GraphQLError for what is no reason. */
function reasonIn({ headers }: IncomingMessage): string | null {
  try {
    return reasonOf(headers[REASON_HEADER]);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    throw new GraphQLError(error.message, { extensions: { code: error.code, http: { status: 400 } } });
  }
}

function busy(what: string, isOwn: boolean, state: string): GraphQLError {
  const http = { status: 503, headers: { 'retry-after': '1' } };
  return new GraphQLError(`Too many ${what}${isOwn ? ' of this caller' : ''} are ${state}; try again in a second.`, {
    extensions: { code: 'BUDGET_EXCEEDED', retryable: true, http },
  });
}

/** Nobody reads it: the caller has left before the operation began. */
function gone(): GraphQLError {
  return new GraphQLError('The connection is closed.', {
    extensions: { code: 'INVALID_INPUT', http: { status: 400 } },
  });
}

/** Makes the handler of `/graphql`. */
export function createGraphqlHandler(parts: GatewayParts): YogaServerInstance<HttpContext, OperationContext> {
  const { schema, limits, introspection, trustedDocuments, log } = parts;
  const usage = new UsageBook(limits);
  const running = new Places(limits.maxConcurrentOperations, (isOwn) => busy('operations', isOwn, 'being executed'));
  const open = new Places(limits.maxSubscriptions, (isOwn) => busy('subscriptions', isOwn, 'open'));
  const contextOf = ({ req, res, caller }: HttpContext): OperationContext => {
    // Its end has been told already, and would not be told again.
    if (res.closed) throw gone();
    const audit = new OperationAudit(parts.audit, caller, reasonIn(req));
    const end = running.take(caller);
    const context = new OperationContext(parts, caller, audit, usage.of(caller));
    res.once('close', () => {
      end();
      if (!res.writableFinished) context.scope.abandon();
      context.close();
    });
    return context;
  };
  const mask = createMask(
    (error, correlationId) => log.error({ err: error, correlationId }, 'internal error'),
    parts.redactor,
  );
  return createYoga<HttpContext, OperationContext>({
    schema,
    context: contextOf,
    plugins: [
      useRequestRate<HttpContext>(usage),
      useJsonBody<HttpContext>(limits),
      useRouterCheck<HttpContext>(parts.routerProof),
      trustedDocuments === null ? {} : useTrustedDocuments(trustedDocuments),
      useDocumentLimits(limits, introspection),
      useAuthorization(),
      useUpstreamBudget<OperationContext>(schema, limits),
      useCompiledExecution(),
      useAudit<OperationContext>(),
      usePartialErrors(),
      useRedactedErrors(parts.redactor),
      useFreshEvents<OperationContext>({
        enter: ({ caller }) => open.take(caller),
        subscriptionTimeoutMs: limits.subscriptionTimeoutMs,
        contextOf: ({ caller, audit, upstream }) =>
          new OperationContext(parts, caller, audit.again(), usage.of(caller), upstream.estimatedCalls),
        finish: async (answer, context, args) =>
          withUpstream(await audited(answer, context, args), context, nameOf(args)),
      }),
    ],
    maskedErrors: { maskError: mask },
    parserAndValidationCache: cachesOf(limits),
    logging: false,
    graphiql: false,
    landingPage: false,
    cors: false,
    multipart: false,
    batching: false,
    // useJsonBody reads every request, and bounds it.
    maxRequestBodySize: false,
    graphqlEndpoint: '/graphql',
    healthCheckEndpoint: '/healthz',
  });
}
