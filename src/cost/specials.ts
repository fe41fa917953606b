/** What fields cost whose calls depend on their arguments in a way of their own. */
import type { Account } from '../accounts.ts';
import { decodeGlobalId } from '../ids.ts';
import type { ReadName } from '../providers/costs.ts';
import type { Special } from './calls.ts';
import type { PlannedField } from './plan.ts';
import type { KeySet } from './tally.ts';
import type { Arguments, Place, Places, Walk } from './walk.ts';
import { payloadPlace } from './writes.ts';

type Estimator = (walk: Walk, field: PlannedField, place: Place, args: Arguments) => Places | null;

interface Where {
  readonly accounts?: readonly string[] | null;
  readonly email?: string | null;
  readonly balanceBelow?: string | null;
  readonly belowThreshold?: boolean | null;
}

/** The clients that a condition picks, with what it reads to find them. */
function picked(walk: Walk, place: Place, args: Arguments, path: string, looksAtBalances: boolean): Picked | null {
  const { balanceBelow, belowThreshold, ...where } = (args['where'] ?? {}) as Where;
  const accounts = chosen(walk, place, where.accounts);
  if (accounts === null) return null;
  const isByEmail = where.email != null;
  for (const account of accounts) {
    if (isByEmail) walk.tally.account(account, 'clientsByEmail', path, where.email!);
    else walk.tally.account(account, 'allClients', path);
  }
  const most = isByEmail ? accounts.length : Infinity;
  const reads: ReadName[] = [];
  if (looksAtBalances || balanceBelow != null || belowThreshold != null) reads.push('balances');
  if (belowThreshold != null) reads.push('thresholds');
  const [only] = accounts;
  if (reads.length === 0) {
    const everybody = accounts.length === 1 && !isByEmail ? walk.tally.everybody(only!) : null;
    return { accounts, most, scanned: everybody, isListed: !isByEmail };
  }
  // Where there are no thresholds nobody is below one, and no balance is needed to know it.
  const isByThreshold = !looksAtBalances && balanceBelow == null;
  const looked = accounts.filter(({ provider: { costs } }) => !isByThreshold || costs.reads.thresholds !== undefined);
  const key = JSON.stringify([looked.map(({ name }) => name), where]);
  const scanned = walk.tally.scanned(key, Math.min(most, walk.bounds.maxScannedClients), looked, !isByEmail);
  for (const read of reads) scanned.read(read, path);
  return { accounts, most, scanned, isListed: !isByEmail };
}

interface Picked {
  readonly accounts: readonly Account[];
  /** Clients at most. */
  readonly most: number;
  /** A set that has all of them. */
  readonly scanned: KeySet | null;
  /** True when they come from the lists of the accounts. */
  readonly isListed: boolean;
}

/** Null when one of the names is none, which is an error. */
function chosen(walk: Walk, place: Place, names: readonly string[] | null | undefined): readonly Account[] | null {
  if (names == null) return place.accounts;
  if (names.some((name) => walk.accounts.find(name) === undefined)) return null;
  return place.accounts.filter(({ name }) => names.includes(name));
}

/** A page of clients of the accounts of the place. */
const listClients: Estimator = (walk, { path }, place, args) => {
  const orderBy = args['orderBy'] as { readonly field?: string } | null | undefined;
  const found = picked(walk, place, args, path, orderBy?.field === 'BALANCE');
  if (found === null) return null;
  const size = Math.min(place.count * walk.pageSize(args), found.most);
  const clients = walk.tally.set(size, found.accounts, found.scanned, found.isListed);
  return { count: size, accounts: found.accounts, clients, packages: null };
};

/** The balances of all clients that a condition picks. */
const sumUpClients: Estimator = (walk, { path }, place, args) => {
  const found = picked(walk, place, args, path, true);
  return found && { count: 1, accounts: found.accounts, clients: null, packages: null };
};

/** Everybody's packages, to find who is on one of them. */
const membersOfPackage: Estimator = (walk, { path }, place, args) => {
  const accounts = place.accounts.filter(({ provider: { costs } }) => costs.reads.clientPackages !== undefined);
  for (const account of accounts) {
    walk.tally.account(account, 'allClients', path);
    walk.tally.everybody(account).read('clientPackages', path);
  }
  const [only] = accounts;
  const size = Math.min(place.count * walk.pageSize(args), accounts.length * walk.bounds.maxScannedClients);
  const within = accounts.length === 1 ? walk.tally.everybody(only!) : null;
  return { count: size, accounts, clients: walk.tally.set(size, accounts, within, true), packages: null };
};

/** One client by number or by address. */
const findClient: Estimator = (walk, { path }, _place, args) => {
  const account = walk.accounts.find(String(args['account']));
  const email = args['email'] as string | null | undefined;
  if (account === undefined || (args['upstreamId'] == null) === (email == null)) return null;
  const clients = walk.tally.set(1, [account]);
  if (email == null) clients.read('clients', path);
  else walk.tally.account(account, 'clientsByEmail', path, email);
  return { count: 1, accounts: [account], clients, packages: null };
};

/** What it takes to fetch an object again, by its type. */
const fetched: Readonly<Record<string, readonly ReadName[]>> = {
  ResellerAccount: [],
  Client: ['clients'],
  Package: ['packages'],
  Charge: ['clients', 'charges'],
  Deposit: ['clients', 'deposits'],
  Operation: [],
};

