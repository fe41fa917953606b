/** `Operation`: one journaled write and how it went. */
import { GatewayError } from '../errors.ts';
import { transitions, type Operation, type OperationAttempt, type OperationState } from '../journal/operation.ts';
import { decodeGlobalId } from '../ids.ts';
import { builder, NodeInterface, NODES_DESCRIPTION } from './builder.ts';
import { DeliveryEnum, deliveryOf, OperationKindEnum, operationKindOf } from './capability.ts';
import type { GraphContext } from './context.ts';
import { MoneyType } from './money.ts';
import { AccountNode, ClientNode, OperationNode } from './nodes.ts';
import { page, type Order } from './paging.ts';
import { UserErrorInterface } from './userError.ts';

const stateDescriptions: Record<OperationState, string> = {
  PREPARED: 'Recorded; nothing has been sent.',
  SENT: 'Under way; the answer is awaited.',
  SUCCEEDED: 'Confirmed by the upstream.',
  REJECTED: 'Certainly not applied. The last attempt tells why.',
  UNKNOWN:
    'Sent, and no valid answer came back: it may or may not have been applied. Nothing is sent again under this key.',
};

const OperationStateEnum = builder.enumType('OperationState', {
  description: 'How far a write has come.',
  values: Object.fromEntries(
    Object.keys(transitions).map((state) => [state, { description: stateDescriptions[state as OperationState] }]),
  ) as Record<OperationState, { description: string }>,
});

const AttemptType = builder.objectRef<OperationAttempt>('OperationAttempt');

AttemptType.implement({
  description: 'One try to send a write. There is a second one only after a refusal whose cause passes by itself.',
  fields: (t) => ({
    startedAt: t.field({
      type: 'DateTime',
      description: 'When it was begun.',
      resolve: (attempt) => attempt.startedAt,
    }),
    endedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When its outcome stood; null while it runs.',
      resolve: (attempt) => attempt.endedAt,
    }),
    outcome: t.field({
      type: OperationStateEnum,
      description: 'What came of it.',
      resolve: (attempt) => attempt.outcome,
    }),
    error: t.field({
      type: UserErrorInterface,
      nullable: true,
      description: 'Why it was not confirmed; null while it runs and after success.',
      resolve: (attempt) => attempt.problem,
    }),
  }),
});

/** The node of a journal entry; null when there is none or its account is no longer configured. */
export function operationOf(context: GraphContext, operation: Operation | undefined): OperationNode | null {
  const account = operation && context.accounts.find(operation.account);
  return operation && account ? new OperationNode(account, operation) : null;
}

builder.objectType(OperationNode, {
  name: 'Operation',
  description:
    'One write through this gateway, from the first request with its idempotency key on. Kept until the gateway restarts.',
  interfaces: [NodeInterface],
  fields: (t) => ({
    id: t.id({ description: 'Global id.', resolve: (node) => node.id }),
    idempotencyKey: t.string({
      description:
        'The key of the input, or one made by the gateway ("auto-...") where the mutation does not ask for one.',
      resolve: ({ operation }) => operation.idempotencyKey,
    }),
    kind: t.field({
      type: OperationKindEnum,
      description: 'What was to be written.',
      resolve: ({ operation }) => operationKindOf(operation.kind),
    }),
    state: t.field({
      type: OperationStateEnum,
      description: 'How far it has come.',
      resolve: ({ operation }) => operation.state,
    }),
    delivery: t.field({
      type: DeliveryEnum,
      description: 'How far a lost answer can be settled for this kind of write.',
      resolve: ({ operation }) => deliveryOf(operation.delivery),
    }),
    account: t.field({
      type: AccountNode,
      description: 'Where it was written.',
      resolve: ({ account }) => new AccountNode(account),
    }),
  }),
});

