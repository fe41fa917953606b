/** The steps from one version of an operation to the next: what is allowed, what they keep, and when they look again. */
import { describe, expect, it } from 'vitest';
import { isMark } from '../../src/mark.ts';
import { mayTurn, openStates, sentStates, transitions, type Operation } from '../../src/journal/operation.ts';
import {
  absentFrom,
  ended,
  looked,
  lookedInVain,
  prepared,
  rebased,
  resolved,
  sent,
  type SendOutcome,
} from '../../src/journal/steps.ts';
import type { Problem } from '../../src/errors.ts';
import { request, succeed } from './world-requests.ts';
import { bounds } from './world.ts';

type State = Operation['state'];
const states = Object.keys(transitions) as State[];
/** The state machine of the issue, written down once more. */
const allowed: Readonly<Record<State, readonly State[]>> = {
  PREPARED: ['SENT'],
  SENT: ['SUCCEEDED', 'REJECTED', 'UNKNOWN'],
  SUCCEEDED: [],
  REJECTED: ['SENT'],
  UNKNOWN: ['SENT', 'SUCCEEDED', 'REJECTED', 'RECONCILED_SUCCEEDED', 'RECONCILED_ABSENT', 'RESOLVED'],
  RECONCILED_SUCCEEDED: [],
  RECONCILED_ABSENT: ['RECONCILED_SUCCEEDED', 'SUCCEEDED'],
  RESOLVED: [],
};

const T0 = Date.UTC(2026, 10, 1);
const at = (ms: number) => new Date(T0 + ms);
const SEND_MS = 10_000;
const SINCE_MS = SEND_MS + bounds.settleAfterMs;

const problem: Problem = { code: 'OUTCOME_UNKNOWN', message: 'Lost.', field: [] };
const refusal: Problem = {
  code: 'RATE_LIMITED',
  message: 'Later.',
  field: [],
  upstream: { code: null, retryable: true },
};
const lost: SendOutcome = { state: 'UNKNOWN', problem };
const refused: SendOutcome = { state: 'REJECTED', problem: refusal };
const done: SendOutcome = { state: 'SUCCEEDED', clientId: '77', upstreamId: 'row-1' };

/** Freezes all of it, so that a step that changes its input throws. */
function frozen<T extends object>(value: T): T {
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) frozen(inner as object);
  return Object.freeze(value);
}

const fresh = (changes = {}) => frozen(prepared(request('k', succeed(), changes), 'f', at(0)));
const begun = (changes = {}) => frozen(sent(fresh(changes), SEND_MS, at(0), 'alice'));
const unknown = (changes = {}, ms = 100) => frozen(ended(begun(changes), lost, bounds, at(ms)));
const inState = (state: State) => frozen({ ...begun(), state });

describe('the state machine', () => {
  it.each(states)('goes from %s to where the issue says, and nowhere else', (from) => {
    expect(states.filter((to) => mayTurn(from, to))).toEqual(states.filter((to) => allowed[from].includes(to)));
  });

  const steps: readonly (readonly [State, (operation: Operation) => Operation])[] = [
    ['SENT', (operation) => sent(operation, SEND_MS, at(0), 'alice')],
    ['SUCCEEDED', (operation) => ended(operation, done, bounds, at(1))],
    ['REJECTED', (operation) => ended(operation, refused, bounds, at(1))],
    ['UNKNOWN', (operation) => ended(operation, lost, bounds, at(1))],
    ['RECONCILED_SUCCEEDED', (operation) => looked(operation, { verdict: 'applied', upstreamId: '1' }, bounds, at(1))],
    ['RECONCILED_ABSENT', (operation) => looked(operation, { verdict: 'absent' }, bounds, at(SINCE_MS))],
    ['RESOLVED', (operation) => resolved(operation, true, 'seen', 'eve', at(1))],
  ];
  const pairs = states.flatMap((from) => steps.map(([to, step]) => ({ from, to, step })));
  const others = pairs.filter(({ from, to }) => from !== to);
  it.each(others.filter(({ from, to }) => allowed[from].includes(to)))('goes from $from to $to', (pair) => {
    const operation = inState(pair.from);
    expect(pair.step(operation)).toMatchObject({ state: pair.to, version: operation.version + 1 });
  });

  it.each(others.filter(({ from, to }) => !allowed[from].includes(to)))('does not go from $from to $to', (pair) => {
    const message = `An operation cannot go from ${pair.from} to ${pair.to}.`;
    expect(() => pair.step(inState(pair.from))).toThrow(message);
  });

  it('knows which states are open, and in which something may have been changed', () => {
    expect(openStates).toEqual(['SENT', 'UNKNOWN']);
    expect(states.filter((state) => !(sentStates as readonly State[]).includes(state))).toEqual([
      'PREPARED',
      'REJECTED',
    ]);
  });
});

