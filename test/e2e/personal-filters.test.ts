import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allScopes } from '../../src/access/scopes.ts';
import { demoAccounts } from '../../src/accountConfig.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/server.ts';
import type { RunningGateway } from '../../src/server.ts';
import { codesOf, type Answer } from './harness.ts';
import { askAt, gatewayFor, withoutPii } from './personal-world.ts';

let sandbox: RunningSandbox;
let whole: RunningGateway;
let masked: RunningGateway;
let withoutLedger: RunningGateway;

beforeAll(async () => {
  sandbox = await startSandbox({ host: '127.0.0.1', port: 0, clients: 3, seed: 7, dataDir: null });
  const accounts = demoAccounts(sandbox.url);
  whole = await gatewayFor({ accounts, scopes: allScopes });
  masked = await gatewayFor({ accounts, scopes: withoutPii });
  withoutLedger = await gatewayFor({ accounts, scopes: allScopes.filter((scope) => scope !== 'ledger:read') });
});

afterAll(async () => {
  await whole?.close();
  await masked?.close();
  await withoutLedger?.close();
  await sandbox?.close();
});

/** What looks at personal data, with whether it finds somebody. */
const questions: readonly string[] = [
  '{ client(account: "voipms-demo", email: "ADDRESS") { id } }',
  '{ clients(where: { email: "ADDRESS" }) { totalCount } }',
  '{ clients(where: { text: "ADDRESS" }) { totalCount } }',
  '{ clients(where: { accounts: ["voipms-demo"], text: "jo" }) { totalCount } }',
  '{ portfolio(where: { email: "ADDRESS" }) { clientCount } }',
  '{ portfolio(where: { text: "ADDRESS" }) { clientCount } }',
  '{ clients(orderBy: { field: NAME }) { edges { cursor } } }',
  '{ clients(orderBy: { field: EMAIL, direction: DESC }, first: 1) { nodes { id } } }',
  '{ account(name: "logicboxes-demo") { logicboxesTransactions(where: { usernames: ["ADDRESS"] }) { totalCount } } }',
  '{ account(name: "logicboxes-demo") { logicboxesTransactions(where: { description: "jo" }) { totalCount } } }',
  '{ account(name: "logicboxes-demo") { logicboxesTransactions(orderBy: ["description"]) { totalCount } } }',
];

/** Errors without their places, which move with the length of the address. */
function errorsOf({ errors }: Answer<unknown>): readonly unknown[] {
  return (errors ?? []).map(({ message, path, extensions }) => ({ message, path, extensions }));
}

function chargesWith(text: string): string {
  return `{ client(account: "voipms-demo", upstreamId: "561115") { charges(where: { text: "${text}" }) { totalCount nodes { description } } } }`;
}

describe('what would tell personal data by what it finds', () => {
  it.each(questions)('is refused alike for an address that is there and one that is not: %s', async (question) => {
    const { data } = await askAt(whole.url, '{ client(account: "voipms-demo", upstreamId: "561115") { email } }');
    const { email } = data['client'] as { readonly email: string };
    const answers = [];
    for (const address of [email, 'nobody@example.org']) {
      const query = question.replace('ADDRESS', address);
      const seen = await askAt(whole.url, query);
      expect(codesOf(seen)).not.toContain('FORBIDDEN');
      answers.push(await askAt(masked.url, query));
    }
    const [there, absent] = answers;
    expect(codesOf(there!)).toEqual(['FORBIDDEN']);
    expect(there!.errors?.[0]?.message).toContain('`clients:pii`');
    expect(errorsOf(there!)).toEqual(errorsOf(absent!));
  });

  it('costs no upstream call', async () => {
    await fetch(`${sandbox.url}/_sandbox/calls/reset`, { method: 'POST', body: '{}' });
    for (const question of questions) await askAt(masked.url, question.replace('ADDRESS', 'a@example.org'));
    const counts = (await (await fetch(`${sandbox.url}/_sandbox/calls`)).json()) as Record<string, object>;
    expect(Object.values(counts).flatMap((functions) => Object.keys(functions))).toEqual([]);
  });

  it('is closed as a field: whether a user name is free', async () => {
    const query = '{ account(name: "freeside-demo") { isUsernameAvailable(username: "jane", domain: "example.com") } }';
    expect(codesOf(await askAt(masked.url, query))).toEqual(['FORBIDDEN']);
    expect((await askAt(whole.url, query)).errors).toBeUndefined();
  });
});

describe('what would tell balances by what it finds', () => {
  it.each([
    ['{ clients(where: { balanceBelow: "10" }) { totalCount } }', 'clients'],
    ['{ clients(where: { belowThreshold: false }) { totalCount } }', 'clients'],
    ['{ clients(orderBy: { field: BALANCE }) { edges { cursor } } }', 'clients'],
  ])('needs ledger:read: %s', async (query, field) => {
    await fetch(`${sandbox.url}/_sandbox/calls/reset`, { method: 'POST', body: '{}' });
    const answer = await askAt(withoutLedger.url, query);
    expect(codesOf(answer)).toEqual(['FORBIDDEN']);
    expect(answer.errors).toMatchObject([
      { path: [field], message: expect.stringContaining('`ledger:read`') as unknown },
    ]);
    const counts = (await (await fetch(`${sandbox.url}/_sandbox/calls`)).json()) as Record<string, object>;
    expect(Object.values(counts).flatMap((functions) => Object.keys(functions))).toEqual([]);
    expect((await askAt(whole.url, query)).errors).toBeUndefined();
  });
});

describe('what remains', () => {
  it.each([
    '{ clients(where: { status: ACTIVE }, first: 2) { totalCount } }',
    '{ clients(orderBy: { field: BALANCE, direction: DESC }, first: 2) { nodes { displayName } edges { cursor } } }',
    '{ account(name: "logicboxes-demo") { logicboxesTransactions(orderBy: ["customer-id desc", "transaction-id"]) { totalCount } } }',
    '{ client(account: "voipms-demo", upstreamId: "561115") { charges(where: { text: "setup" }) { totalCount } } }',
  ])('is open: %s', async (query) => {
    const answer = await askAt(masked.url, query);
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toBeTruthy();
  });

  it('finds in a ledger only what the caller sees of it', async () => {
    const all = await askAt(whole.url, chargesWith('DID'));
    const digits = /\d{9,}/.exec(JSON.stringify(all.data))?.[0];
    expect(digits).toBeDefined();
    expect(JSON.stringify((await askAt(whole.url, chargesWith(digits!))).data)).not.toContain('"totalCount":0');
    expect(JSON.stringify((await askAt(masked.url, chargesWith(digits!))).data)).toContain('"totalCount":0');
  });
});
