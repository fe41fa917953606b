/** LogicBoxes. */
import type { FunctionRow } from './row.ts';

const reads = 'test/e2e/logicboxes-reads.test.ts';
const ledger = 'test/e2e/logicboxes-ledger.test.ts';
const writes = 'test/e2e/logicboxes-writes.test.ts';
const money = 'test/e2e/logicboxes-money.test.ts';
const mail = 'test/e2e/logicboxes-mail.test.ts';
const searches = {
  field: 'ResellerAccount.logicboxesTransactions',
  test: 'test/e2e/logicboxes-transactions.test.ts',
  title: 'shows every member of a row',
};

/** Functions of LogicBoxes by their path below `/api/`, those of the seed first. */
export const logicboxesFunctions: readonly FunctionRow[] = [
  {
    function: 'mail/user/add-forward-only-account',
    seed: true,
    field: 'Mutation.addMailForward',
    test: mail,
    title: 'creates an address that only forwards',
  },
  {
    function: 'mail/user/add',
    seed: true,
    field: 'Mutation.addMailAccount',
    test: mail,
    title: 'creates a mailbox and shows it as the upstream does',
  },
  {
    function: 'mock/products/reseller-price',
    seed: true,
    field: 'ResellerAccount.priceBands',
    test: reads,
    title: 'show own funds and prices by bands',
  },
  {
    function: 'customers/details-by-id',
    seed: true,
    field: 'Query.client',
    test: reads,
    title: 'shows the documented client with balance and books',
  },
  { function: 'billing/customer-archived-transactions/search', seed: true, ...searches },
  {
    function: 'billing/customer-archived-transactions/search (of a client)',
    seed: true,
    field: 'Client.charges',
    test: ledger,
    title: 'is whole, without repeats, newest first, and costs one call for each 500 rows',
  },
  { function: 'billing/customer-transactions/search', seed: true, ...searches },
  {
    function: 'billing/customer-transactions/search (of a client)',
    seed: true,
    field: 'Client.deposits',
    test: ledger,
    title: 'serves charges and deposits of one operation with the same four calls',
  },
  {
    function: 'customers/details',
    seed: false,
    field: 'Query.client',
    test: reads,
    title: 'finds the client who signs in as %s',
  },
  {
    function: 'customers/search',
    seed: false,
    field: 'Query.clients',
    test: reads,
    title: 'lists all clients with one call, page by page',
  },
  {
    function: 'customers/v2/signup',
    seed: false,
    field: 'Mutation.signupLogicboxesClient',
    test: writes,
    title: 'creates a client who can be charged',
  },
  {
    function: 'customers/modify',
    seed: false,
    field: 'Mutation.updateClient',
    test: writes,
    title: 'changes the %s and loses nothing',
  },
  {
    function: 'customers/suspend',
    seed: false,
    field: 'Mutation.suspendClient',
    test: writes,
    title: 'shut a client out and let it in again',
  },
  {
    function: 'customers/unsuspend',
    seed: false,
    field: 'Mutation.resumeClient',
    test: writes,
    title: 'shut a client out and let it in again',
  },
  {
    function: 'customers/delete',
    seed: false,
    field: 'Mutation.deleteClient',
    test: writes,
    title: 'closes a client for good; the books remain',
  },
  {
    function: 'billing/customer-balance',
    seed: false,
    field: 'Client.balance',
    test: 'test/e2e/logicboxes-balances.test.ts',
    title: 'is one call for each of a hundred clients, and shows what is available',
  },
  {
    function: 'billing/reseller-balance',
    seed: false,
    field: 'ResellerAccount.balance',
    test: reads,
    title: 'show own funds and prices by bands',
  },
  {
    function: 'billing/add-customer-fund',
    seed: false,
    field: 'Mutation.addPayment',
    test: money,
    title: 'credits once, as %s',
  },
  {
    function: 'billing/add-customer-debit-note',
    seed: false,
    field: 'Mutation.addCharge',
    test: money,
    title: 'debits once, and shows the new row and balance',
  },
];
