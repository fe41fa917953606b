/** The three routers as processes. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Supergraph } from '../compose.ts';
import { start, type Program, type Running } from '../processes.ts';
import type { Subgraph } from '../subgraphs.ts';
import { grafbaseProgram, grafbaseSettings, writeGrafbaseFiles } from './grafbase.ts';
import { SUBGRAPH_TIMEOUT_MS } from './settings.ts';

/** Name of a router. */
export type RouterName = 'hive' | 'apollo' | 'grafbase';

/** What to start one with. */
export interface RouterParts {
  readonly port: number;
  readonly subgraphs: readonly Subgraph[];
  readonly supergraph: Supergraph;
  /** Folder for its files. */
  readonly folder: string;
  /** Longest wait for an answer of a subgraph; longer than the gateway's when left out. */
  readonly subgraphTimeoutMs?: number;
}

/** Names of those that run on this machine. */
export function availableRouters(): readonly RouterName[] {
  return grafbaseProgram() === null ? ['hive', 'apollo'] : ['hive', 'apollo', 'grafbase'];
}

/** Starts a router. Throws where there is no program of it for this platform. */
export function startRouter(name: RouterName, parts: RouterParts): Promise<Running> {
  const folder = join(parts.folder, name);
  mkdirSync(folder, { recursive: true });
  return start(name === 'grafbase' ? grafbase(parts, folder) : nodeRouter(name, parts, folder));
}

function nodeRouter(name: 'hive' | 'apollo', parts: RouterParts, folder: string): Program {
  const { port, supergraph, subgraphTimeoutMs = SUBGRAPH_TIMEOUT_MS } = parts;
  const file = join(folder, 'supergraph.graphql');
  writeFileSync(file, supergraph[name]);
  const script = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  return {
    name: name === 'hive' ? 'Hive Gateway' : 'Apollo Gateway',
    command: process.execPath,
    args: [script, String(port), file, String(subgraphTimeoutMs)],
    ready: probe(port),
  };
}

function grafbase({ port, subgraphs, subgraphTimeoutMs }: RouterParts, folder: string): Program {
  const program = grafbaseProgram();
  if (program === null)
    throw new Error('Grafbase comes for Linux on x64 alone: take `--router hive` or `--router apollo`.');
  const config = writeGrafbaseFiles(folder, subgraphs, subgraphTimeoutMs);
  return {
    name: 'Grafbase',
    command: program,
    args: ['dev', '-c', config, '--listen-address', `127.0.0.1:${port}`],
    ...grafbaseSettings(folder),
    ready: probe(port),
  };
}

function probe(port: number): string {
  return `http://127.0.0.1:${port}/graphql?query=%7B__typename%7D`;
}
