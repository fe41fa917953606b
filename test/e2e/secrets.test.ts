import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/ids.ts';
import { startUpstream, type SeenCall, type TestUpstream } from '../providers/voipms/upstream.ts';
import {
  DeleteDocument,
  JustChargeDocument,
  SignupDocument,
  ThresholdDocument,
  UpdateDocument,
  WholeClientDocument,
} from '../generated/graphql.ts';
import { freshKey } from './harness.ts';
import { signupInput } from './inputs.ts';
import { Program } from './process.ts';

/** Nothing of these may be seen anywhere but at the upstream. */
const canaries = {
  username: 'canary-user@example.com',
  apiPassword: 'canary api&pass/1"\\é',
  stored: 'Canary-Stored-1',
  fresh: 'Canary-Fresh-2',
  signup: 'Canary-Signup-3',
};

const account = 'secret-account';
const clientId = encodeGlobalId('Client', account, '1');
const row = {
  client: '1',
  email: 'a@example.com',
  password: canaries.stored,
  company: '',
  firstname: 'A',
  lastname: 'B',
  address: 'S',
  city: 'T',
  state: 'U',
  country: 'CANADA',
  zip: '1',
  phone_number: '5551112222',
  balance_management: '1',
};

/** An upstream that knows everything and tells it with every refusal: its own words, the request, the stored row. */
function blabber({ method, parameters, credentials }: SeenCall): string {
  const [username, password] = credentials;
  const told = `${username} ${password} ${parameters['password'] ?? ''} ${parameters['confirm_password'] ?? ''}`;
  return JSON.stringify({ status: 'no_such_luck', message: `${method}: ${told}`, clients: [row] });
}

const healthy: Readonly<Record<string, object>> = {
  getClients: { clients: [row] },
  getCountries: { countries: [{ value: 'CA', description: 'Canada' }] },
  getBalanceManagement: { balance_management: [{ value: '1', description: 'Hard' }] },
  getResellerBalance: { balance: { current_balance: '1.00' } },
  getCharges: { charges: [] },
  getDeposits: { deposits: [] },
  getClientThreshold: { threshold_information: { threshold: '5', email: 'a@example.com' } },
  getClientPackages: { packages: [] },
  setClient: {},
  signupClient: { client: '1' },
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
  const login = { username: canaries.username, password: { env: 'API_PASSWORD' } };
  const where = { provider: 'VOIPMS', name: account, baseUrl: upstream.baseUrl };
  writeFileSync(
    config,
    JSON.stringify({
      access: { loopback: {} },
      accounts: [{ ...where, ...login, writeTimeoutMs: 500, readTimeoutMs: 500 }],
    }),
  );
  const env = { CONFIG_FILE: config, API_PASSWORD: canaries.apiPassword, LOG_LEVEL: 'trace', PORT: '0' };
  await program.exited;
  program = new Program(['serve'], env);
  url = await program.gatewayUrl();
});

afterAll(async () => {
  await program?.close();
  await upstream?.close();
});

beforeEach(() => {
  for (const [name, fields] of Object.entries(healthy)) {
    upstream.on(name, JSON.stringify({ status: 'success', ...fields }));
  }
});

/** All operations that carry or touch a secret. */
async function runEverything(): Promise<readonly string[]> {
  const password = { password: canaries.fresh };
  const signup = {
    ...signupInput({ account, password: canaries.signup, passwordConfirmation: canaries.signup }),
    address: { street: 'S', city: 'T', state: 'U', country: 'CA', postalCode: '12345' },
  };
  return [
    await post(WholeClientDocument, { account, upstreamId: '1' }),
    await post(WholeClientDocument, { account, email: 'a@example.com' }),
    await post(
      '{ clients(where: { text: "Canary" }) { totalCount nodes { displayName } } accounts { health { state } } }',
      {},
    ),
    await post(UpdateDocument, { input: { clientId, company: 'X' } }),
    await post(UpdateDocument, { input: { clientId, ...password } }),
    await post(UpdateDocument, { input: { clientId, ...password, dryRun: true } }),
    await post(SignupDocument, { input: { ...signup, dryRun: true } }),
    await post(SignupDocument, { input: signup }),
    await post(SignupDocument, { input: { ...signup, passwordConfirmation: canaries.fresh, country: 'CA' } }),
    await post(ThresholdDocument, { input: { clientId, amount: '5' } }),
    await post(JustChargeDocument, { input: { clientId, amount: '5', idempotencyKey: freshKey() } }),
    await post(DeleteDocument, { input: { clientId } }),
    await post(
      '{ operations(first: 100) { nodes { idempotencyKey reason attempts { error { code message } } evidence { statement } } } }',
      {},
    ),
  ];
}

