/** Everything that one running sandbox holds, and the reset of all of it. */
import { SandboxClock } from './clock.ts';
import { FaultQueue } from './faults.ts';
import { Holds } from './holds.ts';
import { MemoryJournal, damaged, openJournal } from './journal.ts';
import type { Journal, JournalEntry } from './journal.ts';
import { RequestLog } from './requestlog.ts';
import type { SandboxUpstream } from './upstream.ts';
import { FreesideSandbox } from './freeside/freeside.ts';
import { LogicboxesSandbox } from './logicboxes/logicboxes.ts';
import { SippySandbox } from './sippy/sippy.ts';
import { VoipmsSandbox } from './voipms/voipms.ts';

/** Size, seed and place of the demo data. */
export interface WorldOptions {
  /** Generated clients of each upstream, beside the documented ones. */
  readonly clients: number;
  readonly seed: number;
  /** Where applied writes are kept over a restart; null = nowhere. */
  readonly dataDir: string | null;
}

/** Upstreams with their common parts. Only the upstreams' state is kept on disk; all else belongs to the process. */
export interface World {
  readonly upstreams: readonly SandboxUpstream[];
  readonly clock: SandboxClock;
  readonly faults: FaultQueue;
  readonly log: RequestLog;
  readonly holds: Holds;
  /** State, journal, faults, clock, log and switches back to the beginning; calls that wait are dropped. */
  reset(): void;
  close(): void;
}

/** Builds the upstreams and applies the journal. Throws an Error that names file and remedy when the journal is damaged. */
export function createWorld(options: WorldOptions): World {
  const { journal, entries } = openedJournal(options);
  const clock = new SandboxClock();
  const keepFor = (provider: string) => (write: unknown) => journal.append({ provider, write });
  const upstreams: SandboxUpstream[] = [
    new VoipmsSandbox({ ...options, clock, keep: keepFor('voipms') }),
    new SippySandbox({ ...options, clock, keep: keepFor('sippy') }),
    new FreesideSandbox({ ...options, clock, keep: keepFor('freeside') }),
    new LogicboxesSandbox({ ...options, clock, keep: keepFor('logicboxes') }),
  ];
  const world = { upstreams, clock, faults: new FaultQueue(), log: new RequestLog(), holds: new Holds() };
  replay(upstreams, journal, entries);
  return {
    ...world,
    reset: () => {
      world.holds.cancelAll();
      journal.clear();
      world.faults.clear();
      world.log.reset();
      clock.set(null);
      for (const upstream of upstreams) {
        upstream.reset();
        upstream.switches.reset();
      }
    },
    close: () => {
      world.holds.cancelAll();
      journal.close();
    },
  };
}

function openedJournal({ dataDir, seed, clients }: WorldOptions): { journal: Journal; entries: JournalEntry[] } {
  if (dataDir === null) return { journal: new MemoryJournal(), entries: [] };
  return openJournal(dataDir, { seed, clients });
}

function replay(upstreams: readonly SandboxUpstream[], journal: Journal, entries: readonly JournalEntry[]): void {
  for (const [index, entry] of entries.entries()) {
    const upstream = upstreams.find((candidate) => candidate.name === entry.provider);
    try {
      if (upstream === undefined) throw new Error('Unknown provider.');
      upstream.replay(entry.write);
    } catch {
      journal.close();
      throw damaged(journal.file ?? '', index + 2);
    }
  }
}
