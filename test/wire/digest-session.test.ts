import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { DigestClient } from '../../src/wire/digest.ts';
import { fieldsOf, problemsOf, readAuthorization } from './digest-server.ts';

const login = { username: 'reseller', password: 'top-secret' };
const challengeOf = (nonce: string, more = ''): string => `Digest realm="Sippy", nonce="${nonce}", qop="auth"${more}`;
const nonceAndCount = (header: string | null): string => {
  const { nonce, nc } = fieldsOf(header!);
  return `${nonce} ${nc}`;
};

describe('one challenge', () => {
  it('serves many requests, counted by nc in the order of their headers', () => {
    const client = new DigestClient(login);
    client.challenged([challengeOf('n1')], null);
    const headers = Array.from({ length: 300 }, () => client.authorize('POST', '/x')!);
    expect(headers.map(nonceAndCount)).toEqual(
      headers.map((_header, index) => `n1 ${(index + 1).toString(16).padStart(8, '0')}`),
    );
    expect(new Set(headers.map((header) => fieldsOf(header)['cnonce'])).size).toBe(300);
  });

  it('starts at one again with every new nonce', () => {
    const client = new DigestClient(login);
    client.challenged([challengeOf('n1')], null);
    expect([client.authorize('POST', '/x'), client.authorize('POST', '/x')].map(nonceAndCount)).toEqual([
      'n1 00000001',
      'n1 00000002',
    ]);
    client.challenged([challengeOf('n2')], null);
    expect(nonceAndCount(client.authorize('POST', '/x'))).toBe('n2 00000001');
  });

  it('goes on counting when two first requests get the same one', () => {
    const client = new DigestClient(login);
    client.challenged([challengeOf('n1')], null);
    client.authorize('POST', '/x');
    expect(client.challenged([challengeOf('n1')], null)).toBe('retry');
    expect(nonceAndCount(client.authorize('POST', '/x'))).toBe('n1 00000002');
  });

  it('has one cnonce for a session of -sess', () => {
    const client = new DigestClient(login);
    client.challenged([challengeOf('n1', ', algorithm=MD5-sess')], null);
    const cnonces = [1, 2, 3].map(() => fieldsOf(client.authorize('POST', '/x')!)['cnonce']);
    expect(new Set(cnonces).size).toBe(1);
    client.challenged([challengeOf('n2', ', algorithm=MD5-sess')], null);
    expect(fieldsOf(client.authorize('POST', '/x')!)['cnonce']).not.toBe(cnonces[0]);
  });
});

describe('a 401 after credentials were sent', () => {
  it('with the same nonce means that they are wrong', () => {
    const client = new DigestClient(login);
    client.challenged([challengeOf('n1')], null);
    expect(client.challenged([challengeOf('n1')], client.authorize('POST', '/x'))).toBe('refused');
  });

  it.each(['true', '"TRUE"'])('with the same nonce and stale=%s is repeated', (stale) => {
    const client = new DigestClient(login);
    client.challenged([challengeOf('n1')], null);
    const used = client.authorize('POST', '/x');
    expect(client.challenged([challengeOf('n1', `, stale=${stale}`)], used)).toBe('retry');
    expect(nonceAndCount(client.authorize('POST', '/x'))).toBe('n1 00000002');
  });

  it.each(['', ', stale=true', ', stale=false'])('with another nonce is repeated with that (%s)', (more) => {
    const client = new DigestClient(login);
    client.challenged([challengeOf('n1')], null);
    const used = client.authorize('POST', '/x');
    expect(client.challenged([challengeOf('n2', more)], used)).toBe('retry');
    expect(nonceAndCount(client.authorize('POST', '/x'))).toBe('n2 00000001');
  });

  it('is recognised although the nonce has quotes in it', () => {
    const client = new DigestClient(login);
    const challenge = String.raw`Digest realm="r", nonce="a\"b\\c"`;
    client.challenged([challenge], null);
    expect(client.challenged([challenge], client.authorize('POST', '/x'))).toBe('refused');
  });

  it('of an older request does not take the newest nonce for refused', () => {
    const client = new DigestClient(login);
    client.challenged([challengeOf('n1')], null);
    const [first, second] = [client.authorize('POST', '/x'), client.authorize('POST', '/x')];
    expect(client.challenged([challengeOf('n2', ', stale=true')], first)).toBe('retry');
    client.authorize('POST', '/x');
    expect(client.challenged([challengeOf('n2', ', stale=true')], second)).toBe('retry');
    expect(nonceAndCount(client.authorize('POST', '/x'))).toBe('n2 00000002');
  });

  it('without a usable challenge leaves the known one', () => {
    const client = new DigestClient(login);
    client.challenged([challengeOf('n1')], null);
    expect(client.challenged(['Basic realm="x"'], client.authorize('POST', '/x'))).toBe('unusable');
    expect(nonceAndCount(client.authorize('POST', '/x'))).toBe('n1 00000002');
  });

  it('may bring another realm', () => {
    const client = new DigestClient(login);
    client.challenged([challengeOf('n1')], null);
    client.challenged(['Digest realm="Other", nonce="n2", qop="auth"'], client.authorize('POST', '/x'));
    const header = client.authorize('POST', '/x')!;
    const expected = { ...login, method: 'POST', uri: '/x', realm: 'Other', nonce: 'n2', qop: true };
    expect(problemsOf(header, expected)).toEqual([]);
  });
});

