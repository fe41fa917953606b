import { describe, expect, it, vi } from 'vitest';
import { GatewayError } from '../../src/errors.ts';
import { Journal, type WriteRequest } from '../../src/journal/journal.ts';
import { transitions } from '../../src/journal/operation.ts';

const limited = () => new GatewayError('RATE_LIMITED', 'Later.');
const refusedForGood = () => new GatewayError('INVALID_INPUT', 'Never.', { upstreamCode: 'invalid_charge' });
const lost = () => new GatewayError('OUTCOME_UNKNOWN', 'Lost.');

function journalOf(maxOperations = 100) {
  const faults: unknown[] = [];
  return {
    journal: new Journal({ maxOperations, onFault: (error) => void faults.push(error), onOutcome: () => {} }),
    faults,
  };
}

function request<T>(idempotencyKey: string | null, send: () => Promise<T>, input: object = { a: 1 }): WriteRequest<T> {
  const what = { kind: 'addCharge', delivery: 'unproven', account: 'one', clientId: '1' } as const;
  return { ...what, idempotencyKey, amount: null, reason: null, input, send };
}

const succeed = () => vi.fn<() => Promise<string>>(async () => 'done');
const fail = (error: () => unknown) =>
  vi.fn<() => Promise<string>>(async () => {
    throw error();
  });

describe('the states of an operation', () => {
  it('know where each may go, and no way out of a certain or unknown end', () => {
    expect(transitions).toEqual({
      PREPARED: ['SENT'],
      SENT: ['SUCCEEDED', 'REJECTED', 'UNKNOWN'],
      SUCCEEDED: [],
      REJECTED: ['SENT'],
      UNKNOWN: [],
    });
  });

  it.each([
    ['SUCCEEDED', succeed(), null],
    [
      'REJECTED',
      fail(refusedForGood),
      { code: 'INVALID_INPUT', upstream: { code: 'invalid_charge', retryable: false } },
    ],
    ['UNKNOWN', fail(lost), { code: 'OUTCOME_UNKNOWN', upstream: { code: null, retryable: false } }],
  ])('end in %s and stay there', async (state, send, problem) => {
    const { journal } = journalOf();
    const first = await journal.run(request('k', send));
    expect(first.state).toBe(state);
    expect(first.attempts).toHaveLength(1);
    expect(first.attempts[0]).toMatchObject({ outcome: state, problem });
    expect(first.attempts[0]?.endedAt).toBeInstanceOf(Date);
    const other = succeed();
    expect(await journal.run(request('k', other))).toBe(first);
    expect(await journal.recall(request('k', other))).toBe(first);
    expect(first.state).toBe(state);
    expect(send).toHaveBeenCalledTimes(1);
    expect(other).not.toHaveBeenCalled();
  });

  it('go on from a refusal that passes by itself', async () => {
    const { journal } = journalOf();
    const operation = await journal.run(request('k', fail(limited)));
    expect(operation.state).toBe('REJECTED');
    expect(await journal.recall(request('k', succeed()))).toBeNull();
    expect(await journal.run(request('k', succeed()))).toBe(operation);
    expect(operation.attempts.map(({ outcome }) => outcome)).toEqual(['REJECTED', 'SUCCEEDED']);
  });

  it('are UNKNOWN after a fault of ours, which is told to the log and to nobody else', async () => {
    const { journal, faults } = journalOf();
    const fault = new TypeError('secret detail');
    const operation = await journal.run(
      request(
        'k',
        fail(() => fault),
      ),
    );
    expect(operation.state).toBe('UNKNOWN');
    expect(faults).toEqual([fault]);
    expect(JSON.stringify(operation)).not.toContain('secret detail');
  });
});

