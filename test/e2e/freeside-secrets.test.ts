import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/ids.ts';
import {
  answer,
  fault,
  fixture,
  refusal,
  startUpstream,
  type SeenCall,
  type TestUpstream,
} from '../providers/freeside/upstream.ts';
import {
  FreesideClientDocument,
  FreesideJustSignupDocument,
  FreesideRenewDocument,
  FreesideResumeDocument,
  FreesideRowsDocument,
  FreesideSignupDocument,
  FreesideSuspendDocument,
} from '../generated/graphql.ts';
import { billing, FREESIDE, freesideSignup } from './freeside-world.ts';
import { Program } from './process.ts';

/** Nothing of these may be seen anywhere but at the upstream. */
const canaries = {
  username: 'canary-agent+1',
  agentPassword: 'canary agent&<pass>/1"\\é',
  session: 'c0ffee00c0ffee00c0ffee00c0ffee00',
  clientPassword: 'Canary&<1"é',
  cardNumber: '4111111111111111',
  cardVerification: '9876',
  cardExpiry: '11/2098',
  payer: 'CANARY & <PAYER>',
  bankAccount: '0001234567',
  bankRouting: '021000021',
  prepaidCard: 'CANARYPREPAID1',
  socialSecurityNumber: '000-12-3456',
  maskedNumber: 'xxx-xx-3456',
};

const { clientPassword: password, payer: payerName } = canaries;
const ways = [
  {
    ...billing.card,
    cardNumber: '4111 1111 1111 1111',
    cardVerification: canaries.cardVerification,
    cardExpiry: canaries.cardExpiry,
    payerName,
  },
  { method: 'CHEK', bankAccountNumber: '000-1234567', bankRoutingNumber: canaries.bankRouting, payerName },
  { method: 'PREPAY', prepaidCardNumber: canaries.prepaidCard, payerName },
] as const;

const clientId = encodeGlobalId('Client', FREESIDE, '5001');
const reads = ['customer_info', 'billing_history', 'list_pkgs', 'signup_info', 'agent_list_customers', 'agent_info'];
const writes = ['new_customer', 'suspend_username', 'unsuspend_username'];

let upstream: TestUpstream;
let program: Program;
let url: string;
const answers: string[] = [];

const post = async (document: { toString(): string }, variables: object): Promise<string> => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const text = `${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`;
  answers.push(text);
  return text;
};

beforeAll(async () => {
  upstream = await startUpstream();
  program = new Program(['help']);
  await program.exited;
  const config = join(program.folder, 'config.json');
  const account = { provider: 'FREESIDE', name: FREESIDE, baseUrl: upstream.baseUrl, currency: 'USD' };
  const login = { username: canaries.username, password: { env: 'AGENT_PASSWORD' } };
  const accounts = [{ ...account, ...login, readTimeoutMs: 2000, writeTimeoutMs: 2000 }];
  writeFileSync(config, JSON.stringify({ access: { loopback: {} }, accounts, limits: { maxFailuresInARow: 10_000 } }));
  const env = { CONFIG_FILE: config, AGENT_PASSWORD: canaries.agentPassword, LOG_LEVEL: 'trace', PORT: '0' };
  program = new Program(['serve'], env);
  url = await program.gatewayUrl();
});

afterAll(async () => {
  await program?.close();
  await upstream?.close();
});

beforeEach(() => {
  upstream.on('agent_login', answer({ error: '', session_id: canaries.session }));
  for (const name of reads) upstream.on(name, fixture(`${name}.documented`));
  for (const name of ['suspend_username', 'unsuspend_username']) upstream.on(name, fixture(`${name}.documented`));
  upstream.on('agent_logout', fixture('agent_logout.documented'));
  upstream.on('check_username', fixture('check_username.available'));
  upstream.on('new_customer', echo);
});

/** A sign-up's answer repeats the password (freeside.md section 3.1). */
const echo = ({ members }: SeenCall): string =>
  answer({ error: '', custnum: '5001', username: members['username'] ?? '', _password: members['_password'] ?? '' });

/** All operations that carry or touch a secret. */
async function runEverything(): Promise<string> {
  const texts = [
    await post(FreesideClientDocument, { upstreamId: '5001' }),
    await post(FreesideClientDocument, { email: 'jane@example.com' }),
    await post(FreesideRowsDocument, { where: { text: 'canary' } }),
    await post(
      `{ accounts { health { state } packages { totalCount } freeside { name }
      isUsernameAvailable(username: "jane", domain: "example.com") } }`,
      {},
    ),
    await post(FreesideRenewDocument, {}),
    await post(FreesideSuspendDocument, { input: { clientId } }),
    await post(FreesideResumeDocument, { input: { clientId, dryRun: true } }),
  ];
  for (const how of ways) {
    const input = freesideSignup({ account: FREESIDE, packageId: '2', password, billing: how });
    texts.push(
      await post(FreesideJustSignupDocument, { input: { ...input, dryRun: true } }),
      await post(FreesideSignupDocument, { input }),
      await post(FreesideJustSignupDocument, { input: { ...input, firstName: '' } }),
    );
  }
  const operations =
    '{ operations(first: 100) { nodes { idempotencyKey attempts { error { code message } } evidence { statement } } } }';
  return [...texts, await post(operations, {})].join('\n');
}

