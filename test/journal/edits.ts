/** Whatever is edited in a journal's database, the check finds it. The tests run over both stores. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EMPTY_HEAD } from '../../src/journal/chain.ts';
import type { Operation } from '../../src/journal/operation.ts';
import type { ChainHead, JournalStore } from '../../src/journal/store.ts';
import { editsOfColumns } from './edits-of-columns.ts';
import { next, note, operation, trace } from './operations.ts';
import type { Kind, Place } from './places.ts';

const TABLES = ['operations', 'entries', 'entry_subjects', 'head', 'meta'];
const moment = new Date(1_790_000_000_000);
const reasoned = { ...note, reason: 'because' };

/** One whose columns all have a value, one that lacks what can be lacking, and one that was only recorded. */
const spending = { spender: 'alice/key:1', day: '2026-11-25' };
const full = operation({ id: 'full', mark: 'RG-FULL', sendUntil: moment, nextLookAt: moment, spending });
const bare = operation({ id: 'bare', mark: 'RG-BARE', clientId: null });
const young = operation({ id: 'young', mark: 'RG-YOUNG', createdAt: moment });

const sent = (one: Operation) => next(one, { state: 'SENT' });

/** Eight entries: 1 full, 2 bare, 3 bare, 4 full, 5 full, 6 bare, 7 young, 8 without an operation. */
async function write(store: JournalStore): Promise<void> {
  await store.add(full, trace, reasoned);
  await store.add(bare, trace, note);
  await store.replace(sent(bare), note);
  await store.replace(sent(full), reasoned);
  await store.replace(next(sent(full), { state: 'UNKNOWN' }), reasoned);
  await store.replace(next(sent(bare), { state: 'SUCCEEDED' }), note, null);
  await store.add(young, null, note);
  const accounts = [{ account: 'one', clientIds: ['1', '2'], clientCount: 3 }];
  await store.note({ tenant: 'alice', actor: 'bob', action: 'READ', reason: 'because', detail: { accounts } });
}

