import { describe, expect, it } from 'vitest';
import { DigestClient } from '../../src/wire/digest.ts';
import { fieldsOf, problemsOf } from './digest-server.ts';

const login = { username: 'reseller', password: 'secret' };
const CNONCE = '0a4f113b';

function clientFor(challenges: string | readonly string[], given = login): DigestClient {
  const client = new DigestClient(given, () => CNONCE);
  expect(client.authorize('POST', '/')).toBeNull();
  expect(client.challenged([challenges].flat(), null)).toBe('retry');
  return client;
}

/** The fields of the header for one POST to /xmlapi/xmlapi. */
function fieldsFor(challenges: string | readonly string[]): Readonly<Record<string, string>> {
  return fieldsOf(clientFor(challenges).authorize('POST', '/xmlapi/xmlapi')!);
}

describe('check values', () => {
  it('of RFC 2617', () => {
    const client = clientFor(
      'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"',
      { username: 'Mufasa', password: 'Circle Of Life' },
    );
    expect(client.authorize('GET', '/dir/index.html')).toBe(
      'Digest username="Mufasa", realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", ' +
        'uri="/dir/index.html", response="6629fae49393a05397450978507c4ef1", opaque="5ccc069c403ebaf9f0171e9517f40e41", ' +
        'qop=auth, nc=00000001, cnonce="0a4f113b"',
    );
  });

  it('of this project', () => {
    const fields = fieldsFor('Digest realm="Sippy", nonce="abc123", qop="auth"');
    expect(fields['response']).toBe('b9d4ca39c2acc77933f72e568ef28e84');
    expect(fields['nc']).toBe('00000001');
  });

  it.each([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ])('of RFC 7616 section 3.9.1 with %s', (algorithm, response) => {
    const client = new DigestClient(
      { username: 'Mufasa', password: 'Circle of Life' },
      () => 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
    );
    const challenge =
      `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, ` +
      'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"';
    expect(client.challenged([challenge], null)).toBe('retry');
    expect(fieldsOf(client.authorize('GET', '/dir/index.html')!)['response']).toBe(response);
  });

  it('of RFC 7616 section 3.9.2: UTF-8 and SHA-512-256, with the user name as bytes', () => {
    const client = clientFor(
      'Digest realm="api@example.org", qop="auth", algorithm=SHA-512-256, nonce="5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK", charset=UTF-8',
      { username: 'Jäsøn Doe', password: 'Secret, or not?' },
    );
    const header = client.authorize('GET', '/doe.json')!;
    expect(Buffer.from(fieldsOf(header)['username']!, 'latin1').toString('utf8')).toBe('Jäsøn Doe');
    const expected = { method: 'GET', uri: '/doe.json', realm: 'api@example.org', algorithm: 'SHA-512-256', qop: true };
    const [username, password] = [Buffer.from('Jäsøn Doe').toString('latin1'), 'Secret, or not?'];
    const nonce = '5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK';
    expect(problemsOf(header, { ...expected, username, password, nonce })).toEqual([]);
  });
});

