/** The functions that the stand-in knows, by their name upstream without the prefix. */
import * as accounts from './accounts.ts';
import * as agents from './agents.ts';
import type { ApiFunction } from './context.ts';
import { billingHistory } from './history.ts';
import * as info from './info.ts';
import { agentListCustomers } from './list.ts';
import * as packages from './packages.ts';
import { signupInfo } from './signup-info.ts';
import { newCustomer } from './signup.ts';

/** Every function by name; names are compared exactly. */
export const FUNCTIONS: ReadonlyMap<string, ApiFunction> = new Map([
  ['agent_info', agents.agentInfo],
  ['agent_list_customers', agentListCustomers],
  ['agent_login', agents.agentLogin],
  ['agent_logout', agents.agentLogout],
  ['billing_history', billingHistory],
  ['check_username', accounts.checkUsername],
  ['customer_info', info.customerInfo],
  ['customer_info_short', info.customerInfoShort],
  ['customer_recurring', info.customerRecurring],
  ['list_pkgs', packages.listPkgs],
  ['new_customer', newCustomer],
  ['order_pkg', packages.orderPkg],
  ['signup_info', signupInfo],
  ['suspend_username', accounts.suspendUsername],
  ['unsuspend_username', accounts.unsuspendUsername],
]);

/** Functions that change something. */
export const WRITES: ReadonlySet<string> = new Set([
  'new_customer',
  'order_pkg',
  'suspend_username',
  'unsuspend_username',
]);

/** Functions that the branch 2.3 does not have. */
export const NEWER_FUNCTIONS: ReadonlySet<string> = new Set(['customer_recurring']);

/** Functions that a forced error for `*` leaves alone, so that a client can get at the others. */
export const SESSION_FUNCTIONS: ReadonlySet<string> = new Set(['agent_login', 'agent_logout']);
