/** Other operations of the same client: those whose outcome is open, and those that came after one. */
import type { CallScope } from '../providers/provider.ts';
import { openStates, sentStates, standingOf, type Operation } from './operation.ts';
import type { JournalStore, OperationFilter } from './store.ts';

/** Whose open charges and payments are asked for, and by whom. */
export interface OpenMoneyRequest {
  readonly account: string;
  readonly clientId: string;
  /** Its tenant. */
  readonly caller: string;
  /** Who it is within the tenant. */
  readonly actor: string;
  /** The key of the write that is about to be sent; null for none. */
  readonly idempotencyKey: string | null;
  readonly scope: CallScope;
}

/** What a process knows of operations besides the store. */
export interface Knowledge {
  /** True while this process sends the operation. */
  readonly isRunning: (operationId: string) => boolean;
  readonly latest: (stored: Operation) => Operation;
  /** The operation after a look into the upstream's books, where that can tell something. */
  readonly settled: (operation: Operation) => Promise<Operation>;
}

/** Operations of a client that are looked at. */
const MAX_NEIGHBOURS = 50;

/** Operations of a client that are looked for before another one is sent. */
const MAX_LOOKS_AT_ONCE = 5;

/**
 * Charges and payments of the client whose outcome is not known, after they have been looked for; newest first. What this
 * process is sending at the moment is none of them, and what the key stands for is not either. Throws GatewayError when the
 * store cannot be read.
 */
export async function openMoney(
  store: JournalStore,
  { account, clientId, caller, idempotencyKey }: OpenMoneyRequest,
  { isRunning, latest, settled }: Knowledge,
): Promise<readonly Operation[]> {
  const filter: OperationFilter = { account, clientId, states: openStates, kinds: ['addCharge', 'addPayment'] };
  const found = await store.list(filter, { limit: MAX_NEIGHBOURS });
  const isSame = (other: Operation): boolean => other.caller === caller && other.idempotencyKey === idempotencyKey;
  const others = found.filter((other) => !isRunning(other.id) && !isSame(other)).map(latest);
  const looked = await Promise.all(others.slice(0, MAX_LOOKS_AT_ONCE).map(settled));
  return [...looked, ...others.slice(MAX_LOOKS_AT_ONCE)].filter((other) => standingOf(other) === 'OPEN');
}

/**
 * True when something else was written for the client since the send whose outcome is unknown, or was under way then:
 * sending again would take that back. Throws GatewayError when the store cannot be read.
 */
export async function isOvertaken(
  store: JournalStore,
  { id, account, clientId, attempts }: Operation,
): Promise<boolean> {
  const lost = attempts.findLast(({ outcome }) => outcome === 'UNKNOWN');
  if (clientId === null || lost === undefined) return true;
  const others = await store.list({ account, clientId, states: sentStates }, { limit: MAX_NEIGHBOURS });
  return others.some((other) => other.id !== id && isUnderWaySince(other, lost.startedAt));
}

/**
 * True when another operation of the same kind, under way at the time or since, has made the client that was found for a
 * lost sign-up: two sign-ups of one person are looked for by the same name. Throws GatewayError when the store cannot be
 * read.
 */
export async function isOfAnother(store: JournalStore, operation: Operation, clientId: string): Promise<boolean> {
  const { id, kind, account, attempts, createdAt } = operation;
  const sentAt = attempts.at(-1)?.startedAt ?? createdAt;
  const others = await store.list({ account, clientId, kinds: [kind] }, { limit: MAX_NEIGHBOURS });
  return others.some((other) => other.id !== id && isUnderWaySince(other, sentAt));
}

function isUnderWaySince({ attempts }: Operation, moment: Date): boolean {
  return attempts.some(({ endedAt }) => endedAt === null || endedAt >= moment);
}
