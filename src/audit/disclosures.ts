/**
 * What personal data one GraphQL operation has handed out: which fields, of which clients. Every field that is marked
 * `personal` tells when it is executed; whose it was shows in the object that it belongs to.
 */
import type { DisclosedClients } from '../journal/disclosed.ts';

/** Clients that one entry names; of more it says how many there were. */
export const MAX_NAMED_CLIENTS = 200;

/** What was handed out. */
export interface Disclosed {
  /** Coordinates of the fields, such as "Client.email", sorted. */
  readonly fields: readonly string[];
  /** By account, sorted by name. */
  readonly accounts: readonly DisclosedClients[];
}

/** Gathers what an operation hands out. Costs a step for each personal field of each object. */
export class Disclosures {
  readonly #fields = new Set<string>();
  /** Objects with a personal field that was handed out. */
  readonly #objects = new Set<unknown>();
  /** Clients of whom an object was handed out that does not tell whose it is. */
  readonly #holders = new Set<unknown>();
  #last: unknown = null;

  /** A personal field of an object was executed, and is not empty. */
  field(coordinate: string, object: unknown): void {
    this.#fields.add(coordinate);
    // Fields of one object are executed one after the other.
    if (object === this.#last) return;
    this.#last = object;
    this.#objects.add(object);
  }

  /**
   * Personal data were looked through for a value that the caller has given, which tells of whom it finds whether they
   * have it. `found` are the clients, and the accounts that were asked, as objects with `account`.
   */
  search(coordinate: string, found: readonly object[]): void {
    this.#fields.add(coordinate);
    for (const object of found) this.#objects.add(object);
  }

  /** An object that belongs to a client was handed out. */
  holder(client: unknown): void {
    this.#holders.add(client);
  }

  /** What was handed out so far; null for no personal data. */
  disclosed(): Disclosed | null {
    if (this.#fields.size === 0) return null;
    const clients = new Map<string, Set<string>>();
    let isWhole = true;
    for (const object of this.#objects) isWhole = add(clients, ownerOf(object)) && isWhole;
    // An object says nothing of its owner: any of those whose objects were handed out may be it.
    if (!isWhole) for (const holder of this.#holders) add(clients, ownerOf(holder));
    return { fields: [...this.#fields].toSorted(), accounts: accountsOf(clients) };
  }
}

/** Where something belongs; `clientId` is null for what belongs to an account as a whole. */
interface Owner {
  readonly account: string;
  readonly clientId: string | null;
}

function add(clients: Map<string, Set<string>>, owner: Owner | null): boolean {
  if (owner === null) return false;
  const known = clients.get(owner.account) ?? new Set();
  clients.set(owner.account, known);
  if (owner.clientId !== null) known.add(owner.clientId);
  return true;
}

/** As much as is known of the objects of the graph; their classes are not imported here. */
interface AnyObject {
  readonly typename?: unknown;
  readonly account?: { readonly name?: unknown } | null;
  readonly record?: { readonly upstreamId?: unknown };
  readonly client?: AnyObject | null;
  readonly operation?: { readonly clientId?: unknown } | null;
  readonly row?: { readonly clientId?: unknown };
}

/** Whose an object is; null when it does not tell. */
function ownerOf(object: unknown): Owner | null {
  if (typeof object !== 'object' || object === null) return null;
  const { typename, account, record, client, operation, row } = object as AnyObject;
  if (client != null) return ownerOf(client);
  if (typeof account?.name !== 'string') return null;
  const id = typename === 'Client' ? record?.upstreamId : (operation?.clientId ?? row?.clientId);
  return { account: account.name, clientId: typeof id === 'string' ? id : null };
}

/** The first clients of each account, as many as one entry names. */
function accountsOf(clients: ReadonlyMap<string, ReadonlySet<string>>): readonly DisclosedClients[] {
  let room = MAX_NAMED_CLIENTS;
  return [...clients]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([account, ids]) => {
      const clientIds = [...ids].slice(0, room);
      room -= clientIds.length;
      return { account, clientIds, clientCount: ids.size };
    });
}