/** An object that is asked for: of which type and account, and by which key. */
interface Asked {
  readonly typename: string;
  readonly account: string;
  readonly key: string;
}

/** Objects by their global ids. */
const fetchNodes: Estimator = (walk, { path }, _place, args) => {
  const ids = 'id' in args ? [args['id'] as string] : (args['ids'] as readonly string[]);
  return ids.length > walk.bounds.maxNodes ? null : fetchAll(walk, path, ids.flatMap(askedById));
};

/** Objects by any of their keys. */
const fetchEntities: Estimator = (walk, { path }, _place, args) => {
  const representations = args['representations'] as readonly Representation[];
  if (representations.length > walk.bounds.maxEntities) return null;
  return fetchAll(walk, path, representations.flatMap(askedByKey));
};

interface Representation {
  readonly __typename?: unknown;
  readonly id?: unknown;
  readonly name?: unknown;
  readonly account?: unknown;
  readonly upstreamId?: unknown;
}

function askedById(id: string): readonly Asked[] {
  const decoded = decodeGlobalId(id);
  return decoded === null ? [] : [{ typename: decoded.typename, account: decoded.account, key: id }];
}

/** Nothing for what is no representation, and for operations by their key, which call nothing. */
function askedByKey({ __typename: typename, id, name, account, upstreamId }: Representation): readonly Asked[] {
  if (typeof id === 'string') return askedById(id);
  if (typeof typename !== 'string') return [];
  const isObject = typeof account === 'object' && account !== null && 'name' in account;
  const owner = isObject ? account.name : name;
  return typeof owner === 'string' ? [{ typename, account: owner, key: JSON.stringify([owner, upstreamId]) }] : [];
}

/** Each type by itself. */
function fetchAll(walk: Walk, path: string, asked: readonly Asked[]): Places {
  const found = new Map<string, { readonly keys: Set<string>; readonly accounts: Set<Account> }>();
  for (const { typename, account: name, key } of asked) {
    const account = walk.accounts.find(name);
    if (account === undefined || fetched[typename] === undefined) continue;
    const group = found.get(typename) ?? { keys: new Set(), accounts: new Set() };
    found.set(typename, group);
    group.keys.add(key);
    group.accounts.add(account);
  }
  return new Map(
    [...found].map(([typename, group]) => {
      const accounts = [...group.accounts];
      const set = walk.tally.set(group.keys.size, accounts);
      for (const read of fetched[typename]!) set.read(read, path);
      // A package that is fetched is whole.
      const isOfClients = fetched[typename]!.includes('clients');
      const place: Place = { count: set.size, accounts, clients: isOfClients ? set : null, packages: null };
      return [typename, place] as const;
    }),
  );
}

/** An account by its name. */
const namedAccount: Estimator = (walk, _field, _place, args) => {
  const account = walk.accounts.find(String(args['name']));
  return account === undefined ? null : { count: 1, accounts: [account], clients: null, packages: null };
};

/** Both sides of the ledgers of all clients, or of some. */
const reconcile: Estimator = (walk, { path }, _place, args) => {
  const account = walk.accounts.find(String(args['account']));
  if (account === undefined || account.provider.costs.reads.charges === undefined) return null;
  const named = args['clientIds'] as readonly string[] | null | undefined;
  walk.tally.account(account, 'allClients', path);
  const { maxScannedClients } = walk.bounds;
  const size = Math.min(new Set(named ?? []).size, maxScannedClients);
  // The journal may know clients that are not in the list (any more).
  const clients = walk.tally.set(named == null ? maxScannedClients : size, [account]);
  clients.read('charges', path);
  clients.read('deposits', path);
  return { count: 1, accounts: [account], clients, packages: null };
};

/** A look for one lost write, of whatever kind. */
const lookForOperation: Estimator = (walk, { path }, place, args) => {
  const id = args['id'] as string | null | undefined;
  const named = id == null ? undefined : decodeGlobalId(id)?.account;
  const accounts = id == null ? place.accounts : place.accounts.filter(({ name }) => name === named);
  const looks = accounts.map((account) => {
    const writes = Object.values(account.provider.costs.writes);
    const goesOn = writes.some((write) => write.find > 0 && write.goesOn === true);
    return { account, goesOn, calls: Math.max(0, ...writes.map(({ find }) => find)) };
  });
  const [dearest] = looks.toSorted((left, right) => right.calls - left.calls);
  if (dearest !== undefined) walk.tally.fixed(dearest.account, dearest.calls, path, dearest.goesOn);
  return { count: 1, accounts, clients: null, packages: null };
};

/** A check or a change at the account that the input names, which is no journaled write. */
const askAccount: Estimator = (walk, { path, calls }, _place, args) => {
  const input = args['input'] as { readonly account?: string };
  const account = walk.accounts.find(input.account ?? '');
  if (account === undefined || typeof calls !== 'object' || !('does' in calls)) return null;
  walk.forget();
  for (const read of calls.reads ?? []) walk.tally.account(account, read, path);
  return payloadPlace(walk, account);
};

/** By what the field does. */
export const specials: Readonly<Record<Special, Estimator>> = {
  listClients,
  sumUpClients,
  membersOfPackage,
  findClient,
  fetchNodes,
  fetchEntities,
  namedAccount,
  reconcile,
  lookForOperation,
  askAccount,
};
