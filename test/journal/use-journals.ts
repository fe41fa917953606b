/** A journal over a file of its own for each test. */
import { afterEach, beforeEach, vi } from 'vitest';
import type { Journal } from '../../src/journal/journal.ts';
import { later } from '../later.ts';
import { Journals } from './world-requests.ts';
import type { FragileStore } from './world.ts';

/**
 * The journals of the present test, the first of them, and the store under it. With `startMs` (milliseconds since 1970) the
 * clock stands there until the test moves it.
 */
export function useJournals(startMs?: number): {
  readonly journals: Journals;
  readonly journal: Journal;
  readonly fragile: FragileStore;
} {
  let journals: Journals | undefined;
  let opened: ({ journal: Journal } & FragileStore) | undefined;
  beforeEach(async () => {
    if (startMs !== undefined) vi.useFakeTimers({ toFake: ['Date'], now: startMs });
    journals = new Journals();
    opened = await journals.open();
  });
  afterEach(async () => {
    vi.useRealTimers();
    if (opened !== undefined) opened.outage = null;
    await journals?.remove();
  });
  return {
    journals: later(() => journals!),
    journal: later(() => opened!.journal),
    fragile: later(() => opened! as FragileStore),
  };
}
