/** The crash test of one store. */
import { afterAll, expect, it } from 'vitest';
import { Campaign } from './campaign.ts';
import { judge, type Settling } from './verdict.ts';

/** `CRASH_RUNS`: how many writes; `CRASH_SEED`: a number that was printed, to repeat its campaign. */
const runs = Number(process.env['CRASH_RUNS'] ?? 208);
const seed = Number(process.env['CRASH_SEED'] ?? Date.now() % 1_000_000);

/** Longest campaign: some two seconds a kill, and several times that on a slow machine. */
const TIMEOUT_MS = 600_000 + runs * 1000;

/** Registers the test; `databaseUrl` resolves to null for SQLite. */
export function itSurvivesKills(store: string, settling: Settling, databaseUrl: () => Promise<string | null>): void {
  let campaign: Campaign | undefined;
  afterAll(() => campaign?.close());

  it(
    `keeps every key to at most one entry in ${store}, and tells what became of it, wherever the gateway is killed`,
    async () => {
      process.stdout.write(`Crash test in ${store}: CRASH_SEED=${seed} CRASH_RUNS=${runs}\n`);
      campaign = await Campaign.start(seed, await databaseUrl());
      await campaign.rage(runs);
      process.stdout.write(`  ${campaign.runs.length} writes, ${campaign.kills} kills\n`);
      expect(campaign.runs.length).toBeGreaterThanOrEqual(runs);
      await judge(campaign, settling);
    },
    TIMEOUT_MS,
  );
}