describe('no secret is seen', () => {
  it('when everything works', async () => {
    const texts = await runEverything();
    expect(texts.join('\n')).toContain('SUCCEEDED');
    // The canaries have reached the one place that they are for.
    const setClients = upstream.calls.filter(({ method }) => method === 'setClient');
    expect(setClients.map(({ parameters }) => parameters['password'])).toEqual([canaries.stored, canaries.fresh]);
    expect(setClients[0]?.credentials.slice(0, 2)).toEqual([canaries.username, canaries.apiPassword]);
    expect(upstream.calls.some(({ parameters }) => parameters['password'] === canaries.signup)).toBe(true);
    expect(upstream.calls.every((call) => call.verb === 'POST' && !call.url.includes('?'))).toBe(true);
  });

  it('when the upstream tells secrets in its refusals', async () => {
    for (const name of [...Object.keys(healthy), 'addCharge', 'setClientThreshold', 'delClient']) {
      upstream.on(name, blabber);
    }
    await runEverything();
    // Writes that can only be refused after a successful look at the client.
    for (const name of ['getClients', 'getCountries', 'getBalanceManagement']) {
      upstream.on(name, JSON.stringify({ status: 'success', ...healthy[name] }));
    }
    const texts = await runEverything();
    expect(texts.join('\n')).toContain('no_such_luck');
  });

  it.each([
    ['HTML', { status: 500, body: `<html>${Object.values(canaries).join(' ')}</html>` }],
    ['broken JSON', `{"status":"success","clients":[${JSON.stringify(row)}`],
    ['a list of another kind', `{"status":"success","clients":"${canaries.stored}"}`],
  ])('when the upstream answers with %s', async (_what, reply) => {
    for (const name of [...Object.keys(healthy), 'addCharge']) upstream.on(name, reply);
    expect((await runEverything()).join('\n')).toContain('UPSTREAM_UNAVAILABLE');
  });

  it.each<[string, object]>([
    ['a password of the wrong type', { input: { clientId, password: [canaries.fresh] } }],
    ['a password in an object', { input: { clientId, password: { secret: canaries.fresh } } }],
    ['a misspelt field', { input: { clientId, pasword: canaries.fresh } }],
    ['a missing field beside a password', { input: { password: canaries.fresh } }],
    ['a password where the input belongs', { input: canaries.fresh }],
    ['a password as a flag', { input: { clientId, dryRun: canaries.fresh } }],
    ['a password that reads like an error', { input: { clientId, dryRun: `Decimal: ${canaries.fresh}` } }],
    ['another one', { input: { clientId, password: `Int cannot represent ${canaries.fresh}`, nope: 1 } }],
    ['nothing', { inpt: { password: canaries.fresh } }],
  ])('when variables hold %s', async (_what, variables) => {
    const text = await post(UpdateDocument, variables);
    expect(text).toContain('"errors"');
    expect(text).not.toContain('INTERNAL');
  });

  it.each([
    `mutation { updateClient(input: { clientId: "${clientId}", password: ["${canaries.fresh}"] }) { userErrors { code } } }`,
    `mutation { updateClient(input: { clientId: 1.5, password: 5, firstName: ["${canaries.fresh}"] }) { userErrors { code } } }`,
    `mutation { updateClient(input: "${canaries.fresh}") { userErrors { code } } }`,
    `mutation { updateClient(input: { clientId: "x", pasword: "${canaries.fresh}" }) { userErrors { code } } }`,
    `mutation { updateClient(input: { clientId: "x", dryRun: "${canaries.fresh}" }) { userErrors { code } } }`,
    `mutation { addCharge(input: { clientId: "x", amount: "${canaries.fresh}", idempotencyKey: "k" }) { userErrors { code } } }`,
    `mutation { updateClient(input: { clientId: "x", password: "${canaries.fresh}" }) { userErrors { code }`,
    `{ client(account: "${account}", upstreamId: {password: "${canaries.fresh}"}) { id } }`,
    `query ($p: String = ["${canaries.fresh}"]) { client(account: $p) { id } }`,
  ])('when a document is wrong: %s', async (query) => {
    expect(await post(query, {})).toContain('"errors"');
  });

  it('in any answer, in any line of the log, in any file', async () => {
    program.signal('SIGTERM');
    expect((await program.exited).code).toBe(0);
    const files = readdirSync(program.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    const everything = [program.stdout, program.stderr, ...answers, ...files].join('\n');
    expect(answers.length).toBeGreaterThan(80);
    // What is no secret is found, so a secret would be, too.
    expect(everything).toContain('a@example.com');
    for (const canary of Object.values(canaries)) {
      const forms = [canary, JSON.stringify(canary).slice(1, -1), encodeURIComponent(canary)];
      forms.push(new URLSearchParams({ canary }).toString().slice('canary='.length));
      forms.push(Buffer.from(canary).toString('base64').replace(/=+$/, ''));
      for (const form of forms) expect(everything.includes(form), `${canary} as ${form}`).toBe(false);
    }
  });
});
