/** Freeside: which capabilities there are, composed from api, customers and the writes. */
import type { FreesideAccountConfig } from '../../accountConfig.ts';
import type { Capabilities, Provider } from '../provider.ts';
import { FreesideApi } from './api.ts';
import { freesideCosts } from './costs.ts';
import { Customers } from './customers.ts';
import { toAgent } from './map.ts';
import {
  balancesOf,
  clientsOf,
  isUsernameAvailable,
  ledgerOf,
  orderedPackagesOf,
  packagesOf,
  profilesOf,
} from './reads.ts';
import { signupWrite } from './signup.ts';
import { suspensionWrite } from './suspension.ts';
import { Calendar } from './values.ts';

const notes: Provider['notes'] = {
  clients:
    'There is no paging: a list is one call, without e-mail addresses and, in newer branches, postal ones, which cost a call a client. Clients that are inactive or ordered are not in the list and are found by number or e-mail alone. ACTIVE means neither suspended nor cancelled: clients without a package, without one that recurs or with one not yet billed are ACTIVE too. An e-mail address is looked for among those that get invoices, and cannot be looked for when it has an apostrophe.',
  balances: 'One call a client, which tells its profile too.',
  ledger:
    'One call a client for the whole history, charges and deposits together, and one for several clients to see that they are ours. Only invoices have numbers; the id of any other row is made of type, moment and amount.',
  packages:
    'One call for all packages that the agent can sell to new clients; one call a client for who has which, cancelled ones left out. A monthly fee is shown for packages that are billed every month.',
  usernames: 'Of a domain that it does not have, Freeside says that every user name is free.',
  session: 'The session is shared by all calls and renewed by itself after 55 minutes.',
  freesideProfiles: 'One call a client, which tells its balance too.',
  freesidePackages: 'One call a client. Cancelled packages are left out.',
  freesideAgent: 'Clients that are inactive or ordered are in none of the counts.',
  signupFreesideClient:
    'Creates client, package and account at once and may collect a payment. After a decline a cancelled client stays behind. A second send with the same user name and domain is refused. The comments that Freeside keeps on the client begin with the mark of the operation, by which it is found after a lost answer.',
  suspendClient:
    'Suspends the whole package that holds the account `service`, which may be left out for a client with one account. A package that is supplemental to another is only suspended with that one, though Freeside reports a success.',
  resumeClient:
    'Resumes the whole package that holds the account `service`, which may be left out for a client with one account.',
};

/** One Freeside account. Throws a plain Error when the base URL cannot be used. */
export function createFreesideProvider(settings: FreesideAccountConfig): Provider {
  const api = new FreesideApi(settings);
  const customers = new Customers(api, new Calendar(settings.timeZone), settings.listAboveIds);
  const capabilities: Capabilities = {
    clients: clientsOf(api, customers, settings.listAboveIds),
    balances: balancesOf(api, customers),
    ledger: ledgerOf(api, customers),
    packages: packagesOf(api, customers),
    usernames: {
      isAvailable: (username, domain, scope) => isUsernameAvailable(api, username, domain, scope),
    },
    session: { renew: (scope) => api.renewSession(scope) },
    freesideProfiles: profilesOf(api, customers),
    freesidePackages: orderedPackagesOf(api, customers),
    freesideAgent: { read: async (scope) => toAgent(await api.read('agent_info', {}, scope)) },
    signupFreesideClient: signupWrite(api, customers),
    suspendClient: suspensionWrite(api, customers, 'suspend_username'),
    resumeClient: suspensionWrite(api, customers, 'unsuspend_username'),
  };
  return {
    kind: 'FREESIDE',
    account: settings.name,
    currency: settings.currency,
    capabilities,
    costs: freesideCosts,
    notes,
    close: () => api.close(),
  };
}
