/**
 * The journal's store over a database. A change of an operation and its link of the chain are one transaction, and
 * transactions that change something come one after the other.
 */
import type { Kysely, Transaction } from 'kysely';
import type { MoneyLimits } from '../access/caller.ts';
import { GatewayError } from '../errors.ts';
import type { Decimal } from '../money.ts';
import type { Trace } from '../providers/provider.ts';
import type { ApiKey, StoredApiKey } from './api-key.ts';
import { allKeys, insertKey, keyWithId, noteUse, revokeKey, type KeyChange } from './api-key-rows.ts';
import { canonicalJson } from './canonical.ts';
import { appendTo, entryOfChange, entryOfNote, type NewEntry, type Subject } from './appending.ts';
import { auditEntryOf, changesBetween, entriesOf, lastEntry } from './audit-selection.ts';
import { traceHash } from './chain.ts';
import type { StoreDialect } from './dialect.ts';
import { JournalFault } from './faults.ts';
import { mayTurn, type Operation } from './operation.ts';
import {
  countOf,
  dueBy,
  mustBeWithin,
  ofSlice,
  sentBefore,
  spentBy,
  withId,
  withKey,
  withMark,
  type Bodies,
} from './selection.ts';
import { spendingOf } from './spending.ts';
import type {
  AuditEntry,
  AuditFilter,
  AuditNote,
  AuditSlice,
  ChainHead,
  ChangeNote,
  JournalStore,
  OperationFilter,
  OperationSlice,
  Verification,
} from './store.ts';
import { operationOf, rowOf, traceOf, type Tables } from './tables.ts';
import { verifyJournal, type VerifyKeys } from './verify.ts';

/** A change that the state machine does not allow: a fault of the gateway, not of the store. */
class ForbiddenChange extends Error {}

/** A journal's store over an open database. Open it with `openStore`. */
export class KyselyStore implements JournalStore {
  readonly #database: Kysely<Tables>;
  readonly #dialect: StoreDialect;
  readonly #keys: VerifyKeys;

  constructor(database: Kysely<Tables>, dialect: StoreDialect, keys: VerifyKeys) {
    this.#database = database;
    this.#dialect = dialect;
    this.#keys = keys;
  }

  get isExclusive(): boolean {
    return this.#dialect.isExclusive;
  }

