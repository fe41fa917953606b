/** API keys in a journal's store. The tests run over both of them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyActions, type ApiKey } from '../../src/journal/api-key.ts';
import type { JournalStore } from '../../src/journal/store.ts';
import { decimal } from '../../src/money.ts';
import { note as changeNote, operation } from './operations.ts';
import type { Kind, Place } from './places.ts';

const moment = new Date('2026-11-25T10:00:00.000Z');
const created = { actor: 'command line', action: keyActions.created, reason: null };
const revoked = { actor: 'command line', action: keyActions.revoked, reason: 'left' };

function key(changes: Partial<ApiKey> = {}): ApiKey {
  return {
    id: 'aaaabbbbcccc',
    name: 'Panel',
    tenant: 'alice',
    secretHash: 'f'.repeat(64),
    scopes: ['clients:read'],
    accounts: null,
    moneyLimits: null,
    maxUpstreamCalls: null,
    maxRequestsPerMinute: null,
    createdAt: moment,
    expiresAt: null,
    revokedAt: null,
    ...changes,
  };
}

const full = key({
  id: 'full00000000',
  name: 'Zahlungen „Müller“ \u{1F600}',
  scopes: ['payments:write', 'clients:read'],
  accounts: ['one', 'two'],
  moneyLimits: { EUR: { perOperation: decimal('100.00'), perDay: null } },
  maxUpstreamCalls: 7,
  maxRequestsPerMinute: 60,
  expiresAt: new Date(moment.getTime() + 1),
});

/** What somebody with the database alone may try, and what the check says of it. */
const edits: readonly (readonly [name: string, statements: readonly string[], told: RegExp])[] = [
  [
    'scopes widened',
    [`update api_keys set body = replace(body, 'clients:read', 'mail:write') where id = 'aaaabbbbcccc'`],
    /^API key aaaabbbbcccc is not what was written/,
  ],
  [
    'the rights of one given to another',
    [`update api_keys set body = (select body from copy_keys where id = 'full00000000') where id = 'aaaabbbbcccc'`],
    /^API key aaaabbbbcccc is not what was written/,
  ],
  [
    'a row copied to another id',
    [`insert into api_keys select 'forged000000', body, entry, mac, null from copy_keys where id = 'full00000000'`],
    /^API key forged000000 is not what was written/,
  ],
  [
    'another entry named',
    [`update api_keys set entry = 1 where id = 'full00000000'`],
    /^API key full00000000 is not what was written/,
  ],
  ['the hash changed', [`update api_keys set mac = 'x'`], /^API key aaaabbbbcccc is not what was written/],
  [
    'a body that is nothing',
    [`update api_keys set body = '{'  where id = 'full00000000'`],
    /^API key full00000000 is not what was written/,
  ],
];

