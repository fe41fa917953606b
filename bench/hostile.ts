/**
 * `npm run bench:hostile`: what a normal client notices while others attack: hostile requests of every kind, stalled
 * connections and junk. The gateway is the real program with the limits that it has by default, real accounts and API keys.
 * Ends with an error when it has crashed or a request of the normal client has failed; with --assert also when a target is missed.
 * Options: --seconds 60 (of the attack), --rate 50 (of the normal client), --kinds (what each kind costs, instead).
 */
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ClientPageDocument, DashboardPageDocument } from '../test/generated/graphql.ts';
import type { Order, Outcome } from './hostile-attack.ts';
import { kindsFor } from './hostile-kinds.ts';
import {
  fileHere,
  giveWay,
  pin,
  startArguments,
  startProgram,
  stopProgram,
  twoProcessors,
  usageOf,
} from './processes.ts';
import type { Program } from './processes.ts';
import { quantile, SteadyClient, type SteadyRun } from './steady.ts';

/** Of full load, in which compiled code and heap get the size that they have at work: V8 gives little of it back while it is in use. */
const WARM_UP_MS = 30_000;
const WARM_UP_RATE = 120;
const SETTLE_MS = 5000;
const IDLE_MS = 20_000;
const REST_MS = 60_000;
const ATTACK = { requests: 2000, stalled: 500, junkBytes: 200_000_000 };
const MAX_P99_RATIO = 3;
const MAX_MEMORY_RATIO = 1.2;
/** Requests of each kind that its cost is taken from. */
const REQUESTS_OF_A_KIND = 40;

/** The gateway under attack, and who uses it. */
interface Scene {
  readonly gateway: Program;
  readonly upstream: Program;
  readonly target: Pick<Order, 'host' | 'key'>;
  readonly client: SteadyClient;
  /** The normal client with larger pages, too. */
  readonly warmUp: SteadyClient;
  readonly pinned: boolean;
}

const normalBodies: readonly string[] = [
  ...['561115', '561120', '561140'].map((upstreamId) =>
    JSON.stringify({ query: String(ClientPageDocument), variables: { account: 'voipms', upstreamId } }),
  ),
  JSON.stringify({ query: '{ accounts { name provider health { state } } }' }),
  JSON.stringify({ query: '{ clients(first: 20) { totalCount nodes { id displayName email } } }' }),
  JSON.stringify({ query: '{ clients(first: 5) { nodes { displayName balance { current { amount } } } } }' }),
];

const dashboard = JSON.stringify({ query: String(DashboardPageDocument) });

/** Settings that differ from the defaults: who may get in, and nothing else. */
function configIn(folder: string): string {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = { ...publicKey.export({ format: 'jwk' }), kid: 'bench', use: 'sig', alg: 'RS256' };
  const jwksFile = join(folder, 'jwks.json');
  writeFileSync(jwksFile, JSON.stringify({ keys: [key] }));
  const jwt = { issuer: 'https://login.example', audience: 'bench', jwksFile };
  const config = join(folder, 'config.json');
  writeFileSync(config, JSON.stringify({ access: { tenants: { normal: {}, hostile: {} }, jwt } }));
  return config;
}

