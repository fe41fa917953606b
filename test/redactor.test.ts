import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../src/ids.ts';
import { newMark } from '../src/mark.ts';
import { Redactor } from '../src/redactor.ts';
import { redactorFor } from '../src/secrets.ts';

const SECRET = 'Pa&ss "wörd"/1+é';
const known = new Redactor([SECRET, 'short']);
const none = new Redactor();

/** A card number that passes the check: digits of an issuer, and one that makes the sum right. */
function card(start: string): string {
  const found = Array.from({ length: 10 }, (_, digit) => `${start}${digit}`).find((text) => {
    const sum = text
      .split('')
      .toReversed()
      .reduce((total, digit, index) => {
        const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
        return total + (value > 9 ? value - 9 : value);
      }, 0);
    return sum % 10 === 0;
  });
  return found!;
}

describe('a configured secret', () => {
  it.each([
    ['as it is', (secret: string) => secret],
    ['in other letters', (secret: string) => secret.toUpperCase()],
    ['in a URL', (secret: string) => encodeURIComponent(secret)],
    ['in a URL twice', (secret: string) => encodeURIComponent(encodeURIComponent(secret))],
    ['in a form', (secret: string) => new URLSearchParams({ x: secret }).toString().slice(2)],
    ['in JSON', (secret: string) => JSON.stringify(secret).slice(1, -1)],
    [
      'in JSON of ASCII',
      (secret: string) =>
        JSON.stringify(secret)
          .replace(/[^ -~]/g, hex)
          .slice(1, -1),
    ],
    ['in XML', (secret: string) => secret.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('é', '&#233;')],
    ['in base64', (secret: string) => Buffer.from(secret).toString('base64')],
    ['in base64 with a user', (secret: string) => Buffer.from(`me:${secret}`).toString('base64')],
    ['in base64 with a longer user', (secret: string) => Buffer.from(`you:${secret}!`).toString('base64url')],
  ])('is taken out %s', (_, echo) => {
    const text = known.clean(`before ${echo(SECRET)} after`);
    expect(text).toContain('[redacted]');
    expect(text).toMatch(/^before .* after$/);
    expect(text.toLowerCase()).not.toContain('wörd');
    const rest = text.replaceAll('[redacted]', '').replace(/^before | after$/g, '');
    // What shares bits with its neighbours may stay of base64.
    expect(rest.length).toBeLessThan(9);
  });

  it('is taken out wherever it stands in whatever text', () => {
    const texts = fc.string({ maxLength: 40, unit: 'binary' });
    fc.assert(
      fc.property(texts, texts, fc.integer({ min: 0, max: 2 }), (left, right, form) => {
        const echo = [SECRET, encodeURIComponent(SECRET), JSON.stringify(SECRET).slice(1, -1)][form]!;
        expect(known.clean(`${left} ${echo} ${right}`)).not.toContain('wörd');
      }),
    );
  });

  it('of accounts, journal, database and router is known by its place in the configuration', () => {
    const redactor = redactorFor({
      accounts: [{ password: 'account-canary' }],
      journal: { secret: 'journal-canary', databaseUrl: 'postgres://me:data%2Fbase-canary@host/x' },
      access: { router: { key: 'router-canary', hmacSecret: 'hmac-canary' }, jwt: null } as never,
    });
    const text = 'account-canary journal-canary data/base-canary data%2Fbase-canary router-canary hmac-canary';
    expect(redactor.clean(text).replaceAll('[redacted]', '').trim()).toBe('');
  });
});

