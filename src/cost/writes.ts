/** What a mutation can cost: everything before the send, the send, and the looks for lost writes on the way. */
import type { Account } from '../accounts.ts';
import { decodeGlobalId } from '../ids.ts';
import type { WriteCost } from '../providers/costs.ts';
import type { WriteName } from '../providers/provider.ts';
import type { Arguments, Place, Walk } from './walk.ts';

/** Earlier writes of money for the same client that are looked for before another one is sent. */
const MAX_LOOKS = 5;

interface Input {
  readonly account?: string;
  readonly clientId?: string;
  readonly currency?: string | null;
  readonly dryRun?: boolean | null;
}

/** Counts a write; the place of its payload, null when the input names no account that can do it. */
export function payloadOf(walk: Walk, kind: WriteName, args: Arguments, path: string): Place | null {
  const input = args['input'] as Input;
  const name = input.clientId === undefined ? input.account : decodeGlobalId(input.clientId)?.account;
  const account = name === undefined ? undefined : walk.accounts.find(name);
  const cost = account?.provider.costs.writes[kind];
  if (account === undefined || cost === undefined) return null;
  walk.forget();
  const isMoney = kind === 'addCharge' || kind === 'addPayment';
  const calls = input.dryRun === true ? cost.check + cost.plan : sent(account, cost, isMoney);
  walk.tally.fixed(account, calls, path, cost.goesOn);
  if (isMoney && account.provider.currency === null && input.currency == null && input.dryRun !== true) {
    // The journal keeps a currency with the amount.
    const client = walk.tally.set(1, [account]);
    client.read('clients', path);
    client.read('balances', path);
  }
  // What was read before the write is read again after it.
  walk.forget();
  return payloadPlace(walk, account);
}

/** The place of a payload that is about one client of an account. */
export function payloadPlace(walk: Walk, account: Account): Place {
  return { count: 1, accounts: [account], clients: walk.tally.set(1, [account]), packages: null };
}

function sent({ provider: { costs } }: Account, { check, send, find }: WriteCost, isMoney: boolean): number {
  const looks = Math.max(costs.writes.addCharge?.find ?? 0, costs.writes.addPayment?.find ?? 0);
  return find + check + (isMoney ? MAX_LOOKS * looks : 0) + send;
}
