/** Packages of a customer: list_pkgs and order_pkg. */
import { decimal } from '../../money.ts';
import { ACCOUNT_SERVICE, DOMAINS, definitionOf, packageFor } from './catalog.ts';
import type { PackageDefinition } from './catalog.ts';
import { ownCustomer, textOf } from './context.ts';
import type { ApiFunction, Context } from './context.ts';
import { epochText } from './dates.ts';
import { customView } from './info.ts';
import { domainOf, newLogin, placeOrder } from './order.ts';
import type { Login } from './order.ts';
import { checkPassword } from './password.ts';
import type { PerlHash } from './perl.ts';
import { refuse } from './refusal.ts';
import { PACKAGE_COLORS, packageStatus } from './status.ts';
import type { Account, Book, OrderedPackage } from './types.ts';

const ERRORS = { none: 'unknown custnum', unknown: 'unknown custnum' };

/** Packages that are not cancelled, with their services; there is no `error`. */
export const listPkgs: ApiFunction = (context) => {
  const customer = ownCustomer(context, ERRORS);
  const book = context.store.book(customer);
  return {
    svcnum: '',
    custnum: customer.custnum,
    cust_pkg: book.packages.filter(({ cancel }) => cancel === null).map((ordered) => rowOf(ordered, book)),
    small_custview: customView(customer, book),
    date_format: '%m/%d/%Y',
  };
};

/** Orders one more package; after a decline it is there, cancelled. */
export const orderPkg: ApiFunction = (context) => {
  const { custnum, agentnum } = ownCustomer(context, ERRORS);
  const pkgpart = textOf(context, 'pkgpart');
  const definition = packageFor(agentnum, pkgpart) ?? refuse(`unknown pkgpart ${pkgpart}`);
  const login = loginFor(context, definition);
  const quantity = textOf(context, 'quantity') === '' ? '1' : textOf(context, 'quantity');
  if (!/^[1-9]\d{0,3}$/.test(quantity)) refuse(`Illegal (numeric) quantity: ${quantity}`);
  const { order, outcome } = placeOrder(context, { definition, quantity, login, prepaid: decimal('0.00') });
  context.store.commit({ kind: 'order', custnum, ...order });
  if (outcome === 'declined') return { error: '_decline', bill_error: 'Card declined' };
  return { error: '', pkgnum: order.package.pkgnum, svcnum: order.account?.svcnum ?? '' };
};

/** The account that the order makes: the package's own kind unless `svcpart` says `none`. */
function loginFor(context: Context, definition: PackageDefinition): Login | null {
  const svcpart = textOf(context, 'svcpart');
  if (svcpart === 'none' || (svcpart === '' && !definition.hasAccount)) return null;
  if (svcpart !== '' && (svcpart !== ACCOUNT_SERVICE.svcpart || !definition.hasAccount)) {
    refuse(`Unknown svcpart ${svcpart}`);
  }
  const login = newLogin(context, namedDomain(context));
  const password = textOf(context, '_password');
  if (password === '') refuse('Empty password');
  const { passwordPolicy, branch } = context.switches;
  if (passwordPolicy === 'on' && branch === 'master') checkPassword(password, [login.username]);
  return login;
}

/** Here a domain can be given by its name too. */
function namedDomain(context: Context): string {
  const name = textOf(context, 'domain').toLowerCase();
  if (name === '') return domainOf(context);
  return [...DOMAINS.values()].includes(name) ? name : refuse('Unknown domain');
}

function rowOf(ordered: OrderedPackage, { accounts }: Book): PerlHash {
  const { pkg, comment, freq } = definitionOf(ordered.pkgpart);
  const status = packageStatus(ordered);
  const services = accounts.filter(({ pkgnum }) => pkgnum === ordered.pkgnum).map(serviceOf);
  return {
    pkgnum: ordered.pkgnum,
    pkgpart: ordered.pkgpart,
    pkg,
    pkg_label: `${pkg} - ${comment}`,
    status,
    statuscolor: PACKAGE_COLORS[status],
    quantity: ordered.quantity,
    order_date: epochText(ordered.order_date),
    start_date: '',
    setup: epochText(ordered.setup),
    bill: epochText(ordered.bill),
    last_bill: epochText(ordered.last_bill),
    susp: epochText(ordered.susp),
    cancel: epochText(ordered.cancel),
    expire: '',
    freq,
    plan: 'flat',
    comment,
    immutable: '',
    part_svc: definitionOf(ordered.pkgpart).hasAccount && services.length === 0 ? [{ ...ACCOUNT_SERVICE }] : [],
    cust_svc: services,
    primary_cust_svc: services[0] ?? {},
  };
}

/** `label` is a list: what kind it is, its value, its table. */
function serviceOf({ svcnum, pkgnum, username, domain }: Account): PerlHash {
  const { svcpart, svc, svcdb } = ACCOUNT_SERVICE;
  return { svcnum, svcpart, pkgnum, label: [svc, `${username}@${domain}`, svcdb] };
}
