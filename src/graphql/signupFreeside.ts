/** `signupFreesideClient`: person, billing, package and service in one. */
import {
  freesidePaymentMethods,
  type FreesidePaymentMethod,
  type SignupFreesideInput,
} from '../providers/records-freeside.ts';
import { builder } from './builder.ts';
import { commonFields } from './payload.ts';
import { SignupClientPayload, signUp } from './signup.ts';

const methodDescriptions: Readonly<Record<FreesidePaymentMethod, string>> = {
  CARD: 'Credit card, charged automatically.',
  DCRD: 'Credit card, charged on demand.',
  CHEK: 'Electronic cheque, drawn automatically.',
  DCHK: 'Electronic cheque, drawn on demand.',
  PREPAY: 'Prepaid card.',
  PPAL: 'Through a PayPal account.',
  BILL: 'By invoice.',
};

const PaymentMethod = builder.enumType('FreesidePaymentMethod', {
  description: 'How a client pays. Which of them the operator allows is known only when it refuses.',
  values: Object.fromEntries(
    freesidePaymentMethods.map((method) => [method, { description: methodDescriptions[method] }]),
  ) as Record<FreesidePaymentMethod, { description: string }>,
});

const SECRET = 'Sent to the upstream and kept nowhere.';

const FreesideAddress = builder.inputType('FreesideAddressInput', {
  description: 'The address of a new Freeside client.',
  fields: (t) => ({
    street: t.string({ required: true, description: 'Street and number.' }),
    street2: t.string({ description: 'Second line.' }),
    city: t.string({ required: true, description: 'Town or city.' }),
    county: t.string({ description: 'County, where taxes depend on it.' }),
    state: t.string({ required: true, description: 'State or province, two letters.' }),
    postalCode: t.string({ required: true, description: 'Postal or ZIP code.' }),
    country: t.string({ required: true, description: 'ISO 3166-1 alpha-2.' }),
  }),
});

const FreesideBilling = builder.inputType('FreesideBillingInput', {
  description: 'How a new Freeside client pays. Fill what the method needs.',
  fields: (t) => ({
    method: t.field({ type: PaymentMethod, required: true, description: 'Way of payment.' }),
    cardNumber: t.string({ description: `Number of a credit card. ${SECRET}` }),
    cardVerification: t.string({ description: `Three or four digits of a credit card. ${SECRET}` }),
    cardExpiry: t.string({ description: 'End of a credit card as MM/YYYY.' }),
    bankAccountNumber: t.string({ description: `Account of an electronic cheque. ${SECRET}` }),
    bankRoutingNumber: t.string({ description: `Bank of an electronic cheque. ${SECRET}` }),
    prepaidCardNumber: t.string({ description: `Number of a prepaid card. ${SECRET}` }),
    payerName: t.string({ description: 'Exact name on the card, or name of the bank.' }),
  }),
});

const SignupFreesideClientInput = builder.inputType('SignupFreesideClientInput', {
  description: 'A new client at a Freeside account, with a package and its service.',
  fields: (t) => ({
    account: t.string({ required: true, description: 'Name of the account that the client is to belong to.' }),
    firstName: t.string({ required: true, description: 'Given name.' }),
    lastName: t.string({ required: true, description: 'Family name.' }),
    company: t.string({ description: 'Name of the business; none when left out.' }),
    address: t.field({ type: FreesideAddress, required: true, description: 'Where bills and services go.' }),
    dayPhoneNumber: t.string({ description: 'Number for daytime.' }),
    nightPhoneNumber: t.string({ description: 'Number for evenings.' }),
    mobilePhoneNumber: t.string({ description: 'Number of a mobile phone.' }),
    fax: t.string({ description: 'Number for telefax.' }),
    invoiceEmails: t.stringList({ defaultValue: [], description: 'Addresses that are to get the invoices.' }),
    postalInvoices: t.boolean({ defaultValue: false, description: 'True: invoices go by post as well.' }),
    billing: t.field({ type: FreesideBilling, required: true, description: 'How the client pays.' }),
    packageId: t.string({
      required: true,
      description: 'Number of the package, the `upstreamId` of one of `ResellerAccount.packages`.',
    }),
    username: t.string({
      required: true,
      description: 'User name of the service; `ResellerAccount.isUsernameAvailable` tells whether it is free.',
    }),
    password: t.string({ required: true, description: `Password of the service. ${SECRET}` }),
    domainServiceId: t.string({ description: "Number of the domain's service; the operator's default when left out." }),
    accessNumberId: t.string({ description: 'Number of the access number, where the operator has some.' }),
    promotionCode: t.string({ description: 'Code of a promotion.' }),
    registrationCode: t.string({ description: 'Code that the operator has given out.' }),
    comments: t.string({ description: 'Free text for the operator.' }),
    ...commonFields(t, true),
  }),
});

type Given = typeof SignupFreesideClientInput.$inferInput;

const orNull = <T>(value: T | null | undefined): T | null => value ?? null;

function toInput({ address, billing, ...input }: Given): SignupFreesideInput {
  return {
    firstName: input.firstName,
    lastName: input.lastName,
    company: orNull(input.company),
    ...address,
    street2: orNull(address.street2),
    county: orNull(address.county),
    dayPhoneNumber: orNull(input.dayPhoneNumber),
    nightPhoneNumber: orNull(input.nightPhoneNumber),
    mobilePhoneNumber: orNull(input.mobilePhoneNumber),
    fax: orNull(input.fax),
    invoiceEmails: input.invoiceEmails ?? [],
    postalInvoices: input.postalInvoices ?? false,
    paymentMethod: billing.method,
    cardNumber: orNull(billing.cardNumber),
    cardVerification: orNull(billing.cardVerification),
    cardExpiry: orNull(billing.cardExpiry),
    bankAccountNumber: orNull(billing.bankAccountNumber),
    bankRoutingNumber: orNull(billing.bankRoutingNumber),
    prepaidCardNumber: orNull(billing.prepaidCardNumber),
    payerName: orNull(billing.payerName),
    packageId: input.packageId,
    username: input.username,
    password: input.password,
    domainServiceId: orNull(input.domainServiceId),
    accessNumberId: orNull(input.accessNumberId),
    promotionCode: orNull(input.promotionCode),
    registrationCode: orNull(input.registrationCode),
    comments: orNull(input.comments),
  };
}

builder.mutationField('signupFreesideClient', (t) =>
  t.field({
    calls: { writes: 'signupFreesideClient' },
    requires: ['signups:write'],
    type: SignupClientPayload,
    description:
      'Creates a client at a Freeside account, orders a package and sets up its service. The user name is unique, so that a repetition after a lost answer is refused rather than applied; when the answer is lost, the operation is UNKNOWN.',
    args: { input: t.arg({ type: SignupFreesideClientInput, required: true, description: 'Who is to be signed up.' }) },
    resolve: (_root, { input }, context) => signUp(context, 'signupFreesideClient', input, toInput(input)),
  }),
);
