/**
 * Composes, and runs every operation and every failure through every router that there is: `node check.ts [--json]`. Prints a line for
 * each check; ends with status 1 when one of them fails.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose, type Supergraph } from './compose.ts';
import { checkContract } from './contract.ts';
import { run, same } from './equal.ts';
import { checkFaults } from './faults.ts';
import { ask, type Answer } from './http.ts';
import { freePorts } from './processes.ts';
import { failures, joins, writes } from './queries.ts';
import { checkRefusals } from './refusals.ts';
import { Report, type Checked } from './report.ts';
import { availableRouters, startRouter, type RouterName } from './routers/routers.ts';
import { SandboxControl } from './sandbox.ts';
import { Stage } from './stage.ts';
import { subgraphsAt, type Subgraph } from './subgraphs.ts';
import { refusesSubscriptions, watchesChanges } from './subscription.ts';
import { Tap } from './tap.ts';
import { startWorld, type World } from './world.ts';

/** Enough for a thousand clients: at some of the systems a few of the generated ones are closed. */
const CLIENTS = 260;

/** Short, so that a subgraph that does not answer is given up in a test. */
const SUBGRAPH_TIMEOUT_MS = 8000;

/** Apollo Gateway has none; Apollo's router, which is no package, does. */
const WITHOUT_SUBSCRIPTIONS: ReadonlySet<RouterName> = new Set(['apollo']);

/** The parts that all routers share. */
interface Setting {
  readonly world: World;
  readonly taps: { readonly billing: Tap; readonly crm: Tap };
  readonly subgraphs: readonly Subgraph[];
  readonly supergraph: Supergraph;
  readonly folder: string;
}

async function checkRouter(report: Report, name: RouterName, setting: Setting, answers: Map<string, Answer>) {
  const { world, taps, subgraphs, supergraph, folder } = setting;
  const [port = 0] = await freePorts(1);
  const restart = () =>
    startRouter(name, { port, subgraphs, supergraph, folder, subgraphTimeoutMs: SUBGRAPH_TIMEOUT_MS });
  const sandbox = new SandboxControl(world.sandboxUrl);
  // The same books for every router. The gateway notices that its sessions are gone, and makes new ones.
  await sandbox.reset();
  for (let turn = 0; turn < 2; turn += 1)
    await ask(world.gatewayUrl, { query: '{ clients(first: 1) { totalCount } }' });
  const url = `http://127.0.0.1:${port}/graphql`;
  const stage = new Stage({ name, url, world, sandbox, taps, restart }, await restart());
  try {
    const { imported } = world;
    for (const one of [...joins(imported), ...writes(imported, `check-${name}`), ...failures(imported)]) {
      await report.check(`${name}: ${one.name}`, async () => {
        const answer = await run(stage, one);
        const first = answers.get(one.name) ?? answer;
        answers.set(one.name, first);
        same('answer, compared with that of the first router', answer, first);
      });
    }
    const clientId = imported[0]?.id ?? '';
    await (WITHOUT_SUBSCRIPTIONS.has(name)
      ? report.check(`${name}: a subscription is refused`, () => refusesSubscriptions(stage))
      : report.check(`${name}: a subscription, with a field of the CRM`, () => watchesChanges(stage, clientId)));
    await checkRefusals(report, stage);
    await checkFaults(report, stage, clientId);
  } finally {
    await stage.router.stop();
  }
}

async function checkAll(report: Report, folder: string): Promise<void> {
  const [gateway = 0, sandbox = 0, crm = 0] = await freePorts(3);
  const world = await startWorld({ ports: { gateway, sandbox, crm }, folder, clients: CLIENTS, withTokens: true });
  const taps = { billing: await Tap.open('billing', world.gatewayUrl), crm: await Tap.open('crm', world.crmUrl) };
  try {
    const subgraphs = subgraphsAt({ billing: taps.billing.url, crm: taps.crm.url });
    let supergraph: Supergraph | undefined;
    await report.check('the subgraphs compose', () => {
      supergraph = compose(subgraphs);
    });
    if (supergraph === undefined) return;
    await checkContract(report, world, subgraphs);
    const answers = new Map<string, Answer>();
    for (const name of routersAsked()) {
      await checkRouter(report, name, { world, taps, subgraphs, supergraph, folder }, answers);
    }
  } finally {
    await Promise.all([taps.billing.close(), taps.crm.close()]);
    await world.stop();
  }
}

/** All of them, or the ones named behind `--routers`, as in `--routers hive,apollo`. */
function routersAsked(): readonly RouterName[] {
  const at = process.argv.indexOf('--routers');
  const names = at === -1 ? null : (process.argv[at + 1] ?? '').split(',');
  return availableRouters().filter((name) => names?.includes(name) ?? true);
}

function tell(checked: Checked): void {
  const { ok, name, reason, ms } = checked;
  const line = ok ? `ok    ${name} (${ms} ms)` : `FAIL  ${name}: ${reason}`;
  process.stdout.write(`${process.argv.includes('--json') ? JSON.stringify(checked) : line}\n`);
}

// What was started ends with this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const folder = mkdtempSync(join(tmpdir(), 'supergraph-'));
const report = new Report(tell);
try {
  await checkAll(report, folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = report.failures === 0 ? 0 : 1;
