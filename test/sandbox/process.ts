/** A sandbox in a process of its own, so that it can be killed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { driveUrl } from './drive.ts';
import type { Driven } from './drive.ts';

/** Starts one with three generated clients and seed 7; `kill` sends SIGKILL and waits for the end of the process. */
export async function startChild(dataDir: string): Promise<{ driven: Driven; kill: () => Promise<void> }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('child.ts', import.meta.url)), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const kill = async () => {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  return { driven: driveUrl({ url: line.toString().trim(), close: kill }), kill };
}
