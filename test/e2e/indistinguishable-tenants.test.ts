/**
 * What a tenant is told of another's accounts, clients, operations, keys and passwords: the same as of what does not exist,
 * byte for byte, by every field and mutation, without an upstream call, and in the same time.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSchema } from '../../src/graphql/schema.ts';
import { decodeGlobalId, encodeGlobalId } from '../../src/ids.ts';
import { fieldOperations } from '../access/paths.ts';
import { documented } from './four-world.ts';
import { accountOf, apart, backwards, mediansOf, World, type ExactAnswer } from './indistinguishable-world.ts';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world?.close());

const quoted = (text: string): string => JSON.stringify(text);

/** The id of the same thing at another account. */
function movedTo(account: string, id: string): string {
  const { typename, parts } = decodeGlobalId(id)!;
  return encodeGlobalId(typename, account, ...parts);
}

/** The text with every name of an account, also in ids, as if it were that of one account. */
function leveled(text: string, account: string): string {
  const inIds = text.replaceAll(/[\w-]{16,}/g, (id) => (decodeGlobalId(id) === null ? id : movedTo('ACCOUNT', id)));
  return inIds.replaceAll(account, 'ACCOUNT');
}

/** The answer as if its account had another name; what counts bytes is left as it is, since the names have one length. */
function level({ text, ...rest }: ExactAnswer, account: string): object {
  return { ...rest, text: leveled(text, account) };
}

/** Operations that name an account, or an id at it, in every place where the schema takes one. */
function aboutAccount(account: string): readonly string[] {
  const own = accountOf('own', 'voipms');
  const id = (typename: string, ...parts: readonly string[]) => quoted(encodeGlobalId(typename, account, ...parts));
  const client = id('Client', documented.voipms);
  const ids = [id('ResellerAccount'), client, id('Package', '8378'), id('Charge', documented.voipms, '1'), id('X')];
  const period = 'from: "2026-11-01", to: "2026-11-20"';
  return [
    `{ account(name: ${quoted(account)}) { name } }`,
    `{ nodes(ids: [${ids.join(', ')}]) { id } }`,
    ...ids.map((one) => `{ node(id: ${one}) { id } }`),
    `{ client(account: ${quoted(account)}, upstreamId: "561115") { id } }`,
    `{ client(account: ${quoted(account)}, email: "a@example.com") { id } }`,
    `{ clients(where: { accounts: [${quoted(account)}] }) { totalCount } }`,
    `{ clients(where: { accounts: [${quoted(own)}, ${quoted(account)}] }) { totalCount } }`,
    `{ portfolio(where: { accounts: [${quoted(account)}] }) { clientCount } }`,
    `{ reconciliation(account: ${quoted(account)}, ${period}) { csv } }`,
    `{ reconciliation(account: ${quoted(account)}, ${period}, clientIds: [${client}]) { csv } }`,
    `{ reconciliation(account: ${quoted(own)}, ${period}, clientIds: [${client}]) { csv } }`,
    `{ operations(where: { account: ${quoted(account)} }) { totalCount nodes { id } } }`,
    `{ operations(where: { clientId: ${client} }) { totalCount nodes { id } } }`,
    `{ auditLog(where: { account: ${quoted(account)} }) { nodes { at } } }`,
    `{ auditLog(where: { client: ${client} }) { nodes { at } } }`,
    `mutation { addCharge(input: { clientId: ${client}, amount: "1.00", idempotencyKey: "k1" }) { operation { id } userErrors { code message path } } }`,
    `mutation { deleteClient(input: { clientId: ${client} }) { operation { id } userErrors { code message path } } }`,
    ...fieldOperations(buildSchema())
      .map(({ query }) => query.replaceAll('voipms-demo', account).replaceAll(/[\w-]{16,}/g, (one) => at(account, one)))
      .filter((query) => leveled(query, account).includes('ACCOUNT')),
  ];
}

function at(account: string, text: string): string {
  return decodeGlobalId(text)?.account === 'voipms-demo' ? movedTo(account, text) : text;
}

/** Who asks, for an account that is there, and for one that is not. */
const askers = [
  ['of another tenant', () => world.token('own'), accountOf('other', 'voipms'), accountOf('none', 'voipms')],
  ['that the key may not use', () => world.narrowKey, accountOf('own', 'sippy'), accountOf('none', 'sippy')],
] as const;

