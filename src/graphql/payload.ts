/** What all mutation payloads and inputs share. */
import type { Account } from '../accounts.ts';
import { builder, type InputFields } from './builder.ts';
import type { GraphContext } from './context.ts';
import { ClientNode, OperationNode } from './nodes.ts';
import { operationOf } from './operation.ts';
import { PlanType } from './plan.ts';
import { UserErrorCode, UserErrorInterface } from './userError.ts';
import type { Warning, WriteOutcome } from './write.ts';

const WarningType = builder.objectRef<Warning>('WriteWarning');

WarningType.implement({
  requires: [],
  description: 'Something that the caller should know although the write went its way.',
  fields: (t) => ({
    code: t.field({
      type: UserErrorCode,
      description: 'The reason, for programs; PREDECESSOR_UNKNOWN so far.',
      resolve: (warning) => warning.code,
    }),
    message: t.string({
      description: 'The reason and the remedy, for people. The wording may change.',
      resolve: (warning) => warning.message,
    }),
    operation: t.field({
      calls: 'nothing',
      type: OperationNode,
      nullable: true,
      description: 'The operation that it is about; null when its account is no longer configured.',
      resolve: (warning, _args, context) => operationOf(context, warning.operation),
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
  requires: [],
  description: 'What every mutation answers.',
  fields: (t) => ({
    operation: t.field({
      calls: 'nothing',
      type: OperationNode,
      nullable: true,
      description:
        'The journaled write. Null when nothing was sent because the input was refused, and for a dry run. Look at its `state`: UNKNOWN is neither success nor failure.',
      resolve: (outcome, _args, context) => operationOf(context, outcome.operation),
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
    warnings: t.field({
      entries: 50,
      type: [WarningType],
      description:
        'What the caller should know besides: earlier writes of money for the same client whose outcome is unknown. Where the gateway is set to refuse, they stand in `userErrors` as well.',
      resolve: (outcome) => outcome.warnings,
    }),
  }),
});

/** Defines a payload type with a field `client`, which is read again after the write when it is asked for. */
export function clientPayload(name: string, description: string) {
  return builder.objectRef<WriteOutcome>(name).implement({
    requires: [],
    description,
    interfaces: [PayloadInterface],
    fields: (t) => ({
      client: t.field({
        calls: { reads: ['clients'] },
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
