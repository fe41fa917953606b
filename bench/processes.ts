/** The processes of the benchmark: start, address, processor, and what they have used. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { availableParallelism, constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';

/** A started program that has told its address. */
export interface Program {
  readonly process: ChildProcess;
  readonly pid: number;
  /** Such as http://127.0.0.1:40123. */
  readonly origin: string;
}

/** What a process has used since it was started. */
export interface Usage {
  readonly cpuMs: number;
  readonly rssBytes: number;
}

/** The whole path of a file of this folder. */
export const fileHere = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** What `npm start` gives to Node, with the whole path of the program and without a local .env. */
export function startArguments(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(fileHere('../package.json'), 'utf8')) as { scripts: { start: string } };
  const [, ...given] = scripts.start.split(' ');
  return given
    .filter((argument) => !argument.startsWith('--env-file'))
    .map((argument) => (argument.endsWith('.ts') ? fileHere(`../${argument}`) : argument));
}

const START_TIMEOUT_MS = 20_000;
/** Unit of times in /proc/<pid>/stat, the same on every Linux that Node runs on. */
const TICK_MS = 10;

/**
 * Starts a Node program with nothing of this environment but the PATH, and waits until it has printed its address.
 * Its errors go to this program's; it ends with it.
 */
export async function startProgram(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Program> {
  const child = spawn(process.execPath, [...args], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...env },
  });
  process.once('exit', () => child.kill());
  const origin = await addressOf(child, args);
  return { process: child, pid: child.pid!, origin };
}

/** Stops a program and waits for its end. */
export async function stopProgram({ process: child }: Program): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}

function addressOf(child: ChildProcess, args: readonly string[]): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let text = '';
  const fail = (why: string): void => reject(new Error(`${args.join(' ')} ${why}`));
  const timer = setTimeout(() => fail('has not told its address in time'), START_TIMEOUT_MS);
  child.once('exit', () => fail('has ended'));
  child.stdout!.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    const [origin] = /http:\/\/127\.0\.0\.1:\d+(?=[/\s])/.exec(text) ?? [];
    if (origin !== undefined) resolve(origin);
  });
  return promise.finally(() => clearTimeout(timer));
}

/** Puts a process with all its threads on one processor. False where that cannot be done. */
export function pin(pid: number, processor: number): boolean {
  try {
    execFileSync('taskset', ['-a', '-c', '-p', String(processor), String(pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Lets a process run only while nothing else wants its processor. Where that cannot be done, it gets the lowest priority. */
export function giveWay(pid: number): void {
  try {
    execFileSync('chrt', ['--idle', '--all-tasks', '--pid', '0', String(pid)], { stdio: 'ignore' });
  } catch {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  }
}

/** Numbers of the first processor (load, upstream) and the last (what is measured); null when there is one only. */
export function twoProcessors(): readonly [number, number] | null {
  const count = availableParallelism();
  return count < 2 ? null : [0, count - 1];
}

/** What a process has used; null on systems without /proc. */
export function usageOf(pid: number): Usage | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold blanks; user and system time are the 12th and 13th value after it.
    const values = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const rss = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return { cpuMs: (Number(values[11]) + Number(values[12])) * TICK_MS, rssBytes: Number(rss) * 1024 };
  } catch {
    return null;
  }
}
