/** What a key that is asked for once more is answered, by how far its write can be proven. */
import { expect } from 'vitest';
import type { JournalConfig } from '../../src/config.ts';
import type { Delivery, OperationState, WrittenFragment } from '../generated/graphql.ts';

const DAY_MS = 86_400_000;

/** Settings of a journal that looks into the books when it is asked to and not by itself, so that calls can be counted. */
export const looksWhenAsked: Partial<JournalConfig> = { firstLookMs: DAY_MS, maxLookMs: DAY_MS };

/** What a payload says of its operation, in short. */
interface Said {
  readonly state: OperationState | null;
  /** Outcome of each attempt, oldest first. */
  readonly outcomes: readonly OperationState[];
  /** Code of each user error. */
  readonly codes: readonly string[];
  /** What the last look into the books told: it is there, or (null) nothing for sure; undefined where nobody has looked. */
  readonly inBooks: boolean | null | undefined;
}

/** What a payload says. */
function saidBy({ operation, userErrors }: WrittenFragment): Said {
  return {
    state: operation?.state ?? null,
    outcomes: (operation?.attempts ?? []).map(({ outcome }) => outcome),
    codes: userErrors.map(({ code }) => code),
    inBooks: operation?.evidence?.applied,
  };
}

/** How often something is called, by function. */
export type Calls = Readonly<Record<string, number>>;

/** What becomes of a write whose answer is lost. */
export interface Lost {
  readonly delivery: Delivery;
  /** All that is called when its key is asked for again after it was applied, and after it was not. */
  readonly looks: { readonly found: Calls; readonly missed: Calls };
}

/** A write that a second send does not change: it is sent again with these calls. */
export function repeatable(calls: Calls): Lost {
  return { delivery: 'REPEATABLE', looks: { found: calls, missed: calls } };
}

/** A write that nobody can look for: nothing is called. */
export const unproven: Lost = { delivery: 'UNPROVEN', looks: { found: {}, missed: {} } };

/** A write whose key was asked for twice, with nothing else written in between. */
export interface Twice {
  /** The function that writes. */
  readonly name: string;
  readonly first: WrittenFragment;
  /** Whether the first send was applied, whatever its answer. */
  readonly applied: boolean;
  readonly again: WrittenFragment;
  /** All that the second request has called. */
  readonly calls: Calls;
  /** Whether the second request has changed something at the upstream. */
  readonly isChanged: boolean;
}

/**
 * Fails unless the second answer is right. Sent again is only what was certainly not applied and may be accepted now (a
 * rate limit), and what changes nothing the second time. What is found in the books has succeeded. What is not found
 * there may still arrive.
 */
export function expectAgain({ name, first, applied, again, calls, isChanged }: Twice, { delivery, looks }: Lost): void {
  const { id, mark, state } = first.operation!;
  expect(first.operation).toMatchObject({ delivery, evidence: null });
  const { sends, ...said } = expectedAgain(state, delivery, applied);
  expect(saidBy(again)).toEqual(said);
  expect(again.operation).toMatchObject({ id, mark });
  expect(calls[name]).toBe(sends === 2 ? 1 : undefined);
  if (state === 'UNKNOWN') expect(calls).toEqual(applied ? looks.found : looks.missed);
  expect(isChanged).toBe(sends === 2 && !applied);
}

function expectedAgain(first: OperationState, delivery: Delivery, applied: boolean): Said & { readonly sends: 1 | 2 } {
  const once = { outcomes: [first], inBooks: undefined, sends: 1 } as const;
  const twice = {
    state: 'SUCCEEDED',
    outcomes: [first, 'SUCCEEDED'],
    codes: [],
    inBooks: undefined,
    sends: 2,
  } as const;
  if (first === 'SUCCEEDED') return { ...once, state: 'SUCCEEDED', codes: [] };
  if (first === 'REJECTED' || delivery === 'REPEATABLE') return twice;
  if (delivery === 'PROBED' && applied) return { ...once, state: 'RECONCILED_SUCCEEDED', codes: [], inBooks: true };
  const inBooks = delivery === 'PROBED' ? null : undefined;
  return { ...once, state: 'UNKNOWN', codes: ['OUTCOME_UNKNOWN'], inBooks };
}
