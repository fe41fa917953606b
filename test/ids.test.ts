import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeGlobalId, encodeGlobalId, MAX_GLOBAL_ID_LENGTH } from '../src/ids.ts';

const wellFormed = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => text.isWellFormed());
const typenames = fc.stringMatching(/^[A-Z][A-Za-z]{0,12}$/);

describe('a global id', () => {
  it('comes back as it was made, whatever the parts hold', () => {
    fc.assert(
      fc.property(typenames, wellFormed, fc.array(wellFormed, { maxLength: 3 }), (typename, account, parts) => {
        const id = encodeGlobalId(typename, account, ...parts);
        expect(id).toMatch(/^[\w-]+$/);
        expect(decodeGlobalId(id)).toEqual({ typename, account, parts });
      }),
    );
  });

  it('differs for different things', () => {
    expect(encodeGlobalId('Charge', 'a', '1', '23')).not.toBe(encodeGlobalId('Charge', 'a', '12', '3'));
    expect(encodeGlobalId('Charge', 'a', '1:2')).not.toBe(encodeGlobalId('Charge', 'a', '1', '2'));
  });

  it('is read in both alphabets and with padding', () => {
    const text = Buffer.from('Client:voipms:%C3%BF?').toString('base64');
    expect(decodeGlobalId(text)).toEqual({ typename: 'Client', account: 'voipms', parts: ['ÿ?'] });
    expect(decodeGlobalId(Buffer.from('Client:a').toString('base64'))).toMatchObject({ account: 'a', parts: [] });
  });

  it.each([
    '',
    'x',
    '!',
    'a b',
    '561115',
    Buffer.from('client:a:1').toString('base64url'),
    Buffer.from('Client').toString('base64url'),
    Buffer.from(':a:1').toString('base64url'),
    Buffer.from('Cl1ent:a').toString('base64url'),
    Buffer.from('Client:%E0%A4%A').toString('base64url'),
    `${Buffer.from('Client:a:1').toString('base64url')}===`,
    'Q'.repeat(MAX_GLOBAL_ID_LENGTH + 1),
  ])('is not %j', (text) => {
    expect(decodeGlobalId(text)).toBeNull();
  });

  it('is never read from any text with an error', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const forms = [text, Buffer.from(text).toString('base64url')];
        for (const form of forms) expect(() => decodeGlobalId(form)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });
});
