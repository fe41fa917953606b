import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { KeyDirectory, keyDirectoryBounds, type KeySource } from '../../src/access/keyDirectory.ts';
import type { ApiKey, StoredApiKey } from '../../src/journal/api-key.ts';

const bounds = { freshMs: 60, outageMs: 400, waitMs: 50, noteEveryMs: 100 };

function key(id: string): ApiKey {
  return {
    id,
    name: id,
    tenant: 'alice',
    secretHash: '',
    scopes: [],
    accounts: null,
    moneyLimits: null,
    maxUpstreamCalls: null,
    maxRequestsPerMinute: null,
    createdAt: new Date(),
    expiresAt: null,
    revokedAt: null,
  };
}

/** A store that can be away or slow, and counts what it is asked. */
class Source implements KeySource {
  readonly stored = new Map<string, StoredApiKey>();
  readonly asked: string[] = [];
  readonly noted: string[] = [];
  isAway = false;
  delayMs = 0;
  running = 0;
  most = 0;

  put(one: ApiKey): void {
    this.stored.set(one.id, { isGenuine: true, key: one, lastUsedAt: null });
  }

  async keyById(id: string): Promise<StoredApiKey | null> {
    this.asked.push(id);
    this.running += 1;
    this.most = Math.max(this.most, this.running);
    if (this.delayMs > 0) await delay(this.delayMs);
    this.running -= 1;
    if (this.isAway) throw new Error('away');
    return this.stored.get(id) ?? null;
  }

  async noteKeyUse(id: string): Promise<void> {
    this.noted.push(id);
    if (this.isAway) throw new Error('away');
  }
}

const isHolder = (): boolean => true;
const isNot = (): boolean => false;

const edited: string[] = [];
function directory(source: Source, changes: Partial<typeof bounds> = {}): KeyDirectory {
  edited.length = 0;
  return new KeyDirectory(source, (id) => edited.push(id), { ...bounds, ...changes });
}

