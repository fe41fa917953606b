/** What became of each key of a campaign: the journal's word against the sandbox's books. */
import { expect } from 'vitest';
import { rowsOf } from './books.ts';
import type { Campaign, Run } from './campaign.ts';
import type { Gateway } from './deployment.ts';
import { entriesOfState, expectedStates } from './points.ts';

/** Longest wait until nothing is open any more. */
const SETTLE_TIMEOUT_MS = 90_000;
/** Keys that are asked for again at once. */
const BATCH = 20;

/**
 * Who settles in the end: the gateway on its schedule, or `operations settle`. With PostgreSQL the schedule would wait for
 * the lease of the killed gateway to end, a minute.
 */
export type Settling = 'schedule' | 'command';

interface Listed {
  readonly operations: {
    readonly nodes: readonly { readonly idempotencyKey: string; readonly state: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** What is known of a key. */
interface Verdict {
  readonly run: Run;
  readonly state: string;
  readonly entries: number;
}

/**
 * Starts a last gateway, lets it settle everything, and compares; then asks for every key again, which must change
 * nothing; and at last lets `journal verify` check the journal. Prints the counts.
 */
export async function judge(campaign: Campaign, settling: Settling): Promise<void> {
  const { deployment } = campaign;
  const gateway = await deployment.gateway();
  await settled(campaign, gateway, settling);
  await campaign.arrivals();
  const verdicts = await verdictsOf(campaign, gateway);
  process.stdout.write(table(verdicts));
  expect(verdicts.flatMap(problemsOf)).toEqual([]);
  const { body: calls } = await deployment.driven.control('calls');
  // The others may be sent yet.
  const known = verdicts.filter(({ state }) => !['none', 'PREPARED', 'REJECTED'].includes(state));
  for (let first = 0; first < known.length; first += BATCH) {
    await Promise.all(known.slice(first, first + BATCH).map(({ run }) => campaign.post(gateway, run)));
  }
  expect(writesIn((await deployment.driven.control('calls')).body)).toEqual(writesIn(calls));
  const again = await verdictsOf(campaign, gateway);
  expect(again.flatMap(problemsOf)).toEqual([]);
  expect(again.map(({ state, entries }) => [state, entries])).toEqual(
    verdicts.map(({ state, entries }) => [state, entries]),
  );
  expect(known.map(({ run }) => run.told.at(-1))).toEqual(known.map(({ state }) => state));
  const verified = await deployment.command(['journal', 'verify']);
  expect(verified).toMatchObject({ code: 0, stderr: '' });
  expect(verified.stdout).toMatch(/as it was written/);
}

/** Calls that write, by provider. */
function writesIn(calls: Readonly<Record<string, unknown>>): object {
  const isWrite = /^add(Charge|Payment)$|^customer(AddFunds|Credit|Debit)$|add-customer/;
  return Object.fromEntries(
    Object.entries(calls).map(([provider, counts]) => [
      provider,
      Object.entries(counts as object).filter(([name]) => isWrite.test(name)),
    ]),
  );
}

async function settled({ deployment }: Campaign, gateway: Gateway, settling: Settling): Promise<void> {
  const query = '{ operations(where: { states: [SENT, UNKNOWN] }) { totalCount } }';
  const count = async () => {
    if (settling === 'command') await deployment.command(['operations', 'settle']);
    return (await gateway.ask<{ operations: { totalCount: number } }>(query)).data.operations.totalCount;
  };
  // What is not settled by then is told by its key.
  await expect
    .poll(count, { interval: 200, timeout: SETTLE_TIMEOUT_MS })
    .toBe(0)
    .catch(() => {});
}

async function verdictsOf({ runs, deployment }: Campaign, gateway: Gateway): Promise<readonly Verdict[]> {
  const states = await statesOf(gateway);
  const places = new Map(runs.map(({ write }) => [`${write.provider} ${write.client}`, write]));
  const books = new Map<string, readonly string[]>();
  for (const [place, { provider, client }] of places) {
    books.set(place, await rowsOf(deployment.driven, provider, client));
  }
  return runs.map((run) => {
    const { provider, client } = run.write;
    const entries = books.get(`${provider} ${client}`)!.filter((row) => row.includes(run.key)).length;
    return { run, state: states.get(run.key) ?? 'none', entries };
  });
}

async function statesOf(gateway: Gateway): Promise<ReadonlyMap<string, string>> {
  const query =
    'query ($after: String) { operations(first: 500, after: $after) { nodes { idempotencyKey state } pageInfo { hasNextPage endCursor } } }';
  const states = new Map<string, string>();
  for (let after: string | null = null, more = true; more;) {
    const { operations }: Listed = (await gateway.ask<Listed>(query, { after })).data;
    for (const { idempotencyKey, state } of operations.nodes) states.set(idempotencyKey, state);
    after = operations.pageInfo.endCursor;
    more = operations.pageInfo.hasNextPage;
  }
  return states;
}

function problemsOf({ run, state, entries }: Verdict): readonly string[] {
  const what = `${run.key} (${run.point}, ${run.write.provider}): ${state} with ${entries} entries`;
  const expected = run.hasStood ? expectedStates[run.point] : undefined;
  return [
    ...(entriesOfState[state] === entries ? [] : [what]),
    ...(expected === undefined || expected.includes(state) ? [] : [`${what}, expected ${expected.join(' or ')}`]),
    ...(run.told.includes('SUCCEEDED') && state !== 'SUCCEEDED' ? [`${what}, but SUCCEEDED was told`] : []),
  ];
}

/** Counts by point and final state, one line each. */
function table(verdicts: readonly Verdict[]): string {
  const counts = new Map<string, number>();
  for (const { run, state, entries } of verdicts) {
    const line = `${run.point.padEnd(15)} ${run.hasStood ? 'stood' : '     '} ${state.padEnd(21)} entries ${entries}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  const lines = [...counts].toSorted(([left], [right]) => (left < right ? -1 : 1));
  return lines.map(([line, count]) => `  ${line}: ${count}\n`).join('');
}
