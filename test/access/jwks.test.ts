import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { jwtVerify } from 'jose';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IssuerKeys, keySetOf, keysOfFile, keysOfUrl } from '../../src/access/jwks.ts';
import { Issuer, jwkOf, rsaKey, signed, type SigningKey } from './issuer.ts';

const [one, two] = [rsaKey('one'), rsaKey('two')];
const bounds = { freshMs: 150, staleMs: 1000, coolDownMs: 100, retryAfterMs: 100 };

let issuer: Issuer;
beforeEach(async () => {
  issuer = await Issuer.start(one);
});
afterEach(() => issuer.close());
const folder = mkdtempSync(join(tmpdir(), 'jwks-'));
afterAll(() => rmSync(folder, { recursive: true }));

let faults: unknown[] = [];
function keysAt(url: string, changes: Partial<typeof bounds> = {}): IssuerKeys {
  faults = [];
  return new IssuerKeys(keysOfUrl(url), (error) => faults.push(error), { ...bounds, ...changes });
}
const check = async (keys: IssuerKeys, key: SigningKey, header: object = {}): Promise<boolean> =>
  jwtVerify(signed(key, header, { sub: 'x' }), keys.find, { algorithms: ['RS256'] }).then(
    () => true,
    (error: { readonly code?: string }) => {
      if (error.code === 'UPSTREAM_UNAVAILABLE') throw error;
      return false;
    },
  );

describe('the keys of an issuer', () => {
  it('are read when they are needed, once, and again when they are old', async () => {
    const keys = keysAt(issuer.url);
    expect(issuer.asked).toBe(0);
    expect(await Promise.all(Array.from({ length: 5 }, () => check(keys, one)))).toEqual(Array(5).fill(true));
    expect(issuer.asked).toBe(1);
    await delay(bounds.freshMs);
    await check(keys, one);
    await expect.poll(() => issuer.asked).toBe(2);
  });

  it('are used while they are read again, for which only a token with an unknown key waits', async () => {
    const keys = keysAt(issuer.url, { staleMs: 60_000 });
    expect(await check(keys, one)).toBe(true);
    const asked = Promise.withResolvers<ServerResponse>();
    issuer.answer = asked.resolve;
    await delay(bounds.freshMs);
    const outcomes = await Promise.race([
      Promise.all(Array.from({ length: 5 }, () => check(keys, one))),
      delay(2000, 'waits'),
    ]);
    expect(outcomes).toEqual(Array(5).fill(true));
    const unknown = check(keys, two);
    expect(await Promise.race([unknown, delay(100, 'waits')])).toBe('waits');
    (await asked.promise).end(JSON.stringify({ keys: [jwkOf(one), jwkOf(two)] }));
    expect(await unknown).toBe(true);
    expect(issuer.asked).toBe(2);
  });

  it('follow a change: a new key at once, an old one when they are read again', async () => {
    const keys = keysAt(issuer.url);
    expect(await check(keys, one)).toBe(true);
    issuer.serve(two);
    await delay(bounds.coolDownMs);
    expect(await check(keys, two)).toBe(true);
    expect(await check(keys, one)).toBe(false);
  });

  it('are not asked for again and again for invented keys', async () => {
    const keys = keysAt(issuer.url, { coolDownMs: 60_000, freshMs: 60_000 });
    expect(await check(keys, one)).toBe(true);
    for (let index = 0; index < 50; index += 1)
      expect(await check(keys, one, { kid: `invented-${index}` })).toBe(false);
    expect(issuer.asked).toBe(1);
    expect(await check(keys, one)).toBe(true);
  });

  it('go on working while the issuer is away, which is tried now and then', async () => {
    const keys = keysAt(issuer.url, { retryAfterMs: 60_000, staleMs: 60_000 });
    await check(keys, one);
    issuer.fail();
    await delay(bounds.freshMs);
    for (let index = 0; index < 10; index += 1) expect(await check(keys, one)).toBe(true);
    await expect.poll(() => faults.length).toBe(1);
    expect(await check(keys, one)).toBe(true);
    expect(issuer.asked).toBe(2);
    expect(faults).toHaveLength(1);
  });

  it('are forgotten when the issuer stays away, and come back with it', async () => {
    const keys = keysAt(issuer.url, { staleMs: 200 });
    await check(keys, one);
    issuer.fail();
    await delay(200);
    await expect(check(keys, one)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', http: { status: 503 } });
    issuer.serve(one);
    await delay(bounds.retryAfterMs);
    expect(await check(keys, one)).toBe(true);
  });

  it('are not known while the issuer was away from the beginning', async () => {
    issuer.fail();
    const keys = keysAt(issuer.url, { retryAfterMs: 60_000 });
    for (let index = 0; index < 3; index += 1)
      await expect(check(keys, one)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(issuer.asked).toBe(1);
  });

  it.each<[string, (one: Issuer) => void]>([
    [
      'too long',
      (at) => (at.answer = (res) => void res.end(JSON.stringify({ keys: [jwkOf(one)], x: 'x'.repeat(300_000) }))),
    ],
    ['no JSON', (at) => (at.answer = (res) => void res.end('<html>geheim</html>'))],
    ['no set of keys', (at) => (at.answer = (res) => void res.end('[]'))],
    ['without a key', (at) => (at.answer = (res) => void res.end('{"keys":[]}'))],
    ['a redirect', (at) => (at.answer = (res) => void res.writeHead(302, { location: '/other' }).end())],
    [
      'cut off',
      (at) =>
        (at.answer = (res) => void res.writeHead(200, { 'content-length': 500 }).end('{"keys"', () => res.destroy())),
    ],
  ])('are not taken from an answer that is %s', async (_, set) => {
    set(issuer);
    const keys = keysAt(issuer.url);
    await expect(check(keys, one)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(faults).toHaveLength(1);
    expect(String(faults[0])).not.toContain('geheim');
  });

  it('are not waited for longer than 5 seconds', { timeout: 15_000 }, async () => {
    issuer.answer = () => {};
    const startedAtMs = performance.now();
    await expect(check(keysAt(issuer.url), one)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(performance.now() - startedAtMs).toBeLessThan(8000);
  });

  it('may stand in a file, which may change', async () => {
    const path = join(folder, 'keys.json');
    writeFileSync(path, JSON.stringify({ keys: [jwkOf(one)] }));
    const keys = new IssuerKeys(keysOfFile(path), () => {}, bounds);
    expect(await check(keys, one)).toBe(true);
    writeFileSync(path, JSON.stringify({ keys: [jwkOf(two)] }));
    await delay(bounds.coolDownMs);
    expect(await check(keys, two)).toBe(true);
    await expect(keysOfFile(join(folder, 'gone.json'))()).rejects.toThrow('ENOENT');
    writeFileSync(path, 'x'.repeat(300_000));
    await expect(keysOfFile(path)()).rejects.toThrow(/longer than/);
  });

  it('are public ones for signatures only, and nothing else is taken over from them', () => {
    const secret = { kty: 'oct', k: 'c2VjcmV0', kid: 'one' };
    const privateKey = { ...one.privateKey.export({ format: 'jwk' }), kid: 'private' };
    const encryption = { ...jwkOf(two), use: 'enc' };
    const { keys } = keySetOf(
      JSON.stringify({ keys: [secret, privateKey, encryption, null, 5, { ...jwkOf(one), x5u: 'http://x' }] }),
    );
    expect(keys).toEqual([jwkOf(one)]);
    for (const only of [secret, privateKey, encryption])
      expect(() => keySetOf(JSON.stringify({ keys: [only] }))).toThrow(/no public key/);
  });
});
