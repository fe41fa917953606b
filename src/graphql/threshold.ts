/** `BalanceThreshold`, and `setClientThreshold`. */
import { thresholdMeasures, type ThresholdMeasure, type ThresholdRecord } from '../providers/records.ts';
import { builder } from './builder.ts';
import { MoneyType } from './money.ts';
import { ClientNode, moneyAt } from './nodes.ts';
import { clientPayload, commonFields, inputTexts } from './payload.ts';
import { clientOf, refused, runWrite } from './write.ts';

interface ClientThreshold {
  readonly client: ClientNode;
  readonly record: ThresholdRecord;
}

const measureDescriptions: Readonly<Record<ThresholdMeasure, string>> = {
  BALANCE: 'The balance (VoIP.ms).',
  AVAILABLE: 'The balance and the credit limit together (Sippy).',
};

const MeasureEnum = builder.enumType('ThresholdMeasure', {
  description: 'What has to fall below a threshold.',
  values: Object.fromEntries(
    thresholdMeasures.map((measure) => [measure, { description: measureDescriptions[measure] }]),
  ) as Record<ThresholdMeasure, { description: string }>,
});

const ThresholdType = builder.objectRef<ClientThreshold>('BalanceThreshold');

ThresholdType.implement({
  requires: ['clients:read'],
  description: 'The figure below which the upstream sends a warning.',
  fields: (t) => ({
    amount: t.field({
      type: MoneyType,
      description: 'A warning is sent when what `measure` names falls below it.',
      resolve: ({ client, record }) => moneyAt(client.account, record.amount, client.record.currency),
    }),
    measure: t.field({
      type: MeasureEnum,
      description: 'What the upstream compares with it.',
      resolve: ({ record }) => record.measure,
    }),
    email: t.string({
      personal: true,
      nullable: true,
      description: 'Where the warning goes; null when no address is set.',
      resolve: ({ record }) => record.email,
    }),
  }),
});

builder.objectField(ClientNode, 'threshold', (t) =>
  t.field({
    calls: { reads: ['thresholds'] },
    type: ThresholdType,
    nullable: true,
    description:
      'Low-balance warning. Null when the client has none, or the provider knows no such thing. Costs one upstream call a client.',
    resolve: async (client, _args, context) => {
      const loaders = context.loaders.of(client.account.name);
      if (!loaders.has('thresholds')) return null;
      const record = await loaders.thresholds.load(client.record.upstreamId);
      return record && { client, record };
    },
  }),
);

const SetClientThresholdInput = builder.inputType('SetClientThresholdInput', {
  description: 'A new low-balance threshold.',
  fields: (t) => ({
    clientId: t.id({ required: true, description: inputTexts.clientId }),
    amount: t.field({
      type: 'Decimal',
      required: true,
      description: "The threshold in the account's currency (VoIP.ms: 1 to 250).",
    }),
    email: t.string({ description: 'Where the warning is to go; stays as it is when left out.' }),
    ...commonFields(t, false),
  }),
});

builder.mutationField('setClientThreshold', (t) =>
  t.field({
    calls: { writes: 'setClientThreshold' },
    requires: ['clients:write'],
    type: clientPayload('SetClientThresholdPayload', 'What became of a new threshold; `client.threshold` shows it.'),
    description: "Sets a client's low-balance threshold. A repetition changes nothing.",
    args: { input: t.arg({ type: SetClientThresholdInput, required: true, description: 'Which threshold.' }) },
    resolve: (_root, { input }, context) => {
      const target = clientOf(context, input.clientId);
      if ('problem' in target) return refused(null, null, [target.problem]);
      const { account, clientId } = target;
      const { amount, email = null } = input;
      return runWrite(context, {
        kind: 'setClientThreshold',
        account,
        clientId,
        common: input,
        input: { clientId, amount, email },
      });
    },
  }),
);
