/** The journal while its store fails, with other processes beside it, and at its end. */
import { describe, expect, it, vi } from 'vitest';
import type { GatewayError } from '../../src/errors.ts';
import { useJournals } from './use-journals.ts';
import { fail, held, kept, lost, putUnderWay, repeatable, request, succeed, underWay } from './world-requests.ts';
import { scopeOf } from '../providers/scope.ts';
import { bounds, until } from './world.ts';

const { journals, journal, fragile } = useJournals();

/** The fingerprint that `underWay` has, for every input. */
const takeAll = async () => 'f';
const unavailable = { code: 'JOURNAL_UNAVAILABLE', retryable: true };
const notSent = { code: 'JOURNAL_UNAVAILABLE', upstream: { code: null, retryable: true } };
const stored = (key = 'k') => fragile.store.byKey('alice', key);
const hasState = (state: string, key = 'k') => until(async () => (await stored(key))?.state === state);

describe('a store that fails', () => {
  it.each(['before', 'after'] as const)(
    'at the intent (%s): nothing is sent, and the key can be used again',
    async (when) => {
      const send = succeed();
      fragile.outage = { method: 'add', when };
      await expect(journal.run(request('k', send))).rejects.toMatchObject(unavailable);
      expect(send).not.toHaveBeenCalled();
      fragile.outage = null;
      expect((await stored())?.state).toBe(when === 'before' ? undefined : 'PREPARED');
      expect(await journal.recall(request('k', send))).toBeNull();
      expect(await journal.run(request('k', send))).toMatchObject({ state: 'SUCCEEDED', attempts: [{}] });
      expect(send).toHaveBeenCalledTimes(1);
    },
  );

  it('before a send is recorded: nothing is sent, for all that ask at once', async () => {
    const send = succeed();
    fragile.outage = { method: 'replace', when: 'before' };
    const asked = await Promise.allSettled(Array.from({ length: 5 }, () => journal.run(request('k', send))));
    expect(asked.map((one) => (one.status === 'rejected' ? (one.reason as GatewayError).code : ''))).toEqual(
      Array(5).fill('JOURNAL_UNAVAILABLE'),
    );
    fragile.outage = null;
    expect((await stored())?.state).toBe('PREPARED');
    expect(await journal.run(request('k', send))).toMatchObject({ state: 'SUCCEEDED', attempts: [{}] });
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('after a send is recorded: nothing is sent, that is recorded, and it can be sent again', async () => {
    const send = succeed();
    fragile.outage = { method: 'replace', when: 'after' };
    await expect(journal.run(request('k', send))).rejects.toMatchObject(unavailable);
    expect((await stored())?.state).toBe('SENT');
    // What the store says is not so, and this process knows it.
    expect(await journal.byKey('alice', 'k')).toMatchObject({
      state: 'REJECTED',
      attempts: [{ problem: notSent }],
    });
    expect(await journal.run(request('k', send))).toMatchObject({ state: 'REJECTED' });
    fragile.outage = null;
    await hasState('REJECTED');
    expect(await fragile.store.traceOf((await stored())!.id)).toBeNull();
    expect(await journal.run(request('k', send))).toMatchObject({
      state: 'SUCCEEDED',
      attempts: [{ outcome: 'REJECTED' }, {}],
    });
    expect(send).toHaveBeenCalledTimes(1);
  });

  it.each(['before', 'after'] as const)('at the outcome (%s): it is told, and recorded later', async (when) => {
    fragile.before = async (method, [operation]) => {
      const isOutcome = method === 'replace' && (operation as { state: string }).state === 'SUCCEEDED';
      if (isOutcome) fragile.outage ??= { method: 'all', when };
    };
    const operation = await journal.run(request('k', succeed()));
    expect(operation.state).toBe('SUCCEEDED');
    // Nobody can read the store now, and still the one who asks again gets it.
    expect(await journal.recall(request('k', succeed()))).toEqual(operation);
    expect(await journal.byId(operation.id)).toEqual(operation);
    await expect(journal.byKey('alice', 'other')).rejects.toMatchObject(unavailable);
    fragile.before = async () => {};
    fragile.outage = null;
    await until(async () => (await stored())?.state === 'SUCCEEDED');
    expect(await stored()).toEqual(operation);
    expect(journals.actions()).toEqual(['PREPARED', 'SENT', 'SUCCEEDED']);
  });

  it('at the outcome: it goes on top of the UNKNOWN of another process', async () => {
    const send = held();
    const running = journal.run(request('k', send, { sendTimeoutMs: 0 }));
    await until(() => send.mock.calls.length > 0);
    const { journal: other } = await journals.open();
    expect(await other.recall(request('k', succeed()))).toMatchObject({ state: 'UNKNOWN' });
    fragile.outage = { method: 'replace', when: 'before' };
    send.end('row');
    await running;
    fragile.outage = null;
    await hasState('SUCCEEDED');
    expect(await other.recall(request('k', succeed()))).toMatchObject({ state: 'SUCCEEDED' });
  });

  it('when a look has told something: the operation is told as it was read, and looked for again', async () => {
    const operation = await journal.run(request('k', fail(lost)));
    journals.finding = { verdict: 'applied', upstreamId: 'row-9' };
    fragile.outage = { method: 'replace', when: 'before' };
    expect(await journal.recall(request('k', succeed()))).toEqual(operation);
    fragile.outage = null;
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 1000 });
    expect(await journal.recall(request('k', succeed()))).toMatchObject({ state: 'RECONCILED_SUCCEEDED' });
  });

  it('while another process sends: the wait goes on', async () => {
    const { journal: other } = await journals.open();
    const send = held();
    const running = other.run(request('k', send));
    await hasState('SENT');
    const waiting = journal.run(request('k', succeed()));
    fragile.outage = { method: 'byId', when: 'before' };
    const before = fragile.calls.length;
    await until(() => fragile.calls.slice(before).includes('byId'));
    send.end('row');
    const operation = await running;
    fragile.outage = null;
    expect(await waiting).toEqual(operation);
  });

  it('does not hide what another process has sent after our begin failed', async () => {
    fragile.outage = { method: 'replace', when: 'before' };
    await expect(journal.run(request('k', succeed()))).rejects.toMatchObject(unavailable);
    const { journal: other } = await journals.open();
    const send = held();
    const running = other.run(request('k', send));
    await hasState('SENT');
    expect(await journal.byKey('alice', 'k')).toMatchObject({ state: 'SENT' });
    send.end('row');
    const operation = await running;
    expect(await journal.byId(operation.id)).toEqual(operation);
    expect(await journal.run(request('k', succeed()))).toEqual(operation);
  });
});

