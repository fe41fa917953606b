/** When a key sends again: after a refusal that passes, and for a write that can be repeated. */
import { describe, expect, it, vi } from 'vitest';
import type { GatewayError } from '../../src/errors.ts';
import type { Journal } from '../../src/journal/journal.ts';
import type { Operation } from '../../src/journal/operation.ts';
import { useJournals } from './use-journals.ts';
import { fail, kept, limited, lost, refusedForGood, repeatable, request, succeed } from './world-requests.ts';
import { until } from './world.ts';

const { journals, journal, fragile } = useJournals();

const keptOf = (operation: Operation) => fragile.store.traceOf(operation.id);
const lose = (changes = {}) => journal.run(repeatable('k', fail(lost), changes));

/** Asks for the same write once more. */
async function again(changes = {}) {
  const send = succeed();
  const operation = await journal.run(repeatable('k', send, changes));
  return { operation, wasSent: send.mock.calls.length > 0 };
}

/** True for a refusal that says that it was done before. */
const isDone = (refusal: GatewayError) => refusal.details.upstreamCode === 'invalid_charge';

describe('a refusal that passes by itself', () => {
  it('is sent again under its key and with its mark', async () => {
    const first = await journal.run(request('k', fail(limited)));
    expect(first.state).toBe('REJECTED');
    expect(await keptOf(first)).toBeNull();
    expect(await journal.recall(request('k', succeed()))).toBeNull();
    const send = fail(lost);
    const second = await journal.run(request('k', send));
    expect(second.attempts.map(({ outcome }) => outcome)).toEqual(['REJECTED', 'UNKNOWN']);
    expect(second).toMatchObject({ id: first.id, mark: first.mark, state: 'UNKNOWN' });
    expect(send).toHaveBeenCalledExactlyOnceWith(first.mark);
    expect(await keptOf(second)).toEqual(kept);
  });
});

describe('a write that can be neither repeated nor looked for', () => {
  it('stays unknown, and is not sent again', async () => {
    const unproven = { delivery: 'unproven', trace: null } as const;
    const first = await journal.run(request('k', fail(lost), unproven));
    expect(first).toMatchObject({ state: 'UNKNOWN', nextLookAt: null });
    const send = succeed();
    expect(await journal.recall(request('k', send, unproven))).toEqual(first);
    expect(await journal.run(request('k', send, unproven))).toEqual(first);
    expect(send).not.toHaveBeenCalled();
    expect(journals.looks).toBe(0);
  });
});

describe('a repeatable write whose answer was lost', () => {
  it('is sent again', async () => {
    const first = await lose();
    expect(await journal.recall(repeatable('k', succeed()))).toBeNull();
    const { operation, wasSent } = await again();
    expect(wasSent).toBe(true);
    expect(operation).toMatchObject({ id: first.id, state: 'SUCCEEDED', attempts: [{ outcome: 'UNKNOWN' }, {}] });
  });

  it('is not known to be refused by a refusal of the second send', async () => {
    await lose();
    const operation = await journal.run(repeatable('k', fail(refusedForGood)));
    expect(operation).toMatchObject({ state: 'UNKNOWN', attempts: [{ outcome: 'UNKNOWN' }, { outcome: 'REJECTED' }] });
    expect(journals.actions().at(-1)).toBe('UNKNOWN');
  });

  it('is known to be done by a refusal that says so, but not by the same one of a first send', async () => {
    await lose();
    expect(await journal.run(repeatable('k', fail(refusedForGood), { isDone }))).toMatchObject({ state: 'SUCCEEDED' });
    expect(await journal.run(repeatable('new', fail(refusedForGood), { isDone }))).toMatchObject({ state: 'REJECTED' });
    await journal.run(repeatable('third', fail(lost)));
    expect(await journal.run(repeatable('third', fail(limited), { isDone }))).toMatchObject({ state: 'UNKNOWN' });
  });

  const later: readonly (readonly [string, boolean, (journal: Journal) => Promise<unknown>])[] = [
    ['a confirmed write', true, (other) => other.run(request('x', succeed()))],
    ['a lost write', true, (other) => other.run(repeatable('x', fail(lost)))],
    ['a refused write', false, (other) => other.run(request('x', fail(refusedForGood)))],
    ['a write for another client', false, (other) => other.run(request('x', succeed(), { clientId: '2' }))],
    ['a write at another account', false, (other) => other.run(request('x', succeed(), { account: 'two' }))],
    ['nothing', false, async () => {}],
  ];
  it.each(later)('after %s: is it overtaken? %s', async (_what, isOvertaken, write) => {
    const first = await lose();
    await write(journal);
    const { operation, wasSent } = await again();
    expect(wasSent).toBe(!isOvertaken);
    expect(operation).toMatchObject(isOvertaken ? { ...first } : { state: 'SUCCEEDED' });
    expect(await journal.recall(repeatable('k', succeed()))).toEqual(operation);
  });

  it('is overtaken by an older one that was sent again since, and not by one before it', async () => {
    await journal.run(repeatable('old', fail(limited)));
    await journal.run(repeatable('older', succeed()));
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 1000 });
    try {
      await lose();
      await journal.run(repeatable('old', succeed()));
    } finally {
      vi.useRealTimers();
    }
    expect((await again()).wasSent).toBe(false);
  });

  it('is overtaken by one that begins while it is looked whether there is one', async () => {
    await lose();
    const { promise, resolve } = Promise.withResolvers<void>();
    let begins = 0;
    fragile.before = async (method, [operation]) => {
      const isSecondBegin =
        method === 'replace' && (operation as Operation).attempts.length === 2 && (begins += 1) === 1;
      return isSecondBegin ? promise : undefined;
    };
    const asked = again();
    await until(() => begins > 0);
    await journal.run(request('x', succeed()));
    resolve();
    const { operation, wasSent } = await asked;
    expect(wasSent).toBe(false);
    expect(operation).toMatchObject({
      state: 'UNKNOWN',
      attempts: [{}, { outcome: 'REJECTED', problem: { code: 'OUTCOME_UNKNOWN' } }],
    });
    expect((await again()).wasSent).toBe(false);
  });

  it('is not sent again where it is not known for which client it was', async () => {
    await lose({ clientId: null });
    expect((await again({ clientId: null })).wasSent).toBe(false);
  });
});
