/** Settling: what a look into the books makes of a lost write, when it is looked, and by which process. */
import { describe, expect, it, vi } from 'vitest';
import { GatewayError } from '../../src/errors.ts';
import type { Look } from '../../src/journal/settling.ts';
import type { Operation, OperationState } from '../../src/journal/operation.ts';
import type { Finding } from '../../src/providers/provider.ts';
import { scopeOf } from '../providers/scope.ts';
import { useJournals } from './use-journals.ts';
import { fail, kept, lost, putUnderWay, request, underWay, succeed } from './world-requests.ts';
import { bounds, until } from './world.ts';

const T0 = Date.UTC(2026, 10, 1);
const SEND_MS = 10_000;
const SINCE_MS = SEND_MS + bounds.settleAfterMs;
const setTime = (ms: number) => vi.setSystemTime(T0 + ms);

const { journals, journal, fragile } = useJournals(T0);

const applied: Finding = { verdict: 'applied', upstreamId: 'row-9' };
const absent: Finding = { verdict: 'absent' };
const unclear: Finding = { verdict: 'unclear', reason: 'Two of them.' };
const closed = new GatewayError('UPSTREAM_UNAVAILABLE', 'The books are closed.');

const lose = (key = 'k', changes = {}) => journal.run(request(key, fail(lost), changes));
const settle = (operation: Operation) => journal.settling.settle(operation, 'alice');
const keptOf = (id: string) => fragile.store.traceOf(id);