describe('a key', () => {
  it('is sent once while it runs, and all get the one operation', async () => {
    const { journal } = journalOf();
    const { promise, resolve } = Promise.withResolvers<string>();
    const send = vi.fn<() => Promise<string>>(() => promise);
    const asked = Array.from({ length: 20 }, () => journal.run(request('k', send)));
    const recalled = journal.recall(request('k', send));
    expect(journal.byKey('k')?.state).toBe('SENT');
    resolve('done');
    const operations = await Promise.all(asked);
    expect(new Set(operations).size).toBe(1);
    expect(await recalled).toBe(operations[0]);
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('is refused with another input, kind, account or client', async () => {
    const { journal } = journalOf();
    const send = succeed();
    await journal.run(request('k', send, { a: 1, b: { c: 2, d: 3 } }));
    const same = request('k', send, { b: { d: 3, c: 2 }, a: 1 });
    expect((await journal.run(same)).state).toBe('SUCCEEDED');
    const others: WriteRequest<string>[] = [
      { ...same, input: { a: 1, b: { c: 2, d: 4 } } },
      { ...same, input: { a: '1', b: { c: 2, d: 3 } } },
      { ...same, kind: 'addPayment' },
      { ...same, account: 'two' },
      { ...same, clientId: '2' },
      { ...same, clientId: null },
    ];
    for (const other of others) {
      await expect(journal.run(other)).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
      await expect(journal.recall(other)).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
    }
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('is made up where none is given, so that each request stands alone', async () => {
    const { journal } = journalOf();
    const send = succeed();
    const [one, two] = [await journal.run(request(null, send)), await journal.run(request(null, send))];
    expect(one.idempotencyKey).toMatch(/^auto-[\w-]{36}$/);
    expect(one.id).not.toBe(two.id);
    expect(send).toHaveBeenCalledTimes(2);
    expect(await journal.recall(request(null, send))).toBeNull();
  });
});

describe('the journal', () => {
  it('finds operations by key and id, newest first', async () => {
    const { journal } = journalOf();
    const operations = [];
    for (const key of ['a', 'b', 'c']) operations.push(await journal.run(request(key, succeed())));
    expect(journal.all()).toEqual(operations.toReversed());
    expect(journal.byId(operations[1]!.id)).toBe(operations[1]);
    expect(journal.byKey('c')).toBe(operations[2]);
    expect(journal.byId('none')).toBeUndefined();
    expect(journal.byKey('none')).toBeUndefined();
  });

  it('takes the id of a client that was created', async () => {
    const { journal } = journalOf();
    const sent = request('k', async () => ({ id: '77' }));
    const operation = await journal.run({ ...sent, clientId: null, createdClientId: ({ id }) => id });
    expect(operation.clientId).toBe('77');
  });

  it('holds nothing of the input', async () => {
    const { journal } = journalOf();
    const operation = await journal.run(request('k', succeed(), { password: 'canary-1' }));
    expect(JSON.stringify([operation, journal.all()])).not.toContain('canary-1');
  });

  it('drops the oldest that are done, and never one whose outcome is open', async () => {
    const { journal } = journalOf(4);
    await journal.run(request('unknown', fail(lost)));
    await journal.run(request('old', succeed()));
    await journal.run(request('refused', fail(refusedForGood)));
    const pending = Promise.withResolvers<string>();
    const running = journal.run(request('running', () => pending.promise));
    await journal.run(request('new-1', succeed()));
    expect(journal.all().map(({ idempotencyKey }) => idempotencyKey)).toEqual([
      'new-1',
      'running',
      'refused',
      'unknown',
    ]);
    expect(journal.byKey('old')).toBeUndefined();
    await journal.run(request('new-2', fail(lost)));
    await journal.run(request('new-3', fail(lost)));
    const keys = journal.all().map(({ idempotencyKey }) => idempotencyKey);
    expect(keys).toEqual(['new-3', 'new-2', 'running', 'unknown']);
    // Nothing is left that may be dropped: a new write is refused before it is sent, a known key still answers.
    const send = succeed();
    await expect(journal.run(request('new-4', send))).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' });
    expect(send).not.toHaveBeenCalled();
    expect((await journal.run(request('unknown', send))).state).toBe('UNKNOWN');
    pending.resolve('done');
    expect((await running).state).toBe('SUCCEEDED');
    expect((await journal.run(request('new-4', send))).state).toBe('SUCCEEDED');
    expect(journal.byKey('running')).toBeUndefined();
  });
});
