/**
 * The server's side of HTTP Digest for tests, written from RFC 7616 alone: it reads an Authorization header character by
 * character and computes what must stand in it.
 */
import { createHash } from 'node:crypto';

/** Name, text and whether it stood in quotes, for each parameter in order. */
export interface Field {
  readonly name: string;
  readonly value: string;
  readonly quoted: boolean;
}

/** The parameters of a Digest Authorization header. Throws when it does not keep to the grammar. */
export function readAuthorization(header: string): readonly Field[] {
  if (!header.startsWith('Digest ')) throw new Error(`Not Digest: ${header}`);
  const fields: Field[] = [];
  let at = 'Digest '.length;
  while (at < header.length) {
    const equals = header.indexOf('=', at);
    const name = header.slice(at, equals);
    at = equals + 1;
    let value = '';
    const quoted = header[at] === '"';
    if (quoted) {
      for (at += 1; header[at] !== '"'; at += 1) {
        if (header[at] === '\\') at += 1;
        if (at >= header.length) throw new Error('Quotes are not closed.');
        value += header[at];
      }
      at += 1;
    } else {
      for (; at < header.length && header[at] !== ','; at += 1) value += header[at];
    }
    fields.push({ name, value, quoted });
    if (at < header.length && !header.startsWith(', ', at)) throw new Error(`No separator at ${at}.`);
    at += 2;
  }
  if (new Set(fields.map(({ name }) => name)).size !== fields.length) throw new Error('A parameter stands twice.');
  return fields;
}

/** Parameters by name. */
export function fieldsOf(header: string): Readonly<Record<string, string>> {
  return Object.fromEntries(readAuthorization(header).map(({ name, value }) => [name, value]));
}

/** What the server knows of the request, and what it told the client. */
export interface Expectation {
  readonly method: string;
  readonly uri: string;
  /** User name and password as bytes on the wire, one character each. */
  readonly username: string;
  readonly password: string;
  readonly realm: string;
  readonly nonce: string;
  /** As in the challenge; undefined when it named none. */
  readonly algorithm?: string | undefined;
  readonly opaque?: string | undefined;
  readonly qop: boolean;
}

/** What is wrong with an Authorization header; empty when it is to be accepted. */
export function problemsOf(header: string, expected: Expectation): readonly string[] {
  const fields = fieldsOf(header);
  const problems = (['username', 'realm', 'nonce', 'uri', 'algorithm', 'opaque'] as const)
    .filter((name) => fields[name] !== expected[name])
    .map((name) => `${name}: ${fields[name]} instead of ${expected[name]}`);
  if (expected.qop && !/^[0-9a-f]{8}$/.test(fields['nc'] ?? '')) problems.push('nc');
  if (fields['qop'] !== (expected.qop ? 'auth' : undefined)) problems.push('qop');
  if (!expected.qop && fields['nc'] !== undefined) problems.push('nc without qop');
  const quotes = new Map(readAuthorization(header).map(({ name, quoted }) => [name, quoted]));
  for (const [name, quoted] of quotes) {
    if (quoted === ['algorithm', 'qop', 'nc'].includes(name)) problems.push(`quotes of ${name}`);
  }
  if (fields['response'] !== responseFor(fields, expected)) problems.push('response');
  return problems;
}

function responseFor(fields: Readonly<Record<string, string>>, expected: Expectation): string {
  const { username, realm, password, nonce, method, uri } = expected;
  const algorithm = expected.algorithm?.toUpperCase() ?? 'MD5';
  const hashes: Readonly<Record<string, string>> = { MD5: 'md5', 'SHA-256': 'sha256', 'SHA-512-256': 'sha512-256' };
  const hash = (text: string): string =>
    createHash(hashes[algorithm.replace('-SESS', '')]!).update(Buffer.from(text, 'latin1')).digest('hex');
  let secret = hash(`${username}:${realm}:${password}`);
  if (algorithm.endsWith('-SESS')) secret = hash(`${secret}:${nonce}:${fields['cnonce']}`);
  const middle = expected.qop ? [nonce, fields['nc'], fields['cnonce'], 'auth'] : [nonce];
  return hash([secret, ...middle, hash(`${method}:${uri}`)].join(':'));
}
