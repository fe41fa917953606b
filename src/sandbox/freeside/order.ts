/** A package with its account and its first invoice, as new_customer and order_pkg make them. */
import { addDecimals, decimal, isPositive, negateDecimal } from '../../money.ts';
import type { Decimal } from '../../money.ts';
import { times } from './amounts.ts';
import { DOMAINS } from './catalog.ts';
import type { PackageDefinition } from './catalog.ts';
import { textOf } from './context.ts';
import type { Context } from './context.ts';
import { monthsLater } from './dates.ts';
import { refuse } from './refusal.ts';
import type { Account, Entry } from './types.ts';
import type { Order } from './writes.ts';

/** User name and domain of an account that is to be made. */
export type Login = Pick<Account, 'username' | 'domain'>;

/** What is ordered. */
export interface Wanted {
  readonly definition: PackageDefinition;
  /** Digits, 1 and more. */
  readonly quantity: string;
  /** Null = no account. */
  readonly login: Login | null;
  /** Money that a prepaid card brings along; `0.00` for none. */
  readonly prepaid: Decimal;
}

/** What an order has led to. */
export interface Placed {
  readonly order: Order;
  /** `declined`: the package is cancelled again. `collecting`: a third party has to collect what is owed. */
  readonly outcome: 'ordered' | 'declined' | 'collecting';
  /** What is still to be paid of the first invoice. */
  readonly owed: Decimal;
}

/** Shortest and longest user name. */
const USERNAME_LENGTHS = [2, 64] as const;

/** A free user name: in lower case, whatever was sent. */
export function newLogin(context: Context, domain: string): Login {
  const given = textOf(context, 'username');
  const username = given.toLowerCase();
  const [shortest, longest] = USERNAME_LENGTHS;
  const isGood = /^[a-z0-9_.&%:/=#!-]+$/.test(username) && username.length >= shortest && username.length <= longest;
  if (!isGood) refuse(`Illegal username (${shortest}-${longest}): ${given}`);
  if (context.store.account(username, domain) !== null) refuse('Username in use');
  return { username, domain };
}

/** The domain that `domsvc` names by the number of its service; the first one unless it is given. */
export function domainOf(context: Context): string {
  const domsvc = textOf(context, 'domsvc');
  const [standard = ''] = DOMAINS.values();
  return domsvc === '' ? standard : (DOMAINS.get(domsvc) ?? refuse(`Unknown domsvc ${domsvc}`));
}

/**
 * Prepares an order; nothing is kept yet. The set-up fee is billed at once, the recurring fee at the end of its first
 * period. How it is paid is a switch: not at all, at once, declined, or by a third party.
 */
export function placeOrder(context: Context, wanted: Wanted): Placed {
  const { now, switches } = context;
  const due = invoiceFor(context, wanted);
  const paid: Entry[] = isPositive(wanted.prepaid) ? [{ type: 'Payment', date: now, amount: wanted.prepaid }] : [];
  const owed = addDecimals(due?.amount ?? decimal('0.00'), negateDecimal(wanted.prepaid));
  const isOwing = due !== null && isPositive(owed);
  if (isOwing && switches.realtimeBilling === 'decline') {
    return { order: { ...packageFor(context, wanted, now), account: null, entries: paid }, outcome: 'declined', owed };
  }
  if (isOwing && switches.realtimeBilling === 'paid') paid.push({ type: 'Payment', date: now, amount: owed });
  const entries = due === null ? paid : [due.invoice, ...paid];
  const order: Order = { ...packageFor(context, wanted, null), entries };
  return { order, outcome: isOwing && switches.realtimeBilling === 'collect' ? 'collecting' : 'ordered', owed };
}

function packageFor(
  { store, now }: Context,
  wanted: Wanted,
  cancel: number | null,
): Pick<Order, 'package' | 'account'> {
  const { definition, quantity, login } = wanted;
  const pkgnum = store.freshNumber('pkgnum');
  const recurs = definition.freq !== '0' && cancel === null;
  return {
    package: {
      pkgnum,
      pkgpart: definition.pkgpart,
      quantity,
      order_date: now,
      setup: now,
      bill: recurs ? monthsLater(now, Number(definition.freq)) : null,
      last_bill: null,
      susp: null,
      cancel,
      mainPkgnum: null,
    },
    account: login === null ? null : { svcnum: store.freshNumber('svcnum'), pkgnum, ...login },
  };
}

function invoiceFor({ store, now }: Context, wanted: Wanted): { invoice: Entry; amount: Decimal } | null {
  const { pkg, setup_fee } = wanted.definition;
  const amount = times(setup_fee, wanted.quantity);
  if (!isPositive(amount)) return null;
  const lines = [{ text: `${pkg} Setup`, amount, from: null, to: null }];
  return { invoice: { type: 'Invoice', invnum: store.freshNumber('invnum'), date: now, lines }, amount };
}
