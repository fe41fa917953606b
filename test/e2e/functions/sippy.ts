/** The functions of Sippy in the graph (seed 002, and what sippy.md section 3 adds). */
import type { FunctionRow } from './row.ts';

const reads = 'test/e2e/sippy-reads.test.ts';
const writes = 'test/e2e/sippy-writes.test.ts';
const money = 'test/e2e/sippy-money.test.ts';
const logins = 'test/e2e/sippy-logins.test.ts';

const createTitle = 'createCustomer creates a client, and all its mandatory and optional attributes come back';
const infoTitle = 'getCustomerInfo tells a client, its balance and all its attributes in one call';
const updateTitle = 'updateCustomer changes every attribute, and shows them';
const listTitle = 'listCustomers reads %i clients and the documented one in %i calls';
const resetTitle = 'resetCustomerOneTimePassword hands a password over once, and it signs in once';
const paymentsTitle = 'getPaymentsList tells charges and deposits, a call each';

/** Rows in the order of the seed, then of the sheet. */
export const sippyFunctions: readonly FunctionRow[] = [
  { function: 'createCustomer', seed: true, field: 'Mutation.signupSippyClient', test: writes, title: createTitle },
  { function: 'getCustomerInfo (by id)', seed: true, field: 'Query.client', test: reads, title: infoTitle },
  { function: 'getCustomerInfo (by id)', seed: true, field: 'Client.sippy', test: reads, title: infoTitle },
  { function: 'getCustomerInfo (by id)', seed: true, field: 'Client.balance', test: reads, title: infoTitle },
  {
    function: 'getCustomerInfo (by name)',
    seed: true,
    field: 'Mutation.signupSippyClient',
    test: reads,
    title: 'getCustomerInfo finds a new client by its name where the answer to its sign-up has no number',
  },
  { function: 'updateCustomer', seed: true, field: 'Mutation.updateSippyClient', test: writes, title: updateTitle },
  {
    function: 'updateCustomer',
    seed: true,
    field: 'Mutation.updateClient',
    test: writes,
    title: 'changes what is common to all providers, and nothing else',
  },
  {
    function: 'deleteCustomer',
    seed: true,
    field: 'Mutation.deleteClient',
    test: writes,
    title: 'deleteCustomer ends a client for good',
  },
  { function: 'listCustomers', seed: true, field: 'Query.clients', test: reads, title: listTitle },
  {
    function: 'listCustomers',
    seed: true,
    field: 'Client.balance',
    test: reads,
    title: 'balances of many are in the list, after one look at its sign',
  },
  {
    function: 'authCustomer',
    seed: true,
    field: 'Mutation.checkSignIn',
    test: logins,
    title: 'authCustomer tells whose it is',
  },
  {
    function: 'resetCustomerOneTimePassword',
    seed: true,
    field: 'Mutation.resetOneTimePassword',
    test: logins,
    title: resetTitle,
  },
  {
    function: 'customerAddFunds',
    seed: false,
    field: 'Mutation.addPayment',
    test: money,
    title: 'customerAddFunds raises the funds once, for money that came in',
  },
  {
    function: 'customerCredit',
    seed: false,
    field: 'Mutation.addPayment',
    test: money,
    title: 'customerCredit raises the funds once, for a credit that is granted',
  },
  {
    function: 'customerDebit',
    seed: false,
    field: 'Mutation.addCharge',
    test: money,
    title: 'customerDebit lowers the funds once, and shows the new charge',
  },
  { function: 'getPaymentsList', seed: false, field: 'Client.charges', test: reads, title: paymentsTitle },
  { function: 'getPaymentsList', seed: false, field: 'Client.deposits', test: reads, title: paymentsTitle },
  {
    function: 'blockCustomer',
    seed: false,
    field: 'Mutation.suspendClient',
    test: writes,
    title: 'blockCustomer shuts the client out, also one that is out already',
  },
  {
    function: 'unblockCustomer',
    seed: false,
    field: 'Mutation.resumeClient',
    test: writes,
    title: 'unblockCustomer lets the client in again',
  },
  {
    function: 'getLowBalance',
    seed: false,
    field: 'Client.threshold',
    test: reads,
    title: 'getLowBalance tells the threshold, and null where there is none',
  },
  {
    function: 'setLowBalance',
    seed: false,
    field: 'Mutation.setClientThreshold',
    test: writes,
    title: 'setLowBalance sets the amount and nothing else',
  },
];