describe('reading challenges', () => {
  it.each<[string, string | readonly string[], Record<string, string>]>([
    ['unquoted values', 'Digest realm=Sippy, nonce=abc==, qop=auth', { realm: 'Sippy', nonce: 'abc==', qop: 'auth' }],
    ['blanks', 'Digest\trealm = "Sippy" ,nonce= "n" , , qop ="auth"', { realm: 'Sippy', nonce: 'n', qop: 'auth' }],
    ['names without regard to case', 'dIGEST REALM="Sippy", Nonce="n", QOP="AUTH"', { nonce: 'n', qop: 'auth' }],
    ['quoted-pair', String.raw`Digest realm="a \"b\" \\c", nonce="n"`, { realm: String.raw`a "b" \c` }],
    ['comma and equals in quotes', 'Digest realm="a, nonce=\\"x\\"", nonce="n"', { realm: 'a, nonce="x"', nonce: 'n' }],
    ['an empty realm', 'Digest realm="", nonce="n"', { realm: '' }],
    ['a list of qop', 'Digest realm="r", nonce="n", qop="auth-int , auth"', { qop: 'auth' }],
    ['a list of qop without quotes', 'Digest qop=auth,auth-int, realm="r", nonce="n"', { qop: 'auth', realm: 'r' }],
    ['opaque', 'Digest realm="r", nonce="n", opaque="o\\"p"', { opaque: 'o"p' }],
    ['unknown parameters', 'Digest realm="r", domain="/a /b", nonce="n", x=y, userhash=true', { nonce: 'n' }],
    ['another scheme before', 'Basic realm="b", Digest realm="r", nonce="n"', { realm: 'r' }],
    ['another scheme after', 'Digest realm="r", nonce="n", Basic realm="b", charset="UTF-8"', { realm: 'r' }],
    ['token68 around', 'Negotiate YWJj==, Digest realm="r", nonce="n", NTLM, Bearer a.b-c', { realm: 'r', nonce: 'n' }],
    ['several headers', ['Basic realm="b"', 'Negotiate', 'Digest realm="r", nonce="n"'], { realm: 'r' }],
    [
      'a header that cannot be read beside one that can',
      ['Digest realm="x', 'Digest realm="r", nonce="n"'],
      { realm: 'r' },
    ],
    [
      'SHA-256 before MD5',
      ['Digest realm="r", nonce="1", algorithm=MD5', 'Digest realm="r", nonce="2", algorithm=SHA-256'],
      { nonce: '2', algorithm: 'SHA-256' },
    ],
    [
      'SHA-256 before MD5, in one header',
      'Digest realm="r", nonce="1", algorithm=SHA-256, Digest realm="r", nonce="2", algorithm=MD5',
      { nonce: '1' },
    ],
    [
      'SHA-512-256 before SHA-256',
      'Digest realm="r", nonce="1", algorithm=SHA-256, Digest realm="r", nonce="2", algorithm=SHA-512-256',
      { nonce: '2' },
    ],
    [
      'the first of equal ones',
      'Digest realm="r", nonce="1", Digest realm="r", nonce="2", algorithm=MD5',
      { nonce: '1' },
    ],
    [
      'an unknown algorithm beside MD5',
      'Digest realm="r", nonce="1", algorithm=SHA-3, Digest realm="r", nonce="2"',
      { nonce: '2' },
    ],
    [
      'an algorithm in quotes',
      'Digest realm="r", nonce="n", algorithm="md5-sess", qop="auth"',
      { algorithm: 'md5-sess' },
    ],
  ])('%s', (_case, challenges, expected) => {
    expect(fieldsFor(challenges)).toMatchObject(expected);
  });

  it('gives nothing back that the server did not give', () => {
    const names = Object.keys(fieldsFor('Digest realm="r", nonce="n"'));
    expect(names).toEqual(['username', 'realm', 'nonce', 'uri', 'response']);
  });

  it.each<[string, readonly string[]]>([
    ['no header', []],
    ['empty', ['']],
    ['another scheme', ['Basic realm="x"', 'Negotiate abc=']],
    ['no realm', ['Digest nonce="n"']],
    ['no nonce', ['Digest realm="r"']],
    ['an empty nonce', ['Digest realm="r", nonce=""']],
    ['only auth-int', ['Digest realm="r", nonce="n", qop="auth-int"']],
    ['an unknown algorithm', ['Digest realm="r", nonce="n", algorithm=SHA-1']],
    ['the name of a hash that is no algorithm', ['Digest realm="r", nonce="n", algorithm=sha256']],
    ['open quotes', ['Digest realm="r", nonce="n", qop="auth']],
    ['a parameter twice', ['Digest realm="r", nonce="n", nonce="m"']],
    ['parameters without a scheme', ['realm="r", nonce="n"']],
    ['a line break in the nonce', ['Digest realm="r", nonce="n\r\nX-Injected: 1"']],
    ['a line break by a quoted-pair', ['Digest realm="r", nonce="n", opaque="a\\\r\\\nb"']],
    ['characters beyond a byte', ['Digest realm="\u0100", nonce="n"']],
    ['a header longer than any server sends', [`Digest realm="r", nonce="${'n'.repeat(17_000)}"`]],
  ])('unusable: %s', (_case, headers) => {
    const client = new DigestClient(login);
    expect(client.challenged(headers, null)).toBe('unusable');
    expect(client.authorize('GET', '/')).toBeNull();
  });

  it('takes no longer for headers made for that', () => {
    const start = performance.now();
    for (const unit of ['a', 'a ', ' ', '=', '"', '\\', ',', 'a=', 'a="', 'Digest ', 'a =', '"\\"']) {
      const header = unit.repeat(Math.floor(16_000 / unit.length));
      expect(new DigestClient(login).challenged(Array<string>(40).fill(`Digest ${header}`), null)).toBe('unusable');
    }
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
