/** `operation`, `operations` and `operationChanged`: the journal, read. */
import { actorOf } from '../access/caller.ts';
import { GatewayError } from '../errors.ts';
import { decodeGlobalId } from '../ids.ts';
import type { Operation } from '../journal/operation.ts';
import type { OperationFilter } from '../journal/store.ts';
import { builder, NODES_DESCRIPTION } from './builder.ts';
import type { GraphContext } from './context.ts';
import { OperationNode } from './nodes.ts';
import { operationOf, OperationStateEnum } from './operation.ts';
import { OperationPage } from './operationPage.ts';

/** The operation, unless it belongs to another tenant. */
export function ownOperation(context: GraphContext, operation: Operation | null): Operation | null {
  return operation?.caller === context.caller.tenant ? operation : null;
}

/** The operation with a global id, as the journal has it. Throws INVALID_INPUT for the id of something else. */
export async function operationById(context: GraphContext, id: string): Promise<Operation | null> {
  const decoded = decodeGlobalId(id);
  const operationId = decoded?.typename === 'Operation' ? decoded.parts[0] : undefined;
  if (operationId !== undefined) return ownOperation(context, await context.journal.byId(operationId));
  throw new GatewayError('INVALID_INPUT', 'This is not the id of an operation.', { field: ['id'] });
}

const OperationConnection = builder.connectionObject(
  {
    type: OperationNode,
    name: 'OperationConnection',
    requires: ['operations:read'],
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
        resolve: (connection) => (connection as unknown as OperationPage).count(),
      }),
    }),
  },
  { requires: ['operations:read'], description: 'An operation and its place in the list.' },
);

const OperationWhere = builder.inputType('OperationWhere', {
  description: 'Which operations to list. Conditions are combined with AND.',
  fields: (t) => ({
    state: t.field({ type: OperationStateEnum, description: 'Only those in this state, such as UNKNOWN.' }),
    states: t.field({ type: [OperationStateEnum], description: 'Only those in one of these states.' }),
    account: t.string({ description: 'Only those at the account of this name.' }),
    clientId: t.id({ description: 'Only those of the client with this global id.' }),
    from: t.field({ type: 'DateTime', description: 'Only those that were first asked for at this moment or later.' }),
    to: t.field({ type: 'DateTime', description: 'Only those that were first asked for before this moment.' }),
  }),
});

/** The filter; null when no operation can match. */
function filterOf(context: GraphContext, where: typeof OperationWhere.$inferInput): OperationFilter | null {
  const { account, clientId, state, states, from, to } = where;
  const client = clientId == null ? null : decodeGlobalId(clientId);
  if (clientId != null && (client?.typename !== 'Client' || client.parts[0] === undefined)) {
    throw new GatewayError('INVALID_INPUT', 'This is not the id of a client.', { field: ['where', 'clientId'] });
  }
  if (client && account != null && account !== client.account) return null;
  const asked = state == null ? states : states == null ? [state] : states.filter((one) => one === state);
  const accountName = client?.account ?? account;
  return {
    caller: context.caller.tenant,
    accounts: context.accounts.all.map(({ name }) => name),
    ...(accountName != null && { account: accountName }),
    ...(client && { clientId: client.parts[0]! }),
    ...(asked != null && { states: asked }),
    ...(from != null && { from }),
    ...(to != null && { to }),
  };
}

builder.queryFields((t) => ({
  operation: t.field({
    calls: { does: 'lookForOperation' },
    requires: ['operations:read'],
    type: OperationNode,
    nullable: true,
    description:
      "One operation by idempotency key or by global id: what became of a write whose answer was lost on the way. While it is UNKNOWN (or declared absent), it is looked for in the upstream's books, which costs upstream calls. Null when it is not known.",
    args: {
      idempotencyKey: t.arg.string({ description: 'The key that the mutation was sent with.' }),
      id: t.arg.id({ description: 'Global id of the operation.' }),
    },
    resolve: async (_root, { idempotencyKey, id }, context) => {
      if ((idempotencyKey == null) === (id == null)) {
        throw new GatewayError('INVALID_INPUT', 'Give either `idempotencyKey` or `id`.', { field: ['idempotencyKey'] });
      }
      const operation =
        id == null
          ? await context.journal.byKey(context.caller.tenant, idempotencyKey!)
          : await operationById(context, id);
      const account = operation && context.accounts.find(operation.account);
      if (operation === null || account == null) return null;
      const { scope } = context.loaders.of(account.name);
      return operationOf(context, await context.journal.asked(operation, actorOf(context.caller), scope));
    },
  }),
  operations: t.field({
    calls: 'nothing',
    requires: ['operations:read'],
    type: OperationConnection,
    description: 'Writes through this gateway, newest first.',
    args: {
      ...t.arg.connectionArgs(),
      where: t.arg({ type: OperationWhere, description: 'Which ones; all when left out.' }),
    },
    resolve: (_root, { where, ...args }, context) => OperationPage.read(context, filterOf(context, where ?? {}), args),
  }),
}));

builder.subscriptionFields((t) => ({
  operationChanged: t.field({
    calls: 'nothing',
    requires: ['operations:read'],
    type: OperationNode,
    description:
      'Each change of an operation from now on, made by any process of this gateway, as Server-Sent Events. Several changes in quick succession may come as one, with the last state.',
    args: {
      account: t.arg.string({ description: 'Only those at the account of this name.' }),
      id: t.arg.id({ description: 'Only the operation with this global id.' }),
    },
    subscribe: async (_root, { account, id }, context) => {
      const one = id == null ? null : await operationById(context, id);
      if (id != null && one === null)
        throw new GatewayError('NOT_FOUND', 'There is no such operation.', { field: ['id'] });
      return changesFor(context, account ?? null, one?.id ?? null);
    },
    resolve: (node) => node,
  }),
}));

/** The changes that the caller has asked for: of an account, of one operation (its id in the journal), or all. */
async function changesFor(
  context: GraphContext,
  account: string | null,
  id: string | null,
): Promise<AsyncIterable<OperationNode>> {
  const changes = await context.feed.listen();
  const wanted = (operation: Operation): OperationNode | null => {
    const node = operationOf(context, ownOperation(context, operation));
    if (node === null || (account !== null && node.account.name !== account)) return null;
    return id === null || operation.id === id ? node : null;
  };
  return filtered(changes, wanted);
}

/** An iterator of its own and not a generator, whose end would have to wait for the next change. */
function filtered<T, U>(
  source: AsyncIterableIterator<T, undefined>,
  pick: (value: T) => U | null,
): AsyncIterableIterator<U, undefined> {
  return {
    async next() {
      for (let step = await source.next(); !step.done; step = await source.next()) {
        const value = pick(step.value);
        if (value !== null) return { done: false, value };
      }
      return { done: true, value: undefined };
    },
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
