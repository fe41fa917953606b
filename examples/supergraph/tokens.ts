/** Tokens of two callers: one that may do everything, and one that may read clients and nothing of their money. */
import { spawnSync } from 'node:child_process';
import { gatewayProgram } from './programs.ts';

/** Values of the header `authorization`. */
export interface Tokens {
  readonly full: string;
  readonly reader: string;
}

/** Makes keys in the journal of a gateway, before it starts or beside it. */
export function createTokens(dataDir: string): Tokens {
  return { full: createKey(dataDir, 'all'), reader: createKey(dataDir, 'clients:read') };
}

/** Throws an error with the words of the gateway when it refuses. */
function createKey(dataDir: string, scopes: string): string {
  const args = ['keys', 'create', '--name', 'supergraph', '--scopes', scopes, '--data-dir', dataDir, '--json'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [gatewayProgram, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The gateway makes no key:\n${stderr}`);
  return `Bearer ${(JSON.parse(stdout) as { readonly key: string }).key}`;
}
