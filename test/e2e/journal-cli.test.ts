import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/ids.ts';
import { moneyWrite, documentOf, type MoneyWrite } from './crash/books.ts';
import { Deployment, type Gateway } from './crash/deployment.ts';
import { freshKey } from './harness.ts';

const TIMEOUT_MS = 120_000;

let deployment: Deployment;
let gateway: Gateway;
/** Found in the books, when somebody looks; nobody does by himself. */
const lost = [561_116, 561_117].map((client) => moneyWrite('voipms', String(client), 'addCharge', freshKey()));
const made = moneyWrite('voipms', '561116', 'addPayment', freshKey());
const unproven = freshKey();

beforeAll(async () => {
  deployment = await Deployment.start({ journal: { firstLookMs: 3_600_000 } });
  gateway = await deployment.gateway();
  await post(made);
  await deployment.fault('addCharge', 'apply_then_drop', { count: lost.length });
  for (const write of lost) await post(write);
  await deployment.driven.fault({
    provider: 'logicboxes',
    function: 'mail/user/add-forward-only-account',
    kind: 'drop_before_apply',
  });
  const input = {
    account: 'logicboxes-demo',
    orderId: '85000001',
    email: 'sales@example.com',
    forwards: ['a@example.org'],
    idempotencyKey: unproven,
  };
  await gateway.ask(
    'mutation ($input: AddMailForwardInput!) { addMailForward(input: $input) { operation { state } } }',
    {
      input,
    },
  );
}, TIMEOUT_MS);
afterAll(() => deployment.close());

async function post(write: MoneyWrite): Promise<string> {
  const { data } = await gateway.ask<Record<string, { operation: { state: string } }>>(documentOf(write), {
    input: write.input,
  });
  return data[write.mutation]!.operation.state;
}

const keyOf = ({ input }: MoneyWrite) => input.idempotencyKey;
const operations = (...args: readonly string[]) => deployment.command(['operations', ...args]);

/** Lines of a command that must succeed. */
async function lines(...args: readonly string[]): Promise<readonly string[]> {
  const { code, stdout, stderr } = await operations(...args);
  if (code !== 0) throw new Error(stderr);
  return stdout.trimEnd().split('\n');
}

