/** Both stores keep what the interface promises. */
import { afterAll, beforeAll, describe, vi } from 'vitest';
import { auditing } from './audit.ts';
import { apiKeys } from './api-keys.ts';
import { editing } from './edits.ts';
import { lists } from './lists.ts';
import { opening } from './openings.ts';
import { postgres, sqlite } from './places.ts';
import { spending } from './spending.ts';
import { conformance } from './store.ts';

// Thousands of statements, each flushed to the disk.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

describe.each([sqlite, postgres()])('$name', (kind) => {
  beforeAll(() => kind.begin());
  afterAll(() => kind.end());
  conformance(kind);
  auditing(kind);
  spending(kind);
  lists(kind);
  editing(kind);
  opening(kind);
  apiKeys(kind);
});
