/** The feed of changes: in order, from every process, at the listener's own pace, and over as soon as nobody listens. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Feed } from '../../src/journal/feed.ts';
import type { Journal } from '../../src/journal/journal.ts';
import type { JournalStore } from '../../src/journal/store.ts';
import { fail, Journals, lost, refusedForGood, request, succeed } from './world-requests.ts';
import { FragileStore, intercepted, openAt, until } from './world.ts';

let journals: Journals;
let journal: Journal;
let store: JournalStore;
let fragile: FragileStore;
let feed: Feed;
beforeEach(async () => {
  journals = new Journals();
  ({ journal } = await journals.open());
  store = await openAt(journals.dataDir);
  fragile = new FragileStore(store);
  feed = new Feed(fragile.store);
});
afterEach(async () => {
  feed.close();
  await store.close();
  await journals.remove();
});

/** How often the chain was read. */
const reads = () => fragile.calls.filter((method) => method === 'changesAfter').length;

type Listening = Awaited<ReturnType<Feed['listen']>>;

/** The next changes as "key state", each run of equal ones once. */
async function next(listening: Listening, last: string): Promise<string[]> {
  const seen: string[] = [];
  for (;;) {
    const { value } = await listening.next();
    if (value === undefined) return [...seen, 'end'];
    const text = `${value.idempotencyKey} ${value.state}`;
    if (text !== seen.at(-1)) seen.push(text);
    if (text === last) return seen;
  }
}

describe('a listener', () => {
  it('gets what changes from now on, in the order in which it does, whichever process changes it', async () => {
    await journal.run(request('before', succeed()));
    const listening = await feed.listen();
    await journal.run(request('a', succeed()));
    const { journal: other } = await journals.open();
    await other.run(request('b', fail(lost)));
    await journal.run(request('c', fail(refusedForGood)));
    expect(await next(listening, 'c REJECTED')).toEqual(['a SUCCEEDED', 'b UNKNOWN', 'c REJECTED']);
    const [unknown] = await other.list({ states: ['UNKNOWN'] }, { limit: 1 });
    await other.resolve(unknown!.id, true, 'seen', 'eve');
    expect(await next(listening, 'b RESOLVED')).toEqual(['b RESOLVED']);
  });

  it('sees an operation that is under way before it sees its end', async () => {
    const listening = await feed.listen();
    const { promise, resolve } = Promise.withResolvers<string>();
    const running = journal.run(request('a', () => promise));
    expect(await next(listening, 'a SENT')).toContain('a SENT');
    resolve('row');
    await running;
    expect(await next(listening, 'a SUCCEEDED')).toContain('a SUCCEEDED');
  });

  it('does not miss what happens while another one begins to listen', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    fragile.before = async (method) => (method === 'head' && fragile.calls.length > 1 ? promise : undefined);
    const first = await feed.listen();
    const second = feed.listen();
    await journal.run(request('a', succeed()));
    resolve();
    await second;
    expect(await next(first, 'a SUCCEEDED')).toContain('a SUCCEEDED');
  });

  it('does not miss what happens while two begin to listen at once', async () => {
    const head = await store.head();
    let calls = 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    fragile.before = async (method) => (method === 'head' && (calls += 1) === 2 ? promise : undefined);
    const [first, second] = [feed.listen(), feed.listen()];
    const listening = await first;
    await journal.run(request('a', succeed()));
    expect((await store.head()).sequence).toBeGreaterThan(head.sequence);
    resolve();
    await second;
    expect(await next(listening, 'a SUCCEEDED')).toContain('a SUCCEEDED');
  });

  it('that is slow gets the last 1000 changes', async () => {
    await journal.run(request('first', succeed()));
    const first = (await journal.byKey('alice', 'first'))!;
    const sequences = Array.from({ length: 1200 }, (_, index) => String(index));
    const busy = new Feed(
      intercepted(store, async (method, [arg], call) => {
        if (method === 'byId') return { ...first, id: arg };
        return method === 'changesAfter' ? { operationIds: sequences.splice(0), sequence: 1200 } : call();
      }),
    );
    const listening = await busy.listen();
    await until(() => sequences.length === 0);
    const ids = [];
    while (ids.at(-1) !== '1199') ids.push((await listening.next()).value?.id);
    expect(ids).toHaveLength(1000);
    busy.close();
  });

  it('ends at once when it is told to, also while it waits, and is forgotten', async () => {
    const [one, two] = [await feed.listen(), await feed.listen()];
    expect(feed.size).toBe(2);
    const waiting = one.next();
    expect(await one.return!()).toEqual({ done: true, value: undefined });
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await one.next()).toEqual({ done: true, value: undefined });
    expect(feed.size).toBe(1);
    await journal.run(request('a', succeed()));
    expect(await next(two, 'a SUCCEEDED')).toContain('a SUCCEEDED');
  });
});

describe('the feed', () => {
  it('ends every listening when it is closed', async () => {
    const all = [await feed.listen(), await feed.listen()].map((listening) => listening.next());
    feed.close();
    expect(await Promise.all(all)).toEqual([
      { done: true, value: undefined },
      { done: true, value: undefined },
    ]);
    expect(feed.size).toBe(0);
  });

  it('stops asking when nobody listens, and begins anew later', async () => {
    const listening = await feed.listen();
    await until(() => fragile.calls.includes('changesAfter'));
    await listening.return!();
    // Only time can show that something has stopped: this is longer than its pause.
    await delay(500);
    const { length } = fragile.calls;
    await delay(300);
    expect(fragile.calls).toHaveLength(length);
    await journal.run(request('missed', succeed()));
    const later = await feed.listen();
    await journal.run(request('a', succeed()));
    expect(await next(later, 'a SUCCEEDED')).not.toContain('missed SUCCEEDED');
  });

  it('cannot begin while the store is away', async () => {
    fragile.outage = { method: 'all', when: 'before' };
    await expect(feed.listen()).rejects.toMatchObject({ code: 'JOURNAL_UNAVAILABLE' });
    expect(feed.size).toBe(0);
  });

  it('gives up after half a minute what can never be read, and goes on with the others', async () => {
    const listening = await feed.listen();
    const { id } = await journal.run(request('edited', succeed()));
    await journal.run(request('a', succeed()));
    journals.rows(`update operations set body = 'edited' where id = '${id}'`);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      while (reads() < 120) await vi.advanceTimersByTimeAsync(250);
    } finally {
      vi.useRealTimers();
    }
    expect(await next(listening, 'a SUCCEEDED')).toEqual(['a SUCCEEDED']);
  });

  it.each(['changesAfter', 'byId'] as const)('loses nothing while the store is away (%s)', async (method) => {
    const listening = await feed.listen();
    fragile.outage = { method, when: 'before' };
    await journal.run(request('a', succeed()));
    const before = fragile.calls.length;
    await until(() => fragile.calls.slice(before).includes(method));
    fragile.outage = null;
    expect(await next(listening, 'a SUCCEEDED')).toContain('a SUCCEEDED');
  });
});
