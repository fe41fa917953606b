/** `signupVoipmsClient`, and what only VoIP.ms tells of a client. */
import { builder } from './builder.ts';
import { ClientNode } from './nodes.ts';
import { clientPayload, inputTexts } from './payload.ts';
import { refused, runWrite } from './write.ts';

const VoipmsClientType = builder.objectRef<ClientNode>('VoipmsClient');

VoipmsClientType.implement({
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

const SignupAddress = builder.inputType('SignupAddressInput', {
  description: 'The address of a new client.',
  fields: (t) => ({
    street: t.string({ required: true, description: 'Street and number.' }),
    city: t.string({ required: true, description: 'Town or city.' }),
    state: t.string({ required: true, description: 'State or province.' }),
    postalCode: t.string({ required: true, description: 'Postal or ZIP code.' }),
    country: t.string({ required: true, description: 'ISO 3166-1 alpha-2, one of `ResellerAccount.countries`.' }),
  }),
});

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
    idempotencyKey: t.string({ required: true, description: inputTexts.key }),
    reason: t.string({ description: inputTexts.reason }),
    dryRun: t.boolean({ defaultValue: false, description: inputTexts.dryRun }),
  }),
});

builder.mutationField('signupVoipmsClient', (t) =>
  t.field({
    type: clientPayload('SignupClientPayload', 'What became of a sign-up; `client` is the new client.'),
    description:
      'Creates a client at a VoIP.ms account. When the answer is lost, the operation is UNKNOWN; look for the e-mail address before you try again.',
    args: { input: t.arg({ type: SignupVoipmsClientInput, required: true, description: 'Who is to be signed up.' }) },
    resolve: (_root, { input }, context) => {
      const account = context.accounts.find(input.account);
      if (account === undefined) {
        const message = 'No configured account has this name; `accounts` lists them.';
        return refused(null, null, [{ code: 'NOT_FOUND', message, field: ['account'] }]);
      }
      const { firstName, lastName, phoneNumber, email, emailConfirmation, password, passwordConfirmation } = input;
      const { company = null, balanceManagement = null, activate } = input;
      return runWrite(context, {
        kind: 'signupVoipmsClient',
        account,
        clientId: null,
        common: input,
        input: {
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
        },
        createdClientId: ({ clientId }) => clientId,
      });
    },
  }),
);
