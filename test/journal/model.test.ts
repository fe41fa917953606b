/**
 * Random stories of gateways that crash, answers that are lost and people who interfere, against a model of what must hold.
 * JOURNAL_MODEL_SEED repeats a run, JOURNAL_MODEL_STEPS makes a longer one.
 */
import { randomInt } from 'node:crypto';
import { assert, asyncProperty } from 'fast-check';
import { expect, it } from 'vitest';
import { story, type Story } from './world-commands.ts';
import { runStory } from './world-model.ts';
import type { Counts } from './world-situation.ts';

const seed = Number(process.env['JOURNAL_MODEL_SEED'] ?? randomInt(2 ** 30));
const minSteps = Number(process.env['JOURNAL_MODEL_STEPS'] ?? 12_000);
const STORIES_AT_ONCE = 20;

/** Stories that went wrong once. */
const stories: Readonly<Record<string, Story>> = {
  'an answer that is lost while its loss cannot be recorded, and is asked for meanwhile': {
    isExclusive: true,
    keys: [0, 0, 0, 0],
    meant: [0, 0, 0, 0, 0, 0],
    pace: 0,
    commands: [
      { do: 'submit', gateway: 0, key: 0, input: null, fate: { answer: 'lost', arrival: null, visible: 0, cut: 40 } },
      { do: 'outage', gateway: 0, failing: { when: 'before', of: 'outcome' } },
      { do: 'flow' },
      { do: 'ask', gateway: 0, key: 0, input: null },
    ],
  },
};

it.each(Object.entries(stories))('goes well with %s', async (_what, told) => {
  await expect(runStory(told, { steps: 0 })).resolves.toBeUndefined();
});

it('moves money at most once for a key, and never says what is not so', async () => {
  const counts: Counts = { steps: 0 };
  for (let part = 0; (counts['steps'] ?? 0) < minSteps; part += 1) {
    const property = asyncProperty(story, (told) => runStory(told, counts));
    await assert(property, { numRuns: STORIES_AT_ONCE, seed: seed + part });
  }
  const text = Object.entries(counts).map(([what, count]) => `${what} ${count}`);
  console.log(`journal model, seed ${seed}: ${text.join(', ')}`);
  // Each of these must have happened, or the stories prove nothing of it.
  const all = ['submit', 'crash', 'losses', 'looks', 'SUCCEEDED', 'REJECTED', 'UNKNOWN', 'RESOLVED', 'conflicts'];
  for (const what of [...all, 'RECONCILED_SUCCEEDED', 'RECONCILED_ABSENT']) expect(counts).toHaveProperty(what);
}, 600_000);
