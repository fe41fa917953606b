/** Notes are written together, wait while the journal is away, and are counted when they are lost. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Auditor, type AuditorOptions } from '../../src/audit/auditor.ts';
import { Refusals } from '../../src/audit/refusals.ts';
import { GatewayError } from '../../src/errors.ts';
import type { AuditNote } from '../../src/journal/store.ts';

const away = new GatewayError('JOURNAL_UNAVAILABLE', 'Away.');
const noteOf = (action: string): AuditNote => ({ tenant: 't', actor: 'a', action, reason: null, detail: null });

/** A store that takes notes, unless it is away, and says how they came. */
class Notes {
  readonly batches: (readonly string[])[] = [];
  fault: Error | 'silent' | null = null;

  async note(...notes: readonly AuditNote[]): Promise<void> {
    if (this.fault === 'silent') await new Promise(() => {});
    if (this.fault instanceof Error) throw this.fault;
    this.batches.push(notes.map(({ action }) => action));
  }

  get all(): readonly string[] {
    return this.batches.flat();
  }
}

function auditorOver(notes: Notes, options: Partial<AuditorOptions> = {}) {
  const lost: number[] = [];
  const faults: unknown[] = [];
  const auditor = new Auditor({
    store: notes,
    onLost: (count) => lost.push(count),
    onFault: (error) => faults.push(error),
    maxWaitMs: 200,
    ...options,
  });
  return { auditor, lost, faults };
}

describe('notes', () => {
  it('stand when their promise resolves, those of one moment in one transaction', async () => {
    const notes = new Notes();
    const { auditor } = auditorOver(notes);
    await Promise.all(Array.from({ length: 250 }, (_, index) => auditor.note(noteOf(`${index}`))));
    expect(notes.batches.map((batch) => batch.length)).toEqual([200, 50]);
    expect(notes.all).toEqual(Array.from({ length: 250 }, (_, index) => `${index}`));
    await auditor.mustNote(noteOf('last'));
    expect(notes.all.at(-1)).toBe('last');
  });

  it('wait while the journal is away, and are written in their order when it is back', async () => {
    const notes = new Notes();
    const { auditor, lost, faults } = auditorOver(notes);
    notes.fault = away;
    for (const action of ['1', '2', '3']) await auditor.note(noteOf(action));
    expect([auditor.waiting, notes.all]).toEqual([3, []]);
    notes.fault = null;
    await expect.poll(() => notes.all, { timeout: 5000 }).toEqual(['1', '2', '3']);
    expect([auditor.waiting, lost, faults]).toEqual([0, [], []]);
  });

  it('that must stand are refused while it is away, are not written later, and make it be tried at once', async () => {
    const notes = new Notes();
    const { auditor } = auditorOver(notes);
    notes.fault = away;
    await auditor.note(noteOf('waits'));
    await expect(auditor.mustNote(noteOf('refused'))).rejects.toBe(away);
    await expect(auditor.mustNote(noteOf('refused'))).rejects.toBe(away);
    notes.fault = null;
    await auditor.mustNote(noteOf('stands'));
    expect(notes.all).toEqual(['waits', 'stands']);
  });

  it('keep nobody waiting for a journal that does not answer', async () => {
    const notes = new Notes();
    const { auditor } = auditorOver(notes);
    notes.fault = 'silent';
    await auditor.note(noteOf('1'));
    await expect(auditor.mustNote(noteOf('2'))).rejects.toMatchObject({ code: 'JOURNAL_UNAVAILABLE' });
  });

  it('beyond the bound are lost and counted, and the chain tells how many once the journal is back', async () => {
    const notes = new Notes();
    const { auditor, lost } = auditorOver(notes, { maxWaiting: 2 });
    notes.fault = away;
    for (const action of ['1', '2', '3', '4', '5']) await auditor.note(noteOf(action));
    expect(lost).toEqual([1]);
    await expect(auditor.mustNote(noteOf('6'))).rejects.toMatchObject({ code: 'JOURNAL_UNAVAILABLE' });
    const note = vi.spyOn(notes, 'note');
    notes.fault = null;
    await expect.poll(() => notes.all, { timeout: 5000 }).toEqual(['ENTRIES_LOST', '1', '2']);
    expect(note.mock.lastCall?.[0]).toMatchObject({ tenant: null, actor: 'gateway', detail: { count: 3 } });
    await auditor.note(noteOf('7'));
    expect(notes.all.at(-1)).toBe('7');
  });

  it('of which one is a fault of ours are told and given up, so that others come through', async () => {
    const notes = new Notes();
    const { auditor, lost, faults } = auditorOver(notes);
    const fault = new TypeError('not JSON');
    notes.fault = fault;
    await auditor.note(noteOf('1'));
    expect([faults, lost]).toEqual([[fault], [1]]);
    notes.fault = null;
    await auditor.note(noteOf('2'));
    expect(notes.all).toEqual(['ENTRIES_LOST', '2']);
  });

  it('are tried once more at the end, and are lost then', async () => {
    const notes = new Notes();
    const one = auditorOver(notes);
    notes.fault = away;
    await one.auditor.note(noteOf('1'));
    notes.fault = null;
    await one.auditor.close();
    expect(notes.all).toEqual(['1']);
    const two = auditorOver(notes);
    notes.fault = away;
    await two.auditor.note(noteOf('2'));
    await two.auditor.close();
    await two.auditor.note(noteOf('3'));
    expect(two.lost).toEqual([1, 2]);
  });
});

describe('refusals', () => {
  afterEach(() => vi.useRealTimers());

  it('are recorded up to 20 times a minute for each caller, and the next one tells how many were not', () => {
    const refusals = new Refusals();
    const admitted = Array.from({ length: 50 }, () => refusals.admit('a', 1000));
    expect(admitted).toEqual([...Array.from({ length: 20 }, () => 0), ...Array.from({ length: 30 }, () => null)]);
    expect(refusals.admit('b', 1000)).toBe(0);
    expect(refusals.admit('a', 60_999)).toBeNull();
    expect(refusals.admit('a', 61_000)).toBe(31);
    expect(refusals.admit('a', 61_000)).toBe(0);
  });
});