describe('an account', () => {
  it.each(askers)(
    '%s is as if there were none, wherever it is named',
    { timeout: 120_000 },
    async (_what, key, other, none) => {
      const [there, absent] = [aboutAccount(other), aboutAccount(none)];
      expect(there.length).toBeGreaterThan(300);
      await world.takeCalls();
      const told = { data: 0, errors: 0 };
      for (const [index, query] of there.entries()) {
        const answer = await world.ask(key(), query);
        expect({ query, ...level(answer, other) }).toEqual({
          query,
          ...level(await world.ask(key(), absent[index]!), none),
        });
        told[answer.text.includes('"errors"') ? 'errors' : 'data'] += 1;
      }
      // Neither is it all data, nor has one bad document after the other been refused.
      expect(Math.min(told.data, told.errors)).toBeGreaterThan(20);
      expect(await world.takeCalls()).toBe(0);
    },
  );

  it('of the own tenant is told from one that is not there', async () => {
    const [own, none] = [accountOf('own', 'voipms'), accountOf('none', 'voipms')];
    const [there, absent] = [aboutAccount(own), aboutAccount(none)];
    for (const [index, query] of there.slice(0, 5).entries()) {
      const answer = level(await world.ask(world.token('own'), query), own);
      expect({ query, ...answer }).not.toEqual({
        query,
        ...level(await world.ask(world.token('own'), absent[index]!), none),
      });
    }
  });

  it.each(askers)('%s takes as long as none', { timeout: 60_000 }, async (_what, key, other, none) => {
    for (const index of [0, 1, 3, 8]) {
      const both = [aboutAccount(other)[index]!, aboutAccount(none)[index]!];
      expect(apart(await mediansOf(both.map((query) => () => world.ask(key(), query))))).toBeNull();
    }
  });
});

/** Makes an operation of the other tenant, and tells its global id. */
async function make(idempotencyKey: string): Promise<string> {
  const clientId = encodeGlobalId('Client', accountOf('other', 'voipms'), documented.voipms);
  const { addCharge } = await world.get<{ addCharge: { operation: { id: string } } }>(
    world.token('other'),
    `mutation { addCharge(input: { clientId: "${clientId}", amount: "1.25", idempotencyKey: "${idempotencyKey}" }) { operation { id } } }`,
  );
  return addCharge.operation.id;
}

/** The id with another number in it, of the same form, at the same account. */
function sibling(id: string): string {
  const { typename, account, parts } = decodeGlobalId(id)!;
  return encodeGlobalId(typename, account, backwards(parts[0]!));
}

describe('an operation of another tenant', () => {
  const shown = 'operation { id } userErrors { code message path }';
  let succeeded: string;
  let unknown: string;
  const key = randomUUID();

  beforeAll(async () => {
    succeeded = await make(key);
    const fault = { provider: 'voipms', function: 'addCharge', kind: 'drop_before_apply' };
    await fetch(`${world.sandbox.url}/_sandbox/faults`, { method: 'POST', body: JSON.stringify(fault) });
    unknown = await make(randomUUID());
  });

  function aboutOperation(id: string): readonly string[] {
    return [
      `{ node(id: "${id}") { id } }`,
      `{ nodes(ids: ["${id}"]) { id } }`,
      `{ operation(id: "${id}") { id state } }`,
      `{ auditLog(where: { operation: "${id}" }) { nodes { at } } }`,
      `subscription { operationChanged(id: "${id}") { id state } }`,
      `mutation { resolveOperation(input: { id: "${id}", applied: true, reason: "x", dryRun: true }) { ${shown} } }`,
      `mutation { resolveOperation(input: { id: "${id}", applied: true, reason: "x" }) { ${shown} } }`,
    ];
  }

  it('is as if there were none, also at an account that the caller may use', async () => {
    await world.takeCalls();
    for (const id of [
      succeeded,
      unknown,
      movedTo(accountOf('own', 'voipms'), succeeded),
      movedTo(accountOf('own', 'voipms'), unknown),
    ]) {
      for (const [index, query] of aboutOperation(id).entries()) {
        const headers = query.startsWith('subscription') ? { accept: 'text/event-stream' } : {};
        const [other, none] = [
          await world.ask(world.token('own'), query, headers),
          await world.ask(world.token('own'), aboutOperation(sibling(id))[index]!, headers),
        ];
        expect({ query, ...other }).toEqual({ query, ...none });
      }
    }
    expect(await world.takeCalls()).toBe(0);
    const { node } = await world.get<{ node: { state: string } }>(
      world.token('other'),
      `{ node(id: "${unknown}") { ... on Operation { state } } }`,
    );
    expect(node.state).toBe('UNKNOWN');
  });

  it('takes as long as none', { timeout: 60_000 }, async () => {
    const both = [unknown, sibling(unknown)].map((id) => `{ operation(id: "${id}") { id state } }`);
    expect(apart(await mediansOf(both.map((query) => () => world.ask(world.token('own'), query))))).toBeNull();
  });

  it('leaves its idempotency key free, for whatever input', async () => {
    const clientId = encodeGlobalId('Client', accountOf('own', 'voipms'), documented.voipms);
    const ask = async (idempotencyKey: string) => {
      const found = await world.ask(world.token('own'), `{ operation(idempotencyKey: "${idempotencyKey}") { id } }`);
      const query = `mutation { addCharge(input: { clientId: "${clientId}", amount: "2.50", idempotencyKey: "${idempotencyKey}" }) {
        operation { state idempotencyKey } charge { amount { amount } } warnings { code } userErrors { code } } }`;
      const { headers, status, text } = await world.ask(world.token('own'), query);
      return { found, headers, status, text: text.replace(idempotencyKey, 'KEY') };
    };
    const used = await ask(key);
    expect(used.text).toContain('"state":"SUCCEEDED","idempotencyKey":"KEY"');
    expect(used).toEqual(await ask(randomUUID()));
  });
});

