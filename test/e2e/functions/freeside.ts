/** Where each function of Freeside stands in the graph, and which test shows it. */
import type { FunctionRow } from './row.ts';

const reads = 'test/e2e/freeside-reads.test.ts';
const lists = 'test/e2e/freeside-lists.test.ts';
const signup = 'test/e2e/freeside-signup.test.ts';
const suspension = 'test/e2e/freeside-suspension.test.ts';
const sessions = 'test/e2e/freeside-sessions.test.ts';

const renewal = {
  seed: true,
  field: 'Mutation.renewSession',
  test: sessions,
  title: 'is renewed when that is asked for: one logout, one login',
} as const;
const suspend = {
  seed: true,
  test: suspension,
  title: 'suspend_username shuts a client out by its only account, unsuspend_username lets it in again',
} as const;
const info = {
  function: 'customer_info',
  seed: false,
  test: reads,
  title: 'customer_info tells the client, its balance and what only Freeside has, in one call',
} as const;
const history = {
  function: 'billing_history',
  seed: false,
  test: reads,
  title: 'billing_history tells charges and deposits, both above zero, in one call',
} as const;
const pkgs = {
  function: 'list_pkgs',
  seed: false,
  test: reads,
  title: 'list_pkgs tells the ordered packages with their accounts, and which packages they are, in one call',
} as const;

/** Functions in the order of the seed, then those of the sheet. */
export const freesideFunctions: readonly FunctionRow[] = [
  { ...renewal, function: 'agent_login' },
  {
    function: 'agent_login',
    seed: true,
    field: 'Query.client',
    test: sessions,
    title: 'cause one login, one logout follows at the end, and another end changes nothing',
  },
  { ...renewal, function: 'agent_logout' },
  {
    function: 'check_username',
    seed: true,
    field: 'ResellerAccount.isUsernameAvailable',
    test: reads,
    title: 'check_username tells whether a user name is free',
  },
  {
    function: 'new_customer',
    seed: true,
    field: 'Mutation.signupFreesideClient',
    test: signup,
    title: 'new_customer takes every field of person, billing and package',
  },
  { ...suspend, function: 'suspend_username', field: 'Mutation.suspendClient' },
  { ...suspend, function: 'unsuspend_username', field: 'Mutation.resumeClient' },
  {
    function: 'agent_info',
    seed: false,
    field: 'ResellerAccount.freeside',
    test: reads,
    title: 'agent_info tells the agent with counts of its clients',
  },
  {
    function: 'agent_list_customers',
    seed: false,
    field: 'Query.clients',
    test: lists,
    title: 'agent_list_customers tells all clients but those that are inactive or ordered, in one call',
  },
  { ...info, field: 'Query.client' },
  { ...info, field: 'Client.balance' },
  { ...info, field: 'Client.freeside' },
  { ...history, field: 'Client.charges' },
  { ...history, field: 'Client.deposits' },
  { ...pkgs, field: 'Client.packages' },
  { ...pkgs, field: 'FreesideClient.packages' },
  {
    function: 'signup_info',
    seed: false,
    field: 'ResellerAccount.packages',
    test: reads,
    title: 'signup_info tells the packages that can be sold, with their fees, in one call',
  },
];