describe('two processes with one journal', () => {
  it('send a key once, whoever is faster, and both get the outcome', async () => {
    const { journal: other } = await journals.open();
    for (const key of ['a', 'b', 'c', 'd', 'e']) {
      const send = succeed();
      const asked = Array.from({ length: 10 }, (_, index) =>
        (index % 2 === 0 ? journal : other).run(request(key, send)),
      );
      const operations = await Promise.all(asked);
      expect(operations).toEqual(operations.map(() => operations[0]));
      expect(operations[0]?.state).toBe('SUCCEEDED');
      expect(send).toHaveBeenCalledTimes(1);
    }
  });

  it('wait for each other', async () => {
    const { journal: other } = await journals.open();
    const send = held();
    const running = other.run(request('k', send));
    await hasState('SENT');
    const asked = [journal.run(request('k', succeed())), journal.recall(request('k', succeed()))];
    const before = fragile.calls.filter((method) => method === 'byId').length;
    await until(() => fragile.calls.filter((method) => method === 'byId').length > before + 3);
    send.end('row');
    const operation = await running;
    expect(await Promise.all(asked)).toEqual([operation, operation]);
    expect(operation.state).toBe('SUCCEEDED');
  });

  it('wait no longer than the caller does', async () => {
    await putUnderWay(fragile.store, underWay('k', new Date(), { sendTimeoutMs: 60_000 }));
    const { journal: trusting } = await journals.open({ fingerprintOf: takeAll });
    const controller = new AbortController();
    const asked = [
      trusting.run(request('k', succeed(), { scope: scopeOf(Infinity, controller.signal) })),
      trusting.recall(request('k', succeed(), { scope: scopeOf(Infinity, controller.signal) })),
    ];
    await until(() => trusting.byKey('alice', 'k').then(() => true));
    controller.abort();
    expect(await Promise.all(asked)).toMatchObject([{ state: 'SENT' }, { state: 'SENT' }]);
    expect(await trusting.run(request('k', succeed(), { scope: scopeOf(Infinity, controller.signal) }))).toMatchObject({
      state: 'SENT',
    });
  });

  it('give up what another one has left when its time is over, and look for it', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 1) });
    await putUnderWay(fragile.store, underWay('k'));
    const { journal: trusting } = await journals.open({ fingerprintOf: takeAll });
    const send = succeed();
    const [ran, recalled] = [trusting.run(request('k', send)), trusting.recall(request('k', send))];
    vi.advanceTimersByTime(10_000);
    expect(await ran).toMatchObject({ state: 'UNKNOWN', attempts: [{ outcome: 'UNKNOWN' }] });
    expect(await recalled).toMatchObject({ state: 'UNKNOWN' });
    vi.advanceTimersByTime(bounds.settleAfterMs);
    expect(await trusting.recall(request('k', send))).toMatchObject({ state: 'RECONCILED_ABSENT' });
    expect(send).not.toHaveBeenCalled();
  });

  it('send again what can be repeated when another one has left it', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 1) });
    const write = { kind: 'setClientThreshold', delivery: 'repeatable', amount: null } as const;
    await putUnderWay(fragile.store, underWay('k', new Date(), write), null);
    vi.advanceTimersByTime(10_000);
    const { journal: trusting } = await journals.open({ fingerprintOf: takeAll });
    expect(await trusting.recall(repeatable('k', succeed()))).toBeNull();
    expect(await trusting.run(repeatable('k', succeed()))).toMatchObject({
      state: 'SUCCEEDED',
      attempts: [{ outcome: 'UNKNOWN' }, {}],
    });
  });

  it('does not try for ever to win a key', async () => {
    fragile.before = async (method, [operation]) => {
      if (method !== 'replace') return;
      // Another process looks at it each time, and so it is always one version further.
      const { id } = operation as { id: string };
      const rival = await rivals;
      const current = (await rival.store.byId(id))!;
      await rival.store.replace(
        { ...current, version: current.version + 1 },
        { actor: 'x', action: 'LOOKED', reason: null },
      );
    };
    const rivals = journals.open();
    const send = succeed();
    await expect(journal.run(request('k', send))).rejects.toMatchObject(unavailable);
    expect(send).not.toHaveBeenCalled();
  });
});

