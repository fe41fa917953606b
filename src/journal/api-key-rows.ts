/** The table of API keys: its rows, and the check of all of them against the chain. */
import type { Kysely, Transaction } from 'kysely';
import { isKeyAction, keyOfText, textOfKey, type ApiKey, type StoredApiKey } from './api-key.ts';
import type { Subject } from './appending.ts';
import { canonicalJson } from './canonical.ts';
import { apiKeyMac } from './chain.ts';
import { JournalFault } from './faults.ts';
import { storable, type ApiKeyRow, type EntryRow, type Tables } from './tables.ts';

/** A change of a key, and the place in the chain that it gets. */
export interface KeyChange {
  readonly transaction: Transaction<Tables>;
  readonly chainKey: Buffer;
  /** Sequence of the entry that `append` adds. */
  readonly entry: number;
  append(subject: Subject): Promise<void>;
}

/** Adds a key; see `JournalStore.addKey`. */
export async function insertKey(change: KeyChange, key: ApiKey): Promise<boolean> {
  const { transaction } = change;
  if ((await rowWithId(transaction, key.id)) !== undefined) return false;
  const row = { ...(await appended(change, key)), last_used_at: null };
  await transaction.insertInto('api_keys').values(row).execute();
  return true;
}

/** Revokes a key; see `JournalStore.revokeKey`. */
export async function revokeKey(change: KeyChange, id: string, at: Date): Promise<ApiKey | null> {
  const { transaction, chainKey } = change;
  const stored = await keyWithId(transaction, chainKey, id);
  if (stored === null) return null;
  // An edited key is not built upon: the next entry would make the edit look like a change of ours.
  if (!stored.isGenuine) throw new JournalFault('edited');
  if (stored.key.revokedAt !== null) return stored.key;
  const key = { ...stored.key, revokedAt: at };
  const row = await appended(change, key);
  await transaction.updateTable('api_keys').set(row).where('id', '=', row.id).execute();
  return key;
}

/** What is found under an id; see `JournalStore.keyById`. */
export async function keyWithId(database: Kysely<Tables>, chainKey: Buffer, id: string): Promise<StoredApiKey | null> {
  const row = await rowWithId(database, id);
  return row === undefined ? null : storedKeyOf(chainKey, row);
}

/** All keys; see `JournalStore.keys`. */
export async function allKeys(database: Kysely<Tables>, chainKey: Buffer): Promise<readonly StoredApiKey[]> {
  const rows = await database.selectFrom('api_keys').selectAll().orderBy('id').execute();
  return rows.map((row) => storedKeyOf(chainKey, row));
}

async function appended(change: KeyChange, key: ApiKey): Promise<Omit<ApiKeyRow, 'last_used_at'>> {
  const { chainKey, entry } = change;
  const body = textOfKey(key);
  // The row of the key is the snapshot; whoever reads the log gets no hash of the secret.
  const { secretHash: _, ...shown } = key;
  const detail = storable(canonicalJson({ apiKey: shown }));
  await change.append({ operation_id: null, snapshot: body, trace_hash: null, tenant: key.tenant, detail });
  return { id: key.id, body, entry, mac: apiKeyMac(chainKey, key.id, body, entry) };
}

/** A row of another hand is told apart before it is read. */
function storedKeyOf(chainKey: Buffer, row: ApiKeyRow): StoredApiKey {
  const { id, body, entry, mac, last_used_at } = row;
  if (mac !== apiKeyMac(chainKey, id, body, entry)) return { isGenuine: false, id };
  return { isGenuine: true, key: keyOfText(body), lastUsedAt: last_used_at === null ? null : new Date(last_used_at) };
}

function rowWithId(database: Kysely<Tables>, id: string): Promise<ApiKeyRow | undefined> {
  return database.selectFrom('api_keys').selectAll().where('id', '=', storable(id)).executeTakeFirst();
}

/** Notes a use, unless a later one is noted. */
export async function noteUse(transaction: Transaction<Tables>, id: string, at: Date): Promise<void> {
  const atMs = at.getTime();
  await transaction
    .updateTable('api_keys')
    .set({ last_used_at: atMs })
    .where('id', '=', storable(id))
    .where((eb) => eb.or([eb('last_used_at', 'is', null), eb('last_used_at', '<', atMs)]))
    .execute();
}

/** Checks keys against the chain: to be given its entries in their order, then the rows that are read afterwards. */
export class ApiKeyCheck {
  readonly #chainKey: Buffer;
  /** Sequence of the last entry about each key. */
  readonly #last = new Map<string, number>();

  constructor(chainKey: Buffer) {
    this.#chainKey = chainKey;
  }

  /** Takes note of an entry. */
  next({ action, snapshot, sequence }: EntryRow): void {
    if (!isKeyAction(action) || snapshot === null) return;
    try {
      this.#last.set(keyOfText(snapshot).id, sequence);
    } catch {
      // The check of the chain tells that this entry was edited.
    }
  }

  /** What is wrong with the keys, as sentences; [] when each is as its last entry says. Throws the database's errors. */
  async end(database: Kysely<Tables>): Promise<readonly string[]> {
    const rows = await database
      .selectFrom('api_keys')
      .leftJoin('entries', 'entries.sequence', 'api_keys.entry')
      .selectAll('api_keys')
      .select(['entries.snapshot', 'entries.action'])
      .orderBy('api_keys.id')
      .execute();
    const present = new Set(rows.map(({ id }) => id));
    const missing = [...this.#last].filter(([id]) => !present.has(id));
    return [
      ...rows.flatMap((row) => this.#problemsOf(row)),
      ...missing.map(([id, sequence]) => `API key ${id} is missing: entry ${sequence} is about it.`),
    ];
  }

  #problemsOf(row: ApiKeyRow & { readonly snapshot: string | null; readonly action: string | null }) {
    const { id, entry, body, snapshot, action } = row;
    const isNoted = action !== null && isKeyAction(action) && snapshot !== null;
    if (!isNoted || !storedKeyOf(this.#chainKey, row).isGenuine || snapshot !== body)
      return [`API key ${id} is not what was written: it was added or changed.`];
    const last = this.#last.get(id) ?? entry;
    return last <= entry ? [] : [`API key ${id} was put back to what entry ${entry} says: entry ${last} is newer.`];
  }
}
