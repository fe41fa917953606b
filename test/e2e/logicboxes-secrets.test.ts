/** Secrets of a LogicBoxes account and of its clients reach the upstream, and nothing else. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  refusal,
  startUpstream,
  type Reply,
  type SeenCall,
  type TestUpstream,
} from '../providers/logicboxes/upstream.ts';
import {
  JustChargeDocument,
  JustPayDocument,
  LogicboxesDeleteDocument,
  LogicboxesJustSignupDocument,
  LogicboxesJustSuspendDocument,
  LogicboxesJustUpdateDocument,
  LogicboxesMailAccountDocument,
  LogicboxesMailForwardDocument,
} from '../generated/graphql.ts';
import { clientId } from './harness.ts';
import { chargeInput, forwardInput, mailboxInput, paymentInput, signupInput } from './logicboxes.ts';
import { Program } from './process.ts';

/** Nothing of these may be seen anywhere but at the upstream. */
const canaries = {
  userid: '7431905',
  apiKey: 'canary api&key/1"\\é',
  pin: 'Canary-Pin-4',
  signup: 'Canary:Sgn5#',
  mailbox: 'Canary mail&box 6',
  change: 'Canary-Change-7',
};

const account = 'secret-account';
const details = {
  customerid: '1',
  username: 'a@example.com',
  useremail: 'a@example.com',
  name: 'A B',
  company: 'C',
  address1: 'S',
  city: 'T',
  state: 'U',
  country: 'US',
  zip: '12345',
  telnocc: '1',
  telno: '5551112222',
  langpref: 'en',
  customerstatus: 'Active',
  pin: canaries.pin,
};
const listed = { 'customer.customerid': '1', 'customer.username': 'a@example.com', 'customer.name': 'A B' };
const balance = { sellingcurrencysymbol: 'GBP', sellingcurrencybalance: 1.5 };
const nothing = { recsonpage: '0', recsindb: '0' };

const healthy: Readonly<Record<string, Reply>> = {
  'customers/details-by-id': JSON.stringify(details),
  'customers/details': refusal('Customer ana@example.org not found'),
  'customers/search': JSON.stringify({ recsonpage: '1', recsindb: '1', '1': listed }),
  'billing/customer-balance': JSON.stringify({ currencysymbol: 'GBP', ...balance }),
  'billing/reseller-balance': JSON.stringify(balance),
  'billing/customer-transactions/search': JSON.stringify(nothing),
  'billing/customer-archived-transactions/search': JSON.stringify(nothing),
  'mock/products/reseller-price': '{"hosting":{"email_plan":{"0":{"description":{"default":true}}}}}',
  'billing/add-customer-debit-note': '88000099',
  'billing/add-customer-fund': '88000100',
  'customers/v2/signup': '2',
  'customers/modify': 'true',
  'customers/suspend': 'true',
  'customers/delete': 'true',
  'mail/user/add': '{"response":{"status":"SUCCESS","user":{"emailAddress":"john.doe@example.com"}}}',
  'mail/user/add-forward-only-account': '{"response":{"status":"SUCCESS"}}',
};

/** What an upstream has been sent, and what it knows besides: the stored record. */
const request = (call: SeenCall): string =>
  `${call.url} ${call.body} ${JSON.stringify(call.parameters)} ${call.credentials.join(' ')}`;
const everything = (call: SeenCall): string => `${JSON.stringify(details)} ${request(call)}`;

/** Refusals and pages that tell all of it. */
const blabbers: Readonly<Record<string, (call: SeenCall) => Reply>> = {
  'its own words': (call) => ({
    status: 500,
    body: JSON.stringify({ status: 'ERROR', message: `No luck: ${request(call)}` }),
  }),
  'the words of a field': (call) => JSON.stringify({ status: 'error', error: `{passwd=${request(call)}}` }),
  'a code': (call) =>
    JSON.stringify({ response: { status: 'FAILURE', message: request(call), errorCode: call.credentials[1] } }),
  HTML: (call) => ({ status: 500, type: 'text/html', body: `<html>${everything(call)}</html>` }),
  'a page of the proxy': (call) => ({ status: 403, type: 'text/html', body: `<html>${everything(call)}</html>` }),
  'broken JSON': (call) => `{"customerid":"1","pin":${JSON.stringify(everything(call))}`,
  'another kind of JSON': (call) => JSON.stringify([everything(call)]),
  'a redirect': (call) => ({
    status: 302,
    body: everything(call),
    location: `/elsewhere?${everything(call).slice(0, 500)}`.replaceAll(/[^ -~]/g, ''),
  }),
};

let upstream: TestUpstream;
let program: Program;
let url: string;
const answers: string[] = [];

const post = async (document: { toString(): string }, variables: object): Promise<string> => {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const text = `${answer.status} ${JSON.stringify([...answer.headers])} ${await answer.text()}`;
  answers.push(text);
  return text;
};

beforeAll(async () => {
  upstream = await startUpstream();
  program = new Program(['help']);
  const config = join(program.folder, 'config.json');
  const login = { username: canaries.userid, password: { env: 'API_KEY' } };
  const where = { provider: 'LOGICBOXES', name: account, baseUrl: upstream.baseUrl };
  const timeouts = { writeTimeoutMs: 2000, readTimeoutMs: 2000 };
  const limits = { maxFailuresInARow: 10_000 };
  writeFileSync(
    config,
    JSON.stringify({ access: { loopback: {} }, accounts: [{ ...where, ...login, ...timeouts }], limits }),
  );
  const env = { CONFIG_FILE: config, API_KEY: canaries.apiKey, LOG_LEVEL: 'trace', PORT: '0' };
  await program.exited;
  program = new Program(['serve'], env);
  url = await program.gatewayUrl();
});

