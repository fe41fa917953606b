/** The program as a process of its own, for tests of its command line, its signals and everything that it prints. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);

/** Path of the program's TypeScript entry. */
export const MAIN = fileURLToPath(new URL('src/main.ts', ROOT));

/** Path of the program as npm links it. */
export const BIN = fileURLToPath(new URL('bin/reseller-graph.js', ROOT));

/** Longest wait for a line that a process is to print. */
const PRINT_TIMEOUT_MS = 20_000;

/** Longest run of a program that is to end by itself. */
const END_TIMEOUT_MS = 15_000;

/** A process in an empty folder of its own. */
export class Program {
  readonly #child: ChildProcess;
  readonly folder: string;
  readonly exited: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  stdout = '';
  stderr = '';

  /** Starts the program with an environment that holds nothing but `env` and what Node.js needs. */
  constructor(args: readonly string[], env: Readonly<Record<string, string>> = {}, entry: string = MAIN) {
    this.folder = mkdtempSync(join(tmpdir(), 'program-'));
    this.#child = spawn(process.execPath, [entry, ...args], {
      cwd: this.folder,
      env: { PATH: process.env['PATH'] ?? '', DATA_DIR: join(this.folder, 'data'), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout!.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.#child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.exited = new Promise((resolve) => {
      this.#child.once('close', (code, signal) => resolve({ code, signal }));
    });
  }

  /** Resolves with the first match in what it prints on standard output; rejects when it ends before. */
  async printed(pattern: RegExp): Promise<RegExpExecArray> {
    const { stdout } = this.#child;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`Not printed: ${pattern}\n${this.stderr}`)), PRINT_TIMEOUT_MS);
      const look = (): void => {
        const match = pattern.exec(this.stdout);
        if (match === null) return;
        clearTimeout(timer);
        stdout!.off('data', look);
        resolve(match);
      };
      stdout!.on('data', look);
      this.#child.once('close', () => {
        clearTimeout(timer);
        reject(new Error(`It has ended: ${this.stderr}`));
      });
      look();
    });
  }

  /** Address of the gateway, once it is there. */
  async gatewayUrl(): Promise<string> {
    return (await this.printed(/Gateway: +(https?:\S+)\/graphql/))[1]!;
  }

  /** Sends a signal. */
  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Resident memory in MiB, as the kernel tells it. */
  residentMegabytes(): number {
    const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)![1]) / 1024;
  }

  /** Ends the process, however it stands, and removes its folder. */
  async close(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.exited;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Runs the program to its end; `code` is null when it had to be ended, because it went on and on. */
export async function runToEnd(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  entry: string = MAIN,
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const program = new Program(args, env, entry);
  const timer = setTimeout(() => program.signal('SIGKILL'), END_TIMEOUT_MS);
  try {
    const { code } = await program.exited;
    return { code, stdout: program.stdout, stderr: program.stderr };
  } finally {
    clearTimeout(timer);
    await program.close();
  }
}

/** The environment of a gateway with one account, `voipms`, at an upstream. */
export function accountAt(upstreamUrl: string): Readonly<Record<string, string>> {
  return {
    PORT: '0',
    ALLOW_LOOPBACK: 'true',
    VOIPMS_USERNAME: 'demo@example.com',
    VOIPMS_PASSWORD: 'demo-voipms',
    VOIPMS_BASE_URL: `${upstreamUrl}/api/v1/rest.php`,
  };
}