describe('keys in memory', () => {
  it('are asked for once in a while, those that are not there too', async () => {
    const source = new Source();
    source.put(key('a'));
    const keys = directory(source);
    for (let index = 0; index < 5; index += 1) {
      expect(await keys.find('a', isHolder)).toMatchObject({ id: 'a' });
      expect(await keys.find('none', isHolder)).toBeNull();
    }
    expect(source.asked).toEqual(['a', 'none']);
    await delay(bounds.freshMs + 10);
    await Promise.all([
      keys.find('a', isHolder),
      keys.find('a', isHolder),
      keys.find('none', isHolder),
      keys.find('none', isHolder),
    ]);
    expect(source.asked).toEqual(['a', 'none', 'a', 'none']);
  });

  it('follow what is revoked or made within their time, which is below 5 seconds', async () => {
    expect(keyDirectoryBounds.freshMs + keyDirectoryBounds.waitMs).toBeLessThanOrEqual(5000);
    const source = new Source();
    source.put(key('a'));
    const keys = directory(source);
    expect(await keys.find('a', isHolder)).toMatchObject({ revokedAt: null });
    expect(await keys.find('b', isHolder)).toBeNull();
    source.put({ ...key('a'), revokedAt: new Date() });
    source.put(key('b'));
    await delay(bounds.freshMs + 10);
    expect(await keys.find('a', isHolder)).toMatchObject({ revokedAt: expect.any(Date) });
    expect(await keys.find('b', isHolder)).toMatchObject({ id: 'b' });
  });

  it('do not take a row of another hand, and tell of it', async () => {
    const source = new Source();
    source.put(key('a'));
    const keys = directory(source);
    await keys.find('a', isHolder);
    source.stored.set('a', { isGenuine: false, id: 'a' });
    await delay(bounds.freshMs + 10);
    expect(await keys.find('a', isHolder)).toBeNull();
    expect(edited).toEqual(['a']);
  });

  it('stay known while the store is away, for a while; unknown ones cannot be told', async () => {
    const source = new Source();
    source.put(key('a'));
    const keys = directory(source);
    await keys.find('a', isHolder);
    await keys.find('none', isHolder);
    source.isAway = true;
    await delay(bounds.freshMs + 10);
    for (let index = 0; index < 20; index += 1) expect(await keys.find('a', isHolder)).toMatchObject({ id: 'a' });
    // One try, and then none for a second.
    expect(source.asked.filter((id) => id === 'a')).toHaveLength(2);
    for (const id of ['none', 'b'])
      await expect(keys.find(id, isHolder)).rejects.toMatchObject({
        code: 'JOURNAL_UNAVAILABLE',
        http: { status: 503 },
      });
    await delay(bounds.outageMs);
    await expect(keys.find('a', isHolder)).rejects.toMatchObject({ code: 'JOURNAL_UNAVAILABLE' });
    source.isAway = false;
    expect(await keys.find('a', isHolder)).toMatchObject({ id: 'a' });
  });

  it('do not wait long for a store that is slow, once they are known', async () => {
    const source = new Source();
    source.put(key('a'));
    const keys = directory(source);
    await keys.find('a', isHolder);
    source.delayMs = 250;
    await delay(bounds.freshMs + 10);
    const startedAtMs = performance.now();
    expect(await keys.find('a', isHolder)).toMatchObject({ id: 'a' });
    expect(performance.now() - startedAtMs).toBeLessThan(200);
  });

  it('are not held up by those who guess', async () => {
    const source = new Source();
    source.put(key('a'));
    const keys = directory(source, { waitMs: 5000 });
    await keys.find('a', isHolder);
    await delay(bounds.freshMs + 10);
    source.delayMs = 30;
    const guesses = Array.from({ length: 500 }, (_, index) =>
      keys.find(`guess-${index}`, isHolder).catch((error) => error),
    );
    const startedAtMs = performance.now();
    expect(await keys.find('a', isHolder)).toMatchObject({ id: 'a' });
    expect(performance.now() - startedAtMs).toBeLessThan(200);
    const refused = (await Promise.all(guesses)).filter((answer) => answer !== null);
    expect(refused).toHaveLength(500 - 8 - 200);
    for (const error of refused) expect(error).toMatchObject({ code: 'BUDGET_EXCEEDED', http: { status: 503 } });
    expect(source.most).toBeLessThanOrEqual(9);
  });

  it('are looked up for whoever does not hold them like those that are not there', async () => {
    const source = new Source();
    source.put(key('a'));
    const keys = directory(source);
    await keys.find('a', isHolder);
    for (let index = 0; index < 5; index += 1) {
      expect(await keys.find('a', isNot)).toMatchObject({ id: 'a' });
      expect(await keys.find('none', isNot)).toBeNull();
    }
    expect(source.asked).toEqual(['a', 'a', 'none']);
    await delay(bounds.freshMs + 10);
    // Slow for both, away for both, and not for the holder.
    source.delayMs = 20;
    await keys.find('a', isHolder);
    for (const id of ['a', 'none']) {
      const startedAtMs = performance.now();
      await keys.find(id, isNot);
      expect(performance.now() - startedAtMs).toBeGreaterThan(15);
    }
    source.delayMs = 0;
    source.isAway = true;
    await delay(bounds.freshMs + 10);
    for (const id of ['a', 'none'])
      await expect(keys.find(id, isNot)).rejects.toMatchObject({ code: 'JOURNAL_UNAVAILABLE', http: { status: 503 } });
    expect(await keys.find('a', isHolder)).toMatchObject({ id: 'a' });
  });

  it('are turned away like others in a flood, for whoever does not hold them', async () => {
    const source = new Source();
    source.put(key('a'));
    const keys = directory(source, { freshMs: 5000 });
    await keys.find('a', isHolder);
    source.delayMs = 30;
    const guesses = Array.from({ length: 208 }, (_, index) => keys.find(`guess-${index}`, isNot));
    const [held, ...others] = await Promise.allSettled([
      keys.find('a', isHolder),
      keys.find('a', isNot),
      keys.find('none', isNot),
    ]);
    expect(held).toMatchObject({ status: 'fulfilled', value: { id: 'a' } });
    for (const other of others) expect(other).toMatchObject({ reason: { code: 'BUDGET_EXCEEDED' } });
    await Promise.all(guesses);
  });

  it('note their use now and then, and lose it in silence', async () => {
    const source = new Source();
    const keys = directory(source);
    source.isAway = true;
    for (let index = 0; index < 5; index += 1) keys.noteUse('a');
    keys.noteUse('b');
    await delay(20);
    expect(source.noted).toEqual(['a', 'b']);
    await delay(bounds.noteEveryMs);
    keys.noteUse('a');
    await delay(20);
    expect(source.noted).toEqual(['a', 'b', 'a']);
  });
});
