/** `updateClient` and `deleteClient`. */
import type { ProfileInput } from '../providers/records.ts';
import { builder } from './builder.ts';
import { clientPayload, commonFields, inputTexts, PayloadInterface } from './payload.ts';
import { clientOf, refused, runWrite, type WriteOutcome } from './write.ts';

const AddressChange = builder.inputType('AddressChangeInput', {
  description: 'Changes of an address. What is left out stays as it is; null clears it.',
  fields: (t) => ({
    street: t.string({ description: 'Street and number.' }),
    city: t.string({ description: 'Town or city; null clears it.' }),
    state: t.string({ description: 'State or province.' }),
    postalCode: t.string({ description: 'Postal or ZIP code.' }),
    country: t.string({ description: 'ISO 3166-1 alpha-2, one of `ResellerAccount.countries`.' }),
  }),
});

const UpdateClientInput = builder.inputType('UpdateClientInput', {
  description: 'Changes of a client. What is left out stays as it is; null clears what may be empty.',
  fields: (t) => ({
    clientId: t.id({ required: true, description: inputTexts.clientId }),
    company: t.string({ description: 'Name of the business; null clears it.' }),
    firstName: t.string({ description: 'First name; cannot be cleared.' }),
    lastName: t.string({ description: 'Last name; cannot be cleared.' }),
    email: t.string({ description: 'E-mail address, unique at the account; cannot be cleared.' }),
    phoneNumber: t.string({ description: 'Contact number; cannot be cleared.' }),
    address: t.field({ type: AddressChange, description: 'Changes of the address.' }),
    balanceManagement: t.string({ description: 'Code of one of `ResellerAccount.balanceManagementOptions`.' }),
    password: t.string({
      description:
        'A new password for the client. When left out the client keeps the old one. It is sent to the upstream and kept nowhere.',
    }),
    ...commonFields(t, false),
  }),
});

type Changes = Omit<ProfileInput, 'clientId' | 'password'>;

/** Only what is there: a member that was left out must stay absent, since null means "clear". */
function present<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}

builder.mutationField('updateClient', (t) =>
  t.field({
    calls: { writes: 'updateClient' },
    requires: ['clients:write'],
    type: clientPayload('UpdateClientPayload', 'What became of the changes; `client` shows them.'),
    description:
      "Changes a client's profile. Where the upstream takes only the whole profile, it is read first and sent back with the changes, so nothing that is not named is lost.",
    args: { input: t.arg({ type: UpdateClientInput, required: true, description: 'Which changes.' }) },
    resolve: (_root, { input }, context) => {
      const target = clientOf(context, input.clientId);
      if ('problem' in target) return refused(null, null, [target.problem]);
      const { account, clientId } = target;
      const { company, firstName, lastName, email, phoneNumber, balanceManagement, password, address } = input;
      const changes = { company, firstName, lastName, email, phoneNumber, balanceManagement, ...address };
      return runWrite(context, {
        kind: 'updateClient',
        account,
        clientId,
        common: input,
        input: { clientId, ...(present(changes) as Changes), ...(password != null && { password }) },
      });
    },
  }),
);

const DeleteClientInput = builder.inputType('DeleteClientInput', {
  description: 'A client to be deleted.',
  fields: (t) => ({
    clientId: t.id({ required: true, description: inputTexts.clientId }),
    ...commonFields(t, false),
  }),
});

interface DeleteOutcome extends WriteOutcome {
  readonly id: string;
}

const DeleteClientPayload = builder.objectRef<DeleteOutcome>('DeleteClientPayload').implement({
  requires: [],
  description: 'What became of a deletion.',
  interfaces: [PayloadInterface],
  fields: (t) => ({
    deletedClientId: t.id({
      nullable: true,
      description: 'Global id of the client that is gone; null unless the operation has SUCCEEDED.',
      resolve: ({ id, operation }) => (operation?.state === 'SUCCEEDED' ? id : null),
    }),
  }),
});

builder.mutationField('deleteClient', (t) =>
  t.field({
    calls: { writes: 'deleteClient' },
    requires: ['clients:write'],
    type: DeleteClientPayload,
    description: 'Deletes a client at the upstream, for good. The upstream may refuse while the client has services.',
    args: { input: t.arg({ type: DeleteClientInput, required: true, description: 'Which client.' }) },
    resolve: async (_root, { input }, context) => {
      const id = input.clientId;
      const target = clientOf(context, id);
      if ('problem' in target) return { ...refused(null, null, [target.problem]), id };
      const { account, clientId } = target;
      return {
        ...(await runWrite(context, { kind: 'deleteClient', account, clientId, common: input, input: { clientId } })),
        id,
      };
    },
  }),
);
