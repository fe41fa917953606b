import { describe, expect, it } from 'vitest';
import { hasHash, isKeyId, isMeantAsKey, newKey, parseKey, secretHash } from '../../src/access/keyText.ts';

describe('a key as text', () => {
  it('is random, and is read back', () => {
    const all = Array.from({ length: 200 }, newKey);
    expect(new Set(all.map(({ id }) => id)).size).toBe(200);
    expect(new Set(all.map(({ secret }) => secret)).size).toBe(200);
    for (const { id, secret, text } of all) {
      expect(text).toBe(`rgk_${id}_${secret}`);
      expect(parseKey(text)).toEqual({ id, secret });
      expect(isKeyId(id) && isMeantAsKey(text)).toBe(true);
      expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    }
  });

  const { id, secret, text } = newKey();
  it.each([
    ['another beginning', `rgx_${id}_${secret}`],
    ['capitals in the id', `rgk_${id.slice(1)}A_${secret}`],
    ['a short id', `rgk_${id.slice(1)}_${secret}`],
    ['a short secret', text.slice(0, -1)],
    ['a long secret', `${text}A`],
    ['a line break', `${text}\n`],
    ['a blank in front', ` ${text}`],
    ['other characters', `rgk_${id}_${'+'.repeat(43)}`],
    ['nothing', ''],
  ])('is none with %s', (_, other) => expect(parseKey(other)).toBeNull());

  it('knows its secret by its hash', () => {
    expect(secretHash(secret)).toMatch(/^[0-9a-f]{64}$/);
    expect(hasHash(secret, secretHash(secret))).toBe(true);
    expect(hasHash(`${secret}A`, secretHash(secret))).toBe(false);
    expect(hasHash(secret, '')).toBe(false);
    expect(hasHash(secret, '0'.repeat(64))).toBe(false);
  });
});
