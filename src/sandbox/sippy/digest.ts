/**
 * HTTP Digest, the server's side (xml-rpc.md section 4.2): RFC 2617 with MD5 and qop=auth. A nonce carries its time and a
 * signature, so that handing one out holds no memory; only nonces that were used are held.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** Requests with one nonce that may overtake each other. */
const NC_WINDOW = 64;

/** Used nonces that are held. */
const MAX_NONCES = 10_000;

const NONCE = /^([0-9a-f]{12})([0-9a-f]{16})([0-9a-f]{32})$/;
const PARAMETER = /\s*([A-Za-z0-9*_-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))\s*(?:,|$)/y;
const REQUIRED = ['username', 'realm', 'nonce', 'uri', 'response', 'qop', 'nc', 'cnonce'] as const;

/** What of the challenge can be set. */
export interface DigestSettings {
  readonly realm: string;
  readonly opaque: boolean;
  readonly nonceSeconds: number;
  /** null = any number. */
  readonly nonceRequests: number | null;
}

/** The request that is to be let in. */
export interface DigestRequest {
  readonly authorization: string;
  readonly httpMethod: string;
  /** Path with query. */
  readonly target: string;
}

/** Who is let in, or whether the refusal is for the nonce alone. */
export type Admission = { readonly username: string } | { readonly stale: boolean };

interface Uses {
  highest: number;
  count: number;
  readonly seen: Set<number>;
}

/** Hands out challenges and checks what comes back. */
export class DigestGate {
  readonly #now: () => Date;
  #key = randomBytes(32);
  readonly #uses = new LRUCache<string, Uses>({ max: MAX_NONCES });

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** All nonces that are out become stale. */
  reset(): void {
    this.#key = randomBytes(32);
    this.#uses.clear();
  }

  /** The value of WWW-Authenticate; realm, nonce and qop are quoted, since some clients' parsers insist. */
  challenge({ realm, opaque }: DigestSettings, stale: boolean): string {
    const payload = this.#nowMs().toString(16).padStart(12, '0') + randomBytes(8).toString('hex');
    const parts = [`realm=${quoted(realm)}`, `nonce="${payload}${this.#signature(payload)}"`, 'qop="auth"'];
    if (opaque) parts.push(`opaque="${createHash('md5').update(realm).digest('hex')}"`);
    if (stale) parts.push('stale=true');
    return `Digest ${parts.join(', ')}`;
  }

  /** `passwordOf` gives the password of a login that may use the API; null for others. Stale only if the password is right. */
  admit(request: DigestRequest, settings: DigestSettings, passwordOf: (username: string) => string | null): Admission {
    const given = parametersOf(request.authorization);
    if (given === null || !fits(given, request, settings)) return { stale: false };
    const username = nameOf(given.username);
    const password = passwordOf(username);
    // An unknown login costs as much time as a known one.
    const right = isRight(given, request.httpMethod, password ?? '');
    if (!right || password === null) return { stale: false };
    return this.#use(given.nonce, Number.parseInt(given.nc, 16), settings) ? { username } : { stale: true };
  }

  #use(nonce: string, nc: number, settings: DigestSettings): boolean {
    if (!this.#isAlive(nonce, settings.nonceSeconds)) return false;
    const uses = this.#uses.get(nonce) ?? { highest: 0, count: 0, seen: new Set<number>() };
    if (nc <= uses.highest - NC_WINDOW || uses.seen.has(nc) || uses.count >= (settings.nonceRequests ?? Infinity)) {
      return false;
    }
    uses.seen.add(nc);
    uses.count += 1;
    uses.highest = Math.max(uses.highest, nc);
    for (const old of uses.seen) if (old <= uses.highest - NC_WINDOW) uses.seen.delete(old);
    this.#uses.set(nonce, uses);
    return true;
  }

  #isAlive(nonce: string, nonceSeconds: number): boolean {
    const [, time = '', random = '', signature = ''] = NONCE.exec(nonce) ?? [];
    if (signature === '' || !isEqual(signature, this.#signature(time + random))) return false;
    const ageMs = this.#nowMs() - Number.parseInt(time, 16);
    return ageMs >= 0 && ageMs < nonceSeconds * 1000;
  }

  /** A clock that was set to before 1970 stands at its beginning: a nonce has no sign. */
  #nowMs(): number {
    return Math.max(0, this.#now().valueOf());
  }

  #signature(payload: string): string {
    return createHmac('sha256', this.#key).update(payload).digest('hex').slice(0, 32);
  }
}

type Parameters = Readonly<Record<(typeof REQUIRED)[number], string>> & { readonly algorithm: string };

/** The parameters of an Authorization header; null when it is not a whole Digest. Values may be quoted or not. */
function parametersOf(authorization: string): Parameters | null {
  const scheme = /^digest\s+/i.exec(authorization);
  if (scheme === null) return null;
  const found = new Map<string, string>();
  PARAMETER.lastIndex = scheme[0].length;
  while (PARAMETER.lastIndex < authorization.length) {
    const [, name, text, token] = PARAMETER.exec(authorization) ?? [];
    if (name === undefined || found.has(name.toLowerCase())) return null;
    found.set(name.toLowerCase(), text?.replace(/\\(.)/g, '$1') ?? token ?? '');
  }
  if (!REQUIRED.every((name) => found.has(name))) return null;
  const entries = REQUIRED.map((name) => [name, found.get(name)]);
  return { ...(Object.fromEntries(entries) as Parameters), algorithm: found.get('algorithm') ?? 'MD5' };
}

function fits(given: Parameters, { target }: DigestRequest, { realm }: DigestSettings): boolean {
  const uri = given.uri.replace(/^https?:\/\/[^/?]*/i, '');
  const plain = given.realm === realm && uri === target && given.qop.toLowerCase() === 'auth';
  return plain && given.algorithm.toUpperCase() === 'MD5' && /^[0-9a-f]{8}$/i.test(given.nc);
}

/** Passwords outside ASCII are sent in UTF-8 or in ISO-8859-1; the name goes into the hash as it was sent. */
function isRight(given: Parameters, httpMethod: string, password: string): boolean {
  const { username, realm, nonce, uri, nc, cnonce, qop, response } = given;
  const request = md5(Buffer.from(`${httpMethod}:${uri}`, 'latin1'));
  return (['utf8', 'latin1'] as const).some((encoding) => {
    const login = md5(Buffer.from(`${username}:${realm}:`, 'latin1'), Buffer.from(password, encoding));
    const expected = md5(Buffer.from(`${login}:${nonce}:${nc}:${cnonce}:${qop}:${request}`, 'latin1'));
    return isEqual(response.toLowerCase(), expected);
  });
}

function md5(...parts: readonly Buffer[]): string {
  return createHash('md5').update(Buffer.concat(parts)).digest('hex');
}

function isEqual(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Headers arrive as ISO-8859-1; a name in UTF-8 is read as such. */
function nameOf(header: string): string {
  const bytes = Buffer.from(header, 'latin1');
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? header : text;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
