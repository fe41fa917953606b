/** Good inputs of each write. */
import { newMark } from '../../../src/mark.ts';
import { decimal } from '../../../src/money.ts';
import type { Capabilities } from '../../../src/providers/provider.ts';
import type { MoneyInput, ProfileInput, SuspensionInput } from '../../../src/providers/records.ts';
import type {
  AddMailAccountInput,
  AddMailForwardInput,
  LogicboxesTransactionQuery,
  SignupLogicboxesInput,
} from '../../../src/providers/records-logicboxes.ts';
import { scopeOf } from '../scope.ts';

/** The mark that the tests write with. */
export const mark = newMark();

/** The client of the documents. */
export const jane = '31000001';

/** A charge or a payment, with changes. */
export function money(changes: Partial<MoneyInput> = {}): MoneyInput {
  return { clientId: jane, amount: decimal('4.99'), currency: null, description: 'Support call', ...changes };
}

/** The accounting side of a charge. */
export const accounting = { amount: decimal('6.31'), conversionRate: decimal('1.2645') };

/** A suspension or its end, with changes. */
export function suspension(changes: Partial<SuspensionInput> = {}): SuspensionInput {
  return { clientId: jane, service: null, reason: null, ...changes };
}

/** A change of the documented client. */
export function change(changes: Omit<ProfileInput, 'clientId'> = { city: 'Leeds' }): ProfileInput {
  return { clientId: jane, ...changes };
}

/** A sign-up, with changes. */
export function signup(changes: Partial<SignupLogicboxesInput> = {}): SignupLogicboxesInput {
  return {
    email: 'ana@example.com',
    password: 'Fr3sh#canary',
    name: "Ana O'Neil",
    company: 'O’Neil & Söhne',
    addressLines: ['1 Main St', 'Floor 2'],
    city: 'Montréal',
    state: 'Quebec',
    country: 'ca',
    postalCode: 'H2X 1Y4',
    phone: { countryCode: '1', number: '5145550100' },
    alternatePhone: null,
    mobile: { countryCode: '1', number: '5145550101' },
    fax: null,
    language: 'en',
    smsConsent: true,
    marketingConsent: false,
    acceptPolicy: null,
    vatId: null,
    ...changes,
  };
}

/** A mailbox, with changes. */
export function mailbox(changes: Partial<AddMailAccountInput> = {}): AddMailAccountInput {
  return {
    orderId: '85000001',
    email: 'john.doe@example.com',
    password: 'M@il canary 1',
    notificationEmail: 'alternative@example.org',
    firstName: 'John',
    lastName: 'Doe',
    countryCode: 'us',
    languageCode: 'en',
    ...changes,
  };
}

/** A forward, with changes. */
export function forward(changes: Partial<AddMailForwardInput> = {}): AddMailForwardInput {
  return { orderId: '85000001', email: 'sales@example.com', forwards: ['a@example.org', 'b@example.org'], ...changes };
}

/** A search of the current ledger, with changes. */
export function query(changes: Partial<LogicboxesTransactionQuery> = {}): LogicboxesTransactionQuery {
  return {
    archived: false,
    page: 1,
    pageSize: 30,
    clientIds: null,
    usernames: null,
    types: null,
    origin: null,
    transactionIds: null,
    description: null,
    settled: null,
    amountFrom: null,
    amountTo: null,
    createdAfter: null,
    createdBefore: null,
    orderBy: null,
    ...changes,
  };
}

/** Sends each write once: the upstream's function, a good answer, and the sending. */
export const writes: readonly (readonly [string, string, (can: Required<Capabilities>) => Promise<unknown>])[] = [
  ['billing/add-customer-debit-note', '88000099', ({ addCharge }) => addCharge.send(money(), scopeOf(), mark)],
  ['billing/add-customer-fund', '88000099', ({ addPayment }) => addPayment.send(money(), scopeOf(), mark)],
  ['customers/modify', 'true', ({ updateClient }) => updateClient.send(change(), scopeOf(), mark)],
  ['customers/v2/signup', '31000002', ({ signupLogicboxesClient: write }) => write.send(signup(), scopeOf(), mark)],
  ['customers/suspend', 'true', ({ suspendClient }) => suspendClient.send(suspension(), scopeOf(), mark)],
  ['customers/unsuspend', 'true', ({ resumeClient }) => resumeClient.send(suspension(), scopeOf(), mark)],
  ['customers/delete', 'true', ({ deleteClient }) => deleteClient.send({ clientId: jane }, scopeOf(), mark)],
  [
    'mail/user/add',
    '{"response":{"status":"SUCCESS"}}',
    ({ addMailAccount }) => addMailAccount.send(mailbox(), scopeOf(), mark),
  ],
  [
    'mail/user/add-forward-only-account',
    '{"response":{"status":"Success"}}',
    ({ addMailForward }) => addMailForward.send(forward(), scopeOf(), mark),
  ],
];
