/** What every function of the stand-in works with, and whom it may touch. */
import type { XmlRpcStruct, XmlRpcValue } from '../../wire/xmlrpc-values.ts';
import type { SandboxClock } from '../clock.ts';
import { numberAttribute } from './attributes.ts';
import { optionalText, optionalWhole, requiredWhole } from './members.ts';
import { missing, refuse } from './refusal.ts';
import type { SippyStore } from './store.ts';
import type { SippySwitches } from './switchboard.ts';
import type { Customer } from './types.ts';

/** State, clock and switches at the time of the call, who calls, and the members of the call's struct. */
export interface Context {
  readonly store: SippyStore;
  readonly clock: SandboxClock;
  readonly switches: SippySwitches;
  /** The customer who authenticated the call, or whom i_wholesaler names in trusted mode. */
  readonly caller: Customer;
  /** True in trusted mode: rights are not looked at. */
  readonly trusted: boolean;
  readonly members: XmlRpcStruct;
}

/** One function: returns the members beside `result`, in their order. Throws a `Refusal` for a fault. */
export type ApiFunction = (context: Context) => Readonly<Record<string, XmlRpcValue>>;

/** Bits of the rights that a customer can have. */
const RIGHTS = { add: 1, edit: 2, delete: 4 } as const;

/** The sub-customer that `i_customer` names. Others than the caller's own are not found (sippy.md section 2, "Scope"). */
export function customerOf({ store, caller, members }: Context): Customer {
  const customer = store.directory.customer(requiredWhole(members, 'i_customer'));
  return customer?.parent === caller.i_customer ? customer : customerNotFound();
}

/** The customer, at any depth below the caller, that `i_customer` names. */
export function descendantOf({ store, caller, members }: Context): Customer {
  const customer = store.directory.customer(requiredWhole(members, 'i_customer'));
  return customer !== null && store.directory.isBelow(customer.i_customer, caller.i_customer)
    ? customer
    : customerNotFound();
}

/** The sub-customer of a call that could also name an account; the stand-in has none. */
export function payerOf(context: Context): Customer {
  const { members } = context;
  if (optionalWhole(members, 'i_customer') !== null) return customerOf(context);
  if (optionalWhole(members, 'i_account') !== null) return refuse('notFound', 'Account not found');
  return missing('i_customer');
}

/** The sub-customer that `i_customer`, or else `name`, names. */
export function namedCustomer(context: Context): Customer {
  const { store, caller, members } = context;
  const name = optionalText(members, 'name');
  if (optionalWhole(members, 'i_customer') !== null || name === '') return customerOf(context);
  const customer = store.directory.byName(name);
  return customer?.parent === caller.i_customer ? customer : customerNotFound();
}

/** Ends the call when the caller lacks the right over his sub-customers; trusted hosts have every right. */
export function needRight({ caller, trusted }: Context, right: keyof typeof RIGHTS): void {
  const held = numberAttribute(caller.attributes, 'customers_mgmt');
  if (!trusted && (held & RIGHTS[right]) === 0) refuse('permission', 'Permission denied');
}

/** Ends the call in trusted mode: for methods whose documentation does not mention it (sippy.md section 2). */
export function needAuthentication({ trusted }: Context): void {
  if (trusted) refuse('permission', 'Permission denied');
}

function customerNotFound(): never {
  return refuse('notFound', 'Customer not found');
}
