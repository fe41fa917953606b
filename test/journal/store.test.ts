/** Both stores keep what the interface promises. */
import { afterAll, beforeAll, describe, vi } from 'vitest';
import { editing } from './edits.ts';
import { lists } from './lists.ts';
import { opening } from './openings.ts';
import { postgres, sqlite } from './places.ts';
import { conformance } from './store.ts';

// Thousands of statements, each flushed to the disk.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

describe.each([sqlite, postgres()])('$name', (kind) => {
  beforeAll(() => kind.begin());
  afterAll(() => kind.end());
  conformance(kind);
  lists(kind);
  editing(kind);
  opening(kind);
});
