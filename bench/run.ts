/**
 * `npm run bench`: the gateway beside the hand-written peer, over the same static upstream, in alternating runs. Answers
 * are compared before anything is counted. Ends with an error when answers differ or cost other calls than they should;
 * with --assert also when a ratio is below its target. Options: --runs 5, --seconds 3 (of one run), --only W1 or W2.
 */
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { ClientPageDocument, DashboardPageDocument } from '../test/generated/graphql.ts';
import type { ClientPageQueryVariables, DashboardPageQuery } from '../test/generated/graphql.ts';
import { Load, type Run, type Workload } from './load.ts';
import {
  fileHere,
  pin,
  startArguments,
  startProgram,
  stopProgram,
  twoProcessors,
  usageOf,
  type Program,
} from './processes.ts';
import { report, type Measured, type Side } from './report.ts';

const ACCOUNT = 'voipms';
const WARM_UP_MS = 3000;

const dashboard = JSON.stringify({ query: String(DashboardPageDocument), operationName: 'DashboardPage' });

function clientPage(upstreamId: string): string {
  const variables: ClientPageQueryVariables = { account: ACCOUNT, upstreamId };
  return JSON.stringify({ query: String(ClientPageDocument), operationName: 'ClientPage', variables });
}

/** The two workloads. The ids of W2 are those that the dashboard shows. */
async function workloadsAt(peer: Program): Promise<readonly Workload[]> {
  const load = new Load(peer.origin, 1);
  const { data } = JSON.parse(await load.post(dashboard)) as { data: DashboardPageQuery };
  await load.close();
  const ids = data.clients.nodes.map((client) => client!.upstreamId);
  return [
    {
      name: 'W1, dashboard page',
      bodies: [dashboard],
      inFlight: 4,
      calls: { getClients: 1, getResellerBalance: 100, getCharges: 100, getDeposits: 100 },
      target: 1.1,
    },
    {
      name: 'W2, one client',
      bodies: ids.map(clientPage),
      inFlight: 32,
      calls: { getClients: 1, getResellerBalance: 1, getCharges: 1 },
      target: 0.35,
    },
  ];
}

/** Throws unless both programs answer every body with the same data. */
async function compare({ name, bodies }: Workload, sides: Readonly<Record<Side, Program>>): Promise<void> {
  const [peer, gateway] = [new Load(sides.peer.origin, 1), new Load(sides.gateway.origin, 1)];
  for (const body of bodies) {
    const [expected, found] = await Promise.all([peer.post(body), gateway.post(body)]);
    if (!isDeepStrictEqual(dataOf(found), dataOf(expected))) {
      throw new Error(`${name}: the answers differ.\npeer:    ${expected}\ngateway: ${found}`);
    }
  }
  await Promise.all([peer.close(), gateway.close()]);
}

/** The data of an answer, without what the gateway says of its cost. */
function dataOf(answer: string): unknown {
  return (JSON.parse(answer) as { readonly data: unknown }).data;
}

/** Calls by function since the last time that they were asked for. */
function takeCalls(upstream: Program): Promise<Readonly<Record<string, number>>> {
  const { promise, resolve } = Promise.withResolvers<Readonly<Record<string, number>>>();
  upstream.process.once('message', resolve);
  upstream.process.send('calls');
  return promise;
}

function requireCalls({ name, calls }: Workload, { requests }: Run, counted: Readonly<Record<string, number>>): void {
  const expected = Object.fromEntries(Object.entries(calls).map(([method, count]) => [method, count * requests]));
  if (isDeepStrictEqual({ ...counted }, expected)) return;
  throw new Error(`${name}: ${requests} requests cost ${JSON.stringify(counted)}, not ${JSON.stringify(expected)}.`);
}

/** One counted run against one program. */
async function measure(
  workload: Workload,
  side: Side,
  program: Program,
  upstream: Program,
  ms: number,
): Promise<Measured> {
  const load = new Load(program.origin, workload.inFlight);
  await takeCalls(upstream);
  const before = usageOf(program.pid);
  const run = await load.run(workload, ms);
  const after = usageOf(program.pid);
  await load.close();
  const counted = await takeCalls(upstream);
  requireCalls(workload, run, counted);
  const calls = Object.values(counted).reduce((sum, count) => sum + count, 0);
  const cpuMs = before && after ? after.cpuMs - before.cpuMs : null;
  return { side, run, cpuMs, rssBytes: after?.rssBytes ?? null, calls };
}

async function measureAll(
  workload: Workload,
  sides: Readonly<Record<Side, Program>>,
  upstream: Program,
  runs: number,
  ms: number,
): Promise<readonly Measured[]> {
  const both = ['peer', 'gateway'] as const;
  for (const side of both) await measure(workload, side, sides[side], upstream, WARM_UP_MS);
  const measured: Measured[] = [];
  for (let run = 0; run < runs; run += 1) {
    // Each goes first in every other pair, so that neither always follows the other's heat.
    for (const side of run % 2 === 0 ? both : both.toReversed()) {
      measured.push(await measure(workload, side, sides[side], upstream, ms));
    }
  }
  return measured;
}

/** Load and upstream on one processor, what is measured on the other. */
function spread(upstream: Program, sides: Readonly<Record<Side, Program>>): boolean {
  const processors = twoProcessors();
  if (processors === null) return false;
  const [first, last] = processors;
  const pins = [
    [process.pid, first],
    [upstream.pid, first],
    [sides.peer.pid, last],
    [sides.gateway.pid, last],
  ] as const;
  return pins.every(([pid, processor]) => pin(pid, processor));
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      assert: { type: 'boolean', default: false },
      runs: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '3' },
      only: { type: 'string', default: '' },
    },
  });
  const [runs, seconds] = [Number(values.runs), Number(values.seconds)];
  if (!(runs >= 1 && runs <= 100 && seconds >= 0.1 && seconds <= 60)) {
    throw new Error('--runs is 1 to 100, --seconds 0.1 to 60.');
  }
  const upstream = await startProgram([fileHere('upstream.ts')], {});
  const sides = {
    peer: await startProgram([fileHere('peer.ts'), upstream.origin], {}),
    gateway: await startProgram(startArguments(), {
      PORT: '0',
      ALLOW_LOOPBACK: 'true',
      // The load sends more than a caller may by default.
      CONFIG_FILE: fileHere('config.json'),
      VOIPMS_USERNAME: 'bench@example.com',
      VOIPMS_PASSWORD: 'bench-secret',
      VOIPMS_BASE_URL: `${upstream.origin}/api/v1/rest.php`,
    }),
  };
  const pinned = spread(upstream, sides);
  console.log(`Node ${process.version}; ${pinned ? 'server and load on a processor each' : 'processors shared'}`);
  let reached = true;
  for (const workload of await workloadsAt(sides.peer)) {
    if (!workload.name.startsWith(values.only)) continue;
    await compare(workload, sides);
    const measured = await measureAll(workload, sides, upstream, runs, seconds * 1000);
    reached = report(workload, measured) && reached;
  }
  await Promise.all([sides.gateway, sides.peer, upstream].map(stopProgram));
  if (values.assert && !reached) throw new Error('A ratio is below its target.');
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
try {
  await main();
} catch (error) {
  console.error(error);
  process.exit(1);
}