describe('a credential that nobody has configured', () => {
  const jwt = `eyJhbGciOiJFUzI1NiJ9.${Buffer.from('{"sub":"x"}').toString('base64url')}.c2lnbmF0dXJl`;
  it.each([
    ['rgk_0123456789ab_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE', 'rgk_'],
    [jwt, 'eyJ'],
    [`authorization: Bearer ${jwt}`, 'eyJ'],
    ['Authorization: Bearer abcDEF123456', 'abcDEF'],
    ['{"authorization":"Basic ZGVtbzpkZW1v"}', 'ZGVtbzpkZW1v'],
    ['{\\"authorization\\":\\"token-without-scheme\\"}', 'token-without-scheme'],
    ['proxy-authorization=Basic ZGVtbzpkZW1v', 'ZGVtbzpkZW1v'],
    [
      'Digest username="demo", cnonce="0123456789abcdef0123", response="0123456789abcdef0123456789abcdef"',
      '0123456789',
    ],
    ['postgres://user:s3cr@t/x@db.example.com/graph', 's3cr'],
    ['https://example.com/?api_password=hush&x=1', 'hush'],
    ['auth-userid=1&api-key=hush&x=1', 'hush'],
    ['auth-password=hush', 'hush'],
    ['{"password":"hu\\"sh"}', 'sh"'],
    ["{'passwd': 'hush'}", 'hush'],
    ['<name>web_password</name><value><string>hush</string></value>', 'hush'],
    ['<name>paycvv</name><value>737</value>', '737'],
  ])('is taken out of %s', (text, secret) => {
    expect(none.clean(text)).not.toContain(secret);
    expect(none.clean(text)).toContain('[redacted]');
  });

  it('leaves the rest of a URL and of a query', () => {
    expect(none.clean('GET /x?auth-userid=1&api-key=hush&y=2')).toBe('GET /x?auth-userid=1&api-key=[redacted]&y=2');
    expect(none.clean('postgres://user:hush@db.example.com/graph')).toBe(
      'postgres://user:[redacted]@db.example.com/graph',
    );
  });
});

describe('a card number', () => {
  it.each([
    '411111111111111',
    '510510510510510',
    '37828224631000',
    '401288888888',
    '601111111111111',
    '222300004841001',
  ])('is taken out, in groups or not: %s', (start) => {
    const digits = card(start);
    const groups = digits.replace(/\d{4}(?=\d)/g, '$& ');
    for (const shown of [digits, groups, groups.replaceAll(' ', '-')]) {
      expect(none.clean(`card "${shown}", thanks`)).toBe('card "[redacted]", thanks');
    }
    expect(none.clean(`${digits.slice(0, -1)}${(Number(digits.at(-1)) + 1) % 10}`)).toContain(digits.slice(0, -1));
  });

  it('is found beside other numbers', () => {
    expect(none.clean('call 555 010 7788 4111 1111 1111 1111 12 now')).toBe('call 555 010 7788 [redacted] 12 now');
    expect(none.clean('4111-1111-1111-1111-5105105105105100')).toBe('[redacted]-[redacted]');
  });

  it('is never seen in ids, marks, amounts, moments and keys of ours', () => {
    const ids = fc.oneof(
      fc.uuid(),
      fc.integer({ min: 0, max: 9_999_999 }).map((id) => `12345678-1234-4123-8123-12345${String(id).padStart(7, '0')}`),
      fc.uuid().map((uuid) => `auto-${uuid}`),
      fc.integer({ min: 0, max: 5000 }).map(newMark),
      fc.integer({ min: 1, max: 99_999_999 }).map((id) => encodeGlobalId('Client', 'voipms-demo', String(id))),
      fc.integer({ min: 1, max: 999_999_999_999 }).map(String),
      fc.tuple(fc.nat(999_999), fc.nat(99)).map(([whole, part]) => `${whole}.${part}`),
      fc.integer({ min: 1_600_000_000_000, max: 1_990_000_000_000 }).map(String),
      fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }).map((date) => date.toISOString()),
    );
    fc.assert(
      fc.property(ids, (id) => {
        const line = `{"id":"${id}","text":"of ${id}, as it was"}`;
        expect(none.clean(line)).toBe(line);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('sentences of ours', () => {
  it.each([
    'Send an API key or a token: `Authorization: Bearer …`.',
    'Check the user name and the API password, which is set in the portal and is not the portal password.',
    'The password must have at most 40 characters.',
    'Basic authentication is not supported; a bearer token is.',
    'Configure auth-userid and api-key, and look at https://voip.ms/api/v1/rest.php.',
    'Do with `resolveOperation` what became of it: RG-0123456789AB.',
  ])('stay as they are: %s', (sentence) => {
    expect(none.message(sentence)).toBe(sentence);
  });

  it('have a bounded length', () => {
    expect(none.message('x '.repeat(100_000)).length).toBeLessThanOrEqual(2000);
    expect(none.text('x'.repeat(100_000))).toBe('');
    expect(none.text('word '.repeat(500))).toHaveLength(200);
  });

  it('take no long time, whatever an upstream sends', () => {
    const started = performance.now();
    for (const piece of ['a', '1', '@', '1 ', 'a@', '\\', '%40', 'password=', '"password":"', 'eyJ.', 'http://a:']) {
      none.line(piece.repeat(200_000 / piece.length));
      known.message(piece.repeat(4000));
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

function hex(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