async function setUp(folder: string): Promise<Scene> {
  const upstream = await startProgram([fileHere('upstream.ts')], {});
  const env = {
    PORT: '0',
    LOG_LEVEL: 'error',
    DATA_DIR: join(folder, 'data'),
    CONFIG_FILE: configIn(folder),
    VOIPMS_USERNAME: 'bench@example.com',
    VOIPMS_PASSWORD: 'bench-secret',
    VOIPMS_BASE_URL: `${upstream.origin}/api/v1/rest.php`,
  };
  const keyOf = (tenant: string): string => {
    const args = ['keys', 'create', '--name', tenant, '--tenant', tenant, '--scopes', 'all'];
    return execFileSync(process.execPath, [fileHere('../src/main.ts'), ...args], {
      env: { PATH: process.env['PATH'], ...env },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  };
  const [key, client] = [keyOf('hostile'), keyOf('normal')];
  const gateway = await startProgram(startArguments(), env);
  const [first, last] = twoProcessors() ?? [0, 0];
  const pinned =
    first !== last && [process.pid, upstream.pid].every((pid) => pin(pid, first)) && pin(gateway.pid, last);
  return {
    gateway,
    upstream,
    target: { host: new URL(gateway.origin).host, key },
    client: new SteadyClient(gateway.origin, client, normalBodies),
    warmUp: new SteadyClient(gateway.origin, client, [...normalBodies, dashboard]),
    pinned,
  };
}

/** Lets the attackers do their work, in a process of their own, which gives way to the normal client on their processor. */
async function attack(order: Order): Promise<Outcome> {
  const child = fork(fileHere('hostile-attack.ts'), { env: { PATH: process.env['PATH'] } });
  const end = (): void => void child.kill();
  process.once('exit', end);
  giveWay(child.pid!);
  const answered = once(child, 'message') as Promise<[Outcome]>;
  child.send(order);
  const ended = once(child, 'exit');
  const [outcome] = await Promise.race([
    answered,
    ended.then(() => Promise.reject(new Error('The attackers have ended.'))),
  ]);
  await ended;
  process.off('exit', end);
  return outcome;
}

const megabytesOf = ({ pid }: Program): number => (usageOf(pid)?.rssBytes ?? Number.NaN) / 1e6;

function line(what: string, { latencies, failures }: SteadyRun, gateway: Program): void {
  const at = (part: number): string => quantile(latencies, part).toFixed(2).padStart(8);
  const [most, megabytes] = [at(1), megabytesOf(gateway).toFixed(0).padStart(7)];
  console.log(
    `${what.padEnd(16)}${String(latencies.length).padStart(8)}${at(0.5)}${at(0.9)}${at(0.99)}${most}${megabytes}`,
  );
  if (failures.length > 0) throw new Error(`${failures.length} requests of the normal client failed: ${failures[0]}`);
}

/** The attack, beside the normal client. True when all targets are reached. */
async function measure({ gateway, target, client, warmUp }: Scene, seconds: number, rate: number): Promise<boolean> {
  await warmUp.run(WARM_UP_MS, WARM_UP_RATE);
  await client.run(SETTLE_MS, rate);
  console.log('                requests  p50 ms  p90 ms  p99 ms  max ms RSS MB');
  const idle = await client.run(IDLE_MS, rate);
  line('idle', idle, gateway);
  const before = megabytesOf(gateway);
  const cpuBefore = usageOf(gateway.pid)?.cpuMs ?? Number.NaN;
  const order: Order = { ...target, ...ATTACK, seconds, only: null };
  const [outcome, attacked] = await Promise.all([attack(order), client.run(seconds * 1000, rate)]);
  const cpuShare = ((usageOf(gateway.pid)?.cpuMs ?? Number.NaN) - cpuBefore) / seconds / 10;
  line('under attack', attacked, gateway);
  const most = megabytesOf(gateway);
  const rest = await client.run(REST_MS, rate);
  line('a minute later', rest, gateway);
  const after = megabytesOf(gateway);
  const answers = Object.entries(outcome.answers).map(([status, count]) => `${status}: ${count}`);
  console.log(`hostile requests: ${answers.join(', ')}`);
  console.log(
    `stalled connections: ${ATTACK.stalled}, opened ${outcome.stalled} times; junk: ${(outcome.junkBytes / 1e6).toFixed(0)} MB`,
  );
  console.log(
    `answered last: ${outcome.slowest
      .slice(0, 5)
      .map(([kind, ms]) => `${kind} (${ms.toFixed(0)} ms)`)
      .join(', ')}`,
  );
  console.log(
    `processor: gateway ${cpuShare.toFixed(0)} %, attackers ${(outcome.cpuMs / seconds / 10).toFixed(0)} % of one`,
  );
  const ratio = quantile(attacked.latencies, 0.99) / quantile(idle.latencies, 0.99);
  console.log(`p99 under attack: ${ratio.toFixed(2)} times that of idle, target ${MAX_P99_RATIO}`);
  console.log(
    `memory: ${before.toFixed(0)} MB, ${most.toFixed(0)} MB, ${after.toFixed(0)} MB a minute later: ${(after / before).toFixed(2)} times, target ${MAX_MEMORY_RATIO}`,
  );
  if (gateway.process.exitCode !== null || gateway.process.signalCode !== null)
    throw new Error('The gateway has crashed.');
  return ratio <= MAX_P99_RATIO && after <= before * MAX_MEMORY_RATIO;
}

/** Processor time of the gateway for each kind, the dearest first. */
async function measureKinds({ gateway, target, warmUp }: Scene): Promise<void> {
  await warmUp.run(WARM_UP_MS, WARM_UP_RATE);
  const costs: { readonly name: string; readonly cpuMs: number; readonly outcome: Outcome }[] = [];
  for (const [name] of kindsFor(target)) {
    const order = { ...target, requests: REQUESTS_OF_A_KIND, stalled: 0, junkBytes: 0, seconds: 0.5, only: [name] };
    const before = usageOf(gateway.pid)?.cpuMs ?? Number.NaN;
    const outcome = await attack(order);
    costs.push({ name, cpuMs: ((usageOf(gateway.pid)?.cpuMs ?? Number.NaN) - before) / REQUESTS_OF_A_KIND, outcome });
  }
  console.log('CPU ms  slowest ms  kind, answers');
  for (const { name, cpuMs, outcome } of costs.toSorted((left, right) => right.cpuMs - left.cpuMs)) {
    const slowest = (outcome.slowest[0]?.[1] ?? Number.NaN).toFixed(1);
    console.log(
      `${cpuMs.toFixed(2).padStart(6)}  ${slowest.padStart(10)}  ${name}, ${JSON.stringify(outcome.answers)}`,
    );
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      assert: { type: 'boolean', default: false },
      kinds: { type: 'boolean', default: false },
      seconds: { type: 'string', default: '60' },
      rate: { type: 'string', default: '50' },
    },
  });
  const [seconds, rate] = [Number(values.seconds), Number(values.rate)];
  if (!(seconds >= 5 && seconds <= 600 && rate >= 1 && rate <= 500))
    throw new Error('--seconds is 5 to 600, --rate 1 to 500.');
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const scene = await setUp(folder);
  console.log(
    `Node ${process.version}; ${scene.pinned ? 'the gateway has a processor of its own' : 'processors shared'}`,
  );
  const reached = values.kinds ? await measureKinds(scene).then(() => true) : await measure(scene, seconds, rate);
  await Promise.all([scene.client, scene.warmUp].map((client) => client.close()));
  await Promise.all([scene.gateway, scene.upstream].map(stopProgram));
  if (values.assert && !reached) throw new Error('A target is missed.');
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
try {
  await main();
} catch (error) {
  console.error(error);
  process.exit(1);
}
