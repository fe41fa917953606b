import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeAnswer } from '../../src/wire/xmlrpc.ts';
import { hostileDocuments, type Outcome } from './hostile-documents.ts';
import { errorOf, outcomeOf, plain, valueIn } from './xmlrpc-documents.ts';

const folder = new URL('fixtures/xmlrpc/', import.meta.url);
const fixture = (name: string): Buffer => readFileSync(new URL(`${name}.xml`, folder));

/** What each file brings: an error, or the value as `plain` shows it. */
const expected: Readonly<Record<string, RegExp | { readonly value: unknown }>> = {
  'attribute-bare': /unquoted attribute value/,
  'attribute-twice': /duplicate attribute\.$/,
  'base64-bits-left-over': /not base64/,
  'base64-odd-length': /not base64/,
  'base64-only-padding': /not base64/,
  'base64-padding-inside': /not base64/,
  'base64-url-letters': /not base64/,
  'beyond-unicode-reference': /malformed character entity/,
  'cdata-end-in-text': /is disallowed in char data/,
  'charset-ascii-with-more': /us-ascii but has other characters/,
  'charset-ebcdic': /not valid UTF-8/,
  'charset-utf-16-mark': /"UTF-16" of the document is not supported/,
  'charset-utf-16-no-mark': /disallowed character/,
  'charset-utf-7': /"UTF-7" of the document is not supported/,
  'charset-windows-1252': /"windows-1252" of the document is not supported/,
  'comment-double-dash': /malformed comment/,
  'control-nul': /disallowed character/,
  'control-raw': /disallowed character/,
  'control-reference': /malformed character entity/,
  'control-xml-1.1': /malformed character entity/,
  'doctype-after-comment': /A DOCTYPE is not accepted/,
  'doctype-external': /A DOCTYPE is not accepted/,
  'doctype-inside': /inappropriately located doctype/,
  'entity-bomb': /A DOCTYPE is not accepted/,
  'entity-external-file': /A DOCTYPE is not accepted/,
  'entity-external-http': /A DOCTYPE is not accepted/,
  'entity-internal': /A DOCTYPE is not accepted/,
  'entity-name-of-an-object': /undefined entity/,
  'entity-parameter': /A DOCTYPE is not accepted/,
  'entity-quadratic': /A DOCTYPE is not accepted/,
  'entity-undefined': /undefined entity/,
  'member-duplicate': /Two members of a struct have the same name/,
  'member-duplicate-by-reference': /Two members of a struct have the same name/,
  'member-proto': {
    value: {
      struct: [
        ['__proto__', { struct: [['polluted', '1']] }],
        ['constructor', { struct: [['prototype', { struct: [['polluted', '1']] }]] }],
      ],
    },
  },
  'not-utf-8': /not valid UTF-8/,
  'overlong-utf-8': /not valid UTF-8/,
  'page-gateway-error': /root element is <html>/,
  'prefix-unbound': /unbound namespace prefix\.$/,
  'prefix-xml-rebound': /xml prefix must be bound/,
  sample: {
    value: {
      struct: [
        ['a&b', 'x < é é <y>'],
        ['n', { int: '007' }],
        ['d', { double: '12.50' }],
        ['t', { date: '20240131T23:59:59' }],
        ['l', ['1', null, true]],
        ['b', { base64: '68656c6c6f' }],
      ],
    },
  },
  stylesheet: { value: 'x' },
  'surrogate-reference': /malformed character entity/,
  'surrogate-utf-8': /not valid UTF-8/,
  'tag-empty': /disallowed character in tag name/,
  'tags-crossed': /unexpected close tag/,
  'trailing-cdata': /text data outside of root node/,
  'trailing-prolog': /XML declaration must be at the start/,
  'trailing-text': /text data outside of root node/,
  'two-roots': /only one root/,
  xinclude: /Wrong element '\{http:\/\/www\.w3\.org\/2001\/XInclude\}include'/,
};

