/**
 * How a federation router proves that a request comes through it: by a key in a header, or by a signature over the
 * request as Hive Gateway makes it. It proves the way, not the caller: whose request it is, the caller's own credential says.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { RouterConfig } from '../accessConfig.ts';
import { unauthenticated, type AccessError } from './authenticator.ts';
import type { Caller } from './caller.ts';

/** What of a GraphQL request is signed, and the signature. */
export interface SignedParams {
  readonly query?: unknown;
  readonly variables?: unknown;
  readonly extensions?: unknown;
}

/** Name of the header with the key. */
export const ROUTER_KEY_HEADER = 'x-router-key';

/** Name of the extension with the signature. */
const SIGNATURE = 'hmac-signature';

/** True when the request says that it comes through a router, so that its sender is not where it was typed. */
export function claimsRouter(headers: IncomingHttpHeaders): boolean {
  return headers[ROUTER_KEY_HEADER] !== undefined;
}

/** Checks proofs of a router. */
export class RouterProof {
  readonly #config: RouterConfig | null;

  /** Null: no router is known; what others say of one counts for nothing. */
  constructor(config: RouterConfig | null) {
    this.#config = config;
  }

  /**
   * Throws AccessError (401) for a wrong proof, for none where one is required, and for a caller that has no credential of
   * its own and comes through a router. A signature does not cover how a document is named, so one without `query` proves
   * nothing and counts for nothing beside a key.
   */
  check(headers: IncomingHttpHeaders, params: SignedParams, caller: Caller): void {
    const signature = signatureOf(params);
    if (signature !== undefined && caller.kind === 'loopback') throw unauthenticated();
    if (this.#config === null) return;
    const key = headers[ROUTER_KEY_HEADER];
    if (key !== undefined && !this.#isKey(key)) throw wrongProof();
    const isNamed = typeof params.query !== 'string';
    if (signature !== undefined && isNamed && key === undefined) throw nothingSigned();
    if (signature !== undefined && !isNamed && !this.#isSignature(signature, params)) throw wrongProof();
    if (this.#config.required && key === undefined && signature === undefined) throw wrongProof();
  }

  #isKey(given: string | readonly string[]): boolean {
    const key = this.#config?.key ?? null;
    return key !== null && typeof given === 'string' && isSame(given, key);
  }

  #isSignature(given: unknown, { query, variables }: SignedParams): boolean {
    const secret = this.#config?.hmacSecret ?? null;
    if (secret === null || typeof given !== 'string') return false;
    const isEmpty = variables == null || Object.keys(variables).length === 0;
    const text = sortedJson(isEmpty ? { query } : { query, variables });
    return isSame(given, createHmac('sha256', secret).update(text).digest('base64'));
  }
}

function signatureOf({ extensions }: SignedParams): unknown {
  if (typeof extensions !== 'object' || extensions === null || !Object.hasOwn(extensions, SIGNATURE)) return undefined;
  return (extensions as Readonly<Record<string, unknown>>)[SIGNATURE] ?? undefined;
}

function wrongProof(): AccessError {
  return unauthenticated(
    'The request does not come through the router that this gateway knows, or its proof is wrong.',
  );
}

function nothingSigned(): AccessError {
  return unauthenticated(
    'A signature covers `query` and `variables`, not the name of a document: send `query`, or have the router send its key in `X-Router-Key`.',
  );
}

/** Takes the same time whatever is given. */
function isSame(given: string, expected: string): boolean {
  const [left, right] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(left!, right!);
}

/** JSON with the members of each object in the order of their names, also of those that look like numbers. */
function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${sortedJson(member)}`).join(',')}}`;
}
