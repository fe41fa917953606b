/** States of packages and customers, with the colours and labels that Freeside gives them (freeside.md section 3.2). */
import { definitionOf } from './catalog.ts';
import type { OrderedPackage } from './types.ts';

/** State of a customer, as Freeside's code for it. */
export type CustomerStatus = 'prospect' | 'active' | 'ordered' | 'inactive' | 'suspended' | 'cancelled';

/** Colour (hexadecimal) and label of each state. */
export const CUSTOMER_STATUS: Readonly<Record<CustomerStatus, { readonly color: string; readonly label: string }>> = {
  prospect: { color: 'FF00F5', label: 'No packages' },
  active: { color: '00CC00', label: 'Active' },
  ordered: { color: '009999', label: 'Ordered' },
  inactive: { color: '0000CC', label: 'Inactive' },
  suspended: { color: 'FF9900', label: 'Suspended' },
  cancelled: { color: 'FF0000', label: 'Cancelled' },
};

/** State of a package. */
export type PackageStatus = 'active' | 'suspended' | 'not yet billed' | 'one-time charge' | 'cancelled';

/** Colour (hexadecimal) of each state of a package. */
export const PACKAGE_COLORS: Readonly<Record<PackageStatus, string>> = {
  active: '00CC00',
  suspended: 'FF9900',
  'not yet billed': '009999',
  'one-time charge': '0000CC',
  cancelled: 'FF0000',
};

/** The state of a package. */
export function packageStatus(ordered: OrderedPackage): PackageStatus {
  if (ordered.cancel !== null) return 'cancelled';
  if (ordered.susp !== null) return 'suspended';
  if (ordered.setup === null) return 'not yet billed';
  return definitionOf(ordered.pkgpart).freq === '0' ? 'one-time charge' : 'active';
}

/** The state of a customer with these packages: one that is active makes the customer so. */
export function customerStatus(packages: readonly OrderedPackage[]): CustomerStatus {
  if (packages.length === 0) return 'prospect';
  const states = new Set(packages.map(packageStatus));
  if (states.has('active')) return 'active';
  if (states.has('suspended')) return 'suspended';
  if (states.has('not yet billed')) return 'ordered';
  return states.has('one-time charge') ? 'inactive' : 'cancelled';
}
