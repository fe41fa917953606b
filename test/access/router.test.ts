import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { AccessError } from '../../src/access/authenticator.ts';
import { callerOf } from '../../src/access/grant.ts';
import { RouterProof, type SignedParams } from '../../src/access/router.ts';
import { tenantNamed, type RouterConfig } from '../../src/accessConfig.ts';

const KEY = 'k'.repeat(32);
const SECRET = 's'.repeat(32);
const caller = callerOf(tenantNamed('alice'), { kind: 'key', id: 'key:1', scopes: [] });
const local = callerOf(tenantNamed('alice'), { kind: 'loopback', id: 'loopback', scopes: [] });
const query = '{\n  __typename\n}';

const hmac = (text: string, secret = SECRET): string => createHmac('sha256', secret).update(text).digest('base64');
const withSignature = (signature: unknown, params: SignedParams = { query }): SignedParams => ({
  ...params,
  extensions: { 'hmac-signature': signature },
});
const valid = withSignature(hmac(JSON.stringify({ query })));

function outcome(
  config: Partial<RouterConfig> | null,
  header: string | undefined,
  params: SignedParams = { query },
  by = caller,
): string {
  const proof = new RouterProof(config && { key: null, hmacSecret: null, required: false, ...config });
  try {
    proof.check(header === undefined ? {} : { 'x-router-key': header }, params, by);
    return 'passes';
  } catch (error) {
    return error instanceof AccessError && error.http.status === 401 ? 'refused' : String(error);
  }
}

describe('a router', () => {
  it.each<[string, Partial<RouterConfig> | null, string | undefined, SignedParams, string]>([
    ['nothing where no router is known', null, undefined, { query }, 'passes'],
    ['a key where no router is known', null, 'x', { query }, 'passes'],
    ['nothing where it may', { key: KEY }, undefined, { query }, 'passes'],
    ['nothing where it must', { key: KEY, required: true }, undefined, { query }, 'refused'],
    ['the key', { key: KEY, required: true }, KEY, { query }, 'passes'],
    ['another key', { key: KEY }, `${KEY}x`, { query }, 'refused'],
    ['no text as the key', { key: KEY }, '', { query }, 'refused'],
    ['the secret as the key', { hmacSecret: SECRET }, SECRET, { query }, 'refused'],
    ['the signature', { hmacSecret: SECRET, required: true }, undefined, valid, 'passes'],
    ['key and signature', { key: KEY, hmacSecret: SECRET, required: true }, KEY, valid, 'passes'],
    ['the key and a wrong signature', { key: KEY, hmacSecret: SECRET }, KEY, withSignature('x'), 'refused'],
    ['a wrong key and the signature', { key: KEY, hmacSecret: SECRET }, 'x', valid, 'refused'],
    ['a signature that nobody can check', { key: KEY }, undefined, valid, 'refused'],
    [
      'the signature of another secret',
      { hmacSecret: SECRET },
      undefined,
      withSignature(hmac(JSON.stringify({ query }), KEY)),
      'refused',
    ],
    ['the signature of another query', { hmacSecret: SECRET }, undefined, { ...valid, query: '{ a }' }, 'refused'],
    [
      'a signature that leaves the variables out',
      { hmacSecret: SECRET },
      undefined,
      { ...valid, variables: { a: 1 } },
      'refused',
    ],
    ['a signature that is no text', { hmacSecret: SECRET }, undefined, withSignature({ length: 44 }), 'refused'],
    ['an empty signature', { hmacSecret: SECRET }, undefined, withSignature(''), 'refused'],
    [
      'a signature of null, which is none',
      { hmacSecret: SECRET, required: true },
      undefined,
      withSignature(null),
      'refused',
    ],
    [
      'extensions that are no object',
      { hmacSecret: SECRET, required: true },
      undefined,
      { query, extensions: 'x' },
      'refused',
    ],
  ])('that shows %s', (_, config, header, params, expected) => {
    expect(outcome(config, header, params)).toBe(expected);
  });

  it('needs its key for a document that is named, which no signature covers', () => {
    const config = { key: KEY, hmacSecret: SECRET };
    const variables = { a: 1 };
    for (const required of [true, false]) {
      for (const text of ['{}', JSON.stringify({ query: null }), JSON.stringify({ variables })]) {
        const named = withSignature(hmac(text), { variables });
        expect(outcome({ ...config, required }, undefined, named)).toBe('refused');
        expect(outcome({ ...config, required }, `${KEY}x`, named)).toBe('refused');
        expect(outcome({ ...config, required }, KEY, named)).toBe('passes');
      }
    }
    const proof = new RouterProof({ ...config, required: true });
    expect(() => proof.check({}, withSignature(hmac('{}'), {}), caller)).toThrow(/send `query`, or .* `X-Router-Key`/);
  });

  it('signs variables with the names in order, at every depth, and leaves out none or empty ones', () => {
    const variables = { b: [{ z: 1, a: 'ä' }], a: null, 10: true, 9: false, deep: { y: { b: 1.5, a: -1 } } };
    const text = `{"query":${JSON.stringify(query)},"variables":{"10":true,"9":false,"a":null,"b":[{"a":"ä","z":1}],"deep":{"y":{"a":-1,"b":1.5}}}}`;
    const config = { hmacSecret: SECRET, required: true };
    expect(outcome(config, undefined, withSignature(hmac(text), { query, variables }))).toBe('passes');
    for (const none of [undefined, null, {}])
      expect(outcome(config, undefined, { ...valid, variables: none })).toBe('passes');
  });

  it('does not lend its place to whoever has no credential', () => {
    expect(outcome(null, undefined, { query }, local)).toBe('passes');
    expect(outcome(null, undefined, valid, local)).toBe('refused');
    expect(outcome({ hmacSecret: SECRET }, undefined, valid, local)).toBe('refused');
  });
});