/** All that the upstream knows of a call, and the numbers of a cheque one by one. */
const told = ({ members }: SeenCall): string =>
  [...Object.values(members), ...(members['payinfo'] ?? '').split('@'), canaries.agentPassword].join(' | ');

/** Whether the text has the canary. Four digits stand in ids, hashes and times by chance: short ones count as a word. */
const isIn = (text: string, form: string): boolean =>
  form.length < 6 ? new RegExp(`(?<![\\w-])${form}(?![\\w-])`).test(text) : text.includes(form);

describe('no secret of a Freeside account is seen', () => {
  it('when everything works', async () => {
    const texts = await runEverything();
    expect(texts).toContain('SUCCEEDED');
    expect(texts).not.toContain('"errors":');
    // The canaries have reached the one place that they are for.
    const sent = upstream.calls.map(({ body }) => body).join('\n');
    for (const [name, canary] of Object.entries(canaries)) {
      if (name.endsWith('Number') && name !== 'cardNumber') continue;
      const escaped = canary.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      expect(sent, `the ${name}`).toContain(escaped);
    }
    expect(upstream.calls.every((call) => !call.url.includes('?'))).toBe(true);
  });

  it.each<readonly [string, (call: SeenCall) => string | { status: number; body: string }]>([
    ['errors', (call) => refusal(`No such luck: ${told(call)}`)],
    ['errors that are known', (call) => refusal(`Invalid password - must not be ${told(call)}`)],
    ['faults', (call) => fault('Server', `Died of ${told(call)} at /usr/share/x.pm line 1.\n`)],
    ['pages', (call) => ({ status: 500, body: `<html>${told(call)}</html>` })],
    ['answers that are cut', (call) => refusal(told(call)).slice(0, -30)],
    ['what belongs to nobody', (call) => answer({ error: '', agent: told(call), customers: told(call) })],
  ])('when the upstream tells them in %s', async (_what, reply) => {
    for (const name of [...writes, 'check_username']) upstream.on(name, reply);
    await runEverything();
    for (const name of reads) upstream.on(name, reply);
    await runEverything();
    upstream.on('agent_logout', reply);
    upstream.on('agent_login', reply);
    expect(await runEverything()).toMatch(/UPSTREAM_|OUTCOME_UNKNOWN|ACCOUNT_REFUSED|INVALID_INPUT/);
  });

  it.each<readonly [string, object]>([
    ['a password of the wrong type', { password: [password] }],
    ['a card in the place of an object', { billing: canaries.cardNumber }],
    ['a card of the wrong type', { billing: { method: 'CARD', cardNumber: { number: canaries.cardNumber } } }],
    ['a way to pay that is a card', { billing: { method: canaries.cardNumber } }],
    ['a misspelt field', { billing: { method: 'CARD', cardnumber: canaries.cardNumber } }],
    ['a password as a flag', { dryRun: password }],
  ])('when variables hold %s', async (_what, more) => {
    const text = await post(FreesideJustSignupDocument, { input: { ...freesideSignup(), ...more } });
    expect(text).toContain('"errors"');
    expect(text).not.toContain('INTERNAL');
  });

  it('in any answer, in any line of the log, in any file', async () => {
    program.signal('SIGTERM');
    expect((await program.exited).code).toBe(0);
    const files = readdirSync(program.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    // The journal is one of them.
    expect(files.some((text) => text.includes('signupFreesideClient'))).toBe(true);
    const everything = [program.stdout, program.stderr, ...answers].join('\n');
    expect(answers.length).toBeGreaterThan(300);
    // What is no secret is found, so a secret would be, too.
    expect(everything).toContain('jane@example.com');
    expect(program.stderr).toContain(FREESIDE);
    for (const canary of Object.values(canaries)) {
      const forms = [canary, JSON.stringify(canary).slice(1, -1), encodeURIComponent(canary)];
      forms.push(canary.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
      forms.push(Buffer.from(canary).toString('base64').replace(/=+$/, ''));
      for (const form of forms) {
        expect(isIn(everything, form), `${canary} as ${form}`).toBe(false);
        expect(
          files.some((text) => isIn(text, form)),
          `${canary} as ${form} in a file`,
        ).toBe(false);
      }
    }
  });
});
