/** Sign-ups for the tests: a good one, and the ways to pay. */
import { newMark } from '../../../src/mark.ts';
import type { SignupFreesideInput } from '../../../src/providers/records-freeside.ts';

/** The mark that the tests sign up with. */
export const mark = newMark();

/** Pays with a prepaid card. */
export const byPrepaid = { paymentMethod: 'PREPAY', prepaidCardNumber: 'ABC123' } as const;

/** Pays by card. */
export const byCard = {
  paymentMethod: 'CARD',
  prepaidCardNumber: null,
  cardNumber: '4111 1111 1111 1111',
  cardVerification: '123',
  cardExpiry: '12/2099',
  payerName: 'ADA ONEIL',
} as const;

/** Pays by electronic cheque. */
export const byCheque = {
  paymentMethod: 'CHEK',
  prepaidCardNumber: null,
  bankAccountNumber: '000-123456',
  bankRoutingNumber: '021000021',
} as const;

/** A sign-up that nothing is wrong with. */
export function signupInput(changes: Partial<SignupFreesideInput> = {}): SignupFreesideInput {
  return {
    firstName: 'Ada',
    lastName: "O'Neil-Smith, Jr.",
    company: null,
    street: '1 Main St',
    street2: null,
    city: 'Boston',
    county: null,
    state: 'MA',
    postalCode: '02134',
    country: 'US',
    dayPhoneNumber: null,
    nightPhoneNumber: null,
    mobilePhoneNumber: null,
    fax: null,
    invoiceEmails: ['ada@example.com'],
    postalInvoices: false,
    cardNumber: null,
    cardVerification: null,
    cardExpiry: null,
    bankAccountNumber: null,
    bankRoutingNumber: null,
    payerName: null,
    packageId: '2',
    username: 'ada',
    password: 'Tr1cky-Pw',
    domainServiceId: null,
    accessNumberId: null,
    promotionCode: null,
    registrationCode: null,
    comments: null,
    ...byPrepaid,
    ...changes,
  };
}
