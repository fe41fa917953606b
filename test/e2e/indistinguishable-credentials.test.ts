/** What a refused credential is told: not whether a key exists, was revoked or has expired, nor whether a tenant exists. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newKey } from '../../src/access/keyText.ts';
import { json, type RawRequest } from '../http/raw.ts';
import { apart, backwards, mediansOf, World } from './indistinguishable-world.ts';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world?.close());

const QUERY = '{ accounts { name } }';

/** The key with another secret of the same form. */
function withOtherSecret(key: string): string {
  return `${key.slice(0, 17)}${newKey().secret}`;
}

/** The token with another signature of the same form. */
function forged(token: string): string {
  const start = token.lastIndexOf('.') + 1;
  return `${token.slice(0, start)}${backwards(token.slice(start))}`;
}

/** Credentials that are refused, by what is wrong with them. */
function refusedOnes(): Readonly<Record<string, string>> {
  const { keys } = world;
  return {
    'a key that nobody has': newKey().text,
    'a key with a wrong secret': withOtherSecret(keys.none),
    'a revoked key': keys.revoked,
    'a revoked key with a wrong secret': withOtherSecret(keys.revoked),
    'an expired key': keys.expired,
    'a key of a tenant that is gone': keys.homeless,
    'a garbled key': keys.none.slice(0, -1),
    'a token of an unknown tenant': world.token('none'),
    'a forged token of a tenant': forged(world.token('own')),
    'a forged token of an unknown tenant': forged(world.token('none')),
    'no key and no token': 'x'.repeat(keys.none.length),
  };
}

const ways: readonly (readonly [string, (credential: string) => RawRequest])[] = [
  [
    'a query',
    (key) => ({ headers: { ...json, authorization: `Bearer ${key}` }, body: JSON.stringify({ query: QUERY }) }),
  ],
  [
    'a query with X-API-Key',
    (key) => ({ headers: { ...json, 'x-api-key': key }, body: JSON.stringify({ query: QUERY }) }),
  ],
  ['what is no query', (key) => ({ headers: { ...json, authorization: `Bearer ${key}` }, body: '{' })],
  ['a password to take', (key) => ({ path: '/handover/x', headers: { authorization: `Bearer ${key}` } })],
];

describe('a credential that is refused', () => {
  it.each(ways)('is answered alike, byte for byte, whatever is wrong with it: %s', async (_what, requestWith) => {
    // Some of them are known from before, and some are not.
    expect(await world.ask(world.keys.none, QUERY)).toMatchObject({ status: 200 });
    expect(await world.ask(world.token('own'), QUERY)).toMatchObject({ status: 200 });
    const first = await world.exact(requestWith(newKey().text));
    expect(first).toMatchObject({ status: 401, text: expect.stringContaining('"code":"UNAUTHENTICATED"') });
    for (const [what, credential] of Object.entries(refusedOnes())) {
      expect({ what, ...(await world.exact(requestWith(credential))) }).toEqual({ what, ...first });
    }
  });

  it('takes as long, whatever is wrong with it', { timeout: 60_000 }, async () => {
    expect(await world.ask(world.keys.none, QUERY)).toMatchObject({ status: 200 });
    const made = Object.values(refusedOnes()).map((credential) => () => credential);
    const wrong = (): string => withOtherSecret(world.keys.none);
    const all = [() => newKey().text, wrong, ...made];
    expect(apart(await mediansOf(all.map((next) => () => world.ask(next(), QUERY))))).toBeNull();
  });
});
