/** What the CRM knows: clients by both of their keys, the people behind them, and what has to be done. */

/** A client as the billing gateway tells of it, once, when the CRM is filled. */
export interface ImportedClient {
  /** Global id. */
  readonly id: string;
  /** Name of the reseller account. */
  readonly account: string;
  /** Number in the upstream's books. */
  readonly upstreamId: string;
  readonly displayName: string;
}

/** A client with what the CRM adds to it. */
export interface CrmClient {
  readonly id: string;
  readonly account: { readonly name: string };
  readonly upstreamId: string;
  readonly accountManager: string;
  readonly notes: readonly string[];
}

/** A person. */
export interface Contact {
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly upstreamId: string;
}

/** Something to do. */
export interface Task {
  readonly id: string;
  readonly title: string;
  /** Global id of a client. */
  readonly clientId: string | null;
  readonly due: string | null;
}

const MANAGERS = ['Ada Lund', 'Ben Okoro', 'Cleo Marin'] as const;

/** The books, in memory. */
export class Books {
  readonly contacts: readonly Contact[];
  readonly tasks: readonly Task[];
  readonly #byId = new Map<string, CrmClient>();
  /** Global ids by account and number. */
  readonly #ids = new Map<string, string>();

  constructor(imported: readonly ImportedClient[]) {
    for (const [index, { id, account, upstreamId }] of imported.entries()) {
      const accountManager = MANAGERS[index % MANAGERS.length]!;
      this.#byId.set(id, { id, account: { name: account }, upstreamId, accountManager, notes: [] });
      this.#ids.set(numberKey(account, upstreamId), id);
    }
    this.contacts = imported.map(({ account, upstreamId, displayName }, index) => ({
      id: `contact-${index + 1}`,
      name: `${displayName}, reception`,
      account,
      upstreamId,
    }));
    this.tasks = [
      { id: 'task-1', title: 'Ask how the new line works', clientId: imported[0]?.id ?? null, due: '2026-12-01' },
      { id: 'task-2', title: 'Tidy up the list of leads', clientId: null, due: null },
    ];
  }

  /** Undefined for a client that the CRM does not know. */
  byId(id: string): CrmClient | undefined {
    return this.#byId.get(id);
  }

  /** Undefined for a client that the CRM does not know. */
  byNumber(account: string, upstreamId: string): CrmClient | undefined {
    const id = this.#ids.get(numberKey(account, upstreamId));
    return id === undefined ? undefined : this.#byId.get(id);
  }

  /** Who speaks for a client. */
  contactsOf({ account, upstreamId }: CrmClient): readonly Contact[] {
    return this.contacts.filter((contact) => contact.account === account.name && contact.upstreamId === upstreamId);
  }

  /** Adds a note; undefined for a client that the CRM does not know. */
  addNote(account: string, upstreamId: string, text: string): CrmClient | undefined {
    const client = this.byNumber(account, upstreamId);
    if (client === undefined) return undefined;
    const changed = { ...client, notes: [...client.notes, text] };
    this.#byId.set(client.id, changed);
    return changed;
  }
}

function numberKey(account: string, upstreamId: string): string {
  return JSON.stringify([account, upstreamId]);
}
