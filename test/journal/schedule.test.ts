/** The schedule of settling: what is due and what was left behind, when it is looked, and by which process. */
import { describe, expect, it, vi } from 'vitest';
import type { Finding } from '../../src/providers/provider.ts';
import { useJournals } from './use-journals.ts';
import { fail, lost, putUnderWay, repeatable, request, succeed, underWay } from './world-requests.ts';
import { bounds, until } from './world.ts';

const T0 = Date.UTC(2026, 10, 1);
const SEND_MS = 10_000;
const setTime = (ms: number) => vi.setSystemTime(T0 + ms);

const { journals, journal, fragile } = useJournals(T0);

const applied: Finding = { verdict: 'applied', upstreamId: 'row-9' };
const absent: Finding = { verdict: 'absent' };

const lose = (key = 'k') => journal.run(request(key, fail(lost)));

describe('a round', () => {
  it('looks for what is due, and leaves alone what is not', async () => {
    const operation = await lose();
    await journal.run(repeatable('other', fail(lost)));
    await journal.run(request('done', succeed()));
    setTime(bounds.firstLookMs - 1);
    expect(await journal.settling.round()).toBe(0);
    setTime(bounds.firstLookMs);
    expect(await journal.settling.round()).toBe(1);
    expect(journals.looks).toBe(1);
    expect((await journal.byId(operation.id))?.nextLookAt).toEqual(new Date(T0 + 3 * bounds.firstLookMs));
    expect(await journal.settling.round()).toBe(0);
  });

  it('looks at the exact times until absence counts', async () => {
    const operation = await lose();
    const times: number[] = [];
    while (times.length < 20) {
      const { nextLookAt, state } = (await journal.byId(operation.id))!;
      if (nextLookAt === null) break;
      expect(state).toBe('UNKNOWN');
      times.push((nextLookAt.getTime() - T0) / 1000);
      vi.setSystemTime(nextLookAt);
      await journal.settling.round();
    }
    expect(times).toEqual([5, 15, 35, 75, 135, 195, 255, 315, 375, 435, 495, 555, 610]);
    expect(await journal.byId(operation.id)).toMatchObject({ state: 'RECONCILED_ABSENT', looks: 13 });
  });

  it('is made by one process at a time, by the next one when that has stopped', async () => {
    await lose();
    const { journal: other } = await journals.open();
    setTime(bounds.firstLookMs);
    expect(await other.settling.round()).toBe(1);
    setTime(10 * bounds.firstLookMs);
    expect(await journal.settling.round()).toBe(0);
    await other.settling.stop();
    expect(await journal.settling.round()).toBe(1);
    expect(journals.looks).toBe(2);
  });

  it('looks only at accounts that are configured, one process an account', async () => {
    await lose('one');
    await journal.run(request('two', fail(lost), { account: 'two' }));
    await journal.run(request('gone', fail(lost), { account: 'gone' }));
    setTime(bounds.firstLookMs);
    const { journal: other } = await journals.open({ accounts: ['two'] });
    expect(await other.settling.round()).toBe(1);
    expect(await journal.settling.round()).toBe(1);
    const looked = journals.rows(
      "select json_extract(body, '$.idempotencyKey') as key from operations where next_look_at > 1793491205000 order by key",
    );
    expect(looked).toEqual([{ key: 'one' }, { key: 'two' }]);
  });

  it('does not let one that cannot be settled keep back the others', async () => {
    const [edited, other] = [await lose('edited'), await lose('other')];
    const left = [
      await putUnderWay(fragile.store, underWay('left')),
      await putUnderWay(fragile.store, underWay('left too')),
    ];
    for (const { id } of [edited, left[0]!])
      journals.rows(`update operations set body = body || ' ' where id = '${id}'`);
    setTime(SEND_MS);
    journals.finding = applied;
    await journal.settling.round();
    const states = [edited, other, ...left].map(({ id }) => journal.byId(id).then((operation) => operation?.state));
    expect(await Promise.all(states)).toEqual(['UNKNOWN', 'RECONCILED_SUCCEEDED', 'SENT', 'UNKNOWN']);
    expect(journals.faults).toEqual([]);
  });

  it('gives up in a shared store only what is over', async () => {
    const operation = await putUnderWay(fragile.store, underWay('k'));
    expect(await journal.settling.round()).toBe(0);
    setTime(SEND_MS);
    expect(await journal.settling.round()).toBe(1);
    expect(await journal.byId(operation.id)).toMatchObject({ state: 'UNKNOWN' });
    expect(journals.outcomes).toMatchObject([{ state: 'UNKNOWN' }]);
  });

  it('gives up in a store of our own all that was left, but for what we send ourselves', async () => {
    const left = await putUnderWay(fragile.store, underWay('left'));
    const { journal: own } = await journals.open({ isExclusive: true });
    const { promise, resolve } = Promise.withResolvers<string>();
    const running = own.run(request('own', () => promise));
    await until(async () => (await own.byKey('alice', 'own'))?.state === 'SENT');
    expect(await own.settling.round()).toBe(1);
    expect(await own.byId(left.id)).toMatchObject({ state: 'UNKNOWN' });
    expect(await own.byKey('alice', 'own')).toMatchObject({ state: 'SENT' });
    resolve('row');
    await running;
    // What another process left afterwards was not left by one before us: its time has to be over.
    await own.settling.round();
    const later = await putUnderWay(fragile.store, underWay('later'));
    expect(await own.settling.round()).toBe(0);
    expect(await own.byId(later.id)).toMatchObject({ state: 'SENT' });
  });

  it('does not wait for the lease of a process that has ended, in a store of our own', async () => {
    await lose();
    expect(await fragile.store.lease('settle one', 'ended', 60_000)).toBe(true);
    setTime(bounds.firstLookMs);
    expect(await journal.settling.round()).toBe(0);
    const { journal: own } = await journals.open({ isExclusive: true });
    expect(await own.settling.round()).toBe(1);
    expect(journals.looks).toBe(1);
  });

  it('comes to an end with the schedule', async () => {
    for (const key of ['a', 'b', 'c']) await lose(key);
    setTime(bounds.firstLookMs);
    const { promise, resolve } = Promise.withResolvers<Finding>();
    const look = vi.fn<() => Promise<Finding>>(() => promise);
    const { journal: other } = await journals.open({ look });
    other.settling.start();
    await until(() => look.mock.calls.length > 0);
    const stopping = other.settling.stop();
    resolve(absent);
    await stopping;
    expect(look).toHaveBeenCalledTimes(1);
  });
});

describe('the schedule', () => {
  it('makes its first round at once, and goes on every second, whatever fails', async () => {
    const operation = await lose();
    journals.finding = applied;
    setTime(bounds.firstLookMs);
    fragile.outage = { method: 'all', when: 'before' };
    journal.settling.start();
    await until(() => fragile.calls.includes('abandoned'));
    fragile.outage = null;
    const fault = new TypeError('ours');
    fragile.before = async (method) => (method === 'due' ? Promise.reject(fault) : undefined);
    await until(() => journals.faults.length > 0);
    expect(journals.faults[0]).toBe(fault);
    fragile.before = async () => {};
    await until(async () => (await journal.byId(operation.id))?.state === 'RECONCILED_SUCCEEDED');
    await journal.settling.stop();
  });
});
