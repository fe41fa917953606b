/** `Charge.operation` and `Deposit.operation`: the write that has made an entry, known by its mark. */
import { builder } from './builder.ts';
import type { GraphContext } from './context.ts';
import { ChargeNode, DepositNode, OperationNode } from './nodes.ts';
import { operationOf } from './operation.ts';
import { ownOperation } from './operations.ts';

const description =
  'The write through this gateway that has made the entry, found in the journal by its mark; null for every other entry. Costs no upstream call.';

async function madeBy(
  { client, row }: ChargeNode | DepositNode,
  _args: unknown,
  context: GraphContext,
): Promise<OperationNode | null> {
  if (row.mark === null) return null;
  const operation = await context.journal.byMark(client.account.name, row.mark);
  return operationOf(context, ownOperation(context, operation));
}

builder.objectField(ChargeNode, 'operation', (t) =>
  t.field({
    calls: 'nothing',
    type: OperationNode,
    requires: ['operations:read'],
    nullable: true,
    description,
    resolve: madeBy,
  }),
);

builder.objectField(DepositNode, 'operation', (t) =>
  t.field({
    calls: 'nothing',
    type: OperationNode,
    requires: ['operations:read'],
    nullable: true,
    description,
    resolve: madeBy,
  }),
);