describe('Authentication-Info', () => {
  it.each(['nextnonce="n2"', 'rspauth="x", cnonce="y", nc=00000001, qop=auth, nextnonce=n2', ' NextNonce = "n2"'])(
    'brings the next nonce: %s',
    (info) => {
      const client = new DigestClient(login);
      client.challenged([challengeOf('n1')], null);
      client.authorize('POST', '/x');
      client.answered(info);
      const header = client.authorize('POST', '/x')!;
      expect(nonceAndCount(header)).toBe('n2 00000001');
      const expected = { ...login, method: 'POST', uri: '/x', realm: 'Sippy', nonce: 'n2', qop: true };
      expect(problemsOf(header, expected)).toEqual([]);
    },
  );

  it.each([
    undefined,
    '',
    'nextnonce=""',
    'nextnonce="n1"',
    'nextnonce="a\r\nb"',
    'rspauth="x"',
    'nextnonce="x',
    '\u0000',
  ])('changes nothing otherwise: %s', (info) => {
    const client = new DigestClient(login);
    client.answered(info);
    expect(client.authorize('POST', '/x')).toBeNull();
    client.challenged([challengeOf('n1')], null);
    client.authorize('POST', '/x');
    client.answered(info);
    expect(nonceAndCount(client.authorize('POST', '/x'))).toBe('n1 00000002');
  });
});

describe('what is written', () => {
  it('has quotes where RFC 7616 wants them and nowhere else', () => {
    const client = new DigestClient({ username: String.raw`a"b\c`, password: 'p' });
    client.challenged([String.raw`Digest realm="r\"\\", nonce="n", qop="auth", opaque="o", algorithm=MD5`], null);
    const header = client.authorize('POST', '/x?a="b"')!;
    expect(header).toContain(String.raw`username="a\"b\\c", realm="r\"\\", nonce="n", uri="/x?a=\"b\""`);
    const quotes = readAuthorization(header).map(({ name, quoted }) => `${name}${quoted ? ' "' : ''}`);
    expect(quotes.toSorted()).toEqual(
      [
        'algorithm',
        'cnonce "',
        'nc',
        'nonce "',
        'opaque "',
        'qop',
        'realm "',
        'response "',
        'uri "',
        'username "',
      ].toSorted(),
    );
  });

  it.each([
    ['ISO-8859-1 where it fits', 'né', '', 'né'],
    ['UTF-8 where nothing else fits', 'n€', '', Buffer.from('n€').toString('latin1')],
    ['UTF-8 where the server wants it', 'né', ', charset=UTF-8', Buffer.from('né').toString('latin1')],
    ['UTF-8 in other letters', 'né', ', charset="utf-8"', Buffer.from('né').toString('latin1')],
  ])('is %s', (_case, name, more, wire) => {
    const client = new DigestClient({ username: name, password: name });
    client.challenged([challengeOf('n', more)], null);
    const header = client.authorize('POST', '/x')!;
    const expected = {
      username: wire,
      password: wire,
      method: 'POST',
      uri: '/x',
      realm: 'Sippy',
      nonce: 'n',
      qop: true,
    };
    expect(problemsOf(header, expected)).toEqual([]);
  });

  it('has a realm as the bytes that came', () => {
    const realm = Buffer.from('Zürich €').toString('latin1');
    const client = new DigestClient(login);
    client.challenged([`Digest realm="${realm}", nonce="n"`], null);
    const expected = { ...login, method: 'POST', uri: '/x', realm, nonce: 'n', qop: false };
    expect(problemsOf(client.authorize('POST', '/x')!, expected)).toEqual([]);
  });

  it('shows the password to nobody who prints the client', () => {
    const client = new DigestClient(login);
    client.challenged([challengeOf('n1')], null);
    client.authorize('POST', '/x');
    const printed = `${inspect(client, { depth: 9, showHidden: true })} ${JSON.stringify(client)}`;
    expect(printed).not.toMatch(/top-secret|reseller|[0-9a-f]{32}/);
  });

  it('is nothing for a user name that could become a header', () => {
    expect(() => new DigestClient({ username: 'a\r\nX: y', password: 'p' })).toThrow(RangeError);
  });
});
