/** The server's side of HTTP Digest for the tests: verifies by itself, with nothing of the client's code. */
import { createHash } from 'node:crypto';

/** One reply to a request for entry. */
export type Verdict = { readonly enter: true } | { readonly challenge: string };

const md5 = (text: string): string => createHash('md5').update(text, 'latin1').digest('hex');

/** A gate for one login, with nonces that can be made to expire. */
export class DigestGate {
  readonly #username: string;
  readonly #password: string;
  #made = 0;
  /** Counts that were used, by nonce. */
  #known = new Map<string, Set<string>>();
  /** How many requests a nonce is good for. */
  usesOfNonce = Infinity;

  constructor({ username, password }: { readonly username: string; readonly password: string }) {
    this.#username = username;
    this.#password = password;
  }

  /** All nonces are too old from now on. */
  expire(): void {
    this.#known = new Map();
  }

  /** Lets a request in, or says what to do. */
  check(authorization: string | undefined, target: string): Verdict {
    if (authorization === undefined) return this.#challenge('');
    const fields = new Map(
      [...authorization.matchAll(/(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/g)].map((match) => [
        match[1]!,
        match[3] ?? match[2]!.replaceAll(/\\(.)/g, '$1'),
      ]),
    );
    const at = (name: string): string => fields.get(name) ?? '';
    const ha1 = md5(`${at('username')}:${at('realm')}:${this.#password}`);
    const ha2 = md5(`POST:${target}`);
    const expected = md5([ha1, at('nonce'), at('nc'), at('cnonce'), at('qop'), ha2].join(':'));
    const isRight = at('response') === expected && at('uri') === target && at('username') === this.#username;
    if (!isRight || at('opaque') !== 'odd "one"') return this.#challenge('');
    const uses = this.#known.get(at('nonce'));
    if (uses === undefined || uses.size >= this.usesOfNonce) return this.#challenge(', stale=true');
    if (uses.has(at('nc')) || !/^[0-9a-f]{8}$/.test(at('nc'))) return this.#challenge('');
    uses.add(at('nc'));
    return { enter: true };
  }

  #challenge(more: string): Verdict {
    const nonce = `nonce${(this.#made += 1)}`;
    this.#known.set(nonce, new Set());
    return { challenge: `Digest realm="A \\"realm\\"", nonce="${nonce}", qop="auth", opaque="odd \\"one\\""${more}` };
  }
}
