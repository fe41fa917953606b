/** Processes of their own that use a journal: see child.ts. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('child.ts', import.meta.url));

interface Waiter {
  resolve(line: string): void;
  reject(error: Error): void;
}

/** One such process. */
export class Child {
  readonly #process: ChildProcess;
  readonly #lines: string[] = [];
  readonly #waiters: Waiter[] = [];
  #stderr = '';
  #hasEnded = false;

  /** `fileBlocks`: longest file that it may write, in blocks of 512 bytes. */
  constructor(command: string, args: readonly string[], fileBlocks?: number) {
    const all = [process.execPath, SCRIPT, command, ...args];
    const limited = ['/bin/sh', '-c', `ulimit -f ${fileBlocks}; exec "$@"`, 'sh', ...all];
    const [program, ...rest] = fileBlocks === undefined ? all : limited;
    this.#process = spawn(program!, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process.stderr!.on('data', (chunk: Buffer) => (this.#stderr += chunk.toString()));
    createInterface({ input: this.#process.stdout! }).on('line', (line) => {
      const waiter = this.#waiters.shift();
      if (waiter === undefined) this.#lines.push(line);
      else waiter.resolve(line);
    });
    this.#process.once('close', () => {
      this.#hasEnded = true;
      for (const waiter of this.#waiters.splice(0)) waiter.reject(this.#end());
    });
  }

  /** The next thing that it says. Rejects when it ends instead. */
  async said(): Promise<unknown> {
    const line = this.#lines.shift();
    if (line !== undefined) return JSON.parse(line);
    if (this.#hasEnded) throw this.#end();
    return JSON.parse(await new Promise<string>((resolve, reject) => this.#waiters.push({ resolve, reject })));
  }

  /** All that it has said and nobody has asked for; a last line may be cut. */
  get rest(): readonly string[] {
    return [...this.#lines];
  }

  /** Ends it at once, wherever it is, and waits for its last words. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (this.#hasEnded) return;
    this.#process.kill(signal);
    await once(this.#process, 'close');
  }

  #end(): Error {
    return new Error(`It has ended: ${this.#stderr}`);
  }
}
