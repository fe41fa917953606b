/**
 * A process of its own that uses a journal, for tests of several processes. Arguments: a command, then what it takes. Prints one
 * line of JSON for each thing that it has done.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { JournalSecret } from '../../src/journal/secret.ts';
import { openPostgres } from '../../src/journal/postgres.ts';
import { openSqlite } from '../../src/journal/sqlite.ts';
import type { JournalStore } from '../../src/journal/store.ts';
import { note, operation } from './operations.ts';
import { SECRET } from './places.ts';

/** Number of the user and the group that own nothing. */
const NOBODY = 65_534;

const [command = '', where = '', count = '0'] = process.argv.slice(2);

function say(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

function open(isGateway: boolean): Promise<JournalStore> {
  const secret = new JournalSecret(SECRET, where);
  if (where.startsWith('postgresql:')) return openPostgres({ url: where, secret });
  return openSqlite({ dataDir: where, secret, isGateway });
}

/** Adds operations until it is killed; prints the id of each that is acknowledged. */
async function write(): Promise<void> {
  const store = await open(true);
  say('open');
  for (;;) say((await store.add(operation(), null, note)).operation.id);
}

/** Adds one key many times at once; prints how often it was added, and the ids that it got. */
async function addOneKey(): Promise<void> {
  const store = await open(false);
  say('open');
  const adding = Array.from({ length: Number(count) }, () =>
    store.add(operation({ idempotencyKey: 'the key of all' }), null, note),
  );
  const answers = await Promise.all(adding);
  const ids = answers.map((answer) => answer.operation.id);
  say({ added: answers.filter(({ added }) => added).length, ids: [...new Set(ids)] });
  await store.close();
}

/** Adds operations until the system refuses to let a file grow; then reads on. */
async function growToTheLimit(): Promise<void> {
  // Without a listener the signal would end the process.
  process.on('SIGXFSZ', () => {});
  const store = await open(true);
  const first = operation();
  await store.add(first, null, note);
  let added = 1;
  try {
    for (; added < 10_000; added += 1) await store.add(operation(), null, note);
    say('no limit');
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    say({ code, message, added, isThere: (await store.byId(first.id)) !== null, count: await store.count({}) });
  }
  process.exit(0);
}

/** Opens as a user who may not write; as itself when it is not root, whom nothing binds. */
async function openAsAnother(): Promise<void> {
  if (process.getuid!() === 0) {
    process.setgid!(NOBODY);
    process.setuid!(NOBODY);
  }
  await open(true).then(
    () => say('open'),
    ({ code, message }: { code?: string; message: string }) => say({ code, message }),
  );
}

/** Makes the secrets of several folders, each at the moment when a file says so. */
async function makeSecrets(): Promise<void> {
  for (let round = 0; round < Number(count); round += 1) {
    say('ready');
    // Only who does nothing else is there at the very moment.
    while (!existsSync(join(where, `go-${round}`)));
    say(new JournalSecret(null, join(where, String(round))).key('chain').toString('hex'));
  }
}

const commands: Readonly<Record<string, () => Promise<void>>> = {
  write,
  'add-one-key': addOneKey,
  'grow-to-the-limit': growToTheLimit,
  'open-as-another': openAsAnother,
  async hold() {
    await open(true);
    say('open');
    setInterval(() => {}, 1000);
  },
  secrets: makeSecrets,
};

await commands[command]!();
