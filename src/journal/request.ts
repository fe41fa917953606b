/** What the journal is asked to write. */
import type { GatewayError } from '../errors.ts';
import type { MoneyLimits } from '../access/caller.ts';
import type { Money } from '../money.ts';
import type { CallScope, Delivery, Trace, WriteName } from '../providers/provider.ts';

/** A write with everything that the journal keeps of it. */
export interface WriteRequest<Output> {
  /** The tenant that asks: keys of two are different keys. */
  readonly caller: string;
  /** Who it is within the tenant, for the chain. */
  readonly actor: string;
  /** Null: no key was given, the write stands alone. */
  readonly idempotencyKey: string | null;
  readonly kind: WriteName;
  readonly delivery: Delivery;
  readonly account: string;
  readonly clientId: string | null;
  readonly amount: Money | null;
  /** What the caller may move; null for no bound. */
  readonly moneyLimits: MoneyLimits | null;
  readonly reason: string | null;
  /** The whole input. Only a keyed hash of it is kept, since it may hold a password. */
  readonly input: unknown;
  /** What is kept to look for it after a lost answer; null where there is nothing to look for. */
  readonly trace: Trace | null;
  /** Longest time from the call of `run` to the end of `send`, however long the journal takes before it begins. */
  readonly sendTimeoutMs: number;
  /** What looks are made with. Its signal ends the wait for a send of another process, not the send itself. */
  readonly scope: CallScope;
  /** Sends once. `mark` is to stand in the upstream's books where these have a place for it. */
  send(mark: string): Promise<Output>;
  /** True for a refusal that, after an earlier send with an unknown outcome, says that this one was applied. */
  isDone?(refusal: GatewayError): boolean;
  /** The id of the client that the write has created. */
  createdClientId?(output: Output): string | null;
  /** The upstream's id of the row that the write has made. */
  madeRowId?(output: Output): string | null;
}

/** The whole input as one text in which the order of properties does not matter. */
export function canonicalInput<Output>({ kind, account, clientId, input }: WriteRequest<Output>): string {
  return JSON.stringify([kind, account, clientId, input], sortedKeys);
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
