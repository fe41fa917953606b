/** What people ask of the journal: to find operations, to know what is unknown of a client, and to settle it by their word. */
import { describe, expect, it, vi } from 'vitest';
import type { Operation } from '../../src/journal/operation.ts';
import { scopeOf } from '../providers/scope.ts';
import { useJournals } from './use-journals.ts';
import {
  fail,
  held,
  lost,
  putUnderWay,
  refusedForGood,
  repeatable,
  request,
  succeed,
  underWay,
} from './world-requests.ts';
import { bounds, until } from './world.ts';

const { journals, journal, fragile } = useJournals();

const lose = (key: string, changes = {}) => journal.run(request(key, fail(lost), changes));
const keysOf = (operations: readonly Operation[]) => operations.map(({ idempotencyKey }) => idempotencyKey);

describe('an operation', () => {
  it('is found by id, key and mark, and in the list from the newest to the oldest', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 1) });
    const operations: Operation[] = [];
    for (const key of ['a', 'b', 'c']) {
      operations.unshift(await journal.run(request(key, succeed())));
      vi.advanceTimersByTime(1);
    }
    expect(await journal.list({}, { limit: 10 })).toEqual(operations);
    expect(await journal.list({ states: ['UNKNOWN'] }, { limit: 10 })).toEqual([]);
    expect(await journal.count({ caller: 'alice' })).toBe(3);
    const [{ id, mark }] = operations as [Operation];
    expect(await journal.byId(id)).toEqual(operations[0]);
    expect(await journal.byKey('alice', 'a')).toEqual(operations[2]);
    expect(await journal.byMark('one', mark)).toEqual(operations[0]);
  });

  it('that is not there is null', async () => {
    await journal.run(request('a', succeed()));
    expect(await journal.byId('none')).toBeNull();
    expect(await journal.byKey('bob', 'a')).toBeNull();
    expect(await journal.byMark('two', 'RG-')).toBeNull();
  });

  it('that was lost is looked for when it is recalled', async () => {
    const operation = await lose('k');
    journals.finding = { verdict: 'applied', upstreamId: 'row-9' };
    const recalled = await journal.recall(request('k', succeed()));
    expect(recalled).toMatchObject({ id: operation.id, state: 'RECONCILED_SUCCEEDED', upstreamId: 'row-9' });
    expect(await journal.run(request('k', succeed()))).toEqual(recalled);
  });

  it('that was declared absent is never sent again', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 1) });
    await lose('k');
    vi.advanceTimersByTime(10_000 + bounds.settleAfterMs);
    const send = succeed();
    expect(await journal.recall(request('k', send))).toMatchObject({ state: 'RECONCILED_ABSENT' });
    expect(await journal.run(request('k', send))).toMatchObject({ state: 'RECONCILED_ABSENT' });
    expect(send).not.toHaveBeenCalled();
  });
});

const asked = { account: 'one', clientId: '1', caller: 'bob', actor: 'bob', idempotencyKey: null, scope: scopeOf() };

describe('the unknown money of a client', () => {
  it('is its charges and payments that stay unknown after a look, newest first', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 1) });
    for (const [key, changes] of [
      ['charge', {}],
      ['payment', { kind: 'addPayment' }],
      ['client', { clientId: '2' }],
      ['account', { account: 'two' }],
    ] as const) {
      await lose(key, changes);
      vi.advanceTimersByTime(1);
    }
    await journal.run(repeatable('threshold', fail(lost)));
    await journal.run(request('done', succeed()));
    await journal.run(request('refused', fail(refusedForGood)));
    expect(keysOf(await journal.openMoney(asked))).toEqual(['payment', 'charge']);
    expect(journals.looks).toBe(2);
    expect(journals.rows("select distinct actor from entries where action = 'LOOKED'")).toEqual([{ actor: 'bob' }]);
  });

  it('is also what is under way elsewhere, given up when its time is over', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 1) });
    await putUnderWay(fragile.store, underWay('elsewhere'));
    expect(await journal.openMoney(asked)).toMatchObject([{ idempotencyKey: 'elsewhere', state: 'SENT' }]);
    vi.advanceTimersByTime(10_000);
    expect(await journal.openMoney(asked)).toMatchObject([{ idempotencyKey: 'elsewhere', state: 'UNKNOWN', looks: 1 }]);
  });

  it('is not what is sent here at the moment, and not the write itself that is about to be sent again', async () => {
    const send = held();
    const running = journal.run(request('running', send));
    await until(() => send.mock.calls.length > 0);
    await lose('same');
    expect(keysOf(await journal.openMoney(asked))).toEqual(['same']);
    expect(await journal.openMoney({ ...asked, caller: 'alice', idempotencyKey: 'same' })).toEqual([]);
    expect(keysOf(await journal.openMoney({ ...asked, idempotencyKey: 'same' }))).toEqual(['same']);
    send.end('row');
    await running;
  });

  it('is not what the books show by now', async () => {
    await lose('charge');
    journals.finding = { verdict: 'applied', upstreamId: 'row-9' };
    expect(await journal.openMoney(asked)).toEqual([]);
    expect(await journal.byKey('alice', 'charge')).toMatchObject({ state: 'RECONCILED_SUCCEEDED' });
  });

  it('is looked for up to five at once, and told in full', async () => {
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await lose(key);
    expect(await journal.openMoney(asked)).toHaveLength(7);
    expect(journals.looks).toBe(5);
  });
});

