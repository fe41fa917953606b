/** `reseller-graph journal verify`: is the journal as it was written? */
import type { Core } from '../core.ts';
import type { ChainHead } from '../journal/store.ts';
import { ConfigError } from '../settings.ts';
import { print } from './print.ts';

/** Options of the command. */
export const journalOptions = { since: { type: 'string' } } as const;

/** Runs the command; false when an edit was found. Throws ConfigError for arguments that cannot be used. */
export async function runJournal(
  { store }: Core,
  args: readonly string[],
  { since }: { readonly since?: string | undefined },
): Promise<boolean> {
  if (args.length !== 1 || args[0] !== 'verify') throw new ConfigError('Use: journal verify [--since HEAD]');
  const { entries, operations, head, problems } = await store.verify(since === undefined ? undefined : headOf(since));
  print(`${entries} entries, ${operations} operations.`);
  for (const problem of problems) print(`EDITED: ${problem}`);
  if (problems.length > 0) return false;
  print('Every entry and every operation is as it was written.');
  print(`Head: ${head.sequence}:${head.hash}`);
  print('Keep the head elsewhere, and give it as --since next time: then a cut at the end is found as well.');
  return true;
}

function headOf(text: string): ChainHead {
  const [, sequence, hash] = /^(\d{1,15}):(\S{1,200})$/.exec(text) ?? [];
  if (sequence === undefined || hash === undefined)
    throw new ConfigError('--since: write the head that an earlier verify has shown.');
  return { sequence: Number(sequence), hash };
}
