/** The two subgraphs as processes: the gateway on its sandbox, and the CRM, filled with what the gateway tells of clients. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportedClient } from './crm/books.ts';
import { ask } from './http.ts';
import { start, type Running } from './processes.ts';
import { crmProgram, gatewayProgram } from './programs.ts';
import { createTokens, type Tokens } from './tokens.ts';

/** Where everything listens; all on 127.0.0.1. */
export interface Ports {
  readonly gateway: number;
  readonly sandbox: number;
  readonly crm: number;
}

/** How to start. */
export interface WorldOptions {
  readonly ports: Ports;
  /** Folder for the journal, the sandbox's state and what the CRM imports. */
  readonly folder: string;
  /** Generated clients of each upstream. */
  readonly clients: number;
  /** True: the CRM asks every caller for a token. False: whoever is on this machine may ask. */
  readonly withTokens: boolean;
}

/** Both subgraphs, running. */
export interface World {
  readonly gatewayUrl: string;
  readonly crmUrl: string;
  readonly sandboxUrl: string;
  /** Null where nobody needs one. */
  readonly tokens: Tokens | null;
  /** What the CRM was filled with. */
  readonly imported: readonly ImportedClient[];
  stop(): Promise<void>;
}

/** Starts the gateway on its sandbox, fills the CRM and starts it. */
export async function startWorld(options: WorldOptions): Promise<World> {
  const { ports, folder } = options;
  const dataDir = join(folder, 'gateway');
  mkdirSync(dataDir, { recursive: true });
  const tokens = options.withTokens ? createTokens(dataDir) : null;
  const gatewayUrl = `http://127.0.0.1:${ports.gateway}/graphql`;
  const crmUrl = `http://127.0.0.1:${ports.crm}/graphql`;
  const gateway = await startGateway(options);
  const parts: Running[] = [gateway];
  const stop = async (): Promise<void> => {
    for (const part of parts.toReversed()) await part.stop();
  };
  try {
    const imported = await importClients(gatewayUrl);
    const file = join(folder, 'crm.json');
    writeFileSync(file, JSON.stringify(imported));
    parts.push(
      await start({
        name: 'The CRM',
        command: process.execPath,
        args: [crmProgram, String(ports.crm), file],
        env: { ...process.env, CRM_TOKENS: bare(tokens).join(',') },
        ready: crmUrl,
      }),
    );
    return { gatewayUrl, crmUrl, sandboxUrl: `http://127.0.0.1:${ports.sandbox}`, tokens, imported, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Tokens without the word in front of them. */
function bare(tokens: Tokens | null): readonly string[] {
  return tokens === null ? [] : [tokens.full, tokens.reader].map((value) => value.replace('Bearer ', ''));
}

function startGateway({ ports, folder, clients }: WorldOptions): Promise<Running> {
  const flags = { port: ports.gateway, 'sandbox-port': ports.sandbox, clients, 'data-dir': join(folder, 'gateway') };
  return start({
    name: 'The gateway',
    command: process.execPath,
    args: [gatewayProgram, 'serve', ...Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, String(value)])],
    ready: `http://127.0.0.1:${ports.gateway}/readyz`,
  });
}

const IMPORT = `query Import($after: String) {
  clients(first: 500, after: $after) {
    nodes { id upstreamId displayName account { name } }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface ImportPage {
  readonly clients: {
    readonly nodes: readonly (Omit<ImportedClient, 'account'> & { readonly account: { readonly name: string } })[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

async function importClients(gatewayUrl: string): Promise<readonly ImportedClient[]> {
  const imported: ImportedClient[] = [];
  let after: string | null = null;
  do {
    const { data, errors }: { data?: unknown; errors?: unknown } = await ask(gatewayUrl, {
      query: IMPORT,
      variables: { after },
    });
    if (errors !== undefined) throw new Error(`The CRM cannot be filled: ${JSON.stringify(errors)}`);
    const { nodes, pageInfo } = (data as ImportPage).clients;
    imported.push(...nodes.map((node) => ({ ...node, account: node.account.name })));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return imported;
}
