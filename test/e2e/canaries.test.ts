/**
 * Secrets of every kind, put in wherever secrets go or stray to: none of them may be in anything that the program answers,
 * prints or stores, at log level trace, whatever the upstreams do.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allScopes } from '../../src/access/scopes.ts';
import { demoAccounts } from '../../src/accountConfig.ts';
import { FAULT_KINDS } from '../../src/sandbox/faults.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/server.ts';
import {
  FourAccountsDocument,
  FourAddMailAccountDocument,
  FourDashboardDocument,
  FourSignupFreesideClientDocument,
  FourSignupLogicboxesClientDocument,
  FourSignupSippyClientDocument,
  FourSignupVoipmsClientDocument,
  JustChargeDocument,
  SippyCheckSignInDocument,
  SippyJustUpdateDocument,
  SippyResetPasswordDocument,
  UpdateDocument,
} from '../generated/graphql.ts';
import { freesideSignup, globalIdOf, logicboxesSignup, person, sippySignup, voipmsSignup } from './four-world.ts';
import { freshKey } from './harness.ts';
import { mailboxInput } from './logicboxes.ts';
import { Program, runToEnd } from './process.ts';
import { Tokens } from './tenants.ts';

const passwords = {
  voipms: 'Canary-Voipms-1',
  stored: 'Canary-Stored-2',
  sippy: 'Canary-Sippy-3',
  freeside: 'Canary-Frees-4',
  logicboxes: 'Canary#Logic5',
  mailbox: 'Canary#Mail66',
  signIn: 'Canary-SignIn-7',
};
const CARD = '5555555555554444';
const STRAY_KEY = `rgk_strayk3yxyz0_${'CanaryStray'.repeat(4).slice(0, 43)}`;
const ROUTER_KEY = 'canary-router-key-0123456789abcdef0123456789';
const JOURNAL_SECRET = 'canary-journal-secret-0123456789abcdef';

let tokens: Tokens;
let sandbox: RunningSandbox;
let folder: string;
let program: Program;
let url: string;
let apiKey: string;
let token: string;
const answers: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'canaries-'));
  tokens = await Tokens.start();
  sandbox = await startSandbox({ host: '127.0.0.1', port: 0, clients: 2, seed: 7, dataDir: null });
  const accounts = demoAccounts(sandbox.url).map(({ certificates: _certificates, ...account }) => ({
    ...account,
    readTimeoutMs: 3000,
    writeTimeoutMs: 3000,
  }));
  const access = {
    tenants: { acme: {} },
    jwt: tokens.jwt(),
    router: { key: { env: 'ROUTER_KEY' } },
  };
  const config = join(folder, 'config.json');
  writeFileSync(config, JSON.stringify({ accounts, access, limits: { maxFailuresInARow: 10_000 } }));
  const env = {
    CONFIG_FILE: config,
    DATA_DIR: join(folder, 'data'),
    ROUTER_KEY,
    JOURNAL_SECRET,
    LOG_LEVEL: 'trace',
    PORT: '0',
  };
  const made = await runToEnd(['keys', 'create', '--name', 'all', '--tenant', 'acme', '--scopes', 'all'], env);
  apiKey = made.stdout.trim();
  if (made.code !== 0) throw new Error(made.stderr);
  token = tokens.of('acme', allScopes);
  program = new Program(['serve'], env);
  url = await program.gatewayUrl();
}, 60_000);

afterAll(async () => {
  await program?.close();
  await sandbox?.close();
  await tokens?.close();
  rmSync(folder, { recursive: true, force: true });
});

type Document = { toString(): string } | string;

async function send(
  document: Document,
  variables: object,
  headers: Readonly<Record<string, string>>,
  path = '/graphql',
) {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const text = await response.text();
  answers.push(`${response.status} ${JSON.stringify([...response.headers])} ${text}`);
  return text;
}

/** Every operation that carries a secret, or leads to one that is stored. */
async function useEverything(headers: Readonly<Record<string, string>>): Promise<void> {
  const who = person(Math.floor(Math.random() * 1e9));
  const clientId = globalIdOf('voipms');
  const reason = `paid by ${CARD} with ${STRAY_KEY}`;
  const account = 'sippy-demo';
  const runs: readonly (readonly [Document, object])[] = [
    [FourDashboardDocument, {}],
    [FourAccountsDocument, {}],
    [UpdateDocument, { input: { clientId, password: passwords.stored, reason } }],
    [UpdateDocument, { input: { clientId, company: 'Canary Ltd.', dryRun: true } }],
    [JustChargeDocument, { input: { clientId, amount: '1.00', idempotencyKey: freshKey(), reason } }],
    [
      FourSignupVoipmsClientDocument,
      { input: { ...voipmsSignup(who), password: passwords.voipms, passwordConfirmation: passwords.voipms } },
    ],
    [
      FourSignupSippyClientDocument,
      { input: { ...sippySignup(who), webPassword: passwords.sippy, apiPassword: passwords.sippy } },
    ],
    [FourSignupFreesideClientDocument, { input: cardSignup(who) }],
    [FourSignupFreesideClientDocument, { input: { ...cardSignup(who), dryRun: true } }],
    [FourSignupLogicboxesClientDocument, { input: { ...logicboxesSignup(who), password: passwords.logicboxes } }],
    [FourAddMailAccountDocument, { input: mailboxInput({ account: 'logicboxes-demo', password: passwords.mailbox }) }],
    [SippyJustUpdateDocument, { input: { clientId: globalIdOf('sippy'), webPassword: passwords.sippy } }],
    [SippyCheckSignInDocument, { input: { account, username: 'acme', password: passwords.signIn } }],
    [SippyResetPasswordDocument, { input: { account, webLogin: 'acme', idempotencyKey: freshKey() } }],
    ['{ operations(first: 100) { nodes { reason attempts { error { message } } evidence { statement } } } }', {}],
    ['{ auditLog(first: 100) { nodes { actor action reason } } usage { __typename } }', {}],
  ];
  await Promise.all(runs.map(async ([document, variables]) => send(document, variables, headers)));
}

