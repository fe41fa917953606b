/** Which accounts and clients an entry of the chain is about: rows to find it by, made of nothing but the entry. */
import { parseOperation } from './canonical.ts';
import { disclosedIn, type DisclosedClients } from './disclosed.ts';
import { storable, type EntryRow, type SubjectRow } from './tables.ts';

/** The `client_id` of an account as such. */
export const ACCOUNT_ITSELF = '';

/** The `client_id` of clients that an entry does not name, since they are too many. */
export const UNNAMED_CLIENTS = ' ';

/** The rows of an entry; [] for one without a tenant, and for one that nobody can read. */
export function subjectsOf(entry: EntryRow): readonly SubjectRow[] {
  const { sequence, tenant, at } = entry;
  if (tenant === null) return [];
  return namedIn(entry).flatMap(({ account, clientIds, clientCount }) => {
    const all = new Set([ACCOUNT_ITSELF, ...clientIds.map(storable)]);
    if (clientCount > clientIds.length) all.add(UNNAMED_CLIENTS);
    return [...all].map((client_id) => ({ sequence, tenant, account: storable(account), client_id, at }));
  });
}

function namedIn({ operation_id, snapshot, detail }: EntryRow): readonly DisclosedClients[] {
  try {
    if (operation_id !== null && snapshot !== null) {
      const { account, clientId } = parseOperation(snapshot);
      const clientIds = clientId === null ? [] : [clientId];
      return [{ account, clientIds, clientCount: clientIds.length }];
    }
    return detail === null ? [] : disclosedIn(JSON.parse(detail));
  } catch {
    // Not as it was written, which the chain's own hash shows.
    return [];
  }
}
