/** HTTP Digest authentication, the client's side without the HTTP (RFC 7616, RFC 2617; xml-rpc.md section 4.1). */
import { createHash, randomBytes } from 'node:crypto';
import { chooseChallenge, isNonce, parseChallenges, parseParams, type DigestChallenge } from './digest-challenge.ts';

/** Who logs in. The user name has no control characters. */
export interface DigestLogin {
  readonly username: string;
  readonly password: string;
}

/** What a 401 means for the request that got it; see `DigestClient.challenged`. */
export type DigestVerdict = 'retry' | 'refused' | 'unusable';

/** A challenge in use. */
interface Session {
  readonly challenge: DigestChallenge;
  /** The nonce of the challenge, or a newer one from Authentication-Info. */
  readonly nonce: string;
  /** H(username:realm:password), for the -sess variants hashed again with the challenge's nonce and `cnonce`. */
  readonly ha1: string;
  /** The client's nonce of the whole session with a -sess variant; null when each request has its own. */
  readonly cnonce: string | null;
  /** How many requests have used the nonce. */
  uses: number;
}

/** Largest count that fits into the eight hexadecimal digits of nc. */
const MAX_USES = 0xffff_ffff;

/**
 * Answers challenges for one account and keeps the newest one, so that further requests carry credentials at once. Many
 * requests may run at the same time. Nothing of it is logged, and the password does not leave the instance.
 */
export class DigestClient {
  readonly #login: DigestLogin;
  readonly #makeCnonce: () => string;
  #session: Session | null = null;

  /** `makeCnonce` gives a new unpredictable text of letters and digits. Throws a RangeError for control characters in the user name. */
  constructor({ username, password }: DigestLogin, makeCnonce: () => string = randomCnonce) {
    if (/\p{Cc}/u.test(username)) throw new RangeError('A user name of HTTP Digest has no control characters.');
    this.#login = { username, password };
    this.#makeCnonce = makeCnonce;
  }

  /**
   * The Authorization header for one request, sent once; nc rises with every call. `uri` is the request target exactly as
   * sent, with its query. null while no challenge is known: send without credentials and give the 401 to `challenged`.
   * Each character of the header stands for one byte, as node:http and undici write it.
   */
  authorize(method: string, uri: string): string | null {
    const session = this.#session;
    if (session === null || session.uses >= MAX_USES) return null;
    session.uses += 1;
    const { challenge, nonce, ha1 } = session;
    const nc = session.uses.toString(16).padStart(8, '0');
    const cnonce = session.cnonce ?? this.#makeCnonce();
    const ha2 = digest(challenge.hash, `${method}:${uri}`);
    const middle = challenge.qop ? `${nonce}:${nc}:${cnonce}:auth` : nonce;
    const fields = [
      `username=${quoted(wireText(this.#login.username, challenge.utf8))}`,
      `realm=${quoted(challenge.realm)}`,
      `nonce=${quoted(nonce)}`,
      `uri=${quoted(uri)}`,
      `response="${digest(challenge.hash, `${ha1}:${middle}:${ha2}`)}"`,
    ];
    if (challenge.algorithm !== null) fields.push(`algorithm=${challenge.algorithm}`);
    if (challenge.opaque !== null) fields.push(`opaque=${quoted(challenge.opaque)}`);
    if (challenge.qop) fields.push('qop=auth', `nc=${nc}`);
    if (challenge.qop || challenge.session) fields.push(`cnonce=${quoted(cnonce)}`);
    return `Digest ${fields.join(', ')}`;
  }

  /**
   * Takes the WWW-Authenticate headers of a 401. `used` is the Authorization header that the refused request carried, or
   * null. 'retry': the request was not executed, also when it is a write, and may be repeated with a new `authorize`.
   * **The caller repeats a request once at most**; a second 401 means wrong credentials, since some servers send another
   * nonce for those too. 'refused': the same nonce again and not stale, so the credentials are wrong. 'unusable': no Digest
   * challenge that this side can answer. Never throws.
   */
  challenged(headers: readonly string[], used: string | null): DigestVerdict {
    const challenge = chooseChallenge(headers);
    if (challenge === null) return 'unusable';
    const usedNonce = used === null ? undefined : parseChallenges(used)[0]?.params.get('nonce');
    if (challenge.nonce === usedNonce && !challenge.stale) return 'refused';
    // Requests that start together may get the same nonce; its count goes on.
    if (challenge.nonce !== this.#session?.nonce) this.#session = this.#start(challenge);
    return 'retry';
  }

  /** Takes the Authentication-Info header of an answer, undefined for none: a next nonce in it is used from now on. */
  answered(authenticationInfo: string | undefined): void {
    const session = this.#session;
    if (authenticationInfo === undefined || session === null) return;
    const nonce = parseParams(authenticationInfo).get('nextnonce');
    if (isNonce(nonce) && nonce !== session.nonce) this.#session = { ...session, nonce, uses: 0 };
  }

  #start(challenge: DigestChallenge): Session {
    const { realm, nonce, hash, session, utf8 } = challenge;
    const [username, password] = [wireText(this.#login.username, utf8), wireText(this.#login.password, utf8)];
    const ha1 = digest(hash, `${username}:${realm}:${password}`);
    if (!session) return { challenge, nonce, ha1, cnonce: null, uses: 0 };
    const cnonce = this.#makeCnonce();
    return { challenge, nonce, ha1: digest(hash, `${ha1}:${nonce}:${cnonce}`), cnonce, uses: 0 };
  }
}

function randomCnonce(): string {
  return randomBytes(16).toString('hex');
}

/**
 * Text as it goes over the wire, one character a byte: UTF-8 when the server asks for it or nothing else fits, ISO-8859-1
 * otherwise (xml-rpc.md section 4.1, rule 10).
 */
function wireText(text: string, utf8: boolean): string {
  return utf8 || /[\u0100-\uFFFF]/.test(text) ? Buffer.from(text, 'utf8').toString('latin1') : text;
}

function digest(hash: string, wire: string): string {
  return createHash(hash).update(wire, 'latin1').digest('hex');
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
