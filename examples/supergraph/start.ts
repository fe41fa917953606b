/**
 * Starts everything: `node start.ts [--router hive|apollo|grafbase]`. Gateway on its sandbox, CRM, and a router in front of both; prints
 * where the router's explorer is.
 */
import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compose } from './compose.ts';
import { availableRouters, startRouter, type RouterName } from './routers/routers.ts';
import { subgraphsAt } from './subgraphs.ts';
import { startWorld } from './world.ts';

const ROUTER_PORT = 4300;
const folder = fileURLToPath(new URL('data/', import.meta.url));

/** Starts it all and stays until a signal. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { router: { type: 'string', default: 'hive' } } });
  const router = availableRouters().find((name) => name === values.router);
  if (router === undefined) {
    throw new Error(`--router: "${values.router}" is none of those that run here: ${availableRouters().join(', ')}.`);
  }
  const world = await startWorld({
    ports: { gateway: 4000, sandbox: 4100, crm: 4200 },
    folder,
    clients: 40,
    withTokens: false,
  });
  const stops = [() => world.stop()];
  try {
    print(`Gateway:  ${world.gatewayUrl} (its sandbox: ${world.sandboxUrl})`);
    print(`CRM:      ${world.crmUrl}`);
    const subgraphs = subgraphsAt({ billing: world.gatewayUrl, crm: world.crmUrl });
    const supergraph = compose(subgraphs);
    print(`Composed by ${supergraph.composers.join(', ')}`);
    const running = await startRouter(router, {
      port: ROUTER_PORT,
      subgraphs,
      supergraph,
      folder: join(folder, 'routers'),
    });
    stops.unshift(() => running.stop());
    print(`${titles[router]}: open ${explorers[router]} in a browser`);
    await signal();
  } finally {
    for (const stop of stops) await stop();
  }
}

const titles: Readonly<Record<RouterName, string>> = {
  hive: 'Hive Gateway',
  apollo: 'Apollo Gateway',
  grafbase: 'Grafbase',
};

const explorers: Readonly<Record<RouterName, string>> = {
  hive: `http://127.0.0.1:${ROUTER_PORT}/graphql`,
  apollo: `http://127.0.0.1:${ROUTER_PORT}/`,
  grafbase: `http://127.0.0.1:${ROUTER_PORT}/`,
};

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function signal(): Promise<void> {
  return new Promise((resolve) => process.once('SIGINT', () => resolve()).once('SIGTERM', () => resolve()));
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
