/** Hive Gateway: `node routers/hive.ts PORT SUPERGRAPH_FILE SUBGRAPH_TIMEOUT_MS`. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { explorerPage } from './explorer.ts';
import { forwarded, settingsFrom } from './settings.ts';

const { port, supergraphFile, subgraphTimeoutMs } = settingsFrom(process.argv.slice(2));

const gateway = createGatewayRuntime({
  supergraph: readFileSync(supergraphFile, 'utf8'),
  logging: 'error',
  propagateHeaders: { fromClientToSubgraphs: ({ request }) => forwarded((name) => request.headers.get(name)) },
  upstreamTimeout: () => subgraphTimeoutMs,
  // It would subscribe with a GET, which the gateway takes only where queries by GET are allowed.
  transportEntries: { '*.http': { options: { method: 'POST' } } },
  renderGraphiQL: () => explorerPage('Hive Gateway'),
  landingPage: false,
  // Whatever a subgraph says of its errors was meant to be read: both hide what they do not mean to show.
  maskedErrors: false,
});

createServer((request, response) => void gateway(request, response)).listen(port, '127.0.0.1');
