/** Walks over the plan of an operation with its variables, and tallies what each field reads. */
import { getArgumentValues } from 'graphql';
import type { Account, AccountsView } from '../accounts.ts';
import type { ReadName } from '../providers/costs.ts';
import type { FieldCalls } from './calls.ts';
import type { PlannedField } from './plan.ts';
import { specials } from './specials.ts';
import { Tally, type KeySet, type Shares } from './tally.ts';
import { payloadOf } from './writes.ts';

/** Where the walk stands: what is known of the objects whose fields are looked at. */
export interface Place {
  /** Objects at most; the same one may count several times. */
  readonly count: number;
  /** Accounts that they may be of. */
  readonly accounts: readonly Account[];
  /** The clients that they are, or belong to. */
  readonly clients: KeySet | null;
  /** The packages that they are. */
  readonly packages: KeySet | null;
}

/** Bounds that decide what an operation can cost. */
export interface CostBounds {
  readonly maxPageSize: number;
  readonly maxNodes: number;
  readonly maxEntities: number;
  readonly maxScannedClients: number;
  readonly maxFurtherCalls: number;
}

/** What is the same for the whole walk. */
export interface WalkParts {
  /** Those that the caller may use. */
  readonly accounts: AccountsView;
  readonly bounds: CostBounds;
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Arguments of a field, coerced. */
export type Arguments = Readonly<Record<string, unknown>>;

/** Places of the objects that a field answers with: the same for all types, or by the type. */
export type Places = Place | ReadonlyMap<string, Place>;

/** Objects beyond which it makes no difference how many there are. */
const MANY = 1e9;
/** Fields that are looked at; an operation with more of them that call something could not be executed either. */
const MAX_STEPS = 200_000;
/** Entries of a page when neither `first` nor `last` is given. */
const DEFAULT_PAGE_SIZE = 20;

/** Reads that are made of a client each. */
const OF_CLIENTS: ReadonlySet<ReadName> = new Set([
  'clients',
  'wholeClients',
  'balances',
  'charges',
  'deposits',
  'thresholds',
  'clientPackages',
  'sippyProfiles',
  'freesideProfiles',
  'freesidePackages',
  'logicboxesProfiles',
]);

/** One walk. */
export class Walk {
  readonly accounts: AccountsView;
  readonly bounds: CostBounds;
  /** What is read until something is written. */
  tally: Tally;
  readonly #variables: WalkParts['variables'];
  readonly #tallies: Tally[] = [];
  #steps = 0;

  constructor({ accounts, bounds, variables }: WalkParts) {
    this.accounts = accounts;
    this.bounds = bounds;
    this.#variables = variables;
    this.tally = this.forget();
  }

  /** Nothing that was read so far counts for what comes. */
  forget(): Tally {
    this.tally = new Tally(this.bounds.maxScannedClients);
    this.#tallies.push(this.tally);
    return this.tally;
  }

  /** Looks at fields of the objects at a place. */
  visit(fields: readonly PlannedField[], place: Place): void {
    if (place.count === 0) return;
    for (const field of fields) {
      this.#steps += 1;
      if (this.#steps <= MAX_STEPS && this.#isIncluded(field)) this.#field(field, place);
    }
  }

  /** Adds up: calls in all, and which fields they are for. */
  result(): { readonly total: number; readonly shares: Shares } {
    if (this.#steps > MAX_STEPS) return { total: MANY, shares: new Map() };
    const shares = new Map<string, number>();
    let total = 0;
    let goesOn = false;
    for (const tally of this.#tallies) {
      tally.close();
      total += tally.total;
      goesOn ||= tally.goesOn;
      for (const [path, calls] of tally.shares) shares.set(path, (shares.get(path) ?? 0) + calls);
    }
    if (goesOn) total += this.bounds.maxFurtherCalls;
    return { total: Math.min(MANY, total), shares };
  }

  /** Entries of a page. One that is refused for its arguments has none. */
  pageSize({ first, last }: Arguments): number {
    if (first != null && last != null) return 0;
    const size = (last ?? first ?? DEFAULT_PAGE_SIZE) as number;
    return size >= 0 && size <= this.bounds.maxPageSize ? size : 0;
  }

  #field(field: PlannedField, place: Place): void {
    const args = this.#argumentsOf(field);
    if (args === null) return;
    const places = this.#placesOf(field, place, args);
    if (places === null) return;
    for (const [type, inner] of field.inner) {
      const next = 'count' in places ? places : places.get(type);
      if (next !== undefined) this.visit(inner, next);
    }
  }

  /** What the field reads, and where its objects are; null when there are none. */
  #placesOf(field: PlannedField, place: Place, args: Arguments): Places | null {
    const { calls, path, returns } = field;
    if (calls === undefined || calls === 'nothing') return this.#inner(field, place, args);
    if ('does' in calls) return specials[calls.does](this, field, place, args);
    if ('writes' in calls) return payloadOf(this, calls.writes, args, path);
    if ('reads' in calls) {
      this.#read(calls, field, place, args);
      const inner = this.#inner(field, this.#narrowed(calls, place), args);
      if (returns !== 'Package' && returns !== 'PackageConnection') return inner;
      const packages = this.tally.set(inner.count, inner.accounts);
      // The list of all packages is of whole ones, so that nothing more is read of each.
      return { ...inner, packages: calls.reads.includes('allPackages') ? null : packages };
    }
    const set = this.tally.set(place.count, place.accounts);
    set.read(calls.loads, path);
    // A package that is loaded is whole.
    return calls.loads === 'clients' ? { ...place, clients: set, packages: null } : { ...place, packages: null };
  }

  #read(calls: Extract<FieldCalls, { reads: unknown }>, field: PlannedField, place: Place, args: Arguments): void {
    if ('does' in calls) return;
    for (const read of calls.reads) {
      if (OF_CLIENTS.has(read)) place.clients?.read(read, field.path, calls.part ?? null);
      else if (read === 'packages') place.packages?.read(read, field.path);
      else {
        const which = calls.byArguments === true && Object.keys(args).length > 0 ? JSON.stringify(args) : '';
        for (const account of place.accounts) this.tally.account(account, read, field.path, which);
      }
    }
  }

  /** Where none of the reads is possible, the field is null. */
  #narrowed(calls: Extract<FieldCalls, { reads: unknown }>, place: Place): Place {
    if ('does' in calls || calls.part !== undefined) return place;
    const accounts = place.accounts.filter(({ provider: { costs } }) =>
      calls.reads.some((read) => costs.reads[read] !== undefined),
    );
    return { ...place, accounts };
  }

  #inner({ entries, returns }: PlannedField, place: Place, args: Arguments): Place {
    const size = entries === 'page' ? this.pageSize(args) : entries === 'any' ? this.bounds.maxPageSize : entries;
    const count = Math.min(MANY, place.count * size);
    if (returns === 'ResellerAccount') return { ...place, count: Math.min(count, place.accounts.length) };
    return { ...place, count };
  }

  #argumentsOf({ field, node }: PlannedField): Arguments | null {
    if (field.args.length === 0) return {};
    try {
      return getArgumentValues(field, node, this.#variables);
    } catch {
      // Execution says what is wrong, and calls nothing.
      return null;
    }
  }

  #isIncluded({ included }: PlannedField): boolean {
    if (included === null) return true;
    return included.some((when) => when.every(({ variable, value }) => this.#variables[variable] === value));
  }
}
