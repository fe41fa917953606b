/** `signupLogicboxesClient`. */
import type { LogicboxesPhone, SignupLogicboxesInput } from '../providers/records-logicboxes.ts';
import { builder } from './builder.ts';
import { commonFields } from './payload.ts';
import { SignupClientPayload, signUp } from './signup.ts';

const PhoneInput = builder.inputType('LogicboxesPhoneInput', {
  description: 'A phone number in two parts.',
  fields: (t) => ({
    countryCode: t.string({ required: true, description: 'Dialling code of the country, one to three digits.' }),
    number: t.string({ required: true, description: 'The rest of the number, four to twelve digits.' }),
  }),
});

const AddressInput = builder.inputType('LogicboxesAddressInput', {
  description: 'The address of a new LogicBoxes client.',
  fields: (t) => ({
    lines: t.stringList({ required: true, description: 'Street address, one to three lines.' }),
    city: t.string({ required: true, description: 'Town or city.' }),
    state: t.string({ description: 'State or province; left out where there is none.' }),
    postalCode: t.string({ required: true, description: 'Postal or ZIP code.' }),
    country: t.string({ required: true, description: 'ISO 3166-1 alpha-2.' }),
  }),
});

const SignupLogicboxesClientInput = builder.inputType('SignupLogicboxesClientInput', {
  description: 'A new client at a LogicBoxes account.',
  fields: (t) => ({
    account: t.string({ required: true, description: 'Name of the account that the client is to belong to.' }),
    email: t.string({ required: true, description: 'E-mail address, which is the user name; must not be in use.' }),
    password: t.string({
      required: true,
      description:
        'Password of the control panel: 9 to 16 characters with a small letter, a capital, a digit and one of ~*!@$#%_+.?:,{}. It is sent to the upstream and kept nowhere.',
    }),
    name: t.string({ required: true, description: 'Name of the contact person.' }),
    company: t.string({ required: true, description: 'Name of the business.' }),
    address: t.field({ type: AddressInput, required: true, description: 'Where the client is.' }),
    phone: t.field({ type: PhoneInput, required: true, description: 'Number to call.' }),
    alternatePhone: t.field({ type: PhoneInput, description: 'Another number to call.' }),
    mobile: t.field({ type: PhoneInput, description: 'Number of a mobile phone.' }),
    fax: t.field({ type: PhoneInput, description: 'Number for telefax.' }),
    language: t.string({ defaultValue: 'en', description: 'Language of control panel and e-mails, two letters.' }),
    smsConsent: t.boolean({ description: 'Whether the client agrees to text messages.' }),
    marketingConsent: t.boolean({ description: 'Whether the client agrees to e-mails with offers.' }),
    acceptPolicy: t.boolean({ description: 'Whether the client has accepted the terms.' }),
    vatId: t.string({ description: 'Number for value added tax.' }),
    ...commonFields(t, true),
  }),
});

type Given = typeof SignupLogicboxesClientInput.$inferInput;

const phoneOrNull = (phone: LogicboxesPhone | null | undefined): LogicboxesPhone | null => phone ?? null;

function toInput({ address, ...input }: Given): SignupLogicboxesInput {
  return {
    email: input.email,
    password: input.password,
    name: input.name,
    company: input.company,
    addressLines: address.lines,
    city: address.city,
    state: address.state ?? null,
    country: address.country,
    postalCode: address.postalCode,
    phone: input.phone,
    alternatePhone: phoneOrNull(input.alternatePhone),
    mobile: phoneOrNull(input.mobile),
    fax: phoneOrNull(input.fax),
    language: input.language ?? 'en',
    smsConsent: input.smsConsent ?? null,
    marketingConsent: input.marketingConsent ?? null,
    acceptPolicy: input.acceptPolicy ?? null,
    vatId: input.vatId ?? null,
  };
}

builder.mutationField('signupLogicboxesClient', (t) =>
  t.field({
    calls: { writes: 'signupLogicboxesClient' },
    requires: ['signups:write'],
    type: SignupClientPayload,
    description:
      'Creates a client at a LogicBoxes account. The e-mail address is unique, so that a repetition after a lost answer is refused rather than applied; when the answer is lost, the operation is UNKNOWN.',
    args: {
      input: t.arg({ type: SignupLogicboxesClientInput, required: true, description: 'Who is to be signed up.' }),
    },
    resolve: (_root, { input }, context) => signUp(context, 'signupLogicboxesClient', input, toInput(input)),
  }),
);