describe('a person', () => {
  it.each([true, false])('says what became of an operation (applied: %s); that stands', async (applied) => {
    const { id } = await lose('k');
    const operation = await journal.resolve(id, applied, 'I have seen it.', 'eve');
    const evidence = { source: 'PERSON', applied, statement: 'I have seen it.', statedBy: 'eve' };
    expect(operation).toMatchObject({ state: 'RESOLVED', evidence });
    expect(await journal.byId(id)).toEqual(operation);
    expect(await fragile.store.traceOf(id)).toBeNull();
    expect(journals.outcomes.at(-1)).toEqual(operation);
    expect(journals.rows('select actor, action, reason from entries order by sequence desc limit 1')).toEqual([
      { actor: 'eve', action: 'RESOLVED', reason: 'I have seen it.' },
    ]);
    const send = succeed();
    expect(await journal.run(request('k', send))).toEqual(operation);
    expect(send).not.toHaveBeenCalled();
    await expect(journal.resolve(id, !applied, 'No.', 'eve')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('cannot say it of what is not unknown, nor of what is not there', async () => {
    const operations = [
      await journal.run(request('a', succeed())),
      await journal.run(request('b', fail(refusedForGood))),
    ];
    operations.push(await putUnderWay(fragile.store, underWay('c')));
    for (const { id, state } of operations) {
      const message = `Only an operation in UNKNOWN can be resolved; this one is ${state}.`;
      await expect(journal.resolve(id, true, 'seen', 'eve')).rejects.toMatchObject({ code: 'INVALID_INPUT', message });
    }
    await expect(journal.resolve('none', true, 'seen', 'eve')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is one: of several at once the first is heard', async () => {
    const { id } = await lose('k');
    const { journal: other } = await journals.open();
    const all = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        (index % 2 === 0 ? journal : other).resolve(id, index === 0, 'seen', `eve-${index}`),
      ),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = all.flatMap((one) => (one.status === 'rejected' ? [one.reason as { code: string }] : []));
    expect(refused.map(({ code }) => code)).toEqual(refused.map(() => 'INVALID_INPUT'));
  });

  it('is heard over a look that told nothing meanwhile, and not over one that told it', async () => {
    const { id } = await lose('k');
    const { promise, resolve } = Promise.withResolvers<void>();
    let isFirst = true;
    fragile.before = async (method, [operation]) => {
      const isResolve = method === 'replace' && (operation as Operation).state === 'RESOLVED';
      if (isResolve && isFirst) isFirst = await promise.then(() => false);
    };
    const resolving = journal.resolve(id, true, 'seen', 'eve');
    const { journal: other } = await journals.open();
    journals.finding = { verdict: 'unclear', reason: 'Two of them.' };
    const looked = await other.settling.settle((await other.byId(id))!, 'bob');
    expect(looked).toMatchObject({ state: 'UNKNOWN', looks: 1 });
    resolve();
    expect(await resolving).toMatchObject({ state: 'RESOLVED', version: looked.version + 1, looks: 2 });
  });

  it('does not say it of what was answered and could not be recorded yet', async () => {
    const send = held();
    const running = journal.run(request('k', send));
    await until(() => send.mock.calls.length > 0);
    fragile.outage = { method: 'replace', when: 'before' };
    send.end('row');
    const { id, state } = await running;
    expect(state).toBe('SUCCEEDED');
    await expect(journal.resolve(id, false, 'seen', 'eve')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    fragile.outage = null;
  });
});