describe('a look', () => {
  const cases: readonly (readonly [string, Finding | Error, number, OperationState, object, boolean])[] = [
    ['applied', applied, 1, 'RECONCILED_SUCCEEDED', { applied: true }, false],
    ['applied, late', applied, 10 * SINCE_MS, 'RECONCILED_SUCCEEDED', { applied: true }, false],
    ['absent before the time', absent, SINCE_MS - 1, 'UNKNOWN', { applied: null }, true],
    ['absent after the time', absent, SINCE_MS, 'RECONCILED_ABSENT', { applied: false }, true],
    ['unclear', unclear, 10 * SINCE_MS, 'UNKNOWN', { applied: null, statement: 'Two of them.' }, true],
    [
      'closed books',
      closed,
      10 * SINCE_MS,
      'UNKNOWN',
      { applied: null, statement: "The upstream's books could not be read (UPSTREAM_UNAVAILABLE)." },
      true,
    ],
  ];
  it.each(cases)('that tells %s', async (_what, finding, ms, state, evidence, isKept) => {
    const operation = await lose();
    setTime(ms);
    journals.finding = finding;
    const after = await settle(operation);
    expect(after).toMatchObject({ state, evidence: { source: 'BOOKS', statedBy: null, ...evidence }, looks: 1 });
    expect(after).toEqual(await journal.byId(operation.id));
    expect(await keptOf(operation.id)).toEqual(isKept ? kept : null);
    const changed = journals.outcomes.filter((outcome) => outcome.version === after.version);
    expect(changed).toEqual(state === 'UNKNOWN' ? [] : [after]);
    const [entry] = journals.rows('select actor, action from entries order by sequence desc limit 1');
    expect(entry).toEqual({ actor: 'alice', action: state === 'UNKNOWN' ? 'LOOKED' : state });
  });

  it('gets the mark, what was kept, and the moment of the send', async () => {
    const look = vi.fn<Look>(async () => applied);
    const { journal: other } = await journals.open({ look });
    const operation = await lose();
    await other.settling.settle(operation, 'alice');
    expect(look).toHaveBeenCalledExactlyOnceWith(
      operation,
      {
        mark: operation.mark,
        trace: kept,
        sentAt: new Date(T0),
      },
      null,
    );
  });

  it('takes no client that another sign-up has made', async () => {
    const signup = { kind: 'signupVoipmsClient', amount: null, clientId: null } as const;
    const made = { ...request('first', succeed('row-9'), signup), createdClientId: (output: string) => output };
    await journal.run(made);
    const operation = await lose('second', signup);
    journals.finding = applied;
    const statement = 'Client row-9, whom the books show, was made by another operation.';
    expect(await settle(operation)).toMatchObject({ state: 'UNKNOWN', clientId: null, evidence: { statement } });
  });

  it('takes a client whose number another sign-up had long before, as after a reset of the books', async () => {
    const signup = { kind: 'signupVoipmsClient', amount: null, clientId: null } as const;
    await journal.run({ ...request('first', succeed('row-9'), signup), createdClientId: (output: string) => output });
    setTime(1);
    const operation = await lose('second', signup);
    journals.finding = applied;
    expect(await settle(operation)).toMatchObject({ state: 'RECONCILED_SUCCEEDED', clientId: 'row-9' });
  });

  it('changes nothing where nobody can look', async () => {
    const operation = await lose();
    journals.finding = null;
    setTime(1);
    expect(await settle(operation)).toBe(operation);
    expect(await journal.byId(operation.id)).toEqual(operation);
  });

  it('counts from the moment at which it began, not from its end', async () => {
    const { promise, resolve } = Promise.withResolvers<Finding>();
    const look = vi.fn<() => Promise<Finding>>(() => promise);
    const { journal: other } = await journals.open({ look });
    const operation = await lose();
    setTime(SINCE_MS - 1);
    const settling = other.settling.settle(operation, 'alice');
    await until(() => look.mock.calls.length > 0);
    setTime(SINCE_MS + 5000);
    resolve(absent);
    expect(await settling).toMatchObject({ state: 'UNKNOWN', nextLookAt: new Date(T0 + SINCE_MS) });
  });

  it('that fails by a fault of ours settles nothing, says no more than that, and is told to the log', async () => {
    const operation = await lose();
    const fault = (journals.finding = new TypeError('secret detail'));
    setTime(1);
    const statement = "The upstream's books could not be read (INTERNAL).";
    expect(await settle(operation)).toMatchObject({ state: 'UNKNOWN', evidence: { statement } });
    expect(journals.faults).toEqual([fault]);
  });

  it('is made once for any number that ask at once, and not again within a second', async () => {
    const operation = await lose();
    const all = await Promise.all(Array.from({ length: 10 }, () => settle(operation)));
    expect(new Set(all).size).toBe(1);
    expect(journals.looks).toBe(1);
    for (const [ms, looks] of [
      [999, 1],
      [1000, 2],
      [1999, 2],
      [2000, 3],
    ] as const) {
      setTime(ms);
      await settle((await journal.byId(operation.id))!);
      expect(journals.looks).toBe(looks);
    }
  });

  it('is made less and less often for whoever asks, while looks tell nothing', async () => {
    let operation = await settle(await lose());
    const pauses = [1, 1, 1, 1, 2, 4, 8, 16, 32, 60, 60];
    let ms = 0;
    for (const [index, pause] of pauses.entries()) {
      const looks = index + 1;
      setTime((ms += pause * 1000) - 1);
      operation = await settle(operation);
      expect(operation.looks).toBe(looks);
      setTime(ms);
      operation = await settle(operation);
      expect(operation.looks).toBe(looks + 1);
    }
  });

  it('uses what the asking operation grants; when that is used up, nothing is known of the books', async () => {
    const scope = scopeOf();
    const look = vi.fn<Look>(() => Promise.reject(new GatewayError('BUDGET_EXCEEDED', 'Too much.')));
    const { journal: other } = await journals.open({ look });
    const operation = await lose();
    expect(await other.settling.settle(operation, 'alice', scope)).toBe(operation);
    expect(look).toHaveBeenCalledExactlyOnceWith(operation, expect.anything(), scope);
    setTime(1000);
    const statement = "The upstream's books could not be read (BUDGET_EXCEEDED).";
    expect(await other.settling.settle(operation, 'alice')).toMatchObject({ looks: 1, evidence: { statement } });
  });

  it('is not made for what is not lost, and for what nobody can find', async () => {
    const states = ['PREPARED', 'SENT', 'SUCCEEDED', 'REJECTED', 'RECONCILED_SUCCEEDED', 'RESOLVED'] as const;
    const operation = await lose();
    for (const state of states) await settle({ ...operation, state });
    for (const delivery of ['repeatable', 'unproven'] as const) await settle({ ...operation, delivery });
    const untraced = await lose('untraced', { trace: null });
    expect(await settle(untraced)).toEqual(untraced);
    expect(journals.looks).toBe(0);
  });

  it('gives way to what another process has found meanwhile', async () => {
    const operation = await lose();
    const resolved = await journal.resolve(operation.id, false, 'seen', 'eve');
    journals.finding = applied;
    expect(await settle(operation)).toEqual(resolved);
  });

  it('throws what the store throws', async () => {
    const operation = await lose();
    fragile.outage = { method: 'traceOf', when: 'before' };
    await expect(settle(operation)).rejects.toMatchObject({ code: 'JOURNAL_UNAVAILABLE' });
    fragile.outage = { method: 'replace', when: 'before' };
    await expect(settle(operation)).rejects.toMatchObject({ code: 'JOURNAL_UNAVAILABLE' });
  });
});

