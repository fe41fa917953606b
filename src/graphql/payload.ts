/** What all mutation payloads and inputs share. */
import type { Account } from '../accounts.ts';
import type { PlannedRequest } from '../providers/provider.ts';
import { builder, type InputFields } from './builder.ts';
import { DeliveryEnum, deliveryOf } from './capability.ts';
import type { GraphContext } from './context.ts';
import { ClientNode, OperationNode } from './nodes.ts';
import { operationOf } from './operation.ts';
import { UserErrorInterface } from './userError.ts';
import type { Plan, WriteOutcome } from './write.ts';

const ParameterType = builder.objectRef<PlannedRequest['parameters'][number]>('UpstreamParameter');

ParameterType.implement({
  description: 'A parameter of an upstream request.',
  fields: (t) => ({
    name: t.string({ description: "The upstream's name of it.", resolve: (parameter) => parameter.name }),
    value: t.string({
      description: 'Its value as it would be sent; "[redacted]" for a secret.',
      resolve: (parameter) => parameter.value,
    }),
  }),
});

const RequestType = builder.objectRef<PlannedRequest>('UpstreamRequest');

RequestType.implement({
  description: 'A request that a mutation would send to the upstream.',
  fields: (t) => ({
    function: t.string({
      description: 'The upstream\'s function, such as "addCharge".',
      resolve: (request) => request.function,
    }),
    parameters: t.field({
      type: [ParameterType],
      description: 'Its parameters in order, without those that authenticate.',
      resolve: (request) => request.parameters,
    }),
  }),
});

const PlanType = builder.objectRef<Plan>('UpstreamPlan');

PlanType.implement({
  description: 'What a mutation would do. Only a dry run answers with it, and a dry run writes nothing.',
  fields: (t) => ({
    requests: t.field({
      type: [RequestType],
      description: 'The requests that would be sent, in order.',
      resolve: (plan) => plan.requests,
    }),
    delivery: t.field({
      type: DeliveryEnum,
      description: 'How far a lost answer could be settled.',
      resolve: (plan) => deliveryOf(plan.delivery),
    }),
    rehearsed: t.boolean({
      description:
        'True when the upstream has checked the request in a dry run of its own, as VoIP.ms does for charges and payments.',
      resolve: (plan) => plan.rehearsed,
    }),
  }),
});

/** Reads the client that a mutation was about; null when there is none. */
export async function readClient(
  context: GraphContext,
  account: Account | null,
  clientId: string | null,
): Promise<ClientNode | null> {
  if (account === null || clientId === null) return null;
  const record = await context.loaders.of(account.name).clients.load(clientId);
  return record && new ClientNode(account, record);
}

/** The interface of all payloads. */
export const PayloadInterface = builder.interfaceRef<WriteOutcome>('MutationPayload');

PayloadInterface.implement({
  description: 'What every mutation answers.',
  fields: (t) => ({
    operation: t.field({
      type: OperationNode,
      nullable: true,
      description:
        'The journaled write. Null when nothing was sent because the input was refused, and for a dry run. Look at its `state`: UNKNOWN is neither success nor failure.',
      resolve: (outcome, _args, context) => operationOf(context, outcome.operation ?? undefined),
    }),
    plan: t.field({
      type: PlanType,
      nullable: true,
      description: 'What would be done; null unless it was a dry run.',
      resolve: (outcome) => outcome.plan,
    }),
    userErrors: t.field({
      type: [UserErrorInterface],
      description:
        'Why it was not done, every problem of the input at once. Empty when it was done, or could be (dry run).',
      resolve: (outcome) => outcome.userErrors,
    }),
  }),
});

/** Defines a payload type with a field `client`, which is read again after the write when it is asked for. */
export function clientPayload(name: string, description: string) {
  return builder.objectRef<WriteOutcome>(name).implement({
    description,
    interfaces: [PayloadInterface],
    fields: (t) => ({
      client: t.field({
        type: ClientNode,
        nullable: true,
        description: 'The client as it is now. Null when it does not exist. Costs one upstream call.',
        resolve: (outcome, _args, context) => readClient(context, outcome.account, outcome.clientId),
      }),
    }),
  });
}

/** Texts of the input fields that every mutation shares. */
export const inputTexts = {
  clientId: 'Global id of the client.',
  key: 'A key of your own choice for this one intention, such as a UUID, 1 to 200 visible ASCII characters. The same key with the same input is sent once, however often it is asked for.',
  optionalKey: 'As for other mutations; one is made when left out, since a repetition changes nothing.',
  reason: 'Why it is done, kept with the operation; at most 500 characters.',
  dryRun: 'True: check everything and answer with `plan`, but write nothing.',
} as const;

/** The fields that end every mutation's input. `needsKey`: money moves or something is created. */
export function commonFields<NeedsKey extends boolean>(t: InputFields, needsKey: NeedsKey) {
  return {
    idempotencyKey: t.string({
      required: needsKey,
      description: needsKey ? inputTexts.key : inputTexts.optionalKey,
    }),
    reason: t.string({ description: inputTexts.reason }),
    dryRun: t.boolean({ defaultValue: false, description: inputTexts.dryRun }),
  };
}
