/**
 * The example supergraph, whole: composed by every composer, and run through every router, as `npm run check` in its folder does. Its
 * dependencies are its own, and are installed there when they are not current.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../examples/supergraph/', import.meta.url));

const INSTALL_TIMEOUT_MS = 180_000;
const CHECK_TIMEOUT_MS = 360_000;

/** What stands in a line of `node check.ts --json`. */
interface Checked {
  readonly name: string;
  readonly ok: boolean;
  readonly reason: string;
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly optional?: boolean }>>;
}

function lockOf(path: string): Lock | null {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Lock) : null;
}

/** True when what npm has installed is what the lock file says. Optional packages of other platforms may be missing. */
function isCurrent(): boolean {
  const wanted = lockOf(join(folder, 'package-lock.json'));
  const present = lockOf(join(folder, 'node_modules/.package-lock.json'));
  if (wanted === null || present === null) return false;
  return Object.entries(wanted.packages).every(
    ([path, { version, optional }]) =>
      path === '' ||
      present.packages[path]?.version === version ||
      (optional === true && present.packages[path] === undefined),
  );
}

/** Runs the checks; the output is in lines, whatever the end. */
async function runChecks(): Promise<{ readonly lines: readonly string[]; readonly complaint: string }> {
  const child = spawn(process.execPath, ['check.ts', '--json'], { cwd: folder, timeout: CHECK_TIMEOUT_MS });
  let output = '';
  let complaint = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  return { lines: output.split('\n').filter((line) => line !== ''), complaint };
}

beforeAll(() => {
  if (isCurrent()) return;
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: folder,
    encoding: 'utf8',
    timeout: INSTALL_TIMEOUT_MS,
  });
  if (npm.status !== 0) throw new Error(`The dependencies of examples/supergraph cannot be installed: ${npm.stderr}`);
}, INSTALL_TIMEOUT_MS);

describe('examples/supergraph', () => {
  it('type-checks', () => {
    const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
    const { stdout, status } = spawnSync(process.execPath, [tsc, '--noEmit', '-p', folder], { encoding: 'utf8' });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });

  it('names the composer that refuses, and why', () => {
    const script = `
      import { compose } from './compose.ts';
      import { subgraphsAt } from './subgraphs.ts';
      const [billing, crm] = subgraphsAt({ billing: 'http://127.0.0.1:1/graphql', crm: 'http://127.0.0.1:2/graphql' });
      compose([billing, { ...crm, sdl: crm.sdl.replaceAll('upstreamId: String!', 'upstreamId: Int!') }]);
    `;
    const run = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/Apollo's composer refuses the subgraphs:\n {2}- .*Client\.upstreamId/);
  });

  it(
    'gives equal answers through every router, at the cost of the direct queries, and charges once whatever breaks',
    async () => {
      const { lines, complaint } = await runChecks();
      const checked = lines.map((line) => JSON.parse(line) as Checked);
      expect(complaint).toBe('');
      expect(checked.filter(({ ok }) => !ok).map(({ name, reason }) => `${name}: ${reason}`)).toEqual([]);
      // Composing and the contract, and for each router its operations, its subscription, its refusals and its failures.
      const routers = new Set(
        checked.map(({ name }) => name.split(':')[0]).filter((name) => !/ |contract/.test(name ?? '')),
      );
      const expected =
        process.platform === 'linux' && process.arch === 'x64' ? ['hive', 'apollo', 'grafbase'] : ['hive', 'apollo'];
      expect([...routers]).toEqual(expected);
      expect(checked).toHaveLength(6 + 25 * expected.length);
    },
    CHECK_TIMEOUT_MS,
  );
});
