/**
 * The Yoga plugins that keep callers within what they may use: requests a minute, and upstream calls of one operation,
 * estimated before anything is called.
 */
import {
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { AccountsView } from './accounts.ts';
import type { Caller } from './access/caller.ts';
import { dearest, Estimator, type Estimate } from './cost/estimate.ts';
import type { CostBounds } from './cost/walk.ts';
import { GatewayError } from './errors.ts';
import { toGraphqlError } from './masking.ts';
import type { CallerUsage, UsageBook } from './rates/usage.ts';

/** What of an operation's context the plugin needs. */
export interface BudgetContext {
  readonly accounts: AccountsView;
  readonly usage: CallerUsage;
  readonly scope: { readonly calls: number };
  /** What the operation can cost at most; set before it is executed. */
  readonly upstream: { estimatedCalls: number };
}

/** Fields that are named when an operation is refused. */
const MAX_NAMED = 3;

/** Refuses requests beyond what the caller may send in a minute, with 429 and before the body is read. */
export function useRequestRate<Server extends { readonly caller: Caller }>(usage: UsageBook): Plugin<object, Server> {
  return {
    onRequestParse({ serverContext }) {
      refuseTooMany(usage.of(serverContext.caller));
    },
  };
}

/** Refuses operations that could cost more than the caller may use, and says in each answer what it has cost. */
export function useUpstreamBudget<Context extends BudgetContext>(
  schema: GraphQLSchema,
  bounds: CostBounds,
): Plugin<Context> {
  const estimator = new Estimator(schema, bounds);
  /** The error of an operation that could cost more than its caller may use; null for any other. */
  const check = ({ document, operationName, variableValues, contextValue }: ExecutionArgs): GraphQLError | null => {
    const operation = getOperationAST(document, operationName);
    const context = contextValue as Context;
    if (operation == null) return null;
    const asked = { document, operation, variables: variableValues ?? {}, accounts: context.accounts };
    const estimate = estimator.estimate(asked);
    context.upstream.estimatedCalls = estimate.calls;
    const budget = context.usage.allowance.maxUpstreamCalls;
    return estimate.calls <= budget
      ? null
      : tooDear(estimate, budget, operation.operation === OperationTypeNode.SUBSCRIPTION);
  };
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const error = check(args);
      if (error !== null) {
        setResultAndStopExecution({ errors: [error] });
        return undefined;
      }
      return {
        onExecuteDone({ result, setResult }) {
          if (Symbol.asyncIterator in result) return;
          setResult(withUpstream(result, args.contextValue, nameOf(args)));
        },
      };
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const error = check(args);
      if (error !== null) setResultAndStopExecution({ errors: [error] });
    },
  };
}

/** An answer with what it could have cost and what it has cost, which the caller's usage remembers. */
export function withUpstream(
  answer: ExecutionResult,
  { upstream: { estimatedCalls }, scope: { calls }, usage }: BudgetContext,
  operationName: string | null,
): ExecutionResult {
  usage.executed({ at: new Date(), operationName, estimatedCalls, calls });
  return { ...answer, extensions: { ...answer.extensions, upstream: { estimatedCalls, calls } } };
}

/** Name of the operation that is executed; null for one without a name. */
export function nameOf({ document, operationName }: Pick<ExecutionArgs, 'document' | 'operationName'>): string | null {
  return getOperationAST(document, operationName)?.name?.value ?? null;
}

function tooDear(estimate: Estimate, budget: number, isEach: boolean): GraphQLError {
  const named = dearest(estimate, MAX_NAMED).map(([path, calls]) => `${path} (${calls})`);
  const what = isEach ? 'Each event of the subscription' : 'The operation';
  const most = named.length === 0 ? '' : ` Most of them are for ${named.join(', ')}.`;
  const message = `${what} could cost ${estimate.calls} upstream calls and may cost ${budget}; nothing was called.${most} Ask for fewer entries (\`first\`), for one account, or leave out fields that cost a call each.`;
  const upstream = { estimatedCalls: estimate.calls, budget };
  return new GraphQLError(message, { extensions: { code: 'BUDGET_EXCEEDED', retryable: false, upstream } });
}

function refuseTooMany(usage: CallerUsage): void {
  try {
    usage.request();
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const seconds = Math.ceil((error.details.retryAfterMs ?? 0) / 1000);
    const { message, extensions } = toGraphqlError(error, {});
    const http = { status: 429, headers: { 'retry-after': String(seconds) } };
    throw new GraphQLError(message, { extensions: { ...extensions, http } });
  }
}
