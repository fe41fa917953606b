/** What a Sippy switch costs in calls. Record, balance and profile of a client are one answer; lists have pages. */
import { each, once, type ProviderCosts } from '../costs.ts';
import type { WriteName } from '../provider.ts';

const customer = each('customer');
const list = once('all customers', 1, true);

/** One request and nothing else. */
const single = { check: 0, plan: 0, send: 1, find: 0 } as const;

/**
 * A charge or payment. The currency is in the customer's record or in the list. A look reads the client's payments and, for
 * proof, the list of customers, both to an empty page, and a page of everybody's payments.
 */
const money = { check: 2, plan: 0, send: 1, find: 5, goesOn: true } as const;

/** The costs of a switch. */
export const sippyCosts: ProviderCosts<WriteName> = {
  login: 0,
  listLacks: ['company', 'firstName', 'lastName', 'email', 'phoneNumber', 'address'],
  reads: {
    allClients: [list],
    // The list tells the currency where the record does not.
    clients: [customer, list],
    wholeClients: [customer, list],
    // Everybody until the address is found: the switch has no search.
    clientsByEmail: [list, { answer: 'customer', per: 'everybody', calls: 1 }],
    // Of many the list tells the balances, but not every balance: what is left is asked for one by one.
    balances: [customer, list],
    charges: [each('debits', true)],
    deposits: [each('credits', true)],
    thresholds: [each('low balance')],
    sippyProfiles: [customer],
    signIn: [once('sign in')],
  },
  writes: {
    addCharge: money,
    addPayment: money,
    setClientThreshold: single,
    updateClient: single,
    // Of a caller with money limits, the credit limit that the client has is read first.
    updateSippyClient: { ...single, check: 1 },
    suspendClient: single,
    resumeClient: single,
    deleteClient: single,
    resetOneTimePassword: single,
    // Nobody may have the name; the number by the name where the answer lacks it; a look: by name, in the list, the record.
    signupSippyClient: { check: 1, plan: 0, send: 2, find: 4, goesOn: true },
  },
};
