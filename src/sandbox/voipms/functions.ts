/** The functions that the stand-in knows, by their name upstream. */
import * as clients from './clients.ts';
import type { ApiFunction } from './context.ts';
import * as ledger from './ledger.ts';
import * as reference from './reference.ts';

/** Every function by name; names are compared exactly. */
export const FUNCTIONS: ReadonlyMap<string, ApiFunction> = new Map([
  ['addCharge', ledger.addCharge],
  ['addPayment', ledger.addPayment],
  ['delClient', clients.delClient],
  ['getBalance', reference.getBalance],
  ['getBalanceManagement', reference.getBalanceManagement],
  ['getCharges', ledger.getCharges],
  ['getClientPackages', clients.getClientPackages],
  ['getClients', clients.getClients],
  ['getClientThreshold', clients.getClientThreshold],
  ['getCountries', reference.getCountries],
  ['getDeposits', ledger.getDeposits],
  ['getIP', reference.getIP],
  ['getPackages', clients.getPackages],
  ['getProvinces', reference.getProvinces],
  ['getResellerBalance', ledger.getResellerBalance],
  ['getStates', reference.getStates],
  ['getTransactionHistory', reference.getTransactionHistory],
  ['setClient', clients.setClient],
  ['setClientThreshold', clients.setClientThreshold],
  ['signupClient', clients.signupClient],
]);

/** Functions that change something. */
export const WRITES: ReadonlySet<string> = new Set([
  'addCharge',
  'addPayment',
  'delClient',
  'setClient',
  'setClientThreshold',
  'signupClient',
]);
