/** What a request shows: at most one credential, from one of two headers. */
import type { IncomingMessage } from 'node:http';
import { invalidCredential, twoCredentials } from './authenticator.ts';

/** Longest credential that is looked at, in characters. */
export const MAX_CREDENTIAL_LENGTH = 8192;

/** Those of RFC 6750, in which keys and tokens are written. */
const BEARER = /^Bearer +([A-Za-z0-9\-._~+/]+=*) *$/i;
const TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;

/**
 * The credential of a request; null when it carries none. Throws AccessError for two different ones, for another scheme
 * than Bearer, and for text that cannot be a credential.
 */
export function credentialOf({ headersDistinct }: Pick<IncomingMessage, 'headersDistinct'>): string | null {
  const { authorization = [], 'x-api-key': apiKey = [] } = headersDistinct;
  const shown = new Set([...authorization.map(bearerOf), ...apiKey.map(tokenOf)]);
  if (shown.size > 1) throw twoCredentials();
  const [credential = null] = shown;
  return credential;
}

function bearerOf(value: string): string {
  const token = value.length <= MAX_CREDENTIAL_LENGTH + 10 ? BEARER.exec(value)?.[1] : undefined;
  if (token === undefined) throw invalidCredential();
  return token;
}

function tokenOf(value: string): string {
  if (value.length > MAX_CREDENTIAL_LENGTH || !TOKEN.test(value)) throw invalidCredential();
  return value;
}