describe('preparing and sending', () => {
  it('begins with nothing sent, a mark, and the key or one of its own', () => {
    const operation = fresh();
    expect(operation).toMatchObject({ state: 'PREPARED', attempts: [], version: 1, sendUntil: null, nextLookAt: null });
    expect(operation).toMatchObject({
      idempotencyKey: 'k',
      fingerprint: 'f',
      caller: 'alice',
      evidence: null,
      looks: 0,
    });
    expect(isMark(operation.mark)).toBe(true);
    const keyless = [1, 2].map(() => prepared(request(null, succeed()), 'f', at(0)).idempotencyKey);
    expect(keyless[0]).toMatch(/^auto-[\w-]{36}$/);
    expect(keyless[0]).not.toBe(keyless[1]);
    expect(Object.keys(operation)).not.toContain('input');
  });

  it('notes each attempt with its end to come, and forgets what was looked for before', () => {
    const again = sent({ ...unknown(), looks: 4, state: 'UNKNOWN' }, 2000, at(5000), 'alice');
    expect(again.attempts.map(({ outcome }) => outcome)).toEqual(['UNKNOWN', 'SENT']);
    expect(again.attempts[1]).toMatchObject({ startedAt: at(5000), endedAt: null, problem: null });
    expect(again.attempts[1]!.id).not.toBe(again.attempts[0]!.id);
    expect(again).toMatchObject({
      sendUntil: at(7000),
      looks: 0,
      evidence: null,
      nextLookAt: null,
      updatedAt: at(5000),
    });
  });
});

describe('the end of a send', () => {
  it('keeps the ids of what was made, but not over the client that the write is about', () => {
    expect(ended(begun({ clientId: null }), done, bounds, at(9))).toMatchObject({
      clientId: '77',
      upstreamId: 'row-1',
    });
    const operation = ended(begun(), done, bounds, at(9));
    expect(operation).toMatchObject({ clientId: '1', upstreamId: 'row-1', nextLookAt: null, updatedAt: at(9) });
    expect(operation.attempts).toMatchObject([{ endedAt: at(9), outcome: 'SUCCEEDED', problem: null }]);
  });

  it('is looked for only when it is unknown and leaves a mark', () => {
    expect(unknown().nextLookAt).toEqual(at(100 + bounds.firstLookMs));
    for (const delivery of ['repeatable', 'unproven']) expect(unknown({ delivery }).nextLookAt).toBeNull();
    const rejected = ended(begun(), refused, bounds, at(9));
    expect(rejected).toMatchObject({ state: 'REJECTED', nextLookAt: null, attempts: [{ problem: refusal }] });
  });

  it('stays unknown after a refusal when an earlier attempt was lost', () => {
    const again = sent(unknown({ delivery: 'repeatable' }), SEND_MS, at(5000), 'alice');
    const operation = ended(frozen(again), refused, bounds, at(6000));
    expect(operation.state).toBe('UNKNOWN');
    expect(operation.attempts).toMatchObject([
      { outcome: 'UNKNOWN', problem },
      { outcome: 'REJECTED', problem: refusal },
    ]);
    expect(ended(again, done, bounds, at(6000)).state).toBe('SUCCEEDED');
  });
});

describe('a look', () => {
  it.each([
    ['9', "The upstream's books show it under the number 9."],
    [null, "The upstream's books show it."],
  ])('that finds it (id %s) settles it', (upstreamId, statement) => {
    const operation = looked(unknown(), { verdict: 'applied', upstreamId }, bounds, at(200));
    const evidence = { source: 'BOOKS', applied: true, observedAt: at(200), statement, statedBy: null };
    expect(operation).toMatchObject({
      state: 'RECONCILED_SUCCEEDED',
      upstreamId,
      clientId: '1',
      evidence,
      nextLookAt: null,
    });
    expect(looked(unknown({ clientId: null }), { verdict: 'applied', upstreamId }, bounds, at(200)).clientId).toBe(
      upstreamId,
    );
  });

  it.each([
    ['at once', 200],
    ['a millisecond too early', SINCE_MS - 1],
  ])('%s that does not find it settles nothing', (_when, ms) => {
    const operation = looked(unknown(), { verdict: 'absent' }, bounds, at(ms));
    const statement = `The upstream's books do not show it. It may still arrive until ${at(SINCE_MS).toISOString()}.`;
    expect(operation).toMatchObject({
      state: 'UNKNOWN',
      looks: 1,
      evidence: { applied: null, statement, observedAt: at(ms) },
    });
  });

  it('from the moment on at which nothing can arrive any more declares it absent', () => {
    expect(absentFrom(unknown(), bounds)).toEqual(at(SINCE_MS));
    expect(absentFrom(fresh(), bounds)).toBeNull();
    const operation = looked(unknown(), { verdict: 'absent' }, bounds, at(SINCE_MS));
    expect(operation).toMatchObject({
      state: 'RECONCILED_ABSENT',
      looks: 1,
      nextLookAt: null,
      evidence: { applied: false },
    });
    const late = looked(operation, { verdict: 'applied', upstreamId: '9' }, bounds, at(SINCE_MS + 1));
    expect(late).toMatchObject({ state: 'RECONCILED_SUCCEEDED', evidence: { applied: true } });
  });

  it('that is unclear never settles it, and says why', () => {
    const operation = looked(unknown(), { verdict: 'unclear', reason: 'Two of them.' }, bounds, at(10 * SINCE_MS));
    expect(operation).toMatchObject({ state: 'UNKNOWN', evidence: { applied: null, statement: 'Two of them.' } });
  });
});

