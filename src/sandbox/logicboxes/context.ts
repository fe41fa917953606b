/** What every function of the stand-in works with. */
import type { SandboxClock } from '../clock.ts';
import { required } from './checks.ts';
import type { Parameters } from './params.ts';
import { refuse } from './refusal.ts';
import type { LogicboxesStore } from './store.ts';
import type { LogicboxesSwitches } from './switchboard.ts';
import type { Customer } from './types.ts';
import type { Value } from './values.ts';

/** State, clock and switches at the time of the call, and its parameters. */
export interface Context {
  readonly store: LogicboxesStore;
  readonly clock: SandboxClock;
  readonly switches: LogicboxesSwitches;
  readonly parameters: Parameters;
}

/** One function: returns the whole answer. Throws a `Refusal` for an error. */
export type ApiFunction = (context: Context) => Value;

/** Unix seconds by the sandbox's clock. */
export function nowSeconds(clock: SandboxClock): number {
  return Math.floor(clock.now().valueOf() / 1000);
}

/** The customer that the parameter `customer-id` names, deleted or not. */
export function customerOf({ store, parameters }: Context): Customer {
  return store.customer(required(parameters, 'customer-id')) ?? refuse('Invalid customer-id');
}

/** The same for a change: a deleted customer takes none. */
export function livingCustomerOf(context: Context): Customer {
  const customer = customerOf(context);
  return customer.customerstatus === 'Deleted' ? refuse('Invalid customer-id') : customer;
}
