/** What every function of the stand-in works with, and who is asking. */
import type { Parameters, PerlHash } from './perl.ts';
import { CANNOT_RESUME, refuse } from './refusal.ts';
import type { Sessions } from './sessions.ts';
import type { FreesideStore } from './store.ts';
import type { FreesideSwitches } from './switchboard.ts';
import type { Customer } from './types.ts';

/** State and switches at the time of the call, and its parameters. */
export interface Context {
  readonly store: FreesideStore;
  readonly sessions: Sessions;
  readonly switches: FreesideSwitches;
  /** Epoch seconds by the sandbox's clock. */
  readonly now: number;
  readonly parameters: Parameters;
}

/** One function: returns the whole result. Throws a `Refusal` or a `PerlFault`. */
export type ApiFunction = (context: Context) => PerlHash;

/** A parameter's text; empty when it is absent or undef. */
export function textOf({ parameters }: Pick<Context, 'parameters'>, name: string): string {
  return parameters.get(name) ?? '';
}

/** The number of the agent whose `session_id` this is. */
export function agentOf(context: Context, name = 'session_id'): string {
  return context.sessions.agentOf(textOf(context, name), context.now) ?? refuse(CANNOT_RESUME);
}

/** Texts of a customer-level method for a customer that is not named, and for one that this agent does not have. */
export interface CustomerErrors {
  readonly none: string;
  readonly unknown: string;
}

/**
 * The agent's own customer that a customer-level method is about. A `session_id` would be a customer's own session, of
 * another name space, so that an agent's is not found there (freeside.md section 2.4).
 */
export function ownCustomer(context: Context, errors: CustomerErrors): Customer {
  if (textOf(context, 'session_id') !== '') refuse(CANNOT_RESUME);
  const agentnum = agentOf(context, 'agent_session_id');
  const wanted = textOf(context, 'custnum');
  if (wanted === '') refuse(errors.none);
  const custnum = /^0*(\d{1,15})$/.exec(wanted)?.[1] ?? '';
  const customer = context.store.customer(custnum);
  return customer?.agentnum === agentnum ? customer : refuse(`${errors.unknown} ${wanted}`);
}
