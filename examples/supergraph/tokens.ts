/** Tokens of two callers: one that may do everything, and one that may read clients and nothing of their money. */
import { spawnSync } from 'node:child_process';
import { gatewayProgram } from './programs.ts';

/** Values of the header `authorization`. */
export interface Tokens {
  readonly full: string;
  /** Null where the gateway has no keys, and trusts whoever is on this machine. */
  readonly reader: string | null;
}

/** Makes keys in the journal of a gateway, before it starts or beside it. */
export function createTokens(dataDir: string): Tokens {
  const full = createKey(dataDir, 'all');
  if (full === null) return { full: 'Bearer example-token', reader: null };
  return { full, reader: createKey(dataDir, 'clients:read') };
}

/** Null when the gateway has no such command. Throws an error with its words when it refuses. */
function createKey(dataDir: string, scopes: string): string | null {
  const args = ['keys', 'create', '--name', 'supergraph', '--scopes', scopes, '--data-dir', dataDir, '--json'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [gatewayProgram, ...args], { encoding: 'utf8' });
  if (status === 0) return `Bearer ${(JSON.parse(stdout) as { readonly key: string }).key}`;
  if (/no command "keys"|Unknown option/.test(stderr)) return null;
  throw new Error(`The gateway makes no key:\n${stderr}`);
}
