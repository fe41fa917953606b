/** Sippy: which capabilities there are, composed from the others. */
import type { SippyAccountConfig } from '../../accountConfig.ts';
import type { Capabilities, Provider } from '../provider.ts';
import { SippyApi } from './api.ts';
import { sippyCosts } from './costs.ts';
import { Balances } from './balances.ts';
import { Customers } from './customers.ts';
import { ledgerOf } from './ledger.ts';
import { chargeWrite, paymentWrite } from './money-writes.ts';
import { attributesWrite, profileWrite } from './profile-writes.ts';
import { checkSignIn, clientsOf, profilesOf, thresholdsOf } from './reads.ts';
import { signupWrite } from './signup.ts';
import { deletionWrite, oneTimePasswordWrite, suspensionWrite, thresholdWrite } from './simple-writes.ts';

const notes: Provider['notes'] = {
  clients:
    'Lists have 1,000 rows a call and only name and currency; everything else is one call a client. There is no search, so an e-mail address is looked for client by client. The switch does not tell whether a client is suspended, so status is always null.',
  balances:
    "One call a client, for many one walk through the list. The list's sign is not documented: the gateway compares one client with its own record and asks each client when that decides nothing (setting listBalanceSign).",
  ledger:
    'One call a client and list, for each 1,000 rows. Payments that failed are left out, since they moved no money. Days are UTC.',
  thresholds:
    'One call a client. Compared with balance plus credit limit. The warning goes to an address that the switch does not tell.',
  signIn:
    'A one-time password is used up by the check. Any other fault than the one for it counts as refused, with the words of the switch.',
  sippyProfiles: 'One call a client, the same as for the client itself. Passwords are never shown.',
  addCharge:
    "customerDebit: the switch returns no id, and also moves the reseller's own balance. In the client's own currency only. A lost one is looked for by its mark, which stands first in the notes; that it is not there is said only where an entry with some mark shows that the switch lists such entries.",
  addPayment:
    "customerAddFunds, or customerCredit for a CREDIT: the switch returns no id, and also moves the reseller's own balance. In the client's own currency only. A lost one is looked for as a lost charge is.",
  setClientThreshold:
    'Sets the amount and nothing else: whether an e-mail is sent is a setting of the switch, and its address cannot be given.',
  updateClient: 'Sends only what changes. The country is free text at the switch.',
  updateSippyClient: 'Sends only what changes; null stands for unlimited, an own tariff or an empty text.',
  signupSippyClient:
    'The name must be unique on the whole switch. Without a tariff the client gets one of its own; the currency follows from the tariff. A lost sign-up is looked for by the name, and settled when names, company, address, e-mail and phone number are those that were sent.',
  suspendClient: 'Needs version 5.2 of the switch. The whole client is blocked; a reason is not passed on.',
  resumeClient: 'Needs version 5.2 of the switch.',
  deleteClient: "What becomes of the client's accounts and money is not documented.",
  resetOneTimePassword: 'Each call makes another password, which is told once and kept nowhere.',
};

/** One Sippy account. Throws a plain Error when the base URL or the user name cannot be used. */
export function createSippyProvider(settings: SippyAccountConfig): Provider {
  const api = new SippyApi(settings);
  const customers = new Customers(api);
  const capabilities: Capabilities = {
    clients: clientsOf(customers, settings.listAboveIds),
    balances: new Balances(customers, settings),
    ledger: ledgerOf(customers),
    thresholds: thresholdsOf(customers),
    sippyProfiles: profilesOf(customers),
    addCharge: chargeWrite(customers),
    addPayment: paymentWrite(customers),
    setClientThreshold: thresholdWrite(customers),
    updateClient: profileWrite(customers),
    updateSippyClient: attributesWrite(customers),
    signupSippyClient: signupWrite(customers),
    suspendClient: suspensionWrite(customers, 'blockCustomer'),
    resumeClient: suspensionWrite(customers, 'unblockCustomer'),
    deleteClient: deletionWrite(customers),
    // Methods without a trusted mode (sippy.md section 3).
    ...(settings.wholesalerId === null && {
      signIn: { check: (username, password, scope) => checkSignIn(api, username, password, scope) },
      resetOneTimePassword: oneTimePasswordWrite(customers),
    }),
  };
  return {
    kind: 'SIPPY',
    account: settings.name,
    currency: null,
    capabilities,
    costs: sippyCosts,
    notes,
    close: () => api.close(),
  };
}