async function declareAbsent(changes = {}): Promise<Operation> {
  const operation = await lose('k', changes);
  setTime(SINCE_MS);
  return settle(operation);
}

describe('what was declared absent', () => {
  it('stays so, with its evidence, unless it shows up', async () => {
    const operation = await declareAbsent();
    expect(operation.state).toBe('RECONCILED_ABSENT');
    for (const [index, finding] of [absent, unclear, closed, null].entries()) {
      journals.finding = finding;
      setTime(SINCE_MS + 5000 * (index + 1));
      expect(await settle(operation)).toEqual(operation);
    }
    journals.finding = applied;
    setTime(SINCE_MS + 60_000);
    expect(await settle(operation)).toMatchObject({ state: 'RECONCILED_SUCCEEDED', upstreamId: 'row-9' });
    expect(await keptOf(operation.id)).toBeNull();
  });

  it('keeps nothing of a person', async () => {
    const operation = await declareAbsent({ kind: 'signupVoipmsClient', amount: null, clientId: null });
    expect(operation.state).toBe('RECONCILED_ABSENT');
    expect(await keptOf(operation.id)).toBeNull();
  });
});

describe('an operation in SENT', () => {
  it('is given up when its time is over, and only then', async () => {
    const operation = await putUnderWay(fragile.store, underWay('k'));
    setTime(SEND_MS - 1);
    expect(await journal.settling.giveUpIfOver(operation)).toBe(operation);
    setTime(SEND_MS);
    const after = await journal.settling.giveUpIfOver(operation);
    expect(after).toMatchObject({
      state: 'UNKNOWN',
      attempts: [{ outcome: 'UNKNOWN', problem: { code: 'OUTCOME_UNKNOWN' } }],
    });
    expect(after.nextLookAt).toEqual(new Date(T0 + SEND_MS + bounds.firstLookMs));
    expect(await keptOf(operation.id)).toEqual(kept);
    expect(await journal.settling.giveUpIfOver(after)).toBe(after);
  });

  it('is not given up while it is sent here', async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const running = journal.run(request('k', () => promise));
    await until(async () => (await journal.byKey('alice', 'k'))?.state === 'SENT');
    setTime(10 * SEND_MS);
    const operation = (await journal.byKey('alice', 'k'))!;
    expect(await journal.settling.giveUpIfOver(operation)).toBe(operation);
    await journal.settling.round();
    resolve('row');
    expect(await running).toMatchObject({ state: 'SUCCEEDED', version: 3 });
  });
});
