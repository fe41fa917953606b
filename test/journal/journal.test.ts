/** The journal in one process: one send a key, its outcome for everybody, and when the same key sends again. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../src/journal/operation.ts';
import { canonicalInput, type WriteRequest } from '../../src/journal/request.ts';
import { useJournals } from './use-journals.ts';
import { fail, held, kept, lost, putUnderWay, refusedForGood, request, succeed, underWay } from './world-requests.ts';
import { until } from './world.ts';

const { journals, journal, fragile } = useJournals();

/** The fingerprint that `underWay` has, for every input. */
const takeAll = async () => 'f';
const keptOf = (operation: Operation) => fragile.store.traceOf(operation.id);
const isSent = (key: string) => until(async () => (await journal.byKey('alice', key))?.state === 'SENT');

describe('a write', () => {
  it.each([
    ['SUCCEEDED', succeed(), null, null],
    [
      'REJECTED',
      fail(refusedForGood),
      { code: 'INVALID_INPUT', upstream: { code: 'invalid_charge', retryable: false } },
      null,
    ],
    ['UNKNOWN', fail(lost), { code: 'OUTCOME_UNKNOWN', upstream: { code: null, retryable: false } }, kept],
  ] as const)('ends in %s, once and for all', async (state, send, problem, trace) => {
    const first = await journal.run(request('k', send));
    expect(first).toMatchObject({ state, attempts: [{ outcome: state, problem }] });
    expect(first.attempts[0]?.endedAt).toBeInstanceOf(Date);
    expect(send).toHaveBeenCalledExactlyOnceWith(first.mark);
    const other = succeed();
    const isKnownLater = state !== 'UNKNOWN';
    expect(await journal.run(request('k', other))).toEqual(first);
    expect((await journal.recall(request('k', other)))?.state).toBe(state);
    expect(other).not.toHaveBeenCalled();
    expect(journals.looks).toBe(isKnownLater ? 0 : 1);
    expect(await keptOf(first)).toEqual(trace);
    expect(journals.outcomes).toEqual([first]);
  });

  it('is sent after it was recorded, and only then', async () => {
    let states: readonly unknown[] = [];
    await journal.run(
      request('k', async () => {
        states = journals.rows('select state, trace from operations');
        return 'row';
      }),
    );
    expect(states).toEqual([{ state: 'SENT', trace: JSON.stringify({ amount: '4.90', clientId: '1' }) }]);
    expect(journals.actions()).toEqual(['PREPARED', 'SENT', 'SUCCEEDED']);
  });

  it('takes the ids of what was made', async () => {
    const signUp = { ...request('k', async () => '77'), kind: 'signupVoipmsClient', clientId: null } as const;
    expect(await journal.run({ ...signUp, createdClientId: (id) => id })).toMatchObject({
      clientId: '77',
      upstreamId: '77',
    });
    const charge = { ...request('c', async () => '88'), madeRowId: (id: string) => id };
    expect(await journal.run(charge)).toMatchObject({ clientId: '1', upstreamId: '88' });
  });

  it('is unknown after a fault of ours, of which nobody is told but the log', async () => {
    const fault = new TypeError('secret detail');
    const sendFails = request(
      'a',
      fail(() => fault),
    );
    const idFails = request('b', succeed(), {
      madeRowId: () => {
        throw fault;
      },
    });
    const operations = [await journal.run(sendFails), await journal.run(idFails)];
    const unknown = { state: 'UNKNOWN', attempts: [{ problem: { code: 'OUTCOME_UNKNOWN' } }] };
    expect(operations).toMatchObject([unknown, unknown]);
    expect(journals.faults).toEqual([fault, fault]);
    expect(JSON.stringify(operations)).not.toContain('secret detail');
  });

  it('leaves nothing of its input behind, in no file', async () => {
    const input = { password: 'canary-one', nested: [{ token: 'canary-two' }] };
    for (const [key, send] of [
      ['a', succeed()],
      ['b', fail(lost)],
      ['c', fail(refusedForGood)],
    ] as const) {
      const operation = await journal.run(request(key, send, { input }));
      expect(JSON.stringify(operation)).not.toContain('canary');
    }
    for (const file of ['journal.sqlite', 'journal.sqlite-wal']) {
      const bytes = readFileSync(join(journals.dataDir, 'journal', file), 'latin1');
      expect(bytes.length).toBeGreaterThan(0);
      expect(bytes).not.toContain('canary');
    }
  });
});

