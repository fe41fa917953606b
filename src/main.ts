#!/usr/bin/env node
/** Composition root and command line. */
import { parseArgs } from 'node:util';
import { demoAccounts } from './accountConfig.ts';
import { journalOptions, runJournal } from './cli/journal.ts';
import { keysOptions, type KeysValues } from './cli/keyOptions.ts';
import { keysCommand } from './cli/keys.ts';
import { operationsOptions, runOperations } from './cli/operations.ts';
import { print } from './cli/print.ts';
import { reconciliationOptions, runReconciliation } from './cli/reconciliation.ts';
import { environment, loadConfig, type Config, type SandboxConfig } from './config.ts';
import { openCore, type Core } from './core.ts';
import { GatewayError } from './errors.ts';
import { createLog } from './log.ts';
import { Redactor } from './redactor.ts';
import { startSandbox, type RunningSandbox } from './sandbox/server.ts';
import { redactorFor } from './secrets.ts';
import { startGateway } from './server.ts';
import { ConfigError } from './settings.ts';

const HELP = `reseller-graph: one GraphQL API over the billing data of resellers

  reseller-graph serve      Serve the gateway; without configured accounts on an embedded sandbox.
  reseller-graph sandbox    Serve the sandbox of the upstream systems alone.
  reseller-graph keys create|list|revoke [ID]
                            Make, show and end API keys.
  reseller-graph operations list|show|settle|resolve [ID or KEY]
                            Read the journal of writes, and settle what is unknown in it.
  reseller-graph journal verify
                            Check that nobody has edited the journal.
  reseller-graph journal list
                            Show who has done and seen what, newest first: the audit log.
  reseller-graph reconciliation --account A --from DAY --to DAY
                            Compare the journal with the books of an account.
  reseller-graph help       Show this.

Options of the sandbox, also of the embedded one:
  --clients N               Generated clients of each system besides the documented one (SANDBOX_CLIENTS, 40)
  --seed N                  What they are generated from (SANDBOX_SEED, 7)
  --sandbox-port N          Port of the sandbox (SANDBOX_PORT, 4100)

Options of keys create (--json for programs, also of list and revoke):
  --name NAME               What the key is for
  --tenant T                Whose it is; may be left out where there is one tenant
  --scopes S,S|all          What it may do (clients:read,ledger:read,operations:read)
  --accounts A,A            Which accounts it may use (all of the tenant)
  --expires DAY|none        Its last day, in UTC (365 days from now)
  --money-limits TEXT       Such as "EUR:perOperation=100.00,perDay=1000.00 USD:perDay=50"
  --max-upstream-calls N, --max-requests-per-minute N
                            Bounds for each operation, and each minute (those of the tenant)
Option of keys revoke:
  --reason TEXT             Why, for the audit log

Options of operations:
  --state S, --tenant T, --account A, --client N, --from T, --to T, --limit N
                            Which ones to list or to settle
  --applied yes|no --reason TEXT
                            What became of an operation, for resolve
  --json                    For programs: one JSON object a line

Options of reconciliation:
  --csv                     The whole report as CSV

Options of journal verify:
  --since HEAD              The head that an earlier verify has shown

Options of journal list:
  --tenant T, --actor WHO, --action WHAT, --account A, --client N, --from T, --to T, --limit N
                            Which entries
  --json                    For programs: one JSON object a line

Options of all:
  --data-dir PATH           Where the journal and the sandbox's state are kept (DATA_DIR, ./data)

Settings of the gateway are environment variables: HOST, PORT, CONFIG_FILE, DATABASE_URL, LOG_LEVEL and more; the README
lists them.
`;

interface Closable {
  close(): Promise<void>;
}

async function serve(config: Config): Promise<readonly Closable[]> {
  const sandbox = config.accounts.length === 0 ? await openSandbox(config.sandbox) : null;
  const accounts = sandbox === null ? config.accounts : demoAccounts(sandbox.url);
  const { host, port, tls, behindProxy, access, limits, surface, journal, dataDir } = config;
  const log = logOf(config, accounts);
  try {
    const gateway = await startGateway({
      host,
      port,
      tls,
      behindProxy,
      accounts,
      access,
      limits,
      surface,
      journal,
      dataDir,
      log,
    });
    print(`Gateway:  ${gateway.url}/graphql`);
    if (surface.graphiql) print(`GraphiQL: ${gateway.url}/graphiql`);
    print(`Accounts: ${accounts.map((account) => account.name).join(', ')}`);
    return sandbox === null ? [gateway] : [gateway, sandbox];
  } catch (error) {
    await sandbox?.close();
    throw error;
  }
}