  add(
    operation: Operation,
    trace: Trace | null,
    note: ChangeNote,
  ): Promise<{ readonly operation: Operation; readonly added: boolean }> {
    return this.#change(async (transaction, head) => {
      const known = await withKey(transaction, operation.caller, operation.idempotencyKey).executeTakeFirst();
      if (known !== undefined) return { operation: operationOf(known), added: false };
      const row = { ...rowOf(operation), trace: textOf(trace) };
      await transaction.insertInto('operations').values(row).execute();
      const trace_hash = traceHash(this.#keys.chain, row.id, row.trace);
      await this.#append(transaction, head, [entryOfChange(note, row, trace_hash)]);
      return { operation, added: true };
    });
  }

  replace(
    operation: Operation,
    note: ChangeNote,
    trace?: Trace | null,
    limits: MoneyLimits | null = null,
  ): Promise<Operation | null> {
    return this.#change(async (transaction, head) => {
      const stored = await withId(transaction, operation.id).select('version').executeTakeFirst();
      if (stored === undefined || stored.version !== operation.version - 1) return null;
      const last = await lastEntry(transaction, operation.id);
      // An edited operation is not built upon: the next entry would make the edit look like a change of ours.
      if (last?.snapshot !== stored.body) throw new JournalFault('edited');
      const before = operationOf(stored);
      mustBeAllowed(before, operation);
      if (limits !== null && spendingOf(before) === null) await mustBeWithin(transaction, limits, operation);
      const row = { ...rowOf(operation), ...(trace === undefined ? {} : { trace: textOf(trace) }) };
      await transaction.updateTable('operations').set(row).where('id', '=', row.id).execute();
      const trace_hash = row.trace === undefined ? last.trace_hash : traceHash(this.#keys.chain, row.id, row.trace);
      await this.#append(transaction, head, [entryOfChange(note, row, trace_hash)]);
      return operation;
    });
  }

  async note(...notes: readonly AuditNote[]): Promise<void> {
    // Before the store is asked: what cannot be written is no fault of the store.
    const entries = notes.map(entryOfNote);
    await this.#change((transaction, head) => this.#append(transaction, head, entries));
  }

  async entries(filter: AuditFilter, slice: AuditSlice): Promise<readonly AuditEntry[]> {
    const rows = await this.#guard(() => entriesOf(this.#database, filter, slice));
    const entries = rows.map(auditEntryOf);
    return slice.fromEnd === true ? entries.toReversed() : entries;
  }

  spent(spender: string, day: string, currency: string): Promise<Decimal> {
    return this.#guard(() => spentBy(this.#database, spender, day, currency));
  }

  byId(id: string): Promise<Operation | null> {
    return this.#one(withId(this.#database, id));
  }

  byKey(caller: string, idempotencyKey: string): Promise<Operation | null> {
    return this.#one(withKey(this.#database, caller, idempotencyKey));
  }

  byMark(account: string, mark: string): Promise<Operation | null> {
    return this.#one(withMark(this.#database, account, mark));
  }

  traceOf(id: string): Promise<Trace | null> {
    return this.#guard(async () => {
      const row = await withId(this.#database, id).select('trace').executeTakeFirst();
      return row === undefined ? null : traceOf(row);
    });
  }

  async list(filter: OperationFilter, slice: OperationSlice): Promise<readonly Operation[]> {
    const operations = await this.#all(ofSlice(this.#database, filter, slice));
    return slice.fromEnd === true ? operations.toReversed() : operations;
  }

  count(filter: OperationFilter): Promise<number> {
    return this.#guard(async () => (await countOf(this.#database, filter).executeTakeFirstOrThrow()).count);
  }

  due(now: Date, limit: number, accounts: readonly string[]): Promise<readonly Operation[]> {
    return this.#all(dueBy(this.#database, now, limit, accounts));
  }

  abandoned(now: Date | null, limit: number): Promise<readonly Operation[]> {
    return this.#all(sentBefore(this.#database, now, limit));
  }

  changesAfter(
    sequence: number,
    limit: number,
  ): Promise<{ readonly operationIds: readonly string[]; readonly sequence: number }> {
    return this.#guard(async () => {
      // Asked first: what comes in between is read the next time.
      const head = await this.#head();
      const changes = await changesBetween(this.#database, sequence, head.sequence, limit);
      const operationIds = changes.flatMap(({ operation_id }) => operation_id ?? []);
      // A journal that was put back from a copy may end before what was read already.
      return { operationIds, sequence: changes.length < limit ? head.sequence : changes.at(-1)!.sequence };
    });
  }

  addKey(key: ApiKey, note: ChangeNote): Promise<boolean> {
    return this.#changeKey(note, (change) => insertKey(change, key));
  }

  revokeKey(id: string, at: Date, note: ChangeNote): Promise<ApiKey | null> {
    return this.#changeKey(note, (change) => revokeKey(change, id, at));
  }

  keyById(id: string): Promise<StoredApiKey | null> {
    return this.#guard(() => keyWithId(this.#database, this.#keys.chain, id));
  }

  keys(): Promise<readonly StoredApiKey[]> {
    return this.#guard(() => allKeys(this.#database, this.#keys.chain));
  }

  noteKeyUse(id: string, at: Date): Promise<void> {
    return this.#transact((transaction) => noteUse(transaction, id, at));
  }

  head(): Promise<ChainHead> {
    return this.#guard(() => this.#head());
  }

  lease(name: string, holder: string, forMs: number): Promise<boolean> {
    const { nowMs } = this.#dialect;
    return this.#transact(async (transaction) => {
      const taken = await transaction
        .insertInto('leases')
        .values((eb) => ({ name, holder, until: eb(nowMs, '+', Math.ceil(forMs)) }))
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet((eb) => ({ holder: eb.ref('excluded.holder'), until: eb.ref('excluded.until') }))
            .where((eb) => eb.or([eb('leases.holder', '=', holder), eb('leases.until', '<=', nowMs)])),
        )
        .returning('name')
        .executeTakeFirst();
      return taken !== undefined;
    });
  }

  release(name: string, holder: string): Promise<void> {
    return this.#transact(async (transaction) => {
      await transaction.deleteFrom('leases').where('name', '=', name).where('holder', '=', holder).execute();
    });
  }

  verify(since?: ChainHead): Promise<Verification> {
    return this.#guard(() => verifyJournal(this.#database, this.#keys, since ?? null));
  }

  close(): Promise<void> {
    return this.#dialect.close();
  }

  async #head(): Promise<ChainHead> {
    const query = this.#database.selectFrom('head').select(['sequence', 'hash']).where('id', '=', 1);
    return present(await query.executeTakeFirst());
  }

  #one(query: Bodies): Promise<Operation | null> {
    return this.#guard(async () => {
      const row = await query.executeTakeFirst();
      return row === undefined ? null : operationOf(row);
    });
  }

  #all(query: Bodies): Promise<readonly Operation[]> {
    return this.#guard(async () => (await query.execute()).map(operationOf));
  }

  /** One change, alone with the end of the chain. */
  #change<T>(action: (transaction: Transaction<Tables>, head: ChainHead) => Promise<T>): Promise<T> {
    return this.#transact(async (transaction) =>
      action(transaction, present(await this.#dialect.lockHead(transaction))),
    );
  }

  #changeKey<T>(note: ChangeNote, action: (change: KeyChange) => Promise<T>): Promise<T> {
    return this.#change((transaction, head) => {
      const append = async (subject: Subject) => void (await this.#append(transaction, head, [{ note, subject }]));
      return action({ transaction, chainKey: this.#keys.chain, entry: head.sequence + 1, append });
    });
  }

  #append(transaction: Transaction<Tables>, head: ChainHead, entries: readonly NewEntry[]): Promise<ChainHead> {
    return appendTo(transaction, { key: this.#keys.chain, dialect: this.#dialect }, head, entries);
  }

  #transact<T>(action: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> {
    // Each statement is to see what was committed before the head was locked, whatever the database's own default is.
    return this.#guard(() => this.#database.transaction().setIsolationLevel('read committed').execute(action));
  }

  async #guard<T>(action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      if (error instanceof GatewayError || error instanceof ForbiddenChange) throw error;
      throw new JournalFault(this.#dialect.kindOf(error), error);
    }
  }
}

function textOf(trace: Trace | null): string | null {
  return trace === null ? null : canonicalJson(trace);
}

function present(head: ChainHead | undefined): ChainHead {
  if (head === undefined) throw new JournalFault('edited');
  return head;
}

function mustBeAllowed(before: Operation, after: Operation): void {
  if (before.state === after.state || mayTurn(before.state, after.state)) return;
  throw new ForbiddenChange(`An operation cannot go from ${before.state} to ${after.state}.`);
}
