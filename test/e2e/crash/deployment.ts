/** Gateways as processes of their own with one journal for all, at a sandbox in this process: to be killed and restarted. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll } from 'vitest';
import { demoAccounts } from '../../../src/accountConfig.ts';
import { startSandbox } from '../../../src/sandbox/server.ts';
import { driveUrl, type Driven } from '../../sandbox/drive.ts';
import { postTo, type Answer, type FaultOptions, type ProviderName } from '../harness.ts';
import { Program, runToEnd } from '../process.ts';

/** What can differ from the defaults of the program. */
export interface DeploymentOptions {
  /** Null: SQLite in the data directory. */
  readonly databaseUrl?: string | null;
  /** Who may use the gateways; whoever is on this machine when left out. */
  readonly access?: Readonly<Record<string, unknown>>;
  /** Settings of all accounts. */
  readonly account?: Readonly<Record<string, unknown>>;
  readonly limits?: Readonly<Record<string, unknown>>;
  readonly journal?: Readonly<Record<string, unknown>>;
  /** Where the gateways find the upstreams, as a function of the sandbox's address; the sandbox itself when left out. */
  readonly upstreamUrl?: (sandboxUrl: string) => Promise<string>;
}

/** One gateway process. */
export interface Gateway {
  readonly program: Program;
  readonly url: string;
  ask<T = Readonly<Record<string, unknown>>>(query: string, variables?: object): Promise<Answer<T>>;
  /** Ends it with SIGKILL, and waits for its end. */
  kill(): Promise<void>;
}

/** A program that has ended. */
export type Ended = Awaited<ReturnType<typeof runToEnd>>;

/** Longest start of a gateway: more than a second on an idle machine, many on a busy one. */
const START_TIMEOUT_MS = 60_000;

/** Shared by gateways with a database, as one would configure several machines. */
const JOURNAL_SECRET = 'a secret of the journal for tests only';

/** A sandbox, the configuration of its gateways, and the gateways. */
export class Deployment {
  readonly driven: Driven;
  readonly dataDir: string;
  readonly #folder: string;
  readonly #env: Readonly<Record<string, string>>;
  readonly #programs: Program[] = [];

  private constructor(driven: Driven, folder: string, env: Readonly<Record<string, string>>) {
    this.driven = driven;
    this.#folder = folder;
    this.dataDir = join(folder, 'data');
    this.#env = { ...env, DATA_DIR: this.dataDir, PORT: '0' };
  }

  /** Starts the sandbox with five generated clients of each system; no gateway yet. */
  static async start(options: DeploymentOptions = {}): Promise<Deployment> {
    const {
      databaseUrl = null,
      access = { loopback: {} },
      account = {},
      limits = {},
      journal = {},
      upstreamUrl,
    } = options;
    const sandbox = await startSandbox({ host: '127.0.0.1', port: 0, clients: 5, seed: 7, dataDir: null });
    const url = upstreamUrl === undefined ? sandbox.url : await upstreamUrl(sandbox.url);
    const folder = mkdtempSync(join(tmpdir(), 'deployment-'));
    const configFile = join(folder, 'config.json');
    const accounts = demoAccounts(url).map((demo) => ({ ...demo, ...account }));
    writeFileSync(configFile, JSON.stringify({ access, accounts, limits, journal }));
    const database = databaseUrl === null ? {} : { DATABASE_URL: databaseUrl, JOURNAL_SECRET };
    const env = { NODE_COMPILE_CACHE: await compiled(), CONFIG_FILE: configFile, ...database };
    return new Deployment(driveUrl(sandbox), folder, env);
  }

  /** Starts a gateway and waits until it takes requests; `entry` is what is run instead of the program itself. */
  async gateway(env: Readonly<Record<string, string>> = {}, entry?: string): Promise<Gateway> {
    const program = new Program(['serve'], { ...this.#env, ...env }, entry);
    this.#programs.push(program);
    const url = await urlOf(program);
    return {
      program,
      url,
      ask: (query, variables = {}) => postTo(url, { query, variables }),
      kill: async () => {
        program.signal('SIGKILL');
        await program.exited;
      },
    };
  }

  /** Runs a command of the program with the gateways' configuration. */
  command(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return runToEnd(args, { ...this.#env, ...env });
  }

  /** Starts a gateway that is to end by itself. */
  failingGateway(env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return this.command(['serve'], env);
  }

  /** Turns a fault of VoIP.ms on, for one call, unless told otherwise. */
  async fault(name: string, kind: string, more: FaultOptions = {}): Promise<void> {
    await this.driven.fault({ function: name, kind, ...more });
  }

  /** Upstream calls of a function so far. */
  async callsOf(name: string, provider: ProviderName = 'voipms'): Promise<number> {
    const { body } = await this.driven.control('calls');
    const counts = body as Partial<Record<ProviderName, Readonly<Record<string, number>>>>;
    return counts[provider]?.[name] ?? 0;
  }

  /** Ends all processes and removes their files. */
  async close(): Promise<void> {
    await Promise.all(this.#programs.map((program) => program.close()));
    await this.driven.sandbox.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

let compiledFolder: Promise<string> | null = null;
afterAll(async () => {
  if (compiledFolder !== null) rmSync(await compiledFolder, { recursive: true, force: true });
});

/** A folder with the compiled program, which halves each start. Only a process that ends in order writes it. */
function compiled(): Promise<string> {
  return (compiledFolder ??= compile());
}

async function compile(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'compiled-'));
  await runToEnd(['help'], { NODE_COMPILE_CACHE: folder });
  return folder;
}

/** Address of the gateway, once it takes requests. */
async function urlOf(program: Program): Promise<string> {
  const signal = AbortSignal.timeout(START_TIMEOUT_MS);
  const ended = program.exited.then(() => 'ended');
  for (;;) {
    const url = /Gateway: +(http:\S+)\/graphql/.exec(program.stdout)?.[1];
    if (url !== undefined) return url;
    if ((await Promise.race([ended, delay(10)])) === 'ended') throw new Error(`It has ended: ${program.stderr}`);
    signal.throwIfAborted();
  }
}