describe('the end of a journal', () => {
  it('waits for sends that are under way, and records them', async () => {
    const send = held();
    const running = journal.run(request('k', send));
    await hasState('SENT');
    let isClosed = false;
    const closing = journal.close(60_000).then(() => (isClosed = true));
    await journal.byKey('alice', 'k');
    expect(isClosed).toBe(false);
    send.end('row');
    await closing;
    expect(await stored()).toEqual(await running);
    expect((await stored())?.state).toBe('SUCCEEDED');
  });

  it('waits no longer than it may: what is left is given up by the next process', async () => {
    const { journal: own } = await journals.open({ isExclusive: true });
    const send = held();
    const running = own.run(request('k', send));
    await hasState('SENT');
    await own.close(10);
    const { journal: next } = await journals.open();
    expect((await next.byKey('alice', 'k'))?.state).toBe('SENT');
    send.end(lost());
    expect(await running).toMatchObject({ state: 'UNKNOWN' });
    expect(await fragile.store.traceOf((await stored())!.id)).toEqual(kept);
  });

  it('offers once more what the store has not taken', async () => {
    fragile.before = async (method, [operation]) => {
      const isOutcome = method === 'replace' && (operation as { state: string }).state === 'UNKNOWN';
      if (isOutcome) fragile.outage = { method: 'all', when: 'before' };
    };
    expect(await journal.run(request('k', fail(lost)))).toMatchObject({ state: 'UNKNOWN' });
    fragile.before = async () => {};
    fragile.outage = null;
    await journal.close(1000);
    expect(await stored()).toMatchObject({ state: 'UNKNOWN' });
  });
});