afterAll(async () => {
  await program?.close();
  await upstream?.close();
});

const answerAll = (reply: (name: string) => Reply | ((call: SeenCall) => Reply)): void => {
  for (const name of Object.keys(healthy)) upstream.on(name, reply(name));
};

const isWrite = (name: string): boolean => /add-|signup|modify|suspend|delete|^mail/.test(name);

beforeEach(() => answerAll((name) => healthy[name]!));

const id = clientId('1', account);
const signup = () => signupInput({ account, password: canaries.signup });
const mailbox = () => mailboxInput({ account, password: canaries.mailbox });

/** All operations that carry or touch a secret. */
async function runEverything(): Promise<string> {
  const texts = [
    await post(
      `{ client(account: "${account}", upstreamId: "1") { displayName address { street } logicboxes { username language }
           balance { current { amount } } charges { totalCount } deposits { totalCount } }
         byEmail: client(account: "${account}", email: "a@example.com") { displayName }
         clients(where: { text: "Canary" }) { totalCount nodes { displayName } }
         account(name: "${account}") { health { state lastFailureCode } balance { current { amount } }
           priceBands { productKey } logicboxesTransactions { totalCount } } }`,
      {},
    ),
    await post(JustChargeDocument, { input: chargeInput({ clientId: id }) }),
    await post(JustPayDocument, { input: paymentInput({ clientId: id }) }),
    await post(LogicboxesJustSignupDocument, { input: signup() }),
    await post(LogicboxesJustSignupDocument, { input: { ...signup(), dryRun: true } }),
    await post(LogicboxesJustSignupDocument, { input: { ...signup(), password: `${canaries.signup} too long` } }),
    await post(LogicboxesMailAccountDocument, { input: mailbox() }),
    await post(LogicboxesMailAccountDocument, { input: { ...mailbox(), dryRun: true } }),
    await post(LogicboxesMailForwardDocument, { input: forwardInput({ account }) }),
    await post(LogicboxesJustUpdateDocument, { input: { clientId: id, company: 'X' } }),
    await post(LogicboxesJustUpdateDocument, { input: { clientId: id, company: 'X', dryRun: true } }),
    await post(LogicboxesJustUpdateDocument, { input: { clientId: id, password: canaries.change } }),
    await post(LogicboxesJustSuspendDocument, { input: { clientId: id } }),
    await post(LogicboxesDeleteDocument, { input: { clientId: id } }),
    await post(
      '{ operations(first: 200) { nodes { idempotencyKey reason attempts { error { code message } } evidence { statement } } } }',
      {},
    ),
  ];
  return texts.join('\n');
}

describe('no secret is seen', () => {
  it('when everything works', async () => {
    expect(await runEverything()).toContain('SUCCEEDED');
    // The canaries have reached the one place that they are for: bodies of writes, and never a URL of one.
    const passwords = upstream.calls.map((call) => call.get('passwd')).filter((value) => value !== undefined);
    expect(new Set(passwords)).toEqual(new Set([canaries.signup, canaries.mailbox]));
    for (const { credentials } of upstream.calls) expect(credentials).toEqual([canaries.userid, canaries.apiKey]);
    const writes = upstream.calls.filter(({ verb }) => verb === 'POST');
    expect(writes.length).toBeGreaterThan(6);
    for (const write of writes) expect(write.url).not.toContain('?');
  });

  it.each(Object.keys(blabbers))('when the upstream answers everything with %s that hold them', async (kind) => {
    answerAll(() => blabbers[kind]!);
    expect(await runEverything()).toMatch(/"errors"/);
  });

  it.each(Object.keys(blabbers))('when reads work and writes are answered with %s that hold them', async (kind) => {
    answerAll((name) => (isWrite(name) ? blabbers[kind]! : healthy[name]!));
    expect(await runEverything()).toMatch(/"state":"(?:REJECTED|UNKNOWN)"/);
  });

  it.each<[string, object]>([
    ['a password of the wrong type', { input: { ...signup(), password: [canaries.signup] } }],
    ['a password in an object', { input: { ...signup(), password: { secret: canaries.signup } } }],
    ['a misspelt field', { input: { ...signup(), pasword: canaries.signup } }],
    ['a password as a flag', { input: { ...signup(), dryRun: canaries.signup } }],
    ['a password where the input belongs', { input: canaries.signup }],
  ])('when variables hold %s', async (_what, variables) => {
    expect(await post(LogicboxesJustSignupDocument, variables)).toContain('"errors"');
  });

  it('in any answer, in any line of the log, in any file', async () => {
    program.signal('SIGTERM');
    expect((await program.exited).code).toBe(0);
    const files = readdirSync(program.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    const seen = [program.stdout, program.stderr, ...answers, ...files].join('\n');
    expect(answers.length).toBeGreaterThan(250);
    // What is no secret is found, so a secret would be, too.
    expect(seen).toContain('a@example.com');
    expect(seen).toMatch(/No luck: [^"]*\[redacted\]/);
    for (const canary of Object.values(canaries)) {
      const forms = [canary, JSON.stringify(canary).slice(1, -1), encodeURIComponent(canary)];
      forms.push(new URLSearchParams({ canary }).toString().slice('canary='.length));
      forms.push(Buffer.from(canary).toString('base64').replace(/=+$/, ''));
      for (const form of forms) expect(seen.includes(form), `${canary} as ${form}`).toBe(false);
    }
  });
});
