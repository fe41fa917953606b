/** `suspendClient` and `resumeClient`. */
import { builder, type InputFields } from './builder.ts';
import type { GraphContext } from './context.ts';
import { clientPayload, commonFields, inputTexts } from './payload.ts';
import { clientOf, refused, runWrite, type CommonInput, type WriteOutcome } from './write.ts';

const ClientStatusPayload = clientPayload(
  'ClientStatusPayload',
  'What became of a suspension or of its end; `client` shows the status where the provider tells it.',
);

function fields(t: InputFields) {
  return {
    clientId: t.id({ required: true, description: inputTexts.clientId }),
    service: t.string({
      description:
        'Only for a provider that suspends by service (Freeside): "user@domain". May be left out when the client has only one.',
    }),
    ...commonFields(t, false),
  };
}

const SuspendClientInput = builder.inputType('SuspendClientInput', {
  description: 'Whom to shut out. The upstream is told the `reason` where it takes one (LogicBoxes).',
  fields,
});

const ResumeClientInput = builder.inputType('ResumeClientInput', { description: 'Whom to let in again.', fields });

interface Given extends CommonInput {
  readonly clientId: string;
  readonly service?: string | null | undefined;
}

function change(
  context: GraphContext,
  kind: 'suspendClient' | 'resumeClient',
  input: Given,
): Promise<WriteOutcome> | WriteOutcome {
  const target = clientOf(context, input.clientId);
  if ('problem' in target) return refused(null, null, [target.problem]);
  const { account, clientId } = target;
  const { service = null, reason = null } = input;
  return runWrite(context, { kind, account, clientId, common: input, input: { clientId, service, reason } });
}

builder.mutationFields((t) => ({
  suspendClient: t.field({
    calls: { writes: 'suspendClient' },
    requires: ['clients:write'],
    type: ClientStatusPayload,
    description: 'Shuts a client out from the services until `resumeClient`. One that is shut out already stays so.',
    args: { input: t.arg({ type: SuspendClientInput, required: true, description: 'Whom to suspend.' }) },
    resolve: (_root, { input }, context) => change(context, 'suspendClient', input),
  }),
  resumeClient: t.field({
    calls: { writes: 'resumeClient' },
    requires: ['clients:write'],
    type: ClientStatusPayload,
    description: 'Ends a suspension. A client that is not suspended stays as it is.',
    args: { input: t.arg({ type: ResumeClientInput, required: true, description: 'Whose suspension ends.' }) },
    resolve: (_root, { input }, context) => change(context, 'resumeClient', input),
  }),
}));
