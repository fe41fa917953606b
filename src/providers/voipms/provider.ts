/** VoIP.ms: which capabilities there are, composed from api and map. */
import type { VoipmsAccountConfig } from '../../accountConfig.ts';
import type { Capabilities, Provider } from '../provider.ts';
import { VoipmsApi } from './api.ts';
import { costsOf } from './costs.ts';
import { KnownOptions } from './known-options.ts';
import { moneyWrite } from './money-writes.ts';
import { ProfileWriter } from './profile.ts';
import {
  balancesOf,
  clientsOf,
  ledgerOf,
  packagesOf,
  readBalanceManagement,
  readBalanceManagementOption,
  readCountries,
  readOwnBalance,
  readTransactions,
  thresholdsOf,
} from './reads.ts';
import { signupWrite } from './signup.ts';
import { deletionWrite, thresholdWrite } from './simple-writes.ts';

const notes: Provider['notes'] = {
  clients: 'There is no paging: a list is one call that returns everybody. There is no status, so it is always null.',
  balances: 'One call a client. Statistics cover the last 30 days and the current day.',
  ledger: 'One call a client and list, which returns the whole history. Dates are days without a time.',
  packages: 'One call for all packages; one call a client for who has which.',
  thresholds: 'One call a client.',
  countries: 'Clients show the name of a country, changes take its two-letter code.',
  transactions: "Of the reseller's own account, not of clients.",
  addCharge:
    'The upstream returns no id and cannot undo: a correction is a payment. A lost one is looked for by its mark, which stands first in the description.',
  addPayment:
    'The upstream returns no id and cannot undo: a correction is a charge. A lost one is looked for by its mark, which stands first in the description.',
  setClientThreshold: 'A whole amount from 1 to 250.',
  updateClient:
    "VoIP.ms overwrites the whole client: the gateway reads it and sends it back changed, the client's stored password included, one change of a client at a time.",
  signupVoipmsClient:
    'There is no dry run at the upstream. The e-mail address must be unique: a lost sign-up is looked for by it, and settled when names, company, address and phone number are those that were sent.',
  deleteClient: 'A client that still has phone numbers cannot be deleted.',
};

/** One VoIP.ms account. Throws a plain Error when the base URL cannot be used. */
export function createVoipmsProvider(settings: VoipmsAccountConfig): Provider {
  const api = new VoipmsApi(settings);
  const known = new KnownOptions(api);
  const capabilities: Capabilities = {
    clients: clientsOf(api, settings.listAboveIds),
    balances: balancesOf(api),
    ledger: ledgerOf(api),
    packages: packagesOf(api),
    thresholds: thresholdsOf(api),
    balanceManagement: {
      list: (scope) => readBalanceManagement(api, scope),
      byValue: (value, scope) => readBalanceManagementOption(api, value, scope),
    },
    countries: { list: (scope) => readCountries(api, scope) },
    ownBalance: { read: (scope) => readOwnBalance(api, scope) },
    transactions: { list: (from, to, scope) => readTransactions(api, from, to, scope) },
    addCharge: moneyWrite(api, 'addCharge'),
    addPayment: moneyWrite(api, 'addPayment'),
    setClientThreshold: thresholdWrite(api),
    updateClient: new ProfileWriter(api, known).write(),
    signupVoipmsClient: signupWrite(api, known),
    deleteClient: deletionWrite(api),
  };
  return {
    kind: 'VOIPMS',
    account: settings.name,
    currency: 'USD',
    capabilities,
    costs: costsOf(settings.listAboveIds),
    notes,
    close: () => api.close(),
  };
}