describe('a password that another tenant has to take', () => {
  it('is as if there were none, in the same time, and waits on', { timeout: 60_000 }, async () => {
    const input = `{ account: "${accountOf('other', 'sippy')}", webLogin: "acme", idempotencyKey: "${randomUUID()}" }`;
    const { resetOneTimePassword } = await world.get<{ resetOneTimePassword: { passwordPath: string } }>(
      world.token('other'),
      `mutation { resetOneTimePassword(input: ${input}) { passwordPath } }`,
    );
    const { passwordPath } = resetOneTimePassword;
    const absent = `/handover/${backwards(passwordPath.slice('/handover/'.length))}`;
    const take = (path: string, method = 'POST', owner: 'own' | 'other' = 'own') =>
      world.exact({ method, path, headers: { authorization: `Bearer ${world.token(owner)}` } });
    for (const method of ['POST', 'GET', 'HEAD'])
      expect(await take(passwordPath, method)).toEqual(await take(absent, method));
    expect(apart(await mediansOf([passwordPath, absent].map((path) => () => take(path))))).toBeNull();
    expect(await take(passwordPath, 'POST', 'other')).toMatchObject({ status: 200 });
    expect(await take(passwordPath, 'POST', 'other')).toEqual(await take(absent));
  });
});

describe('a document', () => {
  it('is answered alike whether somebody has sent it before, also once it is compiled', async () => {
    const queries = [
      '{\n  node(id: "x") { id }\n  accounts { name }\n}',
      `{ clients(where: { accounts: ["x"] }) { totalCount } }`,
      `{ a: node(id: "${encodeGlobalId('Client', accountOf('own', 'voipms'), '999999')}") { id } b: node(id: "y") { id } }`,
      '{ accounts { name ',
      '{ accounts { wrong } }',
    ];
    for (const query of queries) {
      const first = await world.ask(world.token('other'), query);
      for (let again = 0; again < 3; again += 1) expect(await world.ask(world.token('other'), query)).toEqual(first);
    }
  });
});

describe('a client of the own account', () => {
  it('is as if there were none for a caller that may not read clients', async () => {
    const account = accountOf('own', 'voipms');
    const [there, absent] = [documented.voipms, '999999'].map((upstreamId) => [
      `{ client(account: "${account}", upstreamId: "${upstreamId}") { id } }`,
      `{ node(id: "${encodeGlobalId('Client', account, upstreamId)}") { id } }`,
      `{ nodes(ids: ["${encodeGlobalId('Charge', account, upstreamId, '1')}"]) { id } }`,
    ]);
    await world.takeCalls();
    for (const scopes of [[], ['ledger:read', 'operations:read']]) {
      for (const [index, query] of there!.entries()) {
        const credential = world.token('own', scopes);
        const answer = await world.ask(credential, query);
        expect(answer.text).toContain('FORBIDDEN');
        expect(answer).toEqual(await world.ask(credential, absent![index]!));
      }
    }
    expect(await world.takeCalls()).toBe(0);
  });

  it('is not told by e-mail to a caller that may not see personal data', async () => {
    const { client } = await world.get<{ client: { email: string } }>(
      world.token('own'),
      `{ client(account: "${accountOf('own', 'voipms')}", upstreamId: "${documented.voipms}") { email } }`,
    );
    const [there, absent] = [client.email, client.email.replaceAll(/[a-z]/g, 'q')].map((email) => [
      `{ client(account: "${accountOf('own', 'voipms')}", email: "${email}") { id } }`,
      `{ clients(where: { email: "${email}" }) { totalCount } }`,
      `{ portfolio(where: { email: "${email}" }) { clientCount } }`,
    ]);
    const credential = world.token('own', ['clients:read', 'ledger:read']);
    await world.takeCalls();
    for (const [index, query] of there!.entries()) {
      const answer = await world.ask(credential, query);
      expect(answer.text).toContain('FORBIDDEN');
      expect(answer).toEqual(await world.ask(credential, absent![index]!));
    }
    expect(await world.takeCalls()).toBe(0);
  });
});
