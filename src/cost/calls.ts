/** How a field of the schema says what it calls: the option `calls` of the builder, kept in the field's extensions. */
import type { ReadName } from '../providers/costs.ts';
import type { WriteName } from '../providers/provider.ts';
import type { ClientPart } from '../providers/records.ts';

/** Fields whose calls depend on their arguments in a way of their own; each has its function in `specials.ts`. */
export type Special =
  | 'listClients'
  | 'sumUpClients'
  | 'membersOfPackage'
  | 'findClient'
  | 'fetchNodes'
  | 'fetchEntities'
  | 'namedAccount'
  | 'reconcile'
  | 'lookForOperation'
  | 'askAccount';

/** What a field calls besides what its parent has called. */
export type FieldCalls =
  /** It uses its context and calls nothing. */
  | 'nothing'
  /** Reads of the account, client or package that the parent is, or belongs to. */
  | {
      readonly reads: readonly ReadName[];
      /** The record is only read where the list of clients lacks this part of it. */
      readonly part?: ClientPart;
      /** True when another argument is another answer. */
      readonly byArguments?: true;
    }
  /** One object, by a number that the parent has. */
  | { readonly loads: 'clients' | 'packages' }
  /** A write, with all that is checked and looked for before. */
  | { readonly writes: WriteName }
  | { readonly does: Special; readonly reads?: readonly ReadName[] };
