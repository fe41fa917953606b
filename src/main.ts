#!/usr/bin/env node
/** Composition root and command line. */
import { parseArgs } from 'node:util';
import { demoAccounts } from './accountConfig.ts';
import { environment, loadConfig, type Config, type SandboxConfig } from './config.ts';
import { createLog } from './log.ts';
import { startSandbox, type RunningSandbox } from './sandbox/server.ts';
import { startGateway } from './server.ts';
import { ConfigError } from './settings.ts';

const HELP = `reseller-graph: one GraphQL API over the billing data of resellers

  reseller-graph serve      Serve the gateway; without configured accounts on an embedded sandbox.
  reseller-graph sandbox    Serve the sandbox of the upstream systems alone.
  reseller-graph help       Show this.

Options of the sandbox, also of the embedded one:
  --clients N               Generated clients of each system besides the documented one (SANDBOX_CLIENTS, 40)
  --seed N                  What they are generated from (SANDBOX_SEED, 7)
  --sandbox-port N          Port of the sandbox (SANDBOX_PORT, 4100)
  --data-dir PATH           Where the state is kept (DATA_DIR, ./data)

Settings of the gateway are environment variables: HOST, PORT, CONFIG_FILE, LOG_LEVEL and more; the README lists them.
`;

interface Closable {
  close(): Promise<void>;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function serve(config: Config): Promise<readonly Closable[]> {
  const sandbox = config.accounts.length === 0 ? await openSandbox(config.sandbox) : null;
  const accounts = sandbox === null ? config.accounts : demoAccounts(sandbox.url);
  const log = createLog(
    config.logLevel,
    accounts.map((account) => account.password),
  );
  const { host, port, limits } = config;
  try {
    const gateway = await startGateway({ host, port, accounts, limits, log });
    print(`Gateway:  ${gateway.url}/graphql`);
    print(`GraphiQL: ${gateway.url}/graphiql`);
    print(`Accounts: ${accounts.map((account) => account.name).join(', ')}`);
    return sandbox === null ? [gateway] : [gateway, sandbox];
  } catch (error) {
    await sandbox?.close();
    throw error;
  }
}

async function openSandbox(config: SandboxConfig): Promise<RunningSandbox> {
  const sandbox = await startSandbox(config).catch((cause: unknown) => {
    // The sandbox's own errors tell what to do: a port in use, a damaged file.
    throw new ConfigError((cause as Error).message, { cause });
  });
  print(`Sandbox:  ${sandbox.url} (stands in for the upstream systems)`);
  return sandbox;
}

/** Closes on the first SIGINT or SIGTERM, in order; a second one ends the process at once. */
function closeOnSignal(parts: readonly Closable[]): void {
  let closing = false;
  const stop = (): void => {
    if (closing) process.exit(1);
    closing = true;
    void (async () => {
      for (const part of parts) await part.close();
      process.exit(0);
    })();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
}

async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      clients: { type: 'string' },
      seed: { type: 'string' },
      'sandbox-port': { type: 'string' },
      port: { type: 'string' },
      'data-dir': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [command = 'serve', ...surplus] = values.help === true ? ['help'] : positionals;
  if (surplus.length > 0) throw new ConfigError(`"${command}" takes no "${surplus.join(' ')}".\n\n${HELP}`);
  if (command === 'help') return print(HELP);
  if (command !== 'serve' && command !== 'sandbox')
    throw new ConfigError(`There is no command "${command}".\n\n${HELP}`);
  const sandboxPort = values['sandbox-port'] ?? (command === 'sandbox' ? values.port : undefined);
  const overrides = {
    SANDBOX_CLIENTS: values.clients,
    SANDBOX_SEED: values.seed,
    SANDBOX_PORT: sandboxPort,
    PORT: command === 'serve' ? values.port : undefined,
    DATA_DIR: values['data-dir'],
  };
  const given = Object.entries(overrides).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const config = loadConfig({ ...environment(), ...Object.fromEntries(given) });
  closeOnSignal(command === 'serve' ? await serve(config) : [await openSandbox(config.sandbox)]);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const known =
    error instanceof ConfigError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') === true;
  process.stderr.write(`${known ? (error as Error).message : (error as Error).stack}\n`);
  process.exitCode = 1;
}
