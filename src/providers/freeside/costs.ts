/**
 * What Freeside costs in calls. customer_info answers for record, balance and profile; whose customer it is must be known
 * before anything else is asked about it, from that or from the list.
 */
import { each, once, type ProviderCosts } from '../costs.ts';
import type { WriteName } from '../provider.ts';

// Any call may meet a session that is over, and is then made again: that is what goes on.
const info = each('customer_info', true);
/** The list, with the agent's number. */
const list = once('all customers', 2, true);
const catalogue = once('catalogue', 1, true);
/** Whose a customer is, where the list has not told it. */
const isOurs = { ...info, unlessListed: true } as const;
const history = [list, isOurs, each('billing_history', true)];
const packages = [list, isOurs, each('list_pkgs', true)];

/** Whose the account is: the client and its packages. */
const suspension = { check: 2, plan: 0, send: 1, find: 0, goesOn: true } as const;

/** The costs of a Freeside agent. */
export const freesideCosts: ProviderCosts<WriteName> = {
  login: 1,
  listLacks: ['email', 'address'],
  reads: {
    allClients: [list],
    clients: [info],
    wholeClients: [info],
    // The agent's number, the search, and the customer that it finds; further ones go on.
    clientsByEmail: [{ answer: 'customer by e-mail', per: 'key', calls: 3, goesOn: true }],
    balances: [info],
    charges: history,
    deposits: history,
    packages: [catalogue],
    allPackages: [catalogue],
    clientPackages: packages,
    freesidePackages: packages,
    freesideProfiles: [info],
    freesideAgent: [once('agent', 1, true)],
    usernames: [once('user name', 1, true)],
    // Logout; the login counts as such.
    session: [once('session', 1, true)],
  },
  writes: {
    // A look searches and reads the list, each with the agent's number.
    signupFreesideClient: { check: 1, plan: 0, send: 1, find: 4, goesOn: true },
    suspendClient: suspension,
    resumeClient: suspension,
  },
};
