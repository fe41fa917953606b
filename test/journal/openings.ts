/** Opening a journal. The tests run over both stores. */
import { describe, expect, it } from 'vitest';
import { JournalSecretError, JournalVersionError } from '../../src/journal/faults.ts';
import { note, operation } from './operations.ts';
import type { Kind } from './places.ts';

/** Declares the tests for one kind of store. */
export function opening(kind: Kind): void {
  describe('opening', () => {
    it('by many at once makes one journal', async () => {
      const place = await kind.place();
      const stores = await Promise.all(Array.from({ length: 6 }, () => place.open()));
      await Promise.all(stores.map((store) => store.add(operation({ idempotencyKey: 'k' }), null, note)));
      expect(await stores[0]!.verify()).toMatchObject({ entries: 1, operations: 1, problems: [] });
      await Promise.all(stores.map((store) => store.close()));
      await place.remove();
    });

    it('is refused with another secret, which is not told', async () => {
      const place = await kind.place();
      const store = await place.open();
      await store.close();
      const wrong = 'another secret of 32 characters!!';
      const error = await place.open(wrong).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(JournalSecretError);
      expect((error as Error).message).toContain('JOURNAL_SECRET');
      expect((error as Error).message).not.toContain(wrong);
      await (await place.open()).close();
      await place.remove();
    });

    it.each(['missing', 'moved'] as const)(
      'is refused where no journal is, and makes none (%s)',
      async (kindOfFault) => {
        const place = await kind.place();
        const open = () => place.open(undefined, kindOfFault);
        const refused = { code: 'JOURNAL_UNAVAILABLE', kind: kindOfFault };
        for (let tries = 0; tries < 2; tries += 1) await expect(open()).rejects.toMatchObject(refused);
        const store = await place.open();
        await store.add(operation(), null, note);
        const again = await open();
        expect(await again.count({})).toBe(1);
        await place.edit('delete from meta');
        await (await open()).close();
        expect(await place.sql('select * from meta')).toEqual([]);
        await Promise.all([store.close(), again.close()]);
        await place.remove();
      },
    );

    it('is refused when a newer program has changed the tables', async () => {
      const place = await kind.place();
      await (await place.open()).close();
      await place.edit(`insert into journal_migrations values ('9999-later', '2026-11-24T00:00:00.000Z')`);
      const error = await place.open().catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(JournalVersionError);
      expect((error as Error).message).toContain('update this program');
      await place.remove();
    });
  });
}
