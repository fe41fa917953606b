import { describe, expect, it } from 'vitest';
import { errorOf, valueIn } from './xmlrpc-documents.ts';

const answer = '<methodResponse><params><param><value>é</value></param></params></methodResponse>';

/** A document whose é has these bytes. */
function document(prolog: string, bytes: readonly number[], mark: readonly number[] = []): Uint8Array {
  const [before, after] = `${prolog}${answer}`.split('é') as [string, string];
  return Buffer.concat([Buffer.from(mark), Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]);
}

const UTF8 = [0xc3, 0xa9];
const LATIN1 = [0xe9];
const MARK = [0xef, 0xbb, 0xbf];
const prolog = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?>`;

describe('the character set', () => {
  it.each<[string, Uint8Array, string | undefined, string]>([
    ['UTF-8 when nothing says so', document('', UTF8), undefined, 'é'],
    ['UTF-8 by the prolog', document(prolog('utf-8'), UTF8), undefined, 'é'],
    ['iso-8859-1 by the prolog', document(prolog('ISO-8859-1'), LATIN1), undefined, 'é'],
    [
      'iso-8859-1 by a prolog in apostrophes',
      document("<?xml version='1.0' encoding = 'iso-8859-1' ?>", LATIN1),
      undefined,
      'é',
    ],
    ['iso-8859-1 by the header', document('', LATIN1), 'text/xml; charset=iso-8859-1', 'é'],
    ['the header before the prolog', document(prolog('iso-8859-1'), UTF8), 'text/xml;charset="UTF-8"', 'é'],
    [
      'the header before the prolog, the other way',
      document(prolog('utf-8'), LATIN1),
      'text/xml; Charset = latin1',
      'é',
    ],
    ['a mark before the header', document(prolog('iso-8859-1'), UTF8, MARK), 'text/xml; charset=iso-8859-1', 'é'],
    ['us-ascii', document(prolog('us-ascii'), [0x26, 0x23, 0x32, 0x33, 0x33, 0x3b]), undefined, 'é'],
    ['a header without charset', document(prolog('iso-8859-1'), LATIN1), 'application/x-www-form-urlencoded', 'é'],
    ['a header with an empty charset', document('', UTF8), 'text/xml; charset=', 'é'],
    ['bytes of 0x80 to 0x9F in iso-8859-1', document(prolog('iso-8859-1'), [0x80]), undefined, '\u0080'],
  ])('%s', (_case, bytes, contentType, expected) => {
    expect(valueIn(bytes, contentType === undefined ? {} : { contentType })).toBe(expected);
  });

  it.each<[string, Uint8Array, string | undefined, RegExp]>([
    [
      'another one in the prolog',
      document(prolog('windows-1252'), LATIN1),
      undefined,
      /"windows-1252" .* not supported; send UTF-8/,
    ],
    [
      'another one in the header',
      document('', UTF8),
      'text/xml; charset=KOI8-R',
      /"KOI8-R" of the document is not supported/,
    ],
    [
      'a name that is none',
      document('', UTF8),
      'text/xml; charset=<b>',
      /character set of the document is not supported/,
    ],
    ['UTF-16 by its mark', Buffer.from(`\uFEFF${answer}`, 'utf16le'), undefined, /"UTF-16"/],
    ['UTF-16 without a mark', Buffer.from(answer.replace('é', 'e'), 'utf16le'), undefined, /disallowed character/],
    ['iso-8859-1 bytes as UTF-8', document(prolog('utf-8'), LATIN1), undefined, /not valid UTF-8/],
    ['a surrogate in UTF-8', document('', [0xed, 0xa0, 0x80]), undefined, /not valid UTF-8/],
    ['too long a form in UTF-8', document('', [0xc0, 0xaf]), undefined, /not valid UTF-8/],
    ['other bytes as us-ascii', document(prolog('us-ascii'), UTF8), undefined, /us-ascii but has other characters/],
  ])('refuses: %s', (_case, bytes, contentType, message) => {
    const error = errorOf(() => valueIn(bytes, contentType === undefined ? {} : { contentType }));
    expect(error.message).toMatch(message);
  });
});