/** Objects of a command with --json. */
async function objects(...args: readonly string[]): Promise<readonly Record<string, unknown>[]> {
  return (await lines(...args, '--json')).map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('operations list', () => {
  it('shows the newest first, and as much as is asked for', { timeout: TIMEOUT_MS }, async () => {
    const [heading, ...rows] = await lines('list');
    expect(heading).toMatch(/^CREATED +STATE +KIND +ACCOUNT +CLIENT +AMOUNT +KEY +ID$/);
    expect(rows.map((row) => row.split(/ {2,}/).slice(1, 7))).toEqual([
      ['UNKNOWN', 'addMailForward', 'logicboxes-demo', '-', '-', unproven],
      ['UNKNOWN', 'addCharge', 'voipms-demo', '561117', '3.17 USD', keyOf(lost[1]!)],
      ['UNKNOWN', 'addCharge', 'voipms-demo', '561116', '3.17 USD', keyOf(lost[0]!)],
      ['SUCCEEDED', 'addPayment', 'voipms-demo', '561116', '3.17 USD', keyOf(made)],
    ]);
    const limited = await lines('--limit', '2');
    expect(limited).toHaveLength(4);
    expect(limited.at(-1)).toBe('2 of 4; --limit shows more.');
  });

  it('filters, and writes JSON for programs', { timeout: TIMEOUT_MS }, async () => {
    const [first, ...others] = await objects('list', '--state', 'UNKNOWN', '--client', '561116');
    expect(first).toMatchObject({ idempotencyKey: keyOf(lost[0]!), state: 'UNKNOWN', kind: 'addCharge' });
    // A keyed hash of the input is nobody's business.
    expect(first).not.toHaveProperty('fingerprint');
    expect(others).toEqual([]);
    expect(await objects('list', '--tenant', 'local')).toHaveLength(4);
    expect(await objects('list', '--account', 'logicboxes-demo', '--from', '2026-01-01')).toHaveLength(1);
    const since = String(first!['createdAt']);
    expect(await objects('list', '--from', since)).toHaveLength(3);
    expect(await objects('list', '--to', since)).toHaveLength(1);
  });

  it.each([
    [['list', '--state', 'LOST'], /--state: write one of PREPARED, SENT, /],
    [['list', '--limit', '0'], /--limit: write a whole number from 1 to /],
    [['list', '--from', 'yesterday'], /--from: write a day/],
    [['lists'], /Use: operations list\|show\|settle\|resolve/],
    [['show'], /Name the operation by its id or its idempotency key/],
    [['show', 'nobody-has-this'], /The journal has no operation with this id or key: nobody-has-this/],
    [['resolve', 'nobody-has-this', '--applied', 'maybe', '--reason', 'x'], /--applied: write yes or no/],
    [['resolve', 'nobody-has-this', '--applied', 'yes'], /--reason: say in 1 to 500 characters how you know/],
  ])(
    'refuses %j',
    async (args, message) => {
      expect(await operations(...args)).toEqual({
        code: 1,
        stdout: '',
        stderr: expect.stringMatching(message) as string,
      });
    },
    TIMEOUT_MS,
  );
});

/** Lines of `journal list`, which must succeed. */
async function entries(...args: readonly string[]): Promise<readonly string[]> {
  const { code, stdout, stderr } = await deployment.command(['journal', 'list', ...args]);
  if (code !== 0) throw new Error(stderr);
  return stdout.trimEnd().split('\n');
}

describe('journal list', () => {
  it('shows who has done and seen what, newest first', { timeout: TIMEOUT_MS }, async () => {
    const [heading, newest] = await entries('--limit', '1');
    expect(heading).toMatch(/^ENTRY +AT +TENANT +ACTOR +ACTION +ABOUT +REASON$/);
    expect(newest).toMatch(/ local +gateway +UNKNOWN +addMailForward logicboxes-demo \S+ +-$/);
    await gateway.ask('{ client(account: "voipms-demo", upstreamId: "561117") { email } }');
    const reads = await entries('--action', 'READ', '--actor', 'local/loopback', '--tenant', 'local');
    expect(reads.slice(1)).toEqual([expect.stringMatching(/ READ +voipms-demo 561117 +-$/)]);
    const found = await entries('--account', 'voipms-demo', '--client', '561117', '--json');
    const told = found.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(told.map(({ action }) => action)).toEqual(['READ', 'UNKNOWN', 'SENT', 'PREPARED']);
    expect(told[1]!['operation']).toMatchObject({ idempotencyKey: keyOf(lost[1]!), state: 'UNKNOWN' });
    expect(told[1]!['operation']).not.toHaveProperty('fingerprint');
    expect(await entries('--to', '2020-01-01', '--json')).toEqual(['']);
  });

  it.each([
    [['--client', '561117'], /--client: name the account as well/],
    [['surplus'], /Use: journal verify \[--since HEAD\], or journal list/],
    [['--limit', '0'], /--limit: write a whole number/],
  ])(
    'refuses %j',
    async (args, message) => {
      const { code, stderr } = await deployment.command(['journal', 'list', ...args]);
      expect([code, stderr]).toEqual([1, expect.stringMatching(message)]);
    },
    TIMEOUT_MS,
  );
});

describe('operations show, settle and resolve', () => {
  it(
    'show by key, id and global id; settle one; resolve what nobody can look for',
    { timeout: TIMEOUT_MS },
    async () => {
      const key = keyOf(lost[0]!);
      const text = await lines('show', key);
      const id = /^id +(\S+)$/.exec(text[0]!)![1]!;
      expect(text.join('\n')).toMatch(
        new RegExp(`^key +${key}\nstate +UNKNOWN\nkind +addCharge\ndelivery +probed$`, 'm'),
      );
      expect(text.join('\n')).toMatch(/^attempt 1 .* UNKNOWN +OUTCOME_UNKNOWN: /m);
      expect(await lines('show', id)).toEqual(text);
      expect(await lines('show', encodeGlobalId('Operation', 'voipms-demo', id))).toEqual(text);

      expect(await lines('settle', key)).toEqual([
        expect.stringMatching(`^${id}  RECONCILED_SUCCEEDED  The upstream's books show it`),
      ]);
      expect(await lines('settle', unproven)).toEqual([
        expect.stringMatching(/ {2}UNKNOWN {2}Nobody but a person can tell: use resolve\.$/),
      ]);
      const settled = await operations('resolve', key, '--applied', 'yes', '--reason', 'x');
      expect(settled).toMatchObject({ code: 1, stdout: '' });
      expect(settled.stderr).toMatch(/^Only an operation in UNKNOWN can be resolved/);
      const resolved = await lines('resolve', unproven, '--applied', 'no', '--reason', 'not in the panel');
      expect(resolved.join('\n')).toMatch(/^state +RESOLVED$/m);
      expect(resolved.join('\n')).toMatch(/^evidence .* PERSON +not in the panel$/m);
      // The gateway that runs beside knows it at once.
      const { data } = await gateway.ask(
        'query ($key: String) { operation(idempotencyKey: $key) { state evidence { applied statedBy } } }',
        { key: unproven },
      );
      expect(data).toEqual({
        operation: { state: 'RESOLVED', evidence: { applied: false, statedBy: 'command line' } },
      });
    },
  );

  it('settle all, also without a gateway', { timeout: TIMEOUT_MS }, async () => {
    await gateway.kill();
    expect(await lines('settle')).toEqual([expect.stringMatching(/ {2}RECONCILED_SUCCEEDED {2}/)]);
    expect(await lines('settle')).toEqual(['There is nothing to settle.']);
    const states = (await objects('list')).map(({ state }) => state);
    expect(states).toEqual(['RESOLVED', 'RECONCILED_SUCCEEDED', 'RECONCILED_SUCCEEDED', 'SUCCEEDED']);
  });
});

const verify = (...args: readonly string[]) => deployment.command(['journal', 'verify', ...args]);
const sql = (text: string) => {
  const database = new DatabaseSync(join(deployment.dataDir, 'journal', 'journal.sqlite'));
  database.exec(text);
  database.close();
};

describe('journal verify', () => {
  it('finds nothing, then an edit, then a cut', { timeout: TIMEOUT_MS }, async () => {
    gateway = await deployment.gateway();
    const whole = await verify();
    expect(whole).toMatchObject({ code: 0, stderr: '' });
    expect(whole.stdout).toMatch(
      /^\d+ entries, 4 operations\.\nEvery entry and every operation is as it was written\.\n/,
    );
    const head = /^Head: (\S+)$/m.exec(whole.stdout)![1]!;
    expect(await verify('--since', head)).toEqual(whole);

    await gateway.kill();
    sql("update operations set state = 'REJECTED' where state = 'RESOLVED'");
    const edited = await verify();
    expect(edited.code).toBe(1);
    expect(edited.stdout).toMatch(/^\d+ entries, 4 operations\.\nEDITED: .+\n$/);
    sql("update operations set state = 'RESOLVED' where state = 'REJECTED'");
    expect(await verify('--since', head)).toEqual(whole);

    gateway = await deployment.gateway();
    expect(await post(moneyWrite('voipms', '561118', 'addPayment', freshKey()))).toBe('SUCCEEDED');
    const later = /^Head: (\S+)$/m.exec((await verify('--since', head)).stdout)![1]!;
    await gateway.kill();
    sql(`delete from operations where created_at = (select max(created_at) from operations);
      delete from entries where sequence > ${head.split(':')[0]};
      delete from entry_subjects where sequence > ${head.split(':')[0]};
      update head set sequence = ${head.split(':')[0]}, hash = '${head.split(':')[1]}'`);
    // What is left fits together; only who has kept the head can tell.
    expect(await verify()).toEqual(whole);
    const cut = await verify('--since', later);
    expect(cut).toMatchObject({ code: 1, stdout: expect.stringMatching(/^EDITED: /m) });
  });

  it.each([
    [['--since', 'nothing'], /--since: write the head that an earlier verify has shown/],
    [['twice'], /Use: journal verify/],
  ])(
    'refuses %j',
    async (args, message) => {
      const ended = await verify(...args);
      expect(ended.code).toBe(1);
      expect(ended.stderr).toMatch(message);
    },
    TIMEOUT_MS,
  );
});