describe('a key', () => {
  it('is sent once for 20 that come at once, and they all get the one outcome', async () => {
    const send = held();
    const asked = Array.from({ length: 20 }, () => journal.run(request('k', send)));
    await until(() => send.mock.calls.length > 0);
    const recalled = journal.recall(request('k', send));
    send.end('row');
    const operations = await Promise.all([...asked, recalled]);
    expect(operations).toEqual(operations.map(() => operations[0]));
    expect(operations[0]).toMatchObject({ state: 'SUCCEEDED', attempts: [{}] });
    expect(send).toHaveBeenCalledTimes(1);
    // The others did not even try.
    expect(fragile.calls.filter((method) => method === 'replace')).toHaveLength(2);
  });

  const first = request('k', succeed(), { input: { a: 1, b: { c: [2, 3], d: null } } });
  const changes: readonly Partial<WriteRequest<string>>[] = [
    { input: { a: 1, b: { c: [3, 2], d: null } } },
    { input: { a: '1', b: { c: [2, 3], d: null } } },
    { input: { a: 1, b: { c: [2, 3] } } },
    { kind: 'addPayment' },
    { account: 'two' },
    { clientId: '2' },
    { clientId: null },
  ];
  it.each(changes)('is refused for another write: %o', async (change) => {
    const send = succeed();
    const other = { ...first, ...change, send };
    await journal.run(first);
    await expect(journal.run(other)).rejects.toMatchObject({
      code: 'IDEMPOTENCY_CONFLICT',
      details: { field: ['idempotencyKey'] },
    });
    await expect(journal.recall(other)).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
    expect(send).not.toHaveBeenCalled();
  });

  it('is refused for another write also while the first one is sent', async () => {
    const send = held();
    const running = journal.run(request('k', send));
    await isSent('k');
    await expect(journal.run(request('k', succeed(), { clientId: '2' }))).rejects.toMatchObject({
      code: 'IDEMPOTENCY_CONFLICT',
    });
    send.end('row');
    expect(await running).toMatchObject({ state: 'SUCCEEDED', clientId: '1' });
  });

  it('stands for the same write, in whatever order its properties come and whatever else is asked', async () => {
    const operation = await journal.run(first);
    const same = { ...first, input: { b: { d: null, c: [2, 3] }, a: 1 }, reason: 'another one', sendTimeoutMs: 1 };
    expect(await journal.run(same)).toEqual(operation);
    expect(canonicalInput(same)).toBe(canonicalInput(first));
  });

  it('belongs to its caller: another one has the same key for another write', async () => {
    const operation = await journal.run(first);
    const other = await journal.run({ ...first, caller: 'bob', clientId: '2' });
    expect(other.id).not.toBe(operation.id);
    expect(await journal.byKey('bob', 'k')).toEqual(other);
    expect(await journal.byKey('alice', 'k')).toEqual(operation);
  });

  it('is made up where none is given, so that each request stands alone', async () => {
    const send = succeed();
    const [one, two] = [await journal.run(request(null, send)), await journal.run(request(null, send))];
    expect(one.idempotencyKey).toMatch(/^auto-[\w-]{36}$/);
    expect(one.id).not.toBe(two.id);
    expect(send).toHaveBeenCalledTimes(2);
    expect(await journal.recall(request(null, send))).toBeNull();
  });

  it('that is new, or of which nothing was sent, has nothing to recall', async () => {
    expect(await journal.recall(request('k', succeed()))).toBeNull();
    const prepared = await putUnderWay(fragile.store, { ...underWay('p'), attempts: [] });
    const { fingerprint } = await journal.run(request('other', succeed()));
    expect(prepared.fingerprint).not.toBe(fingerprint);
    const { journal: trusting } = await journals.open({ fingerprintOf: takeAll });
    expect(await trusting.recall(request('p', succeed()))).toBeNull();
    expect(await trusting.run(request('p', succeed()))).toMatchObject({ id: prepared.id, state: 'SUCCEEDED' });
  });
});
