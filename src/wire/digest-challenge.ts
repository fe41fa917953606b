/** Reads WWW-Authenticate headers and chooses among their Digest challenges (RFC 7616, xml-rpc.md section 4.1). */
import { getHashes } from 'node:crypto';

/** One challenge of a server, of any scheme. */
export interface Challenge {
  /** In lower case: "digest", "basic". */
  readonly scheme: string;
  /** Values by name in lower case, without quotes and backslashes. */
  readonly params: ReadonlyMap<string, string>;
}

/** A Digest challenge that this client can answer. */
export interface DigestChallenge {
  readonly realm: string;
  readonly nonce: string;
  /** null when the server gave none; otherwise it must come back. */
  readonly opaque: string | null;
  /** As the server wrote it, null when it wrote none (MD5 then). */
  readonly algorithm: string | null;
  /** The hash's name in node:crypto. */
  readonly hash: string;
  /** True for the -sess variants. */
  readonly session: boolean;
  /** False for the old form without nc and cnonce (RFC 2069). */
  readonly qop: boolean;
  /** The server says that only the nonce was too old. */
  readonly stale: boolean;
  /** User name and password are UTF-8. */
  readonly utf8: boolean;
}

/** Names in node:crypto by algorithm, the strongest first. */
const hashes: readonly (readonly [algorithm: string, hash: string])[] = [
  ['sha-512-256', 'sha512-256'],
  ['sha-256', 'sha256'],
  ['md5', 'md5'],
];

/** More than a server ever sends; what is longer or beyond is not read. */
const MAX_HEADER_LENGTH = 16_384;
const MAX_HEADERS = 32;

const SEPARATOR = /[\s,]*/y;
const PARAM = /([\w!#$%&'*+.^`|~-]+)\s*=\s*(?:"((?:[^"\\]|\\[^])*)"|([^\s,"]+))(?=[\s,]|$)/y;
const TOKEN = /[\w!#$%&'*+.^`|~-]+(?=\s*(?:,|$)|[ \t]+[^\s,=])/y;
const TOKEN68 = /[ \t]+[\w.~+/-]+=*(?=\s*(?:,|$))/y;

/** What may stand in a header. Anything else in a challenge could become a header of its own. */
const HEADER_TEXT = /^[\t\u0020-\u007E\u0080-\u00FF]*$/;

/** The strongest challenge that can be answered, the first of equal ones; null when there is none. Never throws. */
export function chooseChallenge(headers: readonly string[]): DigestChallenge | null {
  const usable = headers
    .slice(0, MAX_HEADERS)
    .flatMap(parseChallenges)
    .map(readDigest)
    .filter((challenge) => challenge !== null);
  const strength = ({ hash }: DigestChallenge): number => hashes.findIndex(([, name]) => name === hash);
  return usable.toSorted((a, b) => strength(a) - strength(b))[0] ?? null;
}

/**
 * All challenges of one header, in order: values quoted or not, blanks around "=" and ",", other schemes between. After
 * a place that cannot be understood nothing more is read, and the challenge that it stands in is left out.
 */
export function parseChallenges(header: string): readonly Challenge[] {
  if (header.length > MAX_HEADER_LENGTH) return [];
  const found: { scheme: string; params: Map<string, string> }[] = [];
  const scan = scannerOf(header);
  scan(SEPARATOR);
  while (!scan.ended()) {
    const param = scan(PARAM);
    const current = found.at(-1);
    if (param === null) {
      const token = scan(TOKEN)?.[0].toLowerCase();
      if (token === undefined) return found.slice(0, -1);
      // qop=auth,auth-int without quotes looks as if another scheme began.
      if (current?.params.has('qop') === true && /^auth(?:-int)?$/.test(token)) {
        current.params.set('qop', `${current.params.get('qop')},${token}`);
      } else {
        found.push({ scheme: token, params: new Map() });
        scan(TOKEN68);
      }
    } else {
      const name = param[1]!.toLowerCase();
      // Without a scheme before it, or given twice: nobody can tell what is meant.
      if (current === undefined || current.params.has(name)) return found.slice(0, -1);
      current.params.set(name, unquoted(param));
    }
    scan(SEPARATOR);
  }
  return found;
}

/** The parameters of a header without a scheme, such as Authentication-Info; empty when it cannot be understood. */
export function parseParams(header: string): ReadonlyMap<string, string> {
  return parseChallenges(`Info ${header}`)[0]?.params ?? new Map<string, string>();
}

function unquoted(param: RegExpExecArray): string {
  return param[3] ?? param[2]!.replaceAll(/\\([^])/g, '$1');
}

function scannerOf(text: string): ((pattern: RegExp) => RegExpExecArray | null) & { ended(): boolean } {
  let at = 0;
  const scan = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) at += match[0].length;
    return match;
  };
  return Object.assign(scan, { ended: () => at >= text.length });
}

/** null for another scheme, an unknown algorithm, a qop without "auth", and when something needed is missing. */
function readDigest({ scheme, params }: Challenge): DigestChallenge | null {
  const realm = params.get('realm');
  const nonce = params.get('nonce');
  const algorithm = params.get('algorithm') ?? null;
  const name = (algorithm ?? 'md5').toLowerCase();
  const hash = hashes.find(([known]) => known === name.replace(/-sess$/, ''))?.[1];
  const qops = (params.get('qop') ?? '').toLowerCase().match(/[^\s,]+/g);
  if (scheme !== 'digest' || realm === undefined || nonce === undefined || nonce === '' || hash === undefined)
    return null;
  if ((qops !== null && !qops.includes('auth')) || !getHashes().includes(hash)) return null;
  const opaque = params.get('opaque') ?? null;
  if (![realm, nonce, opaque ?? ''].every((text) => HEADER_TEXT.test(text))) return null;
  return {
    realm,
    nonce,
    opaque,
    algorithm,
    hash,
    session: name.endsWith('-sess'),
    qop: qops !== null,
    stale: params.get('stale')?.toLowerCase() === 'true',
    utf8: params.get('charset')?.toLowerCase() === 'utf-8',
  };
}

/** True for a nonce that may be written into a header. */
export function isNonce(nonce: string | undefined): nonce is string {
  return nonce !== undefined && nonce !== '' && HEADER_TEXT.test(nonce);
}
