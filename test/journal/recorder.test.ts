/** Outcomes that the store does not take at once: told truthfully, recorded later, and never over what others know. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Operation } from '../../src/journal/operation.ts';
import { Recorder } from '../../src/journal/recorder.ts';
import { ended, resolved, sent, type SendOutcome } from '../../src/journal/steps.ts';
import type { JournalStore } from '../../src/journal/store.ts';
import { Journals, kept, lost, limited, putUnderWay, underWay } from './world-requests.ts';
import { away, bounds, FragileStore, openAt, until } from './world.ts';

const note = { actor: 'gateway', action: 'TEST', reason: null };
const done: SendOutcome = { state: 'SUCCEEDED', clientId: null, upstreamId: 'row-1' };
const unknown: SendOutcome = { state: 'UNKNOWN', problem: lost().toOutcome() };
const notSent: SendOutcome = { state: 'REJECTED', problem: away().toOutcome() };

let journals: Journals;
let store: JournalStore;
let fragile: FragileStore;
let recorder: Recorder;
let faults: unknown[];
let begun: Operation;
beforeEach(async () => {
  journals = new Journals();
  store = await openAt(journals.dataDir);
  fragile = new FragileStore(store);
  faults = [];
  recorder = new Recorder(fragile.store, (error) => void faults.push(error));
  begun = await putUnderWay(store, underWay('k'));
});
afterEach(async () => {
  fragile.outage = null;
  await recorder.close();
  await store.close();
  await journals.remove();
});

const outcome = (of: SendOutcome, operation = begun) => ended(operation, of, bounds, new Date());
const recorded = (id = begun.id) => until(() => !recorder.knows(id));
const states = () => journals.rows('select state from operations order by idempotency_key').map(({ state }) => state);

describe('an outcome', () => {
  it('is recorded at once, with what is kept for a look or without', async () => {
    const next = outcome(unknown);
    expect(await recorder.record(next, note)).toEqual(next);
    expect(await store.byId(begun.id)).toEqual(next);
    expect(await store.traceOf(begun.id)).toEqual(kept);
    const later = ended(next, done, bounds, new Date());
    await recorder.record(later, note, null);
    expect(await store.traceOf(begun.id)).toBeNull();
    expect(recorder.knows(begun.id)).toBe(false);
  });

  it.each(['before', 'after'] as const)(
    'is told although the store fails %s it has taken it, and recorded once',
    async (when) => {
      fragile.outage = { method: 'all', when };
      const next = outcome(done);
      expect(await recorder.record(next, note, null)).toEqual(next);
      expect(recorder.knows(begun.id)).toBe(true);
      fragile.outage = null;
      await recorded();
      expect(await store.byId(begun.id)).toEqual(next);
      expect(await store.traceOf(begun.id)).toBeNull();
      expect(journals.actions()).toEqual(['TEST', 'TEST', 'TEST']);
      expect(faults).toEqual([]);
    },
  );

  it('waits longer and longer for a store that stays away', async () => {
    fragile.outage = { method: 'all', when: 'before' };
    await recorder.record(outcome(done), note, null);
    const times: number[] = [performance.now()];
    fragile.before = async () => void times.push(performance.now());
    await until(() => times.length >= 4);
    const waits = times.slice(1).map((time, index) => time - times[index]!);
    [95, 195, 395].forEach((least, index) => expect(waits[index]).toBeGreaterThan(least));
  });

  it('goes on top of UNKNOWN, to which another process has turned it meanwhile', async () => {
    fragile.outage = { method: 'all', when: 'before' };
    await recorder.record(outcome(done), note, null);
    const givenUp = (await store.replace(outcome(unknown), note))!;
    fragile.outage = null;
    await recorded();
    expect(await store.byId(begun.id)).toMatchObject({
      state: 'SUCCEEDED',
      version: givenUp.version + 1,
      upstreamId: 'row-1',
    });
    expect(await store.traceOf(begun.id)).toBeNull();
  });

  it('gives way to an outcome that stands, also when it could be recorded at once', async () => {
    const givenUp = (await store.replace(outcome(unknown), note))!;
    const stands = (await store.replace(resolved(givenUp, false, 'seen', 'eve', new Date()), note))!;
    expect(await recorder.record(outcome(done), note, null)).toEqual(stands);
    expect(await store.byId(begun.id)).toEqual(stands);
    expect(recorder.knows(begun.id)).toBe(false);
  });

  it('of an operation that is gone from the store is kept, and does not hold back others', async () => {
    const other = await putUnderWay(store, underWay('other'));
    fragile.outage = { method: 'all', when: 'before' };
    await recorder.record(outcome(done), note, null);
    await recorder.record(outcome(done, other), note, null);
    journals.rows(`delete from operations where id = '${begun.id}'`);
    fragile.outage = null;
    await recorded(other.id);
    expect(await store.byId(other.id)).toMatchObject({ state: 'SUCCEEDED' });
    expect(recorder.knows(begun.id)).toBe(true);
  });

  it('is told and kept when the gateway itself is at fault, which the log gets to know', async () => {
    const fault = new TypeError('ours');
    fragile.before = async () => Promise.reject(fault);
    const next = outcome(done);
    expect(await recorder.record(next, note, null)).toEqual(next);
    expect(faults).toEqual([fault]);
    fragile.before = async () => {};
    await recorded();
    expect(states()).toEqual(['SUCCEEDED']);
  });
});

describe('a send that was never begun', () => {
  it('is taken back where the store has kept it, and what was kept for a look is deleted', async () => {
    fragile.outage = { method: 'all', when: 'before' };
    recorder.retract(outcome(notSent), note);
    expect(states()).toEqual(['SENT']);
    fragile.outage = null;
    await recorded();
    expect(await store.byId(begun.id)).toMatchObject({
      state: 'REJECTED',
      attempts: [{ problem: { code: 'JOURNAL_UNAVAILABLE' } }],
    });
    expect(await store.traceOf(begun.id)).toBeNull();
  });

  it('is taken back where it was given up since', async () => {
    await store.replace(outcome(unknown), note);
    recorder.retract(outcome(notSent), note);
    await recorded();
    expect(states()).toEqual(['REJECTED']);
  });

  it('leaves alone what the store has not kept', async () => {
    const operation = underWay('new');
    const prepared = await putUnderWay(store, { ...operation, attempts: [] });
    recorder.retract(outcome(notSent, { ...operation, version: 2 }), note);
    await recorded(operation.id);
    expect(await store.byId(operation.id)).toEqual(prepared);
  });

  it.each(['SENT', 'UNKNOWN'])("never takes back another process' attempt (%s)", async (state) => {
    const operation = underWay('new');
    await putUnderWay(store, { ...operation, attempts: [] });
    let others = (await store.replace(
      sent({ ...operation, state: 'PREPARED', version: 1 }, 1000, new Date(), 'alice'),
      note,
    ))!;
    if (state === 'UNKNOWN') others = (await store.replace(outcome(unknown, others), note))!;
    recorder.retract(outcome(notSent, { ...operation, version: 2 }), note);
    expect(recorder.latest(others)).toEqual(others);
    await recorded(operation.id);
    expect(await store.byId(operation.id)).toEqual(others);
  });
});

const read = () =>
  recorder.read(
    () => fragile.store.byId(begun.id),
    ({ id }) => id === begun.id,
  );

describe('what is known here only', () => {
  it('is told instead of what the store says, and also while it says nothing', async () => {
    fragile.outage = { method: 'replace', when: 'before' };
    const next = outcome(done);
    await recorder.record(next, note, null);
    expect(await read()).toEqual(next);
    expect(recorder.latest(begun)).toEqual(next);
    fragile.outage = { method: 'all', when: 'before' };
    expect(await read()).toEqual(next);
  });

  it('is not told when something newer stands', async () => {
    fragile.outage = { method: 'replace', when: 'before' };
    await recorder.record(outcome({ state: 'REJECTED', problem: limited().toOutcome() }), note, null);
    const givenUp = (await store.replace(outcome(unknown), note))!;
    const again = (await store.replace(sent(givenUp, 1000, new Date(), 'alice'), note))!;
    expect(await read()).toEqual(again);
  });

  it('is nothing for all other operations: then the error of the store is thrown', async () => {
    fragile.outage = { method: 'all', when: 'before' };
    await expect(read()).rejects.toMatchObject({ code: 'JOURNAL_UNAVAILABLE' });
    fragile.outage = null;
    expect(
      await recorder.read(
        async () => null,
        () => true,
      ),
    ).toBeNull();
  });
});

describe('at the end', () => {
  it('all is offered once more', async () => {
    const others = await Promise.all(['a', 'b'].map((key) => putUnderWay(store, underWay(key))));
    fragile.outage = { method: 'all', when: 'before' };
    for (const operation of [begun, ...others]) await recorder.record(outcome(done, operation), note, null);
    fragile.outage = null;
    await recorder.close();
    expect(states()).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
  });

  it('nothing is waited for when the store stays away', async () => {
    fragile.outage = { method: 'all', when: 'before' };
    await recorder.record(outcome(done), note, null);
    await recorder.close();
    expect(states()).toEqual(['SENT']);
  });
});
