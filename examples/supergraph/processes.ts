/** Processes that belong together: started one after the other, waited for, and stopped. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';

/** What to start. */
export interface Program {
  /** For messages. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** The whole environment of the process; ours when left out. */
  readonly env?: NodeJS.ProcessEnv;
  /** Address that answers something once the process is ready. */
  readonly ready: string;
}

/** A process that runs. */
export interface Running {
  /** Asks it to stop, and ends it when it does not. */
  stop(): Promise<void>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
}

const START_TIMEOUT_MS = 90_000;
const STOP_TIMEOUT_MS = 3000;
const POLL_MS = 50;

/** Those that still run; they end with this process, however it ends. */
const children = new Set<ChildProcess>();

function remember(child: ChildProcess): void {
  if (children.size === 0) process.once('exit', () => children.forEach((one) => one.kill('SIGKILL')));
  children.add(child);
}

/** Starts a program and waits until it answers. Throws an error with the end of its output when it does not. */
export async function start(program: Program): Promise<Running> {
  const { command, args, cwd, env } = program;
  const child = spawn(command, args, {
    ...(cwd !== undefined && { cwd }),
    ...(env !== undefined && { env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  remember(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output = `${output}${chunk.toString()}`.slice(-4000)));
  }
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()).once('error', () => resolve()));
  const until = Date.now() + START_TIMEOUT_MS;
  while (!(await answers(program.ready))) {
    if (child.exitCode !== null || child.pid === undefined || Date.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`${program.name} has not started:\n${output}`);
    }
    await pause(POLL_MS);
  }
  return {
    stop: () => end(child, ended, 'SIGTERM'),
    kill: () => end(child, ended, 'SIGKILL'),
  };
}

async function end(child: ChildProcess, ended: Promise<void>, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}

/** Whatever the status: somebody listens there and speaks HTTP. */
async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

/** Waits. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Ports of this machine that nobody listens at. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  await Promise.all(servers.map((server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
