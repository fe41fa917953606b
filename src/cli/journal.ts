/** `reseller-graph journal verify|list`: is the journal as it was written, and what stands in it? */
import type { Core } from '../core.ts';
import type { AuditEntry, AuditFilter, ChainHead } from '../journal/store.ts';
import { disclosedIn } from '../journal/disclosed.ts';
import { ConfigError } from '../settings.ts';
import { limitIn, moment, shown, type OperationsValues } from './operations.ts';
import { oneLine, print, printTable } from './print.ts';

/** Options of the command. */
export const journalOptions = {
  since: { type: 'string' },
  actor: { type: 'string' },
  action: { type: 'string' },
} as const;

/** Their values, and those that they share with `operations`. */
export type JournalValues = OperationsValues & { readonly [Name in keyof typeof journalOptions]?: string | undefined };

/** Runs the command; false when an edit was found. Throws ConfigError for arguments that cannot be used. */
export async function runJournal(core: Core, args: readonly string[], values: JournalValues): Promise<boolean> {
  const [verb, ...surplus] = args;
  if (surplus.length === 0 && verb === 'verify') return verify(core, values.since);
  if (surplus.length > 0 || verb !== 'list')
    throw new ConfigError('Use: journal verify [--since HEAD], or journal list');
  const entries = await core.store.entries(filterOf(values), { limit: limitIn(values.limit) });
  if (values.json === true)
    for (const entry of entries)
      print(JSON.stringify({ ...entry, operation: entry.operation && shown(entry.operation) }));
  else printEntries(entries);
  return true;
}

async function verify({ store }: Core, since: string | undefined): Promise<boolean> {
  const { entries, operations, head, problems } = await store.verify(since === undefined ? undefined : headOf(since));
  print(`${entries} entries, ${operations} operations.`);
  for (const problem of problems) print(`EDITED: ${problem}`);
  if (problems.length > 0) return false;
  print('Every entry and every operation is as it was written.');
  print(`Head: ${head.sequence}:${head.hash}`);
  print('Keep the head elsewhere, and give it as --since next time: then a cut at the end is found as well.');
  return true;
}

function filterOf({ tenant, actor, action, account, client, from, to }: JournalValues): AuditFilter {
  if (client !== undefined && account === undefined)
    throw new ConfigError('--client: name the account as well, with --account.');
  return {
    ...(tenant !== undefined && { tenant: String(tenant) }),
    ...(actor !== undefined && { actor }),
    ...(action !== undefined && { action }),
    ...(account !== undefined && { account: String(account) }),
    ...(client !== undefined && { clientId: String(client) }),
    ...(from !== undefined && { from: moment('from', String(from)) }),
    ...(to !== undefined && { to: moment('to', String(to)) }),
  };
}

function printEntries(entries: readonly AuditEntry[]): void {
  printTable(
    ['ENTRY', 'AT', 'TENANT', 'ACTOR', 'ACTION', 'ABOUT', 'REASON'],
    entries.map((entry) => [
      String(entry.sequence),
      entry.at.toISOString(),
      oneLine(entry.tenant ?? '-'),
      oneLine(entry.actor),
      oneLine(entry.action),
      oneLine(aboutOf(entry)),
      oneLine(entry.reason ?? '-'),
    ]),
  );
}

/** What an entry is about: its operation, or how many clients of which accounts. */
function aboutOf({ operation, detail }: AuditEntry): string {
  if (operation !== null) return `${operation.kind} ${operation.account} ${operation.id}`;
  const all = disclosedIn(detail).map(({ account, clientIds, clientCount }) =>
    clientCount === 1 ? `${account} ${clientIds[0]}` : `${account} (${clientCount} clients)`,
  );
  return all.length === 0 ? '-' : all.join(', ');
}

function headOf(text: string): ChainHead {
  const [, sequence, hash] = /^(\d{1,15}):(\S{1,200})$/.exec(text) ?? [];
  if (sequence === undefined || hash === undefined)
    throw new ConfigError('--since: write the head that an earlier verify has shown.');
  return { sequence: Number(sequence), hash };
}
