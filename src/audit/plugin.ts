/** Records what an operation has handed out before its answer leaves. */
import {
  getOperationAST,
  GraphQLError,
  type ExecutionArgs,
  type ExecutionResult,
  type OperationDefinitionNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { GatewayError } from '../errors.ts';
import type { OperationAudit, OperationName } from './operationAudit.ts';

/** A context of an operation that is audited. */
export interface AuditedContext {
  readonly audit: OperationAudit;
}

/** The Yoga plugin; to stand behind whatever else chooses how an operation is executed. Subscriptions: `audited`. */
export function useAudit<Context extends AuditedContext>(): Plugin<Context> {
  return {
    onExecute({ executeFn, setExecuteFn }) {
      setExecuteFn(async (args: ExecutionArgs) =>
        audited((await executeFn(args)) as ExecutionResult, args.contextValue as AuditedContext, args),
      );
    },
  };
}

/** The answer once it is recorded what it hands out; an error in its place where that is required and fails. */
export async function audited(
  answer: ExecutionResult,
  { audit }: AuditedContext,
  { document, operationName }: Pick<ExecutionArgs, 'document' | 'operationName'>,
): Promise<ExecutionResult> {
  try {
    await audit.recordDisclosures(whichOperation(getOperationAST(document, operationName)));
    return answer;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return { errors: [new GraphQLError(error.message, { originalError: error })] };
  }
}

/** Name and kind of the operation that is executed. */
export function whichOperation(operation: OperationDefinitionNode | null | undefined): OperationName {
  // A name is as long as the document lets it be.
  return { operation: operation?.name?.value.slice(0, 200) ?? null, kind: operation?.operation ?? 'query' };
}
