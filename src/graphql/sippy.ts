/** `Client.sippy`, and the mutations that take every attribute of a Sippy client. */
import {
  sippyAttributes,
  sippyRights,
  type SippyAttributeName,
  type SippyAttributes,
  type SippyRight,
} from '../providers/sippy-attributes.ts';
import { builder, type InputFields } from './builder.ts';
import { ClientNode } from './nodes.ts';
import { clientPayload, commonFields, inputTexts } from './payload.ts';
import { refusalsOfBalance, refusalsOfCredit } from './sippyMoney.ts';
import { SignupClientPayload, signUp } from './signup.ts';
import { clientOf, refused, runWrite } from './write.ts';

const rightDescriptions: Readonly<Record<SippyRight, string>> = {
  ADD: 'May create.',
  EDIT: 'May change.',
  DELETE: 'May delete.',
};

const SippyRightEnum = builder.enumType('SippyRight', {
  description: 'What may be done with the objects of one kind.',
  values: Object.fromEntries(sippyRights.map((right) => [right, { description: rightDescriptions[right] }])) as Record<
    SippyRight,
    { description: string }
  >,
});

const names = Object.keys(sippyAttributes) as readonly SippyAttributeName[];

/** GraphQL type of an attribute, by its kind. */
const typeOf = {
  text: 'String',
  secret: 'String',
  int: 'Int',
  decimal: 'Decimal',
  boolean: 'Boolean',
  flag: 'Boolean',
  rights: [SippyRightEnum],
} as const;

const SippyClientType = builder.objectRef<SippyAttributes>('SippyClient');

SippyClientType.implement({
  requires: ['clients:read'],
  description:
    'Every attribute that a Sippy switch tells of a client; null for one that is empty or that the switch does not tell. Passwords are not among them.',
  fields: (t) => {
    const shown = names.filter((name) => sippyAttributes[name].kind !== 'secret');
    const fields = shown.map((name) => {
      const { kind, description } = sippyAttributes[name];
      const resolve = (attributes: SippyAttributes) => attributes[name] as never;
      const personal = 'personal' in sippyAttributes[name];
      const type = typeOf[kind] as 'String';
      return [name, t.field({ type, nullable: true, personal, description, resolve })] as const;
    });
    return Object.fromEntries(fields);
  },
});

builder.objectField(ClientNode, 'sippy', (t) =>
  t.field({
    calls: { reads: ['sippyProfiles'] },
    type: SippyClientType,
    nullable: true,
    description:
      'What only Sippy tells; null for a client of another provider. Costs one upstream call a client, which the fields of the address share.',
    resolve: (client, _args, context) => {
      const loaders = context.loaders.of(client.account.name);
      return loaders.has('sippyProfiles') ? loaders.sippyProfiles.load(client.upstreamId) : null;
    },
  }),
);

/** One input field for each attribute. Pothos cannot follow a loop, so the values get their type from the table. */
function attributeFields(t: InputFields, required: readonly SippyAttributeName[]) {
  const fields = names.map((name) => {
    const { kind, description } = sippyAttributes[name];
    return [name, t.field({ type: typeOf[kind] as 'String', required: required.includes(name), description })] as const;
  });
  return Object.fromEntries(fields);
}

/** The attributes among the members of an input; those that were left out stay absent. */
function attributesOf(input: object): SippyAttributes {
  const given = Object.entries(input).filter(
    ([name, value]) => Object.hasOwn(sippyAttributes, name) && value !== undefined,
  );
  return Object.fromEntries(given);
}

const SignupSippyClientInput = builder.inputType('SignupSippyClientInput', {
  description: 'A new client at a Sippy account. What is left out gets the default of the switch.',
  fields: (t) => ({
    account: t.string({ required: true, description: 'Name of the account that the client is to belong to.' }),
    initialBalance: t.field({
      type: 'Decimal',
      description:
        'Positive: the client begins with funds; negative: with a debt. None when left out. Any but zero needs the scope `payments:write`, and is refused to a caller with money limits.',
    }),
    ...attributeFields(t, ['name', 'webPassword']),
    ...commonFields(t, true),
  }),
});

const UpdateSippyClientInput = builder.inputType('UpdateSippyClientInput', {
  description:
    'Changes of a Sippy client. What is left out stays as it is; null empties a text, or stands for "unlimited" or "own tariff" where the description says so.',
  fields: (t) => ({
    clientId: t.id({ required: true, description: inputTexts.clientId }),
    ...attributeFields(t, []),
    ...commonFields(t, false),
  }),
});

/** What every attribute input has besides the attributes, which the loop hides from the types. */
interface Common {
  readonly idempotencyKey?: string | null;
  readonly reason?: string | null;
  readonly dryRun?: boolean | null;
}

builder.mutationFields((t) => ({
  signupSippyClient: t.field({
    calls: { writes: 'signupSippyClient' },
    requires: ['signups:write'],
    type: SignupClientPayload,
    description:
      'Creates a client at a Sippy account. Its name is unique, so that a repetition after a lost answer is refused rather than applied; when the answer is lost, the operation is UNKNOWN.',
    args: { input: t.arg({ type: SignupSippyClientInput, required: true, description: 'Who is to be signed up.' }) },
    resolve: (_root, { input }, context) => {
      const given = input as typeof input & Common & { readonly name: string; readonly webPassword: string };
      const { name, webPassword, initialBalance = null } = given;
      const attributes = { ...attributesOf(input), name, webPassword };
      return signUp(context, 'signupSippyClient', given, { attributes, initialBalance }, async () => [
        ...refusalsOfBalance(context.caller, initialBalance),
        ...(await refusalsOfCredit(context, attributes, async () => null)),
      ]);
    },
  }),
  updateSippyClient: t.field({
    calls: { writes: 'updateSippyClient' },
    requires: ['clients:write'],
    type: clientPayload('UpdateSippyClientPayload', 'What became of the changes; `client` shows them.'),
    description: 'Changes any attribute of a Sippy client. Only what is named is sent.',
    args: { input: t.arg({ type: UpdateSippyClientInput, required: true, description: 'Which changes.' }) },
    resolve: (_root, { input }, context) => {
      const target = clientOf(context, input.clientId);
      if ('problem' in target) return refused(null, null, [target.problem]);
      const { account, clientId } = target;
      const attributes = attributesOf(input);
      const kind = 'updateSippyClient' as const;
      const granted = async () => {
        const held = await context.loaders.of(account.name).sippyProfiles.load(clientId);
        return held?.creditLimit ?? null;
      };
      const refusals = () => refusalsOfCredit(context, attributes, granted);
      return runWrite(context, { kind, account, clientId, common: input, input: { clientId, attributes }, refusals });
    },
  }),
}));
