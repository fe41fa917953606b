/** Many clients at once, where the upstream reads one at a time or lists all. */
import { GatewayError } from '../../errors.ts';
import type { ByKey } from '../provider.ts';
import type { ClientRecord } from '../records.ts';

/** How clients are read. */
export interface ClientReads {
  /** Up to so many different ids are read one by one. */
  readonly listAboveIds: number;
  readonly list: () => Promise<readonly ClientRecord[]>;
  readonly each: (ids: readonly string[]) => Promise<ByKey<ClientRecord>>;
}

/**
 * Clients by ids: few of them one by one, more from the list, whose records may lack parts. Those that the list does not
 * have, or all where it cannot be read, are asked for one by one, so that the number of ids never decides what is found.
 */
export async function manyClients(
  ids: readonly string[],
  { listAboveIds, list, each }: ClientReads,
): Promise<ByKey<ClientRecord>> {
  const wanted = new Set(ids);
  if (wanted.size <= listAboveIds) return each([...wanted]);
  const listed = await listedBy(list);
  const found = new Map<string, ClientRecord | GatewayError>();
  for (const client of listed) if (wanted.has(client.upstreamId)) found.set(client.upstreamId, client);
  const strangers = [...wanted].filter((id) => !found.has(id));
  if (strangers.length > 0) for (const [id, client] of await each(strangers)) found.set(id, client);
  return found;
}

async function listedBy(list: ClientReads['list']): Promise<readonly ClientRecord[]> {
  try {
    return await list();
  } catch (error) {
    if (error instanceof GatewayError) return [];
    throw error;
  }
}