/** The waits of looks that all come when they are due, in seconds. */
function waits(operation: Operation, count: number): readonly (number | null)[] {
  const result: (number | null)[] = [];
  let [current, now] = [operation, operation.updatedAt];
  for (let look = 0; look < count && current.nextLookAt !== null; look += 1) {
    result.push((current.nextLookAt.getTime() - now.getTime()) / 1000);
    now = current.nextLookAt;
    current = lookedInVain(current, 'No.', bounds, now);
  }
  return current.nextLookAt === null ? [...result, null] : result;
}

describe('the waits between looks', () => {
  it('double from the first to the longest', () => {
    expect(waits(unknown(), 7)).toEqual([5, 10, 20, 40, 60, 60, 60]);
  });

  it('end where absence begins to count, and go on from there', () => {
    // Nothing can arrive after 610 s. The looks are at 0.1 + 5, 15, 35, 75, 135, 195, ... 555 s, and then not at 615.1 s.
    const all = waits(unknown(), 15);
    expect(all.slice(0, 12)).toEqual([5, 10, 20, 40, 60, 60, 60, 60, 60, 60, 60, 60]);
    expect(all.slice(12)).toEqual([54.9, 60, 60]);
  });

  it('end with the time for looks, which begins with the last attempt', () => {
    const old = { ...unknown(), createdAt: at(-30 * bounds.lookForMs) };
    expect(lookedInVain(old, 'No.', bounds, at(bounds.lookForMs)).nextLookAt).toEqual(at(bounds.lookForMs + 10_000));
    expect(lookedInVain(old, 'No.', bounds, at(bounds.lookForMs + 1)).nextLookAt).toBeNull();
    expect(waits(unknown(), 3000).at(-1)).toBeNull();
  });

  it('stay the longest one, however often it was looked', () => {
    const operation = { ...unknown(), looks: 1e6 };
    expect(lookedInVain(operation, 'No.', bounds, at(700_000)).nextLookAt).toEqual(at(760_000));
  });
});

describe('a person', () => {
  it.each([true, false])('says what became of it (applied: %s), and is named', (applied) => {
    const operation = resolved(unknown(), applied, 'I have seen it.', 'eve', at(7));
    const evidence = { source: 'PERSON', applied, observedAt: at(7), statement: 'I have seen it.', statedBy: 'eve' };
    expect(operation).toMatchObject({ state: 'RESOLVED', evidence, nextLookAt: null });
  });
});

describe('many attempts', () => {
  it('are remembered by the first, those in doubt and the latest; all are counted', () => {
    let operation = ended(begun(), refused, bounds, at(1));
    for (let count = 1; count < 100; count += 1) {
      const outcome = count === 30 ? lost : refused;
      operation = ended(
        sent({ ...operation, state: 'REJECTED' }, SEND_MS, at(count * 10), 'alice'),
        outcome,
        bounds,
        at(count),
      );
    }
    expect(operation.attemptCount).toBe(100);
    expect(operation.attempts).toHaveLength(20);
    expect(operation.attempts[0]?.startedAt).toEqual(at(0));
    expect(operation.attempts.filter(({ outcome }) => outcome === 'UNKNOWN')).toHaveLength(1);
    expect(operation.attempts.at(-1)?.startedAt).toEqual(at(990));
    expect(operation.attempts.at(-2)?.startedAt).toEqual(at(980));
  });
});

describe('an outcome that comes late', () => {
  const late = ended(begun(), done, bounds, at(9));
  const same = (state: State, version: number) => ({ ...begun(), attempts: late.attempts, state, version });

  it.each(['SENT', 'UNKNOWN', 'RECONCILED_ABSENT'] as const)('counts on top of %s', (state) => {
    expect(rebased(same(state, 7), late)).toEqual({ ...late, version: 8 });
  });

  it.each(['SUCCEEDED', 'REJECTED', 'RECONCILED_SUCCEEDED', 'RESOLVED', 'PREPARED'] as const)(
    'does not count against %s',
    (state) => {
      expect(rebased(same(state, 7), late)).toBeNull();
    },
  );

  it('does not count for another attempt, or for none', () => {
    expect(rebased(begun(), late)).toBeNull();
    expect(rebased({ ...begun(), attempts: [] }, late)).toBeNull();
    expect(rebased(sent({ ...same('UNKNOWN', 3) }, SEND_MS, at(9), 'alice'), late)).toBeNull();
  });
});
