/** What a caller may be allowed to do. The rules that ask for these stand with the types and fields in `src/graphql/`. */

/** Every scope, with what it allows. The order is that of the documents. */
export const scopes = {
  'clients:read': 'Read clients, packages and what belongs to them, with personal data masked.',
  'clients:pii': 'See personal data: names, e-mail addresses, phone numbers, postal addresses.',
  'ledger:read': "Read money: balances, charges, deposits, totals, the reseller's own books.",
  'clients:write': 'Change clients: profile, threshold, suspension, deletion, one-time password.',
  'charges:write': 'Debit clients.',
  'payments:write': 'Credit clients.',
  'signups:write': 'Create clients.',
  'mail:write': 'Create mailboxes and forwarding addresses.',
  'operations:read': 'Read the journal of writes and the audit log.',
  'operations:resolve': 'State the outcome of a write that nobody else can tell.',
} as const;

/** The name of a scope. */
export type Scope = keyof typeof scopes;

/** All names. */
export const allScopes = Object.keys(scopes) as readonly Scope[];

/** True for the name of a scope. */
export function isScope(text: string): text is Scope {
  return Object.hasOwn(scopes, text);
}
