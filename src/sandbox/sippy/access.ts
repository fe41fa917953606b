/** Self-care logins, one-time passwords, and blocking. */
import { randomInt } from 'node:crypto';
import { int } from '../../wire/xmlrpc-values.ts';
import { textAttribute } from './attributes.ts';
import { descendantOf, needAuthentication } from './context.ts';
import type { ApiFunction, Context } from './context.ts';
import { requiredText } from './members.ts';
import { refuse } from './refusal.ts';
import type { Customer } from './types.ts';

/** i_web_user of a customer is its i_customer and this; the stand-in has no further users. */
const FIRST_WEB_USER = 1000;

/** Access level of a customer's own web user. */
const ACCESS_LEVEL = '1';

/** Without the letters and digits that look alike. */
const PASSWORD_CHARACTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const PASSWORD_LENGTH = 12;

/** Checks a self-care login of the caller or below. A one-time password ends with 410 and is used up by it. */
export const authCustomer: ApiFunction = (context) => {
  const { store, members } = context;
  needAuthentication(context);
  const login = requiredText(members, 'username');
  const password = requiredText(members, 'password');
  const customer = reachable(context, login) ?? refuse('authentication', 'Authentication failed');
  const { i_customer, attributes } = customer;
  if (password === store.oneTimePassword(i_customer)) {
    store.commit({ kind: 'oneTimePassword', i_customer, password: null });
    refuse(410, 'Authenticated by one time password');
  }
  if (password !== textAttribute(attributes, 'web_password')) refuse('authentication', 'Authentication failed');
  return { i_customer: int(i_customer), i_web_user: int(FIRST_WEB_USER + i_customer), i_access_level: ACCESS_LEVEL };
};

/** Gives the caller, or a customer below, a new one-time password; the one before stops working. */
export const resetCustomerOneTimePassword: ApiFunction = (context) => {
  needAuthentication(context);
  const login = requiredText(context.members, 'web_login');
  const { i_customer } = reachable(context, login) ?? refuse('notFound', 'Customer not found');
  const password = freshPassword();
  context.store.commit({ kind: 'oneTimePassword', i_customer, password });
  return { password };
};

/** Blocks a customer at any depth below the caller. */
export const blockCustomer: ApiFunction = (context) => block(context, true);

/** Unblocks a customer at any depth below the caller. */
export const unblockCustomer: ApiFunction = (context) => block(context, false);

/** Only top-level customers reach further than their own sub-customers (sippy.md section 2, "Scope"). */
function block(context: Context, blocked: boolean): ReturnType<ApiFunction> {
  const { store, caller } = context;
  const customer = descendantOf(context);
  const topLevel = caller.parent === null || store.directory.customer(caller.parent)?.parent === null;
  if (!topLevel && customer.parent !== caller.i_customer) refuse('notFound', 'Customer not found');
  store.commit({ kind: 'blocked', i_customer: customer.i_customer, blocked });
  return {};
}

function reachable({ store, caller }: Context, login: string): Customer | null {
  const customer = store.directory.byLogin(login);
  if (customer === null || customer.i_customer === caller.i_customer) return customer;
  return store.directory.isBelow(customer.i_customer, caller.i_customer) ? customer : null;
}

function freshPassword(): string {
  const characters = Array.from({ length: PASSWORD_LENGTH }, () => randomInt(PASSWORD_CHARACTERS.length));
  return characters.map((index) => PASSWORD_CHARACTERS[index]).join('');
}
