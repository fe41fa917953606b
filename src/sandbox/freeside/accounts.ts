/** Accounts by user name and domain: whether one is free, and suspension of the package that holds one. */
import { DOMAINS } from './catalog.ts';
import { agentOf, textOf } from './context.ts';
import type { ApiFunction, Context } from './context.ts';
import { refuse } from './refusal.ts';
import type { OrderedPackage } from './types.ts';

/** Whether a user name is free. An unknown domain has every name free, unless the switch says otherwise. */
export const checkUsername: ApiFunction = (context) => {
  agentOf(context);
  const domain = textOf(context, 'domain');
  const isKnown = [...DOMAINS.values()].includes(domain.toLowerCase());
  if (!isKnown && context.switches.unknownDomain === 'error') refuse('Unknown domain');
  const taken = context.store.account(textOf(context, 'username'), domain) !== null;
  return { error: '', available: taken ? '0' : '1' };
};

/** Suspends the whole package of an account; one that is supplemental to another stays as it is, and `error` is undef. */
export const suspendUsername: ApiFunction = (context) => {
  const { custnum, ordered } = packageOfAccount(context);
  if (ordered.cancel !== null) refuse(`Can't suspend cancelled package ${ordered.pkgnum}`);
  if (ordered.mainPkgnum !== null) return { error: null };
  if (ordered.susp === null) {
    context.store.commit({ kind: 'suspension', custnum, pkgnum: ordered.pkgnum, susp: context.now });
  }
  return { error: '' };
};

/** Ends the suspension of the whole package of an account. */
export const unsuspendUsername: ApiFunction = (context) => {
  const { custnum, ordered } = packageOfAccount(context);
  if (ordered.cancel !== null) refuse(`Can't unsuspend cancelled package ${ordered.pkgnum}`);
  if (ordered.susp !== null) {
    context.store.commit({ kind: 'suspension', custnum, pkgnum: ordered.pkgnum, susp: null });
  }
  return { error: '' };
};

/** The package of the account that the call names, if it is the agent's own. */
function packageOfAccount(context: Context): { custnum: string; ordered: OrderedPackage } {
  const agentnum = agentOf(context);
  const { store } = context;
  const found = store.account(textOf(context, 'username'), textOf(context, 'domain')) ?? refuse('Account not found');
  const { account, custnum } = found;
  const customer = custnum === null ? null : store.customer(custnum);
  if (customer === null || account.pkgnum === null) refuse('Unlinked account');
  if (customer.agentnum !== agentnum) refuse('Not your account');
  const { packages } = store.book(customer);
  const ordered = packages.find(({ pkgnum }) => pkgnum === account.pkgnum) ?? refuse('Unlinked account');
  return { custnum: customer.custnum, ordered };
}
