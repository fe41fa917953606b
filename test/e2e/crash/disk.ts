/** The disk of a gateway's journal, to be filled up and to be made read-only while the gateway runs on it. */
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Deployment, Gateway } from './deployment.ts';

const ENTRY = fileURLToPath(new URL('own-disk.ts', import.meta.url));

/** More than the disk has. */
const FILLER_BYTES = 16 * 1024 * 1024;

/** A disk that is as full as a test wants. */
export class Disk {
  readonly gateway: Gateway;
  readonly #pid: string;
  /** Its path as this process sees it; null where the gateway is on the common disk, under a limit of its own. */
  readonly #path: string | null;

  private constructor(gateway: Gateway, dataDir: string) {
    const [, kind, pid = ''] = /disk (\w+) (\d+)/.exec(gateway.program.stdout) ?? [];
    this.gateway = gateway;
    this.#pid = pid;
    this.#path = kind === 'own' ? join(`/proc/${pid}/root`, dataDir) : null;
  }

  /** Starts a gateway on it. */
  static async start(deployment: Deployment): Promise<Disk> {
    return new Disk(await deployment.gateway({}, ENTRY), deployment.dataDir);
  }

  /** False where the system does not let a user mount: a limit on the gateway's files stands for the full disk then. */
  get isOwn(): boolean {
    return this.#path !== null;
  }

  /** Takes what is free, to the last byte. */
  fill(): void {
    if (this.#path === null) return this.#limit('0');
    try {
      writeFileSync(join(this.#path, 'filler'), Buffer.alloc(FILLER_BYTES));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return;
      throw error;
    }
    throw new Error('The disk is larger than it was to be.');
  }

  /** Gives it back. */
  free(): void {
    if (this.#path === null) return this.#limit('unlimited');
    rmSync(join(this.#path, 'filler'));
  }

  #limit(bytes: string): void {
    const { status, stderr } = spawnSync('prlimit', ['--pid', this.#pid, `--fsize=${bytes}:unlimited`]);
    if (status !== 0) throw new Error(`No limit could be set: ${stderr.toString()}`);
  }
}