builder.objectFields(OperationNode, (t) => ({
  client: t.field({
    type: ClientNode,
    nullable: true,
    description: 'The client that it is about; null for a sign-up without a result and for a client that is gone.',
    resolve: async ({ account, operation }, _args, context) => {
      if (operation.clientId === null) return null;
      const record = await context.loaders.of(account.name).clients.load(operation.clientId);
      return record && new ClientNode(account, record);
    },
  }),
  amount: t.field({
    type: MoneyType,
    nullable: true,
    description: 'The amount as it was asked for, above zero also for a charge; null where no money moves.',
    resolve: ({ operation }) => operation.amount,
  }),
  reason: t.string({
    nullable: true,
    description: 'The `reason` of the input.',
    resolve: ({ operation }) => operation.reason,
  }),
  attempts: t.field({
    type: [AttemptType],
    description: 'All tries, oldest first.',
    resolve: ({ operation }) => operation.attempts,
  }),
  createdAt: t.field({
    type: 'DateTime',
    description: 'When it was first asked for.',
    resolve: ({ operation }) => operation.createdAt,
  }),
  updatedAt: t.field({
    type: 'DateTime',
    description: 'When its state last changed.',
    resolve: ({ operation }) => operation.updatedAt,
  }),
}));

const OperationConnection = builder.connectionObject(
  {
    type: OperationNode,
    name: 'OperationConnection',
    description: 'A page of operations.',
    fields: (t) => ({
      nodes: t.field({
        type: [OperationNode],
        nullable: { list: false, items: true },
        description: NODES_DESCRIPTION,
        resolve: (connection) => connection.nodes as readonly OperationNode[],
      }),
      totalCount: t.int({
        nullable: true,
        description: 'Operations that match, on all pages.',
        resolve: (connection) => connection.totalCount,
      }),
    }),
  },
  { description: 'An operation and its place in the list.' },
);

const OperationWhere = builder.inputType('OperationWhere', {
  description: 'Which operations to list. Conditions are combined with AND.',
  fields: (t) => ({
    state: t.field({ type: OperationStateEnum, description: 'Only those in this state, such as UNKNOWN.' }),
    account: t.string({ description: 'Only those at the account of this name.' }),
    clientId: t.id({ description: 'Only those of the client with this global id.' }),
  }),
});

const newestFirst: Order<OperationNode> = {
  name: 'OPERATION',
  parts: [
    { kind: 'text', descending: true, of: ({ operation }) => operation.createdAt.toISOString() },
    { kind: 'text', descending: false, of: ({ operation }) => operation.id },
  ],
};

builder.queryFields((t) => ({
  operation: t.field({
    type: OperationNode,
    nullable: true,
    description:
      'One operation by idempotency key or by global id: what became of a write whose answer was lost on the way. Null when it is not known.',
    args: {
      idempotencyKey: t.arg.string({ description: 'The key that the mutation was sent with.' }),
      id: t.arg.id({ description: 'Global id of the operation.' }),
    },
    resolve: (_root, { idempotencyKey, id }, context) => {
      if ((idempotencyKey == null) === (id == null)) {
        throw new GatewayError('INVALID_INPUT', 'Give either `idempotencyKey` or `id`.', { field: ['idempotencyKey'] });
      }
      if (idempotencyKey != null) return operationOf(context, context.journal.byKey(idempotencyKey));
      const decoded = decodeGlobalId(id!);
      const operationId = decoded?.typename === 'Operation' ? decoded.parts[0] : undefined;
      if (operationId !== undefined) return operationOf(context, context.journal.byId(operationId));
      throw new GatewayError('INVALID_INPUT', 'This is not the id of an operation.', { field: ['id'] });
    },
  }),
  operations: t.field({
    type: OperationConnection,
    description: 'Writes through this gateway since it was started, newest first.',
    args: {
      ...t.arg.connectionArgs(),
      where: t.arg({ type: OperationWhere, description: 'Which ones; all when left out.' }),
    },
    resolve: (_root, { where, ...args }, context) => {
      const client = where?.clientId == null ? null : decodeGlobalId(where.clientId);
      const matching = context.journal
        .all()
        .filter(
          (operation) =>
            (where?.state == null || operation.state === where.state) &&
            (where?.account == null || operation.account === where.account) &&
            (where?.clientId == null ||
              (operation.account === client?.account && operation.clientId === client.parts[0])),
        );
      const nodes = matching.map((operation) => operationOf(context, operation)).filter((node) => node !== null);
      return page(nodes, newestFirst, args, context.limits.maxPageSize);
    },
  }),
}));