/** Edits as statements of SQL, run one after the other, with what is told of them. */
const edits: readonly (readonly [name: string, statements: readonly string[], told: RegExp])[] = [
  ['an operation removed', [`delete from operations where id = 'young'`], /^Operation young is missing: entry 7/],
  ['all operations removed', ['delete from operations'], /^Operation full is missing: entry 1/],
  [
    'an operation added',
    [
      `insert into operations select 'forged', caller, 'forged', account, client_id, state, kind, created_at, send_until,
        next_look_at, mark, version, body, trace, spender, spent_on, spent_currency, spent_amount
        from operations where id = 'full'`,
    ],
    /^Operation forged was added/,
  ],
  [
    'the bodies of two operations swapped',
    [
      `update operations set body = (select body from copy_operations as copy where copy.id =
        case operations.id when 'full' then 'bare' else 'full' end) where id in ('full', 'bare')`,
    ],
    /^Operation bare is not what entry 6 says: its body/,
  ],
  [
    'the traces of two operations swapped',
    [
      `update operations set trace = (select trace from copy_operations as copy where copy.id =
        case operations.id when 'full' then 'bare' else 'full' end) where id in ('full', 'bare')`,
    ],
    /^Operation bare is not what entry 6 says: its trace/,
  ],
  [
    'an operation put back to what it was',
    [
      `update operations set version = 1, state = 'PREPARED',
        body = (select snapshot from entries where sequence = 1) where id = 'full'`,
    ],
    /^Operation full is not what entry 5 says: its state, version, body/,
  ],
  [
    'a moment that JavaScript cannot count to',
    [`update operations set created_at = 9200000000000000000 where id = 'full'`],
    /^Operation full is not what entry 5 says: its created_at/,
  ],
  ['the first entry removed', ['delete from entries where sequence = 1'], /^Entry 1 is missing/],
  ['entries in the middle removed', ['delete from entries where sequence in (3, 4)'], /^Entries 3 to 4 are missing/],
  ['the last entry removed', ['delete from entries where sequence = 8'], /^Entry 8 is missing/],
  ['all entries removed', ['delete from entries'], /^Entries 1 to 8 are missing/],
  [
    'the last entry removed, and the head set back',
    [
      'delete from entries where sequence in (7, 8)',
      'update head set sequence = 6, hash = (select hash from entries where sequence = 6)',
    ],
    /^Operation young was added: the chain does not know it/,
  ],
  [
    'an entry removed, and those behind it moved up',
    [
      'delete from entries where sequence = 2',
      'update entries set sequence = sequence - 1 where sequence = 3',
      'update entries set sequence = sequence - 1 where sequence = 4',
      'update entries set sequence = sequence - 1 where sequence = 5',
      'update entries set sequence = sequence - 1 where sequence = 6',
      'update entries set sequence = sequence - 1 where sequence = 7',
      'update entries set sequence = sequence - 1 where sequence = 8',
      'update head set sequence = 7',
    ],
    /^Entry 2 is not what was written there/,
  ],
  [
    'two entries swapped',
    [
      'update entries set sequence = 0 where sequence = 2',
      'update entries set sequence = 2 where sequence = 3',
      'update entries set sequence = 3 where sequence = 0',
    ],
    /^Entry 2 is not what was written there/,
  ],
  [
    'what two entries tell swapped',
    [
      `update entries set snapshot = (select snapshot from copy_entries as copy where copy.sequence = 5 - entries.sequence)
        where sequence in (2, 3)`,
    ],
    /^Entry 2 is not what was written there/,
  ],
  ['an entry added behind the end', [copyOfEntry(9)], /^Behind the head of the chain 1 more stand/],
  [
    'an entry added behind the end, and the head moved there',
    [copyOfEntry(9), 'update head set sequence = 9'],
    /^Entry 9 is not what was written there/,
  ],
  ['an entry added in front of the chain', [copyOfEntry(0)], /^Entry 0 was added/],
  [
    'an entry given to another tenant',
    [`update entries set tenant = 'bob' where sequence = 8`],
    /^Entry 8 is not what was written there/,
  ],
  [
    'an entry made one of no tenant, with its rows removed',
    ['update entries set tenant = null, detail = null where sequence = 8', 'delete from entry_subjects'],
    /^Entry 8 is not what was written there/,
  ],
  [
    'a client removed from what an entry is found by',
    [`delete from entry_subjects where sequence = 8 and client_id = '2'`],
    /^Entry 8 is not found by what it says/,
  ],
  [
    'a client added to what an entry is found by',
    [`insert into entry_subjects select sequence, tenant, account, '3', at from entry_subjects where client_id = '2'`],
    /^Entry 8 is not found by what it says/,
  ],
  [
    'a row added for an entry that is not there',
    [`insert into entry_subjects select 99, tenant, account, client_id, at from entry_subjects where client_id = '2'`],
    /^A row of the table "entry_subjects" was added for entry 99/,
  ],
  [
    'what counts against a limit made less',
    [`update operations set spent_amount = '0.01' where id = 'full'`],
    /^Operation full is not what entry 5 says: its spent_amount/,
  ],
  [
    'what counts against a limit given to another',
    [`update operations set spender = 'bob', spent_on = '2026-11-24' where id = 'full'`],
    /^Operation full is not what entry 5 says: its spender, spent_on/,
  ],
  ['the head removed', ['delete from head'], /^The head of the chain is missing/],
  ['a head added', [`insert into head select 2, sequence, hash from head`], /^A head was added/],
  ['the check of the secret removed', ['delete from meta'], /^The check of the secret/],
  ['something noted', [`insert into meta values ('forged', 'x')`], /^The check of the secret/],
];

function copyOfEntry(sequence: number): string {
  return `insert into entries select ${sequence}, at, actor, action, reason, operation_id, snapshot, trace_hash, hash, tenant,
    detail from entries where sequence = 7`;
}

