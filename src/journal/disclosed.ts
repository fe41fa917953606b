/** Of whom an entry of the chain says that something was handed out, or done. Data only. */

/** Clients of one account of whom something was handed out. */
export interface DisclosedClients {
  readonly account: string;
  /** Upstream ids: all of them, or the first ones where there are too many for one entry. */
  readonly clientIds: readonly string[];
  /** How many clients there were. */
  readonly clientCount: number;
}

/** What the detail of an entry says of clients; [] where it says nothing. */
export function disclosedIn(detail: unknown): readonly DisclosedClients[] {
  const { accounts } = (detail ?? {}) as { readonly accounts?: unknown };
  return Array.isArray(accounts) ? accounts.filter(isDisclosed) : [];
}

function isDisclosed(value: unknown): value is DisclosedClients {
  const { account, clientIds, clientCount } = (value ?? {}) as Partial<Record<keyof DisclosedClients, unknown>>;
  const areIds = Array.isArray(clientIds) && clientIds.every((id) => typeof id === 'string');
  return typeof account === 'string' && areIds && typeof clientCount === 'number';
}