function cardSignup(who: ReturnType<typeof person>) {
  const input = freesideSignup(who);
  return {
    ...input,
    password: passwords.freeside,
    billing: { ...input.billing, cardNumber: CARD, cardVerification: '8765' },
  };
}

/** Requests in which secrets stand where they do not belong. */
async function stray(): Promise<void> {
  const secrets = [...Object.values(passwords), CARD, STRAY_KEY, apiKey, token, ROUTER_KEY];
  for (const secret of secrets) {
    const literal = JSON.stringify(secret);
    const good = { authorization: `Bearer ${apiKey}` };
    await send(`{ account(name: ${literal}) { name ${secret.replaceAll(/\W/g, '_')} } }`, {}, good);
    await send(`mutation { addCharge(input: ${literal}) { __typename } }`, {}, good);
    await send('query ($n: Int!) { clients(first: $n) { totalCount } }', { n: secret }, good);
    await send(`{ operation(idempotencyKey: ${literal}) { id } node(id: ${literal}) { id } }`, {}, good);
    await send('{ accounts { name } }', {}, { authorization: `Bearer ${secret}x` });
    await send('{ accounts { name } }', {}, { 'x-api-key': secret });
    await send('{ accounts { name } }', {}, { ...good, 'x-router-key': secret });
    await send('{ accounts { name } }', {}, { ...good, 'x-access-reason': encodeURIComponent(secret) });
    await send('{ accounts { name } }', {}, good, `/graphql?api_key=${encodeURIComponent(secret)}`);
    await send('{ accounts { name } }', {}, good, `/handover/${encodeURIComponent(secret)}`);
    await send(`{ "${secret}`, {}, good);
  }
}

/** A text in the forms in which it could stand somewhere. */
function formsOf(secret: string): readonly string[] {
  const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '');
  const grouped = secret === CARD ? [secret.replaceAll(/(\d{4})(?=\d)/g, '$1 ')] : [];
  return [...new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), base64, ...grouped])];
}

it('nobody sees a secret, whatever the upstreams do', async () => {
  const byKey = { authorization: `Bearer ${apiKey}` };
  const byToken = { authorization: `Bearer ${token}`, 'x-router-key': ROUTER_KEY };
  await useEverything(byKey);
  expect(answers.filter((text) => text.includes('SUCCEEDED')).length).toBeGreaterThan(3);
  for (const kind of FAULT_KINDS) {
    for (const provider of ['voipms', 'sippy', 'freeside', 'logicboxes']) {
      const fault = { provider, function: '*', kind, count: -1, delayMs: 4000 };
      await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'POST', body: JSON.stringify(fault) });
    }
    await useEverything(byToken);
    await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
  }
  await stray();
  await useEverything(byToken);
  for (const path of ['/healthz', '/readyz', '/', '/nothing'])
    answers.push(await (await fetch(`${url}${path}`)).text());
  program.signal('SIGTERM');
  expect((await program.exited).code).toBe(0);
}, 240_000);

it('and none is in any answer, any line of the log, or any file', () => {
  const data = join(folder, 'data');
  const files = readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'));
  const seen = [program.stdout, program.stderr, ...answers, ...files];
  // What is no secret is found, so a secret would be, too.
  expect(seen.some((text) => text.includes('voipms-demo'))).toBe(true);
  expect(files.some((text) => text.includes('signupFreesideClient'))).toBe(true);
  expect(files.some((text) => text.includes('paid by [redacted]'))).toBe(true);
  expect(answers.length).toBeGreaterThan(300);
  const upstream = ['demo-voipms', 'demo-sippy', 'demo-freeside', 'demo-logicboxes'];
  const secrets = [...upstream, ...Object.values(passwords), CARD, STRAY_KEY.slice(17), ROUTER_KEY, JOURNAL_SECRET];
  const signature = token.slice(token.lastIndexOf('.') + 1);
  const found = [...secrets, apiKey.slice(17), signature]
    .flatMap(formsOf)
    .filter((form) => seen.some((text) => text.includes(form)));
  expect(found).toEqual([]);
});