/** Declares the tests for one kind of store. */
export function editing(kind: Kind): void {
  describe('an edit', () => {
    let place: Place;
    let store: JournalStore;
    let head: ChainHead;
    beforeAll(async () => {
      place = await kind.place();
      store = await place.open();
      await write(store);
      head = await store.head();
      await place.edit(...TABLES.map((table) => `create table copy_${table} as select * from ${table}`));
    });
    afterAll(async () => {
      await store.close();
      await place.remove();
    });
    const problems = async (since?: ChainHead) => (await store.verify(since)).problems;
    beforeEach(async () => expect(await problems(head)).toEqual([]));
    afterEach(undo);

    async function undo(): Promise<void> {
      const tables = TABLES.flatMap((table) => [
        `delete from ${table}`,
        `insert into ${table} select * from copy_${table}`,
      ]);
      await place.edit(...tables);
    }

    it('of no kind is found in a journal that was not edited', async () => {
      expect(await store.verify()).toEqual({ entries: 8, operations: 3, head, problems: [] });
    });

    it.each(edits)('is found: %s', async (_, statements, told) => {
      await place.edit(...statements);
      const found = await problems();
      expect(found.join('\n')).toMatch(new RegExp(told.source, 'm'));
      for (const problem of found) expect(problem).toMatch(/^[A-Z][^\n]*\.$/);
    });

    it('is found in every column of every row', async () => {
      const all = await editsOfColumns(place);
      // 3 operations of 18 columns, 8 entries of 11, one head of 3 and one note of 2.
      expect(all.length).toBeGreaterThan(3 * 18 + 8 * 11 + 5);
      const notFound: string[] = [];
      for (const [name, statement] of all) {
        await place.edit(statement);
        if ((await problems()).length === 0) notFound.push(name);
        await undo();
      }
      expect(notFound).toEqual([]);
    });

    it('that takes the newest away without a trace is found with a head that was noted', async () => {
      await place.edit(
        'delete from entries where sequence = 8',
        'delete from entry_subjects where sequence = 8',
        'update head set sequence = 7, hash = (select hash from entries where sequence = 7)',
      );
      expect(await problems()).toEqual([]);
      expect((await problems(head)).join()).toMatch(/^The noted head \(entry 8\) is not in the chain/);
    });

    it('is told of at most 20 times', async () => {
      await place.edit(`update entries set reason = 'edited'`, `update operations set caller = 'edited'`);
      expect((await problems()).length).toBe(11);
      const others = Array.from({ length: 20 }, (_, index) => copyOfEntry(100 + 2 * index));
      await place.edit(...others, 'update head set sequence = 1000');
      expect((await problems()).length).toBe(20);
    });

    it('is no noted head of the same chain', async () => {
      const [third] = await place.sql('select hash from entries where sequence = 3');
      expect(await problems(EMPTY_HEAD)).toEqual([]);
      expect(await problems({ sequence: 3, hash: String(third!['hash']) })).toEqual([]);
      expect(await problems({ sequence: 3, hash: head.hash })).toHaveLength(1);
      expect(await problems({ sequence: 0, hash: head.hash })).toHaveLength(1);
      expect(await problems({ sequence: 9, hash: head.hash })).toHaveLength(1);
    });

    it('is found in a long journal, which is written meanwhile', async () => {
      const long = await kind.place();
      const [one, other] = [await long.open(), await long.open()];
      const count = 450;
      for (let index = 0; index < count; index += 1)
        await one.add(operation({ id: `id-${1000 + index}` }), trace, note);
      const writing = (async () => {
        for (let index = 0; index < 30; index += 1) await other.add(operation(), null, note);
      })();
      for (let round = 0; round < 5; round += 1) expect((await one.verify()).problems).toEqual([]);
      await writing;
      expect(await one.verify()).toMatchObject({ entries: count + 30, operations: count + 30, problems: [] });
      await long.edit(
        `update operations set account = 'x' where id = 'id-1440'`,
        `update entries set actor = 'x' where sequence = 430`,
      );
      expect((await one.verify()).problems.join('\n')).toMatch(/^Entry 430 .*\nOperation id-1440 .*: its account was/);
      await Promise.all([one.close(), other.close()]);
      await long.remove();
    });
  });
}
