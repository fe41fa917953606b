/**
 * An operation is interpreted when it comes first and runs compiled afterwards: both must give the same answer, and the
 * check of scopes must hold for both.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoAccounts } from '../../src/accountConfig.ts';
import { defaultLimits } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { Redactor } from '../../src/redactor.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/server.ts';
import { startGateway, type RunningGateway } from '../../src/server.ts';
import { openSurface } from '../../src/surfaceConfig.ts';
import { journalInFolder } from './journal.ts';
import { Dice } from './tenants-world.ts';
import { Tokens } from './tenants.ts';

const DOCUMENTS = 150;
const SEED = Number(process.env['COMPILED_SEED'] ?? Math.floor(Math.random() * 1e9));

let tokens: Tokens;
let sandbox: RunningSandbox;
let gateway: RunningGateway;

beforeAll(async () => {
  tokens = await Tokens.start();
  sandbox = await startSandbox({ host: '127.0.0.1', port: 0, clients: 2, seed: 7, dataDir: null });
  const accounts = demoAccounts(sandbox.url).filter(({ provider }) => provider === 'VOIPMS');
  gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    accounts,
    access: tokens.access({ acme: {} }, ['voipms-demo']),
    limits: defaultLimits(),
    surface: openSurface(),
    ...journalInFolder(),
    log: createLog('silent', new Redactor()),
  });
});

afterAll(async () => {
  await gateway?.close();
  await sandbox?.close();
  await tokens?.close();
});

/** Status and body of the first answer and of the next ones, which are compiled. */
async function thrice(
  query: string,
  variables: object,
  scopes: readonly string[],
): Promise<readonly (readonly [number, string])[]> {
  const answers: (readonly [number, string])[] = [];
  for (let time = 0; time < 4; time += 1) {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${tokens.of('acme', scopes)}`,
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
      },
      body: JSON.stringify({ query, variables }),
    });
    // When a record was read is another moment each time.
    const text = (await response.text()).replaceAll(/"observedAt":"[^"]*"/g, '"observedAt":""');
    answers.push([response.status, text]);
  }
  return answers;
}

const READ = ['clients:read'];
const BOTH = ['clients:read', 'ledger:read'];

/** Selections of a type, as text; the deeper, the shorter. */
class Author {
  readonly fragments: string[] = [];
  readonly #dice: Dice;
  readonly #maySeeMoney: boolean;

  constructor(dice: Dice, maySeeMoney: boolean) {
    this.#dice = dice;
    this.#maySeeMoney = maySeeMoney;
  }

  document(): string {
    const selection = this.#set('Query', 4);
    return `query ($yes: Boolean!, $no: Boolean!, $maybe: Boolean = true) ${selection} ${this.fragments.join(' ')}`;
  }

  #set(type: string, depth: number): string {
    const count = 1 + this.#dice.below(4);
    return `{ __typename ${Array.from({ length: count }, () => this.#selection(type, depth)).join(' ')} }`;
  }

  #selection(type: string, depth: number): string {
    const how = depth > 0 ? this.#dice.below(6) : 5;
    if (how === 0) return `... on ${type} ${this.#condition()} ${this.#set(type, depth - 1)}`;
    if (how === 1) {
      const name = `F${this.fragments.length}`;
      this.fragments.push('');
      this.fragments[Number(name.slice(1))] = `fragment ${name} on ${type} ${this.#set(type, depth - 1)}`;
      return `...${name} ${this.#condition()}`;
    }
    const [name, inner] = this.#dice.of(fieldsOf[type]!.filter(([field]) => this.#maySeeMoney || field !== 'balance'));
    const alias = this.#dice.below(4) === 0 ? `${name.split('(', 1)[0]}X: ` : '';
    if (inner !== undefined && depth === 0) return '__typename';
    return `${alias}${name} ${this.#condition()} ${inner === undefined ? '' : this.#set(inner, depth - 1)}`;
  }

  #condition(): string {
    return this.#dice.of([
      '',
      '',
      '',
      '@skip(if: $yes)',
      '@skip(if: $no)',
      '@include(if: $no)',
      '@include(if: $maybe)',
      '@skip(if: true)',
    ]);
  }
}

type Field = readonly [name: string, inner?: string];
const fieldsOf: Readonly<Record<string, readonly Field[]>> = {
  Query: [
    ['clients(first: 2)', 'ClientConnection'],
    ['account(name: "voipms-demo")', 'ResellerAccount'],
    ['accounts', 'ResellerAccount'],
  ],
  ClientConnection: [['totalCount'], ['nodes', 'Client']],
  Client: [['id'], ['upstreamId'], ['displayName'], ['balance', 'Balance'], ['account', 'ResellerAccount']],
  ResellerAccount: [['name'], ['provider'], ['clients(first: 1)', 'ClientConnection']],
  Balance: [['callsTotal'], ['current', 'Money']],
  Money: [['amount'], ['currency']],
};
const variables = { yes: true, no: false };

describe('compiled execution', () => {
  it(`answers as graphql-js does, whatever is left out (seed ${SEED})`, async () => {
    const dice = new Dice(SEED);
    let executed = 0;
    for (let count = 0; count < DOCUMENTS; count += 1) {
      const query = new Author(dice, true).document();
      const [first, ...later] = await thrice(query, variables, BOTH);
      for (const answer of later) expect([query, answer]).toEqual([query, first]);
      if (first![0] === 200) executed += 1;
    }
    expect(executed).toBeGreaterThan(DOCUMENTS / 4);
  }, 120_000);

  it.each([
    [
      'a variable',
      'query ($s: Boolean!) { clients(first: 2) { nodes { upstreamId } } clients(first: 2) @skip(if: $s) { ...F } }',
    ],
    ['a literal', '{ clients(first: 2) { nodes { upstreamId } } clients(first: 2) @skip(if: true) { ...F } }'],
    [
      'a fragment',
      '{ clients(first: 2) { nodes { upstreamId } } ... @include(if: false) { clients(first: 2) { ...F } } }',
    ],
  ])('never runs what %s leaves out, and what the caller may not see', async (_what, text) => {
    const query = `${text} fragment F on ClientConnection { nodes { balance { current { amount } } } }`;
    for (const [status, body] of await thrice(query, { s: true }, READ)) {
      expect([status, body.includes('balance')]).toEqual([200, false]);
    }
    for (const [status] of await thrice(
      query.replaceAll('true', 'false').replace('include(if: false)', 'include(if: true)'),
      { s: false },
      READ,
    ))
      expect(status).toBe(403);
  });

  it.each<[string, object]>([
    ['query ($x: ID = "q") { nodes(ids: ["y", $x]) { id } }', { x: null }],
    ['query ($x: ClientOrderField = NAME) { clients(orderBy: { field: $x }) { totalCount } }', { x: null }],
    ['query ($s: Boolean = true) { accounts @include(if: $s) { name } }', { s: null }],
    ['query ($n: String!) { account(name: $n) { name } }', { n: null }],
    ['query ($n: String!) { account(name: $n) { name } }', {}],
    [
      'mutation ($a: String = "x") { checkSignIn(input: { account: $a, username: "bob", password: "hunter2Canary" }) { outcome } }',
      { a: null },
    ],
  ])('finds the same wrong values each time, and quotes none: %s %j', async (query, values) => {
    const [first, ...later] = await thrice(query, values, [...BOTH, 'clients:write', 'clients:pii']);
    for (const answer of later) expect(answer).toEqual(first);
    expect(first![1]).toContain('"code":"INVALID_INPUT"');
    expect(first![1]).not.toContain('hunter2Canary');
  });
});
