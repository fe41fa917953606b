import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseChallenge, parseChallenges } from '../../src/wire/digest-challenge.ts';
import { DigestClient } from '../../src/wire/digest.ts';
import { fieldsOf, problemsOf } from './digest-server.ts';

const bytes = (from: number): fc.Arbitrary<string> =>
  fc
    .array(
      fc.integer({ min: from, max: 0xff }).filter((code) => code !== 0x7f),
      { maxLength: 12 },
    )
    .map((codes) => String.fromCharCode(...codes));

/** What stands in quotes on the wire: printable bytes, quotes and backslashes among them. */
const wireTexts = fc.oneof(bytes(0x20), fc.constantFrom('a"b', 'a\\', '"', ',', '=', 'Digest realm="x"', ' '));
const ascii = fc.string({ unit: 'grapheme-ascii', maxLength: 12 });
const gaps = fc.constantFrom('', ' ', '\t', '  ');

interface Offer {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | undefined;
  readonly algorithm: string | undefined;
  readonly qop: string | undefined;
}

const offers: fc.Arbitrary<Offer> = fc.record({
  realm: wireTexts,
  nonce: wireTexts.filter((text) => text !== ''),
  opaque: fc.option(wireTexts, { nil: undefined }),
  algorithm: fc.constantFrom(
    undefined,
    'MD5',
    'MD5-sess',
    'SHA-256',
    'SHA-256-sess',
    'SHA-512-256',
    'sha-256',
    'md5-SESS',
  ),
  qop: fc.constantFrom(undefined, 'auth', 'auth,auth-int', 'auth-int, auth'),
});

function quoted(text: string): string {
  return `"${text.replaceAll(/[\\"]/g, (character) => `\\${character}`)}"`;
}

/** An offer as a challenge, its parameters in any order, with any gaps, values without quotes where they may be. */
function challengeOf(offer: Offer, order: readonly number[], gap: string, bare: boolean): string {
  const params = Object.entries(offer).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const shuffled = params.toSorted(
    ([a], [b]) => (order[a.length % order.length] ?? 0) - (order[b.length % order.length] ?? 0),
  );
  const written = shuffled.map(([name, value]) => {
    const token = bare && /^[\w.-]+$/.test(value);
    return `${name}${gap}=${gap}${token ? value : quoted(value)}`;
  });
  return `Digest ${written.join(`${gap},${gap}`)}`;
}

const challenges = fc
  .tuple(offers, fc.array(fc.nat(9), { minLength: 3, maxLength: 9 }), gaps, fc.boolean())
  .map(([offer, order, gap, bare]) => ({ offer, header: challengeOf(offer, order, gap, bare) }));

describe('the client', () => {
  it('is accepted by a server that computes for itself, whatever the challenge looks like', () => {
    fc.assert(
      fc.property(
        challenges,
        ascii,
        ascii,
        fc.constantFrom('GET', 'POST'),
        fc.webPath(),
        (challenge, name, password, method, path) => {
          const { offer, header } = challenge;
          const uri = `/${path}`;
          const client = new DigestClient({ username: name, password });
          expect(client.challenged([header], null)).toBe('retry');
          for (const count of ['00000001', '00000002', '00000003']) {
            const sent = client.authorize(method, uri)!;
            const expected = { ...offer, method, uri, username: name, password, qop: offer.qop !== undefined };
            expect(problemsOf(sent, expected)).toEqual([]);
            expect(fieldsOf(sent)['nc'] ?? count).toBe(count);
          }
          const used = client.authorize(method, uri);
          expect(client.challenged([header], used)).toBe('refused');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('reads a challenge between others as if it stood alone', () => {
    const others = fc.array(fc.constantFrom('Basic realm="a, b"', 'Negotiate YWI=', 'NTLM', 'Bearer error="x"'), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(challenges, others, others, ({ header }, before, after) => {
        const alone = chooseChallenge([header]);
        expect(alone).not.toBeNull();
        expect(chooseChallenge([[...before, header, ...after].join(', ')])).toEqual(alone);
        expect(chooseChallenge([...before, header, ...after])).toEqual(alone);
      }),
    );
  });

  it('never throws for a header and never writes one with a line break', () => {
    const parts = [
      'Digest',
      'Basic',
      'realm',
      'nonce',
      'qop',
      'auth',
      'algorithm',
      'MD5',
      '=',
      ',',
      '"',
      '\\',
      ' ',
      '\t',
      '\r\n',
      'n',
      '\u0000',
      '\u0100',
    ];
    const headers = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(fc.constantFrom(...parts), { maxLength: 30 }).map((list) => list.join('')),
      fc
        .array(fc.constantFrom(...parts), { maxLength: 10 })
        .map((list) => `Digest realm="r", nonce="n", opaque="${list.join('')}"`),
    );
    fc.assert(
      fc.property(fc.array(headers, { maxLength: 3 }), fc.option(headers), headers, (list, used, info) => {
        const client = new DigestClient({ username: 'u', password: 'p' });
        const verdict = client.challenged(list, used);
        client.answered(info);
        const sent = client.authorize('GET', '/');
        expect(sent === null).toBe(verdict !== 'retry');
        expect(sent ?? '').toMatch(/^[\t\u0020-\u007E\u0080-\u00FF]*$/);
      }),
      { numRuns: 3000 },
    );
  });

  it('finds every challenge that was written', () => {
    const written = fc.array(
      fc.record({
        scheme: fc.constantFrom('Digest', 'Basic', 'X-Own'),
        params: fc.uniqueArray(fc.constantFrom('realm', 'nonce', 'x'), { minLength: 1 }),
        value: wireTexts,
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(written, (list) => {
        const header = list
          .map(
            ({ scheme, params, value }) => `${scheme} ${params.map((name) => `${name}=${quoted(value)}`).join(', ')}`,
          )
          .join(', ');
        expect(parseChallenges(header)).toEqual(
          list.map(({ scheme, params, value }) => ({
            scheme: scheme.toLowerCase(),
            params: new Map(params.map((name) => [name, value])),
          })),
        );
      }),
    );
  });
});
