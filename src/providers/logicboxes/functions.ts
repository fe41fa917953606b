/** The upstream's functions that are used here, and how their parameters are written. Imports nothing. */

/** The upstream's name for people. */
export const WHO = 'LogicBoxes';

/** Functions that change nothing, as their path below `/api/`. */
export type ReadFunction =
  | 'billing/customer-archived-transactions/search'
  | 'billing/customer-balance'
  | 'billing/customer-transactions'
  | 'billing/customer-transactions/search'
  | 'billing/reseller-balance'
  | 'customers/details'
  | 'customers/details-by-id'
  | 'customers/search'
  | 'mock/products/reseller-price';

/** Functions that change something. */
export type WriteFunction =
  | 'billing/add-customer-debit-note'
  | 'billing/add-customer-fund'
  | 'customers/delete'
  | 'customers/modify'
  | 'customers/suspend'
  | 'customers/unsuspend'
  | 'customers/v2/signup'
  | 'mail/user/add'
  | 'mail/user/add-forward-only-account';

/** Any of the functions. */
export type FunctionName = ReadFunction | WriteFunction;

/** Names and values in the order in which they are sent; an array is its name repeated (logicboxes.md section 2.3). */
export type Parameters = readonly (readonly [name: string, value: string])[];

/** Parameters that are secrets, so that the upstream's words about them are scrubbed and plans redacted. */
export const secretParameters: ReadonlySet<string> = new Set(['passwd']);

/** An array parameter. */
export function repeated(name: string, values: readonly string[]): Parameters {
  return values.map((value) => [name, value] as const);
}
