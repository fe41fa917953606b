/** What VoIP.ms costs in calls: nothing has pages, and all that belongs to a client is one call a client. */
import { each, once, type ProviderCosts } from '../costs.ts';
import type { WriteName } from '../provider.ts';

/** A charge or payment: the rehearsal, the send; a look reads the ledger and, when it is empty, the client. */
const money = { check: 0, plan: 1, send: 1, find: 2 } as const;

/** `listAboveIds`: so many clients are read one by one, more with one list for all that are asked for together. */
export function costsOf(listAboveIds: number): ProviderCosts<WriteName> {
  return {
    login: 0,
    listLacks: [],
    reads: {
      allClients: [once('all clients')],
      clients: [{ answer: 'clients', per: 'batch', calls: Math.max(1, listAboveIds), perKey: 1 }],
      clientsByEmail: [each('client by e-mail')],
      balances: [each('balance')],
      charges: [each('charges')],
      deposits: [each('deposits')],
      thresholds: [each('threshold')],
      packages: [{ answer: 'packages', per: 'batch', calls: 1 }],
      allPackages: [once('all packages')],
      clientPackages: [each('packages of a client')],
      balanceManagement: [once('balance management')],
      balanceManagementOption: [once('balance management')],
      countries: [once('countries')],
      ownBalance: [once('own balance')],
      transactions: [once('transactions')],
    },
    writes: {
      addCharge: money,
      addPayment: money,
      setClientThreshold: { check: 0, plan: 0, send: 1, find: 0 },
      // Client, countries and options each time; the lists are kept for a while, which is not counted on.
      updateClient: { check: 3, plan: 3, send: 4, find: 0 },
      // The countries once more, and the new client by its address where the answer does not tell its number.
      signupVoipmsClient: { check: 3, plan: 1, send: 3, find: 2 },
      deleteClient: { check: 0, plan: 0, send: 1, find: 0 },
    },
  };
}
