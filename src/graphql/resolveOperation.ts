/** `resolveOperation`: a person says what became of a write. */
import { actorOf } from '../access/caller.ts';
import { GatewayError, type Problem } from '../errors.ts';
import type { Operation } from '../journal/operation.ts';
import { builder } from './builder.ts';
import type { GraphContext } from './context.ts';
import { OperationNode } from './nodes.ts';
import { operationOf } from './operation.ts';
import { operationById } from './operations.ts';
import { UserErrorInterface } from './userError.ts';

/** Longest reason, in characters. */
const MAX_REASON_LENGTH = 500;

interface ResolveOutcome {
  readonly operation: Operation | null;
  readonly userErrors: readonly Problem[];
}

const ResolveOperationPayload = builder.objectRef<ResolveOutcome>('ResolveOperationPayload').implement({
  requires: [],
  description: 'What became of the statement.',
  fields: (t) => ({
    operation: t.field({
      calls: 'nothing',
      type: OperationNode,
      nullable: true,
      description: 'The operation as it is now; null when it was not changed, and for a dry run.',
      resolve: ({ operation }, _args, context) => operationOf(context, operation),
    }),
    userErrors: t.field({
      type: [UserErrorInterface],
      description: 'Why nothing was changed; empty when it was, or could be (dry run).',
      resolve: ({ userErrors }) => userErrors,
    }),
  }),
});

const ResolveOperationInput = builder.inputType('ResolveOperationInput', {
  description: 'What a person has found out about a write whose answer was lost.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of an operation in UNKNOWN.' }),
    applied: t.boolean({
      required: true,
      description: "True: the upstream's books show that it was applied. False: it was not, and will not be any more.",
    }),
    reason: t.string({
      required: true,
      description: 'How that is known, such as the number of the entry; 1 to 500 characters, kept with the operation.',
    }),
    dryRun: t.boolean({ defaultValue: false, description: 'True: check everything, but change nothing.' }),
  }),
});

async function resolveOperation(
  context: GraphContext,
  { id, applied, reason, dryRun }: typeof ResolveOperationInput.$inferInput,
): Promise<ResolveOutcome> {
  const text = reason.trim();
  if (text === '' || text.length > MAX_REASON_LENGTH) {
    return refusedFor('INVALID_INPUT', `Give a reason of 1 to ${MAX_REASON_LENGTH} characters.`, 'reason');
  }
  try {
    const operation = await operationById(context, id);
    if (operation === null) return refusedFor('NOT_FOUND', 'There is no such operation.', 'id');
    if (dryRun !== true) {
      const changed = await context.journal.resolve(operation.id, applied, text, actorOf(context.caller));
      return { operation: changed, userErrors: [] };
    }
    if (operation.state === 'UNKNOWN') return { operation: null, userErrors: [] };
    return refusedFor(
      'INVALID_INPUT',
      `Only an operation in UNKNOWN can be resolved; this one is ${operation.state}.`,
      'id',
    );
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return { operation: null, userErrors: [error.toProblem()] };
  }
}

function refusedFor(code: Problem['code'], message: string, field: string): ResolveOutcome {
  return { operation: null, userErrors: [{ code, message, field: [field] }] };
}

builder.mutationFields((t) => ({
  resolveOperation: t.field({
    calls: 'nothing',
    requires: ['operations:resolve'],
    type: ResolveOperationPayload,
    description:
      'Ends the uncertainty about an operation in UNKNOWN by the word of a person who has looked at the upstream. Nothing is sent there. It cannot be taken back.',
    args: {
      input: t.arg({ type: ResolveOperationInput, required: true, description: 'Which one, and what became of it.' }),
    },
    resolve: (_root, { input }, context) => resolveOperation(context, input),
  }),
}));