describe('the fuzz corpus', () => {
  it('is here as a whole', () => {
    const files = readdirSync(folder).map((name) => name.replace(/\.xml$/, ''));
    expect(files.toSorted()).toEqual(Object.keys(expected).toSorted());
  });

  const cases = Object.entries(expected);
  const refused = cases.filter((entry): entry is [string, RegExp] => entry[1] instanceof RegExp);
  const read = cases.filter((entry): entry is [string, { value: unknown }] => !(entry[1] instanceof RegExp));

  it.each(refused)('%s is refused', (name, message) => {
    const error = errorOf(() => decodeAnswer(fixture(name)));
    expect(error.message).toMatch(message);
    expect(`${error.message} ${JSON.stringify(error)}`).not.toMatch(/content|hostname|127\.0\.0\.1/);
  });

  it.each(read)('%s is read', (name, { value }) => {
    expect(plain(valueIn(fixture(name)))).toEqual(value);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('has a sample that is refused wherever it is cut, until only white space is missing', () => {
    const sample = fixture('sample');
    const end = sample.lastIndexOf('>') + 1;
    const outcomes = Array.from({ length: end }, (_, length) =>
      outcomeOf(() => decodeAnswer(sample.subarray(0, length))),
    );
    expect(new Set(outcomes)).toEqual(new Set(['refused']));
    expect(() => decodeAnswer(sample.subarray(0, end))).not.toThrow();
  });

  it('has a sample in which any byte may be another one', () => {
    const sample = fixture('sample');
    const damages = [...sample].flatMap((byte, at) =>
      [0, 0x3c, 0x26, 0xff].filter((other) => other !== byte).map((other) => ({ at, other })),
    );
    const outcomes = damages.map(({ at, other }) => outcomeOf(() => decodeAnswer(sample.with(at, other))));
    expect(new Set(outcomes)).toEqual(new Set(['read', 'refused']));
    // Only in the comment do "<" and "&" mean nothing, and in CDATA.
    expect(outcomes.filter((outcome) => outcome === 'read').length).toBeLessThan(20);
  });
});

const name256 = /name is longer than 256 characters/;
const tooMany = /more than 200000 elements/;

/** What becomes of the large documents. */
const expectedOutcomes: Readonly<Record<string, RegExp>> = {
  'arrays 100,000 deep': /more than 64 deep/,
  'structs 100,000 deep': /more than 64 deep/,
  'unknown elements 100,000 deep': /root element is <a>/,
  'values in each other': /Wrong element 'value'/,
  'a million attributes': tooMany,
  'name spaces without end': tooMany,
  'a million values': tooMany,
  'values deep inside': /^read$/,
  'many members': /^read$/,
  'a huge name of an element': name256,
  'a huge name of a closing tag': /unexpected close tag\.$/,
  'a huge name of an attribute': name256,
  'a huge name of a member': name256,
  'a huge name space': /name space is longer than 256/,
  'a huge name of an entity': /undefined entity\.$/,
  'a huge character reference': /malformed character entity\.$/,
  'a huge value of an attribute': /neither a param nor a fault/,
  'a huge string': /^read$/,
  'references only': /^read$/,
  'carriage returns only': /^read$/,
  'brackets in CDATA': /^read$/,
  'CDATA in pieces': /^read$/,
  'comments only': tooMany,
  'dashes in a comment': /^read$/,
  'question marks in an instruction': /^read$/,
  'a comment that does not end': /must contain a root element/,
  'a DOCTYPE that does not end': /malformed comment/,
  'an int of zeros': /^read$/,
  'an int of nines': /32 bits/,
  'a double without end': /not a decimal number/,
  'a date of blanks': /YYYYMMDD/,
  'base64 in short lines': /^read$/,
  'a prolog without end': /Not well-formed XML/,
  'more than 8 MiB': /longer than 8388608 bytes/,
};

describe('large documents, in a process with a heap of 256 MiB', () => {
  const results = new Map<string, Outcome>();

  beforeAll(async () => {
    const program = fileURLToPath(new URL('hostile-documents.ts', import.meta.url));
    const flags = ['--max-old-space-size=256', '--max-semi-space-size=16'];
    const { stdout } = await promisify(execFile)(process.execPath, [...flags, program], { timeout: 110_000 });
    for (const line of stdout.trim().split('\n')) {
      const outcome = JSON.parse(line) as Outcome;
      results.set(outcome.name, outcome);
    }
  }, 120_000);

  it('are all known', () => {
    expect(Object.keys(expectedOutcomes)).toEqual(Object.keys(hostileDocuments));
  });

  it.each(Object.entries(expectedOutcomes))('%s', (name, outcome) => {
    const result = results.get(name);
    expect(result?.outcome).toMatch(outcome);
    expect(result?.outcome.length).toBeLessThan(200);
    expect(result?.elapsedMs).toBeLessThan(10_000);
  });
});
