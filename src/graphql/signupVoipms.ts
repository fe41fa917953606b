/** `signupVoipmsClient`, and what only VoIP.ms tells of a client. */
import { builder } from './builder.ts';
import { ClientNode } from './nodes.ts';
import { commonFields } from './payload.ts';
import { SignupAddress, SignupClientPayload, signUp } from './signup.ts';

const VoipmsClientType = builder.objectRef<ClientNode>('VoipmsClient');

VoipmsClientType.implement({
  requires: ['clients:read'],
  description: 'What only VoIP.ms tells of a client.',
  fields: (t) => ({
    balanceManagementCode: t.string({
      nullable: true,
      description: 'The code behind `balanceManagement`, without the upstream call that its description costs.',
      resolve: ({ record }) => record.balanceManagement,
    }),
  }),
});

builder.objectField(ClientNode, 'voipms', (t) =>
  t.field({
    type: VoipmsClientType,
    nullable: true,
    description: 'What only VoIP.ms tells; null for a client of another provider.',
    resolve: (client) => (client.account.provider.kind === 'VOIPMS' ? client : null),
  }),
);

const SignupVoipmsClientInput = builder.inputType('SignupVoipmsClientInput', {
  description: 'A new client at a VoIP.ms account.',
  fields: (t) => ({
    account: t.string({ required: true, description: 'Name of the account that the client is to belong to.' }),
    firstName: t.string({ required: true, description: 'Given name of the contact person.' }),
    lastName: t.string({ required: true, description: 'Family name of the contact person.' }),
    company: t.string({ description: 'Name of the business; none when left out.' }),
    address: t.field({ type: SignupAddress, required: true, description: 'Postal address; all of it is required.' }),
    phoneNumber: t.string({ required: true, description: 'Contact number.' }),
    email: t.string({ required: true, description: 'E-mail address; must not be in use.' }),
    emailConfirmation: t.string({ required: true, description: 'The same address again.' }),
    password: t.string({
      required: true,
      description:
        "The client's portal password: at least 8 characters with a lower-case letter, a capital and a digit. It is sent to the upstream and kept nowhere.",
    }),
    passwordConfirmation: t.string({ required: true, description: 'The same password again.' }),
    activate: t.boolean({
      defaultValue: false,
      description: 'True: the client can use the services at once; false: it waits for activation in the portal.',
    }),
    balanceManagement: t.string({
      description: "Code of one of `ResellerAccount.balanceManagementOptions`; the upstream's default when left out.",
    }),
    ...commonFields(t, true),
  }),
});

builder.mutationField('signupVoipmsClient', (t) =>
  t.field({
    calls: { writes: 'signupVoipmsClient' },
    requires: ['signups:write'],
    type: SignupClientPayload,
    description:
      'Creates a client at a VoIP.ms account. When the answer is lost, the operation is UNKNOWN; look for the e-mail address before you try again.',
    args: { input: t.arg({ type: SignupVoipmsClientInput, required: true, description: 'Who is to be signed up.' }) },
    resolve: (_root, { input }, context) => {
      const { firstName, lastName, phoneNumber, email, emailConfirmation, password, passwordConfirmation } = input;
      const { company = null, balanceManagement = null, activate } = input;
      return signUp(context, 'signupVoipmsClient', input, {
        firstName,
        lastName,
        phoneNumber,
        email,
        emailConfirmation,
        password,
        passwordConfirmation,
        ...input.address,
        company,
        balanceManagement,
        activate: activate ?? false,
      });
    },
  }),
);
