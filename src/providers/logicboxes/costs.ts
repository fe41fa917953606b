/** What LogicBoxes costs in calls. Searches have pages, and take many clients at once. */
import { each, once, type ProviderCosts } from '../costs.ts';
import type { WriteName } from '../provider.ts';
import { CHUNK_SIZE } from './chunks.ts';

/** Current and archived transactions of up to so many clients. */
const book = { answer: 'transactions', per: 'batch', calls: 2, chunk: CHUNK_SIZE, goesOn: true } as const;

/** One request and nothing else. */
const single = { check: 0, plan: 0, send: 1, find: 0 } as const;

/** `listAboveIds`: so many clients are read one by one, more with a search for each chunk. */
export function costsOf(listAboveIds: number): ProviderCosts<WriteName> {
  const found = {
    answer: 'customer search',
    per: 'batch',
    calls: Math.max(1, listAboveIds),
    perKey: 1,
    chunk: CHUNK_SIZE,
    goesOn: true,
  } as const;
  return {
    login: 0,
    listLacks: ['address'],
    reads: {
      allClients: [once('all customers', 1, true)],
      clients: [found],
      wholeClients: [each('customer details')],
      clientsByEmail: [each('customer by e-mail')],
      balances: [each('balance')],
      charges: [book],
      deposits: [book],
      ownBalance: [once('own balance')],
      logicboxesProfiles: [each('customer details')],
      logicboxesTransactions: [once('transaction search')],
      priceBands: [once('price bands')],
    },
    writes: {
      // The balance tells the currency, a row of the ledger that of our own books. A look: both ledgers, the keys of rows,
      // and whether the client is there.
      addCharge: { check: 2, plan: 0, send: 1, find: 4, goesOn: true },
      addPayment: { check: 1, plan: 0, send: 1, find: 4, goesOn: true },
      updateClient: { check: 1, plan: 1, send: 2, find: 0 },
      // Nobody may have the address; the new number by it; a look: by the address, among those made since, by it again.
      signupLogicboxesClient: { check: 1, plan: 0, send: 2, find: 3, goesOn: true },
      suspendClient: single,
      resumeClient: single,
      deleteClient: single,
      addMailAccount: single,
      addMailForward: single,
    },
  };
}
