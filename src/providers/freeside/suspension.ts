/**
 * Suspending and resuming a client. The upstream does it by account, a user name at a domain, and for the whole package
 * that holds it (freeside.md section 3, suspend_username); both do nothing when it is so already.
 */
import { GatewayError, type Problem } from '../../errors.ts';
import type { CallScope, Write } from '../provider.ts';
import type { FreesidePackage } from '../records-freeside.ts';
import type { SuspensionInput } from '../records.ts';
import { checkClientNumber, problem } from '../shared/checks.ts';
import type { FreesideApi } from './api.ts';
import type { Customers } from './customers.ts';
import type { Members } from './door.ts';
import { planned } from './plan.ts';
import { WHO } from './values.ts';

/** Table of accounts with a user name and a domain. */
const ACCOUNTS = 'svc_acct';

const ACCOUNT = /^([^\s@]+)@([^\s@]+)$/;

const NO_CLIENT: Problem = { code: 'NOT_FOUND', message: `${WHO} does not know this client.`, field: ['clientId'] };

/** The account that is meant, or what is wrong. */
type Found = { readonly members: Members } | { readonly problems: readonly Problem[] };

/** A suspension or its end. */
export function suspensionWrite(
  api: FreesideApi,
  customers: Customers,
  method: 'suspend_username' | 'unsuspend_username',
): Write<SuspensionInput, void> {
  const membersOf = async (input: SuspensionInput, scope: CallScope): Promise<Members> => {
    const found = await findAccount(input, customers, scope);
    if ('members' in found) return found.members;
    const [{ code, message, field } = NO_CLIENT] = found.problems;
    throw new GatewayError(code, message, { field });
  };
  return {
    delivery: 'repeatable',
    check: async (input, scope) => {
      const found = await findAccount(input, customers, scope);
      return 'problems' in found ? found.problems : [];
    },
    plan: async (input, scope) => [planned(method, await membersOf(input, scope))],
    send: async (input, scope) => {
      const members = await membersOf(input, scope);
      try {
        await api.write(method, members, scope);
      } finally {
        customers.forget(scope);
      }
    },
  };
}

async function findAccount(input: SuspensionInput, customers: Customers, scope: CallScope): Promise<Found> {
  const { clientId, service } = input;
  const problems = [...checkClientNumber(clientId, WHO)];
  if (service !== null && !ACCOUNT.test(service.trim())) {
    problems.push(problem(['service'], 'Name the account as user@domain.'));
  }
  if (problems.length > 0) return { problems };
  const packages = await customers.packages(clientId, scope);
  if (packages === null) return { problems: [NO_CLIENT] };
  return service === null ? onlyAccount(packages) : namedAccount(packages, service.trim());
}

/** Accounts in the upstream's own spelling; one whose label is no user@domain cannot be named to it. */
function accountsOf(packages: readonly FreesidePackage[]): readonly string[] {
  const services = packages.flatMap((ordered) => ordered.services);
  return services.filter(({ table, value }) => table === ACCOUNTS && ACCOUNT.test(value)).map(({ value }) => value);
}

function onlyAccount(packages: readonly FreesidePackage[]): Found {
  const [account, ...others] = accountsOf(packages);
  if (account === undefined) {
    return {
      problems: [
        problem(['clientId'], 'The client has no account with user name and domain, by which Freeside would do it.'),
      ],
    };
  }
  if (others.length === 0) return named(account);
  const message = `The client has ${others.length + 1} accounts: name one of them in \`service\` as user@domain.`;
  return { problems: [problem(['service'], message)] };
}

function namedAccount(packages: readonly FreesidePackage[], service: string): Found {
  const accounts = accountsOf(packages);
  const wanted = service.toLowerCase();
  const account = accounts.find((one) => one === service) ?? accounts.find((one) => one.toLowerCase() === wanted);
  if (account !== undefined) return named(account);
  const message = 'The client has no such account in a package that is not cancelled.';
  return { problems: [{ code: 'NOT_FOUND', message, field: ['service'] }] };
}

function named(account: string): Found {
  const [, username = '', domain = ''] = ACCOUNT.exec(account) ?? [];
  return { members: { username, domain } };
}
