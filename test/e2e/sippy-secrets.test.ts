import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeFault } from '../../src/wire/xmlrpc.ts';
import { int } from '../../src/wire/xmlrpc-values.ts';
import {
  DeleteDocument,
  JustChargeDocument,
  JustPayDocument,
  SippyCheckSignInDocument,
  SippyJustThresholdDocument,
  SippyPortfolioDocument,
  SippyResetPasswordDocument,
  SippySignupDocument,
  SippySuspendDocument,
  SippyUpdateDocument,
  SippyWholeDocument,
  UpdateDocument,
} from '../generated/graphql.ts';
import {
  fixture,
  login,
  ok,
  startUpstream,
  type Reply,
  type SeenCall,
  type TestUpstream,
} from '../providers/sippy/upstream.ts';
import { freshKey } from './harness.ts';
import { Program } from './process.ts';
import { ACME, SIPPY, sippyId, sippySignup } from './sippy-inputs.ts';

/** Nothing of these may be seen anywhere but at the switch; the one-time password, besides, at its own path. */
const canaries = {
  username: login.username,
  password: login.password,
  stored: 'acme-self-care',
  web: 'Canary-Web<&>1',
  api: "Canary-Api'2\\é",
  signIn: 'Canary-SignIn/3',
  oneTime: 'Canary4OneTime',
};

/** What the functions of the switch answer when all is well. Its version is one that tells passwords. */
const healthy: Readonly<Record<string, Reply>> = {
  authCustomer: fixture('authCustomer.documented'),
  blockCustomer: ok(),
  createCustomer: ok({ i_customer: int(ACME) }),
  customerAddFunds: ok(),
  customerDebit: ok(),
  deleteCustomer: ok(),
  getCustomerInfo: fixture('getCustomerInfo.before-5.2'),
  getLowBalance: fixture('getLowBalance.documented'),
  getPaymentsList: fixture('getPaymentsList.documented'),
  listCustomers: fixture('listCustomers.documented'),
  resetCustomerOneTimePassword: ok({ password: canaries.oneTime }),
  setLowBalance: ok(),
  updateCustomer: ok(),
};

/** What a switch may repeat of a call: all that it was told, and all that it knows. */
const everything = ({ members }: SeenCall): string =>
  [...Object.values(members).filter((value) => typeof value === 'string'), ...Object.values(canaries)].join(' | ');

/** The same without what it knows of others: nobody could take these words out. */
const echo = ({ members }: SeenCall): string =>
  [...Object.values(members).filter((value) => typeof value === 'string'), login.username, login.password].join(' | ');

const folder = mkdtempSync(join(tmpdir(), 'sippy-secrets-'));
let upstream: TestUpstream;
let program: Program;
let url: string;
const answers: string[] = [];

beforeAll(async () => {
  upstream = await startUpstream();
  const account = { provider: 'SIPPY', name: SIPPY, baseUrl: upstream.baseUrl, username: login.username };
  const rest = { password: { env: 'API_PASSWORD' }, writeTimeoutMs: 500, readTimeoutMs: 500 };
  const config = join(folder, 'config.json');
  writeFileSync(
    config,
    JSON.stringify({
      access: { loopback: {} },
      accounts: [{ ...account, ...rest }],
      limits: { maxFailuresInARow: 10_000 },
    }),
  );
  const env = { CONFIG_FILE: config, API_PASSWORD: login.password, LOG_LEVEL: 'trace', PORT: '0' };
  program = new Program(['serve'], env);
  url = await program.gatewayUrl();
});

beforeEach(() => {
  for (const [name, reply] of Object.entries(healthy)) upstream.on(name, reply);
});