/** What errors at the terminal pass; it knows the secrets of the configuration once that has been read. */
let redactor = new Redactor();

/** None of the secrets leaves the log, whatever an event holds. */
function logOf({ journal, access, logLevel }: Config, accounts: Config['accounts']) {
  redactor = redactorFor({ accounts, journal, access });
  return createLog(logLevel, redactor);
}

async function openSandbox(config: SandboxConfig): Promise<RunningSandbox> {
  const sandbox = await startSandbox(config).catch((cause: unknown) => {
    // The sandbox's own errors tell what to do: a port in use, a damaged file.
    throw new ConfigError((cause as Error).message, { cause });
  });
  print(`Sandbox:  ${sandbox.url} (stands in for the upstream systems)`);
  return sandbox;
}

/** The accounts of the gateway; without configured ones, those of its sandbox. */
function accountsOf({ accounts, sandbox }: Config): Config['accounts'] {
  return accounts.length > 0 ? accounts : demoAccounts(`http://${sandbox.host}:${sandbox.port}`);
}

async function runKeys(config: Config, args: readonly string[], values: KeysValues): Promise<void> {
  const tenants = config.access.tenants.map(({ name }) => name);
  const accounts = accountsOf(config).map(({ name }) => name);
  const command = keysCommand(args, values, { tenants, accounts });
  await withCore(config, (core) => command.run(core), command.makesJournal ? 'setup' : 'commands');
}

/** Longest wait for what is still being recorded when a command ends. */
const COMMAND_CLOSE_TIMEOUT_MS = 5000;

/** Runs a command on accounts and journal as the gateway has them; without accounts, on those of its sandbox. */
async function withCore(
  config: Config,
  run: (core: Core) => Promise<boolean | void>,
  use: 'commands' | 'setup' = 'commands',
): Promise<void> {
  const { limits, journal, dataDir } = config;
  const accounts = accountsOf(config);
  const log = logOf(config, accounts);
  const core = await openCore({ accounts, limits, journal, dataDir, use, log });
  try {
    if ((await run(core)) === false) process.exitCode = 1;
  } finally {
    await core.close(COMMAND_CLOSE_TIMEOUT_MS);
  }
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
      ...operationsOptions,
      ...keysOptions,
      ...journalOptions,
      ...reconciliationOptions,
    },
  });
  const [command = 'serve', ...more] = values.help === true ? ['help'] : positionals;
  const sandboxPort = values['sandbox-port'] ?? (command === 'sandbox' ? values.port : undefined);
  const overrides = {
    SANDBOX_CLIENTS: values.clients,
    SANDBOX_SEED: values.seed,
    SANDBOX_PORT: sandboxPort,
    PORT: command === 'serve' ? values.port : undefined,
    DATA_DIR: values['data-dir'],
  };
  const given = Object.entries(overrides).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const config = (): Config => loadConfig({ ...environment(), ...Object.fromEntries(given) });
  const commands: Readonly<Record<string, () => Promise<void>>> = {
    serve: async () => closeOnSignal(await serve(config())),
    sandbox: async () => closeOnSignal([await openSandbox(config().sandbox)]),
    operations: () => withCore(config(), (core) => runOperations(core, more, values)),
    keys: () => runKeys(config(), more, values),
    journal: () => withCore(config(), (core) => runJournal(core, more, values)),
    reconciliation: () => withCore(config(), (core) => runReconciliation(core, config().limits, values)),
    help: async () => print(HELP),
  };
  const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (run === undefined) throw new ConfigError(`There is no command "${command}".\n\n${HELP}`);
  const takesMore = ['operations', 'journal', 'keys'].includes(command);
  if (!takesMore && more.length > 0) throw new ConfigError(`"${command}" takes no "${more.join(' ')}".\n\n${HELP}`);
  await run();
}

// Whoever reads the output may stop reading it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});
try {
  await main(process.argv.slice(2));
} catch (error) {
  const known =
    error instanceof ConfigError ||
    error instanceof GatewayError ||
    (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') === true;
  process.stderr.write(`${redactor.clean(String(known ? (error as Error).message : (error as Error).stack))}\n`);
  process.exitCode = 1;
}