/** Declares the tests for one kind of store. */
export function apiKeys(kind: Kind): void {
  describe('API keys', () => {
    let place: Place;
    let store: JournalStore;
    let other: JournalStore;
    beforeEach(async () => {
      place = await kind.place();
      store = await place.open();
      other = await place.open();
    });
    afterEach(async () => {
      await store.close();
      await other.close();
      await place.remove();
    });
    const problems = async () => (await other.verify()).problems;

    it('are found by id as they were added, by every process', async () => {
      expect(await store.keyById(full.id)).toBeNull();
      expect(await store.keys()).toEqual([]);
      expect(await store.addKey(full, created)).toBe(true);
      expect(await store.addKey(key(), created)).toBe(true);
      expect(await other.keyById(full.id)).toEqual({ isGenuine: true, key: full, lastUsedAt: null });
      expect((await other.keys()).map((found) => found.isGenuine && found.key.id)).toEqual([key().id, full.id]);
      expect(await other.keyById("' or 1=1 --")).toBeNull();
      expect(await other.keyById('\0')).toBeNull();
      expect(await problems()).toEqual([]);
    });

    it('are not replaced by another of the same id, also when many come at once', async () => {
      const added = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          (index % 2 ? store : other).addKey(key({ name: `${index}` }), created),
        ),
      );
      expect(added.filter(Boolean)).toHaveLength(1);
      expect((await store.head()).sequence).toBe(1);
      expect(await problems()).toEqual([]);
    });

    it('are revoked once; what was done is in the chain, without the hash of the secret', async () => {
      await store.addKey(full, created);
      const later = new Date(moment.getTime() + 5000);
      expect(await other.revokeKey(full.id, later, revoked)).toEqual({ ...full, revokedAt: later });
      expect(await store.revokeKey(full.id, new Date(), revoked)).toEqual({ ...full, revokedAt: later });
      expect(await store.revokeKey('none00000000', later, revoked)).toBeNull();
      expect((await store.keyById(full.id))?.isGenuine).toBe(true);
      expect((await store.head()).sequence).toBe(2);
      const entries = await store.entries({ tenant: 'alice' }, { limit: 10 });
      expect(entries.map(({ actor, action, reason }) => [actor, action, reason])).toEqual([
        ['command line', 'KEY_REVOKED', 'left'],
        ['command line', 'KEY_CREATED', null],
      ]);
      expect(entries[0]).toMatchObject({ tenant: 'alice', operationId: null, operation: null });
      expect(JSON.stringify(entries)).not.toContain(full.secretHash);
      expect(await problems()).toEqual([]);
    });

    it('tell when they were used last, which is no history', async () => {
      await store.addKey(full, created);
      const [early, late] = [new Date('2026-11-25T11:00:00Z'), new Date('2026-11-25T11:05:00Z')];
      await store.noteKeyUse(full.id, late);
      await other.noteKeyUse(full.id, early);
      await other.noteKeyUse('none00000000', early);
      expect(await other.keyById(full.id)).toEqual({ isGenuine: true, key: full, lastUsedAt: late });
      expect((await store.head()).sequence).toBe(1);
      await store.revokeKey(full.id, late, revoked);
      expect(await other.keyById(full.id)).toMatchObject({ lastUsedAt: late });
      expect(await problems()).toEqual([]);
    });

    it.each(edits)('cannot be forged in the database: %s', async (_, statements, told) => {
      await store.add(operation(), null, changeNote);
      await store.addKey(key(), created);
      await store.addKey(full, created);
      await place.edit('create table copy_keys as select * from api_keys', ...statements);
      expect((await problems()).join('\n')).toMatch(told);
      const all = await store.keys();
      const edited = all.filter(({ isGenuine }) => !isGenuine);
      expect(edited.length).toBeGreaterThan(0);
      for (const found of edited) {
        const { id } = found as { readonly id: string };
        expect(await store.keyById(id)).toEqual({ isGenuine: false, id });
        await expect(store.revokeKey(id, moment, revoked)).rejects.toMatchObject({ code: 'JOURNAL_UNAVAILABLE' });
      }
    });

    it('are missed when they are deleted, and when a revoked one is put back', async () => {
      await store.addKey(key(), created);
      await store.addKey(full, created);
      await place.edit('create table copy_keys as select * from api_keys');
      await store.revokeKey(full.id, moment, revoked);
      await place.edit('delete from api_keys', 'insert into api_keys select * from copy_keys');
      expect(await problems()).toEqual(['API key full00000000 was put back to what entry 2 says: entry 3 is newer.']);
      await place.edit(`delete from api_keys where id = 'aaaabbbbcccc'`);
      expect((await problems()).join('\n')).toMatch(/API key aaaabbbbcccc is missing: entry 1 is about it\./);
    });

    it('are checked while others are made', async () => {
      const making = (async () => {
        for (let index = 0; index < 40; index += 1) {
          const id = `k${String(index).padStart(11, '0')}`;
          await store.addKey(key({ id }), created);
          if (index % 3 === 0) await store.revokeKey(id, moment, revoked);
        }
      })();
      for (let round = 0; round < 5; round += 1) expect(await problems()).toEqual([]);
      await making;
      expect(await problems()).toEqual([]);
      expect(await other.keys()).toHaveLength(40);
    });
  });
}