afterAll(async () => {
  await program?.close();
  await upstream?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function post(document: { toString(): string }, variables: object): Promise<string> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const text = `${answer.status} ${JSON.stringify([...answer.headers])} ${await answer.text()}`;
  answers.push(text);
  return text;
}

/** All operations that carry or touch a secret. */
async function runEverything(): Promise<string> {
  const clientId = sippyId();
  const passwords = { webPassword: canaries.web, apiPassword: canaries.api };
  const texts = [
    await post(SippyWholeDocument, { upstreamId: ACME }),
    await post(SippyWholeDocument, { email: 'jane.doe@example.com' }),
    await post(SippyPortfolioDocument, { where: { text: 'Canary' } }),
    await post(SippySignupDocument, { input: sippySignup(passwords) }),
    await post(SippySignupDocument, { input: sippySignup({ ...passwords, dryRun: true }) }),
    await post(SippySignupDocument, { input: sippySignup({ ...passwords, webPassword: `${canaries.web}\n` }) }),
    await post(SippyUpdateDocument, { input: { clientId, ...passwords } }),
    await post(SippyUpdateDocument, { input: { clientId, ...passwords, dryRun: true } }),
    await post(UpdateDocument, { input: { clientId, password: canaries.web } }),
    await post(UpdateDocument, { input: { clientId, password: canaries.web, dryRun: true } }),
    await post(SippyCheckSignInDocument, { input: { account: SIPPY, username: 'acme', password: canaries.signIn } }),
    await post(SippyResetPasswordDocument, {
      input: { account: SIPPY, webLogin: 'acme', idempotencyKey: freshKey() },
    }),
    await post(JustChargeDocument, { input: { clientId, amount: '5', idempotencyKey: freshKey() } }),
    await post(JustPayDocument, { input: { clientId, amount: '5', idempotencyKey: freshKey() } }),
    await post(SippyJustThresholdDocument, { input: { clientId, amount: '5' } }),
    await post(SippySuspendDocument, { input: { clientId } }),
    await post(DeleteDocument, { input: { clientId } }),
    await post(
      '{ accounts { health { state } } operations(first: 100) { nodes { reason attempts { error { code message } } evidence { statement } } } }',
      {},
    ),
  ];
  return texts.join('\n');
}

/** The members of the first call of a method. */
const sent = (method: string) => upstream.calls.find((call) => call.method === method)?.members;

describe('no secret is seen', () => {
  it('when everything works', async () => {
    const text = await runEverything();
    expect(text).toContain('SUCCEEDED');
    // The words of a plan tell of it, and no operation is in it.
    expect(text).not.toMatch(/"(?:state|outcome)":"UNKNOWN"/);
    // The canaries have reached the one place that they are for.
    const passwords = { web_password: canaries.web, api_password: canaries.api };
    expect(sent('createCustomer')).toMatchObject(passwords);
    expect(sent('updateCustomer')).toMatchObject(passwords);
    expect(sent('authCustomer')).toEqual({ username: 'acme', password: canaries.signIn });
    const path = /"passwordPath":"([^"]+)"/.exec(text)![1]!;
    expect(await (await fetch(`${url}${path}`, { method: 'POST' })).text()).toBe(canaries.oneTime);
  });

  it.each<[string, (call: SeenCall) => Reply, string]>([
    ['a refusal', (call) => encodeFault({ code: 599, text: echo(call) }), '[redacted]'],
    ['a code', (call) => encodeFault({ code: canaries.password, text: echo(call) }), 'unreadable'],
    [
      'an exception',
      (call) => encodeFault({ code: 1, text: `<type 'exceptions.E'>:${echo(call)}` }),
      'OUTCOME_UNKNOWN',
    ],
    ['a page', (call) => ({ status: 500, body: `<html>${everything(call)}</html>` }), 'UPSTREAM_UNAVAILABLE'],
    ['a refused login', (call) => ({ status: 401, body: everything(call) }), 'ACCOUNT_REFUSED'],
    ['broken XML', (call) => `<methodResponse><params>${everything(call)}`, 'UPSTREAM_UNAVAILABLE'],
    [
      'other members',
      (call) => ok({ customer: everything(call), password: [everything(call)] }),
      'UPSTREAM_UNAVAILABLE',
    ],
    ['a result that is none', (call) => ok({ result: everything(call) }), 'UPSTREAM_UNAVAILABLE'],
  ])('when the switch tells it in %s', async (_what, reply, word) => {
    const reads = ['getCustomerInfo', 'listCustomers', 'getLowBalance', 'getPaymentsList'];
    for (const name of Object.keys(healthy)) upstream.on(name, reply);
    const whole = await runEverything();
    // Writes that are only sent after a successful look at the client.
    for (const name of reads) upstream.on(name, healthy[name]!);
    expect(whole + (await runEverything())).toContain(word);
  });

  it.each<[string, object]>([
    ['a password of the wrong type', { input: { clientId: sippyId(), webPassword: [canaries.web] } }],
    ['a misspelt field', { input: { clientId: sippyId(), webPasword: canaries.web } }],
    ['a password beside a missing field', { input: { apiPassword: canaries.api } }],
    ['a password where the input belongs', { input: canaries.web }],
    ['a password as an amount', { input: { clientId: sippyId(), creditLimit: canaries.api } }],
    ['a password as a right', { input: { clientId: sippyId(), accountsRights: [canaries.web] } }],
  ])('when variables hold %s', async (_what, variables) => {
    const text = await post(SippyUpdateDocument, variables);
    expect(text).toContain('"errors"');
    expect(text).not.toContain('INTERNAL');
  });

  it('in any answer, in any line of the log, in any file', async () => {
    program.signal('SIGTERM');
    expect((await program.exited).code).toBe(0);
    const files = readdirSync(program.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    const all = [program.stdout, program.stderr, ...answers, ...files].join('\n');
    expect(answers.length).toBeGreaterThan(200);
    expect(program.stderr).toContain('"level"');
    // What is no secret is found, so a secret would be, too.
    expect(all).toContain('jane.doe@example.com');
    for (const canary of Object.values(canaries)) {
      const forms = [canary, JSON.stringify(canary).slice(1, -1), encodeURIComponent(canary)];
      forms.push(canary.replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
      forms.push(Buffer.from(canary).toString('base64').replace(/=+$/, ''));
      for (const form of forms) expect(all.includes(form), `${canary} as ${form}`).toBe(false);
    }
  });
});
