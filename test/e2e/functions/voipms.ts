/** VoIP.ms. */
import type { FunctionRow } from './row.ts';

const everything = {
  test: 'test/e2e/reads.test.ts',
  title: 'comes with everything that the documents tell of it',
};
const account = 'test/e2e/account.test.ts';
const writes = 'test/e2e/writes.test.ts';

/** Functions of VoIP.ms, those of the seed first. */
export const voipmsFunctions: readonly FunctionRow[] = [
  {
    function: 'addCharge',
    seed: true,
    field: 'Mutation.addCharge',
    test: writes,
    title: 'debits once, and shows the new row and balance',
  },
  {
    function: 'addPayment',
    seed: true,
    field: 'Mutation.addPayment',
    test: writes,
    title: 'credits once, and shows the new row and balance',
  },
  {
    function: 'getBalanceManagement',
    seed: true,
    field: 'ResellerAccount.balanceManagementOptions',
    test: account,
    title: 'lists balance management options, or one',
  },
  { function: 'getCharges', seed: true, field: 'Client.charges', ...everything },
  { function: 'getClientPackages', seed: true, field: 'Client.packages', ...everything },
  {
    function: 'getClients (all)',
    seed: true,
    field: 'Query.clients',
    test: 'test/e2e/reads.test.ts',
    title: 'lists all',
  },
  {
    function: 'getClients (by id)',
    seed: true,
    field: 'Query.client',
    test: 'test/e2e/reads.test.ts',
    title: 'reads one by number',
  },
  {
    function: 'getClients (by e-mail)',
    seed: true,
    field: 'Query.client',
    test: 'test/e2e/reads.test.ts',
    title: 'reads one by e-mail: %s',
  },
  { function: 'getClientThreshold', seed: true, field: 'Client.threshold', ...everything },
  { function: 'getDeposits', seed: true, field: 'Client.deposits', ...everything },
  {
    function: 'getPackages',
    seed: true,
    field: 'ResellerAccount.packages',
    test: account,
    title: 'lists packages with prices and their clients',
  },
  { function: 'getResellerBalance', seed: true, field: 'Client.balance', ...everything },
  {
    function: 'setClient',
    seed: true,
    field: 'Mutation.updateClient',
    test: 'test/e2e/update.test.ts',
    title: 'changes everything in one call, and shows it',
  },
  {
    function: 'setClientThreshold',
    seed: true,
    field: 'Mutation.setClientThreshold',
    test: writes,
    title: 'sets amount and address; the address stays when it is left out',
  },
  {
    function: 'signupClient',
    seed: true,
    field: 'Mutation.signupVoipmsClient',
    test: writes,
    title: 'makes a client that can be charged (%s)',
  },
  {
    function: 'delClient',
    seed: false,
    field: 'Mutation.deleteClient',
    test: writes,
    title: 'ends a client for good',
  },
  {
    function: 'getBalance',
    seed: false,
    field: 'ResellerAccount.balance',
    test: account,
    title: "tells the reseller's own balance and transactions",
  },
  {
    function: 'getCountries',
    seed: false,
    field: 'ResellerAccount.countries',
    test: account,
    title: 'lists countries',
  },
  {
    function: 'getTransactionHistory',
    seed: false,
    field: 'ResellerAccount.transactions',
    test: account,
    title: "tells the reseller's own balance and transactions",
  },
];
