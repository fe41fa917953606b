/** A small XML-RPC client with HTTP Digest for the tests of the Sippy stand-in. Its Digest is its own. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { decodeAnswer, encodeCall } from '../../../src/wire/xmlrpc.ts';
import type { XmlRpcAnswer } from '../../../src/wire/xmlrpc.ts';
import { int, isStruct, struct, textOf, XmlRpcDate } from '../../../src/wire/xmlrpc-values.ts';
import type { XmlRpcStruct, XmlRpcValue } from '../../../src/wire/xmlrpc-values.ts';
import { drive, send } from '../drive.ts';
import type { Driven, RawAnswer } from '../drive.ts';
import type { SandboxOptions } from '../../../src/sandbox/server.ts';

/** Members of a call; JavaScript numbers become int. */
export type Members = Readonly<Record<string, XmlRpcValue | number>>;

/** A login of the API, each character a byte. */
export interface Login {
  readonly username: string;
  readonly password: string;
}

/** The demo reseller's login. */
export const LOGIN: Login = { username: 'demo', password: 'demo-sippy' };

/** A started sandbox and calls to its Sippy. */
export interface Sippy {
  readonly driven: Driven;
  readonly url: string;
  /** One call; returns the HTTP answer. */
  send(method: string, members?: Members): Promise<RawAnswer>;
  /** One call; returns what it answers, as plain values: doubles and ints as text. Throws at a fault. */
  call(method: string, members?: Members): Promise<Record<string, unknown>>;
  /** One call that must end with a fault: its code, a blank, and its text. */
  fault(method: string, members?: Members): Promise<string>;
  /** The same calls under another login. */
  as(login: Login): Sippy;
  set(switches: Readonly<Record<string, unknown>>): Promise<void>;
}

/** Starts a sandbox with three generated customers (101 to 103), unless told otherwise. */
export async function driveSippy(options: Partial<SandboxOptions> = {}): Promise<Sippy> {
  return sippyOf(await drive(options), LOGIN);
}

/** Calls to a sandbox that runs already. */
export function sippyOf(driven: Driven, login: Login): Sippy {
  const url = `${driven.sandbox.url}/xmlapi/xmlapi`;
  const digest = new Digest(login);
  const post = (method: string, members: Members = {}) => digest.post(url, encodeCall(method, [structOf(members)]));
  return {
    driven,
    url,
    send: post,
    call: async (method, members) => {
      const answer = decoded(await post(method, members));
      if ('fault' in answer) throw new Error(`${answer.fault.code} ${answer.fault.text}`);
      return plain(answer.value) as Record<string, unknown>;
    },
    fault: async (method, members) => {
      const answer = decoded(await post(method, members));
      if (!('fault' in answer)) throw new Error('no fault');
      return `${answer.fault.code} ${answer.fault.text}`;
    },
    as: (other) => sippyOf(driven, other),
    set: (switches) => driven.set({ provider: 'sippy', ...switches }),
  };
}

/** Digest with MD5 and qop=auth; takes a new challenge whenever it gets one. */
export class Digest {
  readonly #login: Login;
  #challenge: { readonly realm: string; readonly nonce: string } | null = null;
  #nc = 0;

  constructor(login: Login) {
    this.#login = login;
  }

  /** Posts the body; a 401 is answered with credentials once. */
  async post(url: string, body: string | Buffer, contentType = 'text/xml'): Promise<RawAnswer> {
    const first = await this.#once(url, body, contentType);
    if (first.status !== 401) return first;
    this.#challenge = challengeOf(first);
    this.#nc = 0;
    return this.#once(url, body, contentType);
  }

  #once(url: string, body: string | Buffer, contentType: string): Promise<RawAnswer> {
    const headers: Record<string, string> = { 'content-type': contentType };
    if (this.#challenge !== null) {
      this.#nc += 1;
      const { pathname, search } = new URL(url);
      headers['authorization'] = authorization({
        ...this.#login,
        ...this.#challenge,
        uri: pathname + search,
        nc: this.#nc,
      });
    }
    // A Buffer, because Node would send the headers in the encoding of a text.
    return send(url, { method: 'POST', headers, body: Buffer.from(body) });
  }
}

/** Realm and nonce of a 401, read as strictly as the strictest client does: three quoted values. */
export function challengeOf(answer: RawAnswer): { readonly realm: string; readonly nonce: string } {
  const header = String(answer.headers['www-authenticate']);
  const [, realm, nonce] = /^Digest realm="([^"]+)", nonce="([^"]+)", qop="auth"/.exec(header) ?? [];
  if (realm === undefined || nonce === undefined) throw new Error(`Not a challenge: ${header}`);
  return { realm, nonce };
}

/** What an Authorization header is made from. */
export interface Credentials extends Login {
  readonly realm: string;
  readonly nonce: string;
  readonly uri: string;
  readonly nc: number;
  readonly cnonce?: string;
}

/** The Authorization header; `nc`, `qop` and `algorithm` stand without quotes. */
export function authorization(credentials: Credentials): string {
  const { username, realm, nonce, uri, nc, cnonce = '0a4f113b' } = credentials;
  const count = nc.toString(16).padStart(8, '0');
  const response = responseOf(credentials);
  return (
    `Digest username="${username}", realm="${realm}", nonce="${nonce}", uri="${uri}", response="${response}", ` +
    `algorithm=MD5, qop=auth, nc=${count}, cnonce="${cnonce}"`
  );
}

/** The `response` for a POST. */
export function responseOf(credentials: Credentials): string {
  const { username, password, realm, nonce, uri, nc, cnonce = '0a4f113b' } = credentials;
  const count = nc.toString(16).padStart(8, '0');
  return md5(`${md5(`${username}:${realm}:${password}`)}:${nonce}:${count}:${cnonce}:auth:${md5(`POST:${uri}`)}`);
}

function md5(text: string): string {
  return createHash('md5').update(text, 'latin1').digest('hex');
}

/** The answer's document. */
export function decoded(answer: RawAnswer): XmlRpcAnswer {
  if (answer.status !== 200) throw new Error(`Status ${answer.status}`);
  return decodeAnswer(Buffer.from(answer.body));
}

/** A file of test/providers/fixtures/sippy. */
export function fixture(name: string): Buffer {
  return readFileSync(new URL(`../../providers/fixtures/sippy/${name}.xml`, import.meta.url));
}

/** Maps as objects, numbers as `int 3` and `double -49.88`, so that types count in comparisons. */
export function typed(value: XmlRpcValue): unknown {
  if (isStruct(value)) return Object.fromEntries([...value].map(([name, member]) => [name, typed(member)]));
  if (Array.isArray(value)) return value.map(typed);
  if (value === null || typeof value !== 'object') return value;
  return value instanceof XmlRpcDate || !('text' in value) ? value : `${value.type} ${value.text}`;
}

function plain(value: XmlRpcValue): unknown {
  if (isStruct(value)) return Object.fromEntries([...value].map(([name, member]) => [name, plain(member)]));
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === 'boolean' ? value : textOf(value);
}

function structOf(members: Members): XmlRpcStruct {
  const entries = Object.entries(members).map(([name, value]) => [
    name,
    typeof value === 'number' ? int(value) : value,
  ]);
  return struct(Object.fromEntries(entries) as Record<string, XmlRpcValue>);
}
