/** LogicBoxes: which capabilities there are, composed from api and map. */
import type { LogicboxesAccountConfig } from '../../accountConfig.ts';
import type { CallScope, Capabilities, Provider, Write } from '../provider.ts';
import { LogicboxesApi } from './api.ts';
import { costsOf } from './costs.ts';
import { deletionWrite, suspensionWrite } from './client-writes.ts';
import { CustomerReader } from './customers.ts';
import { LedgerReader } from './ledger.ts';
import { mailAccountWrite, mailForwardWrite } from './mail.ts';
import { chargeWrite, paymentWrite } from './money-writes.ts';
import { readPriceBands } from './prices.ts';
import { ProfileWriter } from './profile.ts';
import { signupWrite } from './signup.ts';
import { searchTransactions } from './transactions.ts';

const notes: Provider['notes'] = {
  clients:
    'A list is one call for 500 clients, without street, postal code and state, for which each client costs one more. LogicBoxes keeps one name: its last word is shown as last name. The e-mail address is the user name.',
  balances: 'One call a client. What LogicBoxes has locked for orders is not part of it.',
  ledger:
    'Two calls for 100 clients and 500 rows, current and archived, which serve charges and deposits alike: invoices and debits, receipts and credits, in the selling currency. Days are in UTC.',
  ownBalance: "The reseller's funds at its own parent.",
  logicboxesProfiles: 'One call a client.',
  logicboxesTransactions: 'One call a page, of at most 500 rows.',
  priceBands: 'Of hosting plans only: a preview that LogicBoxes itself calls a mock.',
  addCharge:
    'A debit note, dated now, with at most three decimals. A description is demanded, and the accounting amount where the two currencies differ. LogicBoxes shows the description with the mark of the operation in front of it.',
  addPayment:
    'A receipt, or a credit, which does not count as a receipt, with at most three decimals. A description is demanded. LogicBoxes shows it with the mark of the operation in front of it.',
  updateClient:
    'LogicBoxes takes the whole client: the gateway reads it and sends it back changed, one change of a client at a time. Tax numbers, which it does not show, are not sent. A street stands for all address lines.',
  signupLogicboxesClient:
    'There is no dry run at the upstream. The e-mail address must be unique, and finds the client again after a lost answer.',
  suspendClient: 'Suspends the client, not one of its services.',
  deleteClient: 'LogicBoxes may refuse while the client has orders.',
  addMailAccount:
    'LogicBoxes may have moved mail elsewhere, and refuses then. It shows no mailboxes, so that a lost answer stays unknown.',
  addMailForward:
    'LogicBoxes may have moved mail elsewhere, and refuses then. It shows no forwards, so that a lost answer stays unknown.',
};

/** The same write, after which what its operation has read so far is forgotten. */
function thenForget<Input, Output>(
  write: Write<Input, Output>,
  forget: (scope: CallScope) => void,
): Write<Input, Output> {
  return {
    ...write,
    send: async (input, scope, mark) => {
      try {
        return await write.send(input, scope, mark);
      } finally {
        forget(scope);
      }
    },
  };
}

/** One LogicBoxes account. Throws a plain Error when the base URL cannot be used. */
export function createLogicboxesProvider(settings: LogicboxesAccountConfig): Provider {
  const api = new LogicboxesApi(settings);
  const customers = new CustomerReader(api, settings);
  const ledger = new LedgerReader(api, settings.currency);
  const balances = customers.balances();
  const books = { api, ledger, currencies: { configured: settings.currency, balances } };
  const forget = (scope: CallScope): void => {
    customers.forget(scope);
    ledger.forget(scope);
  };
  const capabilities: Capabilities = {
    clients: customers.clients(),
    balances,
    ledger: ledger.ledger(),
    ownBalance: { read: (scope) => customers.ownBalance(scope) },
    logicboxesProfiles: customers.profiles(),
    logicboxesTransactions: {
      search: (query, scope) => searchTransactions(api, query, settings.currency, scope),
    },
    priceBands: { list: (scope) => readPriceBands(api, scope) },
    addCharge: thenForget(chargeWrite(books), forget),
    addPayment: thenForget(paymentWrite(books), forget),
    updateClient: thenForget(new ProfileWriter(api).write(), forget),
    signupLogicboxesClient: thenForget(signupWrite(api), forget),
    suspendClient: thenForget(suspensionWrite(api, 'customers/suspend'), forget),
    resumeClient: thenForget(suspensionWrite(api, 'customers/unsuspend'), forget),
    deleteClient: thenForget(deletionWrite(api), forget),
    addMailAccount: mailAccountWrite(api),
    addMailForward: mailForwardWrite(api),
  };
  return {
    kind: 'LOGICBOXES',
    account: settings.name,
    currency: settings.currency,
    capabilities,
    costs: costsOf(settings.listAboveIds),
    notes,
    close: () => api.close(),
  };
}
